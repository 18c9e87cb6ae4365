"""Dossiers: what there is to know of one entity, technology, tie or document, for documents that people read."""

from collections.abc import Callable

from app.report import Report
from app.report.dossier import document, entity, technology, tie
from app.report.findings import remarks
from app.report.sections import Contents


def dossier(report: Report) -> Contents | None:
    """What a document on one thing holds; None for the answer to any other question, and where the thing is not in it,
    as in answers that earlier versions froze."""
    make = _OF.get(report.subgraph.meta["query"])
    id = report.subgraph.meta["parameters"].get("id")
    return make(report, id) if make and id else None


def _of_entity(report: Report, id: str) -> Contents | None:
    if not (found := report.entities.get(id)):
        return None
    report = _titled(report, report.name, "profile")
    return Contents(report, entity.opening(report, found), entity.remark(report), list(entity.sections(report, found)))


def _of_technology(report: Report, id: str) -> Contents | None:
    if not (found := report.technologies.get(id)):
        return None
    report = _titled(report, report.name, "profile")
    opening = technology.opening(report, found)
    return Contents(report, opening, remarks(report), list(technology.sections(report, found)))


def _of_tie(report: Report, id: str) -> Contents | None:
    if not (found := report.ties.get(id)):
        return None
    report = _titled(report, lambda _: tie.name(report, found))
    return Contents(report, tie.opening(report, found), remarks(report), list(tie.sections(report, found)))


def _of_document(report: Report, id: str) -> Contents | None:
    if not (found := report.documents.get(id)):
        return None
    return Contents(report, document.opening(report, found), remarks(report), list(document.sections(report, found)))


def _titled(report: Report, called: Callable[[str], str], head: str | None = None) -> Report:
    """The report under the title of a dossier, unless a reader gave it one."""
    return report if report.options.title else report.with_title(report.question(called, head).title)


_OF: dict[str, Callable[[Report, str], Contents | None]] = {
    "entity": _of_entity, "technology": _of_technology, "tie": _of_tie, "document": _of_document,
}  # fmt: skip
"""The dossiers that there are, by the question whose answer they are made of."""
