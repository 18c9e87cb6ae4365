"""What an assistant meets: tools, resources and a prompt, by the SDK's own client over HTTP and standard input."""

import json
import os
import re
import sys
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from jsonschema import Draft202012Validator
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult, TextContent, TextResourceContents, Tool

from app.domain.answer import Subgraph
from app.graph.client import Graph
from app.http.app import Operation, create_app
from app.http.mcp import LARGEST_BODY
from app.mcp import MISSING
from app.mcp.answering import LONGEST
from app.mcp.text import text_of
from app.mcp.tools import ASK, TOOLS
from app.queries import catalogue
from app.queries.schema import example
from app.report import Report
from tests.support import ENTENTE, Done, Server, run, serving, until_ready
from tests.test_http import problem

Result = TypeVar("Result")
Call = Callable[..., str]

TOKEN = 4
"""Characters of a token, about."""

PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
ACCEPT = {"Accept": "application/json, text/event-stream"}


def asked(server: Any, ask: Callable[[Client], Coroutine[Any, Any, Result]]) -> Result:
    """What a client gets of a server."""

    async def connected() -> Result:
        async with Client(server) as client:
            return await ask(client)

    return run(connected())


def mcp_of(client: httpx.Client) -> str:
    """The address where assistants ask a service."""
    return str(client.base_url.join("mcp"))


def text(result: CallToolResult) -> str:
    """The one text of a result, which is there in no other form."""
    (content,) = result.content
    assert isinstance(content, TextContent) and result.structured_content is None
    return content.text


async def refusal(asking: Coroutine[Any, Any, Any]) -> str:
    """What is said of a request that the protocol itself refuses."""
    with pytest.raises(MCPError) as refused:
        await asking
    return refused.value.message


@pytest.fixture
def call(client: httpx.Client) -> Call:
    """Calls a tool of the service on the seed, and gives its text."""

    def call(tool: str, *, fails: bool = False, **arguments: Any) -> str:
        result = asked(mcp_of(client), lambda mcp: mcp.call_tool(tool, arguments))
        assert result.is_error == fails, text(result)
        return text(result)

    return call


@pytest.fixture(scope="module")
def listed(client: httpx.Client) -> list[Tool]:
    """The tools as they are listed."""
    return asked(mcp_of(client), lambda mcp: mcp.list_tools()).tools


def table(text: str, number: int = 0) -> list[list[str]]:
    """The rows of a table of a text; all tables are whole."""
    tables = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in tables[number].splitlines()]
    assert all(len(row) == len(rows[0]) for row in rows)
    return rows[2:]


# Tools


def test_tools_are_questions_that_only_read(listed: list[Tool]) -> None:
    assert [tool.name for tool in listed] == list(TOOLS)
    for tool in listed:
        assert tool.annotations and tool.annotations.read_only_hint and tool.annotations.open_world_hint is False
        if tool.name != ASK:
            asked = catalogue[tool.name]
            assert tool.description == asked.description()
            assert set(tool.input_schema["properties"]) == {
                field.alias or name for name, field in asked.model_fields.items()
            }


def test_schemas_are_such_as_all_assistants_take(listed: list[Tool]) -> None:
    for tool in listed:
        Draft202012Validator.check_schema(tool.input_schema)
        written = json.dumps(tool.input_schema)
        for word in ("$ref", "$defs", "anyOf", "null", "additionalProperties", "`meta."):
            assert word not in written, f"{tool.name}: {word}"
        for asked in tool.input_schema["properties"].values():
            assert isinstance(asked["type"], str) and asked["description"].endswith(".")


def test_all_tools_together_cost_less_than_an_answer(listed: list[Tool]) -> None:
    sent = [tool.model_dump(by_alias=True, exclude_none=True) for tool in listed]

    assert len(json.dumps(sent, ensure_ascii=False, separators=(",", ":"))) / TOKEN < 6_000


def test_an_example_of_each_fits_and_names_its_dataset(call: Call) -> None:
    for name in TOOLS:
        given = {"q": "all partners in quantum"} if name == ASK else example(catalogue[name]).given()
        answer = call(name, **given)
        assert len(answer) <= LONGEST, name
        assert "Source: Entente, dataset sha256:" in answer, name


# Answers


