"""Every format says how sure a tie is: who reports it, since when, and whether it is disputed or overdue."""

import html
import io
import re

import docx
import httpx
import openpyxl
import pypdf
import pytest

from tests.formats.conftest import Told


def text_of(suffix: str, content: bytes) -> str:
    """The words of a file, with single spaces; of tables cell by cell."""
    if suffix == "docx":
        document = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return " ".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])
    if suffix == "pdf":
        return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())
    if suffix == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    if suffix in ("svg", "html"):
        inline = re.sub(r"</?a\b[^>]*>", "", content.decode())  # a link within a word is no space
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", inline)).split())
    return re.sub(r"[\\{}]|#\d+;", "", content.decode())


FORMATS = ("md", "html", "tex", "mmd", "dot", "svg", "docx", "pdf", "jsonld", "csv", "xlsx", "jsonl", "graphml", "gexf")


@pytest.mark.parametrize("suffix", [*FORMATS, "bib", "csl"])
def test_what_rests_on_a_blog_alone_is_called_unverified(client: httpx.Client, suffix: str) -> None:
    told = Told.of(client, "/partners", technology="quantum-key-distribution")

    assert {tie["reliability"] for tie in told.ties.values()} == {"unverified"}
    assert "unverified" in text_of(suffix, told.read(suffix))


@pytest.mark.parametrize("suffix", ["md", "html", "tex", "docx", "svg", "jsonld"])
def test_a_disputed_tie_is_never_told_as_done(client: httpx.Client, suffix: str) -> None:
    told = Told.of(client, "/entities/moon-mission-2017/neighbours", disputed="include")

    text = text_of(suffix, told.read(suffix))
    assert re.search(r"disputed: completed, unverified \[\d\]; does not fit with \[\d(, \d|–\d)*\]", text), text


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "planned, as of November 2021"),
        ("de", "geplant, Stand November 2021"),
        ("fr", "prévu, état en novembre 2021"),
        ("ru", "планируется, по состоянию на ноябрь 2021 г."),
        ("hi", "नियोजित, नवंबर 2021 की स्थिति"),
    ],
)
def test_a_status_that_rests_on_an_old_word_says_how_old(client: httpx.Client, lang: str, words: str) -> None:
    told = Told.of(client, "/ties/nist--partners-with--npl-uk")

    assert words in text_of("md", told.read("md", lang=lang))
    then = Told.of(client, "/ties/nist--partners-with--npl-uk", as_of="2022-06")
    assert "as of" not in text_of("md", then.read("md")), "by then it was no year old"


def test_what_is_overdue_or_told_in_two_ways_says_so(client: httpx.Client) -> None:
    told = Told.of(client, "/ties", entity="chandrayaan-3")
    assert "planned, overdue, as of June 2023" in text_of("md", told.read("md"))

    told = Told.of(client, "/ties/india--trades-with--russia--volume-2022-23")
    differ = (
        "completed, as of April 2023; sources differ on end (perhaps March 2023 [1], February 2023 [1]), "
        "amount (over 45,000,000,000 USD [1], nearly 40,000,000,000 USD [1])"
    )
    for suffix in ("md", "docx", "html", "tex"):
        assert differ in text_of(suffix, told.read(suffix)), suffix
    told = Told.of(client, "/ties/icet-industry-roundtable--part-of--icet-meeting-2")
    assert "sources differ on start (perhaps June 17, 2024 [2], June 18, 2024 [1])" in text_of("md", told.read("md"))


def test_a_figure_tells_sure_from_unsure_without_colour(client: httpx.Client) -> None:
    figure = Told.of(client, "/partners", technology="quantum").read("svg").decode()

    assert 'class="tie s-expected hollow"' in figure and 'class="o"' in figure, "two thin lines"
    assert re.search(r'class="tie s-\w+"[^>]* opacity="0.5"', figure), "faded"
    assert ">unverified<" in figure and ">last reported before" in figure, "the legend explains both"
    crossed = Told.of(client, "/ties", disputed="only").read("svg").decode()
    assert 'class="x"' in crossed


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "April 2022 to perhaps March 2023"),
        ("de", "April 2022 bis vielleicht März 2023"),
        ("fr", "avril 2022 – peut-être mars 2023"),
        ("ru", "апрель 2022 г. – возможно, март 2023 г."),
        ("hi", "अप्रैल 2022 से संभवतः मार्च 2023 तक"),
    ],
)
def test_dates_are_words_to_read_and_edtf_to_work_with(client: httpx.Client, lang: str, words: str) -> None:
    told = Told.of(client, "/ties/india--trades-with--russia--volume-2022-23")
    (tie,) = told.ties.values()
    assert (tie["start"], tie["end"]) == ("2022-04", "2023-03?")

    for suffix in ("md", "docx", "html", "tex", "pdf"):
        if (suffix, lang) != ("pdf", "hi"):  # its letters are shaped: not one to one
            text = text_of(suffix, told.read(suffix, lang=lang))
            assert words in re.sub(r"[\s~]", " ", text), suffix  # some spaces are such as no line breaks at
    for suffix in ("csv", "xlsx", "json", "jsonl", "jsonld", "graphml"):
        assert "2023-03?" in text_of(suffix, told.read(suffix)), suffix
