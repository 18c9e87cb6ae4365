"""Draws the pictures of docs/reports.md and writes the README's first answer anew: `python -m tools.gallery`.

Both come from the graph that is there.
"""

import json
from pathlib import Path
from typing import Any, cast

from click.testing import CliRunner

from app.cli.main import cli
from tools.readme import README, fill

FOLDER = Path(__file__).parent.parent / "docs" / "gallery"

PICTURES = {
    "quantum": ["partners", "quantum", "--title", "Who works with whom on quantum technology"],
    "nasa": ["neighbours", "nasa", "--width", "760"],
    "semiconductors": ["partners", "semiconductors"],
    "moon-mission": ["neighbours", "moon-mission-2017", "--disputed", "include"],
    "space": ["partners", "space", "--limit", "14"],
    "isro-hindi": ["neighbours", "isro", "--limit", "12", "--lang", "hi", "--width", "760"],
    "funding": ["funding", "--width", "760"],
    "compare": ["compare", "india,russia", "india,united-states", "--width", "620"],
    "timeline": ["timeline", "--technology", "quantum", "--width", "760"],
    "changes": ["changes", "2025-06", "--technology", "quantum", "--width", "760"],
    "years": ["ties", "--limit", "1000", "--figure", "years", "--width", "620"],
    "nasa-narrow": ["neighbours", "nasa", "--width", "360"],
}
"""The name of each picture and the command that draws it."""

FIRST_ANSWER = ["partners", "quantum-clocks", "--format", "json"]
"""The command whose output the README shows."""


def main() -> None:
    """Draws each picture, and writes the README's answer."""
    draw_pictures()
    answer = json.loads(_said(FIRST_ANSWER))
    shown = fill(README.read_text(encoding="utf-8"), {"first answer": f"\n```json\n{_laid_out(answer)}\n```\n\n"})
    README.write_text(shown, encoding="utf-8")
    print(f"README.md: entente {' '.join(FIRST_ANSWER)}")


def _laid_out(answer: dict[str, Any]) -> str:
    """An answer as JSON with a line for each record."""
    parts = [f" {json.dumps(name)}: {_lines(part)}" for name, part in answer.items()]
    return "{\n" + ",\n".join(parts) + "\n}"


def _lines(part: object) -> str:
    if not isinstance(part, list):
        return json.dumps(part, ensure_ascii=False)
    records = (json.dumps(record, ensure_ascii=False) for record in cast("list[object]", part))
    return "[\n" + ",\n".join(f"  {record}" for record in records) + "\n ]"


def draw_pictures() -> None:
    """Draws each picture for light and dark ground at once, and says which command did it."""
    FOLDER.mkdir(exist_ok=True)
    for name, arguments in PICTURES.items():
        command = [*arguments, "--theme", "auto", "--output", str(FOLDER / f"{name}.svg")]
        _said(command)
        print(f"{name}.svg: entente {' '.join(arguments)}")


def _said(command: list[str]) -> str:
    """What a command prints; one that fails ends the program with what it says."""
    done = CliRunner().invoke(cli, command, catch_exceptions=False)
    if done.exit_code:
        raise SystemExit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
