"""What a reader types, as a query to Neo4j's full-text index (Lucene's query language)."""

import re
import unicodedata

_SPECIAL = re.compile(r'[+\-&|!(){}\[\]^"~*?:\\/]')
_ACCENTED = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")


def folded(text: str) -> str:
    """Text as the index holds it: lower case, and Latin letters without accents; other scripts keep their marks."""
    plain = _ACCENTED.sub("", unicodedata.normalize("NFKD", text.lower()))
    return unicodedata.normalize("NFKC", plain)


def forgiving(text: str) -> str:
    """A query for names that have each word whole (best), as a beginning, or misspelled by a letter or two.

    Names that have only some of the words are found as well, and weigh less.
    Every character that means something to Lucene is dropped: what a reader types is words and nothing else.
    Text without a single word gives a query that finds nothing.
    """
    words = [_word(word) for word in _SPECIAL.sub(" ", folded(text)).split()]
    if not words:
        return "\\*"
    return f"({' AND '.join(words)})^10 OR {' OR '.join(words)}" if len(words) > 1 else words[0]


def _word(word: str) -> str:
    # Beginnings and misspellings are not analysed; nor are AND, OR and NOT operators in lower case.
    forms = [f'"{word}"^4', f"{word}*^2"]
    if len(word) > 3:
        forms.append(f"{word}~{2 if len(word) > 5 else 1}")
    return f"({' OR '.join(forms)})"
