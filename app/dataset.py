"""A folder of data, read and checked as a whole; knows no database.

The format is described in docs/data.md. Every fault of all folders is reported at once, with its file and line.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.errors import DatasetFault
from app.lined_yaml import Place
from app.model import Claim, Document, Entity, Said, Technology, Tie, derive_tie, digest
from app.reading import Entry, Placed, Reading, nearest, read_folders
from app.vocabulary import RELATIONS, Kind, Stance


@dataclass(frozen=True)
class Dataset:
    """Checked content, by id; the ties follow from the claims."""

    technologies: Mapping[str, Technology]
    entities: Mapping[str, Entity]
    documents: Mapping[str, Document]
    ties: Mapping[str, Tie]

    @cached_property
    def version(self) -> str:
        """`sha256:` and the hash of the content, whatever order it was read in."""
        parts = (self.technologies, self.entities, self.documents, self.ties)
        return "sha256:" + digest([[part[key].row() for key in sorted(part)] for part in parts])

    @property
    def claims(self) -> int:
        """How many claims the ties rest on."""
        return sum(len(tie.claims) for tie in self.ties.values())

    @property
    def summary(self) -> str:
        """How much it holds, in a line."""
        return (
            f"{len(self.documents)} documents, {self.claims} claims, {len(self.ties)} ties, "
            f"{len(self.entities)} entities, {len(self.technologies)} technologies"
        )


def read_dataset(folders: Sequence[Path]) -> Dataset:
    """The checked content of some folders together.

    Raises DatasetFault with a line for every fault: `file:line: what is wrong; what would be right`.
    """
    reading = read_folders(folders)
    _check_names(reading.technologies, reading)
    _check_names(reading.entities, reading)
    _check_broader(reading)
    for _, claim in reading.claims:
        reading.faults += [claim.fault(part, problem) for part, problem in _problems(claim.record, reading)]
    groups = _by_tie(reading)
    _check_support(groups, reading)
    if reading.faults:
        faults = sorted(set(reading.faults), key=lambda fault: (fault.file, fault.line))
        raise DatasetFault("\n".join(str(fault) for fault in faults))
    return Dataset(
        technologies={id: placed.record for id, placed in reading.technologies.items()},
        entities={id: placed.record for id, placed in reading.entities.items()},
        documents={id: placed.record for id, placed in reading.documents.items()},
        ties=_derive(groups),
    )


# Checks across records


def _check_names(records: Mapping[str, Placed[Technology]] | Mapping[str, Placed[Entity]], reading: Reading) -> None:
    """No two records share a name or alias, in any case of letters: a name must lead to one thing."""
    owners: dict[str, str] = {}
    for id, placed in records.items():
        for where, name in _names(placed.record):
            owner = owners.setdefault(name.casefold(), id)
            if owner != id:
                problem = f"the name {name!r} is taken by {owner!r} ({records[owner]}); merge the two or choose another"
                reading.faults.append(placed.fault((where,), problem))


def _names(record: Technology | Entity) -> Iterator[tuple[str, str]]:
    yield "name", record.name
    if isinstance(record, Entity) and record.short:
        yield "short", record.short
    for alias in record.aliases:
        yield "aliases", alias


def _check_broader(reading: Reading) -> None:
    for id, placed in reading.technologies.items():
        for parent in placed.record.broader:
            if problem := reading.unknown("technologies", parent):
                reading.faults.append(placed.fault(("broader",), problem))
        if id in _ancestors(id, reading):
            reading.faults.append(placed.fault(("broader",), f"{id!r} is broader than itself; break the circle"))


def _ancestors(id: str, reading: Reading) -> set[str]:
    found: set[str] = set()
    ahead = [id]
    while ahead:
        placed = reading.technologies.get(ahead.pop())
        fresh = set(placed.record.broader) - found if placed else set[str]()
        found |= fresh
        ahead += fresh
    return found


def _problems(entry: Entry, reading: Reading) -> Iterator[tuple[Place, str]]:
    """What is wrong with a claim given all records, by the part of it that is."""
    subject, relation, object = entry.tie
    rule = RELATIONS[relation]
    for index, side, id, allowed in ((0, "from", subject, rule.subjects), (2, "to", object, rule.objects)):
        if problem := reading.unknown("entities", id):
            yield ("tie", index), problem
        elif id in reading.entities and (kind := reading.entities[id].record.kind) not in allowed:
            kinds = ", ".join(known for known in Kind if known in allowed)
            yield ("tie", index), f"{relation} cannot lead {side} {id}, which is of kind {kind}; allowed: {kinds}"
    if subject == object:
        yield ("tie",), f"ties {subject!r} to itself; a tie has two ends"
    for technology in entry.technologies:
        if problem := reading.unknown("technologies", technology):
            yield ("technologies",), problem


Group = list[tuple[Claim, Placed[Entry]]]


def _by_tie(reading: Reading) -> dict[str, Group]:
    """The claims by the tie that they are about."""
    groups: dict[str, Group] = defaultdict(list)
    seen: dict[str, Placed[Entry]] = {}
    for document, placed in reading.claims:
        if document not in reading.documents:
            continue
        claim = _claim(reading.documents[document].record, placed.record)
        if claim.id in seen:
            reading.faults.append(placed.fault((), f"says the same as the claim at {seen[claim.id]}; leave one out"))
        else:
            seen[claim.id] = placed
            groups[placed.record.tie_id].append((claim, placed))
    return groups


def _check_support(groups: Mapping[str, Group], reading: Reading) -> None:
    if "documents" in reading.unread:
        return
    for id, group in groups.items():
        if all(claim.stance is Stance.DISPUTES for claim, _ in group):
            for _, placed in group:
                problem = f"disputes {id}, which no claim supports; {nearest(id, set(groups) - {id})}"
                reading.faults.append(placed.fault(("tie",), problem))


# Deriving


def _claim(document: Document, entry: Entry) -> Claim:
    content = entry.row() | {"document": document.id, "tie": entry.tie_id}
    said = {name: getattr(entry, name) for name in Said.model_fields}
    return Claim(id=digest(content)[:16], document=document.id, published=document.published, **said)


def _derive(groups: Mapping[str, Group]) -> dict[str, Tie]:
    ties: dict[str, Tie] = {}
    for id, group in groups.items():
        subject, relation, object = group[0][1].record.tie
        topic = group[0][1].record.topic
        if tie := derive_tie(relation, subject, object, topic, [claim for claim, _ in group]):
            ties[id] = tie
    return ties
