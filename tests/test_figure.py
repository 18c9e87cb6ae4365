"""The figure: everything in it can be read, and says what the answer says."""

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from itertools import combinations, takewhile
from struct import unpack
from typing import Any

import httpx
import pytest
from hypothesis import given, settings, strategies

from app.domain.answer import Subgraph
from app.domain.records import Tie
from app.domain.styles import DISPUTED_STYLE, KIND_STYLES, STATUS_STYLES, StatusStyle, tie_style
from app.domain.vocabulary import AmountKind, Status
from app.queries.analysis import Comparison, Total
from app.queries.evidence import Change, TimelineEvent
from app.report import Report, is_mutual
from app.report.figure import fonts
from app.report.figure.geometry import Rectangle, Room
from app.report.figure.layout import MOST, Drawing, Line
from app.report.figure.outline import outline
from app.report.figure.page import Figure
from app.report.figure.svg import HEIGHT, drawn, figure
from app.report.options import Options
from app.report.paper import COLUMN, sheet
from app.report.tables import typed_rows
from app.report.wording import Language

RING = {
    "united-states": (0, -280), "india": (-360, -140), "russia": (-360, 140), "united-kingdom": (360, -140),
    "australia": (360, 140), "aukus": (0, 280),
}  # fmt: skip
ROW = {"isro": (-500, 3), "nasa": (-120, -3), "nisar": (260, 0), "lupex": (500, 0)}
FAR = {"nasa": (0, 0), "isro": (130, 60), "nisar": (3000, 2600), "lupex": (3200, 2560), "artemis-accords": (3010, 2700)}
HEAP = {"nasa": (0, 0), "isro": (10, 10), "nisar": (25, -5), "lupex": (40, 40), "artemis-accords": (-20, 0)}

Arrangement = dict[str, tuple[int, int]]


def pinned(arrangement: Arrangement) -> list[str]:
    """A reader's arrangement as parameters."""
    return [f"{id}@{x},{y}" for id, (x, y) in arrangement.items()]


QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("/ties", {"entity": "nisar"}),
    ("/entities/nasa/neighbours", {}),
    ("/partners", {"technology": "semiconductors"}),
    ("/partners", {"technology": "quantum"}),
    ("/partners", {"technology": "artificial-intelligence"}),
    ("/entities/isro/neighbours", {"disputed": "include"}),
    ("/entities/india/neighbours", {"limit": 40}),
    ("/documents/2024-06-17-icet-second-meeting", {}),
    ("/partners", {"technology": "quantum", "pin": pinned(RING)}),
    ("/entities/nasa/neighbours", {"pin": pinned(FAR)}),
]
"""Questions to the seed whose figures have from three to forty entities."""


def report(client: httpx.Client, path: str, parameters: dict[str, Any], **options: Any) -> Report:
    """The answer to a question as a report; a `figure` among the parameters is an option."""
    asked = {name: value for name, value in parameters.items() if name != "figure"}
    options |= {name: value for name, value in parameters.items() if name == "figure"}
    answer = client.get(f"{path}.json", params=asked)
    assert answer.status_code == 200, answer.text
    return Report(Subgraph.parse(answer.content), Options(**options), "https://example.org/answer")


def drawing(report: Report, width: float = 1100) -> Drawing:
    """The figure's geometry."""
    return drawn(report, Room(width, HEIGHT))


@pytest.mark.parametrize("width", [250, 330, 690, 1100])
@pytest.mark.parametrize(("path", "parameters"), QUESTIONS)
def test_no_two_labels_or_boxes_overlap(
    client: httpx.Client, path: str, parameters: dict[str, Any], width: int
) -> None:
    found = drawing(report(client, path, parameters), width)

    labels = [line.label for line in found.lines if line.label]
    assert len(labels) == len(found.lines), "each tie has its sources"
    places = [one.place for one in (*found.boxes, *labels, *found.words)]
    for one, other in combinations(places, 2):
        assert not one.overlaps(other), (one, other)
    page = Rectangle(width / 2, found.height / 2, width + 0.2, found.height + 0.2)
    for place in places:
        assert page.left <= place.left and place.right <= page.right, "nothing is cut"
        assert page.top <= place.top and place.bottom <= page.bottom


