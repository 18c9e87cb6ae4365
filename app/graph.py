"""The only door to Neo4j: reads, writes, time limits, and the driver's errors as our own."""

import asyncio
import time
from collections.abc import AsyncGenerator, Generator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, LiteralString, cast
from urllib.parse import urlsplit

import neo4j
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from app.cypher import names, statement
from app.errors import ServiceError, TimedOut, Unavailable

Parameters = Mapping[str, Any]

# Past these the graph counts as down: a reader gets a 503 within 5 seconds, and the next request tries anew.
CONNECTION_SECONDS = 2.0
ACQUISITION_SECONDS = 3.0


@dataclass(frozen=True)
class Graph:
    """A Neo4j database. `time_limit` bounds each read, in seconds."""

    driver: neo4j.AsyncDriver
    database: str
    time_limit: float

    @classmethod
    def connect(cls, uri: str, username: str, password: str, database: str, time_limit: float) -> "Graph":
        """A door to the database at a `bolt` or `neo4j` address; nothing connects before the first read.

        Raises Unavailable when the address is of no form that a driver knows.
        """
        try:
            _ = urlsplit(uri).port
            driver = neo4j.AsyncGraphDatabase.driver(
                uri,
                auth=(username, password),
                connection_timeout=CONNECTION_SECONDS,
                connection_acquisition_timeout=ACQUISITION_SECONDS,
                max_transaction_retry_time=ACQUISITION_SECONDS,
                notifications_min_severity="OFF",
                telemetry_disabled=True,
            )
        except (ConfigurationError, ValueError) as fault:
            raise Unavailable(f"{uri!r} is not an address of Neo4j: {_first_line(fault)}") from fault
        return cls(driver, database, time_limit)

    async def close(self) -> None:
        """Closes all connections."""
        await self.driver.close()

    async def wait(self, seconds: float) -> None:
        """Until the database answers, about `seconds` at most; a refused password is not waited for.

        Raises Unavailable.
        """
        deadline = time.monotonic() + seconds
        with _translated():
            while True:
                try:
                    await self._read_once(neo4j.Query("RETURN 1", metadata={"query": "wait"}), {})
                    return
                except (ServiceUnavailable, SessionExpired, TransientError):
                    if time.monotonic() > deadline:
                        raise
                await asyncio.sleep(0.5)

    async def read(self, name: str, text: str, parameters: Parameters) -> dict[str, Any]:
        """The one record that a statement returns, read in a transaction that cannot write.

        An auto-commit read takes one exchange less than a managed one. `name` shows in SHOW TRANSACTIONS.
        Raises Unavailable or TimedOut.
        """
        query = neo4j.Query(cast(LiteralString, text), metadata={"query": name}, timeout=self.time_limit)
        with _translated():
            try:
                return await self._read_once(query, parameters)
            except (ServiceUnavailable, SessionExpired):
                # The pool may hold connections that died with an earlier life of the server; they are gone now.
                return await self._read_once(query, parameters)

    async def _read_once(self, query: neo4j.Query, parameters: Parameters) -> dict[str, Any]:
        async with self.driver.session(database=self.database, default_access_mode=neo4j.READ_ACCESS) as session:
            result = await session.run(query, dict(parameters))
            record = await result.single(strict=True)
            return dict(cast("Mapping[str, Any]", record))

    @asynccontextmanager
    async def writing(self) -> AsyncGenerator["Writer"]:
        """A transaction that is committed when the block ends well, and leaves no trace otherwise."""
        with _translated():
            async with (
                self.driver.session(database=self.database) as session,
                await session.begin_transaction(metadata={"query": "load"}) as transaction,
            ):
                yield Writer(transaction)

    async def prepare(self) -> None:
        """Creates the constraints and indexes that are not there yet, and waits until they serve."""
        await self._administer([*map(statement, names("schema")), "CALL db.awaitIndexes(300)"])

    async def settle(self) -> None:
        """Counts anew what the indexes hold, so that statements are planned for the data as it is now."""
        await self._administer(["CALL db.prepareForReplanning(300)"])

    async def _administer(self, statements: Sequence[str]) -> None:
        """Statements that cannot share a transaction with data, nor with each other."""
        with _translated():
            async with self.driver.session(database=self.database) as session:
                for text in statements:
                    await (await session.run(cast(LiteralString, text))).consume()


@dataclass(frozen=True)
class Writer:
    """An open write transaction."""

    transaction: neo4j.AsyncTransaction

    async def run(self, name: str, parameters: Parameters) -> dict[str, Any] | None:
        """Runs `cypher/<name>.cypher`; gives its first record, if it returns any."""
        result = await self.transaction.run(cast(LiteralString, statement(name)), dict(parameters))
        record = await result.single()
        return dict(cast("Mapping[str, Any]", record)) if record else None


@contextmanager
def _translated() -> Generator[None]:
    try:
        yield
    except ServiceError:
        raise
    except AuthError as fault:
        raise Unavailable("Neo4j refuses the user name or password; set NEO4J_USERNAME and NEO4J_PASSWORD") from fault
    except ClientError as fault:
        if "TransactionTimedOut" in (fault.code or ""):
            raise TimedOut("the query ran past its time limit; narrow it, or ask for less with `limit`") from fault
        if "DatabaseNotFound" in (fault.code or ""):
            raise Unavailable("Neo4j has no database of this name; set NEO4J_DATABASE") from fault
        if "Forbidden" in (fault.code or ""):
            raise Unavailable("Neo4j forbids this to the user; loading needs one that may write") from fault
        raise
    except (DriverError, Neo4jError, OSError) as fault:
        if isinstance(fault, Neo4jError) and not fault.is_retryable():
            raise
        raise Unavailable(f"Neo4j does not answer: {_first_line(fault)}") from fault


def _first_line(fault: BaseException) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0].rstrip(":")
