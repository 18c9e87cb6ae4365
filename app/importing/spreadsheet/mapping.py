"""How tables are read, as a YAML file that a person corrects: columns, the order of dates, what rows leave out, words.

What is blank in it is a question. What it does not know is refused, with what would be right.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.dataset.explaining import nearest
from app.dataset.located import Diagnostic, KeyPath, Located
from app.dataset.yaml_reader import read_yaml
from app.domain.text import words
from app.domain.vocabulary import AmountKind, DocumentKind, Kind, Relation, Reliability, Status, Word
from app.errors import DatasetError
from app.importing.contents import NEW
from app.importing.spreadsheet.dates import Order
from app.importing.spreadsheet.fields import DATES, FIELDS, Rows
from app.importing.spreadsheet.tables import Sheet
from app.importing.words import meant, relation_of, sort_of
from app.validation import shown

VOCABULARIES: Mapping[str, type[Word]] = {
    "kind": Kind,
    "relation": Relation,
    "status": Status,
    "document_kind": DocumentKind,
    "reliability": Reliability,
    "amount_kind": AmountKind,
}
"""The fields whose cells are words of a vocabulary, or mean one."""

TECHNOLOGIES = "technologies"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Money(_Part):
    """What figures are in that do not say it themselves: a currency, and how many of its units they count in."""

    currency: str | None = None
    times: int = Field(default=1, ge=1)


class TableMapping(_Part):
    """How a table is read: what its rows are, which row has the headings, and which heading is which field's."""

    rows: Rows
    headings: int = Field(default=1, ge=1)
    columns: dict[str, str] = Field(default_factory=dict[str, str])
    dates: dict[str, Order | None] = Field(default_factory=dict[str, Order | None])
    amounts: Money = Money()
    defaults: dict[str, str | None] = Field(default_factory=dict[str, str | None])


class _Content(_Part):
    tables: dict[str, TableMapping]
    words: dict[str, dict[str, str | None]] = Field(default_factory=dict[str, dict[str, str | None]])


@dataclass(frozen=True)
class ImportMapping:
    """A mapping as it was read, with where its parts stand."""

    content: _Content
    located: Located

    @property
    def tables(self) -> Mapping[str, TableMapping]:
        """How each table is read, by its name."""
        return self.content.tables

    @cached_property
    def _meanings(self) -> Mapping[str, Mapping[str, str | None]]:
        return {part: {words(word): to for word, to in all.items()} for part, all in self.content.words.items()}

    def meaning(self, part: str, word: str) -> str | None:
        """What a word of a table stands for, where the mapping says so."""
        return self._meanings.get(part, {}).get(words(word))

    def asks(self, part: str, word: str) -> bool:
        """Whether the mapping asks for the meaning of a word."""
        return words(word) in self._meanings.get(part, {}) and self.meaning(part, word) is None

    def questions(self, tables: Sequence[str]) -> Iterator[Diagnostic]:
        """What is still blank, of some tables."""
        for name in tables:
            for field, value in self.tables[name].defaults.items():
                if value is None:
                    yield self._blank(("tables", name, "defaults", field), choices(field))
            for field, order in self.tables[name].dates.items():
                if order is None:
                    yield self._blank(("tables", name, "dates", field), " or ".join(Order))
        for part, listed in self.content.words.items():
            for word, value in listed.items():
                if value is None:
                    yield self._blank(("words", part, word), choices(part))

    def _blank(self, key_path: KeyPath, right: str) -> Diagnostic:
        return self.located.error(key_path, f"`{key_path[-1]}` is blank; write {right}")


_CHOICES = {
    TECHNOLOGIES: f"the id of a technology that is known, or `{NEW}` to add it",
    "kind": f"one of {', '.join(Kind).lower()}, or a type of initiative",
    "relation": f"one of {', '.join(Relation)}; `reversed FUNDS` where the object funds the subject",
    "published": "the day on which all sources came out, such as 2024-06-17, or add a column",
    "url": "the address of the source, or add a column with addresses, or with titles of what has none",
}


