"""Makes the graph equal to a dataset: what is new is added, what changed is updated, what is gone is removed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from more_itertools import chunked

from app.cypher import statement
from app.dataset import Dataset
from app.dates import span
from app.graph import Graph, Writer
from app.model import Amount, Claim, Document, Entity, Model, Technology, Tie, digest, tie_as_of
from app.vocabulary import ACTIVITIES, RELATIONS, Kind, Stance

FORMAT = 3
"""How records are laid out in the graph; raised when that changes, so that the next load writes all of them anew."""

ONE_TRANSACTION = 100_000
"""Up to so many changed records a load is one transaction; beyond, it goes in steps that the next load can finish."""

BATCH = 2_000
"""Records in one statement."""

Row = dict[str, Any]
Progress = Callable[[str, int, int], None]
"""Told what is being written, how many records are done, and how many there are."""


@dataclass(frozen=True)
class Change:
    """The ids of one part's records that a load added, changed and removed."""

    added: Sequence[str]
    changed: Sequence[str]
    removed: Sequence[str]

    @property
    def size(self) -> int:
        """How many records are concerned."""
        return len(self.added) + len(self.changed) + len(self.removed)


@dataclass(frozen=True)
class Loaded:
    """What a load did; `changes` are by part: technologies, entities, documents, ties."""

    version: str
    changes: Mapping[str, Change]

    @property
    def size(self) -> int:
        """How many records were written or removed; 0 when the graph held the dataset already."""
        return sum(change.size for change in self.changes.values())


async def holds(graph: Graph, dataset: Dataset) -> bool:
    """Whether the graph says that it holds the dataset: asks the dataset node alone, where `load` compares all records.

    Raises Unavailable or TimedOut.
    """
    record = await graph.read("dataset", statement("lookup/dataset"), {})
    held: Row = record["dataset"] or {}
    return held.get("version") == dataset.version and held.get("format") == FORMAT and "loading" not in held


async def load(graph: Graph, dataset: Dataset, progress: Progress = lambda what, done, total: None) -> Loaded:
    """Makes the graph equal to the dataset, in one transaction for up to ONE_TRANSACTION changed records.

    A load that fails or is killed leaves the last complete dataset; one in steps leaves `loading` on the dataset
    node, and the next load finishes it. Loading what is there already writes nothing.
    Raises Unavailable when the graph cannot be reached.
    """
    await graph.prepare()
    loaded = await _load(graph, dataset, progress)
    if loaded.size:
        await graph.settle()
    return loaded


async def _load(graph: Graph, dataset: Dataset, progress: Progress) -> Loaded:
    async with graph.writing() as writer:
        held = await writer.run("load/current", {}) or {}
        loaded = Loaded(dataset.version, _changes(dataset, held))
        if not loaded.size and held["version"] == dataset.version and not held["loading"]:
            return loaded
        if loaded.size <= ONE_TRANSACTION:
            await _write(writer, dataset, loaded, progress)
            return loaded
    await _write_in_steps(graph, dataset, loaded, progress)
    return loaded


async def _write(writer: Writer, dataset: Dataset, loaded: Loaded, progress: Progress) -> None:
    for name, rows, done, total in _batches(dataset, loaded.changes):
        await writer.run(f"load/{name}", {"rows": rows, "kinds": list(Kind)})
        progress(name, done, total)
    await writer.run("load/dataset", {"properties": _summary(dataset)})


async def _write_in_steps(graph: Graph, dataset: Dataset, loaded: Loaded, progress: Progress) -> None:
    """Without a version no reader is answered, so that none sees a mix of two datasets."""
    async with graph.writing() as writer:
        await writer.run("load/dataset", {"properties": {"loading": dataset.version}})
    for name, rows, done, total in _batches(dataset, loaded.changes):
        async with graph.writing() as writer:
            await writer.run(f"load/{name}", {"rows": rows, "kinds": list(Kind)})
        progress(name, done, total)
    async with graph.writing() as writer:
        await writer.run("load/dataset", {"properties": _summary(dataset)})


def _changes(dataset: Dataset, held: Mapping[str, Any]) -> dict[str, Change]:
    parts: dict[str, Mapping[str, Model]] = {
        "technologies": dataset.technologies,
        "entities": dataset.entities,
        "documents": dataset.documents,
        "ties": dataset.ties,
    }
    return {name: _change(part, dict(held[name])) for name, part in parts.items()}


def _change(part: Mapping[str, Model], held: Mapping[str, str]) -> Change:
    return Change(
        added=[key for key in part if key not in held],
        changed=[key for key, record in part.items() if key in held and held[key] != _revision(record)],
        removed=[key for key in held if key not in part],
    )


def _revision(record: Model) -> str:
    return digest([FORMAT, record.row()])[:16]


def _batches(dataset: Dataset, changes: Mapping[str, Change]) -> Iterator[tuple[str, list[Row], int, int]]:
    """Statement, rows, and how many of all that statement's records are done with them.

    A changed tie is removed and written anew with its claims, so that nothing of its old form can stay behind.
    """
    for name, keys, row in _steps(dataset, changes):
        done = 0
        for chunk in chunked(keys, BATCH):
            done += len(chunk)
            yield name, [row(key) for key in chunk], done, len(keys)


