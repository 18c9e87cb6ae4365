"""docs/reports.md: its recipes work, and it leaves out no format and no option."""

import re

import httpx

from app.formats import formats
from app.report.options import Options
from tests.support import ROOT
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


def test_its_pictures_are_those_that_the_command_draws() -> None:
    shown = set(re.findall(r"\(gallery/(.+?)\.svg\)", TEXT))
    assert shown == set(PICTURES) == {path.stem for path in FOLDER.iterdir()}
