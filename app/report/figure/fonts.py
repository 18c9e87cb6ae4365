"""The fonts of figures: Arimo, whose letters are as wide as Arial's and Helvetica's, and Noto for Devanagari."""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILIES = "Arimo, Arial, Helvetica, 'Liberation Sans', 'Noto Sans Devanagari', sans-serif"
"""What a figure asks a reader's system for; all but the last are equally wide."""

_AFTER_DASH = re.compile("(?<=[–-])")

_BOLD = 1.08  # Arimo Bold to Arimo Regular, on average
_WIDE = 1.0  # an ideograph or an emoji is one em wide


@cache
def font_files() -> tuple[Path, ...]:
    """The font files that images and PDFs are set with."""
    folders = ("fontpkg_arimo", "fontpkg_noto_sans_devanagari")
    return tuple(path for folder in folders for path in sorted(Path(str(files(folder) / "files")).glob("*.ttf")))


@cache
def _advances() -> dict[int, float]:
    """The width of each character that the fonts have, in em."""
    widths: dict[int, float] = {}
    for path in reversed([path for path in font_files() if "Italic" not in path.name]):
        with TTFont(path, lazy=True) as font:
            widths |= _advances_of(font)
    return widths


def _advances_of(font: TTFont) -> dict[int, float]:
    unit: int = getattr(font["head"], "unitsPerEm")  # noqa: B009  fontTools fills its tables as it reads them
    metrics = font["hmtx"]
    return {code: metrics[glyph][0] / unit for code, glyph in (font.getBestCmap() or {}).items()}


def covers(text: str) -> bool:
    """Whether our fonts have every character of a text; if not, the system's are asked too."""
    return all(ord(mark) in _advances() or mark.isspace() or unicodedata.category(mark) == "Cf" for mark in set(text))


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of text is, in pixels, at a font size in pixels."""
    return sum(_advance(mark) for mark in text) * size * (_BOLD if bold else 1)


def _advance(mark: str) -> float:
    if unicodedata.combining(mark) or unicodedata.category(mark) in ("Mn", "Cf"):
        return 0
    if unicodedata.east_asian_width(mark) in "WF":
        return _WIDE
    return _advances().get(ord(mark), _WIDE)


def wrap(text: str, size: float, widest: float, most: int | None = None, bold: bool = False) -> list[str]:
    """A text in lines no wider than `widest` pixels, broken at spaces, and a longer word anywhere.

    Past `most` lines it ends in `…`.
    """
    lines = [""]
    for word in text.split(" "):
        for index, piece in enumerate(_pieces(word, size, widest, bold)):
            joined = f"{lines[-1]} {piece}" if lines[-1] and not index else piece
            if not lines[-1] or (joined != piece and width(joined, size, bold) <= widest):
                lines[-1] = joined
            else:
                lines.append(piece)
    return lines if most is None or len(lines) <= most else [*lines[: most - 1], _cut(lines[most - 1], size, widest)]


def _pieces(word: str, size: float, widest: float, bold: bool) -> list[str]:
    """A word, in pieces no wider than `widest`, broken after dashes if that is enough."""
    pieces = [""]
    for part in _AFTER_DASH.split(word):
        for piece in [part] if width(part, size, bold) <= widest else part:
            if pieces[-1] and width(pieces[-1] + piece, size, bold) > widest:
                pieces.append("")
            pieces[-1] += piece
    return pieces


def _cut(line: str, size: float, widest: float) -> str:
    while line and width(f"{line}…", size) > widest:
        line = line[:-1]
    return f"{line.rstrip()}…"
