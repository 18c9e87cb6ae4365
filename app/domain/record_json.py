"""Records as JSON, with what answers are put together by, so that nobody has to read the JSON."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import orjson

from app.domain.dates import LAST_DAY
from app.domain.records import Tie
from app.domain.ties import on_day, tie_as_of
from app.domain.vocabulary import Reliability, Status

RECORDS = 2_000
"""How many ties are kept as records beside their JSON, about 5 kB each."""


class Sureness(NamedTuple):
    """How sure a tie is: its status, the best source behind it, the day (ISO 8601) of the last word on it, and whether
    it is disputed."""

    status: Status
    reliability: Reliability
    reported: str
    disputed: bool


class RecordJson(NamedTuple):
    """A record's JSON, and what answers are put together by, so that nobody has to read the JSON.

    For a tie the ids of what belongs to it (`entities` are its subject and object), what cooperation it is part of, how
    sure it is, the day by which it is due, with its JSON for later days, and the days (ISO 8601) on which its claims
    came into the graph, by their ids.
    """

    json: bytes
    entities: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    cooperation: str = ""
    sureness: Sureness | None = None
    due: str | None = None
    overdue: bytes = b""
    arrivals: Mapping[str, str] = MappingProxyType({})

    @property
    def sure(self) -> Sureness:
        """How sure a tie is."""
        assert self.sureness, "every tie has a status"
        return self.sureness

    def on_day(self, day: str) -> "RecordJson":
        """The record on a day (ISO 8601): what was due before is overdue."""
        return self if self.due is None or self.due >= day else self._replace(json=self.overdue)


def tie_json(tie: Tie, shared: str | None = None) -> RecordJson:
    """A tie's JSON with the ids of what belongs to it.

    `shared` is the id of the thing, if there is one, that makes partners of all who are so tied to it. One cooperation
    is all ties to one such thing, or between the same two on one matter.
    """
    documents = tuple(dict.fromkeys(claim.document for claim in tie.claims))
    overdue = on_day(tie, LAST_DAY).model_dump_json().encode() if tie.due and not tie.overdue else b""
    return RecordJson(
        tie.model_dump_json().encode(), (tie.subject, tie.object), tie.technologies, documents,
        shared or " ".join((*sorted((tie.subject, tie.object)), tie.topic or "")),
        Sureness(tie.status, tie.reliability, tie.reported, tie.disputed), tie.due, overdue,
    )  # fmt: skip


@lru_cache(RECORDS)
def read_tie(json: bytes) -> Tie:
    """A tie from its JSON: some queries tell what is in it, and those that are asked for often are read once."""
    return Tie.model_validate_json(json)


def tie_json_as_of(record: RecordJson, day: str) -> RecordJson | None:
    """A tie's JSON as of a day (ISO 8601); None when no document had reported it yet."""
    tie = tie_as_of(read_tie(record.json), day)
    return tie_json(tie)._replace(cooperation=record.cooperation, arrivals=record.arrivals) if tie else None


def label(json: bytes) -> str:
    """What an entity, a technology or a document is called in a title, by its JSON."""
    record = orjson.loads(json)
    return record.get("short") or record.get("name") or record["title"]
