"""Markdown (CommonMark with GitHub's tables): the answer as a sentence and a table, the ties, the numbered sources."""

import re
from collections.abc import Iterator, Sequence

from app.formats import TABLED, Format
from app.report import Report, keys, sanitized
from app.report.citations import reference, uri
from app.report.citing import Citing
from app.report.findings import remarks, sentence
from app.report.tables import to_read
from app.report.widths import widths

_MEANT = re.compile(r"([\\`*_{}\[\]<>|~$^@&]|^[#+=-]|^\d+(?=[.)]))")


def escaped(text: str) -> str:
    """A text with every mark escaped that Markdown, Pandoc or Quarto would read as more than itself."""
    return _MEANT.sub(r"\\\1", sanitized(text))


def _write(report: Report) -> bytes:
    return ("\n".join(_lines(report)) + "\n").encode()


def _lines(report: Report) -> Iterator[str]:
    yield f"**{escaped(report.title)}**\n"
    yield escaped(sentence(report))
    yield from (f"\n{escaped(remark.text)}{_link(remark.url)}" for remark in remarks(report))
    for heading, table in to_read(report):
        yield f"\n**{escaped(heading)}**\n" if heading else ""
        yield from _table(table.headings(report), list(table.texts(report)))
    if report.options.cite is Citing.NUMBER:
        yield from _sources(report)
    yield f"\n{escaped(report.origin)}" + (f" ·{_link(report.url)}" if report.url else "")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _row([escaped(cell) for cell in head])
    # of the dashes Pandoc makes the columns' parts of a line
    yield _row(["-" * max(3, width) for width in widths([head, *rows])])
    yield from (_row([keys.written(escaped(cell), _by_key) for cell in row]) for row in rows)


def _by_key(ids: Sequence[str]) -> str:
    return f"[{'; '.join(f'@{id}' for id in ids)}]"


def _sources(report: Report) -> Iterator[str]:
    if not report.documents:
        return
    yield f"\n**{report.words.sources}**\n"
    for document in report.subgraph.documents:
        text = escaped(reference(document, report.options.lang))
        yield f"{report.numbers[document.id]}. {text}{_link(document.url)}"


def _link(url: str | None) -> str:
    return f" <{uri(url)}>" if url else ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


FORMAT = Format(
    "md",
    "text/markdown; charset=utf-8",
    "The answer as a table, the ties and numbered sources, for Markdown and Quarto.",
    _write,
    TABLED,
)
