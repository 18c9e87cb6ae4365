"""The environment: what is read from it, what is not, and that each setting is written down."""

from pathlib import Path

import pytest

from app.settings import RENAMED, Settings
from tests.support import Server, run_entente

DEPLOY = Path(__file__).parent.parent / "docs" / "deploy.md"


@pytest.mark.parametrize("name", [str(field.alias) for field in Settings.model_fields.values()])
def test_every_setting_is_in_the_guide_to_deployment(name: str) -> None:
    assert f"| `{name}` |" in DEPLOY.read_text(encoding="utf-8")


def test_variables_that_other_programs_set_are_not_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Settings.from_environment()
    for field in Settings.model_fields:
        if field != "home":
            monkeypatch.setenv(field.upper(), "9")

    assert Settings.from_environment() == before


@pytest.mark.parametrize("old", RENAMED)
def test_an_old_name_works_and_says_how_it_is_called_now(
    old: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    field = next(name for name, field in Settings.model_fields.items() if field.alias == RENAMED[old])
    monkeypatch.setenv(old, "1234567")
    assert getattr(Settings.from_environment(), field) == 1234567
    assert f"{old} is called {RENAMED[old]} now" in capsys.readouterr().err

    monkeypatch.setenv(RENAMED[old], "7654321")
    assert getattr(Settings.from_environment(), field) == 7654321


def test_the_local_data_does_not_lie_openly_in_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("ENTENTE_HOME", raising=False)

    assert Settings.from_environment().home != tmp_path


def test_a_database_that_is_not_there_is_one_sentence(seeded: Server) -> None:
    asked = run_entente(["partners", "quantum"], {**seeded.environment, "NEO4J_DATABASE": "elsewhere"})

    assert asked.returncode == 4
    assert asked.stderr.strip() == "Neo4j has no database of this name; set NEO4J_DATABASE"
