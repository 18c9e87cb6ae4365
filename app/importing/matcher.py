"""Which of the things that are known a name means: candidates with a score of 0 to 100, and the reasons for it.

All ways in use this one: spreadsheets, open data, and `/reconcile`. Say that somebody looks for `ISRO, India`:

- `isro` has the alias ISRO, and is of India: 100, "ISRO is its name; of IN, as asked".
- `jaxa` is alike in letters, but of Japan: below SHOWN, and so not a candidate.

A match is automatic only where the first is at AUTOMATIC or more, and LEAD ahead of the second: a name that two things
share is for a person to decide, and so is one that differs by a letter.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from anyascii import anyascii
from cleanco import basename
from rapidfuzz import fuzz

from app.domain.codes import country_code
from app.domain.identifiers import REGISTRIES
from app.domain.records import Entity
from app.domain.text import folded, words
from app.domain.vocabulary import Kind

AUTOMATIC, LEAD = 95.0, 5.0
"""What the first of all candidates has to score, and be ahead of the second, to be taken without a person's word."""

SHOWN = 70.0
"""Candidates below are noise: at 50, DARPA gives AURAS."""

SAME, SAME_BUT_FOR_FORM, SPELT_OUT, TRANSCRIBED, INITIALS = 100.0, 97.0, 99.0, 94.0, 85.0
"""The same name; without what says that it is a company; the most that likeness alone gives; the same in Latin letters;
and initials for a name, or a name for initials."""

ANOTHER_NUMBER = 60.0
"""At most, where numbers differ: Chandrayaan-2 is one letter from Chandrayaan-3, and another thing."""

_SMALL_WORDS = frozenset("a an and at by de der des di du for für in la le of on the to und und van von y".split())
_NUMBER = re.compile(r"\d+")
_LAST_PART = re.compile(r"^(?P<name>.+?)\s*(?:[,/|]\s*(?P<after>[^,/|()]+)|\((?P<within>[^()]+)\))$")


@dataclass(frozen=True)
class Sought:
    """A name, with what else is known of what it stands for.

    `country` is an ISO 3166 alpha-2 code, `same_as` what registries call it, by their names in REGISTRIES.
    """

    name: str
    country: str | None = None
    website: str | None = None
    same_as: Mapping[str, str] = field(default_factory=dict[str, str])
    kind: Kind | None = None

    @cached_property
    def readings(self) -> Sequence["_Reading"]:
        """The name as it stands, and without a country at its end: `NASA (USA)` is NASA of the United States."""
        found = [_Reading(Name.of(self.name), self.country)]
        if last := _LAST_PART.match(self.name.strip()):
            code = named_country(last["after"] or last["within"])
            if code and self.country in (None, code):
                found.append(_Reading(Name.of(last["name"]), code))
        return found


class _Reading(NamedTuple):
    name: "Name"
    country: str | None


@dataclass(frozen=True)
class Name:
    """A name in the forms that it is compared in: its words folded, without a company's form, in Latin letters, and
    its initials."""

    text: str
    words: str
    plain: str
    latin: str
    initials: str
    numbers: tuple[str, ...]

    @classmethod
    @lru_cache(50_000)
    def of(cls, text: str) -> "Name":
        """A name as it is written."""
        each = words(text)
        latin = words(anyascii(folded(text)))
        plain = words(basename(text))
        counting = [word for word in each.split() if word not in _SMALL_WORDS]
        initials = "".join(word[0] for word in counting) if len(counting) > 1 else ""
        numbers = tuple(sorted(_NUMBER.findall(latin)))
        return cls(text, each, plain if len(plain) > 2 else each, latin, initials, numbers)


@dataclass(frozen=True)
class Known:
    """A thing that is known, with what a name is held against; `same_as` and countries as in Sought."""

    id: str
    names: Sequence[Name]
    countries: Sequence[str] = ()
    website: str | None = None
    same_as: Mapping[str, str] = field(default_factory=dict[str, str])
    kind: Kind | None = None

    @classmethod
    def of(cls, entity: Entity) -> "Known":
        """An entity of a dataset or an answer."""
        names = [Name.of(name) for name in (entity.name, entity.short, *entity.aliases) if name]
        ids = entity.same_as.model_dump(exclude_none=True)
        return cls(entity.id, names, entity.country, entity.website, ids, entity.kind)


class Reason(NamedTuple):
    """What a part of a score rests on: its feature, the points that it gave or took, and words for it."""

    feature: str
    points: float
    text: str


@dataclass(frozen=True)
class Candidate:
    """A known thing, the name of it that fits best, and how well the whole fits, from 0 to 100."""

    id: str
    name: str
    score: float
    reasons: Sequence[Reason]

    @property
    def why(self) -> str:
        """The reasons in a line."""
        return "; ".join(reason.text for reason in self.reasons)


