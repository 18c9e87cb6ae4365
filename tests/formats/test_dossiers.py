"""One entity, one tie or one document as a file to read is a dossier: all that is known of it, and how sure that is."""

import io
import re
from html.parser import HTMLParser
from typing import Any, cast

import docx
import httpx
import orjson
import pypdf
import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Browser

from app.answers.service import Service
from app.domain.answer import Subgraph
from app.domain.vocabulary import Reliability, Status
from app.formats import named
from app.graph.client import Graph
from app.queries import Entity, records
from app.queries.records import Profile
from app.report import Report
from app.report.wording import WORDING, Language
from tests.chromium import opened, violations
from tests.formats import hostile
from tests.formats.conftest import Told
from tests.formats.test_doubts import text_of
from tests.support import Server

FORMATS = ("md", "html", "docx", "pdf", "tex")
SUMMIT = "2024-06-17-icet-second-meeting"
THINGS = ("/entities/isro", "/ties/isro--co-develops--nisar", "/documents/2025-09-30-nisar-first-images")


def tables(text: str) -> dict[str, list[dict[str, str]]]:
    """The tables of a Markdown file by the heading that they stand under, each line by what stands above its cells."""
    found, heading, head = dict[str, list[dict[str, str]]](), "", list[str]()
    cells: list[str] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for token, content in zip(tokens, [*tokens[1:], None], strict=True):
        plain = "".join(child.content for child in (content and content.children) or [])
        if token.type == "paragraph_open" and content and content.content.startswith("**"):
            heading = plain
        elif token.type in ("th_open", "td_open"):
            cells.append(plain)
        elif token.type == "tr_close":
            if token.level and head:
                found.setdefault(heading, []).append(dict(zip(head, cells, strict=True)))
            head, cells = head or cells, []
        elif token.type == "table_close":
            head = []
    return found


def read(client: httpx.Client, path: str, suffix: str = "md", **options: Any) -> str:
    """The words of a dossier."""
    response = client.get(f"{path}.{suffix}", params=options, timeout=60)
    assert response.status_code == 200, response.text
    return text_of(suffix, response.content)


def of(client: httpx.Client, path: str, **options: Any) -> dict[str, list[dict[str, str]]]:
    """The tables of a dossier."""
    return tables(client.get(f"{path}.md", params=options).text)


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_entity_is_all_that_is_known_of_it(client: httpx.Client, suffix: str) -> None:
    text = " ".join(read(client, "/entities/nasa", suffix).split()).replace("$rightarrow$", "→")

    for words in (
        "NASA: profile",
        "National Aeronautics and Space Administration (NASA): Agency, United States. Civil space agency",
        "11 ties: 9 done or in force, 2 promised; last reported more than a year ago: 11.",
        "Q23548",
        "planned, as of December 2024",
        "Timeline",
        "new status: planned → active",
        "Sources",
        "SpaceDaily",
    ):
        assert words in text, words


def test_an_entity_leads_to_where_else_it_is_known(client: httpx.Client) -> None:
    told, addresses = Told.of(client, "/entities/nasa"), ["http://www.wikidata.org/entity/Q23548", "https://ror.org/"]
    word = docx.Document(io.BytesIO(told.read("docx")))
    linked = {relation.target_ref for relation in word.part.rels.values() if relation.is_external}
    pages = pypdf.PdfReader(io.BytesIO(told.read("pdf"))).pages
    in_pdf = {str(note.get_object()["/A"]["/URI"]) for page in pages for note in page.get("/Annots", [])}

    for address in addresses:
        assert f"]({'<'}{address}" in told.read("md").decode()
        assert f'<a href="{address}' in told.read("html").decode()
        assert any(link.startswith(address) for link in linked) and any(link.startswith(address) for link in in_pdf)


