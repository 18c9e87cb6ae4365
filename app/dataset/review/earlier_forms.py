"""What a dataset's files say in an earlier form, or several times over: read, and better written otherwise."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, cast

from app.dataset.files import File, documents_in, scan
from app.dataset.located import Diagnostic, Located
from app.dataset.parsing import Reading, located_in, rows_of
from app.dataset.review import LintRule, LintWarning
from app.domain.vocabulary import RELATIONS, Relation

MANY = 20
"""So many of one kind are named in a file; a file that a program wrote may have thousands."""


def earlier_forms(folders: Sequence[Path], of: Callable[[str], bool] = lambda id: True) -> Iterator[LintWarning]:
    """What is better written otherwise in the files of some folders that have no error: in the entities and documents
    whose ids are asked for."""
    source = scan(folders)
    for file in source.entities:
        yield from _some(_of_entities(file, of))
    for raw in documents_in(source.documents):
        if of(raw.id) and (located := located_in(raw, Reading())):
            yield from _some(_of_claims(located))


def _some(found: Iterator[Diagnostic]) -> Iterator[LintWarning]:
    some = (one for _, one in zip(range(MANY), found, strict=False))
    return (LintWarning(LintRule.EARLIER, f"{one.file}:{one.line}", "this", one.problem) for one in some)


def _of_entities(file: File, of: Callable[[str], bool]) -> Iterator[Diagnostic]:
    for row, located, key_path in rows_of(file, "entities", Reading()):
        if (item := row.get("wikidata")) and of(str(row.get("id"))):
            yield located.error((*key_path, "wikidata"), f"is now written `same_as: {{wikidata: {item}}}`")


def _of_claims(located: Located) -> Iterator[Diagnostic]:
    claims = list(enumerate(cast("list[dict[str, Any]]", located.value["claims"])))
    for _, alike in groupby(claims, key=lambda claim: _but_tie(claim[1])):
        (first, claim), *others = alike
        if others and "tie" in claim:
            lines = ", ".join(str(located.line(("claims", number))) for number, _ in others)
            yield located.error(("claims", first), f"says the same of several ties (line {lines}); write `ties:` once")
    for number, claim in claims:
        if (amount := claim.get("amount")) and not amount.get("kind") and not _is_plain(claim):
            yield located.error(("claims", number, "amount"), "does not say what sort of money it is; add `kind`")


def _but_tie(claim: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in claim.items() if name not in ("tie", "ties")}


def _is_plain(claim: Mapping[str, Any]) -> bool:
    """Whether the relation says what sort of money it is."""
    ties = cast("list[list[str]]", claim.get("ties") or [claim["tie"]])
    return all(RELATIONS[Relation(relation)].money for _, relation, _ in ties)
