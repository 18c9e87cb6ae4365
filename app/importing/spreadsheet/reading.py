"""The rows of tables as organisations and statements, by a mapping; what is wrong with one is listed by its number."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TypeVar

from app.dataset.explaining import nearest
from app.domain.identifiers import REGISTRIES
from app.domain.records import Amount
from app.domain.vocabulary import AmountKind, DocumentKind, Reliability, Status, Word
from app.importing.amounts import amount_of
from app.importing.contents import (
    Contents,
    Fault,
    Mention,
    Organisation,
    Place,
    Source,
    Statement,
    TechnologyName,
    TechnologyRow,
)
from app.importing.spreadsheet import splitting
from app.importing.spreadsheet.dates import Order, edtf_of, is_ambiguous
from app.importing.spreadsheet.fields import FIELDS, Rows
from app.importing.spreadsheet.mapping import TECHNOLOGIES, VOCABULARIES, ImportMapping, TableMapping, choices
from app.importing.spreadsheet.tables import Row, Sheet, Table
from app.importing.words import meant, relation_of, sort_of
from app.validation import shown

AnyWord = TypeVar("AnyWord", bound=Word)
Meaning = TypeVar("Meaning")

NOTHING = frozenset({"n/a", "n.a.", "-", "–", "—", "?", "tbd", "tbc", "unknown", "not known", "nil", "null"})
"""What people write where they have nothing to write; NA is not among it, which is Namibia."""


def read_contents(sheets: Sequence[Sheet], mapping: ImportMapping) -> Contents:
    """All rows of some tables: each is an organisation or a statement, or has a fault, or a word that is asked for."""
    found = Contents()
    for sheet in sheets:
        table_mapping = mapping.tables[sheet.name]
        table = sheet.headed(table_mapping.headings)
        for row in table.rows if table_mapping.rows is not Rows.NOTHING else ():
            cells = _Cells(table, row, table_mapping, mapping)
            if table_mapping.rows is Rows.ORGANISATIONS:
                found.organisations += filter(None, [cells.organisation()])
            elif table_mapping.rows is Rows.TECHNOLOGIES:
                found.technologies += filter(None, [cells.technology()])
            else:
                found.statements += filter(None, [cells.statement()])
                found.mentions += cells.mentions
            found.faults += (Fault(cells.place, problem) for problem in cells.problems)
    return found


@dataclass
class _Cells:
    """The cells of one row by the fields that they are; what is wrong with them goes to `problems`."""

    table: Table
    row: Row
    mapping: TableMapping
    whole: ImportMapping
    problems: list[str] = field(default_factory=list[str])
    mentions: Sequence[Mention] = ()
    asked: bool = False

    @property
    def place(self) -> Place:
        return Place(self.table.sheet.name, self.row.number)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The cells that are not empty, by their fields."""
        found: dict[str, str] = {}
        for name, heading in self.mapping.columns.items():
            index = self.table.headings.index(heading)
            if problem := self.table.sheet.unread.get((self.row.number, index)):
                self.problems.append(f"`{heading}` {problem}")
            text = self.row.at(index)
            if name in ("url", "website") and not FIELDS[self.mapping.rows][name].cells(text):
                text = self.row.links.get(index, text)  # a word that leads to the address
            if text and text.casefold() not in NOTHING:
                found[name] = text
        return found

    def text(self, name: str) -> str | None:
        """A cell on one line, or what all rows are that do not say it."""
        text = self.texts.get(name) or self.mapping.defaults.get(name)
        return " ".join(text.split()) if text else None

    def organisation(self) -> Organisation | None:
        """The row as an organisation."""
        name = self._needed("name")
        sort = self._meaning("kind", sort_of) if self.text("kind") else None  # else it is asked with the name
        countries = self._countries()
        same_as = {one: _identifier(one, text) for one in REGISTRIES if (text := self.text(one))}
        if not name:
            return None
        return Organisation(
            self.place, name, sort, self.asked, countries, self.text("short"),
            splitting.names(self.texts.get("aliases", "")), _address(self.text("website")), same_as,
            self.text("description"), self.text("key"),
        )  # fmt: skip

    def technology(self) -> TechnologyRow | None:
        """The row as a technology."""
        name = self._needed("name")
        aliases, broader = splitting.names(self.texts.get("aliases", "")), self._technologies("broader")
        return TechnologyRow(self.place, name, aliases, broader, self.text("description")) if name else None

    def statement(self) -> Statement | None:
        """The row as a relation with its source."""
        subjects, objects = self._names("subject"), self._names("object")
        relation = self._meaning("relation", relation_of) if self._needed("relation") else None
        status = self._word("status", Status)
        source, amount = self._source(), self._amount()
        dates = {name: date for name in ("start", "end") if (date := self._date(name))}
        plain = {name: text for name in ("topic", "place", "office", "says", "where") if (text := self.text(name))}
        self.mentions = [Mention(name, self.place) for name in (*subjects, *objects)]
        if not relation or not status or not source or self.asked or self.problems:
            return None
        technologies = self._technologies(TECHNOLOGIES, self.mapping.defaults.get(TECHNOLOGIES) or "")
        return Statement(
            self.place, subjects, relation, objects, source, technologies, status, amount, {**dates, **plain}
        )

    def _technologies(self, name: str, default: str = "") -> Sequence[TechnologyName]:
        """The technologies of a cell, with what the mapping says of each."""
        listed = splitting.listed(self.texts.get(name) or default)
        return [
            TechnologyName(one, self.whole.meaning(TECHNOLOGIES, one), self.whole.asks(TECHNOLOGIES, one))
            for one in listed
        ]

    def _needed(self, name: str) -> str | None:
        text = self.text(name)
        if text is None:
            self._missing(name)
        return text

    def _missing(self, name: str) -> None:
        """A cell that is empty; where no column is the field's, the mapping asks for it."""
        declared = FIELDS[self.mapping.rows][name]
        if column := self.mapping.columns.get(name):
            right = choices(name) if declared.choices else declared.meaning.rstrip(".").lower()
            self.problems.append(f"`{column}` is empty; write {right}")
        elif name in self.mapping.defaults:
            self.asked = True
        else:
            self.problems.append(
                f"`{name}` is said nowhere; name its column in the mapping, or what it is of all rows in `defaults`"
            )

    def _names(self, name: str) -> Sequence[str]:
        return splitting.names(self.texts.get(name, "")) or [text for text in (self._needed(name),) if text]

    def _word(self, name: str, vocabulary: type[AnyWord]) -> AnyWord | None:
        return self._meaning(name, partial(meant, vocabulary)) if self._needed(name) else None

    def _meaning(self, name: str, read: Callable[[str], Meaning | None]) -> Meaning | None:
        """What a word stands for, by the mapping or else by itself; what the mapping asks for is no fault of a row."""
        text = self.text(name) or ""
        found = read(self.whole.meaning(name, text) or text)
        if found is None and self.whole.asks(name, text):
            self.asked = True
        elif found is None:
            like = text.upper().replace(" ", "_") if name == "relation" else text.lower()
            hint = f"{nearest(like, VOCABULARIES[name])} (or say in the mapping what it means: `words`, `{name}`)"
            self.problems.append(f"{name.replace('_', ' ')} {shown(text)} is not known; {hint}")
        return found

    def _countries(self) -> Sequence[str]:
        try:
            return splitting.countries(text) if (text := self.text("country")) else []
        except ValueError as error:
            self.problems.append(str(error))
            return []

    def _date(self, name: str) -> str | None:
        if not (text := self.text(name)):
            return None
        order: Order | None = self.mapping.dates.get(name)
        if order is None and name in self.mapping.dates and is_ambiguous(text):
            self.asked = True
            return None
        try:
            return edtf_of(text, order)
        except ValueError as error:
            self.problems.append(f"{name}: {error}")
            return None

    def _amount(self) -> Amount | None:
        if not (text := self.text("amount")):
            return None
        money = self.mapping.amounts
        kind = self._word("amount_kind", AmountKind) if self.text("amount_kind") else None
        try:
            amount = amount_of(text, self.text("currency") or money.currency, money.times)
        except ValueError as error:
            self.problems.append(f"amount: {error}")
            return None
        return amount.model_copy(update={"kind": kind}) if kind else amount

    def _source(self) -> Source | None:
        kind, reliability = self._word("document_kind", DocumentKind), self._word("reliability", Reliability)
        published = self._date("published") if self._needed("published") else None
        url, title = _address(self.text("url")), self.text("title")
        if url and len(re.findall(r"://|\swww\.", url)) > 1:
            self.problems.append(f"{url!r} is more than one address; write a row for each source")
        if not url and not title and "url" not in self.mapping.defaults:
            problem = "has no source; write its address, or the title of one that has none, such as a treaty in print"
            self.problems.append(problem)
        if not kind or not reliability or not published:
            return None
        return Source(url, title, published, self.text("publisher"), kind, reliability, self.text("language"))


def _address(text: str | None) -> str | None:
    """An address with its scheme."""
    return text if not text or "://" in text else f"https://{text}"


def _identifier(registry: str, text: str) -> str:
    """An identifier without the address that it may stand in."""
    last = text.rstrip("/").split("/")[-1]
    return {"isni": last.replace(" ", ""), "ror": last.lower()}.get(registry, last)