@pytest.mark.parametrize("id", ["nasa", "india", "nisar", "moon-mission-2017"])
def test_an_entity_has_each_of_its_ties_once_with_its_status(client: httpx.Client, id: str) -> None:
    answer = Told.of(client, "/ties", entity=id, disputed="include", limit=1000)
    found = of(client, f"/entities/{id}")

    rows, disputed = found.get("Ties", []), found.get("Disputed ties", [])
    assert len(rows) == sum(not tie["disputed"] for tie in answer.ties.values())
    assert len(disputed) == sum(tie["disputed"] for tie in answer.ties.values())
    assert all(row["Status"].startswith("disputed: ") and row["Claim"] for row in disputed)
    assert not any("disputed" in row["Status"] for row in rows)
    told = sorted(
        (answer.labels[_other(tie, id)], tie["status"]) for tie in answer.ties.values() if not tie["disputed"]
    )
    shown = sorted((_label(answer, row["Entity"]), re.split("[,;]", row["Status"])[0]) for row in rows)
    assert shown == told
    relations = [row["Relation"] for row in rows]
    assert len([one for at, one in enumerate(relations) if relations[at - 1 : at] != [one]]) == len(set(relations))


def _other(tie: dict[str, Any], id: str) -> str:
    return tie["object"] if tie["subject"] == id else tie["subject"]


def _label(answer: Told, cell: str) -> str:
    """The name that a cell begins with."""
    return max((name for name in answer.labels.values() if cell.startswith(name)), key=len)


def test_relations_have_a_direction_in_words(client: httpx.Client) -> None:
    rows = of(client, "/entities/indus-x")["Ties"]
    pairs = {(row["Relation"], row["Entity"].split(":")[0]) for row in rows}
    assert {("has the participant", "India"), ("is part of", "iCET"), ("funds", "INDUS-X seed funding")} <= pairs
    assert {"hat als Teilnehmer", "ist Teil von"} <= {
        row["Verbindung"] for row in of(client, "/entities/indus-x", lang="de")["Verbindungen"]
    }


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_is_disputed_is_never_told_as_done(client: httpx.Client, suffix: str) -> None:
    for path in ("/entities/moon-mission-2017", "/ties/roscosmos--participates-in--moon-mission-2017"):
        text = " ".join(read(client, path, suffix).split())
        told = [text[max(0, found.start() - 12) : found.end()] for found in re.finditer(r"(?<!s-)\bcompleted\b", text)]
        assert told and all("disputed: completed" in one for one in told), (path, told)


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "All that is said of it is disputed: for it"), ("ru", "Всё, что об этом сообщается")]
)
def test_that_all_is_disputed_is_said_with_both_sides(client: httpx.Client, lang: str, said: str) -> None:
    text = client.get("/entities/moon-mission-2017.md", params={"lang": lang}).text

    assert re.search(rf"{said}.*\[1\\\]; .*\[2–4\\\]\.", text)
    assert text.count("disputed: for it") == (lang == "en"), "once, and in the language asked for"


def test_promised_money_is_never_added_to_money_that_was_paid(client: httpx.Client) -> None:
    answer = Told.of(client, "/ties", entity="india", limit=1000)
    rows = of(client, "/entities/india")["Money"]

    words = {str(status) for status in Status} | {str(reliability) for reliability in Reliability}
    for row in rows:
        (status, *doubts) = row["Status"].split(", ")
        assert status in words and all(doubt in words or doubt.startswith(("as of", "overdue")) for doubt in doubts)
    amounts = {row["Amount"]: row for row in rows}
    joint = amounts["over USD 90 million (grant, 5 years, one sum of several together)"]
    assert (joint["Direction"], joint["Status"]) == ("from it", "announced, as of June 2024")
    assert joint["With, or for"] == "Global Challenges Institute"
    trade = [tie for tie in answer.ties.values() if (tie["amount"] or {}).get("kind") == "trade"]
    added = [tie for tie in trade if tie["status"] == "completed" and tie["amount"]["period"] == "P1Y"]
    assert sum(tie["amount"]["value"] for tie in added) == 318_800_000_000
    assert amounts["USD 318.8 billion (trade, 1 year)"]["Status"].startswith("completed")


