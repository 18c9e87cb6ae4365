"""How tables cite their sources."""

from enum import StrEnum


class Citing(StrEnum):
    """Whether sources have numbers of a list of ours, or keys of a bibliography that is the reader's."""

    NUMBER = "number"
    KEY = "key"
