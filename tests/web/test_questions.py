"""The ways in: every question of the catalogue by its form, by mouse, by keyboard and on a phone."""

import re
import time
from collections.abc import Callable, Iterator
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from app.queries import catalogue
from app.queries.fields import asks
from tests.web.conftest import OpenPage
from tests.web.looking import PATIENCE

pytestmark = pytest.mark.browser

COMPARED = "/?query=compare&pair=india,united-states&pair=india,russia&show=compare"


def asked(page: Page) -> dict[str, list[str]]:
    """The question in the address, without how its answer is shown."""
    given = parse_qs(urlsplit(page.url).query)
    given.pop("show", None)
    return given


def form(page: Page, words: str) -> Locator:
    """The form of a question, opened by its words."""
    question = page.locator("details.question", has_text=words)
    question.locator("summary").first.click()
    return question.locator("form")


def choose(within: Locator, field: str, typed: str, option: str | re.Pattern[str]) -> None:
    """Types into a field for names, and takes one of those that it offers."""
    within.get_by_role("combobox", name=field).fill(typed)
    within.get_by_role("option", name=option).first.click()


def answered(page: Page, within: Locator, **parameters: Any) -> None:
    """Sends a form; then the address holds the question, the title has the focus, and the answer is announced."""
    within.get_by_role("button", name="Answer").click()
    wanted = {name: [value] if isinstance(value, str) else value for name, value in parameters.items()}
    _until(page, lambda: asked(page) == wanted)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    finding, said = page.locator(".finding"), page.locator("#page > [role=status]")
    _until(page, lambda: finding.count() == 1 and finding.inner_text() in said.inner_text())
    expect(page.get_by_role("alert")).to_have_count(0)


