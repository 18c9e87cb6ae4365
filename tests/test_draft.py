"""From an article to a document: draft, what a person confirms, finish; fingerprints; and a language model.

The articles are our own, about the countries of the small dataset.
"""

import json
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from textwrap import fill as wrap
from typing import Any

import pytest
from openpyxl import Workbook
from typst import compile as typeset

from app.dataset.checking import read_dataset
from app.dataset.fingerprints import fingerprint
from app.errors import DatasetError
from tests.support import Server, run_entente

ARTICLE = """Two countries, one Moon
Aland and Bolivia agreed on 5 March 2024 to pay nearly EUR 3.5 million over four years for the Moon Fund.
The Space Office of Aland (SOA) could join the Qubit Project by 2026, analysts say.
It rained in the capital all day.
Both countries plan to:
- Build a joint laboratory for quantum computing.
- Train each other's engineers.
The Harbour Science Initiative, led by Bolivia, was suspended in May.
"""
PROMISED = "Aland and Bolivia agreed on 5 March 2024 to pay nearly EUR 3.5 million over four years for the Moon Fund."
ID = "2024-03-06-two-countries-one-moon"


def run(*arguments: str | Path, **environment: str) -> tuple[int, str]:
    """Exit code and all that the command prints, without any graph."""
    done = run_entente([str(argument) for argument in arguments], {"NEO4J_URI": "bolt://127.0.0.1:1", **environment})
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article as a file of text."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE)
    return path


def draft(article: Path, folder: Path, *options: str, **environment: str) -> Path:
    """The draft of an article of 6 March 2024 in a folder of data."""
    status, out = run("draft", article, "--into", folder, "--published", "2024-03-06", *options, **environment)
    assert status == 0, out
    return folder / "drafts" / f"{ID}.yaml"


def blocks(path: Path) -> dict[str, str]:
    """The blocks of a draft, by the sentence that each shows."""
    parts = path.read_text().split("  # > line ")[1:]
    return {part.split(": ", 1)[1].split("\n", 1)[0]: part for part in parts}


def block(path: Path, words: str) -> str:
    """The block of the sentence with some words."""
    (found,) = [text for sentence, text in blocks(path).items() if words in sentence]
    return found


def confirm(path: Path) -> None:
    """Deletes each mark, as a person does who finds all of it right."""
    for file in (path, path.with_name(path.stem + ".names.yaml")):
        if file.exists():
            lines = file.read_text().splitlines(keepends=True)
            file.write_text("".join(line for line in lines if not line.strip().startswith("# check")))


# Drafting


def test_a_sentence_that_carries_a_claim_is_a_block(article: Path, small: Path) -> None:
    promised = block(draft(article, small), "agreed on 5 March")

    assert "      - [aland, FUNDS, moon-fund]\n      - [bolivia, FUNDS, moon-fund]\n" in promised
    assert "# check: tie, status (announced by 'agreed'), dates, amount" in promised
    assert "status: announced\n" in promised and "start: 2024-03-05\n" in promised
    assert "amount: {value: 3500000, qualifier: nearly, currency: EUR, period: P4Y, kind: grant" in promised
    assert "joint: moon-fund-2024}" in promised
    assert f"where: line 2\n    passage: {fingerprint(PROMISED)}\n" in promised


def test_a_sentence_of_the_weather_is_none(article: Path, small: Path) -> None:
    assert not any("rained" in sentence for sentence in blocks(draft(article, small)))


def test_a_hedge_is_no_fact_and_an_end_no_start(article: Path, small: Path) -> None:
    joining = block(draft(article, small), "could join")

    assert "[space-office, PARTICIPATES_IN, qubit-project]" in joining
    assert "status: expected\n" in joining and "end: 2026\n" in joining and "start:" not in joining


def test_items_of_a_list_have_what_leads_to_them(article: Path, small: Path) -> None:
    path = draft(article, small)
    laboratory = block(path, "joint laboratory")

    assert "tie: [bolivia, PARTNERS_WITH, aland]" in laboratory and "status: planned\n" in laboratory
    assert "technologies: [quantum-computing]\n" in laboratory
    assert not any(sentence.endswith("plan to:") for sentence in blocks(path))


def test_a_month_without_a_year_is_of_the_article_as_a_guess(article: Path, small: Path) -> None:
    suspended = block(draft(article, small), "suspended")

    assert "status: suspended\n" in suspended and "start: 2024-05?\n" in suspended
    assert "[bolivia, LEADS, harbour-science-initiative]" in suspended


