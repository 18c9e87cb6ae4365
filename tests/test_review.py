"""What changed in a folder of data, as a second person reads it: on the terminal, and as a page."""

import re
import shutil
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.dataset.fingerprints import fingerprint
from tests.chromium import opened, violations
from tests.support import Server, run_entente

PLAN, NEWS = "documents/2024-03-01-plan.yaml", "documents/2025-06-02-news.yaml"
MORE = "documents/2026-01-02-more.yaml"
HEADER = "title: More <news>\npublished: 2026-01-02\nkind: press-report\nreliability: reported\nclaims:\n"
NO_GRAPH = {"NEO4J_URI": "bolt://127.0.0.1:1"}
FIRST, SECOND, THIRD = "Both of them agree.", "The fund is worth two million.", "Nobody else has joined."


def claim(tie: str, says: str, *lines: str, status: str = "active", where: str = "line 1", passage: str = "") -> str:
    """A claim of a document as YAML."""
    rests = [f"passage: {fingerprint(passage)}"] if passage else []
    return "\n    ".join(
        [f"  - tie: [{tie}]", f"status: {status}", *lines, *rests, f"says: {says}", f"where: {where}\n"]
    )


def edit(path: Path, old: str, new: str) -> None:
    """Replaces a text that is there once."""
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


@pytest.fixture
def next_(small: Path, tmp_path: Path) -> Path:
    """A copy of the small dataset, to be changed."""
    return Path(shutil.copytree(small, tmp_path / "next"))


def review(
    folder: Path, *options: str | Path, code: int = 0, environment: Mapping[str, str] = NO_GRAPH
) -> tuple[str, str]:
    """What the command prints, and the page that it writes as text without tags; by default without any graph."""
    page = folder.parent / "page.html"
    page.unlink(missing_ok=True)
    arguments = ["review", str(folder), "-o", str(page), *map(str, options)]
    done = run_entente(arguments, environment)
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr, read(page) if page.exists() else ""


def read(page: Path) -> str:
    """What a page says, one space between any two words."""
    body = page.read_text(encoding="utf-8").partition("<body>")[2]
    return " ".join(unescape(re.sub("<[^>]+>", " ", body)).split())


def test_a_new_document_stands_beside_its_source(small: Path, next_: Path, tmp_path: Path) -> None:
    (next_ / MORE).write_text(
        HEADER
        + claim("aland, PARTNERS_WITH, bolivia", "They agree.", passage=FIRST)
        + claim("aland, LEADS, moon-fund", "It is worth two.", where="line 1", passage=SECOND)
        + claim("bolivia, LEADS, moon-fund", "It is theirs.", where="line 3", passage=THIRD)
        + claim("bolivia, HOSTS, moon-fund", "It is there.")
    )
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "2026-01-02-more.txt").write_text(f"{FIRST}\n{SECOND}\nNobody has joined.\n")
    shown, page = review(next_, "--since", small, "--sources", tmp_path / "texts")

    assert "New: 1 document, 4 claims, 4 ties" in shown and "Changed" not in shown.replace("Changed since", "")
    assert "+ 2026-01-02-more: More <news>" in shown
    assert "+ aland--partners-with--bolivia: They agree. [stands]" in shown
    assert "+ aland--leads--moon-fund: It is worth two. [moved]" in shown
    assert "2026-01-02-more, line 3: its source has no such sentence: It is theirs." in shown
    assert "Aland partners with Bolivia" in page and f"{FIRST} line 1: stands" in page
    assert f"{SECOND} line 1: moved; now line 2" in page and "line 3: gone" in page and "no fingerprint" in page
    assert "not for publication" in page
    assert FIRST not in shown and FIRST not in (next_ / MORE).read_text(), "a sentence stands in the page alone"
    assert "The plan" not in page and "The news" not in page, "what did not change is not there"


def test_without_the_source_a_claim_stands_by_itself(small: Path, next_: Path) -> None:
    (next_ / MORE).write_text(HEADER + claim("aland, PARTNERS_WITH, bolivia", "They agree.", passage=FIRST))
    shown, page = review(next_, "--since", small)

    assert "line 1: no source at hand" in page and "not for publication" not in page
    assert "[stands]" not in shown and "More <news>" in page, "text of the data is no markup"


