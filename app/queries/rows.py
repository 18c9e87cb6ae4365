"""How the rows of an answer follow from what the graph found: functions of the query and its results, no more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.domain.answer import Row
from app.domain.record_json import RecordJson


class Group(NamedTuple):
    """A result of a question after ties: its sort key, and its ties by id."""

    key: Sequence[Any]
    ties: Mapping[str, RecordJson]


class FoundRecord(NamedTuple):
    """A result of a question after entities, technologies or documents, with what the answer says of it."""

    part: str
    id: str
    row: Row | None


def _as_they_are(query: Any, rows: Sequence[Any]) -> Sequence[Any]:
    return rows


def _no_note(query: Any, rows: Sequence[Row]) -> str | None:
    return None


def _no_counts(rows: Sequence[Row]) -> Mapping[str, int]:
    return {}


@dataclass(frozen=True)
class TieRows:
    """The rows of a question after ties.

    `of_group` makes the row of a group, or None for one that is no answer after all, whose ties are left out too;
    without it an answer has no rows. `combine` puts rows together, `note` says in a sentence what to know, and
    `counts` counts what the question is after.
    """

    of_group: Callable[[Any, Group], Row | None] | None = None
    combine: Callable[[Any, Sequence[Row]], Sequence[Row]] = _as_they_are
    note: Callable[[Any, Sequence[Row]], str | None] = _no_note
    counts: Callable[[Sequence[Row]], Mapping[str, int]] = _no_counts


@dataclass(frozen=True)
class RecordRows:
    """The rows of a question after records: made of what the graph says of each, those of them that are the answer in
    their order, and what to know about them. Only the records of the answer are read."""

    of_record: Callable[[Any, Mapping[str, Any]], Row | None] | None = None
    ranked: Callable[[Any, Sequence[FoundRecord]], Sequence[FoundRecord]] = _as_they_are
    note: Callable[[Any, Sequence[Row]], str | None] = _no_note
