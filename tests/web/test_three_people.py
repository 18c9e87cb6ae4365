"""The tasks of three people as they do them: an analyst, a journalist and a desk officer, each by mouse, by keyboard
alone, and on a phone."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support import SEED, Server, serving, until_ready
from tests.web.conftest import pages

pytestmark = pytest.mark.browser

WINDOWS: dict[str, dict[str, Any]] = {
    "mouse": {"width": 1400, "height": 900},
    "keys": {"width": 1280, "height": 800},
    "phone": {"width": 390, "height": 844, "has_touch": True},
}
"""What each of them looks at a page in, by what they use it with."""

PLANNED = (
    "/partners?technology=quantum", "/partners?technology=quantum&reliability=official",
    "/changes?since=2024-06&technology=quantum", "/compare?pair=india,united-states&pair=india,russia",
    "/entities/india/neighbours",
)  # fmt: skip
"""Questions that Neo4j plans before anybody waits for it."""

MOST_TABS = 150
"""More than these on the way to something are no way."""


@dataclass(frozen=True)
class Reader:
    """Somebody who uses a page with one thing: a mouse, the keys, or a finger."""

    page: Page
    means: str

    def use(self, what: Locator, key: str = "Enter") -> None:
        """Presses something; by keyboard with a key, once Tab has led there."""
        expect(what).to_be_visible()
        if self.means == "keys":
            assert self.tabs_to(what) <= MOST_TABS
            self.page.keyboard.press(key)
        elif self.means == "phone":
            what.tap()
        else:
            what.click()

    def tabs_to(self, what: Locator, most: int = MOST_TABS) -> int:
        """Goes on by Tab until the focus is on something or in it; says how often, or one more than `most`."""
        for count in range(most + 1):
            if what.evaluate("one => one.contains(document.activeElement)"):
                return count
            self.page.keyboard.press("Tab")
        return most + 1

    def write(self, field: Locator, text: str) -> None:
        """Writes into a field, over what is there."""
        if self.means == "keys":
            assert self.tabs_to(field) <= MOST_TABS
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(text)
        else:
            self.use(field)
            field.fill(text)

    def choose(self, within: Page | Locator, field: str, text: str, name: str | re.Pattern[str]) -> None:
        """Writes into a field for names, and takes the first that it offers, which has this name."""
        self.write(within.get_by_role("combobox", name=field), text)
        first = within.get_by_role("option").first
        expect(first).to_have_text(re.compile(name))
        if self.means == "keys":
            self.page.keyboard.press("Enter")
        else:
            self.use(first)

    def search(self, text: str, name: str | re.Pattern[str]) -> None:
        """Takes what the search offers first for some words; the keyboard has a short way to it."""
        if self.means == "keys":
            self.page.keyboard.press("/")
        self.choose(self.page, "Search", text, name)

    def button(self, name: str, short: str | None = None) -> None:
        """Presses a button of the page, which by keyboard may have a `short` way."""
        if self.means == "keys" and short:
            self.page.keyboard.press(short)
        else:
            self.use(self.page.get_by_role("button", name=name, exact=True).first)

    @property
    def evidence(self) -> Locator:
        """The evidence of what is chosen, wherever it opens: beside the picture, or below its line."""
        either = self.page.get_by_role("complementary", name="Evidence").or_(
            self.page.get_by_role("region", name="Evidence")
        )
        return either.filter(has=self.page.get_by_role("heading", level=2))


@pytest.fixture(scope="module")
def newsroom(scratch: Server) -> Iterator[httpx.Client]:
    """A client of a service on the seed whose readers may make snapshots."""
    scratch.load(SEED)
    with serving(scratch.environment | {"ENTENTE_READER_SNAPSHOTS": "1000", "ENTENTE_TIME_LIMIT": "60"}) as client:
        until_ready(client)
        for asked in PLANNED:
            client.get(asked, timeout=60).raise_for_status()
        yield client


@pytest.fixture(params=WINDOWS)
def reader(browser: Browser, newsroom: httpx.Client, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Somebody on the start page; nothing that they open is wider than their window."""
    means, window = request.param, WINDOWS[request.param]
    name = re.sub(r"\W+", "-", request.node.name)
    with pages(browser, str(newsroom.base_url).rstrip("/"), name) as open_page:
        page = open_page("/", **window)
        expect(page.get_by_label("What the graph holds")).to_be_visible()
        yield Reader(page, means)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= window["width"]


def sentence(client: httpx.Client, path: str, **asked: Any) -> str:
    """The sentence that answers a question."""
    return client.get(f"{path}.table", params={"limit": 500, **asked}).raise_for_status().json()["sentence"]


