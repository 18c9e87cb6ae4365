"""An answer as tables for a terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from app.domain.answer import Row, Subgraph
from app.domain.records import Document, Tie
from app.report import Report, dates, money


def tables(answer: Subgraph) -> RenderableType:
    """What was found, the numbered documents that say so, and what a default left out."""
    report = Report(answer)
    names = {**report.names, **{document.id: document.title for document in answer.documents}}
    names |= {tie.id: report.sentence(tie) for tie in answer.ties}
    return Group(*_parts(report, names))


def _parts(report: Report, names: Mapping[str, str]) -> Iterator[RenderableType]:
    answer = report.subgraph
    if answer.rows:
        yield _rows(answer.rows, names)
    if answer.ties:
        yield _ties(report, names)
        for number, document in enumerate(answer.documents, start=1):
            yield Text(f"[{number}] {_citation(document)}")
    if not answer.rows and not answer.ties:
        yield _things(answer)
    yield Text(_summary(answer.meta), style="dim")


def _rows(rows: Sequence[Row], names: Mapping[str, str]) -> Table:
    columns = [name.replace("_", " ") for name in type(rows[0]).model_fields]
    return _table(columns, (row.model_dump(mode="json").values() for row in rows), names)


def _things(answer: Subgraph) -> RenderableType:
    if not answer.entities:
        return Text("Nothing found.")
    rows = ((entity.id, entity.kind, entity.name, entity.country) for entity in answer.entities)
    return _table(["id", "kind", "name", "country"], rows, {})


def _ties(report: Report, names: Mapping[str, str]) -> Table:
    columns = ["subject", "relation", "object", "status", "when", "amount", "sources"]
    return _table(columns, (_tie(report, tie) for tie in report.subgraph.ties), names)


def _tie(report: Report, tie: Tie) -> tuple[object, ...]:
    ends = (tie.subject, report.relation(tie), tie.object)
    return (*ends, report.status(tie), dates(tie), money(tie.amount), report.cited([tie]))


def _table(columns: Sequence[str], rows: Iterable[Iterable[object]], names: Mapping[str, str]) -> Table:
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        # Text, not markup: a name with brackets shows as it is.
        table.add_row(*(Text(_in_words(value, names)) for value in row))
    return table


def _in_words(value: Any, names: Mapping[str, str]) -> str:
    """A value as a reader says it: names for ids, nothing for null."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {_in_words(part, names)}" for key, part in cast("dict[str, Any]", value).items())
    if isinstance(value, list | tuple):
        return ", ".join(_in_words(part, names) for part in cast("list[Any]", value))
    return "" if value is None else names.get(str(value), str(value))


def _citation(document: Document) -> str:
    parts = (document.title, document.publisher, document.published, document.url)
    return ". ".join(part for part in parts if part)


def _summary(meta: Mapping[str, Any]) -> str:
    counted = ", ".join(f"{count} {part}" for part, count in meta["counts"].items() if count)
    hidden = meta["excluded"].get("disputed")
    left_out = f"; {hidden} disputed left out (--disputed include shows them)" if hidden else ""
    view: Mapping[str, Any] = meta.get("view", {})
    for entry, excluded in view.get("excluded", {}).items():
        left_out += "".join(f"; {count} {what} left out of {entry}" for what, count in excluded.items())
    unseen: Mapping[str, int] = view.get("hidden", {})
    without = "".join(f"; {count} {part} hidden" for part, count in unseen.items() if count)
    more = f"; more with --after {meta['next']}" if meta["next"] else ""
    return f"{counted or 'nothing'}{left_out}{without}{more}; dataset {meta['dataset'][:19]}"
