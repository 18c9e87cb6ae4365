"""The figure: everything in it can be read, and says what the answer says."""

from itertools import combinations
from typing import Any

import httpx
import pytest

from app.domain.answer import Subgraph
from app.report import Report, is_mutual
from app.report.figure.geometry import Rectangle
from app.report.figure.layout import Drawing, draw
from app.report.figure.selection import MOST, select
from app.report.options import Options
from app.report.wording import Language

QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("/ties", {"entity": "nisar"}),
    ("/entities/nasa/neighbours", {}),
    ("/partners", {"technology": "semiconductors"}),
    ("/partners", {"technology": "quantum"}),
    ("/partners", {"technology": "artificial-intelligence"}),
    ("/entities/isro/neighbours", {"disputed": "include"}),
    ("/entities/india/neighbours", {"limit": 40}),
    ("/documents/2024-06-17-icet-second-meeting", {}),
]
"""Questions to the seed whose figures have from three to forty entities."""


def report(client: httpx.Client, path: str, parameters: dict[str, Any], **options: Any) -> Report:
    """The answer to a question as a report."""
    answer = client.get(f"{path}.json", params=parameters)
    assert answer.status_code == 200, answer.text
    return Report(Subgraph.parse(answer.content), Options(**options), "https://example.org/answer")


def drawing(report: Report) -> Drawing:
    """The figure's geometry."""
    return draw(report, select(report), report.options.width or 1100)


@pytest.mark.parametrize("width", [360, 1100])
@pytest.mark.parametrize(("path", "parameters"), QUESTIONS)
def test_no_two_labels_or_boxes_overlap(
    client: httpx.Client, path: str, parameters: dict[str, Any], width: int
) -> None:
    figure = drawing(report(client, path, parameters, width=width))

    if len(figure.boxes) > 40:
        pytest.skip(f"{len(figure.boxes)} entities")
    places = [box.place for box in figure.boxes] + [line.label.place for line in figure.lines if line.label]
    assert all(line.label for line in figure.lines), "each tie has its number"
    for one, other in combinations(places, 2):
        assert not one.overlaps(other), (one, other)
    page = Rectangle(figure.width / 2, figure.height / 2, figure.width + 0.2, figure.height + 0.2)
    for place in places:
        assert page.left <= place.left and place.right <= page.right, "nothing is cut"
        assert page.top <= place.top and place.bottom <= page.bottom


@pytest.mark.parametrize(("path", "parameters"), QUESTIONS)
def test_each_line_runs_from_its_subject_to_its_object(
    client: httpx.Client, path: str, parameters: dict[str, Any]
) -> None:
    figure = drawing(report(client, path, parameters))
    boxes = {box.entity.id: box.place for box in figure.boxes}

    assert figure.lines
    for line in figure.lines:
        start, *_, end = line.curve.points
        near = [(start, boxes[line.bundle.subject]), (line.curve.tip or end, boxes[line.bundle.object])]
        if not line.curve.tip:
            assert all(is_mutual(tie) for tie in line.bundle.ties), "without an arrow it is mutual"
        for point, box in near:
            grown = box._replace(width=box.width + 12, height=box.height + 12)
            assert grown.holds(point), (line.bundle.subject, line.bundle.object)


def test_a_figure_that_is_too_large_keeps_the_best_connected_and_says_what_it_leaves_out(
    client: httpx.Client,
) -> None:
    whole = report(client, "/ties", {"limit": 1000, "disputed": "include"})
    selection = select(whole)

    assert len(selection.entities) == MOST
    assert selection.entities_left_out == len(whole.entities) - MOST
    drawn = {tie.id for bundle in selection.bundles for tie in bundle.ties}
    assert selection.ties_left_out == len(whole.subgraph.ties) - len(drawn)
    best = whole.degrees.most_common(10)
    assert {id for id, _ in best} <= {entity.id for entity in selection.entities}
    svg = client.get("/ties.svg", params={"limit": 1000, "disputed": "include"}).text
    assert f"{selection.entities_left_out} more entities and {selection.ties_left_out} more ties" in svg


def test_the_same_answer_is_the_same_bytes(client: httpx.Client, entente: Any, tmp_path: Any) -> None:
    for suffix in ("svg", "png", "pdf", "docx", "xlsx"):
        served = client.get(f"/partners.{suffix}", params={"technology": "semiconductors"}).content
        file = tmp_path / f"figure.{suffix}"
        base = str(client.base_url).rstrip("/")
        done = entente("partners", "semiconductors", "-o", str(file), ENTENTE_PUBLIC_URL=base)
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
    figure = drawing(report(client, "/entities", {"kind": "Agency", "limit": 40}))

    assert len(figure.boxes) > 10 and not figure.lines
    for one, other in combinations([box.place for box in figure.boxes], 2):
        assert not one.overlaps(other)


def test_an_answer_with_nothing_in_it_is_a_figure_too(client: httpx.Client) -> None:
    answer = client.get("/ties.svg", params={"country": "Tuvalu"})

    assert answer.status_code == 200
    assert "Nothing was found." in answer.text
