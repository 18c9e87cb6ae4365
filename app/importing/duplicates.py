"""Which of the things that are known a new entity or technology may be the same as, for a person to decide."""

from collections.abc import Callable, Iterable, Sequence

from app.dataset.review.comparison import Likely
from app.domain.records import Entity, Technology
from app.importing.matcher import Candidate, Known, Name, Sought, ranked

LIKELY: dict[type[Entity] | type[Technology], float] = {Entity: 80.0, Technology: 85.0}
"""From here on two are likely one. Of the seed's entities, each of which is another thing, ten pairs of 28,441 are so;
at SHOWN it would be four times as many. Fields are more alike by nature: 5G and 6G are 89."""

MOST = 3
"""So many are named, the likeliest first: a name that many are like tells little of any."""

Named = Entity | Technology


def among(records: Iterable[Named]) -> Callable[[Named], Sequence[Likely]]:
    """What tells which of some records another of the same sort may be the same as."""
    known = [(one, _known(one)) for one in records]

    def likely(record: Named) -> Sequence[Likely]:
        others = {one.id: known for one, known in known if type(one) is type(record) and not _are_apart(one, record)}
        found: dict[str, Candidate] = {}
        for candidate in (
            one for sought in _sought(record) for one in ranked(sought, others.values(), LIKELY[type(record)])
        ):
            if candidate.id not in found or found[candidate.id].score < candidate.score:
                found[candidate.id] = candidate
        best = sorted(found.values(), key=lambda one: (-one.score, one.id))[:MOST]
        return [Likely(one.id, others[one.id].names[0].text, one.score, one.why) for one in best]

    return likely


def _are_apart(one: Named, other: Named) -> bool:
    """Whether it is settled that they are two, or one record: a field that another is broader than or related to."""
    if isinstance(one, Technology) and isinstance(other, Technology):
        return one.id in (other.id, *other.broader, *other.related) or other.id in (*one.broader, *one.related)
    return one.id == other.id


def _known(record: Named) -> Known:
    if isinstance(record, Entity):
        return Known.of(record)
    return Known(record.id, [Name.of(name) for name in (record.name, *record.aliases)])


def _sought(record: Named) -> Iterable[Sought]:
    """Each of its names, with all else that is known of it."""
    if isinstance(record, Technology):
        return [Sought(name) for name in (record.name, *record.aliases)]
    country = record.country[0] if len(record.country) == 1 else None
    ids = record.same_as.model_dump()
    names = filter(None, (record.name, record.short, *record.aliases))
    return [Sought(name, country, record.website, ids, record.kind) for name in names]
