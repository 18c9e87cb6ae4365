"""What one request may cost: the longest that is read, and what is said of a longer one. `bench/faults` has times."""

from urllib.parse import quote

import httpx
import pytest

from app.http.limits import LARGEST_HEADERS, LONGEST_ADDRESS
from tests.test_http import problem

MANY = "&".join(f"country=q{number}" for number in range(500))
WORDS = "-".join(f"abcdef{number}" for number in range(500))


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        (f"/ties?{MANY}", 422, "country: is given more than 60 times"),
        (f"/ties?{'&'.join(['kind=Agency'] * 9)}", 422, "kind: is given more than 8 times"),
        (f"/ties?{'&'.join(['status=active'] * 8)}", 422, "status: is given more than 7 times"),
        (f"/ties?{'&'.join(['status=all'] * 8)}", 422, "status: is given more than 7 times"),
        (f"/ties?country={'x' * 200}", 422, "country: is longer than 100 characters"),
        ("/ties?from=[1667,1668,1669]", 422, "from: is a set of dates; write one of them"),
        ("/ties?from=2024/2026", 422, "from: '2024/2026' is an interval; write one of its ends"),
        ("/ties.svg?scale=2", 422, "scale: is not for svg; it is for png"),
        ("/ties?as_of={2001,2002}", 422, "as_of: is a set of dates"),
        (f"/ties?from={'2001-01-01/' * 5}", 422, "from: is longer than 40 characters"),
        (f"/ties?technology={WORDS}", 422, "technology: is longer than 200 characters"),
        (f"/entities/{WORDS}", 422, "id: is longer than 200 characters"),
        (f"/ties/{'x' * 400}", 422, "id: is longer than 340 characters"),
        (f"/compare?pair={'x' * 440},india", 422, "pair: is longer than 401 characters"),
        (f"/ties?after={'x' * 700}", 422, "after: is no cursor of this question"),
        (f"/funding?currency={'x' * 200}", 422, "currency: is longer than 100 characters"),
        (f"/search?q={'x' * 201}", 422, "q: is longer than 200 characters"),
        (f"/entities/{'-'.join(['ab'] * 26)}", 404, "is not in the graph"),
        ("/ties?technology=", 404, "technology '' is not in the graph"),
        (f"/compare?pair={'x' * 300},india", 404, "is not in the graph"),
        ("/oembed?url=http://[::1", 404, "is no address"),
        ("/ties?from=2025&to=2024", 422, "to: is before `from` (2025)"),
        ("/documents?from=2025&to=2024", 422, "to: is before `from` (2025)"),
        ("/ties?entity=nasa,isro", 404, "entity 'nasa,isro' is not in the graph"),
        ("/ties?technology=quantum,5g", 404, "technology 'quantum,5g' is not in the graph"),
        ("/entities/nasa,isro", 404, "entity 'nasa,isro' is not in the graph"),
        ("/claims?document=2013-iter-members,2024-06-17-icet-second-meeting", 404, "is not in the graph"),
    ],
)  # fmt: skip
def test_what_is_too_long_is_refused_with_a_bound(client: httpx.Client, path: str, status: int, says: str) -> None:
    assert says in problem(client.get(path), status)["detail"]


def test_a_refusal_does_not_send_all_of_it_back(client: httpx.Client) -> None:
    long = problem(client.get(f"/ties?relation={'x' * 5_000}"), 422)
    many = problem(client.get("/ties?" + "&".join(f"p{number}=1" for number in range(500))), 422)

    assert len(str(long)) < 2_000
    assert len(many["errors"]) == 10


@pytest.mark.parametrize("path", ["/ties?q=", "/entities/", "/nothing/at/all/", "/health?"])
def test_an_address_is_read_up_to_a_bound(client: httpx.Client, path: str) -> None:
    refused = client.get(path + "x" * LONGEST_ADDRESS)

    assert problem(refused, 414)["detail"].endswith(f"{LONGEST_ADDRESS:,} are read")
    assert len(refused.content) < 500
    assert client.get(path + "x" * (LONGEST_ADDRESS - len(path))).status_code != 414


def test_headers_are_read_up_to_a_bound(client: httpx.Client) -> None:
    accept = "application/json, x/y;p="

    assert client.get("/entities/nasa", headers={"Accept": accept + "a" * (LARGEST_HEADERS - 500)}).status_code == 200
    refused = client.get("/entities/nasa", headers={"Accept": accept + "a" * LARGEST_HEADERS})
    assert "16,000 are read" in problem(refused, 431)["detail"]


@pytest.mark.parametrize(
    "q", ["㍿㌀㌕ " * 50, "ﷺﷺ " * 66, "ab " * 66, "x" * 200, " ".join(f"word{n}" for n in range(28))]
)
def test_a_search_for_much_finds_little_and_says_so(client: httpx.Client, q: str) -> None:
    answer = client.get(f"/search?q={quote(q)}")

    assert answer.status_code == 200 and len(answer.json()["rows"]) <= 100


def test_a_name_of_many_words_is_found_by_them(client: httpx.Client) -> None:
    name = "United States India Science and Technology Endowment Fund of the two"
    rows = client.get("/search", params={"q": name}).json()["rows"]

    assert rows[0]["id"] == "usistef"
