"""Several things in one cell."""

import re

from app.importing.matcher import named_country


def listed(text: str) -> list[str]:
    """The things of a cell, with ; or | or a new line between them, or else commas: `quantum; space`."""
    parts = re.split(r"[;|\n]", text)
    return _given(parts if len(parts) > 1 else text.split(","))


def names(text: str) -> list[str]:
    """The names of a cell, with ; or | or a new line between them; a comma may be part of a name."""
    return _given(re.split(r"[;|\n]", text))


def countries(text: str) -> list[str]:
    """The codes of the countries of a cell. Raises ValueError, naming what is no country.

    `Korea, Republic of` is one, `India, Japan` are two.
    """
    if whole := named_country(text):
        return [whole]
    parts = names(text)
    if len(parts) == 1:
        parts = _given(re.split(r"[,/]|\band\b|&", text))
    found = [named_country(part) for part in parts]
    wrong = [part for part, code in zip(parts, found, strict=True) if not code]
    if wrong:
        raise ValueError(f"{wrong[0]!r} is not a country of ISO 3166; write IN, IND or India, with ; between several")
    return [code for code in dict.fromkeys(found) if code]


def _given(parts: list[str]) -> list[str]:
    return [text for part in parts if (text := " ".join(part.split()))]
