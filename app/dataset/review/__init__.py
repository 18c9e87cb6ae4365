"""What a reviewer should look at in a dataset without errors: warnings, each of which may be right as it stands."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from rapidfuzz import fuzz

from app.dataset.checking import Dataset
from app.domain.dates import overlap
from app.domain.records import Claim, Conflict, Entity, Technology, Tie
from app.domain.text import folded
from app.domain.ties import OLD_YEARS, is_older, on_day
from app.domain.vocabulary import (
    ACTIVITIES,
    PROMISED,
    RELATIONS,
    InitiativeType,
    Kind,
    Relation,
    Reliability,
    Stance,
    Status,
)

ALIKE = 90
"""From here on, of 100, two names look like two spellings of one."""

COMMON = 50
"""A word that more names have says nothing of two of them."""

LASTING = (*PROMISED, Status.ACTIVE)
"""What a newer document may have more to say of."""

DATED = re.compile(r"\d{4}-\d\d")
"""A date of a month or a day; a year alone says too little."""


class LintRule(StrEnum):
    """What a warning is about."""

    DUPLICATES = "likely duplicates"
    UNTIED = "entities without ties"
    OVERDUE = "promises whose date has passed"
    SPOKEN = "plans that start on the day of their document"
    INFERRED = "conclusions that are older than what they dispute"
    CONFLICTS = "ties on which sources differ"
    OLD = "documents whose old word is the last"
    WEAK = "ties that rest on one weak source"
    UNTYPED = "initiatives without a type"
    OFFICES = "people who act without an office"
    ALONE = "initiatives and events with one party"
    UNUSED = "technologies that no tie uses"
    EARLIER = "what is better written otherwise"


@dataclass(frozen=True)
class LintWarning:
    """One warning: where to look, the record, what is doubtful about it, and on which ties, if it is on several."""

    rule: LintRule
    place: str
    id: str
    text: str
    ties: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.place}: {self.id} {self.text}{', '.join(self.ties)}"


def review(dataset: Dataset, today: str) -> Iterator[LintWarning]:
    """Every warning about a dataset on a day (ISO 8601), kind by kind."""
    yield from _duplicates(dataset, dataset.entities)
    yield from _duplicates(dataset, dataset.technologies)
    yield from _untied(dataset)
    yield from _overdue(dataset, today)
    yield from _spoken(dataset)
    yield from _inferred(dataset)
    yield from _conflicts(dataset)
    yield from _old(dataset, today)
    yield from _weak(dataset)
    yield from _untyped(dataset)
    yield from _offices(dataset)
    yield from _alone(dataset)
    yield from _unused(dataset)


def against(conflict: Conflict) -> str:
    """The values of a conflict, each with who gives it; who denies one may give none instead."""
    return " against ".join(
        f"{repr(one.value) if one.value else 'denied'} ({', '.join(one.documents)})" for one in conflict.values
    )


# Where to look


def _record(dataset: Dataset, record: Entity | Technology) -> str:
    return dataset.places["entities" if isinstance(record, Entity) else "technologies"][record.id]


def _claimed(dataset: Dataset, claim: Claim) -> str:
    return dataset.places["documents"][claim.document]


def _source(dataset: Dataset, tie: Tie) -> str:
    return _claimed(dataset, _first(tie))


def _first(tie: Tie) -> Claim:
    return next(claim for claim in tie.claims if claim.stance is Stance.SUPPORTS)


# Duplicates


def _duplicates(dataset: Dataset, records: Mapping[str, Entity] | Mapping[str, Technology]) -> Iterator[LintWarning]:
    """Pairs of records with names that are nearly the same, each pair once."""
    seen: set[frozenset[str]] = set()
    for one, other in _comparable(records):
        pair = frozenset((one[0], other[0]))
        if pair not in seen and _alike(one[1], other[1]):
            seen.add(pair)
            record = records[one[0]]
            text = f"may be the same as {other[0]}: it is called {one[2]!r}, the other {other[2]!r}"
            yield LintWarning(LintRule.DUPLICATES, _record(dataset, record), record.id, text)


Named = tuple[str, str, str]
"""Id of a record, one of its names to compare, and the name as written."""


def _comparable(records: Mapping[str, Entity] | Mapping[str, Technology]) -> Iterator[tuple[Named, Named]]:
    """Pairs of names of different records that share the beginning of a word which few names have."""
    sharing: dict[str, set[Named]] = defaultdict(set)
    for key, record in records.items():
        short = record.short if isinstance(record, Entity) else None
        for name in filter(None, (record.name, short, *record.aliases)):
            plain = _plain(name)
            for word in plain.split():
                sharing[word[:4]].add((key, plain, name))
    for names in sharing.values():
        if len(names) <= COMMON:
            yield from ((one, other) for one, other in combinations(sorted(names), 2) if one[0] != other[0])


def _plain(name: str) -> str:
    """Words in order of the alphabet, so that `Ministry of Defence, India` is `India, Ministry of Defence`."""
    return " ".join(sorted(re.sub(r"[^\w\s]", " ", folded(name)).split()))


def _alike(one: str, other: str) -> bool:
    """Nearly the same, and with the same numbers: Chandrayaan-2 is not Chandrayaan-3."""
    return re.findall(r"\d+", one) == re.findall(r"\d+", other) and fuzz.ratio(one, other) >= ALIKE


# Records and ties by themselves


def _untied(dataset: Dataset) -> Iterator[LintWarning]:
    tied = {end for tie in dataset.ties.values() for end in (tie.subject, tie.object)}
    for key, entity in dataset.entities.items():
        if key not in tied:
            yield LintWarning(
                LintRule.UNTIED, _record(dataset, entity), key, "has no tie; no document says anything of it"
            )


def _overdue(dataset: Dataset, today: str) -> Iterator[LintWarning]:
    for tie in dataset.ties.values():
        if on_day(tie, today).overdue:
            text = f"is {tie.status} and was due by {tie.due}; does a newer document say what came of it?"
            yield LintWarning(LintRule.OVERDUE, _source(dataset, tie), tie.id, text)


def _spoken(dataset: Dataset) -> Iterator[LintWarning]:
    """Plans that begin when somebody spoke of them: `start` is of the thing, not of the statement."""
    for tie, claim in _claims(dataset):
        if (
            claim.status in PROMISED
            and claim.start
            and DATED.search(claim.start)
            and overlap(claim.start, claim.published)
        ):
            text = f"is {claim.status} with start {claim.start}, when its document came out; is that when it begins?"
            yield LintWarning(LintRule.SPOKEN, _claimed(dataset, claim), tie.id, text)


def _inferred(dataset: Dataset) -> Iterator[LintWarning]:
    """Conclusions from documents that could not know of what they are made to dispute."""
    for tie, claim in _claims(dataset):
        supporting = [one.known for one in tie.claims if one.stance is Stance.SUPPORTS]
        if claim.inferred and claim.stance is Stance.DISPUTES and claim.known < min(supporting):
            text = f"is concluded not to hold from a document of {claim.published}, older than each that supports it"
            yield LintWarning(LintRule.INFERRED, _claimed(dataset, claim), tie.id, text)


def _conflicts(dataset: Dataset) -> Iterator[LintWarning]:
    for tie in dataset.ties.values():
        for conflict in tie.conflicts:
            text = f"has two values of {conflict.attribute}: {against(conflict)}; is one of another thing?"
            yield LintWarning(LintRule.CONFLICTS, _source(dataset, tie), tie.id, text)


def _old(dataset: Dataset, today: str) -> Iterator[LintWarning]:
    """One warning for each document that has the last word on what may have gone on since."""
    resting: dict[str, list[str]] = defaultdict(list)
    for tie in dataset.ties.values():
        if tie.status in LASTING and is_older(tie, OLD_YEARS, today):
            resting[_first(tie).document].append(tie.id)
    for document, ties in resting.items():
        text = f"is older than {OLD_YEARS} years and the last word on "
        yield LintWarning(LintRule.OLD, dataset.places["documents"][document], document, text, tuple(ties))


def _untyped(dataset: Dataset) -> Iterator[LintWarning]:
    for key, entity in dataset.entities.items():
        if entity.kind is Kind.INITIATIVE and not entity.type:
            text = f"has no `type`; it can be {', '.join(InitiativeType)}"
            yield LintWarning(LintRule.UNTYPED, _record(dataset, entity), key, text)


def _offices(dataset: Dataset) -> Iterator[LintWarning]:
    for tie in dataset.ties.values():
        person = dataset.entities[tie.subject].kind is Kind.PERSON
        if person and tie.relation is Relation.REPRESENTS and not tie.office:
            yield LintWarning(
                LintRule.OFFICES, _source(dataset, tie), tie.id, "does not say in which office; add `office`"
            )


def _alone(dataset: Dataset) -> Iterator[LintWarning]:
    """What is there to bring several together, and has one: who else takes part?"""
    parties: dict[str, set[str]] = defaultdict(set)
    for tie in dataset.ties.values():
        if RELATIONS[tie.relation].joins:
            parties[tie.object].add(tie.subject)
    for key, entity in dataset.entities.items():
        if entity.kind in ACTIVITIES and len(parties[key]) == 1:
            text = f"has one party, {next(iter(parties[key]))}; who else takes part?"
            yield LintWarning(LintRule.ALONE, _record(dataset, entity), key, text)


def _claims(dataset: Dataset) -> Iterator[tuple[Tie, Claim]]:
    return ((tie, claim) for tie in dataset.ties.values() for claim in tie.claims)


def _weak(dataset: Dataset) -> Iterator[LintWarning]:
    """One warning for each document that nobody answers for and that ties rest on alone."""
    resting: dict[str, list[str]] = defaultdict(list)
    for tie in dataset.ties.values():
        sources = {claim.document for claim in tie.claims if claim.stance is Stance.SUPPORTS}
        weak = [key for key in sources if dataset.documents[key].reliability is Reliability.UNVERIFIED]
        if len(sources) == len(weak) == 1:
            resting[weak[0]].append(tie.id)
    for document, ties in resting.items():
        text = "is unverified and the only source of "
        yield LintWarning(LintRule.WEAK, dataset.places["documents"][document], document, text, tuple(ties))


def _unused(dataset: Dataset) -> Iterator[LintWarning]:
    used = {field for tie in dataset.ties.values() for field in tie.technologies}
    ahead = list(used)
    while ahead:
        broader = set(dataset.technologies[ahead.pop()].broader) - used
        used |= broader
        ahead += broader
    for key, technology in dataset.technologies.items():
        if key not in used:
            yield LintWarning(
                LintRule.UNUSED, _record(dataset, technology), key, "is in no tie, and no narrower field is"
            )
