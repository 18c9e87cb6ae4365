"""The filters of questions after ties: what a reader can ask for, and the parts of a statement that ask for it."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from app.domain.dates import first_day, last_day
from app.domain.vocabulary import Status
from app.queries.parameters import (
    Countries,
    Disputed,
    EntityId,
    From,
    Kinds,
    Lineage,
    Overdue,
    Relations,
    Reliabilities,
    ReportedSince,
    Sources,
    Statuses,
    TechnologyId,
    To,
)
from app.validation import Misfit


def not_before(to: str | None, info: ValidationInfo) -> str | None:
    """The date `to`. Raises Misfit when it is before `from`: nothing would pass, and no answer would say why."""
    from_ = info.data.get("from_")
    if to and from_ and last_day(to) < first_day(from_):
        raise Misfit("order", f"is before `from` ({from_}); write the earlier date as `from`")
    return to


class TieFilters(BaseModel):
    """The parameters that filter ties; they mean the same in each question."""

    relation: Relations | None = None
    kind: Kinds | None = None
    country: Countries | None = None
    status: Statuses = tuple(Status)
    disputed: Disputed = "exclude"
    from_: From | None = Field(None, alias="from")
    to: To | None = None
    reliability: Reliabilities | None = None
    sources: Sources | None = None
    reported_since: ReportedSince | None = None
    overdue: Overdue | None = None

    _in_order = field_validator("to")(not_before)


class EntityFilter(BaseModel):
    """Where an entity filters, by itself or with what it succeeded and what succeeded it."""

    entity: EntityId | None = None
    lineage: Lineage = "exclude"

    @field_validator("lineage")
    @classmethod
    def _of_an_entity(cls, lineage: str, info: ValidationInfo) -> str:
        if lineage == "include" and info.data.get("entity") is None:
            raise Misfit("together", "is that of an entity; name it with `entity`")
        return lineage


class TechnologyFilter(BaseModel):
    """Where the technology filters too."""

    technology: TechnologyId | None = None


DISPUTED: Mapping[Disputed, list[bool]] = {"exclude": [False], "include": [False, True], "only": [True]}
"""Whether ties that pass are disputed, by what is asked for."""

UNFILTERED: Mapping[Disputed, list[str]] = {"exclude": ["undisputed"], "include": [], "only": ["disputed"]}


def parts(query: BaseModel, disputed: Disputed | None = None) -> list[str]:
    """The files of `cypher/filters/` that a question needs, without its technology.

    Where a reader narrows an answer, one set serves all ways to do so, so that few statements have to be planned;
    where not, it is shorter. `disputed` stands in for what the reader asks for.
    """
    if not isinstance(query, TieFilters):
        return []
    if not _narrows(query):
        return UNFILTERED[disputed or query.disputed]
    return [*status_parts(query, disputed), "dates_as_of" if _as_of(query) else "dates", "ends"]


def status_parts(query: BaseModel, disputed: Disputed | None = None) -> list[str]:
    """Of `parts` those after what a tie itself says: its status, whether it is disputed, and how sure it is."""
    if isinstance(query, TieFilters) and not _narrows(query):
        return UNFILTERED[disputed or query.disputed]
    names = ["status", *(["trust"] if isinstance(query, TieFilters) and _asks_trust(query) else [])]
    return [f"{name}_as_of" for name in names] if _as_of(query) else names


def _narrows(query: TieFilters) -> bool:
    asked = (query.relation, query.kind, query.country, query.from_, query.to, _as_of(query))
    return any(one is not None for one in asked) or query.status != tuple(Status) or _asks_trust(query)


def _asks_trust(query: TieFilters) -> bool:
    asked = (query.reliability, query.sources, query.reported_since, query.overdue)
    return any(one is not None for one in asked)


def _as_of(query: BaseModel) -> str | None:
    return getattr(query, "as_of", None)


def arguments(query: TieFilters) -> dict[str, Any]:
    """The values that the parts take; dates as the days that they compare by."""
    return {
        "relation": _listed(query.relation),
        "kind": _listed(query.kind),
        "country": _listed(query.country),
        "statuses": _listed(query.status),
        "disputed": DISPUTED[query.disputed],
        "reliability": _listed(query.reliability),
        "sources": query.sources,
        "reported_since": first_day(query.reported_since) if query.reported_since else None,
        "overdue": query.overdue,
        **days(query.from_, query.to),
    }


def days(from_: str | None, to: str | None) -> dict[str, str | None]:
    """Two EDTF dates as the first day of the one and the last of the other (ISO 8601)."""
    return {"from": first_day(from_) if from_ else None, "to": last_day(to) if to else None}


def _listed(values: tuple[str, ...] | None) -> list[str] | None:
    return None if values is None else [str(value) for value in values]
