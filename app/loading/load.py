"""Makes the graph equal to a dataset: what is new is added, what changed is updated, what is gone is removed.

The graph keeps a digest of each document's text. A load reads only the documents whose text is new, takes the claims
of others on the same ties from the graph, and derives these ties anew. When that is not enough, it reads everything.

Say that only `documents/2024-06-17-icet.yaml` was edited: its claim on `nsf--funds--x` now says `active`, and its claim
on `dst--funds--x` is gone.

1. The digest of the file differs from the one that the dataset node keeps, so that it alone is parsed and checked.
2. The graph says which ties the document made claims on before (`load/touched`): with those of now, the two above.
3. The claims of all other documents on these two come from the graph (`load/claims`), and are staged beside the new.
4. The ties are derived from what is staged. `nsf--funds--x` has another revision, and is written; `dst--funds--x` has
   no claim left, and is removed, or stays with the claims of others.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractAsyncContextManager, aclosing, nullcontext
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal

import orjson
from more_itertools import chunked

from app.dataset.checking import Known, summary
from app.dataset.files import File, Raw, Source, documents_in, repeated, scan
from app.dataset.parsing import Reading
from app.domain.answer import Part
from app.domain.hashing import marks_of
from app.domain.vocabulary import Kind, Stance
from app.graph import statements
from app.graph.client import Graph, Writer
from app.graph.mapping import COUNTED, FORMAT, Row, claim_of, dataset_row
from app.graph.results import HeldClaims, HeldRecord, HeldRecords, TouchedTies
from app.loading.ingest import Progress, check_support, gather, gather_documents, gather_lists, tie_rows
from app.loading.staging import StagedClaim, Staging, Stamped

ONE_TRANSACTION = 10_000
"""Up to so many changed records a load is one transaction; beyond, it goes in steps that the next load can finish.

A tie with its claims is about ten nodes and relationships, and takes 15 kB of the server's memory until it is
committed; the smallest heap that the local Neo4j gets allows 350 MB."""

BATCH = 1_000
"""Records in one statement."""

PAGE = 20_000
"""Ids and revisions in one answer of the graph."""

LISTS: tuple[Part, ...] = ("technologies", "entities")
PARTS: tuple[Part, ...] = (*LISTS, "documents", "ties")


@dataclass(frozen=True)
class Change:
    """The ids of one part's records that a load added, changed and removed."""

    added: list[str] = field(default_factory=list[str])
    changed: list[str] = field(default_factory=list[str])
    removed: list[str] = field(default_factory=list[str])

    @property
    def size(self) -> int:
        """How many records are concerned."""
        return len(self.added) + len(self.changed) + len(self.removed)


@dataclass(frozen=True)
class Loaded:
    """What a load did: `changes` are by part (technologies, entities, documents, ties), `counts` what there is now."""

    version: str
    counts: Mapping[str, int]
    changes: Mapping[str, Change]

    @property
    def size(self) -> int:
        """How many records were written or removed; 0 when the graph held the dataset already."""
        return sum(change.size for change in self.changes.values())

    @property
    def summary(self) -> str:
        """How much the dataset holds, in a line."""
        return summary(self.counts)


async def load(graph: Graph, folders: Sequence[Path], progress: Progress = lambda what, done, total: None) -> Loaded:
    """Makes the graph equal to some folders, in one transaction for up to ONE_TRANSACTION changed records.

    A load that fails or is killed leaves the last complete dataset; one in steps leaves `loading` on the dataset
    node, and the next load finishes it. Loading what is there already writes nothing and reads no record.
    Raises DatasetError that names every error, and Unavailable when the graph cannot be reached.
    """
    source = await asyncio.to_thread(scan, folders)
    # Most starts load what is there already: what says so is asked for beside the indexes, and locks nothing.
    reading = graph.read("held", statements.statement("load/held"), {}, HeldRecord)
    record, _ = await asyncio.gather(reading, graph.prepare())
    if (known := Held.of(record)).holds(source):
        return Loaded(known.properties["version"], known.counts, {})
    with Staging() as staging:
        loaded = await _load(graph, source, staging, progress)
    if loaded.size * 10 > sum(loaded.counts.values()):
        await graph.settle()
    return loaded


