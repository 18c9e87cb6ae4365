"""Neo4j 5.26, the oldest that we name, answers byte for byte as the newest does."""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import httpx
import pytest

from app.errors import ServiceError
from app.queries import catalogue
from app.queries.schema import example, parameters
from tests.support import LTS, NEO4J, SEED, Server, local_server, serving, until_ready
from tests.test_kept import drawn, values

pytestmark = [pytest.mark.starts, pytest.mark.skipif(bool(NEO4J), reason="all tests ask that one")]

EACH = 15
"""Addresses of each question beside its documented example: they share a statement, so that Neo4j plans it once."""


@pytest.fixture(scope="module")
def lts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Neo4j 5.26 that holds the seed."""
    with local_server(tmp_path_factory.mktemp("lts"), version=LTS) as server:
        server.load(SEED)
        yield server


def version(server: Server) -> str:
    """What a Neo4j calls itself."""
    asked = "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version"
    return server.record(asked)["version"]


def addresses() -> list[str]:
    """Each question as its documentation asks it, and with things of the seed in the places of the example's."""
    chance, known = random.Random(LTS), values()
    found: dict[str, None] = {}
    for query in catalogue.values():
        found[example(query).address] = None
        names = [one.name for one in parameters(query) if one.required or one.name == "limit"]
        for _ in range(EACH):
            with suppress(ServiceError):  # what no reader may ask, such as the way from a thing to itself
                found[drawn(query, names, chance, known).address] = None
    return list(found)


def answers(client: httpx.Client, asked: Sequence[str]) -> list[tuple[int, str, bytes]]:
    """The status, entity tag and content of what is at some addresses."""
    responses = map(client.get, asked)
    return [(response.status_code, response.headers.get("etag", ""), response.content) for response in responses]


def test_every_answer_is_that_of_the_newest(seeded: Server, client: httpx.Client, lts: Server) -> None:
    assert version(lts).startswith(f"{LTS}.") and not version(seeded).startswith(LTS)
    asked = addresses()
    with serving(lts.environment) as oldest, ThreadPoolExecutor(2) as both:
        until_ready(oldest)
        pairs = list(zip(*both.map(answers, (client, oldest), (asked, asked)), strict=True))

    for address, (newest, other) in zip(asked, pairs, strict=True):
        assert newest[0] == 200 and newest == other, address
