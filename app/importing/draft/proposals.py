"""Names in an article that nobody knows yet, as entities to propose; their last words say of which kind they are."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.codes import country_names
from app.domain.records import Entity
from app.domain.vocabulary import InitiativeType, Kind
from app.importing.draft.cues import KINDS, TYPES
from app.importing.draft.names import Mention, Names
from app.importing.draft.sentences import Sentence
from app.importing.matcher import Candidate, Known, Sought, automatic, ranked
from app.importing.matches import slug

_KINDS = {word: Kind(name) for name, listed in KINDS.items() for word in listed}
_TYPES = {word: InitiativeType(name) for name, listed in TYPES.items() for word in listed}

_CAPITAL = r"(?:[A-Z][\w&.'’-]*\w|[A-Z]|[A-Z]\.(?:[A-Z]\.)+|\d+[a-zA-Z]\w*)"
_SMALL = r"(?:of(?: the)?|for(?: the)?|and(?: the)?|on(?: the)?|de|di|der|van|von|in|&|\d[\d.]*)"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:{_SMALL}\s+)*(?:{_CAPITAL}|\d[\d.]*\b))*")
_MOST_WORDS, _MOST_WORDS_OF_A_PERSON, _SHORTEST = 14, 4, 3
_OWNER = re.compile(r"[A-Z]\w+['’]s")
"""Who has what is named: `Russia's` Skolkovo Institute."""

_BRAND = re.compile(r"\d|[a-z][A-Z]")
_SHORT_FORM = re.compile(r"^\s*\((?P<short>[A-Z][\w.&-]{1,14})\)")
_PERSON = re.compile(
    r"(?:president|prime minister|minister|secretary|advis[eo]r|ambassador|chancellor|chair(?:man|woman|person)?"
    r"|director(?:[- ]general)?|administrator|ceo|chief executive(?: officer)?|commissioner|general|captain|dr|mr|ms"
    r"|mrs|professor|prof|senator|founder|astronaut|cosmonaut|commander|spokes(?:man|woman|person)|king|queen)\.?"
    r"(?: \([\w.]+\))?,?\s*$",
    re.IGNORECASE,
)
_SUCH_AS = re.compile(
    r"\b(?:like|such as|including|by|with|from|between|startups?|compan(?:y|ies)|firms?|makers?|giants?)\s+"
    r"(?:[\w-]+\s+and\s+)?$",
    re.IGNORECASE,
)
_NO_NAME = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december i he she it they we you the a an this that these those both in on at by for from
    with and or but while as if when since during additionally however meanwhile moreover key new according also under
    over after before our their its his her such there here what who how why not no yes one two three first second mr ms
    mrs dr president minister secretary prime ambassador chairman director ceo""".split()
)
"""Words with a capital that name nothing by themselves."""


@dataclass(frozen=True)
class Proposal:
    """An entity to propose, why it has its kind, and known ones that it may be the same as."""

    entity: Entity
    why: str
    alike: Sequence[Candidate]


def proposals(sentences: Sequence[Sentence], names: Names, known: Sequence[Known]) -> list[Proposal]:
    """The names that an article has and nobody knows, the first first.

    One that is known by another spelling, without doubt, is taken in as a name of what it means.
    """
    found = {one.entity.id: one for one in _countries_named(sentences, names)}
    seen = list(_new_names(sentences, names))
    counts = Counter(one.name for one in seen)
    for one in seen:
        if one.kind is None and counts[one.name] < 2:
            continue
        id = next((id for id in map(slug, filter(None, (one.short, one.name))) if id not in names.entities), None)
        if not id or _is_known(one.name, names):
            continue
        alike = ranked(Sought(one.name), known)
        if same := automatic(alike):
            names.call(same.id, one.name)
            continue
        country = _countries(one.name, names)
        short = one.short if one.short and not _is_known(one.short, names) else None
        fields = {"id": id, "kind": _kind_of(one), "name": one.name, "short": short, "type": one.type}
        entity = Entity.model_validate(fields | {"country": country})
        found[id] = Proposal(entity, one.why, alike[:2])
        names.add(entity)
    names.add_last_names()
    return list(found.values())


def _countries_named(sentences: Sequence[Sentence], names: Names) -> list[Proposal]:
    """The countries that an article names and nobody knows yet, which then are."""
    known = {code for entity in names.entities.values() if entity.kind is Kind.COUNTRY for code in entity.country}
    others = Names()
    for code, name in country_names().items():
        if code not in known and not names.mentions(name):
            fields = {"id": slug(name), "kind": Kind.COUNTRY, "name": name, "country": code}
            others.add(Entity.model_validate(fields))
    taken = [(sentence.text, names.mentions(sentence.text)) for sentence in sentences]
    named = {
        one.id
        for text, mentions in taken
        for one in others.mentions(text)
        if not any(mention.start < one.end and one.start < mention.end for mention in mentions)
    }
    new = [entity for id, entity in others.entities.items() if id in named]
    for entity in new:
        names.add(entity)
    return [Proposal(entity, "a country by ISO 3166", []) for entity in new]


@dataclass(frozen=True)
class _New:
    name: str
    short: str | None
    kind: Kind | None
    type: InitiativeType | None
    why: str


