"""Records as JSON, with what answers are put together by, so that nobody has to read the JSON."""

from functools import lru_cache
from typing import NamedTuple

from app.domain.records import Tie
from app.domain.ties import tie_as_of
from app.domain.vocabulary import Status

RECORDS = 2_000
"""How many ties are kept as records beside their JSON, about 5 kB each."""


class RecordJson(NamedTuple):
    """A record's JSON, and what answers are put together by, so that nobody has to read the JSON.

    For a tie the ids of what belongs to it (`entities` are its subject and object) and its status; for an entity or
    a technology its names, each with its words as the search compares them.
    """

    json: bytes
    entities: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    status: Status | None = None
    names: tuple[tuple[str, str], ...] = ()


def tie_json(tie: Tie) -> RecordJson:
    """A tie's JSON with the ids of its entities, technologies and documents."""
    documents = tuple(dict.fromkeys(claim.document for claim in tie.claims))
    return RecordJson(
        tie.model_dump_json().encode(), (tie.subject, tie.object), tie.technologies, documents, tie.status
    )


@lru_cache(RECORDS)
def read_tie(json: bytes) -> Tie:
    """A tie from its JSON: some queries tell what is in it, and those that are asked for often are read once."""
    return Tie.model_validate_json(json)


def tie_json_as_of(record: RecordJson, day: str) -> RecordJson | None:
    """A tie's JSON as of a day (ISO 8601); None when no document had reported it yet."""
    tie = tie_as_of(read_tie(record.json), day)
    return tie_json(tie) if tie else None
