"""FollowTheMoney, checked by its own package in an environment of its own, and taken in again by `entente import`."""

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.dataset.checking import Dataset, read_dataset
from tests.desk import ImportDesk
from tests.formats.conftest import Told
from tests.support import SEED, python_with


def built(test: Any) -> Any:
    """Marks a test that waits for an environment in which ICU is compiled against."""
    return pytest.mark.starts(pytest.mark.timeout(900)(test))


SCRIPT = """
import json, sys
from followthemoney import model

entities = [json.loads(line) for line in sys.stdin]
schemata = {entity["id"]: model.get(entity["schema"]) for entity in entities}
faults = []
for entity in entities:
    schema = model[entity["schema"]]
    schema.validate(entity)
    for name, values in entity["properties"].items():
        property = schema.get(name)
        if property is None or property.stub:
            faults.append([entity["id"], "has no property", name])
            continue
        for value in values:
            if property.type.clean(value) is None:
                faults.append([entity["id"], name, "cannot be", value])
            if property.range and not (schemata.get(value) and schemata[value].is_a(property.range)):
                faults.append([entity["id"], name, "is nothing there of this sort", value])
captions = {entity["id"]: model.get_proxy(entity).caption for entity in entities}
print(json.dumps([len(schemata) == len(entities), faults, captions]))
"""
"""Each value must be one that its property takes, and each end of an edge what the property leads to."""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the package; skips where that cannot be had, such as without ICU and a compiler."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CXXFLAGS", "-O0")  # PyICU is compiled anew each time, and need not be fast
        return python_with("followthemoney", tmp_path_factory.mktemp("followthemoney"))


def checked(python: Path, content: bytes) -> Mapping[str, str]:
    """What the package calls each entity, once it finds no fault."""
    done = subprocess.run([python, "-c", SCRIPT], input=content, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    once, faults, captions = json.loads(done.stdout)
    assert once and not faults, faults[:5]
    return captions


def lines(content: bytes) -> dict[str, dict[str, Any]]:
    """The entities by id, with their properties; what has one value as that value."""
    found = map(json.loads, content.splitlines())
    return {one["id"]: {"schema": one["schema"], **one["properties"]} for one in found}


@built
def test_its_own_package_finds_no_fault(python: Path, told: Told) -> None:
    captions = checked(python, told.read("ftm"))
    assert told.entities.keys() | told.ties.keys() <= captions.keys()


@built
@pytest.mark.parametrize(
    "path", ["/ties.ftm?disputed=include", "/entities/nasa.ftm", "/documents.ftm", "/changes.ftm?since=2024"]
)
def test_nor_does_it_in_any_other_answer(python: Path, client: httpx.Client, path: str) -> None:
    captions = checked(python, client.get(path).content)
    assert captions
    if "nasa" in path:
        assert captions["nasa"] == "National Aeronautics and Space Administration"


@pytest.fixture(scope="module")
def ties(client: httpx.Client) -> Told:
    return Told.of(client, "/ties", disputed="include", limit="all")


def test_an_edge_keeps_status_dates_and_documents(ties: Told) -> None:
    found = lines(ties.read("ftm"))
    for id, tie in ties.ties.items():
        edge = found[id]
        claims = [one for one in tie["claims"] if one["stance"] == "supports" and one["status"] == tie["status"]]
        documents = [ties.documents[claim["document"]] for claim in claims]
        assert set(edge["proof"]) == {f"document--{one['document']}" for one in claims}
        assert set(edge.get("sourceUrl", ())) == {one["url"] for one in documents if one["url"]}
        assert edge["recordId"] == [id] and edge["summary"] == list(dict.fromkeys(one["says"] for one in claims))
        assert tie["status"] in edge["status"][0]
        assert ("unverified" in edge["status"]) is (tie["reliability"] == "unverified")
        for name, date in (("startDate", tie["start"]), ("endDate", tie["end"])):
            if date and re.fullmatch("[0-9-]+", date):
                assert edge[name] == [date]
    for id, document in ties.documents.items():
        known = found[f"document--{id}"]
        assert known["title"] == [document["title"]] and known["keywords"] == [
            document["kind"],
            document["reliability"],
        ]
        assert known["publishedAt"][0][:4] == document["published"][:4]
        named = document["publisher"] or ""
        assert known.get("publisher", []) == ([] if not named or named.startswith("Not named") else [named])


def test_nothing_that_is_promised_is_a_payment(ties: Told) -> None:
    """Nor is anything else an edge that cannot say how far along it is."""
    found = lines(ties.read("ftm"))
    assert {found[id]["schema"] for id in ties.ties} == {
        "ProjectParticipant", "Representation", "Membership", "UnknownLink",
    }  # fmt: skip
    funded = found["india--funds--global-challenges-institute"]
    assert funded["role"] == ["funds"] and "USD" in funded["description"][0]


def test_a_disputed_tie_is_left_out_or_marked(client: httpx.Client, ties: Told) -> None:
    disputed = {id for id, tie in ties.ties.items() if tie["disputed"]}
    by_default = lines(client.get("/ties.ftm?limit=all").content)
    included = lines(ties.read("ftm"))

    assert disputed and not disputed & by_default.keys() and disputed <= included.keys()
    for id in disputed:
        assert included[id]["status"][0].startswith("disputed: ")
        assert "disputed: " in included[id]["description"][0]


# There and back


class Desk(ImportDesk):
    """Somebody with a file of ours."""

    def __init__(self, place: Path, content: bytes) -> None:
        super().__init__(place, "back")
        self.files = [place / "ties.ftm"]
        self.files[0].write_bytes(content)


@pytest.fixture(scope="module")
def back(client: httpx.Client, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """All ties as they come back to somebody who has the entities and the technologies alone."""
    place = tmp_path_factory.mktemp("back")
    known = place / "known"
    shutil.copytree(SEED / "entities", known / "entities")
    shutil.copy(SEED / "technologies.yaml", known)
    desk = Desk(place, client.get("/ties.ftm?limit=all").content)
    told = desk.imported("--against", known)
    assert re.search(r"matches\.csv: \d+ same\.", told), told
    return desk.dataset(known)


def test_every_entity_is_found_and_every_tie_comes_back(back: Dataset) -> None:
    seed = read_dataset([SEED])
    expected = {id: tie for id, tie in seed.ties.items() if not tie.disputed}

    assert back.entities.keys() == seed.entities.keys()
    assert back.ties.keys() == expected.keys()
    for id, tie in back.ties.items():
        given = expected[id]
        for name in ("status", "office", "topic"):
            assert getattr(tie, name) == getattr(given, name), (id, name)
        plain = re.sub("[?~%]", "", given.start or "")
        assert tie.start == (plain if re.fullmatch("[0-9-]+", plain) else None), id


def test_every_document_comes_back(back: Dataset) -> None:
    def of(dataset: Dataset) -> Counter[tuple[Any, ...]]:
        known = dataset.documents.values()
        return Counter((one.title, one.url, one.kind, one.reliability) for one in known)

    assert of(back) == of(read_dataset([SEED]))
