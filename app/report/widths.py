"""How wide the columns of a table are to one another."""

from collections.abc import Sequence
from statistics import mean

from app.report import keys
from app.report.figure import fonts

_LINE = 64.0
"""How much stands on a line of a sheet that nobody knows. All in halves of an em, the width of a letter."""

_WORD = 14.0
"""A longer word may be hyphenated."""

_GAP = 2.0


def widths(rows: Sequence[Sequence[str]], line: float = _LINE) -> list[int]:
    """The width of each column on a line: room for its longest word, and of what is left more where cells are long."""
    columns = [
        [keys.written(cell, lambda ids: "(Author 2024)") for cell in column] for column in zip(*rows, strict=True)
    ]
    words = [
        _GAP + min(_WORD, max(_width(word) for cell in column for word in f"{cell} -".split())) for column in columns
    ]
    wanted = [max(0, mean(map(_width, column)) - word) for column, word in zip(columns, words, strict=True)]
    spare = max(0, line - sum(words)) / (sum(wanted) or 1)
    return [round(word + spare * want) for word, want in zip(words, wanted, strict=True)]


def _width(text: str) -> float:
    return fonts.width(text, 2)