def _until(page: Page, holds: Callable[[], bool]) -> None:
    """Waits until something holds of a page."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"still {page.url}, {page.locator('#page > [role=status]').inner_text()!r}"
        page.wait_for_timeout(50)


def test_the_start_has_every_question_of_the_catalogue_in_its_words(visit: OpenPage) -> None:
    page = visit()
    shown = page.locator("details.question summary").all_inner_texts()

    plain = ["".join(part.text + (part.words or "") for part in asks(query)) for query in catalogue.values()]
    described = [query.description() for query in catalogue.values() if not query.asks]
    assert [one for one in plain if one] == shown[: -len(described)]
    page.get_by_text("Other questions").click()
    for description in described:
        expect(page.locator("details.question", has_text=re.split("[.:;]", description)[0])).to_be_visible()


def test_who_works_with_whom_by_a_name_of_the_tree(visit: OpenPage) -> None:
    page = visit()
    partners = form(page, "Who works with whom")
    field = partners.get_by_role("combobox", name="a technology")
    expect(field).to_be_focused()
    field.press("ArrowDown")
    expect(partners.get_by_role("option", name=re.compile("Space"))).not_to_have_count(0)
    choose(partners, "a technology", "quantum tech", "Quantum technology")
    answered(page, partners, query="partners", technology="quantum")
    page.go_back()
    expect(page.get_by_role("heading", name="Questions")).to_be_visible()


def test_what_changed_since_june_2024(visit: OpenPage) -> None:
    page = visit()
    changes = form(page, "What changed since")
    day = changes.get_by_role("textbox", name="a day")
    day.fill("June 2024")
    day.press("Enter")
    expect(day).to_be_focused()
    expect(day).to_have_accessible_description(re.compile("2024-06 or 2024-06-17"))
    day.fill("2024-06")
    answered(page, changes, query="changes", since="2024-06")
    expect(page.get_by_role("columnheader", name="Status before")).to_be_visible()


def test_what_changed_for_one_entity(visit: OpenPage) -> None:
    page = visit()
    changes = form(page, "What changed since")
    changes.get_by_role("textbox", name="a day").fill("2024-06")
    choose(changes, "an entity", "nasa", re.compile("National Aeronautics"))
    answered(page, changes, query="changes", since="2024-06", entity="nasa")
    rows = page.get_by_role("table", name=re.compile("The answer")).locator("tbody tr")
    expect(rows.filter(has_text="NASA")).to_have_count(8)
    expect(rows).to_have_count(8)


def test_who_pays_whom(visit: OpenPage) -> None:
    page = visit()
    funding = form(page, "Who pays whom")
    choose(funding, "a funder", "national science foundation", re.compile("National Science Foundation"))
    funding.get_by_text("More options").click()
    funding.get_by_label("grant", exact=True).check()
    answered(page, funding, query="funding", funder="nsf", amount_kind="grant")
    expect(page.get_by_role("table", name=re.compile("The answer"))).to_contain_text("USD")


def test_how_two_are_connected(visit: OpenPage) -> None:
    page = visit()
    paths = form(page, "connected to")
    paths.get_by_role("button", name="Answer").click()
    source = paths.get_by_role("combobox", name="an entity")
    expect(source).to_be_focused()
    expect(source).to_have_attribute("aria-invalid", "true")
    choose(paths, "an entity", "nasa", re.compile("National Aeronautics"))
    choose(paths, "another entity", "roskosm", re.compile("Roscosmos"))
    answered(page, paths, query="paths", source="nasa", target="roscosmos")
    expect(page.get_by_role("table", name=re.compile("The answer"))).to_contain_text("NASA – ISRO – Roscosmos")


def test_pairs_are_chosen_added_changed_and_taken_out(visit: OpenPage) -> None:
    page = visit()
    compare = form(page, "Side by side")
    for field, name in (("Pair 1, first", "India"), ("Pair 1, second", "Russia")):
        choose(compare, field, name, re.compile(rf"{name}\s*Country"))
    answered(page, compare, query="compare", pair="india,russia")
    expect(page.locator("table.compare thead th")).to_have_count(2)

    own = page.get_by_role("region", name="Change the question")
    expect(own.get_by_role("combobox", name="Pair 1, second")).to_have_value("Russia")
    own.get_by_role("button", name="Add a pair").click()
    expect(own.get_by_role("combobox", name="Pair 2, first")).to_be_focused()
    choose(own, "Pair 2, first", "India", re.compile(r"India\s*Country"))
    own.get_by_role("button", name="Answer").click()
    expect(own.get_by_role("combobox", name="Pair 2, second")).to_have_accessible_description(re.compile("two names"))
    choose(own, "Pair 2, second", "Japan", re.compile(r"Japan\s*Country"))
    choose(own, "Pair 1, second", "United States", re.compile(r"United States\s*Country"))
    answered(page, own, query="compare", pair=["india,united-states", "india,japan"])
    expect(page.locator("table.compare thead th")).to_have_count(3)

    own.get_by_role("button", name="Remove pair 1").click()
    expect(own.get_by_role("combobox", name="Pair 1, second")).to_have_value("Japan")
    answered(page, own, query="compare", pair="india,japan")
    page.go_back()
    expect(own.get_by_role("combobox", name="Pair 2, second")).to_have_value("Japan")


def test_where_sources_disagree_leads_to_the_moon_mission_of_2017(visit: OpenPage) -> None:
    page = visit()
    answered(page, form(page, "Where do sources disagree"), query="disputes")
    line = page.get_by_role("row", name=re.compile("Moon mission 2017")).first
    line.get_by_role("button", name="Evidence").click()
    expect(page.get_by_role("region", name="Evidence")).to_contain_text("Moon mission 2017")


def test_what_has_only_disputed_ties_is_not_told_as_nothing(visit: OpenPage) -> None:
    page = visit()
    neighbours = form(page, "What is an entity tied to")
    choose(neighbours, "an entity", "moon mission", re.compile("Moon mission of 2017"))
    neighbours.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("heading", name="Only disputed ties here")).to_be_visible()
    expect(page.get_by_text("2 ties left out")).to_be_visible()
    page.get_by_role("link", name="with disputed ties").click()
    expect(page.locator(".finding")).to_contain_text("disputed")


def test_claims_of_a_document(visit: OpenPage) -> None:
    page = visit()
    claims = form(page, "What is claimed")
    choose(claims, "a document", "first radar images", re.compile("radar images"))
    answered(page, claims, query="claims", document="2025-09-30-nisar-first-images")


def test_a_document_is_found_by_the_service_as_its_words_are_typed(visit: OpenPage) -> None:
    page = visit()
    document = form(page, "What does a document say?")
    with page.expect_request(re.compile(r"/documents\?(.*&)?q=personal")):
        choose(document, "a document", "personal bl", re.compile("24th India.Russia Annual Summit"))
    answered(page, document, query="document", id="2025-12-05-india-russia-summit-blog")


def test_a_tie_is_found_by_the_names_of_its_ends(visit: OpenPage) -> None:
    page = visit()
    page.get_by_text("Other questions").click()
    tie = form(page, "One tie with all its claims")
    field = tie.get_by_role("combobox", name="a tie")
    field.fill("nasa nisar")
    expect(tie.get_by_role("option")).to_have_count(1)
    field.press("Enter")
    expect(field).to_have_value("NASA co-develops NISAR")
    answered(page, tie, query="tie", id="nasa--co-develops--nisar")
    own = page.get_by_role("region", name="Change the question")
    expect(own.get_by_role("combobox", name="a tie")).to_have_value("NASA co-develops NISAR")


def test_a_timeline_of_an_entity(visit: OpenPage) -> None:
    page = visit()
    timeline = form(page, "Timeline")
    choose(timeline, "an entity", "nisar", re.compile("NISAR|Synthetic Aperture"))
    answered(page, timeline, query="timeline", entity="nisar")
    expect(page.get_by_role("button", name="timeline", exact=True)).to_have_attribute("aria-pressed", "true")


def test_the_latest(visit: OpenPage) -> None:
    page = visit()
    answered(page, form(page, "What was reported last"), query="latest")


@pytest.mark.parametrize(
    "words, query, first",
    [
        ("Which documents", "documents", "document"),
        ("Which entities", "entities", "neighbours"),
        ("Which technologies", "technologies", "partners"),
    ],
)
def test_records_are_a_table_whose_names_lead_on(
    visit: OpenPage, client: httpx.Client, words: str, query: str, first: str
) -> None:
    page = visit()
    answered(page, form(page, words), query=query)
    expect(page.get_by_role("complementary")).to_have_count(0)
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(client.get(f"/{query}", params={"limit": 1000}).json()["meta"]["counts"][query])
    name = rows.first.get_by_role("link").first
    called = name.inner_text()
    name.click()
    assert asked(page)["query"] == [first]
    expect(page.get_by_role("heading", level=1)).to_contain_text(called)
    page.go_back()
    expect(rows.first).to_contain_text(called)


def test_documents_are_narrowed_by_their_own_form(visit: OpenPage) -> None:
    page = visit("/?query=documents")
    own = page.get_by_role("region", name="Change the question")
    own.get_by_text("Options").click()
    own.get_by_label("blog", exact=True).check()
    answered(page, own, query="documents", kind="blog")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_a_question_is_changed_and_its_filters_stay(visit: OpenPage) -> None:
    page = visit("/?query=changes&since=2025-06&technology=space&status=active&show=table")
    own = page.get_by_role("region", name="Change the question")
    expect(own.get_by_role("combobox", name="a technology")).to_have_value(re.compile("Space"))
    own.get_by_role("textbox", name="a day").fill("2024")
    answered(page, own, query="changes", since="2024", technology="space", status="active")


def test_by_keyboard_alone_from_any_view_to_another_question_and_back(visit: OpenPage) -> None:
    page = visit("/?query=neighbours&id=nasa&show=table")
    expect(page.locator(".finding")).to_be_visible()
    page.keyboard.press("q")
    dialog = page.get_by_role("dialog", name="Questions")
    expect(dialog).to_be_visible()
    _tab_to(page, "How is an entity connected")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("combobox", name="an entity")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog.locator("summary", has_text="How is")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("combobox", name="an entity")).to_be_focused()
    page.keyboard.type("isro")
    expect(dialog.get_by_role("option").first).to_contain_text("Indian Space Research")
    page.keyboard.press("Escape")
    expect(dialog.get_by_role("option")).to_have_count(0)
    expect(dialog).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("nasa")
    expect(dialog.get_by_role("option").first).to_contain_text("National Aeronautics")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("query=paths"))
    assert asked(page) == {"query": ["paths"], "source": ["isro"], "target": ["nasa"]}
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("u")
    page.wait_for_url(re.compile("query=neighbours"))


def test_by_keyboard_alone_a_name_that_is_written_out_is_taken(visit: OpenPage) -> None:
    page = visit()
    expect(page.get_by_role("combobox", name="Search")).to_be_focused()
    _tab_to(page, "Who works with whom on a technology")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="a technology")).to_be_focused()
    page.keyboard.type("blockchains of cheese")
    expect(page.get_by_text("Nothing of this sort is called")).to_be_visible()
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox", name="a technology")
    expect(field).to_have_accessible_description(re.compile("Choose a name from the list"))
    expect(field).to_be_focused()
    field.press("Control+a")
    page.keyboard.type("Quantum technology")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("query=partners"))
    assert asked(page)["technology"] == ["quantum"]
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def _tab_to(page: Page, words: str) -> None:
    """Goes on by Tab until the focus is on something with these words."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(":focus").filter(has_text=words).count():
            return
    raise AssertionError(f"no Tab led to {words!r}")


