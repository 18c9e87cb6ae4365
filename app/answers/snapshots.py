"""Snapshots: answers frozen under an id that follows from their content, and what has changed since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import orjson
from pydantic import BaseModel, ConfigDict, Field

from app.answers.service import Service
from app.domain.answer import PARTS, Subgraph
from app.domain.hashing import digest
from app.errors import NotFound
from app.graph.client import Graph
from app.graph.results import FoundSnapshot
from app.graph.statements import statement
from app.queries import catalogue
from app.queries.base import Query


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
        return catalogue[meta["query"]].read(meta["parameters"])


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


async def keep(graph: Graph, answer: Subgraph) -> Snapshot:
    """Freezes an answer; one that is frozen already keeps its id and its day. Raises Unavailable."""
    text = answer.json()
    snapshot = Snapshot(digest(orjson.loads(text))[:20], datetime.now(UTC).isoformat(timespec="seconds"), answer)
    properties = {
        "id": snapshot.id, "created": snapshot.created, "dataset": answer.meta["dataset"],
        "query": answer.meta["query"], "answer": text.decode(),
    }  # fmt: skip
    await graph.prepare()
    async with graph.writing() as writer:
        await writer.run("snapshot/keep", {"properties": properties})
    return snapshot


async def find(graph: Graph, id: str) -> Snapshot:
    """The snapshot under an id. Raises NotFound or Unavailable."""
    found = await graph.read("snapshot", statement("snapshot/find"), {"id": id}, FoundSnapshot)
    if not (kept := found["snapshot"]):
        raise NotFound(f"there is no snapshot {id!r}; `entente snapshot` makes them", parameter="id")
    return Snapshot(kept["id"], kept["created"], Subgraph.parse(kept["answer"], kept["created"][:10]))


async def changes(service: Service, snapshot: Snapshot) -> Changes:
    """Whether the same question is answered differently now, and in what: ids by part.

    Raises Unavailable or TimedOut.
    """
    then = snapshot.answer
    same = {"snapshot": snapshot.id, "created": snapshot.created, "dataset": then.meta["dataset"]}
    try:
        now = await service.answer(snapshot.query)
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
