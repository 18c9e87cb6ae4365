"""What Neo4j Browser is given: literals, questions, style, guide and favourites, on the real Neo4j."""

import io
import shutil
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j.exceptions import ClientError

from app.answers.service import Service
from app.domain.answer import PARTS, Subgraph
from app.domain.styles import KIND_STYLES
from app.domain.vocabulary import Relation
from app.graph.client import Graph
from app.graph.statements import literal, with_literals
from app.http.app import Operation, create_app
from app.http.neo4j_browser.favourites import questions
from app.http.neo4j_browser.guide import slides
from app.http.neo4j_browser.style import style
from app.local.configuration import browser_settings
from app.queries import catalogue, drawing
from app.queries.base import Query
from app.queries.drawing import drawn
from app.queries.schema import example
from tests.support import ROOT, Server, local_server, run, serving, until_ready

# What JSON can hold. Neo4j's whole numbers have 64 bits; lone surrogates are no text.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS.filter(bool), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(VALUES, min_size=30, max_size=60))
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_a_literal_means_its_value_and_nothing_else(seeded: Server, values: list[Any]) -> None:
    assert seeded.record(f"RETURN {literal(values)} AS back")["back"] == values


@pytest.mark.parametrize(
    "text",
    [
        "'",
        "\\",
        "\\'",
        "\\u0027",
        "\\\\u0027 OR 1=1",
        "\\\x1f",
        "\\\nu",
        "'}) DETACH DELETE n //",
        "`",
        "$id",
        "\n\r\t\0",
        "\u202e",
        "😀",
    ],
)
def test_hostile_text_stays_text(seeded: Server, text: str) -> None:
    assert seeded.record(f"RETURN {literal(text)} AS back")["back"] == text
    assert seeded.record(with_literals("RETURN $id AS back", {"id": text}))["back"] == text


def test_only_parameters_are_with_literals() -> None:
    text = "RETURN '$id', \"$id\", `$id`, $id // $id\n/* $id */"
    assert with_literals(text, {"id": 1}) == "RETURN '$id', \"$id\", `$id`, 1 // $id\n/* $id */"


ALIKE = (
    "partners?technology=quantum",
    "partners?technology=space&disputed=include",
    "partners?technology=space&as_of=2024-06-18&status=planned&status=announced",
    "partners?technology=semiconductors&persons=include&domestic=include&country=IN",
    "partners?technology=space&limit=5&after=artemis-accords",
    "ties?",
    "ties?entity=india&technology=space&relation=PARTICIPATES_IN",
    "ties?entity=icet&lineage=include&as_of=2025-06",
    "ties?technology=quantum&sources=2&reported_since=2024",
    "latest?technology=space",
    "latest?as_of=2024-06-18&limit=30",
    "tie?id=isro--co-develops--nisar",
    "neighbours?id=nasa&kind=Agency&from=2023&to=2025",
    "neighbours?id=isro&depth=3&reliability=official&as_of=2025-06",
    "neighbours?id=moon-mission-2017&disputed=include",
    "document?id=2025-12-05-india-russia-summit-blog",
    "paths?source=nasa&target=roscosmos",
    "paths?source=nasa&target=isro&technology=space&max_hops=2&limit=3",
    "funding?",
    "funding?currency=USD&limit=2",
    "compare?pair=india,united-states&pair=india,russia",
    "compare?pair=india,isro&technology=space&as_of=2025-06",
    "changes?since=2024-06",
    "changes?since=2023&as_of=2025-06&status=active",
    "changes?since=2025&by=arrival&limit=7",
    "changes?since=2024-06&entity=nasa",
    "changes?since=2023&entity=trust&lineage=include&as_of=2025-06",
    "changes?since=2025&by=arrival&entity=isro&technology=space",
    "claims?limit=30",
    "claims?document=2024-06-17-icet-second-meeting&entity=india&status=active",
    "claims?stance=disputes&as_of=2026",
    "disputes?",
    "disputes?entity=india",
    "timeline?technology=quantum&from=2024",
    "timeline?entity=nasa&overdue=false&limit=7",
    "entities?kind=Agency&country=IN&technology=space&as_of=2025",
    "entity?id=nasa",
    "technology?id=quantum",
    "technologies?limit=20&after=fusion",
    "documents?reliability=official&from=2024",
    "documents?q=India&kind=press-report&limit=4",
    "search?q=quantum&limit=5",
)  # fmt: skip
"""Questions, each of the catalogue and each way to filter among them."""


def link(client: httpx.Client, question: str) -> str:
    """The statement in the link that leads to Browser with a question."""
    name, _, parameters = question.partition("?")
    response = client.get(f"/browser?query={name}&{parameters}")
    assert response.status_code == 307, response.text
    return parse_qs(urlsplit(response.headers["location"]).query)["arg"][0]


