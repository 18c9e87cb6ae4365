"""The search by name, and why each thing was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Annotated, Any, Literal, cast, get_args

from pydantic import Field
from rapidfuzz import fuzz, process

from app.domain.answer import Row
from app.domain.columns import Shown
from app.domain.text import words
from app.graph.fulltext import NOT_INDEXED, fuzzy_query
from app.queries.base import Limited, Query
from app.queries.forms import Form
from app.queries.parameters import Countries, Kinds, SearchText
from app.queries.rows import FoundRecord, RecordRows

How = Literal["same", "beginning", "words", "similar", "part"]
HOW: list[How] = list(get_args(How))

ALIKE = 70
"""From here on, of 100, a word counts as a misspelling of another."""

CANDIDATES = 100
"""How many more names than are asked for the index gives to be ranked."""


class Match(Row):
    """Why a thing was found."""

    id: Annotated[str, Shown("record", "entities")] = Field(
        description="Id of the entity or technology.", examples=["nasa"]
    )
    name: Annotated[str, Shown(heading="fitting_name")] = Field(
        description="The name or alias that fits best.", examples=["NASA"]
    )
    how: How = Field(
        description="The name is the same but for case, accents and punctuation, begins so, has a word for each word, "
        "has similar words, or has only a part of them (given only when nothing fits better).",
        examples=["same"],
    )
    fit: Annotated[float, Shown(where="programs")] = Field(
        description="How alike the two are, from 0 to 100.", examples=[100.0]
    )

    @property
    def order(self) -> tuple[int, float]:
        """The best first."""
        return HOW.index(self.how), -self.fit


@dataclass(frozen=True)
class _Asked:
    """What a reader typed, folded; the same without spaces; and the words that count, each with a space before it."""

    text: str
    glued: str
    words: Sequence[str]

    @classmethod
    def of(cls, typed: str) -> "_Asked":
        text = words(typed)
        each = text.split()
        counting = [word for word in each if word not in NOT_INDEXED]
        return cls(text, _glued(text), [f" {word}" for word in counting or each])

    def fit(self, name: str) -> tuple[int, float]:
        """How a folded name fits, as a place in HOW, and how alike they are, the most alike with the least number."""
        how = self._how(name)
        return HOW.index(how), -100.0 if how == "same" else -round(fuzz.ratio(name, self.text), 1)

    def _how(self, name: str) -> How:
        joined = _glued(name)
        if joined == self.glued:
            return "same"
        if name.startswith(self.text) or joined.startswith(self.glued):
            return "beginning"
        spaced = f" {name}"
        missing = [word for word in self.words if word not in spaced]
        if not missing:
            return "words"
        each = name.split()
        if all(process.extractOne(word[1:], each, scorer=fuzz.ratio, score_cutoff=ALIKE) for word in missing):
            return "similar"
        return "part"


def _glued(text: str) -> str:
    return text.replace(" ", "")


_folded = lru_cache(50_000)(words)
"""The names of what is asked for often are compared by many searches, and take 5 µs each to be folded."""


def _match(query: "Search", row: Mapping[str, Any]) -> Row | None:
    """Which name of a record fits best, the first of those that fit alike."""
    names = [*row["names"], row["id"].replace("-", " ")]
    (how, unlike), name = min(((query.asked.fit(_folded(name)), name) for name in names), key=itemgetter(0))
    return Match(id=row["id"], name=name, how=HOW[how], fit=-unlike)


def _ranked(query: "Search", found: Sequence[FoundRecord]) -> Sequence[FoundRecord]:
    """The best first; those that fit in part only where nothing fits better."""
    ordered = sorted(found, key=lambda record: cast(Match, record.row).order)
    whole = [record for record in ordered if cast(Match, record.row).how != "part"]
    return (whole or ordered)[: query.limit]


class Search(Limited, Query, path="/search"):
    form = Form("records", given=lambda query: {"words": fuzzy_query(query.q), "folded": query.asked.text})
    row = Match
    rows = RecordRows(_match, _ranked)

    q: SearchText
    kind: Kinds | None = None
    country: Countries | None = None

    @cached_property
    def asked(self) -> _Asked:
        """What the reader typed, as names are compared with it."""
        return _Asked.of(self.q)

    @property
    def size(self) -> int:
        """Most candidates: the index knows how rare a word is, but not how well a name fits as a whole."""
        return self.limit + CANDIDATES
