"""What a second person has to look at when a dataset changes: each record that is new, changed or gone, field by field;
claims with what became of their sentences; and what follows from it for ties."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar

from app.dataset.checking import Dataset
from app.dataset.review import LintRule, LintWarning, against, review
from app.dataset.review.changelog import sentence
from app.dataset.review.delta import ClaimChange, Delta, Difference, diff
from app.dataset.review.earlier_forms import earlier_forms
from app.dataset.review.fields import Field, differing
from app.dataset.review.verify import Finding, Text, Verdict
from app.domain.records import Claim, Document, Entity, Said, Technology, Tie
from app.domain.vocabulary import Stance, Standing

Record = TypeVar("Record", Document, Entity, Technology)
Named = TypeVar("Named", Entity, Technology)

OF_TIES = frozenset("status standing reliability technologies start end place amount share office conflicts".split())
"""What of a tie a reader of answers sees change."""


NAMING = frozenset(("name", "short", "aliases", "country"))
"""What else a changed entity or technology may be the same as depends on these."""


class Change(StrEnum):
    """What became of a record."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class Likely:
    """A record that another may be the same as, by how many points of 100, and why."""

    id: str
    name: str
    score: float
    why: str


@dataclass(frozen=True)
class ReviewedTie:
    """A tie, in words: what of it changes, and what its sources disagree on that they did not before."""

    change: Change
    id: str
    text: str
    fields: tuple[Field, ...] = ()
    disagreements: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReviewedClaim:
    """What a document says alike of some ties, as it is now, or was if it is gone.

    `finding` is what became of its sentence; None where the source is not at hand.
    """

    change: Change
    claim: Claim
    ties: tuple[ReviewedTie, ...]
    fields: tuple[Field, ...]
    finding: Finding | None