def draws(seeded: Server, statement: str) -> dict[str, list[str]]:
    """Ids of what Browser draws for a statement: nodes by their part of an answer, and edges by the ties they are."""
    labels = {"Entity": "entities", "Technology": "technologies", "Document": "documents"}
    with seeded.driver.session() as session:
        graph = session.run(cast("Any", statement)).graph()
    found: dict[str, list[str]] = {part: [] for part in (*labels.values(), "ties")}
    for node in graph.nodes:
        found[next(labels[label] for label in node.labels if label in labels)].append(node["id"])
    found["ties"] = [edge["tie"] for edge in graph.relationships]
    return {part: sorted(ids) for part, ids in found.items()}


def answers(client: httpx.Client, question: str) -> dict[str, list[str]]:
    """Ids of what the API answers; of one about ties without their documents and technologies, which are not drawn."""
    name, _, parameters = question.partition("?")
    query = catalogue[name]
    pairs = parse_qsl(parameters)
    path = query.path.format(**dict(pairs))
    answer = client.get(path, params=[pair for pair in pairs if f"{{{pair[0]}}}" not in query.path]).json()
    beside = ("technologies", "documents") if query.form.finds_ties else ()
    found = {part: [] if part in beside else [record["id"] for record in answer[part]] for part in PARTS}
    return {part: sorted(ids) for part, ids in found.items()}


@pytest.mark.parametrize("question", ALIKE)
def test_browser_draws_what_the_api_answers(client: httpx.Client, seeded: Server, question: str) -> None:
    expected = answers(client, question)

    assert any(expected.values()), "a question that finds nothing tells nothing"
    assert draws(seeded, link(client, question)) == expected


def test_every_question_is_among_those_that_are_compared() -> None:
    assert {question.partition("?")[0] for question in ALIKE} == {*catalogue}


def test_who_changes_a_line_gets_what_they_expect(client: httpx.Client, seeded: Server) -> None:
    quantum = link(client, "partners?technology=quantum&status=active")

    space = quantum.replace("{id: 'quantum'}", "{id: 'space'}").replace("['active']", "['planned', 'announced']")
    assert draws(seeded, space) == answers(client, "partners?technology=space&status=planned&status=announced")
    other = quantum.replace("  AND NOT edge.disputed\n", "").replace("  AND edge.status IN ['active']\n", "")
    assert draws(seeded, other) == answers(client, "partners?technology=quantum&disputed=include")


def test_a_link_takes_names_where_the_api_does(client: httpx.Client, seeded: Server) -> None:
    by_name = link(client, "neighbours?id=National Science Foundation")

    assert draws(seeded, by_name) == answers(client, "neighbours?id=nsf")
    assert client.get("/browser?query=neighbours&id=nobody-at-all").status_code == 404


EVERYTHING: dict[str, Any] = {
    "status": ["active", "planned"], "disputed": "only", "relation": ["FUNDS", "LEADS"], "country": ["IN", "US"],
    "from": "2020", "to": "2025", "reliability": ["official"], "sources": 2, "reported_since": "2024",
    "overdue": False, "as_of": "2024-06", "technology": "space", "entity": "india", "lineage": "include",
    "document": "2013-iter-members", "stance": "supports", "currency": "USD", "funder": "nsf", "recipient": "nsf",
    "type": ["fund"], "limit": 10,
}  # fmt: skip
"""A value for each parameter that a question need not have."""


@pytest.mark.parametrize("given", [{}, EVERYTHING, {**EVERYTHING, "as_of": None}], ids=["plain", "all", "all of today"])
@pytest.mark.parametrize("name", catalogue)
def test_a_statement_for_browser_is_short_and_says_what_it_does(
    seeded: Server, name: str, given: dict[str, Any]
) -> None:
    query = catalogue[name]
    fields = {info.alias or field for field, info in query.model_fields.items()}
    asked = query.read({**{key: value for key, value in given.items() if key in fields}, **example(query).given()})
    lines = drawn(asked).splitlines()

    assert len(lines) <= 30
    assert lines[0].startswith("// ")
    assert not any(mark in drawn(asked) for mark in ("/*", "$", "WHERE true"))
    seeded.record(f"CALL () {{\n{drawn(asked)}\n}}\nRETURN count(*) AS rows")


def test_a_question_without_a_statement_of_its_own_names_what_answers(
    seeded: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "exists", set[str]().__contains__)
    for name, part in (("disputes", "ties"), ("documents", "documents")):
        query = example(catalogue[name])
        assert drawing.names_answer(query)
        answer = run(_answer(seeded, query))
        assert draws(seeded, drawn(query, answer))[part] == sorted(record.id for record in getattr(answer, part))


async def _answer(seeded: Server, query: Query) -> Subgraph:
    graph = Graph.connect(seeded.uri, "neo4j", seeded.password, "neo4j", time_limit=60)
    try:
        return await Service(graph, 0).answer(query)
    finally:
        await graph.close()


