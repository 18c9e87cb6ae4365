"""A dataset's files as records with the places they stand in; what is wrong with a file or a record becomes a fault."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from app.dates import last_day
from app.lined_yaml import Fault, Lined, Place, read_yaml
from app.model import Document, Entity, Model, Said, Slug, Technology, tie_id
from app.vocabulary import Kind, Relation

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


@dataclass(frozen=True)
class Placed(Generic[AnyRecord]):
    """A record, and where it stands."""

    record: AnyRecord
    lined: Lined
    place: Place

    def fault(self, part: Place, problem: str) -> Fault:
        """A fault at a part of the record."""
        return self.lined.fault((*self.place, *part), problem)

    def __str__(self) -> str:
        return f"{self.lined.file}:{self.lined.line(self.place)}"


@dataclass
class Reading:
    """What has been read, and the faults met.

    `lost` are the ids of records that cannot be used, and `unread` the parts (technologies, entities, documents)
    of which something could not be read at all: what refers to them must not be called unknown.
    """

    faults: list[Fault] = field(default_factory=list[Fault])
    technologies: dict[str, Placed[Technology]] = field(default_factory=dict[str, Placed[Technology]])
    entities: dict[str, Placed[Entity]] = field(default_factory=dict[str, Placed[Entity]])
    documents: dict[str, Placed[Document]] = field(default_factory=dict[str, Placed[Document]])
    claims: list[tuple[str, Placed[Entry]]] = field(default_factory=list[tuple[str, Placed[Entry]]])
    lost: set[str] = field(default_factory=set[str])
    unread: set[str] = field(default_factory=set[str])

    def unknown(self, part: str, id: str) -> str | None:
        """What to say of an id that no record of a part has; None if there is one, or might be."""
        known: Mapping[str, object] = self.technologies if part == "technologies" else self.entities
        if id in known or id in self.lost or part in self.unread:
            return None
        return f"{'technology' if part == 'technologies' else 'entity'} {id!r} is not known; {nearest(id, known)}"


def read_folders(folders: Iterable[Path]) -> Reading:
    """All records of some folders together, with every fault of their files and fields."""
    reading = Reading()
    for folder in folders:
        _read_folder(folder, reading)
    return reading


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint at what was meant."""
    listed = sorted(known)
    found = [match for match, _, _ in process.extract(word, listed, limit=3, score_cutoff=50)]
    return f"did you mean {', '.join(found)}?" if found else f"known are {', '.join(listed[:20])}"


def _read_folder(folder: Path, reading: Reading) -> None:
    if not folder.is_dir():
        reading.faults.append(Fault(str(folder), 1, "is not a folder"))
        return
    _refuse_strays(folder, reading)
    for path in sorted(folder.glob("technologies.yaml")):
        _read_list(path, folder, Technology, {}, reading.technologies, "technologies", reading)
    for path in sorted(folder.glob("entities/*.yaml")):
        _read_entities(path, folder, reading)
    for path in sorted(folder.glob("documents/*.yaml")):
        _read_document(path, folder, reading)


def _refuse_strays(folder: Path, reading: Reading) -> None:
    """A file that nobody would read is a fault: its author believes that it is in the dataset."""
    known = {*folder.glob("technologies.yaml"), *folder.glob("entities/*.yaml"), *folder.glob("documents/*.yaml")}
    for path in sorted(folder.rglob("*.y*ml")):
        if path not in known:
            right = "technologies.yaml, entities/<kind>.yaml or documents/<id>.yaml"
            reading.faults.append(Fault(_name(path, folder), 1, f"would not be read; the files are {right}"))


def _name(path: Path, folder: Path) -> str:
    return str(Path(folder.name) / path.relative_to(folder))


def _read_entities(path: Path, folder: Path, reading: Reading) -> None:
    kind = path.stem.capitalize()
    if kind in set(Kind):
        _read_list(path, folder, Entity, {"kind": kind}, reading.entities, "entities", reading)
        return
    kinds = ", ".join(f"{known.lower()}.yaml" for known in Kind)
    reading.faults.append(Fault(_name(path, folder), 1, f"is not named after a kind; one of {kinds}"))
    reading.unread.add("entities")


