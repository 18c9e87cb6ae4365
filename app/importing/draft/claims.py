"""The claims of an article, a sentence each: what a clerk would write down for a person to confirm."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.dataset.fingerprints import fingerprint
from app.domain.records import Amount, Qualifier
from app.domain.vocabulary import ACTIVITIES, AmountKind, Relation, Status
from app.importing.amounts import Money, amounts_in
from app.importing.draft.actors import Group, Scene
from app.importing.draft.cues import MONEY
from app.importing.draft.dates import NO_DATES, Dates, dates_in
from app.importing.draft.names import Names
from app.importing.draft.sentences import Sentence
from app.importing.draft.status import status_of
from app.importing.draft.ties import OFFICE, Found, Tied, has_trigger, ties_in

_EMPTY_LEAD = re.compile(
    r"\b(?:to(?: \w+)?|can|could|will|would|may|must|should|are|is|addressed|following|below|meeting)\s*:$", re.I
)
_CARRIED_ON = re.compile(r"^(?:it|they|this|these|those|such|the \w+)\b", re.IGNORECASE)
_OVER_YEARS = re.compile(
    r"\b(?:over|for|across|in|within) (?:the )?(?:next |coming )?(?P<count>\w+)[ -]years?\b", re.IGNORECASE
)
_YEARLY = re.compile(r"\b(?:annual(?:ly)?|a year|per year|in (?:19|20)\d\d)\b", re.IGNORECASE)
_COUNTS = {word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_INITIALS = 4
"""An office of fewer letters is none but its initials: CEO."""

_OVER = re.compile(r"\b(?:topped|exceed(?:s|ed)?|surpass(?:es|ed)?|crossed)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class DraftClaim:
    """What a sentence seems to say: its best ties, which it says alike, with what else goes with them.

    `others` are ties that it may mean as well; without `ties` it says something that a person has to put into words.
    """

    sentence: str
    where: str
    ties: Sequence[Tied]
    others: Sequence[Tied]
    status: Status
    told_by: str
    technologies: Sequence[str] = ()
    dates: Dates = NO_DATES
    amount: Amount | None = None
    office: str | None = None
    says: str | None = None

    @property
    def passage(self) -> str:
        """The fingerprint of its sentence."""
        return fingerprint(self.sentence)


def claims_of(sentences: Sequence[Sentence], names: Names, published: str | None) -> Iterator[DraftClaim]:
    """A claim of each sentence that carries one."""
    scene = Scene.of(names, sentences)
    for sentence in sentences:
        if sentence.is_heading:
            continue
        groups = scene.enter(sentence)
        technologies = _technologies(sentence, names)
        if _carries(sentence, groups, technologies, scene):
            yield _claim(sentence, groups, technologies, scene, published)


def _carries(sentence: Sentence, groups: Sequence[Group], technologies: Sequence[str], scene: Scene) -> bool:
    """Whether a sentence says of somebody known, or of two, what they have to do with each other."""
    if sentence.is_lead and _EMPTY_LEAD.search(sentence.text):
        return False
    ends = {id for group in groups for id in group.ids}
    told = has_trigger(sentence.text)
    if sentence.lead:
        return bool(ends) or told
    if not told and not technologies and not any(group.end for group in groups):
        return False
    if len(ends) > 1 or any(scene.kind(id) in ACTIVITIES for id in ends) or any(amounts_in(sentence.text)):
        return True
    return (told and bool(ends or technologies)) or (len(technologies) > 1 and bool(_CARRIED_ON.match(sentence.text)))


def _technologies(sentence: Sentence, names: Names) -> list[str]:
    return list(dict.fromkeys(one.id for one in names.mentions(sentence.text) if not one.kind))


def _claim(
    sentence: Sentence, groups: Sequence[Group], technologies: Sequence[str], scene: Scene, published: str | None
) -> DraftClaim:
    found = ties_in(sentence.text, groups, scene) or _fallback(sentence.text, groups, scene)
    relation = found.relation if found else Relation.PARTNERS_WITH
    told = status_of(sentence.in_context, relation)
    return DraftClaim(
        sentence=sentence.text,
        where=sentence.where,
        ties=found.best if found else (),
        others=found.others if found else (),
        status=told.status,
        told_by=told.by,
        technologies=technologies,
        dates=dates_in(sentence.text, published),
        amount=_amount(sentence.text, found.best if found else (), published),
        office=office_in(sentence.text, relation),
    )


def office_in(text: str, relation: Relation) -> str | None:
    """The office in which a person acts, by its plainest name."""
    named = OFFICE.search(text) if relation is Relation.REPRESENTS else None
    return (named[0].upper() if len(named[0]) < _INITIALS else named[0].title()) if named else None


def _fallback(text: str, groups: Sequence[Group], scene: Scene) -> Found | None:
    """What the two that an article is about have to do with the one thing that a sentence names, or with each other."""
    both = Group(scene.protagonists, 0, 0)
    return ties_in(text, [both, *groups], scene) if len(scene.protagonists) > 1 else None


def _amount(text: str, ties: Sequence[Tied], published: str | None) -> Amount | None:
    """The first amount of a sentence."""
    money = next(iter(amounts_in(text)), None)
    return money and amount_in(text, money, ties, published)


def amount_in(text: str, money: Money, ties: Sequence[Tied], published: str | None) -> Amount:
    """An amount of a sentence, with the period that it covers and what sort of money it is."""
    amount = money.amount()
    changes: dict[str, object] = {
        "kind": next((AmountKind(kind) for kind, words in MONEY.items() if words.search(text)), None)
    }
    if not amount.period and (period := _period(text, changes["kind"])):
        changes["period"] = period
    if not amount.qualifier and _OVER.search(text[: money.start]):
        over: Qualifier = "over"
        changes["qualifier"] = over
    if len({tie.subject for tie in ties}) > 1 and len({tie.object for tie in ties}) == 1:
        changes["joint"] = f"{ties[0].object}-{(published or '')[:4]}".strip("-")[:80]
    return amount.model_copy(update=changes)


def _period(text: str, kind: object) -> str | None:
    if kind is AmountKind.TRADE:
        return "P1Y" if _YEARLY.search(text) else None
    if over := _OVER_YEARS.search(text):
        count = _COUNTS.get(over["count"].lower()) or (int(over["count"]) if over["count"].isdigit() else None)
        return f"P{count}Y" if count else None
    return None
