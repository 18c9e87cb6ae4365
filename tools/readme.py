"""Fills the tables of the README and of docs/data.md from the declarations, so that none says what another does not.

python -m tools.readme           writes them
python -m tools.readme --check   fails if one is out of date
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from app.dataset.checking import Dataset, read_dataset
from app.domain.vocabulary import KIND_MEANING, RELATION_MEANING, RELATIONS, Kind, Relation
from app.formats import formats
from app.queries import catalogue
from app.settings import Settings

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seed"
README, DATA = ROOT / "README.md", ROOT / "docs" / "data.md"


def main() -> None:
    """Writes the tables, or with --check only compares them."""
    _fill(README, {"queries": _queries(), "formats": _formats(), "settings": _settings()})
    _fill(DATA, {"kinds": _kinds_of_entities(), "relations": _relations()})


def _fill(path: Path, tables: dict[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    filled = fill(text, tables)
    if "--check" in sys.argv and filled != text:
        sys.exit(f"{path.name} is out of date: run `python -m tools.readme`")
    path.write_text(filled, encoding="utf-8")


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


def _kinds_of_entities() -> str:
    return _table(("kind", "what it is"), ((f"`{kind.lower()}`", meaning) for kind, meaning in KIND_MEANING.items()))


def _relations() -> str:
    seed = read_dataset([SEED])
    rows = (
        (
            f"`{relation}`", f"A {rule.forward} B: {RELATION_MEANING[relation]}",
            _kinds(rule.subjects), _kinds(rule.objects), _example(relation, seed),
        )
        for relation, rule in RELATIONS.items()
    )  # fmt: skip
    return _table(("relation", "says that", "A is", "B is", "in the seed"), rows)


def _example(relation: Relation, seed: Dataset) -> str:
    """The tie of a relation that most documents tell of, and nobody denies."""
    ties = [tie for tie in seed.ties.values() if tie.relation is relation and not tie.disputed]
    if not ties:
        return "none yet"
    tie = min(ties, key=lambda tie: (-tie.documents, tie.id))
    subject, object = seed.entities[tie.subject], seed.entities[tie.object]
    return f"{subject.label} {RELATIONS[relation].forward} {object.label}"


def _kinds(kinds: Iterable[Kind]) -> str:
    """Kinds in the order of their declaration, or those that are left out, whichever are fewer."""
    listed, others = [kind for kind in Kind if kind in kinds], [kind for kind in Kind if kind not in kinds]
    if len(listed) <= len(others) + 1:
        return ", ".join(kind.lower() for kind in listed)
    return "anything but " + ", ".join(kind.lower() for kind in others) if others else "anything"


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
