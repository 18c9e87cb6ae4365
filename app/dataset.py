"""Reads and checks folders of technologies, entities and documents; knows no database.

The format is described in docs/data.md. Every fault of all folders is reported at once, with its file and line.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from app.dates import last_day
from app.errors import DatasetFault
from app.lined_yaml import Fault, Lined, Place, read_yaml
from app.model import Claim, Document, Entity, Model, Said, Slug, Technology, Tie, derive_tie, digest, tie_id
from app.vocabulary import RELATIONS, Kind, Relation, Stance

Record = TypeVar("Record", bound=Model)


class Entry(Said):
    """A claim as a document's file writes it."""

    tie: tuple[Slug, Relation, Slug]
    topic: Slug | None = None

    @property
    def tie_id(self) -> str:
        """The id of the tie that it is about."""
        subject, relation, object = self.tie
        return tie_id(relation, subject, object, self.topic)


class DocumentFile(Document):
    """A document's file: its header and its claims."""

    claims: tuple[Entry, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Dataset:
    """Checked content, by id; the ties follow from the claims."""

    technologies: Mapping[str, Technology]
    entities: Mapping[str, Entity]
    documents: Mapping[str, Document]
    ties: Mapping[str, Tie]

    @cached_property
    def version(self) -> str:
        """`sha256:` and the hash of the content, whatever order it was read in."""
        parts = (self.technologies, self.entities, self.documents, self.ties)
        return "sha256:" + digest([[part[key].row() for key in sorted(part)] for part in parts])

    @property
    def claims(self) -> int:
        """How many claims the ties rest on."""
        return sum(len(tie.claims) for tie in self.ties.values())

    @property
    def summary(self) -> str:
        """How much it holds, in a line."""
        return (
            f"{len(self.documents)} documents, {self.claims} claims, {len(self.ties)} ties, "
            f"{len(self.entities)} entities, {len(self.technologies)} technologies"
        )


@dataclass
class _Reading:
    """What has been read so far: each record by id with the file and place it stands in, and the faults met."""

    faults: list[Fault] = field(default_factory=list[Fault])
    technologies: dict[str, tuple[Technology, Lined, Place]] = field(default_factory=dict[str, Any])
    entities: dict[str, tuple[Entity, Lined, Place]] = field(default_factory=dict[str, Any])
    documents: dict[str, tuple[DocumentFile, Lined, Place]] = field(default_factory=dict[str, Any])


def read_dataset(folders: Sequence[Path]) -> Dataset:
    """The checked content of some folders together.

    Raises DatasetFault with a line for every fault: `file:line: what is wrong; what would be right`.
    """
    reading = _Reading()
    for folder in folders:
        _read_folder(folder, reading)
    _check_names(reading.technologies, reading)
    _check_names(reading.entities, reading)
    _check_broader(reading)
    claims = _check_claims(reading)
    if reading.faults:
        faults = sorted(set(reading.faults), key=lambda fault: (fault.file, fault.line))
        raise DatasetFault("\n".join(str(fault) for fault in faults))
    return Dataset(
        technologies={key: record for key, (record, _, _) in reading.technologies.items()},
        entities={key: record for key, (record, _, _) in reading.entities.items()},
        documents={key: _header(record) for key, (record, _, _) in reading.documents.items()},
        ties=_derive(claims),
    )


# Reading files


def _read_folder(folder: Path, reading: _Reading) -> None:
    if not folder.is_dir():
        reading.faults.append(Fault(str(folder), 1, "is not a folder"))
        return
    _refuse_strays(folder, reading)
    for path in sorted(folder.glob("technologies.yaml")):
        _read_list(path, folder, Technology, {}, reading.technologies, reading)
    for path in sorted(folder.glob("entities/*.yaml")):
        kind = path.stem.capitalize()
        if kind not in set(Kind):
            kinds = ", ".join(f"{known.lower()}.yaml" for known in Kind)
            reading.faults.append(Fault(_name(path, folder), 1, f"is not named after a kind; one of {kinds}"))
            continue
        _read_list(path, folder, Entity, {"kind": kind}, reading.entities, reading)
    for path in sorted(folder.glob("documents/*.yaml")):
        _read_document(path, folder, reading)


def _refuse_strays(folder: Path, reading: _Reading) -> None:
    """A file that nobody would read is a fault: its author believes that it is in the dataset."""
    known = {*folder.glob("technologies.yaml"), *folder.glob("entities/*.yaml"), *folder.glob("documents/*.yaml")}
    for path in sorted(folder.rglob("*.y*ml")):
        if path not in known:
            right = "technologies.yaml, entities/<kind>.yaml or documents/<id>.yaml"
            reading.faults.append(Fault(_name(path, folder), 1, f"would not be read; the files are {right}"))


def _read_list(
    path: Path, folder: Path, model: type[Record], given: Mapping[str, str],
    into: dict[str, tuple[Record, Lined, Place]], reading: _Reading,
) -> None:  # fmt: skip
    lined = read_yaml(path, _name(path, folder), reading.faults)
    if lined is None or lined.value is None:
        return
    if not isinstance(lined.value, list):
        reading.faults.append(lined.fault((), f"is not a list; write each as `- id: …` ({path.name})"))
        return
    for index, row in enumerate(cast("list[Any]", lined.value)):
        record = _validate(model, row, given, lined, (index,), reading)
        if record is not None:
            _add(record, lined, (index,), into, reading)


def _read_document(path: Path, folder: Path, reading: _Reading) -> None:
    lined = read_yaml(path, _name(path, folder), reading.faults)
    if lined is None:
        return
    document = _validate(DocumentFile, lined.value, {"id": path.stem}, lined, (), reading)
    if document is None:
        return
    _add(document, lined, (), reading.documents, reading)
    if last_day(document.published) > date.today().isoformat():
        problem = (
            f"{document.published} is not over yet; write the day it was published, or a year or month that is past"
        )
        reading.faults.append(lined.fault(("published",), problem))


def _name(path: Path, folder: Path) -> str:
    return str(Path(folder.name) / path.relative_to(folder))


def _add(
    record: Record, lined: Lined, place: Place, into: dict[str, tuple[Record, Lined, Place]], reading: _Reading
) -> None:
    key: str = getattr(record, "id")  # noqa: B009  the bound of Record says nothing of ids
    if key in into:
        _, other, where = into[key]
        reading.faults.append(
            lined.fault((*place, "id"), f"id {key!r} is taken by {other.file}:{other.line(where)}; ids are unique")
        )
    else:
        into[key] = record, lined, place


# From pydantic's errors to faults


def _validate(
    model: type[Record], row: Any, given: Mapping[str, str], lined: Lined, place: Place, reading: _Reading
) -> Record | None:
    if not isinstance(row, dict):
        reading.faults.append(lined.fault(place, "is not a mapping; write `field: value` lines"))
        return None
    try:
        return TypeAdapter(model).validate_python({**row, **given})
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False):
            reading.faults.append(lined.fault((*place, *error["loc"]), _problem(error, model)))
        return None


