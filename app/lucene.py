"""What a reader types, as a query to Neo4j's full-text index (Lucene's query language)."""

import re

_SPECIAL = re.compile(r'[+\-&|!(){}\[\]^"~*?:\\/]')


def forgiving(text: str) -> str:
    """A query for names that have each word whole (best), as a beginning, or misspelled by a letter or two.

    Every character that means something to Lucene is dropped: what a reader types is words and nothing else.
    Text without a single word gives a query that finds nothing.
    """
    words = _SPECIAL.sub(" ", text).split()
    return " AND ".join(_word(word) for word in words) or "\\*"


def _word(word: str) -> str:
    # Beginnings are not analysed, and the index holds lower case; nor are AND, OR and NOT operators in lower case.
    plain = word.lower()
    forms = [f'"{plain}"^4', f"{plain}*^2"]
    if len(plain) > 3:
        forms.append(f"{plain}~{2 if len(plain) > 5 else 1}")
    return f"({' OR '.join(forms)})"
