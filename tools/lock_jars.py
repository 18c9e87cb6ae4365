"""Writes the locks of jars, each with size and SHA-256: those of the local Neo4j, and what tests alone run.

    python tools/lock_jars.py

Run it to move to other versions: change LOCKS, run it (half a minute), run the tests, commit the locks.
"""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import httpx
import jgo
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import Artifact

ROOT = Path(__file__).parent.parent
BROWSER = "org.neo4j.client:neo4j-browser:5.24.0"
LOCKS = {
    ROOT / "app" / "neo4j.lock": ("org.neo4j:neo4j:2026.08.1", BROWSER),
    # The oldest that we name, whose patches come for years: `make test NEO4J=5.26`.
    ROOT / "tests" / "neo4j-5.26.lock": ("org.neo4j:neo4j:5.26.30", BROWSER),
    # Whose client asks /reconcile.
    ROOT / "tests" / "openrefine.lock": ("org.openrefine:main:3.9.5",),
}
HEADER = """\
# Jars: {wanted} and all that they need.
# Written by tools/lock_jars.py. A line: coordinate, path in the repository, bytes, SHA-256.
"""


def main() -> None:
    transport = httpx.HTTPTransport(retries=5)
    with httpx.Client(base_url=MAVEN_CENTRAL_URL, transport=transport, timeout=60) as client:
        for file, wanted in LOCKS.items():
            lines = locked(client, wanted)
            file.write_text(HEADER.format(wanted=", ".join(wanted)) + "\n".join(lines) + "\n", encoding="utf-8")
            print(f"{len(lines)} jars in {file.name}")


def locked(client: httpx.Client, wanted: Sequence[str]) -> list[str]:
    artifacts: list[Artifact] = sorted(jgo.resolve("+".join(wanted)), key=str)
    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(partial(line, client), artifacts))


def line(client: httpx.Client, artifact: Artifact) -> str:
    path = (artifact.component.path_prefix / artifact.filename).as_posix()
    content = client.get(path).raise_for_status().content
    if hashlib.sha1(content).hexdigest() != published_sha1(client, path):
        raise SystemExit(f"{path} does not match the SHA-1 that the repository publishes: run again")
    return f"{coordinate(artifact)} {path} {len(content)} {hashlib.sha256(content).hexdigest()}"


def published_sha1(client: httpx.Client, path: str) -> str:
    return client.get(f"{path}.sha1").raise_for_status().text.split()[0]


def coordinate(artifact: Artifact) -> str:
    parts = [artifact.groupId, artifact.artifactId, artifact.version]
    return ":".join([*parts, artifact.classifier] if artifact.classifier else parts)


if __name__ == "__main__":
    main()
