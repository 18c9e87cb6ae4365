"""The way of tables into a folder: a mapping that is guessed once, names that are matched, then the dataset's files.

As long as anything is open, only the mapping and `matches.csv` are written, and what is open is listed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from app.dataset.checking import Dataset
from app.errors import DatasetError, Unfinished
from app.importing.matcher import Known
from app.importing.spreadsheet.asking import mapping_text
from app.importing.spreadsheet.building import Builder, technology_ids
from app.importing.spreadsheet.decisions import Decision, read_decisions
from app.importing.spreadsheet.fields import Rows
from app.importing.spreadsheet.guessing import guessed
from app.importing.spreadsheet.mapping import ImportMapping, read_mapping
from app.importing.spreadsheet.matches import Matches, matched
from app.importing.spreadsheet.reading import Contents, Fault, read_contents
from app.importing.spreadsheet.tables import Dialect, Sheet, read_sheets
from app.importing.spreadsheet.template import is_example
from app.importing.written import Imported, Written, known_to, write

MAPPING, MATCHES = "import.yaml", "matches.csv"


def import_tables(
    files: Sequence[Path], folder: Path, against: Sequence[Path], mapping_file: Path | None = None
) -> list[str]:
    """Brings tables into a folder, and says what was done and what comes next.

    Raises Unfinished, with all that is open, where a person has to say something first.
    """
    sheets = _sheets(files)
    known = known_to(folder, against)
    folder.mkdir(parents=True, exist_ok=True)
    mapping, said = _mapping(mapping_file or folder / MAPPING, sheets, known)
    contents = read_contents(sheets, mapping)
    matches, matched_said = _matches(folder / MATCHES, sheets, contents, known)
    builder = Builder(known, mapping, matches)
    imported = builder.built(
        contents, [sheet.name for sheet in sheets if mapping.tables[sheet.name].rows is not Rows.NOTHING]
    )
    said = [*_counted(contents), *said, *matched_said]
    if unfinished := list(_open(mapping, matches, [*contents.faults, *builder.faults], folder)):
        raise Unfinished("\n".join((*said, *unfinished)))
    return [*said, *_told(write(imported, folder, against, known), imported, folder, against)]


def _sheets(files: Sequence[Path]) -> list[Sheet]:
    """The tables of all files; their names tell them apart."""
    names = [file.name for file in files]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise DatasetError(f"two of the files are called {twice}; rename one, since rows are cited by it")
    sheets = [_without_examples(sheet) for file in files for sheet in read_sheets(file)]
    if not sheets:
        raise DatasetError(f"{', '.join(names)}: there is no row in any table")
    return sheets


def _without_examples(sheet: Sheet) -> Sheet:
    return replace(sheet, rows=[row for row in sheet.rows if not is_example(row.cells)])


def _mapping(path: Path, sheets: Sequence[Sheet], known: Dataset) -> tuple[ImportMapping, list[str]]:
    """The mapping that is there, or one that is guessed and written."""
    said: list[str] = []
    if not path.exists():
        guesses = [guessed(sheet) for sheet in sheets]
        path.write_text(mapping_text(guesses, technology_ids(known.technologies)), "utf-8")
        said.append(f"Wrote {path}: which column is what, and what words mean, as it was guessed.")
    mapping = read_mapping(path, sheets)
    if not any(mapping.tables[sheet.name].rows is not Rows.NOTHING for sheet in sheets):
        raise Unfinished(
            f"No table has a column for a name, or for a subject and an object. Say in {path} what the rows are and "
            "which columns to read, or begin with `entente import --template FILE.xlsx`."
        )
    return mapping, said


def _matches(path: Path, sheets: Sequence[Sheet], contents: Contents, known: Dataset) -> tuple[Matches, list[str]]:
    """What names stand for, with what is new added to the file of decisions."""
    decisions = read_decisions(path, sheets[0].dialect or Dialect())
    matches = matched(contents, [Known.of(entity) for entity in known.entities.values()], decisions)
    changed = decisions.update([match.decided for match in matches.all])
    counts = {one: sum(match.decided.decision is one for match in matches.all) for one in Decision}
    listed = ", ".join(f"{count} {decision}" for decision, count in counts.items() if count)
    return matches, [f"Wrote {path}: {listed}."] if changed else [f"Names, by {path}: {listed}."]


def _counted(contents: Contents) -> Iterator[str]:
    rows = len(contents.organisations), len(contents.statements)
    yield f"Read {rows[0]} rows of organisations and {rows[1]} of relations, without those that have faults."


def _open(mapping: ImportMapping, matches: Matches, faults: Sequence[Fault], folder: Path) -> Iterator[str]:
    """All that a person has to say before anything is written, each with where to say it."""
    questions, listed = list(mapping.questions), list(_listed(faults))
    if not questions and not matches.problems and not listed:
        return
    for where, found in (
        (f"In {mapping.located.file}, fill in:", [str(question) for question in questions]),
        (f"In {MATCHES}, decide:", matches.problems),
        ("In your tables, or by the mapping, correct:", listed),
    ):
        if found:
            yield f"\n{where}"
            yield from (f"  {one}" for one in found)
    yield f"\nNothing else is written to {folder} yet. Then run the same command again."


def _listed(faults: Sequence[Fault]) -> Iterator[str]:
    """The faults in order of tables and rows, those of one text together."""
    together: dict[tuple[str, str], list[int]] = {}
    for place, problem in faults:
        rows = together.setdefault((place.table, problem), [])
        rows += [] if place.row in rows else [place.row]
    for (table, problem), rows in sorted(together.items(), key=lambda item: (item[0][0], item[1][0])):
        yield f"{table} {'row' if len(rows) == 1 else 'rows'} {_numbers(sorted(rows))}: {problem}"


def _numbers(rows: Sequence[int]) -> str:
    """Numbers of rows, those that follow each other as a range: `3, 7–12`."""
    runs = [[row for _, row in run] for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _told(done: Written, imported: Imported, folder: Path, against: Sequence[Path]) -> Iterator[str]:
    """What became of the files, and what to do with them."""
    claims = sum(len(document.claims) for document in imported.documents)
    yield (
        f"From these: {len(imported.entities)} entities, {len(imported.technologies)} technologies, "
        f"{len(imported.documents)} documents with {claims} claims."
    )
    yield f"Wrote {len(done.changed)} files to {folder}." if done.changed else f"Nothing has changed in {folder}."
    for name in done.kept:
        yield f"Left as you have changed it: {name}."
    for name in done.stale:
        yield f"No row makes {name} any more; delete it if it is wrong."
    folders = " ".join(str(one) for one in (*against, folder))
    data = f'"{folders}"' if " " in folders else folders
    yield f"Next: `entente check {folders}`, then `entente up {folders}` (or `make up DATA={data}`)."
