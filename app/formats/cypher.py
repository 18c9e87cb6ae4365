"""Cypher that recreates the subgraph in an empty Neo4j: statements with the records written out.

The graph has the model of the service: entities, technologies, documents, ties as nodes with their claims, and
beside each tie the plain edge.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from string import Template
from typing import Any, cast

from app.domain.records import Amount, Claim, Entity, Model, Tie
from app.formats import Format
from app.report import Report

_ESCAPES = {"\\": r"\\", "'": r"\'", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\b": r"\b", "\f": r"\f"}


def literal(value: Any) -> str:
    """A Cypher literal, whose text nothing in it can end.

    A backslash never stands before a `u`: Neo4j reads Unicode escapes before it reads strings, so that an escaped
    quote would end one.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return f"'{''.join(_ESCAPES.get(mark, mark) for mark in value)}'".replace(r"\\u", r"\\' + 'u")
        case Mapping():
            members = cast("Mapping[str, Any]", value)
            return "{" + ", ".join(f"{name}: {literal(one)}" for name, one in members.items()) + "}"
        case _:
            return "[" + ", ".join(literal(one) for one in value) + "]"


def _write(report: Report) -> bytes:
    return ("\n".join(_lines(report)) + "\n").encode()


def _lines(report: Report) -> Iterator[str]:
    subgraph = report.subgraph
    yield f"// Entente, dataset {report.dataset}"
    for kind, entities in groupby(sorted(subgraph.entities, key=_kind), _kind):
        yield _for_each([_properties(entity, "kind") for entity in entities], f"CREATE (n:Entity:{kind}) SET n = row")
    yield _for_each([_properties(one, "broader") for one in subgraph.technologies], "CREATE (n:Technology) SET n = row")
    yield _for_each([_properties(one) for one in subgraph.documents], "CREATE (n:Document) SET n = row")
    broader = [{"narrow": one.id, "broad": broad} for one in subgraph.technologies for broad in one.broader]
    yield _for_each(broader, BROADER)
    for relation, ties in groupby(sorted(subgraph.ties, key=_relation), _relation):
        yield _for_each([_tie(tie) for tie in ties], TIES.substitute(relation=relation))
    yield _for_each([_claim(tie, claim) for tie in subgraph.ties for claim in tie.claims], CLAIMS)


BROADER = """MATCH (narrow:Technology {id: row.narrow}), (broad:Technology {id: row.broad})
CREATE (narrow)-[:BROADER]->(broad)"""

TIES = Template("""MATCH (subject:Entity {id: row.subject}), (object:Entity {id: row.object})
CREATE (tie:Tie)-[:SUBJECT]->(subject), (tie)-[:OBJECT]->(object), (subject)-[edge:$relation]->(object)
SET tie = row.tie, edge = row.edge
WITH row, tie UNWIND row.technologies AS field
MATCH (technology:Technology {id: field})
CREATE (tie)-[:IN_FIELD]->(technology)""")

CLAIMS = """MATCH (tie:Tie {id: row.tie}), (document:Document {id: row.document})
CREATE (claim:Claim)-[:ON]->(tie), (claim)-[:CITES]->(document)
SET claim = row.claim"""


def _for_each(rows: Sequence[Mapping[str, Any]], work: str) -> str:
    """A statement that does some work for each row; nothing for none."""
    if not rows:
        return ""
    listed = ",\n  ".join(literal(row) for row in rows)
    return f"UNWIND [\n  {listed}\n] AS row\n{work};"


def _kind(entity: Entity) -> str:
    return entity.kind


def _relation(tie: Tie) -> str:
    return tie.relation


def _properties(record: Model, *without: str) -> dict[str, Any]:
    """A record's flat values, as properties of a node: neither empty nor nested."""
    return {
        name: value
        for name, value in record.row().items()
        if name not in (*without, "amount") and value not in (None, [])
    }


def _amount(amount: Amount | None) -> dict[str, Any]:
    """Money as flat properties, as the loader writes them."""
    given = amount.row() if amount else {}
    named = {"value": "amount", "currency": "currency"}
    return {named.get(name, f"amount_{name}"): value for name, value in given.items() if value is not None}


def _tie(tie: Tie) -> dict[str, Any]:
    own = _properties(tie, "subject", "object", "technologies", "claims") | _amount(tie.amount)
    edge = {"tie": tie.id} | {name: own[name] for name in ("status", "disputed", "start", "end") if name in own}
    ends = {"subject": tie.subject, "object": tie.object, "technologies": tie.technologies}
    return {"tie": own, "edge": edge, **ends}


def _claim(tie: Tie, claim: Claim) -> dict[str, Any]:
    own = _properties(claim, "document", "technologies") | _amount(claim.amount)
    return {"tie": tie.id, "document": claim.document, "claim": own}


FORMAT = Format(
    "cypher", "application/x-cypher-query", "Statements that recreate the subgraph in an empty Neo4j.", _write
)
