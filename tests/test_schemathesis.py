"""What the service says of itself holds: schemathesis makes requests up from its description, and compares the answers.

`bench/faults/fuzzing.py` sends many more.
"""

import httpx
import pytest

from bench.faults.fuzzing import Found, fuzz
from tests.test_openapi import operations

pytestmark = pytest.mark.thorough

SEED = 2026

SOON_PLANNED = ["/documents", "/entities.{suffix}", "/funding.{suffix}", "/oembed", "/search"]
"""Operations with most parameters between them; to plan all ways to narrow each of the others takes Neo4j a minute."""


def assert_as_described(found: Found, operations: int, cases: int) -> None:
    """No server error, nothing valid refused, nothing invalid taken, every answer of a kind and shape as described."""
    told = [*found.shown.values(), *found.errors]
    assert not told, "\n\n".join(text[:1_500] for text in told[:5])
    assert found.operations == operations and sum(found.cases.values()) >= cases


def test_each_parameter_is_taken_up_to_its_bounds_and_refused_beyond_them(client: httpx.Client) -> None:
    found = fuzz(str(client.base_url).rstrip("/"), 1, SEED, ["coverage"], SOON_PLANNED)

    assert_as_described(found, operations=len(SOON_PLANNED), cases=900)


def test_what_chance_makes_up_is_answered_or_refused_as_described(client: httpx.Client) -> None:
    """Each operation is asked with its examples, with what chance makes up, and with what answers before gave."""
    found = fuzz(str(client.base_url).rstrip("/"), 2, SEED, ["examples", "fuzzing", "stateful"])

    snapshots = 1  # which are made by POST, where all other operations are GET
    assert_as_described(found, operations=len(list(operations(client))) + snapshots, cases=100)