def test_everything_in_the_guide_runs(seeded: Server) -> None:
    for slide in slides():
        for block in slide.blocks:
            found = seeded.record(f"CALL () {{\n{block.cypher}\n}}\nRETURN count(*) AS rows")
            assert found["rows"] > 0, block.title


def test_a_link_leads_to_browser_with_the_question_prefilled(client: httpx.Client, seeded: Server) -> None:
    assert seeded.local
    leads = client.get(
        "/browser", params={"query": "partners", "technology": "quantum", "status": ["active", "planned"]}
    )

    assert leads.status_code == 307
    there = urlsplit(leads.headers["location"])
    given = parse_qs(there.query)
    assert there.port == seeded.local.ports.http
    assert given["cmd"] == ["edit"]
    assert "{id: 'quantum'}" in given["arg"][0]
    assert "$" not in given["arg"][0]
    assert f":{seeded.local.ports.bolt}" in given["dbms"][0]


def test_a_link_to_no_question_or_with_a_wrong_parameter_is_refused(client: httpx.Client) -> None:
    unknown = client.get("/browser", params={"query": "partner"})
    assert unknown.status_code == 422
    assert "partners" in unknown.json()["errors"][0]["allowed"]
    assert client.get("/browser", params={"query": "partners", "technolgy": "quantum"}).status_code == 422


def test_readers_are_told_whose_login_the_links_lead_to(client: httpx.Client) -> None:
    assert client.get("/browser/login").json() == {"user": "neo4j", "whose": "administrator"}


@pytest.mark.parametrize(("user", "whose"), [("neo4j", "service"), ("visitor", "reader")])
def test_where_neo4j_has_roles_another_login_is_the_readers(
    user: str, whose: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def has_roles(service: Service) -> bool:  # no Neo4j with roles is at hand
        return True

    async def login() -> Any:
        graph = Graph.connect("bolt://127.0.0.1:1", "neo4j", "", "neo4j", time_limit=1)
        address = f"http://localhost:7474/browser/?dbms=neo4j://{user}@localhost:7687"
        app = create_app(graph, Operation(browser_address=address, username="neo4j"))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://service") as client:
            told = (await client.get("/browser/login")).json()
        await graph.close()
        return told

    monkeypatch.setattr(Service, "has_roles", has_roles)
    assert run(login()) == {"user": user, "whose": whose}


@pytest.mark.starts
def test_a_server_that_is_for_reading_answers_and_refuses_what_writes(seed_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(seed_home, tmp_path / "home"))
    with local_server(home, {"server.databases.read_only": "neo4j"}) as server:
        with server.driver.session() as session, pytest.raises(ClientError, match="read-only"):
            session.run("CREATE (slip:Slip)").consume()
        with serving(server.environment) as client:
            assert until_ready(client).get("/partners", params={"technology": "quantum"}).json()["rows"]


def test_compose_tells_browser_the_same_as_the_local_neo4j_is_told() -> None:
    text = (ROOT / "docker-compose.yml").read_text().replace("${ENTENTE_PORT:-8000}", "8000")
    environment = yaml.safe_load(text)["services"]["neo4j"]["environment"]
    for name, value in browser_settings("http://localhost:8000").items():
        assert environment["NEO4J_" + name.replace("_", "__").replace(".", "_")] == value


def test_the_style_has_every_kind_and_every_relation() -> None:
    for kind, look in KIND_STYLES.items():
        assert f"node.{kind} {{ color: {look.colour};" in style()
    for relation in Relation:
        assert f"relationship.{relation} {{" in style()


def test_the_guide_comes_as_html_and_as_asciidoc_with_the_same_to_run(client: httpx.Client) -> None:
    html = client.get("/browser/guide.html")
    adoc = client.get("/browser/guide.adoc").text
    blocks = [block.cypher for slide in slides() for block in slide.blocks]

    assert _Runnable.of(html.text) == blocks
    assert [part.split("\n----")[0] for part in adoc.split("[source,cypher]\n----\n")[1:]] == blocks
    preflight = client.options(
        "/browser/guide.html",
        headers={
            "Origin": "http://localhost:7474",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "cache-control,pragma,sentry-trace",
        },
    )
    assert preflight.status_code == 200
    assert "sentry-trace" in preflight.headers["access-control-allow-headers"]


class _Runnable(HTMLParser):
    """Collects the text of what can be run in a guide."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False

    @classmethod
    def of(cls, html: str) -> list[str]:
        parser = cls()
        parser.feed(html)
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "pre":
            self.inside = True
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "pre"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data


def test_the_favourites_are_every_question_and_always_the_same_bytes(client: httpx.Client) -> None:
    first, second = (client.get("/browser/favourites.zip").content for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert len(archive.namelist()) == len(list(questions())) > len(catalogue) - 3
        assert all(archive.read(name).startswith(b"// ") for name in archive.namelist())
