"""Feeds, as a reader of feeds sees them, who asks at one address for good."""

import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import feedparser
import httpx
import lxml.html
import neo4j
import pytest

from app.domain.dates import last_day, today
from app.queries import catalogue
from app.queries.base import Query
from tests.formats.conftest import Told
from tests.support import SMALL, Server, serving, until_ready
from tests.test_contract import scans, touched

ATOM = "{http://www.w3.org/2005/Atom}"
TAG = re.compile(r"tag:[a-z0-9.-]+,[0-9]{4}:[A-Za-z0-9/?=&+%._~-]+")
"""A tag URI (RFC 4151)."""

MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z")

FEEDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/changes", {"since": "2010"}),
    ("/changes", {"by": "arrival", "limit": 7}),
    ("/changes", {"since": "2010", "entity": "nasa", "lineage": "include"}),
    ("/changes", {"since": "2020", "technology": "space", "status": "planned", "as_of": "2025-06"}),
    ("/latest", {}),
    ("/latest", {"technology": "quantum", "disputed": "include", "lang": "fr", "title": "Quantique"}),
    ("/entities/nasa", {}),
    ("/partners", {"technology": "quantum"}),
    ("/documents", {"kind": "press-report"}),
    ("/entities", {}),
)


def atom(client: httpx.Client, path: str, **asked: Any) -> Any:
    """A feed as feedparser reads it."""
    response = client.get(f"{path}.atom", params=asked)
    assert response.status_code == 200, response.text
    read = cast("Any", feedparser.parse(response.content))  # pyright: ignore[reportUnknownMemberType]
    assert not read.bozo, read.get("bozo_exception")
    return read


def json_feed(client: httpx.Client, path: str, **asked: Any) -> dict[str, Any]:
    """A feed as JSON."""
    response = client.get(f"{path}.jsonfeed", params=asked)
    assert response.headers["content-type"] == "application/feed+json", response.text
    return response.json()


@pytest.mark.parametrize(("path", "asked"), FEEDS)
def test_atom_is_valid(client: httpx.Client, path: str, asked: dict[str, Any]) -> None:
    """By RFC 4287, sections 4.1 and 4.2, and by what feedparser makes of it."""
    response = client.get(f"{path}.atom", params=asked)
    feed = ET.fromstring(response.content)
    assert response.headers["content-type"] == "application/atom+xml"
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")

    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            (text,) = [one.text for one in element.findall(f"{ATOM}{name}")]
            assert text, name
        assert TAG.fullmatch(element.findtext(f"{ATOM}id", ""))
        assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated", ""))
        alternate = [one for one in element.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
        assert len(alternate) == 1 and alternate[0].get("type") == "text/html"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Entente"
    (itself,) = [one.get("href") for one in feed.findall(f"{ATOM}link") if one.get("rel") == "self"]
    assert itself and client.get(itself).content == response.content

    read = atom(client, path, **asked)
    assert len({one.id for one in read.entries}) == len(read.entries) == len(entries)
    assert bool(read.entries) is (path != "/entities"), "of what has no day nothing is new"


@pytest.mark.parametrize(("path", "asked"), FEEDS)
def test_json_feed_is_valid(client: httpx.Client, path: str, asked: dict[str, Any]) -> None:
    """By https://jsonfeed.org/version/1.1, and the same as the Atom feed."""
    feed, read = json_feed(client, path, **asked), atom(client, path, **asked)

    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] == read.feed.title
    assert feed.keys() <= {
        "version", "title", "home_page_url", "feed_url", "description", "next_url", "authors", "language", "items",
    }  # fmt: skip
    for address in ("home_page_url", "feed_url"):
        assert client.get(feed[address], headers={"Accept": "text/html"}).status_code == 200, feed[address]
    for author in feed["authors"]:
        assert author["name"] and author["url"].startswith("http")
    for item in feed["items"]:
        assert isinstance(item["id"], str) and (item["content_html"] or item["content_text"])
        assert all(isinstance(tag, str) for tag in item["tags"]) and isinstance(item["title"], str)
        assert MOMENT.fullmatch(item["date_published"]) and MOMENT.fullmatch(item["date_modified"])
        assert item.get("external_url", "http").startswith("http") and item["url"].startswith("http")
    of_both = [(one.id, one.title, one.link) for one in read.entries]
    assert [(one["id"], one["title"], one["url"]) for one in feed["items"]] == of_both


@pytest.mark.parametrize(("path", "asked"), FEEDS)
def test_the_last_stands_first_and_none_in_the_future(client: httpx.Client, path: str, asked: dict[str, Any]) -> None:
    read = atom(client, path, **asked)
    days = [one.updated[:10] for one in read.entries]

    assert days == sorted(days, reverse=True) and all(day <= today() for day in days)
    assert len(days) <= asked.get("limit", 1000 if path != "/changes" and path != "/latest" else 100)
    assert read.feed.updated[:10] == max(days, default="1970-01-01")


