"""The commands about the data alone: check's warnings, verify, diff and contributions, as a user meets them."""

import json
import re
import shutil
from pathlib import Path

import pytest

from app.dataset.checking import read_dataset
from app.dataset.fingerprints import fingerprint
from app.dataset.review.delta import Delta, apply
from tests.support import ROOT, SEED, run_entente


def run(*arguments: str | Path) -> tuple[int, str]:
    """Exit code and all that the command prints, without any graph."""
    done = run_entente([str(argument) for argument in arguments], {"NEO4J_URI": "bolt://127.0.0.1:1"})
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def add(path: Path, text: str) -> None:
    path.write_text((path.read_text() if path.exists() else "") + text)


# check


@pytest.mark.parametrize(
    ("file", "text", "warning"),
    [
        ("entities/agency.yaml", "- id: soa-2\n  name: Office, Space, of Áland\n", "soa-2 may be the same"),
        ("technologies.yaml", "- id: qc\n  name: Quantum-computin\n", "qc may be the same as quantum-computing"),
        (
            "entities/company.yaml",
            "- id: lonely\n  name: Lonely Limited\n",
            "small/entities/company.yaml:1: lonely has no tie",
        ),
        ("technologies.yaml", "- id: alchemy\n  name: Alchemy\n", "small/technologies.yaml:8: alchemy is in no tie"),
        (
            "documents/2024-03-01-plan.yaml",
            "  - tie: [aland, HOSTS, moon-fund]\n    status: planned\n    start: 2025\n    says: Soon.\n    where: p\n",
            "aland--hosts--moon-fund is planned and was due by 2025-12-31",
        ),
        (
            "documents/2024-03-01-plan.yaml",
            "  - tie: [aland, HOSTS, moon-fund]\n    status: planned\n    start: 2024-03\n    says: Soon.\n"
            "    where: p\n",
            "aland--hosts--moon-fund is planned with start 2024-03, when its document came out",
        ),
        (
            "documents/2024-03-01-plan.yaml",
            "  - tie: [quantum-bureau, PARTNERS_WITH, space-office]\n    topic: error-correction\n"
            "    stance: disputes\n    inferred: true\n    says: Each does it alone.\n    where: p\n",
            "error-correction is concluded not to hold from a document of 2024-03-01, older than each that supports it",
        ),
        (
            "documents/2024-03-01-plan.yaml",
            "  - tie: [aland, FUNDS, moon-fund]\n    status: announced\n    says: Less.\n    where: p\n"
            "    amount: {value: 700000, currency: EUR, period: P2Y}\n",
            "aland--funds--moon-fund has two values of amount: 'over 1,000,000 EUR for P2Y' (2024-03-01-plan) against "
            "'700,000 EUR for P2Y' (2024-03-01-plan)",
        ),
        (
            "documents/2013-old.yaml",
            "title: Old\npublished: 2013\nkind: press-report\nreliability: reported\nclaims:\n"
            "  - tie: [aland, HOSTS, moon-fund]\n    status: active\n    says: It does.\n    where: p\n",
            "2013-old is older than 3 years and the last word on aland--hosts--moon-fund",
        ),
        ("entities/initiative.yaml", "- id: moon-2\n  name: Moon 2\n", "moon-2 has no `type`; it can be agreement"),
        (
            "entities/company.yaml",
            "- id: lonely\n  name: Lonely Limited\n  wikidata: Q1\n",
            "small/entities/company.yaml:3: this is now written `same_as: {wikidata: Q1}`",
        ),
        (
            "documents/2024-03-01-plan.yaml",
            "".join(
                f"  - tie: [{party}, HOSTS, moon-fund]\n    status: announced\n    says: Both do.\n    where: p\n"
                for party in ("aland", "bolivia")
            ),
            "small/documents/2024-03-01-plan.yaml:31: this says the same of several ties (line 35); write `ties:` once",
        ),
        (
            "documents/2024-03-01-plan.yaml",
            "  - tie: [aland, FUNDS, qubit-project]\n    status: announced\n    amount: {value: 1, currency: EUR}\n"
            "    says: It pays.\n    where: p\n",
            "small/documents/2024-03-01-plan.yaml:33: this does not say what sort of money it is; add `kind`",
        ),
        (
            "documents/2025-06-02-news.yaml",
            "",
            "is unverified and the only source of quantum-bureau--partners-with--space-office--error-correction",
        ),
    ],
)  # fmt: skip
def test_check_warns_and_strict_refuses(small: Path, file: str, text: str, warning: str) -> None:
    _, plain = run("check", small)
    add(small / file, text)
    code, shown = run("check", small)

    assert code == 0 and warning in shown and "No errors" in shown
    assert not text or warning not in plain
    assert run("check", "--strict", small)[0] == 2


