"""The questions as Cypher that draws their answers, to drop on Browser's favourites."""

import io
import zipfile
from collections.abc import Iterator
from functools import cache

from app.queries import catalogue
from app.queries.base import Query
from app.queries.drawing import drawn, names_answer
from app.queries.schema import example


def questions() -> Iterator[Query]:
    """The questions, with examples of what they cannot do without, whose statement needs no answer to name."""
    return (query for query in map(example, catalogue.values()) if not names_answer(query))


@cache
def favourites() -> bytes:
    """A zip of the questions, one `.cypher` file each, to drop on Browser's favourites; always the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for query in questions():
            title = query.name.replace("_", " ").capitalize()
            archive.writestr(zipfile.ZipInfo(f"Entente/{title}.cypher"), f"{drawn(query)}\n")
    return made.getvalue()
