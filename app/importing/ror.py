"""Records of the Research Organization Registry (ROR, schema 2) as organisations, with their wholes and successors.

They come as the registry's API and its dump have them: one record, a list, or an answer with `items`. The document of a
relation is the record that has it. `related` says too little for a relation, and is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import orjson

from app.domain.codes import country_name
from app.domain.identifiers import REGISTRIES, is_identifier
from app.domain.records import Entity
from app.domain.vocabulary import DocumentKind, Kind, Relation, Reliability, Status
from app.errors import DatasetError
from app.importing.bringing import Brought, Target, bring
from app.importing.contents import Contents, Organisation, Place, Source, Statement
from app.importing.files import known_to
from app.importing.matches import MOST_THINGS
from app.importing.words import Directed, Sort

Record = Mapping[str, Any]

_KINDS = {
    "education": Kind.INSTITUTION, "healthcare": Kind.INSTITUTION, "archive": Kind.INSTITUTION,
    "nonprofit": Kind.INSTITUTION, "facility": Kind.INSTITUTION, "company": Kind.COMPANY, "government": Kind.AGENCY,
}  # fmt: skip
"""Kinds by the registry's types; `other` and `funder` say too little, and are asked."""

_RELATIONS = {
    "parent": (Directed(Relation.PART_OF), "is a part of"),
    "child": (Directed(Relation.PART_OF, reversed=True), "has the part"),
    "successor": (Directed(Relation.SUCCEEDS, reversed=True), "is succeeded by"),
    "predecessor": (Directed(Relation.SUCCEEDS), "succeeds"),
}
"""Relations by what the registry calls the other end, with how a record says it."""

_INVERSE = {"child": "parent", "successor": "predecessor", "predecessor": "successor"}
"""What the other end says of a relation: where it is there too, it does, and once is enough."""


def import_ror(files: Sequence[Path], folder: Path, against: Sequence[Path]) -> list[str]:
    """Brings records of the registry into a folder, and says what was done and what comes next.

    Raises Unfinished, with all that is open, where a person has to say something first.
    """
    records = [(Place(file.name, number), one) for file in files for number, one in enumerate(_records(file), 1)]
    if len(records) > MOST_THINGS:
        raise DatasetError(
            f"there are {len(records):,} records, and may be {MOST_THINGS:,}; choose those that you need"
        )
    target = Target(folder, against, known_to(folder, against))
    folder.mkdir(parents=True, exist_ok=True)
    contents = _Reader(list(target.known.entities.values()), dict((one["id"], one) for _, one in records)).read(records)
    said = f"Read {len(contents.organisations)} organisations and {len(contents.statements)} relations between them."
    return bring(Brought(contents, [file.name for file in files], said=[said]), target)


def _records(path: Path) -> list[Record]:
    """The records of a file. Raises DatasetError where it is not of the registry's form."""
    try:
        content: Any = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise DatasetError(f"{path} does not parse as JSON: {error}") from None
    if isinstance(content, dict):
        content = cast("dict[str, Any]", content)
        content = content.get("items", [content])
    listed = cast("list[Any]", content) if isinstance(content, list) else [content]
    for number, one in enumerate(listed, 1):
        if not isinstance(one, dict) or not {"id", "names", "types", "relationships", "admin"} <= one.keys():
            problem = "is no record of ROR's schema 2; get it from https://api.ror.org/v2/organizations"
            raise DatasetError(f"{path}: record {number} {problem}")
    return cast("list[Record]", listed)


