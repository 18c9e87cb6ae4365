"""How far along a thing is by the words that tell of it: `aims to` is a plan, however sure it sounds."""

import re
from typing import NamedTuple

from app.domain.vocabulary import Relation, Status
from app.importing.draft.cues import STATUSES

_LASTING, _BEGUN = STATUSES["lasting"], STATUSES["begun"]
_CUES = [(Status(name), words) for name, words in STATUSES.items() if name not in ("lasting", "begun")]

_ASIDE = re.compile(r",? (?:which|who|whose)\b[^,.;:]*|\bthat (?:will|would|could|may|might)\b[^,.;:]*", re.IGNORECASE)
"""What is said of a thing by the way: `the asteroid that will pass by` is no plan."""

LASTING = (Relation.REPRESENTS, Relation.AGENCY_OF, Relation.BASED_IN)
"""What holds as long as nothing else is said, whatever else the sentence tells."""

_CLAUSE = re.compile(r"[,;:]\s")

DONE_AT_ONCE = (Relation.SIGNED, Relation.ISSUED)
"""What is done in a moment: it is completed, and never under way."""


class Told(NamedTuple):
    """A status, and the words that tell it; none where nothing does."""

    status: Status
    by: str


def status_of(text: str, relation: Relation) -> Told:
    """The status that a sentence, with what leads to it, gives a tie.

    The first of its clauses that has a word of it counts, and what it says by the way only where it says no more.
    """
    if relation in LASTING:
        return Told(Status.ACTIVE, "")
    for clause in (*_CLAUSE.split(_ASIDE.sub("", text)), text):
        if told := _told(clause, relation):
            return told
    return Told(Status.COMPLETED if relation in DONE_AT_ONCE else Status.ACTIVE, "")


def _told(text: str, relation: Relation) -> Told | None:
    lasting = None if relation in DONE_AT_ONCE else _LASTING.search(text)
    for status, words in _CUES:
        if found := words.search(text):
            return Told(Status.ACTIVE, lasting[0]) if status is Status.COMPLETED and lasting else Told(status, found[0])
    if found := lasting or _BEGUN.search(text):
        return Told(Status.COMPLETED if relation in DONE_AT_ONCE else Status.ACTIVE, found[0])
    return None
