"""Snapshots: answers frozen under an id that follows from their content, and what has changed since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, Field

from app.answers.service import Service
from app.domain.answer import Subgraph
from app.domain.hashing import digest
from app.errors import NotFound
from app.graph.client import Graph
from app.graph.statements import statement
from app.queries import catalogue
from app.queries.base import Query


class SnapshotRequest(BaseModel):
    """What names a snapshot."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(description="Id of the snapshot.", examples=["46517af8f52ea498cddc"])


PARTS = ("entities", "ties", "technologies", "documents")


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
    found = await graph.read("snapshot", statement("snapshot/find"), {"id": id})
    if not found["snapshot"]:
        raise NotFound(f"there is no snapshot {id!r}; `entente snapshot` makes them", parameter="id")
    kept = found["snapshot"]
    return Snapshot(kept["id"], kept["created"], Subgraph.parse(kept["answer"]))


async def changes(service: Service, snapshot: Snapshot) -> dict[str, Any]:
    """Whether the same question is answered differently now, and in what: ids by part.

    Raises Unavailable or TimedOut.
    """
    then = snapshot.answer
    try:
        now = await service.answer(snapshot.query)
    except NotFound as gone:
        return _told(snapshot, None, {}, f"What this snapshot is about is no longer in the data: {gone.detail}.")
    found = {part: _change(_records(then, part), _records(now, part)) for part in PARTS}
    if not any(ids for change in found.values() for ids in change.values()):
        return _told(snapshot, now, found, "The newest data give the same answer.")
    counts = [
        f"{part}: " + ", ".join(f"{len(ids)} {what}" for what, ids in change.items() if ids)
        for part, change in found.items()
        if any(change.values())
    ]
    return _told(
        snapshot, now, found, f"Newer data differ from this snapshot of {_day(snapshot)}. {'; '.join(counts)}."
    )


def _day(snapshot: Snapshot) -> str:
    return snapshot.created[:10]


def _told(snapshot: Snapshot, now: Subgraph | None, found: Mapping[str, Any], detail: str) -> dict[str, Any]:
    return {
        "snapshot": snapshot.id,
        "created": snapshot.created,
        "dataset": snapshot.answer.meta["dataset"],
        "newest": now.meta["dataset"] if now else None,
        "differs": now is None or any(ids for change in found.values() for ids in change.values()),
        "changes": found,
        "detail": detail,
    }


def _records(answer: Subgraph, part: str) -> dict[str, Any]:
    parsed = (orjson.loads(record) for record in getattr(answer, f"json_{part}"))
    return {record["id"]: record for record in parsed}


def _change(then: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, list[str]]:
    return {
        "added": [id for id in now if id not in then],
        "changed": [id for id, record in now.items() if id in then and then[id] != record],
        "removed": [id for id in then if id not in now],
    }
