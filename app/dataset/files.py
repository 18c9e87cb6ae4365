"""The files of a dataset, and its documents by id and digest: found without reading what they say."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, cast

import orjson

from app.dataset.located import Diagnostic, lines, read_yaml

SUFFIXES = (".yaml", ".jsonl")
RIGHT = "technologies.yaml, entities/<kind>.yaml and documents/<id>.yaml, or .jsonl in place of .yaml"
_FIRST_ID = re.compile(rb'\s*\{\s*"id"\s*:\s*"([a-z0-9-]+)"')


class File(NamedTuple):
    """A file of a dataset, with a digest of all that stands in it; errors name it by its folder's name and its place
    in that."""

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


def scan(folders: Iterable[Path]) -> Source:
    """The files of some folders together, in order; what stands in them is hashed, and not read otherwise."""
    technologies: list[File] = []
    entities: list[File] = []
    documents: list[File] = []
    errors: list[Diagnostic] = []
    for folder in folders:
        if not folder.is_dir():
            errors.append(Diagnostic(str(folder), 1, "is not a folder"))
            continue
        errors += _strays(folder)
        parts = [list(_files(folder, pattern)) for pattern in ("technologies", "entities/*", "documents/*")]
        if not any(parts):
            errors.append(Diagnostic(str(folder), 1, f"holds nothing to load; the files are {RIGHT}"))
        technologies += parts[0]
        entities += parts[1]
        documents += parts[2]
    return Source(technologies, entities, documents, errors)


def documents_in(files: Iterable[File]) -> Iterator[Raw]:
    """The documents of some files, in order."""
    for file in files:
        if file.is_lines:
            for line in lines(file.path):
                yield Raw(_id(line.text), _digest(line.text), file, line.number, line.start, len(line.text))
        else:
            yield Raw(file.path.stem, file.digest, file, 1, 0, file.path.stat().st_size)


def repeated(documents: Iterable[Raw]) -> Iterator[Diagnostic]:
    """The errors of documents whose id another one has."""
    places: dict[str, str] = {}
    for document in documents:
        place = f"{document.file.name}:{document.line}"
        if document.id and (taken := places.setdefault(document.id, place)) != place:
            yield Diagnostic(
                document.file.name, document.line, f"id {document.id!r} is taken by {taken}; ids are unique"
            )


def identified(file: File) -> Iterator[str]:
    """The ids of the records of a file of technologies or entities that is known to be without error."""
    if file.is_lines:
        yield from (_id(line.text) for line in lines(file.path))
    elif located := read_yaml(file.path, file.name, []):
        yield from (str(row["id"]) for row in cast("list[dict[str, Any]]", located.value))


def _files(folder: Path, pattern: str) -> Iterator[File]:
    for path in _paths(folder, pattern):
        with path.open("rb") as file:
            yield File(path, _name(path, folder), hashlib.file_digest(file, "sha256").hexdigest()[:32])


def _paths(folder: Path, pattern: str) -> list[Path]:
    return sorted(path for suffix in SUFFIXES for path in folder.glob(pattern + suffix))


def _strays(folder: Path) -> Iterator[Diagnostic]:
    """A file that nobody would read is an error: its author believes that it is in the dataset."""
    known = {path for part in ("technologies", "entities/*", "documents/*") for path in _paths(folder, part)}
    for path in sorted((*folder.rglob("*.y*ml"), *folder.rglob("*.*json*"))):
        if path not in known:
            yield Diagnostic(_name(path, folder), 1, f"would not be read; the files are {RIGHT}")


def _name(path: Path, folder: Path) -> str:
    return str(Path(folder.name) / path.relative_to(folder))


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