def test_an_analyst_finds_partners_what_is_official_and_what_changed(reader: Reader, newsroom: httpx.Client) -> None:
    page = reader.page
    reader.search("all partners in quantum", "all partners in quantum")
    page.wait_for_url(re.compile("query=partners"))
    finding = page.locator(".finding")
    expect(finding).to_have_text(sentence(newsroom, "/partners", technology="quantum"))

    filters = page.get_by_role("complementary", name="Filters")
    if not filters.count():
        reader.button("Filters")
    reader.use(filters.locator("summary", has_text="How sure"))
    reader.use(filters.get_by_label("best source official"), "Space")
    page.wait_for_url(re.compile("reliability=official"))
    official = {"technology": "quantum", "reliability": "official"}
    expect(finding).to_have_text(sentence(newsroom, "/partners", **official))
    answer = newsroom.get("/partners", params=official).json()
    assert {tie["reliability"] for tie in answer["ties"]} == {"official"}
    if reader.means == "phone":  # where they lie over the answer
        reader.use(filters.get_by_role("button", name="Close the filters"))
    reader.button("table", short="2")
    table = page.get_by_role("table", name=re.compile("The answer"))
    expect(table.get_by_role("button", name="Evidence")).to_have_count(len(answer["rows"]))

    reader.button("Questions", short="q")
    dialog = page.get_by_role("dialog", name="Questions")
    changes = dialog.locator("details.question", has_text="What changed since")
    reader.use(changes.locator("summary").first)
    reader.write(changes.get_by_role("textbox", name="a day"), "2024-06")
    reader.choose(changes, "a technology", "quantum tech", "Quantum technology")
    reader.use(changes.get_by_role("button", name="Answer"))
    page.wait_for_url(re.compile("query=changes"))
    expect(finding).to_have_text(sentence(newsroom, "/changes", since="2024-06", technology="quantum"))
    expect(table.get_by_role("columnheader", name="Status before")).to_be_visible()
    expect(table.get_by_role("row").filter(has_text="new")).not_to_have_count(0)


def test_a_journalist_gets_from_the_moon_mission_to_the_document_that_denies_it(
    reader: Reader, newsroom: httpx.Client
) -> None:
    page = reader.page
    reader.search("moon mission", re.compile("Moon", re.IGNORECASE))
    expect(page.get_by_role("heading", name="Only disputed ties here")).to_be_visible()
    reader.use(page.get_by_role("link", name="with disputed ties"))
    page.wait_for_url(re.compile("disputed=include"))
    reader.button("table")
    table = page.get_by_role("table", name=re.compile("The answer|Ties")).last
    reader.use(table.get_by_role("button", name="Evidence").first)
    denial = reader.evidence.get_by_role("listitem").filter(has_text="India Drops Russia from Chandrayaan-2").first
    expect(denial).to_contain_text(re.compile("^(Denies|Does not fit with) it"))
    view = page.url

    reader.button("Share")
    dialog = page.get_by_role("dialog")
    reader.use(dialog.get_by_role("button", name="Freeze it here"))
    kept = dialog.get_by_role("textbox", name="Frozen for good")
    expect(kept).to_have_value(re.compile("/snapshots/[0-9a-f]{20}$"))
    frozen = newsroom.get(kept.input_value()).json()
    assert {tie["standing"] for tie in frozen["ties"]} == {"disputed"}
    frame = dialog.get_by_role("textbox", name="Frame").input_value()
    (source,) = re.findall('src="([^"]+)"', frame)
    embed = newsroom.get(source.replace("&amp;", "&"))
    assert "India Drops Russia from Chandrayaan-2" in embed.text and "frame-ancestors *" in str(embed.headers)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)

    assert page.url == view
    reader.use(denial.get_by_role("link", name="all claims of this document"))
    page.wait_for_url(re.compile("query=document"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("India Drops Russia from Chandrayaan-2 Lunar Mission")


def test_a_desk_officer_has_evidence_beside_the_table_pairs_side_by_side_and_a_workbook(reader: Reader) -> None:
    page = reader.page
    reader.use(page.get_by_role("link", name=re.compile("India with the United States and with Russia")))
    page.wait_for_url(re.compile("query=compare"))
    compared = page.locator("table.compare")
    for pair in (re.compile("India.*United States"), re.compile("India.*Russia")):
        expect(compared.get_by_role("columnheader", name=pair)).to_be_visible()
    reader.button("Share")
    with page.expect_download() as download:
        reader.use(page.get_by_role("dialog").locator("a[href*='.xlsx']"))
    workbook = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    cells = [str(cell.value) for row in workbook.worksheets[0].iter_rows() for cell in row if cell.value]
    assert any("India" in text and "Russia" in text for text in cells) and "Space" in " ".join(cells)
    assert not any(text in ("united-states", "PARTICIPATES_IN") for text in cells)
    page.keyboard.press("Escape")

    reader.search("india", "India")
    page.wait_for_url(re.compile("query=neighbours"))
    reader.button("table")
    line = page.get_by_role("table").last.get_by_role("button", name="Evidence").first
    reader.use(line)
    heading = reader.evidence.get_by_role("heading", level=2)
    expect(heading).to_contain_text("India")
    expect(heading).to_be_in_viewport()
    expect(reader.evidence).to_contain_text("the newest first")
    if reader.means == "keys":
        assert reader.tabs_to(reader.evidence, most=3) <= 3, "its evidence is no further than three Tabs"
