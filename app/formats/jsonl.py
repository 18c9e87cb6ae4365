"""JSON Lines: the records of the JSON answer, one a line, each with the name of the list that it is from."""

from collections import Counter
from collections.abc import Callable, Iterator

import orjson

from app.domain.answer import PARTS, Subgraph
from app.formats import DATA, Format
from app.report import Report


def _write(report: Report) -> bytes:
    subgraph = report.subgraph
    return _lines([("meta", orjson.dumps(subgraph.meta)), *_records(subgraph)])


def _writer() -> Callable[[Report], bytes]:
    """Writes part after part of an answer, each record once.

    How much there is stands in the last line, when all has been counted, so a file without it was broken off.
    """
    given, counts = set[tuple[str, bytes]](), Counter[str]()

    def write(report: Report) -> bytes:
        meta, lines = report.subgraph.meta, list[tuple[str, bytes]]()
        if not counts:
            begun = {name: value for name, value in meta.items() if name != "counts"}
            lines.append(("meta", orjson.dumps(begun | {"next": None})))
        for part, record in _records(report.subgraph):
            key = part, _id(record)
            if part == "rows" or key not in given:
                lines.append((part, record))
                counts[part] += 1
            if part != "rows":
                given.add(key)
        if meta["next"] is None:
            lines.append(("counts", orjson.dumps(counts)))
        return _lines(lines)

    return write


def _records(subgraph: Subgraph) -> Iterator[tuple[str, bytes]]:
    """The rows and records of an answer, each with the name of its list."""
    yield from (("rows", row.model_dump_json().encode()) for row in subgraph.rows)
    for part in PARTS:
        yield from ((part, record) for record in subgraph.json_part(part))


def _id(record: bytes) -> bytes:
    """The id of a record, which its JSON opens with: `{"id":"nasa",…`."""
    return record[: record.index(b",")]


def _lines(lines: list[tuple[str, bytes]]) -> bytes:
    return b"".join(b'{"part":"%s","record":%s}\n' % (part.encode(), record) for part, record in lines)


FORMAT = Format(
    "jsonl", "application/jsonl", "The same records as JSON, one a line.", _write,
    results=DATA, told=False, writer=_writer,
)  # fmt: skip
