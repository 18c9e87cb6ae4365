"""Fingerprints of a source's sentences: shows that a source still says a thing without storing its words."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator

# A sentence ends at . ! or ? (and closing quotes or brackets) before white space and a capital, a digit or an opening
# quote. The rule is plain on purpose: anybody can repeat it, so anybody can check a fingerprint.
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])")
_FOLDED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "\u00ad": ""})


def normalise(text: str) -> str:
    """NFKC; typographic quotes and dashes as ASCII; runs of white space as one space; case folded."""
    plain = unicodedata.normalize("NFKC", text).translate(_FOLDED)
    return " ".join(plain.split()).casefold()


def fingerprint(sentence: str) -> str:
    """SHA-256 of the normalised sentence, in hexadecimal."""
    return hashlib.sha256(normalise(sentence).encode()).hexdigest()


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence of a text with the number of its line; lines count from 1, blank ones included."""
    for number, line in enumerate(text.splitlines(), start=1):
        plain = unicodedata.normalize("NFKC", line).translate(_FOLDED).strip()
        for sentence in _SENTENCE_END.split(plain):
            if sentence:
                yield number, sentence
