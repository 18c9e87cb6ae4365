"""docs/reports.md: its recipes work, and it leaves out no format and no option."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from app.formats import formats
from app.report.options import Options
from tests.formats.test_doubts import text_of
from tests.support import ROOT, Done
from tools.gallery import FOLDER, PICTURES

TEXT = (ROOT / "docs" / "reports.md").read_text()


def test_every_format_and_option_is_described() -> None:
    for name in (*formats(), *Options.model_fields):
        assert f"`{name}`" in TEXT, name


def test_every_address_in_it_is_answered(client: httpx.Client) -> None:
    addresses = set(re.findall(r"http://127\.0\.0\.1:8000(/[^\s'\"`)]*)", TEXT))
    assert len(addresses) > 5
    for address in addresses:
        if not address.startswith("/snapshots/"):
            assert client.get(address).status_code == 200, address


def test_its_tables_share_one_bibliography(
    entente: Callable[..., Done], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"## One bibliography\n.*?```\n(.*?)```", TEXT, re.DOTALL)
    for line in block.splitlines():
        command, _, renamed = line.partition(" && mv ")
        assert entente(*command.split()[1:]).returncode == 0, command
        if renamed:
            Path(renamed.split()[0]).rename(renamed.split()[1])

    keys = {item["id"] for item in json.loads(Path("sources.json").read_bytes())}
    for name in ("quantum.md", "funding.md"):
        text = Path(name).read_text()
        cited = set(re.findall(r"@([a-z0-9-]+)", text))
        assert cited and cited <= keys and "](" not in text
    assert "@2022-04-05-aukus-quantum-ai" in Path("quantum.md").read_text()


@pytest.mark.parametrize("suffix", ["md", "tex", "html", "svg", "docx", "jsonld", "cypher", "graphml"])
def test_no_address_is_told_where_nobody_is_known_to_serve_it(
    entente: Callable[..., Done], tmp_path: Path, suffix: str
) -> None:
    file = tmp_path / f"funding.{suffix}"
    assert entente("funding", "--limit", "5", "-o", str(file)).returncode == 0
    text = text_of(suffix, file.read_bytes())
    assert "/funding" not in text and not re.search(r"·\s*($|<)", text, re.MULTILINE)

    public = entente("funding", "--limit", "5", "-o", str(file), ENTENTE_PUBLIC_URL="https://data.example/")
    assert public.returncode == 0 and "https://data.example/funding" in text_of(suffix, file.read_bytes())


def test_its_pictures_are_those_that_the_command_draws() -> None:
    shown = set(re.findall(r"\(gallery/(.+?)\.svg\)", TEXT))
    assert shown == set(PICTURES) == {path.stem for path in FOLDER.iterdir()}
