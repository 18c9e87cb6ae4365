"""A tagged PDF (PDF/UA-1): the answer as a sentence and a table, the figure as vectors, the ties, and the sources."""

from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import typst

from app.formats import DRAWN, Format
from app.report import Report
from app.report.citations import reference
from app.report.contents import contents
from app.report.figure import fonts
from app.report.figure.texts import apart
from app.report.findings import description
from app.report.paper import Sheet, has_figure, letters, sheet
from app.report.sections import Fact, Section
from app.report.theme import Theme
from app.report.widths import widths
from app.report.wording import Language

_TEMPLATE = Path(__file__).parent.parent / "report" / "report.typ"
_EPOCH = 0  # identical bytes for an identical answer: the time of making is not told


@cache
def _compiler(every_font: bool) -> typst.Compiler:
    folders = sorted({str(path.parent) for path in fonts.font_files()})
    return typst.Compiler(font_paths=folders, ignore_system_fonts=not every_font)


def _write(report: Report) -> bytes:
    data = _data(report)
    inputs = {"report": orjson.dumps(data).decode()}
    compiler = _compiler(not fonts.covers(inputs["report"]))
    try:
        made = _compiled(compiler, inputs, "ua-1")
    except typst.TypstError:
        # the standard forbids much that a text may hold, as what no font here can show: then it is tagged all the same
        made = _compiled(compiler, inputs, [])
    assert isinstance(made, bytes)
    return made


def _compiled(compiler: typst.Compiler, inputs: dict[str, str], standards: Any) -> object:
    template = _TEMPLATE.read_bytes()
    return compiler.compile(template, format="pdf", sys_inputs=inputs, pdf_standards=standards, timestamp=_EPOCH)


def _data(report: Report) -> dict[str, Any]:
    """All that the template shows."""
    made = contents(report.with_theme(Theme.LIGHT))
    report, page = made.report, sheet(made.report, made.columns)
    return {
        "title": report.title, "finding": made.opening, "remarks": [remark._asdict() for remark in made.remarks],
        "summary": description(report), "dataset": report.dataset, "source": report.source,
        "lang": report.options.lang, "wide": page.aside, "figure": _figure(page) if has_figure(made, page) else None,
        "sections": [_section(report, section, page.aside) for section in made.sections],
        "sources": report.words.sources,
        "documents": [
            {"number": report.numbers[document.id], "url": document.url,
             "text": reference(document, report.options.lang)}
            for document in report.subgraph.documents
        ],
    }  # fmt: skip


def _figure(page: Sheet) -> dict[str, Any]:
    drawing, texts = apart(page.figure.svg)
    return {
        "svg": drawing, "alt": page.figure.description, "width": page.width, "pixels": page.figure.width,
        "texts": [asdict(text) for text in texts],
    }  # fmt: skip


def _section(report: Report, section: Section, wide: bool) -> dict[str, Any]:
    return {
        "heading": section.heading, "note": section.note, "below_figure": section.below_figure,
        "facts": [_fact(fact, report.options.lang) for fact in section.facts],
        "table": section.grid and asdict(section.grid) | {"widths": widths(section.grid.lines, letters(wide))},
    }  # fmt: skip


def _fact(fact: Fact, lang: Language) -> dict[str, Any]:
    # what our fonts cannot show would be boxes to read, and is forbidden by the standard
    return {"name": lang.labelled(fact.name, ""), "value": fact.shown(fonts.covers, lang), "url": fact.url}


FORMAT = Format(
    "pdf", "application/pdf", "A tagged PDF: the answer as a table, figure, ties, numbered sources.", _write,
    DRAWN - {"theme"}, heavy=True, most=1500, in_full=True,
)  # fmt: skip