async def _load(graph: Graph, source: Source, staging: Staging, progress: Progress) -> Loaded:
    async with graph.writing() as writer:
        await writer.run("load/lock", {})
        held = Held.of(await writer.read("load/held", {}, HeldRecord))
        if held.holds(source):
            return Loaded(held.properties["version"], held.counts, {})
        draft = await _draft(writer, source, held, staging, progress)
        if draft.size <= ONE_TRANSACTION:
            await _write(lambda: nullcontext(writer), draft, progress)
            return draft.loaded
    # Without a version no reader is answered, so that none sees a mix of two datasets.
    begun = {"loading": draft.summary["version"]} | ({"format": FORMAT} if held.is_ours else {})
    async with graph.writing() as writer:
        await writer.run("load/dataset", {"properties": begun})
    await _write(graph.writing, draft, progress)
    return draft.loaded


# What the graph holds


@dataclass(frozen=True)
class Held:
    """What the dataset node says (nothing if there is none), and how many records there are by part."""

    counts: Mapping[str, int]
    properties: Mapping[str, Any]

    @classmethod
    def of(cls, record: HeldRecord) -> "Held":
        """What `load/held` returns."""
        return cls(record["counts"], record["properties"] or {})

    def holds(self, source: Source) -> bool:
        """Whether a load of these texts has nothing to do."""
        return self.is_whole and self.properties["digest"] == source.digest and not source.errors

    def differing(self, files: Iterable[File]) -> tuple[list[File], set[str]]:
        """The files that are new or changed, and the names of those that the graph holds otherwise or that are gone."""
        held, now = set(self.properties.get("files", ())), {file.stamp: file for file in files}
        fresh = [file for stamp, file in now.items() if stamp not in held]
        return fresh, {stamp.split(" ", 1)[1] for stamp in held - now.keys()}

    @property
    def is_ours(self) -> bool:
        """Whether the records are laid out as this program does, all or those that a killed load had written.

        Where somebody has added or removed records by hand, nothing is taken for granted.
        """
        if not self.properties:
            return not any(self.counts.values())
        untouched = all(self.properties.get(part) == count for part, count in self.counts.items())
        return self.properties.get("format") == FORMAT and ("loading" in self.properties or untouched)

    @property
    def is_whole(self) -> bool:
        """Whether all is there that the dataset node names."""
        return bool(self.properties) and self.is_ours and "loading" not in self.properties


async def _records(writer: Writer, part: Part | Literal["claims"]) -> AsyncIterator[list[Stamped]]:
    after: str | None = ""
    while after is not None:
        found = await writer.read(f"load/held_{part}", {"after": after, "limit": PAGE}, HeldRecords)
        records = [Stamped(*record) for record in found["records"]]
        yield records
        after = records[-1].id if len(records) == PAGE else None


# What is to be written


@dataclass(frozen=True)
class Draft:
    """A load before it is written: rows and claims in the staging, and what the dataset node will say.

    `changes` has all but the ties that are added and changed; these join while they are derived.
    """

    staging: Staging
    known: Known
    summary: Row
    changes: dict[str, Change]

    @property
    def size(self) -> int:
        """How many records have to be written or removed, at most."""
        return sum(change.size for change in self.changes.values()) + self.staging.ties

    @property
    def loaded(self) -> Loaded:
        """What was done, once it is."""
        return Loaded(self.summary["version"], {part: self.summary[part] for part in COUNTED}, self.changes)


