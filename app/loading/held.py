"""What the graph holds before a load."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Literal

import orjson
from more_itertools import chunked

from app.dataset.files import File, Raw, Source
from app.domain.answer import Part
from app.domain.hashing import version
from app.domain.vocabulary import Stance
from app.graph.client import Graph, Writer
from app.graph.mapping import COUNTED, FORMAT, Row, claim_of
from app.graph.results import HeldClaims, HeldRecord, HeldRecords, TouchedTies
from app.graph.statements import statement
from app.loading.staging import StagedClaim, Staging, Stamped

PAGE = 20_000
"""Ids and revisions in one answer of the graph."""

BATCH = 1_000
"""Ids in one question to the graph."""

NOTHING: Row = {
    "version": version(0),
    "format": FORMAT,
    "digest": "",
    "lists": "",
    "files": [],
    **dict.fromkeys(COUNTED, 0),
}
"""What the dataset node would say of a dataset of no records."""


@dataclass(frozen=True)
class Held:
    """What the dataset node says (nothing if there is none), and how many records there are by part.

    An empty graph holds the dataset of no records, so that a first load is like any other.
    """

    counts: Mapping[str, int]
    properties: Mapping[str, Any]

    @classmethod
    def of(cls, record: HeldRecord) -> "Held":
        """What `load/held` returns."""
        counts = record["counts"]
        return cls(counts, record["properties"] or ({} if any(counts.values()) else NOTHING))

    def holds(self, source: Source) -> bool:
        """Whether a load of these texts has nothing to do."""
        return self.is_finished and self.properties["digest"] == source.digest and not source.errors

    def differing(self, files: Iterable[File]) -> tuple[list[File], set[str]]:
        """The files that are new or changed, and the names of those that the graph holds otherwise or that are gone."""
        held, now = set(self.properties.get("files", ())), {file.stamp: file for file in files}
        fresh = [file for stamp, file in now.items() if stamp not in held]
        return fresh, {_name(stamp) for stamp in held - now.keys()}

    def stamps_meanwhile(self, files: Iterable[File]) -> list[str]:
        """The stamps of files while a load of them is under way: of those that differ, whose content may be there in
        part, the digest is no file's. So the next load looks at each of their documents, whatever becomes of this one.
        """
        files = list(files)
        fresh, stale = self.differing(files)
        differing = stale | {file.name for file in fresh}
        same = [file.stamp for file in files if file.name not in differing]
        return [*same, *(f"- {name}" for name in sorted(differing))]

    @property
    def is_whole(self) -> bool:
        """Whether all is there that the dataset node names, laid out as this program does.

        Where somebody has added or removed records by hand, nothing is taken for granted.
        """
        untouched = all(self.properties.get(part) == count for part, count in self.counts.items())
        return "version" in self.properties and self.properties.get("format") == FORMAT and untouched

    @property
    def is_finished(self) -> bool:
        """Whether it is whole, and no dataset on the way to another."""
        return self.is_whole and "loading" not in self.properties

    @property
    def files(self) -> set[str]:
        """The names of the files that the documents came from."""
        return {_name(stamp) for stamp in self.properties.get("files", ())}


def _name(stamp: str) -> str:
    return stamp.split(" ", 1)[1]


async def held_by(graph: Graph) -> Held:
    """What a graph holds before anything is locked; a member of a cluster may not have the last load yet."""
    return Held.of(await graph.read("held", statement("load/held"), {}, HeldRecord, newest=True))


async def held_records(graph: Writer, part: Part | Literal["claims"]) -> AsyncIterator[list[Stamped]]:
    """All records of a part with their revisions; of claims, the day of arrival stands in its place."""
    after: str | None = ""
    while after is not None:
        found = await graph.read(f"load/held_{part}", {"after": after, "limit": PAGE}, HeldRecords)
        records = [Stamped(*record) for record in found["records"]]
        yield records
        after = records[-1].id if len(records) == PAGE else None


async def held_in_files(graph: Writer, files: Set[str], raws: Iterable[Raw]) -> dict[str, Stamped]:
    """The documents that the graph has from some files, and those that have the ids of others, by id."""
    asked = {"files": list(files), "ids": [raw.id for raw in raws]}
    found = await graph.read("load/held_in_files", asked, HeldRecords)
    return {id: Stamped(id, revision, stamp) for id, revision, stamp in found["records"]}


def file_of(document: Stamped) -> str:
    """The name of the file that a document of the graph came from."""
    return _name(document.stamp)


async def touched_ties(graph: Writer, documents: Iterable[str]) -> set[str]:
    """The ties that the graph's forms of some documents make claims on."""
    ties: set[str] = set()
    for chunk in chunked(documents, BATCH):
        ties.update((await graph.read("load/touched", {"documents": chunk}, TouchedTies))["ties"])
    return ties


async def stage_ties(graph: Writer, ties: Sequence[str], replaced: Set[str], staging: Staging, *, others: bool) -> None:
    """Stages ties as the graph has them: the claims of the documents that are replaced as they are before the load,
    and, where the staging does not have them from the files, those of all `others`, which stay as they are."""
    for chunk in chunked(ties, BATCH):
        for id, revision, rows in (await graph.read("load/claims", {"ties": chunk}, HeldClaims))["ties"]:
            staging.hold("ties", [Stamped(id, revision, "")])
            staging.arrived((row["id"], row["arrived"]) for row in rows if "arrived" in row)
            claims = [_staged(id, row) for row in rows]
            staging.hold_claims(id, claims)
            staging.add_claims([claim for claim in claims if claim.document in replaced], "before")
            if others:
                staging.add_claims([claim for claim in claims if claim.document not in replaced], "both")


def _staged(tie: str, claim: Row) -> StagedClaim:
    supports = claim["stance"] == Stance.SUPPORTS
    return StagedClaim(tie, claim["document"], claim["id"], claim["position"], orjson.dumps(claim_of(claim)), supports)
