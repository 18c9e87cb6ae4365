"""Entities of FollowTheMoney, one a line of JSON, as things and the relations between them.

An edge is a relation from what its document says: `proof`, `sourceUrl`, or else the data set that it is of. How far it
has come, no edge says as a rule, and how far a source can be trusted none does: the mapping file asks, and asks for the
source where no edge has one. An edge that Entente wrote (app/formats/ftm.py) says both, and which tie it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple, cast

import orjson

from app.domain.dates import last_day
from app.domain.ties import tie_parts
from app.domain.vocabulary import DocumentKind, Kind, Relation, Reliability, Status
from app.errors import DatasetError
from app.importing.matcher import named_country
from app.importing.matches import MOST_THINGS
from app.importing.records.things import Link, Records, Thing, import_records, site_of
from app.importing.words import Directed, relation_of

_KINDS = {
    "Person": Kind.PERSON, "Company": Kind.COMPANY, "Organization": Kind.INSTITUTION, "PublicBody": Kind.AGENCY,
    "LegalEntity": "", "Project": Kind.INITIATIVE, "Event": Kind.EVENT,
}  # fmt: skip
"""Schemata of things; what a legal entity is, its name or a person has to tell."""


class _Edge(NamedTuple):
    """A schema of edges: the properties that have its ends, the second by preference, and what it means."""

    subject: str
    objects: Sequence[str]
    directed: Directed


_EDGES = {
    "Ownership": _Edge("owner", ["asset"], Directed(Relation.PART_OF, reversed=True)),
    "Membership": _Edge("member", ["organization"], Directed(Relation.MEMBER_OF)),
    "Directorship": _Edge("director", ["organization"], Directed(Relation.REPRESENTS)),
    "Representation": _Edge("agent", ["client"], Directed(Relation.REPRESENTS)),
    "Payment": _Edge("payer", ["project", "beneficiary"], Directed(Relation.FUNDS)),
    "ProjectParticipant": _Edge("participant", ["project"], Directed(Relation.PARTICIPATES_IN)),
    "Succession": _Edge("successor", ["predecessor"], Directed(Relation.SUCCEEDS)),
    "UnknownLink": _Edge("subject", ["object"], Directed(Relation.PARTNERS_WITH)),
}

_NAMED_BY_ROLE = ("ProjectParticipant", "UnknownLink")
"""Edges whose role tells what they mean."""

_REGISTRIES = {"wikidataId": "wikidata", "leiCode": "lei"}
_COUNTRIES = ("jurisdiction", "mainCountry", "country", "nationality")
_PUBLISHED = ("publishedAt", "date", "modifiedAt", "retrievedAt")
_OF_A_DATASET = ("last_change", "last_seen", "updated_at", "first_seen")

NO_STATUS = "no status"
"""What stands in place of a status that is not said, for the mapping to ask what it is to be."""


@dataclass(frozen=True)
class _Entity:
    """A line of the file."""

    content: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.content["id"])

    @property
    def schema(self) -> str:
        return str(self.content["schema"])

    def all(self, *properties: str) -> list[str]:
        """The values of some properties, in order, each once."""
        listed: Mapping[str, Any] = self.content["properties"]
        return list(dict.fromkeys(_plain(value) for name in properties for value in _list(listed.get(name))))

    def first(self, *properties: str) -> str:
        """The first value of some properties; empty if there is none."""
        return next(iter(self.all(*properties)), "")

    @property
    def datasets(self) -> list[str]:
        """The data sets that it is of."""
        listed: list[Any] = self.content.get("datasets") or []
        return list(map(str, listed))

    @property
    def seen(self) -> str:
        """The day that its line is of."""
        return next((str(self.content[name])[:10] for name in _OF_A_DATASET if self.content.get(name)), "")


def _list(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else [value] if value else []


def _plain(value: object) -> str:
    """A value as text; entities that stand within others are known by their ids."""
    return str(cast("dict[str, Any]", value).get("id", "")) if isinstance(value, dict) else str(value).strip()


def import_ftm(files: Sequence[Path], folder: Path, against: Sequence[Path], mapping: Path | None = None) -> list[str]:
    """Brings entities into a folder, and says what was done, what was left out, and what comes next.

    Raises Unfinished, with all that is open, where a person has to say something first.
    """
    records = Records()
    edges: list[_Entity] = []
    sources: dict[str, _Entity] = {}
    keywords: dict[str, Sequence[str]] = {}
    for file in files:
        for entity in _entities(file):
            if entity.schema in _KINDS:
                _add_thing(entity, records, file)
                if entity.schema == "Project":
                    keywords[entity.id] = entity.all("keywords")
            elif entity.schema in _EDGES:
                edges.append(entity)
            elif entity.all("title", "fileName", "sourceUrl"):
                sources[entity.id] = entity
            else:
                records.left_out.add(f"entities of the schema {entity.schema}", entity.id)
    for edge in edges:
        records.links += _links(edge, sources, keywords, records)
    return import_records(records, "followthemoney", folder, against, mapping)


def _entities(path: Path) -> Iterator[_Entity]:
    """The lines of a file. Raises DatasetError where one is no entity."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                content: Any = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise DatasetError(f"{path.name}:{number}: does not parse as JSON: {error}") from None
            if not isinstance(content, dict) or not {"id", "schema", "properties"} <= content.keys():
                raise DatasetError(f"{path.name}:{number}: is no entity of FollowTheMoney: id, schema, properties")
            yield _Entity(cast("dict[str, Any]", content))


