"""What is known of an entity beside its name, as properties that a client holds a column against, or fetches."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from app.answers.service import Service
from app.domain.answer import Subgraph
from app.domain.identifiers import REGISTRIES
from app.domain.records import Entity
from app.http.reconciliation.candidates import known_of
from app.queries import catalogue
from app.queries.records import Profile

Values = list[dict[str, Any]]


class Facts:
    """What is known of one entity; what it is tied to is asked for where a property needs it."""

    def __init__(self, service: Service, known: Subgraph) -> None:
        self._service = service
        self.entity = known.entities[0]
        self.profile = cast(Profile, known.rows[0])
        self._neighbours: Subgraph | None = None

    async def neighbours(self) -> Subgraph:
        """The entities that it has undisputed ties to, and the technologies that these ties name; asked for once."""
        if self._neighbours is None:
            asked = catalogue["neighbours"].read({"id": self.entity.id, "limit": 1000})
            self._neighbours = await self._service.answer(asked)
        return self._neighbours


@dataclass(frozen=True)
class Property:
    """Something that is known of entities, with what gives its values in the form of the protocol."""

    id: str
    name: str
    description: str
    values: Callable[[Facts], Awaitable[Values]]
    is_entity: bool = False


def _texts(of: Callable[[Entity], str | Sequence[str] | None]) -> Callable[[Facts], Awaitable[Values]]:
    async def values(facts: Facts) -> Values:
        found = of(facts.entity)
        return [{"str": text} for text in ([found] if isinstance(found, str) else found or ())]

    return values


async def _ties(facts: Facts) -> Values:
    tally = facts.profile.tally()
    return [{"int": tally["results"] - tally["disputed"]}]


async def _disputed(facts: Facts) -> Values:
    return [{"int": facts.profile.tally()["disputed"]}]


async def _partners(facts: Facts) -> Values:
    others = [entity for entity in (await facts.neighbours()).entities if entity.id != facts.entity.id]
    return [{"id": entity.id, "name": entity.name} for entity in others]


async def _technologies(facts: Facts) -> Values:
    return [{"str": technology.name} for technology in (await facts.neighbours()).technologies]


def _registry(field: str) -> Property:
    name = REGISTRIES[field].name
    return Property(field, name, f"What {name} calls it.", _texts(lambda entity: getattr(entity.same_as, field)))


PROPERTIES: Mapping[str, Property] = {
    one.id: one
    for one in (
        Property("country", "Country", "ISO 3166 codes of its countries.", _texts(lambda entity: entity.country)),
        Property("website", "Website", "Its official website.", _texts(lambda entity: entity.website)),
        *map(_registry, REGISTRIES),
        Property("kind", "Kind", "What it is.", _texts(lambda entity: str(entity.kind))),
        Property("short", "Short name", "Its short name.", _texts(lambda entity: entity.short)),
        Property("aliases", "Other names", "In any script.", _texts(lambda entity: entity.aliases)),
        Property("description", "Description", "A line on it.", _texts(lambda entity: entity.description)),
        Property("ties", "Ties", "How many undisputed ties it has.", _ties),
        Property("disputed", "Disputed ties", "How many of its ties are disputed.", _disputed),
        Property("partners", "Partners", "Entities that it has undisputed ties to.", _partners, is_entity=True),
        Property("technologies", "Technologies", "Those that its undisputed ties name.", _technologies),
    )
}
"""All of them by their ids; matching heeds country, website and registries."""


def proposed(prefix: str = "") -> list[dict[str, str]]:
    """Properties whose id or name begins with a text, in the form of the protocol."""
    begun = prefix.strip().lower()
    return [
        {"id": one.id, "name": one.name, "description": one.description}
        for one in PROPERTIES.values()
        if one.id.startswith(begun) or one.name.lower().startswith(begun)
    ]


async def extended(
    service: Service, ids: Sequence[str], properties: Sequence[Property]
) -> Mapping[str, dict[str, Values]]:
    """The values of properties of entities, by id and property; none for an id that is not there."""
    rows: dict[str, dict[str, Values]] = {}
    for id in ids:
        known = await known_of(service, id)
        facts = Facts(service, known) if known else None
        rows[id] = {one.id: await one.values(facts) if facts else [] for one in properties}
    return rows