@pytest.mark.parametrize("id", ["nasa", "india", "moon-mission-2017"])
def test_the_timeline_is_that_of_the_question(client: httpx.Client, id: str) -> None:
    events = client.get("/timeline", params={"entity": id, "disputed": "include", "limit": 1000}).json()["rows"]
    rows = of(client, f"/entities/{id}")["Timeline"]

    dated = [event for event in events if event["day"]]
    assert len(rows) == len(dated)
    for row, event in zip(rows, dated, strict=True):
        words = {"start": "start: ", "end": "end: ", "status": "new status: "}[event["what"]]
        assert row["Event"].startswith(words) and event["status"] in row["Event"]
        assert ("disputed" in row["Event"]) == event["disputed"]


@pytest.mark.parametrize("path", THINGS)
def test_numbers_mean_the_same_source_everywhere(client: httpx.Client, path: str) -> None:
    text = client.get(f"{path}.md").text
    body, _, listed = text.partition("**Sources**")
    sources = dict(re.findall(r"^(\d+)\. (.+)$", listed, re.MULTILINE))
    ranges = re.findall(r"\\\[([\d, –]+)\\\]", body)
    cited = {number for one in ranges for part in one.split(", ") for number in _numbers(part)}

    assert cited == set(map(int, sources)) == set(range(1, len(sources) + 1))
    if path.startswith("/ties"):
        titles = {document["title"]: document for document in Told.of(client, path).documents.values()}
        for row in of(client, path)["Claims"]:
            number = re.findall(r"\[(\d+)\]", row["Document"])[0]
            title = next(title for title in titles if title in sources[number].replace("\\", ""))
            assert titles[title]["reliability"] in row["Document"]


def _numbers(part: str) -> range:
    first, _, last = part.partition("–")
    return range(int(first), int(last or first) + 1)


def test_a_tie_has_each_claim_the_newest_first(client: httpx.Client) -> None:
    told = Told.of(client, "/ties/isro--co-develops--nisar")
    rows = of(client, "/ties/isro--co-develops--nisar")["Claims"]

    (tie,) = told.ties.values()
    assert [row["What it says"] for row in rows] == [claim["says"] for claim in tie["claims"]]
    assert [row["Status it gives"] for row in rows] == [claim["status"] for claim in tie["claims"]]
    assert [row["Where in the document"] for row in rows] == [claim["where"] for claim in tie["claims"]]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_tie_says_how_sure_it_is(client: httpx.Client, suffix: str) -> None:
    text = " ".join(read(client, "/ties/nist--partners-with--npl-uk", suffix).split())
    assert re.search(r"NIST partners with [^:]*: planned, as of November 2021", text), "its title has the status"
    assert re.search(r"Standing:? undisputed", text) and re.search(r"First reported:? November 5, 2021 \[1\]", text)

    text = " ".join(read(client, "/ties/india--trades-with--russia--volume-2022-23", suffix).split())
    assert re.search(r"Sources differ on:? end \(perhaps March 2023 \[1\], February 2023 \[1\]\); amount", text)
    assert re.search(r"Last reported:? April 17, 2023 \[1\]", text)
    denied = " ".join(read(client, "/ties/roscosmos--participates-in--moon-mission-2017", suffix).split())
    assert re.search(r"Standing:? disputed; does not fit with \[\d", denied)
    assert re.search(r"Last reported:? December 2025 \[1\]", denied), "no day that no document names"


def test_a_document_has_each_claim_and_what_has_become_of_it(client: httpx.Client) -> None:
    claims = client.get("/claims", params={"document": SUMMIT, "limit": 1000}).json()["rows"]
    rows = of(client, f"/documents/{SUMMIT}")["What it claims"]

    said = [row["What it says"].rpartition(" (")[0] for row in rows]
    assert set(said) == {claim["says"] for claim in claims}
    (nisar,) = [row for row in rows if row["From – To"] == "ISRO and NASA – NISAR"]
    assert (nisar["Status it gives"], nisar["By all documents"]) == ("planned", "active, as of September 2025 [1, 11]")
    then = of(client, f"/documents/{SUMMIT}", as_of="2024-06-30")["What it claims"]
    assert {row["By all documents"] for row in then if row["From – To"] == nisar["From – To"]} == {"the same [1]"}


