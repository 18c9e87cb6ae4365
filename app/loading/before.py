"""The dataset that the graph holds, as records beside one that is to come: only what differs is read."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from more_itertools import chunked

from app.dataset.checking import Dataset, derived
from app.domain.answer import Part
from app.domain.records import Claim, Document, Entity, Technology, Tie
from app.errors import Unavailable
from app.graph.client import Graph, Writer
from app.graph.mapping import Row, claim_of, entity_of, technology_of, tie_row
from app.graph.results import HeldClaims, HeldInFull, HeldRecord
from app.loading.held import BATCH, Held, held_records

Record = TypeVar("Record", Technology, Entity, Document, Tie)


class Before(NamedTuple):
    """A dataset of the graph, and its version."""

    dataset: Dataset
    version: str


async def dataset_before(graph: Graph, coming: Dataset) -> Before:
    """What the graph holds before a dataset is loaded; an empty graph holds the dataset of no records.

    Raises Unavailable where the graph holds no whole dataset, or another one at the end of the reading.
    """
    async with graph.writing() as reader:
        version = await _version(reader)
        technologies = await _records(reader, "technologies", coming.technologies, _technology)
        entities = await _records(reader, "entities", coming.entities, _entity)
        documents = await _records(reader, "documents", coming.documents, _document)
        ties = await _ties(reader, coming)
        if await _version(reader) != version:
            raise Unavailable("the graph was loaded meanwhile; ask again")
    parts = {"technologies": technologies, "entities": entities, "documents": documents}
    # The graph does not know in which line a record stood.
    places = {part: dict.fromkeys(records, "") for part, records in parts.items()}
    return Before(Dataset(technologies, entities, documents, ties, places), version)


async def _version(graph: Writer) -> str:
    held = Held.of(await graph.read("load/held", {}, HeldRecord))
    if not held.is_finished:
        raise Unavailable("the graph holds no whole dataset as this program lays it out; run `entente load`")
    return held.properties["version"]


async def _records(
    graph: Writer, part: Part, coming: Mapping[str, Record], made: Callable[[Row], Record]
) -> dict[str, Record]:
    """The records of a part by id: those of the same revision as the coming one are that, the others are read."""
    same, others = await _compared(graph, part, coming, {id: one.revision() for id, one in coming.items()})
    for ids in chunked(others, BATCH):
        asked = {"technologies": [], "entities": [], "documents": [], part: ids}
        found = await graph.read("load/held_in_full", asked, HeldInFull)
        same |= {row["id"]: made(row) for row in (*found["technologies"], *found["entities"], *found["documents"])}
    return same


async def _ties(graph: Writer, coming: Dataset) -> dict[str, Tie]:
    kinds = {id: entity.kind for id, entity in coming.entities.items()}
    revisions = {id: tie_row(tie, kinds, {})["properties"]["revision"] for id, tie in coming.ties.items()}
    same, others = await _compared(graph, "ties", coming.ties, revisions)
    for ids in chunked(others, BATCH):
        for id, _, rows in (await graph.read("load/claims", {"ties": ids}, HeldClaims))["ties"]:
            same[id] = derived(id, (Claim.model_validate(claim_of(row)) for row in rows))
    return same


async def _compared(
    graph: Writer, part: Part, coming: Mapping[str, Record], revisions: Mapping[str, str]
) -> tuple[dict[str, Record], list[str]]:
    """The coming records that the graph holds as they are, and the ids of those that it alone holds, or otherwise."""
    same, others = dict[str, Record](), list[str]()
    async for records in held_records(graph, part):
        for held in records:
            if revisions.get(held.id) == held.revision:
                same[held.id] = coming[held.id]
            else:
                others.append(held.id)
    return same, others


def _technology(row: Row) -> Technology:
    return Technology.model_validate(technology_of(row))


def _entity(row: Row) -> Entity:
    return Entity.model_validate(entity_of(row))


def _document(row: Row) -> Document:
    return Document.model_validate({name: row[name] for name in Document.model_fields if name in row})
