"""Answers queries: one exchange with the graph for what is asked, and the cached records for what belongs to it."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, cast

from rapidfuzz import fuzz, process

from app.answers.assembly import assemble, progress
from app.answers.patience import begun_anew
from app.answers.record_cache import RecordCache, VersionChanged
from app.domain.answer import PARTS, Subgraph
from app.domain.dates import today
from app.domain.record_json import label
from app.domain.ties import tie_id, tie_parts
from app.errors import InvalidParameter, NotFound, ServiceError, Unavailable
from app.graph.failures import Bookmark, Changed
from app.graph.replicas import AnyGraph
from app.graph.results import Beside, DatasetIds, DatasetRecord, Edition, NearestIds, Page, PageOfIds, Registered, Total
from app.graph.statements import statement
from app.queries.base import Query
from app.queries.search import Match, Search
from app.queries.statements import statement_of, total_of
from app.queries.view import WHOLE, View

_log = logging.getLogger(__name__)

NO_DATASET = "the graph holds no whole dataset; load one with `entente load seed`, or wait for a load under way"

WATCH_SECONDS = 0.3
"""How long a worker may take to notice that another dataset has been loaded, beside the time of one look-up."""

NAMED = ("entities", "technologies")
"""What has names, and is found by them."""

TITLED = (*NAMED, "documents")
"""What a text calls something else than its id."""

SUGGESTIONS = 5


@dataclass(frozen=True)
class Givable:
    """The dataset whose kept answers may be given.

    `unseen` is None where the graph held it a moment ago; where the graph is away, for how many seconds nobody has
    seen that it holds it.
    """

    version: str
    unseen: float | None = None


@dataclass
class Service:
    """Answers queries from a graph, keeping up to `size` bytes of records of its current dataset.

    `version` is the dataset that the graph held a moment ago, while `watch` runs; None where that is not known.
    `ready` is whether the graph answers and has been prepared for readers. `stale_limit` is for how many seconds kept
    answers may be given while the graph is away.
    """

    graph: AnyGraph
    size: int
    stale_limit: float = 0
    version: str | None = None
    ready: bool = False
    _last: tuple[str, float] | None = None
    """The dataset that was there when the watch last looked, and when (monotonic); None once another may be there."""
    _seen: set[str | None] = field(default_factory=set[str | None])
    _records: RecordCache | None = None

    @property
    def givable(self) -> Givable | None:
        """The dataset whose kept answers may be given, if any."""
        if self.version:
            return Givable(self.version)
        if self._last and (unseen := time.monotonic() - self._last[1]) < self.stale_limit:
            return Givable(self._last[0], unseen)
        return None

    async def answer(self, query: Query, bookmark: Bookmark | None = None, view: View = WHOLE) -> Subgraph:
        """The answer to a query, from a graph no older than a bookmark, without what a view hides.

        An answer takes up to two readings: the page with its ids, and the records that are not in the cache. A load
        goes by whole datasets, and may reach the next one between the two. Say the page is of dataset A and names the
        tie `isro--funds--x`, which dataset B has no more; the reading of its record finds B, raises VersionChanged, and
        the answer is begun anew, wholly of B. A reading during a commit is of no version, or raises Changed, and is
        begun anew as well.

        Where a name stands for an id, the answer is that for the id. Raises NotFound with the nearest ids for an id
        that is not there, Unavailable, or TimedOut.
        """
        return await begun_anew(lambda: self._answer(query, bookmark, view))

    async def _answer(self, query: Query, bookmark: Bookmark | None, view: View) -> Subgraph:
        """The answer to a query at one go. Raises Changed where a load came between, and what `answer` raises."""
        page = await self._read(query, bookmark)
        self._note_version(page["version"])
        answer = await assemble(query, page, self._current(page["version"]), view)
        by_ids = query
        if query.may_name_unknown_id(answer):
            by_ids = await self._by_ids(query, page["version"])
        if by_ids is not query:
            return await self.answer(by_ids, bookmark, view)
        return replace(answer, names=await self._names(query, answer))

    async def by_ids(self, query: Query) -> Query:
        """The query with ids in place of names. Raises NotFound, with the nearest ids, for what is neither."""
        return await begun_anew(lambda: self._with_ids(query))

    async def _with_ids(self, query: Query) -> Query:
        return await self._by_ids(query, (await self.dataset())["version"])

    async def total(self, query: Query, version: str, bookmark: Bookmark | None = None) -> int:
        """How many results a query has on all its pages.

        Counted once for a dataset. Raises VersionChanged where the graph holds another one than `version`, Unavailable
        or TimedOut.
        """
        cache, asked = self._records, (query.name, query.all_pages(), today())
        if cache is None or cache.version != version:
            raise VersionChanged(f"{version} is no more the current one")
        if asked not in cache.totals:
            found = await self.graph.read(f"{query.name}_total", *total_of(query), Total, bookmark)
            if found["version"] != version:
                raise VersionChanged(f"{version} became {found['version']}")
            cache.totals[asked] = found["total"]
        return cache.totals[asked]

    def _note_version(self, version: str | None) -> None:
        """No answer kept for an older dataset may follow one of a newer, nor may it where the graph holds none."""
        self._seen.add(version)
        if version != self.version:
            self.version = None
        if self._last and version != self._last[0]:
            self._last = None

    async def dataset(self) -> Mapping[str, Any]:
        """Which dataset is loaded and how much is in it. Raises Unavailable when there is none."""
        record = await self.graph.read("dataset", statement("lookup/dataset"), {}, DatasetRecord)
        dataset = {name: value for name, value in (record["dataset"] or {}).items() if value is not None}
        self._note_version(dataset.get("version"))
        if "version" in dataset:
            return dataset
        if loading := dataset.get("loading"):
            raise Unavailable(f"the load of a new layout is not finished: {progress(loading)}", dataset=dataset)
        raise Unavailable(NO_DATASET)

    async def has_roles(self) -> bool:
        """Whether the graph's Neo4j tells logins apart by what they may do. Raises Unavailable."""
        found = await self.graph.read("edition", statement("lookup/edition"), {}, Edition)
        return found["edition"] != "community"

    async def watch(self, warm_up: Callable[[], Awaitable[None]]) -> None:
        """Keeps `version` true until cancelled, so that kept answers are given for the dataset that is there now.

        Each time that the graph begins to answer, `warm_up` has its turn before the service is `ready`.
        """
        while True:
            try:
                self._seen.clear()
                await self.graph.choose()
                dataset = await self.dataset()
                version = dataset["version"]
                if version != self.version:
                    self.version = self._last = None
                    if not self.ready:
                        await warm_up()
                        self.ready = True
                    elif "loading" not in dataset:
                        await self.fill_cache()
                # An answer given meanwhile may be of a newer one.
                if self._seen <= {version}:
                    self.version, self._last = version, (version, time.monotonic())
            except ServiceError:
                self.ready, self.version = False, None
            except Exception:  # whatever it is: after it nobody would watch any more
                _log.exception("which dataset there is cannot be told just now")
                self.ready, self.version = False, None
            await asyncio.sleep(WATCH_SECONDS)

    async def fill_cache(self) -> None:
        """Reads the records of the current dataset into the cache; a question that comes earlier reads its own.

        Where that was done already, nothing is read.
        """
        with suppress(Changed):  # the next one is warmed when it is seen
            dataset = await self.dataset()
            await self._current(dataset["version"]).fill(dataset)

    async def _read(self, query: Query, bookmark: Bookmark | None) -> Page:
        """What the graph finds for a query. What a default leaves out is counted once for all pages of its answer."""
        cache, asked = self._records, (query.name, query.all_pages(), today())
        known = cache.excluded.get(asked) if cache else None
        text, arguments = statement_of(query, count_excluded=known is None)
        page = await self.graph.read(query.name, text, arguments, Page, bookmark)
        if page["version"] is None:
            await self.dataset()
            raise VersionChanged("a commit is under way")
        if cache and page["version"] != cache.version:
            if known is None:
                return page
            # The count belongs to another dataset than the page: both are asked for anew.
            self._current(page["version"])
            raise VersionChanged(f"{cache.version} became {page['version']}")
        if known is not None:
            page["excluded"] = known
        elif cache and (excluded := page.get("excluded")) is not None:
            cache.excluded[asked] = excluded
        return page

    def _current(self, version: str | None) -> RecordCache:
        assert version is not None, "a page without one is begun anew"
        if self._records is None or self._records.version != version:
            self._records = RecordCache(self.graph, version, self.size)
        return self._records

    async def _names(self, query: Query, answer: Subgraph) -> Mapping[str, str]:
        """The names of what a query or its rows name and its answer does not hold: `isro` is ISRO in the title of
        nothing."""
        found: dict[str, str] = {}
        named = [(part, id) for name, part in query.references().items() for id in _ids(name, getattr(query, name))]
        named += [(part, id) for part, ids in query.named(answer.rows).items() for id in ids]
        with suppress(Changed):  # then ids stand for them
            for part in TITLED:
                ids = list(dict.fromkeys(id for of, id in named if of == part and not answer.holds(part, id)))
                records = await self._current(answer.meta["dataset"]).get(part, ids)
                found |= dict(zip(ids, (label(record.json) for record in records), strict=False))
        return found

    async def _by_ids(self, query: Query, version: str | None) -> Query:
        """The query itself, if all ids that it was asked for exist: an empty answer is right only then. Otherwise the
        query with ids in place of names: `National Science Foundation` is nsf.

        Raises NotFound with the nearest ids for what is neither, and VersionChanged when the graph has moved on.
        """
        parts = query.references()
        given = [(name, part, id) for name, part in parts.items() for id in _ids(name, getattr(query, name))]
        if not given:
            return query
        wanted = {part: [id for _, of, id in given if of == part] for part in PARTS}
        known = await self.graph.read("exists", statement("lookup/exists"), wanted, DatasetIds)
        if known["version"] != version:
            raise VersionChanged(f"{version} became {known['version']}")
        unknown = [(name, part, id) for name, part, id in given if id not in known[part]]
        meant = {(name, id): await self._meant(name, part, id) for name, part, id in unknown}
        changed = {name: _replaced(name, getattr(query, name), meant) for name, _, _ in unknown}
        return query.read({**query.given(), **changed}) if changed else query

    async def _meant(self, name: str, part: str, id: str) -> str:
        """The id of the one thing of a name, or of a tie with its ends the other way round. Raises NotFound."""
        same, nearest = await (self._by_name(part, id) if part in NAMED else self._by_likeness(part, id))
        if len(same) == 1:
            return same[0]
        raise _unknown(name, part, id, nearest)

    async def beside(self, query: Query, version: str, bookmark: Bookmark | None = None) -> Beside | None:
        """The records before and after the one that a query is after, in the order of ids; None where it is not after
        one, and where the graph holds another dataset than `version` meanwhile.

        Raises Unavailable or TimedOut.
        """
        part = query.part_of_one()
        if part is None:
            return None
        asked = {"part": part, "id": query.model_dump()["id"]}
        found = await self.graph.read("beside", statement("lookup/beside"), asked, Beside, bookmark)
        return found if found["version"] == version else None

    async def ids(self, part: str, skip: int, limit: int) -> Sequence[str]:
        """So many ids of a list from a place on, in their order. Raises Unavailable or TimedOut."""
        asked = {"part": part, "skip": skip, "limit": limit}
        return (await self.graph.read("page_of_ids", statement("lookup/page_of_ids"), asked, PageOfIds))["ids"]

    async def registered(self, ids: Sequence[str]) -> Sequence[str]:
        """The ids of entities that Wikidata or ROR know by some of these. Raises Unavailable or TimedOut."""
        if not ids:
            return []
        asked = {"ids": list(ids)}
        return (await self.graph.read("registered", statement("lookup/registered"), asked, Registered))["entities"]

    async def ensure_entities(self, parameter: str, ids: Sequence[str]) -> None:
        """Raises NotFound, with the nearest ids, for the first of some ids of entities that is not there."""
        if not ids:
            return
        wanted: dict[str, Sequence[str]] = {**dict.fromkeys(PARTS, ()), "entities": ids}
        known = await self.graph.read("exists", statement("lookup/exists"), wanted, DatasetIds)
        if unknown := next((id for id in ids if id not in known["entities"]), None):
            _, nearest = await self._by_name("entities", unknown)
            raise _unknown(parameter, "entities", unknown, nearest)

    async def _by_name(self, part: str, id: str) -> tuple[list[str], list[str]]:
        """The entities or technologies of this very name, and those that the search finds for it, the best first."""
        try:
            asked = Search.read({"q": id.replace("-", " "), "limit": 20})
        except InvalidParameter:  # no name is empty, nor as long as that
            return [], []
        found = await self.answer(asked)
        there = {record.id for record in (found.entities if part == "entities" else found.technologies)}
        rows = [row for row in cast("Sequence[Match]", found.rows) if row.id in there]
        return [row.id for row in rows if row.how == "same"], [row.id for row in rows][:SUGGESTIONS]

    async def _by_likeness(self, part: str, id: str) -> tuple[list[str], list[str]]:
        """The tie whose ends come the other way round, and ids of documents or ties that look like one."""
        asked = {"part": part, "id": id}
        found = await self.graph.read("nearest", statement("lookup/nearest"), asked, NearestIds)
        turned = _turned(id) if part == "ties" else id
        alike = process.extract(id, found["ids"], scorer=fuzz.ratio, limit=SUGGESTIONS, score_cutoff=40)
        return [turned] if turned != id else [], [match for match, _, _ in alike]


def _unknown(parameter: str, part: str, id: str, nearest: Sequence[str]) -> NotFound:
    hint = f"; did you mean {', '.join(nearest)}?" if nearest else ""
    detail = f"{_SINGULAR[part]} {id!r} is not in the graph{hint}"
    return NotFound(detail, parameter=parameter, value=id, suggestions=nearest)


def _turned(id: str) -> str:
    """The id of a tie with its ends in the order that ids have; the id itself where it is none."""
    try:
        return tie_id(*tie_parts(id))
    except ValueError:
        return id


def _replaced(name: str, value: str | tuple[str, ...], meant: Mapping[tuple[str, str], str]) -> str | list[str]:
    """A parameter's value with ids for names."""
    if isinstance(value, str):
        return meant.get((name, value), value)
    return [",".join(meant.get((name, id), id) for id in one.split(",")) for one in value]


def _ids(name: str, value: str | tuple[str, ...] | None) -> list[str]:
    """The ids in a parameter's value; several stand in a list, and those of a pair with a comma between them."""
    values = (value,) if isinstance(value, str) else value or ()
    return [id for one in values for id in (one.split(",") if name == "pair" else [one])]


_SINGULAR = {"entities": "entity", "technologies": "technology", "documents": "document", "ties": "tie"}
