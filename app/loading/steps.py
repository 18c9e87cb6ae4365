"""From a draft to the transactions that write it.

A graph that holds a whole dataset goes to the next one by whole datasets: each step leaves one that has a version of
its own, and that readers are answered from. What is new in technologies and entities comes first, then some documents
at a time with all ties that they touch, and what nothing names any more goes last.

Say that `icet.yaml` and `trust.yaml` both make claims on `india--partners-with--united-states`, and both have changed.
The step of `icet` derives the tie from what `icet` says now and what `trust` said before, and the step of `trust` from
what both say now. Should the first leave a tie that is disputed and that nobody supports, it stays as it was until the
step that brings the support.

A graph of another layout, or one that was changed by hand, is gone through tie by tie; nobody is answered before the
end.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from more_itertools import chunked

from app.domain.answer import Part
from app.domain.hashing import marks_of
from app.domain.vocabulary import Kind
from app.graph.mapping import COUNTED, Row
from app.loading.draft import LISTS, Draft
from app.loading.ingest import tie_rows
from app.loading.staging import Staging, Tally

BATCH = 1_000
"""Records in one statement, and most claims of documents in one step, counting those before and after it."""

Statement = tuple[str, Mapping[str, Any]]
"""The name of a statement of `cypher/load/`, and its parameters."""


@dataclass(frozen=True)
class Step:
    """Statements for one transaction, and that which says what the graph holds after them.

    `done` is how many of all records that the step's name stands for are in with it.
    """

    name: str
    statements: Sequence[Statement]
    dataset: Statement
    done: int
    total: int

    @property
    def size(self) -> int:
        """How many rows it writes."""
        return sum(len(parameters["rows"]) for _, parameters in self.statements)


def _writing(name: str, rows: Iterable[Row]) -> list[Statement]:
    """A statement for each BATCH of rows."""
    return [(name, {"rows": chunk, "kinds": list(Kind)}) for chunk in chunked(rows, BATCH)]


def _only_ids(ids: Iterable[str]) -> list[Row]:
    return [{"id": id} for id in ids]


# From one whole dataset to the next


def whole_steps(draft: Draft) -> Iterator[Step]:
    """From the whole dataset that the graph holds to another, by whole datasets."""
    return _Whole(draft).steps()


class _Group(NamedTuple):
    """Documents that come and go, and the ties that are derived anew with them."""

    arriving: list[str]
    leaving: list[str]
    ties: list[str]


class _Whole:
    """Keeps, beside the staging, the version and size of what the graph holds by now."""

    def __init__(self, draft: Draft) -> None:
        self._draft, self._staging = draft, draft.staging
        self._tally = Tally(marks_of(draft.held.properties["version"]), draft.held.counts)
        self._done = 0
        self._total = len(self._staging.sizes()) + sum(
            len(self._staging.pending_ids(part)) + len(self._staging.removed(part)) for part in LISTS
        )
        self._gone = set(self._staging.removed("documents"))
        self._unfinished: set[str] = set()
        """Documents that are not there with all that they say yet, or still there for a claim on a tie that waits."""

    def steps(self) -> Iterator[Step]:
        """All, in order."""
        yield from self._technologies()
        yield from self._entities()
        for group in self._groups():
            yield self._documents(group)
        yield from self._removals()
        finish = self._finish()
        assert self._tally.row() == {name: self._draft.summary[name] for name in ("version", *COUNTED)}
        yield Step("finish", finish, ("dataset", {"properties": self._draft.summary}), self._total, self._total)

    def _step(self, name: str, statements: Sequence[Statement], records: int) -> Step:
        """A step that some of all records are in with."""
        first = self._done == 0
        self._done += records
        loading = {"loading_done": self._done}
        if first:
            dataset = ("dataset", {"properties": self._begun() | self._tally.row() | loading})
        else:
            dataset = ("progress", {"properties": self._tally.row() | loading})
        return Step(name, statements, dataset, self._done, self._total)

    def _begun(self) -> Row:
        """What the dataset node says while this load is under way: whoever loads next reads again what may differ."""
        summary, held = self._draft.summary, self._draft.held
        files = held.stamps_meanwhile(self._draft.source.documents)
        lists = summary["lists"] if held.properties["lists"] == summary["lists"] else ""
        progress = {"loading": summary["version"], "loading_total": self._total}
        return summary | {"digest": "", "lists": lists, "files": files} | progress

    def _technologies(self) -> Iterator[Step]:
        """In one step: one that is put under another needs it."""
        if rows := self._counted("technologies"):
            statements = [*_writing("add_technologies", rows), *_writing("place_technologies", rows)]
            yield self._step("add_technologies", statements, len(rows))

    def _entities(self) -> Iterator[Step]:
        """Those of another kind with all their ties, then countries, then those that belong to them."""
        pending = set(self._staging.pending_ids("entities"))
        if rekinded := self._staging.restamped("entities"):
            ties, _ = self._ties(self._draft.rekinded)
            yield self._entity_step(rekinded, ties)
        countries = set(self._staging.of_kind(Kind.COUNTRY)) & pending
        for of_kind in (countries, pending - countries):
            for chunk in chunked(sorted(of_kind - set(rekinded)), BATCH):
                yield self._entity_step(chunk, [])
        if countries:
            for chunk in chunked(self._staging.rows("entities"), BATCH):
                yield self._step("place_entities", _writing("place_entities", chunk), 0)

    def _entity_step(self, ids: Sequence[str], ties: Sequence[Statement]) -> Step:
        rows = self._counted("entities", ids)
        statements = [*_writing("add_entities", rows), *_writing("place_entities", rows), *ties]
        return self._step("add_entities", statements, len(rows))

    def _counted(self, part: Part, ids: Collection[str] | None = None) -> list[Row]:
        """The rows of pending records, all or some, which the graph holds with the next step."""
        rows: list[Row] = []
        for one in self._staging.pending(part, ids):
            if one.held is not None:
                self._tally.remove(part, one.id, one.held)
            self._tally.add(part, one.id, one.revision)
            rows.append(one.row)
        return rows

    def _groups(self) -> Iterator[_Group]:
        """Documents of BATCH claims together at most; one of more by itself, some ties at a time."""
        group: list[str] = []
        size = 0
        for document, claims in self._staging.sizes():
            if group and size + claims > BATCH:
                yield self._group(group)
                group, size = [], 0
            if claims > BATCH:
                yield from self._parts(document)
            else:
                group.append(document)
                size += claims
        if group:
            yield self._group(group)

    def _group(self, documents: Sequence[str]) -> _Group:
        self._staging.apply(documents)
        arriving = [document for document in documents if document not in self._gone]
        leaving = [document for document in documents if document in self._gone]
        return _Group(arriving, leaving, self._staging.ties_of(documents))

    def _parts(self, document: str) -> Iterator[_Group]:
        arriving, leaving, ties = self._group([document])
        self._unfinished.add(document)  # until its last tie is there
        for number, chunk in enumerate(chunked(ties, BATCH)):
            yield _Group(arriving if number == 0 else [], leaving if number == 0 else [], chunk)

    def _documents(self, group: _Group) -> Step:
        """Documents that come and go, with the ties that follow. What a document still has a claim on stays."""
        ties, waiting = self._ties(group.ties)
        self._unfinished |= self._staging.documents_on(waiting) & {*group.arriving, *group.leaving}
        rows = [self._marked(row) for row in self._counted("documents", group.arriving)]
        gone = self._removed("documents", [id for id in group.leaving if id not in self._unfinished])
        records = len(group.arriving) + len(group.leaving)
        return self._step("write_documents", [*_writing("add_documents", rows), *ties, *gone], records)

    def _marked(self, row: Row) -> Row:
        """The row of a document; where it is unfinished, with the digest of no text."""
        if row["id"] not in self._unfinished:
            return row
        return row | {"properties": row["properties"] | {"digest": ""}}

    def _ties(self, ties: Iterable[str]) -> tuple[list[Statement], list[str]]:
        """The statements that derive ties anew; and those ties that wait, since nobody supports them for the moment.

        A changed tie is removed and written anew with its claims, so that nothing of its old form can stay behind.
        """
        old: list[str] = []
        new: list[Row] = []
        waiting: list[str] = []
        for chunk in chunked(ties, BATCH):
            current = list(self._staging.waiting(chunk))
            waiting += [one.id for one in current if one.claims and not one.supported]
            for one in current:
                if one.held is not None and not one.claims:
                    self._tally.turn(one, derived=False)
                    self._staging.write(one, None)
                    old.append(one.id)
            for one, row in tie_rows((one for one in current if one.supported), self._draft.kinds):
                revision = row["properties"]["revision"]
                if revision == one.held:
                    continue
                self._tally.turn(one, derived=True)
                self._staging.write(one, revision)
                old += [one.id] if one.held is not None else []
                new.append(row)
        return [*_writing("remove_ties", _only_ids(old)), *_writing("add_ties", new)], waiting

    def _removals(self) -> Iterator[Step]:
        """What no file names any more, when nothing refers to it."""
        for part in ("entities", "technologies"):
            for ids in chunked(self._staging.removed(part), BATCH):
                yield self._step(f"remove_{part}", self._removed(part, ids), len(ids))

    def _removed(self, part: Part, ids: Collection[str]) -> list[Statement]:
        for one in self._staging.gone(part, ids):
            self._tally.remove(part, one.id, one.revision)
        return _writing(f"remove_{part}", _only_ids(ids))

    def _finish(self) -> list[Statement]:
        """The digests of documents that are there with all that they say, now that they are; and the last that go."""
        rows = list(self._staging.rows("documents", self._unfinished))
        return [*_writing("add_documents", rows), *self._removed("documents", self._unfinished & self._gone)]


# Over a graph of another layout, or one that was changed by hand


def steps_anew(draft: Draft) -> Iterator[Step]:
    """Each record is written over; without a version no reader is answered, so that none sees a part of a dataset."""
    staging = draft.staging
    total = draft.size
    begun: Row = {"loading": draft.summary["version"], "loading_total": total}
    done = 0
    for name, statements, records in _anew(draft, staging):
        done += records
        dataset = ("dataset", {"properties": begun | {"loading_done": done}})
        yield Step(name, statements, dataset, done, total)
    yield Step("finish", [], ("dataset", {"properties": draft.summary}), total, total)


def _anew(draft: Draft, staging: Staging) -> Iterator[tuple[str, list[Statement], int]]:
    """Statements with the name of what they do, and how many records are in with them."""
    for chunk in chunked(staging.lost_ties(), BATCH):
        yield "remove_ties", _writing("remove_ties", _only_ids(chunk)), len(chunk)
    for part in ("technologies", "entities", "documents"):
        for chunk in chunked(staging.pending(part), BATCH):
            yield f"add_{part}", _writing(f"add_{part}", [one.row for one in chunk]), len(chunk)
    for part in LISTS:
        for chunk in chunked(staging.rows(part), BATCH):
            yield f"place_{part}", _writing(f"place_{part}", chunk), 0
    for chunk in chunked(tie_rows(staging.waiting(), draft.kinds), BATCH):
        for one, row in chunk:
            staging.write(one, row["properties"]["revision"])
        old = _only_ids(one.id for one, _ in chunk if one.held is not None)
        yield "add_ties", [*_writing("remove_ties", old), *_writing("add_ties", [row for _, row in chunk])], len(chunk)
    for part in ("documents", "entities", "technologies"):
        for chunk in chunked(staging.removed(part), BATCH):
            yield f"remove_{part}", _writing(f"remove_{part}", _only_ids(chunk)), len(chunk)
