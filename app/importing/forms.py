"""What files are, by what stands in them: each form of open data has an importer, and all else is tables."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from pathlib import Path

from app.errors import DatasetError
from app.importing.cordis.tables import is_cordis


class Form(Enum):
    """The forms, with what they are called."""

    CORDIS = "tables of CORDIS"
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


_RECOGNISED: Mapping[Form, Callable[[Path], bool]] = {
    Form.CORDIS: is_cordis,
    Form.ROR: lambda path: path.suffix.lower() == ".json",
}
