"""Snapshots: answers frozen under an id that follows from their content, and what has changed since."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import orjson
from pydantic import BaseModel, ConfigDict, Field

from app.answers import snapshot_files
from app.answers.extent import PAGE, Extent, answered
from app.answers.service import Service
from app.domain.answer import PARTS, Subgraph
from app.errors import EntenteError, InvalidParameter, NotFound
from app.graph.replicas import AnyGraph
from app.graph.results import FoundSnapshot, SnapshotIds, SnapshotNode
from app.graph.statements import statement
from app.queries import catalogue
from app.queries.base import OF_PAGE, Paged, Query

_log = logging.getLogger(__name__)

FROZEN = Extent(5_000)
"""How much of an answer a snapshot is, where nobody asks for a page."""


class SnapshotRequest(BaseModel):
    """What names a snapshot."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(description="Id of the snapshot.", examples=["46517af8f52ea498cddc"])


@dataclass(frozen=True)
class Snapshot:
    """A frozen answer. `created` is a moment (ISO 8601)."""

    id: str
    created: str
    answer: Subgraph

    @property
    def query(self) -> Query:
        """The query that it answers. Raises InvalidParameter when this version of the service has it no more."""
        meta = self.answer.meta
        asked = catalogue[meta["query"]].read(meta["parameters"])
        return asked if isinstance(asked, Paged) or self._counts_ties_alone else asked.in_full()

    @property
    def extent(self) -> Extent:
        """How much of the answer it is: all, or the page that was asked for, or that earlier versions froze."""
        meta = self.answer.meta
        return FROZEN if meta["next"] is None and OF_PAGE.isdisjoint(meta["parameters"]) else PAGE

    @property
    def _counts_ties_alone(self) -> bool:
        """Whether it has an entity without the ties that it counts, as earlier versions froze it."""
        return not self.answer.json_ties and any(getattr(row, "ties", None) for row in self.answer.rows)


@dataclass(frozen=True)
class Snapshots:
    """All snapshots: in the graph, which every service of it shares, and as files in a folder, which outlives it."""

    graph: AnyGraph
    folder: Path | None = None

    async def freeze(self, service: Service, query: Query, extent: Extent = FROZEN) -> Snapshot:
        """Freezes the answer to a query: all that answers, or the page that it asks for.

        Raises InvalidParameter where more answers than a snapshot holds, what `Service.answer` raises, and EntenteError
        where its file cannot be written.
        """
        answer = await answered(service, query.in_full(), extent)
        if extent is FROZEN and answer.meta["next"]:
            raise InvalidParameter(
                f"more results answer than a snapshot holds, which is {FROZEN.results:,}; narrow the question, or "
                "freeze a page with limit"
            )
        return await self.keep(answer)

    async def keep(self, answer: Subgraph) -> Snapshot:
        """Freezes an answer; one that is frozen already keeps its id and its day.

        Raises Unavailable, and EntenteError where its file cannot be written.
        """
        text = answer.frozen().decode()
        id = snapshot_files.snapshot_id(text)
        kept = await self._node(id) or {
            "id": id, "created": datetime.now(UTC).isoformat(timespec="seconds"), "answer": text,
        }  # fmt: skip
        await self._prepare()
        await self._put(kept)
        return _snapshot(kept)

    async def find(self, id: str) -> Snapshot:
        """The snapshot under an id, without the graph where there is a file of it. Raises NotFound or Unavailable."""
        if not (node := await self._node(id)):
            raise NotFound(f"there is no snapshot {id!r}; `entente snapshot` makes them", parameter="id")
        return _snapshot(node)

    async def export(self, folder: Path) -> int:
        """Writes a file into a folder for each snapshot that has none there, and returns how many that were.

        Raises Unavailable, and EntenteError where a file cannot be written or is damaged.
        """
        known = await self.graph.read("snapshots", statement("snapshot/ids"), {}, SnapshotIds)
        own = snapshot_files.ids(self.folder) if self.folder else []
        missing = {*known["ids"], *own}.difference(snapshot_files.ids(folder))
        written = 0
        for id in sorted(missing):
            if node := await self._node(id):
                written += await asyncio.to_thread(snapshot_files.write, folder, node)
        return written

    async def restore(self, folder: Path) -> int:
        """Takes in the snapshots that a folder has files of, and returns how many they are; others stay.

        Raises Unavailable, and EntenteError where a file is damaged, before anything is taken in.
        """
        nodes = [node for id in snapshot_files.ids(folder) if (node := snapshot_files.read(folder, id))]
        await self._prepare()
        for node in nodes:
            await self._put(node)
        return len(nodes)

    async def _put(self, node: SnapshotNode) -> None:
        if self.folder:
            await asyncio.to_thread(snapshot_files.write, self.folder, node)
        meta = orjson.loads(node["answer"])["meta"]
        properties = {**node, "dataset": meta["dataset"], "query": meta["query"]}
        for member in self.graph.members:
            async with member.writing() as writer:
                await writer.run("snapshot/keep", {"properties": properties})

    async def _prepare(self) -> None:
        for member in self.graph.members:
            await member.prepare()

    async def _node(self, id: str) -> SnapshotNode | None:
        if self.folder and (node := await asyncio.to_thread(self._from_file, self.folder, id)):
            return node
        found = await self.graph.read("snapshot", statement("snapshot/find"), {"id": id}, FoundSnapshot)
        return found["snapshot"]

    def _from_file(self, folder: Path, id: str) -> SnapshotNode | None:
        try:
            return snapshot_files.read(folder, id)
        except EntenteError as damaged:
            _log.error("%s", damaged)  # the graph may have it whole
            return None


