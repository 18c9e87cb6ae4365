"""Snapshots: an answer that stays as it was, whatever is loaded later."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from app.answers import snapshots
from app.answers.extent import Extent
from app.answers.service import Service
from app.errors import InvalidParameter
from app.graph.client import Graph
from app.queries.records import Entities
from app.queries.view import Viewed
from tests.chromium import opened
from tests.support import Done, Loader, Server, free_port, run_entente, serving

pytestmark = pytest.mark.starts


@pytest.fixture
def service(loaded: Loader, small: Path) -> httpx.Client:
    """A client of the service on the small dataset."""
    return loaded(small)


def freeze(scratch: Server, *question: str, **environment: str) -> str:
    """The path of a new snapshot, as the command says it."""
    done = entente(scratch, "snapshot", *question, **environment)
    assert done.returncode == 0, done.stderr
    return "/" + done.stdout.strip().split("/", 3)[3]


def entente(scratch: Server, *arguments: str, **environment: str) -> Done:
    """The command on a server's graph."""
    return run_entente(arguments, scratch.environment | environment)


def test_a_snapshot_stays_the_same_whatever_is_loaded_later(
    scratch: Server, small: Path, service: httpx.Client, loaded: Loader
) -> None:
    path = freeze(scratch, "ties")
    assert freeze(scratch, "ties") == path, "its id follows from its content"
    live = service.get("/ties").json()
    frozen = {suffix: service.get(f"{path}.{suffix}") for suffix in ("json", "svg", "csv", "md", "png")}
    assert frozen["json"].json() == live
    assert "immutable" in frozen["svg"].headers["cache-control"]
    assert service.get(f"{path}/changes").json()["differs"] is False

    (document,) = (small / "documents").glob("2025*")
    document.unlink()
    loaded(small)

    assert service.get("/ties").json() != live
    for suffix, response in frozen.items():
        assert service.get(f"{path}.{suffix}").content == response.content, suffix
    changes = service.get(f"{path}/changes").json()
    assert changes["differs"] is True
    assert changes["newest"] != changes["dataset"] == live["meta"]["dataset"]
    assert changes["changes"]["documents"]["removed"] == [document.stem]
    assert "Newer data differ" in changes["detail"]


@pytest.mark.browser
def test_the_page_of_a_snapshot_says_what_newer_data_say_in_the_readers_language(
    scratch: Server, small: Path, service: httpx.Client, loaded: Loader, browser: Browser
) -> None:
    path, base = freeze(scratch, "ties"), str(service.base_url).rstrip("/")
    page, errors = opened(browser, f"{base}{path}.html?lang=de")
    page.wait_for_selector(".newer:visible")
    assert page.inner_text(".newer") == "Die neuesten Daten geben dieselbe Antwort."

    (document,) = (small / "documents").glob("2025*")
    document.unlink()
    loaded(small)
    page.reload()
    page.wait_for_selector(".newer:visible")
    told = page.inner_text(".newer")
    assert told.startswith("Neuere Daten weichen von diesem Stand vom ") and "Dokumente: 1 entfernt" in told
    assert "removed" not in told and errors == []


def test_a_snapshot_of_an_earlier_version_is_shown_in_every_format(scratch: Server, service: httpx.Client) -> None:
    id = freeze(scratch, "ties").removeprefix("/snapshots/")
    new = {
        "ties": ("standing", "reliability", "documents", "publishers", "reported", "due", "overdue", "conflicts"),
        "claims": ("position", "publisher", "reliability", "about", "inferred"),
    }
    answer = service.get(f"/snapshots/{id}").json()
    for tie in answer["ties"]:
        for name in new["ties"]:
            del tie[name]
        for claim, name in product(tie["claims"], new["claims"]):
            del claim[name]
    scratch.driver.execute_query(
        "MATCH (s:Snapshot {id: $id}) "
        "CREATE (:Snapshot {id: 'abc', created: s.created, dataset: s.dataset, query: s.query, answer: $answer})",
        id=id, answer=json.dumps(answer),
    )  # fmt: skip

    assert service.get("/snapshots/abc").json() == answer, "its JSON is what it was"
    assert service.get("/snapshots/abc/changes").json()["differs"] is False
    for suffix in ("svg", "html", "csv", "md", "docx", "pdf", "xlsx", "jsonld", "cypher", "graphml"):
        assert service.get(f"/snapshots/abc.{suffix}").status_code == 200, suffix
    assert "unverified" in service.get("/snapshots/abc.csv").text


