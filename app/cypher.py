"""The statements of the `cypher/` folder: one statement a file, its first comment its description."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "cypher"


@cache
def statement(name: str) -> str:
    """The text of `cypher/<name>.cypher`."""
    return (FOLDER / f"{name}.cypher").read_text(encoding="utf-8")


def description(name: str) -> str:
    """The comment that a statement opens with, as one line of text."""
    lines = statement(name).splitlines()
    heading = [line.removeprefix("//").strip() for line in lines[: _comment_length(lines)]]
    return " ".join(heading)


def _comment_length(lines: list[str]) -> int:
    return next((index for index, line in enumerate(lines) if not line.startswith("//")), len(lines))


def names(folder: str) -> list[str]:
    """The names of the statements in a folder of `cypher/`, in order."""
    return [f"{folder}/{path.stem}" for path in sorted((FOLDER / folder).glob("*.cypher"))]
