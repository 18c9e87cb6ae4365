"""What others say of /mcp: the conformance suite and the Inspector of the protocol's own project, in Node."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable

import httpx
import pytest

from app.mcp.tools import TOOLS
from tests.support import ENTENTE, ROOT, Server, ensure_had, node_in

pytestmark = pytest.mark.starts

JUDGES = ROOT / "tests" / "judges"

SCENARIOS = (
    "server-initialize", "ping", "tools-list", "resources-list", "prompts-list", "dns-rebinding-protection",
)  # fmt: skip
"""All others call tools, resources and prompts that are the suite's own."""

Judge = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Runs one of the judges by its name; skips where they, or a Node that is new enough, cannot be had."""
    folder = tmp_path_factory.mktemp("judges")
    node, npm = node_in(folder)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(JUDGES / name, folder)
    # Not `ci`, which fails where something cannot be had that is for another system.
    ensure_had("a judge", node, npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder)
    # The Inspector starts its parts by the name `node`, and keeps what it knows in the user's home.
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder)}

    def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [node, folder / "node_modules" / ".bin" / name, *arguments]
        return subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=120)

    return run


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_conformance_suite_finds_nothing(judge: Judge, client: httpx.Client, scenario: str) -> None:
    done = judge("conformance", "server", "--url", str(client.base_url.join("mcp")), "--scenario", scenario)

    assert done.returncode == 0 and "0 failed, 0 warnings" in done.stdout, done.stdout + done.stderr


def test_the_inspector_takes_the_schemas(judge: Judge, client: httpx.Client) -> None:
    listing = ("--method", "tools/list", "--strict")
    done = judge("mcp-inspector", "--cli", str(client.base_url.join("mcp")), "--transport", "http", *listing)

    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert [tool["name"] for tool in json.loads(done.stdout)["tools"]] == list(TOOLS)


def test_the_inspector_calls_a_tool_over_standard_input(judge: Judge, seeded: Server) -> None:
    given = [part for name, value in seeded.environment.items() for part in ("-e", f"{name}={value}")]
    given += ["-e", f"PYTHONPATH={ROOT}"]
    calling = ("--method", "tools/call", "--tool-name", "partners", "--tool-arg", "technology=quantum-clocks")
    done = judge("mcp-inspector", "--cli", *given, *calling, "--", str(ENTENTE), "mcp")

    assert done.returncode == 0, done.stderr
    (content,) = json.loads(done.stdout)["content"]
    assert "NIST partners with NPL" in content["text"]
