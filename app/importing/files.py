"""Files of a dataset that imports write, and that are a person's as soon as one changes them.

The first line of a file has the hash of the rest: where it fits, nobody has changed the file, and an import may write
it anew. Any other file is left as it is.
"""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

from app.dataset.checking import Dataset, read_dataset
from app.dataset.files import PARTS, SUFFIXES, File, identified
from app.dataset.parsing import Entry
from app.dataset.writing import document_text, entities_text, technologies_text
from app.domain.hashing import digest
from app.domain.records import Document, Entity, Technology
from app.domain.vocabulary import Kind
from app.errors import DatasetError

Record = TypeVar("Record", Entity, Technology)

_MARK = re.compile(r"# Written by `entente import` from (?P<origins>.+) \[(?P<hash>[0-9a-f]{16})\]\. .*\n")
_YOURS = "It is yours once you change it: no import writes over that."


class DocumentOf(NamedTuple):
    """A document, its claims, and the names of what they were made from."""

    document: Document
    claims: Sequence[Entry]
    origins: Sequence[str]


@dataclass(frozen=True)
class Imported:
    """What an import has for a dataset. `origins` are the names of all that it was made from."""

    origins: Sequence[str]
    entities: Sequence[Entity] = ()
    technologies: Sequence[Technology] = ()
    documents: Sequence[DocumentOf] = ()


class Written(NamedTuple):
    """What became of the files of a folder, by their names within it.

    `kept` were changed by a person, and would be as they were; `stale` no longer follow from what they were made from.
    """

    changed: Sequence[str]
    kept: Sequence[str]
    stale: Sequence[str]


def known_to(folder: Path, against: Sequence[Path]) -> Dataset:
    """What a folder and others hold together; nothing where none holds any."""
    folders = folders_known(folder, against)
    return read_dataset(folders) if folders else Dataset({}, {}, {}, {})


def folders_known(folder: Path, against: Sequence[Path]) -> list[Path]:
    """Some folders, and another one if it holds any file of a dataset."""
    return [*against, *([folder] if _data(folder) else [])]


def ids_in(path: Path) -> Iterator[str]:
    """The ids of the records that a file holds."""
    return identified(File(path, path.name, ""))


def write(imported: Imported, folder: Path, against: Sequence[Path], known: Dataset) -> Written:
    """Adds what was imported to a folder.

    Raises DatasetError, and writes nothing, where a file is a person's, or where the whole would have errors.
    """
    plan = _Plan(imported, folder)
    for kind in Kind:
        entities = [one for one in imported.entities if one.kind is kind]
        plan.add_list(f"entities/{kind.lower()}.yaml", entities, known.entities, entities_text)
    plan.add_list("technologies.yaml", imported.technologies, known.technologies, technologies_text)
    for one in imported.documents:
        plan.add_document(one)
    if plan.refused:
        raise DatasetError("\n".join(plan.refused))
    if plan.changed:
        _ensure_sound(plan.changed, folder, against)
    for name, text in plan.changed.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    documents = {_file_of(one) for one in imported.documents}
    stale = [name for name in _made_from(folder, imported.origins) if name not in documents]
    return Written(list(plan.changed), plan.kept, stale)


@dataclass
class _Plan:
    """The files that are to be written, with their texts; and those that may not be, with what to do."""

    imported: Imported
    folder: Path
    changed: dict[str, str] = field(default_factory=dict[str, str])
    kept: list[str] = field(default_factory=list[str])
    refused: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        paths = (self.folder / f"entities/{kind.lower()}.yaml" for kind in Kind)
        untouched = [path for path in paths if path.exists() and _is_untouched(path.read_text(encoding="utf-8"))]
        self._kinds = {one.id: one.kind for one in self.imported.entities}
        self._movable = {id for path in untouched for id in ids_in(path)}

    def add_list(
        self, name: str, new: Sequence[Record], known: Mapping[str, Record], text_of: Callable[[Sequence[Record]], str]
    ) -> None:
        """A file of entities or technologies: what stands there, as it would be now, and what is new.

        What has become of another kind goes from one file of ours to another.
        """
        before = self._text(name)
        held = list(ids_in(self.folder / name)) if before else []
        added = [one for one in new if one.id not in held and (one.id not in known or one.id in self._movable)]
        if before and not _is_untouched(before):
            if added:
                self.refused.append(f"{name} is yours, and is not written over; add to it:\n{text_of(added)}")
            return
        now = {one.id: one for one in new}
        gone = self._kinds.keys() - now.keys() if name.startswith("entities") else ()
        whole = [*(now.get(id, known[id]) for id in held if id not in gone), *added]
        if whole or held:
            self._plan(name, text_of(whole), [*dict.fromkeys((*_origins(before or ""), *self.imported.origins))])

    def add_document(self, one: DocumentOf) -> None:
        """A document, unless a person changed it; then it is left where it would be as it was before that."""
        name, text = _file_of(one), document_text(one.document, one.claims)
        before = self._text(name) or ""
        if not before or _is_untouched(before):
            if others := [origin for origin in _origins(before) if origin not in self.imported.origins]:
                self.refused.append(f"{name} has claims from {', '.join(others)}; import these in the same command")
            self._plan(name, text, one.origins)
        elif (mark := _MARK.match(before)) and mark["hash"] == _hash(text):
            self.kept.append(name)
        else:
            self.refused.append(f"{name} is yours, and is not written over; move it away to have it imported anew")

    def _plan(self, name: str, text: str, origins: Sequence[str]) -> None:
        stamped = f"# Written by `entente import` from {', '.join(origins)} [{_hash(text)}]. {_YOURS}\n{text}"
        if stamped != self._text(name):
            self.changed[name] = stamped

    def _text(self, name: str) -> str | None:
        path = self.folder / name
        return path.read_text(encoding="utf-8") if path.exists() else None


def _file_of(one: DocumentOf) -> str:
    return f"documents/{one.document.id}.yaml"


def _hash(text: str) -> str:
    return digest(text)[:16]


def _is_untouched(text: str) -> bool:
    mark = _MARK.match(text)
    return mark is not None and mark["hash"] == _hash(text[mark.end() :])


def _origins(text: str) -> list[str]:
    mark = _MARK.match(text)
    return mark["origins"].split(", ") if mark else []


def _made_from(folder: Path, origins: Sequence[str]) -> Iterator[str]:
    """The documents that were made from nothing but these, and that nobody has changed."""
    for path in sorted((folder / "documents").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if _is_untouched(text) and set(_origins(text)) <= set(origins):
            yield f"documents/{path.name}"


def _data(folder: Path) -> list[Path]:
    """The files of a dataset in a folder."""
    patterns = [f"{part}{suffix}" for suffix in SUFFIXES for part in (PARTS[0], *(f"{one}/*" for one in PARTS[1:]))]
    return [path for pattern in patterns for path in sorted(folder.glob(pattern))]


def _ensure_sound(changed: Mapping[str, str], folder: Path, against: Sequence[Path]) -> None:
    """Raises DatasetError where the folder would have errors with the files that are to be written."""
    with TemporaryDirectory() as place:
        copy = Path(place) / folder.resolve().name
        for path in _data(folder):
            target = copy / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        for name, text in changed.items():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_text(text, encoding="utf-8")
        try:
            read_dataset([*against, copy])
        except DatasetError as error:
            raise DatasetError(f"Nothing is written, for this would be wrong with it:\n{error}") from None
