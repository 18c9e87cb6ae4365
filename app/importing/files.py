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


@dataclass
class Written:
    """What became of the files of a folder, by their names within it.

    `kept` were changed by a person, and would be as they were; `stale` no longer follow from what they were made from.
    """

    changed: dict[str, str] = field(default_factory=dict[str, str])
    kept: list[str] = field(default_factory=list[str])
    stale: list[str] = field(default_factory=list[str])
    refused: list[str] = field(default_factory=list[str])


def known_to(folder: Path, against: Sequence[Path]) -> Dataset:
    """What a folder and others hold together; nothing where none holds any."""
    folders = [*against, *([folder] if _data(folder) else [])]
    return read_dataset(folders) if folders else Dataset({}, {}, {}, {})


def write(imported: Imported, folder: Path, against: Sequence[Path], known: Dataset) -> Written:
    """Adds what was imported to a folder.

    Raises DatasetError, and writes nothing, where a file is a person's, or where the whole would have errors.
    """
    done = Written()
    for kind in Kind:
        new = [one for one in imported.entities if one.kind is kind]
        _plan_list(done, folder, f"entities/{kind.lower()}.yaml", new, known.entities, entities_text, imported.origins)
    _plan_list(
        done,
        folder,
        "technologies.yaml",
        imported.technologies,
        known.technologies,
        technologies_text,
        imported.origins,
    )
    planned = {f"documents/{one.document.id}.yaml": one for one in imported.documents}
    for name, one in planned.items():
        _plan_document(done, folder, name, document_text(one.document, one.claims), one.origins, imported.origins)
    if done.refused:
        raise DatasetError("\n".join(done.refused))
    done.stale = [name for name in _made_from(folder, imported.origins) if name not in planned]
    if done.changed:
        _ensure_sound(done.changed, folder, against)
    for name, text in done.changed.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return done


def _plan_list(
    done: Written,
    folder: Path,
    name: str,
    new: Sequence[Record],
    known: Mapping[str, Record],
    text_of: Callable[[Sequence[Record]], str],
    origins: Sequence[str],
) -> None:
    """A file of entities or technologies: what stands there, as it would be now, and what is new."""
    before = _text(folder / name)
    own = [known[id] for id in _ids(folder / name)] if before else []
    ids = {one.id for one in own}
    added = [one for one in new if one.id not in known]
    if before and not _is_untouched(before):
        if added:
            done.refused.append(f"{name} is yours, and is not written over; add to it:\n{text_of(added)}")
        return
    now = {one.id: one for one in new if one.id in ids}
    whole = [*(now.get(one.id, one) for one in own), *added]
    if whole:
        _plan(done, name, text_of(whole), before, [*dict.fromkeys((*_origins(before or ""), *origins))])


def _plan_document(
    done: Written, folder: Path, name: str, text: str, origins: Sequence[str], all_origins: Sequence[str]
) -> None:
    before = _text(folder / name)
    if before is None or _is_untouched(before):
        if others := [one for one in _origins(before or "") if one not in all_origins]:
            done.refused.append(f"{name} has claims from {', '.join(others)}; import these in the same command")
        _plan(done, name, text, before, origins)
    elif (mark := _MARK.match(before)) and mark["hash"] == _hash(text):
        done.kept.append(name)
    else:
        done.refused.append(f"{name} is yours, and is not written over; move it away to have it imported anew")


def _plan(done: Written, name: str, text: str, before: str | None, origins: Sequence[str]) -> None:
    stamped = f"# Written by `entente import` from {', '.join(origins)} [{_hash(text)}]. {_YOURS}\n{text}"
    if stamped != before:
        done.changed[name] = stamped


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _ids(path: Path) -> Iterator[str]:
    return identified(File(path, path.name, ""))


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
