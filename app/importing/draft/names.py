"""What a text names: entities and technologies that are known, by all their names, longest first.

The words of a text are compared with the words of names, folded, so that `fast-breeder reactor` is `Fast breeder
reactors`. A name that begins with a capital has one in the text too, and one of capitals alone (US, AI) has these: `us`
is a pronoun. A person is known by the last name too, a country by its people and its seat of government.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain.records import Entity, Technology
from app.domain.text import folded
from app.domain.vocabulary import Kind
from app.importing.draft.countries import SPEAKS_FOR

_WORD = re.compile(r"[^\W_]+")
_SHORT = 5
"""Names of so many letters, all of them capitals, are taken in capitals alone."""


class Mention(NamedTuple):
    """A place in a text that names something: its id, its kind (None for a technology), from where to where."""

    id: str
    kind: Kind | None
    start: int
    end: int


class _Named(NamedTuple):
    id: str
    kind: Kind | None
    written: str


@dataclass
class Names:
    """Names of entities and technologies, by their first word."""

    entities: dict[str, Entity] = field(default_factory=dict[str, Entity])
    _by_words: dict[tuple[str, ...], list[_Named]] = field(default_factory=dict[tuple[str, ...], list[_Named]])
    _longest: dict[str, int] = field(default_factory=dict[str, int])

    @classmethod
    def of(cls, entities: Iterable[Entity], technologies: Iterable[Technology]) -> "Names":
        """The names of some entities and technologies."""
        names = cls()
        for entity in entities:
            names.add(entity)
        for technology in technologies:
            for name in (technology.name, *technology.aliases):
                names._put(name, technology.id, None)
        names.add_last_names()
        return names

    def add(self, entity: Entity) -> None:
        """Takes an entity in."""
        self.entities[entity.id] = entity
        for name in _names_of(entity):
            self._put(name, entity.id, entity.kind)

    def call(self, id: str, name: str) -> None:
        """Takes a further name of an entity in."""
        self._put(name, id, self.entities[id].kind)

    def add_last_names(self) -> None:
        """Takes people by their last names too, where only one has it."""
        people = [one for one in self.entities.values() if one.kind is Kind.PERSON and " " in one.name]
        shared = Counter(entity.name.split()[-1] for entity in people)
        for entity in people:
            last = entity.name.split()[-1]
            if shared[last] == 1:
                self._put(last, entity.id, entity.kind)

    def _put(self, name: str, id: str, kind: Kind | None) -> None:
        key = tuple(_plural(word) for word in _words(name))
        if key and len("".join(key)) > 1:
            self._by_words.setdefault(key, []).append(_Named(id, kind, name))
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def mentions(self, text: str) -> list[Mention]:
        """What a text names, in order; of names that overlap the one that begins first, and of these the longest."""
        places = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        each = [_plural(folded(text[start:end])) for start, end in places]
        found: list[Mention] = []
        at = 0
        while at < len(each):
            length = min(self._longest.get(each[at], 0), len(each) - at)
            for size in range(length, 0, -1):
                start, end = places[at][0], places[at + size - 1][1]
                if (named := self._named(tuple(each[at : at + size]), text[start:end])) and text[end : end + 1] != "$":
                    found.append(Mention(named.id, named.kind, start, end))
                    at += size
                    break
            else:
                at += 1
        return found

    def _named(self, key: tuple[str, ...], seen: str) -> _Named | None:
        """What words name as they are written; an entity before a technology of the same name."""
        fitting = [one for one in self._by_words.get(key, []) if _fits(one, seen)]
        return min(fitting, key=lambda one: one.kind is None, default=None)


def _names_of(entity: Entity) -> Iterable[str]:
    yield from filter(None, (entity.name, entity.short, *entity.aliases))
    if entity.kind is Kind.COUNTRY or (entity.country == ("EU",) and entity.kind is Kind.BLOC):
        yield from SPEAKS_FOR.get(entity.country[0] if entity.country else "", ())


def _words(text: str) -> list[str]:
    return [folded(word) for word in _WORD.findall(text)]


def _plural(word: str) -> str:
    """A word without what only makes it many, and in one of two spellings: reactors, defense."""
    word = re.sub(r"program(?!m)", "programme", word.replace("defense", "defence"))
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _fits(one: _Named, seen: str) -> bool:
    if one.written.isupper() and len(one.written) <= _SHORT:
        return seen.isupper() or _is_plural_of(seen, one.written)
    return one.kind is None or not one.written[0].isupper() or seen[0].isupper()


def _is_plural_of(seen: str, written: str) -> bool:
    return seen.endswith("s") and seen[:-1] == written


def counted(mentions: Iterable[Mention], kinds: frozenset[Kind]) -> list[tuple[str, int]]:
    """The ids of what is mentioned, of some kinds, and how often, the most often first."""
    return Counter(one.id for one in mentions if one.kind in kinds).most_common()
