"""The search by name, and why each thing was found."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast, get_args

from pydantic import Field
from rapidfuzz import fuzz

from app.lucene import forgiving, words
from app.parameters import Countries, Kinds, SearchText
from app.pieces import Piece
from app.query import Limited, Thing, ThingQuery
from app.subgraph import Row

How = Literal["same", "beginning", "words", "similar", "part"]
HOW: list[How] = list(get_args(How))

ALIKE = 70
"""From here on, of 100, a word counts as a misspelling of another."""

CANDIDATES = 100
"""How many more names than are asked for the index gives to be ranked."""


class Match(Row):
    """Why a thing was found."""

    id: str = Field(description="Id of the entity or technology.", examples=["nasa"])
    name: str = Field(description="The name or alias that fits best.", examples=["NASA"])
    how: How = Field(
        description="The name is the same but for case and accents, begins so, has a word for each word, has "
        "similar words, or has only a part of them (given only when nothing fits better).",
        examples=["same"],
    )
    fit: float = Field(description="How alike the two are, from 0 to 100.", examples=[100.0])

    @property
    def order(self) -> tuple[int, float]:
        """The best first."""
        return HOW.index(self.how), -self.fit


class Search(Limited, ThingQuery, path="/search"):
    row = Match

    q: SearchText
    kind: Kinds | None = None
    country: Countries | None = None

    @property
    def size(self) -> int:
        """Most candidates: the index knows how rare a word is, but not how well a name fits as a whole."""
        return self.limit + CANDIDATES

    def arguments(self) -> dict[str, Any]:
        """With the words as the index takes them."""
        return super().arguments() | {"words": forgiving(self.q)}

    def tell(self, row: Mapping[str, Any], thing: Piece) -> Row | None:
        """Which name of the thing fits best."""
        wanted = words(self.q)
        return min((_match(row["id"], name, text, wanted) for name, text in thing.names), key=lambda match: match.order)

    def ranked(self, found: Sequence[Thing]) -> Sequence[Thing]:
        """The best first; those that fit in part only where nothing fits better."""
        ordered = sorted(found, key=lambda thing: cast(Match, thing.row).order)
        whole = [thing for thing in ordered if cast(Match, thing.row).how != "part"]
        return (whole or ordered)[: self.limit]


def _match(id: str, name: str, text: str, wanted: str) -> Match:
    return Match(id=id, name=name, how=_how(text, wanted), fit=round(fuzz.ratio(text, wanted), 1))


def _how(name: str, asked: str) -> How:
    words = name.split()
    if name == asked:
        return "same"
    if name.startswith(asked):
        return "beginning"
    if all(any(word.startswith(one) for word in words) for one in asked.split()):
        return "words"
    if all(any(_alike(word, one) for word in words) for one in asked.split()):
        return "similar"
    return "part"


def _alike(word: str, asked: str) -> bool:
    return word.startswith(asked) or fuzz.ratio(word, asked) >= ALIKE