def test_entries_say_what_changed_with_source_and_address(client: httpx.Client) -> None:
    read = atom(client, "/changes", since="2020", entity="nasa")
    titles = {one.title: one for one in read.entries}

    launched = titles["NASA co-develops NISAR: planned → active"]
    planned = titles["NASA co-develops NISAR: new, planned"]
    assert launched.updated == "2025-09-30T00:00:00Z" and planned.updated == "2024-06-17T00:00:00Z"
    assert launched.link == f"{client.base_url.join('/ties/nasa--co-develops--nisar')}"
    assert client.get(launched.link, headers={"Accept": "text/html"}).status_code == 200
    (source,) = [one.href for one in launched.links if one.rel == "via"]
    assert source.startswith("https://www.finanznachrichten.de/") and source in launched.content[0].value
    assert {"active", "Earth observation"} <= {tag.term for tag in launched.tags}


def test_each_thing_that_changes_has_an_entry_for_each_day(client: httpx.Client) -> None:
    """An entry is each tie with each day on which documents reported it, as the claims say."""
    claims = client.get("/claims", params={"technology": "space", "limit": "all"}).json()
    days = [(row["tie"], last_day(row["published"])) for row in claims["rows"]]
    supported = {tie["id"]: min(map(day_of, supporting(tie))) for tie in claims["ties"]}
    known = {(tie, day) for tie, day in days if day >= supported[tie]}
    overdue = {tie["id"] for tie in claims["ties"] if tie["overdue"]}
    followed = dict[tuple[str, str], str]()
    asked: dict[str, Any] = {"since": "2000", "technology": "space", "limit": 30}
    feed = json_feed(client, "/changes", **asked)
    while True:
        followed |= {entry(one["id"]): one["title"] for one in feed["items"]}
        if "next_url" not in feed:
            break
        feed = client.get(feed["next_url"]).json()

    told = {one for one in followed if one[0] not in overdue}
    assert told == {one for one in known if one[0] not in overdue}
    assert {tie for tie, _ in followed if "overdue" in followed[tie, _]} >= overdue


