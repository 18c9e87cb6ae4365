"""Answers as text for a language model: what answers first, then how it is known, in no more than there is room for.

The Markdown is that of `.md`. What does not fit is left out by whole sections and whole rows, and the text says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from app.domain.answer import Row
from app.domain.records import Tie
from app.formats.md import markdown
from app.report import Report
from app.report.columns import Column
from app.report.dossier import dossier
from app.report.dossier.ties import heads, line
from app.report.dossier.words import say
from app.report.findings import remarks, sentence
from app.report.notes import Remark
from app.report.rows import columns, ties_of
from app.report.sections import Contents, Section, grid, of_table
from app.report.tables import Table, answer, typed_rows

SPARE = ("money", "timeline")
"""Sections of a dossier that only put together in another way what its ties say."""


@dataclass(frozen=True)
class Text:
    """An answer as text, with as many of its results as there is room for, and whether these are all."""

    text: str
    results: int
    whole: bool


def text_of(report: Report, room: int) -> Text:
    """An answer in as many characters as there is room for. The longest that fits of: all that there is to say, that
    without what only says it again, and so many of the results."""
    made, held = _contents(report), len(_results(report))
    text = markdown(made, ids=True)
    if len(text) <= room:
        return Text(text, held, whole=True)
    text, every = _least(made), held
    while len(text) > room and held > 1:
        held = max(1, min(held - 1, held * room // len(text)))
        text = _least(_first(report, held, every))
    return Text(text if len(text) <= room else _cut(text, room), held, held == every)


def _least(made: Contents) -> str:
    """The text without the sections that can be spared, which it names."""
    names = _spare(made.report)
    spared = [section for section in made.sections if section.heading in names]
    kept = [section for section in made.sections if section.heading not in names]
    said = [Remark(f"Left out for want of room: {', '.join(map(_named, spared))}.")] if spared else []
    return markdown(replace(made, sections=kept, remarks=[*made.remarks, *said]), ids=True)


def _spare(report: Report) -> set[str]:
    """The headings of what can be spared: of the answer to a question the ties behind it, if its rows say themselves
    how reliable and how old they are."""
    if report.about:
        return {say(name, report.options.lang) for name in SPARE}
    rows = typed_rows(report)
    return {report.words.ties} if rows and "reliability" in type(rows[0]).fields_of_line() else set()


def _named(section: Section) -> str:
    """A section by its heading, with how many rows it has."""
    return f"{section.heading} ({len(section.grid.rows)} rows)" if section.grid else f"{section.heading}"


def _cut(text: str, room: int) -> str:
    """The whole lines that there is room for of the text of one result, which thousands of documents may tell of."""
    end = "\n\nThe rest is left out for want of room.\n"
    return text[: text.rindex("\n", 0, room - len(end))] + end


# What a text holds


def _contents(report: Report) -> Contents:
    """A dossier of one thing; of any other question what answers it, and the ties with how they are known."""
    return dossier(report) or Contents(report, sentence(report), remarks(report), list(_sections(report)))


def _sections(report: Report) -> Iterator[Section]:
    ties, found = report.subgraph.ties, answer(report, "people")
    has_rows = bool(found.lines) and (bool(report.subgraph.rows) or not ties)
    if has_rows:
        yield Section(grid=of_table(report, _with_ids(found)))
    if held := grid(heads(report, "tie"), ties, partial(line, report)):
        yield Section(report.words.ties if has_rows else None, grid=held)


def _with_ids(table: Table) -> Table:
    """A table of things that were found by name with their ids, by which all else is asked."""
    ids: Sequence[Column] = [one for one in columns(table.row, "programs") if one.name == "id"] if table.row else ()
    return replace(table, columns=[*table.columns, *ids])


# Part of an answer


def _results(report: Report) -> Sequence[Row] | Sequence[Tie]:
    """The results of an answer: its rows, or else its ties; of one thing its ties, which a row counts."""
    found = report.subgraph
    return found.rows if found.rows and not report.about else found.ties


def _first(report: Report, results: int, every: int) -> Contents:
    """What stands in a text of the first results alone, and what belongs to these."""
    whole, found = report.subgraph, _results(report)[:results]
    rows = whole.rows if report.about else typed_rows(report)[:results]
    ids = {one.id for one in found if isinstance(one, Tie)} | {id for row in rows for id in ties_of(row)}
    cited = {claim.document for id in ids for claim in report.ties[id].claims}
    ties = [json for tie, json in zip(whole.ties, whole.json_ties, strict=True) if tie.id in ids]
    documents = [json for one, json in zip(whole.documents, whole.json_documents, strict=True) if one.id in cited]
    part = replace(whole, rows=rows, json_ties=ties, json_documents=documents)
    made = _contents(Report(part, report.options))
    if report.about:
        return made
    rest = Remark(f"This is not all: it holds {results} of {every} results; narrow the question.")
    return replace(made, opening=sentence(report), remarks=[*made.remarks, rest])
