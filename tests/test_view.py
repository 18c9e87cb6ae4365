"""Views: an answer with what a reader added to it and without what a reader hid, the same in every format."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from app.formats import formats
from app.report.wording import Language
from tests.formats.conftest import Told
from tests.formats.test_doubts import text_of
from tests.support import Done
from tests.test_http import get, problem

Answer = Mapping[str, Any]
QUANTUM = {"technology": "quantum"}
PARTS = ("entities", "ties", "technologies", "documents")


def ids(answer: Answer, part: str) -> list[str]:
    """The ids of a list, in order."""
    return [record["id"] for record in answer[part]]


def together(*answers: Answer) -> dict[str, dict[str, Any]]:
    """The records of several answers by part, each once."""
    return {part: {record["id"]: record for answer in answers for record in answer[part]} for part in PARTS}


def joins(row: Answer) -> str | None:
    """What joins partners."""
    return row["via"]


def test_what_is_added_is_there_once_and_the_rows_are_those_of_the_question(client: httpx.Client) -> None:
    plain, ties_of_nasa = get(client, "/partners", **QUANTUM), get(client, "/entities/nasa/neighbours")
    paths = get(client, "/paths", source="nasa", target="skoltech", limit=3)
    answer = get(client, "/partners", **QUANTUM, add=["nasa", "nasa~skoltech"])

    assert answer["rows"] == plain["rows"]
    for part, records in together(plain, ties_of_nasa, paths).items():
        assert ids(answer, part) == list(records), "in the order in which they are met"
        assert answer[part] == list(records.values())
        assert answer["meta"]["counts"][part] == len(records)
    assert answer["meta"]["counts"]["partners"] == plain["meta"]["counts"]["partners"]
    assert answer["meta"]["view"] == {"add": ["nasa", "nasa~skoltech"], "hidden": {"entities": 0, "ties": 0}}
    assert len(paths["ties"]) > 2 and len(answer["ties"]) > len(plain["ties"]), "it has something to add"


def test_what_is_added_is_narrowed_as_the_question_is(client: httpx.Client) -> None:
    narrow = {"technology": "space", "status": "active", "as_of": "2025-06"}
    own = get(client, "/ties", **narrow, entity="isro")
    answer = get(client, "/ties", **narrow, entity="isro", add=["nasa", "nasa~jaxa"])

    neighbours = get(client, "/entities/nasa/neighbours", **narrow)
    paths = get(client, "/paths", source="nasa", target="jaxa", status="active", as_of="2025-06", limit=3)
    assert ids(answer, "ties") == list(together(own, neighbours, paths)["ties"])
    assert {tie["status"] for tie in answer["ties"]} == {"active"}


def test_a_name_stands_for_what_is_added(client: httpx.Client) -> None:
    by_name = get(client, "/partners", **QUANTUM, add="National Science Foundation")
    assert by_name["meta"]["view"]["add"] == ["nsf"]
    assert ids(by_name, "ties") == ids(get(client, "/partners", **QUANTUM, add="nsf"), "ties")


def test_what_is_hidden_goes_with_its_ties_and_with_what_only_they_held(client: httpx.Client) -> None:
    plain = get(client, "/partners", **QUANTUM, add="nasa")
    answer = get(client, "/partners", **QUANTUM, add="nasa", hide=["india", "isro"], mute=["Person", "expected"])

    people = {one["id"] for one in plain["entities"] if one["kind"] == "Person"}
    out = {"india", "isro"} | people
    left = [tie for tie in plain["ties"] if not out & {tie["subject"], tie["object"]} and tie["status"] != "expected"]
    ends = {end for tie in left for end in (tie["subject"], tie["object"])}
    assert answer["ties"] == left
    assert set(ids(answer, "entities")) == ends
    assert set(ids(answer, "documents")) == {claim["document"] for tie in left for claim in tie["claims"]}
    assert set(ids(answer, "technologies")) == {field for tie in left for field in tie["technologies"]}
    assert answer["meta"]["view"]["hidden"] == {
        "entities": len(plain["entities"]) - len(ends),
        "ties": len(plain["ties"]) - len(left),
    }
    assert people and answer["meta"]["note"] is None


def test_the_disputed_are_hidden_by_that_word_and_not_by_their_status(client: httpx.Client) -> None:
    path, disputed = "/entities/moon-mission-2017/neighbours", {"disputed": "include"}
    (status,) = {tie["status"] for tie in get(client, path, **disputed)["ties"]}

    assert len(get(client, path, **disputed, mute=status)["ties"]) == 2
    hidden = get(client, path, **disputed, mute="disputed")
    assert hidden["ties"] == [] and hidden["meta"]["note"] is None, "a reader hid them, and no default"
    assert hidden["meta"]["view"]["hidden"] == {"entities": 3, "ties": 2}


def test_a_row_tells_what_is_left_of_a_cooperation_and_none_of_one_alone(client: httpx.Client) -> None:
    plain = {joins(row): row for row in get(client, "/partners", **QUANTUM)["rows"]}
    answer = get(client, "/partners", **QUANTUM, hide=["australia", "skoltech"], mute="planned")
    rows = {joins(row): row for row in answer["rows"]}

    assert plain["aukus"]["partners"] == ["australia", "united-kingdom", "united-states"]
    assert rows["aukus"]["partners"] == ["united-kingdom", "united-states"]
    assert set(rows["aukus"]["ties"]) == set(plain["aukus"]["ties"]) & set(ids(answer, "ties"))
    assert plain["quantum-ai-competition"]["partners"] == ["india", "united-states", "usistef"]
    alone = get(client, "/partners", **QUANTUM, hide=["india", "usistef"])
    assert "quantum-ai-competition" not in map(joins, alone["rows"])
    assert "united-states--participates-in--quantum-ai-competition" in ids(alone, "ties"), "the tie is still one"
    shown = set(ids(answer, "ties"))
    for row in answer["rows"]:
        assert set(row["ties"]) <= shown and len(row["partners"]) > 1
        assert not {"australia", "skoltech"} & set(row["partners"])
    assert answer["meta"]["counts"]["partners"] == len({one for row in answer["rows"] for one in row["partners"]})


def test_a_path_through_what_is_hidden_is_none(client: httpx.Client) -> None:
    asked = {"source": "nasa", "target": "roscosmos"}
    plain, answer = get(client, "/paths", **asked), get(client, "/paths", **asked, hide="nisar")

    through = [row for row in plain["rows"] if "nisar" in (hop["target"] for hop in row["hops"])]
    assert through and answer["rows"] == [row for row in plain["rows"] if row not in through]
    nothing = get(client, "/paths", **asked, hide="isro")
    assert nothing["rows"] == [] and nothing["meta"]["note"] is None, "there are paths, which a reader hid"


def test_money_is_summed_without_what_is_hidden(client: httpx.Client) -> None:
    plain, answer = get(client, "/funding"), get(client, "/funding", hide="united-states")
    (budget,) = [row for row in plain["rows"] if row["kind"] == "budget" and row["status"] == "active"]

    assert budget["ties"] == ["united-states--funds--us-open-ran-fund"]
    assert not [row for row in answer["rows"] if row["kind"] == "budget" and row["status"] == "active"]
    paid = {tie["id"]: tie["amount"] for tie in answer["ties"]}
    for row in answer["rows"]:
        assert set(row["ties"]) <= set(paid) and row["amounts"] <= len(row["ties"])
        assert row["least"] >= max(paid[id]["value"] or paid[id]["min"] for id in row["ties"])


def test_a_comparison_counts_what_is_shown(client: httpx.Client) -> None:
    asked = {"pair": ["india,russia", "india,united-states"], "technology": "quantum"}
    answer = get(client, "/compare", **asked, hide="icet", mute="expected")

    shown = {tie["id"]: tie for tie in answer["ties"]}
    for row in answer["rows"]:
        for cell in row["cells"]:
            assert set(cell["ties"]) <= set(shown) and sum(cell["statuses"].values()) == cell["cooperations"]
            assert "expected" not in cell["statuses"]
    assert get(client, "/compare", **asked)["rows"] != answer["rows"]


@pytest.mark.parametrize("suffix", sorted(formats()))
def test_every_format_takes_a_view_and_what_is_hidden_is_in_none(client: httpx.Client, suffix: str) -> None:
    added = {"add": "moon-mission-2017", "disputed": "include"}
    plain = Told.of(client, "/partners", **QUANTUM)
    told = Told.of(client, "/partners", **QUANTUM, **added, hide="skoltech")

    content = told.read(suffix)
    if suffix == "png":
        assert content != plain.read(suffix)
        return
    text = text_of(suffix, content)
    assert "Skoltech" not in text
    if suffix not in ("bib", "csl", "csv"):
        assert "Skoltech" in text_of(suffix, plain.read(suffix)), "where it is not hidden"
        assert "2017" in text and "Moon mission 2017" not in text_of(suffix, plain.read(suffix))


@pytest.mark.parametrize("lang", Language)
def test_a_file_says_what_a_view_changed(client: httpx.Client, lang: Language) -> None:
    text = client.get(
        "/partners.md", params={**QUANTUM, "add": ["nasa", "nasa~isro"], "hide": "india", "lang": lang}
    ).text
    said = {
        "en": ("Added on request: Ties of NASA; Paths between NASA and ISRO.", "on request: 1 entity and 13 ties."),
        "de": (
            "hinzugefügt: Verbindungen von NASA; Wege zwischen NASA und ISRO.",
            "1 Beteiligter und 13 Verbindungen.",
        ),
        "fr": ("Ajouté sur demande : Liens de NASA ; Chemins entre NASA et ISRO.", "1 entité et 13 liens."),
        "ru": ("Добавлено по желанию: Связи: NASA; Пути: NASA – ISRO.", "по желанию: 1 участник и 13 связей."),
        "hi": ("NASA के संबंध; NASA और ISRO के बीच मार्ग।", "अनुरोध पर छिपाया गया: 1 इकाई और 13 संबंध।"),
    }
    hidden = get(client, "/partners", **QUANTUM, add=["nasa", "nasa~isro"], hide="india")["meta"]["view"]["hidden"]
    assert hidden == {"entities": 1, "ties": 13}
    for sentence in said[lang]:
        assert sentence in text


@pytest.mark.parametrize("lang", Language)
def test_a_file_says_what_is_left_out_of_what_was_added_and_what_there_is_nothing_of(
    client: httpx.Client, lang: Language
) -> None:
    asked = {**QUANTUM, "add": ["isro", "moon-mission-2017", "nasa~skoltech"], "status": "expected"}
    narrow = {"status": "expected"}
    meta = get(client, "/partners", **asked)["meta"]
    parts = {id: get(client, f"/entities/{id}/neighbours", **narrow)["meta"] for id in ("isro", "moon-mission-2017")}

    assert meta["excluded"] == get(client, "/partners", **QUANTUM, **narrow)["meta"]["excluded"]
    left_out = {id: part["excluded"] for id, part in parts.items() if any(part["excluded"].values())}
    assert meta["view"].get("excluded", {}) == left_out
    assert meta["view"]["empty"] == ["isro", "moon-mission-2017", "nasa~skoltech"], "none of them is expected"

    whole = {**QUANTUM, "add": ["isro", "moon-mission-2017"]}
    told = get(client, "/partners", **whole)["meta"]
    assert told["excluded"] == {"disputed": 0, "persons": 4, "domestic": 1}
    assert told["view"]["excluded"] == {"isro": {"disputed": 1}, "moon-mission-2017": {"disputed": 2}}
    said = {
        "en": (
            "Added on request: Ties of ISRO.",
            "Nothing was found to add: Ties of Moon mission 2017",
            "left out of the question itself by default: 4 of people",
            "left out by default: Ties of ISRO: 1 disputed (disputed=include); Ties of Moon mission 2017",
        ),
        "de": ("fand sich nichts: Verbindungen von Moon", "Verbindungen von ISRO: 1 umstritten (disputed=include); "),
        "fr": ("Rien à ajouter n’a été trouvé : Liens de Moon", "Liens de ISRO : 1 sujet à contestation"),
        "ru": ("Добавить нечего: Связи: Moon", "Связи: ISRO: оспаривается – 1 (disputed=include)"),
        "hi": ("जोड़ने के लिए कुछ नहीं मिला: Moon", "ISRO के संबंध: 1 विवादित (disputed=include)"),
    }
    text = client.get("/partners.md", params={**whole, "lang": lang}).text
    for sentence in said[lang]:
        assert sentence in text


@pytest.mark.parametrize(
    "suffix", ["svg", "html", "pdf", "docx", "tex", "xlsx", "dot", "mmd", "cypher", "jsonld", "bib"]
)
def test_every_file_with_room_for_it_says_so(client: httpx.Client, suffix: str) -> None:
    told = Told.of(client, "/partners", **QUANTUM, add="nasa", hide="india")
    assert "Ties of NASA" in text_of(suffix, told.read(suffix))
    assert "Hidden on request" in text_of(suffix, told.read(suffix))


def test_an_answer_leads_to_its_view(client: httpx.Client) -> None:
    asked = "limit=5&technology=quantum&add=nasa~isro&hide=india&mute=Person&pin=nasa@120,-40"
    first = client.get(f"/partners.svg?{asked}")
    assert f"/partners?{asked.replace('&', '&amp;')}" in first.text, "the one address, in order, and readable"
    link = client.get(f"/partners?{asked}").headers["link"]
    following = dict(parse_qsl(urlsplit(link.split(">")[0]).query))
    assert following["hide"] == "india" and following["add"] == "nasa~isro" and following["after"]
    once = client.get("/partners?technology=quantum&add=nasa&hide=india&mute=Person").json()
    twice = "hide=india&hide=india&mute=person&mute=Person&add=NASA&add=nasa"
    assert client.get(f"/partners?technology=quantum&{twice}").json() == once


def test_a_whole_file_and_a_page_hide_the_same(client: httpx.Client) -> None:
    asked = {"hide": "india", "table": "ties"}
    whole = client.get("/ties.csv", params=asked).text.splitlines()
    page = client.get("/ties.csv", params={**asked, "limit": 1000}).text.splitlines()
    assert whole == page and len(whole) > 200
    ends = ("india--", "--india")
    ids = [cell for line in whole for cell in line.split(",") if "--" in cell]
    assert not [id for id in ids if id.startswith(ends[0]) or id.endswith(ends[1])]


def test_what_is_not_there_or_has_no_place_is_refused(client: httpx.Client) -> None:
    for name in ("add", "hide"):
        told = problem(client.get("/partners", params={**QUANTUM, name: "nasaa"}), 404)
        assert told["parameter"] == name and told["suggestions"][0] == "nasa"
    for name, value in {"add": "nasa", "hide": "nasa", "mute": "Person", "pin": "nasa@1,2"}.items():
        told = problem(client.get("/entities", params={name: value}), 422)
        assert told["detail"] == f"{name}: is for answers that have ties; those of entities have none"
        assert told["errors"][0]["rule"] == "together"
    for name, value in {"add": "nasa~nasa", "mute": "Sort", "pin": "nasa", "hide": "x" * 201}.items():
        assert problem(client.get("/partners", params={**QUANTUM, name: value}), 422)["errors"][0]["parameter"] == name
    for name, most in {"add": 20, "hide": 200, "pin": 200}.items():
        many = [f"e{number}@1,1" if name == "pin" else f"e{number}" for number in range(most + 1)]
        assert "more than" in problem(client.get("/partners", params={**QUANTUM, name: many}), 422)["detail"]


def test_the_command_answers_as_the_service_does(client: httpx.Client, entente: Callable[..., Done]) -> None:
    view = ("--add", "nasa", "--hide", "india", "--mute", "Person")
    done = entente("partners", "quantum", *view, "-f", "json")
    assert json.loads(done.stdout) == get(client, "/partners", **QUANTUM, add="nasa", hide="india", mute="Person")
    assert "hidden" in entente("partners", "quantum", *view, "-f", "table").stdout
    assert entente("entities", "--hide", "nasa").returncode == 2


def test_an_address_can_name_its_dataset(client: httpx.Client, entente: Callable[..., Done]) -> None:
    plain = client.get("/partners", params=QUANTUM)
    version = plain.json()["meta"]["dataset"]
    for named in (version, version[:19]):
        assert client.get("/partners", params={**QUANTUM, "dataset": named}).content == plain.content
    assert client.get("/entities", params={"dataset": version}).status_code == 200, "every answer takes it"

    gone = problem(
        client.get("/partners.svg", params={**QUANTUM, "hide": "india", "dataset": "sha256:" + "0" * 12}), 409
    )
    assert gone["dataset"] == version
    assert client.get(gone["address"]).json()["meta"]["view"]["hide"] == ["india"], "the same without the dataset"
    assert problem(client.get("/partners", params={**QUANTUM, "dataset": "sha256:12"}), 422)
    refused = entente("partners", "quantum", "--dataset", "sha256:" + "0" * 12)
    assert refused.returncode == 1 and version in refused.stderr


def test_an_embed_and_its_description_are_the_view(client: httpx.Client) -> None:
    url = "/partners.html?technology=quantum&add=nasa&hide=india&title=Without%20India&lang=de"
    told = client.get("/oembed", params={"url": url}).json()
    assert told["title"] == "Without India"
    assert "add=nasa&amp;hide=india" in told["html"] and "title=Without+India" in told["html"]
    assert client.get(told["thumbnail_url"]).headers["content-type"] == "image/png"
    page = client.get(url).text
    said = re.sub(r"<[^>]*>", "", page)
    assert "<h1>Without India</h1>" in page and "Auf Wunsch hinzugefügt: Verbindungen von NASA" in said
