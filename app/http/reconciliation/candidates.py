"""From what a cell holds to candidates: found by the search of names, or by what registries call them, then scored."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from app.answers.service import Service
from app.domain.answer import Subgraph
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
        entity = await _entity_of(service, cell.id)
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
    named = [service.answer(search) for name in _names(cell) if (search := search_for(name, cell.kinds, FOUND))]
    found = {entity.id: entity for answer in await asyncio.gather(*named) for entity in answer.entities}
    for id in await service.registered(list(cell.sought.same_as.values())):
        if id not in found and (entity := await _entity_of(service, id)):
            found[id] = entity
    return {id: entity for id, entity in found.items() if not cell.kinds or entity.kind in cell.kinds}


def _names(cell: Wanted) -> Sequence[str]:
    return list(dict.fromkeys(reading.name.text for reading in cell.sought.readings))


def search_for(name: str, kinds: Sequence[Kind], limit: int) -> Search | None:
    """A search for entities of some kinds, or of all; None where a name holds nothing that a search takes."""
    try:
        return Search.read({"q": name[:200], "kind": list(kinds or Kind), "limit": limit})
    except InvalidParameter:
        return None


async def known_of(service: Service, id: str) -> Subgraph | None:
    """What is known of the entity of an id, if there is one: its record, and its ties in numbers."""
    try:
        answer = await service.answer(catalogue["entity"].read({"id": id}))
    except (NotFound, InvalidParameter):
        return None
    return answer if answer.entities else None


async def _entity_of(service: Service, id: str) -> Entity | None:
    known = await known_of(service, id)
    return known.entities[0] if known else None
