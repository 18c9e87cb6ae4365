"""Each format, read by a reader of it that is not ours: it holds the same entities, ties and sources."""

import csv
import io
import re
import xml.etree.ElementTree as ET
import zlib
from collections import Counter
from html.parser import HTMLParser
from struct import unpack
from typing import Any, LiteralString, cast

import bibtexparser
import docx
import httpx
import networkx as nx
import openpyxl
import orjson
import pypdf
import pytest
import rdflib
from citeproc.source.json import CiteProcJSON
from markdown_it import MarkdownIt
from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexEnvironmentNode, LatexWalker
from rdflib.namespace import PROV, RDF, Namespace

from app.answers.service import Service
from app.domain.answer import Subgraph
from app.formats import formats
from app.graph.client import Graph
from app.http.query_string import viewed_at
from app.report.figure.graphviz import lay_out
from tests.formats.conftest import Told
from tests.support import Server

SVG = "{http://www.w3.org/2000/svg}"
SCHEMA = Namespace("https://schema.org/")


def squeezed(text: str) -> str:
    """A text without white space, control characters and direction controls, which formats may set otherwise."""
    return re.sub("[\\s\u0000-\u001f\u202a-\u202e\u2066-\u2069\ufffd]", "", text)


def test_every_format_answers(client: httpx.Client) -> None:
    for suffix, format in formats().items():
        response = client.get(f"/entities/nasa.{suffix}")
        assert response.status_code == 200, (suffix, response.text)
        assert response.headers["content-type"] == format.media_type
        assert response.content


def test_csv(told: Told) -> None:
    rows = list(csv.DictReader(io.StringIO(told.read("csv", table="claims").decode("utf-8-sig"), newline="")))

    assert {row["claim"] for row in rows} == set(told.claims)
    assert {row["tie"] for row in rows} == set(told.ties)
    for row in rows:
        assert row["url"] == (told.documents[row["document"]]["url"] or "")
        assert squeezed(row["subject_name"].removeprefix("'")) == squeezed(
            told.labels[row["subject"]].removeprefix("'")
        )


def test_no_cell_of_a_table_is_a_formula(told: Told) -> None:
    for name in ("rows", "ties", "claims", "entities", "technologies", "documents"):
        for row in csv.reader(io.StringIO(told.read("csv", table=name).decode("utf-8-sig"), newline="")):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    book = openpyxl.load_workbook(io.BytesIO(told.read("xlsx")))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "b", "d", "inlineStr"}, "none is a formula"


def test_xlsx(told: Told) -> None:
    book = openpyxl.load_workbook(io.BytesIO(told.read("xlsx")), read_only=True)
    ids = {name: _column(book[name], heading) for name, heading in
           {"Entities": "Id", "Ties": "Tie (id)", "Claims": "Claim (id)", "Documents": "Id"}.items()}  # fmt: skip

    assert sorted(map(str, ids["Entities"])) == sorted(told.entities)
    assert sorted(map(str, ids["Ties"])) == sorted(told.ties)
    assert sorted(map(str, ids["Claims"])) == sorted(told.claims)
    assert sorted(map(str, ids["Documents"])) == sorted(told.documents)


def _column(sheet: Any, heading: str) -> list[Any]:
    """The cells below a heading."""
    headings, *rows = sheet.iter_rows(values_only=True)
    at = headings.index(heading)
    return [row[at] for row in rows]


def test_jsonl(told: Told) -> None:
    lines = [orjson.loads(line) for line in told.read("jsonl").splitlines()]

    for part in ("entities", "ties", "technologies", "documents", "rows"):
        assert [line["record"] for line in lines if line["part"] == part] == told.json[part]
    assert lines[0]["record"] == told.json["meta"]


def test_svg(told: Told) -> None:
    figure = ET.fromstring(told.read("svg"))

    assert {box.get("data-id") for box in figure.iter() if box.get("data-id")} == set(told.entities)
    drawn = [id for line in figure.iter() for id in (line.get("data-ties") or "").split()]
    assert sorted(drawn) == sorted(told.ties)
    for line in figure.iter(f"{SVG}g"):
        for id in (line.get("data-ties") or "").split():
            tie = told.ties[id]
            assert (line.get("data-ends") or "").split() == [tie["subject"], tie["object"]]
            assert f"s-{'disputed' if tie['disputed'] else tie['status']}" in (line.get("class") or "")
    text = squeezed("".join(figure.itertext()))
    for name in told.labels.values():
        assert squeezed(name) in text
    assert {element.tag.removeprefix(SVG) for element in figure.iter()} <= {
        "svg", "title", "desc", "metadata", "rect", "g", "path", "text", "a",
    }  # fmt: skip


