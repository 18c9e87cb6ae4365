"""Word (ISO/IEC 29500): the answer as a sentence and a table, the figure, the ties, and the numbered sources."""

import io
from collections.abc import Sequence
from copy import deepcopy
from typing import Any, cast

from babel.core import get_global
from docx import Document as new_document
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement  # pyright: ignore[reportUnknownVariableType]
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.text.paragraph import Paragraph

from app.formats import DRAWN, Format
from app.report import Report, paper, xml_safe
from app.report.citations import reference
from app.report.contents import contents
from app.report.figure.png import image
from app.report.reproducible import make_reproducible
from app.report.sections import Contents, Fact, Grid, Section
from app.report.theme import Theme
from app.report.widths import widths
from app.report.wording import Language

_COMPLEX_SCRIPTS = {"Deva"}
"""The scripts of our languages that Word counts among the complex ones, whose language and size it keeps apart."""

_DPI = 220  # what Word keeps of a picture by default


def _write(report: Report) -> bytes:
    made = contents(report.with_theme(Theme.LIGHT))
    report, document = made.report, new_document()
    _describe(document, report)
    page = paper.sheet(report, made.columns)
    _lay_out(document, page.aside)
    document.add_heading(xml_safe(report.title), 1)
    document.add_paragraph(xml_safe(made.opening))
    for remark in made.remarks:
        _add_linked(document.add_paragraph(xml_safe(remark.text) + " "), remark.url)
    for section in made.sections:
        if section.below_figure:
            _add_figure(document, made, page)
        _add_section(document, section, report.options.lang)
    if not any(section.below_figure for section in made.sections):
        _add_figure(document, made, page)
    document.add_paragraph(xml_safe(report.source), style="Caption")
    _add_sources(document, report)
    file = io.BytesIO()
    document.save(file)
    return make_reproducible(file.getvalue())


def _add_section(document: Document, section: Section, language: Language) -> None:
    if section.heading:
        document.add_heading(xml_safe(section.heading), 2)
    if section.note:
        document.add_paragraph(xml_safe(section.note))
    for fact in section.facts:
        _add_fact(document, fact, language)
    if section.grid:
        _add_table(document, section.grid)


def _add_fact(document: Document, fact: Fact, language: Language) -> None:
    """A line, close to the one before."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.add_run(xml_safe(language.labelled(fact.name, ""))).bold = True
    if fact.url:
        _add_linked(paragraph, fact.url, fact.value)
    else:
        paragraph.add_run(xml_safe(fact.value))


def _add_sources(document: Document, report: Report) -> None:
    if not report.documents:
        return
    document.add_heading(report.words.sources, 2)
    for source in report.subgraph.documents:
        text = reference(source, report.options.lang)
        paragraph = document.add_paragraph(f"[{report.numbers[source.id]}] {xml_safe(text)} ")
        _add_linked(paragraph, source.url)


def _describe(document: Document, report: Report) -> None:
    about = document.core_properties
    about.title, about.author, about.subject = xml_safe(report.title)[:255], "Entente", report.dataset
    about.language, about.comments = report.options.lang.value, xml_safe(report.address)[:255]
    font = cast(Any, document.styles["Normal"]).font
    font.name = "Arial"
    _set_size(font, 10)
    _set_language(document, report.options.lang)


def _set_size(font: Any, points: float) -> None:
    """The size of letters, in complex scripts as well, whose own python-docx does not know."""
    font.size = Pt(points)
    size = font.element.rPr.find(qn("w:sz"))
    complex_size = deepcopy(size)
    complex_size.tag = qn("w:szCs")
    size.addnext(complex_size)


def _set_language(document: Document, language: Language) -> None:
    """Tells Word what language the words are in, by the script that it is written in."""
    _, script, territory = get_global("likely_subtags")[language].split("_")
    slot = qn("w:bidi" if script in _COMPLEX_SCRIPTS else "w:val")
    styles, settings = cast(Any, document.styles.element), cast(Any, document.settings.element)
    for element in (*styles.iter(qn("w:lang")), *settings.iter(qn("w:themeFontLang"))):
        element.set(slot, f"{language}-{territory}")


def _lay_out(document: Document, aside: bool) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if aside else WD_ORIENT.PORTRAIT
    short, long = Mm(paper.SHORT), Mm(paper.LONG)
    section.page_width, section.page_height = (long, short) if aside else (short, long)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(paper.MARGIN)


def _add_figure(document: Document, made: Contents, page: paper.Sheet) -> None:
    """The figure, where there is one to show, as large as the sheet has room for."""
    if not paper.has_figure(made, page):
        return
    scale = page.width / 25.4 * _DPI / page.figure.width
    picture = document.add_picture(io.BytesIO(image(made.report, page.figure, scale)), width=Mm(page.width))
    properties = cast(Any, picture)._inline.docPr
    properties.set("descr", xml_safe(page.figure.description))
    properties.set("title", xml_safe(made.report.title))


def _add_table(document: Document, grid: Grid) -> None:
    table = document.add_table(1, len(grid.columns), style="Light List Accent 1")
    header: Any = table.rows[0]._tr  # pyright: ignore[reportPrivateUsage]
    section = document.sections[0]
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    parts = widths(grid.lines, paper.letters(section.orientation == WD_ORIENT.LANDSCAPE))
    for cell, column, part in zip(table.rows[0].cells, table.columns, parts, strict=True):
        _set_size(cell.paragraphs[0].add_run().font, 8.5)
        cell.width = column.width = Emu(int(width * part / sum(parts)))
    # python-docx looks through the whole table for each row that it adds
    filled = [_row(header, row) for row in grid.rows]
    header.getparent().extend(filled)
    _fill(header, grid.columns)
    header.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # repeated on each page, and read as a header


def _row(like: Any, texts: Sequence[str]) -> Any:
    row = deepcopy(like)
    _fill(row, texts)
    return row


def _fill(row: Any, texts: Sequence[str]) -> None:
    for cell, text in zip(row.tc_lst, texts, strict=True):
        cell.p_lst[0].r_lst[0].text = xml_safe(text)


def _add_linked(paragraph: Paragraph, url: str | None, text: str | None = None) -> None:
    """An address at the end of a paragraph, or a text that leads there, as a hyperlink, which python-docx lacks."""
    if not url:
        return
    target = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = cast(Any, OxmlElement)("w:hyperlink")
    link.set(qn("r:id"), target)
    run = paragraph.add_run(xml_safe(text or url))
    run.font.underline = True
    link.append(run._r)  # pyright: ignore[reportPrivateUsage]
    paragraph._p.append(link)  # pyright: ignore[reportPrivateUsage]


FORMAT = Format(
    "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "A Word document: the answer as a table, figure, ties, numbered sources.",
    _write,
    DRAWN - {"theme"},
    heavy=True,
    most=1500,
    in_full=True,
    download=True,
)
