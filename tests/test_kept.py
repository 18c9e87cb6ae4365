"""An answer put together from what is kept is, byte for byte, the answer that keeps nothing."""

import random
from collections.abc import Collection
from contextlib import suppress
from functools import cache
from typing import Any

import pytest

from app.answers.service import Service
from app.dataset.checking import Dataset, read_dataset
from app.domain.vocabulary import AmountKind, DocumentKind, InitiativeType, Kind, Relation, Reliability, Stance, Status
from app.errors import ServiceError
from app.graph.client import Graph
from app.queries import catalogue
from app.queries.base import Query
from app.queries.schema import parameters
from tests.support import SEED, Server

STATEMENTS, QUESTIONS = 6, 2
"""So many random statements of each query, since Neo4j takes a second to plan one, and random questions to each."""


def values() -> dict[str, list[Any]]:
    """For each parameter, what a reader may give."""
    data = seed()
    entities, technologies, documents = (sorted(part) for part in (data.entities, data.technologies, data.documents))
    years = ["2013", "2019", "2024-06", "2025-01-01", "2025-09"]
    pairs = ["india,united-states", "india,russia", "nasa,isro", "united-states,russia"]
    return {
        "entity": entities, "source": entities, "target": entities, "funder": entities, "recipient": entities,
        "technology": technologies, "document": documents, "as_of": years, "from": years, "to": years, "since": years,
        "relation": list(Relation), "status": list(Status), "kind": list(Kind), "country": ["IN", "US", "RU", "JP"],
        "disputed": ["exclude", "include", "only"], "limit": [1, 3, 20, 50], "depth": [1, 2, 3], "max_hops": [1, 2, 3],
        "currency": ["USD", "INR"], "stance": list(Stance), "reliability": list(Reliability), "pair": pairs,
        "q": ["nasa", "quantum", "Skoltek", "space agency", "луна"],
        "sources": [1, 2], "overdue": [True, False], "reported_since": years, "type": list(InitiativeType),
        "persons": ["exclude", "include"], "domestic": ["exclude", "include"], "lineage": ["exclude", "include"],
        "by": ["publication", "arrival"], "amount_kind": list(AmountKind),
    }  # fmt: skip


@cache
def seed() -> Dataset:
    """The seed, read from its files."""
    return read_dataset([SEED])


def of_id(query: type[Query]) -> list[str]:
    """What may stand for a query's `id`."""
    data = seed()
    part = query.references().get("id", "entities")
    return sorted(getattr(data, part))


def some(query: type[Query], chance: random.Random) -> list[str]:
    """The parameters that a question needs, and each of the rest one time in four."""
    return [one.name for one in parameters(query) if one.required or chance.random() < 0.25]


def drawn(query: type[Query], names: Collection[str], chance: random.Random, known: dict[str, list[Any]]) -> Query:
    """A question with a value for each of some parameters. Raises ServiceError where no reader may ask it."""
    pool = known | {"id": of_id(query)} | ({"kind": list(DocumentKind)} if query.name == "documents" else {})
    if query.form.cursor:
        pool["after"] = [query.form.cursor.example]
    given: dict[str, Any] = {}
    for parameter in parameters(query):
        if parameter.name in names:
            value = chance.choice(pool[parameter.name])
            given[parameter.name] = [value] if parameter.repeatable else value
    if "from" in given and "to" in given:
        given["from"], given["to"] = sorted((given["from"], given["to"]))
    if "entity" not in given:
        given.pop("lineage", None)  # it is that of an entity
    return query.read(given)


@pytest.mark.thorough
@pytest.mark.parametrize("name", sorted(catalogue))
def test_what_is_kept_changes_no_answer(seeded: Server, name: str) -> None:
    query, chance, known = catalogue[name], random.Random(name), values()
    questions: list[Query] = []
    while len(questions) < STATEMENTS * QUESTIONS:
        names = some(query, chance)
        # What no reader may ask, such as the way from a thing to itself, is no question.
        with suppress(ServiceError):
            questions += [drawn(query, names, chance, known) for _ in range(QUESTIONS)]

    async def answers(graph: Graph) -> list[tuple[bytes | str, ...]]:
        keeping = Service(graph, 256 * 1024**2)
        await keeping.fill_cache()
        return [
            (await told(Service(graph, 0), each), await told(keeping, each), await told(keeping, each))
            for each in questions
        ]

    for question, (plain, first, again) in zip(questions, seeded.use(answers), strict=True):
        assert plain == first == again, question


async def told(service: Service, question: Query) -> bytes | str:
    """An answer, or what is wrong with the question."""
    try:
        return (await service.answer(question)).json()
    except ServiceError as error:
        return str(error)
