"""What an import brings, whatever it comes from: organisations, technologies, and statements with their sources."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain.records import Amount
from app.domain.vocabulary import DocumentKind, Reliability, Status
from app.importing.words import Directed, Sort

NEW = "new"
"""What a technology is that is to be added to those that are known."""


class Place(NamedTuple):
    """A row of a table, or a record of a file."""

    table: str
    row: int

    def __str__(self) -> str:
        return f"{self.table} row {self.row}"


class Fault(NamedTuple):
    """What is wrong with a row, and what would be right."""

    place: Place
    problem: str


@dataclass(frozen=True)
class Organisation:
    """A row that is an organisation, or anything else that can be at an end of a relation."""

    place: Place
    name: str
    sort: Sort | None
    sort_is_asked: bool
    countries: Sequence[str]
    short: str | None = None
    aliases: Sequence[str] = ()
    website: str | None = None
    same_as: Mapping[str, str] = field(default_factory=dict[str, str])
    description: str | None = None
    key: str | None = None

    @property
    def called(self) -> Iterator[str]:
        """All that it is called."""
        yield from (name for name in (self.name, self.short, *self.aliases, self.key) if name)


class TechnologyName(NamedTuple):
    """A technology as it is called, with the id that a person gave it, or NEW; or whether it is asked for."""

    name: str
    meaning: str | None = None
    asked: bool = False


class Source(NamedTuple):
    """The document that a row names, with what it says of it; one address and date are one document."""

    url: str | None
    title: str | None
    published: str
    publisher: str | None
    kind: DocumentKind
    reliability: Reliability
    language: str | None

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others."""
        return self.url or self.title or "", self.published


@dataclass(frozen=True)
class Statement:
    """A row that is a relation: of each subject with each object."""

    place: Place
    subjects: Sequence[str]
    relation: Directed
    objects: Sequence[str]
    source: Source
    technologies: Sequence[TechnologyName]
    status: Status
    amount: Amount | None
    said: Mapping[str, str]


class TechnologyRow(NamedTuple):
    """A row that is a technology, with the names of those that contain it."""

    place: Place
    name: str
    aliases: Sequence[str]
    broader: Sequence[TechnologyName]
    description: str | None


class Mention(NamedTuple):
    """A name at an end of a relation."""

    name: str
    place: Place


@dataclass
class Contents:
    """What was brought, and what is wrong with it. Names are there of faulty rows too, to be asked all at once."""

    organisations: list[Organisation] = field(default_factory=list[Organisation])
    technologies: list[TechnologyRow] = field(default_factory=list[TechnologyRow])
    statements: list[Statement] = field(default_factory=list[Statement])
    mentions: list[Mention] = field(default_factory=list[Mention])
    faults: list[Fault] = field(default_factory=list[Fault])
