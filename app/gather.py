"""Reads and checks a dataset of any size into a spool: whole documents are in memory a few at a time."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

import orjson
from more_itertools import chunked
from pydantic import TypeAdapter

from app.dataset import Known, derived, entities_of, examine, refuse, technologies_of, unsupported
from app.model import Claim
from app.reading import Reading
from app.rows import Row, document_row, entity_row, technology_row, tie_row
from app.source import Raw, Source, documents_in, repeated
from app.spool import Spool, Stamped, Told
from app.vocabulary import Kind

CHUNK = 100
"""Documents that are read in one go."""

ALONE = 32_000_000
"""Up to so many bytes one process reads the documents; beyond, there is one for each processor."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many records are done, and how many there are."""


def gather(source: Source, spool: Spool, progress: Progress) -> Known:
    """Reads a whole dataset into an empty spool. Raises DatasetFault that names every fault."""
    documents = list(documents_in(source.documents))
    reading = Reading([*source.faults, *repeated(documents)])
    known = gather_lists(source, spool, reading)
    gather_documents(documents, known, spool, reading, progress)
    check_support(spool, reading)
    refuse(reading.faults)
    return known


def gather_lists(source: Source, spool: Spool, reading: Reading) -> Known:
    """Reads technologies and entities; what is wrong with them goes to `reading`."""
    technologies = technologies_of(source, reading)
    rows = ((Stamped(one.id, one.revision(), ""), orjson.dumps(technology_row(one))) for one in technologies.values())
    spool.find("technologies", rows)
    kinds: dict[str, Kind] = {}
    for entity in entities_of(source, reading):
        kinds[entity.id] = entity.kind
        spool.find("entities", [(Stamped(entity.id, entity.revision(), entity.kind), orjson.dumps(entity_row(entity)))])
    return Known.of(reading, kinds, technologies)


def gather_documents(
    documents: Sequence[Raw], known: Known, spool: Spool, reading: Reading, progress: Progress
) -> None:
    """Reads documents with their claims; what is wrong with them goes to `reading`."""
    done = 0
    for chunk in _examined(documents, known):
        for packed in chunk:
            spool.find("documents", packed.row)
            spool.tell(packed.claims)
            reading.add(packed.reading)
        done += len(chunk)
        progress("read_documents", done, len(documents))


def check_support(spool: Spool, reading: Reading) -> None:
    """Every tie has a claim that supports it; no more claims come to the spool after this."""
    spool.close()
    if "documents" not in reading.unread and (lacking := list(spool.unsupported())):
        reading.faults += unsupported(lacking, spool.tie_ids())


def tie_rows(spool: Spool, known: Known) -> Iterator[tuple[str | None, Row]]:
    """The ties that follow from the spool's claims, in order of their ids: the revision held, and the row."""
    for waiting in spool.waiting():
        tie = derived(waiting.id, _CLAIMS.validate_json(b"[%s]" % b",".join(waiting.claims)))
        yield waiting.held, tie_row(tie, known.kinds[tie.object])


_CLAIMS = TypeAdapter(list[Claim])


class _Packed(NamedTuple):
    """An examined document as the spool takes it, which goes from process to process at little cost."""

    row: list[tuple[Stamped, bytes]]
    claims: list[Told]
    reading: Reading


def _packed(raw: Raw, known: Known) -> _Packed:
    document, evidence, reading = examine(raw, known)
    if not document:
        return _Packed([], [], reading)
    row = orjson.dumps(document_row(document, raw))
    claims = [
        Told(one.tie, one.claim["id"], orjson.dumps(one.claim), one.supports, one.place.file, one.place.line)
        for one in evidence
    ]
    return _Packed([(Stamped(raw.id, document.revision(), raw.stamp), row)], claims, reading)


_known: Known
"""In a process that reads documents for another: what claims may name, sent once."""


def _know(known: Known) -> None:
    global _known
    _known = known


def _read_chunk(documents: Sequence[Raw]) -> list[_Packed]:
    return [_packed(raw, _known) for raw in documents]


def _examined(documents: Sequence[Raw], known: Known) -> Iterator[list[_Packed]]:
    """All documents in order, chunk by chunk; many are shared out among processes."""
    chunks = chunked(documents, CHUNK)
    if sum(document.size for document in documents) <= ALONE:
        yield from ([_packed(raw, known) for raw in chunk] for chunk in chunks)
        return
    workers = os.cpu_count() or 1
    # A process made by `fork` would have the driver's connections and none of the threads.
    with ProcessPoolExecutor(workers, get_context("spawn"), _know, (known,)) as pool:
        waiting = deque[Future[list[_Packed]]]()
        for chunk in chunks:
            waiting.append(pool.submit(_read_chunk, chunk))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        yield from (future.result() for future in waiting)
