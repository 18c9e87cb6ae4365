"""Each format, read by a reader of it that is not ours: it holds the same entities, ties and sources."""

import csv
import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
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
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from markdown_it import MarkdownIt
from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexEnvironmentNode, LatexWalker
from rdflib.namespace import PROV, RDF, Namespace

from app.answers.service import Service
from app.domain.answer import Subgraph
from app.formats import formats
from app.graph.client import Graph
from app.http.embeds import query_of
from app.report.figure.graphviz import lay_out
from app.report.wording import Language
from tests.formats.conftest import Told
from tests.support import Server

SVG = "{http://www.w3.org/2000/svg}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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


@pytest.mark.parametrize("lang", Language)
def test_a_pdf_is_made_and_accessible_in_every_language(told: Told, lang: Language) -> None:
    reader = pypdf.PdfReader(io.BytesIO(told.read("pdf", lang=lang)))
    catalog: Any = reader.trailer["/Root"]

    assert catalog["/Lang"] == lang and catalog["/MarkInfo"]["/Marked"]
    if "emoji" not in told.entities:  # PDF/UA-1 forbids what no font here can show
        assert b"pdfuaid:part" in catalog["/Metadata"].get_data()


@pytest.mark.parametrize(
    "title", ["e\u0301tude \u202e", "*\ufe0e", "مُحَمَّد", "🚀 👩‍👩‍👧‍👦", "தமிழ்", "\u202a", "a\uffff", "#{$*_"]
)
def test_a_pdf_is_made_under_any_title(client: httpx.Client, title: str) -> None:
    told = Told.of(client, "/partners", technology="quantum-key-distribution")

    reader = pypdf.PdfReader(io.BytesIO(told.read("pdf", title=title, lang="hi")))
    assert reader.metadata and reader.metadata.title


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


@pytest.mark.parametrize(
    ("lang", "attribute", "tag"),
    [
        ("en", "val", "en-US"),
        ("de", "val", "de-DE"),
        ("fr", "val", "fr-FR"),
        ("ru", "val", "ru-RU"),
        ("hi", "bidi", "hi-IN"),
    ],
)
def test_word_knows_the_language(client: httpx.Client, lang: str, attribute: str, tag: str) -> None:
    content = Told.of(client, "/partners", technology="quantum-key-distribution").read("docx", lang=lang)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        styles = ET.fromstring(package.read("word/styles.xml"))

    (language,) = styles.iter(f"{WORD}lang")
    assert language.get(f"{WORD}{attribute}") == tag
    assert lang == "hi" or not (language.get(f"{WORD}bidi") or "").startswith("hi")


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


@pytest.mark.parametrize(
    ("lang", "continued"),
    [("en", "continued"), ("de", "Fortsetzung"), ("fr", "suite"), ("ru", "продолжение"), ("hi", "जारी")],
)
def test_a_table_in_latex_keeps_to_the_line_and_to_itself(client: httpx.Client, lang: str, continued: str) -> None:
    source = Told.of(client, "/ties", limit=1000, disputed="include").read("tex", lang=lang).decode()

    first, again = source.index(r"\endfirsthead"), source.index(r"\endhead")
    assert source.count(r"\caption") == 1 and source.index(r"\caption") < first < source.index(continued) < again
    shares = [float(share) for share in re.findall(r"p\{\\dimexpr ([.\d]+)\\linewidth-2\\tabcolsep\\relax\}", source)]
    assert len(shares) == 6 and min(shares) > 0.05 and sum(shares) == pytest.approx(1, abs=0.005)
    assert source.index(r"\begingroup\small") < source.index(r"\begin{longtable}")
    assert source.rstrip().endswith(r"\endgroup"), "what follows has its own size"


def _has_latex() -> bool:
    """Whether there is a LaTeX with what a table needs."""
    styles = ["xurl.sty", "lmodern.sty", "booktabs.sty"]
    return bool(shutil.which("pdflatex")) and not subprocess.run(["kpsewhich", *styles], capture_output=True).returncode


@pytest.mark.skipif(not _has_latex(), reason="LaTeX is not installed, or not with xurl and lmodern")
@pytest.mark.parametrize("cite", ["number", "key"])
def test_latex_sets_a_table_within_the_line(client: httpx.Client, tmp_path: Path, cite: str) -> None:
    told = Told.of(client, "/ties", limit=1000, disputed="include")
    (tmp_path / "table.tex").write_bytes(told.read("tex", cite=cite))
    packages = r"\usepackage[T1]{fontenc}\usepackage{lmodern,array,booktabs,longtable,hyperref,xurl}"
    (tmp_path / "report.tex").write_text(
        rf"\documentclass{{article}}{packages}\begin{{document}}\input{{table.tex}}\end{{document}}"
    )
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "report"]
    logs = [subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, errors="replace") for _ in range(2)]
    assert [log.returncode for log in logs] == [0, 0], logs[0].stdout[-2000:]
    assert "Overfull" not in logs[1].stdout


