"""Mermaid flowchart: entities as boxes by kind, ties as lines with status and sources."""

from collections.abc import Iterator

from app.domain.records import Tie
from app.domain.styles import DISPUTED_STYLE, KIND_STYLES, STATUS_STYLES
from app.domain.vocabulary import Kind
from app.formats import WORDED, Format
from app.report import Report, is_mutual, sanitized
from app.report.findings import remarks

_BRACKETS = {
    Kind.INITIATIVE: ("{{", "}}"),
    Kind.COUNTRY: ("([", "])"),
    Kind.AGENCY: ("(", ")"),
    Kind.PERSON: (">", "]"),
}
_PLAIN = frozenset(" .,")


def _write(report: Report) -> bytes:
    return ("\n".join(_lines(report)) + "\n").encode()


def _lines(report: Report) -> Iterator[str]:
    yield "---"
    yield f"title: {_quoted(report.title)}"
    yield "---"
    yield "flowchart LR"
    yield f"  %% Entente, dataset {report.dataset}"
    yield from (f"  %% {sanitized(str(remark))}" for remark in remarks(report))
    places = {id: f"n{index}" for index, id in enumerate(report.entities)}
    for id, entity in report.entities.items():
        left, right = _BRACKETS.get(entity.kind, ("[", "]"))
        yield f"  {places[id]}{left}{_label(entity.label)}{right}:::{entity.kind}"
    for tie in report.subgraph.ties:
        arrow = "---" if is_mutual(tie) else "-->"
        label = f"{report.relation(tie)} · {report.status(tie)} {report.cited([tie])}"
        yield f"  {places[tie.subject]} {arrow}|{_label(label)}| {places[tie.object]}"
    for kind in dict.fromkeys(entity.kind for entity in report.subgraph.entities):
        look = KIND_STYLES[kind]
        yield f"  classDef {kind} fill:{look.fill},stroke:{look.colour},color:#1f2933"
    for index, tie in enumerate(report.subgraph.ties):
        yield f"  linkStyle {index} {_style(tie)}"


def _style(tie: Tie) -> str:
    look = DISPUTED_STYLE if tie.disputed else STATUS_STYLES[tie.status]
    dash = f",stroke-dasharray:{' '.join(map(str, look.dash))}" if look.dash else ""
    return f"stroke:{look.colour},stroke-width:{look.width}px{dash}"


def _label(text: str) -> str:
    """A quoted label: whatever is no letter, digit or space is an entity code, so that nothing is syntax or HTML."""
    return '"' + "".join(mark if mark.isalnum() or mark in _PLAIN else _code(mark) for mark in sanitized(text)) + '"'


def _code(mark: str) -> str:
    """Letters of scripts carry combining marks, which are no letters themselves: those stay."""
    return f"#{ord(mark)};" if ord(mark) < 0x300 else mark


def _quoted(text: str) -> str:
    """A YAML scalar in single quotes."""
    return "'" + sanitized(text).replace("'", "''") + "'"


FORMAT = Format(
    "mmd", "text/vnd.mermaid; charset=utf-8", "A Mermaid flowchart, as Markdown renders it.", _write, WORDED, most=300
)
