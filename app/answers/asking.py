"""A plain question as one of the catalogue's: which of its readings speaks of things that are there."""

import re
from collections.abc import Sequence

from app.answers.service import Service
from app.errors import InvalidParameter, NotFound
from app.queries.base import Query
from app.queries.plain import EXAMPLES, not_understood, readings

MOST_READINGS = 8
"""So many readings of a text are looked into; each may take a search for each of its names."""

OFFERED = 5
"""Most questions that are offered in place of one that is not understood."""


async def understood(service: Service, text: str) -> Query:
    """The question that a text asks, with the ids of what it names.

    Raises NotFound where it is understood and names what is not there, and InvalidParameter where it is not understood,
    both with `suggestions`, questions that are near and can be asked; and what the service raises.
    """
    unknown: list[tuple[Query, NotFound]] = []
    names_only = True
    for _, reading in zip(range(MOST_READINGS), readings(text), strict=False):
        names_only = reading.names_only
        try:
            return await service.by_ids(reading.query)
        except NotFound as error:
            unknown.append((reading.query, error))
    if names_only:
        raise _near(text, unknown)
    likeliest, error = unknown[0]
    suggestions = _asked_anew(text, error)
    raise NotFound(f"this is understood as {likeliest.address}, but {error.detail}", suggestions=suggestions)


def _asked_anew(text: str, error: NotFound) -> list[str]:
    """The same question about what is there and has nearly such a name."""
    name = re.compile(r"[\s_-]+".join(map(re.escape, error.extra["value"].split("-"))), re.IGNORECASE)
    nearest: Sequence[str] = error.extra["suggestions"]
    return [name.sub(id, text, count=1) for id in nearest[:OFFERED]] if name.search(text) else []


def _near(text: str, unknown: Sequence[tuple[Query, NotFound]]) -> InvalidParameter:
    """That a text is not understood, with questions about what the search finds in it, or else any."""
    offered = [
        phrase.format(id)
        for query, error in unknown
        if (phrase := _OFFERS.get(query.name))
        for id in error.extra["suggestions"][:2]
    ]
    suggestions = [*offered, *EXAMPLES][:OFFERED]
    return not_understood(f"{text!r} is not understood; ask as in: {'; '.join(suggestions)}", suggestions)


_OFFERS = {"entity": "ties of {}", "partners": "all partners in {}"}
"""What is asked about an entity, or a technology, that a text seems to name."""
