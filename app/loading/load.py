"""Makes the graph equal to a dataset: what is new is added, what changed is updated, what is gone is removed.

The graph keeps a digest of each document's text. A load reads only the documents whose text is new, takes the claims
of others on the same ties from the graph, and derives these ties anew. When that is not enough, it reads everything.

Say that only `documents/2024-06-17-icet.yaml` was edited: its claim on `nsf--funds--x` now says `active`, and its claim
on `dst--funds--x` is gone.

1. The digest of the file differs from the one that the dataset node keeps, so that it alone is parsed and checked.
2. The graph says which ties the document made claims on before (`load/touched`): with those of now, the two above.
3. All claims on these two come from the graph (`load/claims`), and are staged beside the new.
4. The ties are derived from what is staged. `nsf--funds--x` has another revision, and is written; `dst--funds--x` has
   no claim left, and is removed, or stays with the claims of others.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, aclosing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from app.dataset.checking import summary
from app.dataset.files import Source, scan
from app.graph.client import Graph, Writer
from app.graph.mapping import COUNTED
from app.graph.results import HeldRecord
from app.loading.draft import PARTS, read_draft
from app.loading.held import Held, held_by
from app.loading.ingest import Progress
from app.loading.staging import Staging
from app.loading.steps import Step, steps_anew, whole_steps

ONE_STEP = 2_000
"""Up to so many changed records the next dataset follows in one step, so that readers see all of it at once.

Readers wait while a step is committed, which takes about 0.2 ms a record. A tie with its claims is about ten nodes and
relationships, and takes some 50 kB of the server's memory until it is committed; the smallest heap that the local Neo4j
gets allows 256 MB to one transaction."""

FEW = 500
"""Where so few records were changed, any plan of a statement is fast, and to plan all of them anew takes longer."""


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
    """Makes the graph equal to some folders, one load at a time.

    An empty graph, or one that holds a whole dataset, holds a whole dataset at any moment of a load, and readers are
    answered. A load that fails or is killed leaves one: the last, or one on the way, where `loading` on the dataset
    node names the one to come; the next load goes on from there. Only in a graph of another layout, or one that was
    changed by hand, there is none with a version until the end. Loading what is there already writes nothing and reads
    no record.
    Raises DatasetError that names every error, and Unavailable when the graph cannot be reached.
    """
    source = await asyncio.to_thread(scan, folders)
    # Most starts load what is there already: what says so is asked for beside the indexes, and locks nothing.
    known, _ = await asyncio.gather(held_by(graph), graph.prepare())
    if known.holds(source):
        return Loaded(known.properties["version"], known.counts, {})
    async with graph.writing() as lock:
        await lock.run("load/lock", {})
        with Staging() as staging:
            loaded = await _load(graph, lock, source, staging, progress)
        # Before another load may begin: see `db.index_sampling.background_enabled` in app/local/configuration.py.
        if loaded.size > FEW and loaded.size * 10 > sum(loaded.counts.values()):
            await graph.settle()
    return loaded


async def _load(graph: Graph, lock: Writer, source: Source, staging: Staging, progress: Progress) -> Loaded:
    held = Held.of(await lock.read("load/held", {}, HeldRecord))
    if held.holds(source):
        return Loaded(held.properties["version"], held.counts, {})
    draft = await read_draft(lock, source, held, staging, progress)
    steps = whole_steps(draft) if held.is_whole else steps_anew(draft)
    if draft.size <= ONE_STEP:
        async with graph.committing(draft.size) as writer:
            await _write(lambda size: nullcontext(writer), lock, steps, progress)
    elif held.is_whole:
        await _write(graph.committing, lock, steps, progress)
    else:
        await _write(lambda size: graph.writing(), lock, steps, progress)
    changes = {part: Change(staging.added(part), staging.changed(part), staging.removed(part)) for part in PARTS}
    return Loaded(draft.summary["version"], {part: draft.summary[part] for part in COUNTED}, changes)


async def _write(
    open: Callable[[int], AbstractAsyncContextManager[Writer]],
    lock: Writer,
    steps: Iterator[Step],
    progress: Progress,
) -> None:
    """Each step in what `open` gives for its size, as long as the lock keeps other loads away."""
    async with aclosing(_ahead(steps)) as coming:
        async for step in coming:
            await lock.run("load/locked", {})
            async with open(step.size) as writer:
                for name, parameters in (*step.statements, step.dataset):
                    await writer.run(f"load/{name}", parameters)
            progress(step.name, step.done, step.total)


async def _ahead(steps: Iterator[Step]) -> AsyncGenerator[Step]:
    """Each step is made in a thread while Neo4j writes the one before it."""
    coming = asyncio.create_task(asyncio.to_thread(next, steps, None))
    try:
        while step := await coming:
            coming = asyncio.create_task(asyncio.to_thread(next, steps, None))
            yield step
    finally:
        await asyncio.wait([coming])