@pytest.mark.parametrize(
    ("path", "same", "listed"),
    [
        ("/entities/nasa", {"entity": "nasa"}, False),
        ("/entities/moon-mission-2017", {"entity": "moon-mission-2017"}, False),
        ("/entities/india", {"entity": "india"}, True),
        ("/documents/2024-06-17-icet-second-meeting", None, True),
    ],
)
def test_one_thing_is_drawn_with_its_ties(
    client: httpx.Client, path: str, same: dict[str, Any] | None, listed: bool
) -> None:
    asked = {"limit": 1000, "disputed": "include", **(same or {})}
    answer = client.get("/ties" if same else path, params=asked).json()
    svg = ET.fromstring(client.get(f"{path}.svg", timeout=60).content)
    lines = [group for group in svg.iter() if "data-ties" in group.attrib]

    drawn = {id: group.attrib["class"].split() for group in lines for id in group.attrib["data-ties"].split()}
    assert drawn.keys() == {tie["id"] for tie in answer["ties"]}
    for tie in answer["ties"]:
        assert f"s-{tie_style(Status(tie['status']), tie['disputed'])}" in drawn[tie["id"]]
    words = " ".join(text.text or "" for text in svg.iter("{http://www.w3.org/2000/svg}text"))
    assert ("could not be read at this size" in words) == listed
    png = client.get(f"{path}.png", params={"scale": 1}, timeout=60).content
    size = [float(svg.attrib[side]) for side in ("width", "height")]
    assert unpack(">2I", png[16:24]) == pytest.approx(size, abs=1)


@pytest.mark.parametrize("width", [330, 1100])
@pytest.mark.parametrize(("path", "parameters"), QUESTIONS)
def test_the_status_of_each_line_is_seen_beside_labels(
    client: httpx.Client, path: str, parameters: dict[str, Any], width: int
) -> None:
    found = drawing(report(client, path, parameters), width)

    labels = [line.label.place for line in found.lines if line.label]
    for line in found.lines:
        assert _seen(line, labels) >= min(20, line.curve.length / 2), [tie.id for tie in line.bundle.ties]


def _seen(line: Line, labels: list[Rectangle]) -> float:
    """How much of a line no label covers, in pixels."""
    steps = 400
    places = [spot.place for spot in line.curve.along([(step + 0.5) / steps for step in range(steps)])]
    return sum(not any(label.holds(place) for label in labels) for place in places) * line.curve.length / steps


EVERY_KIND: dict[str, Any] = {"amount_kind": [str(kind) for kind in AmountKind], "disputed": "include"}

PAIRS: dict[str, Any] = {"pair": ["india,russia", "india,united-states", "russia,united-states", "india,eu"]}

EVERYTHING: dict[str, Any] = {"limit": 1000, "disputed": "include"}

COUNTED: list[tuple[str, dict[str, Any]]] = [
    ("/funding", {}), ("/funding", EVERY_KIND), ("/funding", {"country": "Tuvalu"}), ("/compare", PAIRS),
    ("/timeline", {}), ("/timeline", EVERYTHING), ("/timeline", {"entity": "nisar"}),
    ("/timeline", {"technology": "microelectronics"}), ("/timeline", {"from": "2025-06", "to": "2025-07"}),
    ("/timeline", {"figure": "years"}), ("/changes", {"since": "2025-06"}),
    ("/changes", {"since": "2010", "limit": 1000}), ("/changes", {"since": "2025", "by": "arrival"}),
    ("/ties", EVERYTHING | {"figure": "years"}), ("/partners", {"technology": "quantum", "figure": "years"}),
]  # fmt: skip
"""Questions whose figures are of what is counted."""

ANSWERS: list[tuple[str, dict[str, Any]]] = [
    *QUESTIONS, ("/entities/india/neighbours", {"limit": 1000}), ("/entities", {"limit": 60}),
    ("/ties", {"country": "Tuvalu"}), ("/ties", EVERYTHING), *COUNTED,
]  # fmt: skip

SVG = "{http://www.w3.org/2000/svg}"


