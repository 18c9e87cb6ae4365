"""Fills the README's tables from the declarations, so that neither can say what the other does not.

python -m tools.readme           writes them
python -m tools.readme --check   fails if one is out of date
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from app.formats import formats
from app.queries import catalogue
from app.settings import Settings

README = Path(__file__).parent.parent / "README.md"


def main() -> None:
    """Writes the tables, or with --check only compares them."""
    text = README.read_text(encoding="utf-8")
    filled = fill(text, {"queries": _queries(), "formats": _formats(), "settings": _settings()})
    if "--check" in sys.argv and filled != text:
        sys.exit("README.md is out of date: run `python -m tools.readme`")
    README.write_text(filled, encoding="utf-8")


def fill(text: str, tables: dict[str, str]) -> str:
    """A text with what stands between `<!-- name -->` and `<!-- /name -->` replaced, for each name."""
    for name, table in tables.items():
        section = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text = section.sub(lambda found, table=table: f"{found[1]}{table}{found[2]}", text)
    return text


def _queries() -> str:
    rows = ((f"`{name}`", f"`{query.path}`", query.description()) for name, query in catalogue.items())
    return _table(("question", "path", "what it answers"), rows)


def _formats() -> str:
    rows = ((f"`{format.suffix}`", format.description) for format in formats().values())
    return _table(("format", "what it is"), rows)


def _settings() -> str:
    fields = Settings.model_fields.values()
    return _table(
        ("variable", "default", "what it is"),
        ((f"`{field.alias}`", _default(field.default), field.description or "") for field in fields),
    )


def _default(value: object) -> str:
    if isinstance(value, Path):
        return "in the user's folders"
    return f"`{value}`" if value not in (None, "") and str(value) else ""


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(columns)
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    main()