@dataclass
class _Reader:
    """Reads records beside what is known: a name leads to one thing, and what is taken is left out."""

    known: Sequence[Entity]
    records: Mapping[str, Record]
    owners: dict[str, str] = field(default_factory=dict[str, str])

    def read(self, records: Sequence[tuple[Place, Record]]) -> Contents:
        """All organisations that the registry has not withdrawn, and the relations between them and what is known."""
        contents = Contents()
        elsewhere = {one.same_as.ror: one for one in self.known if one.same_as.ror}
        for one in self.known:
            owner = _address(one.same_as.ror) if one.same_as.ror else one.id
            self.owners |= {name.casefold(): owner for name in (one.name, one.short, *one.aliases) if name}
        for _, record in records:
            self.owners.setdefault(_name(record).casefold(), record["id"])
        named: dict[str, Organisation] = {}
        for place, record in records:
            if record["status"] != "withdrawn":
                named[record["id"]] = self._organisation(place, record)
        for place, record in records:
            for relation in record["relationships"]:
                other = relation["id"]
                if other not in named and (entity := elsewhere.get(_id(other))):
                    named[other] = _known(place, entity, other)
                if record["id"] in named and other in named and not self._is_said_by(other, record, relation):
                    contents.statements += _statement(place, record, relation)
        contents.organisations += named.values()
        return contents

    def _organisation(self, place: Place, record: Record) -> Organisation:
        countries = list(dict.fromkeys(one["geonames_details"]["country_code"] for one in record["locations"]))
        name = _name(record)
        if self.owners[name.casefold()] != record["id"] and countries:
            name = f"{name} ({country_name(countries[0])})"
        names = {kind: list(self._free(record, kind)) for kind in ("acronym", "label", "alias")}
        short, *others = [*names["acronym"], ""]
        aliases = [one for one in dict.fromkeys((*names["label"], *names["alias"], *others)) if one and one != name]
        kinds = [_KINDS[one] for one in record["types"] if one in _KINDS]
        websites = [link["value"] for link in record.get("links", []) if link["type"] == "website"]
        return Organisation(
            place, name, Sort(kinds[0]) if kinds else None, False, countries, short or None, aliases,
            websites[0] if websites else None, _same_as(record), key=record["id"],
        )  # fmt: skip

    def _free(self, record: Record, kind: str) -> Iterator[str]:
        """The names of a kind that nothing else has."""
        for one in record["names"]:
            name = " ".join(one["value"].split())
            if kind in one["types"] and self.owners.setdefault(name.casefold(), record["id"]) == record["id"]:
                yield name

    def _is_said_by(self, other: str, record: Record, relation: Record) -> bool:
        """Whether the other record says the same, and in the way that is preferred: a part names its whole."""
        inverse = _INVERSE.get(relation["type"])
        said = self.records.get(other, {}).get("relationships", [])
        found = any(one["id"] == record["id"] and one["type"] == inverse for one in said)
        return found and relation["type"] in ("child", "predecessor")


def _known(place: Place, entity: Entity, id: str) -> Organisation:
    """An entity that is known already, for a relation that leads to it."""
    same_as = {"ror": _id(id)}
    return Organisation(place, entity.name, Sort(entity.kind), False, entity.country, same_as=same_as, key=id)


def _statement(place: Place, record: Record, relation: Record) -> Iterator[Statement]:
    if relation["type"] not in _RELATIONS:
        return
    directed, verb = _RELATIONS[relation["type"]]
    over = Status.ENDED if record["status"] == "inactive" else Status.ACTIVE
    status = Status.COMPLETED if directed.relation is Relation.SUCCEEDS else over
    name = _name(record)
    source = Source(
        record["id"], f"{name} (ROR)", record["admin"]["last_modified"]["date"], "Research Organization Registry",
        DocumentKind.AGENCY_PAGE, Reliability.REPORTED, None,
    )  # fmt: skip
    said = {"says": f"{name} {verb} {relation['label']}.", "where": "relationships"}
    yield Statement(place, [record["id"]], directed, [relation["id"]], source, [], status, None, said)


def _name(record: Record) -> str:
    """The name that the registry shows."""
    shown = next((one for one in record["names"] if "ror_display" in one["types"]), record["names"][0])
    return " ".join(shown["value"].split())


def _same_as(record: Record) -> Mapping[str, str]:
    """What registries call it; what does not pass their own check is left out."""
    found = {"ror": _id(record["id"])}
    for one in record.get("external_ids", []):
        if one["type"] in ("isni", "wikidata"):
            found[one["type"]] = (one.get("preferred") or one["all"][0]).replace(" ", "")
    return {name: value for name, value in found.items() if is_identifier(name, value)}


def _id(address: str) -> str:
    return address.rstrip("/").split("/")[-1]


def _address(id: str) -> str:
    return REGISTRIES["ror"].prefix + id
