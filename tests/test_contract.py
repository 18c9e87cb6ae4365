"""What every query keeps to, shown by the real Neo4j's own plans."""

import re
from collections.abc import Mapping
from typing import Any, cast

import neo4j
import pytest

from app.domain.vocabulary import Kind, Relation
from app.errors import ServiceError
from app.formats import formats
from app.graph import statements
from app.graph.client import Graph
from app.queries import catalogue
from app.queries.base import Query
from app.queries.checks import variants
from app.queries.drawing import drawn
from app.queries.schema import example
from app.queries.statements import Statement, statement_of
from tests.closed import assert_closed
from tests.support import ROOT, Server

KNOWN_LABELS = {
    "Entity",
    "Technology",
    "Document",
    "Claim",
    "Tie",
    "Disputed",
    "Dataset",
    "Snapshot",
    "Commit",
    "Lock",
    *Kind,
}
EXAMPLES: dict[str, Any] = {
    "id": "nasa", "technology": "quantum", "q": "nasa", "source": "nasa", "target": "isro", "since": "2025",
    "entity": "nasa", "pair": ["india,united-states"], "document": "2013-iter-members",
}  # fmt: skip


def explain(server: Server, text: str, parameters: Mapping[str, Any], how: str = "EXPLAIN") -> neo4j.ResultSummary:
    """The plan of a statement, with the server's notices; by PROFILE with what each step of it touched."""
    with server.driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        asked: Any = f"{how} {statements.bundled(text)}"
        return session.run(asked, given=dict(parameters)).consume()


@pytest.mark.thorough
@pytest.mark.parametrize("name", sorted(catalogue))
def test_a_query_only_reads_and_names_nothing_unknown(seeded: Server, name: str) -> None:
    """In the language of the oldest Neo4j that we name: 5.26 knows Cypher 5 alone.

    To plan a statement takes seconds, so that one is left out whose every line stood in those before it.
    """
    asked = [*map(statement_of, variants(catalogue[name])), Statement(drawn(example(catalogue[name])), {})]
    planned = set[str]()
    for text, arguments in asked:
        if planned.issuperset(lines := {line.strip() for line in text.splitlines()}):
            continue
        planned |= lines
        summary = explain(seeded, text, arguments, "CYPHER 5 EXPLAIN")
        assert summary.query_type == "r"
        unknown = [notice for notice in summary.gql_status_objects if "UNRECOGNIZED" in str(notice.classification)]
        assert not unknown, unknown


@pytest.mark.parametrize("name", sorted(catalogue))
def test_every_declared_parameter_changes_what_is_asked(name: str) -> None:
    """Each parameter reaches the Cypher: giving it another value changes an argument that the statement names."""
    query = catalogue[name]
    plain = example(query)
    values: dict[str, Any] = {
        "limit": 7, "relation": ["FUNDS"], "kind": [], "country": ["US"], "status": ["ended"],
        "disputed": "only", "from": "2020", "to": "2020", "as_of": "2020", "depth": 3, "technology": "space",
        "entity": "isro", "id": "isro", "q": "isro", "reliability": ["official"], "source": "jaxa", "target": "jaxa",
        "max_hops": 2, "since": "2020", "pair": ["india,russia"], "funder": "nsf", "recipient": "nsf",
        "currency": "USD", "document": "2013-iter-members", "stance": "disputes", "sources": 2, "overdue": True,
        "reported_since": "2024", "persons": "include", "domestic": "include", "type": ["fund"],
        "amount_kind": ["trade"], "lineage": "include", "by": "arrival",
    }  # fmt: skip
    if query.form.cursor:
        values["after"] = query.form.cursor.example
    if name == "disputes":
        values["disputed"] = "include"
    for field, info in query.model_fields.items():
        key = info.alias or field
        if (name, key) == ("search", "limit"):
            continue  # the best of all matches are found after Neo4j has named them
        before = query.read({**plain.given(), "entity": "isro"}) if key == "lineage" else plain
        assert statement_of(query.read({**before.given(), key: values[key]})) != statement_of(before), key


@pytest.mark.parametrize("name", sorted(catalogue))
def test_a_statement_takes_one_map_so_that_it_is_planned_once(name: str) -> None:
    text = statement_of(example(catalogue[name])).text

    assert set(re.findall(r"\$(\w+)", text)) == set(re.findall(r"\$given\.(\w+)", statements.bundled(text)))
    assert set(re.findall(r"\$(\w+)", statements.bundled(text))) == {"given"}


def test_what_only_looks_like_a_parameter_is_left_alone() -> None:
    text = "RETURN '$q', `$q`, $q // $q"
    assert statements.bundled(text) == "RETURN '$q', `$q`, $given.q // $q"


LISTINGS = {
    "entities", "technologies", "documents", "ties", "latest", "claims", "timeline", "changes", "funding", "disputes",
}  # fmt: skip
"""What reads all records of a kind when it is asked for all of them."""

NARROWED = {
    "ties": ("entity", "technology"), "claims": ("entity",), "timeline": ("entity",), "changes": ("entity",),
    "documents": ("q",),
}  # fmt: skip
"""Listings that start from one record when it is given."""