def _new_names(sentences: Iterable[Sentence], names: Names) -> Iterator[_New]:
    for sentence in sentences:
        if sentence.is_heading:
            continue
        mentions = names.mentions(sentence.text)
        for match in _NAME.finditer(sentence.text):
            for name, start, end in _parts(match[0], match.start()):
                if not _covered(name, start, end, mentions) and (one := _guessed(name, start, end, sentence.text)):
                    yield one


def _parts(name: str, start: int) -> Iterator[tuple[str, int, int]]:
    """A name without words at its ends that only begin a sentence; both sides of an `and` that joins two names."""
    pieces = re.split(r"(\s+and\s+(?:the\s+)?)", name)
    whole = len(pieces) != 3 or not _are_two(pieces[0], pieces[2])
    at = start
    for piece in [name] if whole else pieces:
        each = list(re.finditer(r"\S+", piece))
        while each and _no_first_word(each[0][0]):
            each = each[1:]
        while each and _no_last_word(each[-1][0]):
            each = each[:-1]
        if each and len(each) <= _MOST_WORDS and each[0][0][0].isalnum():
            yield re.sub(r"['’]s$", "", " ".join(word[0] for word in each)), at + each[0].start(), at + each[-1].end()
        at += len(piece)


def _no_first_word(word: str) -> bool:
    return word.lower().strip(".") in _NO_NAME or word.islower() or _OWNER.fullmatch(word) is not None


def _no_last_word(word: str) -> bool:
    return word.lower() in _NO_NAME or word.islower() or word.isdigit()


def _are_two(one: str, other: str) -> bool:
    """Whether two parts of a name are names by themselves: `CERN and the Institute of Physics`."""
    return _head(other) is not None and (_head(one) is not None or len(one.split()) == 1)


def _covered(name: str, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Whether what is known covers a name: all of it, or the last word; `Indian Navy` is more than Indian."""
    within = [one for one in mentions if one.start < end and one.end > start]
    if any(one.start <= start and one.end >= end for one in within):
        return True
    left = sum(min(one.end, end) - max(one.start, start) for one in within)
    return bool(within) and (
        _head(name) is None or left > 0.8 * len(name) or any(one.kind and one.end >= end for one in within)
    )


def _head(name: str) -> str | None:
    """The word of a name that says what it is, as a rule the last, or the one before `of` and `for`."""
    for part in (re.split(r"\s(?:of|for|on)\s", name)[0], name):
        last = part.split()[-1].lower().strip(".,") if part.split() else ""
        if last in _KINDS:
            return last
    return None


def _guessed(name: str, start: int, end: int, text: str) -> _New | None:
    """What a name is likely to be of, by itself and by what stands around it; without a kind, it has to stand twice."""
    each, before = name.split(), text[:start]
    if len(each) == 1:
        return _guessed_by_place(name, before, text)
    short = _SHORT_FORM.match(text[end:])
    shown = short["short"] if short else None
    if head := _head(name):
        return _New(name, shown, _KINDS[head], _TYPES.get(head), f"by its word {head!r}")
    if len(each) <= _MOST_WORDS_OF_A_PERSON and _PERSON.search(before) and all(word[0].isupper() for word in each):
        return _New(name, None, Kind.PERSON, None, "by the office before it")
    if shown:
        return _New(name, shown, Kind.INSTITUTION, None, "by its short form")
    begins = before.strip() in ("", "-", "–", "•")
    twice = not begins and len(each) <= _MOST_WORDS_OF_A_PERSON
    return _New(name, None, None, None, "named more than once") if twice else None


def _guessed_by_place(word: str, before: str, text: str) -> _New | None:
    """What a single word may be a name of: a brand, or initials; never the first word of a sentence."""
    if before.strip() in ("", "-", "–", "•") or len(word) < _SHORTEST:
        return None
    if _SUCH_AS.search(before) and _looks_like_a_brand(word, text):
        return _New(word, None, Kind.COMPANY, None, "by what stands before it")
    named = (word.isupper() or _BRAND.search(word)) and not before.endswith("(")
    return _New(word, None, None, None, "named more than once") if named else None


def _kind_of(one: _New) -> Kind:
    """What a name is most likely of that has no word for it: a person has two or three, all of them plain."""
    each = one.name.split()
    plain = all(re.fullmatch(r"[A-Z][a-zà-ÿ'’-]+(?:[A-Z][a-z]+)?|[A-Z]\.", word) for word in each)
    return one.kind or (Kind.PERSON if 2 <= len(each) <= 3 and plain else Kind.COMPANY)


def _looks_like_a_brand(name: str, text: str) -> bool:
    return bool(_BRAND.search(name) or re.search(r"\b(?:compan|firm|startup|maker|contribut|giant|industr)", text))


def _countries(name: str, names: Names) -> tuple[str, ...]:
    """The countries that a name names, so that it belongs to them."""
    named = [names.entities[one.id] for one in names.mentions(name) if one.kind is Kind.COUNTRY]
    return tuple(dict.fromkeys(code for one in named for code in one.country))


def _is_known(name: str, names: Names) -> bool:
    mentions = names.mentions(name)
    return any(one.kind and one.start == 0 and one.end == len(name) for one in mentions)
