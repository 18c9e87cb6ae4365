"""A tagged PDF (PDF/UA-1): the figure as vectors, the ties as a table, and the numbered sources."""

from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import typst

from app.formats import DRAWN, Format
from app.report import Report, sanitized
from app.report.citations import reference
from app.report.figure import fonts
from app.report.figure.svg import figure
from app.report.figure.texts import apart
from app.report.paper import fitting
from app.report.theme import Theme

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
    words = report.words
    drawn = figure(report.with_theme(Theme.LIGHT), titled=False)
    place = fitting(drawn.width, drawn.height)
    drawing, texts = apart(drawn.svg)
    return {
        "title": report.title, "summary": report.summary(), "dataset": report.dataset, "source": report.source,
        "lang": report.options.lang, "wide": place.wide, "svg": drawing,
        "width": place.width, "pixels": drawn.width, "texts": [asdict(text) for text in texts],
        "words": {"ties": words.ties, "sources": words.sources},
        "columns": [words.from_, words.relation, words.to, words.status, words.dates, words.sources],
        "ties": [
            [report.names[tie.subject], sanitized(report.relation(tie)), report.names[tie.object], report.status(tie),
             report.dates(tie), report.cited([tie])]
            for tie in report.subgraph.ties
        ],
        "documents": [
            {"number": report.numbers[document.id], "url": document.url,
             "text": reference(document, report.options.lang)}
            for document in report.subgraph.documents
        ],
    }  # fmt: skip


FORMAT = Format(
    "pdf", "application/pdf", "A tagged PDF: figure, table of ties, numbered sources.", _write,
    DRAWN - {"theme"}, heavy=True, most=1500,
)  # fmt: skip
