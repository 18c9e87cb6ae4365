"""A dataset's files as records with their places; what is wrong with a file or a record becomes an error."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar, cast

from pydantic import Field, ValidationError

from app.dataset.explaining import explained
from app.dataset.files import File, Raw, Source
from app.dataset.located import Diagnostic, KeyPath, Located, lines, read_json
from app.dataset.yaml_reader import read_yaml
from app.domain.dates import last_day
from app.domain.model import Model
from app.domain.records import Document, Edtf, Entity, Name, Said, Slug, Technology
from app.domain.ties import tie_id
from app.domain.vocabulary import Kind, Relation, Status
from app.validation import shown

Record = TypeVar("Record", bound=Model)
AnyRecord = TypeVar("AnyRecord", bound=Model, covariant=True)


class Entry(Said):
    """A claim as a document's file writes it."""

    tie: tuple[Slug, Relation, Slug]
    topic: Slug | None = None

    @property
    def tie_id(self) -> str:
        """The id of the tie that it is about."""
        subject, relation, object = self.tie
        return tie_id(relation, subject, object, self.topic)


class Defaults(Model):
    """What holds of each claim of a document that does not say otherwise."""

    topic: Slug | None = Field(None, description="The matter, where the two are tied on several.")
    technologies: tuple[Slug, ...] | None = Field(None, description="Ids of the fields.", examples=[["quantum"]])
    status: Status | None = Field(None, description="How far along the document says it is.", examples=["completed"])
    start: Edtf | None = Field(None, description="When it begins or happens (EDTF).", examples=["2024-06"])
    end: Edtf | None = Field(None, description="When it ends (EDTF).", examples=["2029?"])
    place: Name | None = Field(None, description="Where it happens.", examples=["New Delhi"])
    where: Name | None = Field(None, description="Place in the document.", examples=["paragraph 1"])
    inferred: bool | None = Field(None, description="Whether it is concluded from what the document says.")


@dataclass(frozen=True)
class LocatedRecord(Generic[AnyRecord]):
    """A record, and where it stands."""

    record: AnyRecord
    located: Located
    key_path: KeyPath

    def error(self, part: KeyPath, problem: str) -> Diagnostic:
        """An error at a part of the record."""
        return self.located.error((*self.key_path, *part), problem)

    def __str__(self) -> str:
        return f"{self.located.file}:{self.located.line(self.key_path)}"


@dataclass
class Reading:
    """The errors met while reading.

    `lost` are the ids of records that cannot be used, and `unread` the parts (technologies, entities, documents)
    of which something could not be read at all: what refers to them must not be called unknown.
    """

    errors: list[Diagnostic] = field(default_factory=list[Diagnostic])
    lost: set[str] = field(default_factory=set[str])
    unread: set[str] = field(default_factory=set[str])

    def add(self, other: "Reading") -> None:
        """Takes over what was met elsewhere."""
        self.errors += other.errors
        self.lost |= other.lost
        self.unread |= other.unread


@dataclass(frozen=True)
class ParsedDocument:
    """What a document's file holds, with the errors met; `document` is None if its header cannot be used.

    One that is `draft` has still to be confirmed by a person, and is no part of a dataset.
    """

    document: LocatedRecord[Document] | None
    claims: Sequence[LocatedRecord[Entry]]
    reading: Reading
    draft: bool = False


def read_technologies(source: Source, reading: Reading) -> Iterator[LocatedRecord[Technology]]:
    """The technologies, each by itself."""
    for file in source.technologies:
        yield from _read_list(file, Technology, {}, "technologies", reading)


def read_entities(source: Source, reading: Reading) -> Iterator[LocatedRecord[Entity]]:
    """The entities, each by itself."""
    for file in source.entities:
        kind = file.path.stem.capitalize()
        if kind in set(Kind):
            yield from _read_list(file, Entity, {"kind": kind}, "entities", reading)
        else:
            kinds = ", ".join(f"{known.lower()}{file.path.suffix}" for known in Kind)
            reading.errors.append(Diagnostic(file.name, 1, f"is not named after a kind; one of {kinds}"))
            reading.unread.add("entities")


def _read_list(
    file: File, model: type[Record], given: Mapping[str, str], part: str, reading: Reading
) -> Iterator[LocatedRecord[Record]]:
    for row, located, key_path in rows_of(file, part, reading):
        if record := validated(model, row, given, located, key_path, reading):
            yield LocatedRecord(record, located, key_path)


def rows_of(file: File, part: str, reading: Reading) -> Iterator[tuple[Any, Located, KeyPath]]:
    """Each row of a list of entities or technologies, with where it stands; what cannot be read goes into `reading`."""
    if file.is_lines:
        for line in lines(file.path):
            if located := read_json(line.text, line.number, file.name, reading.errors):
                yield located.value, located, ()
            else:
                reading.unread.add(part)
        return
    located = read_yaml(file.path, file.name, reading.errors)
    if located is None:
        reading.unread.add(part)
    elif not isinstance(located.value, list):
        reading.errors.append(located.error((), f"is not a list; write each as `- id: …` ({file.path.name})"))
        reading.unread.add(part)
    else:
        for index, row in enumerate(cast("list[Any]", located.value)):
            yield row, located, (index,)


