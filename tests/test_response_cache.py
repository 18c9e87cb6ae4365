"""The cache of responses: what it holds at most, and that a request is answered as before only where that is right."""

import asyncio

import httpx
import pytest

from app.http.cache import Body, Head, ResponseCache
from tests.support import Server, run, serving, until_ready


def test_it_holds_no_more_than_its_size_with_keys_and_heads() -> None:
    cache = ResponseCache(100_000)
    for number in range(1_000):
        cache.keep(("body", "k" * 500, number), Body.of(b"x"))
        cache.keep(("head", "k" * 500, number), Head(200, [(b"name", b"value")], ("body", number), False))

    held = [cache.body(("body", "k" * 500, number)) for number in range(1_000)]
    assert 0 < len([body for body in held if body]) <= 100_000 / 1_500
    assert cache.body(("body", "k" * 500, 999)), "the last ones stay"


def test_what_is_larger_than_the_cache_is_not_kept_and_makes_no_room() -> None:
    cache = ResponseCache(10_000)
    cache.keep("small", Body.of(b"x"))
    cache.keep("large", Body.of(b"x" * 10_000))

    assert cache.body("small") and not cache.body("large")


def test_who_asks_while_a_body_is_made_waits_for_it() -> None:
    made: list[int] = []

    async def make() -> Body:
        made.append(1)
        await asyncio.sleep(0.05)
        return Body.of(b"x")

    async def both() -> list[Body]:
        cache = ResponseCache(10_000)
        return list(await asyncio.gather(cache.made("key", make), cache.made("key", make)))

    first, second = run(both())
    assert first is second and len(made) == 1


def test_the_same_request_gets_the_same_response_and_another_header_its_own(client: httpx.Client) -> None:
    first, again = (client.get("/ties", params={"entity": "isro"}) for _ in range(2))
    plain = client.get("/ties", params={"entity": "isro"}, headers={"Accept-Encoding": "identity"})
    known = client.get("/ties", params={"entity": "isro"}, headers={"If-None-Match": first.headers["etag"]})

    assert again.content == first.content == plain.content
    assert again.headers["etag"] == first.headers["etag"] != plain.headers["etag"]
    assert "content-encoding" in again.headers and "content-encoding" not in plain.headers
    assert known.status_code == 304 and not known.content


@pytest.mark.thorough
def test_without_a_cache_every_answer_is_the_same(seeded: Server, client: httpx.Client) -> None:
    environment = seeded.environment | {"ENTENTE_RESPONSE_CACHE_BYTES": "0", "ENTENTE_RECORD_CACHE_BYTES": "0"}
    with serving(environment) as without:
        until_ready(without)
        for path in ("/ties.csv?entity=isro", "/partners?technology=quantum", "/ties.csv?entity=isro"):
            assert without.get(path).content == client.get(path).content