def _read_list(
    path: Path, folder: Path, model: type[Record], given: Mapping[str, str],
    into: dict[str, Placed[Record]], part: str, reading: Reading,
) -> None:  # fmt: skip
    lined = read_yaml(path, _name(path, folder), reading.faults)
    if lined is None:
        reading.unread.add(part)
    elif not isinstance(lined.value, list):
        reading.faults.append(lined.fault((), f"is not a list; write each as `- id: …` ({path.name})"))
        reading.unread.add(part)
    else:
        for index, row in enumerate(cast("list[Any]", lined.value)):
            if record := _validated(model, row, given, lined, (index,), reading):
                _add(Placed(record, lined, (index,)), into, reading)


def _read_document(path: Path, folder: Path, reading: Reading) -> None:
    """The header and each claim for itself, so that a fault in one hides none in another."""
    lined = read_yaml(path, _name(path, folder), reading.faults)
    if lined is None or not isinstance(lined.value, dict):
        if lined:
            reading.faults.append(lined.fault((), "is not a document; write its header and `claims:`"))
        reading.unread.add("documents")
        return
    header = dict(cast("dict[str, Any]", lined.value))
    claims = header.pop("claims", None)
    if document := _validated(Document, header, {"id": path.stem}, lined, (), reading):
        placed = Placed(document, lined, ())
        _add(placed, reading.documents, reading)
        _refuse_future(placed, reading)
    if not isinstance(claims, list) or not claims:
        reading.faults.append(lined.fault(("claims",), "`claims` is missing; a document is here for what it claims"))
        return
    for index, row in enumerate(cast("list[Any]", claims)):
        if entry := _validated(Entry, row, {}, lined, ("claims", index), reading):
            reading.claims.append((path.stem, Placed(entry, lined, ("claims", index))))


def _refuse_future(document: Placed[Document], reading: Reading) -> None:
    published = document.record.published
    if last_day(published) > date.today().isoformat():
        problem = f"{published} is not over yet; write the day it was published, or a year or month that is past"
        reading.faults.append(document.fault(("published",), problem))


def _add(placed: Placed[Record], into: dict[str, Placed[Record]], reading: Reading) -> None:
    id: str = getattr(placed.record, "id")  # noqa: B009  the bound of Record says nothing of ids
    if id in into:
        reading.faults.append(placed.fault(("id",), f"id {id!r} is taken by {into[id]}; ids are unique"))
    else:
        into[id] = placed


# From pydantic's errors to faults


def _validated(
    model: type[Record], row: Any, given: Mapping[str, str], lined: Lined, place: Place, reading: Reading
) -> Record | None:
    if not isinstance(row, dict):
        reading.faults.append(lined.fault(place, "is not a mapping; write `field: value` lines"))
        return None
    fields: dict[str, Any] = {**cast("dict[str, Any]", row), **given}
    try:
        return TypeAdapter(model).validate_python(fields)
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False):
            reading.faults.append(lined.fault((*place, *error["loc"]), _problem(error, model)))
        reading.lost.add(str(fields.get("id")))
        if model is Entry:
            reading.unread.add("documents")
        return None


def _problem(error: ErrorDetails, model: type[Model]) -> str:
    name = ".".join(str(part) for part in error["loc"])
    context = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return f"`{name}` is missing"
        case "extra_forbidden":
            return f"`{name}` is not a field here; {nearest(name, _fields(model))}"
        case "enum" | "literal_error":
            return f"{name} {error['input']!r} is not known; one of {context['expected']}"
        case "string_pattern_mismatch":
            return f"{name} {error['input']!r} is not of the form {context['pattern']}"
        case "value_error":
            return f"{name}: {context['error']}" if name else str(context["error"])
        case _:
            return f"{name}: {error['msg']}, not {error['input']!r}"


def _fields(model: type[Model]) -> Sequence[str]:
    return [name for name in model.model_fields if not (model is Document and name == "id")]
