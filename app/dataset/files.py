"""The files of a dataset, and its documents by id and digest: found without reading what they say."""

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, cast

import orjson

from app.dataset.located import Diagnostic, lines
from app.dataset.yaml_reader import read_yaml

SUFFIXES = (".yaml", ".jsonl")
RIGHT = "technologies.yaml, entities/<kind>.yaml and documents/<id>.yaml, or .jsonl in place of .yaml"
NOTHING = f"holds nothing to load; the files are {RIGHT}"
PARTS = ("technologies", "entities", "documents")
DRAFTS = "drafts"
"""The folder beside them of what a person has still to confirm; it is no part of the dataset."""

ABOUT = re.compile(r"readme|licen[cs]e|contributing|changelog", re.IGNORECASE)
"""How the files of a repository begin that tell of the data, and are none."""

BEGINNING = 64_000
"""So many bytes of a file elsewhere are looked at, for whether it has records."""

_FIRST_ID = re.compile(rb'\s*\{\s*"id"\s*:\s*"([a-z0-9-]+)"')
_RECORDS = re.compile(rb'^(?:claims:|- *id:|\[?\s*\{\s*"id"\s*:)', re.MULTILINE)


class File(NamedTuple):
    """A file of a dataset, with a digest of all that stands in it.

    It is known by what its folder is called beside the others and by its place in that: `a/data/documents/docs.jsonl`.
    """

    path: Path
    name: str
    digest: str

    @property
    def stamp(self) -> str:
        """Its digest and its name."""
        return f"{self.digest} {self.name}"

    @property
    def is_lines(self) -> bool:
        """Whether it is JSON Lines, and not YAML."""
        return self.path.suffix == ".jsonl"


class Raw(NamedTuple):
    """A document as its file has it: its id, a digest of its text, and where that is (line; start and size in bytes).

    The id is empty where none can be found; reading the document then says why.
    """

    id: str
    digest: str
    file: File
    line: int
    start: int
    size: int

    @property
    def stamp(self) -> str:
        """What tells of its row in the graph beside its content: its digest and its file."""
        return f"{self.digest} {self.file.name}"

    @property
    def place(self) -> str:
        """Its file and line."""
        return f"{self.file.name}:{self.line}"

    def text(self) -> bytes:
        """What stands there."""
        with self.file.path.open("rb") as file:
            file.seek(self.start)
            return file.read(self.size)


@dataclass(frozen=True)
class Source:
    """The files of some folders; `errors` are those of the folders, not of what stands in the files."""

    technologies: Sequence[File]
    entities: Sequence[File]
    documents: Sequence[File]
    errors: Sequence[Diagnostic]

    @cached_property
    def lists(self) -> str:
        """A digest of the files of technologies and entities."""
        return _together((*self.technologies, *self.entities))

    @cached_property
    def digest(self) -> str:
        """A digest of everything: where it is the same, the dataset is."""
        return _digest(f"{self.lists} {_together(self.documents)}".encode())


def _together(files: Iterable[File]) -> str:
    """A digest of files, whatever folder and order they are in."""
    return _digest("\n".join(sorted(f"{file.path.name} {file.digest}" for file in files)).encode())


def scan(folders: Sequence[Path]) -> Source:
    """The files of some folders together, in order; what stands in them is hashed, and not read otherwise."""
    found: dict[str, list[File]] = {part: [] for part in PARTS}
    errors: list[Diagnostic] = []
    for folder, name in zip(folders, _names(folders), strict=True):
        if not folder.is_dir():
            errors.append(Diagnostic(str(folder), 1, "is not a folder"))
            continue
        parts = {part: list(_files(folder, name, part, errors)) for part in PARTS}
        errors += _strays(folder, name)
        if not any(parts.values()) and not (folder / DRAFTS).is_dir():
            errors.append(Diagnostic(str(folder), 1, NOTHING))
        for part in PARTS:
            found[part] += parts[part]
    if folders and not errors and not any(found.values()):
        errors.append(Diagnostic(str(folders[0]), 1, NOTHING))
    return Source(found["technologies"], found["entities"], found["documents"], errors)


def _names(folders: Sequence[Path]) -> list[str]:
    """What each folder is called: as many last parts of its place as tell it from the others.

    Of `/home/ada/a/data` and `/home/ada/b/data` these are `a/data` and `b/data`, from wherever they are named; of one
    alone it is `data`, which it is in a container as well. No name tells more of the machine than it must.
    """
    places = [folder.resolve().parts[1:] or ("",) for folder in folders]
    others = [set(places) - {place} for place in places]
    return [
        next(
            "/".join(place[-length:])
            for length in range(1, len(place) + 1)
            if length == len(place) or all(place[-length:] != other[-length:] for other in apart)
        )
        for place, apart in zip(places, others, strict=True)
    ]