@settings(max_examples=60)
@given(
    asked=strategies.sampled_from(ANSWERS), width=strategies.integers(280, 1600),
    lang=strategies.sampled_from(list(Language)),
)  # fmt: skip
def test_a_figure_is_as_wide_as_asked_for_and_all_in_it_can_be_read(
    client: httpx.Client, asked: tuple[str, dict[str, Any]], width: int, lang: Language
) -> None:
    path, parameters = asked
    made = figure(_kept(client, path, str(sorted(parameters.items())), width, lang))

    assert made.width == width
    for left, right, y, size in _texts(ET.fromstring(made.svg), 0, 0, 0, False):
        assert size >= 10, "pixels: 9 on a screen, or 6.5 points where 697 pixels are 16 cm"
        assert 0 <= left and right <= width and 0 <= y <= made.height, "nothing is cut"


@cache
def _kept(client: httpx.Client, path: str, parameters: str, width: int, lang: Language) -> Report:
    return report(client, path, dict(ast.literal_eval(parameters)), width=width, lang=lang)


def _texts(element: ET.Element, x: float, y: float, size: float, centred: bool) -> Iterator[tuple[float, ...]]:
    """Where texts begin and end, the height of their baselines, and their sizes, all in pixels."""
    size = float(element.get("font-size", size))
    centred = element.get("text-anchor", "middle" if centred else "start") == "middle"
    if shift := re.fullmatch(r"translate\(([-\d.]+) ([-\d.]+)\)", element.get("transform", "")):
        x, y = x + float(shift[1]), y + float(shift[2])
    if element.tag == f"{SVG}text":
        wide = fonts.width(element.text or "", size, bold=element.get("font-weight") == "700")
        left = x + float(element.attrib["x"]) - (wide / 2 if centred else 0)
        yield left, left + wide, y + float(element.attrib["y"]), size
    for child in element:
        yield from _texts(child, x, y, size, centred)


@settings(max_examples=60)
@given(
    asked=strategies.sampled_from(COUNTED), width=strategies.integers(280, 1600),
    lang=strategies.sampled_from(list(Language)),
)  # fmt: skip
def test_no_line_of_text_stands_on_another(
    client: httpx.Client, asked: tuple[str, dict[str, Any]], width: int, lang: Language
) -> None:
    path, parameters = asked
    made = figure(_kept(client, path, str(sorted(parameters.items())), width, lang))

    texts = sorted(_texts(ET.fromstring(made.svg), 0, 0, 0, False), key=lambda text: text[2])
    for index, (left, right, y, size) in enumerate(texts):
        below = takewhile(lambda text, y=y, size=size: text[2] < y + 0.9 * size, texts[index + 1 :])
        assert all(right <= other[0] or other[1] <= left for other in below), (left, y)


@pytest.mark.parametrize(("path", "parameters"), ANSWERS)
def test_a_figure_on_paper_is_printed_in_letters_that_can_be_read(
    client: httpx.Client, path: str, parameters: dict[str, Any]
) -> None:
    page = sheet(report(client, path, parameters), columns=4)

    for width in (page.width, page.width if page.aside else COLUMN):
        assert 10 * width / page.figure.width / 25.4 * 72 >= 6.49, "points"


@pytest.mark.parametrize("width", [720, 1400])
@pytest.mark.parametrize(
    ("path", "parameters", "arrangement"),
    [
        ("/partners", {"technology": "quantum"}, RING),
        ("/entities/nasa/neighbours", {}, ROW),
        ("/entities/nasa/neighbours", {}, FAR),
        ("/entities/nasa/neighbours", {}, HEAP),
    ],
)
def test_pinned_boxes_stand_as_a_reader_put_them(
    client: httpx.Client, path: str, parameters: dict[str, Any], width: int, arrangement: Arrangement
) -> None:
    asked = {**parameters, "pin": pinned(arrangement), "width": width}
    svg = ET.fromstring(client.get(f"{path}.svg", params=asked).content)

    assert svg.attrib["width"] == str(width)
    places = {group.attrib["data-id"]: _middle(group) for group in svg.iter(f"{SVG}g") if group.get("data-id")}
    for (one, put), (other, put_other) in combinations(arrangement.items(), 2):
        for axis in (0, 1):
            there, here = put[axis] - put_other[axis], places[one][axis] - places[other][axis]
            assert there * here >= 0, (one, other)
    for axis in (0, 1):
        first, last = (among(arrangement, key=lambda id: arrangement[id][axis]) for among in (min, max))
        assert places[first][axis] < places[last][axis] or arrangement is ROW
    level = [places[id][1] for id in ROW] if arrangement is ROW else [0]
    assert max(level) - min(level) <= 6, "what stood in a row does"


