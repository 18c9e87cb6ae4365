"""A fair share for each client: what is refused, for how long, and to whom."""

from collections.abc import Iterator

import httpx
import pytest

from app.errors import TooManyRequests
from app.http.fair_share import KEPT, MADE, Shares
from tests.support import Server, serving, until_ready
from tests.test_http import problem

SHARE = 20


@pytest.fixture(scope="module")
def sharing(seeded: Server) -> Iterator[httpx.Client]:
    """A service behind a trusted proxy that gives each client twenty new answers a minute."""
    environment = {"ENTENTE_FAIR_SHARE": str(SHARE), "ENTENTE_TRUSTED_PROXIES": "127.0.0.1"}
    with serving({**seeded.environment, **environment}) as client:
        yield until_ready(client)


def asked(client: httpx.Client, path: str, who: str) -> httpx.Response:
    """The response to a client whose address the proxy tells."""
    return client.get(path, headers={"X-Forwarded-For": who})


@pytest.mark.starts
def test_one_client_is_refused_and_the_others_are_not(sharing: httpx.Client) -> None:
    statuses = [asked(sharing, f"/ties?limit={n}", "198.51.100.1").status_code for n in range(1, SHARE + 6)]
    refused = asked(sharing, "/ties?limit=1", "198.51.100.1")

    assert statuses == [200] * SHARE + [429] * 5
    assert "share of this minute" in problem(refused, 429)["detail"]
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["x-content-type-options"] == "nosniff" and refused.headers["x-request-id"]
    assert asked(sharing, "/ties?limit=1", "198.51.100.2").status_code == 200
    assert asked(sharing, "/ties?limit=1", "203.0.113.9, 198.51.100.1").status_code == 429, (
        "what a client says of itself"
    )


@pytest.mark.starts
def test_what_is_kept_costs_a_tenth(sharing: httpx.Client) -> None:
    statuses = [asked(sharing, "/ties?limit=2", "198.51.100.3").status_code for _ in range(10 * SHARE)]

    assert statuses.count(200) > 9 * SHARE - MADE


@pytest.mark.starts
def test_what_a_view_adds_costs_as_much_as_asking_for_it(sharing: httpx.Client) -> None:
    view = "add=nasa&add=isro&%61dd=jaxa"
    statuses = [asked(sharing, f"/ties?limit={n}&{view}", "198.51.100.7").status_code for n in range(1, 8)]
    embeds = [
        asked(sharing, f"/oembed?url=/ties%3Flimit%3D{n}%26add%3Dnasa", "198.51.100.8").status_code
        for n in range(1, SHARE + 1)
    ]

    assert statuses == [200] * 5 + [429] * 2, "four answers each"
    assert embeds.count(200) <= SHARE // 2 + 1


@pytest.mark.starts
def test_whoever_looks_after_the_service_is_never_refused(sharing: httpx.Client) -> None:
    assert {asked(sharing, "/health", "198.51.100.4").status_code for _ in range(10 * SHARE + 1)} == {200}


@pytest.mark.starts
def test_a_network_of_ipv6_is_one_client(sharing: httpx.Client) -> None:
    for n in range(SHARE):
        asked(sharing, f"/latest?limit={n + 1}", f"2001:db8:1:2::{n + 1:x}")

    assert asked(sharing, "/latest?limit=99", "2001:db8:1:2:ffff::1").status_code == 429
    assert asked(sharing, "/latest?limit=99", "2001:db8:1:3::1").status_code == 200


def test_on_loopback_nobody_is_refused(client: httpx.Client) -> None:
    assert {client.get("/problems/not-found").status_code for _ in range(650)} == {200}


def test_a_client_has_a_new_share_when_its_minute_is_over() -> None:
    now = 100.0
    shares = Shares(1, lambda: now)
    shares.take("198.51.100.1", MADE - KEPT)
    now += 20
    with pytest.raises(TooManyRequests) as refusal:
        shares.take("198.51.100.1", MADE)
    assert refusal.value.retry_after == 40

    now += refusal.value.retry_after
    shares.take("198.51.100.1", MADE)


@pytest.mark.parametrize("host", ["", "unix:", "nonsense:1:2", "::1%lo", "x" * 300])
def test_an_address_that_is_none_is_a_client_too(host: str) -> None:
    Shares(answers=1).take(host, MADE)
