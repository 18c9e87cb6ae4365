"""Puts answers together: from the page that the graph found, and the cached records of all that the page names."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import orjson

from app.answers.offload import offloaded
from app.answers.record_cache import RecordCache
from app.domain.answer import Hidden, Row, Subgraph
from app.domain.dates import today
from app.domain.record_json import RecordJson, tie_json_as_of
from app.graph.results import Loading, Page
from app.queries.base import Paged, Query
from app.queries.rows import FoundRecord, Group, RecordRows, TieRows
from app.queries.statements import counted, cursor_text
from app.queries.view import View

LABELS = {"Entity": "entities", "Technology": "technologies", "Document": "documents"}


@dataclass(frozen=True)
class _Found:
    """What a page holds: rows, ties, and the ids of records by part; and what a reader has hidden of it."""

    rows: Sequence[Row]
    ties: Sequence[RecordJson]
    records: Mapping[str, Sequence[str]]
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    note: str | None = None
    hidden: Hidden = field(default_factory=Hidden)


async def assemble(query: Query, page: Page, cache: RecordCache, view: View) -> Subgraph:
    """The answer that a page is of, with all that belongs to it and is not hidden in a view.

    Raises VersionChanged when the graph has moved on.
    """
    results = page["rows"][: query.size]
    follows = results[-1][0] if len(page["rows"]) > query.size and isinstance(query, Paged) else None
    rows = query.rows
    if isinstance(rows, TieRows):
        found = await _find_ties(query, rows, results, cache, view)
    else:
        found = await _find_records(query, rows, results, cache)
    parts = {part: await cache.get(part, ids) for part, ids in _belonging(found).items()}
    excluded = page.get("excluded") or {}
    left_out = {what: excluded[what] for what in counted(query)}
    note = found.note or _all_left_out(query, found, left_out)
    loading = page["loading"]
    if loading:
        under_way = f"a load is under way, and this is a dataset on the way: {progress(loading)}"
        note = f"{note}; {under_way}" if note else under_way
    meta = {
        "query": query.name,
        "parameters": query.given(),
        "dataset": cache.version,
        "counts": {part: len(records) for part, records in parts.items()} | {"ties": len(found.ties), **found.counts},
        "excluded": left_out,
        "note": note,
        "next": cursor_text(follows) if follows is not None else None,
        **({"loading": loading} if loading else {}),
    }
    entities, technologies, documents = (
        [record.json for record in parts[part]] for part in ("entities", "technologies", "documents")
    )
    ties = [tie.json for tie in found.ties]
    return Subgraph(meta, found.rows, entities, ties, technologies, documents, hidden=found.hidden)


def progress(loading: Loading) -> str:
    """How far a load is, in words."""
    return f"{loading['done']:,} of {loading['total']:,} records are in"


def _all_left_out(query: Query, found: _Found, left_out: Mapping[str, int]) -> str | None:
    """That a default leaves out all that answers, and how to ask for it."""
    further = isinstance(query, Paged) and query.after is not None
    if found.ties or found.hidden.ties or further or not any(left_out.values()) or not isinstance(query.rows, TieRows):
        return None
    counts = ", ".join(f"{number} {LEFT_OUT[what]}" for what, number in left_out.items() if number)
    return f"all that answers is left out by default: {counts}"


LEFT_OUT = {
    "disputed": "disputed (`disputed=include`)",
    "persons": "of people (`persons=include`)",
    "domestic": "within one country (`domestic=include`)",
    "amount_kind": "with money of kinds that have to be asked for (`amount_kind`)",
}
"""What a default leaves out, and how to ask for it."""


async def _find_ties(query: Query, made: TieRows, results: Sequence[Any], cache: RecordCache, view: View) -> _Found:
    found = await _ties_on_day(query, [id for _, ties in results for id in ties], cache)
    by_key = [Group(key, {id: found[id] for id in ties}) for key, ties in results]
    rows, groups = await offloaded(len(found), _rows, query, made, by_key)
    note = made.note(query, rows)
    ties = {id: tie for group in groups for id, tie in group.ties.items()}
    if hidden := await _hidden(view, ties, cache):
        # Each row is made anew of the ties that are left, or is no answer any more: of a cooperation of four, one of
        # whom is hidden, a row tells the other three, and no word of it rests on what is not shown. It says what it
        # would if a filter had left the fourth out; that something is hidden, and how much, the answer says beside it.
        still = [left for group in groups if (left := _without(group, hidden.ties)).ties]
        rows, _ = await offloaded(len(found), _rows, query, made, still)
        ties = {id: tie for id, tie in ties.items() if id not in hidden.ties}
    return _Found(rows, list(ties.values()), {}, made.counts(rows), note, hidden or Hidden())


def _rows(query: Query, made: TieRows, groups: Sequence[Group]) -> tuple[Sequence[Row], Sequence[Group]]:
    """The rows of groups, and those groups that are an answer."""
    if made.of_group is None:
        return [], groups
    by_group = [(group, made.of_group(query, group)) for group in groups]
    rows = made.combine(query, [row for _, row in by_group if row is not None])
    return rows, [group for group, row in by_group if row is not None]


async def _hidden(view: View, ties: Mapping[str, RecordJson], cache: RecordCache) -> Hidden | None:
    """What a view hides of some ties and their ends: those that are named, and those that are left without a tie."""
    ends = _once([], (tie.entities for tie in ties.values()))
    kinds = await _kinds(ends if view.mute else [], cache)
    out = {id for id in ends if id in view.hide or kinds.get(id) in view.mute}
    hidden = {id for id, tie in ties.items() if not out.isdisjoint(tie.entities) or _line(tie) in view.mute}
    left = {end for id, tie in ties.items() if id not in hidden for end in tie.entities}
    return Hidden(frozenset(ends) - left, frozenset(hidden)) if hidden else None


async def _kinds(entities: Sequence[str], cache: RecordCache) -> Mapping[str, str]:
    records = await cache.get("entities", entities)
    return {id: orjson.loads(record.json)["kind"] for id, record in zip(entities, records, strict=True)}


def _line(tie: RecordJson) -> str:
    """What a legend calls the line of a tie."""
    return "disputed" if tie.sure.disputed else tie.sure.status


def _without(group: Group, ties: Collection[str]) -> Group:
    return Group(group.key, {id: tie for id, tie in group.ties.items() if id not in ties})


async def _ties_on_day(query: Query, ids: Sequence[str], cache: RecordCache) -> dict[str, RecordJson]:
    """Ties by id, as they are known on the day that a query is about."""
    found = dict(zip(ids, await cache.get("ties", ids), strict=True))
    if query.day:
        return await offloaded(len(found), _as_of, found, query.day)
    day = today()
    return {id: tie.on_day(day) for id, tie in found.items()}


def _as_of(ties: Mapping[str, RecordJson], day: str) -> dict[str, RecordJson]:
    return {id: then for id, tie in ties.items() if (then := tie_json_as_of(tie, day))}


async def _find_records(query: Query, made: RecordRows, results: Sequence[Any], cache: RecordCache) -> _Found:
    ranked = await offloaded(len(results), _ranked, query, made, results)
    records = {part: [record.id for record in ranked if record.part == part] for part in LABELS.values()}
    rows = [record.row for record in ranked if record.row]
    brought = [id for _, _, _, row in results for id in row.get("brings", ())][: query.size]
    ties = await _ties_on_day(query, brought, cache)
    return _Found(rows, list(ties.values()), records, note=made.note(query, rows))


def _ranked(query: Query, made: RecordRows, results: Sequence[Any]) -> Sequence[FoundRecord]:
    """Records with their rows, in the order of the answer."""
    of_record = made.of_record
    records = [
        FoundRecord(_part(labels), id, of_record(query, row) if of_record else None) for _, labels, id, row in results
    ]
    return made.ranked(query, records)


def _part(labels: Iterable[str]) -> str:
    return next(LABELS[label] for label in labels if label in LABELS)


def _belonging(found: _Found) -> dict[str, list[str]]:
    """Ids of all that a page shows beside its ties, each once, in the order in which it is met."""
    return {
        "entities": _once(found.records.get("entities", []), (tie.entities for tie in found.ties)),
        "technologies": _once(found.records.get("technologies", []), (tie.technologies for tie in found.ties)),
        "documents": _once(found.records.get("documents", []), (tie.documents for tie in found.ties)),
    }


def _once(first: Iterable[str], more: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(chain(first, *more)))
