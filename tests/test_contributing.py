"""CONTRIBUTING's table of rooms is the tree, and says of each room what the room says of itself."""

import re
import subprocess
from importlib import import_module

import pytest

from tests.support import ROOT

TABLE = dict(re.findall(r"^\| `([\w/]+/)` \| (.+) \|$", (ROOT / "CONTRIBUTING.md").read_text(), re.MULTILINE))


def rooms() -> set[str]:
    """The folders at the top, and those of `app/` and `cypher/`, that are in the repository."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    folders = {tuple(path.split("/")[:-1]) for path in listed.splitlines()}
    top = {f"{folder[0]}/" for folder in folders if folder and not folder[0].startswith(".")} - {"app/"}
    inner = {f"{folder[0]}/{folder[1]}/" for folder in folders if len(folder) > 1 and folder[0] in ("app", "cypher")}
    return top | inner


def test_the_table_is_the_tree() -> None:
    assert TABLE.keys() == rooms()


@pytest.mark.parametrize("room", [room for room in TABLE if room.startswith("app/") and room != "app/web/"])
def test_a_room_says_the_same_of_itself(room: str) -> None:
    docstring = import_module(room.strip("/").replace("/", ".")).__doc__ or ""

    assert docstring.splitlines()[0].removesuffix(".").casefold() == TABLE[room].casefold()