def test_a_warning_names_the_line_that_its_record_stands_on(small: Path) -> None:
    add(small / "entities" / "company.jsonl", '{"id": "first", "name": "One"}\n{"id": "lonely", "name": "Lonely"}\n')

    assert "small/entities/company.jsonl:2: lonely has no tie" in run("check", small)[1]


def test_what_brings_one_party_together_is_asked_about(small: Path) -> None:
    add(small / "entities" / "initiative.yaml", "- id: moon-2\n  name: Moon 2\n")
    claim = "  - tie: [aland, LEADS, moon-2]\n    status: active\n    says: It does.\n    where: p\n"
    add(small / "documents" / "2024-03-01-plan.yaml", claim)
    assert "moon-2 has one party, aland; who else takes part?" in run("check", small)[1]

    add(small / "documents" / "2024-03-01-plan.yaml", claim.replace("aland", "bolivia"))
    assert "moon-2 has one party" not in run("check", small)[1]


def test_a_person_who_acts_for_somebody_does_so_in_an_office(small: Path) -> None:
    add(small / "entities" / "person.yaml", "- id: ada\n  name: Ada\n")
    claim = "  - tie: [ada, REPRESENTS, aland]\n    status: active\n    says: She does.\n    where: p\n"
    add(small / "documents" / "2024-03-01-plan.yaml", claim)
    assert "ada--represents--aland does not say in which office; add `office`" in run("check", small)[1]

    add(small / "documents" / "2024-03-01-plan.yaml", claim.replace("She does.", "She still does.\n    office: Mayor"))
    assert "in which office" not in run("check", small)[1]


def test_numbered_things_are_not_taken_for_one(small: Path) -> None:
    add(small / "entities" / "initiative.yaml", "- id: moon-2\n  name: Moon 2\n- id: moon-3\n  name: Moon 3\n")
    assert "may be the same" not in run("check", small)[1]


# verify

FIRST, SECOND, THIRD = "The office wants to join.", "Both pay “more” than a million – soon.", "It runs the project."


@pytest.fixture
def passages(small: Path) -> Path:
    """The small dataset with fingerprints on the claims of its plan."""
    path = small / "documents" / "2024-03-01-plan.yaml"
    text = path.read_text()
    for paragraph, sentence in enumerate((FIRST, THIRD, SECOND), start=1):
        text = text.replace(
            f"where: paragraph {paragraph}\n", f"where: paragraph {paragraph}\n    passage: {fingerprint(sentence)}\n"
        )
    path.write_text(text)
    return small


def verified(folder: Path, tmp_path: Path, text: str) -> tuple[int, str]:
    file = tmp_path / "source.txt"
    file.write_text(text)
    return run("verify", "2024-03-01-plan", file, "--data", folder)


def test_verify_finds_sentences_where_they_stood(passages: Path, tmp_path: Path) -> None:
    folded = 'Both  pay "MORE" than a million - soon.'
    code, shown = verified(passages, tmp_path, f"Before it. {FIRST} More.\n\n{THIRD}\n\n{folded}\n")
    assert code == 0 and "4 stands, 0 moved, 0 gone, 0 unchecked." in shown


def test_verify_tells_what_moved_and_what_is_gone(passages: Path, tmp_path: Path) -> None:
    code, shown = verified(passages, tmp_path, f"A new opening.\n{FIRST}\n{THIRD}\nBoth pay less.\n")

    assert code == 1 and "0 stands, 2 moved, 2 gone, 0 unchecked." in shown
    assert "moved: paragraph 1, now line 2: space-office--participates-in--qubit-project" in shown
    assert shown.count("gone: paragraph 3") == 2


