"""Records as the YAML of a dataset's files, in the style of the seed: short lists and mappings on one line, no quotes
where none are needed."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import yaml

from app.dataset.parsing import Entry
from app.domain.records import Document, Entity, Technology

_CLAIM = (
    "tie", "topic", "technologies", "status", "stance", "about", "inferred", "start", "end", "place", "amount", "share",
    "office", "says", "where", "passage",
)  # fmt: skip
"""The fields of a claim in the order in which people write them."""


class _Line(list[Any]):
    """A list that stands on one line."""


class _LineMapping(dict[str, Any]):
    """A mapping that stands on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes text as the reader of a dataset takes it: nothing but null is ever taken for anything but text."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists stand further in than what they belong to."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """What stands twice is written twice."""
        return True


_Dumper.add_representer(_Line, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, True))
_Dumper.add_representer(
    _LineMapping, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, True)
)


def technologies_text(technologies: Sequence[Technology]) -> str:
    """The list of a file of technologies."""
    return _text([_given(one.row()) for one in technologies])


def entities_text(entities: Sequence[Entity]) -> str:
    """The list of a file of entities of one kind, which the file's name says."""
    return _text([_given(one.row() | {"kind": None, "country": _alone(one.country)}) for one in entities])


def document_text(document: Document, claims: Sequence[Entry]) -> str:
    """A document's file: its header, and what it claims; its id is the file's name."""
    header = _given(document.row() | {"id": None})
    listed = [_given(claim.row(), _CLAIM) for claim in claims]
    for claim in listed:
        if claim.get("stance") == "supports":
            del claim["stance"]
    return _text(header | {"claims": listed})


def scalar(text: str) -> str:
    """A text as a value of a line: in quotes where it would not be read as itself."""
    return _text(text).removesuffix("\n").removesuffix("\n...")


def _text(value: Any) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)


def _given(row: Mapping[str, Any], order: Sequence[str] | None = None) -> dict[str, Any]:
    """The fields that say something, each on a line."""
    fields = {name: row[name] for name in order or row}
    return {name: _on_a_line(value) for name, value in fields.items() if value not in (None, [], {}, False)}


def _alone(values: Sequence[str]) -> Any:
    """One value by itself, and several as a list."""
    return values[0] if len(values) == 1 else list(values)


def _on_a_line(value: Any) -> Any:
    if isinstance(value, list):
        return _Line(_on_a_line(one) for one in cast("list[Any]", value))
    if isinstance(value, dict):
        given = cast("dict[str, Any]", value)
        return _LineMapping({name: _on_a_line(one) for name, one in given.items() if one not in (None, [], {})})
    return str(value)
