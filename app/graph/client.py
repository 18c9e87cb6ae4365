"""The only door to Neo4j: reads, writes and time limits."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, LiteralString, TypeVar, cast
from urllib.parse import urlsplit

import neo4j
from neo4j.api import AsyncBookmarkManager
from neo4j.exceptions import (
    ConfigurationError,
    DatabaseUnavailable,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from app.errors import Unavailable
from app.graph.failures import LAGS, Bookmark, first_line, translated
from app.graph.precedence import metadata
from app.graph.pulse import LONG_SILENCE_SECONDS, Pulse
from app.graph.results import IndexNames, WaitingReaders
from app.graph.statements import bundled, schema, statement
from app.telemetry import reading

Parameters = Mapping[str, Any]
Record = TypeVar("Record")

# Past these the graph counts as down: a reader gets a 503 within 5 seconds, and the next request tries anew.
CONNECTION_SECONDS = 2.0
ACQUISITION_SECONDS = 3.0

COMMIT_MILLISECONDS = 5_000
"""How long the commit of a small transaction may take at most, and how long readers wait for one whose writer died."""

GIVE_WAY_SECONDS = 15.0
"""How long a commit waits at most for readers whose answer the one before it has spoilt: longer than a question may
take, and shorter than readers wait (`PATIENCE_SECONDS` in app/answers/patience.py)."""

LOOK_SECONDS = 0.05
"""How long it waits before it looks for them again; an answer may take two readings, with a moment between them."""

CATCH_UP_SECONDS = 5.0
"""How long a read waits for a server that lags behind what its reader has seen of the graph."""

MEMBER_SECONDS = 2.0
"""How long a read waits for members of a cluster, which may lag or be silent, before it asks another too."""

MEMBERS = 3
"""How many members one read asks at most."""


@dataclass(frozen=True)
class _Asked:
    """What is read; with `newest`, from the leader of a cluster, whom others may lag behind."""

    query: neo4j.Query
    parameters: Parameters
    bookmark: Bookmark | None = None
    newest: bool = False


@dataclass(frozen=True)
class Graph:
    """A Neo4j database. `time_limit` bounds each read, in seconds; `probe` has a connection to ask whether it lives.

    Members of a cluster can lag behind each other; with `bookmarks` no read shows an older state than an earlier one.
    """

    driver: neo4j.AsyncDriver
    probe: neo4j.AsyncDriver
    database: str
    time_limit: float
    bookmarks: AsyncBookmarkManager = field(default_factory=neo4j.AsyncGraphDatabase.bookmark_manager)

    @classmethod
    def connect(cls, uri: str, username: str, password: str, database: str, time_limit: float) -> "Graph":
        """A door to the database at a `bolt` or `neo4j` address; nothing connects before the first read.

        Raises Unavailable when the address is of no form that a driver knows.
        """
        try:
            _ = urlsplit(uri).port
            # The probe has its own connections: where all others are in use, a server is busy, not silent.
            driver, probe = (
                neo4j.AsyncGraphDatabase.driver(
                    uri,
                    auth=(username, password),
                    connection_timeout=CONNECTION_SECONDS,
                    connection_acquisition_timeout=ACQUISITION_SECONDS,
                    max_transaction_retry_time=ACQUISITION_SECONDS,
                    notifications_min_severity="OFF",
                    telemetry_disabled=True,
                )
                for _ in range(2)
            )
        except (ConfigurationError, ValueError) as error:
            raise Unavailable(f"{uri!r} is not an address of Neo4j: {first_line(error)}") from error
        return cls(driver, probe, database, time_limit)

    @property
    def members(self) -> tuple["Graph"]:
        """Itself alone, where `Replicas` are several."""
        return (self,)

    async def choose(self) -> "Graph":
        """Itself: there is no other to read from."""
        return self

    async def close(self) -> None:
        """Closes all connections."""
        await self._pulse.close()
        await self._patient_pulse.close()
        await self.driver.close()
        await self.probe.close()

    @cached_property
    def _pulse(self) -> Pulse:
        return Pulse(self._lives)

    @cached_property
    def _patient_pulse(self) -> Pulse:
        return Pulse(self._lives, LONG_SILENCE_SECONDS)

    async def _lives(self) -> bool:
        """Whether a server says anything.

        Where the member of a cluster that the address names has gone, `probe` may know no other, but `driver` does.
        """
        return await _is_heard(self.probe.verify_connectivity()) or await _is_heard(self._say_something())

    async def _say_something(self) -> None:
        async with self.driver.session(database=self.database, default_access_mode=neo4j.READ_ACCESS) as session:
            await session.run("RETURN 1")

    async def seen(self) -> frozenset[str]:
        """The bookmarks of what has been read so far."""
        return frozenset(cast("Collection[str]", await self.bookmarks.get_bookmarks()))

    async def wait(self, seconds: float) -> None:
        """Until the database answers, about `seconds` at most; a refused password is not waited for.

        Raises Unavailable.
        """
        deadline = time.monotonic() + seconds
        with translated():
            while True:
                try:
                    await self._read_once(_Asked(neo4j.Query("RETURN 1", metadata={"query": "wait"}), {}))
                    return
                except (ServiceUnavailable, SessionExpired, TransientError):
                    if time.monotonic() > deadline:
                        raise
                await asyncio.sleep(0.5)

    async def read(
        self,
        name: str,
        text: str,
        parameters: Parameters,
        record: type[Record],
        bookmark: Bookmark | None = None,
        *,
        newest: bool = False,
    ) -> Record:
        """The one record that a statement returns, of the type that is named, read in a transaction that cannot write.

        An auto-commit read takes one exchange less than a managed one. `name` shows in SHOW TRANSACTIONS. With `newest`
        the leader of a cluster is asked, as for what is going to be written, in a transaction that could write.
        Raises Unavailable or TimedOut, InvalidParameter for a bookmark that Neo4j cannot read, and Changed where the
        statement met records of which a commit had written a part.
        """
        query = neo4j.Query(cast(LiteralString, bundled(text)), metadata=metadata(name), timeout=self.time_limit)
        with reading(name, self.database), translated():
            async with self._pulse.awaited():
                return cast(Record, await self._read_twice(_Asked(query, parameters, bookmark, newest)))

    async def _read_twice(self, asked: _Asked) -> dict[str, Any]:
        try:
            return await self._read_once(asked)
        except (ServiceUnavailable, SessionExpired, DatabaseUnavailable):
            # The pool may hold connections that died with an earlier life of the server, or with a member of a cluster;
            # they are gone now, and a member that is about to stop is not asked again.
            return await self._read_once(asked)

    async def _read_once(self, asked: _Asked) -> dict[str, Any]:
        patience = CATCH_UP_SECONDS + (0 if asked.bookmark else self.time_limit)
        try:
            if asked.newest or not isinstance(self.driver, neo4j.AsyncNeo4jDriver):
                return await self._read_from_one(asked, patience, asyncio.Event())
            return await self._read_from_any(asked, patience)
        except TimeoutError as error:
            if not asked.bookmark:
                await self._go_by_the_leader()
            raise Unavailable(LAGS) from error

    async def _read_from_any(self, asked: _Asked, patience: float) -> dict[str, Any]:
        """From the first member of a cluster that answers; another is asked too where one lags or is silent.

        The driver prefers whoever owes it the fewest answers: another, as long as one owes this.
        """
        begun = asyncio.Event()
        tries: list[asyncio.Task[dict[str, Any]]] = []
        try:
            while True:
                if len(tries) < MEMBERS and not begun.is_set():
                    left = patience - MEMBER_SECONDS * len(tries)
                    tries.append(asyncio.create_task(self._read_from_one(asked, left, begun)))
                done, _ = await asyncio.wait(tries, timeout=MEMBER_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                if done:
                    return done.pop().result()
        finally:
            for task in tries:
                task.cancel()
            await asyncio.gather(*tries, return_exceptions=True)

    async def _read_from_one(self, asked: _Asked, patience: float, begun: asyncio.Event) -> dict[str, Any]:
        """Raises TimeoutError where it takes longer until the answer is `begun`."""
        async with await self._session_for(asked) as session:
            async with asyncio.timeout(patience):
                result = await session.run(asked.query, given=dict(asked.parameters))
            begun.set()
            record = await _single(result)
            if asked.bookmark:
                asked.bookmark.text = ",".join(sorted((await session.last_bookmarks()).raw_values))
            return record

    async def _session_for(self, asked: _Asked) -> neo4j.AsyncSession:
        if not asked.bookmark:
            return self._session(default_access_mode=neo4j.WRITE_ACCESS if asked.newest else neo4j.READ_ACCESS)
        # What a reader gives counts for this read alone: we could not tell a foreign bookmark from our own.
        known = neo4j.Bookmarks.from_raw_values(asked.bookmark.values | await self.seen())
        return self.driver.session(database=self.database, default_access_mode=neo4j.READ_ACCESS, bookmarks=known)

    async def _go_by_the_leader(self) -> None:
        """What was seen counts no more, only what the leader of a cluster holds.

        That is as new, unless an older state was put in the graph's place: it would never come to where the graph was.
        """
        seen = await self.seen()
        with suppress(TimeoutError, DriverError, Neo4jError):
            async with asyncio.timeout(CATCH_UP_SECONDS), self.driver.session(database=self.database) as session:
                await (await session.run("RETURN 1")).consume()
                await self.bookmarks.update_bookmarks(seen, (await session.last_bookmarks()).raw_values)

    def _session(self, **options: Any) -> neo4j.AsyncSession:
        manager = cast(Any, self.bookmarks)  # a protocol that the driver does not describe fully
        return self.driver.session(database=self.database, bookmark_manager=manager, **options)

    @asynccontextmanager
    async def writing(self) -> AsyncGenerator["Writer"]:
        """A transaction that is committed when the block ends well, and leaves no trace otherwise.

        Raises Unavailable when the server is silent for long.
        """
        with translated():
            async with (
                self._patient_pulse.awaited(),
                self._session() as session,
                await session.begin_transaction(metadata={"query": "load"}) as transaction,
            ):
                yield Writer(transaction)

    @asynccontextmanager
    async def committing(self, records: int) -> AsyncGenerator["Writer"]:
        """A transaction of about so many records that readers see wholly or not at all.

        Neo4j applies a commit record by record, and whoever reads meanwhile sees half of it: of 3,500 readings of 300
        nodes that were replaced over and over, a tenth were such a mix. So each commit is announced and revoked by
        transactions of their own, and a statement that finds an announcement, or the version changed, at its beginning
        or its end gives no version (`cypher/frames/`). An announcement ends by itself, should the writer be killed.
        Readers whose answer the last commit has spoilt come first (`app/graph/precedence.py`).
        """
        async with self.writing() as writer:
            yield writer
            await self._give_way()
            async with self.writing() as announcing:
                await announcing.run("load/begin_commit", {"milliseconds": COMMIT_MILLISECONDS + 2 * records})
        async with self.writing() as revoking:
            await revoking.run("load/end_commit", {})

    async def _give_way(self) -> None:
        """Until no reader waits: where one does, until two looks in a row find none."""
        deadline = time.monotonic() + GIVE_WAY_SECONDS
        left = 2 if await self._waiting_readers() else 0
        while left and time.monotonic() < deadline:
            await asyncio.sleep(LOOK_SECONDS)
            left = 2 if await self._waiting_readers() else left - 1

    async def _waiting_readers(self) -> int:
        name = "load/waiting_readers"
        return (await self.read(name, statement(name), {}, WaitingReaders, newest=True))["readers"]

    async def prepare(self) -> None:
        """Creates the constraints and indexes that are not there yet, and waits until they serve."""
        serving = (await self.read("indexes", statement("lookup/indexes"), {}, IndexNames, newest=True))["names"]
        if missing := [text for name, text in schema().items() if name not in serving]:
            await self._administer([*missing, "CALL db.awaitIndexes(300)"])

    async def settle(self) -> None:
        """Counts anew what the indexes hold, so that statements are planned for the data as it is now."""
        await self._administer(["CALL db.prepareForReplanning(300)"])

    async def _administer(self, statements: Sequence[str]) -> None:
        """Statements that cannot share a transaction with data, nor with each other."""
        with translated():
            async with self._session() as session:
                for text in statements:
                    await (await session.run(cast(LiteralString, text))).consume()


@dataclass(frozen=True)
class Writer:
    """An open write transaction."""

    transaction: neo4j.AsyncTransaction

    async def run(self, name: str, parameters: Parameters) -> None:
        """Runs `cypher/<name>.cypher`."""
        await (await self._run(name, parameters)).consume()

    async def read(self, name: str, parameters: Parameters, record: type[Record]) -> Record:
        """The one record that `cypher/<name>.cypher` returns, of the type that is named."""
        return cast(Record, await _single(await self._run(name, parameters)))

    async def _run(self, name: str, parameters: Parameters) -> neo4j.AsyncResult:
        return await self.transaction.run(cast(LiteralString, statement(name)), dict(parameters))


async def _is_heard(asking: Awaitable[None]) -> bool:
    """Whether there was an answer; what a server refuses, it says too."""
    try:
        await asking
    except Neo4jError:
        return True
    except (DriverError, OSError):
        return False
    return True


async def _single(result: neo4j.AsyncResult) -> dict[str, Any]:
    record = await result.single(strict=True)
    return dict(cast("Mapping[str, Any]", record))