def _problem(error: ErrorDetails, model: type[Model]) -> str:
    name = str(error["loc"][-1]) if error["loc"] else ""
    match error["type"]:
        case "missing":
            return f"`{name}` is missing"
        case "extra_forbidden":
            return f"`{name}` is not a field here; {_did_you_mean(name, _fields(error, model))}"
        case "enum":
            return f"{name} {error['input']!r} is not known; one of {error.get('ctx', {}).get('expected', '')}"
        case "string_pattern_mismatch":
            return f"{name} {error['input']!r} is not of the form {error.get('ctx', {})['pattern']}"
        case "value_error":
            return str(error.get("ctx", {}).get("error", error["msg"]))
        case _:
            return f"{name}: {error['msg']}, not {error['input']!r}"


def _fields(error: ErrorDetails, model: type[Model]) -> Iterable[str]:
    nested = {"claims": Entry}.get(str(error["loc"][0])) if len(error["loc"]) > 1 else None
    return (nested or model).model_fields


def _did_you_mean(word: str, known: Iterable[str], say: str = "did you mean") -> str:
    nearest = [match for match, _, _ in process.extract(word, list(known), limit=3, score_cutoff=50)]
    return f"{say} {', '.join(nearest)}?" if nearest else f"known are {', '.join(sorted(known)[:20])}"


# Checks across records


def _check_names(
    records: Mapping[str, tuple[Technology, Lined, Place]] | Mapping[str, tuple[Entity, Lined, Place]],
    reading: _Reading,
) -> None:
    """No two records share a name or alias, in any case of letters: a name must lead to one thing."""
    owners: dict[str, str] = {}
    for key, (record, lined, place) in records.items():
        for where, name in _names(record):
            owner = owners.setdefault(name.casefold(), key)
            if owner != key:
                problem = f"the name {name!r} is taken by {owner!r}; merge the two or choose another"
                reading.faults.append(lined.fault((*place, where), problem))


