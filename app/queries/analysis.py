"""Questions that put ties together: paths between two entities, money, and pairs side by side."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Annotated, Any, cast

from pydantic import Field, ValidationInfo, field_validator

from app.domain.answer import Row, Subgraph
from app.domain.columns import Day, EntityRef, Shown, TechnologyRef, TieRef
from app.domain.figures import Bars, Matrix, Network
from app.domain.record_json import RecordJson, read_tie
from app.domain.records import Amount, Tie
from app.domain.vocabulary import COOPERATION, PUT_UP, AmountKind, Reliability, Status, least_reliable, weakest
from app.queries.base import Paged, Query
from app.queries.filters import TechnologyFilter, TieFilters
from app.queries.forms import BY_GROUP, BY_MONEY, Form
from app.queries.parameters import AmountKinds, Currency, EntityId, Hops, Pairs, PathLimit
from app.queries.rows import Group, TieRows
from app.validation import Misfit


def _read(ties: Mapping[str, RecordJson]) -> list[Tie]:
    return [read_tie(tie.json) for tie in ties.values()]


class Hop(Row):
    """One step of a path: two entities and all ties between them that pass the filters."""

    source: Annotated[EntityRef, Shown("entity", heading="from")] = Field(
        description="Id of the entity that it leaves.", examples=["nasa"]
    )
    target: Annotated[EntityRef, Shown("entity", heading="to")] = Field(
        description="Id of the entity that it reaches.", examples=["isro"]
    )
    status: Status = Field(description="Status of the tie that holds best.", examples=["active"])
    ties: tuple[TieRef, ...] = Field(
        description="Ids of the ties, the one that holds best first.",
        examples=[["isro--partners-with--nasa--human-spaceflight"]],
    )


class Path(Row):
    """A path from one entity to another."""

    noun = "path"
    state = "weakest"

    says: Annotated[str, Shown("path", heading="path")] = Field(
        description="The path in a line, with its weakest status.",
        examples=["NASA – ISRO – Roscosmos; weakest: planned"],
    )
    weakest: Status = Field(
        description="Status of the hop that holds worst; what has ended holds nothing.", examples=["planned"]
    )
    length: int = Field(description="How many hops it has.", examples=[2])
    hops: Annotated[tuple[Hop, ...], Shown(unfolds="programs")] = Field(description="Its hops in order.")


def _path(query: "Paths", group: Group) -> Row | None:
    """The path that the ties make, hop by hop; None where one is missing."""
    steps = [dict(step) for _, step in groupby(group.ties.items(), key=lambda tie: set(tie[1].entities))]
    _, names = group.key
    if len(steps) < len(names) - 1:
        return None
    hops: list[Hop] = []
    here = query.source
    for parallel in steps:
        hops.append(_hop(here, parallel))
        here = hops[-1].target
    worst = weakest(hop.status for hop in hops)
    return Path(says=f"{' – '.join(names)}; weakest: {worst}", weakest=worst, length=len(hops), hops=tuple(hops))


def _no_path(query: "Paths", rows: Sequence[Row]) -> str | None:
    """That there is no path within the bound."""
    if rows:
        return None
    return f"no way of at most {query.max_hops} ties passes the filters; `max_hops` can be up to 6"


class Paths(TechnologyFilter, TieFilters, Query, path="/paths"):
    form = Form("pages", count="paths")
    row = Path
    rows = TieRows(_path, note=_no_path)
    asks = "How is {source:an entity} connected to {target:another entity}?"

    source: EntityId
    target: Annotated[EntityId, Field(examples=["isro"])]
    max_hops: Hops = 4
    limit: PathLimit = 10

    @field_validator("target")
    @classmethod
    def _elsewhere(cls, target: str, info: ValidationInfo) -> str:
        if target == info.data.get("source"):
            raise Misfit("distinct", "is the source; a path leads from one entity to another")
        return target

    def in_drawing(self, answer: Subgraph) -> Mapping[str, Any]:
        """The paths too, as the entities on each."""
        ways = [[self.source, *(hop.target for hop in path.hops)] for path in cast("Sequence[Path]", answer.rows)]
        return {**super().in_drawing(answer), "ways": ways}


def _hop(here: str, ties: Mapping[str, RecordJson]) -> Hop:
    ordered = sorted(ties, key=lambda id: (-ties[id].sure.status.strength, id))
    best = ties[ordered[0]]
    (there,) = set(best.entities) - {here}
    return Hop(source=here, target=there, status=best.sure.status, ties=tuple(ordered))


class Total(Row):
    """Money of one currency, status, kind and time: what is in force never adds to what is hoped for, nor what is for a
    year to what is for five. What is for each of several adds to nothing."""

    noun = "sum"
    figures = (
        Bars(
            x="least", x2="most", status="status", facet=("currency", "kind", "period", "per"), count="amounts",
            hedges="hedges",
        ),
        Network(),
    )  # fmt: skip

    currency: Annotated[str, Shown("sum")] = Field(description="ISO 4217 code.", examples=["USD"])
    status: Status = Field(description="Status of the ties.", examples=["announced"])
    kind: AmountKind | None = Field(
        description="What sort of money it is; null where the sources do not say.", examples=["grant"]
    )
    period: Annotated[str, Shown("period")] | None = Field(
        description="ISO 8601 duration that each amount covers; null where the sources say none.", examples=["P5Y"]
    )
    per: Annotated[str, Shown("slug", where="programs")] | None = Field(
        description="What the one amount is for one of, where it is no whole; else null.", examples=["project"]
    )
    least: Annotated[int, Shown(where="programs", unit="currency")] = Field(
        description="Sum of the figures and of the lower ends of ranges.", examples=[95_000_000]
    )
    most: Annotated[int | None, Shown(where="programs", unit="currency")] = Field(
        description="Sum of the figures and of the upper ends of ranges; null where one is open, as of `over`.",
        examples=[95_000_000],
    )
    amounts: int = Field(description="How many amounts were added; a joint one counts once.", examples=[2])
    hedges: Annotated[tuple[str, ...], Shown(where="programs")] = Field(
        description="How sources hedge figures among them.", examples=[["nearly", "over"]]
    )
    unverified: Annotated[int, Shown(where="programs")] = Field(
        description="How many of the ties only unverified documents report.", examples=[0]
    )
    reliability: Reliability = Field(
        description="How far the best document behind the least sure of the ties can be trusted.", examples=["reported"]
    )
    reported: Day = Field(description="Day (ISO 8601) of the oldest last word on one of them.", examples=["2024-06-17"])
    ties: tuple[TieRef, ...] = Field(description="Ids of the ties.", examples=[["nsf--funds--nsf-dst-projects"]])


def _total(query: "Funding", group: Group) -> Row:
    """The total of a currency, status, kind and period."""
    return total(_read(group.ties))


def total(ties: Sequence[Tie]) -> Total:
    """What the amounts of ties come to, all of which are of one currency, status, kind and period."""
    amounts = list(_counted_once(ties).values())
    least, most = _bounds(amounts)
    one = amounts[0]
    return Total(
        currency=one.currency, status=ties[0].status, kind=one.kind, period=one.period, per=one.per,
        least=least, most=most, amounts=len(amounts),
        hedges=tuple(sorted({amount.qualifier for amount in amounts if amount.qualifier})),
        unverified=sum(tie.reliability is Reliability.UNVERIFIED for tie in ties),
        reliability=least_reliable(tie.reliability for tie in ties),
        reported=min(tie.reported for tie in ties), ties=tuple(tie.id for tie in ties),
    )  # fmt: skip


NOT_SAID = "-"
"""What stands in the graph for the kind and the period of an amount where no source says them."""


def _amount_kinds(query: "Funding") -> Mapping[str, Any]:
    """The kinds that are asked for, or those that somebody puts up; what no source names may be one of them.

    Who asks for a relation is after all the money that it carries.
    """
    without = (*AmountKind, NOT_SAID) if query.relation else (*PUT_UP, NOT_SAID)
    return {"amount_kinds": [str(kind) for kind in query.amount_kind or without]}


class Funding(Paged, TechnologyFilter, TieFilters, Query, path="/funding"):
    form = Form(
        "groups", count="funding", cursor=BY_MONEY, given=_amount_kinds, rewritten=frozenset({"amount_kind"})
    )  # fmt: skip
    row = Total
    rows = TieRows(_total)
    asks = "Who pays whom: from {funder:a funder} to {recipient:a recipient}, in {technology:a technology}?"

    funder: EntityId | None = None
    recipient: EntityId | None = None
    currency: Currency | None = None
    amount_kind: AmountKinds | None = None


def _counted_once(ties: Sequence[Tie]) -> dict[str, Amount]:
    """The amounts of ties, a joint one once."""
    return {tie.amount.joint or tie.id: tie.amount for tie in ties if tie.amount}


def _bounds(amounts: Sequence[Amount]) -> tuple[int, int | None]:
    """The least and the most that amounts come to; None where there is no upper end."""
    lower = sum(amount.value if amount.value is not None else amount.min or 0 for amount in amounts)
    upper = [_upper(amount) for amount in amounts]
    known = [end for end in upper if end is not None]
    return lower, sum(known) if len(known) == len(upper) else None


def _upper(amount: Amount) -> int | None:
    """The most that an amount comes to; None where there is no upper end, as of "over 90 million"."""
    if amount.value is None:
        return amount.max
    return None if amount.qualifier == "over" else amount.value


class Cell(Row):
    """How one pair cooperates in one technology: a joint thing is one cooperation, however many ties lead to it."""

    pair: tuple[EntityRef, EntityRef] = Field(description="Ids of the two.", examples=[("india", "united-states")])
    cooperations: int = Field(description="How many cooperations there are.", examples=[4])
    statuses: dict[Status, int] = Field(
        description="How many cooperations have which status; the weakest of its ties counts.", examples=[{"active": 3}]
    )
    unverified: Annotated[int, Shown(where="programs")] = Field(
        description="How many of them have a tie that only unverified documents report.", examples=[1]
    )
    reliability: Reliability | None = Field(
        description="How far the best document behind the least sure tie can be trusted; null where there are none.",
        examples=["reported"],
    )
    documents: int = Field(description="How many documents tell of them.", examples=[6])
    reported: Day | None = Field(
        description="Day (ISO 8601) of the oldest last word on one of them; null where there are none.",
        examples=["2024-06-17"],
    )
    ties: tuple[TieRef, ...] = Field(description="Ids of the ties.", examples=[["nsf--funds--nsf-dst-projects"]])


class Comparison(Row):
    """One technology, narrower fields included, with a cell for each pair."""

    noun = "technology"
    figures = (
        Matrix(row="technology", column="pair", count="cooperations", statuses="statuses", unverified="unverified"),
        Network(),
    )
    state = None

    technology: TechnologyRef | None = Field(
        description="Id of the technology; null for ties that name none.", examples=["quantum"]
    )
    cells: tuple[Cell, ...] = Field(description="The pairs, in the order asked for.")

    def tally(self) -> Counter[str | tuple[str, ...]]:
        """The technology, and the pairs that cooperate in it."""
        return Counter({"results": 1, **{cell.pair: 1 for cell in self.cells if cell.cooperations}})


def _pairs(pairs: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs as the ids of the two: `india,russia` as `("india", "russia")`."""
    return [cast("tuple[str, str]", tuple(pair.split(","))) for pair in pairs]