def test_a_document_is_whole_unless_a_page_is_asked_for(client: httpx.Client) -> None:
    assert client.get(f"/documents/{SUMMIT}").json()["meta"]["next"], "more than a page"

    assert "not all" not in read(client, f"/documents/{SUMMIT}")
    ties = len(client.get(f"/documents/{SUMMIT}", params={"limit": "all"}).json()["ties"])
    assert f"not all: it holds 5 of {ties} ties" in read(client, f"/documents/{SUMMIT}", limit=5)
    assert f"not all: it holds 100 of {ties} ties" in read(client, f"/documents/{SUMMIT}", limit=100)
    assert "not all" not in read(client, f"/documents/{SUMMIT}")


def test_a_dossier_of_more_than_it_holds_says_so_and_where_the_rest_is(
    seeded: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MOST_TIES", 20)
    question = Entity.read({"id": "india", "as_of": "2025"}).in_full()

    async def ask(graph: Graph) -> Subgraph:
        return await Service(graph, 10**7).answer(question)

    answer = seeded.use(ask)
    text = text_of("md", named("md").write(Report(answer, address=f"http://127.0.0.1:8000{question.address}")))
    known = sum(count.ties for count in cast(Profile, answer.rows[0]).ties)
    assert f"20 of {known} ties stand here" in text and known > 20
    assert "http://127.0.0.1:8000/ties?entity=india&disputed=include&as_of=2025" in text
    newest = max(claim.known for tie in answer.ties for claim in tie.claims)
    assert any(claim.known == newest for claim in answer.ties[0].claims), "those first that were reported last"


def test_a_frozen_entity_has_its_ties_counted(client: httpx.Client) -> None:
    frozen = Subgraph.parse(client.get("/entities/nasa").content, "2026-11-30")
    text = text_of("md", named("md").write(Report(frozen)))

    assert "0 of 11 ties stand here" in text and "/ties?entity=nasa&disputed=include" in text
    assert "| participates in | from it | completed | 2 |" in text


def test_an_entity_without_ties_says_so(client: httpx.Client) -> None:
    answer = client.get("/entities/nasa").json()
    answer["rows"][0]["ties"] = []
    text = text_of("md", named("md").write(Report(Subgraph.parse(orjson.dumps(answer)))))

    assert "No document of this dataset ties it to anything." in text and "Nothing was found" not in text


def test_a_dossier_as_of_a_day_is_what_was_known_by_then(client: httpx.Client) -> None:
    text = read(client, "/entities/nasa", as_of="2023-06-30")

    assert "NASA: profile, as known in June 30, 2023" in text and "1 tie: 1 done or in force." in text
    assert "Artemis Accords" in text and "NISAR" not in text


def test_the_opening_says_what_rests_on_little(client: httpx.Client) -> None:
    ties = Told.of(client, "/ties", entity="isro", disputed="include", limit=1000).ties.values()
    unverified = sum(tie["reliability"] == "unverified" for tie in ties)

    text = read(client, "/entities/isro")
    assert f"; {unverified} rest on unverified sources alone; last reported more than a year ago: " in text


SECTIONS = {
    "en": ("Ties", "Money", "Timeline", "What it claims"),
    "de": ("Verbindungen", "Geld", "Zeitleiste", "Was es aussagt"),
    "fr": ("Liens", "Fonds", "Chronologie", "Ce qu’il affirme"),
    "ru": ("Связи", "Деньги", "Хронология", "Что в нём утверждается"),
    "hi": ("संबंध", "धन", "समयरेखा", "इसके कथन"),
}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("lang", Language)
def test_a_dossier_is_in_the_readers_language(client: httpx.Client, lang: Language, suffix: str) -> None:
    *of_entity, of_document = SECTIONS[lang]
    if (suffix, lang) == ("pdf", "hi"):  # its letters are shaped: not one to one
        of_entity, of_document = [], ""
    entity = read(client, "/entities/indus-x", suffix, lang=lang)
    document = read(client, "/documents/2024-02-21-indus-x-summit", suffix, lang=lang)
    tie = read(client, "/ties/indus-x--part-of--icet", suffix, lang=lang)

    assert all(words in entity for words in of_entity) and of_document in document
    assert (suffix, lang) == ("pdf", "hi") or WORDING[lang].claims in tie


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("path", [*THINGS, "/entities/india", "/entities/nasa"])
def test_a_dossier_as_pdf_is_accessible(client: httpx.Client, path: str, lang: Language) -> None:
    reader = pypdf.PdfReader(io.BytesIO(Told.of(client, path).read("pdf", lang=lang)))
    catalog: Any = reader.trailer["/Root"]

    assert catalog["/Lang"] == lang and catalog["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in catalog["/Metadata"].get_data(), "PDF/UA-1"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]


def test_names_that_a_format_cannot_show_are_counted(client: httpx.Client) -> None:
    text = read(client, "/entities/nasa", "pdf")
    assert "НАСА; 1 in other scripts" in text and "アメリカ航空宇宙局" not in text
    assert "3 in other scripts" in read(client, "/entities/nasa", "tex"), "at which pdfLaTeX would stop"
    for suffix in ("md", "html", "docx"):
        assert "नासा; НАСА; アメリカ航空宇宙局" in read(client, "/entities/nasa", suffix)


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize("path", [*THINGS, "/entities/india"])
def test_a_dossier_as_a_page_is_accessible(client: httpx.Client, browser: Browser, path: str, width: int) -> None:
    page, errors = opened(browser, f"{client.base_url}".rstrip("/") + f"{path}.html", width)

    assert violations(page) == [] and errors == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").is_visible()


def test_a_dossier_in_word_has_headings_and_tables_with_heads(client: httpx.Client) -> None:
    document = docx.Document(io.BytesIO(client.get("/entities/india.docx").content))
    headings = [one.text for one in document.paragraphs if one.style and (one.style.name or "").startswith("Heading")]

    assert headings == ["India: profile", "Ties", "Disputed ties", "Money", "Timeline", "Sources"]
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)  # pyright: ignore


def test_dates_that_begin_with_a_day_are_no_lists(client: httpx.Client) -> None:
    rows = of(client, "/entities/indus-x", lang="de")["Verbindungen"]
    assert "17. Juni 2024" in {row["Zuletzt berichtet"] for row in rows}


def test_other_formats_have_what_they_had(client: httpx.Client) -> None:
    told = Told.of(client, "/entities/nasa")

    assert not told.ties and list(told.entities) == ["nasa"] and told.json["meta"]["counts"]["ties"] == 0
    assert sum(count["ties"] for count in told.json["rows"][0]["ties"]) == 11
    assert "brings" not in told.json["rows"][0]
    counted = told.read("csv").decode("utf-8-sig").splitlines()
    assert len(counted) == 1 + len(told.json["rows"][0]["ties"])


class Tags(HTMLParser):
    """The tags of a page, and what runs in it."""

    def __init__(self) -> None:
        super().__init__()
        self.names = set[str]()
        self.handlers = set[str]()
        self.addresses = set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.handlers |= {name for name, _ in attrs if name.startswith("on")}
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src")}


@pytest.mark.parametrize("suffix", FORMATS)
def test_hostile_names_stay_names(hostile_client: httpx.Client, suffix: str) -> None:
    paths = ["/entities/script", "/documents/2024-01-01-hostile"]
    paths += [f"/entities/{id}" for id in hostile.NAMES if id != "script"]
    paths += [f"/ties/{id}--funds--script" for id in ("closing", "markdown", "latex", "bidi", "separators")]
    for path in paths if suffix in ("md", "tex", "html") else paths[:4]:
        content = hostile_client.get(f"{path}.{suffix}", timeout=60)
        assert content.status_code == 200, (path, content.text)
        if suffix == "html":
            tags = Tags()
            tags.feed(content.text)
            assert "img" not in tags.names and not tags.handlers
            assert not any(address.startswith("javascript") for address in tags.addresses)
        elif suffix == "md":
            page = MarkdownIt("commonmark", {"html": True}).enable("table").render(content.text)
            tags = Tags()
            tags.feed(page)
            assert not tags.names & {"script", "img", "b", "h1"}, path
            assert not any(address.startswith("javascript") for address in tags.addresses)
            assert len({line.count(" | ") for line in content.text.splitlines() if line.startswith("| ---")}) >= 1
        elif suffix == "tex":
            assert not re.search(r"(?<!\\textbackslash\{\})\\input\b", content.text)