def _names(record: Technology | Entity) -> Iterator[tuple[str, str]]:
    yield "name", record.name
    if isinstance(record, Entity) and record.short:
        yield "short", record.short
    for alias in record.aliases:
        yield "aliases", alias


def _check_broader(reading: _Reading) -> None:
    for key, (record, lined, place) in reading.technologies.items():
        for parent in record.broader:
            if parent not in reading.technologies:
                problem = f"technology {parent!r} is not known; {_did_you_mean(parent, reading.technologies)}"
                reading.faults.append(lined.fault((*place, "broader"), problem))
        if key in _ancestors(key, reading):
            reading.faults.append(lined.fault((*place, "broader"), f"{key!r} is broader than itself; break the circle"))


def _ancestors(key: str, reading: _Reading) -> set[str]:
    found: set[str] = set()
    ahead = [key]
    while ahead:
        record = reading.technologies.get(ahead.pop())
        fresh = set(record[0].broader) - found if record else set[str]()
        found |= fresh
        ahead += fresh
    return found


def _check_claims(reading: _Reading) -> dict[tuple[Relation, str, str, str | None], list[Claim]]:
    """The claims of all documents by the tie they are about; what is wrong with them goes to the faults."""
    claims: dict[str, list[tuple[Claim, Entry, Lined, Place]]] = defaultdict(list)
    seen: set[str] = set()
    for document, lined, _ in reading.documents.values():
        for index, entry in enumerate(document.claims):
            place: Place = ("claims", index)
            for part, problem in _claim_problems(entry, reading):
                reading.faults.append(lined.fault((*place, *part), problem))
            claim = _claim(document, entry)
            if claim.id in seen:
                reading.faults.append(lined.fault(place, "says the same as an earlier claim of this document"))
            seen.add(claim.id)
            claims[entry.tie_id].append((claim, entry, lined, place))
    for group in claims.values():
        if all(claim.stance is Stance.DISPUTES for claim, _, _, _ in group):
            for _, entry, lined, place in group:
                problem = f"disputes {entry.tie_id}, which no claim supports; check the tie, or add who says so"
                reading.faults.append(lined.fault(place, problem))
    return {_key(group[0][1]): [claim for claim, _, _, _ in group] for group in claims.values()}


def _key(entry: Entry) -> tuple[Relation, str, str, str | None]:
    subject, relation, object = entry.tie
    return relation, subject, object, entry.topic


def _claim_problems(entry: Entry, reading: _Reading) -> Iterator[tuple[Place, str]]:
    subject, relation, object = entry.tie
    rule = RELATIONS[relation]
    sides: tuple[tuple[Literal[0, 2], str, frozenset[Kind]], ...] = (
        (0, subject, rule.subjects),
        (2, object, rule.objects),
    )
    for index, key, allowed in sides:
        known = reading.entities.get(key)
        if known is None:
            yield ("tie", index), f"entity {key!r} is not known; {_did_you_mean(key, reading.entities)}"
        elif known[0].kind not in allowed:
            side = "from" if index == 0 else "to"
            kinds = ", ".join(kind for kind in Kind if kind in allowed)
            yield ("tie", index), f"{relation} cannot lead {side} a {known[0].kind} ({key}); allowed: {kinds}"
    if subject == object:
        yield ("tie",), f"ties {subject!r} to itself; a tie has two ends"
    for technology in entry.technologies:
        if technology not in reading.technologies:
            yield (
                ("technologies",),
                f"technology {technology!r} is not known; {_did_you_mean(technology, reading.technologies)}",
            )


# Deriving


def _claim(document: DocumentFile, entry: Entry) -> Claim:
    content = entry.row() | {"document": document.id, "tie": entry.tie_id}
    said = {name: getattr(entry, name) for name in Said.model_fields}
    return Claim(id=digest(content)[:16], document=document.id, published=document.published, **said)


def _header(document: DocumentFile) -> Document:
    return Document(**{name: getattr(document, name) for name in Document.model_fields})


def _derive(claims: Mapping[tuple[Relation, str, str, str | None], list[Claim]]) -> dict[str, Tie]:
    derive: Callable[..., Tie | None] = derive_tie
    ties = (derive(*key, group) for key, group in claims.items())
    return {tie.id: tie for tie in ties if tie}
