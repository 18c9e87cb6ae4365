"""The last steps of every import: names are matched, and a dataset's files written, or what is open is listed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from app.dataset.checking import Dataset
from app.errors import Unfinished
from app.importing.building import Builder
from app.importing.contents import Contents, Fault
from app.importing.decisions import Decision, read_decisions
from app.importing.files import Imported, Written, write
from app.importing.matcher import Known
from app.importing.matches import Matches, matched
from app.importing.spreadsheet.tables import Dialect

MATCHES = "matches.csv"
DECIDE = f"In {MATCHES}, decide:"


@dataclass(frozen=True)
class Target:
    """Where an import goes: a folder, with those that are loaded beside it, and all that these hold already."""

    folder: Path
    against: Sequence[Path]
    known: Dataset


@dataclass
class Brought:
    """What an import read: its contents, the names of what they are from, and what is open about how they were read."""

    contents: Contents
    origins: Sequence[str]
    questions: Sequence[str] = ()
    asked_in: str = ""
    said: list[str] = field(default_factory=list[str])
    dialect: Dialect = field(default_factory=Dialect)


def bring(brought: Brought, target: Target) -> list[str]:
    """Adds what was read to a folder, and says what was done and what comes next.

    Raises Unfinished, with all that is open, where a person has to say something first.
    """
    known = [Known.of(entity) for entity in target.known.entities.values()]
    matches, said = decided(brought.contents, known, target.folder, brought.dialect)
    builder = Builder(target.known, matches)
    imported = builder.built(brought.contents, brought.origins)
    said = [*brought.said, *said]
    if unfinished := list(
        _open(brought, matches, [*brought.contents.faults, *matches.faults, *builder.faults], target.folder)
    ):
        raise Unfinished("\n".join((*said, *unfinished)))
    return [*said, *_told(write(imported, target.folder, target.against, target.known), imported, target)]


def decided(contents: Contents, known: Sequence[Known], folder: Path, dialect: Dialect) -> tuple[Matches, list[str]]:
    """What names stand for, with what is new added to the file of decisions; and what to say of that."""
    path = folder / MATCHES
    decisions = read_decisions(path, dialect)
    matches = matched(contents, known, decisions)
    changed = decisions.update([match.decided for match in matches.all])
    counts = {one: sum(match.decided.decision is one for match in matches.all) for one in Decision}
    listed = ", ".join(f"{count} {decision}" for decision, count in counts.items() if count)
    return matches, [f"Wrote {path}: {listed}." if changed else f"Names, by {path}: {listed}."]


def _open(brought: Brought, matches: Matches, faults: Sequence[Fault], folder: Path) -> Iterator[str]:
    """All that a person has to say before anything is written, each with where to say it."""
    sections = {
        f"In {brought.asked_in}, fill in:": brought.questions,
        DECIDE: matches.problems,
        "In what you import, or in how it is read, correct:": list(_listed(faults)),
    }
    return to_say(sections, folder)


def to_say(sections: Mapping[str, Sequence[str]], folder: Path) -> Iterator[str]:
    """What a person has to say, by where to say it; nothing where nothing is open."""
    if not any(sections.values()):
        return
    for where, found in sections.items():
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


def _told(done: Written, imported: Imported, target: Target) -> Iterator[str]:
    """What became of the files, and what to do with them."""
    claims = sum(len(document.claims) for document in imported.documents)
    yield (
        f"From these: {len(imported.entities)} entities, {len(imported.technologies)} technologies, "
        f"{len(imported.documents)} documents with {claims} claims."
    )
    yield (
        f"Wrote {len(done.changed)} files to {target.folder}."
        if done.changed
        else f"Nothing has changed in {target.folder}."
    )
    for name in done.kept:
        yield f"Left as you have changed it: {name}."
    for name in done.stale:
        yield f"No row makes {name} any more; delete it if it is wrong."
    yield next_steps(target.folder, target.against)


def next_steps(folder: Path, against: Sequence[Path]) -> str:
    """What to do with a folder that an import has written to."""
    folders = " ".join(str(one) for one in (*against, folder))
    data = f'"{folders}"' if " " in folders else folders
    return f"Next: `entente check {folders}`, then `entente up {folders}` (or `make up DATA={data}`)."