@dataclass(frozen=True)
class ReviewedRecord(Generic[Record]):
    """A record with its fields that differ, the file and line where it stands, and what it may be the same as; of a
    document also its claims that differ."""

    change: Change
    record: Record
    place: str
    fields: tuple[Field, ...]
    likely: tuple[Likely, ...] = ()
    claims: tuple[ReviewedClaim, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """All that changed from one dataset to another; `delta` has the same as records."""

    delta: Delta
    documents: tuple[ReviewedRecord[Document], ...]
    ties: tuple[ReviewedTie, ...]
    entities: tuple[ReviewedRecord[Entity], ...]
    technologies: tuple[ReviewedRecord[Technology], ...]
    warnings: tuple[LintWarning, ...]

    @property
    def claims(self) -> list[ReviewedClaim]:
        """The claims of all documents."""
        return [claim for document in self.documents for claim in document.claims]

    @property
    def lost(self) -> list[ReviewedClaim]:
        """The claims that stay, and whose sentence their source does not have."""
        return [
            one
            for one in self.claims
            if one.change is not Change.GONE and one.finding and one.finding.verdict is Verdict.GONE
        ]

    @property
    def likely(self) -> list[ReviewedRecord[Entity] | ReviewedRecord[Technology]]:
        """The records that may be the same as another."""
        return [one for one in (*self.entities, *self.technologies) if one.likely]


def compare(
    old: Dataset,
    new: Dataset,
    folders: Sequence[Path],
    today: str,
    likely: Callable[[Entity | Technology], Sequence[Likely]],
    texts: Mapping[str, str],
) -> Comparison:
    """What changed from one dataset to the one in some folders, on a day (ISO 8601).

    `likely` tells what a record of the new one may be the same as; `texts` are those of sources at hand, by document.
    """
    delta = diff(old, new)
    names = {id: entity.label for dataset in (old, new) for id, entity in dataset.entities.items()}
    claims = _Claims(old, new, names, {id: Text(text) for id, text in texts.items()}).by_document(delta.claims)
    documents = tuple(_documents(old, new, claims))
    entities = tuple(_listed(old.entities, new.entities, new.places["entities"], likely))
    technologies = tuple(_listed(old.technologies, new.technologies, new.places["technologies"], likely))
    seen = {one.record.id for one in (*documents, *entities) if one.change is not Change.GONE}
    warnings = dict.fromkeys((*_new_warnings(old, new, today), *earlier_forms(folders, seen.__contains__)))
    return Comparison(delta, documents, tuple(_ties(delta.ties, names)), entities, technologies, tuple(warnings))


def _new_warnings(old: Dataset, new: Dataset, today: str) -> Iterator[LintWarning]:
    """What is to be said of the new dataset that was not of the old one, without what a comparison has by itself."""
    known = {(one.rule, one.id, one.text): one.ties for one in review(old, today)}
    for one in review(new, today):
        ties = known.get((one.rule, one.id, one.text))
        fresh = tuple(tie for tie in one.ties if tie not in (ties or ()))
        if one.rule not in (LintRule.DUPLICATES, LintRule.CONFLICTS) and (ties is None or fresh):
            yield replace(one, ties=fresh)


# Records


def _listed(
    old: Mapping[str, Named],
    new: Mapping[str, Named],
    places: Mapping[str, str],
    likely: Callable[[Entity | Technology], Sequence[Likely]],
) -> Iterator[ReviewedRecord[Named]]:
    """The entities or technologies in which something differs that means anything; two that are alike say so once."""
    told = set[frozenset[str]]()
    for change, before, after in _pairs(old, new):
        record = after or before
        assert record
        if fields := differing(before, after, type(record).model_fields.keys() - {"id"}):
            alike = likely(after) if after and any(one.name in NAMING for one in fields) else ()
            fresh = tuple(one for one in alike if frozenset((one.id, record.id)) not in told)
            told |= {frozenset((one.id, record.id)) for one in fresh}
            yield ReviewedRecord(change, record, places.get(record.id, ""), fields, fresh)


def _documents(
    old: Dataset, new: Dataset, claims: Mapping[str, Sequence[ReviewedClaim]]
) -> Iterator[ReviewedRecord[Document]]:
    """The documents whose header or claims differ."""
    for change, before, after in _pairs(old.documents, new.documents):
        record = after or before
        assert record
        fields, said = differing(before, after, Document.model_fields.keys() - {"id"}), claims.get(record.id, ())
        if fields or said:
            place = new.places["documents"].get(record.id, "")
            yield ReviewedRecord(change, record, place, fields, claims=tuple(said))


def _pairs(
    old: Mapping[str, Record], new: Mapping[str, Record]
) -> Iterator[tuple[Change, Record | None, Record | None]]:
    """Each record before and after: those that are new, then those that are in both, then those that are gone."""
    yield from ((Change.NEW, None, new[id]) for id in sorted(new.keys() - old.keys()))
    yield from ((Change.CHANGED, old[id], new[id]) for id in sorted(new.keys() & old.keys()))
    yield from ((Change.GONE, old[id], None) for id in sorted(old.keys() - new.keys()))


def _change(before: object, after: object) -> Change:
    return Change.CHANGED if before and after else Change.NEW if after else Change.GONE


# Claims


@dataclass(frozen=True)
class _Claims:
    """Makes what is shown of claims, given the labels of entities, and the texts of sources by document."""

    old: Dataset
    new: Dataset
    names: Mapping[str, str]
    texts: Mapping[str, Text]

    def by_document(self, changes: Sequence[ClaimChange]) -> Mapping[str, Sequence[ReviewedClaim]]:
        """The claims that differ, in the order of their documents; what is said alike of several ties, once."""
        found: dict[str, dict[object, ReviewedClaim]] = defaultdict(dict)
        for change in sorted(changes, key=_position):
            made = self._claim(change)
            alike = found[made.claim.document]
            key = (made.change, made.fields, made.claim.passage)
            known = alike.setdefault(key, made)
            if known is not made:
                alike[key] = replace(known, ties=(*known.ties, *made.ties))
        return {document: tuple(claims.values()) for document, claims in found.items()}

    def _claim(self, change: ClaimChange) -> ReviewedClaim:
        claim = change.new or change.old
        assert claim
        new_only = {"passage"} if not (change.new and change.old) else set[str]()
        fields = differing(change.old, change.new, Said.model_fields.keys() - new_only)
        text = self.texts.get(claim.document)
        finding = text.finding(change.tie, claim) if text else None
        return ReviewedClaim(_change(change.old, change.new), claim, (self._tie(change.tie),), fields, finding)

    def _tie(self, id: str) -> ReviewedTie:
        old, new = self.old.ties.get(id), self.new.ties.get(id)
        tie = new or old
        assert tie
        return ReviewedTie(_change(old, new), id, sentence(tie, self.names))


def _position(change: ClaimChange) -> tuple[int, str]:
    claim = change.new or change.old
    assert claim
    return claim.position, change.tie


# Ties


def _ties(difference: Difference[Tie], names: Mapping[str, str]) -> Iterator[ReviewedTie]:
    """The ties that are other than before to a reader; of new ones, whose claims say it all, those in doubt."""
    for tie in difference.added:
        if disagreements := tuple(_disagreements(None, tie)):
            fields = differing(None, tie, OF_TIES - {"conflicts"})
            yield ReviewedTie(Change.NEW, tie.id, sentence(tie, names), fields, disagreements)
    for before, after in difference.changed:
        if fields := differing(before, after, OF_TIES):
            disagreements = tuple(_disagreements(before, after))
            if not before.conflicts:  # then the field says what they do
                fields = tuple(one for one in fields if one.name != "conflicts")
            yield ReviewedTie(Change.CHANGED, after.id, sentence(after, names), fields, disagreements)
    for tie in difference.removed:
        yield ReviewedTie(Change.GONE, tie.id, sentence(tie, names), differing(tie, None, OF_TIES))


def _disagreements(before: Tie | None, after: Tie) -> Iterator[str]:
    """What the sources of a tie disagree on that they did not before."""
    if after.standing is not Standing.UNDISPUTED and (before is None or before.standing is not after.standing):
        denying = (one.document for one in after.claims if one.stance is Stance.DISPUTES and not one.about)
        yield f"is {after.standing}: denied by {', '.join(dict.fromkeys(denying))}"
    for conflict in after.conflicts:
        if before is None or conflict not in before.conflicts:
            yield f"has two values of {conflict.attribute}: {against(conflict)}"