async def _draft(writer: Writer, source: Source, held: Held, staging: Staging, progress: Progress) -> Draft:
    if held.is_whole and (known := await _read_changed(writer, source, held, staging, progress)):
        return _drafted(source, staging, known, held)
    staging.clear()
    known = await asyncio.to_thread(gather, source, staging, progress)
    for part in PARTS:
        async for records in _records(writer, part):
            staging.hold(part, records if held.is_ours else [Stamped(one.id, "", "") for one in records])
    async for claims in _records(writer, "claims"):
        staging.arrived((claim.id, claim.revision) for claim in claims if claim.revision)
    return _drafted(source, staging, known, None)


def _drafted(source: Source, staging: Staging, known: Known, before: Held | None) -> Draft:
    """`before` is what the graph held, if the staging has only what differs from it."""
    marks, counts = staging.found.marks, staging.count()
    if before:
        marks += marks_of(before.properties["version"]) - staging.held.marks
        counts = Counter(before.counts) + counts - staging.held.counts
    changes = {part: Change(staging.added(part), staging.changed(part), staging.removed(part)) for part in PARTS}
    return Draft(staging, known, dataset_row(source, marks, counts), changes)


async def _read_changed(
    writer: Writer, source: Source, held: Held, staging: Staging, progress: Progress
) -> Known | None:
    """Brings into the staging what differs from the graph; None if that is not enough.

    It is not when there are errors, so that all are reported; when what other documents name is gone or is of another
    kind, so that they are looked at again; and when two files of one name, or two documents of one id, are in question.
    """
    reading = Reading(list(source.errors))
    known = await _read_lists(writer, source, held, staging, reading)
    if len({file.name for file in source.documents}) < len(source.documents):
        return None
    if (
        reading.errors
        or staging.removed("technologies")
        or staging.removed("entities")
        or staging.restamped("entities")
    ):
        return None
    fresh, stale = held.differing(source.documents)
    raws = await asyncio.to_thread(list, documents_in(fresh))
    there = await _held_in(writer, stale, raws)
    if any(_file(one) not in stale for one in there.values()):
        return None
    reading.errors += repeated(raws)
    changed = [raw for raw in raws if raw.id not in there or there[raw.id].stamp != raw.stamp]
    replaced = {raw.id for raw in changed} | (there.keys() - {raw.id for raw in raws})
    staging.hold("documents", [there[id] for id in replaced if id in there])
    await asyncio.to_thread(gather_documents, changed, known, staging, reading, progress)
    await _read_touched(writer, replaced & there.keys(), staging)
    check_support(staging, reading)
    return None if reading.errors else known


async def _held_in(writer: Writer, files: Set[str], raws: Iterable[Raw]) -> dict[str, Stamped]:
    """The documents that the graph has from some files, and those that have the ids of others, by id."""
    asked = {"files": list(files), "ids": [raw.id for raw in raws]}
    found = await writer.read("load/held_in_files", asked, HeldRecords)
    return {id: Stamped(id, revision, stamp) for id, revision, stamp in found["records"]}


def _file(document: Stamped) -> str:
    return document.stamp.split(" ", 1)[1]


async def _read_lists(writer: Writer, source: Source, held: Held, staging: Staging, reading: Reading) -> Known:
    if held.properties["lists"] == source.lists:
        return await asyncio.to_thread(Known.again, source)
    for part in LISTS:
        async for records in _records(writer, part):
            staging.hold(part, records)
    return await asyncio.to_thread(gather_lists, source, staging, reading)


async def _read_touched(writer: Writer, replaced: Set[str], staging: Staging) -> None:
    """Stages the ties that documents make claims on or made claims on, with the claims of all other documents."""
    ties = set(staging.tie_ids())
    for documents in chunked(replaced, BATCH):
        ties.update((await writer.read("load/touched", {"documents": documents}, TouchedTies))["ties"])
    for chunk in chunked(sorted(ties), BATCH):
        for id, revision, claims in (await writer.read("load/claims", {"ties": chunk}, HeldClaims))["ties"]:
            staging.hold("ties", [Stamped(id, revision, "")])
            staging.arrived((claim["id"], claim["arrived"]) for claim in claims if "arrived" in claim)
            for claim in claims:
                staging.held.add("claims", claim["id"], str(claim["position"]))
                if claim["document"] not in replaced:
                    supports = claim["stance"] == Stance.SUPPORTS
                    staged = orjson.dumps(claim_of(claim))
                    staging.add_claims([StagedClaim(id, claim["id"], claim["position"], staged, supports, "", 0)])


