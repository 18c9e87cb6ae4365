"""The mapping that is guessed, as the text of a file: why each guess was made, and blanks where somebody has to say."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from app.dataset.writing import scalar
from app.domain.text import words
from app.importing.amounts import amount_of
from app.importing.spreadsheet.dates import decided
from app.importing.spreadsheet.fields import DATES, FIELDS, Rows
from app.importing.spreadsheet.guessing import Guess, money_of
from app.importing.spreadsheet.mapping import TECHNOLOGIES, VOCABULARIES, choices
from app.importing.spreadsheet.splitting import listed, names
from app.importing.words import meant, relation_of, sort_of

_HEAD = """\
# How `entente import` reads your tables. Correct what is wrong, fill in what is blank, and run the same command again.
# This file is yours: no import writes to it. Delete it to have everything guessed anew.
"""

_ASKED = ("relation", "status", "document_kind", "reliability", "published", "url")
"""What each row has to say; where no column does, all rows say the same, or none is placed."""

LONGEST_WORD = 100
"""What is longer is no word but a sentence, in the wrong column; its row is listed."""

_COMMENTS_AT = 44


def mapping_text(guesses: Sequence[Guess], technologies: Mapping[str, str]) -> str:
    """The file for some tables; `technologies` are the ids of those that are known, by their names."""
    lines = [_HEAD, "tables:\n"]
    for guess in guesses:
        lines += _table(guess)
    technologies = {**technologies, **_technologies(guesses)}
    asked = {part: list(_words(guesses, part, technologies)) for part in (*VOCABULARIES, TECHNOLOGIES)}
    if any(asked.values()):
        lines.append("\n# What your words mean.\nwords:\n")
    for part, found in asked.items():
        lines += [f"  {part}:\n", *found] if found else []
    return "".join(lines)


def _line(depth: int, name: str, value: str = "", comment: str = "") -> str:
    begun = f"{'  ' * depth}{scalar(name)}:{' ' if value else ''}{value}"
    return f"{begun:<{_COMMENTS_AT}}# {comment}\n" if comment else f"{begun}\n"


def _table(guess: Guess) -> Iterator[str]:
    yield _line(1, guess.table.sheet.name, comment=str(guess.table.sheet.dialect or ""))
    described = {
        Rows.ORGANISATIONS: "each row is an organisation, or anything else that relations lead from or to",
        Rows.RELATIONS: "each row is a relation; or organisations, technologies, nothing",
        Rows.TECHNOLOGIES: "each row is a field of technology",
        Rows.NOTHING: "not read: no columns for a name, or for a subject and an object; or organisations, relations",
    }
    yield _line(2, "rows", guess.rows, described[guess.rows])
    if guess.rows is Rows.NOTHING:
        yield _not_read(guess)
        return
    yield _line(2, "headings", str(guess.table.header), "the row that has them")
    yield _line(2, "columns", comment=_others(guess))
    for field, column in guess.columns.items():
        yield _line(3, field, scalar(column.heading), column.why)
    if guess.unread:
        yield _not_read(guess)
    yield from _dates(guess)
    yield from _amounts(guess)
    yield from _defaults(guess)


def _not_read(guess: Guess) -> str:
    return f"    # not read: {', '.join(guess.unread)}\n"


def _others(guess: Guess) -> str:
    others = [field for field in FIELDS[guess.rows] if field not in guess.columns]
    return f"others can be {', '.join(others)}" if others else ""


def _dates(guess: Guess) -> Iterator[str]:
    found = {
        field: decided(guess.table.column(guess.columns[field].heading)) for field in DATES if field in guess.columns
    }
    told = {field: decision for field, decision in found.items() if decision}
    if told:
        yield _line(2, "dates")
    for field, decision in told.items():
        why = decision.why if decision.order else f"asked: day first or month first? {decision.why}"
        yield _line(3, field, decision.order or "", why)


def _amounts(guess: Guess) -> Iterator[str]:
    if not (column := guess.columns.get("amount")):
        return
    currency, times = money_of(column.heading)
    beside = "currency" in guess.columns
    if currency or times > 1 or (not beside and _without_currency(guess.table.column(column.heading))):
        yield _line(2, "amounts")
        if not beside:
            why = "by the heading" if currency else "asked, for amounts that do not say it: a code such as USD"
            yield _line(3, "currency", currency or "", why)
        if times > 1:
            yield _line(3, "times", str(times), "by the heading")


def _without_currency(cells: Sequence[str]) -> bool:
    """Whether there are amounts that need a currency from elsewhere."""
    for text in cells:
        with suppress(ValueError):
            amount_of(text)
            continue
        with suppress(ValueError):
            amount_of(text, "USD")
            return True
    return False


def _defaults(guess: Guess) -> Iterator[str]:
    if guess.rows is not Rows.RELATIONS:
        return
    missing = [field for field in _ASKED if field not in guess.columns]
    if "title" in guess.columns:
        missing = [field for field in missing if field != "url"]
    if missing:
        yield _line(2, "defaults", comment="what rows are that do not say it")
    for field in missing:
        yield _line(3, field, "", f"asked: {choices(field)}")


def _technologies(guesses: Sequence[Guess]) -> Mapping[str, str]:
    """What tables of technologies have, by their names."""
    tables = [guess for guess in guesses if guess.rows is Rows.TECHNOLOGIES]
    named = [(guess, guess.columns[name]) for guess in tables for name in ("name", "aliases") if name in guess.columns]
    columns = [guess.table.column(column.heading) for guess, column in named]
    return {words(name): name for column in columns for text in column for name in names(text)}


def _words(guesses: Sequence[Guess], part: str, technologies: Mapping[str, str]) -> Iterator[str]:
    """The words of a part's columns with what they mean, each once; those of the vocabulary itself are left out."""
    columns = [guess.table.column(guess.columns[part].heading) for guess in guesses if part in guess.columns]
    cells = [" ".join(text.split()) for column in columns for text in column if len(text) <= LONGEST_WORD]
    split = [word for text in cells for word in listed(text)] if part == TECHNOLOGIES else cells
    spelt = {words(word): word for word in reversed(split)}
    for folded, count in Counter(map(words, split)).items():
        word = spelt[folded]
        meaning = technologies.get(words(word), "") if part == TECHNOLOGIES else _meaning(part, word)
        if not meaning:
            yield _line(2, word, "", f"asked ({count} {'row' if count == 1 else 'rows'}): {choices(part)}")
        elif part != TECHNOLOGIES and meaning.casefold() != word.casefold():
            yield _line(2, word, meaning)


def _meaning(part: str, word: str) -> str:
    if part == "relation":
        return str(relation_of(word) or "")
    found = sort_of(word) if part == "kind" else meant(VOCABULARIES[part], word)
    return str(found or "")