def _add_thing(entity: _Entity, records: Records, file: Path) -> None:
    if not entity.all("name"):
        records.left_out.add("entities without a name", entity.id)
        return
    if len(records.things) == MOST_THINGS:
        raise DatasetError(f"{file.name} has more than {MOST_THINGS:,} things; choose those that you need")
    kind = next((one for one in Kind if one in entity.all("classification")), _KINDS[entity.schema])
    name, *others = entity.all("name", "alias", "previousName", "abbreviation")
    countries = filter(None, map(named_country, entity.all(*_COUNTRIES)))
    same_as = {registry: entity.first(name) for name, registry in _REGISTRIES.items() if entity.all(name)}
    records.things[entity.id] = Thing(
        entity.id, name, str(kind).lower(), entity.first("abbreviation"), others,
        list(dict.fromkeys(countries)), entity.first("website"), same_as, entity.first("description", "summary"),
    )  # fmt: skip


def _links(
    edge: _Entity, sources: Mapping[str, _Entity], keywords: Mapping[str, Sequence[str]], records: Records
) -> Iterator[Link]:
    """A link from each subject to each object, for each document."""
    declared = _EDGES[edge.schema]
    subjects = edge.all(declared.subject)
    objects = next((found for name in declared.objects if (found := edge.all(name))), list[str]())
    documents = list(_documents(edge, sources)) or [{}]
    if not subjects or not objects:
        records.left_out.add(f"edges of the schema {edge.schema} without two ends", edge.id)
    for subject in subjects:
        for object in objects:
            if missing := [one for one in (subject, object) if one not in records.things]:
                records.left_out.add("edges that lead to what is not there", f"{edge.id} ({missing[0]})")
                continue
            cells = _said(edge, records.things[subject]) | {"technologies": "; ".join(keywords.get(object, ()))}
            for document in documents:
                yield Link(subject, _directed(edge), object, {**cells, **document})


def _directed(edge: _Entity) -> Directed | str:
    """What an edge means: of ours the relation of its tie; a role of a project or of a mere link may tell, or be asked
    for its meaning.

    Who owns a part of a company has put money into it, and who owns more than half has it as a part.
    """
    if own := _own(edge):
        return Directed(own.relation)
    role = edge.first("role").split(" (")[0]
    if edge.schema in _NAMED_BY_ROLE and role and (found := relation_of(role)):
        return found
    if edge.schema == "UnknownLink":
        return role or "linked to"
    if edge.schema == "Ownership" and (share := _number(edge.first("percentage"))) is not None and share <= 50:
        return Directed(Relation.FUNDS)
    return _EDGES[edge.schema].directed


