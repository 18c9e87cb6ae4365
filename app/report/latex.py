"""Texts that LaTeX sets as they are."""

import re
from functools import cache, partial

from pyphen import Pyphen

from app.report.wording import Language

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&",
    "#": r"\#", "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}", "<": "{$<$}", ">": "{$>$}", "|": "{$|$}",
    "\u00a0": "~", "\u202f": "~", "\u2011": "-", "→": r"{$\rightarrow$}",
}  # fmt: skip


def escaped(text: str) -> str:
    """A text with everything escaped that LaTeX would take for a command or a ligature."""
    marks = "".join(_SPECIAL.get(mark, mark) for mark in text)
    return marks.replace("--", "-{}-").replace("--", "-{}-").replace("''", "'{}'")


_LONG = re.compile(r"(?<!\\)\b[^\W\d_]{6,}")
"""A word that a narrow column may have no room for; none is the name of a command."""

_HYPHENATED = frozenset({Language.DE, Language.FR, Language.RU})
"""Languages whose long words LaTeX may have no patterns for, since it knows by itself how English breaks alone, and
others where its packages are installed and the preamble names them. Hindi is not hyphenated."""


def breakable(text: str, lang: Language) -> str:
    """An escaped text for a narrow column: long words may break as those of their language do, others also
    where a hyphen follows them, and any two words after the dash between them."""
    if lang in _HYPHENATED:
        text = _LONG.sub(partial(_hyphenated, lang), text)
    text = re.sub(r"(?<=[^\W\d]{6})-(?=\w)", r"\\nobreak-\\hspace{0pt}", text)
    return re.sub(r"(?<=[^\W\d])–(?=[^\W\d])", r"–\\hspace{0pt}", text)


def _hyphenated(lang: Language, word: re.Match[str]) -> str:
    return word[0] if word[0].isupper() else _patterns(lang).inserted(word[0], r"\-")


@cache
def _patterns(lang: Language) -> Pyphen:
    return Pyphen(lang=str(lang))