@pytest.mark.parametrize("name", sorted(catalogue))
def test_a_query_looks_nothing_up_by_scanning(seeded: Server, name: str) -> None:
    """Whatever starts from one record finds it by an index; only listings of everything read everything."""
    query = example(catalogue[name])
    assert name in LISTINGS or not scans(seeded, query)
    for narrow in NARROWED.get(name, ()):
        assert not scans(seeded, query.read({**query.given(), narrow: EXAMPLES[narrow]})), narrow


def scans(server: Server, query: Query) -> list[str]:
    """The steps that read all nodes of a label; there is one dataset or commit, and few ties are disputed."""
    plan = cast("Any", explain(server, *statement_of(query)).plan)
    few = ("Dataset", "Commit", "Disputed")
    return [step for step in operators(plan) if "Scan" in step and not any(label in step for label in few)]


FIELD = {"technology": "human-spaceflight"}
PAGES: list[tuple[str, dict[str, Any]]] = [
    ("ties", {}), ("ties", FIELD), ("ties", {"entity": "india"}), ("neighbours", {"id": "india"}), ("partners", FIELD),
    ("latest", {}), ("latest", FIELD), ("claims", {}), ("changes", {"since": "2000"}), ("entities", {}),
    ("documents", {}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "given"), PAGES)
def test_a_page_is_read_off_an_index_and_the_rest_is_left_alone(
    seeded: Server, name: str, given: dict[str, Any]
) -> None:
    """What Neo4j touches grows with the page, not with all that could follow it."""
    one, many = (touched(seeded, catalogue[name].read({**given, "limit": limit})) for limit in (1, 200))

    assert one < many * 2 / 3


@pytest.mark.parametrize("by", ["publication", "arrival"])
def test_what_changed_about_one_is_read_off_its_own_ties(seeded: Server, by: str) -> None:
    """Neither all claims since a day are read, nor all ties."""
    since = {"since": "2000", "by": by, "limit": 1000}
    whole, one = (touched(seeded, catalogue["changes"].read(since | about)) for about in ({}, {"entity": "nasa"}))

    assert one < whole / 8


def touched(server: Server, query: Query) -> int:
    """How many records and index entries Neo4j touches for a page, without counting what a default leaves out."""
    text, arguments = statement_of(query, count_excluded=False)
    return hits(explain(server, text, arguments, "PROFILE").profile)


def hits(step: Any) -> int:
    """The database hits of a step of a profile and all below it."""
    return step.get("dbHits", 0) + sum(hits(child) for child in step.get("children", []))


def operators(plan: Any) -> list[str]:
    """Each operator of a plan with its details."""
    own = f"{plan['operatorType'].split('@')[0]}({plan['args'].get('Details', '')})"
    return [own, *(step for child in plan.get("children", []) for step in operators(child))]


def test_every_id_is_under_a_constraint_and_names_under_a_full_text_index(seeded: Server) -> None:
    record = seeded.record(
        "SHOW INDEXES YIELD type, labelsOrTypes, properties WHERE labelsOrTypes IS NOT NULL "
        "RETURN collect([type, labelsOrTypes, properties]) AS indexes"
    )
    indexes = {(kind, tuple(sorted(labels)), tuple(properties)) for kind, labels, properties in record["indexes"]}
    for label in ("Entity", "Technology", "Document", "Tie", "Claim"):
        assert ("RANGE", (label,), ("id",)) in indexes
    assert ("FULLTEXT", ("Entity", "Technology"), ("spellings",)) in indexes
    assert ("FULLTEXT", ("Document",), ("title", "publisher")) in indexes


def test_the_graph_holds_no_label_or_type_but_those_of_the_vocabulary(seeded: Server) -> None:
    labels = seeded.record("CALL db.labels() YIELD label RETURN collect(label) AS all")["all"]
    types = seeded.record("CALL db.relationshipTypes() YIELD relationshipType AS t RETURN collect(t) AS all")["all"]

    assert set(labels) <= KNOWN_LABELS
    assert set(types) <= {"SUBJECT", "OBJECT", "IN_FIELD", "BROADER", "RELATED", "BELONGS_TO", "ON", "CITES", *Relation}


def test_cypher_reaches_no_file_and_no_host(seeded: Server) -> None:
    assert_closed(seeded.driver)


def test_a_read_cannot_write(seeded: Server) -> None:
    async def write(graph: Graph) -> None:
        await graph.read("test", "CREATE (n:Intruder) RETURN n.id AS id", {}, dict[str, Any])

    with pytest.raises((ServiceError, neo4j.exceptions.ClientError), match=r"(?i)read access"):
        seeded.use(write)


def test_the_readme_lists_every_query_in_order_and_every_format() -> None:
    listed = re.findall(r"^\| `(\w+)` \| (?:`(.+?)`)?", (ROOT / "README.md").read_text(), re.MULTILINE)

    assert [(name, path) for name, path in listed if path.startswith("/")] == [
        (name, query.path) for name, query in catalogue.items()
    ]
    assert [name for name, _ in listed if name in formats()] == sorted(formats())


@pytest.mark.parametrize("name", [name for name in statements.files() if name != "schema"])
def test_every_file_says_what_it_does(name: str) -> None:
    assert statements.description(name).endswith(".")