# Writing


@dataclass(frozen=True)
class Step:
    """Statements with their rows, for one transaction; and how many of all records of its name are done with it."""

    name: str
    statements: Sequence[tuple[str, Sequence[Row]]]
    done: int
    total: int


async def _write(open: Callable[[], AbstractAsyncContextManager[Writer]], draft: Draft, progress: Progress) -> None:
    async with aclosing(_ahead(_steps(draft))) as steps:
        async for step in steps:
            async with open() as writer:
                for name, rows in filter(itemgetter(1), step.statements):
                    await writer.run(f"load/{name}", {"rows": rows, "kinds": list(Kind)})
            progress(step.name, step.done, step.total)
    async with open() as writer:
        await writer.run("load/dataset", {"properties": draft.summary})


async def _ahead(steps: Iterator[Step]) -> AsyncGenerator[Step]:
    """Each step is made in a thread while Neo4j writes the one before it."""
    coming = asyncio.create_task(asyncio.to_thread(next, steps, None))
    try:
        while step := await coming:
            coming = asyncio.create_task(asyncio.to_thread(next, steps, None))
            yield step
    finally:
        await asyncio.wait([coming])


def _steps(draft: Draft) -> Iterator[Step]:
    """A changed tie is removed and written anew with its claims, so that nothing of its old form can stay behind."""
    changes, staging = draft.changes, draft.staging
    yield from _removals("ties", changes["ties"].removed)
    yield from _additions(staging, "technologies", "add_technologies", "place_technologies")
    yield from _additions(staging, "entities", "add_entities")
    yield from _entity_places(staging)
    yield from _additions(staging, "documents", "add_documents")
    yield from _tie_steps(draft)
    for part in ("entities", "documents", "technologies"):
        yield from _removals(part, changes[part].removed)


def _removals(part: Part, ids: Sequence[str]) -> Iterator[Step]:
    done = 0
    for chunk in chunked(ids, BATCH):
        done += len(chunk)
        yield Step(f"remove_{part}", [(f"remove_{part}", _only_ids(chunk))], done, len(ids))


def _additions(staging: Staging, part: Part, *statements: str) -> Iterator[Step]:
    for statement in statements:
        done, total = 0, staging.pending(part)
        for chunk in chunked(staging.rows(part), BATCH):
            done += len(chunk)
            yield Step(statement, [(statement, chunk)], done, total)


def _entity_places(staging: Staging) -> Iterator[Step]:
    """Ties entities to their countries: those that are new or changed, and all where a country is."""
    moved = any(row["kind"] == Kind.COUNTRY for row in staging.rows("entities"))
    total = staging.found.counts["entities"] if moved else staging.pending("entities")
    done = 0
    for chunk in chunked(staging.all_rows("entities") if moved else staging.rows("entities"), BATCH):
        done += len(chunk)
        yield Step("place_entities", [("place_entities", chunk)], done, total)


def _tie_steps(draft: Draft) -> Iterator[Step]:
    done, total = 0, draft.staging.ties
    for chunk in chunked(tie_rows(draft.staging, draft.known), BATCH):
        done += len(chunk)
        stale = [(held, row) for held, row in chunk if held != row["properties"]["revision"]]
        rows = [row for _, row in stale]
        changed = [row["properties"]["id"] for held, row in stale if held is not None]
        draft.changes["ties"].changed.extend(changed)
        draft.changes["ties"].added.extend(row["properties"]["id"] for held, row in stale if held is None)
        yield Step("add_ties", [("remove_ties", _only_ids(changed)), ("add_ties", rows)], done, total)


def _only_ids(ids: Iterable[str]) -> list[Row]:
    return [{"id": id} for id in ids]
