"""Drafts: documents that a person has still to confirm, in the folder `drafts` of a dataset, of which no load knows.

`drafts/<id>.yaml` is a document with `draft: true`, and `drafts/<id>.names.yaml` proposes the entities that it names
and nobody knows. What a person has to confirm is a comment that begins with CHECK: to delete it is to confirm what
stands below. Other comments show the sentence that a claim rests on (SOURCE), and what else it could say (ALSO). They
are in no repository: git is told to leave the folder alone.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from app.dataset.checking import Known, examine
from app.dataset.files import DRAFTS, File, Raw
from app.dataset.located import Diagnostic
from app.dataset.parsing import Reading, validated
from app.dataset.yaml_reader import read_yaml
from app.domain.records import Entity
from app.domain.vocabulary import Kind

CHECK, SOURCE, ALSO = "# check", "# >", "# or"
NAMES = ".names.yaml"

_MARKED = re.compile(rf"^\s*{CHECK}\b")
_SHOWN = re.compile(rf"^\s*(?:{SOURCE}|{ALSO}(?=[\s:]))")


@dataclass(frozen=True)
class DraftFiles:
    """Where a draft of a dataset's folder stands, and the names that it proposes."""

    document: Path

    @classmethod
    def of(cls, folder: Path, id: str) -> "DraftFiles":
        """The draft of this id in a dataset's folder."""
        return cls(folder / DRAFTS / f"{id}.yaml")

    @property
    def id(self) -> str:
        """The id that the document will have."""
        return self.document.stem

    @property
    def folder(self) -> Path:
        """The dataset's folder."""
        return self.document.parent.parent

    @property
    def names(self) -> Path:
        """The file of proposed entities, which may be missing."""
        return self.document.with_name(self.id + NAMES)

    def read(self) -> tuple[str, str]:
        """The text of the document, and that of the proposed entities."""
        names = self.names.read_text(encoding="utf-8") if self.names.is_file() else ""
        return self.document.read_text(encoding="utf-8"), names

    def marks(self) -> list[Diagnostic]:
        """What a person has still to confirm, with file and line."""
        return [
            Diagnostic(f"{DRAFTS}/{path.name}", number, line.strip())
            for path, text in zip((self.document, self.names), self.read(), strict=True)
            for number, line in enumerate(text.splitlines(), start=1)
            if _MARKED.match(line)
        ]


def drafts_of(folders: Sequence[Path]) -> Iterator[DraftFiles]:
    """The drafts in some folders, in order."""
    for folder in folders:
        for path in sorted((folder / DRAFTS).glob("*.yaml")):
            if not path.name.endswith(NAMES):
                yield DraftFiles(path)


def confirmed(text: str) -> str:
    """The text of a draft as it is once nothing is left to confirm: without what only showed the source."""
    lines = (line for line in text.splitlines() if not _SHOWN.match(line) and not re.match(r"draft:\s*true\b", line))
    return "\n".join(lines) + "\n"


def proposed(draft: DraftFiles, reading: Reading) -> Mapping[str, Entity]:
    """The entities that a draft proposes, by their ids; what is wrong with them goes to `reading`."""
    if not draft.names.is_file():
        return {}
    located = read_yaml(draft.names, f"{DRAFTS}/{draft.names.name}", reading.errors)
    rows = cast("list[Any]", located.value if located and isinstance(located.value, list) else [])
    assert located or not rows
    found = (validated(Entity, row, {}, located, (index,), reading) for index, row in enumerate(rows) if located)
    return {one.id: one for one in found if one}


def errors_of(draft: DraftFiles, kinds: Mapping[str, Kind], technologies: Sequence[str]) -> list[Diagnostic]:
    """What is wrong with a draft, given the kinds of known entities by their ids, and the technologies."""
    reading = Reading()
    names = {id: one.kind for id, one in proposed(draft, reading).items()}
    known = Known.of(reading, {**names, **kinds}, technologies)
    return [*reading.errors, *examine(_raw(draft), known, drafted=True).reading.errors]


def _raw(draft: DraftFiles) -> Raw:
    content = draft.document.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:32]
    file = File(draft.document, f"{DRAFTS}/{draft.document.name}", digest)
    return Raw(draft.id, digest, file, 1, 0, len(content))
