"""The words on a line: what the tie is, how far along, and its sources, as short as the room demands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.vocabulary import Status
from app.report import Report
from app.report.figure import fonts
from app.report.figure.selection import Bundle

SIZE = 10.0
HEIGHT = 12.5


@dataclass(frozen=True)
class Wanted:
    """Words for a line, and the room that they take in pixels."""

    lines: Sequence[str]
    width: float
    height: float


def wanted_labels(report: Report, bundle: Bundle, widest: float) -> list[Wanted]:
    """What would stand on a line, in lines no wider than `widest` pixels; the fullest first.

    Relations, status and sources; then without the relations; then the sources alone.
    """
    relations = Counter(report.words.relations[tie.relation] for tie in bundle.ties)
    label = ", ".join(f"{relation} ×{count}" if count > 1 else relation for relation, count in relations.items())
    status = _status(report, bundle)
    cited = report.cited(bundle.ties).replace(", ", ",\u2009")  # stays in one line
    full = " · ".join(part for part in (label, status) if part)
    short = f"{status} {cited}".strip()
    return list(dict.fromkeys(_wrapped(text, widest) for text in (f"{full} {cited}", short, cited)))


def _status(report: Report, bundle: Bundle) -> str:
    """The status in a word; none for what is simply in force."""
    if bundle.disputed:
        return report.words.disputed
    return "" if bundle.status is Status.ACTIVE else report.words.statuses[bundle.status]


def _wrapped(text: str, widest: float) -> Wanted:
    lines = tuple(fonts.wrap(text, SIZE, widest))
    return Wanted(lines, max(fonts.width(line, SIZE) for line in lines) + 4, HEIGHT * len(lines))