def _steps(
    dataset: Dataset, changes: Mapping[str, Change]
) -> Iterator[tuple[str, Sequence[str], Callable[[str], Row]]]:
    written = {name: [*change.added, *change.changed] for name, change in changes.items()}
    ties = changes["ties"]
    yield "remove_ties", [*ties.changed, *ties.removed], _only_id
    yield "add_technologies", written["technologies"], lambda key: _record_row(dataset.technologies[key])
    yield "place_technologies", written["technologies"], lambda key: _place_row(dataset.technologies[key])
    yield "add_entities", written["entities"], lambda key: _entity_row(dataset.entities[key])
    yield "add_documents", written["documents"], lambda key: _document_row(dataset.documents[key])
    yield "add_ties", written["ties"], lambda key: _tie_row(dataset.ties[key], dataset)
    yield "remove_entities", changes["entities"].removed, _only_id
    yield "remove_documents", changes["documents"].removed, _only_id
    yield "remove_technologies", changes["technologies"].removed, _only_id


def _summary(dataset: Dataset) -> Row:
    return {
        "version": dataset.version,
        "format": FORMAT,
        "loaded": datetime.now(UTC).isoformat(timespec="seconds"),
        "technologies": len(dataset.technologies),
        "entities": len(dataset.entities),
        "documents": len(dataset.documents),
        "ties": len(dataset.ties),
        "claims": dataset.claims,
    }


# From records to rows of a statement


def _only_id(key: str) -> Row:
    return {"id": key}


def _properties(record: Model, *left_out: str) -> Row:
    return {name: value for name, value in record.row().items() if name not in left_out and value not in (None, [])}


def _record_row(record: Model) -> Row:
    properties = _properties(record, "broader") | {"revision": _revision(record)}
    return {"id": properties["id"], "properties": properties}


def _place_row(technology: Technology) -> Row:
    return {"id": technology.id, "broader": list(technology.broader)}


def _document_row(document: Document) -> Row:
    first, last = span(document.published)
    row = _record_row(document)
    row["properties"] |= {"first_day": first, "last_day": last}
    return row


def _entity_row(entity: Entity) -> Row:
    properties = _properties(entity, "kind") | {"revision": _revision(entity)}
    if len(entity.country) == 1:
        properties["home"] = entity.country[0]  # a list cannot be looked up by its members
    return {"id": entity.id, "kind": entity.kind, "properties": properties}


def _tie_row(tie: Tie, dataset: Dataset) -> Row:
    own = _properties(tie, "technologies", "claims", "amount") | _amount(tie.amount)
    history = _history(tie)
    told = max(claim.known for claim in tie.claims)
    edge = {name: own[name] for name in ("topic", "status", "disputed", "start", "end", "place") if name in own}
    return {
        "subject": tie.subject,
        "object": tie.object,
        "relation": tie.relation,
        "disputed": tie.disputed,
        "properties": own | {"history": history, "told": told, "revision": _revision(tie)},
        "edge": edge | {"tie": tie.id, "history": history},
        "fields": [_field_row(tie, field, dataset) for field in tie.technologies],
        "claims": [_claim_row(claim) for claim in tie.claims],
    }


def _claim_row(claim: Claim) -> Row:
    return _properties(claim, "amount") | _amount(claim.amount) | {"known": claim.known}


def _amount(amount: Amount | None) -> Row:
    """Money as properties of a node, which hold no nested values: `amount`, `currency`, `amount_min` …"""
    if amount is None:
        return {}
    given = _properties(amount, "value", "currency")
    flat = {f"amount_{name}": value for name, value in given.items()} | {"currency": amount.currency}
    return flat if amount.value is None else flat | {"amount": amount.value}


def _history(tie: Tie) -> list[str]:
    """What the tie was known to be, from when: entries such as `2024-06-17 planned 2024-01-01/9999-12-31 USD`.

    Day, status (with `,disputed` where a claim disputes it), first and last day of the tie, `-` if undated, and
    the currency of its amount, `-` if no claim names money. So a query sees the tie as of a day without its claims.
    """
    days = sorted({claim.known for claim in tie.claims})
    entries: list[str] = []
    for day in days:
        then = tie_as_of(tie, day)
        if then is not None:
            state = f"{then.status},disputed" if then.disputed else str(then.status)
            currency = then.amount.currency if then.amount else "-"
            entry = f"{state} {'/'.join(then.span) if then.span else '-'} {currency}"
            if not entries or entries[-1].split(" ", 1)[1] != entry:
                entries.append(f"{day} {entry}")
    return entries


def _field_row(tie: Tie, field: str, dataset: Dataset) -> Row:
    """A tie's place in a field. Its properties are for look-ups: of the ties in a field in order, and of its partners.

    `partners` is what makes the ends of the tie partners: the initiative or event that they share with others, or
    the tie itself; missing where the relation is no cooperation.
    """
    known = min(claim.known for claim in tie.claims if field in claim.technologies and claim.stance is Stance.SUPPORTS)
    told = max(claim.known for claim in tie.claims)
    properties: Row = {"technology": field, "tie": tie.id, "known": known, "told": told}
    if RELATIONS[tie.relation].cooperation:
        shared = RELATIONS[tie.relation].joins and dataset.entities[tie.object].kind in ACTIVITIES
        properties["partners"] = tie.object if shared else tie.id
    if tie.disputed:
        properties["disputed"] = True
    return {"technology": field, "properties": properties}
