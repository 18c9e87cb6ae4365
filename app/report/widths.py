"""How wide the columns of a table are to one another."""

from collections.abc import Sequence
from statistics import mean

from app.report import keys
from app.report.figure import fonts

_LINE = 64.0
"""How much stands on a line of a sheet that nobody knows. All in halves of an em, the width of a letter."""

_WORD = 14.0
"""How long a word is that is kept whole."""

_GAP = 2.0


def widths(rows: Sequence[Sequence[str]], line: float = _LINE, word: float = _WORD) -> list[int]:
    """The width of each column on a line: room for its longest word, and of what is left more where cells are long.

    A word that is longer than `word` may be hyphenated.
    """
    columns = _columns(rows)
    words = _longest_words(columns, word)
    wanted = [max(0, mean(map(_width, column)) - room) for column, room in zip(columns, words, strict=True)]
    spare = max(0, line - sum(words)) / (sum(wanted) or 1)
    return [round(room + spare * want) for room, want in zip(words, wanted, strict=True)]


def least(rows: Sequence[Sequence[str]]) -> float:
    """How much a line must have room for, that each column has room for its longest word."""
    return sum(_longest_words(_columns(rows), _WORD))


def _columns(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[keys.written(cell, lambda ids: "(Author 2024)") for cell in column] for column in zip(*rows, strict=True)]


def _longest_words(columns: Sequence[Sequence[str]], most: float) -> list[float]:
    longest = (max(_width(word) for cell in column for word in f"{cell} -".split()) for column in columns)
    return [_GAP + min(most, word) for word in longest]


def _width(text: str) -> float:
    return fonts.width(text, 2)
