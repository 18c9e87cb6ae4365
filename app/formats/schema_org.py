"""Records and pages in the words of schema.org, which search engines read."""

from collections.abc import Mapping
from typing import Any

from app.domain.records import Document, Entity, Technology, Tie
from app.domain.vocabulary import DocumentKind, InitiativeType, Kind
from app.report import Report
from app.report.citations import publisher, uri
from app.report.findings import description

KIND_CLASSES = {
    Kind.COUNTRY: "schema:Country",
    Kind.AGENCY: "schema:GovernmentOrganization",
    Kind.COMPANY: "schema:Corporation",
    Kind.INSTITUTION: "schema:Organization",
    Kind.INITIATIVE: "schema:Project",
    Kind.BLOC: "schema:Organization",
    Kind.EVENT: "schema:Event",
    Kind.PERSON: "schema:Person",
}

TYPE_CLASSES = {
    InitiativeType.AGREEMENT: "schema:Legislation",
    InitiativeType.CONTRACT: "schema:Intangible",
    InitiativeType.PROGRAMME: "schema:Project",
    InitiativeType.MISSION: "schema:Project",
    InitiativeType.FUND: "schema:Grant",
    InitiativeType.FACILITY: "schema:Place",
    InitiativeType.PRODUCT: "schema:Product",
    InitiativeType.FORUM: "schema:Organization",
    InitiativeType.PLAN: "schema:CreativeWork",
}

DOCUMENT_CLASSES = {
    DocumentKind.TREATY: "schema:Legislation",
    DocumentKind.JOINT_STATEMENT: "schema:Report",
    DocumentKind.FACT_SHEET: "schema:Report",
    DocumentKind.AGENCY_PAGE: "schema:WebPage",
    DocumentKind.PRESS_RELEASE: "schema:NewsArticle",
    DocumentKind.PRESS_REPORT: "schema:NewsArticle",
    DocumentKind.BLOG: "schema:BlogPosting",
}


def class_of(entity: Entity) -> str:
    """What an entity is; an initiative by its type."""
    return TYPE_CLASSES[entity.type] if entity.type else KIND_CLASSES[entity.kind]


LONGEST = 5_000
"""Most characters that search engines take of a description."""


def page(report: Report) -> Mapping[str, Any]:
    """A page on one thing with what it is about, or else a part of the dataset; with the documents that it cites."""
    thing = _thing(report)
    whole = {"@type": "Dataset", "name": "Entente", "version": report.dataset, "url": f"{report.service}/"}
    return {
        "@context": "https://schema.org",
        "@type": "WebPage" if thing else "Dataset",
        **_given(
            name=report.title, description=description(report)[:LONGEST], url=report.address,
            inLanguage=report.options.lang.value, isPartOf=whole, mainEntity=thing,
            citation=[_document(document) for document in report.subgraph.documents],
        ),
    }  # fmt: skip


def _thing(report: Report) -> Mapping[str, Any]:
    """What a page is about, if it is about one thing and the answer holds it."""
    part, id = report.about or ("", "")
    match part:
        case "entities" if found := report.entities.get(id):
            return _entity(found)
        case "technologies" if found := report.technologies.get(id):
            return _technology(found)
        case "documents" if found := report.documents.get(id):
            return _document(found)
        case "ties" if found := report.ties.get(id):
            return _tie(report, found)
        case _:
            return {}


def _entity(entity: Entity) -> Mapping[str, Any]:
    names = [name for name in (entity.short, *entity.aliases) if name]
    return _given(
        type=class_of(entity), name=entity.name, alternateName=names, description=entity.description,
        url=_uri(entity.website), sameAs=entity.same_as.addresses,
    )  # fmt: skip


def _technology(technology: Technology) -> Mapping[str, Any]:
    return _given(
        type="schema:DefinedTerm", name=technology.name, alternateName=list(technology.aliases),
        description=technology.description, sameAs=[match.address for match in technology.matches if match.address],
    )  # fmt: skip


def _document(document: Document) -> Mapping[str, Any]:
    name = publisher(document)
    return _given(
        type=DOCUMENT_CLASSES[document.kind], name=document.title, url=_uri(document.url),
        datePublished=document.published, inLanguage=document.language,
        publisher={"@type": "Organization", "name": name} if name else None,
    )  # fmt: skip


def _tie(report: Report, tie: Tie) -> Mapping[str, Any]:
    """A tie as what is claimed, with how far along that is and the documents that say so or deny it."""
    appearances = [_document(report.documents[id]) for id in report.documents_of([tie])]
    return _given(type="schema:Claim", name=report.said(tie), text=report.sentence(tie), appearance=appearances)


def _given(type: str | None = None, **values: Any) -> dict[str, Any]:
    """What is given of some values, and of which class the whole is."""
    found = {name: value for name, value in values.items() if value}
    return {"@type": type.removeprefix("schema:"), **found} if type else found


def _uri(url: str | None) -> str | None:
    return uri(url) if url else None
