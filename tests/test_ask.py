"""Plain questions lead to the question that they are, or say what is near."""

import time
from datetime import date
from urllib.parse import urlsplit

import httpx
import pytest

from app.queries.plain import EXAMPLES
from tests.support import Server, run_entente
from tests.test_http import problem

ASKED = {
    "all partners in quantum": "/partners?technology=quantum",
    "All partners in quantum?": "/partners?technology=quantum",
    "Show me the partners in quantum technology, please!": "/partners?technology=quantum",
    "planned and announced partners in space": "/partners?status=planned&status=announced&technology=space",
    "partners in space in India": "/partners?country=IN&technology=space",
    "who works together in AI": "/partners?technology=artificial-intelligence",
    "partners of ISRO in space": "/entities/isro/neighbours?technology=space",
    "NASA's partners": "/entities/nasa/neighbours",
    "US partners in space": "/entities/united-states/neighbours?technology=space",
    "quantum partners": "/partners?technology=quantum",
    "tell us about NASA": "/entities/nasa",
    "US and Russia": "/compare?pair=united-states%2Crussia",
    "NASA's planned ties in space": "/ties?status=planned&technology=space&entity=nasa",
    "who does ISRO work with in space": "/entities/isro/neighbours?technology=space",
    "how is NASA connected to Roscosmos": "/paths?source=nasa&target=roscosmos",
    "ways between N.A.S.A. and the Indian Space Research Organisation": "/paths?source=nasa&target=isro",
    "India with Russia against India with the US in space":
        "/compare?technology=space&pair=india%2Crussia&pair=india%2Cunited-states",
    "cooperation between India and Australia": "/compare?pair=india%2Caustralia",
    "NASA and ISRO": "/compare?pair=nasa%2Cisro",
    "what changed since June 2024": "/changes?since=2024-06",
    "what has changed in space since 17 June 2024": "/changes?technology=space&since=2024-06-17",
    "changes since the 3rd of March 2025": "/changes?since=2025-03-03",
    "what changed for NASA since June 2024": "/changes?entity=nasa&since=2024-06",
    "What has changed for India in space since 2024?": "/changes?technology=space&entity=india&since=2024",
    "developments around NISAR since 17 June 2024": "/changes?entity=nisar&since=2024-06-17",
    "news about quantum since 2025": "/changes?technology=quantum&since=2025",
    "how did the iCET change since 2025": "/changes?entity=icet&since=2025",
    "what is new in space": "/latest?technology=space",
    "latest news in AI": "/latest?technology=artificial-intelligence",
    "who funds NISAR": "/funding?recipient=nisar",
    "who funds whom in quantum": "/funding?technology=quantum",
    "how much money does India give": "/funding?funder=india",
    "what is disputed": "/disputes",
    "disputes about the 2017 joint mission to the Moon": "/disputes?entity=moon-mission-2017",
    "disputed ties of India": "/ties?disputed=only&entity=india",
    "ties of quantum": "/ties?technology=quantum",
    "what does NASA do in space in 2024": "/ties?from=2024&to=2024&technology=space&entity=nasa",
    "ties of NASA before 2024": "/ties?to=2023-12-31&entity=nasa",
    "timeline of NISAR": "/timeline?entity=nisar",
    "what happened in space between 2024 and June 2025": "/timeline?from=2024&to=2025-06&technology=space",
    "as of 2024, all partners in quantum": "/partners?as_of=2024&technology=quantum",
    "what is said about ITER": "/claims?entity=iter",
    "companies from India in space": "/entities?kind=Company&country=IN&technology=space",
    "all documents": "/documents",
    "technologies": "/technologies",
    "who is NASA": "/entities/nasa",
    "NASA": "/entities/nasa",
    "quantum": "/partners?technology=quantum",
}  # fmt: skip


@pytest.mark.parametrize("text", ASKED)
def test_a_plain_question_leads_to_its_answer(client: httpx.Client, text: str) -> None:
    led = client.get("/ask", params={"q": text}, follow_redirects=False)

    assert led.status_code == 303, led.text
    assert led.headers["Location"].removeprefix(str(client.base_url).rstrip("/")) == ASKED[text]
    assert client.get(led.headers["Location"]).status_code == 200


@pytest.mark.parametrize("text", EXAMPLES)
def test_what_is_offered_as_example_is_understood(client: httpx.Client, text: str) -> None:
    assert client.get("/ask", params={"q": text}, follow_redirects=True).status_code == 200


def test_days_of_which_only_today_tells_are_days(client: httpx.Client) -> None:
    led = client.get("/ask", params={"q": "what changed since last year"}, follow_redirects=False)
    assert urlsplit(led.headers["Location"]).query == f"since={date.today().year - 1}"


def test_each_format_and_what_stands_beside_go_along(client: httpx.Client) -> None:
    asked = {"q": "partners in quantum", "lang": "de", "hide": "isro", "limit": "3"}
    led = client.get("/ask.md", params=asked, follow_redirects=True)

    assert led.url.path == "/partners.md" and dict(led.url.params) == {
        "technology": "quantum", "lang": "de", "hide": "isro", "limit": "3",
    }  # fmt: skip
    assert led.text.startswith("**Partner in „")
    assert problem(client.get("/ask.svgz", params=asked, follow_redirects=True), 406)


def test_a_name_that_is_not_there_is_said_with_the_question_about_what_is_near(client: httpx.Client) -> None:
    said = problem(client.get("/ask", params={"q": "how is NASA connected to Roskosmoss?"}), 404)

    assert said["detail"].startswith("this is understood as /paths?source=nasa&target=roskosmoss, but entity")
    assert said["suggestions"][0] == "how is NASA connected to roscosmos?"
    assert client.get("/ask", params={"q": said["suggestions"][0]}, follow_redirects=True).status_code == 200


@pytest.mark.parametrize(
    "text", ["what is the meaning of life in quantum", "partners in quantum who are not Indian", "why", "?"]
)
def test_what_is_not_understood_is_not_answered_with_something_else(client: httpx.Client, text: str) -> None:
    refused = client.get("/ask", params={"q": text}, follow_redirects=False)

    assert refused.status_code in (404, 422), refused.headers
    for near in refused.json()["suggestions"]:
        assert client.get("/ask", params={"q": near}, follow_redirects=True).status_code == 200, near


def test_changes_need_a_day(client: httpx.Client) -> None:
    assert "since June 2024" in problem(client.get("/ask?q=what changed in space"), 422)["detail"]


def test_questions_are_bounded(client: httpx.Client) -> None:
    assert problem(client.get("/ask"), 422)["errors"][0] == {"parameter": "q", "detail": "is missing"}
    assert problem(client.get("/ask", params={"q": "a" * 201}), 422)
    assert problem(client.get("/ask?q=nasa&q=isro"), 422)
    for costly in ("and " * 50, "in " * 66, "a and b against " * 12, "the " * 50, "who is " * 28):
        begun = time.monotonic()
        assert client.get("/ask", params={"q": costly}).status_code in (303, 404, 422)
        assert time.monotonic() - begun < 5


def test_the_command_says_what_it_understood(seeded: Server) -> None:
    done = run_entente(["ask", "all", "partners", "in", "quantum", "-f", "md"], seeded.environment)

    assert "Understood as /partners?technology=quantum" in done.stderr
    assert done.stdout == run_entente(["partners", "quantum", "-f", "md"], seeded.environment).stdout
    refused = run_entente(["ask", "why"], seeded.environment)
    assert refused.returncode != 0 and "all partners in quantum" in refused.stderr