@pytest.mark.parametrize("lang", Language)
def test_a_table_in_markdown_has_room_for_its_words(client: httpx.Client, lang: Language) -> None:
    text = Told.of(client, "/partners", technology="quantum").read("md", lang=lang).decode()
    tables = [part.splitlines() for part in text.split("\n\n") if part.startswith("|")]
    assert len(tables) == 2, "the rows, and the ties"
    for table in tables[1:]:  # the words above the rows are longer in some languages than a line has room for
        head, dashes, *rows = ([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table)
        assert all(set(cell) == {"-"} for cell in dashes) and len({len(cell) for cell in dashes}) > 1
        line = 72  # what Pandoc fills by default; a column has its part, of which the space between takes one
        for index, part in enumerate(len(cell) * line / sum(map(len, dashes)) - 1 for cell in dashes):
            words = [word for row in (head, *rows) for word in row[index].split()]
            assert max(len(word) for word in words if word.isascii()) <= part + 1, "Pandoc would break a word"


def test_tables_cite_by_key_for_one_bibliography(client: httpx.Client) -> None:
    told = Told.of(client, "/ties", limit=1000, disputed="include")
    md, tex = (told.read(suffix, cite="key").decode() for suffix in ("md", "tex"))

    keys = set(told.documents) & {item["id"] for item in orjson.loads(told.read("csl"))}
    assert set(re.findall(r"@([a-z0-9-]+)", md)) == keys == set(told.documents)
    assert {key for keys in re.findall(r"\\cite\{([^}]*)\}", tex) for key in keys.split(",")} == keys
    cited = re.compile(r"\[@[a-z0-9-]+(; @[a-z0-9-]+)*\]")
    assert not re.search(r"\[@|\\\[\d", cited.sub("", md)), "all are citations, and none is a number"
    assert "denied [@" in md and r"denied \cite{" in tex, "in the words too"
    for document in told.documents.values():
        assert document["title"] not in md and document["title"] not in tex, "there is no list of ours"
    assert "Sources" in md and r"\subsection" not in tex and r"\item" not in tex
    refused = client.get("/partners.pdf", params={"technology": "quantum", "cite": "key"})
    assert refused.status_code == 422 and "it is for md, tex" in refused.text


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


def test_every_style_names_the_paper_or_the_institution(client: httpx.Client) -> None:
    told = Told.of(client, "/ties", limit=1000, disputed="include")
    items = {item["id"]: item for item in orjson.loads(told.read("csl"))}
    entries: Any = {entry["ID"]: entry for entry in cast(Any, bibtexparser).loads(told.read("bib").decode()).entries}
    source = cast(Any, CiteProcJSON)(list(items.values()))
    style: Any = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography: Any = CitationStylesBibliography(style, source, formatter.plain)
    for id in items:
        bibliography.register(Citation([CitationItem(id)]))
    printed = dict(zip(bibliography.keys, map(str, bibliography.bibliography()), strict=True))

    nobody = "2024-06-17-icet-second-meeting"  # its publisher is `Not named in the text (…)`
    assert {"author", "container-title", "publisher"}.isdisjoint(items[nobody])
    assert {"author", "journal", "howpublished"}.isdisjoint(entries[nobody])
    for suffix in ("md", "tex", "html", "jsonld", "bib", "csl"):
        assert "Not named in the text" not in told.read(suffix).decode(), suffix
    del items[nobody]
    for id, item in items.items():
        document, entry = told.documents[id], entries[id]
        (author,) = item.get("author", [{"literal": None}])
        name = author["literal"] or item["container-title"]
        assert document["publisher"].startswith(name) and name in printed[id]
        braced = entry.get("author") or entry.get("journal") or entry["howpublished"]
        assert name in braced and ("author" in entry) == bool(author["literal"])
        if document["kind"] == "press-report":
            assert item["type"] == "article-newspaper" and entry["ENTRYTYPE"] == "article" and not author["literal"]
        assert "note" not in item and "note" not in entry and document["note"] not in printed[id]
    afr, inferred = "2022-04-05-aukus-quantum-ai", "2013-iter-members"
    assert items[afr]["container-title"] == entries[afr]["journal"].strip("{}") == "The Australian Financial Review"
    assert items[inferred]["author"] == [{"literal": "ITER Organization"}]
    assert items[inferred]["issued"] == {"date-parts": [[2013]], "circa": True} and entries[inferred]["date"] == "2013?"


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


def test_graphml_by_igraph(told: Told, tmp_path: Any) -> None:
    igraph: Any = pytest.importorskip("igraph")  # its licence, the GPL, keeps it from the lock
    path = tmp_path / "answer.graphml"
    path.write_bytes(told.read("graphml"))
    graph = igraph.Graph.Read_GraphML(str(path))

    assert graph.vcount() == len(told.entities) and graph.ecount() == len(told.ties)
    assert sorted(graph.vs["id"]) == sorted(told.entities)


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
        return [await service.answer(query_of(address, "")) for address in OF_NASA]

    for address, answer in zip(OF_NASA, scratch.use(ask), strict=True):
        here, there = client.get(address).json(), orjson.loads(answer.json())
        assert there["meta"] == here["meta"]
        for part in ("ties", "entities", "documents", "rows"):
            assert there[part] == here[part], (address, part)