def test_new_names_are_proposed_in_a_second_file(article: Path, small: Path) -> None:
    names = (draft(article, small).parent / f"{ID}.names.yaml").read_text()

    assert "# check: is it of kind Initiative (by its word 'initiative')" in names
    assert "- id: harbour-science-initiative\n  kind: Initiative\n  name: Harbour Science Initiative\n" in names
    assert "Moon Fund" not in names and "Space Office" not in names


def test_a_country_that_nobody_knows_yet_is_proposed_and_tied(article: Path, small: Path) -> None:
    article.write_text("Moonlight for two\nFrance and Bolivia signed a deal to build a lunar lander together.\n")
    status, out = run("draft", article, "--into", small, "--published", "2024-03-06", "--id", "moon")
    names = (small / "drafts" / "moon.names.yaml").read_text()

    assert status == 0 and "moon.names.yaml: 1 to confirm" in out
    assert "# check: is it of kind Country (a country by ISO 3166)\n- id: france\n" in names
    assert "tie: [france, PARTNERS_WITH, bolivia]" in (small / "drafts" / "moon.yaml").read_text()


def test_a_draft_is_checked_and_no_load_takes_it(article: Path, small: Path) -> None:
    before = read_dataset([small])
    path = draft(article, small)
    status, out = run("check", small)

    assert (status, read_dataset([small])) == (0, before)
    assert f"Draft {ID}: " in out and "to confirm; no part of the dataset yet" in out

    path.write_text(path.read_text().replace("PARTICIPATES_IN", "PARTICIPATE_IN"))
    status, out = run("check", small)
    assert status == 2 and f"drafts/{ID}.yaml:" in out and "'PARTICIPATE_IN' is not known" in out


def test_a_folder_of_drafts_alone_is_no_dataset_yet(article: Path, small: Path, tmp_path: Path) -> None:
    path = draft(article, tmp_path / "mine", "--against", str(small))

    assert "holds nothing to load" in run("check", path.parent.parent)[1]
    assert run("check", path.parent.parent, small)[0] == 0
    confirm(path)
    assert run("finish", path, "--against", small)[0] == 0
    assert "aland--funds--moon-fund" in read_dataset([path.parent.parent, small]).ties


def test_a_draft_among_the_documents_is_refused(article: Path, small: Path) -> None:
    path = draft(article, small)
    path.rename(small / "documents" / path.name)

    with pytest.raises(DatasetError, match="is a draft; confirm what it says"):
        read_dataset([small])


def test_git_leaves_sentences_of_a_source_alone(article: Path, small: Path) -> None:
    assert (draft(article, small).parent / ".gitignore").read_text() == "*\n"


def test_a_draft_is_not_written_over(article: Path, small: Path) -> None:
    path = draft(article, small)
    path.write_text("mine")
    status, out = run("draft", article, "--into", small, "--published", "2024-03-06")

    assert status == 2 and "is there already" in out and path.read_text() == "mine"


PAGE = """<!doctype html><html lang="en"><head><title>Gazette | Moon</title>
<meta property="og:title" content="Two countries, one Moon"><meta property="og:site_name" content="Gazette">
<meta property="article:published_time" content="2024-03-06T10:00:00Z">
<link rel="canonical" href="https://example.org/moon"></head><body>
<nav><ul><li><a href="/">Aland and Bolivia agreed to pay for the front page</a></li></ul></nav>
<article><h1>Two countries, one Moon</h1><p>{}</p><p>It rained in the capital all day, and nobody minded that.</p>
<ul><li>Bolivia will host the Qubit Project for as long as it lasts.</li></ul></article>
<div class="related-links"><p>Aland and Bolivia agreed on something else that is longer than all the rest.</p></div>
</body></html>"""


def test_a_page_of_the_web_is_read_without_what_stands_beside_the_article(tmp_path: Path, small: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(PROMISED))
    status, out = run("draft", page, "--into", small)
    text = (small / "drafts" / f"{ID}.yaml").read_text()

    assert status == 0, out
    assert "publisher: Gazette\nurl: https://example.org/moon\npublished: 2024-03-06\n" in text
    assert f"where: paragraph 2\n    passage: {fingerprint(PROMISED)}\n" in text
    assert "host the Qubit Project" in text and "front page" not in text and "something else" not in text