def test_a_row_says_how_firm_how_sure_and_how_old_it_is(call: Call) -> None:
    answer = call("partners", technology="quantum-clocks")

    assert table(answer) == [
        ["NIST, NPL", "partners with", "planned", "official", "November 5, 2021", r"\[1\]"]
    ]  # fmt: skip
    assert table(answer, 1) == [
        ["NIST partners with NPL", "planned, as of November 2021", "November 5, 2021", r"official \[1\]"]
    ]  # fmt: skip
    source = re.search(r"^1\. .*", answer, re.MULTILINE)
    assert source and "November 5, 2021" in source[0] and "official" in source[0] and "https://" in source[0]
    assert "(id `2021-11-05-uk-us-quantum-statement`)" in source[0]


def test_what_finds_nothing_says_so_and_what_a_default_leaves_out(call: Call) -> None:
    for answer in (call("search", q="zzzzqq"), call("changes", since="2026-11", entity="nasa")):
        assert "Nothing was found." in answer and "|" not in answer
    hidden = call("ties", entity="moon-mission-2017")
    assert "All that answers is left out by default: 2 disputed (disputed=include)." in hidden and "|" not in hidden


def test_what_is_disputed_says_so_and_by_whom(call: Call) -> None:
    for answer in (call("entity", id="moon-mission-2017"), call("disputes", entity="moon-mission-2017")):
        rows = [row for row in table(answer, -1 if "disagree" in answer else 0) if "Moon mission 2017" in row[0]]
        assert len(rows) == 2
        for row in rows:
            assert re.match(r"disputed: completed, unverified \\\[\d+\\\]; does not fit with \\\[", row[1]), row


def test_a_page_ends_at_a_whole_row_and_leads_to_the_next(client: httpx.Client, call: Call) -> None:
    whole = client.get("/claims.json", params={"limit": "all"}).json()
    says, after, pages = list[str](), None, 0
    while True:
        answer = call("claims", after=after, limit="all")
        assert len(answer) <= LONGEST
        says += [row[-2] for row in table(answer)]
        pages += 1
        if not (more := re.search(r'`after` = "(.*)"', answer)):
            break
        assert f"of {len(whole['rows'])} claims" in answer and f"after={more[1]}" in answer
        after = more[1]

    assert pages > 3
    assert len(says) == len(whole["rows"])


def test_what_has_no_room_is_named(call: Call) -> None:
    answer = call("entity", id="india")

    shown = len(table(answer)) + len(table(answer, 1))
    assert f"{shown} of 152 ties stand here" in answer and "/ties?entity=india" in answer
    assert re.search(r"Left out for want of room: Money \(\d+ rows\), Timeline \(\d+ rows\)\.", answer)
    assert "152 ties: " in answer, "what it opens with is of all"
    assert len(re.findall(r"^\d+\. ", answer, re.MULTILINE)) == int(re.findall(r"^(\d+)\. ", answer, re.MULTILINE)[-1])


def test_of_what_has_no_pages_the_first_rows_are_given(client: httpx.Client) -> None:
    response = client.get("/compare.json", params={"pair": ["india,united-states", "india,russia"]})
    report = Report(Subgraph.parse(response.content))
    cut = text_of(report, 8_000)

    assert len(cut.text) <= 8_000 and not cut.whole
    assert len(table(cut.text)) == 2 * cut.results > 10, "each has a line for each pair"
    assert f"This is not all: it holds {cut.results} of {len(report.subgraph.rows)} results" in cut.text
    assert text_of(report, 500).text.endswith("The rest is left out for want of room.\n")


def test_where_rows_do_not_say_how_sure_they_are_their_ties_do(call: Call) -> None:
    answer = call("paths", source="india", target="united-states", limit=50)

    paths, ties = table(answer), table(answer, 1)
    assert 10 < len(paths) < 50 and f"it holds {len(paths)} of 50 results" in answer
    names = {name for path in paths for name in path[0].split(" – ")}
    assert all(any(name in tie[0] for tie in ties) for name in names)
    assert all(re.search("official|reported|unverified", tie[-1]) and re.search("20..", tie[-2]) for tie in ties)


