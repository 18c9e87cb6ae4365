"""What a load has to do, before it does it: the files are read and checked, beside what the graph holds."""

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.dataset.checking import Known
from app.dataset.files import Source, documents_in, repeated
from app.dataset.parsing import Reading
from app.domain.answer import Part
from app.domain.hashing import marks_of
from app.domain.ties import tie_parts
from app.domain.vocabulary import Kind
from app.graph.client import Writer
from app.graph.mapping import Row, dataset_row
from app.loading.held import Held, file_of, held_in_files, held_records, stage_ties, touched_ties
from app.loading.ingest import Progress, check_support, gather, gather_documents, gather_lists
from app.loading.staging import Staging, Stamped

LISTS: tuple[Part, ...] = ("technologies", "entities")
PARTS: tuple[Part, ...] = (*LISTS, "documents", "ties")


@dataclass(frozen=True)
class Draft:
    """A load before it is written: rows and claims in the staging, and what the dataset node will say.

    `kinds` are those of entities, by their ids. Where the graph holds a whole dataset, the documents that differ from
    it are withheld in the staging, and `rekinded` are the ties of which an end is of another kind now.
    """

    source: Source
    held: Held
    staging: Staging
    kinds: Mapping[str, Kind]
    summary: Row
    rekinded: Sequence[str] = ()

    @property
    def size(self) -> int:
        """How many records have to be written or removed, at most."""
        staging = self.staging
        lists = sum(len(staging.pending_ids(part)) + len(staging.removed(part)) for part in (*LISTS, "documents"))
        if self.held.is_whole:
            return lists + staging.touched + len(self.rekinded)
        return lists + staging.ties + len(staging.lost_ties())


async def read_draft(graph: Writer, source: Source, held: Held, staging: Staging, progress: Progress) -> Draft:
    """What has to be done to a graph, given what it holds. Raises DatasetError that names every error."""
    if not held.is_whole:
        return await _all_anew(graph, source, held, staging, progress)
    if held.files and (known := await _read_changed(graph, source, held, staging, progress)):
        return _withheld(Draft(source, held, staging, known.kinds, _summary(source, staging, held)))
    staging.clear()
    return _withheld(await _read_all(graph, source, held, staging, progress))


def _withheld(draft: Draft) -> Draft:
    draft.staging.withhold(replaced(draft.staging))
    return draft


def replaced(staging: Staging) -> set[str]:
    """The documents that the graph lacks, holds otherwise, or holds and should not."""
    return {*staging.pending_ids("documents"), *staging.removed("documents")}


def _summary(source: Source, staging: Staging, before: Held | None) -> Row:
    """`before` is what the graph held, if the staging has only what differs from it."""
    marks, counts = staging.found.marks, staging.count()
    if before:
        marks += marks_of(before.properties["version"]) - staging.held.marks
        counts = Counter(before.counts) + counts - staging.held.counts
    return dataset_row(source, marks, counts)


async def _all_anew(graph: Writer, source: Source, held: Held, staging: Staging, progress: Progress) -> Draft:
    """A dataset for a graph of another layout, or one that was changed by hand: every record is written again."""
    known = await asyncio.to_thread(gather, source, staging, progress)
    for part in PARTS:
        async for records in held_records(graph, part):
            staging.hold(part, [Stamped(one.id, "", "") for one in records])
    async for claims in held_records(graph, "claims"):
        staging.arrived((claim.id, claim.revision) for claim in claims if claim.revision)
    return Draft(source, held, staging, known.kinds, _summary(source, staging, None))


async def _read_all(graph: Writer, source: Source, held: Held, staging: Staging, progress: Progress) -> Draft:
    """All files beside a whole dataset; of the graph's ties, those that something new is said of."""
    known = await asyncio.to_thread(gather, source, staging, progress)
    for part in (*LISTS, "documents"):
        async for records in held_records(graph, part):
            staging.hold(part, records)
    summary = _summary(source, staging, None)
    changed, rekinded = replaced(staging), _ties_between(staging.restamped("entities"), staging)
    ties = {*rekinded, *await touched_ties(graph, changed), *staging.ties_of(changed)}
    await stage_ties(graph, sorted(ties), changed, staging, others=False)
    # What goes last is still an end of ties on the way.
    gone = staging.gone("entities", staging.removed("entities"))
    kinds = {**known.kinds, **{one.id: Kind(one.stamp) for one in gone}}
    return Draft(source, held, staging, kinds, summary, rekinded)


def _ties_between(entities: Collection[str], staging: Staging) -> list[str]:
    """The ties that have one of some entities at an end."""
    if not entities:
        return []
    ends = set(entities)
    return [id for id in staging.tie_ids() if not ends.isdisjoint(tie_parts(id)[1:3])]


async def _read_changed(
    graph: Writer, source: Source, held: Held, staging: Staging, progress: Progress
) -> Known | None:
    """Brings into the staging what differs from the graph; None if that is not enough.

    It is not when there are errors, so that all are reported; when what other documents name is gone or is of another
    kind, so that they are looked at again; and when two files of one name, or two documents of one id, are in question.
    """
    reading = Reading(list(source.errors))
    known = await _read_lists(graph, source, held, staging, reading)
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
    there = await held_in_files(graph, stale, raws)
    if any(file_of(one) not in stale for one in there.values()):
        return None
    reading.errors += repeated(raws)
    changed = [raw for raw in raws if raw.id not in there or there[raw.id].stamp != raw.stamp]
    gone = there.keys() - {raw.id for raw in raws}
    before = ({raw.id for raw in changed} & there.keys()) | gone
    staging.hold("documents", [there[id] for id in before])
    await asyncio.to_thread(gather_documents, changed, known, staging, reading, progress)
    ties = {*staging.tie_ids(), *await touched_ties(graph, before)}
    await stage_ties(graph, sorted(ties), before, staging, others=True)
    check_support(staging, reading)
    return None if reading.errors else known


async def _read_lists(graph: Writer, source: Source, held: Held, staging: Staging, reading: Reading) -> Known:
    if held.properties["lists"] == source.lists:
        return await asyncio.to_thread(Known.again, source)
    for part in LISTS:
        async for records in held_records(graph, part):
            staging.hold(part, records)
    return await asyncio.to_thread(gather_lists, source, staging, reading)
