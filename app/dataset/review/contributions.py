"""What each document contributed to a dataset, in the order in which they were published."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.dataset.checking import Dataset
from app.domain.records import Claim, Tie
from app.domain.ties import tie_as_of
from app.domain.vocabulary import Stance


@dataclass(frozen=True)
class Contribution:
    """What one document brought that the documents before it did not.

    `ties` and `entities` are those it is the first to report, `corroborations` the ties that another document reported
    of before and it reports again, `updates` those among them whose status it changed, `disputes` the ties that it
    says do not hold.
    """

    document: str
    claims: int
    ties: int
    entities: int
    corroborations: int
    updates: int
    disputes: int


def contributions(dataset: Dataset) -> list[Contribution]:
    """A row for each document; of documents of one day, in the order of their ids."""
    days = {claim.document: claim.known for tie in dataset.ties.values() for claim in tie.claims}
    entities: set[str] = set()
    rows: list[Contribution] = []
    for document in sorted(days, key=lambda key: (days[key], key)):
        claims = [(tie, claim) for tie in dataset.ties.values() for claim in tie.claims if claim.document == document]
        supported = {tie.id: tie for tie, claim in claims if claim.stance is Stance.SUPPORTS}
        met = {end for tie in supported.values() for end in (tie.subject, tie.object)}
        known = [tie for tie in supported.values() if any(_before(claim, document, tie) for claim in tie.claims)]
        disputed = {tie.id for tie, claim in claims if claim.stance is Stance.DISPUTES}
        updates = sum(_updated(tie, days[document]) for tie in known)
        fresh = len(supported) - len(known)
        rows.append(Contribution(document, len(claims), fresh, len(met - entities), len(known), updates, len(disputed)))
        entities |= met
    return rows


def _before(claim: Claim, document: str, tie: Tie) -> bool:
    """Whether a claim supports its tie and comes before those of a document."""
    own = next(other for other in tie.claims if other.document == document)
    return claim.stance is Stance.SUPPORTS and (claim.known, claim.document) < (own.known, document)


def _updated(tie: Tie, day: str) -> bool:
    earlier = [claim.known for claim in tie.claims if claim.known < day]
    then, now = (tie_as_of(tie, max(earlier)) if earlier else None), tie_as_of(tie, day)
    return then is not None and now is not None and then.status != now.status


HEADINGS = ("Document", "Claims", "New ties", "New entities", "Corroborated ties", "Updated ties", "Disputed ties")


def table(rows: Iterable[Contribution]) -> str:
    """The rows as a table in Markdown, with the sums below."""
    cells = [_cells(row) for row in rows]
    sums = [str(sum(int(row[column]) for row in cells)) for column in range(1, len(HEADINGS))]
    return "\n".join(_lines([list(HEADINGS), *cells, ["**All**", *sums]]))


def _cells(row: Contribution) -> list[str]:
    numbers = (row.claims, row.ties, row.entities, row.corroborations, row.updates, row.disputes)
    return [f"`{row.document}`", *map(str, numbers)]


def _lines(rows: list[list[str]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield f"| {' | '.join(row)} |"
        if number == 0:
            yield f"| --- |{' ---: |' * (len(row) - 1)}"
