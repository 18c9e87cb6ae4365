"""The questions as Cypher: the statements that the API runs, with their parameters as literals, drawn as a graph."""

import io
import zipfile
from functools import cache

from app.graph.statements import with_literals
from app.queries import catalogue
from app.queries.base import Query
from app.queries.schema import example
from app.queries.statements import drawn


def question(query: Query) -> str:
    """The Cypher of a question that draws its answer: the statement that the API runs, its parameters filled in."""
    return with_literals(*drawn(query))


@cache
def favourites() -> bytes:
    """A zip of the questions, one `.cypher` file each, to drop on Browser's favourites; always the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for query in catalogue.values():
            title = query.name.replace("_", " ").capitalize()
            archive.writestr(
                zipfile.ZipInfo(f"Entente/{title}.cypher"),
                f"// {title}: {query.description()}\n{question(example(query))}\n",
            )
    return made.getvalue()
