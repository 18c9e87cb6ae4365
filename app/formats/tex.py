"""LaTeX to `\\input`: the ties as a `longtable` of `booktabs`, with numbered sources below."""

from collections.abc import Iterator, Sequence

from app.formats import WORDED, Format
from app.report import Report
from app.report.citations import reference, uri
from app.report.latex import escaped

_NEEDS = r"% Needs \usepackage{array,booktabs,longtable,hyperref}, and XeLaTeX or LuaLaTeX for other scripts."
_WIDE, _NARROW = (rf">{{\raggedright\arraybackslash}}p{{{share}\linewidth}}" for share in (".2", ".14"))
_COLUMNS = f"{{@{{}}{_WIDE}{_WIDE}{_WIDE}l{_NARROW}l@{{}}}}"


def _write(report: Report) -> bytes:
    return ("\n".join(_lines(report)) + "\n").encode()


def _lines(report: Report) -> Iterator[str]:
    words = report.words
    yield f"% Entente, dataset {report.dataset}"
    yield _NEEDS
    if report.subgraph.ties:
        heads = [words.from_, words.relation, words.to, words.status, words.dates, words.sources]
        yield rf"\begin{{longtable}}{_COLUMNS}"
        yield rf"\caption{{{escaped(report.title)}}}\\"
        yield rf"\toprule {_row(heads)} \midrule \endhead"
        for tie in report.subgraph.ties:
            ends = (report.names[tie.subject], report.relation(tie), report.names[tie.object], report.status(tie))
            yield _row([*ends, report.dates(tie), report.cited([tie])])
        yield r"\bottomrule"
        yield r"\end{longtable}"
    yield rf"\subsection*{{{escaped(words.sources)}}}"
    yield from _sources(report)
    yield rf"\noindent\small {escaped(report.source.removesuffix(report.address))}{_link(report.url)}"


def _sources(report: Report) -> Iterator[str]:
    if not report.documents:
        return
    yield r"\begin{enumerate}"
    for number, document in enumerate(report.subgraph.documents, 1):
        text = escaped(reference(document, report.options.lang))
        yield rf"\item[{{[{number}]}}] {text} {_link(document.url)}".rstrip()
    yield r"\end{enumerate}"


def _row(cells: Sequence[str]) -> str:
    """Each cell in braces, so that one beginning with `[` is no option of the row end before it."""
    return " & ".join(f"{{{escaped(cell)}}}" for cell in cells) + r" \\"


def _link(url: str | None) -> str:
    r"""A URL inside `\url`, where braces and backslashes have no escape of their own."""
    if not url:
        return ""
    special = uri(url).replace("%", r"\%").replace("#", r"\#")
    return rf"\url{{{special}}}"


FORMAT = Format(
    "tex", "application/x-tex; charset=utf-8", "A table of the ties with numbered sources, for LaTeX.", _write, WORDED
)
