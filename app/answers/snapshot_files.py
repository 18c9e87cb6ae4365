"""Snapshots as files, which outlive a database: `<id>.json` holds the id, when it was made, and the answer."""

import os
import re
from pathlib import Path

import orjson

from app.domain.hashing import digest
from app.errors import EntenteError
from app.graph.results import SnapshotNode

ID = re.compile(r"[0-9a-f]{20}")


def snapshot_id(answer: str) -> str:
    """The id of a snapshot, which follows from its answer, so that a file can be checked."""
    return digest(orjson.loads(answer))[:20]


def ids(folder: Path) -> list[str]:
    """The ids of the snapshots that a folder has files of."""
    return sorted(file.stem for file in folder.glob("*.json") if ID.fullmatch(file.stem))


def write(folder: Path, snapshot: SnapshotNode) -> bool:
    """Writes a snapshot's file, whole or not at all, and says whether it was missing; one that is there stays.

    Raises EntenteError where the folder cannot be written.
    """
    file = _file(folder, snapshot["id"])
    new = file.with_suffix(f".{os.getpid()}.new")
    content = {**snapshot, "answer": orjson.Fragment(snapshot["answer"])}
    try:
        if file.exists():
            return False
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with new.open("wb") as opened:
                opened.write(orjson.dumps(content) + b"\n")
                opened.flush()
                os.fsync(opened.fileno())
            os.replace(new, file)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise EntenteError(f"{file} cannot be written ({error.strerror}): check the folder and its disk") from error
    return True


def read(folder: Path, id: str) -> SnapshotNode | None:
    """The snapshot of an id; None where there is no file of it. Raises EntenteError where the file is damaged."""
    if not ID.fullmatch(id) or not (file := _file(folder, id)).exists():
        return None
    try:
        content = orjson.loads(file.read_bytes())
        created, answer = str(content["created"]), orjson.dumps(content["answer"]).decode()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EntenteError(f"{file} cannot be read as a snapshot: {error}") from error
    if snapshot_id(answer) != id:
        raise EntenteError(f"{file} does not hold what was frozen under its name: bring it back from a copy")
    return {"id": id, "created": created, "answer": answer}


def _file(folder: Path, id: str) -> Path:
    return folder / f"{id}.json"
