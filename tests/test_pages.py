"""Pages of the service's own site: what a browser, a search engine and a reader without JavaScript find there."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit
from xml.etree import ElementTree

import httpx
import pytest
from lxml import html  # pyright: ignore[reportMissingTypeStubs]  it has none
from playwright.sync_api import Browser, Page, expect

from app.http.problems import KINDS
from app.report.problems import said
from app.report.wording import Language
from tests.chromium import opened, violations
from tests.support import Server, serving, until_ready

AS_BROWSERS_ASK = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"}

NASA, QUANTUM, ICET = "/entities/nasa", "/technologies/quantum", "/documents/2024-06-17-icet-second-meeting"
NISAR, MOON = "/ties/isro--co-develops--nisar", "/ties/isro--participates-in--moon-mission-2017"
THINGS = [NASA, QUANTUM, ICET, NISAR, MOON]


def parsed(response: httpx.Response) -> Any:
    """A page as elements of lxml."""
    return html.fromstring(response.content, base_url=str(response.url))  # pyright: ignore


def page(client: httpx.Client, path: str, **parameters: str) -> Any:
    response = client.get(path, params=parameters, headers=AS_BROWSERS_ASK)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8" and "Accept" in response.headers["vary"]
    return parsed(response)


def data(found: Any) -> dict[str, Any]:
    (script,) = found.xpath("//script[@type='application/ld+json']/text()")
    return json.loads(script)


def text(found: Any) -> str:
    return " ".join(found.find("body").text_content().split())


def links(found: Any, where: str = "//main") -> dict[str, str]:
    """What links of a place say, by their addresses."""
    return {urljoin(found.base_url, one.get("href")): one.text_content() for one in found.xpath(f"{where}//a[@href]")}


@pytest.mark.parametrize("path", THINGS)
def test_a_page_has_a_head_for_readers_and_search_engines(client: httpx.Client, path: str) -> None:
    found = page(client, path)
    (title,), (heading,) = found.xpath("/html/head/title/text()"), found.xpath("//h1")
    named = {one.get("property") or one.get("name"): one.get("content") for one in found.xpath("//meta[@content]")}
    languages = {one.get("hreflang"): one.get("href") for one in found.xpath("//link[@hreflang]")}

    assert title == heading.text_content() and len(named["description"]) > 50
    assert client.get(named["og:image"]).headers["content-type"] == "image/png"
    assert found.xpath("//link[@rel='canonical']/@href") == [f"{client.base_url}".rstrip("/") + path]
    assert languages.keys() == set(Language) and languages["de"].endswith("lang=de")
    assert found.xpath("//form[@role='search']/@action")[0].endswith("/ask")


@pytest.mark.parametrize(
    ("path", "sort", "name"),
    [
        (NASA, "GovernmentOrganization", "National Aeronautics and Space Administration"),
        (QUANTUM, "DefinedTerm", "Quantum technology"),
        (ICET, "NewsArticle", "India–US iCET, second meeting"),
        (NISAR, "Claim", "ISRO co-develops NISAR"),
    ],
)
def test_a_page_says_in_json_ld_what_it_is_about(client: httpx.Client, path: str, sort: str, name: str) -> None:
    found = data(page(client, path))

    assert found["@context"] == "https://schema.org" and found["@type"] == "WebPage"
    assert (found["mainEntity"]["@type"], found["mainEntity"]["name"]) == (sort, name)
    assert found["isPartOf"]["version"] == client.get("/ready").json()["dataset"]["version"]


def test_a_disputed_tie_is_no_fact_to_search_engines(client: httpx.Client) -> None:
    found = data(page(client, MOON))["mainEntity"]
    assert "disputed: completed" in found["text"] and len(found["appearance"]) == 4


def test_an_answer_is_a_part_of_a_dataset_to_search_engines(client: httpx.Client) -> None:
    found = data(page(client, "/partners", technology="quantum"))
    assert found["@type"] == "Dataset" and "partners" in found["description"] and found["citation"]


@pytest.fixture(scope="module")
def followed() -> set[str]:
    """The addresses that lead somewhere, as has been seen: pages have many links in common."""
    return set()


@pytest.mark.parametrize("path", THINGS)
def test_every_link_of_a_page_leads_somewhere(client: httpx.Client, followed: set[str], path: str) -> None:
    found, base = page(client, path), f"{client.base_url}".rstrip("/")
    own = {address.split("#")[0] for address in links(found, "//body") if address.startswith(base)}

    assert len(own) > 20
    for address in sorted(own - followed):
        response = client.get(address, headers=AS_BROWSERS_ASK)
        assert response.status_code == 200 or address.endswith("/ask"), address
        followed.add(address)


def test_names_lead_from_nasa_to_nisar_to_isro_to_the_document(client: httpx.Client) -> None:
    """The way that a reader clicks, without JavaScript."""
    at = page(client, NASA)
    for name in ("NISAR", "ISRO"):
        at = page(client, next(address for address, says in links(at).items() if says == name))
    tie = next(address for address in links(at) if address.endswith(NISAR))
    document = next(
        address for address in links(page(client, tie)) if address.endswith("2025-09-30-nisar-first-images")
    )

    assert "first radar images" in text(page(client, document))


def test_the_explorer_is_one_click_away(client: httpx.Client) -> None:
    explored = {path: page(client, path).xpath("//a[@class='explore']/@href") for path in THINGS}

    assert explored[NASA][0].endswith("/?query=neighbours&id=nasa")
    assert explored[QUANTUM][0].endswith("/?query=partners&technology=quantum")
    assert explored[NISAR][0].endswith("/?query=tie&id=isro--co-develops--nisar")
    assert explored[ICET][0].endswith("/?query=document&id=2024-06-17-icet-second-meeting")


def test_a_page_asks_what_changed_about_its_thing_in_the_last_year(client: httpx.Client) -> None:
    month = f"{date.today().year - 1}-{date.today():%m}"
    for path, asked in ((NASA, f"entity=nasa&since={month}"), (QUANTUM, f"technology=quantum&since={month}")):
        ways = links(page(client, path), "//nav[@class='on']")
        (way,) = [address for address in ways if urlsplit(address).path == "/changes"]
        assert dict(parse_qsl(urlsplit(way).query)) == dict(parse_qsl(asked))
        assert ways[way].startswith("Changes") and " since " in ways[way]


@pytest.mark.parametrize("path", THINGS)
def test_pages_lead_to_those_before_and_after(client: httpx.Client, path: str) -> None:
    (following,) = page(client, path).xpath("//link[@rel='next']/@href")
    (back,) = page(client, following).xpath("//link[@rel='prev']/@href")
    assert back == f"{client.base_url}".rstrip("/") + path


def test_the_first_and_the_last_page_have_one_neighbour(client: httpx.Client) -> None:
    ids = [one["id"] for one in client.get("/entities", params={"limit": 1000}).json()["entities"]]
    first, last = page(client, f"/entities/{ids[0]}"), page(client, f"/entities/{ids[-1]}")

    assert not first.xpath("//link[@rel='prev']") and first.xpath("//link[@rel='next']/@href")[0].endswith(ids[1])
    assert not last.xpath("//link[@rel='next']") and last.xpath("//link[@rel='prev']/@href")[0].endswith(ids[-2])


def test_a_claim_is_cited_by_an_address_of_its_own(client: httpx.Client) -> None:
    found = page(client, NISAR)
    claims = client.get(NISAR).json()["ties"][0]["claims"]
    cited = [one.text_content() for one in found.xpath("//section[@class='cite']//li")]

    for claim, citation in zip(claims, cited, strict=True):
        address, _, name = citation.split()[-1].partition("#")
        assert claim["where"] in citation and name == f"claim-{claim['id']}"
        (row,) = parsed(httpx.get(address, headers=AS_BROWSERS_ASK)).xpath(f"//tr[@id='{name}']")
        assert claim["says"] in row.text_content()


@pytest.mark.parametrize("path", [NISAR, MOON, ICET, "/documents/2024-10-14-usistef-quantum-ai-winners"])
def test_each_claim_of_a_page_has_one_place_at_the_row_that_says_it(client: httpx.Client, path: str) -> None:
    found = page(client, path)
    ids = found.xpath("//@id")
    claims = {
        f"claim-{claim['id']}": claim["says"]
        for tie in client.get(path, params={} if path.startswith("/ties/") else {"limit": "all"}).json()["ties"]
        for claim in tie["claims"]
        if path.startswith("/ties/") or path.endswith(claim["document"])
    }

    assert len(ids) == len(set(ids))
    assert {id for id in ids if id.startswith("claim-")} == claims.keys() and claims
    for name, says in claims.items():
        (row,) = found.xpath(f"//*[@id='{name}']/ancestor-or-self::tr")
        assert says in row.text_content()
        assert row.xpath(".//a[@class='own']/@href") == [f"#{row.get('id')}"]


@pytest.mark.browser
def test_the_address_of_a_claim_shows_its_row(client: httpx.Client, browser: Browser) -> None:
    claim = client.get(NISAR).json()["ties"][0]["claims"][-1]
    shown, _ = opened(browser, f"{client.base_url}".rstrip("/") + f"{NISAR}#claim-{claim['id']}", 390)
    row = shown.locator(f"tr[id='claim-{claim['id']}']")

    expect(row).to_be_in_viewport()
    expect(row).to_contain_text(claim["says"])
    background = "one => getComputedStyle(one).backgroundColor"
    assert row.evaluate(background) != shown.locator("tbody tr").first.evaluate(background)


def test_the_page_of_a_document_has_its_claims_in_reading_order(client: httpx.Client) -> None:
    rows = client.get("/documents/2025-09-30-nisar-first-images.csv", params={"table": "claims"}).text
    order = [
        int(number)
        for number in re.findall(r"paragraph (\d+)", text(page(client, "/documents/2025-09-30-nisar-first-images")))
    ]

    assert (
        len(set(order)) > 3 and order[: len(set(order))] == sorted(order[: len(set(order))]) and "paragraph 5" in rows
    )


def test_a_technology_counts_the_ties_that_it_shows(client: httpx.Client) -> None:
    row = client.get(QUANTUM).json()["rows"][0]
    ties = client.get("/ties", params={"technology": "quantum", "disputed": "include", "limit": 1000}).json()["ties"]

    assert sum(count["ties"] for count in row["ties"]) == len(ties)
    assert f"{len(ties)} ties: " in text(page(client, QUANTUM)) and "quantum-computing" in row["narrower"]


def test_a_technology_is_as_of_a_day(client: httpx.Client) -> None:
    asked = {"as_of": "2022-12-31"}
    row = client.get(QUANTUM, params=asked).json()["rows"][0]
    ties = client.get("/ties", params={"technology": "quantum", "disputed": "include", **asked}).json()["ties"]

    assert 0 < sum(count["ties"] for count in row["ties"]) == len(ties)


def test_where_errors_are_reported_is_said_where_it_is_known(seeded: Server, client: httpx.Client) -> None:
    assert "Report an error" not in text(page(client, NASA))
    with serving(seeded.environment | {"ENTENTE_CONTACT": "mailto:desk@example.org"}) as own:
        until_ready(own)
        (address,) = page(own, NASA).xpath("//a[text()='Report an error']/@href")
    assert address.startswith("mailto:desk@example.org?subject=NASA%3A%20profile&body=http%3A%2F%2F")


def test_the_embed_has_no_head_of_ours(client: httpx.Client) -> None:
    found = parsed(client.get(f"{NASA}.html"))
    assert not found.xpath("//header") and all(
        one.get("target") == "_blank" for one in found.xpath("//a[@class='name']")
    )


def test_a_page_is_kept_apart_from_its_embed(client: httpx.Client) -> None:
    for _ in range(2):  # the second time from the cache
        assert page(client, NASA).xpath("//header")
        assert not parsed(client.get(f"{NASA}.html")).xpath("//header")


def test_a_page_may_not_be_framed_by_others(client: httpx.Client) -> None:
    policy = client.get(NASA, headers=AS_BROWSERS_ASK).headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy and "form-action 'self'" in policy


def test_an_error_in_a_browser_is_a_page_that_leads_on(client: httpx.Client) -> None:
    response = client.get("/entities/nasaa", headers=AS_BROWSERS_ASK)
    found = parsed(response)

    assert response.status_code == 404 and "nasaa" in text(found)
    assert "nasa" in links(found).values()
    assert client.get(next(iter(links(found)))).status_code == 200


@pytest.mark.parametrize(
    ("asked", "accepted", "lang", "says"),
    [
        ("?lang=de", "fr", "de", "Nicht gefunden"), ("?lang=hi", None, "hi", "नहीं मिला"), ("", None, "en", "Not found"),
        ("", "pt-BR, fr-CA;q=0.8, de;q=0.7, en;q=0.1", "fr", "Introuvable"), ("", "ru,en", "ru", "Не найдено"),
        ("", "de;q=0, pt", "en", "Not found"),
    ],
)  # fmt: skip
def test_an_error_is_in_the_language_of_the_address_or_the_reader(
    client: httpx.Client, asked: str, accepted: str | None, lang: str, says: str
) -> None:
    headers = AS_BROWSERS_ASK | ({"Accept-Language": accepted} if accepted else {})
    response = client.get(f"/entities/nasaa{asked}", headers=headers)
    found = parsed(response)
    led = next(address for address, name in links(found).items() if name == "nasa")

    assert response.status_code == 404 and "Accept-Language" in response.headers["vary"]
    assert found.get("lang") == lang and found.xpath("//h1")[0].text_content() == f"{says} (404)"
    assert "nasaa" in found.xpath("//main//span[@lang='en']")[0].text_content()
    assert parsed(client.get(led, headers=AS_BROWSERS_ASK)).get("lang") == lang


@pytest.mark.parametrize("lang", [lang for lang in Language if lang is not Language.EN])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_problem_is_said_in_each_language(kind: str, lang: Language) -> None:
    title, meaning, _ = said(KINDS[kind], lang)
    assert title != KINDS[kind].title and meaning.endswith((".", "।"))


def test_the_problem_of_a_program_is_in_english(client: httpx.Client) -> None:
    response = client.get("/entities/nasaa", headers={"Accept-Language": "de"})
    assert response.json()["title"] == "Not found"


def test_a_question_that_is_not_understood_offers_some_that_are(client: httpx.Client) -> None:
    response = client.get("/ask", params={"q": "colourless green ideas"}, headers=AS_BROWSERS_ASK)
    offered = links(parsed(response))

    assert response.status_code == 422 and offered
    for address in offered:
        assert client.get(address, headers=AS_BROWSERS_ASK, follow_redirects=True).status_code == 200


def test_an_error_stays_json_for_programs(client: httpx.Client) -> None:
    assert client.get("/entities/nasaa").headers["content-type"] == "application/problem+json"


def test_a_name_in_an_error_is_no_markup(client: httpx.Client) -> None:
    response = client.get("/ask", params={"q": "<script>alert(1)</script>"}, headers=AS_BROWSERS_ASK)
    assert b"<script>alert" not in response.content


def _addresses(client: httpx.Client, path: str) -> Iterator[str]:
    response = client.get(path)
    assert response.headers["content-type"] == "application/xml"
    for one in ElementTree.fromstring(response.content).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"):
        yield one.text or ""


def test_the_sitemap_has_every_page_once(client: httpx.Client) -> None:
    dataset = client.get("/ready").json()["dataset"]
    pages = [address for file in _addresses(client, "/sitemap.xml") for address in _addresses(client, file)]

    assert (
        len(set(pages))
        == len(pages)
        == sum(dataset[part] for part in ("entities", "technologies", "documents", "ties"))
    )
    assert f"{client.base_url}".rstrip("/") + NISAR in pages
    assert client.get("/sitemap/entities-2.xml").status_code == client.get("/sitemap/claims-1.xml").status_code == 404


def test_robots_find_the_sitemap(client: httpx.Client) -> None:
    (sitemap,) = re.findall(r"^Sitemap: (.+)$", client.get("/robots.txt").text, re.MULTILINE)
    assert client.get(sitemap).status_code == 200


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1400])
@pytest.mark.parametrize("path", [*THINGS, "/technologies", "/entities/nasaa"])
def test_a_page_is_accessible(client: httpx.Client, browser: Browser, path: str, width: int) -> None:
    shown, errors = opened(browser, f"{client.base_url}".rstrip("/") + path, width)

    assert violations(shown) == [] and [one for one in errors if "404" not in one] == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_the_search_of_a_page_leads_to_an_answer(client: httpx.Client, browser: Browser) -> None:
    shown: Page = browser.new_page()
    shown.goto(f"{client.base_url}".rstrip("/") + NASA)
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.className") == "skip"
    shown.get_by_role("searchbox").fill("all partners in quantum")
    shown.keyboard.press("Enter")
    shown.wait_for_url("**/partners?technology=quantum")

    assert shown.locator("h1").inner_text() == "Partners in quantum technology"
    shown.close()