def _middle(box: ET.Element) -> tuple[float, float]:
    lines = [text.attrib for text in box.iter(f"{SVG}text")]
    return float(lines[0]["x"]), sum(float(line["y"]) for line in lines) / len(lines)


@pytest.mark.parametrize("width", [720, 1400])
@pytest.mark.parametrize("arrangement", [FAR, HEAP, ROW])
def test_no_line_of_an_arrangement_runs_through_a_box(
    client: httpx.Client, width: int, arrangement: Arrangement
) -> None:
    found = drawing(report(client, "/entities/nasa/neighbours", {"pin": pinned(arrangement)}), width)

    for line in found.lines:
        others = [one.place for one in found.boxes if one.entity.id not in (line.bundle.subject, line.bundle.object)]
        assert not [box for box in others for point in line.curve.samples() if box.holds(point)]
    curves = [tuple(line.curve.points) for line in found.lines]
    assert len(set(curves)) == len(curves), "each line is seen, also of those between the same two"


def test_where_pins_say_no_arrangement_or_have_no_room_a_figure_is_as_without(client: httpx.Client) -> None:
    def made(width: int, *pin: str) -> str:
        return figure(report(client, "/entities/nasa/neighbours", {"pin": pin}, width=width)).svg

    assert made(1400, *pinned(ROW)) != made(1400)
    assert made(360, *pinned(ROW)) == made(360), "too narrow for four boxes in a row"
    assert made(1400, "nasa@-300,20") == made(1400), "one alone is beside no other"
    assert made(1400, "nasa@-300,20", "india@1,2") == made(1400), "what is not in the answer is pinned nowhere"


def test_lines_of_each_status_differ_in_greyscale() -> None:
    for one, other in combinations([*STATUS_STYLES.values(), DISPUTED_STYLE], 2):
        assert one.mark != other.mark or _dashes_differ(one, other), (one.word, other.word)


def _dashes_differ(one: StatusStyle, other: StatusStyle) -> bool:
    shorter, longer = sorted(max(look.dash[::2], default=0) for look in (one, other))
    return len(one.dash) != len(other.dash) or longer >= 2 * shorter > 0


def test_kinds_differ_in_shape() -> None:
    around = Rectangle(0, 0, 90, 28)
    assert len({outline(look.shape, around) for look in KIND_STYLES.values()}) == len(KIND_STYLES)


@pytest.mark.parametrize(("path", "parameters"), QUESTIONS)
def test_each_line_runs_from_its_subject_to_its_object(
    client: httpx.Client, path: str, parameters: dict[str, Any]
) -> None:
    found = drawing(report(client, path, parameters))
    boxes = {box.entity.id: box.place for box in found.boxes}

    assert found.lines
    if found.listed:
        pytest.skip("the ties stand in lists")
    for line in found.lines:
        start, *_, end = line.curve.points
        near = [(start, boxes[line.bundle.subject]), (line.curve.tip or end, boxes[line.bundle.object])]
        if not line.curve.tip:
            assert all(is_mutual(tie) for tie in line.bundle.ties), "without an arrow it is mutual"
        for point, box in near:
            grown = box._replace(width=box.width + 12, height=box.height + 12)
            assert grown.holds(point), (line.bundle.subject, line.bundle.object)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("path", "parameters"), QUESTIONS[:4])
def test_words_on_lines_stand_on_ground_that_every_reader_of_svg_draws(
    client: httpx.Client, path: str, parameters: dict[str, Any], theme: str
) -> None:
    svg = ET.fromstring(client.get(f"{path}.svg", params={**parameters, "theme": theme}).content)
    paper = next(svg.iter(f"{SVG}rect")).attrib["fill"]
    words = [group for group in svg.iter(f"{SVG}g") if group.attrib.get("class", "").startswith("w ")]

    attributes = {name for group in words for part in group.iter() for name in part.attrib}
    assert words and not any("stroke" in name for name in attributes), "LibreOffice leaves out text that has a stroke"
    for group in words:
        ground, *lines = group
        assert ground.tag == f"{SVG}path" and ground.attrib["fill"] == paper
        areas = [tuple(map(float, area)) for area in re.findall(_AREA, ground.attrib["d"])]
        for (left, top, width, height), line in zip(areas, lines, strict=True):
            assert top < float(line.attrib["y"]) < top + height
            assert left + width / 2 == pytest.approx(float(line.attrib["x"]), abs=0.2)
            assert width > fonts.width(line.text or "", 10)


