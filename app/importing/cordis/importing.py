"""The way of CORDIS's tables into a folder: onto disk, matched with what is known, and out as JSON Lines."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from app.domain.codes import country_name
from app.domain.identifiers import SameAs
from app.domain.records import Entity
from app.domain.text import words
from app.domain.vocabulary import InitiativeType, Kind
from app.errors import DatasetError
from app.importing.bringing import next_steps
from app.importing.cordis.fields import Fields
from app.importing.cordis.matching import identify, same_as
from app.importing.cordis.projects import document_of, page
from app.importing.cordis.reading import read
from app.importing.cordis.staging import Organisation, Project, Staging
from app.importing.cordis.tables import Sort, Table, tables_of
from app.importing.left_out import LeftOut
from app.importing.lines import LineFiles, Lists, lists_known_to
from app.importing.matches import slug

_LONGEST_ACRONYM = 40


def import_cordis(files: Sequence[Path], folder: Path, against: Sequence[Path]) -> list[str]:
    """Brings tables of CORDIS into a folder, and says what was done, what was left out, and what comes next.

    Raises Unfinished, with all that is open, where a person has to say something first.
    """
    tables = [table for file in files for table in tables_of(file)]
    _ensure_whole(tables)
    known = lists_known_to(folder, against)
    folder.mkdir(parents=True, exist_ok=True)
    left_out = LeftOut()
    with Staging() as staging, LineFiles(folder, [file.name for file in files]) as written:
        read([table for table in tables if table.sort], staging, left_out)
        said = identify(staging, known.entities, folder)
        counts = _Import(staging, known, written, left_out).all()
        changed = written.commit()
    said.append(f"From these: {counts}, each with a document, and {written.claims:,} claims.")
    said.append(f"Wrote {len(changed)} files to {folder}." if changed else f"Nothing has changed in {folder}.")
    if not any(table.sort is Sort.FIELDS for table in tables):
        said.append("No technologies: add euroSciVoc.csv of the same download to ask by them.")
    return [*left_out.told, *said, next_steps(folder, against)]


def _ensure_whole(tables: Sequence[Table]) -> None:
    for sort, name in ((Sort.PROJECTS, "project.csv"), (Sort.ORGANISATIONS, "organization.csv")):
        if not any(table.sort is sort for table in tables):
            needed = ", ".join(sorted(sort.value))
            raise DatasetError(f"{name} of CORDIS is missing: a table with the columns {needed}")


class _Import:
    """Makes records of what was staged, one after the other."""

    def __init__(self, staging: Staging, known: Lists, written: LineFiles, left_out: LeftOut) -> None:
        self._staging, self._known, self._written, self._left_out = staging, known, written, left_out
        self._fields = Fields(staging.fields(), known.technologies)
        for entity in known.entities.values():
            staging.take_id(entity.id)
            for name in filter(None, (entity.name, entity.short, *entity.aliases)):
                staging.take_name(name)

    def all(self) -> str:
        """Writes everything, and says how much it is."""
        technologies = list(self._fields.new())
        for technology in technologies:
            self._written.technology(technology)
        union = self._union()
        organisations = sum(map(self._add_organisation, list(self._staging.organisations())))
        projects = sum(self._add_project(project, union) for project in self._staging.projects())
        return f"{organisations:,} organisations, {len(technologies):,} technologies, {projects:,} projects"

    def _union(self) -> str:
        """The id of the European Union, which pays."""
        for entity in self._known.entities.values():
            if words(entity.name) == "european union" or entity.same_as.wikidata == "Q458":
                return entity.id
        id = self._free_id("european-union", "eu")
        self._staging.take_name("European Union")
        short = "EU" if self._staging.take_name("EU") else None
        self._entity(
            id=id, kind=Kind.BLOC, name="European Union", short=short, website="https://european-union.europa.eu",
            same_as=SameAs(wikidata="Q458"),
        )  # fmt: skip
        return id

    def _add_organisation(self, one: Organisation) -> bool:
        if one.id:
            return False
        place = country_name(one.country) if one.country else f"PIC {one.number}"
        name = self._free_name(one.name, f"{one.name[:250]} ({place})", f"{one.name[:250]} (PIC {one.number})")
        id = self._free_id(slug(one.name), f"{slug(one.name)[:60]}-{slug(one.number)}")
        short = one.short if one.short and self._staging.take_name(one.short) else None
        self._entity(
            id=id, kind=one.kind, name=name, short=short, country=one.country or (), website=one.website,
            same_as=same_as(one.number),
        )  # fmt: skip
        self._staging.identify(one.number, id, name=name)
        return True

    def _add_project(self, project: Project, union: str) -> bool:
        id = f"{slug(project.acronym or 'project')[:_LONGEST_ACRONYM].rstrip('-')}-{project.number}"
        if not self._staging.take_id(id):
            self._left_out.add("projects that are known already", f"project {project.number}")
            return False
        technologies = self._fields.ids(self._staging.fields(project.number))
        participants = self._staging.participants(project.number)
        document, claims = document_of(project, id, union, participants, technologies, self._left_out)
        if not claims:
            self._left_out.add("projects with neither participants nor money", f"project {project.number}")
            return False
        self._add_initiative(project, id)
        self._written.document(document, claims)
        return True

    def _add_initiative(self, project: Project, id: str) -> None:
        title, acronym, number = project.title, project.acronym, project.number
        name = self._free_name(title, f"{title[:250]} ({acronym[:40]})", f"{title[:250]} ({number})")
        shorts = (acronym, f"{acronym[:250]} ({number})") if acronym and acronym != title else ()
        short = next(filter(self._staging.take_name, shorts), None)
        self._entity(
            id=id, kind=Kind.INITIATIVE, type=InitiativeType.PROGRAMME, name=name, short=short,
            website=page(number), description=project.about,
        )  # fmt: skip

    def _entity(self, **fields: Any) -> None:
        self._written.entity(Entity.model_validate(fields))

    def _free_name(self, *tries: str) -> str:
        return _first(tries, filter(self._staging.take_name, tries))

    def _free_id(self, *tries: str) -> str:
        return _first(tries, filter(self._staging.take_id, tries))


def _first(tries: Sequence[str], free: Iterator[str]) -> str:
    """The first that is free. Raises DatasetError where none is, since two things would become one."""
    if (found := next(free, None)) is None:
        raise DatasetError(f"{tries[0]!r} and {tries[-1]!r} are taken by something else that is known")
    return found
