"""Markdown (CommonMark with GitHub's tables): the answer as a sentence and a table, the ties, the numbered sources."""

import re
from collections.abc import Iterator, Sequence

from app.formats import TABLED, Format
from app.report import Report, keys, sanitized
from app.report.citations import reference, uri
from app.report.citing import Citing
from app.report.contents import contents
from app.report.sections import Contents, Fact, Grid, Section
from app.report.widths import shares
from app.report.wording import Language

_MEANT = re.compile(r"([\\`*_{}\[\]<>|~$^@&]|^[#+=-])")

_NUMBERED = re.compile(r"^(\d+)([.)])")
"""What begins an item of a list, where a date only names its day: `17. Juni 2024`."""


def escaped(text: str) -> str:
    """A text with every mark escaped that Markdown, Pandoc or Quarto would read as more than itself."""
    return _NUMBERED.sub(r"\1\\\2", _MEANT.sub(r"\\\1", sanitized(text)))


def _write(report: Report) -> bytes:
    return markdown(contents(report)).encode()


def markdown(made: Contents, ids: bool = False) -> str:
    """What a document holds as Markdown; `ids` is whether sources are listed with theirs."""
    return "\n\n".join(_blocks(made, ids)) + "\n"


def _blocks(made: Contents, ids: bool) -> Iterator[str]:
    """What has an empty line before it."""
    report = made.report
    yield f"**{escaped(report.title)}**"
    yield _cited(made.opening)
    yield from (f"{escaped(remark.text)}{_link(remark.url)}" for remark in made.remarks)
    for section in made.sections:
        yield from _section(section, report.options.lang)
    if report.options.cite is Citing.NUMBER and report.documents:
        yield f"**{report.words.sources}**"
        yield "\n".join(_sources(report, ids))
    yield escaped(report.origin) + (f" ·{_link(report.url)}" if report.url else "")


def _section(section: Section, lang: Language) -> Iterator[str]:
    if section.heading:
        yield f"**{escaped(section.heading)}**"
    if section.note:
        yield escaped(section.note)
    if section.facts:
        yield "\n".join(f"- {lang.labelled(escaped(fact.name), _value(fact))}" for fact in section.facts)
    if section.grid:
        yield "\n".join(_table(section.grid))


def _value(fact: Fact) -> str:
    return f"[{escaped(fact.value)}](<{uri(fact.url)}>)" if fact.url else _cited(fact.value)


def _table(grid: Grid) -> Iterator[str]:
    yield _row([escaped(cell) for cell in grid.columns])
    # of the dashes Pandoc makes the columns' parts of a line
    yield _row(["-" * max(3, width) for width in shares(grid.lines)])
    yield from (_row([_cited(cell) for cell in row]) for row in grid.rows)


def _cited(text: str) -> str:
    return keys.written(escaped(text), _by_key)


def _by_key(ids: Sequence[str]) -> str:
    return f"[{'; '.join(f'@{id}' for id in ids)}]"


def _sources(report: Report, ids: bool) -> Iterator[str]:
    for document in report.subgraph.documents:
        text = escaped(reference(document, report.options.lang))
        id = f" (id `{document.id}`)" if ids else ""
        yield f"{report.numbers[document.id]}. {text}{_link(document.url)}{id}"


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
    in_full=True,
)
