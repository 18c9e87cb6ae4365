"""The fields of a record as texts, before and after a change."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from app.dataset.review import against
from app.domain.model import Model
from app.domain.records import Tie

FINGERPRINT = 12
"""So many characters tell two fingerprints apart for a reader."""


@dataclass(frozen=True)
class Field:
    """What one field of a record says as a text, before and after; empty where it says nothing."""

    name: str
    before: str
    after: str


def differing(before: Model | None, after: Model | None, names: Collection[str]) -> tuple[Field, ...]:
    """Those of some fields in which a record differs from before; of one that is new or gone, those that say something.

    The parts of money and the like are fields of their own, `amount currency`. Lists differ by what is in them, and not
    by its order, which means nothing in any of them.
    """
    was, now = _texts(before or after, names, before is None), _texts(after or before, names, after is None)
    found = (Field(name, was.get(name, ""), now.get(name, "")) for name in {**now, **was})
    if before and after:
        return tuple(one for one in found if one.before != one.after)
    return tuple(_alone(one, before is None) for one in found if one.before != one.after)


def _alone(field: Field, is_new: bool) -> Field:
    """A field without the default that it is compared with."""
    return Field(field.name, "", field.after) if is_new else Field(field.name, field.before, "")


def _texts(record: Model | None, names: Collection[str], by_default: bool) -> dict[str, str]:
    """The fields of a record as texts, or those of one that says nothing of its own."""
    assert record, "there is one of the two"
    fields = {name: field for name, field in type(record).model_fields.items() if name in names}
    if by_default:
        return {_title(name): _text(field.default) for name, field in fields.items() if not field.is_required()}
    values = record.row()
    if isinstance(record, Tie):
        values["conflicts"] = [f"{one.attribute}: {against(one)}" for one in record.conflicts]
    return {name: text for name, text in _flat({name: values[name] for name in fields}) if text}


def _flat(values: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        title = within + _title(name)
        if isinstance(value, dict):
            yield from _flat(cast("dict[str, Any]", value), f"{title} ")
        else:
            yield title, _text(value)[: FINGERPRINT if name == "passage" else None]


def _title(name: str) -> str:
    return name.replace("_", " ")


def _text(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case list() | tuple():
            return ", ".join(sorted(map(_text, cast("list[Any]", value))))
        case dict():
            return " ".join(map(str, cast("dict[str, Any]", value).values()))
        case Model() | None:
            return ""
        case _:
            return str(value)
