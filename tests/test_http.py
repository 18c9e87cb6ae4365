"""The service as an HTTP client meets it, on the local Neo4j and on the image that compose runs."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.support import ROOT


def get(client: httpx.Client, path: str, **parameters: Any) -> dict[str, Any]:
    """The JSON of a good answer."""
    response = client.get(path, params=parameters)
    assert response.status_code == 200, response.text
    return response.json()


def pages(client: httpx.Client, path: str, **parameters: Any) -> Iterator[dict[str, Any]]:
    """All pages of an answer."""
    after: dict[str, str] = {}
    while True:
        page = get(client, path, **parameters, **after)
        yield page
        if not page["meta"]["next"]:
            return
        after = {"after": page["meta"]["next"]}


def test_all_partners_in_quantum(client: httpx.Client) -> None:
    answer = get(client, "/partners", technology="quantum")

    rows = {(row["via"], tuple(row["partners"])) for row in answer["rows"]}
    assert (None, ("institute-for-quantum-computing-india", "skoltech")) in rows, "tied directly, in a narrower field"
    assert ("quantum-test-bed-hyderabad", ("india", "russia")) in rows, "joined through a shared initiative"
    ties = {tie["id"]: tie for tie in answer["ties"]}
    assert ties["india--participates-in--quantum-test-bed-hyderabad"]["status"] == "expected", "a forecast stays one"
    documents = {document["id"] for document in answer["documents"]}
    for tie in answer["ties"]:
        assert tie["claims"], tie["id"]
        assert {claim["document"] for claim in tie["claims"]} <= documents
        assert all(claim["says"] and claim["where"] for claim in tie["claims"])


def test_partners_found_by_a_narrow_field_are_among_those_of_the_broad_one(client: httpx.Client) -> None:
    narrow = get(client, "/partners", technology="quantum-key-distribution")
    broad = get(client, "/partners", technology="quantum", limit=1000)

    assert narrow["rows"]
    assert {row["via"] or tuple(row["partners"]) for row in narrow["rows"]} <= {
        row["via"] or tuple(row["partners"]) for row in broad["rows"]
    }


def test_the_2017_moon_mission_is_held_disputed_and_left_out_by_default(client: httpx.Client) -> None:
    path = "/entities/moon-mission-2017/neighbours"

    default = get(client, path)
    assert default["ties"] == []
    assert default["meta"]["excluded"] == {"disputed": 2}
    assert default["meta"]["note"] == "all that answers is left out by default: 2 disputed (`disputed=include`)"

    profile = get(client, "/entities/moon-mission-2017")
    (count,) = profile["rows"][0]["ties"]
    blog = "2025-12-05-india-russia-summit-blog"
    against = [
        "2013-08-14-chandrayaan-2-without-russia", "2023-06-25-artemis-accords-the-national",
        "2025-12-06-india-russia-space-indian-express",
    ]  # fmt: skip
    assert count["disputed"] and count["claimed_by"] == [blog] and sorted(count["denied_by"]) == against
    assert profile["meta"]["note"] == (
        f"all that is said of it is disputed: for it 1 document ({blog}); against it 3 documents ({', '.join(against)})"
    )
    assert get(client, "/entities/moon-mission-2017", as_of="2024")["rows"] == [], "not claimed by then"
    assert get(client, "/entities/nasa")["meta"]["note"] is None

    shown = get(client, path, disputed="include")
    tie = next(tie for tie in shown["ties"] if tie["subject"] == "isro")
    assert tie["disputed"] and tie["status"] == "completed" and tie["start"] == "2017"
    assert {claim["stance"] for claim in tie["claims"]} == {"supports", "disputes"}


def test_every_id_in_an_answer_leads_to_a_record_beside_it(client: httpx.Client) -> None:
    answer = get(client, "/ties", disputed="include", limit=1000)

    entities = {entity["id"] for entity in answer["entities"]}
    technologies = {technology["id"] for technology in answer["technologies"]}
    for tie in answer["ties"]:
        assert {tie["subject"], tie["object"]} <= entities
        assert set(tie["technologies"]) <= technologies
    assert answer["meta"]["counts"]["ties"] == len(answer["ties"])


@pytest.mark.parametrize(
    "name", ["NASA", "National Aeronautics and Space Administration", "nasa", "НАСА", "Natonal Aeronatics"]
)
def test_search_finds_by_any_name(client: httpx.Client, name: str) -> None:
    answer = get(client, "/search", q=name)

    assert answer["rows"][0]["id"] == "nasa"
    assert answer["entities"][0]["name"] == "National Aeronautics and Space Administration"


def test_search_finds_by_the_beginning_of_a_name(client: httpx.Client) -> None:
    assert "roscosmos" in [row["id"] for row in get(client, "/search", q="rosco")["rows"]]


@pytest.mark.parametrize("text", ["++", '"', "AND", "nasa) OR (*", "\\", "a" * 200, "*:*"])
def test_search_takes_any_text(client: httpx.Client, text: str) -> None:
    assert get(client, "/search", q=text)["meta"]["query"] == "search"


def test_ids_are_found_in_any_case(client: httpx.Client) -> None:
    assert get(client, "/entities/NASA")["entities"][0]["id"] == "nasa"


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/ties", {"disputed": "include"}),
        ("/partners", {"technology": "space"}),
        ("/entities/india/neighbours", {"depth": 2}),
        ("/entities", {}),
        ("/technologies", {}),
        ("/documents", {}),
    ],
)
@pytest.mark.parametrize("limit", [1000, 7])
def test_pages_neither_skip_nor_repeat(client: httpx.Client, path: str, parameters: dict[str, Any], limit: int) -> None:
    if limit == 7 and path == "/entities/india/neighbours":
        limit = 31  # fewer exchanges for the largest answer
    whole = get(client, path, **parameters, limit=1000)
    parts = list(pages(client, path, **parameters, limit=limit))

    for part in ("rows", "ties"):
        joined = [json.dumps(item) for page in parts for item in page[part]]
        assert joined == [json.dumps(item) for item in whole[part]]


def test_the_link_header_leads_to_the_next_page(client: httpx.Client) -> None:
    first = client.get("/ties", params={"limit": 2, "country": ["IN", "US"]})
    following = client.get(first.links["next"]["url"])

    assert following.status_code == 200
    assert urlsplit(first.links["next"]["url"]).query.count("country=") == 2
    assert following.json()["ties"][0]["id"] > first.json()["ties"][-1]["id"]


def test_filters_keep_what_they_say(client: httpx.Client) -> None:
    for tie in get(client, "/ties", relation="funds", limit=1000)["ties"]:
        assert tie["relation"] == "FUNDS"
    for tie in get(client, "/ties", status=["planned", "expected"], limit=1000)["ties"]:
        assert tie["status"] in ("planned", "expected")
    answer = get(client, "/ties", kind="company", limit=1000)
    kinds = {entity["id"]: entity["kind"] for entity in answer["entities"]}
    assert answer["ties"]
    for tie in answer["ties"]:
        assert "Company" in (kinds[tie["subject"]], kinds[tie["object"]])


def test_a_country_is_named_by_any_of_its_iso_3166_names(client: httpx.Client) -> None:
    answers = [get(client, "/ties", country=name, limit=1000)["ties"] for name in ("IN", "IND", "India")]

    assert answers[0] and answers[0] == answers[1] == answers[2]


def test_dates_keep_what_overlaps_them(client: httpx.Client) -> None:
    answer = get(client, "/ties", **{"from": "2019", "to": "2019", "limit": 1000})

    assert answer["ties"]
    for tie in answer["ties"]:
        assert tie["start"] or tie["end"], "what has no date does not pass"
        assert (tie["start"] or "0000")[:4] <= "2019"


def test_as_of_a_day_only_what_was_published_counts(client: httpx.Client) -> None:
    answer = get(client, "/ties", as_of="2024-07-01", disputed="include", limit=1000)

    assert answer["ties"]
    assert all(document["published"] <= "2024-07-01" for document in answer["documents"])
    assert get(client, "/ties", as_of="2013-01")["ties"] == []


def test_as_of_today_equals_no_as_of(client: httpx.Client) -> None:
    now, always = (get(client, "/ties", limit=1000, disputed="include", **day) for day in ({"as_of": "2026-12-31"}, {}))

    assert now["ties"] == always["ties"] and now["documents"] == always["documents"]


def test_formats_come_by_suffix_and_by_accept(client: httpx.Client) -> None:
    by_suffix = client.get("/partners.json", params={"technology": "quantum"})
    by_accept = client.get("/partners", params={"technology": "quantum"}, headers={"Accept": "application/json"})

    assert by_suffix.content == by_accept.content
    assert "Accept" in by_accept.headers["Vary"]


def problem(response: httpx.Response, status: int) -> dict[str, Any]:
    """The problem details of a refusal."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    details = response.json()
    assert details["status"] == status and details["title"] and details["detail"] and details["instance"]
    return details


