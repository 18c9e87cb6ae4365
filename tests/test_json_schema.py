"""The JSON Schemas in `schema/`, as a checker in a hook and editors read them: they hold what our own rules hold."""

from pathlib import Path

import pytest
from check_jsonschema import main
from click.testing import CliRunner, Result

from tests.support import ROOT, SEED, SMALL
from tools.schemas import FILES

PLAN = "documents/2024-03-01-plan.yaml"


def checked(schema: str, *files: Path) -> Result:
    """What the checker says of some files."""
    return CliRunner().invoke(main, ["--schemafile", str(ROOT / "schema" / f"{schema}.json"), *map(str, files)])


@pytest.mark.parametrize("schema", FILES)
@pytest.mark.parametrize("folder", [SEED, SMALL], ids=lambda folder: folder.name)
def test_files_without_fault_fit_their_schema(folder: Path, schema: str) -> None:
    done = checked(schema, *folder.glob(FILES[schema]))

    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("schema", FILES)
def test_each_file_of_the_seed_names_its_schema_to_editors(schema: str) -> None:
    for file in SEED.glob(FILES[schema]):
        named = file.read_text().splitlines()[0].removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / named).resolve() == ROOT / "schema" / f"{schema}.json"


@pytest.mark.parametrize(
    ("schema", "file", "old", "new", "says"),
    [
        ("document", PLAN, "PARTICIPATES_IN", "PARTICIPATE_IN", "'PARTICIPATE_IN' is not one of ['FUNDS'"),
        ("document", PLAN, "currency: EUR", "currency: EURO", "'EURO' does not match"),
        ("document", PLAN, "period: P2Y", "period: 2 years", "'2 years' does not match"),
        ("document", PLAN, "value: 1000000, ", "", "is not valid under any of the given schemas"),
        ("document", PLAN, "value: 1000000, ", "value: 1000000, max: 2000000, ", "valid under each of"),
        ("document", PLAN, "    where: paragraph 1\n", "", "'where' is a required property"),
        ("document", PLAN, "status: planned", "status: agreed", "'agreed' is not one of ['expected'"),
        ("document", PLAN, "    status: planned\n", "", "is not valid under any of the given schemas"),
        ("document", PLAN, "status: planned", "state: planned", "('state' was unexpected)"),
        ("document", PLAN, "kind: press-report", "kind: newspaper", "'newspaper' is not one of"),
        ("document", PLAN, "https://example.org/plan", "example", "does not match"),
        ("entities", "entities/agency.yaml", "country: AX", "country: AXA", "is not valid under any of"),
        ("entities", "entities/agency.yaml", "id: space-office", "id: Space Office", "does not match"),
        ("technologies", "technologies.yaml", "broader: [quantum]", "broader: quantum", "'quantum' is not of type"),
    ],
)  # fmt: skip
def test_a_mistake_is_underlined(small: Path, schema: str, file: str, old: str, new: str, says: str) -> None:
    text = (small / file).read_text()
    assert old in text
    (small / file).write_text(text.replace(old, new, 1))
    done = checked(schema, small / file)

    assert done.exit_code == 1 and says in done.output, done.output


def test_a_year_may_be_written_without_quotes_and_a_country_without_brackets(small: Path) -> None:
    plan, agencies = small / PLAN, small / "entities" / "agency.yaml"
    plan.write_text(plan.read_text().replace('start: "2023"', "start: 2023"))
    agencies.write_text(agencies.read_text().replace("country: AX", "country: [AX]"))

    assert checked("document", plan).exit_code == checked("entities", agencies).exit_code == 0
