"""A folder of data, read and checked as a whole; knows no database.

The format is described in docs/data.md. Every error of all folders is reported at once, with its file and line.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from app.dataset.explaining import nearest
from app.dataset.files import Raw, Source, documents_in, identified, repeated, scan
from app.dataset.located import Diagnostic, KeyPath
from app.dataset.parsing import Entry, LocatedRecord, Reading, read_document, read_entities, read_technologies
from app.domain.hashing import digest, mark, version
from app.domain.records import Claim, Document, Entity, Technology, Tie
from app.domain.ties import derive_tie, tie_parts
from app.domain.vocabulary import RELATIONS, Kind, Stance
from app.errors import DatasetError

Named = TypeVar("Named", Technology, Entity)


@dataclass(frozen=True)
class Dataset:
    """Checked content, by id; the ties follow from the claims.

    `places` are where the records of each part stand, as file and line by their ids.
    """

    technologies: Mapping[str, Technology]
    entities: Mapping[str, Entity]
    documents: Mapping[str, Document]
    ties: Mapping[str, Tie]
    places: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]], compare=False)

    @cached_property
    def version(self) -> str:
        """`sha256:` and the hash of the content, whatever files and order it was read in; see `mark`."""
        parts = {"technologies": self.technologies, "entities": self.entities, "documents": self.documents}
        records = (mark(name, id, one.revision()) for name, part in parts.items() for id, one in part.items())
        claims = (mark("claims", claim.id, str(claim.position)) for tie in self.ties.values() for claim in tie.claims)
        return version(sum(records) + sum(claims))

    @property
    def claims(self) -> int:
        """How many claims the ties rest on."""
        return sum(len(tie.claims) for tie in self.ties.values())

    @property
    def summary(self) -> str:
        """How much it holds, in a line."""
        counts = {part: len(getattr(self, part)) for part in ("technologies", "entities", "documents", "ties")}
        return summary(counts | {"claims": self.claims})


def summary(counts: Mapping[str, int]) -> str:
    """How much there is of each part, in a line."""
    parts = ("documents", "claims", "ties", "entities", "technologies")
    return ", ".join(f"{counts[part]} {part}" for part in parts)


def read_dataset(folders: Sequence[Path]) -> Dataset:
    """The checked content of some folders together.

    Raises DatasetError with a line for every error: `file:line: what is wrong; what would be right`.
    """
    source = scan(folders)
    raws = list(documents_in(source.documents))
    reading = Reading([*source.errors, *repeated(raws)])
    places = {"technologies": dict[str, str](), "entities": dict[str, str]()}
    technologies = technologies_of(source, reading, places["technologies"])
    entities = {entity.id: entity for entity in entities_of(source, reading, places["entities"])}
    known = Known.of(reading, {id: entity.kind for id, entity in entities.items()}, technologies)
    documents: dict[str, Document] = {}
    by_tie: dict[str, list[Evidence]] = defaultdict(list)
    for raw in raws:
        examined = examine(raw, known)
        reading.add(examined.reading)
        if examined.document:
            documents[raw.id] = examined.document
        for evidence in examined.evidence:
            by_tie[evidence.tie].append(evidence)
    if "documents" not in reading.unread:
        unsupported = (one for all in by_tie.values() if not any(other.supports for other in all) for one in all)
        reading.errors += claims_without_support(((one.tie, one.place) for one in unsupported), by_tie)
    refuse(reading.errors)
    ties = {id: derived(id, (Claim.model_validate(one.claim) for one in all)) for id, all in by_tie.items()}
    return Dataset(technologies, entities, documents, ties, places | {"documents": {raw.id: raw.place for raw in raws}})


def refuse(errors: Iterable[Diagnostic]) -> None:
    """Raises DatasetError that names each error once, in order of file and line, if there is any."""
    if listed := sorted(set(errors), key=lambda error: (error.file, error.line)):
        raise DatasetError("\n".join(str(error) for error in listed))


# Technologies and entities


def technologies_of(
    source: Source, reading: Reading, places: MutableMapping[str, str] | None = None
) -> dict[str, Technology]:
    """The technologies by id; what is wrong with them goes to `reading`, and where each stands to `places`."""
    records = {one.record.id: one for one in _distinct(read_technologies(source, reading), reading, places)}
    _check_tree(records, reading)
    return {id: one.record for id, one in records.items()}


def entities_of(source: Source, reading: Reading, places: MutableMapping[str, str] | None = None) -> Iterator[Entity]:
    """The entities; what is wrong with them goes to `reading`, and where each stands to `places`."""
    return (one.record for one in _distinct(read_entities(source, reading), reading, places))


def _distinct(
    records: Iterable[LocatedRecord[Named]], reading: Reading, places: MutableMapping[str, str] | None
) -> Iterator[LocatedRecord[Named]]:
    """Those whose id is free. No two share a name either, in any case of letters: a name must lead to one thing."""
    places = {} if places is None else places
    owners: dict[str, str] = {}
    for one in records:
        id = one.record.id
        if id in places:
            reading.errors.append(one.error(("id",), f"id {id!r} is taken by {places[id]}; ids are unique"))
            continue
        places[id] = str(one)
        for where, name in _names(one.record):
            owner = owners.setdefault(name.casefold(), id)
            if owner != id:
                problem = f"the name {name!r} is taken by {owner!r} ({places[owner]}); merge the two or choose another"
                reading.errors.append(one.error((where,), problem))
        yield one


def _names(record: Technology | Entity) -> Iterator[tuple[str, str]]:
    yield "name", record.name
    if isinstance(record, Entity) and record.short:
        yield "short", record.short
    for alias in record.aliases:
        yield "aliases", alias


def _check_tree(technologies: Mapping[str, LocatedRecord[Technology]], reading: Reading) -> None:
    known = Known.of(reading, {}, technologies)
    for id, one in technologies.items():
        for parent in one.record.broader:
            if problem := known.no_technology(parent):
                reading.errors.append(one.error(("broader",), problem))
        above = _ancestors(id, technologies)
        if id in above:
            reading.errors.append(one.error(("broader",), f"{id!r} is broader than itself; break the circle"))
        for beside in one.record.related:
            if problem := known.no_technology(beside):
                reading.errors.append(one.error(("related",), problem))
            elif beside == id or beside in above or id in _ancestors(beside, technologies):
                problem = f"{beside!r} is above or below {id!r}; `related` is for fields that stand apart (SKOS)"
                reading.errors.append(one.error(("related",), problem))


def _ancestors(id: str, technologies: Mapping[str, LocatedRecord[Technology]]) -> set[str]:
    found: set[str] = set()
    ahead = [id]
    while ahead:
        one = technologies.get(ahead.pop())
        fresh = set(one.record.broader) - found if one else set[str]()
        found |= fresh
        ahead += fresh
    return found


@dataclass(frozen=True)
class Known:
    """What claims may name: entities, each with its kind, and technologies.

    `lost` are the ids of those that have errors themselves, and `unread` the parts of which some are missing.
    """

    kinds: Mapping[str, Kind]
    technologies: Collection[str]
    lost: Collection[str] = ()
    unread: Collection[str] = ()

    @classmethod
    def of(cls, reading: Reading, kinds: Mapping[str, Kind], technologies: Iterable[str]) -> "Known":
        """What is known after reading technologies and entities."""
        return cls(kinds, frozenset(technologies), frozenset(reading.lost), frozenset(reading.unread))

    @classmethod
    def again(cls, source: Source) -> "Known":
        """What files hold that were found without error before: their ids are taken, the rest is not looked at."""
        kinds = {id: Kind(file.path.stem.capitalize()) for file in source.entities for id in identified(file)}
        return cls(kinds, frozenset(id for file in source.technologies for id in identified(file)))

    def no_entity(self, id: str) -> str | None:
        """What to say of an id that no entity has; None if one has it, or might."""
        return None if id in self.kinds else self._unknown("entities", "entity", id, self.kinds)

    def no_technology(self, id: str) -> str | None:
        """What to say of an id that no technology has; None if one has it, or might."""
        return None if id in self.technologies else self._unknown("technologies", "technology", id, self.technologies)

    def _unknown(self, part: str, noun: str, id: str, ids: Iterable[str]) -> str | None:
        if id in self.lost or part in self.unread:
            return None
        return f"{noun} {id!r} is not known; {nearest(id, ids)}"


# Documents and what they claim


class Evidence(NamedTuple):
    """A claim of a document, as JSON would have it, with the tie that it is about and where the file names that tie."""

    tie: str
    claim: dict[str, Any]
    place: Diagnostic

    @property
    def supports(self) -> bool:
        """Whether it says that the tie holds."""
        return self.claim["stance"] == Stance.SUPPORTS


class Examined(NamedTuple):
    """A document that was read and checked; None if its header cannot be used, and then there is no evidence."""

    document: Document | None
    evidence: Sequence[Evidence]
    reading: Reading


DRAFTED = "is a draft; confirm what it says in the folder `drafts`, and `entente finish` it"


def examine(raw: Raw, known: Known, drafted: bool = False) -> Examined:
    """Reads a document, and checks its claims against what is known; needs no other document.

    A draft is an error, but where one is `drafted`.
    """
    parsed = read_document(raw)
    errors = parsed.reading.errors
    if parsed.draft and not drafted:
        errors.append(Diagnostic(raw.file.name, raw.line, DRAFTED))
    for one in parsed.claims:
        errors += [one.error(part, problem) for part, problem in problems(one.record, known)]
    if not parsed.document:
        return Examined(None, [], parsed.reading)
    return Examined(
        parsed.document.record, list(_evidence(parsed.document.record, parsed.claims, errors)), parsed.reading
    )


def problems(entry: Entry, known: Known) -> Iterator[tuple[KeyPath, str]]:
    """What is wrong with a claim given all records, by the part of it that is."""
    subject, relation, object = entry.tie
    rule = RELATIONS[relation]
    for index, side, id, allowed in ((0, "from", subject, rule.subjects), (2, "to", object, rule.objects)):
        if problem := known.no_entity(id):
            yield ("tie", index), problem
        elif (kind := known.kinds.get(id)) and kind not in allowed:
            kinds = ", ".join(known for known in Kind if known in allowed)
            yield ("tie", index), f"{relation} cannot lead {side} {id}, which is of kind {kind}; allowed: {kinds}"
    if entry.office and (kind := known.kinds.get(subject)) and kind is not Kind.PERSON:
        yield ("office",), f"an office is held by a person; {subject} is of kind {kind}"
    for part in ("payer", "payee"):
        if entry.amount and (id := getattr(entry.amount, part)) and (problem := known.no_entity(id)):
            yield ("amount", part), problem
    if subject == object:
        yield ("tie",), f"ties {subject!r} to itself; a tie has two ends"
    for technology in entry.technologies:
        if problem := known.no_technology(technology):
            yield ("technologies",), problem


def _evidence(
    document: Document, claims: Iterable[LocatedRecord[Entry]], errors: list[Diagnostic]
) -> Iterator[Evidence]:
    """A document makes no claim twice; two documents' claims always differ."""
    seen: dict[str, LocatedRecord[Entry]] = {}
    cited = {"document": document.id, "published": document.published, "publisher": document.publisher}
    for position, one in enumerate(claims):
        entry = one.record
        said, tie = entry.row(), entry.tie_id
        id = digest(_content(said) | {"document": document.id, "tie": tie})[:16]
        if id in seen:
            errors.append(one.error((), f"says the same as the claim at {seen[id]}; leave one out"))
            continue
        seen[id] = one
        del said["tie"], said["topic"]
        if (amount := said["amount"]) and amount["kind"] is None:
            amount["kind"] = RELATIONS[entry.tie[1]].money
        claim = {"id": id, "position": position, "reliability": document.reliability, **cited, **said}
        yield Evidence(tie, claim, one.error(("tie",), ""))


LATER = ("about", "inferred", "share", "office", "kind", "payer", "payee")
"""What claims and their amounts could not say at first."""


def _content(said: dict[str, Any]) -> dict[str, Any]:
    """What the id of a claim follows from; what came later counts where it is said, so that others keep theirs."""
    return _without_later(said) | {"amount": said["amount"] and _without_later(said["amount"])}


def _without_later(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value or name not in LATER}


# Ties


def claims_without_support(evidence: Iterable[tuple[str, Diagnostic]], ties: Iterable[str]) -> Iterator[Diagnostic]:
    """The errors of claims against ties that no claim supports: `evidence` names tie and place, `ties` are all ties."""
    known = set(ties)
    for tie, place in evidence:
        problem = f"disputes {tie}, which no claim supports; {nearest(tie, known - {tie})}"
        yield Diagnostic(place.file, place.line, problem)


def derived(id: str, claims: Iterable[Claim]) -> Tie:
    """The tie of this id that follows from its claims, one of which at least supports it."""
    tie = derive_tie(*tie_parts(id), claims)
    assert tie, f"{id} has a claim that supports it"
    return tie
