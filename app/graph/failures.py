"""Errors of the driver as our own, and what a reader has seen of the graph."""

import logging
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from neo4j.exceptions import (
    AuthError,
    ClientError,
    DriverError,
    Neo4jError,
    NotALeader,
    ResultNotSingleError,
    WriteServiceUnavailable,
)

from app.errors import InvalidParameter, ServiceError, TimedOut, Unavailable

_log = logging.getLogger(__name__)

BOOKMARK = "Entente-Bookmark"
"""The header that carries what a reader has seen, there and back."""

BOOKMARK_SIZE = 1000
"""Most characters of a bookmark."""

TOO_MUCH_MEMORY = "the query needs more memory than Neo4j gives to one; narrow it, or ask for less with `limit`"

LAGS = "the server that was asked has not caught up yet with what was read before; ask again in a moment"

NO_LEADER = "the cluster is changing its leader, and nothing can be written meanwhile; do it again in a moment"


class Changed(Exception):
    """The graph was changed while it was read: begin again."""


@dataclass
class Bookmark:
    """What a reader has seen of the graph, as Neo4j writes it: a read that is given it shows no less, and renews it.

    Raises InvalidParameter for what no Neo4j writes.
    """

    text: str

    def __post_init__(self) -> None:
        """Refuses what a driver cannot send."""
        if not (0 < len(self.text) <= BOOKMARK_SIZE and self.text.isascii() and self.text.isprintable()):
            raise _unfit_bookmark(f"is at most {BOOKMARK_SIZE} printable ASCII characters")

    @property
    def values(self) -> frozenset[str]:
        """The bookmarks of Neo4j that it is made of."""
        return frozenset(self.text.split(","))


@contextmanager
def translated() -> Generator[None]:
    """Turns errors of the driver into our own. Raises Unavailable, TimedOut, InvalidParameter or Changed."""
    try:
        yield
    except ServiceError:
        raise
    except AuthError as error:
        raise Unavailable("Neo4j refuses the user name or password; set NEO4J_USERNAME and NEO4J_PASSWORD") from error
    except NotALeader as error:
        raise Unavailable(NO_LEADER) from error
    except ResultNotSingleError as error:
        # Each statement returns one record, but for one that looks for the dataset's node while a commit writes it.
        raise Changed(f"a record was not there: {first_line(error)}") from error
    except ClientError as error:
        if "TransactionTimedOut" in (error.code or ""):
            raise TimedOut("the query ran past its time limit; narrow it, or ask for less with `limit`") from error
        if (error.code or "").endswith(("Statement.TypeError", "Statement.EntityNotFound")):
            raise Changed(f"a record was there in part: {first_line(error)}") from error
        if "InvalidBookmark" in (error.code or ""):
            raise _unfit_bookmark("is none that this service gave; leave it out") from error
        if "DatabaseNotFound" in (error.code or ""):
            raise Unavailable("Neo4j has no database of this name; set NEO4J_DATABASE") from error
        if "Forbidden" in (error.code or ""):
            raise Unavailable("Neo4j forbids this to the user; loading needs one that may write") from error
        refused = Unavailable(f"Neo4j refuses what it is asked: {first_line(error)}")
        _log.error("%s", refused)  # a fault of ours, most likely
        raise refused from error
    except (DriverError, Neo4jError, OSError) as error:
        if isinstance(error, Neo4jError) and "MemoryPoolOutOfMemory" in (error.code or ""):
            raise Unavailable(TOO_MUCH_MEMORY) from error
        if isinstance(error, Neo4jError) and "BookmarkTimeout" in (error.code or ""):
            raise Unavailable(LAGS) from error
        if isinstance(error.__cause__, WriteServiceUnavailable):
            raise Unavailable(NO_LEADER) from error
        raise Unavailable(f"Neo4j does not answer: {first_line(error)}") from error


def _unfit_bookmark(why: str) -> InvalidParameter:
    return InvalidParameter(f"{BOOKMARK} {why}", errors=[{"parameter": BOOKMARK, "detail": why}])


def first_line(error: BaseException) -> str:
    """What an error says, in a line and without the codes around it."""
    said = str(error)
    if isinstance(error, Neo4jError) and error.message and error.message in said:
        said = error.message
    return (said.splitlines() or [type(error).__name__])[0].rstrip(":")