_AREA = r"M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z"
"""A rectangle in the data of a path."""


@pytest.mark.parametrize("language", list(Language))
def test_what_no_network_can_show_is_lists_of_all_ties_and_says_so(client: httpx.Client, language: Language) -> None:
    whole = report(client, "/entities/india/neighbours", {"limit": 1000}, lang=language)
    lists = drawing(whole)

    assert len(whole.entities) > MOST and lists.listed
    assert sorted(tie.id for line in lists.lines for tie in line.bundle.ties) == sorted(whole.ties)
    assert all(box.entity.id in whole.entities for box in lists.boxes)
    said = whole.words.listed.format(entities=len(whole.entities)).split()
    svg = client.get("/entities/india/neighbours.svg", params={"limit": 1000, "lang": language}).text
    assert " ".join(said[:5]) in svg


def test_a_list_leads_from_subject_to_object(client: httpx.Client) -> None:
    lists = drawing(report(client, "/entities/nasa/neighbours", {}), 330)

    assert lists.listed
    heads = [box for box in lists.boxes if box.place.left < 1]
    others = {round(box.place.y): box.entity.id for box in lists.boxes if box.place.left > 1}
    for line in lists.lines:
        start, y = line.curve.points[0]
        head = [head.entity.id for head in heads if head.place.y < y][-1]
        ends, tip = (head, others[round(y)]), line.curve.tip
        assert bool(tip) is not line.bundle.mutual
        assert (line.bundle.subject, line.bundle.object) == (ends[::-1] if tip and tip.x < start else ends) or not tip


def test_lists_that_are_too_long_keep_the_best_connected_and_say_what_they_leave_out(client: httpx.Client) -> None:
    asked = {"limit": 1000, "disputed": "include"}
    whole = report(client, "/ties", asked, width=720)
    svg = figure(whole, Room(720, HEIGHT)).svg

    found = re.search(r">(\d+) more entities and (\d+) more ties", svg)
    assert found and int(found[2]) > 0
    drawn_ids = set(re.findall(r'data-id="([^"]+)"', svg))
    assert len(drawn_ids) == len(whole.entities) - int(found[1])
    assert {id for id, _ in whole.degrees.most_common(5)} <= drawn_ids


@pytest.mark.parametrize(
    ("command", "path", "parameters"),
    [
        (["partners", "semiconductors"], "/partners", {"technology": "semiconductors"}),
        (["timeline", "--entity", "nisar"], "/timeline", {"entity": "nisar"}),
    ],
)
def test_the_same_answer_is_the_same_bytes(
    client: httpx.Client, entente: Any, tmp_path: Any, command: list[str], path: str, parameters: dict[str, Any]
) -> None:
    for suffix in ("svg", "png", "pdf", "docx", "xlsx"):
        served = client.get(f"{path}.{suffix}", params=parameters).content
        file = tmp_path / f"figure.{suffix}"
        base = str(client.base_url).rstrip("/")
        done = entente(*command, "-o", str(file), ENTENTE_PUBLIC_URL=base)
        assert done.returncode == 0, done.stderr
        assert file.read_bytes() == served, suffix


@pytest.mark.parametrize("language", list(Language))
def test_the_words_of_a_figure_are_in_the_language_asked_for(client: httpx.Client, language: Language) -> None:
    whole = report(client, "/entities/nasa/neighbours", {}, lang=language)
    svg = client.get("/entities/nasa/neighbours.svg", params={"lang": language}).text

    assert f'lang="{language}"' in svg
    for words in (whole.words.kinds.values(), whole.words.statuses.values()):
        assert any(f">{word}<" in svg for word in words), "in the legend"


def test_a_theme_is_the_reader_s_choice(client: httpx.Client) -> None:
    light, dark, auto = (
        client.get("/entities/nasa/neighbours.svg", params={"theme": theme}).text for theme in ("light", "dark", "auto")
    )

    assert "#12181f" in dark and "#12181f" not in light
    assert "prefers-color-scheme:dark" in auto and "prefers-color-scheme" not in light
    assert client.get("/entities/nasa/neighbours.svg").text == light