@pytest.fixture
def phone(visit: OpenPage) -> Iterator[Page]:
    """The comparison on a phone; whatever is opened, nothing is wider than it."""
    page = visit(COMPARED, width=390, height=844, has_touch=True)
    yield page
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_on_a_phone_the_form_is_folded_until_it_is_wanted(phone: Page) -> None:
    own = phone.get_by_role("region", name="Change the question")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Russia")
    expect(own).to_have_count(0)
    phone.get_by_role("button", name="Question", exact=True).tap()
    expect(own.get_by_role("combobox", name="Pair 1, first")).to_have_value("India")
    own.get_by_role("button", name="Remove pair 2").tap()
    answered(phone, own, query="compare", pair="india,united-states")
    phone.get_by_role("button", name="Questions").tap()
    dialog = phone.get_by_role("dialog", name="Questions")
    changes = dialog.locator("details.question", has_text="What changed since")
    changes.locator("summary").first.tap()
    changes.get_by_role("textbox", name="a day").fill("2025")
    answered(phone, changes, query="changes", since="2025")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_the_ways_in(visit: OpenPage, scheme: str, width: int) -> None:
    page = visit(color_scheme=scheme, width=width, bypass_csp=True)
    expect(page.get_by_label("What the graph holds")).to_be_visible()
    changes = form(page, "What changed since")
    changes.get_by_text("More options").click()
    changes.get_by_role("button", name="Answer").click()
    expect(changes.get_by_role("textbox", name="a day")).to_have_attribute("aria-invalid", "true")
    assert _violations(page) == []
    form(page, "Side by side").get_by_role("combobox", name="Pair 1, second").fill("india")
    expect(page.get_by_role("option").first).to_be_visible()
    assert _violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    for address in (COMPARED, "/?query=documents&kind=blog"):
        page.goto(address)
        expect(page.get_by_role("table").first).to_be_visible()
        if page.get_by_role("region", name="Change the question").count() == 0:
            page.get_by_role("button", name="Question", exact=True).click()
        assert _violations(page) == [], address
    page.get_by_role("button", name="Questions").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert _violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def _violations(page: Page) -> list[str]:
    response = cast("dict[str, Any]", Axe().run(page).response)
    found: list[dict[str, Any]] = response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]
