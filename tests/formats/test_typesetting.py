"""Documents and citations as Typst, Word, LaTeX, Pandoc and citation styles set them, in each language."""

import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from struct import unpack
from typing import Any, cast

import bibtexparser
import httpx
import orjson
import pypdf
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from app.report.figure.fonts import font_files, width
from app.report.wording import Language
from tests.formats.conftest import Told

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize("lang", Language)
def test_a_pdf_is_made_and_accessible_in_every_language(told: Told, lang: Language) -> None:
    reader = pypdf.PdfReader(io.BytesIO(told.read("pdf", lang=lang)))
    catalog: Any = reader.trailer["/Root"]

    assert catalog["/Lang"] == lang and catalog["/MarkInfo"]["/Marked"]
    if "emoji" not in told.entities:  # PDF/UA-1 forbids what no font here can show
        assert b"pdfuaid:part" in catalog["/Metadata"].get_data()


@pytest.mark.parametrize(
    "title", ["e\u0301tude \u202e", "*\ufe0e", "مُحَمَّد", "🚀 👩‍👩‍👧‍👦", "தமிழ்", "\u202a", "a\uffff", "#{$*_"]
)
def test_a_pdf_is_made_under_any_title(client: httpx.Client, title: str) -> None:
    told = Told.of(client, "/partners", technology="quantum-key-distribution")

    reader = pypdf.PdfReader(io.BytesIO(told.read("pdf", title=title, lang="hi")))
    assert reader.metadata and reader.metadata.title


def test_hindi_is_drawn_alike_before_and_after_a_latin_name(client: httpx.Client) -> None:
    told = Told.of(client, "/ties/nist--partners-with--npl-uk")
    after, before = (told.read("png", lang="hi", title=title) for title in ("X सक्रिय", "सक्रिय X"))

    assert _title_width(after) == pytest.approx(_title_width(before), abs=2), "in pixels"


