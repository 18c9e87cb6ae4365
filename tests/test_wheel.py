"""The wheel as a user installs it: into an environment that holds nothing else, far from any checkout."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from rich.console import Console

from app.errors import LocalError
from app.local import default_cache
from app.local.jars import fetch, read_lock
from tests.support import ROOT, UV
from tests.test_up import get, up

pytestmark = pytest.mark.starts

LOCK = ROOT / "tests" / "cpython.lock"


def build(source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Builds a wheel of a checkout into a folder."""
    command = [UV, "build", "--wheel", "--no-build-isolation", "--python", sys.executable]
    return subprocess.run([*command, "--out-dir", target, source], capture_output=True, text=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A wheel with the page as the sources are now."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "tools.build_web"], cwd=ROOT, check=True)
    built = build(ROOT, folder)
    assert built.returncode == 0, built.stderr
    yield next(folder.glob("*.whl"))


class Interpreter(NamedTuple):
    """A Python, and what has to be in the environment of all that it runs."""

    path: str
    environment: dict[str, str]


def interpreter(version: str, folder: Path) -> Interpreter:
    """A Python of a version, from the path or where pyenv keeps it, or unpacked into a folder; skips without one."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for found in (shutil.which(f"python{version}"), *sorted(pyenv.glob(f"{version}.*/bin/python"))):
        if found and subprocess.run([found, "--version"], capture_output=True).returncode == 0:
            return Interpreter(str(found), {})
    lock = read_lock(LOCK)
    if f":{version}." not in lock.jars[0].coordinate or (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        pytest.skip(f"there is no Python {version}")
    try:
        fetch(lock, default_cache() / "cpython", Console(quiet=True))
    except LocalError as error:
        pytest.skip(f"there is no Python {version}, and it cannot be had: {error}")
    return unpacked(default_cache() / "cpython" / lock.jars[0].name, version, folder)


def unpacked(jar: Path, version: str, folder: Path) -> Interpreter:
    """The Python that a jar of tests/cpython.lock holds, whose libraries lie beside it."""
    with ZipFile(jar) as archive:
        archive.extractall(folder)
    home = next(folder.glob("org/bytedeco/cpython/*/bin")).parent
    python = home / "bin" / f"python{version}"
    python.chmod(0o755)
    return Interpreter(str(python), {"LD_LIBRARY_PATH": str(home)})


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_an_installed_wheel_is_all_that_up_needs(
    wheel: Path, version: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    installed, python = tmp_path / "installed", interpreter(version, tmp_path / "python")
    within = {**os.environ, **python.environment}
    subprocess.run([UV, "venv", "--quiet", "--python", python.path, installed], check=True, env=within)
    subprocess.run([UV, "pip", "install", "--quiet", "--python", installed, wheel], check=True, env=within)

    environment = {**environment, **python.environment, "ENTENTE_TIME_LIMIT": "60"}
    with up(environment, command=installed / "bin" / "entente", cwd=tmp_path):
        base = f"http://127.0.0.1:{environment['ENTENTE_PORT']}"
        assert get(f"{base}/partners?technology=quantum").json()["rows"]
        assert get(f"{base}/partners.docx?technology=quantum-clocks").status_code == 200
        assert "<title>" in get(base).text
        assert get(f"{base}/browser/style.grass").status_code == 200


def test_no_wheel_is_built_without_the_page(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns(".git", ".venv", "dist", "node_modules", "tests", "docs")
    bare = shutil.copytree(ROOT, tmp_path / "bare", ignore=ignored)
    refused = build(bare, tmp_path / "wheel")

    assert refused.returncode != 0 and "run `make web` first" in refused.stderr
