"""Writes app/neo4j.lock: every jar that the local Neo4j needs, with size and SHA-256.

    python tools/lock_neo4j.py

Run it to move to another version: change WANTED, run it (about a minute), run the tests, commit the lock.
"""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import httpx
import jgo
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import Artifact

WANTED = ("org.neo4j:neo4j:2026.08.1", "org.neo4j.client:neo4j-browser:5.24.0")
LOCK = Path(__file__).parent.parent / "app" / "neo4j.lock"
HEADER = f"""\
# The jars of the local Neo4j: {", ".join(WANTED)} and all that they need.
# Written by tools/lock_neo4j.py. A line: coordinate, path in the repository, bytes, SHA-256.
"""


def main() -> None:
    artifacts: list[Artifact] = sorted(jgo.resolve("+".join(WANTED)), key=str)
    transport = httpx.HTTPTransport(retries=5)
    with httpx.Client(base_url=MAVEN_CENTRAL_URL, transport=transport, timeout=60) as client:
        with ThreadPoolExecutor(16) as pool:
            lines = list(pool.map(partial(line, client), artifacts))
    LOCK.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} jars in {LOCK.name}")


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
