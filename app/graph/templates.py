"""Two-way templates: statements with holes in comments, so that each file also runs as it stands.

A hole is a comment with a name, a default that works, and a closing comment:

    WHERE tie.id > $after_id
      /*: filters(tie) */ AND NOT tie.disputed /*:*/

Pasted into Neo4j Browser, the file runs with the default. A question puts something else there: the filters that a
reader asks for, or nothing at all. What is put in is indented like the hole, whose line goes when it is left empty:

    WHERE tie.id > $after_id
      // Its status, and whether a document disputes it.
      AND tie.status IN $statuses AND tie.disputed IN $disputed
"""

import re
from collections.abc import Callable
from functools import cache
from textwrap import dedent
from typing import NamedTuple

from app.errors import EntenteError
from app.graph.statements import place, statement, without_comments


class TemplateError(EntenteError):
    """A statement that cannot be put together; says in which file and line, and what would be right."""


class Hole(NamedTuple):
    """A hole with the words in its brackets, its default, and its file and line (`cypher/ties.cypher:4`)."""

    name: str
    arguments: tuple[str, ...]
    default: "tuple[str | Hole, ...]"
    place: str


Template = tuple[str | Hole, ...]
"""A statement in pieces: text, and the holes in it."""

Fill = Callable[[Hole], str | None]
"""Gives the text for a hole; None for its default."""

_MARK = re.compile(r"/\*:(?: *(?P<name>\w+)(?:\((?P<arguments>[^)]*)\))? *)?\*/")


@cache
def template(name: str) -> Template:
    """`cypher/<name>.cypher` in pieces. Raises TemplateError for a hole that is not closed, or closed twice."""
    pieces, rest = _pieces(name, 0)
    if rest is not None:
        raise TemplateError(f"{place(name, rest)}: /*:*/ closes no hole")
    return pieces


def _pieces(name: str, start: int) -> tuple[Template, int | None]:
    """The pieces from a position to the end of the hole that it is in, and where that is; None at the file's end."""
    text, pieces = statement(name), list[str | Hole]()
    while mark := _MARK.search(text, start):
        pieces.append(text[start : mark.start()])
        if mark["name"] is None:
            return tuple(pieces), mark.start()
        default, end = _pieces(name, mark.end())
        if end is None:
            raise TemplateError(f"{place(name, mark.start())}: the hole {mark['name']!r} is not closed by /*:*/")
        arguments = tuple(word.strip() for word in (mark["arguments"] or "").split(",") if word.strip())
        pieces.append(Hole(mark["name"], arguments, default, place(name, mark.start())))
        start = end + len("/*:*/")
    return (*pieces, text[start:]), None


def render(pieces: Template, fill: Fill) -> str:
    """A template as a statement: each hole is filled, and what fills it indented to the column that it stands in."""
    done = ""
    for index, piece in enumerate(pieces):
        if isinstance(piece, str):
            done += piece
            continue
        text = fill(piece)
        filling = dedent((render(piece.default, fill) if text is None else text).strip("\n")).strip()
        line = done[done.rfind("\n") + 1 :]
        following = pieces[index + 1] if index + 1 < len(pieces) else ""
        alone = not line.strip() and isinstance(following, str) and following.lstrip(" ")[:1] in ("", "\n")
        if not filling:
            done = done[: len(done) - len(line) - 1] if alone else done.rstrip(" ")
        else:
            text = filling if alone else without_comments(filling)
            done += re.sub(r"\n(?!\n)", "\n" + " " * len(line), text)
    return done
