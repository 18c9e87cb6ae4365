"""A comparison as lines of text, for a terminal and the log of a pull request: without any sentence of a source, since
such a log is public."""

from collections.abc import Iterable, Iterator

from app.dataset.review.comparison import Change, Comparison, ReviewedClaim, ReviewedRecord
from app.dataset.review.fields import Field
from app.dataset.review.verify import Verdict
from app.domain.records import Document, Entity, Technology

MARKS = {Change.NEW: "+", Change.CHANGED: "~", Change.GONE: "-"}


def counts(comparison: Comparison) -> dict[str, str]:
    """How much is new, changed and gone, and how much there is to look at first; without what there is none of."""
    delta = comparison.delta
    parts = {
        "documents": [one.change for one in comparison.documents],
        "claims": [one.change for one in comparison.claims for _ in one.ties],
        "ties": [
            *(Change.NEW for _ in delta.ties.added),
            *(one.change for one in comparison.ties if one.change is not Change.NEW),
        ],
        "entities": [one.change for one in comparison.entities],
        "technologies": [one.change for one in comparison.technologies],
    }
    told = {
        change.capitalize(): _counted({part: changes.count(change) for part, changes in parts.items()})
        for change in Change
    }
    told["To look at"] = _counted(
        {
            "conflicts and disputes": len(disagreements(comparison)),
            "likely duplicates": len(comparison.likely),
            "sentences gone from their sources": sum(len(one.ties) for one in comparison.lost),
            "warnings": len(comparison.warnings),
        }
    )
    return {title: text for title, text in told.items() if text}


def _counted(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number} {_noun(what, number)}" for what, number in numbers.items() if number)


def _noun(plural: str, number: int) -> str:
    return SINGULAR[plural] if number == 1 else plural


SINGULAR = {
    "documents": "document",
    "claims": "claim",
    "ties": "tie",
    "entities": "entity",
    "technologies": "technology",
    "conflicts and disputes": "conflict or dispute",
    "likely duplicates": "likely duplicate",
    "sentences gone from their sources": "sentence gone from its source",
    "warnings": "warning",
}


def disagreements(comparison: Comparison) -> list[tuple[str, str]]:
    """The ids of ties, each with what its sources disagree on that they did not before."""
    return [(tie.id, text) for tie in comparison.ties for text in tie.disagreements]


def summary(comparison: Comparison, since: str) -> str:
    """What changed since something, in lines; a text of the data never begins one, which the host of a pull request
    could take for a command."""
    lines = (*_heading(comparison, since), *_first(comparison), *_all(comparison))
    return "\n".join(" ".join(line.splitlines()) for line in lines)


def _heading(comparison: Comparison, since: str) -> Iterator[str]:
    told = counts(comparison)
    if not told:
        yield f"Nothing changed since {since}."
        return
    yield f"Changed since {since}:"
    yield from (f"  {title}: {text}" for title, text in told.items())


def _first(comparison: Comparison) -> Iterator[str]:
    lines = [
        *(f"{id} {text}" for id, text in disagreements(comparison)),
        *(line for one in comparison.likely for line in _likely(one)),
        *(
            f"{one.claim.document}, {one.claim.where}: its source has no such sentence: {one.claim.says}"
            for one in comparison.lost
        ),
    ]
    yield from _listed("Look at first", lines)


def _likely(one: ReviewedRecord[Entity] | ReviewedRecord[Technology]) -> Iterator[str]:
    for other in one.likely:
        yield f"{one.record.id} may be the same as {other.id}: {other.score:g} of 100; {other.why}"


def _all(comparison: Comparison) -> Iterator[str]:
    for one in comparison.documents:
        claims = (line for claim in one.claims for line in _claim(claim))
        yield from ("", _document(one), *(f"  {line}" for line in claims))
    yield from _listed(
        "Ties", [f"{MARKS[one.change]} {one.id}{_fields(one.fields, one.change)}" for one in comparison.ties]
    )
    yield from _listed("Entities", map(_named, comparison.entities))
    yield from _listed("Technologies", map(_named, comparison.technologies))
    yield from _listed("Warnings", map(str, comparison.warnings))


def _named(one: ReviewedRecord[Entity] | ReviewedRecord[Technology]) -> str:
    return f"{MARKS[one.change]} {one.record.id}{_fields(one.fields, one.change)}"


def _document(one: ReviewedRecord[Document]) -> str:
    return f"{MARKS[one.change]} {one.record.id}: {one.record.title}{_fields(one.fields, one.change)}"


def _claim(one: ReviewedClaim) -> Iterator[str]:
    verdict = f" [{one.finding.verdict}]" if one.finding and one.finding.verdict is not Verdict.UNCHECKED else ""
    for tie in one.ties:
        yield f"{MARKS[one.change]} {tie.id}: {one.claim.says}{_fields(one.fields, one.change)}{verdict}"


def _fields(fields: Iterable[Field], change: Change) -> str:
    """What changed of a record; of one that is new or gone the record itself says it."""
    if change is not Change.CHANGED:
        return ""
    told = "; ".join(f"{one.name} {one.before or '–'} → {one.after or '–'}" for one in fields)
    return f" ({told})" if told else ""


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield from ("", title, *(f"  {line}" for line in lines))
