"""Parts of answers, made into JSON once for each dataset version and kept: entities, technologies, documents, ties.

A query brings back ids; what belongs to them is put together from here. When the whole dataset fits into the
memory that is set aside, it is read once when its version appears, and every answer is one exchange with Neo4j;
when it does not, the least recently used records go, and an answer that lacks some takes a second exchange for them.
"""

from collections.abc import Hashable, Mapping, Sequence
from sys import intern
from typing import Any, TypeVar

from cachetools import LRUCache
from more_itertools import chunked

from app.answers.offload import offloaded
from app.domain.answer import PARTS, Part
from app.domain.model import Model
from app.domain.record_json import RecordJson, tie_json
from app.domain.records import Claim, Document, Entity, Technology
from app.domain.ties import derive_tie
from app.domain.vocabulary import Relation
from app.errors import Unavailable
from app.graph.failures import Changed
from app.graph.mapping import Row, claim_of, entity_of, technology_of
from app.graph.replicas import AnyGraph
from app.graph.results import DatasetIds, Records, TieRecord
from app.graph.statements import statement

BATCH = 2_000
"""Ids in one look-up."""

OVERHEAD = 1_000
"""Bytes that a record may take beside its JSON: measured were 670 for a tie and 1,010 for an entity."""

WHOLE = 20_000
"""Up to so many records a dataset is read whole when its version appears; of a larger one, what is asked for."""

COUNTS = 10_000
"""How many numbers of what answers leave out are kept."""


def _weight(record: RecordJson) -> int:
    """About how many bytes a record takes, with its place in the dictionary."""
    return len(record.json) + len(record.overdue) + OVERHEAD


FILL_ORDER: tuple[Part, ...] = ("ties", "documents", "technologies", "entities")
"""Ties first: what belongs to them comes with them, and is not fetched again."""

Versioned = TypeVar("Versioned", DatasetIds, Records)


class VersionChanged(Changed):
    """The graph holds another dataset than the one that an answer was begun with: begin again."""


class RecordCache:
    """The kept records of one dataset version, in about `size` bytes at most."""

    def __init__(self, graph: AnyGraph, version: str, size: int) -> None:
        self.version = version
        self.excluded: LRUCache[Hashable, Mapping[str, int]] = LRUCache(COUNTS)
        """How many ties a default leaves out of an answer, by what it leaves out; by query and what it asks for."""
        self.totals: LRUCache[Hashable, int] = LRUCache(COUNTS)
        """How many results there are on all pages, by query and what it asks for."""
        self._graph = graph
        self._filled = False
        self._kept: LRUCache[tuple[str, str], RecordJson] = LRUCache(size, getsizeof=_weight)

    async def fill(self, counts: Mapping[str, Any]) -> None:
        """Reads the whole dataset, once, if it is small enough by its counts. Raises VersionChanged or Unavailable."""
        if self._filled:
            return
        self._filled = True
        if sum(counts.get(part, 0) for part in PARTS) > WHOLE:
            return
        ids = await self._read("lookup/ids", {}, DatasetIds)
        for part in FILL_ORDER:
            for chunk in chunked(ids[part], BATCH):
                if self._kept.currsize >= self._kept.maxsize * 0.9:
                    return
                await self.get(part, chunk)

    async def get(self, part: str, ids: Sequence[str]) -> list[RecordJson]:
        """The records of some records, in order; those not kept yet are fetched, BATCH at most in one exchange.

        Raises VersionChanged when the graph has moved on to another dataset.
        """
        found: dict[str, RecordJson] = {}
        for id in ids:
            try:  # `get` would look twice
                found[id] = self._kept[part, id]
            except KeyError:
                continue
        # Not all at once: what Neo4j gives to a statement is bounded.
        for missing in chunked([id for id in ids if id not in found], BATCH):
            found |= await self._fetch({part: missing})
        return [found[id] for id in ids]

    async def _fetch(self, wanted: Mapping[str, Sequence[str]]) -> dict[str, RecordJson]:
        rows = await self._read("lookup/records", {part: wanted.get(part, []) for part in PARTS}, Records)
        made = await offloaded(sum(len(rows[part]) for part in PARTS), _made, rows)
        for part, records in made.items():
            for id, record in records.items():
                self._keep(part, id, record)
        (part,) = wanted
        if lost := [id for id in wanted[part] if id not in made[part]]:
            raise VersionChanged(f"{part} {lost[:3]} are gone")
        return {id: made[part][id] for id in wanted[part]}

    def _keep(self, part: str, id: str, record: RecordJson) -> None:
        if _weight(record) <= self._kept.maxsize:
            self._kept[part, id] = record

    async def _read(self, name: str, parameters: Mapping[str, Sequence[str]], record: type[Versioned]) -> Versioned:
        found = await self._graph.read(name, statement(name), parameters, record)
        if found["version"] != self.version:
            raise VersionChanged(f"{self.version} became {found['version']}")
        return found


def _made(rows: Records) -> dict[str, dict[str, RecordJson]]:
    """The records of each part by id."""
    return {
        "entities": {row["id"]: _plain(Entity.model_validate(entity_of(row))) for row in rows["entities"]},
        "technologies": {
            row["id"]: _plain(Technology.model_validate(technology_of(row))) for row in rows["technologies"]
        },
        "documents": {row["id"]: _plain(Document.model_validate(_only(Document, row))) for row in rows["documents"]},
        "ties": dict(_tie(row) for row in rows["ties"]),
    }


def _plain(record: Model) -> RecordJson:
    return RecordJson(record.model_dump_json().encode())


def _tie(row: TieRecord) -> tuple[str, RecordJson]:
    claims = (Claim.model_validate(claim_of(claim)) for claim in row["claims"])
    tie = derive_tie(Relation(row["relation"]), row["subject"], row["object"], row["topic"], claims)
    if tie is None:
        raise Unavailable(f"the graph was changed by hand: no claim supports {row}; run `entente load` again")
    arrivals = {claim["id"]: intern(claim["arrived"]) for claim in row["claims"] if "arrived" in claim}
    return tie.id, tie_json(tie, row["shared"])._replace(arrivals=arrivals)


def _only(model: type[Model], row: Row) -> Row:
    return {name: row[name] for name in model.model_fields if name in row}
