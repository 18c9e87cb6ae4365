"""Which known or new entity each name of the tables stands for; what is not sure, a person decides.

Names are taken in order, rows of organisations first, and each is held against what is known and what came before it:
so two rows that mean the same new thing share one id.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from anyascii import anyascii

from app.dataset.explaining import nearest
from app.domain.codes import country_name
from app.domain.hashing import digest
from app.domain.text import words
from app.domain.vocabulary import Kind
from app.importing.contents import Contents, Fault, Mention, Organisation, Place
from app.importing.decisions import Decided, Decision, Decisions
from app.importing.matcher import Known, Name, Sought, automatic, named_country, ranked
from app.importing.words import Sort, kind_by_name, sort_of

ASKED = 80.0
"""From here on a person is asked whether two names mean one thing. Of the seed's entities 10 in 239 have another that
is so much like them, and of their names misspelled 8 in 588 are less; at 70 it is 39, and 4."""

MOST_THINGS = 2_000
"""So many things are matched with each other in a minute."""

LONGEST_ID = 60
"""So long an id is made; longer ones are allowed, and hard to read."""

_EVERYDAY_CODES = frozenset({"eu", "uae", "uk", "us", "usa"})
"""Short names that are countries wherever they stand; GE may be a company, and not Georgia."""


@dataclass(frozen=True)
class Thing:
    """What a name of the tables stands for, with what they say of it; `asked` where the mapping asks for its kind."""

    name: str
    place: Place
    countries: Sequence[str] = ()
    sort: Sort | None = None
    asked: bool = False
    row: Organisation | None = None

    @property
    def called(self) -> Iterator[str]:
        """All names by which rows may mean it."""
        yield self.name
        yield from self.row.called if self.row else ()

    @property
    def sought(self) -> Sought:
        """What to look for among known things."""
        country = self.countries[0] if len(self.countries) == 1 else None
        kind = self.sort.kind if self.sort else None
        if not self.row:
            return Sought(self.name, country, kind=kind)
        return Sought(self.name, country, self.row.website, self.row.same_as, kind)

    def known(self, id: str) -> Known:
        """The same as a known thing, for names that come after it."""
        called = [Name.of(name) for name in dict.fromkeys(self.called) if not self.row or name != self.row.key]
        kind = self.sort.kind if self.sort else None
        if not self.row:
            return Known(id, called, self.countries, kind=kind)
        return Known(id, called, self.countries, self.row.website, self.row.same_as, kind)


class Match(NamedTuple):
    """A thing of the tables with what was decided of it; without an id as long as it may be one that is known."""

    thing: Thing
    decided: Decided

    @property
    def is_new(self) -> bool:
        """Whether there is to be an entity of it."""
        return self.decided.decision is Decision.NEW


@dataclass
class Matches:
    """The matches of all things, the ids by the names that rows use; what is open, and what is wrong with rows."""

    all: list[Match] = field(default_factory=list[Match])
    ids: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    problems: list[str] = field(default_factory=list[str])
    faults: list[Fault] = field(default_factory=list[Fault])

    def id_of(self, name: str) -> str | None:
        """The id of what a row of relations names; None where that is not sure."""
        code = named_country(name)
        found = self.ids.get(words(name)) or (self.ids.get(words(country_name(code))) if code else None) or set()
        found = found - {""}
        return next(iter(found)) if len(found) == 1 else None


def matched(contents: Contents, known: Sequence[Known], decisions: Decisions) -> Matches:
    """What each name of the tables stands for, by what is known and what a person decided."""
    found = Matches(problems=list(decisions.problems))
    pool, ids = list(known), {one.id for one in known}
    for thing in _things(contents):
        match = _match(thing, pool, decisions)
        id = match.decided.id
        found.all.append(match)
        if id and id not in ids and match.decided.decision is not Decision.SAME:
            pool.append(match.thing.known(id))
            ids.add(id)
        for name in {words(name) for name in thing.called}:
            found.ids.setdefault(name, set()).add(id)
    found.problems += [problem for match in found.all for problem in _problems(match, ids)]
    found.faults += _contradictions(contents.organisations)
    found.faults += _shared(contents.mentions, found)
    return found


def _things(contents: Contents) -> Iterator[Thing]:
    """What is to be matched, each once: what has a row of its own, and then other names in relations."""
    called: set[str] = set()
    for row in _merged(contents.organisations):
        thing = _settled(Thing(row.name, row.place, row.countries, row.sort, row.sort_is_asked, row))
        called |= {words(name) for name in thing.called}
        yield thing
    for mention in contents.mentions:
        thing = _settled(Thing(mention.name, mention.place))
        if called.isdisjoint({words(mention.name), words(thing.name)}):
            yield thing
        called |= {words(mention.name), words(thing.name)}


def _merged(rows: Sequence[Organisation]) -> Iterator[Organisation]:
    """The rows, those of one name and country as one: the first that says a thing counts."""
    found: dict[tuple[str, tuple[str, ...]], Organisation] = {}
    for row in rows:
        key = words(row.name), tuple(row.countries)
        first = found.get(key)
        found[key] = _with(first, row) if first else row
    yield from found.values()


def _contradictions(rows: Sequence[Organisation]) -> Iterator[Fault]:
    """What two rows of one name and country say otherwise."""
    seen: dict[tuple[str, tuple[str, ...]], Organisation] = {}
    for row in rows:
        first = seen.setdefault((words(row.name), tuple(row.countries)), row)
        for part, name in (("sort", "kind"), ("short", "short name"), ("website",) * 2, ("description",) * 2):
            one, other = getattr(first, part), getattr(row, part)
            if one and other and one != other:
                said = f"{str(one)!r} in row {first.place.row}"
                yield Fault(row.place, f"{row.name} has {name} {str(other)!r}, and {said}; write one of them")


def _with(first: Organisation, other: Organisation) -> Organisation:
    return replace(
        first,
        short=first.short or other.short,
        aliases=list(dict.fromkeys((*first.aliases, *other.aliases))),
        sort=first.sort or other.sort,
        website=first.website or other.website,
        same_as={**other.same_as, **first.same_as},
        description=first.description or other.description,
        key=first.key or other.key,
    )


def _settled(thing: Thing) -> Thing:
    """A country by its English name, however it is called: `UK`, `EL`. A code alone may also be a company."""
    said = thing.sort.kind if thing.sort else None
    code = named_country(thing.name) if said in (None, Kind.COUNTRY) and not thing.asked else None
    sure = said is Kind.COUNTRY or len(thing.name) > 3 or thing.name.casefold() in _EVERYDAY_CODES
    if not code or not sure or (thing.row and not said):
        return thing
    kind = Kind.BLOC if code == "EU" else Kind.COUNTRY
    own = [code] if kind is Kind.COUNTRY else []
    return replace(thing, name=country_name(code), countries=thing.countries or own, sort=Sort(kind))


def _match(thing: Thing, pool: Sequence[Known], decisions: Decisions) -> Match:
    """A person's word on a thing, or else the matcher's, or else a question."""
    said = decisions.of(thing.name, " ".join(thing.countries))
    if said and said.decision is not Decision.UNSURE:
        return _obeyed(thing, said, pool)
    candidates = ranked(thing.sought, (one for one in pool if not _is_another(thing, one)), least=ASKED)
    same = automatic(candidates)
    kind = str(thing.sort or "")
    decided = Decided(thing.name, " ".join(thing.countries), Decision.UNSURE, kind=kind, where=str(thing.place))
    if candidates:
        first, second = candidates[0], candidates[1] if len(candidates) > 1 else None
        decided = decided._replace(
            maybe=first.id,
            score=f"{first.score:g}",
            why=first.why,
            second=f"{second.id} ({second.score:g})" if second else "",
        )
    if same:
        return Match(thing, decided._replace(decision=Decision.SAME, id=same.id))
    if candidates:
        return Match(thing, decided)
    decided = decided._replace(id=_id(thing, pool), why="nothing known is alike")
    if thing.sort or thing.asked:
        return Match(thing, decided._replace(decision=Decision.NEW))
    guess = kind_by_name(thing.name)
    looks = f" ({guess.lower()}, by its name?)" if guess else ""
    why = f"{decided.why}, and no table says what it is{looks}"
    return Match(thing, decided._replace(kind=guess.lower() if guess else "", why=why))


def _is_another(thing: Thing, known: Known) -> bool:
    """Whether a registry that has each thing once has another id for one than for the other."""
    given = thing.sought.same_as
    return any(
        given[one] != known.same_as[one] for one in ("ror", "lei", "pic") if one in given and one in known.same_as
    )


def _obeyed(thing: Thing, said: Decided, pool: Sequence[Known]) -> Match:
    """A thing as a person decided, who may also have said what it is, and of which country."""
    if said.decision is Decision.SAME:
        return Match(thing, said._replace(id=said.id or said.maybe))
    sort = thing.sort or sort_of(said.kind)
    countries = thing.countries or [code for part in said.country.split() if (code := named_country(part))]
    settled = _settled(replace(thing, sort=sort, countries=countries))
    return Match(settled, said._replace(id=said.id or _id(settled, pool)))


def _id(thing: Thing, pool: Sequence[Known]) -> str:
    """An id of the name that is free, or that the same name has: with its country or a few digits, if need be."""
    taken = {one.id: {name.words for name in one.names} for one in pool}
    short = thing.row.short if thing.row else None
    base = slug(short or thing.name)
    own = "-".join(slug(country_name(code)) for code in thing.countries[:1])
    tries = (base, slug(thing.name), *([f"{base}-{own}"] if own else []))
    free = (id for id in tries if id not in taken or words(thing.name) in taken[id])
    return next(free, f"{base}-{digest([thing.name, *thing.countries])[:4]}")


def slug(text: str) -> str:
    """A text as an id: its words in small Latin letters, as many as make it no longer than LONGEST_ID."""
    parts = words(anyascii(text)).split() or ["x"]
    found = parts[0][:LONGEST_ID]
    for part in parts[1:]:
        if len(found) + 1 + len(part) > LONGEST_ID:
            break
        found = f"{found}-{part}"
    return found


def _problems(match: Match, ids: set[str]) -> Iterator[str]:
    """What is open or wrong about a match, with what to write in `matches.csv`."""
    thing, decided = match.thing, match.decided
    name = f"{thing.name!r} ({thing.place})"
    if decided.decision is Decision.UNSURE and decided.maybe:
        yield f"{name} may be {decided.maybe}: {decided.why} ({decided.score}); write `same` or `new`"
    elif decided.decision is Decision.UNSURE:
        yield f"{name}: {decided.why}; write `new` and its kind, or `same` and an id"
    elif decided.decision is Decision.SAME and decided.id not in ids:
        yield f"{name} is the same as {decided.id!r}, which is not known; {nearest(decided.id, ids)}"
    elif decided.decision is Decision.NEW and not thing.sort and not thing.asked:
        yield f"{name} is new, and its kind {decided.kind!r} is not known; write one of {', '.join(Kind).lower()}"


def _shared(mentions: Sequence[Mention], matches: Matches) -> Iterator[Fault]:
    """Names in relations that several things have."""
    for name, place in {mention.name: mention.place for mention in reversed(mentions)}.items():
        meant = matches.ids.get(words(name), set()) - {""}
        if len(meant) > 1:
            yield Fault(place, f"{name!r} is the name of {' and '.join(sorted(meant))}; write more of the name")