def test_verify_says_what_it_cannot_check(small: Path, tmp_path: Path) -> None:
    assert "4 unchecked" in verified(small, tmp_path, "Anything.")[1]
    code, shown = run("verify", "no-such-document", small / "technologies.yaml", "--data", small)
    assert code == 2 and "2024-03-01-plan" in shown


def test_both_founding_documents_have_passages_for_every_claim() -> None:
    dataset = read_dataset([SEED])
    founding = {"2024-06-17-icet-second-meeting", "2025-12-05-india-russia-summit-blog"}
    claims = [claim for tie in dataset.ties.values() for claim in tie.claims if claim.document in founding]
    assert {claim.document for claim in claims} == founding and all(claim.passage for claim in claims)


# diff


@pytest.fixture
def changed(small: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The small dataset and one in which each part was added to, changed and removed from."""
    new = Path(shutil.copytree(small, tmp_path / "new"))
    plan, news = new / "documents" / "2024-03-01-plan.yaml", new / "documents" / "2025-06-02-news.yaml"
    plan.write_text(plan.read_text().replace("status: active\n    start", "status: ended\n    start"))
    news.unlink()
    header = "title: More news\npublished: 2026-01-02\nkind: blog\nreliability: reported\nclaims:\n"
    claim = (
        "  - tie: [aland, PARTNERS_WITH, bolivia]\n    status: active\n    says: They agree.\n    where: paragraph 1\n"
    )
    (new / "documents" / "2026-01-02-more.yaml").write_text(header + claim)
    country = new / "entities" / "country.yaml"
    country.write_text(country.read_text().replace("name: Aland", "name: Åland"))
    return small, new


def test_diff_reads_as_a_changelog(changed: tuple[Path, Path]) -> None:
    code, shown = run("diff", *changed)

    assert code == 0
    assert [line for line in shown.splitlines() if line.startswith("#")] == [
        shown.splitlines()[0], "## Documents", "## Ties", "## Claims", "## Entities",
    ]  # fmt: skip
    assert "- Added: More news, no publisher, 2026-01-02 (`2026-01-02-more`)" in shown
    assert "- Removed: The news, no publisher, 2025-06-02 (`2025-06-02-news`)" in shown
    assert "- Added: Åland partners with Bolivia, active" in shown
    assert "- Changed: Quantum Bureau of Bolivia participates in Qubit Project: active → ended" in shown
    assert "- Removed: Quantum Bureau of Bolivia partners with SOA (error-correction), active" in shown
    assert "- Removed, on `bolivia--funds--moon-fund`: Bolivia never paid into the fund. (disputes;" in shown
    assert "(ended; `2024-03-01-plan`, paragraph 2); before: The bureau runs the project. (active;" in shown
    assert "- Changed: Åland (Country, `aland`): name" in shown


def test_a_diff_makes_the_new_dataset_from_the_old(changed: tuple[Path, Path]) -> None:
    code, shown = run("diff", *changed, "--format", "json")
    old, new = (read_dataset([folder]) for folder in changed)

    assert code == 0
    made = apply(Delta.model_validate_json(shown), old)
    assert made == new and made.version == new.version


def test_what_is_the_same_has_no_diff(small: Path) -> None:
    assert "Nothing changed." in run("diff", small, small)[1]


# contributions


def test_contributions_add_up(small: Path) -> None:
    rows = [re.findall(r"\d+(?= \|)", line) for line in run("contributions", small)[1].splitlines()[2:]]
    # claims, new ties, new entities, corroborated, updated, disputed
    assert rows == [["4", "4", "6", "0", "0", "0"], ["3", "1", "0", "1", "0", "1"], ["7", "5", "6", "1", "0", "1"]]


def test_the_table_in_the_documentation_is_current(tmp_path: Path) -> None:
    page = ROOT / "docs" / "data.md"
    copy = tmp_path / "data.md"
    copy.write_text(page.read_text())

    assert run("contributions", SEED, "--into", copy)[0] == 0
    assert copy.read_text() == page.read_text(), "run `entente contributions seed --into docs/data.md`"


def test_a_delta_is_plain_json(changed: tuple[Path, Path]) -> None:
    delta = json.loads(run("diff", *changed, "--format", "json")[1])
    assert {"old", "new", "documents", "ties", "claims", "entities", "technologies"} == set(delta)
