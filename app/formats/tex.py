"""LaTeX to `\\input`: the answer as a sentence and a `longtable` of `booktabs`, the ties, the numbered sources."""

from collections.abc import Iterator, Sequence

from app.formats import TABLED, Format
from app.report import Report, keys
from app.report.citations import reference, uri
from app.report.citing import Citing
from app.report.findings import remarks, sentence
from app.report.latex import escaped
from app.report.tables import to_read
from app.report.widths import widths

_NEEDS = r"% Needs \usepackage{array,booktabs,longtable,hyperref,xurl}, and XeLaTeX or LuaLaTeX for other scripts."


def _write(report: Report) -> bytes:
    return ("\n".join(_lines(report)) + "\n").encode()


def _lines(report: Report) -> Iterator[str]:
    yield f"% Entente, dataset {report.dataset}"
    yield _NEEDS
    yield r"\begingroup\small\setlength{\tabcolsep}{.3em}"
    tables = list(to_read(report))
    titled = "" if tables else rf"\textbf{{{escaped(report.title)}}} "  # which is else the caption of a table
    yield rf"\noindent {titled}{escaped(sentence(report))}\par"
    yield from (rf"\noindent {escaped(remark.text)} {_link(remark.url)}\par" for remark in remarks(report))
    for heading, table in tables:
        caption = f"{report.title}: {heading}" if heading else report.title
        yield from _table(caption, table.headings(report), list(table.texts(report)), report.words.continued)
    if report.options.cite is Citing.NUMBER:
        yield from _sources(report)
    address = rf" \textperiodcentered{{}} {_link(report.url)}" if report.url else ""
    yield rf"\noindent {escaped(report.origin)}{address}\par"
    yield r"\endgroup"


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], continued: str) -> Iterator[str]:
    shown = rf"\toprule {_row(head)} \midrule"
    yield rf"\begin{{longtable}}{{@{{}}{_columns([head, *rows])}@{{}}}}"
    yield rf"\caption{{{escaped(caption)}}}\\ {shown} \endfirsthead"
    again = rf"\multicolumn{{{len(head)}}}{{@{{}}l@{{}}}}{{\tablename~\thetable{{}} ({escaped(continued)})}}"
    yield rf"{again}\\ {shown} \endhead"
    yield from (_row(row) for row in rows)
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
    return " & ".join(f"{{{keys.written(escaped(cell), _by_key)}}}" for cell in cells) + r" \\"


def _by_key(ids: Sequence[str]) -> str:
    return rf"\cite{{{','.join(ids)}}}"


def _link(url: str | None) -> str:
    r"""A URL inside `\url`, where braces and backslashes have no escape of their own."""
    if not url:
        return ""
    special = uri(url).replace("%", r"\%").replace("#", r"\#")
    return rf"\url{{{special}}}"


FORMAT = Format(
    "tex",
    "application/x-tex; charset=utf-8",
    "The answer as a table, the ties and numbered sources, for LaTeX.",
    _write,
    TABLED,
)