def documents_in(files: Iterable[File]) -> Iterator[Raw]:
    """The documents of some files, in order."""
    for file in files:
        if file.is_lines:
            for line in lines(file.path):
                yield Raw(_id(line.text), _digest(line.text), file, line.number, line.start, len(line.text))
        else:
            yield Raw(file.path.stem, file.digest, file, 1, 0, file.path.stat().st_size)


def repeated(documents: Iterable[Raw]) -> Iterator[Diagnostic]:
    """The errors of documents whose id another one has, even where a folder is given twice."""
    places: dict[str, str] = {}
    for document in documents:
        if taken := places.get(document.id):
            yield Diagnostic(
                document.file.name, document.line, f"id {document.id!r} is taken by {taken}; ids are unique"
            )
        elif document.id:
            places[document.id] = document.place


def identified(file: File) -> Iterator[str]:
    """The ids of the records of a file of technologies or entities that is known to be without error."""
    if file.is_lines:
        yield from (_id(line.text) for line in lines(file.path))
    elif located := read_yaml(file.path, file.name, []):
        yield from (str(row["id"]) for row in cast("list[dict[str, Any]]", located.value))


def _files(folder: Path, name: str, part: str, errors: list[Diagnostic]) -> Iterator[File]:
    """The files of a part that can be read; `errors` gets why others cannot."""
    for path in _paths(folder, part):
        place = _place(path, folder, name)
        try:
            if problem := _unreadable(path):
                errors.append(Diagnostic(place, 1, problem))
            else:
                with path.open("rb") as file:
                    yield File(path, place, hashlib.file_digest(file, "sha256").hexdigest()[:32])
        except OSError as error:
            errors.append(Diagnostic(place, 1, f"cannot be read: {error.strerror}"))


def _unreadable(path: Path) -> str | None:
    """Why there is nothing to read at a place. What is no plain file is not even opened: a pipe would wait for ever."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "is a link to nothing; remove it"
    if stat.S_ISDIR(mode):
        return "is a folder, and would be read as a file; give it another name"
    return None if stat.S_ISREG(mode) else "is no plain file; remove it"


def _paths(folder: Path, part: str) -> list[Path]:
    """The places of a part's files. Hidden ones are those of editors and systems, such as `.#x.yaml` and `._x.yaml`."""
    pattern = part if part == "technologies" else f"{part}/*"
    found = (path for suffix in SUFFIXES for path in folder.glob(pattern + suffix))
    return sorted(path for path in found if not path.name.startswith("."))


def _strays(folder: Path, name: str) -> Iterator[Diagnostic]:
    """A file that nobody would read is an error where its author believes that it is in the dataset: anywhere in the
    folders of its parts, and beside them if it has records."""
    known = {path for part in PARTS for path in _paths(folder, part)}
    for path in sorted(_visible(folder)):
        if path not in known and (path.relative_to(folder).parts[0] in PARTS[1:] or _has_records(path)):
            yield Diagnostic(_place(path, folder, name), 1, f"would not be read; the files are {RIGHT}")


def _visible(folder: Path) -> Iterator[Path]:
    """The files of a folder, whether of its parts or at most one level deep, without what is hidden and what only tells
    of the data."""
    for root, folders, names in os.walk(folder):
        place = Path(root)
        depth = len(place.relative_to(folder).parts)
        folders[:] = [
            one
            for one in folders
            if not one.startswith(".") and (one != DRAFTS if depth == 0 else place.parts[len(folder.parts)] in PARTS)
        ]
        yield from (place / one for one in names if not one.startswith(".") and not ABOUT.match(one))


def _has_records(path: Path) -> bool:
    """Whether a file looks like one of a dataset that stands in the wrong place: mkdocs.yml and package.json do not."""
    if not re.search(r"\.(ya?ml|json|jsonl|ndjson)\b", path.name, re.IGNORECASE) or _unreadable(path):
        return False
    with path.open("rb") as file:
        return bool(_RECORDS.search(file.read(BEGINNING)))


def _place(path: Path, folder: Path, name: str) -> str:
    return f"{name}/{path.relative_to(folder).as_posix()}"


def _id(line: bytes) -> str:
    """The id of a record; as a rule it comes first, and the rest need not be parsed."""
    if match := _FIRST_ID.match(line):
        return match[1].decode()
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        return ""
    return str(cast("dict[str, Any]", record).get("id", "")) if isinstance(record, dict) else ""


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:32]
