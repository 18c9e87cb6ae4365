"""What statements return: the one record of each, by the names that its `RETURN` gives.

`cypher/lookup/dataset.cypher` returns a DatasetRecord, `cypher/load/held.cypher` a HeldRecord. A record of the graph
itself is a Row, whose properties `mapping.PROPERTIES` names.
"""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

from app.graph.mapping import Row


class Loading(TypedDict):
    """The version of the dataset that a load is on its way to, and how many of all its records are in."""

    version: str
    done: int
    total: int


class Page(TypedDict):
    """What the graph gives for a query, as of one version of its dataset; None where it holds no whole one, or where a
    load changed it meanwhile.

    A row of a question after ties is its sort key and the ids of its ties; of one after records its sort key, the
    labels and the id of the record, and what the answer says of it. `excluded` counts what a default leaves out.
    """

    version: str | None
    rows: list[list[Any]]
    loading: Loading | None
    excluded: NotRequired[Mapping[str, int] | None]


class Total(TypedDict):
    """How many results a question has, as of one version of the dataset; None as for a Page."""

    version: str | None
    total: int


class DatasetRecord(TypedDict):
    """The properties of the dataset node, null where it has none of the name, and `loading`; None where there is no
    such node."""

    dataset: Row | None


class Edition(TypedDict):
    """Which edition of Neo4j the graph is in."""

    edition: str


class WaitingReaders(TypedDict):
    """How many readers are reading again what a commit has spoilt."""

    readers: int


class HeldRecord(TypedDict):
    """The dataset node with all its properties, None where there is none, and how many records there really are."""

    properties: Row | None
    counts: Mapping[str, int]


class Ids(TypedDict):
    """Ids of records, by part."""

    entities: list[str]
    technologies: list[str]
    documents: list[str]
    ties: list[str]


class DatasetIds(Ids):
    """All ids of a dataset, and its version."""

    version: str | None


class Registered(TypedDict):
    """The ids of entities that registries know by some ids of theirs."""

    entities: list[str]


class BusiestField(TypedDict):
    """The id of the technology that most ties name, None where no tie names any."""

    technology: str | None


class TieRecord(TypedDict):
    """What a tie follows from: its ends, its relation and topic, and its claims as the graph has them.

    `shared` is the id of what makes partners of all who are so tied.
    """

    subject: str
    object: str
    relation: str
    topic: str | None
    shared: str | None
    claims: list[Row]


class Records(TypedDict):
    """Records by part, with the version of their dataset. A Row has the properties of its node, and beside them the
    `kind` of an entity, the `broader` fields of a technology."""

    version: str | None
    ties: list[TieRecord]
    entities: list[Row]
    technologies: list[Row]
    documents: list[Row]


class IndexNames(TypedDict):
    """The indexes that serve."""

    names: list[str]


class NearestIds(TypedDict):
    """Ids that resemble one that is not there."""

    ids: list[str]


class Beside(TypedDict):
    """The records before and after one in the order of ids, each as its id and its names, if there is one; as of one
    version of the dataset, None as for a Page."""

    version: str | None
    previous: list[list[str]]
    next: list[list[str]]


class PageOfIds(TypedDict):
    """Ids of a list, in their order."""

    ids: list[str]


class HeldRecords(TypedDict):
    """Records that the graph holds: of each its id, its revision, and what else its row follows from."""

    records: list[tuple[str, str, str]]


class HeldInFull(TypedDict):
    """Records that the graph holds, by part: a Row as of Records."""

    technologies: list[Row]
    entities: list[Row]
    documents: list[Row]


class TouchedTies(TypedDict):
    """Ids of ties."""

    ties: list[str]


class HeldClaims(TypedDict):
    """Ties that the graph holds: of each its id, its revision, and its claims as nodes have them."""

    ties: list[tuple[str, str, list[Row]]]


class SnapshotNode(TypedDict):
    """A snapshot: when it was made (ISO 8601), and the answer as JSON."""

    id: str
    created: str
    answer: str


class FoundSnapshot(TypedDict):
    """The snapshot under an id, None if there is none."""

    snapshot: SnapshotNode | None


class SnapshotId(TypedDict):
    """The id of a snapshot, None if there is none."""

    id: str | None


class SnapshotCount(TypedDict):
    """A number of snapshots."""

    count: int


class SnapshotIds(TypedDict):
    """The ids of all snapshots."""

    ids: list[str]