def _title_width(png: bytes) -> int:
    """How wide what is drawn at the top of a figure is, in pixels."""
    width, height = unpack(">2I", png[16:24])
    data = zlib.decompress(b"".join(content for kind, content in _chunks(png) if kind == b"IDAT"))
    stride, above, dark = 4 * width, bytes(4 * width), set[int]()
    for top in range(0, min(height, 2 * 36) * (stride + 1), stride + 1):
        above = _unfiltered(data[top], data[top + 1 : top + 1 + stride], above)
        dark |= {x // 4 for x in range(0, stride, 4) if above[x] < 128}
    return max(dark) - min(dark)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place < len(png):
        (length,) = unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def _unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    """A line of pixels of four bytes as it was before it was filtered (PNG, section 9.2)."""
    found = bytearray()
    for index, byte in enumerate(line):
        left, corner = (found[index - 4], above[index - 4]) if index >= 4 else (0, 0)
        up = above[index]
        near = min((left, up, corner), key=lambda one: abs(left + up - corner - one))
        found.append((byte + (0, left, up, (left + up) // 2, near)[kind]) % 256)
    return bytes(found)


@pytest.mark.parametrize(
    ("lang", "attribute", "tag"),
    [
        ("en", "val", "en-US"),
        ("de", "val", "de-DE"),
        ("fr", "val", "fr-FR"),
        ("ru", "val", "ru-RU"),
        ("hi", "bidi", "hi-IN"),
    ],
)
def test_word_knows_the_language(client: httpx.Client, lang: str, attribute: str, tag: str) -> None:
    content = Told.of(client, "/partners", technology="quantum-key-distribution").read("docx", lang=lang)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        styles = ET.fromstring(package.read("word/styles.xml"))

    (language,) = styles.iter(f"{WORD}lang")
    assert language.get(f"{WORD}{attribute}") == tag
    assert lang == "hi" or not (language.get(f"{WORD}bidi") or "").startswith("hi")


@pytest.mark.parametrize(
    ("lang", "continued"),
    [("en", "continued"), ("de", "Fortsetzung"), ("fr", "suite"), ("ru", "продолжение"), ("hi", "जारी")],
)
def test_a_table_in_latex_keeps_to_the_line_and_to_itself(client: httpx.Client, lang: str, continued: str) -> None:
    source = Told.of(client, "/ties", limit=1000, disputed="include").read("tex", lang=lang).decode()

    first, again = source.index(r"\endfirsthead"), source.index(r"\endhead")
    assert source.count(r"\caption") == 1 and source.index(r"\caption") < first < source.index(continued) < again
    shares = [float(share) for share in re.findall(r"p\{\\dimexpr ([.\d]+)\\linewidth-2\\tabcolsep\\relax\}", source)]
    assert len(shares) == 6 and min(shares) > 0.05 and sum(shares) == pytest.approx(1, abs=0.005)
    assert source.index(r"\begingroup\small") < source.index(r"\begin{longtable}")
    assert source.rstrip().endswith(r"\endgroup"), "what follows has its own size"


def _has_latex() -> bool:
    """Whether there is a LaTeX with what a table needs."""
    styles = ["xurl.sty", "lmodern.sty", "booktabs.sty"]
    return bool(shutil.which("pdflatex")) and not subprocess.run(["kpsewhich", *styles], capture_output=True).returncode


@pytest.mark.skipif(not _has_latex(), reason="LaTeX is not installed, or not with xurl and lmodern")
@pytest.mark.parametrize("cite", ["number", "key"])
def test_latex_sets_a_table_within_the_line(client: httpx.Client, tmp_path: Path, cite: str) -> None:
    told = Told.of(client, "/ties", limit=1000, disputed="include")
    (tmp_path / "table.tex").write_bytes(told.read("tex", cite=cite))
    packages = r"\usepackage[T1]{fontenc}\usepackage{lmodern,array,booktabs,longtable,hyperref,xurl}"
    (tmp_path / "report.tex").write_text(
        rf"\documentclass{{article}}{packages}\begin{{document}}\input{{table.tex}}\end{{document}}"
    )
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "report"]
    logs = [subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, errors="replace") for _ in range(2)]
    assert [log.returncode for log in logs] == [0, 0], logs[0].stdout[-2000:]
    assert "Overfull" not in logs[1].stdout


DENSE: list[tuple[str, dict[str, Any]]] = [
    ("/funding", {}),
    ("/compare", {"pair": ["india,russia", "india,united-states"]}),
    ("/changes", {"since": "2024-06"}),
    ("/claims", {"technology": "quantum"}),
    ("/timeline", {"technology": "quantum"}),
    ("/partners", {"technology": "space"}),
    ("/documents", {}),
    ("/entities/india", {}),
    ("/documents/2024-06-17-icet-second-meeting", {}),
]
"""Questions whose tables have many columns, or long words."""


@pytest.mark.skipif(not _has_latex() or not shutil.which("xelatex"), reason="LaTeX is not installed")
@pytest.mark.parametrize("lang", Language)
def test_no_table_in_latex_overruns_its_line(client: httpx.Client, tmp_path: Path, lang: Language) -> None:
    for number, (path, asked) in enumerate(DENSE):
        told = client.get(f"{path}.tex", params={**asked, "lang": lang}, timeout=60)
        (tmp_path / f"table{number}.tex").write_bytes(told.content)
    other_script = lang in (Language.RU, Language.HI)
    engine, fonts = (
        ("xelatex", _own_font(tmp_path, lang)) if other_script else ("pdflatex", r"\usepackage[T1]{fontenc}")
    )
    inputs = "".join(rf"\input{{table{number}}}" for number in range(len(DENSE)))
    packages = r"\usepackage{array,booktabs,longtable,graphicx,hyperref,xurl}"
    (tmp_path / "report.tex").write_text(
        rf"\documentclass[a4paper]{{article}}{fonts}{packages}\begin{{document}}{inputs}\end{{document}}"
    )
    command = [engine, "-interaction=nonstopmode", "report"]
    log = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, errors="replace").stdout
    assert "Output written" in log, log[-2000:]
    overrun = [float(points) for points in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log)]
    assert max(overrun, default=0) <= 0.5, "points"


