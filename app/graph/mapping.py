"""How records are laid out in the graph: as rows, which the statements in cypher/load/ take, and back."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast, get_origin

from app.dataset.files import Raw, Source
from app.domain.dates import span
from app.domain.hashing import digest, version
from app.domain.identifiers import ConceptMatch, SameAs
from app.domain.model import Model
from app.domain.records import Amount, Claim, Document, Entity, Share, Technology, Tie
from app.domain.text import spellings
from app.domain.ties import paying, tie_as_of
from app.domain.vocabulary import ACTIVITIES, RELATIONS, Kind, Relation, Stance

FORMAT = 13
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
    "history_has_end": "boolean[]",
    "history_amounts": "string[]",
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
    "amount_per": "string",
    "amount_kind": "string",
    "amount_payer": "string",
    "amount_payee": "string",
}
"""Money; a node holds no nested values."""


SPELLINGS = {"spellings": "string[]"}
"""All names and how they are also written: one property, as a search of four takes four times as long."""

SHARE = {"share": "double", "share_qualifier": "string", "share_of": "string"}
"""A part of a whole, in per cent."""


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


_TIE = _fields(Tie, "technologies", "claims", "amount", "share", "conflicts", "overdue")
_TRUST = ("standing", "disputed", "reliability", "publishers", "reported", "due")
_ON_EDGE = ("topic", "status", *_TRUST, "start", "end", "place")

PROPERTIES: Mapping[str, Mapping[str, str]] = {
    "Technology": _fields(Technology, "broader", "related") | SPELLINGS | _texts("revision"),
    "Entity": _fields(Entity, "kind", "same_as") | SPELLINGS | _texts(*SameAs.model_fields, "home", "revision"),
    "Document": _fields(Document) | _texts("first_day", "last_day", "revision", "digest", "file"),
    "Tie": _TIE
    | AMOUNT
    | SHARE
    | HISTORY
    | _texts("last_reported", "last_arrived", "first_due", "shared", "revision")
    | {"conflicts": "string[]", "technologies": "string[]", "technologies_known": "string[]"},
    "Claim": _fields(Claim, "amount", "share") | AMOUNT | SHARE | _texts("known", "arrived"),
    "IN_FIELD": _texts("technology", "tie", "known", "last_reported", "partners") | {"disputed": "boolean"},
    "TIED": _texts("tie", "caption", "details") | {name: _TIE[name] for name in _ON_EDGE} | HISTORY,
    "Dataset": _texts("version", "loaded", "digest", "lists", "loading")
    | {"format": "long", "files": "string[]", "loading_done": "long", "loading_total": "long"}
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
    """A technology, and the fields that it is narrower than and related to."""
    matches = [str(match) for match in technology.matches]
    also = spellings((technology.name, *technology.aliases))
    own = technology.row() | {"matches": matches, "spellings": also, "revision": technology.revision()}
    return {
        "id": technology.id,
        "properties": _properties("Technology", own),
        "broader": technology.broader,
        "related": technology.related,
    }


def entity_row(entity: Entity) -> Row:
    """An entity, the kind that is its label, and the codes of the countries that it belongs to."""
    home = entity.country[0] if len(entity.country) == 1 else None  # a list cannot be looked up by its members
    row = entity.row()
    also = spellings((entity.name, entity.label, *entity.aliases))
    own = row | row["same_as"] | {"home": home, "spellings": also, "revision": entity.revision()}
    return {
        "id": entity.id,
        "kind": entity.kind,
        "properties": _properties("Entity", own),
        "countries": [] if entity.kind is Kind.COUNTRY else entity.country,
    }


def document_row(document: Document, raw: Raw | None = None) -> Row:
    """A document; by its file and the digest of its text, if it has any, the next load knows whether to read it."""
    first, last = span(document.published)
    own = document.row() | {"revision": document.revision(), "first_day": first, "last_day": last}
    if raw:
        own |= {"digest": raw.digest, "file": raw.file.name}
    return {"id": document.id, "properties": _properties("Document", own)}


def tie_row(tie: Tie, kinds: Mapping[str, Kind], arrivals: Mapping[str, str]) -> Row:
    """A tie with all that belongs to it, given the kinds of entities by their ids, and the days (ISO 8601) on which its
    claims came into the graph by theirs."""
    record, joins = tie.row(), _joins(tie, kinds)
    own = record | _flat(record) | _history(tie)
    own |= {"last_reported": _last_reported(tie), "revision": digest([record, joins])[:16]}
    own |= {"first_due": min((due for due in own["history_due"] if due != "-"), default=None)}
    own |= {"last_arrived": max(arrivals.values(), default=None)}
    own |= {"shared": joins if joins == tie.object else None}
    own |= {"conflicts": [conflict.attribute for conflict in tie.conflicts]}
    own |= {"technologies_known": [_field_known(tie, field) for field in tie.technologies]}
    return {
        "subject": tie.subject,
        "object": tie.object,
        "relation": tie.relation,
        "disputed": tie.disputed,
        "properties": _properties("Tie", own),
        "edge": _properties("TIED", own | {"tie": tie.id} | _captions(tie)),
        "fields": [_field_row(tie, field, joins) for field in tie.technologies],
        "claims": [
            _properties("Claim", row | _flat(row) | {"known": claim.known, "arrived": arrivals.get(claim.id)})
            for claim, row in zip(tie.claims, record["claims"], strict=True)
        ],
    }


def entity_of(node: Mapping[str, Any]) -> Row:
    """The entity that a node of the graph holds, with its `kind` beside, as JSON would have it."""
    same_as = {name: node[name] for name in SameAs.model_fields if name in node}
    return {name: node[name] for name in Entity.model_fields if name in node} | {"same_as": same_as}


def technology_of(node: Mapping[str, Any]) -> Row:
    """The technology that a node of the graph holds, with its `broader` and `related` beside, as JSON would have it."""
    beside = {
        "broader": sorted(node["broader"]),  # the graph keeps no order, and a record has one whichever way it came
        "related": sorted(set(node["related"])),  # either of two may name the other
        "matches": [ConceptMatch.read(line) for line in node.get("matches", ())],
    }
    return {name: node[name] for name in Technology.model_fields if name in node} | beside


def claim_of(properties: Mapping[str, Any]) -> Row:
    """The claim that a node of the graph holds, as JSON would have it."""
    claim = {name: properties[name] for name in Claim.model_fields if name in properties}
    amount = share = None
    if "currency" in properties:
        given = {name: properties.get(f"amount_{name}") for name in Amount.model_fields}
        amount = given | {"value": properties.get("amount"), "currency": properties["currency"]}
    if "share" in properties:
        named = {name: properties.get(f"share_{name}") for name in Share.model_fields}
        share = named | {"percent": properties["share"]}
    return claim | {"amount": amount, "share": share}


def _properties(label: str, values: Row) -> Row:
    """Of some values those that a node or relationship has; nothing stands for None and the empty list."""
    return {name: values[name] for name in PROPERTIES[label] if values.get(name) not in (None, [])}


def _flat(record: Row) -> Row:
    """Money and a share, of a tie or a claim, as the properties of AMOUNT and SHARE."""
    names = {"amount_value": "amount", "amount_currency": "currency", "share_percent": "share"}
    flat: Row = {"amount": None, "share": None}
    for part in ("amount", "share"):
        given: Row = record[part] or {}
        flat |= {names.get(f"{part}_{name}", f"{part}_{name}"): value for name, value in given.items()}
    return flat


def _captions(tie: Tie) -> dict[str, str]:
    """How sure a tie is, for Neo4j Browser, which draws no dashes and cuts what is longer than the edge: first what
    nobody may miss, `unverified, planned`, and after the relation the rest, `as of 2023-06, due 2025`."""
    if tie.disputed:
        return {"caption": "disputed", "details": f"claimed as {tie.status}"}
    due = [f"due {tie.due[:7]}"] if tie.due else []
    conflicts = [f"{conflict.attribute} in conflict" for conflict in tie.conflicts]
    return {
        "caption": ", ".join([*tie.doubts, tie.status]),
        "details": ", ".join([f"as of {tie.reported[:7]}", *due, *conflicts]),
    }


def _history(tie: Tie) -> Row:
    """The lists of HISTORY, so that a statement sees the tie as of a day without its claims.

    A day on which documents brought nothing new has no entry. A list holds no null: an undated tie has the day
    `-`, as have the amount of one without money, and the due day of one that is no promise. What is done has a last
    day even where nobody says when it ended; `history_has_end` is whether somebody does. A tie planned
    in May 2024 for 2025 and begun in June is {history_days: ['2024-05-02', '2024-06-17'],
    history_statuses: ['planned', 'active'], history_first_days: ['2025-01-01', '2024-06-17'] …}.
    """
    entries: list[tuple[Any, ...]] = []
    for day in sorted({claim.known for claim in tie.claims}):
        then = tie_as_of(tie, day)
        if then is not None:
            trust = (then.reliability, then.publishers, then.reported, then.due or "-")
            time = (*(then.span or ("-", "-")), then.end is not None)
            entry = (then.status, then.disputed, *time, _money(then), *trust)
            if not entries or entries[-1][1:] != entry:
                entries.append((day, *entry))
    return {name: list(values) for name, values in zip(HISTORY, zip(*entries, strict=True), strict=True)}


def _money(tie: Tie) -> str:
    """What the money of a tie is told apart by: currency, period, kind, payers, payees, and what it is for one of.

    `USD P5Y grant india global-challenges-institute -`, with `-` for what is not said.
    """
    amount = tie.amount
    if amount is None:
        return "-"
    payer, payee = map(",".join, paying(tie))
    return " ".join((amount.currency, amount.period or "-", amount.kind or "-", payer, payee, amount.per or "-"))


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
