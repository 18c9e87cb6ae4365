"""Fingerprints into a document's file: what a person writes is a few words of a sentence, or only its place."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from app.dataset.drafts import SOURCE
from app.dataset.fingerprints import fingerprint, normalise, sentences
from app.dataset.located import Diagnostic, Located

_SEALED = re.compile(r"[0-9a-f]{64}")
_SHOWN = re.compile(rf"\s*{SOURCE} (?P<where>(?:line|paragraph) \d+): (?P<sentence>.+)")
_PLACE = re.compile(r"(?P<unit>line|paragraph) (?P<number>\d+)")


@dataclass(frozen=True)
class Sealed:
    """The text of a document with fingerprints: how many are new, and which claims are still without one, and why."""

    text: str
    new: int
    open: list[Diagnostic]


@dataclass(frozen=True)
class Source:
    """The sentences of an article, by the places that claims name."""

    by_line: Mapping[int, list[str]]
    by_paragraph: Mapping[int, list[str]]

    @classmethod
    def of(cls, text: str) -> "Source":
        """The sentences of a text."""
        by_line: dict[int, list[str]] = {}
        for number, sentence in sentences(text):
            by_line.setdefault(number, []).append(sentence)
        return cls(by_line, dict(enumerate(by_line.values(), start=1)))

    def with_words(self, words: str) -> list[str]:
        """The sentences that have some words."""
        wanted = normalise(words)
        found = (one for listed in self.by_line.values() for one in listed if wanted in normalise(one))
        return list(dict.fromkeys(found))

    def at(self, where: str) -> list[str]:
        """The sentences at a place."""
        place = _PLACE.fullmatch(where)
        if not place:
            return []
        places = self.by_line if place["unit"] == "line" else self.by_paragraph
        return places.get(int(place["number"]), [])


def sealed(located: Located, text: str, source: Source | None) -> Sealed:
    """A document's text, whose values are `located`, with a fingerprint for each claim whose sentence is certain.

    A `passage` that is none yet is some words of the sentence. Without `source`, in a draft that shows its sentences,
    the sentence above a claim is taken.
    """
    lines = text.splitlines()
    left: list[Diagnostic] = []
    new = 0
    for number, claim in reversed(list(enumerate(_claims(located)))):  # from below, so that lines keep their numbers
        key_path = ("claims", number)
        if _SEALED.fullmatch(str(claim.get("passage") or "")):
            continue
        shown = _shown_above(lines, located.line(key_path), str(claim.get("where") or ""))
        try:
            _write(lines, located, number, claim, fingerprint(_sentence(claim, source, shown)))
            new += 1
        except ValueError as uncertain:
            left.append(located.error(key_path, str(uncertain)))
    return Sealed("\n".join(lines) + "\n", new, left[::-1])


def _claims(located: Located) -> Iterator[Mapping[str, Any]]:
    value = cast("dict[str, Any]", located.value) if isinstance(located.value, dict) else {}
    for claim in cast("list[Any]", value.get("claims") or []):
        yield cast("dict[str, Any]", claim) if isinstance(claim, dict) else {}


def _sentence(claim: Mapping[str, Any], source: Source | None, shown: str | None) -> str:
    """The sentence of a claim. Raises ValueError, saying what is missing, where it is not certain."""
    source = source or Source.of(shown or "")
    where = str(claim.get("where") or "")
    if words := str(claim.get("passage") or ""):
        found = source.with_words(words)
        beside = [one for one in found if one in source.at(where)]
        found = beside if len(found) > 1 and beside else found
        none, several = f"no sentence has the words {words!r}", f"{len(found)} sentences have the words {words!r}"
    else:
        found = [shown] if shown else source.at(where)
        none, several = f"{where or 'this'} is no place of the text", f"{where} has {len(found)} sentences"
    if len(found) != 1:
        raise ValueError(f"{several if found else none}; write words of the sentence as `passage`")
    return found[0]


def _write(lines: list[str], located: Located, number: int, claim: Mapping[str, Any], passage: str) -> None:
    """Puts a fingerprint in place of the words, or after `where`. Raises ValueError where these are not on one line."""
    field = "passage" if claim.get("passage") else "where"
    row = located.line(("claims", number, field)) - 1
    value = str(claim.get(field))
    written = "|".join(
        map(re.escape, (value, json.dumps(value, ensure_ascii=False), f"'{value.replace(chr(39), chr(39) * 2)}'"))
    )
    found = re.search(rf"\b{field}: *(?:{written})(?=[ ,}}]*(?:$|[,}} ]))", lines[row])
    if not claim.get(field) or not found:
        raise ValueError(f"write `{field}` on one line")
    before, after = lines[row][: found.start()], lines[row][found.end() :]
    if field == "passage":
        lines[row] = f"{before}passage: {passage}{after}"
    elif "{" in before:
        lines[row] = f"{before}{found[0]}, passage: {passage}{after}"
    else:
        lines.insert(row + 1, f"{before.replace('-', ' ')}passage: {passage}")


def _shown_above(lines: list[str], line: int, where: str) -> str | None:
    """The sentence that the nearest comment above a claim shows, if it is of the place that the claim names."""
    for row in range(min(line, len(lines)) - 1, -1, -1):
        if shown := _SHOWN.fullmatch(lines[row]):
            return shown["sentence"] if shown["where"] == where else None
    return None
