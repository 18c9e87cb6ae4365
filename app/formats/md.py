"""Markdown (CommonMark with GitHub's tables): the ties as a table, with numbered sources below."""

import re
from collections.abc import Iterator, Sequence

from app.formats import WORDED, Format
from app.report import Report, sanitized
from app.report.citations import reference, uri

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
        yield _row([words.from_, words.relation, words.to, words.status, words.dates, words.sources])
        yield _row(["---"] * 6)
        for tie in report.subgraph.ties:
            ends = (report.names[tie.subject], report.relation(tie), report.names[tie.object], report.status(tie))
            yield _row([escaped(cell) for cell in (*ends, report.dates(tie), report.cited([tie]))])
    else:
        yield from (f"- {escaped(name)}" for name in report.names.values())
    yield f"\n**{words.sources}**\n"
    for document in report.subgraph.documents:
        yield f"{report.numbers[document.id]}. {escaped(reference(document, report.options.lang))}" + (
            f" <{uri(document.url)}>" if document.url else ""
        )
    yield f"\n{escaped(report.source.removesuffix(report.address))}" + (f"<{report.url}>" if report.url else "")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


FORMAT = Format(
    "md",
    "text/markdown; charset=utf-8",
    "A table of the ties with numbered sources, for Markdown and Quarto.",
    _write,
    WORDED,
)