def read_document(raw: Raw) -> ParsedDocument:
    """The header and each claim for itself, so that an error in one hides none in another."""
    reading = Reading()
    located = located_in(raw, reading)
    if located is None or not isinstance(located.value, dict):
        if located:
            reading.errors.append(located.error((), "is not a document; write its header and `claims:`"))
        reading.unread.add("documents")
        return ParsedDocument(None, [], reading)
    header = dict(cast("dict[str, Any]", located.value))
    claims = header.pop("claims", None)
    draft = str(header.pop("draft", False)).casefold() == "true"
    defaults = _defaults(header.pop("defaults", None), located, reading)
    given = {"id": raw.id} if raw.id else {}
    document = validated(Document, header, given, located, (), reading)
    header_record = LocatedRecord(document, located, ()) if document else None
    if header_record:
        _refuse_future(header_record, reading)
    else:
        reading.unread.add("documents")
    begun = draft and claims is None
    entries = [] if begun or defaults is None else list(_claims(claims, defaults, located, reading))
    return ParsedDocument(header_record, entries, reading, draft)


def _defaults(given: object, located: Located, reading: Reading) -> Mapping[str, Any] | None:
    """What holds of every claim, as it is written; None if something is wrong with it."""
    if given is None:
        return {}
    valid = validated(Defaults, given, {}, located, ("defaults",), reading)
    if valid is None:
        reading.unread.add("documents")
    return valid and cast("Mapping[str, Any]", given)


def located_in(raw: Raw, reading: Reading) -> Located | None:
    """A document as it stands in its file or on its line; None, with the error in `reading`, if it cannot be read."""
    if raw.file.is_lines:
        return read_json(raw.text(), raw.line, raw.file.name, reading.errors)
    return read_yaml(raw.file.path, raw.file.name, reading.errors)


def _claims(
    claims: object, defaults: Mapping[str, Any], located: Located, reading: Reading
) -> Iterator[LocatedRecord[Entry]]:
    if not isinstance(claims, list) or not claims:
        reading.errors.append(located.error(("claims",), "`claims` is missing; a document is here for what it claims"))
        return
    for index, row in enumerate(cast("list[Any]", claims)):
        key_path = ("claims", index)
        for one, place in _each_tie(row, located, key_path, reading):
            said: Any = {**defaults, **cast("dict[str, Any]", one)} if isinstance(one, dict) else one
            if entry := validated(Entry, said, {}, place, key_path, reading):
                yield LocatedRecord(entry, place, key_path)


def _each_tie(row: Any, located: Located, key_path: KeyPath, reading: Reading) -> Iterator[tuple[Any, Located]]:
    """A claim on several ties as one claim for each: `ties: [[nsf, FUNDS, x], [dst, FUNDS, x]]` is two with `tie`."""
    if not isinstance(row, dict) or "ties" not in row:
        yield row, located
        return
    fields = dict(cast("dict[str, Any]", row))
    ties = fields.pop("ties")
    listed = cast("list[Any]", ties) if isinstance(ties, list) else []
    if "tie" in fields or not listed or not all(isinstance(tie, list) for tie in listed):
        problem = "`ties` is a list of ties, and takes the place of `tie`; write [[nsf, FUNDS, x], [dst, FUNDS, x]]"
        reading.errors.append(located.error((*key_path, "ties"), problem))
        reading.unread.add("documents")
        return
    for number, tie in enumerate(listed):
        yield fields | {"tie": tie}, located.renamed((*key_path, "ties", number), (*key_path, "tie"))


def _refuse_future(document: LocatedRecord[Document], reading: Reading) -> None:
    published = document.record.published
    if last_day(published) > date.today().isoformat():
        problem = f"{published} is not over yet; write the day it was published, or a year or month that is past"
        reading.errors.append(document.error(("published",), problem))


def validated(
    model: type[Record], row: Any, given: Mapping[str, str], located: Located, key_path: KeyPath, reading: Reading
) -> Record | None:
    """A record of a row, with what its file's name says of it; what is null is left out."""
    if not isinstance(row, dict):
        reading.errors.append(located.error(key_path, "is not a mapping; write `field: value` lines"))
        return None
    fields = {name: value for name, value in cast("dict[str, Any]", row).items() if value is not None}
    for name, said in given.items():
        if str(fields.get(name, said)).casefold() != said.casefold():
            problem = f"{name} is {said!r} by the name of the file, not {shown(fields[name])}; leave the line out"
            reading.errors.append(located.error((*key_path, name), problem))
    fields |= given
    try:
        return model.model_validate(fields)
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False):
            reading.errors.append(located.error((*key_path, *error["loc"]), explained(error, model)))
        reading.lost.add(str(fields.get("id")))
        if model is Entry:
            reading.unread.add("documents")
        return None
