"""Text as names are compared by: without case, accents and punctuation."""

import re
import unicodedata

_ACCENTED = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")


def folded(text: str) -> str:
    """Text as the index holds it: lower case, and Latin letters without accents; other scripts keep their marks."""
    plain = _ACCENTED.sub("", unicodedata.normalize("NFKD", text.lower()))
    return unicodedata.normalize("NFKC", plain)


def words(text: str) -> str:
    """Folded, with a space for all that is neither letter, mark nor digit."""
    kept = (sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in folded(text))
    return " ".join("".join(kept).split())
