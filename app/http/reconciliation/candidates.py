"""From what a cell holds to candidates: found by the search of names, or by what registries call them, then scored."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from app.answers.service import Service
from app.domain.records import Entity
from app.domain.vocabulary import Kind
from app.errors import InvalidParameter, NotFound
from app.http.reconciliation.requests import Wanted
from app.importing.matcher import Candidate, Known, ahead_by, automatic, ranked
from app.queries import catalogue
from app.queries.search import Search

FOUND = 25
"""So many entities the search finds for a name, to be scored."""

AT_ONCE = 10
"""So many cells of a batch are looked for at once."""


class Matched(NamedTuple):
    """A candidate with its record, whether it needs no person's word, and how many points it is ahead of the next."""

    candidate: Candidate
    entity: Entity
    is_match: bool
    ahead_by: float | None


async def matched(service: Service, wanted: Sequence[Wanted]) -> list[list[Matched]]:
    """The candidates for each of some cells, the best first. Raises Unavailable or TimedOut."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(cell: Wanted) -> list[Matched]:
        async with turn:
            return await _matched(service, cell)

    return await asyncio.gather(*map(one, wanted))


async def _matched(service: Service, cell: Wanted) -> list[Matched]:
    if cell.id:
        entity = await entity_of(service, cell.id)
        given = Candidate(cell.id, entity.name, 100.0, ()) if entity else None
        return [Matched(given, entity, True, None)] if given and entity else []
    known = await _found(service, cell)
    candidates = ranked(cell.sought, map(Known.of, known.values()))
    sure = automatic(candidates)
    return [
        Matched(one, known[one.id], one is sure, ahead_by(candidates) if place == 0 else None)
        for place, one in enumerate(candidates[: cell.limit])
    ]


async def _found(service: Service, cell: Wanted) -> dict[str, Entity]:
    """Entities that may be meant, by their ids."""
    named = [service.answer(search) for name in _names(cell) if (search := _search(name, cell.kinds))]
    found = {entity.id: entity for answer in await asyncio.gather(*named) for entity in answer.entities}
    for id in await service.registered(list(cell.sought.same_as.values())):
        if id not in found and (entity := await entity_of(service, id)):
            found[id] = entity
    return {id: entity for id, entity in found.items() if not cell.kinds or entity.kind in cell.kinds}


def _names(cell: Wanted) -> Sequence[str]:
    return list(dict.fromkeys(reading.name.text for reading in cell.sought.readings))


def _search(name: str, kinds: Sequence[Kind]) -> Search | None:
    """A search for entities; None where a cell holds nothing that a search takes."""
    try:
        return Search.read({"q": name[:200], "kind": list(kinds or Kind), "limit": FOUND})
    except InvalidParameter:
        return None


async def entity_of(service: Service, id: str) -> Entity | None:
    """The entity of an id, if there is one."""
    try:
        answer = await service.answer(catalogue["entity"].read({"id": id}))
    except (NotFound, InvalidParameter):
        return None
    return answer.entities[0] if answer.entities else None
