"""Hashes of records, and the version of a dataset that follows from them."""

import hashlib

import orjson


def digest(value: object) -> str:
    """SHA-256, in hexadecimal, of a value's canonical JSON."""
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()


def version(marks: int) -> str:
    """The version of a dataset, `sha256:` and 64 hexadecimal digits, from the sum of the marks of its content."""
    return f"sha256:{marks % 2**256:064x}"


def marks_of(version: str) -> int:
    """The inverse of `version`."""
    return int(version.removeprefix("sha256:"), 16)


def mark(part: str, *content: str) -> int:
    """The share of one record in its dataset's version.

    The version is the sum of the SHA-256 of all records and claims, modulo 2**256: so it depends on no order, and
    follows from the version before when some are added and taken away.
    """
    return int.from_bytes(hashlib.sha256(" ".join((part, *content)).encode()).digest())
