"""LaTeX to `\\input`: the answer as a sentence and a `longtable` of `booktabs`, the ties, the numbered sources."""

import re
from collections.abc import Iterator, Sequence

from app.formats import TABLED, Format
from app.report import Report, keys
from app.report.citations import reference, uri
from app.report.citing import Citing
from app.report.contents import contents
from app.report.latex import escaped
from app.report.sections import Fact, Grid, Section
from app.report.widths import widths
from app.report.wording import Language

_NEEDS = r"% Needs \usepackage{array,booktabs,longtable,hyperref,xurl}, and XeLaTeX or LuaLaTeX for other scripts."

_OTHER_SCRIPTS = re.compile("[\u0250-\u1dff\u2c00-\ud7ff\uf900-\ufdcf]")
"""What pdfLaTeX stops at: letters of other scripts than the Latin."""


def _write(report: Report) -> bytes:
    return ("\n".join(_lines(report)) + "\n").encode()


def _lines(report: Report) -> Iterator[str]:
    yield f"% Entente, dataset {report.dataset}"
    yield _NEEDS
    yield r"\begingroup\small\setlength{\tabcolsep}{.3em}"
    made = contents(report)
    report = made.report
    captioned = bool(made.sections and made.sections[0].grid)  # then the title is the caption of a table
    titled = "" if captioned else rf"\textbf{{{escaped(report.title)}}} "
    yield rf"\noindent {titled}{_cited(made.opening)}\par"
    yield from (rf"\noindent {escaped(remark.text)} {_link(remark.url)}\par" for remark in made.remarks)
    for section in made.sections:
        yield from _section(report, section)
    if report.options.cite is Citing.NUMBER:
        yield from _sources(report)
    address = rf" \textperiodcentered{{}} {_link(report.url)}" if report.url else ""
    yield rf"\noindent {escaped(report.origin)}{address}\par"
    yield r"\endgroup"


def _section(report: Report, section: Section) -> Iterator[str]:
    lang = report.options.lang
    yield from (rf"\noindent {lang.labelled(escaped(fact.name), _value(fact, lang))}\par" for fact in section.facts)
    if section.note:
        yield rf"\noindent {escaped(section.note)}\par"
    if section.grid:
        caption = f"{report.title}: {section.heading}" if section.heading else report.title
        yield from _table(caption, section.grid, report.words.continued)


def _value(fact: Fact, lang: Language) -> str:
    if fact.url == fact.value:
        return _link(fact.url)
    if fact.url:
        return rf"\href{{{_special(fact.url)}}}{{{escaped(fact.value)}}}"
    return _cited(fact.shown(lambda value: not _OTHER_SCRIPTS.search(value), lang))


def _table(caption: str, grid: Grid, continued: str) -> Iterator[str]:
    shown = rf"\toprule {_row(grid.columns)} \midrule"
    yield rf"\begin{{longtable}}{{@{{}}{_columns(grid.lines)}@{{}}}}"
    yield rf"\caption{{{escaped(caption)}}}\\ {shown} \endfirsthead"
    again = rf"\multicolumn{{{len(grid.columns)}}}{{@{{}}l@{{}}}}{{\tablename~\thetable{{}} ({escaped(continued)})}}"
    yield rf"{again}\\ {shown} \endhead"
    yield from (_row(row) for row in grid.rows)
    yield r"\bottomrule"
    yield r"\end{longtable}"


def _columns(rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as the line together, the spaces between them included; the first word may be hyphenated too."""
    characters = widths(rows)
    parts = (part / sum(characters) for part in characters)
    sizes = (rf"\dimexpr {part:.3f}\linewidth-2\tabcolsep\relax" for part in parts)
    return "".join(rf">{{\raggedright\arraybackslash\hspace{{0pt}}}}p{{{size}}}" for size in sizes)


def _sources(report: Report) -> Iterator[str]:
    if not report.documents:
        return
    yield rf"\subsection*{{{escaped(report.words.sources)}}}"
    yield r"\begin{enumerate}\raggedright"
    for number, document in enumerate(report.subgraph.documents, 1):
        text = escaped(reference(document, report.options.lang))
        yield rf"\item[{{[{number}]}}] {text} {_link(document.url)}".rstrip()
    yield r"\end{enumerate}"


def _row(cells: Sequence[str]) -> str:
    """Each cell in braces, so that one beginning with `[` is no option of the row end before it."""
    return " & ".join(f"{{{_cited(cell)}}}" for cell in cells) + r" \\"


def _cited(text: str) -> str:
    return keys.written(escaped(text), _by_key)


def _by_key(ids: Sequence[str]) -> str:
    return rf"\cite{{{','.join(ids)}}}"


def _link(url: str | None) -> str:
    r"""A URL inside `\url`, where braces and backslashes have no escape of their own."""
    if not url:
        return ""
    return rf"\url{{{_special(url)}}}"


def _special(url: str) -> str:
    return uri(url).replace("%", r"\%").replace("#", r"\#")


FORMAT = Format(
    "tex",
    "application/x-tex; charset=utf-8",
    "The answer as a table, the ties and numbered sources, for LaTeX.",
    _write,
    TABLED,
    in_full=True,
)
