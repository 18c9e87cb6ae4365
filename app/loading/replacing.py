"""Whose data a graph holds before a start fills it: nobody's, the seed's, or somebody's own, not to be lost."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.dataset.checking import refuse, summary
from app.dataset.files import documents_in, scan
from app.errors import DatasetError
from app.graph.client import Graph
from app.graph.results import DatasetIds
from app.graph.statements import statement
from app.loading.held import held_by
from app.loading.ingest import Progress
from app.loading.load import Loaded, load

REPLACE = "--replace"
"""The option of `entente up` that says that what the graph holds may go."""


@dataclass(frozen=True)
class Own:
    """Somebody's own data in a graph: the folders that it came from by their names, how much it is, whether all of it
    is there as this program lays it out, and how many documents it has."""

    folders: Sequence[str]
    summary: str
    is_finished: bool
    documents: int

    def __str__(self) -> str:
        return f"the data of {', '.join(self.folders)} ({self.summary})" if self.folders else f"data ({self.summary})"


async def own_data(graph: Graph, seed: Path) -> Own | None:
    """Somebody's own data in the graph: what has a file that the seed has not."""
    held = await held_by(graph)
    seeds = {file.name for file in (await asyncio.to_thread(scan, [seed])).documents}
    if not any(held.counts.values()) or (held.files and held.files <= seeds):
        return None
    folders = sorted({file.rsplit("/documents/", 1)[0] for file in held.files})
    return Own(folders, summary(held.counts), held.is_finished, held.counts["documents"])


async def load_at_start(
    graph: Graph, folders: Sequence[Path], seed: Path, replace: bool, progress: Progress
) -> Loaded | Own:
    """Loads what a start names, or the seed; or gives somebody's own data, where that is there and nothing is named.

    Raises DatasetError where that would be lost, unless it may be replaced: when most of its documents would go, or
    when it cannot be served as it is and no folder is named.
    """
    own = None if replace else await own_data(graph, seed)
    if own and not folders:
        if not own.is_finished:
            raise DatasetError(
                f"the graph holds {own}, of another version or not loaded to its end: name its folders, as in "
                f"`entente up FOLDER`, or put the seed in its place with {REPLACE}"
            )
        await graph.prepare()  # an earlier version may have had fewer indexes
        return own
    if own and await _kept(graph, folders) * 2 < own.documents:
        named = " ".join(map(str, folders))
        raise DatasetError(
            f"the graph holds {own}, and most of it would go for {named}: `entente up` alone serves it as it is, "
            f"and {REPLACE} says that it may go"
        )
    return await load(graph, folders or (seed,), progress)


async def _kept(graph: Graph, folders: Sequence[Path]) -> int:
    """How many documents of some folders the graph has by their ids. Raises DatasetError for folders without any."""
    source = await asyncio.to_thread(scan, folders)
    refuse(source.errors)
    ids = [document.id for document in await asyncio.to_thread(list, documents_in(source.documents))]
    asked = {"entities": [], "technologies": [], "documents": ids, "ties": []}
    there = await graph.read("exists", statement("lookup/exists"), asked, DatasetIds, newest=True)
    return len(there["documents"])
