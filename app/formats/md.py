"""Markdown (CommonMark with GitHub's tables): the ties as a table, with numbered sources below."""

import re
from collections.abc import Iterator, Sequence

from app.formats import TABLED, Format
from app.report import Report, keys, sanitized
from app.report.citations import reference, uri
from app.report.citing import Citing
from app.report.widths import widths

_MEANT = re.compile(r"([\\`*_{}\[\]<>|~$^@&]|^[#+=-]|^\d+(?=[.)]))")


def escaped(text: str) -> str:
    """A text with every mark escaped that Markdown, Pandoc or Quarto would read as more than itself."""
    return _MEANT.sub(r"\\\1", sanitized(text))


def _write(report: Report) -> bytes:
    return ("\n".join(_lines(report)) + "\n").encode()


def _lines(report: Report) -> Iterator[str]:
    words = report.words
    yield f"**{escaped(report.title)}**\n"
    if report.subgraph.ties:
        rows = [[words.from_, words.relation, words.to, words.status, words.dates, words.sources]]
        for tie in report.subgraph.ties:
            ends = (report.names[tie.subject], report.relation(tie), report.names[tie.object], report.status(tie))
            rows.append([*ends, report.dates(tie), report.cited([tie])])
        head, *body = rows
        yield _row(head)
        yield _row(
            ["-" * max(3, width) for width in widths(rows)]
        )  # of which Pandoc makes the columns' parts of a line
        yield from (_row([keys.written(escaped(cell), _by_key) for cell in row]) for row in body)
    else:
        yield from (f"- {escaped(name)}" for name in report.names.values())
    if report.options.cite is Citing.NUMBER:
        yield from _sources(report)
    yield f"\n{escaped(report.origin)}" + (f" · <{uri(report.url)}>" if report.url else "")


def _by_key(ids: Sequence[str]) -> str:
    return f"[{'; '.join(f'@{id}' for id in ids)}]"


def _sources(report: Report) -> Iterator[str]:
    yield f"\n**{report.words.sources}**\n"
    for document in report.subgraph.documents:
        yield f"{report.numbers[document.id]}. {escaped(reference(document, report.options.lang))}" + (
            f" <{uri(document.url)}>" if document.url else ""
        )


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


FORMAT = Format(
    "md",
    "text/markdown; charset=utf-8",
    "A table of the ties with numbered sources, for Markdown and Quarto.",
    _write,
    TABLED,
)
