"""An answer as tables for a terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from app.domain.answer import Row, Subgraph
from app.domain.records import Amount, Document, Tie
from app.domain.vocabulary import RELATIONS


def tables(answer: Subgraph) -> RenderableType:
    """What was found, the numbered documents that say so, and what a default left out."""
    names = {entity.id: entity.label for entity in answer.entities}
    names |= {technology.id: technology.name for technology in answer.technologies}
    names |= {document.id: document.title for document in answer.documents}
    names |= {tie.id: _short(tie) for tie in answer.ties}
    return Group(*_parts(answer, names))


def _parts(answer: Subgraph, names: Mapping[str, str]) -> Iterator[RenderableType]:
    if answer.rows:
        yield _rows(answer.rows, names)
    if answer.ties:
        yield _ties(answer.ties, names, [document.id for document in answer.documents])
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


def _ties(ties: Sequence[Tie], names: Mapping[str, str], documents: Sequence[str]) -> Table:
    columns = ["subject", "relation", "object", "status", "as of", "when", "amount", "sources"]
    return _table(columns, (_tie(tie, documents) for tie in ties), names)


def _tie(tie: Tie, documents: Sequence[str]) -> tuple[object, ...]:
    numbers = sorted({documents.index(claim.document) + 1 for claim in tie.claims})
    when = f"{tie.start or ''}–{tie.end}" if tie.end else tie.start
    return (
        tie.subject,
        _relation(tie),
        tie.object,
        _status(tie),
        tie.reported,
        when,
        _amount(tie.amount),
        "".join(f"[{n}]" for n in numbers),
    )


def _status(tie: Tie) -> str:
    """The status with what makes it less sure."""
    return ", ".join([tie.status, *(["disputed"] if tie.disputed else []), *tie.doubts])


def _relation(tie: Tie) -> str:
    topic = f" ({tie.topic.replace('-', ' ')})" if tie.topic else ""
    return RELATIONS[tie.relation].forward + topic


def _short(tie: Tie) -> str:
    return f"{_relation(tie)}: {_status(tie)}"


def _amount(amount: Amount | None) -> str:
    if amount is None:
        return ""
    figures = [f"{figure:,}" for figure in (amount.value, amount.min, amount.max) if figure is not None]
    return " ".join(part for part in (amount.qualifier, amount.currency, "–".join(figures)) if part)


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
    more = f"; more with --after {meta['next']}" if meta["next"] else ""
    return f"{counted or 'nothing'}{left_out}{more}; dataset {meta['dataset'][:19]}"
