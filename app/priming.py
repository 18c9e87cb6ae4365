"""Asks each question once before readers do: what Neo4j meets for the first time takes it a hundred times as long."""

from contextlib import suppress
from typing import Any

from app.errors import ServiceError
from app.queries import Neighbours, Partners, Paths, Search, catalogue
from app.query import Query
from app.service import Service
from app.signature import parameters

PRIMING_SECONDS = 5.0
"""How long readiness waits for priming, which then goes on to its end behind it."""

FIRST: tuple[type[Query], ...] = (Partners, Search, Neighbours, Paths)
"""What readers begin with."""


async def prime(service: Service) -> None:
    """Asks each query of the catalogue with the examples of the parameters that it cannot do without.

    That an example is not in the graph does not matter: its statement is planned all the same.
    """
    for query in dict.fromkeys([*FIRST, *catalogue.values()]):
        question = query.read(_examples(query))
        # The second time, what a default leaves out is counted already: that is another statement.
        for _ in range(2 if question.shape.counts else 1):
            with suppress(ServiceError):
                await service.answer(question)


def _examples(query: type[Query]) -> dict[str, Any]:
    return {parameter.name: parameter.example for parameter in parameters(query) if parameter.required}
