"""Snapshots: answers frozen under an id that follows from their content, and what has changed since."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import orjson
from pydantic import BaseModel, ConfigDict, Field

from app.answers import snapshot_files
from app.answers.extent import PAGE, Extent
from app.answers.service import Service
from app.answers.view import viewed
from app.domain.answer import PARTS, Subgraph
from app.domain.hashing import digest
from app.errors import ContentTooLarge, EntenteError, Forbidden, InvalidParameter, NotFound
from app.graph.client import Graph
from app.graph.replicas import AnyGraph
from app.graph.results import FoundSnapshot, SnapshotCount, SnapshotId, SnapshotIds, SnapshotNode
from app.graph.statements import statement
from app.queries import catalogue
from app.queries.base import Paged
from app.queries.view import View, Viewed

_log = logging.getLogger(__name__)

FROZEN = Extent(5_000)
"""How much of an answer a snapshot is, where nobody asks for a page."""

LARGEST_FOR_READER = 5_000_000
"""Most bytes of an answer that a reader may freeze: 1,000 ties with their documents have about 2 MB."""


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
    def asked(self) -> Viewed:
        """What it answers. Raises InvalidParameter when this version of the service has no such question any more."""
        asked = _asked(self.answer.meta)
        as_it_is = isinstance(asked.question, Paged) or self._counts_ties_alone
        return asked if as_it_is else replace(asked, question=asked.question.in_full())

    @property
    def extent(self) -> Extent:
        """How much of the answer it is: all, or the page that was asked for, or that earlier versions froze."""
        return FROZEN if self.answer.meta["next"] is None and not self.asked.is_page else PAGE

    @property
    def _counts_ties_alone(self) -> bool:
        """Whether it has an entity without the ties that it counts, as earlier versions froze it."""
        return not self.answer.json_ties and any(getattr(row, "ties", None) for row in self.answer.rows)


@dataclass(frozen=True)
class Snapshots:
    """All snapshots: in the graph, which every service of it shares, and as files in a folder, which outlives it."""

    graph: AnyGraph
    folder: Path | None = None

    async def keep(self, answer: Subgraph) -> Snapshot:
        """Freezes an answer; one that is frozen already keeps its id and its day.

        Raises Unavailable, and EntenteError where its file cannot be written.
        """
        new = _new(answer)
        kept = await self._node(new["id"]) or new
        await self._prepare()
        await self._put(kept)
        return _snapshot(kept)

    async def keep_for_reader(self, answer: Subgraph, most: int) -> tuple[Snapshot, bool]:
        """Freezes an answer because a reader wants it, and says whether it was not frozen yet. Readers have `most`
        snapshots together; those who ask at once, of whichever worker, wait for each other, so that no more are made.

        Raises Forbidden where there are so many already, ContentTooLarge, Unavailable, and EntenteError where a file
        cannot be written.
        """
        new = _new(answer)
        if (size := len(new["answer"])) > LARGEST_FOR_READER:
            raise ContentTooLarge(f"the answer has {size:,} bytes; of {LARGEST_FOR_READER:,} a snapshot is made here")
        if kept := await self._node(new["id"]):
            return _snapshot(kept), False
        properties = _properties(new, by_reader=True)
        first, *others = self.graph.members
        async with first.writing() as writer:
            await writer.run("snapshot/one_by_one", {})
            found = await writer.read("snapshot/find", {"id": new["id"]}, FoundSnapshot)
            if found["snapshot"]:
                return _snapshot(found["snapshot"]), False
            if (await writer.read("snapshot/by_readers", {}, SnapshotCount))["count"] >= most:
                raise Forbidden(f"readers have made the {most:,} snapshots that they may make here")
            await self._write(new)
            await writer.run("snapshot/keep", {"properties": properties})
        await _keep(others, properties)
        return _snapshot(new), True

    async def left_for_readers(self, most: int) -> int:
        """How many snapshots readers may still make, who have `most` together. Raises Unavailable."""
        if not most:
            return 0
        made = await self.graph.read("by_readers", statement("snapshot/by_readers"), {}, SnapshotCount)
        return max(most - made["count"], 0)

    async def id_of(self, asked: Viewed) -> str | None:
        """The id of the first snapshot of a question with its view, and of the dataset that this names; None where
        there is none. Raises Unavailable."""
        given = {"asked": _key(asked), "dataset": asked.view.dataset}
        found = await self.graph.read("of_question", statement("snapshot/of_question"), given, SnapshotId)
        return found["id"]

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
        await self._write(node)
        await _keep(self.graph.members, _properties(node))

    async def _write(self, node: SnapshotNode) -> None:
        if self.folder:
            await asyncio.to_thread(snapshot_files.write, self.folder, node)

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


def _properties(node: SnapshotNode, by_reader: bool = False) -> Mapping[str, Any]:
    """What a node of the graph says of a snapshot."""
    meta = orjson.loads(node["answer"])["meta"]
    about = {"dataset": meta["dataset"], "query": meta["query"], "asked": _key_of_answer(meta)}
    return {**node, **about, "by_reader": by_reader}


async def _keep(members: Sequence[Graph], properties: Mapping[str, Any]) -> None:
    for member in members:
        async with member.writing() as writer:
            await writer.run("snapshot/keep", {"properties": properties})


async def to_freeze(service: Service, asked: Viewed) -> Subgraph:
    """The answer to a question as a snapshot keeps it: all that answers, or the page that is asked for.

    Raises InvalidParameter where more answers than a snapshot holds, and what `viewed` raises.
    """
    in_full = replace(asked, question=asked.question.in_full())
    answer = await viewed(service, in_full, PAGE if asked.is_page else FROZEN)
    if answer.meta["next"] and not asked.is_page:
        raise InvalidParameter(
            f"more results answer than a snapshot holds, which is {FROZEN.results:,}; narrow the question, or freeze a "
            "page with limit"
        )
    return answer


def _new(answer: Subgraph) -> SnapshotNode:
    text = answer.frozen().decode()
    created = datetime.now(UTC).isoformat(timespec="seconds")
    return {"id": snapshot_files.snapshot_id(text), "created": created, "answer": text}


def _asked(meta: Mapping[str, Any]) -> Viewed:
    """The question that an answer is of, and the view of it."""
    view = {name: value for name, value in meta.get("view", {}).items() if name in View.model_fields}
    return Viewed.read(catalogue[meta["query"]], meta["parameters"] | view)


def _key(asked: Viewed) -> str:
    """What a question and a view are looked up by: an address may be too long for an index."""
    return digest(asked.of_any_dataset.address)


def _key_of_answer(meta: Mapping[str, Any]) -> str | None:
    """That of an answer; None where this version of the service has no such question any more."""
    try:
        return _key(_asked(meta))
    except (KeyError, InvalidParameter):
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
        now = await viewed(service, snapshot.asked, snapshot.extent)
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
