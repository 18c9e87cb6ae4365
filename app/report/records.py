"""An answer as tables: entities, ties, claims and documents, one record a row, with the columns' names."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from app.domain.identifiers import SameAs
from app.domain.model import Model
from app.domain.records import Amount, Claim, Entity, Technology, Tie
from app.report import Report, share_text

Cell = str | int | float | bool | None
Row = Mapping[str, Cell]

_AMOUNT = tuple(f"amount_{name}" for name in Amount.model_fields)


def claims(report: Report) -> Iterator[Row]:
    """One row for each claim of each tie, with the tie and the document that the claim cites."""
    for tie in report.subgraph.ties:
        for claim in tie.claims:
            yield _tie(report, tie) | _claim(report, claim)


def ties(report: Report) -> Iterator[Row]:
    """One row for each tie, with the numbers of its documents."""
    for tie in report.subgraph.ties:
        documents = list(dict.fromkeys(claim.document for claim in tie.claims))
        yield (
            _tie(report, tie)
            | _amount("", tie.amount)
            | {"share": share_text(tie.share) or None}
            | {"claims": len(tie.claims), "documents": _cell(documents)}
        )


def entities(report: Report) -> Iterator[Row]:
    """One row for each entity."""
    return (_entity(entity) for entity in report.subgraph.entities)


def technologies(report: Report) -> Iterator[Row]:
    """One row for each technology."""
    return (_technology(technology) for technology in report.subgraph.technologies)


def documents(report: Report) -> Iterator[Row]:
    """One row for each document, with its number."""
    return ({"number": report.numbers[document.id]} | _record(document) for document in report.subgraph.documents)


def _entity(entity: Entity) -> dict[str, Cell]:
    """An entity, with a column for each registry that may know it."""
    columns = _record(entity)
    del columns["same_as"]
    return columns | {name: getattr(entity.same_as, name) for name in SameAs.model_fields}


def _technology(technology: Technology) -> dict[str, Cell]:
    return _record(technology) | {"matches": _cell(technology.matches)}


def _record(record: Model) -> dict[str, Cell]:
    return {name: _cell(value) for name, value in record.row().items()}


def _tie(report: Report, tie: Tie) -> dict[str, Cell]:
    return {
        "tie": tie.id, "relation": tie.relation.value,
        "subject": tie.subject, "subject_name": report.entities[tie.subject].name,
        "object": tie.object, "object_name": report.entities[tie.object].name,
        "topic": tie.topic, "status": tie.status.value, "disputed": tie.disputed, "standing": tie.standing.value,
        "best_reliability": tie.reliability.value, "supporting_documents": tie.documents, "publishers": tie.publishers,
        "reported": tie.reported, "due": tie.due, "overdue": tie.overdue, "conflicts": _conflicts(tie),
        "start": tie.start, "end": tie.end, "place": tie.place, "office": tie.office,
        "technologies": _cell(tie.technologies),
    }  # fmt: skip


def _claim(report: Report, claim: Claim) -> dict[str, Cell]:
    document = report.documents[claim.document]
    return {
        "claim": claim.id, "claim_stance": claim.stance.value,
        "claim_about": claim.about.value if claim.about else None, "claim_inferred": claim.inferred,
        "claim_status": claim.status.value if claim.status else None,
        "claim_start": claim.start, "claim_end": claim.end, "claim_office": claim.office,
        **_amount("claim_", claim.amount), "claim_share": share_text(claim.share) or None,
        "says": claim.says, "where": claim.where,
        "document": document.id, "document_number": report.numbers[document.id], "document_title": document.title,
        "publisher": document.publisher, "published": document.published, "reliability": document.reliability.value,
        "url": document.url,
    }  # fmt: skip


def _conflicts(tie: Tie) -> str | None:
    """What sources disagree on, on one line: `amount: about 45,000,000,000 USD, nearly 40,000,000,000 USD`."""
    found = (f"{one.attribute}: {', '.join(value.value for value in one.values)}" for one in tie.conflicts)
    return "; ".join(found) or None


def _amount(prefix: str, amount: Amount | None) -> dict[str, Cell]:
    given = amount.row() if amount else {}
    return {prefix + name: given.get(name.removeprefix("amount_")) for name in _AMOUNT}


def _cell(value: Any) -> Cell:
    if isinstance(value, list | tuple):
        return "; ".join(str(one) for one in cast("Sequence[object]", value))
    return value