def test_a_page_that_says_odd_things_of_itself_is_drafted(tmp_path: Path, small: Path) -> None:
    page = tmp_path / "page.html"
    odd = PAGE.replace('lang="en"', 'lang="zz"').replace("https://example.org/moon", "/moon").replace("2024-", "9024-")
    page.write_text(odd.format(PROMISED.replace("Moon", "\u2066Moon\u0007")))
    status, out = run("draft", page, "--into", small, "--id", "moon")
    text = (small / "drafts" / "moon.yaml").read_text()

    assert status == 0, out
    assert "url:" not in text and "language: en\n" in text and "(the day is that of today)" in text


def test_a_text_whose_lines_are_wrapped_is_read_by_paragraphs(tmp_path: Path, small: Path) -> None:
    mail = tmp_path / "mail.txt"
    mail.write_text(
        f"{wrap(PROMISED, 40)}\n\n{wrap('It rained all day, and in the night, and nobody minded that.', 40)}\n"
    )
    status, out = run("draft", mail, "--into", small, "--published", "2024-03-06", "--id", "moon")

    assert status == 0, out
    assert f"where: paragraph 1\n    passage: {fingerprint(PROMISED)}\n" in (small / "drafts" / "moon.yaml").read_text()


def test_a_pdf_is_read_by_paragraphs(tmp_path: Path, small: Path) -> None:
    source, pdf = tmp_path / "article.typ", tmp_path / "article.pdf"
    source.write_text(f"#set page(width: 12cm)\n{PROMISED}\n\nIt rained in the capital all day.\n")
    typeset(str(source), output=str(pdf))
    path = small / "drafts" / "moon.yaml"
    status, out = run("draft", pdf, "--into", small, "--published", "2024-03-06", "--id", "moon")

    assert status == 0, out
    assert f"where: paragraph 1\n    passage: {fingerprint(PROMISED)}\n" in path.read_text()


def test_what_is_no_article_is_said_in_a_sentence(tmp_path: Path, small: Path) -> None:
    table = tmp_path / "table.xlsx"
    Workbook().save(table)
    (tmp_path / "empty.txt").write_text("\n")

    assert run("draft", tmp_path / "missing.txt", "--into", small) == (
        2,
        f"{tmp_path / 'missing.txt'} cannot be read: No such file or directory\n",
    )
    assert "is not UTF-8 text" in run("draft", table, "--into", small)[1]
    assert "has no text that can be read" in run("draft", tmp_path / "empty.txt", "--into", small)[1]
    assert "cannot be read" in run("draft", "http://127.0.0.1:9/page", "--into", small)[1]


# Finishing


def test_a_draft_is_not_finished_while_a_mark_is_left(article: Path, small: Path) -> None:
    path = draft(article, small)
    before = path.read_text()
    status, out = run("finish", path)

    assert status == 2 and " left to confirm; delete each line that is right:" in out
    assert f"drafts/{ID}.yaml:4: # check: what the document is" in out
    assert path.read_text() == before and not (small / "documents" / path.name).exists()


def test_what_is_confirmed_becomes_a_document_without_a_sentence_of_its_source(article: Path, small: Path) -> None:
    path = draft(article, small)
    confirm(path)
    status, out = run("finish", path)
    text = (small / "documents" / path.name).read_text()

    assert status == 0, out
    assert "draft" not in text and "#" not in text and "over four years" not in text
    assert fingerprint(PROMISED) in text
    initiatives = (small / "entities" / "initiative.yaml").read_text()
    assert "- id: harbour-science-initiative\n  name: Harbour Science Initiative\n" in initiatives
    assert "kind:" not in initiatives
    assert list(path.parent.glob("*.yaml")) == []
    status, out = run("verify", ID, article, "--data", small)
    assert status == 0 and "0 moved, 0 gone, 0 unchecked" in out


def test_a_person_may_change_delete_and_add_blocks(article: Path, small: Path) -> None:
    path = draft(article, small)
    text = path.read_text()
    weather = text.index("  # > line 8")
    changed = text[:weather].replace("status: announced", "status: completed") + (
        "  - tie: [aland, PARTNERS_WITH, bolivia]\n    status: announced\n    says: Both pay.\n    where: line 2\n"
        "    passage: nearly EUR 3.5 million\n"
    )
    path.write_text(changed)
    path.with_name(f"{ID}.names.yaml").unlink()
    confirm(path)
    status, out = run("finish", path)

    assert status == 2 and "no sentence has the words 'nearly EUR 3.5 million'" in out
    status, out = run("seal", path, article)
    assert (status, out) == (0, "1 sealed, 0 left.\n")
    assert run("finish", path)[0] == 0
    ties = read_dataset([small]).ties
    assert ties["aland--funds--moon-fund"].claims[0].status == "completed"
    assert any(claim.passage == fingerprint(PROMISED) for claim in ties["aland--partners-with--bolivia"].claims)


