"""The way of Wikidata's items into a folder: only what a statement cites with an address and a day becomes a claim.

What kind of source a page is, and how far it can be trusted, no statement says: it is asked for each site, but for a
site of one of the two that the statement is about.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from app.dataset.checking import Dataset
from app.domain.dates import last_day
from app.domain.identifiers import MappingRelation, Scheme
from app.domain.vocabulary import DocumentKind, InitiativeType, Relation, Reliability, Status
from app.importing.files import known_to
from app.importing.records.things import Link, Records, Thing, import_records, site_of
from app.importing.wikidata.countries import CODES
from app.importing.wikidata.items import Item, Reference, Statement, items_of
from app.importing.wikidata.words import IDENTIFIERS, KINDS, RELATIONS

_ACTIVITIES = ("initiative", "event", *InitiativeType)


def import_wikidata(
    files: Sequence[Path], folder: Path, against: Sequence[Path], mapping: Path | None = None
) -> list[str]:
    """Brings items into a folder, and says what was done, what was left out, and what comes next.

    Raises Unfinished, with all that is open, where a person has to say something first.
    """
    items = {item.id: item for file in files for item in items_of(file)}
    records = _read(items, known_to(folder, against))
    return import_records(records, "wikidata", folder, against, mapping)


def _read(items: Mapping[str, Item], known: Dataset) -> Records:
    records = Records()
    fields = {
        match.id: technology.id
        for technology in known.technologies.values()
        for match in technology.matches
        if match.scheme is Scheme.WIKIDATA and match.mapping is MappingRelation.EXACT
    }
    entities = {one.same_as.wikidata: one for one in known.entities.values() if one.same_as.wikidata}
    for item in items.values():
        if item.names:
            records.things[item.id] = _thing(item, records)
        else:
            records.left_out.add("items without a name", item.id)
    for item in list(items.values()):
        for property, statement in _related(item, records):
            other = statement.main.item
            if other in entities and other not in records.things:
                entity = entities[other]
                records.things[other] = Thing(other, entity.name, same_as={"wikidata": other})
            if not other or other not in records.things:
                reason = "statements that lead to what is neither here nor known; import these items as well"
                records.left_out.add(reason, f"{item.id} {property} {other or 'no item'}")
            else:
                technologies = _technologies([items[one] for one in (item.id, other) if one in items], fields)
                records.links += _links(item, property, statement, other, technologies, records)
    return records


def _thing(item: Item, records: Records) -> Thing:
    name, *aliases = item.names
    same_as = {registry: texts[0] for property, registry in IDENTIFIERS.items() if (texts := item.texts(property))}
    same_as = {registry: text.replace(" ", "") for registry, text in same_as.items()}
    return Thing(
        item.id, name, KINDS.get(_class(item), ""), next(iter(item.texts("P1813")), ""),
        aliases, list(_countries(item, records)), next(iter(item.texts("P856")), ""), {"wikidata": item.id, **same_as},
        item.description,
    )  # fmt: skip


def _class(item: Item) -> str:
    """The first class of an item that says what it is (P31); empty if none does."""
    classes = (one.main.item for one in item.statements("P31"))
    return next((one for one in classes if one and one in KINDS), "")


def _countries(item: Item, records: Records) -> Iterator[str]:
    """The codes of the countries that it belongs to today."""
    if codes := item.texts("P297"):
        yield codes[0]
        return
    for statement in item.statements("P17") or item.statements("P27"):
        country = statement.main.item
        if statement.qualifier("P582"):
            continue
        if country and country in CODES:
            yield CODES[country]
        else:
            records.left_out.add("countries that have no code", f"{item.id} {country}")


def _related(item: Item, records: Records) -> Iterator[tuple[str, Statement]]:
    """The statements that are relations, each with its property."""
    if item.id in records.things:
        for property in RELATIONS:
            for statement in item.statements(property):
                yield property, statement


def _technologies(ends: Sequence[Item], fields: Mapping[str, str]) -> str:
    """What a project is about, by its field of work (P101) and main subject (P921), as far as these are known fields;
    what two organisations are about says nothing of what they do together."""
    projects = [end for end in ends if KINDS.get(_class(end)) in _ACTIVITIES]
    about = [one.main.item for end in projects for property in ("P101", "P921") for one in end.statements(property)]
    return "; ".join(dict.fromkeys(fields[one] for one in about if one and one in fields))


def _links(
    item: Item, property: str, statement: Statement, other: str, technologies: str, records: Records
) -> Iterator[Link]:
    """A link for each page that a statement cites."""
    place = f"{item.id} {property} {other}"
    directed = RELATIONS[property]
    addresses = [reference for reference in statement.references if reference.address]
    if not addresses:
        records.left_out.add("statements that cite no address", place)
    for reference in addresses:
        day = reference.day
        if not day or last_day(day) > date.today().isoformat():
            records.left_out.add("references without a day that is over", place)
        else:
            dates = {"start": statement.qualifier("P580"), "end": statement.qualifier("P582")}
            when = statement.qualifier("P585")
            cells = {
                "status": _status(directed.relation, dates["end"], when), "start": dates["start"] or when or "",
                "end": dates["end"] or "", "technologies": technologies,
                "where": f"cited by Wikidata for {place}", "published": day,
                "url": reference.address or "", "title": reference.title or "",
                **_source(reference, (records.things[item.id], records.things[other])),
            }  # fmt: skip
            yield Link(item.id, directed, other, cells)


def _status(relation: Relation, end: str | None, when: str | None) -> str:
    """A statement without an end holds today; what happened on a day, and one that took another's place, are done."""
    today = date.today().isoformat()
    if end and last_day(end) < today:
        return Status.ENDED
    done = relation is Relation.SUCCEEDS or (when and last_day(when) < today)
    return Status.COMPLETED if done else Status.ACTIVE


def _source(reference: Reference, ends: Sequence[Thing]) -> Mapping[str, str]:
    """What sort of source a page is: official where it is of one of the ends, or else asked by its site."""
    site = site_of(reference.address or "")
    publisher = next((end.name for end in ends if end.website and site_of(end.website) == site), None)
    if publisher:
        return {
            "document_kind": DocumentKind.AGENCY_PAGE, "reliability": Reliability.OFFICIAL, "publisher": publisher,
        }  # fmt: skip
    return {"document_kind": site, "reliability": site}
