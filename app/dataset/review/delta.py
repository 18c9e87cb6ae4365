"""What changed from one dataset to another: complete enough to make the new one from the old, readable as Markdown."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from app.dataset.checking import Dataset
from app.domain.model import Model
from app.domain.records import Claim, Document, Entity, Technology, Tie

Record = TypeVar("Record", Technology, Entity, Document, Tie)


class Difference(Model, Generic[Record]):
    """Records of one part that were added, changed (the old and the new) and removed."""

    added: tuple[Record, ...] = ()
    changed: tuple[tuple[Record, Record], ...] = ()
    removed: tuple[Record, ...] = ()


class ClaimChange(Model):
    """A claim that was added (no `old`), removed (no `new`), or that its document now makes in another form."""

    tie: str
    old: Claim | None
    new: Claim | None


class Delta(Model):
    """What changed between two datasets, by part; ties come with their claims, and `claims` says which those were."""

    old: str
    new: str
    technologies: Difference[Technology]
    entities: Difference[Entity]
    documents: Difference[Document]
    ties: Difference[Tie]
    claims: tuple[ClaimChange, ...]


def diff(old: Dataset, new: Dataset) -> Delta:
    """What has to change in `old` so that it becomes `new`."""
    return Delta(
        old=old.version,
        new=new.version,
        technologies=_difference(old.technologies, new.technologies),
        entities=_difference(old.entities, new.entities),
        documents=_difference(old.documents, new.documents),
        ties=_difference(old.ties, new.ties),
        claims=tuple(_claims(old, new)),
    )


def apply(delta: Delta, old: Dataset) -> Dataset:
    """The new dataset, from the old one and what changed."""
    return Dataset(
        technologies=_applied(delta.technologies, old.technologies),
        entities=_applied(delta.entities, old.entities),
        documents=_applied(delta.documents, old.documents),
        ties=_applied(delta.ties, old.ties),
    )


def _difference(old: Mapping[str, Record], new: Mapping[str, Record]) -> Difference[Record]:
    return Difference(
        added=tuple(new[key] for key in sorted(new) if key not in old),
        changed=tuple((old[key], new[key]) for key in sorted(new) if key in old and old[key] != new[key]),
        removed=tuple(old[key] for key in sorted(old) if key not in new),
    )


def _claims(old: Dataset, new: Dataset) -> Iterator[ClaimChange]:
    """Which claims differ. What a document no longer says of a tie, and what it says instead, is one change."""
    gone, fresh = _lacking(old, new), _lacking(new, old)
    for key in sorted({*gone, *fresh}):
        left = list(gone.get(key, ()))
        for claim in fresh.get(key, ()):
            before = max(left, key=lambda one: _common(one, claim), default=None)
            if before:
                left.remove(before)
            yield ClaimChange(tie=key[0], old=before, new=claim)
        yield from (ClaimChange(tie=key[0], old=claim, new=None) for claim in left)


def _common(one: Claim, other: Claim) -> int:
    """In how many fields two claims agree: the more, the likelier one is a new form of the other."""
    return sum(getattr(one, name) == getattr(other, name) for name in Claim.model_fields)


def _lacking(here: Dataset, there: Dataset) -> Mapping[tuple[str, str], Sequence[Claim]]:
    """The claims of one dataset that the other has not, by tie and document."""
    known = {claim.id for tie in there.ties.values() for claim in tie.claims}
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for tie in here.ties.values():
        for claim in tie.claims:
            if claim.id not in known:
                found[tie.id, claim.document].append(claim)
    return found


def _applied(difference: Difference[Record], old: Mapping[str, Record]) -> dict[str, Record]:
    gone = {record.id for record in difference.removed}
    fresh = (*difference.added, *(new for _, new in difference.changed))
    return {key: record for key, record in old.items() if key not in gone} | {record.id: record for record in fresh}
