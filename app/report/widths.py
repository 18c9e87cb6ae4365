"""How wide the columns of a table are to one another."""

from collections.abc import Sequence
from math import inf
from statistics import mean

from app.report import keys
from app.report.figure import fonts

_LINE = 64.0
"""How much stands on a line of a sheet that nobody knows. All in halves of an em, the width of a letter."""

_FULL_LINE = 105.0
"""How much must stand on one of a sheet of A4, in letters as small as a table of eight columns needs."""

_WORD = 14.0
"""How long a word is that is kept whole."""

_GAP, _WIDE_GAP = 2.0, 3.0
"""Between columns; of letters as small as that, the margins of a cell in Word take more."""


def widths(rows: Sequence[Sequence[str]], line: float = _LINE, word: float = _WORD) -> list[int]:
    """The width of each column on a line: room for its longest word, and of what is left more where cells are long.

    A word that is longer than `word` may be hyphenated.
    """
    columns = _columns(rows)
    return _filled(columns, _longest_words(columns, word), line)


def shares(rows: Sequence[Sequence[str]]) -> list[int]:
    """The widths of columns to one another, where a reader's own program sets them in letters of its own.

    Words of the heads come first, since nothing hyphenates these; then those of cells, then where cells are long.
    """
    columns = _columns(rows)
    heads = [room + _WIDE_GAP - _GAP for room in _longest_words([column[:1] for column in columns], inf)]
    cells = [room + _WIDE_GAP - _GAP for room in _longest_words(columns, _WORD)]
    more = [max(0, cell - head) for cell, head in zip(cells, heads, strict=True)]
    line = max(_LINE, min(_FULL_LINE, sum(heads) + sum(more)))
    part = min(1, max(0, line - sum(heads)) / (sum(more) or 1))
    return _filled(columns, [head + part * rest for head, rest in zip(heads, more, strict=True)], line)


def least(rows: Sequence[Sequence[str]]) -> float:
    """How much a line must have room for, that each column has room for its longest word."""
    return sum(_longest_words(_columns(rows), _WORD))


def _columns(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[keys.written(cell, lambda ids: "(Author 2024)") for cell in column] for column in zip(*rows, strict=True)]


def _filled(columns: Sequence[Sequence[str]], rooms: Sequence[float], line: float) -> list[int]:
    """Columns that have some room each, and what a line has left shared where cells are long."""
    wanted = [max(0, mean(map(_width, column)) - room) for column, room in zip(columns, rooms, strict=True)]
    spare = max(0, line - sum(rooms)) / (sum(wanted) or 1)
    return [round(room + spare * want) for room, want in zip(rooms, wanted, strict=True)]


def _longest_words(columns: Sequence[Sequence[str]], most: float) -> list[float]:
    longest = (max(_width(word) for cell in column for word in f"{cell} -".split()) for column in columns)
    return [_GAP + min(most, word) for word in longest]


def _width(text: str) -> float:
    return fonts.width(text, 2)