def test_a_draft_with_an_error_changes_nothing(article: Path, small: Path) -> None:
    path = draft(article, small)
    path.write_text(path.read_text().replace("moon-fund]", "mun-fund]"))
    confirm(path)
    initiatives = (small / "entities" / "initiative.yaml").read_text()
    status, out = run("finish", path)

    assert status == 2 and "'mun-fund' is not known; did you mean moon-fund" in out
    assert path.exists() and not (small / "documents" / path.name).exists()
    assert (small / "entities" / "initiative.yaml").read_text() == initiatives


def test_from_an_article_to_the_graph(article: Path, small: Path, scratch: Server) -> None:
    path = draft(article, small)
    scratch.load(small)
    asked = ["document", ID]
    assert f"{ID!r} is not in the graph" in run_entente(asked, scratch.environment).stderr

    confirm(path)
    assert run("finish", path)[0] == run("check", small)[0] == 0
    scratch.load(small)
    answer = json.loads(run_entente(asked, scratch.environment).stdout)
    assert {tie["id"] for tie in answer["ties"]} >= {"aland--funds--moon-fund", "bolivia--funds--moon-fund"}


# By hand


def test_a_document_is_started_with_what_its_page_says_of_it(tmp_path: Path, small: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(PROMISED))
    status, out = run("new", "document", page, "--into", small)
    path = small / "drafts" / f"{ID}.yaml"

    assert status == 0 and "for an article of 4 sentences" in out
    assert "title: Two countries, one Moon\npublisher: Gazette\n" in path.read_text()
    assert run("check", small)[0] == 0

    claim = "  - tie: [bolivia, FUNDS, moon-fund]\n    status: announced\n    says: It pays.\n    where: paragraph 2\n"
    path.write_text(path.read_text() + claim)
    confirm(path)
    assert run("seal", path, page) == (0, "1 sealed, 0 left.\n")
    assert run("finish", path)[0] == 0
    assert run("verify", ID, page, "--data", small)[1] == "1 stands, 0 moved, 0 gone, 0 unchecked.\n"


def test_a_claim_whose_sentence_is_not_certain_is_left_unsealed(tmp_path: Path, small: Path) -> None:
    source = tmp_path / "source.txt"
    source.write_text("It pays. It has paid.\nIt wants more.\n")
    plan = small / "documents" / "2024-03-01-plan.yaml"
    text = plan.read_text().replace("where: paragraph 2", "where: paragraph 2\n    passage: never said")
    plan.write_text(text)
    status, out = run("seal", plan, source)

    assert status == 1 and out.endswith("0 sealed, 4 left.\n")
    assert "paragraph 1 has 2 sentences; write words of the sentence as `passage`" in out
    assert "no sentence has the words 'never said'" in out
    assert "paragraph 3 is no place of the text" in out
    assert plan.read_text() == text


def test_what_holds_of_all_claims_is_said_once(small: Path) -> None:
    before = read_dataset([small])
    plan = small / "documents" / "2024-03-01-plan.yaml"
    text = plan.read_text().replace("    technologies: [space]\n", "").replace("    status: announced\n", "")
    plan.write_text(text.replace("claims:", "defaults: {status: announced, technologies: [space]}\nclaims:"))

    assert read_dataset([small]) == before

    plan.write_text(plan.read_text().replace("defaults: {status: announced", "defaults: {status: agreed"))
    with pytest.raises(DatasetError, match=r"plan.yaml:\d+: status 'agreed' is not known") as refused:
        read_dataset([small])
    assert len(str(refused.value).splitlines()) == 1


# A language model


