"""FollowTheMoney: entities, documents, and an edge for each tie, one a line of JSON, for tools of investigators.

An edge says how far along its tie is, and so is none of the schemata that cannot: money that is planned is no Payment.
Its documents are those that say so; what others said before, or deny, is not in it. `recordId` is the id of the tie, by
which `app/importing/ftm.py` finds it again.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

import orjson
import pycountry

from app.domain.records import Claim, Document, Entity, Tie
from app.domain.vocabulary import RELATIONS, DocumentKind, Kind, Relation, Stance
from app.formats import DATA, Format
from app.report import Report, money, sanitized, share_text
from app.report.citations import publisher, uri

_SCHEMATA = {
    Kind.COUNTRY: "PublicBody", Kind.AGENCY: "PublicBody", Kind.COMPANY: "Company", Kind.INSTITUTION: "Organization",
    Kind.BLOC: "Organization", Kind.PERSON: "Person", Kind.INITIATIVE: "Project", Kind.EVENT: "Event",
}  # fmt: skip

_ARTICLES = {DocumentKind.PRESS_REPORT, DocumentKind.PRESS_RELEASE, DocumentKind.BLOG}

_THINGS = {Kind.INITIATIVE, Kind.EVENT}
"""What is no LegalEntity; an edge to or from it is one between any things, but for participants of a project."""

_BETWEEN_LEGAL_ENTITIES = {
    Relation.MEMBER_OF: ("Membership", "member", "organization"),
    Relation.REPRESENTS: ("Representation", "agent", "client"),
    Relation.SUCCEEDS: ("Succession", "successor", "predecessor"),
}
"""The schema of an edge, and its properties that have the ends."""

_DOUBTS = re.compile("[?~%]")
_DAY = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")

Line = dict[str, Any]


def _write(report: Report) -> bytes:
    return _writer()(report)


def _writer() -> Callable[[Report], bytes]:
    """Writes part after part of an answer, each record once."""
    given = set[str]()

    def write(report: Report) -> bytes:
        lines = [line for line in _lines(report) if line["id"] not in given]
        given.update(line["id"] for line in lines)
        return b"".join(orjson.dumps(line) + b"\n" for line in lines)

    return write


def _lines(report: Report) -> Iterator[Line]:
    yield from (_entity(report, entity) for entity in report.subgraph.entities)
    yield from map(_document, report.subgraph.documents)
    yield from (_edge(report, tie) for tie in report.subgraph.ties)


def _line(id: str, schema: str, properties: Mapping[str, Iterable[str | None]]) -> Line:
    """A record, with the properties that have values."""
    given = {name: list(dict.fromkeys(filter(None, values))) for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in given.items() if values}}


def _entity(report: Report, entity: Entity) -> Line:
    """A thing; those of kinds that have no schema of their own say in `classification` what they are."""
    acts = entity.kind not in _THINGS
    names = entity.aliases if acts or not entity.short else (entity.short, *entity.aliases)
    properties: dict[str, Iterable[str | None]] = {
        "name": [sanitized(entity.name)],
        "alias": map(sanitized, names),
        "country": map(str.lower, entity.country),
        "description": [entity.description],
        "wikidataId": [entity.same_as.wikidata],
        "sourceUrl": [f"{report.service}/entities/{entity.id}" if report.service else None],
    }
    if acts:
        properties |= {
            "abbreviation": [sanitized(entity.short) if entity.short else None],
            "website": [uri(entity.website) if entity.website else None],
            "leiCode": [entity.same_as.lei],
            "classification": [entity.kind.value],
        }
    return _line(entity.id, _SCHEMATA[entity.kind], properties)


def _document(document: Document) -> Line:
    language = cast("Any", pycountry.languages).get(alpha_2=document.language)
    properties: dict[str, Iterable[str | None]] = {
        "title": [sanitized(document.title)],
        "publisher": [publisher(document)],
        "publishedAt": [_date(document.published)],
        "sourceUrl": [uri(document.url) if document.url else None],
        "language": [language.alpha_3 if language else None],
        "keywords": [document.kind.value, document.reliability.value],
        "notes": [document.note],
    }
    return _line(_document_id(document.id), "Article" if document.kind in _ARTICLES else "Document", properties)


def _document_id(id: str) -> str:
    """The id of a document, which no entity and no tie can have."""
    return f"document--{id}"


def _edge(report: Report, tie: Tie) -> Line:
    schema, subject, object = _schema(report, tie)
    role = sanitized(tie.office) if tie.office and schema == "Representation" else RELATIONS[tie.relation].forward
    claims = list(_saying_so(tie))
    documents = [report.documents[claim.document] for claim in claims]
    properties = {
        subject: [tie.subject],
        object: [tie.object],
        "role": [role],
        "status": [report.told(tie.status, tie.disputed), *report.doubts(tie)],
        "startDate": [_date(tie.start)],
        "endDate": [_date(tie.end)],
        "summary": (sanitized(claim.says) for claim in claims),
        "description": [_description(report, tie)],
        "recordId": [tie.id],
        "proof": (_document_id(document.id) for document in documents),
        "sourceUrl": (uri(document.url) for document in documents if document.url),
        "publisher": map(publisher, documents),
    }
    return _line(tie.id, schema, properties)


def _schema(report: Report, tie: Tie) -> tuple[str, str, str]:
    """The schema of a tie's edge, and its properties that have the ends."""
    subject, object = (report.entities[end].kind for end in (tie.subject, tie.object))
    if subject not in _THINGS:
        if object is Kind.INITIATIVE:
            return "ProjectParticipant", "participant", "project"
        # a person is a LegalEntity as well, but no Organization, of which others are members
        if object not in {*_THINGS, Kind.PERSON} and tie.relation in _BETWEEN_LEGAL_ENTITIES:
            return _BETWEEN_LEGAL_ENTITIES[tie.relation]
    return "UnknownLink", "subject", "object"


def _saying_so(tie: Tie) -> Iterator[Claim]:
    """The claims that a tie is as its edge has it."""
    return (claim for claim in tie.claims if claim.stance is Stance.SUPPORTS and claim.status is tie.status)


def _description(report: Report, tie: Tie) -> str:
    """What a tie is in words, with what no property has: doubts, money, place and fields of technology."""
    beside = [report.dates(tie), money(tie.amount), share_text(tie.share), sanitized(tie.place or "")]
    fields = ", ".join(report.name(id) for id in tie.technologies)
    parts = [f"{report.said(tie)} ({report.brief(tie, dated=False)})", *beside, fields]
    return "; ".join(part for part in parts if part)


def _date(edtf: str | None) -> str | None:
    """A date as FollowTheMoney has it, without EDTF's marks of doubt; None for an interval and what is no date."""
    plain = _DOUBTS.sub("", edtf or "")
    return plain if _DAY.fullmatch(plain) else None


FORMAT = Format(
    "ftm", "application/json+ftm", "Entities of FollowTheMoney, one a line of JSON.", _write,
    results=DATA, told=False, writer=_writer, download=True,
)  # fmt: skip
