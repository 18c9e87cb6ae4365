"""Answers queries: one exchange with the graph for what is asked, and the kept pieces for what belongs to it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from rapidfuzz import fuzz, process

from app.answers.record_cache import PARTS, RecordCache, VersionChanged
from app.domain.answer import Row, Subgraph
from app.domain.record_json import RecordJson, tie_json_as_of
from app.errors import NotFound, ServiceError, Unavailable
from app.graph.client import Bookmark, Graph
from app.graph.fulltext import fuzzy_query
from app.graph.statements import statement
from app.queries.base import FoundRecord, Paged, Query, RecordQuery, TieQuery
from app.queries.parameters import write_cursor

TRIES = 3
"""How often an answer is begun anew when a load replaces the dataset under it."""

NO_DATASET = "the graph holds no whole dataset; load one with `entente load seed`, or wait for a load under way"

WATCH_SECONDS = 0.3
"""How long a worker may take to notice that another dataset has been loaded, beside the time of one look-up."""

LABELS = {"Entity": "entities", "Technology": "technologies", "Document": "documents"}


@dataclass
class Service:
    """Answers queries from a graph, keeping up to `size` bytes of pieces of its current dataset.

    `version` is the dataset that the graph held a moment ago, while `watch` runs; None where that is not known.
    `ready` is whether the graph answers and has been prepared for readers.
    """

    graph: Graph
    size: int
    version: str | None = None
    ready: bool = False
    _told: set[str | None] = field(default_factory=set[str | None])
    _pieces: RecordCache | None = None

    async def answer(self, query: Query, bookmark: Bookmark | None = None) -> Subgraph:
        """The answer to a query, from a graph no older than a bookmark.

        Raises NotFound with the nearest ids for an id that is not there, Unavailable, or TimedOut.
        """
        for _ in range(TRIES):
            try:
                record = await self._read(query, bookmark)
                self._tell(record["version"])
                pieces = self._current(record["version"])
                answer = await _assemble(query, record, pieces)
            except VersionChanged:
                continue
            if query.may_name_unknown_id(answer):
                await self._check_references(query)
            return answer
        raise Unavailable("the dataset is being replaced just now; ask again")

    def _tell(self, version: str | None) -> None:
        """No answer kept for an older dataset may follow one that told of a newer."""
        self._told.add(version)
        if version != self.version:
            self.version = None

    async def dataset(self) -> Mapping[str, Any]:
        """Which dataset is loaded and how much is in it. Raises Unavailable when there is none."""
        record = await self.graph.read("dataset", statement("lookup/dataset"), {})
        told: dict[str, Any] = record["dataset"] or {}
        dataset = {name: value for name, value in told.items() if value is not None}
        if "loading" in dataset:
            raise Unavailable(f"dataset {dataset['loading']} is being loaded", dataset=dataset)
        if "version" not in dataset:
            raise Unavailable(NO_DATASET)
        return dataset

    async def watch(self, prepare: Callable[[], Awaitable[None]]) -> None:
        """Keeps `version` true until cancelled, so that kept answers are given for the dataset that is there now.

        Each time that the graph begins to answer, `prepare` has its turn before the service is `ready`.
        """
        while True:
            try:
                self._told.clear()
                version = (await self.dataset())["version"]
                if not self.ready:
                    await prepare()
                    self.ready = True
                elif version != self.version:
                    self.version = None
                    await self.warm()
                # An answer that told otherwise meanwhile may have seen a newer one.
                self.version = version if self._told <= {version} else None
            except ServiceError:
                self.ready, self.version = False, None
            await asyncio.sleep(WATCH_SECONDS)

    async def warm(self) -> None:
        """Reads the pieces of the current dataset, so that readers do not wait for them; who comes before gets his own.

        Where that was done already, nothing is read.
        """
        with suppress(VersionChanged):  # the next one is warmed when it is seen
            dataset = await self.dataset()
            await self._current(dataset["version"]).warm(dataset)

    async def _read(self, query: Query, bookmark: Bookmark | None) -> dict[str, Any]:
        """What the graph finds for a query. How many ties a default leaves out is counted once for all its pages."""
        pieces, whole = self._pieces, (query.name, query.whole())
        left_out = pieces.left_out.get(whole) if pieces else None
        asked: dict[str, Any] = query.arguments() if left_out is None else query.arguments() | {"hidden": []}
        record = await self.graph.read(query.name, query.cypher(), asked, bookmark)
        if not pieces:
            return record
        if left_out is None:
            if record["version"] == pieces.version and "disputed" in record:
                pieces.left_out[whole] = record["disputed"]
            return record
        if record["version"] != pieces.version:
            self._current(record["version"])
            raise VersionChanged(f"{pieces.version} became {record['version']}")
        return record | {"disputed": left_out}

    def _current(self, version: str | None) -> RecordCache:
        if version is None:
            raise Unavailable(NO_DATASET)
        if self._pieces is None or self._pieces.version != version:
            self._pieces = RecordCache(self.graph, version, self.size)
        return self._pieces

    async def _check_references(self, query: Query) -> None:
        """An empty answer is right only when the ids that it was asked for exist."""
        given = [(name, part, id) for name, part in query.references().items() for id in _ids(getattr(query, name))]
        if not given:
            return
        wanted = {part: [id for _, of, id in given if of == part] for part in PARTS}
        known = await self.graph.read("exists", statement("lookup/exists"), wanted)
        for name, part, id in given:
            if id not in known[part]:
                nearest = await self._nearest(part, id)
                hint = f"; did you mean {', '.join(nearest)}?" if nearest else ""
                raise NotFound(
                    f"{_SINGULAR[part]} {id!r} is not in the graph{hint}", parameter=name, suggestions=nearest
                )

    async def _nearest(self, part: str, id: str) -> list[str]:
        words = fuzzy_query(id.replace("-", " "))
        found = await self.graph.read("nearest", statement("lookup/nearest"), {"part": part, "words": words, "id": id})
        return [match for match, _, _ in process.extract(id, found["ids"], scorer=fuzz.ratio, limit=5, score_cutoff=40)]


def _ids(value: str | tuple[str, ...] | None) -> list[str]:
    """The ids in a parameter's value; several stand in a list, or with commas between them."""
    values = (value,) if isinstance(value, str) else value or ()
    return [id for one in values for id in one.split(",")]