def _cell(query: "Compare", group: Group) -> Row:
    """One cell, in a row of its own."""
    heading, number = group.key
    cooperations: dict[str, list[RecordJson]] = {}
    for tie in group.ties.values():
        cooperations.setdefault(tie.cooperation, []).append(tie)
    cell = Cell(
        pair=_pairs(query.pair)[int(number)],
        cooperations=len(cooperations),
        statuses=dict(Counter(weakest(tie.sure.status for tie in ties) for ties in cooperations.values())),
        unverified=sum(map(_is_unverified, cooperations.values())),
        reliability=least_reliable(tie.sure.reliability for tie in group.ties.values()),
        documents=len({document for tie in group.ties.values() for document in tie.documents}),
        reported=min(tie.sure.reported for tie in group.ties.values()),
        ties=tuple(group.ties),
    )
    return Comparison(technology=None if heading == NO_TECHNOLOGY else heading, cells=(cell,))


def _is_unverified(ties: Sequence[RecordJson]) -> bool:
    """Whether any tie of a cooperation rests on unverified documents alone."""
    return any(tie.sure.reliability is Reliability.UNVERIFIED for tie in ties)


def _compared(query: "Compare", rows: Sequence[Row]) -> Sequence[Row]:
    """The cells of a technology in one row, with an empty one for a pair that does not cooperate there."""
    cells = cast("Sequence[Comparison]", rows)
    return [
        _filled(query, technology, [row.cells[0] for row in of_technology])
        for technology, of_technology in groupby(cells, key=lambda row: row.technology)
    ]


