"""Graphviz DOT: entities as boxes by kind, ties as lines with status and sources."""

from collections.abc import Iterator, Mapping

from app.domain.records import Entity, Tie
from app.domain.styles import DISPUTED_STYLE, KIND_STYLES, STATUS_STYLES
from app.domain.vocabulary import Reliability, Status
from app.formats import DATA, WORDED, Format
from app.report import Report, is_mutual, sanitized
from app.report.findings import remarks

_DASHES = {Status.EXPECTED: "dotted", Status.PLANNED: "dashed", Status.ANNOUNCED: "dashed"}


def quoted(text: str) -> str:
    """A DOT string that holds exactly this text, which neither ends it nor escapes into a label's commands."""
    return '"' + sanitized(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _write(report: Report) -> bytes:
    return ("\n".join(_lines(report)) + "\n").encode()


def _lines(report: Report) -> Iterator[str]:
    comment = "; ".join([report.dataset, *map(str, remarks(report))])
    about = {"label": report.title, "labelloc": "t", "rankdir": "LR", "fontname": "Arial", "comment": comment}
    yield "digraph entente {"
    yield f"  graph [{_attributes(about)}]"
    yield '  node [shape=box, style="rounded,filled", fontname=Arial]'
    yield "  edge [fontname=Arial, fontsize=10]"
    for entity in report.subgraph.entities:
        yield f"  {quoted(entity.id)} [{_attributes(_entity(entity))}]"
    for tie in report.subgraph.ties:
        yield f"  {quoted(tie.subject)} -> {quoted(tie.object)} [{_attributes(_tie(report, tie))}]"
    yield "}"


def _attributes(values: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={quoted(value)}" for name, value in values.items())


def _entity(entity: Entity) -> dict[str, str]:
    look = KIND_STYLES[entity.kind]
    return {"label": entity.label, "tooltip": entity.name, "class": entity.kind, "color": look.colour,
            "fillcolor": look.fill}  # fmt: skip


def _tie(report: Report, tie: Tie) -> dict[str, str]:
    look = DISPUTED_STYLE if tie.disputed else STATUS_STYLES[tie.status]
    hollow = tie.reliability is Reliability.UNVERIFIED
    label = f"{report.relation(tie)} · {report.status(tie)} {report.cited([tie])}"
    values = {"id": tie.id, "label": label, "color": f"{look.colour}:invis:{look.colour}" if hollow else look.colour,
              "penwidth": str(look.width), "arrowhead": "onormal" if hollow else "normal",
              "style": "dashed" if tie.disputed else _DASHES.get(tie.status, "solid")}  # fmt: skip
    return values | {"dir": "none"} if is_mutual(tie) else values


FORMAT = Format("dot", "text/vnd.graphviz; charset=utf-8", "Graphviz source.", _write, WORDED, results=DATA)
