"""Who a sentence is about: the names in it, in groups, and what `both countries` and `they` stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain.vocabulary import ACTIVITIES, ACTORS, Kind
from app.importing.draft.names import Mention, Names, counted
from app.importing.draft.sentences import Sentence

_BOTH = re.compile(
    r"\bboth (?:countries|nations|sides|governments|parties|partners|leaders|economies|states)\b"
    r"|\b(?:the|these|our) two (?:countries|nations|sides|governments|leaders|partners|states|allies|powers)\b"
    r"|\beach (?:country|nation|side)\b|\bthe (?:two|pair)\b(?= (?:have|agreed|will|signed))",
    re.IGNORECASE,
)
_OF_STATES = re.compile(r"countr|nation|government|state|econom|power|leader", re.IGNORECASE)
_TOGETHER = re.compile(
    r"\bbilateral\w*|\bjoint(?:ly)?\b|\bco-(?:develop|produc|operat|invest|design|manufactur)\w+|\bcollaborative\b"
    r"|\bmutual(?:ly)?\b|\bdelegat(?:es|ions)\b|\btwo-way\b"
    r"|^(?:the|this|such|these) (?:partnership|relationship|cooperation|collaborati(?:on|ve \w+)|ties|efforts)\b",
    re.IGNORECASE,
)
"""Words that leave it to the article who is meant, where the sentence names no two by itself."""

_THE_TWO = re.compile(
    r"\b(?:the|both|these|all) (?:two |three )?(?:\w+ )?(?P<noun>agencies|companies|firms|institutes|universities)\b",
    re.I,
)
_CARRIED = re.compile(
    r"^(?:[-–•]\s*)?(?:it|they|this|these|those|such|he|she|its|their|his|her|both|the (?:partnership|agreement|deal"
    r"|pact|initiative|programme|program|project|fund|summit|meeting|mission|contract|plan|accord|move|two|company|agency"
    r"|institute|centre|center|plant|facility|factory|venture|collaboration|cooperation|relationship|satellite"
    r"|consortium|memorandum|mou))\b",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"^(?:[\s,]*(?:and|&|as well as|or)?\s*(?:the|its|their)?\s*|['’]s?\s*[-–]?\s*|\s*[-–/]\s*)$", re.I
)
_NOUNS = {
    "agencies": frozenset({Kind.AGENCY}),
    "companies": frozenset({Kind.COMPANY}),
    "firms": frozenset({Kind.COMPANY}),
    "institutes": frozenset({Kind.INSTITUTION}),
    "universities": frozenset({Kind.INSTITUTION}),
}


STATES = frozenset({Kind.COUNTRY, Kind.BLOC})


class Group(NamedTuple):
    """Entities that a text names together, or that a phrase stands for, and where: `India and Japan`, `both sides`."""

    ids: tuple[str, ...]
    start: int
    end: int


@dataclass
class Scene:
    """Who has been on stage so far in an article.

    `protagonists` are the two that it names most, countries or else other actors; `states` are the two countries.
    """

    names: Names
    protagonists: tuple[str, ...]
    states: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    recent: list[str] = field(default_factory=list[str])

    @classmethod
    def of(cls, names: Names, sentences: Sequence[Sentence]) -> "Scene":
        """The scene as an article begins."""
        mentions = [one for sentence in sentences for one in names.mentions(sentence.text)]
        states = counted(mentions, STATES)[:2]
        anybody = counted(mentions, ACTORS)[:2]
        of_states = len(states) > 1 and states[0][1] > 1
        protagonists = states if of_states else anybody
        return cls(names, tuple(id for id, _ in protagonists), tuple(id for id, _ in states))

    def kind(self, id: str) -> Kind:
        """What an entity is."""
        return self.names.entities[id].kind

    def enter(self, sentence: Sentence) -> list[Group]:
        """Who a sentence is about, in order; what it only points at comes from those before."""
        own = self._grouped(sentence.text)
        named = [id for group in own for id in group.ids]
        together = _TOGETHER.match(sentence.text) is not None
        if sentence.lead and not any(self.kind(id) in ACTORS for id in named):
            own = [*self._at_the_start(self._grouped(sentence.lead)), *own]
        elif not together and _CARRIED.match(sentence.text) and self.last and not set(self.last) <= set(named):
            carried = tuple(id for id in self.last if id not in named)
            own = [Group(carried[:3], 0, 0), *own]
        if named and not sentence.lead:
            self.last = tuple(dict.fromkeys(named))
        self.recent += named
        return own

    def _at_the_start(self, groups: Sequence[Group]) -> list[Group]:
        return [Group(group.ids, 0, 0) for group in groups]

    def _grouped(self, text: str) -> list[Group]:
        mentions = [one for one in self.names.mentions(text) if one.kind]
        groups = [Group((one.id,), one.start, one.end) for one in mentions]
        found = sorted([*groups, *self._pointed_at(text, mentions)], key=lambda one: one.start)
        joined: list[Group] = []
        for group in found:
            if joined and self._together(joined[-1], group, text):
                ids = tuple(dict.fromkeys((*joined[-1].ids, *group.ids)))
                joined[-1] = Group(ids, joined[-1].start, group.end)
            else:
                joined.append(group)
        return joined

    def _together(self, one: Group, other: Group, text: str) -> bool:
        """Whether two stand side by side, and are of a kind: `India and the United States`."""
        return _LINKED.match(text[one.end : other.start]) is not None and (
            self._sort(one.ids[-1]) == self._sort(other.ids[0])
        )

    def _sort(self, id: str) -> frozenset[Kind]:
        kind = self.kind(id)
        return next((kinds for kinds in (ACTIVITIES, STATES, ACTORS - STATES) if kind in kinds), frozenset({kind}))

    def _pointed_at(self, text: str, mentions: Sequence[Mention]) -> list[Group]:
        groups = list[Group]()
        named = {one.id for one in mentions}
        actors = {id for id in named if self.kind(id) in ACTORS or self.kind(id) is Kind.PERSON}
        both = _BOTH.search(text) or (_TOGETHER.search(text) if len(actors) < 2 else None)
        meant = self.states if both and _OF_STATES.search(both[0]) and len(self.states) == 2 else self.protagonists
        if len(meant) == 2 and both and not set(meant) <= named:
            groups.append(Group(meant, both.start(), both.end()))
        for found in _THE_TWO.finditer(text):
            kinds = _NOUNS[found["noun"].lower()]
            last = list(dict.fromkeys(id for id in reversed(self.recent) if self.kind(id) in kinds))[:2]
            if len(last) == 2:
                groups.append(Group(tuple(reversed(last)), found.start(), found.end()))
        return groups
