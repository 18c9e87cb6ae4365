"""Draws the pictures of docs/reports.md anew, from the graph that is there: `python tools/gallery.py`."""

from pathlib import Path

from click.testing import CliRunner

from app.cli.main import cli

FOLDER = Path(__file__).parent.parent / "docs" / "gallery"

PICTURES = {
    "quantum": ["partners", "quantum", "--title", "Who works with whom on quantum technology"],
    "nasa": ["neighbours", "nasa", "--width", "760"],
    "semiconductors": ["partners", "semiconductors"],
    "moon-mission": ["neighbours", "moon-mission-2017", "--disputed", "include"],
    "space": ["partners", "space", "--limit", "14"],
    "isro-hindi": ["neighbours", "isro", "--limit", "12", "--lang", "hi", "--width", "760"],
    "nasa-narrow": ["neighbours", "nasa", "--width", "360"],
}
"""The name of each picture and the command that draws it."""


def main() -> None:
    """Draws each picture for light and dark ground at once, and says which command did it."""
    FOLDER.mkdir(exist_ok=True)
    for name, arguments in PICTURES.items():
        command = [*arguments, "--theme", "auto", "--output", str(FOLDER / f"{name}.svg")]
        CliRunner().invoke(cli, command, catch_exceptions=False)
        print(f"{name}.svg: entente {' '.join(arguments)}")


if __name__ == "__main__":
    main()