def ranked(sought: Sought, known: Iterable[Known], least: float = SHOWN) -> list[Candidate]:
    """The candidates among known things, the best first, equal ones by their ids; none of a score below `least`."""
    scored = (scored_candidate(sought, one) for one in known)
    return sorted((one for one in scored if one.score >= least), key=lambda one: (-one.score, one.id))


def automatic(candidates: Sequence[Candidate]) -> Candidate | None:
    """The one of ranked candidates that needs no person's word, if there is one."""
    if not candidates or candidates[0].score < AUTOMATIC:
        return None
    return candidates[0] if len(candidates) == 1 or ahead_by(candidates) >= LEAD else None


def ahead_by(candidates: Sequence[Candidate]) -> float:
    """How many points the first of ranked candidates is ahead of the second."""
    return round(candidates[0].score - (candidates[1].score if len(candidates) > 1 else 0), 1)


def scored_candidate(sought: Sought, known: Known) -> Candidate:
    """How well a known thing fits what is sought, by the reading and the name of it that fit best."""
    if same := _same_in_a_registry(sought, known):
        return Candidate(known.id, known.names[0].text, 100.0, [same])
    return max((_by_name(sought, reading, known) for reading in sought.readings), key=lambda one: one.score)


def _by_name(sought: Sought, reading: _Reading, known: Known) -> Candidate:
    alike, name = max(((_likeness(reading.name, name), name) for name in known.names), key=lambda one: one[0].points)
    reasons = [alike, *_evidence(sought, reading.country, known)]
    score = round(min(max(sum(reason.points for reason in reasons), 0.0), 100.0), 1)
    return Candidate(known.id, name.text, score, reasons)


def _likeness(sought: Name, known: Name) -> Reason:
    """How alike two names are, by the first of the ways in which they are."""
    if sought.words == known.words or sought.words.replace(" ", "") == known.words.replace(" ", ""):
        return Reason("name", SAME, f"{known.text} is its name")
    if sought.plain == known.plain:
        return Reason("name", SAME_BUT_FOR_FORM, f"{known.text} is its name, but for the form of a company")
    if sought.latin == known.latin:
        return Reason("name", TRANSCRIBED, f"{known.text} is its name in other letters")
    alike = _ratio(sought.words, known.words)
    if sought.latin != sought.words or known.latin != known.words:
        alike = max(alike, min(_ratio(sought.latin, known.latin), TRANSCRIBED))
    if sought.numbers != known.numbers:
        alike = min(alike, ANOTHER_NUMBER)
    if alike < INITIALS and _are_initials(sought, known):
        return Reason("name", INITIALS, f"{known.text} has the same initials")
    return Reason("name", alike, f"{known.text} is alike: {alike:.0f} of 100")


def _ratio(one: str, other: str) -> float:
    """Letter by letter, with the words in any order, and with words left out; by weights that were tried on names with
    misspellings and on aliases that were taken away."""
    sorted_, set_ = fuzz.token_sort_ratio(one, other), fuzz.token_set_ratio(one, other)
    return min(SPELT_OUT, round(0.45 * fuzz.ratio(one, other) + 0.35 * sorted_ + 0.20 * set_, 1))


def _are_initials(one: Name, other: Name) -> bool:
    return any(len(short.words) > 2 and short.words == long.initials for short, long in ((one, other), (other, one)))


def _same_in_a_registry(sought: Sought, known: Known) -> Reason | None:
    for registry, id in sought.same_as.items():
        if known.same_as.get(registry) == id:
            return Reason(registry, 100.0, f"{id} of {REGISTRIES[registry].name}, as asked")
    return None


def _evidence(sought: Sought, country: str | None, known: Known) -> Iterable[Reason]:
    """What speaks for and against a candidate beside its names."""
    for registry, id in sought.same_as.items():
        if registry in known.same_as:
            text = f"{known.same_as[registry]} of {REGISTRIES[registry].name}, where {id} is asked for"
            yield Reason(registry, -10.0, text)
    if country and known.countries:
        own = ", ".join(known.countries)
        if country in known.countries:
            yield Reason("country", 3.0, f"of {own}, as asked")
        else:
            yield Reason("country", -25.0, f"of {own}, where {country} is asked for")
    if sought.website and known.website and (host := _host(sought.website)) == _host(known.website):
        yield Reason("website", 10.0, f"at {host}, as asked")
    if sought.kind and known.kind and sought.kind is not known.kind:
        yield Reason("kind", -10.0, f"of kind {known.kind}, where {sought.kind} is asked for")


def _host(address: str) -> str:
    whole = address if "//" in address else f"//{address}"
    try:
        return (urlsplit(whole).hostname or "").removeprefix("www.")
    except ValueError:  # no address at all
        return ""


def named_country(text: str) -> str | None:
    """The code of the country that a text names, if it names one."""
    try:
        return country_code(text)
    except ValueError:
        return None
