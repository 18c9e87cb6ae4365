"""Things and the relations between them, as tables: so they are matched, asked about and written as those of people.

A relation leads from and to the ids that things have in their own data. A name leads to one thing: what another has
already, here or among what is known, is left out, or told apart by its country or its id.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from app.dataset.checking import read_dataset
from app.domain.codes import country_name
from app.domain.identifiers import is_identifier
from app.domain.records import Entity, Url
from app.domain.vocabulary import RELATIONS
from app.errors import DatasetError
from app.importing.left_out import LeftOut
from app.importing.matches import MOST_THINGS
from app.importing.spreadsheet.fields import FIELDS, Rows
from app.importing.spreadsheet.guessing import Column, Guess
from app.importing.spreadsheet.importing import import_sheets
from app.importing.spreadsheet.tables import Row, Sheet
from app.importing.words import Directed, sort_of

_URL = TypeAdapter[str](Url)

_BETWEEN = str.maketrans({";": ",", "|": "/", "\n": " "})
"""What stands between the things of one cell may not stand in one."""


@dataclass(frozen=True)
class Thing:
    """What is at an end of relations, by its id; `kind` is a word for what it is, if the data has one."""

    id: str
    name: str
    kind: str = ""
    short: str = ""
    aliases: Sequence[str] = ()
    countries: Sequence[str] = ()
    website: str = ""
    same_as: Mapping[str, str] = field(default_factory=dict[str, str])
    description: str = ""


@dataclass(frozen=True)
class Link:
    """A relation between two things by their ids; `cells` are further cells of its row, by their fields.

    A relation that is a mere word is asked for its meaning.
    """

    subject: str
    relation: Directed | str
    object: str
    cells: Mapping[str, str]


@dataclass
class Records:
    """What was read of some files: all things by their ids, links, and what was left out."""

    things: dict[str, Thing] = field(default_factory=dict[str, Thing])
    links: list[Link] = field(default_factory=list[Link])
    left_out: LeftOut = field(default_factory=LeftOut)


def import_records(
    records: Records, name: str, folder: Path, against: Sequence[Path], mapping: Path | None
) -> list[str]:
    """Brings records into a folder; `name` is what rows are cited by.

    Raises Unfinished, with all that is open, where a person has to say something first.
    """
    if len(records.things) > MOST_THINGS:
        problem = f"there are {len(records.things):,} things, and may be {MOST_THINGS:,}; choose those that you need"
        raise DatasetError(f"{name}: {problem}")
    _leave_out_impossible(records)
    # What the folder itself has from an earlier import of the same is no other thing.
    elsewhere = read_dataset(against).entities if against else dict[str, Entity]()
    sheets = sheets_of(records, name, elsewhere)
    return import_sheets(sheets, folder, against, mapping, list(records.left_out.told), _as_made)


def _leave_out_impossible(records: Records) -> None:
    """Leaves out what no dataset takes, and that nobody could correct here: each with why.

    Where no relation at all has a source, or a day, the mapping asks for that of all.
    """
    cited, dated = (any(map(told, records.links)) for told in (_is_cited, _is_dated))
    kept: list[Link] = []
    for link in records.links:
        place = f"{link.subject} – {link.object}"
        if link.subject == link.object:
            records.left_out.add("relations of a thing to itself", place)
        elif cited and not _is_cited(link):
            records.left_out.add("relations without a source, where others have one", place)
        elif dated and not _is_dated(link):
            records.left_out.add("relations whose source has no day", place)
        elif not _may_be(link, records.things):
            records.left_out.add(f"relations {_word(link.relation)} that cannot be between such kinds", place)
        elif (address := link.cells.get("url")) and not is_address(address):
            records.left_out.add("relations whose source has no address of the web", place)
        else:
            kept.append(link)
    records.links = kept


def _is_cited(link: Link) -> bool:
    return bool(link.cells.get("url") or link.cells.get("title"))


def _is_dated(link: Link) -> bool:
    return bool(link.cells.get("published"))


def _may_be(link: Link, things: Mapping[str, Thing]) -> bool:
    """Whether a relation may be between two kinds, as far as these are known."""
    if isinstance(link.relation, str):
        return True
    ends = things[link.subject], things[link.object]
    subject, object = (sort_of(end.kind) for end in (reversed(ends) if link.relation.reversed else ends))
    rule = RELATIONS[link.relation.relation]
    return (not subject or subject.kind in rule.subjects) and (not object or object.kind in rule.objects)


def is_address(text: str) -> bool:
    """Whether a text is an address of the web."""
    try:
        _URL.validate_python(text if "//" in text else f"https://{text}")
    except ValidationError:
        return False
    return True


def site_of(address: str) -> str:
    """The host of an address, without `www`."""
    try:
        return (urlsplit(address).hostname or address).removeprefix("www.")
    except ValueError:
        return address


def sheets_of(records: Records, name: str, known: Mapping[str, Entity]) -> list[Sheet]:
    """A table of the things and one of the links, whose headings are those of the template."""
    names = _Names(records.things.values(), known.values())
    things = {id: names.cells(thing) for id, thing in records.things.items()}
    links = [_cells(link, things[link.subject]["name"], things[link.object]["name"]) for link in records.links]
    listed = ((Rows.ORGANISATIONS, list(things.values())), (Rows.RELATIONS, links))
    return [_sheet(f"{name}/{rows}", rows, cells) for rows, cells in listed if cells]


def _cells(link: Link, subject: str, object: str) -> Mapping[str, str]:
    """The row of a link between two names."""
    ends = {"subject": link.subject, "relation": _word(link.relation), "object": link.object}
    return {**ends, **link.cells, "says": link.cells.get("says") or _says(link, subject[:180], object[:180])}


def _says(link: Link, subject: str, object: str) -> str:
    """What a link says, in words: `Oxbow University is a member of League of Examples.`"""
    if isinstance(link.relation, str):
        return f"{subject} and {object}: {link.relation[:30]}."
    rule = RELATIONS[link.relation.relation]
    return f"{subject} {rule.inverse if link.relation.reversed else rule.forward} {object.removesuffix('.')}."


def _word(directed: Directed | str) -> str:
    if isinstance(directed, str):
        return directed
    return f"reversed {directed.relation}" if directed.reversed else directed.relation


def _sheet(name: str, rows: Rows, listed: Sequence[Mapping[str, str]]) -> Sheet:
    # What rows must say has no column where none does: then the mapping asks for it. All others stay, so that it fits
    # when more is imported.
    needed = {name for name, declared in FIELDS[rows].items() if declared.needed or name == "title"}
    used = [name for name in FIELDS[rows] if name not in needed or any(cells.get(name) for cells in listed)]
    headings = Row(1, [FIELDS[rows][name].heading for name in used])
    texts = ([" ".join(cells.get(name, "").split()) for name in used] for cells in listed)
    return Sheet(name, [headings, *(Row(number, cells) for number, cells in enumerate(texts, 2))])


def _as_made(sheet: Sheet) -> Guess:
    """What the columns of such a table are: as their headings say, whatever stands in the cells."""
    rows = Rows(sheet.name.rsplit("/", 1)[-1])
    fields = {declared.heading: name for name, declared in FIELDS[rows].items()}
    columns = {fields[heading]: Column(heading, "by its heading") for heading in sheet.rows[0].cells}
    return Guess(sheet.headed(1), rows, columns)


class _Names:
    """Who has a name: things that are called so as a whole, in order, and then what else is known.

    Whether a thing is what is known by its name, the matcher has to say; another name of its own gives way.
    """

    def __init__(self, things: Iterable[Thing], known: Iterable[Entity]) -> None:
        listed = list(things)
        ids = {one: thing.id for thing in listed for one in thing.same_as.items()}
        self._owners: dict[str, str] = {}
        for thing in listed:
            self._owners.setdefault(thing.name.casefold(), thing.id)
        for entity in known:
            owner = next((ids[one] for one in entity.same_as.row().items() if one in ids), entity.id)
            for name in filter(None, (entity.name, entity.short, *entity.aliases)):
                self._owners.setdefault(name.casefold(), owner)

    def cells(self, thing: Thing) -> Mapping[str, str]:
        """A thing's row."""
        same_as = {registry: id for registry, id in thing.same_as.items() if is_identifier(registry, id)}
        name = thing.name.translate(_BETWEEN)
        if self._owners[thing.name.casefold()] != thing.id:
            name = f"{name} ({country_name(thing.countries[0]) if thing.countries else thing.id})"
        short = next(self._free(thing, [thing.short]), "")
        aliases = [one for one in self._free(thing, thing.aliases) if one not in (name, short)]
        website = thing.website if is_address(thing.website) else ""
        return {
            "key": thing.id, "name": name, "short": short, "aliases": "; ".join(aliases), "kind": thing.kind,
            "country": "; ".join(thing.countries), "website": website, "description": thing.description[:400],
            **same_as,
        }  # fmt: skip

    def _free(self, thing: Thing, names: Sequence[str]) -> Iterator[str]:
        """The names that nothing else has, each once in any case of letters."""
        taken = {thing.name.casefold()}
        for name in names:
            plain = " ".join(name.translate(_BETWEEN).split())
            folded = plain.casefold()
            if plain and folded not in taken and self._owners.setdefault(folded, thing.id) == thing.id:
                taken.add(folded)
                yield plain
