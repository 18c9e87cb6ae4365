"""The command as a user meets it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from app.queries import catalogue
from tests.support import SEED, Done, Server, free_port, run_entente

Entente = Callable[..., Done]


def test_a_question_answers_in_json_when_piped(entente: Entente) -> None:
    done = entente("partners", "quantum")

    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["meta"]["query"] == "partners"
    assert any(row["via"] == "quantum-test-bed-hyderabad" for row in answer["rows"])


def test_a_question_answers_in_a_table_when_asked(entente: Entente) -> None:
    done = entente("partners", "quantum", "--format", "table", COLUMNS="200")

    assert done.returncode == 0, done.stderr
    assert "Hyderabad quantum test-bed" in done.stdout
    assert "[1]" in done.stdout, "ties point to numbered sources"
    assert "expected" in done.stdout


def test_names_with_brackets_show_as_they_are(entente: Entente) -> None:
    done = entente("documents", "--format", "table", COLUMNS="200")
    assert "India" in done.stdout and done.returncode == 0


def test_an_answer_goes_into_a_file_in_the_format_of_its_suffix(entente: Entente, tmp_path: Path) -> None:
    file = tmp_path / "quantum.json"
    done = entente("partners", "quantum", "-o", str(file))

    assert done.returncode == 0, done.stderr
    assert json.loads(file.read_text())["meta"]["query"] == "partners"


def test_a_file_of_no_known_format_is_refused(entente: Entente, tmp_path: Path) -> None:
    done = entente("partners", "quantum", "-o", str(tmp_path / "quantum.docm"))
    assert done.returncode == 2 and "json" in done.stderr and "Traceback" not in done.stderr


def test_filters_are_options(entente: Entente) -> None:
    done = entente("ties", "--status", "expected", "--status", "planned", "--country", "Russia", "--from", "2026")

    statuses = {tie["status"] for tie in json.loads(done.stdout)["ties"]}
    assert statuses and statuses <= {"expected", "planned"}


def test_what_goes_wrong_is_a_sentence(entente: Entente) -> None:
    unknown = entente("entity", "nassa")
    assert unknown.returncode == 1 and "did you mean nasa" in unknown.stderr
    wrong = entente("ties", "--from", "June")
    assert wrong.returncode == 2 and "EDTF" in wrong.stderr
    away = entente("technologies", NEO4J_URI=f"bolt://127.0.0.1:{free_port()}")
    assert away.returncode == 4 and "Neo4j does not answer" in away.stderr
    refused = entente("technologies", NEO4J_PASSWORD="wrong")
    assert refused.returncode == 4 and "NEO4J_PASSWORD" in refused.stderr
    for address in ("localhost", "bolt://localhost:port"):
        assert "is not an address of Neo4j" in entente("technologies", NEO4J_URI=address).stderr
    number = entente("technologies", ENTENTE_TIME_LIMIT="soon")
    assert number.returncode == 1 and "ENTENTE_TIME_LIMIT" in number.stderr
    for done in (unknown, wrong, away, refused, number):
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("query", sorted(catalogue))
def test_every_query_is_a_command_with_help(query: str) -> None:
    done = run_entente([query.replace("_", "-"), "--help"], {"COLUMNS": "300"})

    assert done.returncode == 0, done.stderr
    assert catalogue[query].description()[:60] in done.stdout


def test_the_cypher_of_a_question_gives_its_answer_when_pasted(entente: Entente, seeded: Server) -> None:
    answer = json.loads(entente("ties", "--entity", "isro").stdout)

    pasted = seeded.record(entente("cypher", "ties", "--entity", "isro").stdout)

    assert {tie for _, ties in pasted["rows"] for tie in ties} == {tie["id"] for tie in answer["ties"]}


def test_the_cypher_of_a_question_comes_with_its_parameters_beside_it(entente: Entente) -> None:
    printed = entente("cypher", "search", "o'neill", "--params").stdout

    declared = dict(re.findall(r"^:param (\w+) => (.*);$", printed, re.MULTILINE))
    assert declared["q"] == "'o\\'neill'"
    assert {f"${name}" for name in declared} == set(re.findall(r"\$\w+", printed))


def test_check_reports_and_loads_nothing(entente: Entente, small: Path) -> None:
    good = entente("check", str(SEED))
    assert good.returncode == 0 and "No errors" in good.stdout
    (small / "documents" / "2024-03-01-plan.yaml").write_text("title: '")
    bad = entente("check", str(small))
    assert bad.returncode == 2 and "small/documents/2024-03-01-plan.yaml:1: does not parse as YAML" in bad.stderr


def test_load_says_what_it_did(scratch: Server, small: Path) -> None:
    first = run_entente(["load", str(small)], scratch.environment)
    assert first.returncode == 0, first.stderr
    second = run_entente(["load", str(small)], scratch.environment)
    assert "Nothing to load" in second.stdout
    (small / "documents" / "2025-06-02-news.yaml").unlink()
    third = run_entente(["load", str(small)], scratch.environment)
    assert "ties: 0 added, 2 changed, 1 removed" in third.stdout
