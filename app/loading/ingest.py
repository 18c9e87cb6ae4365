"""Reads and checks a dataset of any size into a staging: whole documents are in memory a few at a time."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

import orjson
from more_itertools import chunked
from pydantic import TypeAdapter

from app.dataset.checking import Known, claims_without_support, derived, entities_of, examine, refuse, technologies_of
from app.dataset.files import Raw, Source, documents_in, repeated
from app.dataset.parsing import Reading
from app.domain.dates import today
from app.domain.records import Claim
from app.domain.vocabulary import Kind
from app.graph.mapping import Row, document_row, entity_row, technology_row, tie_row
from app.loading.staging import StagedClaim, Staging, Stamped, Waiting
from app.orphans import end_with_parent

CHUNK = 100
"""Records that are read in one go."""

ALONE = 32_000_000
"""Up to so many bytes one process reads the documents; beyond, there is one for each processor."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many records are done, and how many there are."""


def gather(source: Source, staging: Staging, progress: Progress) -> Known:
    """Reads a whole dataset into an empty staging. Raises DatasetError that names every error."""
    documents = list(documents_in(source.documents))
    reading = Reading([*source.errors, *repeated(documents)])
    known = gather_lists(source, staging, reading)
    gather_documents(documents, known, staging, reading, progress)
    check_support(staging, reading)
    refuse(reading.errors)
    return known


def gather_lists(source: Source, staging: Staging, reading: Reading) -> Known:
    """Reads technologies and entities; what is wrong with them goes to `reading`."""
    technologies = technologies_of(source, reading)
    staging.find("technologies", [_found(technology_row(one), "") for one in technologies.values()])
    kinds: dict[str, Kind] = {}
    for entities in chunked(entities_of(source, reading), CHUNK):
        kinds.update((entity.id, entity.kind) for entity in entities)
        staging.find("entities", [_found(entity_row(entity), entity.kind) for entity in entities])
    return Known.of(reading, kinds, technologies)


def _found(row: Row, stamp: str) -> tuple[Stamped, bytes]:
    return Stamped(row["id"], row["properties"]["revision"], stamp), orjson.dumps(row)


def gather_documents(
    documents: Sequence[Raw], known: Known, staging: Staging, reading: Reading, progress: Progress
) -> None:
    """Reads documents with their claims; what is wrong with them goes to `reading`."""
    done = 0
    for packed in _examined(documents, known):
        staging.find("documents", packed.rows)
        staging.add_claims(packed.claims)
        reading.add(packed.reading)
        done += packed.documents
        progress("read_documents", done, len(documents))


def check_support(staging: Staging, reading: Reading) -> None:
    """Every tie has a claim that supports it; no more claims come to the staging after this."""
    staging.close()
    if "documents" not in reading.unread and (unsupported := list(staging.claims_without_support())):
        reading.errors += claims_without_support(unsupported, staging.tie_ids())


def tie_rows(waiting: Iterable[Waiting], kinds: Mapping[str, Kind]) -> Iterator[tuple[Waiting, Row]]:
    """The ties that follow from their claims, each with its row, given the kinds of entities by their ids.

    Claims that the graph does not hold yet arrive today.
    """
    day = today()
    for one in waiting:
        tie = derived(one.id, _CLAIMS.validate_json(b"[%s]" % b",".join(one.claims)))
        yield one, tie_row(tie, kinds, {id: then or day for id, then in one.arrivals.items()})


_CLAIMS = TypeAdapter(list[Claim])


class _Packed(NamedTuple):
    """Some examined documents as the staging takes them, which go from process to process at little cost."""

    documents: int
    rows: list[tuple[Stamped, bytes]]
    claims: list[StagedClaim]
    reading: Reading


def _read_chunk(documents: Sequence[Raw], known: Known) -> _Packed:
    packed = _Packed(len(documents), [], [], Reading())
    for raw in documents:
        document, evidence, reading = examine(raw, known)
        packed.reading.add(reading)
        if document:
            packed.rows.append(_found(document_row(document, raw), raw.stamp))
            packed.claims.extend(
                StagedClaim(
                    one.tie,
                    raw.id,
                    one.claim["id"],
                    one.claim["position"],
                    orjson.dumps(one.claim),
                    one.supports,
                    one.place.file,
                    one.place.line,
                )
                for one in evidence
            )
    return packed


_known: Known
"""In a process that reads documents for another: what claims may name, sent once."""


def _know(known: Known) -> None:
    global _known
    _known = known
    end_with_parent()


def _read_known(documents: Sequence[Raw]) -> _Packed:
    return _read_chunk(documents, _known)


def _examined(documents: Sequence[Raw], known: Known) -> Iterator[_Packed]:
    """All documents in order, chunk by chunk; many are shared out among processes."""
    chunks = chunked(documents, CHUNK)
    if sum(document.size for document in documents) <= ALONE:
        yield from (_read_chunk(chunk, known) for chunk in chunks)
        return
    workers = os.cpu_count() or 1
    # A process made by `fork` would have the driver's connections and none of the threads.
    with ProcessPoolExecutor(workers, get_context("spawn"), _know, (known,)) as pool:
        waiting = deque[Future[_Packed]]()
        for chunk in chunks:
            waiting.append(pool.submit(_read_known, chunk))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        yield from (future.result() for future in waiting)