def choices(field: str) -> str:
    """What can be written for a field."""
    if field in _CHOICES:
        return _CHOICES[field]
    return f"one of {', '.join(VOCABULARIES[field])}" if field in VOCABULARIES else "what holds of all rows"


def read_mapping(path: Path, sheets: Sequence[Sheet]) -> ImportMapping:
    """The mapping of some tables. Raises DatasetError with a line for everything that is wrong with it."""
    errors: list[Diagnostic] = []
    located = read_yaml(path, path.name, errors)
    content = _content(located, errors) if located else None
    if content and located:
        errors += _misfits(content, located, {sheet.name: sheet for sheet in sheets})
    if errors or not content or not located:
        raise DatasetError("\n".join(map(str, errors or [Diagnostic(path.name, 1, "is empty; delete it")])))
    return ImportMapping(content, located)


def _content(located: Located, errors: list[Diagnostic]) -> _Content | None:
    try:
        return _Content.model_validate(_without_nothing(located.value))
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False):
            errors.append(located.error(error["loc"], _explained(error["loc"], error["type"], error["input"], error)))
        return None


def _without_nothing(value: Any, *path: str) -> Any:
    """A mapping without the parts that have nothing below them, such as `dates:` and no line; a blank stays one."""
    if not isinstance(value, dict) or (path[:1] == ("words",) and len(path) == 2) or len(path) == 3:
        return cast("Any", value)
    parts = cast("dict[str, Any]", value).items()
    return {name: _without_nothing(part, *path, name) for name, part in parts if part is not None}


def _explained(place: Sequence[Any], type: str, given: Any, error: Any) -> str:
    name = str(place[-1]) if place else ""
    match type:
        case "extra_forbidden":
            known = Money if "amounts" in place else TableMapping if len(place) > 1 else _Content
            return f"`{name}` is nothing that is known here; {nearest(name, known.model_fields)}"
        case "missing":
            return f"`{name}` is missing"
        case "enum":
            return f"{name} {shown(given)} is not known; write {error['ctx']['expected']}"
        case "int_parsing" | "greater_than_equal":
            return f"{name} {shown(given)} is no number from 1 on"
        case _:
            return f"{name} cannot be {shown(given)}; write `name: value` lines"


def _misfits(content: _Content, located: Located, sheets: Mapping[str, Sheet]) -> Iterator[Diagnostic]:
    """What does not fit with the tables, or with what there is to be written."""
    for name in sheets.keys() - content.tables.keys():
        problem = f"says nothing of {name}; add it, or name another file by --mapping, which is written then"
        yield located.error(("tables",), problem)
    for name, table in content.tables.items():
        place: KeyPath = ("tables", name)
        fields = FIELDS[table.rows]
        for part in ("columns", "dates", "defaults"):
            for field in getattr(table, part):
                known = [one for one in fields if part != "dates" or one in DATES]
                if field not in known:
                    yield located.error((*place, part, field), f"`{field}` is no field here; {nearest(field, known)}")
        if name in sheets:
            headings = sheets[name].headed(table.headings).headings
            for field, heading in table.columns.items():
                if heading not in headings:
                    problem = f"there is no column {heading!r} in {name}; {nearest(heading, headings)}"
                    yield located.error((*place, "columns", field), problem)
        for field, value in table.defaults.items():
            if value is not None and field in VOCABULARIES and not is_word(field, value):
                yield located.error((*place, "defaults", field), f"{shown(value)} is not known; write {choices(field)}")
    for part, listed in content.words.items():
        if part not in (*VOCABULARIES, TECHNOLOGIES):
            yield located.error(
                ("words", part), f"`{part}` has no words; {nearest(part, [*VOCABULARIES, TECHNOLOGIES])}"
            )
        for word, value in listed.items():
            if part in VOCABULARIES and value is not None and not is_word(part, value):
                yield located.error(("words", part, word), f"{shown(value)} is not known; write {choices(part)}")


def is_word(field: str, text: str) -> bool:
    """Whether a text means a word of a field's vocabulary."""
    if field == "relation":
        return relation_of(text) is not None
    return (sort_of(text) if field == "kind" else meant(VOCABULARIES[field], text)) is not None
