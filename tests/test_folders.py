"""Which files a dataset is made of: what they are known by, which are read, and which are named as nobody would."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.dataset.checking import read_dataset
from app.errors import DatasetError
from tests.support import Server
from tests.test_dataset import CLAIM, HEADER, errors, write_lines
from tests.test_load import everything

PLAN = "documents/2024-03-01-plan.yaml"


def document(id: str, says: str = "It pays.") -> str:
    """A line of JSON: a document with one claim."""
    return f'{{"id": "{id}", {HEADER}, "claims": [{CLAIM.replace("It pays.", says)}]}}'


@pytest.fixture
def two(small: Path, tmp_path: Path) -> list[Path]:
    """Two folders of one last name, each with a file of one name; the second has documents alone."""
    shutil.copytree(small, tmp_path / "a" / "data")
    for name, lines in (("a", ["d-a1"]), ("b", ["d-b1", "d-b2"])):
        (tmp_path / name / "data" / "documents").mkdir(parents=True, exist_ok=True)
        write_lines(tmp_path / name / "data" / "documents" / "docs.jsonl", *map(document, lines))
    return [tmp_path / "a" / "data", tmp_path / "b" / "data"]


def documents(server: Server) -> set[str]:
    """The ids of the documents that the graph holds, of those that only the test wrote."""
    return {id for id in server.record("MATCH (d:Document) RETURN collect(d.id) AS ids")["ids"] if id.startswith("d-")}


def test_of_two_folders_of_one_name_each_keeps_its_documents(scratch: Server, two: list[Path]) -> None:
    scratch.load(*two)
    assert documents(scratch) == {"d-a1", "d-b1", "d-b2"}

    (two[0] / "documents" / "docs.jsonl").unlink()
    scratch.load(*two)
    assert documents(scratch) == {"d-b1", "d-b2"}
    assert scratch.load(*two).size == 0

    for part in ("technologies.yaml", "entities"):
        shutil.move(two[0] / part, two[1] / part)
    scratch.load(two[1])
    assert documents(scratch) == {"d-b1", "d-b2"}, "one of the two, by itself"
    by_steps = everything(scratch)
    shutil.copytree(two[1], two[0].parent / "again" / "data")
    assert scratch.load(two[0].parent / "again" / "data").size == 0
    assert everything(scratch) == by_steps


@pytest.mark.parametrize("edited", [False, True], ids=["identical", "edited"])
@pytest.mark.parametrize("file", ["documents/docs.jsonl", PLAN])
def test_one_id_in_two_files_is_refused_wherever_they_are(
    scratch: Server, small: Path, two: list[Path], file: str, edited: bool
) -> None:
    text = (two[0] / file).read_text()
    (two[1] / file).write_text(
        text.replace("says: The", "says: That the").replace("It pays", "It paid") if edited else text
    )

    with pytest.raises(DatasetError, match=f"^b/data/{file}:1: id '.*' is taken by a/data/{file}:1; ids are unique$"):
        read_dataset(two)
    for before in (two[:1], [small]):
        scratch.load(*before)
        held = everything(scratch)
        with pytest.raises(DatasetError, match=f"^b/data/{file}:1: id '.*' is taken by a/data/{file}:1"):
            scratch.load(*two)
        assert everything(scratch) == held


def test_a_folder_given_twice_is_refused(two: list[Path]) -> None:
    link = two[0].parent / "link"
    link.symlink_to(two[1])
    for twice in ([*two, two[1]], [*two, link]):
        with pytest.raises(DatasetError, match="ids are unique"):
            read_dataset(twice)


def test_where_a_folder_is_named_from_is_no_matter(
    scratch: Server, two: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch.load(*two)
    held = everything(scratch)
    monkeypatch.chdir(two[0])
    write_lines(two[1] / "documents" / "docs.jsonl", document("d-b1"), document("d-b2", "It pays a lot."))
    changed = scratch.load(Path("."), Path("../../b/data"))

    assert list(changed.changes["ties"].changed) == ["aland--funds--moon-fund"] and changed.size == 1
    write_lines(two[1] / "documents" / "docs.jsonl", document("d-b1"), document("d-b2"))
    scratch.load(*two)
    assert everything(scratch) == held


@pytest.mark.parametrize(
    "file",
    [
        "documents/a.YAML", "documents/a.yml", "documents/a.JSONL", "documents/a.yaml.txt", "documents/a.yaml.bak",
        "documents/a.csv", "documents/a.xlsx", "documents/a.md", "documents/a.jsonl.gz", "documents/2024/a.yaml",
        "entities/organisations.csv", "entities/people/person.yaml", "technologies.yml", "agency.yaml",
        "Documents/a.yaml", "more/technologies.jsonl",
    ],
)  # fmt: skip
def test_a_file_that_nobody_would_read_is_named(small: Path, file: str) -> None:
    (small / file).parent.mkdir(parents=True, exist_ok=True)
    (small / file).write_text('{"id": "a", "name": "A"}\n' if "json" in file else "- id: a\n  name: A\n")

    assert [error.split(": ")[0] for error in errors(small)] == [f"small/{file}:1"]
    assert "would not be read; the files are technologies.yaml, entities/<kind>.yaml" in errors(small)[0]


@pytest.mark.parametrize(
    "file",
    [
        ".pre-commit-config.yaml", ".github/workflows/ci.yaml", ".git/x.json", "mkdocs.yml", "package.json",
        "README.md", "documents/README.md", "LICENSE", "notes/plan.txt", "node_modules/a/package.json",
        "documents/.#2024-03-01-plan.yaml", "documents/._2024-03-01-plan.yaml", "entities/.DS_Store",
        "documents/.old/a.yaml",
    ],
)  # fmt: skip
def test_hidden_files_and_those_of_a_repository_are_left_alone(small: Path, file: str) -> None:
    before = read_dataset([small])
    (small / file).parent.mkdir(parents=True, exist_ok=True)
    (small / file).write_bytes(b'{"name": "x"}\0\xff')

    assert read_dataset([small]).version == before.version


def dangling(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere")


@pytest.mark.parametrize(
    ("make", "says"),
    [(dangling, "is a link to nothing"), (Path.mkdir, "is a folder"), (os.mkfifo, "is no plain file")],
)
def test_what_is_no_file_is_told_and_not_opened(small: Path, make: Callable[[Path], None], says: str) -> None:
    make(small / "documents" / "a.yaml")

    assert errors(small) == [f"small/documents/a.yaml:1: {errors(small)[0].split(': ', 1)[1]}"]
    assert says in errors(small)[0]


def test_an_editor_that_holds_a_lock_is_no_error(small: Path) -> None:
    before = read_dataset([small])
    dangling(small / "documents" / ".#2024-03-01-plan.yaml")

    assert read_dataset([small]).version == before.version
