"""Writes the JSON Schemas of a dataset's files into `schema/`, and names them in the seed's files for editors.

python -m tools.schemas           writes them
python -m tools.schemas --check   fails if one is out of date
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from app.dataset.json_schema import json_schemas

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "schema"
SEED = ROOT / "seed"
FILES = {"technologies": "technologies.yaml", "entities": "entities/*.yaml", "document": "documents/*.yaml"}

EDITOR_LINE = "# yaml-language-server: $schema="
"""How a file names its schema to the YAML extension of VS Code, Neovim and others."""


def main(check: bool) -> None:
    """Writes what is out of date, or with `check` only names it and fails."""
    stale = {path: text for path, text in _wanted() if not path.is_file() or path.read_text(encoding="utf-8") != text}
    if check and stale:
        named = ", ".join(str(path.relative_to(ROOT)) for path in stale)
        sys.exit(f"out of date: {named}; run `python -m tools.schemas`")
    SCHEMAS.mkdir(exist_ok=True)
    for path, text in stale.items():
        path.write_text(text, encoding="utf-8")


def _wanted() -> Iterator[tuple[Path, str]]:
    """Each file with the text that it should have."""
    for name, schema in json_schemas().items():
        described = SCHEMAS / f"{name}.json"
        yield described, json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for path in sorted(SEED.glob(FILES[name])):
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            rest = lines[1:] if lines[0].startswith(EDITOR_LINE) else lines
            relative = Path(os.path.relpath(described, path.parent)).as_posix()
            yield path, "".join([f"{EDITOR_LINE}{relative}\n", *rest])


if __name__ == "__main__":
    main(check="--check" in sys.argv)
