"""docs/reports.md, "A two-page report": its commands, run as they stand there, make a PDF and a Word file."""

import io
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any, cast

import docx
import httpx
import pypdf
import pytest

from tests.support import ROOT, Server
from tests.test_reports import TEXT

OFFICE = shutil.which("soffice")


def _lacking() -> str | None:
    """What of the programs that the commands call is not here."""
    if absent := [name for name in ("pandoc", "pdflatex", "kpsewhich") if not shutil.which(name)]:
        return absent[0]
    styles = ["titling.sty", "titlesec.sty", "etoolbox.sty", "caption.sty", "lmodern.sty", "longtable.sty"]
    return (
        "LaTeX's " + ", ".join(styles)
        if subprocess.run(["kpsewhich", *styles], capture_output=True).returncode
        else None
    )


pytestmark = pytest.mark.skipif(_lacking() is not None, reason=f"not installed: {_lacking()}")


@pytest.fixture(scope="module")
def made(seeded: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the commands have run; none of them has warned of anything."""
    (commands,) = re.findall(r"## A two-page report\n.*?```\n(.*?)```", TEXT, re.DOTALL)
    folder = tmp_path_factory.mktemp("report")
    shutil.copytree(ROOT / "docs" / "report", folder / "docs" / "report")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-c", commands],
        cwd=folder, env={**os.environ, **seeded.environment, "PATH": path}, capture_output=True, text=True, timeout=200,
    )  # fmt: skip
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    return folder / "my-report"


def _keys(made: Path) -> list[str]:
    """The keys that the report and its tables cite, each once, in their order."""
    source = re.sub(
        r"{{< include (\S+) >}}", lambda name: (made / name[1]).read_text(), (made / "report.md").read_text()
    )
    return list(dict.fromkeys(re.findall(r"@(\d{4}-[a-z0-9-]+)", source)))


def _statuses(client: httpx.Client) -> list[Sequence[str]]:
    """The statuses that each of its tables has to say, in the order of their rows."""
    about = {"technology": "quantum", "as_of": "2025"}
    india = about | {"country": "india"}
    firm: dict[str, Any] = india | {"since": "2024-06", "kind": "Country", "reliability": ["official", "reported"]}
    partners, changes, funding = (
        client.get(path, params=asked).raise_for_status().json()["rows"]
        for path, asked in (("/partners", india), ("/changes", firm), ("/funding", about))
    )
    return [
        [row["status"] for row in partners], [row["now"] for row in changes],
        [total["status"] for total in funding],
    ]  # fmt: skip


def test_the_pdf_has_two_pages_with_a_figure_three_tables_and_every_source(made: Path, client: httpx.Client) -> None:
    reader = pypdf.PdfReader(io.BytesIO((made / "report.pdf").read_bytes()))
    assert len(reader.pages) == 2
    assert len(reader.pages[0].images) == 1
    text = "".join(page.extract_text() for page in reader.pages)
    keys = _keys(made)

    assert len(keys) > 5 and "??" not in text
    assert re.findall(r"^\[(\d+)\]", text[text.index("Sources\n[1]") :], re.MULTILINE) == [
        str(number) for number in range(1, len(keys) + 1)
    ]
    for status, count in Counter(chain(*_statuses(client))).items():
        assert text.count(status) >= count, status
    unverified = sum("| unverified |" in line for line in (made / "partners.md").read_text().splitlines())
    assert unverified and text.count("unverified") > unverified, "the sentence counts them too"


def test_no_line_of_the_pdf_is_wider_than_its_page_has_room_for(made: Path, tmp_path: Path) -> None:
    source = tmp_path / "report.tex"
    (pandoc,) = re.findall(r"pandoc (report\.md .*) -o report\.pdf", TEXT)
    subprocess.run(["pandoc", *pandoc.split(), "--standalone", "-o", str(source)], cwd=made, check=True)
    command = ["pdflatex", "-interaction=nonstopmode", f"-output-directory={tmp_path}", str(source)]
    logs = [subprocess.run(command, cwd=made, capture_output=True, text=True, errors="replace") for _ in range(2)]
    assert logs[1].returncode == 0 and "Overfull" not in logs[1].stdout


def test_the_word_file_keeps_every_row_status_and_source(made: Path, client: httpx.Client) -> None:
    document = docx.Document(str(made / "report.docx"))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert [table[0][at] for table, at in zip(tables, (2, 4, 1), strict=True)] == [
        "Weakest status", "Status now", "Status",
    ]  # fmt: skip

    said = [[row[at].split(",")[0] for row in table[1:]] for table, at in zip(tables, (2, 4, 1), strict=True)]
    assert said == _statuses(client)
    (picture,) = document.inline_shapes
    descr: str = cast(Any, picture)._inline.docPr.get("descr")
    assert descr.startswith("India’s ties in quantum technology"), "its text alternative"
    cited = {int(number) for table in tables for row in table[1:] for number in re.findall(r"\d+", row[-1])}
    sources = [one.text for one in document.paragraphs if one.style and one.style.style_id == "Bibliography"]
    assert cited <= set(range(1, len(sources) + 1)) and len(sources) == len(_keys(made))
    assert all(re.match(rf"\[{number}\]\t?.+\d{{4}}", text) for number, text in enumerate(sources, 1))


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_word_file_on_two_pages(made: Path, tmp_path: Path) -> None:
    assert OFFICE
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        OFFICE,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(made / "report.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    reader = pypdf.PdfReader(io.BytesIO((tmp_path / "report.pdf").read_bytes()))

    assert len(reader.pages) == 2
    assert f"[{len(_keys(made))}]" in reader.pages[1].extract_text()
