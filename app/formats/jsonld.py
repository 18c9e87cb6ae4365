"""JSON-LD: entities and documents in schema.org, each tie as a statement with its claims as PROV-O provenance."""

from collections.abc import Mapping
from typing import Any

import orjson

from app.domain.identifiers import SCHEME_NAMES, ConceptMatch
from app.domain.records import Claim, Document, Entity, Technology, Tie
from app.formats import DATA, WORDED, Format
from app.formats.schema_org import DOCUMENT_CLASSES, class_of
from app.report import Report, money, share_text
from app.report.citations import date_parts, publisher, uri
from app.report.findings import description, remarks

CONTEXT = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

NAMESPACE = "urn:entente:"
"""Ids are the same wherever the service runs: names, not addresses."""


def _write(report: Report) -> bytes:
    graph = [_dataset(report)]
    graph += [_entity(entity) for entity in report.subgraph.entities]
    graph += [_technology(technology) for technology in report.subgraph.technologies]
    graph += [_document(document) for document in report.subgraph.documents]
    for tie in report.subgraph.ties:
        graph.append(_tie(report, tie))
        graph += [_claim(claim) for claim in tie.claims]
    context = CONTEXT | {"entente": f"{NAMESPACE}vocabulary:"}
    return orjson.dumps({"@context": context, "@graph": graph}, option=orjson.OPT_INDENT_2)


def _node(part: str, id: str, type: str | list[str], values: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in values.items() if value not in (None, "", [])}
    return {"@id": _name(part, id), "@type": type, **given}


def _name(part: str, id: str) -> str:
    return f"{NAMESPACE}{part}:{id}"


def _reference(part: str, id: str) -> dict[str, str]:
    return {"@id": _name(part, id)}


def _dataset(report: Report) -> dict[str, Any]:
    values = {
        "schema:name": report.title,
        "schema:version": report.dataset,
        "schema:url": {"@id": uri(report.url)} if report.url else None,
        "schema:description": " ".join([description(report), *map(str, remarks(report))]),
    }
    return _node("answer", report.dataset.replace(":", "-"), ["schema:Dataset", "prov:Entity"], values)


def _entity(entity: Entity) -> dict[str, Any]:
    values = {
        "schema:name": entity.name,
        "schema:alternateName": [name for name in (entity.short, *entity.aliases) if name],
        "schema:description": entity.description,
        "schema:url": {"@id": uri(entity.website)} if entity.website else None,
        "schema:sameAs": [{"@id": address} for address in entity.same_as.addresses],
        "entente:country": list(entity.country),
        "entente:kind": entity.kind.value,
        "entente:type": entity.type.value if entity.type else None,
    }
    return _node("entity", entity.id, class_of(entity), values)


def _technology(technology: Technology) -> dict[str, Any]:
    values: dict[str, Any] = {
        "skos:prefLabel": technology.name,
        "skos:altLabel": list(technology.aliases),
        "skos:definition": technology.description,
        "skos:broader": [_reference("technology", broader) for broader in technology.broader],
        "skos:related": [_reference("technology", related) for related in technology.related],
    }
    for match in technology.matches:
        values.setdefault(f"skos:{match.mapping}Match", []).append(_concept(match))
    return _node("technology", technology.id, "skos:Concept", values)


def _concept(match: ConceptMatch) -> dict[str, Any]:
    """A concept of another list: its address, or its heading where the list gives none."""
    if match.address:
        return {"@id": match.address}
    return {"@type": "skos:Concept", "skos:prefLabel": match.id, "skos:inScheme": SCHEME_NAMES[match.scheme]}


def _document(document: Document) -> dict[str, Any]:
    name = publisher(document)
    values = {
        "schema:name": document.title,
        "schema:publisher": {"@type": "schema:Organization", "schema:name": name} if name else None,
        "schema:url": {"@id": uri(document.url)} if document.url else None,
        "schema:datePublished": _date(document.published),
        "schema:inLanguage": document.language,
        "entente:reliability": document.reliability.value,
    }
    return _node("document", document.id, [DOCUMENT_CLASSES[document.kind], "prov:Entity"], values)


def _tie(report: Report, tie: Tie) -> dict[str, Any]:
    documents = dict.fromkeys(claim.document for claim in tie.claims)
    values = {
        "rdf:subject": _reference("entity", tie.subject),
        "rdf:predicate": {"@id": f"{NAMESPACE}vocabulary:{tie.relation.lower()}"},
        "rdf:object": _reference("entity", tie.object),
        "schema:description": report.sentence(tie),
        "entente:topic": tie.topic,
        "entente:status": tie.status.value,
        "entente:disputed": tie.disputed,
        "entente:standing": tie.standing.value,
        "entente:reliability": tie.reliability.value,
        "entente:documents": tie.documents,
        "entente:publishers": tie.publishers,
        "entente:reported": {"@value": tie.reported, "@type": "xsd:date"},
        "entente:due": {"@value": tie.due, "@type": "xsd:date"} if tie.due else None,
        "entente:overdue": tie.overdue,
        "entente:conflicts": [conflict.attribute.value for conflict in tie.conflicts],
        "entente:start": tie.start,
        "entente:end": tie.end,
        "entente:place": tie.place,
        "schema:jobTitle": tie.office,
        "entente:amount": money(tie.amount),
        "entente:share": share_text(tie.share),
        "schema:about": [_reference("technology", technology) for technology in tie.technologies],
        "prov:wasDerivedFrom": [_reference("claim", claim.id) for claim in tie.claims],
        "prov:hadPrimarySource": [_reference("document", document) for document in documents],
    }
    return _node("tie", tie.id, ["rdf:Statement", "prov:Entity"], values)


def _claim(claim: Claim) -> dict[str, Any]:
    values = {
        "schema:text": claim.says,
        "schema:position": claim.where,
        "entente:stance": claim.stance.value,
        "entente:disputes": claim.about.value if claim.about else None,
        "entente:inferred": claim.inferred,
        "entente:status": claim.status.value if claim.status else None,
        "entente:start": claim.start,
        "entente:end": claim.end,
        "entente:amount": money(claim.amount),
        "entente:share": share_text(claim.share),
        "prov:wasQuotedFrom": _reference("document", claim.document),
    }
    return _node("claim", claim.id, ["schema:Claim", "prov:Entity"], values)


def _date(edtf: str) -> dict[str, str] | str:
    parts = date_parts(edtf)
    if not parts or not edtf.replace("-", "").isdigit():
        return edtf
    datatype = ("xsd:gYear", "xsd:gYearMonth", "xsd:date")[len(parts) - 1]
    return {"@value": edtf, "@type": datatype}


FORMAT = Format(
    "jsonld", "application/ld+json", "JSON-LD with schema.org, SKOS and PROV-O.", _write, WORDED, results=DATA
)
