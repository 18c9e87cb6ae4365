"""The way of tables into a folder: a mapping that is guessed once, names that are matched, then the dataset's files.

As long as anything is open, only the mapping and `matches.csv` are written, and what is open is listed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from app.dataset.checking import Dataset
from app.errors import DatasetError, Unfinished
from app.importing.bringing import Brought, Target, bring
from app.importing.building import technology_ids
from app.importing.contents import Contents
from app.importing.files import known_to
from app.importing.spreadsheet.asking import mapping_text
from app.importing.spreadsheet.fields import Rows
from app.importing.spreadsheet.guessing import Guess, guessed
from app.importing.spreadsheet.mapping import ImportMapping, read_mapping
from app.importing.spreadsheet.reading import read_contents
from app.importing.spreadsheet.tables import Dialect, Sheet, read_sheets
from app.importing.spreadsheet.template import is_example, says_what_words_mean

MAPPING = "import.yaml"


def import_tables(
    files: Sequence[Path], folder: Path, against: Sequence[Path], mapping_file: Path | None = None
) -> list[str]:
    """Brings tables into a folder, and says what was done and what comes next.

    Raises Unfinished, with all that is open, where a person has to say something first.
    """
    return import_sheets(_sheets(files), folder, against, mapping_file)


def import_sheets(
    sheets: Sequence[Sheet],
    folder: Path,
    against: Sequence[Path],
    mapping_file: Path | None = None,
    told: Sequence[str] = (),
    guess: Callable[[Sheet], Guess] = guessed,
) -> list[str]:
    """Does so with tables that are read, or made of something else.

    `told` is what there is to say of that; `guess` says which column is which.
    """
    target = Target(folder, against, known_to(folder, against))
    folder.mkdir(parents=True, exist_ok=True)
    mapping, said = _mapping(mapping_file or folder / MAPPING, sheets, target.known, guess)
    contents = read_contents(sheets, mapping)
    origins = [sheet.name for sheet in sheets if mapping.tables[sheet.name].rows is not Rows.NOTHING]
    questions = [str(question) for question in mapping.questions(origins)]
    said = [*told, *_counted(contents, [sheet.name for sheet in sheets if sheet.name not in origins]), *said]
    return bring(
        Brought(contents, origins, questions, mapping.located.file, said, sheets[0].dialect or Dialect()), target
    )


def _sheets(files: Sequence[Path]) -> list[Sheet]:
    """The tables of all files; their names tell them apart."""
    names = [file.name for file in files]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise DatasetError(f"two of the files are called {twice}; rename one, since rows are cited by it")
    found = [sheet for file in files for sheet in read_sheets(file) if sheet.rows]
    sheets = [_without_examples(sheet) for sheet in found if not says_what_words_mean(sheet.rows[0].cells)]
    if not sheets:
        raise DatasetError(f"{', '.join(names)}: there is no row in any table")
    return sheets


def _without_examples(sheet: Sheet) -> Sheet:
    return replace(sheet, rows=[row for row in sheet.rows if not is_example(row.cells)])


def _mapping(
    path: Path, sheets: Sequence[Sheet], known: Dataset, guess: Callable[[Sheet], Guess]
) -> tuple[ImportMapping, list[str]]:
    """The mapping that is there, or one that is guessed and written."""
    said: list[str] = []
    if not path.exists():
        guesses = [guess(sheet) for sheet in sheets]
        path.write_text(mapping_text(guesses, technology_ids(known.technologies)), "utf-8")
        said.append(f"Wrote {path}: which column is what, and what words mean, as it was guessed.")
    mapping = read_mapping(path, sheets)
    if not any(mapping.tables[sheet.name].rows is not Rows.NOTHING for sheet in sheets):
        raise Unfinished(
            f"No table has a column for a name, or for a subject and an object. Say in {path} what the rows are and "
            "which columns to read, or begin with `entente import --template FILE.xlsx`."
        )
    return mapping, said


def _counted(contents: Contents, unread: Sequence[str]) -> Iterator[str]:
    faulty = {fault.place for fault in contents.faults}
    counts = (
        f"{sum(row.place not in faulty for row in rows)} {what}"
        for what, rows in (
            ("organisations", contents.organisations),
            ("relations", contents.statements),
            ("technologies", contents.technologies),
        )
        if rows
    )
    yield f"Rows without a fault: {', '.join(counts) or 'none'}."
    for name in unread:
        yield f"Not read: {name}, since its columns say nothing that is known; if they do, correct the mapping."
