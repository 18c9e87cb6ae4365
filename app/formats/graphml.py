"""GraphML, for Gephi, yEd, networkx and igraph."""

import io

import networkx as nx

from app.formats import DATA, WORDED, Format
from app.report import Report
from app.report.network import multigraph


def _write(report: Report) -> bytes:
    file = io.BytesIO()
    nx.write_graphml_xml(multigraph(report), file)
    return file.getvalue()


FORMAT = Format(
    "graphml", "application/graphml+xml", "GraphML, for yEd, Gephi, networkx and igraph.", _write, WORDED, results=DATA
)