def test_a_changed_claim_is_shown_before_and_after(small: Path, next_: Path) -> None:
    edit(next_ / PLAN, 'status: active\n    start: "2023"', 'status: ended\n    start: "2023"')
    shown, page = review(next_, "--since", small)

    assert "Changed: 1 document, 1 claim, 1 tie\n" in shown and "New:" not in shown
    assert (
        "~ quantum-bureau--participates-in--qubit-project: The bureau runs the project. (status active → ended)"
        in shown
    )
    assert page.count("Field Before After status active ended") == 2, "of the claim, and of its tie"
    assert "Joint" not in page and "moon-fund" not in page


def test_of_two_claims_on_one_tie_the_one_that_is_gone_is_named(small: Path, next_: Path) -> None:
    tie = "aland, PARTNERS_WITH, bolivia"
    both = claim(tie, "They agree.", "place: Rome") + claim(tie, "They still agree.", "start: 2020", where="line 2")
    (small / MORE).write_text(HEADER + both)
    (next_ / MORE).write_text(HEADER + claim(tie, "They still agree.", "start: 2021", where="line 2"))
    shown, _ = review(next_, "--since", small)

    assert "They still agree. (start 2020 → 2021)" in shown
    assert "- aland--partners-with--bolivia: They agree.\n" in shown


def test_what_is_removed_is_told(small: Path, next_: Path) -> None:
    (next_ / NEWS).unlink()
    shown, page = review(next_, "--since", small)

    assert "Gone: 1 document, 3 claims, 1 tie" in shown
    assert "- quantum-bureau--partners-with--space-office--error-correction" in shown
    assert "~ bolivia--funds--moon-fund (standing contested → undisputed)" in shown
    assert "gone The news" in page and "gone tie" in page


def test_a_header_that_changed_is_shown_without_claims(small: Path, next_: Path) -> None:
    edit(next_ / NEWS, "reliability: unverified", "reliability: reported")
    shown, page = review(next_, "--since", small)

    assert "~ 2025-06-02-news: The news (reliability unverified → reported)" in shown
    assert "space-office--participates-in--qubit-project (status planned → active" in shown
    assert "bolivia--funds--moon-fund is disputed: denied by 2025-06-02-news" in shown
    assert "claim" not in page.partition("Documents")[2].partition("Ties")[0]


def test_an_entity_that_is_nearly_another_is_named_with_it(small: Path, next_: Path) -> None:
    agencies, fields = next_ / "entities" / "agency.yaml", next_ / "technologies.yaml"
    agencies.write_text(agencies.read_text() + "- id: soa-2\n  name: Space Ofice of Aland\n  country: AX\n")
    fields.write_text(fields.read_text() + "- id: qc\n  name: Quantum computation\n")
    shown, page = review(next_, "--since", small)

    assert re.search(
        r"soa-2 may be the same as space-office: (9\d|100)\S* of 100; Space Office of Aland is alike", shown
    )
    assert "qc may be the same as quantum-computing" in shown
    assert "2 likely duplicates" in shown and "Space Ofice of Aland may be the same as Space Office of Aland" in page
    assert "soa-2 has no tie" in shown, "what `check` warns of in what is new"
    assert "quantum-bureau" not in shown


def test_a_conflict_is_what_to_look_at_first(small: Path, next_: Path) -> None:
    less = claim("aland, FUNDS, moon-fund", "It pays less.", "amount: {value: 7, currency: EUR, period: P2Y}")
    (next_ / MORE).write_text(HEADER + less)
    shown, page = review(next_, "--since", small)

    assert "To look at: 1 conflict or dispute" in shown
    told = "has two values of amount: '7 EUR for P2Y' (2026-01-02-more) against 'over 1,000,000 EUR for P2Y'"
    assert f"aland--funds--moon-fund {told}" in shown and told in page.partition("Documents")[0]
    assert "amount value 1,000,000 → 7" in shown


def test_the_same_in_another_order_is_no_change(small: Path, next_: Path) -> None:
    names = "name: Moon Fund\n"
    edit(small / "entities" / "initiative.yaml", names, f"{names}  aliases: [MF, Lunar Fund]\n")
    edit(next_ / "entities" / "initiative.yaml", names, f"{names}  aliases: [Lunar Fund, MF]\n")
    shown, page = review(next_, "--since", small)

    assert shown == f"Nothing changed since {small}.\n" and "Nothing changed." in page


