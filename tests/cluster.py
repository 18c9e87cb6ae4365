"""A stand-in for a cluster, which Neo4j Community has not: three doors to one real server, whose answers they give.

To a driver they are a cluster, since each answers ROUTE with a table of all three. A test says who leads, who lags
behind and who is gone, and sees which member was asked what. A connection has one request at a time.
"""

import socket
import socketserver
import threading
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from tests.bolt import Wire, message, packed, split
from tests.support import Server

MAGIC, VERSION = b"\x60\x60\xb0\x17", b"\x00\x00\x08\x05"
HELLO, RESET, RUN, BEGIN, COMMIT, ROLLBACK, ROUTE, LOGON = 0x01, 0x0F, 0x10, 0x11, 0x12, 0x13, 0x66, 0x6A
SUCCESS, IGNORED, FAILURE = 0x70, 0x7E, 0x7F

CATCH_UP_SECONDS = 30
"""How long a member waits for what a bookmark stands for: Neo4j's own default."""

NOT_A_LEADER = "Neo.ClientError.Cluster.NotALeader"
LAGS = "Neo.TransientError.Transaction.BookmarkTimeout"
UNAVAILABLE = "Neo.TransientError.General.DatabaseUnavailable"


@dataclass(frozen=True)
class Past:
    """An older state of a graph: a server that holds it, and the graph's bookmark from then."""

    server: Server
    bookmark: str


