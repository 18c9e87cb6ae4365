"""What holds for any documents at all, on the real Neo4j: datasets are made up, written as files, loaded and asked."""

import random
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.answers.service import Service
from app.dataset.checking import Dataset, read_dataset
from app.dataset.review.delta import Delta, apply, diff
from app.domain.answer import Subgraph
from app.domain.vocabulary import Reliability, Stance, Status
from app.graph.client import Graph
from app.queries import Changes, Claims, Disputes, Funding, Neighbours, Partners, Paths, Ties, Timeline
from app.queries.base import Query
from tests.support import Server
from tests.test_load import everything

ENTITIES = {
    "country": [("aland", "AX"), ("bolivia", "BO")],
    "agency": [("office", "AX"), ("bureau", "BO")],
    "initiative": [("fund", "AX"), ("project", "BO")],
}
TECHNOLOGIES = [
    {"id": "quantum", "name": "Quantum"},
    {"id": "sensing", "name": "Sensing", "broader": ["quantum"]},
    {"id": "space", "name": "Space"},
]
TIES = [
    ["aland", "FUNDS", "fund"],
    ["bolivia", "FUNDS", "fund"],
    ["aland", "PARTNERS_WITH", "bolivia"],
    ["bolivia", "PARTNERS_WITH", "aland"],
    ["office", "PARTICIPATES_IN", "project"],
    ["bureau", "PARTICIPATES_IN", "project"],
    ["office", "AGENCY_OF", "aland"],
]
DAYS = ["2020", "2021-05", "2021-05-09", "2022-01-01", "2023"]

few = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
Content = Mapping[str, Mapping[str, Any]]
"""Documents by id, as their files have them."""


