"""The examples of docs/proxies/, each before a service, with TLS and under a path; skips where the proxy is missing."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import trustme
from playwright.sync_api import Browser, Page

from tests.support import ROOT, Server, free_port, serving, until_ready

pytestmark = pytest.mark.starts

EXAMPLES = ROOT / "docs" / "proxies"


@dataclass(frozen=True)
class Published:
    """A service as the world sees it: its address, and a client of it."""

    base: str
    client: httpx.Client

    def get(self, path: str, **options: Any) -> httpx.Response:
        """What is at a path below the address."""
        return self.client.get(self.base + path, **options)


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def published(
    request: pytest.FixtureRequest, seeded: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Published]:
    """A service behind each proxy."""
    name: str = request.param
    program = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if not program:
        pytest.skip(f"there is no {name}")
    folder, port, inner = tmp_path_factory.mktemp(name), free_port(), free_port()
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    certificate.private_key_pem.write_to_path(folder / "host.key")
    certificate.cert_chain_pems[0].write_to_path(folder / "host.pem")
    authority.cert_pem.write_to_path(folder / "ca.pem")
    base = f"https://localhost:{port}/entente"
    environment = {
        "ENTENTE_PUBLIC_URL": base, "ENTENTE_TRUSTED_PROXIES": "127.0.0.1", "ENTENTE_METRICS": "true",
    }  # fmt: skip
    command = (_nginx if name == "nginx" else _caddy)(program, folder, port, inner)
    trusting = ssl.create_default_context(cafile=folder / "ca.pem")
    with (
        serving({**seeded.environment, **environment}, port=inner) as direct,
        _running(command, folder, port),
        httpx.Client(verify=trusting, trust_env=False, timeout=30) as client,
    ):
        until_ready(direct)
        yield Published(base, client)


def _nginx(program: str, folder: Path, port: int, inner: int) -> list[str]:
    example = _changed(
        (EXAMPLES / "nginx.conf").read_text(encoding="utf-8"),
        {
            "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
            "server_name host": "server_name localhost",
            "/etc/ssl/": f"{folder}/",
            "127.0.0.1:8000": f"127.0.0.1:{inner}",
        },
    )
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    user = "user root;" if os.geteuid() == 0 else ""
    main = f"{user} pid {folder}/pid; daemon off; events {{}} http {{ access_log off; {paths}\n{example} }}"
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    return [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]


def _caddy(program: str, folder: Path, port: int, inner: int) -> list[str]:
    example = _changed(
        (EXAMPLES / "Caddyfile").read_text(encoding="utf-8"),
        {
            "\tservers {": "\tadmin off\n\tauto_https disable_redirects\n\tservers {",
            "\nhost {": f"\nhttps://localhost:{port} {{\n\ttls {folder}/host.pem {folder}/host.key\n\tbind 127.0.0.1",
            "127.0.0.1:8000": f"127.0.0.1:{inner}",
        },
    )
    (folder / "Caddyfile").write_text(example, encoding="utf-8")
    return [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


def _changed(example: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert old in example
        example = example.replace(old, new)
    return example


@contextmanager
def _running(command: list[str], folder: Path, port: int) -> Generator[None]:
    environment = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        for _ in range(200):
            assert process.poll() is None, (folder / "output").read_text(encoding="utf-8")
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_addresses_lead_to_where_readers_are(published: Published) -> None:
    base = published.base
    assert published.get("").headers["location"] in (f"{base}/", "/entente/")
    assert published.get("/ties/").headers["location"] == f"{base}/ties"
    assert quote(f"{base}/browser/guide.html", safe="") in published.get("/browser").headers["location"]
    for suffix in ("svg", "html", "md", "tex", "jsonld", "docx"):
        answer = published.get(f"/partners.{suffix}?technology=quantum-clocks")
        assert answer.status_code == 200 and (suffix == "docx" or f"{base}/partners" in answer.text)
        assert "http://127" not in answer.text and "http://localhost" not in answer.text

    told = published.get(f"/oembed?url={base}/partners?technology=quantum-clocks").json()
    assert told["provider_url"] == base and f'src="{base}/partners.html?' in told["html"]
    assert published.client.get(told["thumbnail_url"]).headers["content-type"] == "image/png"
    assert published.get("/openapi.json").json()["servers"] == [{"url": "/entente"}]
    wrong = published.get("/ties?limit=0").json()
    assert published.client.get(base.removesuffix("/entente") + wrong["type"]).status_code == 200
    follows = re.search("<([^>]+)>", published.get("/ties?limit=1").headers["link"])
    assert follows and published.client.get(base.removesuffix("/entente") + follows[1]).json()["ties"]


def test_what_is_not_for_the_world_is_not_there(published: Published) -> None:
    assert published.get("/metrics").status_code == 404
    assert b"ties" not in published.client.get(published.base.removesuffix("entente") + "ties").content


def test_the_proxy_names_each_request(published: Published) -> None:
    first, second = (published.get("/health").headers["x-request-id"].replace("-", "") for _ in range(2))

    assert re.fullmatch("[0-9a-f]{32}", first) and first != second


@pytest.mark.browser
def test_pages_work_in_a_browser(published: Published, browser: Browser) -> None:
    base = published.base
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    wrong = _watch(page, base)

    page.goto(f"{base}/?query=partners&technology=quantum-clocks")
    page.get_by_role("button", name="Share").first.click()
    share = page.get_by_role("dialog")
    share.get_by_role("textbox").first.wait_for()
    copied = [field.input_value() for field in share.get_by_role("textbox").all()]
    assert f"{base}/partners?technology=quantum-clocks" in copied
    assert f"{base}/?query=partners&technology=quantum-clocks" in copied
    assert (share.get_by_role("link", name="svg").get_attribute("href") or "").startswith(f"{base}/partners.svg?")
    page.goto(f"{base}/")
    page.get_by_role("link", name="API").first.click()
    page.get_by_text("Who works with whom").first.wait_for()
    assert page.url == f"{base}/docs"
    page.goto(f"{base}/redoc")
    page.get_by_text("Who works with whom").first.wait_for()

    page.goto(f"{base}/embed?url={base}/partners?technology=quantum-clocks")
    page.frame_locator("iframe").locator("svg text").first.wait_for()
    told = published.get(f"/oembed?url={base}/partners?technology=quantum-clocks").json()["html"]
    page.goto(told.split('src="')[1].split('"')[0])
    page.locator("svg text").first.wait_for()
    assert not wrong


def _watch(page: Page, base: str) -> list[str]:
    """What a page asks for elsewhere, is refused, or complains of."""
    wrong: list[str] = []
    inside = (f"{base}/", "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(inside) else wrong.append(request.url))
    page.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    return wrong
