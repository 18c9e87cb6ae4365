"""Files of JSON Lines that an import writes, record after record, for what is too much for YAML that people edit.

The folder's `.imported.json` has a digest of each: where it fits, nobody has changed the file, and the next import of
the same material may write it anew. Any other file is a person's, and is left as it is.
"""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import IO, Any, Self

import orjson

from app.dataset.checking import entities_of, refuse, technologies_of
from app.dataset.files import Source, scan
from app.dataset.parsing import Entry, Reading
from app.domain.model import Model
from app.domain.records import Document, Entity, Technology
from app.errors import DatasetError
from app.importing.files import folders_known, ids_in

_LIST = ".imported.json"
_IN_A_FILE = 5_000
"""So many documents are in a file."""


@dataclass(frozen=True)
class Lists:
    """The entities and technologies that are known before an import; its documents are not read."""

    entities: Mapping[str, Entity]
    technologies: Mapping[str, Technology]


def lists_known_to(folder: Path, against: Sequence[Path]) -> Lists:
    """What a folder and others hold, without what an import like this one wrote there itself."""
    folders = folders_known(folder, against)
    if not folders:
        return Lists({}, {})
    source = _without(scan(folders), {folder / name for name in _read_list(folder)["files"]})
    reading = Reading(list(source.errors))
    technologies = technologies_of(source, reading)
    entities = {one.id: one for one in entities_of(source, reading)}
    refuse(reading.errors)
    return Lists(entities, technologies)


def _without(source: Source, paths: set[Path]) -> Source:
    entities, technologies = (
        [one for one in part if one.path not in paths] for part in (source.entities, source.technologies)
    )
    return replace(source, entities=entities, technologies=technologies)


class LineFiles:
    """Takes records for a folder; nothing of it changes before `commit`."""

    def __init__(self, folder: Path, origins: Sequence[str]) -> None:
        self._folder, self._origins = folder, list(origins)
        self._before = _read_list(folder)
        self._files: dict[str, IO[bytes]] = {}
        self._ids: set[str] = set()
        self.claims = 0
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        # Beside the files that it becomes, so that they can be moved there at once.
        self._new = Path(self._stack.enter_context(TemporaryDirectory(prefix=".importing-", dir=self._folder)))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def technology(self, technology: Technology) -> None:
        """Adds a technology."""
        self._write("technologies.jsonl", _given(technology))

    def entity(self, entity: Entity) -> None:
        """Adds an entity; its file's name says of which kind it is."""
        self._write(f"entities/{entity.kind.lower()}.jsonl", _given(entity, "kind"))

    def document(self, document: Document, claims: Sequence[Entry]) -> None:
        """Adds a document with its claims."""
        name = f"documents/imported-{len(self._ids) // _IN_A_FILE:04}.jsonl"
        self._write(name, _given(document) | {"claims": [_given(claim) for claim in claims]})
        self._ids.add(document.id)
        self.claims += len(claims)

    def _write(self, name: str, record: Mapping[str, Any]) -> None:
        if name not in self._files:
            (self._new / name).parent.mkdir(exist_ok=True)
            self._files[name] = self._stack.enter_context((self._new / name).open("wb"))
        self._files[name].write(orjson.dumps(record) + b"\n")

    def commit(self) -> list[str]:
        """Puts the files where they belong, and gives the names of those that have changed.

        Raises DatasetError, and changes nothing, where a file is a person's, or comes from something else.
        """
        for file in self._files.values():
            file.close()
        before: Mapping[str, str] = self._before["files"]
        after = {name: _digest(self._new / name) for name in self._files}
        self._refuse_others(before)
        self._refuse_yours(before, after)
        changed = [name for name in after if not (self._folder / name).exists() or before.get(name) != after[name]]
        self._move(changed, before.keys() - after.keys())
        listed = {"origins": self._origins, "files": after}
        (self._folder / _LIST).write_bytes(orjson.dumps(listed, option=orjson.OPT_INDENT_2) + b"\n")
        return changed

    def _refuse_others(self, before: Mapping[str, str]) -> None:
        """Raises DatasetError where what is there would be lost to what has nothing to do with it."""
        documents = [self._folder / name for name in before if name.startswith("documents/")]
        held = {id for path in documents if path.exists() for id in ids_in(path)}
        if held and (self._before["origins"] != self._origins or held.isdisjoint(self._ids)):
            raise DatasetError(
                f"{self._folder} has what was imported from other files ({', '.join(self._before['origins'])}): "
                f"import all in one command, or into another folder with `--against {self._folder}`"
            )

    def _refuse_yours(self, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        """Raises DatasetError where a file that would be written over is not as an import wrote it."""
        yours = [
            f"{name} is yours, and is not written over; move it away to have it imported anew"
            for name in sorted(before.keys() | after.keys())
            if (path := self._folder / name).exists() and _digest(path) not in (before.get(name), after.get(name))
        ]
        if yours:
            raise DatasetError("\n".join(yours))

    def _move(self, changed: Sequence[str], gone: set[str]) -> None:
        for name in changed:
            (self._folder / name).parent.mkdir(exist_ok=True)
            shutil.move(self._new / name, self._folder / name)
        for name in gone:
            (self._folder / name).unlink(missing_ok=True)


def _read_list(folder: Path) -> dict[str, Any]:
    path = folder / _LIST
    return orjson.loads(path.read_bytes()) if path.exists() else {"origins": [], "files": {}}


def _given(record: Model, *but: str) -> dict[str, Any]:
    """The fields that say something."""
    return record.model_dump(mode="json", exclude_defaults=True, exclude=set(but))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