def test_an_unknown_id_suggests_the_nearest(client: httpx.Client) -> None:
    details = problem(client.get("/partners?technology=quantun"), 404)
    assert details["parameter"] == "technology" and details["suggestions"][0] == "quantum"
    assert problem(client.get("/entities/issro"), 404)["suggestions"][0] == "isro"
    assert problem(client.get("/ties?entity=rosscosmos"), 404)["suggestions"][0] == "roscosmos"
    details = problem(client.get("/documents/2024-06-17-icet"), 404)
    assert details["suggestions"][0] == "2024-06-17-icet-second-meeting"
    assert client.get(details["type"]).status_code == 200, "the type of a problem says what it means"


@pytest.mark.parametrize(
    ("path", "parameter", "allowed"),
    [
        ("/ties?disputed=maybe", "disputed", "only"),
        ("/ties?kind=Spaceship", "kind", "Agency"),
        ("/ties?status=signed", "status", "announced"),
        ("/ties?status=all&status=signed", "status", "announced"),
        ("/ties?relation=LOVES", "relation", "FUNDS"),
        ("/ties?technolgy=quantum", "technolgy", "technology"),
    ],
)
def test_a_wrong_word_is_told_the_allowed_ones(client: httpx.Client, path: str, parameter: str, allowed: str) -> None:
    (error,) = problem(client.get(path), 422)["errors"]
    assert error["parameter"] == parameter and allowed in error["allowed"]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/partners", "missing"),
        ("/ties?limit=0", "greater than or equal to 1"),
        ("/ties?limit=ten", "integer"),
        ("/ties?from=June", "EDTF"),
        ("/ties?as_of=2024-13", "EDTF"),
        ("/ties?country=Atlantis", "ISO 3166"),
        ("/ties?after=!!", "meta.next"),
        ("/entities/india/neighbours?after=nasa", "no cursor of this question"),
        ("/timeline?after=2024-06-17+isro", "no cursor of this question"),
        ("/funding?after=isro", "no cursor of this question"),
        ("/ties?limit=1&limit=2", "integer"),
        ("/entities/nasa/neighbours?depth=9", "less than or equal to 3"),
    ],
)
def test_a_wrong_value_is_told_what_would_be_right(client: httpx.Client, path: str, says: str) -> None:
    assert says in problem(client.get(path), 422)["detail"]


