"""Rows of CORDIS's tables as projects, organisations and their parts, in our vocabulary.

What a row does not say in a way that can be relied on is left out with its reason: an import invents nothing.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from pydantic import TypeAdapter, ValidationError

from app.domain.codes import country_code
from app.domain.records import LARGEST_SUM, Name, Url
from app.domain.vocabulary import Kind, Status
from app.importing.cordis.staging import Organisation, Part, Project, Staging
from app.importing.cordis.tables import Line, Sort, Table
from app.importing.left_out import LeftOut
from app.importing.words import kind_by_name

_STATUSES = {"SIGNED": Status.ACTIVE, "CLOSED": Status.COMPLETED, "TERMINATED": Status.ENDED}

_KINDS: Mapping[str, Kind] = {
    "HES": Kind.INSTITUTION, "REC": Kind.INSTITUTION, "PRC": Kind.COMPANY, "PUB": Kind.AGENCY, "OTH": Kind.INSTITUTION,
}  # fmt: skip
"""Kinds by the type of activity; `OTH`, mostly associations and foundations, may still be a company by its name."""

_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)|(?P<d>\d\d)/(?P<m>\d\d)/(?P<y>\d{4})")
_DATED_BY = (("contentUpdateDate", None), ("ecSignatureDate", "The day is that on which the grant was signed."))
_DATED_BY_START = "The day is that on which the project began; the record has none of its own."

_NAME = TypeAdapter[str](Name)
_URL = TypeAdapter[str](Url)


def read(tables: list[Table], staging: Staging, left_out: LeftOut) -> None:
    """Puts all rows of all tables into the staging."""
    adds = {Sort.PROJECTS: _add_project, Sort.ORGANISATIONS: _add_part, Sort.FIELDS: _add_field}
    for table in tables:
        if table.sort:
            for line in table.lines(left_out):
                adds[table.sort](line, staging, left_out)
    if lost := staging.without_project():
        left_out.add_many("parts in projects that no table of projects has", lost)


def _add_project(line: Line, staging: Staging, left_out: LeftOut) -> None:
    number, status = line.at("id"), _STATUSES.get(line.at("status").upper())
    title = _name(line.at("title")) or _name(line.at("acronym"))
    published = next(_published(line), None)
    if not number.isdecimal() or not title:
        left_out.add("projects without a number or a title", line)
    elif not status:
        left_out.add("projects whose status is none of SIGNED, CLOSED and TERMINATED", line)
    elif not published:
        left_out.add("projects whose page has no day up to today", line)
    else:
        start, end = _day(line.at("startDate")), _day(line.at("endDate"))
        if start and end and start > end:
            left_out.add("dates of projects that end before they begin", line)
            start = end = None
        acronym = _name(line.at("acronym")) or ""
        euros = _euros(line, "ecMaxContribution", left_out)
        project = Project(int(number), acronym, title, status, start, end, euros, *published, _about(line))
        if not staging.add_project(project):
            left_out.add("projects that stand twice", line)


def _add_part(line: Line, staging: Staging, left_out: LeftOut) -> None:
    project, number, name = line.at("projectID"), line.at("organisationID"), _name(line.at("name"))
    if not project.isdecimal() or not number or not name:
        left_out.add("participants without a name or a number", line)
        return
    short = _name(line.at("shortName"))
    organisation = Organisation(
        number, name, short if short != name else None, _kind(line, name), _country(line, left_out), _website(line)
    )
    role, ended = line.at("role"), line.at("endOfParticipation").lower() == "true"
    part = Part(
        int(project), number, role.lower() == "coordinator", role, _euros(line, "ecContribution", left_out), ended
    )
    staging.add_part(organisation, part)


def _add_field(line: Line, staging: Staging, left_out: LeftOut) -> None:
    names = [name for part in line.at("euroSciVocPath").split("/") if (name := _name(part.strip()))]
    if not line.at("projectID").isdecimal() or not names:
        left_out.add("fields without a project or a path", line)
    else:
        staging.add_field(int(line.at("projectID")), "/".join(names))


# Cells


def _name(text: str) -> str | None:
    """A text as a name, if it can be one."""
    try:
        return _NAME.validate_python(text[:300].strip())
    except ValidationError:
        return None


def _published(line: Line) -> Iterator[tuple[str, str | None]]:
    """Days by which the page may count as published, the best first, with a note where it is not that of the page."""
    for column, note in _DATED_BY:
        if (day := _day(line.at(column))) and day <= date.today().isoformat():
            yield day, note
    if (day := _day(line.at("startDate"))) and day <= date.today().isoformat():
        yield f"{day}?", _DATED_BY_START


def _day(text: str) -> str | None:
    """A day of ISO 8601 or in the order of Europe, without the time that may stand behind it."""
    if not (found := _DAY.match(text)):
        return None
    year, month, day = (found[long] or found[short] for long, short in (("year", "y"), ("month", "m"), ("day", "d")))
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _euros(line: Line, column: str, left_out: LeftOut) -> int | None:
    """Whole euros, with a decimal point or comma; nothing where it is 0."""
    text = line.at(column).replace(" ", "")
    if not text:
        return None
    if re.fullmatch(r"-?\d+,\d+", text):
        text = text.replace(",", ".")
    try:
        euros = int(Decimal(text).to_integral_value())
    except (InvalidOperation, ValueError):
        euros = -1
    if not 0 <= euros <= LARGEST_SUM:
        left_out.add(f"{column} that are no sum", line)
        return None
    return euros or None


def _kind(line: Line, name: str) -> Kind:
    activity = line.at("activityType").upper()
    if activity in ("OTH", "") and kind_by_name(name) is Kind.COMPANY:
        return Kind.COMPANY
    return _KINDS.get(activity, Kind.INSTITUTION)


def _country(line: Line, left_out: LeftOut) -> str | None:
    if not (text := line.at("country")):
        return None
    try:
        return country_code(text)
    except ValueError:
        left_out.add(f"countries {text!r}, which are none", line)
        return None


def _website(line: Line) -> str | None:
    text = line.at("organizationURL")
    try:
        return _URL.validate_python(text if "//" in text else f"https://{text}") if text else None
    except ValidationError:
        return None


def _about(line: Line) -> str | None:
    """What sort of project it is: `Project of HORIZON, HORIZON-RIA.`"""
    said = dict.fromkeys(part for column in ("frameworkProgramme", "fundingScheme") if (part := line.at(column)))
    return _name(f"Project of {', '.join(said)}.") if said else None