def test_a_warning_about_many_ties_names_those_that_are_new(small: Path, next_: Path) -> None:
    with (next_ / NEWS).open("a") as news:
        news.write(claim("aland, LEADS, moon-fund", "It leads."))
    shown, _ = review(next_, "--since", small)

    assert "2025-06-02-news is unverified and the only source of aland--leads--moon-fund\n" in shown


def test_earlier_forms_are_told_of_what_is_new_alone(small: Path, next_: Path) -> None:
    companies = "entities/company.yaml"
    (small / companies).write_text("- id: one\n  name: One\n  wikidata: Q1\n")
    (next_ / companies).write_text("- id: one\n  name: One\n  wikidata: Q1\n- id: two\n  name: Two\n  wikidata: Q2\n")
    shown, _ = review(next_, "--since", small)

    assert "next/entities/company.yaml:6: this is now written" in shown and "company.yaml:3" not in shown


def test_errors_are_those_of_check(small: Path, next_: Path) -> None:
    edit(next_ / PLAN, "status: planned", "status: soon")
    shown, page = review(next_, "--since", small, code=2)
    checked = run_entente(["check", str(next_)], {})

    assert "next/documents/2024-03-01-plan.yaml:10" in shown and shown == checked.stderr and not page


def test_a_source_of_no_document_is_refused(small: Path, next_: Path) -> None:
    shown, _ = review(next_, "--since", small, "--source", f"2024-03-01-pla={next_ / PLAN}", code=2)
    assert "did you mean 2024-03-01-plan" in shown

    shown, _ = review(next_, "--since", small, "--source", "2024-03-01-plan=missing.txt", code=2)
    assert "missing.txt" in shown


def test_without_a_folder_to_compare_with_it_is_what_the_graph_holds(scratch: Server, small: Path, next_: Path) -> None:
    fields, plan = "technologies.yaml", next_ / PLAN
    (small / fields).write_text((small / fields).read_text() + "- id: optics\n  name: Optics\n  related: [space]\n")
    shutil.copy(small / fields, next_ / fields)
    scratch.load(small)
    edit(next_ / fields, "  name: Optics", "  name: Optical technology")
    edit(next_ / "entities" / "country.yaml", "name: Bolivia", "name: Plurinational State of Bolivia")
    edit(plan, "says: The office wants", "place: Rome\n    says: The office wants")
    (next_ / NEWS).unlink()

    told, _ = review(next_, environment=scratch.environment)
    since, _ = review(next_, "--since", small)
    assert "~ optics (name Optics → Optical technology)" in told and "Gone: 1 document" in told
    assert re.sub("the last load .*:", f"{small}:", told) == since, "as from the folder that was loaded"

    scratch.load(next_)
    assert "Nothing changed since the last load (sha256:" in review(next_, environment=scratch.environment)[0]


def test_a_graph_that_cannot_be_asked_is_said_to_be_so(next_: Path) -> None:
    shown, page = review(next_, code=4)
    assert "--since" in shown and not page


def test_a_page_that_cannot_be_written_is_said_to_be_so(small: Path, next_: Path, tmp_path: Path) -> None:
    shown, _ = review(next_, "--since", small, "-o", tmp_path / "missing" / "page.html", code=1)
    assert "page.html cannot be written: No such file or directory" in shown


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_for_everybody(
    small: Path, next_: Path, tmp_path: Path, browser: Browser, width: int, scheme: str
) -> None:
    (next_ / MORE).write_text(
        HEADER
        + claim(
            "aland, FUNDS, moon-fund", "It pays less.", "amount: {value: 7, currency: EUR, period: P2Y}", passage=FIRST
        )
        + claim("bolivia, LEADS, moon-fund", "It is theirs.", where="line 3", passage=THIRD)
    )
    edit(next_ / PLAN, 'status: active\n    start: "2023"', 'status: ended\n    start: "2023"')
    (next_ / NEWS).unlink()
    agencies = next_ / "entities" / "agency.yaml"
    agencies.write_text(agencies.read_text() + "- id: soa-2\n  name: Space Ofice of Aland\n  country: AX\n")
    (tmp_path / "source.txt").write_text(f"{FIRST}\n")
    review(next_, "--since", small, "--source", f"2026-01-02-more={tmp_path / 'source.txt'}")
    page, errors = opened(browser, (tmp_path / "page.html").as_uri(), width, color_scheme=scheme)

    assert violations(page) == [] and errors == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for link in page.locator('a[href^="#"]').all():
        assert page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']").count() == 1
