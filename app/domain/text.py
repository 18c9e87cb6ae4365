"""Text as names are compared by: without case, accents and punctuation."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST_WORD = 40
"""So many letters of a word are looked for; one sign may stand for a phrase."""

_ASCII_SIGNS = re.compile("[^a-zA-Z0-9]")
_ACCENTED = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʼ`´", "'"))
_POSSESSIVE = re.compile(r"(?<=[\w.])'s\b")
_ELISION = re.compile(r"\b(?:l|d|qu|un|all|dall|dell|nell|sull)'(?=\w)")
_INITIALS = re.compile(r"(?<![\w.])(?:[^\W\d_]\.)+[^\W\d_]\.?(?!\w)")


def folded(text: str) -> str:
    """Text as the index holds it: lower case, and Latin letters without accents; other scripts keep their marks."""
    lower = text.lower()
    if lower.isascii():  # as most names are, which a search compares by the hundred
        return lower
    plain = _ACCENTED.sub("", unicodedata.normalize("NFKD", lower))
    return unicodedata.normalize("NFKC", plain)


def words(text: str) -> str:
    """Folded, with a space for all that is neither letter, mark nor digit, and without what only grammar adds.

    `Boeing's` is boeing, `the NASA` and `N.A.S.A.` are nasa, `L’Oréal` is oreal.
    """
    plain = _ELISION.sub("", _POSSESSIVE.sub("", folded(text).translate(_APOSTROPHES)))
    joined = _INITIALS.sub(lambda initials: initials[0].replace(".", ""), plain)
    return " ".join(_lettered(joined).split()).removeprefix("the ")


def glued(text: str) -> str:
    """Its letters, marks and digits alone, folded: MQ-9B is mq9b."""
    return _lettered(folded(text)).replace(" ", "")


def spellings(names: Iterable[str]) -> list[str]:
    """The names, and how they are also written where an index of their words would not find it: `mq9b` for MQ-9B."""
    found: dict[str, None] = {}
    for name in names:
        joined = glued(name)
        also = (words(name), joined if len(joined) <= LONGEST_WORD else "")
        found |= {name: None} | {spelling: None for spelling in also if spelling not in ("", folded(name))}
    return list(found)


def _lettered(text: str) -> str:
    if text.isascii():
        return _ASCII_SIGNS.sub(" ", text)
    return "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in text)
