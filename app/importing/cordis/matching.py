"""Which organisations of CORDIS are known: by their number, or else by their name, where a person may be asked.

Each name is held against those that share a word with it, since a dump has tens of thousands of organisations. Those
that nothing known is like are new, and stand in no file of decisions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from app.domain.identifiers import SameAs, is_identifier
from app.domain.records import Entity
from app.domain.text import words
from app.domain.vocabulary import Kind
from app.errors import DatasetError, Unfinished
from app.importing.bringing import DECIDE, decided, to_say
from app.importing.contents import Contents, Place
from app.importing.contents import Organisation as Named
from app.importing.cordis.staging import Organisation, Staging
from app.importing.decisions import Decision
from app.importing.matcher import Known, Sought, ranked
from app.importing.matches import ASKED, MOST_THINGS
from app.importing.spreadsheet.tables import Dialect
from app.importing.words import Sort

_RARE = 50
"""A word that more known names have than this leads to none of them, unless the name has no rarer one."""


def identify(staging: Staging, known: Mapping[str, Entity], folder: Path) -> list[str]:
    """Says in the staging which organisations are entities that are known, and returns what there is to say of it.

    Raises Unfinished where a person has to decide.
    """
    by_number = {one.same_as.pic: one for one in known.values() if one.same_as.pic}
    shortlist = _Shortlist(map(Known.of, known.values()))
    doubtful: dict[str, tuple[str, str]] = {}
    contents, pool = Contents(), dict[str, Known]()
    for number, one in enumerate(list(staging.organisations()), 1):
        if entity := by_number.get(one.number):
            _is(staging, one.number, entity)
        elif candidates := shortlist.candidates(one):
            contents.organisations.append(_named(one, number))
            pool |= {candidate.id: candidate for candidate in candidates}
            doubtful[one.number] = words(one.name), one.country or ""
    if not doubtful:
        return []
    if len(doubtful) > MOST_THINGS:
        raise DatasetError(
            f"{len(doubtful):,} organisations are like others that are known, and may be {MOST_THINGS:,}; hold them "
            "against less"
        )
    matches, said = decided(contents, list(pool.values()), folder, Dialect())
    if unfinished := list(to_say({DECIDE: matches.problems}, folder)):
        raise Unfinished("\n".join((*said, *unfinished)))
    same = {
        (words(match.thing.name), " ".join(match.thing.countries)): match.decided.id
        for match in matches.all
        if match.decided.decision is Decision.SAME
    }
    for number, name in doubtful.items():
        if id := same.get(name):
            _is(staging, number, known[id])
    return said


def _is(staging: Staging, number: str, entity: Entity) -> None:
    staging.identify(number, entity.id, entity.kind, entity.name)


def _named(one: Organisation, number: int) -> Named:
    return Named(
        Place("organisations", number), one.name, Sort(Kind(one.kind)), False, [one.country] if one.country else [],
        one.short, [], one.website, same_as(one.number).row(), key=one.number,
    )  # fmt: skip


def same_as(number: str) -> SameAs:
    """The number as what a registry calls an organisation, if it is one of nine digits."""
    return SameAs(pic=number) if is_identifier("pic", number) else SameAs()


class _Shortlist:
    """Known things by the words of their names."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_word: dict[str, dict[str, Known]] = defaultdict(dict)
        for one in known:
            for word in {word for name in one.names for word in _words(name.words, name.latin, name.initials)}:
                self._by_word[word][one.id] = one

    def candidates(self, sought: Organisation) -> Sequence[Known]:
        """Those that a person may have to be asked about."""
        own = same_as(sought.number).pic
        others = (one for one in self._sharing(sought) if not own or one.same_as.get("pic", own) == own)
        found = {one.id: one for one in others}
        if not found:
            return []
        asked = Sought(sought.name, sought.country, sought.website, same_as(sought.number).row(), Kind(sought.kind))
        return [found[candidate.id] for candidate in ranked(asked, found.values(), least=ASKED)]

    def _sharing(self, sought: Organisation) -> Iterator[Known]:
        shared = [self._by_word[word] for word in set(_words(words(sought.name))) if word in self._by_word]
        rare = [one for one in shared if len(one) <= _RARE] or sorted(shared, key=len)[:1]
        for each in rare:
            yield from each.values()


def _words(*names: str) -> Iterator[str]:
    for name in names:
        yield from name.split()