def test_an_answer_without_ties_is_a_figure_of_boxes(client: httpx.Client) -> None:
    found = drawing(report(client, "/entities", {"kind": "Agency", "limit": 40}))

    assert len(found.boxes) > 10 and not found.lines
    for one, other in combinations([box.place for box in found.boxes], 2):
        assert not one.overlaps(other)


def test_an_answer_with_nothing_in_it_is_a_figure_too(client: httpx.Client) -> None:
    answer = client.get("/ties.svg", params={"country": "Tuvalu"})

    assert answer.status_code == 200
    assert "Nothing was found." in answer.text


def test_sums_of_money_are_bars_that_say_amount_status_and_sources(client: httpx.Client) -> None:
    money = report(client, "/funding", EVERY_KIND, width=720)
    made = figure(money)
    svg = ET.fromstring(made.svg)

    shown = [bar for bar in svg.iter(f"{SVG}g") if bar.get("data-ties")]
    assert [bar.attrib["data-ties"].split() for bar in shown] == [list(row.ties) for row in _in_groups(money)]
    for bar, row in zip(shown, _in_groups(money), strict=True):
        label = bar.attrib["aria-label"]
        assert row.currency in label and money.words.statuses[row.status] in label
        assert money.cited([money.ties[id] for id in row.ties]) in label
        assert label in made.description, "who cannot see it"
    whole = {bar.attrib["class"] for bar in shown}
    assert {"tie s-active", "tie s-planned", "tie s-disputed"} <= whole


def _in_groups(money: Report) -> list[Any]:
    """The rows with those of one currency, kind and time together, in the order of the answer."""
    rows = [row for row in typed_rows(money) if isinstance(row, Total)]
    keys = [(row.currency, row.kind, row.period, row.per) for row in rows]
    return sorted(rows, key=lambda row: keys.index((row.currency, row.kind, row.period, row.per)))


def test_bars_of_one_group_are_as_long_as_their_sums(client: httpx.Client) -> None:
    money = report(client, "/funding", {"amount_kind": "target", "disputed": "include"}, width=720)
    svg = ET.fromstring(figure(money).svg)

    lines = [line.attrib["d"] for line in svg.iter(f"{SVG}path") if line.get("class") == "l"]
    ends = [float(re.findall(r"H([\d.]+)", line)[0]) for line in lines]
    sums = [row.least for row in _in_groups(money)]
    assert len(sums) == len(ends) == 2
    assert ends[0] / ends[1] == pytest.approx(sums[0] / sums[1], rel=0.01)


def test_a_figure_can_be_chosen_among_those_that_an_answer_has(client: httpx.Client) -> None:
    best, network = (client.get("/funding.svg", params=asked).text for asked in ({}, {"figure": "network"}))
    assert 'class="box' not in best and 'class="box' in network
    assert client.get("/funding.svg", params={"figure": "bars"}).text == best

    for path, asked, there in (
        ("/partners.svg", {"technology": "quantum", "figure": "bars"}, "network or years"),
        ("/ties.png", {"figure": "timeline"}, "network or years"),
        ("/timeline.html", {"figure": "matrix"}, "timeline or years or network"),
        ("/changes.pdf", {"since": "2025", "figure": "years"}, "timeline or network"),
    ):
        refused = client.get(path, params=asked)
        assert refused.status_code == 422 and f"it can be {there}" in refused.text, path


@pytest.mark.parametrize("width", [360, 1400])
def test_pairs_are_a_matrix_with_a_cell_for_each_that_cooperates(client: httpx.Client, width: int) -> None:
    pairs = report(client, "/compare", PAIRS, width=width)
    made = figure(pairs)

    cells = [cell for row in typed_rows(pairs) if isinstance(row, Comparison) for cell in row.cells]
    full = {tuple(cell.ties): cell for cell in cells if cell.cooperations}
    drawn_cells = [group for group in ET.fromstring(made.svg).iter(f"{SVG}g") if group.get("class") == "tie cell"]
    assert len(drawn_cells) == sum(bool(cell.cooperations) for cell in cells) > 20
    for group in drawn_cells:
        cell = full[tuple(group.attrib["data-ties"].split())]
        total, *counts = [one.text or "" for one in group.iter(f"{SVG}text")]
        assert total == str(cell.cooperations)
        assert sorted(map(str, cell.statuses.values())) == sorted(counts[: len(cell.statuses)])
        assert group.attrib["aria-label"] in made.description, "who cannot see it"


