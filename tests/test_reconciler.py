"""The Python package `reconciler`, in an environment of its own, asks /reconcile for a column of a data frame."""

import json
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.support import python_with

pytestmark = pytest.mark.starts

COLUMN = {"NASA": "nasa", "Indian Space Research Organization": "isro", "3rdiTech": "3rditech", "Atlantis Bank": None}
"""Cells, and what is the best for each."""

SCRIPT = """
import json, sys
from pandas import Series
from reconciler import reconcile

service, *column = sys.argv[1:]
found = [reconcile(Series(column), type_id=kind, reconciliation_endpoint=service) for kind in (None, "Agency")]
print(json.dumps([json.loads(one.set_index("input_value")["id"].to_json()) for one in found]))
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the package; skips where that cannot be had."""
    return python_with("reconciler", tmp_path_factory.mktemp("reconciler"))


def test_a_column_is_matched_as_a_whole_and_by_kind(python: Path, client: httpx.Client) -> None:
    service = str(client.base_url.join("/reconcile"))
    done = subprocess.run([python, "-c", SCRIPT, service, *COLUMN], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    anything, agencies = json.loads(done.stdout.splitlines()[-1])
    assert anything == COLUMN
    assert agencies == COLUMN | {"3rdiTech": None}
