"""The grounds that a figure can stand on."""

from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """The ground that a figure stands on; `auto` follows the reader's system."""

    LIGHT = "light"
    DARK = "dark"
    AUTO = "auto"


@dataclass(frozen=True)
class Ground:
    """The colours of a theme that belong to no kind or status."""

    background: str
    text: str
    muted: str


LIGHT_GROUND = Ground("#ffffff", "#1f2933", "#52606d")
DARK_GROUND = Ground("#12181f", "#e4e9ee", "#9fb0c0")
