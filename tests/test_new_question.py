"""A new question is drawn by what its row declares: no figure, format or page knows it."""

import json
import re
import xml.etree.ElementTree as ET
from typing import Annotated, Any

import pytest

from app.dataset.checking import read_dataset
from app.domain.answer import Row, Subgraph
from app.domain.columns import EntityRef, Shown, TechnologyRef, TieRef
from app.domain.figures import Bars, Figure, Matrix, Network, Span, Step, TimeAxis
from app.domain.vocabulary import Status
from app.errors import InvalidParameter
from app.formats import formats
from app.report import Report
from app.report.options import Options
from tests.support import SMALL

SVG = "{http://www.w3.org/2000/svg}"

Date = Annotated[str, Shown("edtf")]

BUREAU = "quantum-bureau--participates-in--qubit-project"
OFFICE = "space-office--participates-in--qubit-project"
FUND = "aland--funds--moon-fund"


class Effort(Row):
    """How much somebody does in a field."""

    figures = (
        Matrix(row="technology", column="partners", count="cooperations"),
        Bars(x="cooperations", y="partners", status="status", facet=("technology",)),
        TimeAxis(text="partners", span=Span(begin="start", end="end", status="status")),
        Network(),
    )

    technology: TechnologyRef | None
    partners: EntityRef
    cooperations: int
    status: Status
    start: Date | None = None
    end: Date | None = None
    ties: tuple[TieRef, ...]


EFFORTS = [
    Effort(technology="quantum", partners="quantum-bureau", cooperations=3, status=Status.ACTIVE, start="2023",
           ties=(BUREAU,)),
    Effort(technology="quantum", partners="space-office", cooperations=6, status=Status.PLANNED, start="2024-06",
           end="2026~", ties=(OFFICE, BUREAU)),
    Effort(technology=None, partners="space-office", cooperations=1, status=Status.ENDED, ties=(FUND,)),
]  # fmt: skip


class Turn(Row):
    """How far along a tie was at a time, and what came of it."""

    figures = (TimeAxis(text="tie", step=Step(date="date", before="before", after="now")), Network())
    state = "now"

    tie: TieRef
    date: Date
    before: Status | None
    now: Status


TURNS = [
    Turn(tie=FUND, date="2024-03-01", before=None, now=Status.ANNOUNCED),
    Turn(tie=BUREAU, date="2023-05", before=Status.PLANNED, now=Status.ACTIVE),
]


def report(rows: list[Any], **options: Any) -> Report:
    """An answer of some rows, with all of the small dataset beside them."""
    data = read_dataset([SMALL])
    parts = (data.entities, data.ties, data.technologies, data.documents)
    meta: dict[str, Any] = {
        "query": "efforts", "parameters": {}, "dataset": data.version, "counts": {}, "excluded": {}, "note": None,
        "next": None,
    }  # fmt: skip
    records = ([record.model_dump_json().encode() for record in part.values()] for part in parts)
    return Report(Subgraph(meta, rows, *records, made="2026-01-01"), Options(title="Efforts", **options))


def drawn(rows: list[Any], **options: Any) -> ET.Element:
    """The figure of an answer."""
    return ET.fromstring(formats()["svg"].write(report(rows, **options)))


def marks(svg: ET.Element) -> list[tuple[str, str]]:
    """What stands for ties: their ids, and what is said of them."""
    groups = [group for group in svg.iter(f"{SVG}g") if group.get("data-ties")]
    return [(group.attrib["data-ties"], group.attrib["aria-label"].replace("\xa0", " ")) for group in groups]


def texts(svg: ET.Element) -> list[str]:
    """The lines of text."""
    return [one.text or "" for one in svg.iter(f"{SVG}text")]


def test_bars_are_as_long_as_their_numbers_in_groups_of_what_they_have_in_common() -> None:
    svg = drawn(EFFORTS, figure="bars", lang="de", width=700)

    assert [said for _, said in marks(svg)] == [
        "Quantum Bureau of Bolivia, in Kraft: 3, Stand März 2024 [1]", "SOA, geplant: 6, Stand März 2024 [1, 2]",
        "SOA, beendet: 1, Stand März 2024 [1]",
    ]  # fmt: skip
    assert {
        "Kooperationen",
        "Quantum technology",
        "keine Technologie genannt",
        "Jede Gruppe hat ihren eigenen Maßstab.",
    } <= {*texts(svg)}
    outlines = [path.attrib["d"] for path in svg.iter(f"{SVG}path") if path.get("class") == "l"]
    lengths = [float(re.findall(r"H([\d.]+)", outline)[0]) for outline in outlines]
    assert lengths[1] / lengths[0] == pytest.approx(6 / 3, rel=0.01) and lengths[2] == lengths[1]


