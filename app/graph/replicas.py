"""Several Neo4j servers, each loaded with the same folders, read as one graph: any may go away."""

import asyncio
import random
from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from app.errors import ServiceError, Unavailable
from app.graph.client import Graph, Parameters, Record
from app.graph.failures import Bookmark, Changed
from app.graph.pulse import SILENCE_SECONDS
from app.graph.results import DatasetRecord
from app.graph.statements import statement


class Held(NamedTuple):
    """What a server holds, such that the greatest is what readers should get: a whole dataset, not one on the way to
    another, and the one that was loaded last."""

    is_whole: bool = False
    is_finished: bool = False
    loaded: str = ""
    version: str = ""

    def is_as_good_as(self, other: "Held") -> bool:
        """Whether a reader would be given the same."""
        return self == other._replace(loaded=self.loaded)


NOTHING = Held()


class Replicas:
    """Servers that know nothing of each other, and of which one is read until it goes away or holds an older dataset.

    Say that A and B hold dataset 1, and that dataset 2 is loaded into A and then into B. While A is on its way all
    readers are answered by B; then by A, while B is on its way; and in the end by either. So nobody who has seen 2 is
    answered with 1, unless A goes away before B holds 2.

    A bookmark tells of one server's transactions, and says nothing to another.
    """

    def __init__(self, members: Sequence[Graph]) -> None:
        self.members = tuple(members)
        self._chosen: Graph | None = None
        self._held = NOTHING
        """What the chosen server held when it was asked last."""

    async def close(self) -> None:
        """Closes all connections."""
        for member in self.members:
            await member.close()

    async def seen(self) -> None:
        """No bookmarks: they are neither given nor heeded."""

    async def choose(self, failed: Graph | None = None) -> Graph:
        """The server to read from: one that holds the newest dataset, and the same one as before if it still does.

        For an older dataset the one before is left only where it has none, or has failed to answer a question.
        """
        held = dict(zip(self.members, await asyncio.gather(*map(_held, self.members)), strict=True))
        newest = max(its or NOTHING for its in held.values())
        if self._chosen and self._chosen is not failed and self._would_go_back(held[self._chosen], newest):
            return self._chosen
        equal = [member for member, its in held.items() if its and its.is_as_good_as(newest)] or self.members
        if self._chosen is None or self._chosen not in equal:
            self._chosen = random.choice(equal)  # so that workers share them out
        self._held = newest
        return self._chosen

    def _would_go_back(self, now: Held | None, newest: Held) -> bool:
        """Whether the newest dataset that is told of is older than the one before, which may still be there."""
        return (now is None or now.is_whole) and newest < self._held and newest.version != self._held.version

    async def read(
        self, name: str, text: str, parameters: Parameters, record: type[Record], bookmark: Bookmark | None = None
    ) -> Record:
        """What the chosen server says, or another that takes its place; otherwise as a Graph does."""
        server = self._chosen or await self.choose()
        try:
            found = await server.read(name, text, parameters, record)
        except Unavailable:
            if (another := await self._instead_of(server, server)) is server:
                raise
        else:
            if not _is_on_the_way(found) or (another := await self._instead_of(server)) is server:
                return found
        return await another.read(name, text, parameters, record)

    async def _instead_of(self, server: Graph, failed: Graph | None = None) -> Graph:
        """The server to read from now, which may be the same; where another has been chosen meanwhile, that one."""
        chosen = self._chosen
        return chosen if chosen and chosen is not server else await self.choose(failed)


AnyGraph = Graph | Replicas
"""What is asked: one server or cluster, or several servers that are loaded alike."""


async def _held(member: Graph) -> Held | None:
    """What a server holds; None if it does not say so soon."""
    try:
        async with asyncio.timeout(SILENCE_SECONDS):
            record = await member.read("dataset", statement("lookup/dataset"), {}, DatasetRecord)
    except (TimeoutError, ServiceError, Changed):
        return None
    dataset = record["dataset"] or {}
    if not dataset.get("version"):
        return NOTHING
    return Held(True, not dataset.get("loading"), dataset["loaded"] or "", dataset["version"])


def _is_on_the_way(found: object) -> bool:
    """Whether what a server says is of a dataset on the way to another."""
    return bool(cast("dict[str, Any]", found).get("loading"))