LINEAGE = """
title: Renamed twice
published: 2024-05-01
kind: press-release
reliability: official
claims:
  - {tie: [second-plan, SUCCEEDS, first-plan], status: active, says: It goes on as the second., where: page 1}
  - {tie: [third-plan, SUCCEEDS, second-plan], status: active, says: It goes on as the third., where: page 2}
  - {tie: [aland, LEADS, first-plan], status: completed, says: Aland led the first., where: page 3}
"""


@pytest.fixture
def renamed(scratch: Server, small: Path, service: httpx.Client, loaded: Loader) -> Path:
    """A plan with a name in other scripts, that was renamed twice."""
    plans = [("first-plan", "First Plan (Первый)"), ("second-plan", "Second Plan"), ("third-plan", "Third Plan")]
    records = "".join(f"- {{id: {id}, name: {name}}}\n" for id, name in plans)
    file = small / "entities" / "initiative.yaml"
    file.write_text(file.read_text() + records)
    (small / "documents" / "2024-05-01-renamed.yaml").write_text(LINEAGE)
    loaded(small)
    return small


def test_a_snapshot_of_an_entity_is_its_dossier(
    scratch: Server, renamed: Path, service: httpx.Client, loaded: Loader
) -> None:
    path, base = freeze(scratch, "entity", "third-plan"), str(service.base_url).rstrip("/")
    assert freeze(scratch, "entity", "third-plan") == path
    for suffix in ("md", "tex"):
        live, frozen = (service.get(f"{one}.{suffix}").text for one in ("/entities/third-plan", path))
        assert frozen.replace(path, "/entities/third-plan") == live
    for suffix in ("html", "svg"):
        assert "third-plan--succeeds--second-plan" in service.get(f"{path}.{suffix}").text
    text = service.get(f"{path}.md").text
    assert f"Succeeds: [Second Plan (active, as of May 2024)](<{base}/entities/second-plan>)" in text
    assert f"Succeeds: [First Plan (Первый)](<{base}/entities/first-plan>)" in text, "two steps away"
    live = service.get("/entities/third-plan.json").json()
    assert not live["ties"] and "names" not in service.get(f"{path}.json").json()
    assert "Second Plan; First Plan (Первый)" in service.get("/entities/third-plan.csv").text
    assert service.get(f"{path}/changes").json()["differs"] is False

    claims = renamed / "documents" / "2024-05-01-renamed.yaml"
    claims.write_text(claims.read_text().replace("third-plan, SUCCEEDS", "third-plan, SUPPORTS"))
    loaded(renamed)
    changes = service.get(f"{path}/changes").json()
    assert changes["changes"]["ties"]["removed"] == ["third-plan--succeeds--second-plan"]
    assert service.get(f"{path}.md").text == text


def test_a_snapshot_of_an_entity_without_its_ties_says_what_it_said(
    scratch: Server, renamed: Path, service: httpx.Client
) -> None:
    answer = service.get("/entities/third-plan").json()
    scratch.driver.execute_query(
        "CREATE (:Snapshot {id: 'def', created: '2026-01-01', dataset: $dataset, query: 'entity', answer: $answer})",
        dataset=answer["meta"]["dataset"], answer=json.dumps(answer),
    )  # fmt: skip

    assert service.get("/snapshots/def/changes").json()["differs"] is False, "as earlier versions froze it"
    text = service.get("/snapshots/def.md").text
    assert "0 of 1 ties stand here" in text and "/ties?entity=third-plan&disputed=include>" in text


