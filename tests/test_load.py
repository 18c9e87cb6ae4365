"""Loading: the graph becomes equal to the folders, once and for all."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from app import load as loader
from app.errors import DatasetFault
from app.gather import Progress
from app.graph import Graph
from app.load import load
from tests.conftest import SEED, Server

EVERYTHING = """
CALL () { MATCH (n) RETURN collect([labels(n), n {.*, loaded: null}]) AS nodes }
CALL () { MATCH (a)-[r]->(b) RETURN collect([a.id, type(r), b.id, properties(r)]) AS edges }
RETURN nodes, edges
"""


def everything(server: Server) -> Any:
    """All that the graph holds, in an order that does not depend on how it was written."""
    record = server.record(EVERYTHING)
    return tuple(sorted(json.dumps(item, sort_keys=True) for item in record[part]) for part in ("nodes", "edges"))


def count(server: Server, pattern: str) -> int:
    return server.record(f"MATCH {pattern} RETURN count(*) AS n")["n"]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_second_load_writes_nothing(scratch: Server, small: Path) -> None:
    scratch.load(small)
    before = scratch.record("MATCH (d:Dataset) RETURN d.loaded AS loaded, d.version AS version")
    again = scratch.load(small)

    assert again.size == 0 and again.version == before["version"]
    assert scratch.record("MATCH (d:Dataset) RETURN d.loaded AS loaded, d.version AS version") == before


def test_a_changed_claim_changes_its_tie_and_nothing_else(scratch: Server, small: Path) -> None:
    scratch.load(small)
    replace(small / "documents" / "2025-06-02-news.yaml", "status: active\n    start: 2025-06", "status: suspended")
    done = scratch.load(small)

    assert list(done.changes["ties"].changed) == ["space-office--participates-in--qubit-project"]
    assert done.size == 1
    tie = scratch.record("MATCH (t:Tie {id: 'space-office--participates-in--qubit-project'}) RETURN t {.*} AS t")["t"]
    assert tie["status"] == "suspended"
    edge = scratch.record("MATCH ()-[e:PARTICIPATES_IN {status: 'suspended'}]->() RETURN e.tie AS tie, count(*) AS n")
    assert edge == {"tie": tie["id"], "n": 1}, "the plain edge follows its tie"


def test_a_removed_document_takes_what_only_it_claimed(scratch: Server, small: Path) -> None:
    scratch.load(small)
    (small / "documents" / "2025-06-02-news.yaml").unlink()
    done = scratch.load(small)

    assert list(done.changes["documents"].removed) == ["2025-06-02-news"]
    assert list(done.changes["ties"].removed) == ["quantum-bureau--partners-with--space-office--error-correction"]
    assert count(scratch, "(:Tie)") == 4
    assert count(scratch, "(:Claim)") == 4
    assert count(scratch, "(:Entity)-[:PARTNERS_WITH]->(:Entity)") == 0
    back = scratch.record("MATCH (t:Tie {id: 'bolivia--funds--moon-fund'}) RETURN t.disputed AS disputed")
    assert back == {"disputed": False}, "the document that disputed it is gone"


def test_an_entity_that_changes_kind_has_one_label(scratch: Server, small: Path) -> None:
    scratch.load(small)
    text = "- id: quantum-bureau\n  name: Quantum Bureau of Bolivia\n  aliases: [Oficina Cuántica]\n  country: BO\n"
    replace(small / "entities" / "agency.yaml", text, "")
    (small / "entities" / "institution.yaml").write_text(text)
    scratch.load(small)

    labels = scratch.record("MATCH (e:Entity {id: 'quantum-bureau'}) RETURN labels(e) AS labels")["labels"]
    assert sorted(labels) == ["Entity", "Institution"]


def test_the_way_to_a_dataset_does_not_show_in_the_graph(scratch: Server, small: Path) -> None:
    scratch.load(SEED)
    scratch.load(small)
    by_change = everything(scratch)
    scratch.load(SEED)
    (seeded, _) = everything(scratch)
    scratch.load(small)

    assert everything(scratch) == by_change
    assert len(seeded) > len(by_change[0])


def test_in_steps_the_result_is_the_same(scratch: Server, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch.load(small)
    at_once = everything(scratch)
    scratch.load(SEED)
    monkeypatch.setattr(loader, "ONE_TRANSACTION", 10)
    monkeypatch.setattr(loader, "BATCH", 7)
    scratch.load(small)

    assert everything(scratch) == at_once


class Killed(Exception):
    """Stands for the end of a loading process."""


def die_at(step: int) -> Progress:
    steps = iter(range(1000))

    def progress(what: str, done: int, total: int) -> None:
        if next(steps) == step:
            raise Killed

    return progress


def load_until(server: Server, folder: Path, step: int) -> None:
    with pytest.raises(Killed):
        server.use(lambda graph: load(graph, [folder], die_at(step)))


def test_a_load_that_dies_leaves_the_last_dataset(scratch: Server, small: Path) -> None:
    scratch.load(small)
    before = everything(scratch)
    load_until(scratch, SEED, step=4)

    assert everything(scratch) == before


def test_a_load_in_steps_that_dies_is_finished_by_the_next(
    scratch: Server, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch.load(small)
    whole = everything(scratch)
    scratch.load(SEED)
    monkeypatch.setattr(loader, "ONE_TRANSACTION", 10)
    load_until(scratch, small, step=2)
    assert scratch.record("MATCH (d:Dataset) RETURN d.loading AS loading")["loading"], "readers are told"
    scratch.load(small)

    assert everything(scratch) == whole


def test_two_loads_at_once_end_as_one(scratch: Server, small: Path) -> None:
    scratch.load(SEED)

    async def both(graph: Graph) -> None:
        await asyncio.gather(load(graph, [small]), load(graph, [small]))

    scratch.use(both)
    assert count(scratch, "(:Tie)") == 5
    assert count(scratch, "(:Claim)") == 7
    assert count(scratch, "(:Dataset)") == 1


def test_faults_keep_the_graph_as_it_is(scratch: Server, small: Path) -> None:
    scratch.load(small)
    before = everything(scratch)
    replace(small / "documents" / "2024-03-01-plan.yaml", "qubit-project", "no-such-project")

    with pytest.raises(DatasetFault):
        scratch.load(small)
    assert everything(scratch) == before
