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

    Relations, status, what makes it less sure, the year of the last word, and sources; then less and less of it, at
    last the sources alone.
    """
    cited, sure = cites(report, bundle), _sure(report, bundle)
    full = " · ".join(part for part in (relations(report, bundle), sure) if part)
    words = (_joined(full, _age(report, bundle)), full, sure, _status(report, bundle), "")
    texts = dict.fromkeys(f"{some} {cited}".strip() for some in words)
    return [wrapped(text, widest) for text in texts if text]


def relations(report: Report, bundle: Bundle) -> str:
    """What its ties are: `funds, partners with ×2`."""
    counted = Counter(report.words.relations[tie.relation] for tie in bundle.ties)
    return ", ".join(f"{relation} ×{count}" if count > 1 else relation for relation, count in counted.items())


def standing(report: Report, bundle: Bundle) -> str:
    """How far along they are, what makes that less sure, and the year of the last word: `planned, as of 2022`."""
    return _joined(_sure(report, bundle), _age(report, bundle))


def cites(report: Report, bundle: Bundle) -> str:
    """The numbers of its sources, in one line: `[1, 3]`."""
    return report.cited(bundle.ties).replace(", ", ",\u2009")


def wrapped(text: str, widest: float) -> Wanted:
    """A text in lines no wider than so many pixels."""
    lines = tuple(fonts.wrap(text, SIZE, widest))
    return Wanted(lines, max(fonts.width(line, SIZE) for line in lines) + 4, HEIGHT * len(lines))


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _sure(report: Report, bundle: Bundle) -> str:
    return _joined(_status(report, bundle), _doubts(report, bundle))


def _status(report: Report, bundle: Bundle) -> str:
    """The status in a word; none for what is simply in force."""
    if bundle.disputed:
        return report.words.disputed
    return "" if bundle.status is Status.ACTIVE else report.words.statuses[bundle.status]


def _doubts(report: Report, bundle: Bundle) -> str:
    """What makes any of its ties less sure, but for a dispute, which says it all."""
    doubts = dict.fromkeys(doubt for tie in bundle.ties for doubt in report.doubts(tie))
    return "" if bundle.disputed else ", ".join(doubts)


def _age(report: Report, bundle: Bundle) -> str:
    """`as of 2023`, where the newest word on any of its ties is older than a year."""
    newest = max(bundle.ties, key=lambda tie: tie.reported)
    return report.words.as_of.format(month=newest.reported[:4]) if report.is_dated(newest) else ""