@pytest.mark.parametrize(
    ("lang", "word"),
    [("de", r"Ver\-läss\-lich\-keit"), ("fr", r"In\-ves\-tis\-se\-ment"), ("ru", r"Надёж\-ность")],
)
def test_long_words_of_a_dense_table_in_latex_break_as_their_language_does(
    client: httpx.Client, lang: str, word: str
) -> None:
    told = client.get("/funding.tex", params={"lang": lang}, timeout=60).text
    before, table, _ = re.split(r"\\endfirsthead|\\end{longtable}", told, maxsplit=2)

    assert word.lower() in f"{before}{table}".lower()
    assert not re.search(r"\\[a-z]+\\-", told), "no command is broken"


def _own_font(folder: Path, lang: Language) -> str:
    """The command that sets a text in one of the fonts of figures."""
    name = "Devanagari" if lang is Language.HI else "Arimo"
    file = next(file for file in font_files() if name in file.name and "Italic" not in file.name)
    shutil.copy(file, folder / f"{name}.ttf")
    script = ",Script=Devanagari" if lang is Language.HI else ""
    return rf"\usepackage{{fontspec}}\setmainfont[Path=./,Extension=.ttf{script}]{{{name}}}"


@pytest.mark.parametrize("lang", Language)
def test_a_table_in_markdown_has_room_for_its_words(client: httpx.Client, lang: Language) -> None:
    text = Told.of(client, "/partners", technology="quantum").read("md", lang=lang).decode()
    tables = [part.splitlines() for part in text.split("\n\n") if part.startswith("|")]
    assert len(tables) == 2, "the rows, and the ties"
    for table in tables[1:]:  # the words above the rows are longer in some languages than a line has room for
        head, dashes, *rows = ([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table)
        assert all(set(cell) == {"-"} for cell in dashes) and len({len(cell) for cell in dashes}) > 1
        line = 72  # what Pandoc fills by default; a column has its part, of which the space between takes one
        for index, part in enumerate(len(cell) * line / sum(map(len, dashes)) - 1 for cell in dashes):
            words = [word for row in (head, *rows) for word in row[index].split()]
            assert max(len(word) for word in words if word.isascii()) <= part + 1, "Pandoc would break a word"


SMALL_LETTERS = 482 / (7.5 / 2)
"""How much stands on a line of docs/report, on A4 in letters of 7.5 points, in halves of an em."""

CELL_MARGINS = 2 * 5.4 / (7.5 / 2)
"""What Word keeps free beside each cell."""


@pytest.mark.parametrize("lang", Language)
def test_no_word_above_a_column_of_markdown_breaks_in_small_letters(client: httpx.Client, lang: Language) -> None:
    for path, asked in [*DENSE, ("/claims", {"technology": "quantum", "table": "claims"})]:
        text = client.get(f"{path}.md", params={**asked, "lang": lang}, timeout=60).text
        for table in [part.splitlines() for part in text.split("\n\n") if part.startswith("|")]:
            head, dashes = ([cell.strip() for cell in line.split("|")[1:-1]] for line in table[:2])
            for heading, part in zip(head, dashes, strict=True):
                room = SMALL_LETTERS * len(part) / sum(map(len, dashes)) - CELL_MARGINS
                assert max(width(word, 2) for word in heading.split()) <= room, (path, heading)


def test_tables_cite_by_key_for_one_bibliography(client: httpx.Client) -> None:
    told = Told.of(client, "/ties", limit=1000, disputed="include")
    md, tex = (told.read(suffix, cite="key").decode() for suffix in ("md", "tex"))

    keys = set(told.documents) & {item["id"] for item in orjson.loads(told.read("csl"))}
    assert set(re.findall(r"@([a-z0-9-]+)", md)) == keys == set(told.documents)
    assert {key for keys in re.findall(r"\\cite\{([^}]*)\}", tex) for key in keys.split(",")} == keys
    cited = re.compile(r"\[@[a-z0-9-]+(; @[a-z0-9-]+)*\]")
    assert not re.search(r"\[@|\\\[\d", cited.sub("", md)), "all are citations, and none is a number"
    assert "denied [@" in md and r"denied \cite{" in tex, "in the words too"
    for document in told.documents.values():
        assert document["title"] not in md and document["title"] not in tex, "there is no list of ours"
    assert "Sources" in md and r"\subsection" not in tex and r"\item" not in tex
    refused = client.get("/partners.pdf", params={"technology": "quantum", "cite": "key"})
    assert refused.status_code == 422 and "it is for md, png, svg, tex" in refused.text


@pytest.mark.parametrize("path", ["/partners?technology=quantum", "/funding", "/timeline?technology=quantum",
    "/compare?pair=india,russia", "/disputes", "/ties?figure=years"])  # fmt: skip
def test_a_figure_beside_a_table_that_cites_by_key_has_no_numbers_of_its_own(client: httpx.Client, path: str) -> None:
    address, _, query = path.partition("?")
    ours, bare = (
        client.get(f"{address}.svg?{query}", params={**dict(httpx.QueryParams(query)), "cite": cite}).text
        for cite in ("number", "key")
    )
    cited = re.compile(r"\s?\[[\d\u2009,–]+\]")
    numbered, unnumbered = (set(re.findall(r"s-\w+", svg)) for svg in (ours, bare))

    assert cited.search(ours) and not cited.search(bare)
    assert numbered == unnumbered, "each status is drawn still"
    assert not re.search(r"[\ufdd0\ufdd1]|\s</(text|title)>", bare), "and nothing is left of a citation"


def test_every_style_names_the_paper_or_the_institution(client: httpx.Client) -> None:
    told = Told.of(client, "/ties", limit=1000, disputed="include")
    items = {item["id"]: item for item in orjson.loads(told.read("csl"))}
    entries: Any = {entry["ID"]: entry for entry in cast(Any, bibtexparser).loads(told.read("bib").decode()).entries}
    source = cast(Any, CiteProcJSON)(list(items.values()))
    style: Any = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography: Any = CitationStylesBibliography(style, source, formatter.plain)
    for id in items:
        bibliography.register(Citation([CitationItem(id)]))
    printed = dict(zip(bibliography.keys, map(str, bibliography.bibliography()), strict=True))

    nobody = "2024-06-17-icet-second-meeting"  # its publisher is `Not named in the text (…)`
    assert {"author", "container-title", "publisher"}.isdisjoint(items[nobody])
    assert {"author", "journal", "howpublished"}.isdisjoint(entries[nobody])
    for suffix in ("md", "tex", "html", "jsonld", "bib", "csl"):
        assert "Not named in the text" not in told.read(suffix).decode(), suffix
    del items[nobody]
    for id, item in items.items():
        document, entry = told.documents[id], entries[id]
        (author,) = item.get("author", [{"literal": None}])
        name = author["literal"] or item["container-title"]
        assert document["publisher"].startswith(name) and name in printed[id]
        braced = entry.get("author") or entry.get("journal") or entry["howpublished"]
        assert name in braced and ("author" in entry) == bool(author["literal"])
        if document["kind"] == "press-report":
            assert item["type"] == "article-newspaper" and entry["ENTRYTYPE"] == "article" and not author["literal"]
        assert "note" not in item and "note" not in entry and document["note"] not in printed[id]
    afr, inferred = "2022-04-05-aukus-quantum-ai", "2013-iter-members"
    assert items[afr]["container-title"] == entries[afr]["journal"].strip("{}") == "The Australian Financial Review"
    assert items[inferred]["author"] == [{"literal": "ITER Organization"}]
    assert items[inferred]["issued"] == {"date-parts": [[2013]], "circa": True} and entries[inferred]["date"] == "2013?"
