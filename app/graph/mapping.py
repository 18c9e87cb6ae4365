"""How records are laid out in the graph: as rows, which the statements in cypher/load/ take, and back."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app.dataset.files import Raw, Source
from app.domain.dates import span
from app.domain.hashing import digest, version
from app.domain.records import Claim, Document, Entity, Technology, Tie
from app.domain.ties import tie_as_of
from app.domain.vocabulary import ACTIVITIES, RELATIONS, Kind, Stance

FORMAT = 6
"""How records are laid out, and how ties follow from claims; raised when either changes, so that the next load writes
all of them anew."""

COUNTED = ("technologies", "entities", "documents", "ties", "claims")

Row = dict[str, Any]


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
    properties = _given(technology.row(), "broader") | {"revision": technology.revision()}
    return {"id": technology.id, "properties": properties, "broader": technology.broader}


def entity_row(entity: Entity) -> Row:
    """An entity, and the kind that is its label."""
    properties = _given(entity.row(), "kind") | {"revision": entity.revision()}
    if len(entity.country) == 1:
        properties["home"] = entity.country[0]  # a list cannot be looked up by its members
    return {"id": entity.id, "kind": entity.kind, "properties": properties}


def document_row(document: Document, raw: Raw | None = None) -> Row:
    """A document; by its file and the digest of its text, if it has any, the next load knows whether to read it."""
    first, last = span(document.published)
    properties = _given(document.row()) | {"revision": document.revision(), "first_day": first, "last_day": last}
    if raw:
        properties |= {"digest": raw.digest, "file": raw.file.name}
    return {"id": document.id, "properties": properties}


def tie_row(tie: Tie, kind: Kind) -> Row:
    """A tie with all that belongs to it, given the kind of its object."""
    record = tie.row()
    own = _given(record, "technologies", "claims", "amount") | _flat(record["amount"])
    own |= _history(tie) | {"last_reported": _last_reported(tie), "revision": digest([record, kind])[:16]}
    if _is_shared(tie, kind):
        own["shared"] = tie.object
    edge = {name: own[name] for name in EDGE if name in own}
    return {
        "subject": tie.subject,
        "object": tie.object,
        "relation": tie.relation,
        "disputed": tie.disputed,
        "properties": own,
        "edge": edge | {"tie": tie.id},
        "fields": [_field_row(tie, field, kind) for field in tie.technologies],
        "claims": [
            _given(row, "amount") | _flat(row["amount"]) | {"known": claim.known}
            for claim, row in zip(tie.claims, record["claims"], strict=True)
        ],
    }


HISTORY = (
    "history_days", "history_statuses", "history_disputed", "history_first_days", "history_last_days",
    "history_currencies",
)  # fmt: skip
"""What a tie was known to be, from when: lists of the same length, an entry for each day on which it changed."""

EDGE = ("topic", "status", "disputed", "start", "end", "place", *HISTORY)
"""What the plain edge has of its tie's properties."""


def claim_of(properties: Mapping[str, Any]) -> Row:
    """The claim that a node of the graph holds, as JSON would have it."""
    claim = {name: properties[name] for name in Claim.model_fields if name in properties}
    if "currency" not in properties:
        return claim | {"amount": None}
    amount = {name: properties.get(f"amount_{name}") for name in ("min", "max", "qualifier", "period", "joint")}
    return claim | {"amount": amount | {"value": properties.get("amount"), "currency": properties["currency"]}}


def _given(record: Row, *left_out: str) -> Row:
    return {name: value for name, value in record.items() if name not in left_out and value not in (None, [])}


def _flat(amount: Row | None) -> Row:
    """Money as properties of a node, which hold no nested values: `amount`, `currency`, `amount_min` …"""
    if amount is None:
        return {}
    names = {"value": "amount", "currency": "currency"}
    return {names.get(name, f"amount_{name}"): value for name, value in amount.items() if value is not None}


def _history(tie: Tie) -> Row:
    """The lists of HISTORY, so that a statement sees the tie as of a day without its claims.

    A day on which documents brought nothing new has no entry. A list holds no null: an undated tie has the day
    `-`, as has the currency of one without money. A tie planned in May 2024 for 2025 and begun in June is
    {history_days: ['2024-05-02', '2024-06-17'], history_statuses: ['planned', 'active'],
    history_first_days: ['2025-01-01', '2024-06-17'] …}.
    """
    entries: list[tuple[Any, ...]] = []
    for day in sorted({claim.known for claim in tie.claims}):
        then = tie_as_of(tie, day)
        if then is not None:
            currency = then.amount.currency if then.amount else "-"
            entry = (then.status, then.disputed, *(then.span or ("-", "-")), currency)
            if not entries or entries[-1][1:] != entry:
                entries.append((day, *entry))
    return {name: list(values) for name, values in zip(HISTORY, zip(*entries, strict=True), strict=True)}


def _field_row(tie: Tie, field: str, kind: Kind) -> Row:
    """A tie's place in a field. Its properties are for look-ups: of the ties in a field in order, and of its partners.

    `partners` is what makes the ends of the tie partners: the initiative or event that they share with others, or
    the tie itself; missing where the relation is no cooperation.
    """
    known = min(claim.known for claim in tie.claims if field in claim.technologies and claim.stance is Stance.SUPPORTS)
    properties: Row = {"technology": field, "tie": tie.id, "known": known, "last_reported": _last_reported(tie)}
    if RELATIONS[tie.relation].cooperation:
        properties["partners"] = tie.object if _is_shared(tie, kind) else tie.id
    if tie.disputed:
        properties["disputed"] = True
    return {"technology": field, "properties": properties}


def _is_shared(tie: Tie, kind: Kind) -> bool:
    """Whether all who are so tied to the tie's object, which is of a kind, are partners through it."""
    return RELATIONS[tie.relation].joins and kind in ACTIVITIES


def _last_reported(tie: Tie) -> str:
    """The day on which a document reported the tie last."""
    return max(claim.known for claim in tie.claims)