class Member:
    """One door of a cluster. `reads` and `writes` name what it was asked, `waits` counts those it was too old for."""

    def __init__(self, cluster: "Cluster") -> None:
        self.cluster = cluster
        self.port = 0
        self.reads: list[str] = []
        self.writes: list[str] = []
        self.past: Past | None = None
        self.is_leaving = False
        self.waits = 0
        self._has_caught_up = threading.Event()
        self._wires: set[Wire] = set()
        self.open()

    @property
    def address(self) -> str:
        """Its address in the table."""
        return f"127.0.0.1:{self.port}"

    def lag(self, past: Past) -> None:
        """Holds what was there before, from now on."""
        self._has_caught_up.clear()
        self.past = past

    def catch_up(self) -> None:
        """Holds what all others hold; whoever waits for that is answered."""
        self.past = None
        self._has_caught_up.set()

    def wait_for(self, bookmarks: set[str]) -> None:
        """Until what they stand for is here. Raises Refused."""
        if self.past and bookmarks - {self.past.bookmark}:
            self.waits += 1
            if not self._has_caught_up.wait(CATCH_UP_SECONDS):
                raise Refused(LAGS, "Database 'neo4j' not up to the requested version.")

    def die(self) -> None:
        """Ends all connections, and takes no more."""
        self._door.shutdown()
        self._door.server_close()
        for wire in list(self._wires):
            wire.cut()

    def open(self) -> None:
        """Takes connections; after its death, where it did before."""
        member = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                member._talk(self.request)

        class Door(socketserver.ThreadingTCPServer):
            allow_reuse_address = daemon_threads = True
            block_on_close = False

        self._door = Door(("127.0.0.1", self.port), Handler)
        self.port = self._door.server_address[1]
        threading.Thread(target=self._door.serve_forever, args=(0.01,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with closing(Wire(connection)) as driver, closing(Conversation(self, driver)) as conversation:
            self._wires.add(driver)
            with suppress(OSError):
                conversation.hold()
            self._wires.remove(driver)


class Refused(Exception):
    """What a member does not do, with Neo4j's code for it."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        details = {"neo4j_code": code, "message": text, "gql_status": "50N42", "description": text}
        self.message = message(FAILURE, details)


class Conversation:
    """One connection of a driver with a member, which asks the real server, or one with an older state."""

    def __init__(self, member: Member, driver: Wire) -> None:
        self._member, self._driver = member, driver
        self._hello = b""
        self._server: Server | None = None
        self._backing: Wire | None = None
        self._is_open = self._writes = self._has_failed = False

    def hold(self) -> None:
        """Answers until the driver goes."""
        self._driver.take(20)
        self._driver.give(VERSION)
        while True:
            for response in self._responses(self._driver.receive()):
                self._driver.send(response)

    def close(self) -> None:
        """Closes the connection to the real server."""
        if self._backing:
            self._backing.close()

    def _responses(self, request: bytes) -> Iterator[bytes]:
        tag = request[1]
        self._has_failed = self._has_failed and tag != RESET
        if self._has_failed:
            yield message(IGNORED)
        elif tag == HELLO:
            self._hello = request
            yield self._ask(self._member.cluster.server)
        elif tag == LOGON:
            yield message(SUCCESS, {})
        elif tag == ROUTE:
            yield message(SUCCESS, {"rt": self._member.cluster.table})
        else:
            try:
                request = self._admitted(tag, request)
            except Refused as refused:
                self._has_failed = True
                yield refused.message
            else:
                yield from self._relayed(request)

    def _ask(self, server: Server) -> bytes:
        """Turns to a server, and gives what it says to that."""
        self.close()
        self._server = server
        self._backing = wire = Wire(socket.create_connection(("127.0.0.1", urlsplit(server.uri).port or 0)))
        wire.give(MAGIC + VERSION + bytes(12))
        wire.take(4)
        wire.send(self._hello)
        said = wire.receive()
        wire.send(message(LOGON, {"scheme": "basic", "principal": "neo4j", "credentials": server.password}))
        assert wire.receive()[1] == SUCCESS
        return said

    def _admitted(self, tag: int, request: bytes) -> bytes:
        """A request as it is passed on. Raises Refused."""
        if tag in (BEGIN, RUN) and not self._is_open:
            request = self._begun(request)
        if tag == COMMIT and self._writes:
            self._member.cluster.count_commit()
        if tag in (RUN, COMMIT) and self._writes and self._member is not self._member.cluster.leader:
            raise Refused(NOT_A_LEADER, "No write operations are allowed on this member; writes go to the leader.")
        self._is_open = tag == BEGIN or (self._is_open and tag not in (COMMIT, ROLLBACK, RESET))
        return request

    def _begun(self, request: bytes) -> bytes:
        """The first request of a transaction, noted, once the member has what it has to see."""
        member = self._member
        head, extra = split(request)
        if member.is_leaving:
            raise Refused(UNAVAILABLE, "The database is not available.")
        member.wait_for(set(extra.get("bookmarks", ())))
        self._writes = extra.get("mode") != "r"
        name = extra.get("tx_metadata", {}).get("query", "")
        if not self._writes:
            member.reads.append(name)
        elif member is member.cluster.leader:
            member.writes.append(name)
        server = member.past.server if member.past else member.cluster.server
        if server is not self._server:
            self._ask(server)
        return head + packed({**extra, "bookmarks": []}) if member.past else request

    def _relayed(self, request: bytes) -> Iterator[bytes]:
        assert self._backing
        self._backing.send(request)
        response = b"\0\0"
        while response[1] not in (SUCCESS, IGNORED, FAILURE):
            response = self._backing.receive()
            if self._member.past and response[1] == SUCCESS and b"bookmark" in response:
                head, metadata = split(response)
                response = head + packed({**metadata, "bookmark": self._member.past.bookmark})
            yield response


class Cluster:
    """Three members, the first of which leads; drivers keep its table for `ttl` seconds."""

    def __init__(self, server: Server, ttl: int) -> None:
        self.server = server
        self.ttl = ttl
        self.members = [Member(self) for _ in range(3)]
        self.leader: Member | None = self.members[0]
        self._commits_left = 0

    @property
    def followers(self) -> list[Member]:
        """All members but the leader."""
        return [member for member in self.members if member is not self.leader]

    @property
    def table(self) -> dict[str, Any]:
        """What a driver is told; as in a real cluster, a member that has gone stays in it for a while."""
        roles = {"ROUTE": self.members, "READ": self.followers, "WRITE": [self.leader] if self.leader else []}
        servers = [
            {"role": role, "addresses": [member.address for member in members]} for role, members in roles.items()
        ]
        return {"ttl": self.ttl, "db": "neo4j", "servers": servers}

    def change_leader_at(self, commit: int) -> None:
        """Another member leads from the time on when a driver asks for this commit of those to come."""
        self._commits_left = commit

    def count_commit(self) -> None:
        """A driver asks for a commit."""
        self._commits_left -= 1
        if self._commits_left == 0:
            self.leader = self.followers[0]

    @cached_property
    def entrance(self) -> Server:
        """The cluster as a driver addresses it: by one of its followers."""
        return Server(f"neo4j://{self.members[-1].address}", self.server.password)

    def close(self) -> None:
        """Closes all doors."""
        self.entrance.close()
        for member in self.members:
            member.catch_up()
            member.die()


@contextmanager
def cluster_of(server: Server, ttl: int = 300) -> Generator[Cluster]:
    """A cluster whose members all give what a server holds."""
    with closing(Cluster(server, ttl)) as cluster:
        yield cluster
