"""Through `neo4j://`: who of a cluster is asked what, and what readers notice when its members change, lag or go."""

import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from app.errors import Unavailable
from app.graph.client import Graph
from app.http.app import Operation, create_app
from tests.cluster import Cluster, Member, Past, cluster_of
from tests.support import SEED, SMALL, Server, run_entente, serving, until_ready
from tests.test_bookmarks import HEADER, dataset, later
from tests.test_outage import in_process

pytestmark = pytest.mark.starts


@pytest.fixture
def cluster(scratch: Server) -> Iterator[Cluster]:
    """A cluster that holds the small dataset."""
    scratch.load(SMALL)
    with cluster_of(scratch) as cluster:
        yield cluster


@pytest.fixture
def newer(small: Path) -> Path:
    """The small dataset with a document less, and an entity of another name."""
    (small / "documents" / "2025-06-02-news.yaml").unlink()
    entities = small / "entities" / "initiative.yaml"
    entities.write_text(entities.read_text().replace("Moon Fund", "Lunar Fund"))
    return small


@contextmanager
def worker(server: Server, time_limit: float = 10) -> Generator[httpx.Client]:
    """A worker in this process that keeps no answer."""
    graph = Graph.connect(server.uri, "neo4j", server.password, "neo4j", time_limit)
    with in_process(create_app(graph, Operation(record_cache_bytes=10**7, response_cache_bytes=0))) as client:
        yield until_ready(client)


@contextmanager
def service(cluster: Cluster) -> Generator[httpx.Client]:
    """A service that keeps no answer."""
    with serving({**cluster.entrance.environment, "ENTENTE_RESPONSE_CACHE_BYTES": "0"}) as client:
        yield until_ready(client)


def version(server: Server) -> str:
    """The version of the dataset that a server holds."""
    return server.record("MATCH (d:Dataset) RETURN d.version AS version")["version"]


def until(holds: Callable[[], bool]) -> None:
    """Waits until something holds."""
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, "it does not come to hold"
        time.sleep(0.02)


TIES = "/ties?disputed=include"


def ask(client: httpx.Client, times: int, bookmark: str | None = None) -> set[str]:
    """The versions that so many good answers tell of."""
    return {dataset(client, TIES, bookmark)[0] for _ in range(times)}


def test_reads_are_spread_over_the_followers_and_a_load_goes_to_the_leader_alone(cluster: Cluster, newer: Path) -> None:
    done = run_entente(["load", str(newer)], cluster.entrance.environment)
    assert done.returncode == 0, done.stderr
    assert cluster.leader and "load" in cluster.leader.writes
    assert not any(member.reads for member in cluster.members), "who may lag is not asked what there is"

    with service(cluster) as client:
        assert len(ask(client, 20)) == 1
    assert all(member.reads.count("ties") for member in cluster.followers)
    assert not cluster.leader.reads and not any(member.writes for member in cluster.followers)


class Reader:
    """Asks all the time: the statuses that it gets, and what was in the answers of each version."""

    def __init__(self, client: httpx.Client) -> None:
        self.statuses: set[int] = set()
        self.answers: dict[str, set[frozenset[str]]] = {}
        self._client = client
        self._has_enough = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def __enter__(self) -> "Reader":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._has_enough.set()
        self._thread.join()

    def wait_for(self, version: str) -> None:
        """Until an answer is of a version."""
        until(lambda: version in self.answers)

    def _ask(self) -> None:
        while not self._has_enough.is_set():
            response = self._client.get(TIES)
            self.statuses.add(response.status_code)
            if response.is_success:
                answer = response.json()
                records = frozenset(str(record) for part in ("entities", "ties") for record in answer[part])
                self.answers.setdefault(response.headers["entente-dataset"], set()).add(records)


