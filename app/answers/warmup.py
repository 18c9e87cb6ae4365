"""Asks each question once before readers do: what Neo4j meets for the first time takes it a hundred times as long."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

from more_itertools import unique_everseen

from app.answers.service import Service
from app.errors import ServiceError
from app.queries import Neighbours, Partners, Paths, Search, catalogue
from app.queries.base import Query
from app.queries.schema import example
from app.queries.statements import statement_of

QUESTION_SECONDS = 3.0
"""How long a question has: what reads a large graph from end to end is planned by then, and that is all it is for."""

FIRST: tuple[type[Query], ...] = (Partners, Search, Neighbours, Paths)
"""What readers begin with."""

NARROWED: tuple[tuple[str, ...], ...] = ((), ("status",), ("as_of",))
"""Not at all; by any one of the parameters that narrow an answer, which share a statement; and to what was known."""

LOOKUPS: tuple[tuple[str, ...], ...] = (("technology",), (), ("entity",), ("entity", "technology"))
"""What ties are looked up by, the commonest first."""


async def warm_up(service: Service) -> None:
    """Reads what answers are put together from, and asks each query of the catalogue as readers do.

    That an example is not in the graph does not matter: its statement is planned all the same.
    """
    with suppress(ServiceError):
        await service.fill_cache()
    for question in _questions():
        with suppress(ServiceError, TimeoutError):
            async with asyncio.timeout(QUESTION_SECONDS):
                await service.answer(question)


async def ask_first(service: Service) -> None:
    """Asks what most readers ask first."""
    with suppress(ServiceError):
        await service.answer(example(FIRST[0]))


def _questions() -> Iterable[Query]:
    """Each query by what ties are looked up by, and then narrowed, in the same ways: each is a statement of its own."""
    queries = dict.fromkeys([*FIRST, *catalogue.values()])
    ways = [(*narrowed, *lookup) for narrowed in NARROWED for lookup in LOOKUPS]
    return unique_everseen(
        (example(query, *way) for way in ways for query in queries), lambda query: statement_of(query).text
    )