def lanes(made: Figure) -> Iterator[tuple[str, ET.Element]]:
    """What a figure shows along time: the tie of each lane, and the lane."""
    for group in ET.fromstring(made.svg).iter(f"{SVG}g"):
        if group.get("data-ties"):
            yield group.attrib["data-ties"], group


@pytest.mark.parametrize("width", [280, 720, 1600])
def test_a_timeline_has_each_event_in_order_with_its_date_status_and_sources(client: httpx.Client, width: int) -> None:
    asked = {"technology": "space", "disputed": "include"}
    whole = report(client, "/timeline", asked)
    made = figure(whole, Room(width, 40_000))

    events = [row for row in typed_rows(whole) if isinstance(row, TimelineEvent)]
    lasting = {row.tie for row in events if row.what in ("start", "end")}
    changed = [row.tie for row in events if row.what == "status"]
    assert sorted(tie for tie, _ in lanes(made)) == sorted([*lasting, *changed])
    for id, lane in lanes(made):
        tie, label = whole.ties[id], lane.attrib["aria-label"]
        assert whole.said(tie) in label and "[" in label and label in made.description, "who cannot see it"
        if id not in changed:
            assert label.startswith(f"{whole.dates(tie)}: ") and whole.words.statuses[tie.status] in label
            assert lane.get("class") == f"tie s-{tie_style(tie.status, tie.disputed)}"
    dates = [label.split(":")[0] for label in re.findall(r'aria-label="([^"]+)"', made.svg)]
    days = {whole.dates(whole.ties[row.tie]): row.day or "" for row in events if row.what == "start"}
    begun = [days[date] for date in dates if date in days]
    assert len(begun) > 20 and begun == sorted(begun)


def test_no_date_is_drawn_more_exactly_than_it_is_stated(client: httpx.Client) -> None:
    whole = report(client, "/timeline", {"from": "2023", "to": "2025", "limit": 1000}, width=1600)

    drawn_days: dict[int, list[float]] = {}
    for id, lane in lanes(figure(whole)):
        tie = whole.ties[id]
        if (
            tie.start
            and not tie.end
            and re.fullmatch(r"202[345](-\d\d)*", tie.start)
            and "→" not in "".join(lane.itertext())
        ):
            drawn_days.setdefault(len(tie.start), []).append(_length(lane))
    a_day, a_month, a_year = (max(drawn_days[digits]) for digits in (10, 7, 4))
    assert a_day == 0, "round"
    assert 0 < a_month < a_year and min(drawn_days[4]) > 10 * a_month


def _length(lane: ET.Element) -> float:
    """How much longer than high the mark on a lane is, in pixels."""
    mark = next(path.attrib["d"] for path in lane.iter(f"{SVG}path") if path.get("class") == "g")
    return float(re.findall(r"h([\d.]+)", mark)[0])


def test_what_has_no_end_is_open_and_what_is_hedged_has_its_sign(client: httpx.Client) -> None:
    whole = report(client, "/timeline", EVERYTHING, width=720)
    found = [(whole.ties[id], lane) for id, lane in lanes(figure(whole, Room(720, 40_000)))]

    assert len(found) > 200
    for tie, lane in found:
        text = "".join(lane.itertext())
        if "→" in text:
            continue
        starts = [path.attrib["d"] for path in lane.iter(f"{SVG}path") if path.get("class") == "l"]
        goes_on = tie.status not in ("completed", "ended") and not tie.end and "/" not in (tie.start or "")
        chevrons = [path for path in starts if path.count("l5 4l-5 4") == 2]
        assert bool(chevrons) == goes_on, tie.id
        signs = [one.text for one in lane.iter(f"{SVG}text") if one.text in ("?", "~")]
        assert len(signs) == sum(date is not None and date[-1] in "?~" for date in (tie.start, tie.end)), tie.id


