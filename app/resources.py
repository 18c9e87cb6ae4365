"""The folders that stand beside the code in a checkout, and inside it where a wheel was installed."""

from pathlib import Path

_CODE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder of a name: `cypher` or `seed`."""
    inside = _CODE / name
    return inside if inside.is_dir() else _CODE.parent / name
