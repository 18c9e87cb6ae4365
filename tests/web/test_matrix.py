"""More ties than a picture can show so that it is read: who with whom, as a matrix in its place."""

import re

import httpx
import pytest
from playwright.sync_api import expect

from tests.web.conftest import OpenPage
from tests.web.looking import await_nodes

pytestmark = pytest.mark.browser


def test_all_ties_are_a_matrix_whose_numbers_lead_to_their_evidence(visit: OpenPage, client: httpx.Client) -> None:
    answer = client.get("/ties", params={"limit": 500}).json()["ties"]
    two = [tie for tie in answer if {tie["subject"], tie["object"]} == {"india", "united-states"}]
    page = visit("/?query=ties")
    matrix = page.get_by_role("grid")
    expect(matrix).to_contain_text("Too many lines for a picture")
    expect(page.locator("#canvas")).to_have_count(0)
    counts = matrix.get_by_role("gridcell").get_by_role("button").all_inner_texts()
    row = matrix.get_by_role("row").filter(has=page.get_by_role("rowheader", name="India", exact=True))
    assert len(counts) > 200

    cell = row.get_by_role("button", name=re.compile(f"^India and United States: {len(two)} ties"))
    expect(cell).to_have_accessible_name(re.compile("active.*planned.*expected"))
    cell.click()
    evidence = page.get_by_role("complementary", name="Evidence")
    expect(evidence.get_by_role("heading", level=2)).to_have_text("India and United States")
    expect(evidence.get_by_role("heading", level=2)).to_be_focused()
    expect(evidence.locator(".ties .tie")).to_have_count(len(two))
    expect(cell).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(cell).to_be_focused()

    page.get_by_role("button", name=re.compile("more initiatives")).first.click()
    expect(page.locator("th[scope=row]", has_text="NISAR")).to_be_visible()
    page.goto("/?query=ties&technology=space")
    await_nodes(page, "india", "nisar")
    expect(page.get_by_role("grid")).to_have_count(0)


def test_arrows_walk_the_matrix_from_number_to_number(visit: OpenPage) -> None:
    page = visit("/?query=ties")
    first = page.get_by_role("grid").get_by_role("button", name="India", exact=True)
    first.focus()
    page.keyboard.press("ArrowRight")
    focused = page.locator(":focus")
    expect(focused).to_have_accessible_name(re.compile("^India and United States"))
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_accessible_name(re.compile(" and United States|^United States and "))
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    expect(page.get_by_role("grid").locator(":focus")).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("grid").locator(":focus")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Evidence").get_by_role("heading", level=2)).to_be_focused()


def test_an_address_opens_as_its_question_does_and_names_a_question_that_is_none(visit: OpenPage) -> None:
    page = visit("/?query=compare&pair=india,united-states&pair=india,russia")
    expect(page.locator("table.compare")).to_be_visible()
    assert "show=" not in page.url
    expect(page.get_by_role("heading", level=1)).to_have_text("India and United States, India and Russia side by side")

    page.goto("/?query=foo")
    expect(page.get_by_role("alert")).to_have_text(re.compile("no question called “foo”"))
    page.get_by_role("link", name="Entente").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert "foo" not in page.url
