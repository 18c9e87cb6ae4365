"""Tests of what users meet: over HTTP, at the command line, on the page, in files, on a real Neo4j."""

import os

# Workers of pytest-xdist have the size of a terminal that is not there, which commands would take for the reader's.
for name in ("COLUMNS", "LINES"):
    os.environ.pop(name, None)