def supporting(tie: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [claim for claim in tie["claims"] if claim["stance"] == "supports"]


def day_of(claim: Mapping[str, Any]) -> str:
    return last_day(claim["published"])


def entry(id: str) -> tuple[str, str]:
    """The tie and the day that the id of an entry names."""
    found = re.fullmatch(r"tag:[^:]+:/ties/(.+)/([0-9-]+)", id)
    assert found, id
    return found[1], found[2]


def test_what_is_no_fact_says_so_in_its_title(client: httpx.Client) -> None:
    """Whatever a reader of feeds shows of an entry, that is not done or disputed is never told as done."""
    asked = {"since": "2000", "disputed": "include", "limit": "all"}
    read = client.get("/changes.jsonfeed", params=asked).json()["items"]
    ties = {
        one["id"]: one for one in client.get("/ties", params={"disputed": "include", "limit": "all"}).json()["ties"]
    }
    newest = dict[str, Mapping[str, Any]]()
    for one in read:
        newest.setdefault(entry(one["id"])[0], one)

    assert len(newest) > 400
    for id, one in newest.items():
        tie, told = ties[id], one["title"] + one["summary"]
        assert tie["status"] in one["title"], (id, one["title"])
        for mark in ("disputed", "overdue"):
            assert not tie[mark] or mark in one["title"], (id, one["title"])
        if tie["disputed"]:
            assert re.search("<li>(denied|does not fit with): ", one["content_html"]), (
                id,
                "says nothing of the other side",
            )
        assert tie["reliability"] != "unverified" or "unverified" in told, (id, told)


def test_a_reader_who_has_it_is_sent_nothing(client: httpx.Client) -> None:
    for path in ("/changes.atom", "/changes.atom?by=arrival", "/latest.jsonfeed"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_pages_lead_readers_to_their_feeds(client: httpx.Client) -> None:
    def feeds(path: str) -> dict[str, str]:
        page = cast("Any", lxml.html).fromstring(client.get(path, headers={"Accept": "text/html"}).content)
        links = page.xpath("//link[@rel='alternate'][@type='application/atom+xml']")
        return {urlpath(client, one.get("href")): one.get("title") for one in links}

    assert feeds("/latest?technology=quantum") == {
        "/latest.atom?technology=quantum": "Latest ties in quantum technology"
    }
    assert feeds("/changes?since=2025") == {"/changes.atom?since=2025": "Changes since 2025"}
    assert feeds("/entities/nasa") == {"/changes.atom?entity=nasa": "Changes of NASA"}
    assert feeds("/technologies/quantum") == {
        "/latest.atom?technology=quantum": "Latest ties in quantum technology",
        "/changes.atom?technology=quantum": "Changes in quantum technology",
    }
    assert feeds("/entities/nasa?lang=de").keys() == {"/changes.atom?entity=nasa&lang=de"}
    assert not feeds("/documents")
    for address in (*feeds("/entities/nasa"), *feeds("/technologies/quantum")):
        atom(client, address.partition(".")[0], **dict(httpx.URL(address).params))


def test_so_does_the_explorer(client: httpx.Client) -> None:
    page = client.get("/")
    if page.status_code == 503:
        pytest.skip("the page has not been built")
    links = cast("Any", lxml.html).fromstring(page.content).xpath("//link[@rel='alternate']")
    types = {client.get(f"/{one.get('href')}").headers["content-type"]: one.get("type") for one in links}
    assert types == {"application/atom+xml": "application/atom+xml", "application/feed+json": "application/feed+json"}


def urlpath(client: httpx.Client, address: str) -> str:
    """An address without that of the service."""
    return address.removeprefix(f"{client.base_url}".rstrip("/"))


def test_hostile_names_make_no_feed_ill(told: Told) -> None:
    read = cast("Any", feedparser.parse(told.read("atom")))  # pyright: ignore[reportUnknownMemberType]

    assert not read.bozo, read.get("bozo_exception")
    assert len(read.entries) == len(told.ties)
    for one in read.entries:
        content = cast("Any", lxml.html).fromstring(one.content[0].value)
        assert {element.tag for element in content.iter()} <= {"div", "p", "ul", "li", "a"}


def test_the_command_writes_a_feed(entente: Any, tmp_path: Path) -> None:
    file = tmp_path / "quantum.atom"
    assert entente("latest", "--technology", "quantum", "-o", str(file)).returncode == 0
    read = cast("Any", feedparser.parse(file.read_bytes()))  # pyright: ignore[reportUnknownMemberType]
    assert not read.bozo and read.entries and all(TAG.fullmatch(one.id) for one in read.entries)


def test_the_command_wants_a_day_for_what_is_no_feed(entente: Any) -> None:
    assert "<feed" in entente("changes", "-f", "atom").stdout
    refused = entente("changes", "-f", "json")
    assert refused.returncode == 2 and "since" in refused.stderr


MONTH = f"{date.today().replace(day=1) - timedelta(days=1):%Y-%m}"
"""The last month that is over: of this one no document can be known by its month alone."""


@pytest.fixture
def news(scratch: Server, tmp_path: Path) -> Iterator[tuple[Path, httpx.Client]]:
    """The small dataset with a document of which no more is known than that it is of the last month, served."""
    folder = tmp_path / "small"
    shutil.copytree(SMALL, folder)
    plan = (folder / "documents" / "2024-03-01-plan.yaml").read_text()
    (folder / "documents" / f"{MONTH}-word.yaml").write_text(re.sub("2024-03-01(-plan)?", MONTH, plan))
    scratch.load(folder)
    with serving(scratch.environment) as client:
        yield folder, until_ready(client)


EARLIER = """
MATCH (claim:Claim) SET claim.arrived = $day
WITH count(*) AS claims MATCH (tie:Tie) SET tie.last_arrived = $day
"""


def test_a_reload_changes_nothing(news: tuple[Path, httpx.Client], scratch: Server) -> None:
    """Neither ids nor moments, also where all was gone in between; and what is of a month is of its first day."""
    folder, client = news
    before = client.get("/changes.atom").content
    read = cast("Any", feedparser.parse(before))  # pyright: ignore[reportUnknownMemberType]
    assert read.entries and {one.updated[:10] for one in read.entries} == {f"{MONTH}-01"}

    scratch.load(SMALL)
    scratch.load(folder)

    assert until_ready(client).get("/changes.atom").content == before


def test_by_arrival_a_document_of_old_is_new_today(news: tuple[Path, httpx.Client], scratch: Server) -> None:
    folder, client = news
    with neo4j.GraphDatabase.driver(scratch.uri, auth=("neo4j", scratch.password)) as driver:
        driver.execute_query(EARLIER, day=f"{date.today() - timedelta(days=30)}")  # pyright: ignore[reportUnknownMemberType]
    late = folder / "documents" / "2024-03-02-late.yaml"
    late.write_text((folder / "documents" / "2024-03-01-plan.yaml").read_text().replace("2024-03-01", "2024-03-02"))
    scratch.load(folder)

    arrived, published = (json_feed(client, "/changes", **asked)["items"] for asked in ({"by": "arrival"}, {}))
    first = [one for one in arrived if one["date_published"][:10] == today()]
    assert first and len(first) < len(arrived)
    assert all("new," not in one["title"] for one in first), "their ties were there"
    assert not [one for one in published if one["date_published"].startswith("2024-03")]


def of_news(**asked: Any) -> Query:
    news = catalogue["changes"].as_news()
    assert news
    return news.read({"since": "2000", **asked})


def test_a_feed_is_read_off_an_index(seeded: Server) -> None:
    """What Neo4j touches grows with the feed, not with all that could follow it."""
    one, many = (touched(seeded, of_news(limit=limit)) for limit in (1, 200))
    assert one < many * 2 / 3


@pytest.mark.parametrize("by", ["publication", "arrival"])
def test_a_feed_of_one_is_read_off_its_own_ties(seeded: Server, by: str) -> None:
    whole, one = (touched(seeded, of_news(by=by, limit=1000, **about)) for about in ({}, {"entity": "nasa"}))
    assert one < whole / 8
    assert not scans(seeded, of_news(by=by, entity="nasa"))