def _snapshot(node: SnapshotNode) -> Snapshot:
    return Snapshot(node["id"], node["created"], Subgraph.parse(node["answer"], node["created"][:10]))


class Changed(BaseModel):
    """Ids of one part's records that newer data have more, otherwise, or no more."""

    added: list[str] = Field(description="Not in the snapshot.", examples=[["nasa--leads--nisar"]])
    changed: list[str] = Field(description="In both, but not the same.", examples=[[]])
    removed: list[str] = Field(description="Only in the snapshot.", examples=[[]])

    @classmethod
    def between(cls, then: Mapping[str, Any], now: Mapping[str, Any]) -> "Changed":
        """What differs between the records of then and now, by id."""
        return cls(
            added=[id for id in now if id not in then],
            changed=[id for id, record in now.items() if id in then and not _same(then[id], record)],
            removed=[id for id in then if id not in now],
        )

    def __str__(self) -> str:
        counts = {"added": self.added, "changed": self.changed, "removed": self.removed}
        return ", ".join(f"{len(ids)} {what}" for what, ids in counts.items() if ids)


class Changes(BaseModel):
    """Whether newer data answer a snapshot's question differently."""

    snapshot: str = Field(description="Id of the snapshot.", examples=["3f0c9a1b2d4e5f607182"])
    created: str = Field(description="When it was made (ISO 8601).", examples=["2026-11-22T10:00:00+00:00"])
    dataset: str = Field(description="Version of its dataset.", examples=["sha256:" + "0" * 64])
    newest: str | None = Field(
        description="Version of the dataset now; null where the question has no answer any more.",
        examples=["sha256:" + "1" * 64],
    )
    differs: bool = Field(description="Whether the answer is another one now.", examples=[True])
    changes: dict[str, Changed] = Field(
        description="In what, by part.",
        examples=[{"ties": {"added": ["nasa--leads--nisar"], "changed": [], "removed": []}}],
    )
    detail: str = Field(description="The same in a sentence.", examples=["The newest data give the same answer."])


def _same(then: object, now: object) -> bool:
    """Whether a record says what it said; what only newer versions say is no difference."""
    if isinstance(then, dict) and isinstance(now, dict):
        before, after = cast("dict[str, object]", then), cast("dict[str, object]", now)
        return all(name in after and _same(value, after[name]) for name, value in before.items())
    if isinstance(then, list) and isinstance(now, list):
        each, other = cast("list[object]", then), cast("list[object]", now)
        return len(each) == len(other) and all(map(_same, each, other))
    return then == now


async def changes(service: Service, snapshot: Snapshot) -> Changes:
    """Whether the same question is answered differently now, and in what: ids by part.

    Raises Unavailable or TimedOut.
    """
    then = snapshot.answer
    same = {"snapshot": snapshot.id, "created": snapshot.created, "dataset": then.meta["dataset"]}
    try:
        now = await answered(service, snapshot.query, snapshot.extent)
    except NotFound as gone:
        detail = f"What this snapshot is about is no longer in the data: {gone.detail}."
        return Changes(**same, newest=None, differs=True, changes={}, detail=detail)
    found = {part: Changed.between(_records(then, part), _records(now, part)) for part in PARTS}
    counts = [f"{part}: {change}" for part, change in found.items() if str(change)]
    detail = (
        f"Newer data differ from this snapshot of {snapshot.created[:10]}. {'; '.join(counts)}."
        if counts
        else "The newest data give the same answer."
    )
    return Changes(**same, newest=now.meta["dataset"], differs=bool(counts), changes=found, detail=detail)


def _records(answer: Subgraph, part: str) -> dict[str, Any]:
    parsed = (orjson.loads(record) for record in getattr(answer, f"json_{part}"))
    return {record["id"]: record for record in parsed}
