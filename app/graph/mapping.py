"""How records are laid out in the graph: as rows, which the statements in cypher/load/ take, and back."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast, get_origin

from app.dataset.files import Raw, Source
from app.domain.dates import span
from app.domain.hashing import digest, version
from app.domain.records import Claim, Document, Entity, Model, Technology, Tie
from app.domain.ties import tie_as_of
from app.domain.vocabulary import ACTIVITIES, RELATIONS, Kind, Relation, Stance

FORMAT = 7
"""How records are laid out, and how ties follow from claims; raised when either changes, so that the next load writes
all of them anew."""

COUNTED = ("technologies", "entities", "documents", "ties", "claims")

Row = dict[str, Any]

HISTORY = {
    "history_days": "string[]",
    "history_statuses": "string[]",
    "history_disputed": "boolean[]",
    "history_first_days": "string[]",
    "history_last_days": "string[]",
    "history_currencies": "string[]",
    "history_periods": "string[]",
    "history_reliabilities": "string[]",
    "history_publishers": "long[]",
    "history_reported": "string[]",
    "history_due": "string[]",
}
"""What a tie was known to be, from when: lists of the same length, an entry for each day on which it changed."""

AMOUNT = {
    "amount": "long",
    "currency": "string",
    "amount_min": "long",
    "amount_max": "long",
    "amount_qualifier": "string",
    "amount_period": "string",
    "amount_joint": "string",
}
"""Money; a node holds no nested values."""


def _fields(model: type[Model], *left_out: str) -> dict[str, str]:
    """The fields of a record that are properties as they are, with the types that Neo4j gives them.

    `aliases: tuple[Name, ...]` is a `string[]`, an enumeration a `string`.
    """
    return {name: _type(field.annotation) for name, field in model.model_fields.items() if name not in left_out}


def _type(annotation: object) -> str:
    if get_origin(annotation) is tuple:
        return "string[]"
    return {bool: "boolean", int: "long"}.get(cast("type", annotation), "string")


def _texts(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "string")


_TIE = _fields(Tie, "technologies", "claims", "amount", "conflicts", "overdue")
_TRUST = ("standing", "disputed", "reliability", "publishers", "reported", "due")
_ON_EDGE = ("topic", "status", *_TRUST, "start", "end", "place")

PROPERTIES: Mapping[str, Mapping[str, str]] = {
    "Technology": _fields(Technology, "broader") | _texts("revision"),
    "Entity": _fields(Entity, "kind") | _texts("home", "revision"),
    "Document": _fields(Document) | _texts("first_day", "last_day", "revision", "digest", "file"),
    "Tie": _TIE
    | AMOUNT
    | HISTORY
    | _texts("last_reported", "shared", "revision")
    | {"conflicts": "string[]", "technologies": "string[]", "technologies_known": "string[]"},
    "Claim": _fields(Claim, "amount") | AMOUNT | _texts("known"),
    "IN_FIELD": _texts("technology", "tie", "known", "last_reported", "partners") | {"disputed": "boolean"},
    "TIED": _texts("tie", "caption") | {name: _TIE[name] for name in _ON_EDGE} | HISTORY,
    "Dataset": _texts("version", "loaded", "digest", "lists")
    | {"format": "long", "files": "string[]"}
    | dict.fromkeys(COUNTED, "long"),
}
"""Which property is on which node, by its label, and on which relationship, by its type; with the types that
`neo4j-admin database import` takes. `TIED` is the plain relationship of a tie between its ends, as in
`(nasa)-[:CO_DEVELOPS]->(nisar)`."""


def dataset_row(source: Source, marks: int, counts: Mapping[str, int]) -> Row:
    """The properties of the dataset node, from the files, the sum of the marks of the content, and its size by part."""
    return {
        "version": version(marks),
        "format": FORMAT,
        "loaded": datetime.now(UTC).isoformat(timespec="seconds"),
        "digest": source.digest,
        "lists": source.lists,
        "files": [file.stamp for file in source.documents],
        **{part: counts.get(part, 0) for part in COUNTED},
    }


def technology_row(technology: Technology) -> Row:
    """A technology, and what it is narrower than."""
    properties = _properties("Technology", technology.row() | {"revision": technology.revision()})
    return {"id": technology.id, "properties": properties, "broader": technology.broader}


def entity_row(entity: Entity) -> Row:
    """An entity, and the kind that is its label."""
    home = entity.country[0] if len(entity.country) == 1 else None  # a list cannot be looked up by its members
    properties = _properties("Entity", entity.row() | {"home": home, "revision": entity.revision()})
    return {"id": entity.id, "kind": entity.kind, "properties": properties}


def document_row(document: Document, raw: Raw | None = None) -> Row:
    """A document; by its file and the digest of its text, if it has any, the next load knows whether to read it."""
    first, last = span(document.published)
    own = document.row() | {"revision": document.revision(), "first_day": first, "last_day": last}
    if raw:
        own |= {"digest": raw.digest, "file": raw.file.name}
    return {"id": document.id, "properties": _properties("Document", own)}


def tie_row(tie: Tie, kinds: Mapping[str, Kind]) -> Row:
    """A tie with all that belongs to it, given the kinds of entities by their ids."""
    record, joins = tie.row(), _joins(tie, kinds)
    own = record | _flat(record["amount"]) | _history(tie)
    own |= {"last_reported": _last_reported(tie), "revision": digest([record, joins])[:16]}
    own |= {"shared": joins if joins == tie.object else None}
    own |= {"conflicts": [conflict.attribute for conflict in tie.conflicts]}
    own |= {"technologies_known": [_field_known(tie, field) for field in tie.technologies]}
    return {
        "subject": tie.subject,
        "object": tie.object,
        "relation": tie.relation,
        "disputed": tie.disputed,
        "properties": _properties("Tie", own),
        "edge": _properties("TIED", own | {"tie": tie.id, "caption": _caption(tie)}),
        "fields": [_field_row(tie, field, joins) for field in tie.technologies],
        "claims": [
            _properties("Claim", row | _flat(row["amount"]) | {"known": claim.known})
            for claim, row in zip(tie.claims, record["claims"], strict=True)
        ],
    }


def claim_of(properties: Mapping[str, Any]) -> Row:
    """The claim that a node of the graph holds, as JSON would have it."""
    claim = {name: properties[name] for name in Claim.model_fields if name in properties}
    if "currency" not in properties:
        return claim | {"amount": None}
    amount = {name: properties.get(f"amount_{name}") for name in ("min", "max", "qualifier", "period", "joint")}
    return claim | {"amount": amount | {"value": properties.get("amount"), "currency": properties["currency"]}}


def _properties(label: str, values: Row) -> Row:
    """Of some values those that a node or relationship has; nothing stands for None and the empty list."""
    return {name: values[name] for name in PROPERTIES[label] if values.get(name) not in (None, [])}


def _flat(amount: Row | None) -> Row:
    """Money as the properties of AMOUNT."""
    if amount is None:
        return {"amount": None}
    names = {"value": "amount", "currency": "currency"}
    return {names.get(name, f"amount_{name}"): value for name, value in amount.items()}


def _caption(tie: Tie) -> str:
    """How sure a tie is, for Neo4j Browser, which draws no dashes: `planned, unverified, as of 2023-06`."""
    if tie.disputed:
        return f"disputed, claimed as {tie.status}"
    due = [f"due {tie.due[:7]}"] if tie.due else []
    return ", ".join([tie.status, *tie.doubts, f"as of {tie.reported[:7]}", *due])


def _history(tie: Tie) -> Row:
    """The lists of HISTORY, so that a statement sees the tie as of a day without its claims.

    A day on which documents brought nothing new has no entry. A list holds no null: an undated tie has the day
    `-`, as have the currency and period of one without money, and the due day of one that is no promise. A tie planned
    in May 2024 for 2025 and begun in June is {history_days: ['2024-05-02', '2024-06-17'],
    history_statuses: ['planned', 'active'], history_first_days: ['2025-01-01', '2024-06-17'] …}.
    """
    entries: list[tuple[Any, ...]] = []
    for day in sorted({claim.known for claim in tie.claims}):
        then = tie_as_of(tie, day)
        if then is not None:
            money = (then.amount.currency, then.amount.period or "-") if then.amount else ("-", "-")
            trust = (then.reliability, then.publishers, then.reported, then.due or "-")
            entry = (then.status, then.disputed, *(then.span or ("-", "-")), *money, *trust)
            if not entries or entries[-1][1:] != entry:
                entries.append((day, *entry))
    return {name: list(values) for name, values in zip(HISTORY, zip(*entries, strict=True), strict=True)}


def _field_row(tie: Tie, field: str, joins: str | None) -> Row:
    """A tie's place in a field. Its properties are for look-ups: of the ties in a field in order, and of its partners.

    `partners` is what makes the ends of the tie partners; missing where nothing does.
    """
    properties: Row = {
        "technology": field,
        "tie": tie.id,
        "known": _field_known(tie, field),
        "last_reported": _last_reported(tie),
    }
    if joins:
        properties["partners"] = joins
    if tie.disputed:
        properties["disputed"] = True
    return {"technology": field, "properties": _properties("IN_FIELD", properties)}


def _field_known(tie: Tie, field: str) -> str:
    """The day by which a document had reported that a tie is in a field."""
    return min(claim.known for claim in tie.claims if field in claim.technologies and claim.stance is Stance.SUPPORTS)


def _joins(tie: Tie, kinds: Mapping[str, Kind]) -> str | None:
    """The id of what makes partners of the ends of a tie: what its object shares with others, or the tie itself.

    Shared are initiatives, events, and blocs by their members. What an initiative or event supports is nothing that it
    is party to: a drone is no partner of the army that it helps.
    """
    rule, kind = RELATIONS[tie.relation], kinds[tie.object]
    if tie.relation is Relation.SUPPORTS and kinds[tie.subject] in ACTIVITIES:
        return None
    if rule.joins and (kind in ACTIVITIES or (tie.relation is Relation.MEMBER_OF and kind is Kind.BLOC)):
        return tie.object
    return tie.id if rule.cooperation else None


def _last_reported(tie: Tie) -> str:
    """The day on which a document reported the tie last."""
    return max(claim.known for claim in tie.claims)