_SINGULAR = {"entities": "entity", "technologies": "technology", "documents": "document", "ties": "tie"}


@dataclass(frozen=True)
class _Told:
    """What a page tells: rows, ties, and the ids of things by part."""

    rows: Sequence[Row]
    ties: Sequence[RecordJson]
    things: Mapping[str, Sequence[str]]


async def _assemble(query: Query, record: Mapping[str, Any], pieces: RecordCache) -> Subgraph:
    page: Sequence[Any] = record["rows"][: query.size]
    follows = page[-1][0] if len(record["rows"]) > query.size and isinstance(query, Paged) else None
    if isinstance(query, TieQuery):
        told = await _tell_ties(query, page, pieces)
        excluded = query.excluded(record)
    else:
        assert isinstance(query, RecordQuery)
        told = await _tell_things(query, page, pieces)
        excluded = {}
    rows = query.gather(told.rows)
    parts = {part: await pieces.get(part, ids) for part, ids in _belonging(told).items()}
    meta = {
        "query": query.name,
        "parameters": query.given(),
        "dataset": pieces.version,
        "counts": {part: len(found) for part, found in parts.items()} | {"ties": len(told.ties)},
        "excluded": excluded,
        "note": query.note(rows),
        "next": write_cursor(follows) if follows is not None else None,
    }
    json = {f"json_{part}": [piece.json for piece in found] for part, found in parts.items()}
    return Subgraph(meta, rows, json_ties=[tie.json for tie in told.ties], **json)


async def _tell_ties(query: TieQuery, page: Sequence[Any], pieces: RecordCache) -> _Told:
    ids = [id for _, ties in page for id in ties]
    found = dict(zip(ids, await pieces.get("ties", ids), strict=True))
    if query.day:
        found = {id: then for id, piece in found.items() if (then := tie_json_as_of(piece, query.day))}
    rows: list[Row] = []
    kept: dict[str, RecordJson] = {}
    for place, of_place in page:
        ties = {id: found[id] for id in of_place}
        row = query.tell(place, ties)
        if row is not None:
            rows.append(row)
        if row is not None or query.row is None:
            kept |= ties
    return _Told(rows, list(kept.values()), {})


async def _tell_things(query: RecordQuery, page: Sequence[Any], pieces: RecordCache) -> _Told:
    places = [(_part(labels), id, row) for _, labels, id, row in page]
    found: dict[tuple[str, str], RecordJson] = {}
    for part in LABELS.values():
        ids = [id for of, id, _ in places if of == part]
        found |= {(part, id): piece for id, piece in zip(ids, await pieces.get(part, ids), strict=True)}
    ranked = query.ranked([FoundRecord(part, id, query.tell(row, found[part, id])) for part, id, row in places])
    things = {part: [thing.id for thing in ranked if thing.part == part] for part in LABELS.values()}
    return _Told([thing.row for thing in ranked if thing.row], [], things)


def _part(labels: Iterable[str]) -> str:
    return next(LABELS[label] for label in labels if label in LABELS)


def _belonging(told: _Told) -> dict[str, list[str]]:
    """Ids of all that a page shows beside its ties, each once, in the order in which it is met."""
    return {
        "entities": _once(told.things.get("entities", []), (tie.entities for tie in told.ties)),
        "technologies": _once(told.things.get("technologies", []), (tie.technologies for tie in told.ties)),
        "documents": _once(told.things.get("documents", []), (tie.documents for tie in told.ties)),
    }


def _once(first: Iterable[str], more: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(chain(first, *more)))
