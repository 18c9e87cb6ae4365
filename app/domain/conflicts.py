"""What the sources of a tie disagree on: values of one attribute that cannot all be right.

A conflict never hides a tie; it is shown beside what the tie shows. Only claims that may decide are compared, those of
one class of sources: what a blog adds to a treaty is no conflict of treaties.
"""

from collections.abc import Iterator, Sequence
from typing import cast

from app.domain.dates import overlap
from app.domain.records import Amount, Claim, Conflict, ConflictingValue
from app.domain.vocabulary import Attribute, Stance, Status

HEDGE, OVER = 0.1, 0.25
"""How far, as a part of the figure, `about` and `nearly` may reach, and `over`: nearly 40 bn is from 36 to 40, over 1
million up to 1.25 million."""

STAGE = {
    Status.EXPECTED: 0,
    Status.PLANNED: 1,
    Status.ANNOUNCED: 2,
    Status.ACTIVE: 3,
    Status.COMPLETED: 3,
    Status.SUSPENDED: 3,
    Status.ENDED: 4,
}
"""How far along a status is, so that later claims of a lower one go back; in force, paused and done do not."""


def conflicts(supporting: Sequence[Claim], disputing: Sequence[Claim]) -> tuple[Conflict, ...]:
    """The conflicts of a tie, from the claims that decide, the firmest first, and those that dispute something."""
    found = (_conflict(attribute, supporting, disputing) for attribute in Attribute)
    return tuple(conflict for conflict in found if conflict)


def amount_text(amount: Amount) -> str:
    """An amount on one line: `nearly 40,000,000,000 USD`, `5,000,000,000 to 7,000,000,000 USD for P1Y`."""
    figures = [f"{one:,}" for one in (amount.value, amount.min, amount.max) if one is not None]
    of_one = f"per {amount.per}" if amount.per else None
    over = f"for {amount.period}" if amount.period else None
    return " ".join(word for word in (amount.qualifier, " to ".join(figures), amount.currency, of_one, over) if word)


def _conflict(attribute: Attribute, supporting: Sequence[Claim], disputing: Sequence[Claim]) -> Conflict | None:
    """The value that counts, then each that cannot be right beside it, then what is denied."""
    giving = [claim for claim in supporting if getattr(claim, attribute) is not None]
    values: list[ConflictingValue] = []
    if giving:
        shown, *others = giving
        apart = [claim for claim in others if not _fits(attribute, shown, claim)]
        if apart:
            values += _values(attribute, [shown, *apart], Stance.SUPPORTS)
    denied = [claim for claim in disputing if claim.about is attribute]
    if denied and giving and not values:
        values += _values(attribute, giving[:1], Stance.SUPPORTS)
    values += _values(attribute, denied, Stance.DISPUTES)
    return Conflict(attribute=attribute, values=tuple(values)) if values else None


def _values(attribute: Attribute, claims: Sequence[Claim], stance: Stance) -> Iterator[ConflictingValue]:
    """The values that claims give, each once, with the documents that give it; a denial may give none."""
    documents: dict[str, dict[str, None]] = {}
    for claim in claims:
        value = getattr(claim, attribute)
        text = "" if value is None else amount_text(value) if isinstance(value, Amount) else str(value)
        documents.setdefault(text, {})[claim.document] = None
    for text, ids in documents.items():
        yield ConflictingValue(value=text, stance=stance, documents=tuple(ids))


def _fits(attribute: Attribute, shown: Claim, other: Claim) -> bool:
    """Whether another claim can be right beside the one that a tie shows; both give the attribute."""
    match attribute:
        case Attribute.STATUS:
            return _went_forward(other, shown)
        case Attribute.START | Attribute.END:
            return overlap(getattr(shown, attribute), getattr(other, attribute))
        case Attribute.AMOUNT:
            return _could_be_one(cast("Amount", shown.amount), cast("Amount", other.amount))
        case Attribute.PLACE:
            return True  # New Delhi and India: whether two names of places can both be right is not ours to say.


def _went_forward(earlier: Claim, later: Claim) -> bool:
    """Whether the status only went forward; what is said on one day does not go anywhere."""
    assert later.status and earlier.status, "a supporting claim has a status"
    return earlier.known >= later.known or STAGE[earlier.status] <= STAGE[later.status]


def _could_be_one(one: Amount, other: Amount) -> bool:
    """Whether one sum could meet both; a sum of another kind, currency or period is not compared."""
    if (one.currency, one.period, one.kind, one.per) != (other.currency, other.period, other.kind, other.per):
        return True
    (low, high), (least, most) = _bounds(one), _bounds(other)
    return low <= most and least <= high


def _bounds(amount: Amount) -> tuple[float, float]:
    if amount.value is None:
        return amount.min or 0, float("inf") if amount.max is None else amount.max
    below = HEDGE if amount.qualifier in ("about", "nearly") else 0
    above = {"about": HEDGE, "over": OVER}.get(amount.qualifier or "", 0)
    return amount.value * (1 - below), amount.value * (1 + above)
