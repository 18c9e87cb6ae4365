"""Every format of tables opens with what answers the question, and says what it does not hold."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import docx
import httpx
import openpyxl
import orjson
import pypdf
import pytest
from markdown_it import MarkdownIt

from app.domain.answer import Subgraph
from app.formats import formats, named
from app.queries import catalogue
from app.report import Report
from app.report.options import Options
from app.report.wording import Language
from tests.formats.conftest import Told
from tests.formats.test_doubts import text_of
from tests.support import SEED, Done

ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "partners": ("/partners", {"technology": "quantum"}),
    "ties": ("/ties", {"entity": "isro"}),
    "latest": ("/latest", {"limit": 5}),
    "tie": ("/ties/nist--partners-with--npl-uk", {}),
    "neighbours": ("/entities/nisar/neighbours", {}),
    "document": ("/documents/2013-iter-members", {}),
    "search": ("/search", {"q": "nasa"}),
    "compare": ("/compare", {"pair": ["india,russia", "india,united-states"], "technology": "quantum"}),
    "funding": ("/funding", {}),
    "paths": ("/paths", {"source": "nasa", "target": "roscosmos"}),
    "changes": ("/changes", {"since": "2025-06", "technology": "space"}),
    "claims": ("/claims", {"technology": "quantum", "limit": 5}),
    "disputes": ("/disputes", {}),
    "timeline": ("/timeline", {"entity": "nisar"}),
    "documents": ("/documents", {}),
    "entities": ("/entities", {"kind": "Bloc"}),
    "entity": ("/entities/nasa", {}),
    "technology": ("/technologies/quantum", {}),
    "technologies": ("/technologies", {"limit": 20}),
}


@pytest.fixture(scope="module")
def answers(client: httpx.Client) -> dict[str, Told]:
    """An answer to each question."""
    assert set(ASKED) == set(catalogue)
    return {name: Told.of(client, path, **given) for name, (path, given) in ASKED.items()}


def lines(told: Told) -> int:
    """How many lines the first table of a document has: a row each, or of those within it one each."""
    rows = told.json["rows"]
    if not rows:
        parts = ("ties", "entities", "technologies", "documents")
        return next(len(told.json[part]) for part in parts if told.json[part])
    match told.path:
        case "/compare":
            return sum(len(row["cells"]) for row in rows)
        case _:
            return len(rows)


def first_table(suffix: str, content: bytes) -> list[list[str]]:
    """The cells of the first table of a file, its head first."""
    if suffix == "docx":
        return [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(content)).tables[0].rows]
    return next(_tables(content.decode()))


def _tables(text: str) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for token, following in pairwise(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append("".join(child.content for child in following.children or []))
        elif token.type == "table_close":
            yield rows
            rows = []


DOSSIERS = {"entity", "technology", "tie", "document"}
"""The questions after one thing, whose answer is a dossier in a document: see test_dossiers.py."""


@pytest.mark.parametrize("suffix", ["md", "docx"])
@pytest.mark.parametrize("name", [name for name in ASKED if name not in DOSSIERS])
def test_the_first_table_is_what_was_asked_for(answers: dict[str, Told], name: str, suffix: str) -> None:
    head, *body = first_table(suffix, answers[name].read(suffix))

    assert len(body) == lines(answers[name])
    assert all(any(row[at] for row in body) for at in range(len(head))), "a column that says nothing is left out"
    ids = {id for id in (*answers[name].entities, *answers[name].ties) if "-" in id}
    assert not ids & {cell for row in body for cell in row}, "names stand for ids"


def test_each_question_shows_what_it_is_after(answers: dict[str, Told]) -> None:
    shown = {name: first_table("md", answers[name].read("md"))[1:] for name in ASKED}

    assert [
        "Australia, United Kingdom, United States",
        "AUKUS",
        "active",
        "reported",
        "April 5, 2022",
        "[1]",
    ] in shown["partners"]
    assert [row[0] for row in shown["funding"]][:2] == ["USD 1.5 billion", "at least USD 8 million (nearly, over)"]
    assert any(row[0].startswith("over USD 90 million") and "5 years" in row for row in shown["funding"])
    assert shown["paths"][0] == ["NASA – ISRO – Roscosmos", "active", "2", "[1–4]"]
    assert {row[1] for row in shown["compare"]} == {"India, Russia", "India, United States"}
    assert any(row[2:5] == ["new", "", "active"] or "new" in row for row in shown["changes"])
    assert all(row[1] != "completed" or row[3] for row in shown["disputes"]), "with who denies it"
    assert ["Telecommunications"] != shown["technologies"][0] and shown["technologies"][0][0] == "5G"


def test_what_is_disputed_is_not_counted_as_done(client: httpx.Client) -> None:
    """Of the ties of a mission that never flew, one document says that it was completed, and three say otherwise."""
    asked = ("/entities/moon-mission-2017", "/entities/moon-mission-2017/neighbours", "/ties", "/changes")
    for path in asked:
        of = {"entity": "moon-mission-2017"} if path == "/ties" else {}
        of |= {"since": "2025-11", "limit": 1000} if path == "/changes" else {"disputed": "include"}
        told = Told.of(client, path, **({} if path == asked[0] else of))
        disputed = sum(tie["disputed"] for tie in told.json["ties"]) or 2
        assert f"{disputed} disputed" in told.read("md").decode(), path


def test_csv_holds_the_rows_with_names_before_ids(answers: dict[str, Told]) -> None:
    for name in ("partners", "changes", "claims", "timeline", "disputes"):
        told = answers[name]
        found = list(csv.DictReader(io.StringIO(told.read("csv").decode("utf-8-sig"), newline="")))
        assert len(found) == len(told.json["rows"]), name
    told = answers["partners"]
    (head, *_) = csv.reader(io.StringIO(told.read("csv").decode("utf-8-sig"), newline=""))
    found = list(csv.DictReader(io.StringIO(told.read("csv").decode("utf-8-sig"), newline="")))
    assert head.index("partners_name") < head.index("partners")
    for row, line in zip(told.json["rows"], found, strict=True):
        assert line["partners"].split("; ") == row["partners"]
        assert line["partners_name"].split("; ") == [told.labels[id] for id in row["partners"]]
        assert (line["status"], line["reported"], line["ties"]) == (
            row["status"],
            row["reported"],
            "; ".join(row["ties"]),
        )


RELIABILITIES = ["official", "reported", "unverified"]


@pytest.mark.parametrize("name", [name for name in ASKED if name not in DOSSIERS])
def test_a_table_for_pages_is_that_of_documents_with_what_each_line_is_about(
    answers: dict[str, Told], name: str
) -> None:
    told = answers[name]
    written = orjson.loads(told.read("table"))
    (answer, *others), (head, *body) = written["tables"], first_table("docx", told.read("docx"))

    assert written["sentence"] in told.read("md").decode() and written["title"]
    best = [column["name"] == "best_reliability_name" for column in answer["columns"]]
    assert [column["heading"] for column, added in zip(answer["columns"], best, strict=True) if not added] == head
    cells = [list(zip(line["cells"], best, strict=True)) for line in answer["lines"]]
    assert [[cell["text"] for cell, added in line if not added] for line in cells] == body
    ties = {tie["id"]: tie for tie in told.json["ties"]}
    for line, pairs in zip(answer["lines"], cells, strict=True):
        reliabilities = {ties[id]["reliability"] for id in line["ties"]}
        assert all(
            cell["text"] == max(reliabilities, default="", key=RELIABILITIES.index) for cell, added in pairs if added
        )
    assert {tie for table in written["tables"] for line in table["lines"] for tie in line["ties"]} == set(ties)
    for line in (line for table in others for line in table["lines"]):
        assert line["state"] == ties[line["ties"][0]]["status"]
    for cell in (cell for line in answer["lines"] for cell in line["cells"]):
        assert all(one["name"] in cell["text"] for one in cell.get("names", ()))


def test_a_table_for_pages_is_in_the_readers_language(client: httpx.Client) -> None:
    table = client.get("/funding.table", params={"lang": "de"}).json()
    assert table["language"] == "de" and "Betrag" in [one["heading"] for one in table["tables"][0]["columns"]]
    assert table["sources"][0].keys() == {"number", "id", "text", "url"}


@pytest.mark.parametrize(
    "path", ["/partners?technology=quantum", "/ties?entity=india&disputed=include", "/changes?since=2025"]
)
def test_stages_are_what_the_sentence_counts_with_how_that_is_known(client: httpx.Client, path: str) -> None:
    asked = httpx.URL(path).copy_add_param("limit", "all")
    answer = client.get(asked).json()
    written = client.get(asked.copy_with(path=f"{asked.path}.table")).json()
    ties = {tie["id"]: tie for tie in answer["ties"]}

    assert all(stage["text"] in written["sentence"] for stage in written["stages"])
    results = sum(int(stage["text"].split()[0]) for stage in written["stages"])
    assert results == len(answer["rows"] or ties)
    names = [stage["name"] for stage in written["stages"]]
    assert names == [name for name in ("held", "promised", "expected", "over", "disputed") if name in names]
    for stage in written["stages"]:
        of_stage = [ties[id] for id in stage["ties"]]
        documents = {claim["document"] for tie in of_stage for claim in tie["claims"]}
        assert stage["known"][0] == f"{len(documents)} document{'s' * (len(documents) != 1)}"
        assert stage["known"][-1].startswith("Last reported: ")
        assert (stage["name"] == "disputed") == any(tie["disputed"] for tie in of_stage)
    unverified = [said for stage in written["stages"] for said in stage["known"] if "unverified" in said]
    alone = sum(one["reliability"] == "unverified" for one in answer["rows"] or answer["ties"])
    assert sum(int(said.split()[0]) for said in unverified) == alone


def test_csv_has_each_table_of_the_answer(answers: dict[str, Told]) -> None:
    told = answers["paths"]
    counts = {"rows": sum(len(row["hops"]) for row in told.json["rows"]), "claims": len(told.claims)}
    counts |= {part: len(told.json[part]) for part in ("ties", "entities", "technologies", "documents")}

    for name, count in counts.items():
        content = told.read("csv", table=name).decode("utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(content, newline="")))) == count, name
    refused = told.client.get("/paths.csv", params=told.parameters | {"table": "hops"})
    assert refused.status_code == 422 and "claims" in refused.text


def test_a_document_has_one_table_alone_where_it_is_asked_for(answers: dict[str, Told]) -> None:
    told = answers["partners"]
    whole, rows = told.read("md").decode(), told.read("md", table="rows").decode()

    assert rows == whole[: whole.index("**Ties**")] + whole[whole.index("**Sources**") :]
    columns = {"ties": "From", "claims": "From", "entities": "Name", "technologies": "Name", "documents": "Title"}
    counts = {name: len(told.json[name]) for name in columns if name != "claims"} | {"claims": len(told.claims)}
    for name, first in columns.items():
        head, *body = first_table("md", told.read("md", table=name))
        assert head[0] == first and len(body) == counts[name], name
        assert told.read("tex", table=name).decode().count(r"\begin{longtable}") == 1, name
    head, *claims = first_table("md", told.read("md", table="claims"))
    says = [claim["says"] for tie in told.json["ties"] for claim in tie["claims"]]
    assert [line[head.index("What it says")] for line in claims] == says
    assert all(line[head.index("Claim: status")] and line[head.index("Sources")] for line in claims)
    assert first_table("md", answers["entity"].read("md", table="ties"))[0][0] == "From", "not a dossier"


def test_a_workbook_opens_with_the_answer_in_cells_of_their_kind(answers: dict[str, Told]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(answers["funding"].read("xlsx")))
    assert book.sheetnames == ["Answer", "Ties", "Claims", "Entities", "Technologies", "Documents", "About"]
    head, *body = book["Answer"].iter_rows()
    at = {str(cell.value): index for index, cell in enumerate(head)}
    total = next(row for row in body if row[at["At least"]].value == 1_500_000_000)

    assert at["Status"] < at["Status (code)"] and at["Sources"] < at["Ties (id)"]
    assert total[at["Currency"]].value == "USD" and total[at["At least"]].number_format == "#,##0"
    assert isinstance(total[at["Last reported"]].value, datetime | date)
    documents: Any = book["Documents"]
    assert documents["G2"].hyperlink.target == documents["G2"].value == answers["funding"].json["documents"][0]["url"]
    ties: Any = book["Ties"]
    assert {cell.value for cell in ties["B"]} == {"Relation", "funds"}
    sheet: Any = book["Answer"]
    assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1" and sheet.freeze_panes == "A2"
    about = {str(name): text for name, text in book["About"].iter_rows(values_only=True)}
    assert about["Question"] == "Funding" and str(about["Answer"]).startswith("8 sums of money: 2 done or in force")
    assert "11 with money of other kinds (amount_kind=…)" in str(about["Note"])
    assert about["Dataset"] == answers["funding"].json["meta"]["dataset"]


FORMATS = "md tex html docx pdf xlsx svg jsonld mmd dot graphml gexf bib cypher".split()


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_of_one_page_says_so_inside_and_where_the_rest_is(client: httpx.Client, suffix: str) -> None:
    part = Told.of(client, "/ties", entity="india", limit=3)
    whole = Told.of(client, "/ties/nist--partners-with--npl-uk")

    text = "".join(text_of(suffix, part.read(suffix)).split())
    total = len(client.get("/ties", params={"entity": "india", "limit": 1000}).json()["ties"])
    assert f"Thisisnotall:itholds3of{total}ties" in text, text[:3000]
    assert "after=" in text and "entity=india" in text
    assert "left out by default" in " ".join(text_of(suffix, part.read(suffix)).split())
    assert "not all" not in text_of(suffix, whole.read(suffix))


@pytest.mark.parametrize("suffix", ["svg", "pdf", "docx", "html", "md", "tex"])
@pytest.mark.parametrize("name", ["technologies", "documents", "search"])
def test_nothing_was_found_only_where_nothing_was(answers: dict[str, Told], name: str, suffix: str) -> None:
    text = text_of(suffix, answers[name].read(suffix))
    assert "Nothing was found" not in text
    assert {"technologies": "20 technologies.", "documents": "28 documents.", "search": "7 results."}[name] in text
    nothing = Told.of(answers[name].client, "/ties", entity="isro", technology="graphite")
    empty = text_of(suffix, nothing.read(suffix))
    assert "Nothing was found" in empty and "Ties of ISRO in graphite" in empty, "names, though it has neither"


@pytest.mark.parametrize("lang", ["en", "de", "fr", "ru", "hi"])
def test_a_document_is_in_the_readers_language(client: httpx.Client, lang: str) -> None:
    title, sentence, head = {
        "en": ("Changes since June 2025", "changed ties: ", "Status before"),
        "de": ("Änderungen seit Juni 2025", "geänderte Verbindungen: ", "Stand zuvor"),
        "fr": ("Changements depuis : juin 2025", "liens modifiés : ", "État antérieur"),
        "ru": ("Изменения с момента: июнь 2025 г.", "изменивши", "Состояние до"),
        "hi": ("परिवर्तन – जून 2025 से", "बदले संबंध", "पहले की स्थिति"),
    }[lang]
    text = text_of("md", Told.of(client, "/changes", since="2025-06").read("md", lang=lang))

    for words in (title, sentence, head):
        assert words in text.replace("\xa0", " "), words


NOTES = {
    "en": ("No way of at most 1 ties", "All that answers is left out by default: 2 disputed", "A load is under way"),
    "de": ("Kein Weg der Länge 1", "Alles, was antwortet, fehlt standardmäßig: 2 umstritten", "wird gerade geladen"),
    "fr": ("Aucun chemin d’une longueur de 1", "Tout ce qui répond est omis par défaut", "Un chargement est en cours"),
    "ru": ("Нет пути длиной не более 1", "Всё, что отвечает на вопрос, по умолчанию опущено", "Идёт загрузка"),
    "hi": ("1 या उससे कम संबंधों का कोई मार्ग", "उत्तर की हर बात पूर्वनिर्धारित रूप से", "डेटा लोड हो रहा है"),
}


@pytest.mark.parametrize("suffix", ["md", "html", "tex", "docx", "pdf", "svg", "xlsx"])
@pytest.mark.parametrize("lang", NOTES)
def test_what_must_be_known_is_in_the_readers_language(client: httpx.Client, lang: str, suffix: str) -> None:
    no_path, all_left_out, loading = NOTES[lang]
    path = Told.of(client, "/paths", source="nasa", target="skoltech", max_hops=1)
    disputed = Told.of(client, "/ties", entity="moon-mission-2017")
    under_way = Report(Subgraph.parse(_while_loading(path)), Options(lang=Language(lang)))
    assert path.json["meta"]["note"].startswith("no way of at most 1"), "for programs"

    texts = [
        text_of(suffix, content)
        for content in (path.read(suffix, lang=lang), disputed.read(suffix, lang=lang), named(suffix).write(under_way))
    ]
    for text, words in zip(texts, (no_path, all_left_out, loading), strict=True):
        if (suffix, lang) != ("pdf", "hi"):  # its letters are shaped: not one to one
            assert words in " ".join(text.split())
        assert lang == "en" or not any(english in text for english in ("No way", "All that", "A load", "under way"))


def _while_loading(told: Told) -> bytes:
    """An answer as it would be while a load is under way."""
    progress = {"version": "sha256:" + "1" * 64, "done": 3000, "total": 8000}
    note = "a load is under way, and this is a dataset on the way: 3,000 of 8,000 records are in"
    return orjson.dumps(told.json | {"meta": told.json["meta"] | {"loading": progress, "note": note}})


def test_a_report_has_no_figure_of_nothing(client: httpx.Client) -> None:
    content = Told.of(client, "/technologies", limit=20).read("docx")
    assert not docx.Document(io.BytesIO(content)).inline_shapes
    pages = pypdf.PdfReader(io.BytesIO(Told.of(client, "/technologies", limit=20).read("pdf"))).pages
    assert not any(cast(Any, page["/Resources"]).get("/XObject") for page in pages)


def test_an_embed_has_the_answer_as_a_table(answers: dict[str, Told]) -> None:
    page = answers["partners"].read("html").decode()
    assert page.count("<tr>") == len(answers["partners"].json["rows"]) + 1
    assert page.index('class="finding"') < page.index("<table>") < page.index('class="evidence"')


def test_a_file_of_data_holds_all_that_answers_unless_a_page_is_asked_for(client: httpx.Client) -> None:
    entities = client.get("/ready").json()["dataset"]["entities"]
    assert entities > 100, "more than a page"

    whole = client.get("/entities.csv")
    assert len(whole.text.splitlines()) == entities + 1 and "Link" not in whole.headers
    page = client.get("/entities.csv", params={"limit": 100})  # has the address of the whole, as 100 is the default
    assert len(page.text.splitlines()) == 101 and 'rel="next"' in page.headers["Link"]
    assert client.get("/entities.csv").content == whole.content
    book = openpyxl.load_workbook(io.BytesIO(client.get("/entities.xlsx").content))
    assert book["Answer"].max_row == entities + 1
    assert "not all" not in text_of("xlsx", client.get("/entities.xlsx").content)


@pytest.mark.parametrize("suffix", sorted(formats().keys() - {"json", "mmd"}))
def test_every_file_holds_all_that_answers(client: httpx.Client, suffix: str) -> None:
    everything = client.get("/ties", params={"entity": "india", "limit": 1000}).json()
    assert len(everything["ties"]) > 100, "more than a page"

    whole = client.get(f"/ties.{suffix}?entity=india")
    assert "Link" not in whole.headers and whole.content == client.get(f"/ties.{suffix}?entity=india&limit=all").content
    assert client.get(f"/ties.{suffix}?entity=india&limit=100").headers["Link"].endswith('rel="next"')
    if suffix not in ("bib", "csl"):
        assert whole.content != client.get(f"/ties.{suffix}?entity=india&limit=100").content


def test_what_a_format_cannot_hold_is_a_page_that_says_so(client: httpx.Client) -> None:
    source = client.get("/ties.mmd")

    assert source.status_code == 200
    assert f"it holds 100 of {client.get('/ready').json()['dataset']['ties'] - 4} ties" in source.text, "4 are disputed"
    refused = client.get("/ties.mmd?limit=all")
    assert refused.status_code == 422 and "more than mmd can hold" in refused.text


COUNTED = [
    "/timeline?technology=space", "/timeline?entity=isro&as_of=2024-07", "/timeline?from=2024&to=2025&disputed=include",
    "/partners?technology=space", "/changes?since=2024-06", "/claims?entity=nasa", "/entities/india/neighbours",
    "/latest?technology=space&as_of=2024-12", "/documents", "/entities?kind=Agency", "/disputes",
]  # fmt: skip


@pytest.mark.parametrize("path", COUNTED)
def test_a_page_counts_the_results_of_all_pages(client: httpx.Client, path: str) -> None:
    asked = httpx.URL(path)
    everything = client.get(asked.copy_add_param("limit", "all")).json()
    results = next(everything[part] for part in ("rows", "ties", "entities", "documents") if everything[part])

    page = client.get(asked.copy_with(path=f"{asked.path}.md").copy_add_param("limit", "2"))

    assert f"it holds 2 of {len(results)} " in page.text


def test_json_is_a_page_unless_all_is_asked_for(client: httpx.Client) -> None:
    page, everything = (client.get("/entities", params=asked).json() for asked in ({}, {"limit": "all"}))

    assert len(page["entities"]) == 100 and page["meta"]["next"]
    assert len(everything["entities"]) == client.get("/ready").json()["dataset"]["entities"]
    assert everything["meta"]["next"] is None and "limit" not in everything["meta"]["parameters"]
    assert client.get("/entities?limit=al").status_code == 422
    assert client.get("/entities").json() == page, "both are kept apart"


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "7 of {} entities"), ("de", "7 Beteiligte von {}"), ("fr", "7 entités sur {}"),
     ("ru", "7 участников из {}"), ("hi", "{} में से 7 इकाइयाँ")],
)  # fmt: skip
def test_how_much_a_file_leaves_out_is_in_the_readers_language(client: httpx.Client, lang: str, said: str) -> None:
    total = client.get("/ready").json()["dataset"]["entities"]
    text = client.get("/entities.md", params={"limit": 7, "lang": lang}).text
    assert said.format(total) in text.replace("\xa0", " ")


TOTALS: list[tuple[str, dict[str, Any]]] = [
    ("/partners", {"technology": "space"}), ("/ties", {}), ("/ties", {"technology": "space", "disputed": "include"}),
    ("/ties", {"entity": "National Science Foundation"}), ("/partners", {"technology": "AI"}),
    ("/ties", {"entity": "isro", "lineage": "include"}), ("/latest", {"as_of": "2024-12-31"}),
    ("/entities/nasa/neighbours", {"depth": 2}), ("/changes", {"since": "2024-06"}), ("/funding", {}),
    ("/changes", {"since": "2024-06", "by": "arrival"}),
    ("/claims", {"entity": "nasa"}), ("/disputes", {}), ("/entities", {"kind": "Agency"}), ("/technologies", {}),
    ("/documents", {}), ("/documents/2024-06-17-icet-second-meeting", {}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "given"), TOTALS)
def test_how_many_there_are_in_all_is_counted_rightly(client: httpx.Client, path: str, given: dict[str, Any]) -> None:
    everything = client.get(path, params={**given, "limit": "all"}).json()
    results = everything["rows"] or everything["ties"] or everything["entities"]
    part = client.get(f"{path}.md", params={**given, "limit": 1}).text

    assert len(results) > 1 and everything["meta"]["next"] is None
    assert re.search(rf"it holds 1 of {len(results):,} ", part), part[:800]
    last = everything["meta"]["counts"]
    assert last["ties"] == len(everything["ties"])


def test_a_whole_file_is_its_pages_put_together(client: httpx.Client) -> None:
    first, *records = (orjson.loads(line) for line in client.get("/changes.jsonl?since=2024-06").content.splitlines())
    rows, cursor = list[Any](), ""
    while cursor is not None:
        after = {"after": cursor} if cursor else {}
        page = client.get("/changes", params={"since": "2024-06", "limit": 40, **after}).json()
        rows += page["rows"]
        cursor = page["meta"]["next"]

    assert len(rows) > 100
    assert [record["record"] for record in records if record["part"] == "rows"] == rows
    ids = [record["record"]["id"] for record in records if record["part"] == "entities"]
    assert len(ids) == len(set(ids)) == first["record"]["counts"]["entities"], "each once"
    assert first["record"]["next"] is None and first["record"]["parameters"] == {"since": "2024-06"}
    partners = client.get("/partners.jsonl?technology=space").content.splitlines()[0]
    assert (
        orjson.loads(partners)["record"]["counts"] == client.get("/partners?technology=space").json()["meta"]["counts"]
    )


def test_the_command_writes_whole_files_too(entente: Callable[..., Done], tmp_path: Path) -> None:
    done = entente("entities", "-o", str(tmp_path / "entities.csv"))
    assert done.returncode == 0
    assert len((tmp_path / "entities.csv").read_text().splitlines()) > 200
    assert len(entente("entities", "-f", "csv", "--limit", "7").stdout.splitlines()) == 8


@pytest.mark.parametrize(("lang", "name"), [("en", "Licence"), ("de", "Lizenz"), ("ru", "Лицензия"), ("hi", "लाइसेंस")])
def test_a_workbook_says_under_what_it_may_be_used(client: httpx.Client, lang: str, name: str) -> None:
    content = Told.of(client, "/funding").read("xlsx", lang=lang)
    about = openpyxl.load_workbook(io.BytesIO(content))["About"].iter_rows(values_only=True)
    said = {str(row[0]): str(row[1]) for row in about}

    (licence,) = re.findall(r"https://creativecommons\.org/licenses/[\w./-]+", (SEED / "README.md").read_text())[:1]
    assert "CC BY 4.0" in said[name] and licence.rstrip("/") in said[name]


@pytest.mark.parametrize("lang", Language)
def test_no_two_sums_look_alike(client: httpx.Client, lang: Language) -> None:
    told = Told.of(client, "/funding")
    rows = [line for line in told.read("md", lang=lang).decode().splitlines() if line.startswith("| ")]
    bars = re.findall(r'aria-label="([^"]+)"', told.read("svg", lang=lang).decode())

    assert len(set(rows)) == len(rows) and len(set(bars)) == len(bars)
    per = [row["ties"] for row in told.json["rows"] if row["per"]]
    assert len(per) == 2, "one for each project"
    for (tie,) in per:
        name = told.labels[told.ties[tie]["object"]]
        assert any(name in row for row in rows[: 2 + len(told.json["rows"])]) and any(name in bar for bar in bars)


def test_direct_partners_are_told_apart_by_what_relates_them(client: httpx.Client) -> None:
    text = client.get("/partners.md", params={"technology": "quantum"}).text

    assert "| India, Russia | partners with (quantum scholarships) | expected |" in text
    assert "| India, United States | iCET | active |" in text
