"""Cypher that recreates the subgraph in an empty Neo4j, laid out as a load lays it out: our own questions answer on it.

The statements are those of a load, with the records written out: constraints and indexes, technologies, entities,
documents, ties as nodes with their claims and the plain edge beside each, and the node that names the dataset.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from more_itertools import chunked

from app.domain.vocabulary import Kind
from app.formats import DATA, Format
from app.graph import mapping
from app.graph.statements import literal, statement, with_literals
from app.report import Report, sanitized
from app.report.findings import remarks

ROWS = 50
"""Rows in one statement. Neo4j plans 50 ties that are written out in 2 s, and 500 not within a minute."""

LOADED_NOW = """// Says when that was.
MATCH (dataset:Dataset)
SET dataset.loaded = toString(datetime.truncate('second'));"""


def _write(report: Report) -> bytes:
    return ("\n\n".join(_statements(report)) + "\n").encode()


def _statements(report: Report) -> Iterator[str]:
    graph = report.subgraph
    kinds = {entity.id: entity.kind for entity in graph.entities}
    technologies = [mapping.technology_row(technology) for technology in graph.technologies]
    entities = [mapping.entity_row(entity) for entity in graph.entities]
    ties = [mapping.tie_row(tie, kinds, {}) for tie in graph.ties]
    counts = {
        "technologies": len(technologies), "entities": len(graph.entities), "documents": len(graph.documents),
        "ties": len(ties), "claims": sum(len(tie.claims) for tie in graph.ties),
    }  # fmt: skip
    yield ", ".join(part for part in ("// Entente", f"dataset {report.dataset}", report.address) if part)
    yield from (f"// {sanitized(str(remark))}" for remark in remarks(report))
    yield statement("schema").strip()
    yield from _load("add_technologies", technologies)
    yield from _load("place_technologies", [row for row in technologies if row["broader"] or row["related"]])
    yield from _load("add_entities", entities, kinds=list(Kind))
    yield from _load("place_entities", [row for row in entities if row["countries"]])
    yield from _load("add_documents", [mapping.document_row(document) for document in graph.documents])
    yield from _load("add_ties", ties)
    properties = {"version": report.dataset} | counts
    yield f"{with_literals(statement('load/dataset').strip(), {'properties': properties})};"
    yield LOADED_NOW


def _load(name: str, rows: Sequence[mapping.Row], **beside: Any) -> Iterator[str]:
    """The statement of a load with its rows, a line each: once for so many rows as Neo4j plans well."""
    for some in chunked(rows, ROWS):
        listed = ",\n  ".join(literal(row) for row in some)
        text = statement(f"load/{name}").strip().replace("UNWIND $rows AS row", f"UNWIND [\n  {listed}\n] AS row", 1)
        yield f"{with_literals(text, beside)};"


FORMAT = Format(
    "cypher", "application/x-cypher-query", "Statements that recreate the subgraph in an empty Neo4j.", _write,
    results=DATA,
)  # fmt: skip
