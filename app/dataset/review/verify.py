"""Whether a source still says what its claims rest on: their fingerprints against its text."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.dataset.checking import Dataset
from app.dataset.fingerprints import fingerprint, sentences
from app.domain.records import Claim


class Verdict(StrEnum):
    """What became of the sentence that a claim rests on."""

    STANDS = "stands"
    MOVED = "moved"
    GONE = "gone"
    UNCHECKED = "unchecked"


@dataclass(frozen=True)
class Finding:
    """A claim, what became of its sentence, the lines of the text on which the sentence is, and the sentence as it
    stands there."""

    tie: str
    claim: Claim
    verdict: Verdict
    lines: tuple[int, ...] = ()
    sentence: str = ""

    def __str__(self) -> str:
        where = f", now line {', '.join(map(str, self.lines))}" if self.verdict is Verdict.MOVED else ""
        return f"{self.verdict}: {self.claim.where}{where}: {self.tie}: {self.claim.says}"


class Text:
    """The text of a source, whose sentences are found by their fingerprints."""

    def __init__(self, text: str) -> None:
        self._places: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for line, sentence in sentences(text):
            self._places[fingerprint(sentence)].append((line, sentence))
        self._paragraphs = _paragraphs(text)

    def finding(self, tie: str, claim: Claim) -> Finding:
        """What became of the sentence that a claim rests on."""
        if not claim.passage:
            return Finding(tie, claim, Verdict.UNCHECKED)
        if not (found := self._places.get(claim.passage)):
            return Finding(tie, claim, Verdict.GONE)
        lines = tuple(line for line, _ in found)
        places = lines if claim.where.startswith("line") else tuple(self._paragraphs[line] for line in lines)
        stood = any(first <= place <= last for place in places for first, last in [_range(claim.where)])
        return Finding(tie, claim, Verdict.STANDS if stood else Verdict.MOVED, lines, found[0][1])


def verify(dataset: Dataset, document: str, text: str) -> list[Finding]:
    """One finding for each claim of a document, in the order of their places; text is that of the source."""
    source = Text(text)
    findings = [source.finding(tie, claim) for tie, claim in _claims(dataset, document)]
    return sorted(findings, key=lambda finding: (_numbers(finding.claim.where), finding.tie))


def _claims(dataset: Dataset, document: str) -> Iterator[tuple[str, Claim]]:
    for tie in dataset.ties.values():
        yield from ((tie.id, claim) for claim in tie.claims if claim.document == document)


def _paragraphs(text: str) -> dict[int, int]:
    """The number of the paragraph that each line with words is: blank lines do not count."""
    filled = [number for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    return {line: paragraph for paragraph, line in enumerate(filled, start=1)}


def _range(where: str) -> tuple[int, int]:
    """First and last line or paragraph that a place names; nothing fits where it names none."""
    numbers = _numbers(where) or [0]
    return numbers[0], numbers[-1]


def _numbers(where: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", where)]