@st.composite
def entries(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """One claim of a document; its number keeps it apart from all others."""
    claim: dict[str, Any] = {"tie": draw(st.sampled_from(TIES)), "says": f"Thing {number}.", "where": f"line {number}"}
    if draw(st.booleans()):
        claim["technologies"] = draw(
            st.lists(st.sampled_from(["quantum", "sensing", "space"]), min_size=1, unique=True)
        )
    if draw(st.booleans()):
        claim["start"] = draw(st.sampled_from(["2019", "2021-06", "2030?"]))
    if draw(st.booleans()):
        claim["amount"] = draw(
            st.sampled_from([{"value": "5", "currency": "USD"}, {"min": "2", "max": "9", "currency": "EUR"}])
        )
    return claim | {"status": draw(st.sampled_from([str(status) for status in Status]))}


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """Up to four documents. What one disputes, the first of all supports."""
    found: dict[str, dict[str, Any]] = {}
    for number in range(draw(st.integers(1, 4))):
        claims = [draw(entries(10 * number + index)) for index in range(draw(st.integers(1, 4)))]
        if number:
            supported = [claim["tie"] for claim in found["document-0"]["claims"]]
            denied = draw(st.lists(st.sampled_from(supported), max_size=2, unique_by=tuple))
            claims += [
                {"tie": tie, "stance": "disputes", "says": f"No {index}.", "where": "line 1"}
                for index, tie in enumerate(denied)
            ]
        reliability = draw(st.sampled_from([str(one) for one in Reliability]))
        header = {"title": f"Document {number}", "kind": "blog", "reliability": reliability}
        found[f"document-{number}"] = header | {"published": draw(st.sampled_from(DAYS)), "claims": claims}
    return found


def write(folder: Path, documents: Content) -> Path:
    """A folder of data with these documents."""
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("entities", "documents"):
        (folder / part).mkdir(parents=True)
    (folder / "technologies.yaml").write_text(yaml.safe_dump(TECHNOLOGIES))
    for kind, entities in ENTITIES.items():
        rows = [{"id": key, "name": key.capitalize(), "country": country} for key, country in entities]
        (folder / "entities" / f"{kind}.yaml").write_text(yaml.safe_dump(rows))
    for key, document in documents.items():
        (folder / "documents" / f"{key}.yaml").write_text(yaml.safe_dump(document))
    return folder


@dataclass(frozen=True)
class Asked:
    """Answers of a service on a server."""

    server: Server

    def all(self, queries: Sequence[Query]) -> list[Subgraph]:
        """The answers to some queries, in their order."""

        async def ask(graph: Graph) -> list[Subgraph]:
            service = Service(graph, 10**7)
            return [await service.answer(query) for query in queries]

        return self.server.use(ask)


def read(tmp_path: Path, documents: Content) -> Dataset:
    return read_dataset([write(tmp_path / "data", documents)])


@pytest.mark.thorough
@few
@given(documents=contents(), day=st.sampled_from(["2019", *DAYS, "2026"]))
def test_as_of_any_day_the_graph_is_what_the_documents_by_then_say(
    scratch: Server, tmp_path: Path, documents: Content, day: str
) -> None:
    """A tie's status is that of the newest claim that counts; what no document told of by then is not there."""
    dataset = read(tmp_path, documents)
    scratch.load(tmp_path / "data")
    (answer,) = Asked(scratch).all([Ties.read({"as_of": day, "disputed": "include", "limit": 1000})])

    until = {"2019": "2019-12-31", "2020": "2020-12-31", "2021-05": "2021-05-31", "2023": "2023-12-31"}.get(day, day)
    until = "2026-12-31" if day == "2026" else until
    expected: dict[str, tuple[str, bool]] = {}
    for tie in dataset.ties.values():
        known = [claim for claim in tie.claims if claim.known <= until]
        supporting = [claim for claim in known if claim.stance is Stance.SUPPORTS]
        if supporting:
            answerable = [claim for claim in supporting if claim.reliability.is_answerable]
            newest = max(claim.known for claim in answerable or supporting)
            counting = [claim for claim in answerable or supporting if claim.known == newest]
            status = min((claim.status for claim in counting if claim.status), key=lambda status: status.rank)
            denying = [claim for claim in known if claim.stance is Stance.DISPUTES]
            disputed = any(claim.reliability.is_answerable or not answerable for claim in denying)
            expected[tie.id] = status, disputed
    assert {tie.id: (tie.status, tie.disputed) for tie in answer.ties} == expected


EVERY: list[Query] = [
    Ties.read({"disputed": "include"}),
    Partners.read({"technology": "quantum", "disputed": "include"}),
    Neighbours.read({"id": "aland", "depth": 3}),
    Paths.read({"source": "aland", "target": "bureau", "disputed": "include"}),
    Timeline.read({"disputed": "include"}),
    Funding.read({}),
    Disputes.read({}),
    Claims.read({}),
    Changes.read({"since": "2020-12-31"}),
]


@pytest.mark.thorough
@few
@given(documents=contents(), limit=st.integers(1, 3))
def test_pages_add_up_and_today_is_no_special_day(
    scratch: Server, tmp_path: Path, documents: Content, limit: int
) -> None:
    scratch.load(write(tmp_path / "data", documents))
    whole = Asked(scratch).all(EVERY)
    today = Asked(scratch).all([query.model_copy(update={"as_of": "2026-11-22"}) for query in EVERY])

    for one, other in zip(whole, today, strict=True):
        assert (one.rows, one.json_ties, one.json_documents) == (other.rows, other.json_ties, other.json_documents)
    for query, answer in zip(EVERY, whole, strict=True):
        if "after" in type(query).model_fields:
            rows, ties = paged(scratch, query, limit)
            assert rows == list(answer.rows) and set(ties) == set(answer.json_ties), query.name


def paged(server: Server, query: Query, limit: int) -> tuple[list[Any], list[bytes]]:
    """The rows and ties of all pages of an answer."""

    async def ask(graph: Graph) -> tuple[list[Any], list[bytes]]:
        service = Service(graph, 10**7)
        rows: list[Any] = []
        ties: list[bytes] = []
        after: str | None = None
        while True:
            page = await service.answer(query.model_copy(update={"limit": limit, "after": after}))
            rows += page.rows
            ties += page.json_ties
            after = page.meta["next"]
            if after is None:
                return rows, ties

    return server.use(ask)


@pytest.mark.thorough
@few
@given(documents=contents(), seed=st.integers())
def test_the_order_of_loading_does_not_show(scratch: Server, tmp_path: Path, documents: Content, seed: int) -> None:
    """Documents one by one, in any order, or all at once: the graph is the same."""
    scratch.load(write(tmp_path / "data", documents))
    at_once = everything(scratch)
    scratch.load(write(tmp_path / "data", {}))
    keys = sorted(documents)
    random.Random(seed).shuffle(keys)
    for number in range(1, len(keys) + 1):
        part = {key: documents[key] for key in keys[:number]}
        if "document-0" in part:  # disputes need what they dispute
            scratch.load(write(tmp_path / "data", part))

    assert everything(scratch) == at_once


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=contents(), new=contents())
def test_a_diff_applied_to_the_old_dataset_gives_the_new(tmp_path: Path, old: Content, new: Content) -> None:
    before, after = (read(tmp_path, documents) for documents in (old, new))
    delta = Delta.model_validate_json(diff(before, after).model_dump_json())

    made = apply(delta, before)
    assert made == after and made.version == after.version
    gone = {change.old.id for change in delta.claims if change.old}
    fresh = {change.new.id for change in delta.claims if change.new}
    ids = [{claim.id for tie in data.ties.values() for claim in tie.claims} for data in (before, after)]
    assert gone == ids[0] - ids[1] and fresh == ids[1] - ids[0]
