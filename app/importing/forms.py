"""What files are, by what stands in them: each form of open data has an importer, and all else is tables."""

import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from pathlib import Path

from app.dataset.files import BEGINNING
from app.errors import DatasetError
from app.importing.cordis.tables import is_cordis


class Form(Enum):
    """The forms, with what they are called."""

    CORDIS = "tables of CORDIS"
    WIKIDATA = "items of Wikidata"
    FTM = "lines of FollowTheMoney"
    ROR = "records of ROR"
    TABLES = "tables"


def form_of(files: Sequence[Path]) -> Form:
    """The form of some files. Raises DatasetError where they are of several: each has a command of its own."""
    found = {_form(file) for file in files}
    if len(found) > 1:
        named = " and ".join(sorted(form.value for form in found))
        raise DatasetError(f"{named} are imported by a command each")
    return found.pop()


def _form(path: Path) -> Form:
    return next((form for form, recognises in _RECOGNISED.items() if recognises(path)), Form.TABLES)


def _is_wikidata(path: Path) -> bool:
    """Whether a file begins like Wikidata's JSON: `{"entities":{"Q42":`, or an item by itself."""
    return path.suffix.lower() == ".json" and bool(_ITEMS.search(_beginning(path)))


def _is_ftm(path: Path) -> bool:
    """Whether the first line is an entity of FollowTheMoney."""
    if path.suffix.lower() not in (".json", ".jsonl", ".ijson", ".ndjson", ".ftm"):
        return False
    first = _beginning(path).partition(b"\n")[0]
    return bool(re.match(rb"\s*\{", first)) and b'"schema"' in first and b'"properties"' in first


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(BEGINNING)


_ITEMS = re.compile(rb'"entities"\s*:\s*\{\s*"Q\d|"type"\s*:\s*"item"')

_RECOGNISED: Mapping[Form, Callable[[Path], bool]] = {
    Form.CORDIS: is_cordis,
    Form.WIKIDATA: _is_wikidata,
    Form.FTM: _is_ftm,
    Form.ROR: lambda path: path.suffix.lower() == ".json",
}
"""How the files of a form are told from those of others; what comes first counts."""