def test_a_leader_that_changes_during_a_load_leaves_a_whole_dataset(
    cluster: Cluster, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a commit that has been announced, when the announcement is to be revoked, and at the second of two steps."""
    monkeypatch.setattr("app.graph.client.COMMIT_MILLISECONDS", 300)
    with service(cluster) as client, Reader(client) as reader:
        for folder, one_step, commit in ((newer, 1000, 2), (SMALL, 1000, 3), (newer, 0, 5)):
            monkeypatch.setattr("app.loading.load.ONE_STEP", one_step)
            cluster.change_leader_at(commit)
            with pytest.raises(Unavailable, match="changing its leader"):
                cluster.entrance.load(folder)
            reader.wait_for(version(cluster.server))
            done = run_entente(["load", str(folder)], cluster.entrance.environment)
            assert done.returncode == 0, done.stderr
            new = cluster.server.load(folder)
            assert new.size == 0, "the second load finished what the first had begun"
            reader.wait_for(new.version)
    assert reader.statuses <= {200, 503}
    assert len(reader.answers) == 3, "before, on the way, and after"
    assert all(len(answers) == 1 for answers in reader.answers.values()), "no answer is a mix"


def test_without_a_leader_readers_are_answered_and_a_load_says_why_it_cannot_be(cluster: Cluster, newer: Path) -> None:
    cluster.leader = None
    done = run_entente(["load", str(newer)], cluster.entrance.environment)
    assert done.returncode == 4 and "changing its leader" in done.stderr
    with worker(cluster.entrance) as client:
        assert len(ask(client, 3)) == 1


def leave_behind(members: Sequence[Member], older: Server, bookmark: str) -> None:
    """Members that hold what another server holds, as if it were from before a bookmark."""
    for member in members:
        member.lag(Past(older, later(bookmark, -1)))


@pytest.fixture
def impatient(cluster: Cluster, seeded: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    """A worker that waits no longer for members that lag than a test has time, once both servers have planned."""
    for server in (cluster.server, seeded):
        with worker(server) as client:
            ask(client, 1)
    monkeypatch.setattr("app.graph.client.MEMBER_SECONDS", 0.2)
    monkeypatch.setattr("app.graph.client.CATCH_UP_SECONDS", 1.5)
    with worker(cluster.entrance, time_limit=1) as client:
        yield client


def test_a_member_that_lags_shows_no_reader_older_data_than_the_reader_has_seen(
    cluster: Cluster, seeded: Server, impatient: httpx.Client
) -> None:
    slow, _ = cluster.followers
    new, bookmark = dataset(impatient, TIES)
    leave_behind([slow], seeded, bookmark)
    with worker(cluster.entrance) as other:
        assert ask(other, 8, bookmark) == {new}
    assert ask(impatient, 8) == {new}, "nor does a worker that has seen the newer, whoever asks it"
    assert slow.waits


def test_members_that_lag_are_waited_for(cluster: Cluster, seeded: Server) -> None:
    with worker(cluster.entrance) as client, ThreadPoolExecutor(1) as thread:
        new, bookmark = dataset(client, TIES)
        leave_behind(cluster.followers, seeded, bookmark)
        asked = thread.submit(dataset, client, TIES, bookmark)
        until(lambda: any(member.waits for member in cluster.followers))
        assert not asked.done()
        for member in cluster.followers:
            member.catch_up()
        assert asked.result()[0] == new


def test_members_that_do_not_catch_up_are_said_and_show_nothing_older(
    cluster: Cluster, seeded: Server, impatient: httpx.Client
) -> None:
    new, bookmark = dataset(impatient, TIES)
    leave_behind(cluster.followers, seeded, bookmark)
    for given in ({HEADER: bookmark}, {}, {}):
        response = impatient.get(TIES, headers=given)
        assert response.status_code == 503 and "caught up" in response.json()["detail"]
        assert int(response.headers["Retry-After"]) > 0
    for member in cluster.followers:
        member.catch_up()
    assert ask(impatient, 3) == {new}


def test_a_member_that_says_itself_that_it_lags_is_a_503(
    cluster: Cluster, seeded: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.cluster.CATCH_UP_SECONDS", 0.1)
    with worker(cluster.entrance) as client:
        _, bookmark = dataset(client, TIES)
        leave_behind(cluster.followers, seeded, bookmark)
        response = client.get(TIES, headers={HEADER: bookmark})
        assert response.status_code == 503 and "caught up" in response.json()["detail"]


def test_a_graph_that_was_set_back_is_answered_from_after_a_while(
    cluster: Cluster, seeded: Server, impatient: httpx.Client
) -> None:
    _, bookmark = dataset(impatient, TIES)
    leave_behind(cluster.members, seeded, bookmark)
    while not (response := impatient.get(TIES)).is_success:
        assert response.status_code == 503
    assert response.headers["entente-dataset"] == version(seeded)


def test_a_load_asks_the_leader_what_there_is(cluster: Cluster, seeded: Server) -> None:
    """Members that lag still hold what was there before: to load that again is not nothing."""
    with worker(cluster.entrance) as client:
        leave_behind(cluster.followers, seeded, dataset(client, TIES)[1])
    assert run_entente(["load", str(SEED)], cluster.entrance.environment).returncode == 0
    assert version(cluster.server) == version(seeded)


def test_a_member_that_dies_costs_no_reader_an_answer(cluster: Cluster) -> None:
    """It is the one that `NEO4J_URI` names."""
    cluster.ttl = 1
    named = cluster.members[-1]
    with service(cluster) as client:
        ask(client, 10)
        named.die()
        died = time.monotonic()
        while time.monotonic() < died + 2.5:
            ask(client, 1)
        named.open()
        named.reads.clear()
        until(lambda: bool(ask(client, 1) and "ties" in named.reads))


def test_a_member_that_leaves_costs_no_reader_an_answer(cluster: Cluster) -> None:
    with worker(cluster.entrance) as client:
        cluster.members[-1].is_leaving = True
        ask(client, 10)


def test_a_slow_answer_is_awaited_though_the_member_that_is_named_is_dead(cluster: Cluster, seeded: Server) -> None:
    slow, named = cluster.followers
    with worker(cluster.entrance) as client, ThreadPoolExecutor(1) as thread:
        new, bookmark = dataset(client, TIES)
        named.die()
        leave_behind([slow], seeded, bookmark)
        asked = thread.submit(dataset, client, TIES, bookmark)
        time.sleep(1.5)
        slow.catch_up()
        assert asked.result()[0] == new