def test_a_figure_has_a_title_a_description_its_dataset_and_numbers_on_its_ties(client: httpx.Client) -> None:
    told = Told.of(client, "/partners", technology="quantum")
    figure = ET.fromstring(told.read("svg"))
    title, description, metadata = (figure.findtext(f"{SVG}{name}") or "" for name in ("title", "desc", "metadata"))

    assert title == "Partners in quantum technology"
    assert f"{len(told.entities)} entities and {len(told.ties)} ties" in description
    assert orjson.loads(metadata)["version"] == told.json["meta"]["dataset"]
    words = [group for group in figure.iter(f"{SVG}g") if (group.get("class") or "").startswith("w ")]
    lines = [group for group in figure.iter(f"{SVG}g") if (group.get("class") or "").startswith("tie ")]
    assert len(words) == len(lines)
    assert all(re.search(r"\[\d", "".join(group.itertext())) for group in words)
    planned = ["".join(group.itertext()) for group in words if "s-planned" in (group.get("class") or "")]
    assert planned and all("planned" in word for word in planned), "the word stands beside the line"


def test_png(told: Told) -> None:
    image = told.read("png")
    chunks = dict(_chunks(image))

    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = unpack(">II", chunks["IHDR"][0][:8])
    assert width > 400 and height > 200
    texts = {text.split(b"\0", 1)[0]: text.split(b"\0", 5)[5].decode() for text in chunks["iTXt"]}
    assert texts[b"Comment"] == told.json["meta"]["dataset"]
    assert len(set(zlib.decompress(b"".join(chunks["IDAT"])))) > 20, "it is not empty"