@contextmanager
def language_model(answer: Callable[[Mapping[str, Any]], Any]) -> Generator[tuple[str, list[Mapping[str, Any]]]]:
    """A server that answers as OpenAI's does, and what it is asked."""
    asked: list[Mapping[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append({**request, "path": self.path, "authorization": self.headers["Authorization"]})
            content = json.dumps(answer(request))
            body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


GOOD: dict[str, Any] = {
    "quote": "to pay nearly EUR 3.5 million over four years for the Moon Fund",
    "subject": "bolivia",
    "relation": "FUNDS",
    "object": "moon-fund",
    "status": "announced",
    "technologies": ["space"],
    "amount": "nearly EUR 3.5 million",
    "says": "Bolivia is to pay into the Moon Fund together with Aland.",
}


def test_a_language_model_is_asked_for_ids_that_are_known_and_its_claim_comes_first(article: Path, small: Path) -> None:
    with language_model(lambda _: {"claims": [GOOD]}) as (url, asked):
        path = draft(article, small, "--llm", ENTENTE_LLM_URL=url, ENTENTE_LLM_MODEL="m", ENTENTE_LLM_KEY="secret")
    claim = block(path, "agreed on 5 March")

    assert "tie: [bolivia, FUNDS, moon-fund]\n    technologies: [space]\n    status: announced\n" in claim
    assert "# or [aland, FUNDS, moon-fund]" in claim and "says: Bolivia is to pay into the Moon Fund together" in claim
    assert "amount: {value: 3500000, qualifier: nearly, currency: EUR, period: P4Y" in claim
    assert f"passage: {fingerprint(PROMISED)}" in claim
    assert any("could join" in sentence for sentence in blocks(path)), "what rules find is there too"
    (request,) = asked
    assert (request["path"], request["model"]) == ("/v1/chat/completions", "m")
    assert request["authorization"] == "Bearer secret"
    assert request["response_format"]["type"] == "json_schema"
    assert "moon-fund: Moon Fund (Initiative)" in request["messages"][1]["content"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"quote": "Aland and Bolivia will pay ten million for the Moon."}, "the article does not say 'Aland and"),
        ({"quote": "agreed"}, "the article does not say 'agreed'"),
        ({"subject": "bolivien"}, "entity 'bolivien' is not known; did you mean bolivia"),
        ({"relation": "OWNS"}, "relation 'OWNS' is not known; one of FUNDS"),
        ({"relation": "TRADES_WITH"}, "TRADES_WITH cannot lead from bolivia (Country) to moon-fund (Initiative)"),
        ({"object": "bolivia"}, "FUNDS cannot lead from bolivia (Country) to bolivia (Country)"),
        ({"status": "rumoured"}, "status 'rumoured' is not known"),
        ({"technologies": ["alchemy"]}, "technology 'alchemy' is not known"),
        ({"amount": "EUR 35 million"}, "the sentence has no amount 'EUR 35 million'"),
        ({"amount": "a lot of money"}, "the sentence has no amount 'a lot of money'"),
    ],
)
def test_a_claim_that_the_article_does_not_bear_out_is_refused(
    article: Path, small: Path, change: Mapping[str, Any], why: str
) -> None:
    options = ["--into", small, "--published", "2024-03-06", "--llm"]
    with language_model(lambda _: {"claims": [{**GOOD, **change}]}) as (url, _):
        status, out = run("draft", article, *options, ENTENTE_LLM_URL=url)

    assert status == 0 and "refused: " in out and why in out, out
    assert "      - [aland, FUNDS, moon-fund]\n" in block(small / "drafts" / f"{ID}.yaml", "agreed on 5 March")


def test_words_of_the_source_are_not_taken_for_our_own(article: Path, small: Path) -> None:
    with language_model(lambda _: {"claims": [GOOD | {"says": GOOD["quote"]}]}) as (url, _):
        path = draft(article, small, "--llm", ENTENTE_LLM_URL=url)

    assert "says: Bolivia funds Moon Fund.\n" in block(path, "agreed on 5 March")


def test_nothing_is_sent_unless_asked_for(article: Path, small: Path) -> None:
    with language_model(lambda _: {"claims": [GOOD]}) as (url, asked):
        draft(article, small, ENTENTE_LLM_URL=url)

    assert asked == []
    status, out = run("draft", article, "--into", small, "--llm", "--id", "again")
    assert status == 1 and "set ENTENTE_LLM_URL" in out


@pytest.mark.parametrize("answer", [{"claims": "none"}, {"claim": []}, [], "no"])
def test_an_answer_of_another_form_is_said_in_a_sentence(article: Path, small: Path, answer: Any) -> None:
    with language_model(lambda _: answer) as (url, _):
        status, out = run("draft", article, "--into", small, "--llm", ENTENTE_LLM_URL=url)

    assert status == 1 and "answers otherwise than asked" in out and not (small / "drafts").exists()