def test_a_plain_question_says_how_it_is_understood(call: Call) -> None:
    answer = call("ask", q="who funds NISAR")

    assert answer.startswith("Understood as /funding?recipient=nisar\n\n")
    many = call("ask", q="ties of India")
    assert len(many) <= LONGEST and "call `ties` with the same and `after` = " in many


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("entity", {"id": "isroo"}, "entity 'isroo' is not in the graph; did you mean isro"),
        ("partners", {"technology": "quantum", "status": ["firm"]}, "status can be expected, planned, announced"),
        ("partners", {"technology": "quantum", "colour": "red"}, "colour: is not a parameter of partners"),
        ("paths", {"from": "nasa", "to": "isro"}, "source: is missing; target: is missing"),
        ("ask", {"q": "xyzzy"}, "ask as in: all partners in quantum"),
        ("changes", {}, "since: is missing"),
        ("cypher", {}, "there is no tool 'cypher'; there are search, ask"),
    ],
)
def test_an_error_says_what_would_be_right(call: Call, tool: str, arguments: dict[str, Any], says: str) -> None:
    assert says in call(tool, fails=True, **arguments)


def test_a_parameter_that_is_null_is_not_given(call: Call) -> None:
    assert call("partners", technology="quantum", status=None, after=None) == call("partners", technology="quantum")


# Resources and the prompt


def test_entities_and_documents_are_resources(client: httpx.Client) -> None:
    async def read(mcp: Client) -> tuple[list[str], list[str]]:
        found, cursor = list[str](), None
        while True:
            page = await mcp.list_resources(cursor=cursor)
            found += [resource.uri for resource in page.resources]
            if not (cursor := page.next_cursor):
                break
        texts = list[str]()
        for uri in ("entente://entities/nasa", "entente://documents/2024-06-17-icet-second-meeting"):
            (content,) = (await mcp.read_resource(uri)).contents
            assert isinstance(content, TextResourceContents) and content.mime_type == "text/markdown"
            texts.append(content.text)
        return found, texts

    found, (nasa, meeting) = asked(mcp_of(client), read)
    held = client.get("/ready").json()["dataset"]
    assert len(set(found)) == len(found) == held["documents"] + held["entities"]
    assert {"entente://entities/nasa", "entente://documents/2024-06-17-icet-second-meeting"} <= set(found)
    assert nasa.startswith("**NASA: profile**") and "- Id: nasa" in nasa
    assert "the tool `claims` with document" in meeting and len(meeting) <= LONGEST


@pytest.mark.parametrize("uri", ["entente://entities/nobody", "entente://ties/x", "https://example.org/"])
def test_what_is_no_resource_is_an_error(client: httpx.Client, uri: str) -> None:
    said = asked(mcp_of(client), lambda mcp: refusal(mcp.read_resource(uri)))
    assert "is not in the graph" in said or "is neither entente://entities/ID nor" in said


def test_the_prompt_says_how_to_cite_and_what_is_no_fact(client: httpx.Client) -> None:
    async def read(mcp: Client) -> tuple[str, str]:
        (prompt,) = (await mcp.list_prompts()).prompts
        (message,) = (await mcp.get_prompt(prompt.name, {"about": "quantum", "since": "2025"})).messages
        assert isinstance(message.content, TextContent)
        return message.content.text, mcp.instructions or ""

    briefing, instructions = asked(mcp_of(client), read)
    assert "about quantum" in briefing and "since=2025" in briefing
    for said in (briefing, instructions):
        assert "Never report a promise as a fact" in said and "Cite each statement" in said
    assert "it wants `about`" in asked(mcp_of(client), lambda mcp: refusal(mcp.get_prompt("briefing", {})))


# The ways in


@pytest.mark.starts
def test_standard_input_answers_as_http_does(seeded: Server, call: Call) -> None:
    server = StdioServerParameters(command=str(ENTENTE), args=["mcp"], env={**os.environ, **seeded.environment})
    answer = asked(server, lambda mcp: mcp.call_tool("partners", {"technology": "quantum"}))

    over_http, _, where = call("partners", technology="quantum").partition("\nThe same on the web: ")
    assert text(answer) == over_http
    assert where.endswith("/partners?technology=quantum>\n")


