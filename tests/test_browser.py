"""What Neo4j Browser is given: literals, questions, style, guide and favourites, on the real Neo4j."""

import io
import zipfile
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.styles import KIND_STYLES
from app.domain.vocabulary import Relation
from app.graph.statements import literal, with_literals
from app.http.neo4j_browser.favourites import question
from app.http.neo4j_browser.guide import slides
from app.http.neo4j_browser.style import style
from app.local.configuration import browser_settings
from app.queries import catalogue
from app.queries.schema import example
from tests.support import ROOT, Server

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


@pytest.mark.parametrize("name", catalogue)
def test_every_question_runs_as_it_is_pasted(seeded: Server, name: str) -> None:
    count = f"CALL () {{\n{question(example(catalogue[name]))}\n}}\nRETURN count(*) AS rows"
    assert seeded.record(count)["rows"] > 0


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
        assert len(archive.namelist()) == len(catalogue)
        assert all(archive.read(name).startswith(b"// ") for name in archive.namelist())