def _chunks(image: bytes) -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    at = 8
    while at < len(image):
        length, kind = unpack(">I4s", image[at : at + 8])
        data = image[at + 8 : at + 8 + length]
        assert unpack(">I", image[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + data)
        found.setdefault(kind.decode(), []).append(data)
        at += length + 12
    return found


def test_pdf(told: Told) -> None:
    reader = pypdf.PdfReader(io.BytesIO(told.read("pdf")))
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    catalog: Any = reader.trailer["/Root"]

    assert catalog["/MarkInfo"]["/Marked"], "tagged"
    assert "/StructTreeRoot" in catalog and catalog["/Lang"] == "en"
    assert reader.metadata and reader.metadata.title
    links = {
        str(note.get_object()["/A"]["/URI"])
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    }
    assert links >= {document["url"] for document in told.documents.values() if document["url"]}
    for id, name in told.labels.items():
        if id not in ("emoji", "cjk", "bidi", "devanagari"):  # set in system fonts, or shaped: not one to one
            assert squeezed(name)[:40] in text, id


def test_docx(told: Told) -> None:
    document = docx.Document(io.BytesIO(told.read("docx")))
    table = document.tables[-1]
    rows = [[cell.text for cell in row.cells] for row in table.rows][1:]

    wanted = [[told.labels[tie["subject"]], told.labels[tie["object"]]] for tie in told.json["ties"]]
    assert [[squeezed(row[0]), squeezed(row[2])] for row in rows] == [
        [squeezed(end) for end in ends] for ends in wanted
    ]
    (picture,) = document.inline_shapes
    about = cast(Any, picture)._inline.docPr
    assert f"{len(told.entities)} entities" in about.get("descr")
    targets = {relation.target_ref for relation in document.part.rels.values() if relation.is_external}
    assert targets == {document["url"] for document in told.documents.values() if document["url"]}


class _Page(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def attributes(self, name: str) -> list[str]:
        return [attributes[name] or "" for _, attributes in self.found if name in attributes]


def test_html(told: Told) -> None:
    page = _Page(told.read("html").decode())

    drawn = Counter(id for ids in page.attributes("data-ties") for id in ids.split())
    frames = sum(name.startswith("fit ") for name in page.attributes("class"))
    assert drawn == dict.fromkeys(told.ties, frames), "in the figure for each width of frames"
    assert sorted(page.attributes("data-tie")) == sorted(told.ties), "the evidence of each"
    assert set(page.attributes("data-id")) == set(told.entities)
    urls = {document["url"] for document in told.documents.values() if document["url"]}
    assert urls <= set(page.attributes("href"))
    assert [tag for tag, _ in page.found].count("script") == 1, "ours"
    assert not page.attributes("src"), "nothing is loaded from anywhere"
    assert not any(name.startswith("on") or name == "style" for _, attributes in page.found for name in attributes)


def test_md(told: Told) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(told.read("md").decode())
    inline = [token for token in tokens if token.type == "inline"]
    rows = sum(token.type == "tr_open" for token in tokens) - 1

    assert rows == len(told.ties) + len(told.json["rows"]) + bool(told.json["rows"])
    assert not any(token.type == "html_block" for token in tokens)
    children = [child for token in inline for child in token.children or []]
    assert not any(child.type in ("html_inline", "image") for child in children)
    links = {str(child.attrs["href"]) for child in children if child.type == "link_open"}
    assert len(links) == 1 + sum(bool(document["url"]) for document in told.documents.values())
    assert not any(link.startswith("javascript") for link in links)
    text = squeezed("".join(child.content for child in children))
    for name in told.labels.values():
        assert squeezed(name) in text


def test_tex(told: Told) -> None:
    source = told.read("tex").decode()
    nodes: list[Any] = cast(Any, LatexWalker)(source, tolerant_parsing=False).get_latex_nodes()[0]
    environments = [node for node in nodes if isinstance(node, LatexEnvironmentNode)]

    tables = 1 + bool(told.json["rows"])
    assert [node.environmentname for node in environments] == [*["longtable"] * tables, "enumerate"]
    *_, table, sources = (str(cast(Any, node).latex_verbatim()) for node in environments)
    assert table.count(r" \\") == len(told.ties) + 2, "the head of the first page, and that of the others"
    assert sources.count(r"\item") == len(told.documents)
    assert r"\input" not in source
    text = squeezed(cast(Any, LatexNodes2Text)(keep_comments=False).latex_to_text(source)).replace("’", "'")
    for id, name in told.labels.items():
        if id not in ("quotes", "markdown", "latex", "bidi"):  # the reader sets quotes and dashes in its own way
            assert squeezed(name)[:60] in text, id


def test_bib(told: Told) -> None:
    entries: Any = cast(Any, bibtexparser).loads(told.read("bib").decode()).entries

    assert {entry["ID"] for entry in entries} == set(told.documents)
    for entry in entries:
        document = told.documents[entry["ID"]]
        assert entry["year"] == document["published"][:4]
        if document["url"] and "\\" not in document["url"]:
            assert entry["url"] == document["url"]


def test_csl(told: Told) -> None:
    items = orjson.loads(told.read("csl"))
    read = cast(Any, CiteProcJSON)(items)

    assert set(read) == set(told.documents)
    for item in items:
        assert item.get("URL") == told.documents[item["id"]]["url"]
        assert squeezed(item["title"]) == squeezed(told.documents[item["id"]]["title"])


def test_dot_by_graphviz_own_parser(told: Told) -> None:
    found = lay_out(told.read("dot").decode(), "dot", 30)

    labels = {node["name"]: node["label"].replace('\\"', '"').replace("\\\\", "\\") for node in found["objects"]}
    assert {id: squeezed(label) for id, label in labels.items()} == {
        id: squeezed(name) for id, name in told.labels.items()
    }
    assert sorted(edge["id"] for edge in found["edges"]) == sorted(told.ties)


def test_graphml(told: Told) -> None:
    content = told.read("graphml")
    graph = cast(Any, nx).read_graphml(io.BytesIO(content), force_multigraph=True)

    assert {id: squeezed(values["name"]) for id, values in graph.nodes(data=True)} == {
        id: squeezed(entity["name"]) for id, entity in told.entities.items()
    }
    edges = {key: (subject, object) for subject, object, key in graph.edges(keys=True)}
    assert edges == {id: (tie["subject"], tie["object"]) for id, tie in told.ties.items()}
    for _, _, key, values in graph.edges(keys=True, data=True):
        assert values["status"] == told.ties[key]["status"]
        assert values["documents"].split("; ") == list(
            dict.fromkeys(claim["document"] for claim in told.ties[key]["claims"])
        )


def test_gexf(told: Told) -> None:
    graph = cast(Any, nx).read_gexf(io.BytesIO(told.read("gexf")))

    assert set(graph.nodes) == set(told.entities)
    found = {(values["id"], subject, object) for subject, object, values in graph.edges(data=True)}
    assert found == {(id, tie["subject"], tie["object"]) for id, tie in told.ties.items()}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader uses it
def test_jsonld(told: Told) -> None:
    graph = rdflib.Graph().parse(data=told.read("jsonld"), format="json-ld")
    for entity in told.entities.values():
        named = graph.objects(
            rdflib.URIRef(f"urn:entente:entity:{entity['id']}"), rdflib.URIRef("https://schema.org/sameAs")
        )
        assert {str(one).rsplit("/", 1)[-1] for one in named} == set(entity["same_as"].values())

    statements = set(graph.subjects(RDF.type, RDF.Statement))
    assert statements == {rdflib.URIRef(f"urn:entente:tie:{id}") for id in told.ties}
    for id, tie in told.ties.items():
        subject = rdflib.URIRef(f"urn:entente:tie:{id}")
        assert graph.value(subject, RDF.subject) == rdflib.URIRef(f"urn:entente:entity:{tie['subject']}")
        assert graph.value(subject, RDF.object) == rdflib.URIRef(f"urn:entente:entity:{tie['object']}")
        claims = {rdflib.URIRef(f"urn:entente:claim:{claim['id']}") for claim in tie["claims"]}
        assert set(graph.objects(subject, PROV.wasDerivedFrom)) == claims
        for claim in claims:
            assert graph.value(graph.value(claim, PROV.wasQuotedFrom), SCHEMA.name), "its document is there"
    for id, entity in told.entities.items():
        assert str(graph.value(rdflib.URIRef(f"urn:entente:entity:{id}"), SCHEMA.name)) == entity["name"]
    assert rdflib.Graph().parse(data=graph.serialize(format="nt"), format="nt"), "it is valid RDF"


RECREATED = """
CALL () { MATCH (n:Entity) RETURN collect([n.id, n.name, [label IN labels(n) WHERE label <> 'Entity']]) AS entities }
CALL () {
  MATCH (s)<-[:SUBJECT]-(n:Tie)-[:OBJECT]->(o), (s)-[edge {tie: n.id}]->(o)
  RETURN collect([n.id, type(edge), s.id, o.id, n.status]) AS ties
}
CALL () { MATCH (d:Document)<-[:CITES]-(n:Claim)-[:ON]->(:Tie) RETURN collect([n.id, n.says, d.id, d.url]) AS claims }
RETURN entities, ties, claims
"""


def recreate(server: Server, cypher: str) -> None:
    """Empties a Neo4j and runs statements there, each in a transaction of its own, as Neo4j Browser does."""

    async def run(graph: Graph) -> None:
        async with graph.driver.session() as session:
            await (await session.run("MATCH (n) DETACH DELETE n")).consume()
            for statement in re.split(r";\n", cypher):
                if statement.strip():
                    await (await session.run(cast(LiteralString, statement))).consume()

    server.use(run)


@pytest.mark.thorough
def test_cypher_recreates_the_subgraph_in_an_empty_neo4j(told: Told, scratch: Server) -> None:
    recreate(scratch, told.read("cypher").decode())
    found = scratch.record(RECREATED)

    assert sorted(found["entities"]) == sorted(
        [entity["id"], entity["name"], [entity["kind"]]] for entity in told.entities.values()
    )
    assert sorted(found["ties"]) == sorted(
        [tie["id"], tie["relation"], tie["subject"], tie["object"], tie["status"]] for tie in told.ties.values()
    )
    urls = {id: document["url"] for id, document in told.documents.items()}
    assert {tuple(claim) for claim in found["claims"]} == {
        (claim["id"], claim["says"], claim["document"], urls[claim["document"]]) for claim in told.claims.values()
    }


OF_NASA = (
    "/entities/nasa", "/ties?entity=nasa", "/entities/nasa/neighbours", "/claims?entity=nasa",
    "/timeline?entity=nasa", "/ties?entity=nasa&as_of=2024", "/search?q=nasa&limit=1",
)  # fmt: skip
"""Addresses of questions that the ties of NASA answer."""


@pytest.mark.thorough
def test_our_own_questions_answer_on_a_recreated_subgraph(client: httpx.Client, scratch: Server) -> None:
    cypher = client.get("/ties.cypher", params={"entity": "nasa", "limit": 1000, "disputed": "include"}).text
    recreate(scratch, cypher)

    async def ask(graph: Graph) -> list[Subgraph]:
        service = Service(graph, 10**7)
        assert (await service.dataset())["ties"] == cypher.count("relation: ") / 2, "in properties, and beside them"
        return [await service.answer(viewed_at(address, "").question) for address in OF_NASA]

    for address, answer in zip(OF_NASA, scratch.use(ask), strict=True):
        here, there = client.get(address).json(), orjson.loads(answer.json())
        assert there["meta"] == here["meta"]
        for part in ("ties", "entities", "documents", "rows"):
            assert there[part] == here[part], (address, part)
