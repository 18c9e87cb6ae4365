"""Which ties a sentence tells of: verbs for relations, within what relations allow."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations, product
from typing import NamedTuple

from app.domain.vocabulary import ACTIVITIES, ACTORS, RELATIONS, Kind, Relation
from app.importing.draft.actors import Group, Scene
from app.importing.draft.cues import CLEAR_RELATIONS, FAINT_RELATIONS, Cues

MOST_ALTERNATIVES = 3
MOST_TOGETHER = 6
"""So many ties at most are said alike."""


class Tied(NamedTuple):
    """What one entity has to do with another."""

    subject: str
    relation: Relation
    object: str

    @property
    def same(self) -> tuple[str, ...]:
        """What it has in common with one whose ends stand the other way round, where that says the same."""
        ends = self[0], self[2]
        return self.relation, *(sorted(ends) if RELATIONS[self.relation].symmetric else ends)

    def __str__(self) -> str:
        return f"[{self.subject}, {self.relation}, {self.object}]"


_BACKWARDS = re.compile(r"procur|purchas|buy|bought|acqui|order|import|successor", re.IGNORECASE)
_INVITES = re.compile(r"host|invit", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|for|in|into|of)\s+(?:the\s+)?(?:\w+\s+){0,1}$", re.IGNORECASE)
_RIGHT_BEFORE = 12
_BY = re.compile(r"^\W*(?:(?:and|partly|jointly|mainly) )?by\b", re.IGNORECASE)
_NEVER: Mapping[Relation, frozenset[Kind]] = {
    Relation.LEADS: frozenset({Kind.COUNTRY}),
    Relation.PART_OF: frozenset({Kind.COUNTRY}),
    Relation.PARTNERS_WITH: ACTIVITIES,
    Relation.SUPPORTS: frozenset({Kind.PERSON}),
}
"""Objects, and subjects of what goes both ways, that the vocabulary allows a relation and an article does not mean."""

OFFICE = re.compile(
    r"\b(?:(?:vice[- ])?president|(?:deputy )?prime minister|minister|secretary(?:[- ]general)?|(?:vice-)?chancellor"
    r"|national security advis[eo]r|advis[eo]r|ambassador|envoy|commissioner|director(?:[- ]general)?|head"
    r"|chair(?:man|woman|person)?|administrator|astronaut|cosmonaut|premier|chief executive(?: officer)?|ceo)\b",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """The ties that fit best, which are said alike, and others that the sentence may mean."""

    best: Sequence[Tied]
    others: Sequence[Tied]
    relation: Relation


def has_trigger(text: str) -> bool:
    """Whether a sentence has a word that tells of a relation."""
    return any(words.search(text) for words in (*CLEAR_RELATIONS.values(), *FAINT_RELATIONS.values()))


def ties_in(text: str, groups: Sequence[Group], scene: Scene) -> Found | None:
    """What a sentence about some groups says of them; None where no two of them can be tied."""
    readings = list(dict.fromkeys(_readings(_without_names(text, groups, scene), groups, scene)))
    if not readings:
        return None
    best, *rest = readings
    seen = {tie.same for tie in best}
    others = {tie.same: tie for reading in reversed(rest) for tie in reversed(reading) if tie.same not in seen}
    return Found(best, list(reversed(others.values()))[:MOST_ALTERNATIVES], best[0].relation)


def _without_names(text: str, groups: Sequence[Group], scene: Scene) -> str:
    """A sentence with blanks for the names of what is done: that of the Strategic Trade Dialogue tells of no trade."""
    for group in groups:
        if any(scene.kind(id) in ACTIVITIES for id in group.ids):
            text = f"{text[: group.start]}{' ' * (group.end - group.start)}{text[group.end :]}"
    return text


def _readings(text: str, groups: Sequence[Group], scene: Scene) -> Iterator[tuple[Tied, ...]]:
    """Ways to read a sentence, the best first, each of them ties that it says alike."""
    yield from _told(CLEAR_RELATIONS, text, groups, scene)
    yield from _offices(text, groups, scene)
    yield from _told(FAINT_RELATIONS, text, groups, scene)
    yield from _by_kind(groups, scene)


def _told(cues: Cues, text: str, groups: Sequence[Group], scene: Scene) -> Iterator[tuple[Tied, ...]]:
    for name, words in cues.items():
        for trigger in words.finditer(text):
            yield from _by_trigger(Relation(name), trigger, groups, scene)


def _by_trigger(
    relation: Relation, trigger: "re.Match[str]", groups: Sequence[Group], scene: Scene
) -> Iterator[tuple[Tied, ...]]:
    before = [group for group in groups if group.end <= trigger.start()]
    after = [group for group in groups if group.start >= trigger.end()]
    around = [group for group in groups if group.start < trigger.end() and group.end > trigger.start()]
    if RELATIONS[relation].symmetric:
        yield from _in_activities(groups, scene)
        yield from _among(relation, [*reversed(before), *around], after, scene)
        return
    turned = _BACKWARDS.match(trigger[0]) or _BY.match(trigger.string[trigger.end() :])
    subjects, objects = [*reversed(before), *around], [*around, *after]
    if turned:
        subjects, objects = objects, subjects
    if relation is Relation.HOSTS and not _INVITES.match(trigger[0]):
        subjects, objects = after, groups
    ordered = sorted(product(subjects, objects), key=lambda pair: _distance(pair, trigger.start(), scene))
    for subject, object in ordered:
        if not _is_activity(object, scene) and not turned and not _reaches(trigger, object):
            continue
        if not set(subject.ids) & set(object.ids) and (ties := _allowed(subject.ids, relation, object.ids, scene)):
            yield ties
    for subject, object in permutations(groups, 2):
        if _is_activity(object, scene) and (ties := _allowed(subject.ids, relation, object.ids, scene)):
            yield ties


def _reaches(trigger: "re.Match[str]", object: Group) -> bool:
    """Whether what is done stands right before to whom, or with `to`, `for` or `in` between."""
    between = trigger.string[trigger.end() : object.start]
    return len(between) < _RIGHT_BEFORE or _TO.search(between) is not None


def _is_activity(group: Group, scene: Scene) -> bool:
    return all(scene.kind(id) in ACTIVITIES for id in group.ids)


def _in_activities(groups: Sequence[Group], scene: Scene) -> Iterator[tuple[Tied, ...]]:
    """Those who are together in something that has a name."""
    for actors, activity in permutations(groups, 2):
        if activity.end and _is_activity(activity, scene) and not _is_activity(actors, scene):
            if ties := _allowed(actors.ids, Relation.PARTICIPATES_IN, activity.ids, scene):
                yield ties


def _distance(pair: tuple[Group, Group], place: int, scene: Scene) -> tuple[bool, int]:
    """Things that are done before those who do them, then by how near they stand."""
    subject, object = pair
    return not _is_activity(object, scene), abs(subject.start - place) + abs(object.start - place)


def _among(
    relation: Relation, before: Sequence[Group], after: Sequence[Group], scene: Scene
) -> Iterator[tuple[Tied, ...]]:
    """Those who do something with each other: several who stand before it, or one and those after it."""
    for group in before[:1]:
        yield from _within(relation, group, scene)
    for one, other in product(before, after):
        if len(one.ids) == 1 and not set(one.ids) & set(other.ids):
            if ties := _allowed(one.ids, relation, other.ids, scene):
                yield ties
    for group in (*after, *before):
        yield from _within(relation, group, scene)
    for one, other in permutations((*before, *after), 2):
        if one.start < other.start and (ties := _allowed(one.ids[:1], relation, other.ids[:1], scene)):
            yield ties


def _within(relation: Relation, group: Group, scene: Scene) -> Iterator[tuple[Tied, ...]]:
    if len(group.ids) > 1 and (ties := _allowed(group.ids[:1], relation, group.ids[1:], scene)):
        yield ties


def _offices(text: str, groups: Sequence[Group], scene: Scene) -> Iterator[tuple[Tied, ...]]:
    """Whom a person speaks for, where an office is named: the country or body that stands nearest."""
    if not OFFICE.search(text):
        return
    people = [group for group in groups if scene.kind(group.ids[0]) is Kind.PERSON]
    bodies = [group for group in groups if scene.kind(group.ids[0]) in ACTORS]
    for person, body in sorted(product(people, bodies), key=lambda pair: abs(pair[0].start - pair[1].end)):
        if ties := _allowed(person.ids[:1], Relation.REPRESENTS, body.ids[-1:], scene):
            yield ties


def _by_kind(groups: Sequence[Group], scene: Scene) -> Iterator[tuple[Tied, ...]]:
    """What two have to do with each other by what they are alone."""
    for relation in (Relation.PARTICIPATES_IN, Relation.PARTNERS_WITH, Relation.PART_OF, Relation.SUPPORTS):
        for one, other in permutations(groups, 2):
            if any(scene.kind(id) in ACTORS or scene.kind(id) is Kind.PERSON for id in one.ids):
                if ties := _allowed(one.ids, relation, other.ids, scene):
                    yield ties
        if RELATIONS[relation].symmetric:
            for group in groups:
                yield from _within(relation, group, scene)
    for one, other in permutations(groups, 2):
        if ties := _allowed(one.ids, Relation.PART_OF, other.ids, scene):
            yield ties


def _allowed(
    subjects: Sequence[str], relation: Relation, objects: Sequence[str], scene: Scene
) -> tuple[Tied, ...] | None:
    """The ties between some ends, if the relation may lead from each to each."""
    rule = RELATIONS[relation]
    ties = [Tied(one, relation, other) for one, other in product(subjects, objects) if one != other]
    never = _NEVER.get(relation, frozenset[Kind]())
    symmetric = rule.symmetric or relation is Relation.SUPPORTS
    from_kinds = rule.subjects - never if symmetric else rule.subjects
    fits = all(scene.kind(tie.subject) in from_kinds and scene.kind(tie.object) in rule.objects - never for tie in ties)
    return tuple(ties[:MOST_TOGETHER]) if ties and fits else None
