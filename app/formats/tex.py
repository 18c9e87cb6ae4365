"""LaTeX to `\\input`: the answer as a sentence and a `longtable` of `booktabs`, the ties, the numbered sources."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from app.formats import TABLED, Format
from app.report import Report, keys
from app.report.citations import reference, uri
from app.report.citing import Citing
from app.report.contents import contents
from app.report.latex import breakable, escaped
from app.report.sections import Fact, Grid, Section
from app.report.widths import least, widths
from app.report.wording import Language

_NEEDS = r"% Needs \usepackage{array,booktabs,longtable,hyperref,xurl}, and XeLaTeX or LuaLaTeX for other scripts."

_LINE = 345.0
"""How wide a line of LaTeX's article is on A4, in points."""

_SIZES = ((9.0, ""), (8.0, r"\footnotesize"), (7.0, r"\scriptsize"))
"""Sizes of letters in points, whose width is about half of that, and the commands for those that are smaller than the
text's."""

_DENSE = 88.0
"""How much stands on a line of a dense table, in halves of an em: its letters are wide for their size."""

_SHORT = 12.0
"""How long a word is that is kept whole in a dense table, in halves of an em."""

_OTHER_SCRIPTS = re.compile("[\u0250-\u1dff\u2c00-\ud7ff\uf900-\ufdcf]")
"""What pdfLaTeX stops at: letters of other scripts than the Latin."""


def _write(report: Report) -> bytes:
    return ("\n".join(_lines(report)) + "\n").encode()


def _lines(report: Report) -> Iterator[str]:
    yield f"% Entente, dataset {report.dataset}"
    yield _NEEDS
    yield r"\begingroup\small\sloppy\setlength{\tabcolsep}{.3em}"
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
        yield from _table(caption, section.grid, report)


def _value(fact: Fact, lang: Language) -> str:
    if fact.url == fact.value:
        return _link(fact.url)
    if fact.url:
        return rf"\href{{{_special(fact.url)}}}{{{escaped(fact.value)}}}"
    return _cited(fact.shown(lambda value: not _OTHER_SCRIPTS.search(value), lang))


def _table(caption: str, grid: Grid, report: Report) -> Iterator[str]:
    size = _size(grid)
    change = partial(breakable, lang=report.options.lang) if size else str
    head, *body = (_row(cells, change) for cells in grid.lines)
    shown = rf"\toprule {head} \midrule"
    yield from ([rf"\begingroup{size}"] if size else [])
    yield rf"\begin{{longtable}}{{@{{}}{_columns(grid.lines, size == _SIZES[-1][1])}@{{}}}}"
    yield rf"\caption{{{escaped(caption)}}}\\ {shown} \endfirsthead"
    continued = rf"{{\tablename~\thetable{{}} ({escaped(report.words.continued)})}}"
    yield rf"\multicolumn{{{len(grid.columns)}}}{{@{{}}l@{{}}}}{continued}\\ {shown} \endhead"
    yield from body
    yield r"\bottomrule"
    yield r"\end{longtable}"
    yield from ([r"\endgroup"] if size else [])


def _size(grid: Grid) -> str:
    """The command for the letters of a table whose words have no room in those of the text around it."""
    needed = least(grid.lines)
    return next((size for points, size in _SIZES if needed <= _LINE / (points / 2)), _SIZES[-1][1])


def _columns(rows: Sequence[Sequence[str]], dense: bool) -> str:
    """Columns as wide as the line together, the spaces between them included; the first word may be hyphenated too, and
    in a dense table so may all but short words."""
    characters = widths(rows, _DENSE, _SHORT) if dense else widths(rows)
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


def _row(cells: Sequence[str], change: Callable[[str], str]) -> str:
    """Each cell in braces, so that one beginning with `[` is no option of the row end before it."""
    return " & ".join(f"{{{_cited(cell, change)}}}" for cell in cells) + r" \\"


def _cited(text: str, change: Callable[[str], str] = str) -> str:
    return keys.written(keys.outside(escaped(text), change), _by_key)


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