def test_a_snapshot_is_whole_unless_a_page_is_asked_for(
    scratch: Server, small: Path, service: httpx.Client, loaded: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = "".join(f"- {{id: company-{number}, name: Company {number}}}\n" for number in range(120))
    (small / "entities" / "company.yaml").write_text(many)
    loaded(small)
    whole, page = freeze(scratch, "entities"), freeze(scratch, "entities", "--limit", "100")

    assert freeze(scratch, "entities", "--limit", "all") == whole
    frozen, part = (service.get(path).json() for path in (whole, page))
    assert len(frozen["entities"]) > 120 and frozen["meta"]["next"] is None
    assert len(part["entities"]) == 100 and part["meta"]["next"]
    assert [service.get(f"{path}/changes").json()["differs"] for path in (whole, page)] == [False, False]
    (small / "entities" / "company.yaml").write_text(many.replace("Company 119}", "Company A}"))
    loaded(small)
    changed = service.get(f"{whole}/changes").json()
    assert changed["changes"]["entities"]["changed"] == ["company-119"]

    async def freeze_few(graph: Graph) -> None:
        await snapshots.to_freeze(Service(graph, 0), Viewed.read(Entities, {}))

    monkeypatch.setattr(snapshots, "FROZEN", Extent(50))
    with pytest.raises(InvalidParameter, match="more results answer than a snapshot holds, which is 50"):
        scratch.use(freeze_few)


def test_a_snapshot_whose_subject_is_gone_says_so(scratch: Server, small: Path, service: httpx.Client) -> None:
    id = service.get("/entities").json()["entities"][0]["id"]
    path = freeze(scratch, "entity", id)
    scratch.load(Path("seed"))

    changes = service.get(f"{path}/changes").json()
    assert changes["differs"] is True and changes["newest"] is None
    assert "no longer in the data" in changes["detail"]


def test_a_snapshot_has_a_file_and_survives_a_lost_database(scratch: Server, small: Path, tmp_path: Path) -> None:
    scratch.load(small)
    files, port = {"ENTENTE_SNAPSHOTS": str(tmp_path / "snapshots")}, free_port()
    path = freeze(scratch, "ties", **files)
    with serving(scratch.environment | files, port=port) as client:
        before = {suffix: client.get(f"{path}.{suffix}").content for suffix in ("json", "csv", "svg")}
    with serving({"NEO4J_URI": "bolt://127.0.0.1:1"} | files, port=port) as client:
        for suffix, content in before.items():
            assert client.get(f"{path}.{suffix}").content == content
        assert client.get("/snapshots/..%2Fsnapshots").status_code == 404
        assert client.get(f"{path}/changes").status_code == 503, "what there is now is not known"


def test_snapshots_are_exported_and_restored(
    scratch: Server, small: Path, tmp_path: Path, service: httpx.Client
) -> None:
    path, folder = freeze(scratch, "ties"), tmp_path / "copies"
    before = service.get(path).content
    assert "snapshots written" in entente(scratch, "snapshot", "export", str(folder)).stdout
    file = folder / f"{path.removeprefix('/snapshots/')}.json"
    written = file.read_bytes()
    assert entente(scratch, "snapshot", "export", str(folder)).stdout.startswith("0 snapshots")
    created = scratch.record("MATCH (s:Snapshot {id: $id}) RETURN s.created AS it", id=file.stem)["it"]

    scratch.driver.execute_query("MATCH (n) DETACH DELETE n")
    scratch.load(small)
    assert service.get(path).status_code == 404
    assert entente(scratch, "snapshot", "restore", str(folder)).returncode == 0
    assert service.get(path).content == before
    assert freeze(scratch, "ties") == path
    assert scratch.record("MATCH (s:Snapshot {id: $id}) RETURN s.created AS it", id=file.stem)["it"] == created

    for damaged in (written[:-30], written.replace(b"disputed", b"disquted", 1)):
        file.write_bytes(damaged)
        refused = entente(scratch, "snapshot", "restore", str(folder))
        assert refused.returncode == 1 and file.name in refused.stderr


def test_a_load_makes_files_of_snapshots_that_only_the_graph_has(scratch: Server, small: Path, tmp_path: Path) -> None:
    scratch.load(small)
    id = freeze(scratch, "ties").removeprefix("/snapshots/")
    folder = tmp_path / "snapshots"
    assert entente(scratch, "load", str(small), ENTENTE_SNAPSHOTS=str(folder)).returncode == 0
    assert (folder / f"{id}.json").exists()


def test_a_folder_that_cannot_be_written_is_said(scratch: Server, small: Path, tmp_path: Path) -> None:
    scratch.load(small)
    (tmp_path / "file").touch()
    refused = entente(scratch, "snapshot", "ties", "--limit", "2", ENTENTE_SNAPSHOTS=str(tmp_path / "file"))
    assert refused.returncode == 1 and "cannot be written" in refused.stderr


def test_an_unknown_snapshot_is_not_found(service: httpx.Client) -> None:
    assert service.get("/snapshots/0123456789").status_code == 404
    assert service.get("/snapshots/0123456789/changes").status_code == 404


VIEW = {"hide": "aland", "add": "space-office"}


@pytest.fixture
def changed(
    scratch: Server, small: Path, service: httpx.Client, loaded: Loader
) -> Iterator[tuple[httpx.Client, dict[str, str]]]:
    """A service whose data have changed, and paths of what was frozen before: of a question, and of a view of it."""
    version = service.get("/ties").json()["meta"]["dataset"]
    plain = freeze(scratch, "ties")
    view = freeze(scratch, "ties", *(word for name, value in VIEW.items() for word in (f"--{name}", value)))
    (document,) = (small / "documents").glob("2025*")
    document.unlink()
    loaded(small)
    yield service, {"version": version, "plain": plain, "view": view}


def test_an_address_that_names_its_dataset_leads_to_the_snapshot_once_the_data_have_changed(
    changed: tuple[httpx.Client, dict[str, str]],
) -> None:
    service, there = changed
    base, dataset = str(service.base_url).rstrip("/"), {"dataset": there["version"][:19]}

    for given, path in (({}, there["plain"]), (VIEW, there["view"])):
        for suffix, options in (("", {}), (".svg", {"theme": "dark", "title": "As it was"})):
            response = service.get(f"/ties{suffix}", params={**given, **dataset, **options})
            assert response.status_code == 307
            query = "?theme=dark&title=As+it+was" if options else ""
            assert response.headers["location"] == f"{base}{path}{suffix}{query}"
            assert service.get(response.headers["location"]).status_code == 200
    told = service.get("/oembed", params={"url": f"/ties?dataset={there['version']}"}).json()
    assert f"{base}{there['plain']}.html" in told["html"] and told["entente_dataset"] == there["version"]

    other = service.get("/ties", params={**dataset, "hide": "bolivia"})
    assert other.status_code == 409, "no snapshot is of just that"
    assert other.json()["address"] == f"{base}/ties?hide=bolivia"


def test_a_snapshot_of_a_view_tells_what_newer_data_change_in_it(
    changed: tuple[httpx.Client, dict[str, str]],
) -> None:
    service, there = changed
    frozen, changes = service.get(there["view"]).json(), service.get(f"{there['view']}/changes").json()

    assert frozen["meta"]["view"]["hide"] == ["aland"] and frozen["meta"]["view"]["add"] == ["space-office"]
    assert changes["differs"] is True
    assert not any("aland" in id for id in changes["changes"]["ties"]["added"]), "what is hidden stays so"


def test_a_question_about_what_is_gone_leads_to_its_snapshot(
    scratch: Server, small: Path, service: httpx.Client, loaded: Loader
) -> None:
    asked, version = {"entity": "space-office"}, service.get("/ties").json()["meta"]["dataset"]
    path = freeze(scratch, "ties", "--entity", "space-office")
    loaded(Path("seed"))

    assert service.get("/ties", params=asked).status_code == 404
    assert service.get("/ties", params={**asked, "dataset": version}).headers["location"].endswith(path)


def post(client: httpx.Client, address: str, **headers: str) -> httpx.Response:
    """Asks for a snapshot, as a program does."""
    return client.post("/snapshots", json={"address": address}, headers=headers)


def count(scratch: Server) -> int:
    """How many nodes the graph holds."""
    return scratch.record("MATCH (n) RETURN count(n) AS it")["it"]


def test_readers_make_no_snapshots_unless_they_may(scratch: Server, service: httpx.Client) -> None:
    before = count(scratch)
    refused = post(service, "/ties?limit=2")

    assert refused.status_code == 403 and "`entente snapshot`" in refused.json()["detail"]
    assert service.get("/snapshots").json() == {"left": 0}
    assert count(scratch) == before


@pytest.fixture
def open_service(scratch: Server, small: Path, tmp_path: Path) -> Iterator[httpx.Client]:
    """A client of a service whose readers may make two snapshots more than they have made."""
    scratch.load(small)
    made = scratch.record("MATCH (s:Snapshot) WHERE s.by_reader RETURN count(s) AS it")["it"]
    own = {"ENTENTE_READER_SNAPSHOTS": str(made + 2), "ENTENTE_SNAPSHOTS": str(tmp_path / "snapshots")}
    with serving(scratch.environment | own) as client:
        yield client


def test_readers_make_as_many_snapshots_as_they_may(
    scratch: Server, open_service: httpx.Client, tmp_path: Path
) -> None:
    client = open_service
    base, before = str(client.base_url).rstrip("/"), count(scratch)
    address = "/ties.svg?hide=aland&mute=Person&theme=dark&title=Mine"
    made = post(client, address)

    assert made.status_code == 201 and made.headers["location"] == made.json()["address"]
    assert made.json()["address"].startswith(f"{base}/snapshots/")
    frozen = client.get(made.json()["address"]).json()
    assert frozen == client.get("/ties?hide=aland&mute=Person").json()
    assert (tmp_path / "snapshots" / f"{made.json()['id']}.json").exists()
    again = post(client, base + address)
    assert again.status_code == 200 and again.json() == made.json(), "it is there"
    assert client.get("/snapshots").json() == {"left": 1}
    assert post(client, "/ties?hide=bolivia").status_code == 201
    assert count(scratch) == before + 2, "and nothing else is written"

    full = post(client, "/ties?hide=space-office")
    assert full.status_code == 403 and "that they may make here" in full.json()["detail"]
    assert post(client, address).status_code == 200
    assert client.get("/snapshots").json() == {"left": 0}
    assert count(scratch) == before + 2


def test_readers_who_ask_at_once_make_no_more_than_they_may(scratch: Server, small: Path) -> None:
    scratch.load(small)
    made = scratch.record("MATCH (s:Snapshot) WHERE s.by_reader RETURN count(s) AS it")["it"]
    own = scratch.environment | {"ENTENTE_READER_SNAPSHOTS": str(made + 3)}
    with serving(own) as one, serving(own) as other, ThreadPoolExecutor(12) as readers:
        asked = [(client, f"/ties?limit={limit}") for limit in range(11, 23) for client in (one, other)]
        clients, addresses = zip(*asked, strict=True)
        statuses = [sent.status_code for sent in readers.map(post, clients, addresses)]

    assert statuses.count(201) == 3 and set(statuses) <= {200, 201, 403}
    assert scratch.record("MATCH (s:Snapshot) WHERE s.by_reader RETURN count(s) AS it")["it"] == made + 3


def test_what_a_view_adds_to_a_snapshot_is_taken_from_the_client_s_share(scratch: Server, small: Path) -> None:
    scratch.load(small)
    own = scratch.environment | {"ENTENTE_READER_SNAPSHOTS": "1000", "ENTENTE_FAIR_SHARE": "5"}
    with serving(own) as client:
        assert post(client, "/ties?limit=1&add=aland&add=bolivia&add=space-office").status_code in (200, 201)
        refused = post(client, "/ties?limit=2&add=aland")

    assert refused.status_code == 429 and "share of this minute" in refused.json()["detail"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ],
)
def test_a_page_of_another_site_makes_no_snapshot(open_service: httpx.Client, headers: dict[str, str]) -> None:
    assert post(open_service, "/ties", **headers).status_code == 403
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    assert open_service.options("/snapshots", headers=asked).status_code == 400, "a browser that asks first is refused"
    own = {"Origin": str(open_service.base_url).rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    assert post(open_service, "/ties?hide=nobody", **own).status_code == 404, "its own page may"


def test_what_asks_for_a_snapshot_is_read_up_to_a_bound(open_service: httpx.Client) -> None:
    assert post(open_service, f"/ties?hide={'x' * 20_000}").status_code == 413
    for address, status in (("/ties?hide=aland&colour=red", 422), ("https://example.org/ties", 404), ("/docs", 404)):
        assert post(open_service, address).status_code == status
    for body in (b"", b"[]", b'{"address": 1}', b"\xff", b'{"address": "/ties", "more": 1}'):
        sent = open_service.post("/snapshots", content=body, headers={"Content-Type": "application/json"})
        assert sent.status_code == 422, body


def test_an_answer_that_is_too_large_is_not_frozen(open_service: httpx.Client, scratch: Server, small: Path) -> None:
    name = "A very long name of an agency " * 9
    aliases = [", ".join(f"{name}{number} {place}" for place in range(20)) for number in range(1_000)]
    many = "".join(
        f"- {{id: agency-{number}, name: Agency {number}, country: AX, aliases: [{names}]}}\n"
        for number, names in enumerate(aliases)
    )
    (small / "entities" / "agency.yaml").write_text((small / "entities" / "agency.yaml").read_text() + many)
    scratch.load(small)
    before = count(scratch)
    refused = post(open_service, "/entities?limit=1000")

    assert refused.status_code == 413 and "5,000,000" in refused.json()["detail"]
    assert count(scratch) == before
