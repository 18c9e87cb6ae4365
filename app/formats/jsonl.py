"""JSON Lines: the records of the JSON answer, one a line, each with the name of the list that it is from."""

from collections.abc import Iterator

import orjson

from app.formats import Format
from app.report import Report


def _write(report: Report) -> bytes:
    return b"".join(line + b"\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[bytes]:
    subgraph = report.subgraph
    yield _line("meta", orjson.dumps(subgraph.meta))
    parts = {
        "rows": [row.model_dump_json().encode() for row in subgraph.rows],
        "entities": subgraph.json_entities,
        "ties": subgraph.json_ties,
        "technologies": subgraph.json_technologies,
        "documents": subgraph.json_documents,
    }
    for part, records in parts.items():
        yield from (_line(part, record) for record in records)


def _line(part: str, record: bytes) -> bytes:
    return b'{"part":"%s","record":%s}' % (part.encode(), record)


FORMAT = Format("jsonl", "application/jsonl", "The same records as JSON, one a line.", _write, whole=True)
