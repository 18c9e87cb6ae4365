"""The page in other languages: named by its address, and whole in each."""

from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.web.conftest import OpenPage

pytestmark = pytest.mark.browser

NASA = "/?query=neighbours&id=nasa"
NISAR = "isro--co-develops--nisar"

WORDS = {
    "de": {
        "start": "Wer mit wem an welcher Technologie arbeitet",
        "question": "Womit ist ein Beteiligter verbunden?",
        "field": "ein Beteiligter",
        "answer": "Antworten",
        "needed": "Bitte ausfüllen.",
        "title": "Verbindungen von NASA",
        "sentence": "Verbindungen: ",
        "table": "Tabelle",
        "legend": "Behörden",
        "status": "in Kraft",
        "relation": "entwickelt mit",
        "facts": "Stand",
        "claims": "die neuesten zuerst",
        "page": "Seite dazu, mit Zitierhinweis",
    },
    "hi": {
        "start": "कौन किसके साथ किस प्रौद्योगिकी पर काम करता है",
        "question": "एक इकाई किससे जुड़ी है?",
        "field": "एक इकाई",
        "answer": "उत्तर दें",
        "needed": "इसे भरें।",
        "title": "NASA के संबंध",
        "sentence": "संबंध: ",
        "table": "तालिका",
        "legend": "एजेंसियाँ",
        "status": "सक्रिय",
        "relation": "सह-विकास करता है",
        "facts": "स्थिति",
        "claims": "सबसे नए पहले",
        "page": "इसका पृष्ठ, और उद्धरण कैसे दें",
    },
}


def unbroken(page: Page) -> None:
    """Nothing is wrong with a page for who does not see it, and nothing runs out of it."""
    response = cast("dict[str, Any]", Axe().run(page).response)
    found: list[dict[str, Any]] = response["violations"]
    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found] == []
    width = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]


def language(page: Page) -> str:
    """The language that a page says it is in."""
    return page.evaluate("() => document.documentElement.lang")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", WORDS)
def test_start_form_view_and_evidence_are_in_the_language_of_the_address(
    visit: OpenPage, lang: str, width: int
) -> None:
    words = WORDS[lang]
    page = visit(f"/?lang={lang}", width=width)
    expect(page.get_by_role("heading", level=1)).to_contain_text(words["start"])
    assert language(page) == lang
    unbroken(page)

    question = page.locator("details.question", has_text=words["question"])
    question.locator("summary").first.click()
    field = question.get_by_role("combobox", name=words["field"])
    question.get_by_role("button", name=words["answer"]).click()
    expect(question.locator(".fault")).to_have_text(words["needed"])
    unbroken(page)
    field.fill("NASA")
    question.get_by_role("option", name="NASA").first.click()
    question.get_by_role("button", name=words["answer"]).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(words["title"])
    expect(page.locator(".finding")).to_contain_text(words["sentence"])
    expect(page.locator(".legend")).to_contain_text(words["legend"])
    expect(page.locator(".legend")).to_contain_text(words["status"])
    assert f"lang={lang}" in page.url
    unbroken(page)
    page.get_by_role("button", name=words["table"], exact=True).click()
    expect(page.locator("table.table").first).to_contain_text(words["relation"])
    unbroken(page)

    page.goto(f"{NASA}&select={NISAR.replace('isro', 'nasa')}&lang={lang}")
    evidence = page.locator(".chosen")
    expect(evidence.locator("h2")).to_contain_text(words["relation"])
    expect(evidence.locator("dt").first).to_have_text(words["facts"])
    expect(evidence).to_contain_text(words["claims"])
    unbroken(page)
    evidence.get_by_role("link", name=words["page"]).click()
    assert f"lang={lang}" in page.url
    assert language(page) == lang


def test_the_menu_changes_the_language_of_the_view_and_back_leads_to_the_one_before(visit: OpenPage) -> None:
    page = visit(f"{NASA}&show=table")
    assert language(page) == "en"
    menu = page.locator("details.languages")
    menu.locator("summary").click()
    unbroken(page)
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="Deutsch")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").click()
    menu.get_by_role("link", name="Deutsch").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verbindungen von NASA")
    expect(page.locator("table.table").first).to_be_visible()
    assert "show=table" in page.url

    page.get_by_role("button", name="Zeitleiste").click()
    page.get_by_role("link", name="Entente").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wer mit wem")
    assert page.url.endswith("/?lang=de")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verbindungen von NASA")
    assert language(page) == "de"
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ties of NASA")
    assert language(page) == "en"
    assert "lang=" not in page.url


def test_what_a_browser_prefers_is_offered_and_not_taken(visit: OpenPage) -> None:
    page = visit(locale="ru-RU")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who works with whom")
    assert language(page) == "en"
    page.get_by_role("link", name="Читать по-русски").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Кто с кем работает")
    assert language(page) == "ru"
    expect(page.get_by_role("link", name="Читать по-русски")).to_have_count(0)


def test_downloads_and_embeds_are_in_the_language_of_the_page(visit: OpenPage) -> None:
    page = visit(f"{NASA}&lang=fr")
    page.get_by_role("button", name="Partager").click()
    dialog = page.get_by_role("dialog")
    assert "lang=fr" in (dialog.get_by_role("link", name="pdf", exact=True).get_attribute("href") or "")
    assert "lang=fr" in dialog.get_by_role("textbox", name="Cadre").input_value()
    unbroken(page)


def test_a_page_of_the_service_leads_to_the_explorer_in_its_language(visit: OpenPage) -> None:
    page = visit("/entities/nasa?lang=de")
    page.get_by_role("link", name="Das Netz erkunden").click()
    expect(page.get_by_role("button", name="Tabelle", exact=True)).to_be_visible()
    assert language(page) == "de"
