"""The offline way: CSV that `neo4j-admin database import` takes, imported for real, is the graph that a load makes."""

import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from app.local import LocalNeo4j, default_cache
from app.local.configuration import JAVA_OPTIONS
from app.local.machine import java
from tests.support import SEED, SHORT_LIVED, Server, free_port, run_entente
from tests.test_load import everything

pytestmark = pytest.mark.starts


def import_into(local: LocalNeo4j, command: str) -> None:
    """Runs a `neo4j-admin` command line in the home of a local Neo4j, which has no script of that name."""
    jars = default_cache() / local.status().version / "lib"
    main = [java(), *JAVA_OPTIONS, "-cp", f"{jars}/*", "org.neo4j.server.startup.Neo4jAdminCommand"]
    environment = {**os.environ, "NEO4J_HOME": str(local.home), "NEO4J_CONF": str(local.home / "conf")}
    program, *arguments = shlex.split(command)
    assert program == "neo4j-admin"
    done = subprocess.run([*main, *arguments], env=environment, cwd=local.home, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def imported(tmp_path: Path) -> Iterator[Server]:
    """A Neo4j that was filled from the seed's CSV while it was stopped."""
    done = run_entente(["export", str(SEED), "--neo4j-admin", str(tmp_path / "csv")], {})
    assert done.returncode == 0, done.stderr
    # A server's own configuration has this line: the import starts a Java of its own.
    extra = {"server.jvm.additional": "--add-opens=java.base/java.nio=ALL-UNNAMED"}
    local = LocalNeo4j(
        tmp_path / "home",
        bolt_port=free_port(),
        http_port=free_port(),
        heap_megabytes=512,
        java_options=SHORT_LIVED.split(),
        extra=extra,
    )
    local.start(Console(stderr=True))
    local.stop()
    import_into(local, done.stdout)
    local.start(Console(stderr=True))
    server = Server(f"bolt://127.0.0.1:{local.ports.bolt}", local.password, local)
    try:
        yield server
    finally:
        server.close()
        local.stop()


def test_an_imported_graph_is_the_loaded_one(imported: Server, seeded: Server) -> None:
    nodes, edges = everything(imported)
    assert nodes == everything(seeded)[0]
    assert edges == everything(seeded)[1]
    assert imported.load(SEED).size == 0
    assert everything(imported) == (nodes, edges)


def test_faults_stop_an_export_before_it_writes(small: Path, tmp_path: Path) -> None:
    (small / "technologies.yaml").write_text("- id: Quantum\n")
    done = run_entente(["export", str(small), "--neo4j-admin", str(tmp_path / "csv")], {})

    assert done.returncode == 2 and "small/technologies.yaml:1" in done.stderr
    assert not (tmp_path / "csv").exists()