def test_what_has_no_room_or_no_date_is_told_in_number(client: httpx.Client) -> None:
    whole = report(client, "/timeline", EVERYTHING, width=720)
    made = figure(whole, Room(720, 2000))

    events = [row for row in typed_rows(whole) if isinstance(row, TimelineEvent)]
    undated = sum(row.what == "undated" for row in events)
    assert made.height <= 2000 and f">{undated} without a stated date are in the table" in made.svg
    more = re.search(r">(\d+) more are in the table", made.svg)
    shown = [id for id, lane in lanes(made) if "→" not in "".join(lane.itertext())]
    changed = sum("→" in "".join(lane.itertext()) for _, lane in lanes(made))
    told = sum(row.what in ("start", "end") and row.tie in shown for row in events) + changed
    assert more and int(more[1]) == len(events) - undated - told > 0


@pytest.mark.parametrize("width", [280, 1600])
def test_changes_show_how_a_tie_stood_before_and_stands_now(client: httpx.Client, width: int) -> None:
    whole = report(client, "/changes", {"since": "2024", "limit": 1000}, width=width)
    made = figure(whole, Room(width, 40_000))

    rows = {row.tie: row for row in typed_rows(whole) if isinstance(row, Change)}
    assert sorted(id for id, _ in lanes(made)) == sorted(rows)
    went = 0
    for id, lane in lanes(made):
        row, tie, label = rows[id], whole.ties[id], lane.attrib["aria-label"]
        before = [
            group.attrib["class"] for group in lane.iter(f"{SVG}g") if (group.get("class") or "").startswith("s-")
        ]
        assert lane.get("class") == f"tie s-{tie_style(row.now, tie.disputed)}"
        assert len(before) == bool(row.before), "what is new comes from nothing"
        if row.before and row.before != row.now:
            went += 1
            assert f"{whole.words.statuses[row.before]} → " in label
            assert before[0] in (f"s-{row.before}", "s-disputed")
    assert went > 5


def test_ties_are_counted_by_the_year_in_which_they_begin(client: httpx.Client) -> None:
    whole = report(client, "/ties", EVERYTHING | {"figure": "years"}, width=720)
    made = figure(whole)

    begun: dict[str, list[Tie]] = {}
    for tie in whole.subgraph.ties:
        if tie.start and re.match(r"\d{4}", tie.start):
            begun.setdefault(tie.start[:4], []).append(tie)
    parts = [(group.attrib["aria-label"][:4], group.attrib["class"], ids.split()) for ids, group in lanes(made)]
    for year, ties in begun.items():
        own = [(look, ids) for of_year, look, ids in parts if of_year == year]
        assert sorted(id for _, ids in own for id in ids) == sorted(tie.id for tie in ties)
        for look, ids in own:
            assert {f"tie s-{tie_style(whole.ties[id].status, whole.ties[id].disputed)}" for id in ids} == {look}
        assert f"{year}: {len(ties)} (" in made.description
    unstated = len(whole.ties) - sum(map(len, begun.values()))
    assert f">{unstated} more begin in no stated year.<" in made.svg
    assert ">2001–2007<" in made.svg, "years without any stand together"


def test_what_is_disputed_is_counted_only_when_asked_for(client: httpx.Client) -> None:
    without, included = (
        client.get("/ties.svg", params={"figure": "years", "limit": 1000, **more}).text
        for more in ({}, {"disputed": "include"})
    )
    assert "tie s-disputed" in included and "tie s-disputed" not in without


@pytest.mark.parametrize("width", [360, 760, 1100])
def test_a_mark_is_round_for_a_day_alone(client: httpx.Client, width: int) -> None:
    svg = ET.fromstring(client.get("/timeline.svg", params={"technology": "space", "width": width}).content)
    exact = dict[bool, int]()
    for lane in (group for group in svg.iter() if group.get("data-ties")):
        mark = next(path.attrib["d"] for path in lane.iter() if path.get("class") == "g")
        across = float(re.findall(r"h(-?[\d.]+)a", mark)[0])
        is_day = re.match(r"[A-Z][a-z]+ \d+, \d{4}(:| to)", lane.attrib["aria-label"]) is not None
        assert (across == 0) == is_day, (lane.attrib["aria-label"], mark)
        exact[is_day] = exact.get(is_day, 0) + 1
    assert exact.keys() == {True, False}
