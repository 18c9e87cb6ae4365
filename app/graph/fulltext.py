"""What a reader types, as a query to Neo4j's full-text index (Lucene's query language)."""

from app.domain.text import LONGEST_WORD, glued, words

NOT_INDEXED = frozenset(
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these "
    "they this to was will with".split()
)
"""The words that Lucene's analyser leaves out of the index: asking for one would find nothing."""

MOST_WORDS, MISSPELLED = 10, 4
"""So many words of a text are looked for, and so many of them in other spellings. A spelling takes Neo4j ten
milliseconds to be found, and folding can make many words of few: one sign may stand for a phrase."""

MOST_INITIALS = 6
"""Most letters of a word that may be initials."""

NOTHING = '""'
"""A query that finds nothing."""


def fuzzy_query(text: str) -> str:
    """A query for names that have each word whole (best), as a beginning, or misspelled by a letter or two, or all of
    them written as one.

    Names that have only some of the words are found as well, and weigh less.
    Every character that means something to Lucene is dropped: what a reader types is words and nothing else.
    """
    typed = (word[:LONGEST_WORD] for word in words(text).split() if word not in NOT_INDEXED)
    looked_for = list(dict.fromkeys(typed))[:MOST_WORDS]
    found = [_word(word, place < MISSPELLED) for place, word in enumerate(looked_for)]
    if (joined := glued(text)) not in looked_for and len(joined) <= LONGEST_WORD and joined not in NOT_INDEXED:
        found += [f'"{joined}"^4'] if joined else []
    return " OR ".join(found) or NOTHING


def all_words_query(text: str) -> str:
    """A query for texts that have every word, or one that begins so; initials with their dots too, `U.S.` for us."""
    typed = [word[:LONGEST_WORD] for word in words(text).split() if word not in NOT_INDEXED]
    return " AND ".join(map(_beginning, list(dict.fromkeys(typed))[:MOST_WORDS])) or NOTHING


def _beginning(word: str) -> str:
    dotted = ".".join(word) if word.isalpha() and len(word) <= MOST_INITIALS else word
    return f'("{word}" OR {word}* OR "{dotted}")'


def _word(word: str, misspelled: bool) -> str:
    # Beginnings and misspellings are not analysed, and the index holds lower case: so the words came folded.
    forms = [f'"{word}"^4', f"{word}*^2"]
    if misspelled and len(word) > 3:
        forms.append(f"{word}~{2 if len(word) > 5 else 1}")
    return f"({' OR '.join(forms)})"
