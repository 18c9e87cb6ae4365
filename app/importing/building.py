"""Organisations and statements as the records of a dataset: entities, technologies, and a document for each source."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError

from app.dataset.checking import Dataset, Known, problems
from app.dataset.explaining import explained, nearest
from app.dataset.parsing import Entry
from app.domain.dates import last_day
from app.domain.hashing import digest
from app.domain.model import Model
from app.domain.records import Document, Entity, Technology
from app.domain.text import words
from app.domain.vocabulary import RELATIONS
from app.importing.contents import NEW, Contents, Fault, Place, Source, Statement, TechnologyName, TechnologyRow
from app.importing.files import DocumentOf, Imported
from app.importing.matches import Match, Matches, slug

AnyModel = TypeVar("AnyModel", bound=Model)

_LONGEST_TITLE = 300


@dataclass
class Builder:
    """Puts records together; what cannot be is a fault of its row."""

    known: Dataset
    matches: Matches
    faults: list[Fault] = field(default_factory=list[Fault])
    entities: dict[str, Entity] = field(default_factory=dict[str, Entity])
    technologies: dict[str, Technology] = field(default_factory=dict[str, Technology])

    def __post_init__(self) -> None:
        self._fields = set(self.known.technologies)
        self._field_names = technology_ids(self.known.technologies)
        self._owners = {name: one.id for one in self.known.entities.values() for name in _folded(one)}
        self._ends = Known({}, self._fields)

    def built(self, contents: Contents, origins: Sequence[str]) -> Imported:
        """All records of some rows; `origins` are the names of their tables."""
        for match in self.matches.all:
            if match.is_new and match.thing.sort:
                self._add_entity(match)
        kinds = {id: one.kind for all in (self.known.entities, self.entities) for id, one in all.items()}
        asked = {match.decided.id for match in self.matches.all} - kinds.keys()
        self._ends = Known(kinds, self._fields, lost=asked)
        self._add_technologies(contents.technologies)
        by_source: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in contents.statements:
            by_source[statement.source.key].append(statement)
        headers = {key: self._header(statements) for key, statements in by_source.items()}
        ids = _document_ids(headers)
        documents = [self._document({**headers[key], "id": ids[key]}, all) for key, all in by_source.items()]
        return Imported(
            origins, list(self.entities.values()), list(self.technologies.values()), list(filter(None, documents))
        )

    def _fault(self, place: Place, problem: str) -> None:
        self.faults.append(Fault(place, problem))

    def _record(self, model: type[AnyModel], fields: Mapping[str, Any], place: Place) -> AnyModel | None:
        try:
            return model.model_validate({name: value for name, value in fields.items() if value})
        except ValidationError as invalid:
            for error in invalid.errors(include_url=False):
                self._fault(place, explained(error, model))
            return None

    # Entities

    def _add_entity(self, match: Match) -> None:
        """A new entity, once; a name that another has is a fault, since a name must lead to one thing."""
        thing, row = match.thing, match.thing.row
        assert thing.sort
        id = match.decided.id
        fields: dict[str, Any] = {"id": id, "kind": thing.sort.kind, "type": thing.sort.type, "name": thing.name}
        fields["country"] = list(thing.countries)
        if row:
            also = [row.name, *row.aliases] if thing.name != row.name else row.aliases
            fields |= {
                "short": row.short,
                "aliases": [name for name in dict.fromkeys(also) if name not in (thing.name, row.short)],
                "website": row.website, "same_as": row.same_as, "description": row.description,
            }  # fmt: skip
        if fields.get("short") == thing.name:
            del fields["short"]
        entity = self._record(Entity, fields, thing.place)
        if entity and id not in self.entities:
            for folded, name in _folded(entity).items():
                if (owner := self._owners.setdefault(folded, id)) != id:
                    problem = f"the name {name!r} is that of {owner} already; write one that tells the two apart"
                    self._fault(thing.place, problem)
            self.entities[id] = entity

    # Documents

    def _header(self, statements: Sequence[Statement]) -> dict[str, Any]:
        """What the rows of one source say of it; the first that says a thing counts, and another word is a fault."""
        first = statements[0].source
        found: dict[str, Any] = {"published": first.published, "url": first.url}
        for name in ("title", "publisher", "kind", "reliability", "language"):
            said = [(getattr(one.source, name), one.place) for one in statements if getattr(one.source, name)]
            for value, place in said[1:]:
                if value != said[0][0]:
                    other = f"{str(said[0][0])!r} in row {said[0][1].row}"
                    self._fault(place, f"{name} of the source is {str(value)!r}, and {other}; write one")
            found[name] = said[0][0] if said else None
        if not found["title"]:
            found["title"] = _without_scheme(first)[:_LONGEST_TITLE]
            found["note"] = "The title is the address."
        if last_day(first.published) > date.today().isoformat():
            self._fault(statements[0].place, f"the source is of {first.published}, which is not over yet")
        return found

    def _document(self, header: Mapping[str, Any], statements: Sequence[Statement]) -> DocumentOf | None:
        document = self._record(Document, header, statements[0].place)
        claims: dict[str, Entry] = {}
        for statement in statements:
            for claim in self._claims(statement):
                content = claim.row() | ({} if "where" in statement.said else {"where": ""})
                claims.setdefault(digest(content), claim)
        tables = dict.fromkeys(statement.place.table for statement in statements)
        return DocumentOf(document, list(claims.values()), list(tables)) if document and claims else None

    def _claims(self, statement: Statement) -> Iterator[Entry]:
        """A claim for each subject with each object."""
        technologies = [id for word in statement.technologies if (id := self._technology(word, statement.place))]
        for subject in statement.subjects:
            for object in statement.objects:
                ends = self.matches.id_of(subject), self.matches.id_of(object)
                if all(ends):
                    yield from self._claim(statement, (subject, object), technologies)

    def _claim(self, statement: Statement, names: tuple[str, str], technologies: Sequence[str]) -> Iterator[Entry]:
        subject, object = reversed(names) if statement.relation.reversed else names
        relation, place = statement.relation.relation, statement.place
        said = statement.said
        fields = {
            **said,
            "tie": [self.matches.id_of(subject), relation, self.matches.id_of(object)],
            "topic": slug(said["topic"]) if "topic" in said else None,
            "technologies": list(dict.fromkeys(technologies)),
            "status": statement.status,
            "amount": statement.amount,
            "says": said.get("says", f"{subject} {RELATIONS[relation].forward} {object.removesuffix('.')}."),
            "where": said.get("where", f"row {place.row} of {place.table}"),
        }
        if entry := self._record(Entry, fields, place):
            found = list(problems(entry, self._ends))
            for _, problem in found:
                self._fault(place, problem)
            if not found:
                yield entry

    # Technologies

    def _add_technologies(self, rows: Sequence[TechnologyRow]) -> None:
        """Technologies that have a row; what is known by the same name has its id."""
        for row in rows:
            self._field_names.setdefault(words(row.name), slug(row.name))
        for row in rows:
            id = self._field_names[words(row.name)]
            broader = [found for name in row.broader if (found := self._technology(name, row.place))]
            fields = {**row._asdict(), "id": id, "broader": broader}
            del fields["place"]
            if technology := self._record(Technology, fields, row.place):
                self.technologies[id] = technology
                self._fields.add(id)
                self._field_names |= {words(alias): id for alias in row.aliases}

    def _technology(self, named: TechnologyName, place: Place) -> str | None:
        """The id of a technology by its name, or by what a person said of it."""
        if named.meaning == NEW:
            id = slug(named.name)
            if id in self.known.technologies:
                return id
            if technology := self._record(Technology, {"id": id, "name": named.name}, place):
                self.technologies[id] = technology
                self._fields.add(id)
            return id
        called = named.meaning or named.name
        if id := self._field_names.get(words(called)):
            return id
        if not named.asked:
            hint = f"; {nearest(called, self._fields)}" if self._fields else ""
            way = f"(to add it, write `{named.name}: {NEW}` in the mapping: `words`, `technologies`)"
            self._fault(place, f"technology {called!r} is not known{hint} {way}")
        return None


def _folded(entity: Entity) -> Mapping[str, str]:
    """The names of an entity, by how they are compared."""
    return {name.casefold(): name for name in (entity.name, entity.short, *entity.aliases) if name}


def technology_ids(technologies: Mapping[str, Technology]) -> dict[str, str]:
    """The ids of technologies by all that they are called, folded."""
    return {words(name): one.id for one in technologies.values() for name in (*one.aliases, one.id, one.name)}


def _without_scheme(source: Source) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", source.url or "").rstrip("/")


def _document_ids(headers: Mapping[tuple[str, str], Mapping[str, Any]]) -> Mapping[tuple[str, str], str]:
    """An id for each source: its date and its title; those that would be the same have a few digits more."""
    bases = {key: _document_id(header) for key, header in headers.items()}
    listed = list(bases.values())
    return {key: id if listed.count(id) == 1 else f"{id}-{digest(list(key))[:4]}" for key, id in bases.items()}


def _document_id(header: Mapping[str, Any]) -> str:
    day = re.match(r"[\d-]*\d", str(header["published"]))
    name = header["title"]
    if "note" in header:  # of an address, its host and its last part
        host, *path = [part for part in name.split("?")[0].split("/") if part] or [name]
        name = f"{host} {path[-1].rsplit('.', 1)[0]}" if path else host
    return f"{day[0] if day else 'undated'}-{slug(name)}"