def _said(edge: _Entity, subject: Thing) -> dict[str, str]:
    """The cells of an edge beside its ends and its source."""
    start, end = _day(edge.first("startDate", "date")), _day(edge.first("endDate"))
    over = bool(end and last_day(end) < date.today().isoformat())
    acts = edge.schema == "Directorship" or (edge.schema == "Representation" and edge.first("role") != "represents")
    office = edge.first("role") if acts and subject.kind == "person" else ""
    return {
        "status": edge.first("status") or (Status.ENDED if over else NO_STATUS), "start": start, "end": end,
        "topic": (own.topic if (own := _own(edge)) else None) or "", "amount": _amount(edge), "office": office,
        "says": edge.first("summary", "description")[:400],
        "where": f"record {edge.first('recordId') or edge.id}"[:300],
    }  # fmt: skip


class _Own(NamedTuple):
    """What an edge that Entente wrote says of its tie."""

    relation: Relation
    topic: str | None


def _own(edge: _Entity) -> _Own | None:
    """What the id of a tie says, where an edge has one."""
    try:
        relation, _, _, topic = tie_parts(edge.first("recordId"))
    except ValueError:
        return None
    return _Own(relation, topic)


def _amount(edge: _Entity) -> str:
    """Whole units with their currency; nothing where either is missing."""
    for figure, currency in (("amount", edge.first("currency")), ("amountEur", "EUR"), ("amountUsd", "USD")):
        units = _number(edge.first(figure))
        if units and currency:
            return f"{currency.upper()} {int(units.to_integral_value())}"
    return ""


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "").rstrip("%")) if text else None
    except InvalidOperation:
        return None


def _documents(edge: _Entity, sources: Mapping[str, _Entity]) -> Iterator[Mapping[str, str]]:
    """The cells of each source: documents that prove the edge, its addresses, or else the data set it is of."""
    day, publisher = _first_day(edge, [edge.first(name) for name in _PUBLISHED[2:]]), edge.first("publisher")
    proofs = [sources[id] for id in edge.all("proof") if id in sources]
    for proof in proofs:
        own = _first_day(proof, [proof.first(name) for name in _PUBLISHED]) or day
        title = proof.first("title", "fileName", "name")
        whose = proof.first("publisher") or (publisher if len(proofs) == 1 else "")  # of several it may be another's
        source = _source(proof.first("sourceUrl"), title, own, whose)
        yield {**source, **(_classes(proof) if _own(edge) else {})}
    for address in edge.all("sourceUrl") if not proofs else ():
        yield _source(address, "", day, publisher)
    for name in edge.datasets if not proofs and not edge.all("sourceUrl") else ():
        yield _source("", f"Data set {name}", day, publisher or name)


def _source(address: str, title: str, published: str, publisher: str) -> Mapping[str, str]:
    """A source's cells: what it is and how far it can be trusted is asked by who answers for it."""
    asked = publisher or (site_of(address) if address else title)
    return {
        "url": address, "title": title, "published": published, "publisher": publisher,
        "document_kind": asked, "reliability": asked,
    }  # fmt: skip


def _classes(proof: _Entity) -> Mapping[str, str]:
    """What a document that Entente wrote is, and how far it can be trusted."""
    words = proof.all("keywords")
    vocabularies = {"document_kind": DocumentKind, "reliability": Reliability}
    return {cell: word for cell, vocabulary in vocabularies.items() for word in words if word in list(vocabulary)}


def _first_day(entity: _Entity, days: Iterable[str]) -> str:
    return next((day for one in (*days, entity.seen) if (day := _day(one))), "")


def _day(text: str) -> str:
    """A date without the time that may stand behind it."""
    return text[:10]
