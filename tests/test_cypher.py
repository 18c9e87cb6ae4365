"""The files of `cypher/`: each runs as it is pasted, and what cannot be put together says so by file and line."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from app.domain.vocabulary import COOPERATION
from app.graph import statements, templates
from app.graph.client import Graph
from app.queries import catalogue
from app.queries import statements as assembled
from app.queries.checks import check_statements
from app.queries.schema import example
from app.queries.statements import statement_of
from tests.support import ROOT, Server, run

PARTS = ("parts/", "filters/", "browser/parts/")
"""What stands in holes of others, and is no statement by itself."""

WHOLE = [name for name in statements.files() if not name.startswith(PARTS)]
QUESTIONS = [name for name in WHOLE if "/" not in name and name != "schema"]


def pasted(server: Server, name: str) -> list[Any]:
    """What a file gives when it is pasted with the parameters of `params.cypher`; nothing that it writes stays."""
    samples = statements.sample_parameters()
    with server.driver.session() as session, session.begin_transaction() as transaction:
        try:
            given = transaction.run(
                cast("Any", "RETURN " + ", ".join(f"{value} AS `{key}`" for key, value in samples.items()))
            )
            return list(transaction.run(cast("Any", statements.statement(name)), given.single(strict=True).data()))
        finally:
            transaction.rollback()  # at its end the block commits what was written


@pytest.mark.parametrize("name", [name for name in WHOLE if name != "schema"])
def test_a_file_runs_as_it_is_pasted(seeded: Server, name: str) -> None:
    rows = pasted(seeded, name)

    assert rows or name not in QUESTIONS, "a question finds something in the seed"


def test_the_schema_runs_as_it_is_pasted(seeded: Server) -> None:
    async def create(graph: Graph) -> None:
        await graph.prepare()

    seeded.use(create)
    names = seeded.record("SHOW INDEXES YIELD name RETURN collect(name) AS names")["names"]
    assert statements.schema().keys() <= {*names}


@pytest.mark.parametrize("name", catalogue)
def test_a_question_is_sent_just_the_parameters_that_it_uses(name: str) -> None:
    text, arguments = statement_of(example(catalogue[name]))

    assert arguments.keys() == statements.parameters(text)


def test_the_sample_relations_are_those_of_the_vocabulary() -> None:
    samples = statements.sample_parameters()

    assert samples["cooperation"] == statements.literal([str(relation) for relation in COOPERATION])


def test_an_assembled_statement_is_indented_and_keeps_its_comments() -> None:
    text = statement_of(catalogue["partners"].read({"technology": "quantum", "status": ["active"]})).text

    assert "\n        WHERE tie.id IS NOT NULL\n          // Its status, and" in text
    assert text.count("// Its status, and whether") == 2, "said once for the answer, once for the count"
    assert "AND true" not in text and "/*" not in text


Edit = Callable[[str, str, str], None]


@pytest.fixture
def edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Edit]:
    """Replaces some text in a file of a copy of `cypher/`, from which statements are put together."""
    folder = tmp_path / "cypher"
    shutil.copytree(ROOT / "cypher", folder)
    monkeypatch.setattr(statements, "FOLDER", folder)
    caches = (statements.statement, statements.exists, templates.template, assembled.assembled)

    def replace(name: str, old: str, new: str) -> None:
        file = folder / f"{name}.cypher"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))
        for one in caches:
            one.cache_clear()

    yield replace
    monkeypatch.undo()
    for one in caches:
        one.cache_clear()


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("latest", "filters(tie)", "filtres(tie)", r"cypher/latest\.cypher:6: there is no hole 'filtres'; there are"),
        ("latest", " /*:*/", "", r"cypher/latest\.cypher:6: the hole 'filters' is not closed by /\*:\*/"),
        ("latest", "ORDER BY day", "/*:*/ ORDER BY day", r"cypher/latest\.cypher:7: /\*:\*/ closes no hole"),
        ("latest", "$after_id", "$after_di", r"cypher/latest\.cypher:5: nothing gives \$after_di"),
        ("entity", "$entity", "'nasa'", r"cypher/entity\.cypher: Entity gives \$entity, and no statement uses it"),
        ("filters/dates", "$from IS", "$form IS", r"cypher/filters/dates\.cypher:2: nothing gives \$form"),
        ("counts/ties", "RETURN {", "RETURN $more {", r"cypher/counts/ties\.cypher:5: nothing gives \$more"),
        ("lookup/ids", "OPTIONAL", "WITH $more AS more OPTIONAL", r"lookup/ids\.cypher:\d+: .* no line for \$more"),
        ("params", ":param q ", ":param r => 1;\n:param q ", r"cypher/params\.cypher:\d+: no statement uses \$r"),
    ],
)  # fmt: skip
def test_what_cannot_be_put_together_says_where(edit: Edit, name: str, old: str, new: str, says: str) -> None:
    check_statements()
    edit(name, old, new)

    with pytest.raises(templates.TemplateError, match=says):
        check_statements()


def test_a_service_does_not_start_with_a_statement_that_cannot_be_put_together(edit: Edit) -> None:
    from app.http.app import Operation, create_app

    edit("latest", "filters(tie)", "filtres(tie)")
    graph = Graph.connect("bolt://127.0.0.1:1", "neo4j", "", "neo4j", time_limit=1)
    with pytest.raises(templates.TemplateError, match="filtres"):
        create_app(graph, Operation(record_cache_bytes=0))
    run(graph.close())