def test_bars_of_one_group_that_have_no_room_are_told_in_number() -> None:
    many = [EFFORTS[0].model_copy(update={"cooperations": count}) for count in range(1, 201)]
    svg = drawn(many, figure="bars", width=500)

    assert 50 < len(marks(svg)) < 200
    assert f"{200 - len(marks(svg))} more are in the table, not here." in " ".join(texts(svg))


def test_flat_rows_are_a_matrix_in_their_order() -> None:
    svg = drawn(EFFORTS, width=700)

    assert [said for _, said in marks(svg)] == [
        "Quantum technology, Quantum Bureau of Bolivia: 3 [1]", "Quantum technology, SOA: 6 [1, 2]",
        "no technology named, SOA: 1 [1]",
    ]  # fmt: skip
    assert texts(svg)[1:-1] == [
        "Quantum Bureau of Bolivia", "SOA", "Quantum technology", "3", "6", "no technology named", "–", "1",
    ]  # fmt: skip


def test_rows_that_begin_and_end_lie_along_time_and_those_without_a_date_are_told_in_number() -> None:
    svg = drawn(EFFORTS, figure="timeline", width=700)

    assert marks(svg) == [
        (BUREAU, "2023: Quantum Bureau of Bolivia: active [1]"),
        (f"{OFFICE} {BUREAU}", "June 2024 to about 2026: SOA: planned [1,\u20092]"),
    ]
    assert "1 without a stated date are in the table" in " ".join(texts(svg))


def test_rows_that_go_from_one_status_to_another_are_steps_in_the_order_of_their_dates() -> None:
    svg = drawn(TURNS, lang="fr", width=700)

    (first, went), (second, came) = marks(svg)
    assert (first, second) == (BUREAU, FUND)
    assert went.startswith("mai 2023: ") and "prévu → en cours" in went
    assert came.startswith("1 mars 2024: ") and "→" not in came
    before = [group.get("class") for group in svg.iter(f"{SVG}g") if (group.get("class") or "").startswith("s-")]
    assert before.count("s-planned") == 2, "the stub before it, and in the legend"


def test_a_figure_that_a_row_does_not_declare_is_refused() -> None:
    with pytest.raises(InvalidParameter, match="it can be timeline or network"):
        drawn(TURNS, figure="bars")


def test_the_table_says_which_column_each_channel_shows() -> None:
    answer, ties = json.loads(formats()["table"].write(report(EFFORTS, lang="ru")))["tables"]

    assert [figure["name"] for figure in answer["figures"]] == ["matrix", "bars", "timeline", "network"]
    assert ties["figures"] == []
    row, column, count = answer["figures"][0]["channels"]
    assert row == {"channel": "row", "column": "technology_name", "unstated": "технология не названа"}
    assert (column["column"], count["column"]) == ("partners_name", "cooperations")
    assert {"technology_name": "technology", "partners_name": "entity"}.items() <= {
        one["name"]: one["what"] for one in answer["columns"]
    }.items()
    assert {one["column"] for one in (row, column, count)} <= {one["name"] for one in answer["columns"]}

    unnamed = json.loads(formats()["table"].write(report(EFFORTS[2:])))["tables"][0]
    assert unnamed["figures"][0]["channels"][0]["column"] is None, "nothing would stand in it"


@pytest.mark.parametrize(
    ("figure", "wrong"),
    [
        (Bars(x="amount", status="status"), "shows 'amount' as x"),
        (Bars(x="fit", status="status", facet=("status", "country")), "shows 'country' as facet"),
        (Matrix(row="status", column="fit", count="fit", unverified="doubts"), "shows 'doubts' as unverified"),
        (TimeAxis(text="status", span=Span(begin="since", status="status")), "shows 'since' as begin"),
        (TimeAxis(text="status", step=Step(date="day", before="status", after="status")), "shows 'day' as date"),
    ],
)
def test_a_channel_that_shows_no_field_is_refused_when_the_row_is_declared(figure: Figure, wrong: str) -> None:
    with pytest.raises(TypeError, match=f"^Odd: its figure '{figure.name}' {wrong}, .* they have status, fit$"):

        class Odd(Row):  # pyright: ignore[reportUnusedClass]
            figures = (figure,)

            status: Status
            fit: float


def test_an_axis_of_time_has_something_along_it_whose_status_is_known() -> None:
    with pytest.raises(TypeError, match="spans, steps or both"):
        TimeAxis(text="status")
    with pytest.raises(TypeError, match="a status beside its dates"):
        Span(begin="start")
