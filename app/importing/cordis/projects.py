"""A project's page as a document: who leads it, who takes part, and what the European Union pays.

What a participant gets of the Union's money stands in the words of its claim: as an amount it would count twice, since
it is a part of what the project gets.
"""

import re
from collections.abc import Iterator, Sequence

from app.dataset.checking import Known, problems
from app.dataset.parsing import Entry
from app.domain.records import Document
from app.domain.vocabulary import AmountKind, DocumentKind, Kind, Relation, Reliability, Status
from app.importing.cordis.staging import Participant, Project
from app.importing.left_out import LeftOut

_LONGEST_LABEL = 60
_CAPITAL = re.compile(r"([A-Z])")


def page(number: int) -> str:
    """The address of a project's page."""
    return f"https://cordis.europa.eu/project/id/{number}"


def document_of(
    project: Project,
    id: str,
    union: str,
    participants: Sequence[Participant],
    technologies: tuple[str, ...],
    left_out: LeftOut,
) -> tuple[Document, Sequence[Entry]]:
    """The page of a project with its claims, each once; `id` and `union` are the entities of project and Union."""
    header = {
        "id": f"cordis-{project.number}", "title": project.title, "publisher": "European Commission",
        "url": page(project.number), "published": project.published, "kind": DocumentKind.AGENCY_PAGE,
        "reliability": Reliability.OFFICIAL, "note": project.note,
    }  # fmt: skip
    document = Document.model_validate(header)
    kinds = {one.id: Kind(one.kind) for one in participants}
    known = Known({**kinds, union: Kind.BLOC, id: Kind.INITIATIVE}, technologies)
    claims: dict[str, Entry] = {}
    for claim in _claims(project, id, union, participants, technologies):
        if found := next(problems(claim, known), None):
            left_out.add("claims that cannot be of what is known", f"project {project.number}, {found[1]}")
        else:
            claims.setdefault(claim.tie_id, claim)
    return document, list(claims.values())


def _claims(
    project: Project, id: str, union: str, participants: Sequence[Participant], technologies: tuple[str, ...]
) -> Iterator[Entry]:
    label = (project.acronym or project.title)[:_LONGEST_LABEL].strip()
    alike = {"status": project.status, "technologies": technologies, "start": project.start, "end": project.end}
    if project.euros:
        claim = {
            "tie": (union, Relation.FUNDS, id), "where": "EU contribution",
            "amount": {"value": project.euros, "currency": "EUR", "kind": AmountKind.GRANT},
            "says": f"The European Union funds {label} with up to EUR {project.euros:,}.",
        }  # fmt: skip
        yield Entry.model_validate({**alike, **claim})
    for one in participants:
        relation, where = (Relation.LEADS, "Coordinator") if one.leads else (Relation.PARTICIPATES_IN, "Participants")
        claim = {"tie": (one.id, relation, id), "says": _said(one, label), "where": where}
        if one.ended:
            claim["status"] = Status.ENDED
        yield Entry.model_validate({**alike, **claim})


def _said(one: Participant, label: str) -> str:
    verb = "coordinates" if one.leads else "takes part in"
    plain = one.role.lower() in ("", "coordinator", "participant")
    spaced = _CAPITAL.sub(r" \1", one.role).strip().lower()[:30]
    role = "" if plain else f" as {spaced}"
    money = f", with EUR {one.euros:,} of the European Union" if one.euros else ""
    return f"{one.name[:200]} {verb} {label}{role}{money}."
