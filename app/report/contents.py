"""What a document holds: a dossier of one thing, or what answers a question with the ties that this leads to."""

from collections.abc import Iterator

from app.report import Report
from app.report.dossier import dossier
from app.report.findings import remarks, sentence
from app.report.sections import Contents, Section, of_table
from app.report.tables import to_read


def contents(report: Report, ties: bool = True) -> Contents:
    """All that a document on an answer holds beside its figure and sources; `ties` is whether these have a table."""
    if not report.options.table and (made := dossier(report)):
        return made
    sections = [section for section in _sections(report) if ties or not section.heading]
    return Contents(report, sentence(report), remarks(report), sections, lists=True)


def _sections(report: Report) -> Iterator[Section]:
    """What answers the question, and the ties."""
    for heading, table in to_read(report):
        yield Section(heading, grid=of_table(report, table), below_figure=heading is not None)