def _filled(query: "Compare", technology: str | None, cells: Sequence[Cell]) -> Comparison:
    found = {cell.pair: cell for cell in cells}
    cells = [found.get(pair) or _empty(pair) for pair in _pairs(query.pair)]
    return Comparison(technology=technology, cells=tuple(cells))


def _empty(pair: tuple[str, str]) -> Cell:
    return Cell(
        pair=pair, cooperations=0, statuses={}, unverified=0, reliability=None, documents=0, reported=None, ties=()
    )


NO_TECHNOLOGY = "~"
"""The heading of ties that name no technology; it sorts after all ids."""


def _pairs_and_relations(query: "Compare") -> Mapping[str, Any]:
    """The pairs, and the relations by which two cooperate."""
    return {
        "pairs": [list(pair) for pair in _pairs(query.pair)],
        "cooperation": [str(relation) for relation in COOPERATION],
    }


class Compare(TechnologyFilter, TieFilters, Query, path="/compare"):
    form = Form(
        "groups", count="compare", cursor=BY_GROUP,
        given=_pairs_and_relations, rewritten=frozenset({"pair"}),
    )  # fmt: skip
    row = Comparison
    rows = TieRows(_cell, combine=_compared)
    asks = "Side by side: what do {pair:pairs} do together in {technology:a technology}?"

    pair: Pairs

    def may_name_unknown_id(self, answer: Subgraph) -> bool:
        """A pair without a single tie may be one that does not exist."""
        cells = [cell for row in cast("Sequence[Comparison]", answer.rows) for cell in row.cells]
        return {cell.pair for cell in cells if cell.ties} != set(_pairs(self.pair))