@pytest.mark.starts
def test_standard_input_says_that_the_graph_is_away() -> None:
    nowhere = {"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "x"}
    server = StdioServerParameters(command=str(ENTENTE), args=["mcp"], env={**os.environ, **nowhere})
    answer = asked(server, lambda mcp: mcp.call_tool("search", {"q": "nasa"}))

    assert answer.is_error and "The graph cannot be read now" in text(answer)


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        ({"Host": "rebound.example"}, "ENTENTE_PUBLIC_URL says"),
        ({"Origin": "https://elsewhere.example"}, "a page of another site"),
        ({"Sec-Fetch-Site": "cross-site"}, "a page of another site"),
        ({"Content-Type": "text/plain"}, "Content-Type: application/json"),
    ],
)
def test_pages_of_other_sites_may_not_ask(client: httpx.Client, headers: dict[str, str], says: str) -> None:
    assert client.post("/mcp", json=PING, headers=ACCEPT).json()["result"] == {}
    refused = client.post("/mcp", content=json.dumps(PING), headers={"Content-Type": "application/json", **headers})
    assert says in problem(refused, 403)["detail"]


def test_a_request_is_bounded(client: httpx.Client) -> None:
    long = {**PING, "params": {"_meta": {"x": "x" * LARGEST_BODY}}}
    assert client.post("/mcp", json=long, headers=ACCEPT).status_code == 413
    batch = client.post("/mcp", json=[PING] * 100, headers=ACCEPT)
    assert batch.status_code == 400, "one request costs what one request costs"


def test_a_browser_is_told_what_is_here(client: httpx.Client) -> None:
    for method in ("GET", "DELETE"):
        response = client.request(method, "/mcp")
        assert response.status_code == 405 and response.headers["allow"] == "POST"
    assert "Assistants ask here by POST" in client.get("/mcp").text


@pytest.fixture(scope="module")
def published(seeded: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Path]]:
    """A service of two processes with a public address, and the file of its access log."""
    output = tmp_path_factory.mktemp("published") / "log"
    environment = {"ENTENTE_PUBLIC_URL": "https://data.example/entente", "ENTENTE_ACCESS_LOG": "true"}
    with (
        output.open("wb") as log,
        serving({**seeded.environment, **environment}, "--workers", "2", output=log) as client,
    ):
        yield until_ready(client), output


@pytest.mark.starts
def test_a_public_service_answers_by_its_name_from_any_worker(published: tuple[httpx.Client, Path]) -> None:
    client, output = published

    async def ask(mcp: Client) -> list[str]:
        return [text(await mcp.call_tool("search", {"q": "nasa"})) for _ in range(8)]

    answers = asked(mcp_of(client), ask)
    assert len(set(answers)) == 1
    assert answers[0].endswith("The same on the web: <https://data.example/entente/search?q=nasa>\n")
    own = {"Host": "data.example", "Origin": "https://data.example", **ACCEPT}
    assert client.post("/entente/mcp", json=PING, headers=own).status_code == 200
    assert client.post("/mcp", json=PING, headers={**ACCEPT, "Origin": "https://evil.example"}).status_code == 403
    asked_of = [
        line["question"] for line in map(json.loads, output.read_text().splitlines()) if line["path"].endswith("/mcp")
    ]
    assert asked_of.count("search") == 8, "the access log names the question that a tool asks"


@pytest.mark.parametrize("version", ["2024-11-05", "2025-06-18"])
def test_an_older_assistant_is_answered_too(client: httpx.Client, version: str) -> None:
    about = {"protocolVersion": version, "capabilities": {}, "clientInfo": {"name": "old", "version": "1"}}
    opened = client.post("/mcp", json={**PING, "method": "initialize", "params": about}, headers=ACCEPT)
    assert opened.json()["result"]["protocolVersion"] == version

    asking = {**PING, "method": "tools/call", "params": {"name": "search", "arguments": {"q": "nasa"}}}
    answer = client.post("/mcp", json=asking, headers={**ACCEPT, "MCP-Protocol-Version": version}).json()["result"]
    assert "NASA" in answer["content"][0]["text"] and not answer["isError"]


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, entente: Callable[..., Done]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    done = entente("mcp")
    assert (done.returncode, done.stderr.strip()) == (1, MISSING)

    async def post() -> httpx.Response:
        app = create_app(Graph.connect("bolt://127.0.0.1:1", "", "", "", 1), Operation())
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
            return await client.post("/mcp", json=PING)

    assert problem(run(post()), 404)["detail"] == MISSING
