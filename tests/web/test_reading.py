"""Reading an answer: on a phone the list first, evidence beside what it is evidence for, and whatever eyes one has."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.chromium import violations
from tests.web.conftest import OpenPage
from tests.web.looking import await_nodes, await_still, in_sight, on_screen

pytestmark = pytest.mark.browser

QUANTUM = "/?query=ties&technology=quantum"
TABLE = f"{QUANTUM}&show=table"
PHONE = {"width": 390, "height": 844}


def broken_words(page: Page, selector: str) -> list[str]:
    """Words that do not stand on one line."""
    return page.locator(selector).evaluate_all(
        """all => all.flatMap(one => {
          const found = [], texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
          for (let text = texts.nextNode(); text; text = texts.nextNode())
            for (const word of text.data.matchAll(/[\\p{L}\\p{M}\\d]+/gu)) {
              const range = document.createRange();
              range.setStart(text, word.index);
              range.setEnd(text, word.index + word[0].length);
              if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) found.push(word[0]);
            }
          return found;
        })"""
    )


def top(page: Page, selector: str) -> float:
    """How far down the first of some elements begins."""
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"]


def test_on_a_phone_the_list_comes_first_and_the_picture_on_demand(visit: OpenPage) -> None:
    page = visit(QUANTUM, **PHONE)
    lines = page.locator(".lines tbody tr")
    expect(lines).to_have_count(46)
    expect(lines.first).to_have_text(re.compile("AUKUS.*co-develops.*AUKUS quantum trials"))
    assert top(page, ".finding") < top(page, ".lines tbody tr") < PHONE["height"] / 2
    assert broken_words(page, ".lines") == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]

    stages = page.locator(".stages")
    expect(stages).to_be_hidden()
    page.get_by_text("How this is known").click()
    expect(stages).to_contain_text("19 done or in force")

    page.get_by_role("button", name="graph").click()
    await_nodes(page, "india")
    page.reload()
    await_nodes(page, "india")
    wide = visit(QUANTUM)
    await_nodes(wide, "india")
    expect(wide.locator(".stages")).to_be_visible()


def test_on_a_phone_the_evidence_is_in_sight_with_what_it_is_about(visit: OpenPage) -> None:
    page = visit(f"{QUANTUM}&show=graph", **PHONE)
    await_nodes(page, "india")
    page.mouse.click(*on_screen(page, "russia"))
    evidence = page.get_by_role("complementary", name="Evidence")
    heading = evidence.get_by_role("heading", name="Russia", exact=True)
    expect(heading).to_be_in_viewport(ratio=1)
    await_still(page)
    assert in_sight(page, "russia")
    assert on_screen(page, "russia")[1] < top(page, ".evidence")

    evidence.get_by_role("button", name="Clear selection").click()
    expect(heading).to_have_count(0)
    page.get_by_role("button", name="timeline").click()
    bar = page.locator(".timeline ol button").last
    bar.click()
    expect(evidence).to_contain_text("the newest first")
    assert top(page, ".timeline li.selected button") < top(page, ".evidence"), "it is not below its evidence"


@pytest.mark.parametrize("width", [1280, 390])
def test_evidence_opens_below_its_line_and_leads_back_to_it(visit: OpenPage, width: int) -> None:
    page = visit(TABLE, width=width, height=800)
    line = page.locator(".lines tbody tr").nth(4)
    opener = line.get_by_role("button", name="Evidence: 1 tie")
    opener.focus()
    page.keyboard.press("Enter")
    below = page.locator(".lines tbody tr").nth(5).get_by_role("region", name="Evidence")
    heading = below.get_by_role("heading", level=2)
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport(ratio=1)
    expect(opener).to_be_in_viewport(ratio=1)
    expect(
        page.get_by_role("status").filter(has_text="Australia participates in AQuA, planned. 2 claims.")
    ).to_have_count(1)
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("complementary", name="Evidence")).to_have_count(0)
    assert broken_words(page, ".lines") == []

    page.keyboard.press("Escape")
    expect(below).to_have_count(0)
    expect(opener).to_be_focused()
    opener.click()
    below.get_by_role("button", name="Clear selection").click()
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")

    page.keyboard.press("Enter")
    expect(heading).to_be_focused()
    page.reload()
    expect(below).to_contain_text("the newest first")


def test_a_choice_from_the_panel_moves_the_focus_there_and_says_so(visit: OpenPage) -> None:
    page = visit("/?query=neighbours&id=nasa")
    await_nodes(page, "nasa", "nisar")
    evidence = page.get_by_role("complementary", name="Evidence")
    evidence.get_by_role("button", name="ISRO", exact=True).press("Enter")
    expect(evidence.get_by_role("heading", name="Indian Space Research Organisation")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="ISRO, Agency, 3 ties here")).to_have_count(1)
    evidence.locator("ul.ties").get_by_role("button").first.press("Enter")
    expect(evidence.get_by_role("heading", name=re.compile("ISRO.*NASA|NASA.*ISRO"))).to_be_focused()
    page.keyboard.press("Escape")
    expect(evidence.get_by_role("heading", name=re.compile("10 entities"))).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_timeline_tells_an_unknown_start_and_what_is_overdue(visit: OpenPage, width: int) -> None:
    page = visit("/?query=neighbours&id=india&show=timeline", width=width, height=800)
    roadmap = page.get_by_role("button", name=re.compile("India participates in AI infrastructure roadmap"))
    expect(roadmap).to_have_accessible_name(re.compile("until 2025 · planned, overdue · start unknown$"))
    expect(roadmap).to_contain_text("until 2025 · planned, overdue")
    assert roadmap.locator("circle").count() == 2, "the end, and the sign of what is overdue, but no start"
    expect(roadmap.locator(".overdue")).to_be_visible()
    expect(roadmap.locator(".open")).to_have_count(1)

    held = page.get_by_role("button", name=re.compile("Kudankulam supports India"))
    expect(held).to_have_accessible_name(re.compile("2013 · active · goes on$"))
    expect(held.locator(".overdue, .unstated")).to_have_count(0)
    expect(page.locator(".timeline > .meta")).to_have_text("››: open, no date stated !: overdue")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "lang"), [(1280, "en"), (1280, "ru"), (390, "de")])
def test_a_table_says_how_reliable_the_best_source_is(
    visit: OpenPage, client: httpx.Client, width: int, lang: str
) -> None:
    page = visit(f"{TABLE}&lang={lang}", width=width, height=800)
    cells = page.locator('.lines td[data-column="best_reliability_name"]')
    expect(cells).to_have_count(46)
    ties = client.get("/ties", params={"technology": "quantum", "limit": 500}).json()["ties"]
    assert len(set(cells.all_inner_texts())) == len({tie["reliability"] for tie in ties}) == 3
    assert broken_words(page, ".lines") == []
    region = page.get_by_role("main").locator(".scroll")
    assert region.evaluate("one => one.scrollWidth <= one.clientWidth"), "nothing is out of sight"

    page.locator(".lines thead button").nth(5).click()
    words = [cell.split()[-1] for cell in cells.all_inner_texts()]
    order = sorted((tie["reliability"] for tie in ties), key=["official", "reported", "unverified"].index)
    assert [words.index(word) for word in words] == [order.index(one) for one in order], "the best first"


def test_a_long_table_is_drawn_to_its_end_and_so_is_a_sorted_one(visit: OpenPage) -> None:
    page = visit("/?query=ties&show=table")
    lines = page.locator(".lines tbody tr")
    expect(lines).to_have_count(500)
    last = lines.last.inner_text()
    opener = lines.nth(450).get_by_role("button", name="Evidence")
    opener.press("Enter")
    expect(page.get_by_role("region", name="Evidence").get_by_role("heading", level=2)).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()

    page.locator(".lines thead button").first.click()
    page.locator(".lines thead button").first.click()
    expect(lines).to_have_count(500)
    assert lines.last.inner_text() != last


NASA = "/?query=neighbours&id=nasa"
VIEWS = (
    "/", f"{NASA}&show=graph", f"{NASA}&show=table&select=nasa--co-develops--nisar", f"{NASA}&show=compare",
    "/?query=neighbours&id=india&show=timeline", "/?query=neighbours&id=india&show=map", "/?query=funding&show=bars",
    "/?query=compare&pair=india,russia&show=compare", "/?query=neighbours&id=nassa",
    "/?query=ties&show=graph", "/?query=foo",
)  # fmt: skip


@pytest.mark.parametrize(
    ("width", "height", "options"),
    [
        pytest.param(640, 400, {"device_scale_factor": 2}, id="zoomed"),
        pytest.param(320, 700, {"reduced_motion": "reduce"}, id="narrow and calm"),
        pytest.param(1280, 800, {"forced_colors": "active"}, id="forced colours"),
        pytest.param(1280, 800, {"forced_colors": "active", "color_scheme": "dark"}, id="forced dark colours"),
    ],
)
def test_axe_finds_nothing_and_nothing_moves_or_runs_out_of_any_window(
    visit: OpenPage, width: int, height: int, options: dict[str, Any]
) -> None:
    page = visit(VIEWS[0], width=width, height=height, bypass_csp=True, **options)
    for address in VIEWS:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert violations(page) == [], address
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, address
        if "reduced_motion" in options:
            assert page.evaluate("() => document.getAnimations().length") == 0, address


def test_forced_colours_mark_the_view_and_the_line_that_are_chosen(visit: OpenPage) -> None:
    page = visit(f"{NASA}&show=table&select=nasa--co-develops--nisar", forced_colors="active")
    expect(page.get_by_role("region", name="Evidence")).to_be_visible()
    tabs = page.get_by_role("group", name="Show as").get_by_role("button")
    grounds = tabs.evaluate_all("all => all.map(one => getComputedStyle(one).backgroundColor)")
    assert len(set(grounds)) == 2 and grounds.count(grounds[1]) == 1, "the table's tab stands out"
    outlines = page.locator(".lines tbody tr").evaluate_all("all => all.map(one => getComputedStyle(one).outlineStyle)")
    assert outlines.count("solid") == 1