@pytest.mark.parametrize(
    ("path", "parameter", "rule"),
    [
        ("/ties?from=2025&to=2024", "to", "order"),
        ("/documents?from=2025&to=2024", "to", "order"),
        ("/paths?source=nasa&target=NASA", "target", "distinct"),
        ("/compare?pair=india,India", "pair", "distinct"),
        ("/ties?lineage=include", "lineage", "together"),
        ("/ties.svg?scale=2", "scale", "together"),
        ("/ties?limit=0", "limit", None),
        ("/ties?from=June", "from", None),
    ],
)
def test_a_value_that_does_not_fit_another_is_told_by_which_rule(
    client: httpx.Client, path: str, parameter: str, rule: str | None
) -> None:
    (error,) = problem(client.get(path), 422)["errors"]
    assert (error["parameter"], error.get("rule")) == (parameter, rule)


def test_an_unknown_format_is_told_the_known_ones(client: httpx.Client) -> None:
    assert "json" in problem(client.get("/technologies.docm"), 406)["allowed"]
    assert "application/json" in problem(client.get("/technologies", headers={"Accept": "audio/ogg"}), 406)["allowed"]


def test_an_unknown_path_is_told_the_known_ones(client: httpx.Client) -> None:
    assert "/partners" in problem(client.get("/partner"), 404)["suggestions"]


def test_nothing_can_be_written(client: httpx.Client) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.request(method, "/ties").status_code == 405


def test_other_sites_may_read(client: httpx.Client) -> None:
    response = client.get("/technologies", headers={"Origin": "https://example.org"})
    assert response.headers["access-control-allow-origin"] == "*"


def test_health_and_ready(client: httpx.Client) -> None:
    assert get(client, "/health") == {"status": "alive"}
    ready = get(client, "/ready")
    assert ready["status"] == "ready"
    assert ready["dataset"]["version"] == get(client, "/technologies")["meta"]["dataset"]
    assert ready["dataset"]["documents"] == 28


def test_the_readme_shows_a_real_answer(client: httpx.Client) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = json.loads(text.split("```json\n")[1].split("```")[0])

    assert shown == get(client, "/partners", **shown["meta"]["parameters"]), "run `python -m tools.gallery`"


@pytest.mark.parametrize(
    "address",
    [
        "/partners?technology=space&technology=quantum",
        "/browser?query=partners&technology=space&technology=quantum",
        "/browser?query=partners&query=ties&technology=space",
        "/oembed?url=/partners%3Ftechnology%3Dspace%26technology%3Dquantum",
        "/oembed?url=/partners&url=/ties",
        "/embed?url=/partners&url=/ties",
    ],
)
def test_a_query_string_is_read_in_one_way_wherever_it_stands(client: httpx.Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"][0]["parameter"] in ("technology", "query", "url")
