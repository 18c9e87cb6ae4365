"""An item of Wikidata's JSON: its words, and the values of its statements that are not deprecated."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import orjson

from app.errors import DatasetError

LANGUAGES = ("de", "fr", "es", "ru", "hi", "zh", "ja", "ko", "ar", "uk", "pt", "it")
"""The languages beside English whose names for an item are kept."""

_TIME = re.compile(r"\+(\d{4}-\d\d-\d\d)T")
_PRECISIONS = {9: 4, 10: 7, 11: 10}
"""How many characters of a time count by its precision: a year, a month, a day; coarser ones say too little."""


@dataclass(frozen=True)
class Snak:
    """A property with a value, or without one that is known."""

    content: Mapping[str, Any]

    @property
    def item(self) -> str | None:
        """The item that it leads to; older data has its number alone."""
        value = _mapping(self._value)
        if value.get("entity-type") != "item":
            return None
        return str(value.get("id") or f"Q{value['numeric-id']}")

    @property
    def text(self) -> str:
        """Its text, whatever language it is in; empty if it has none."""
        found = _mapping(self._value).get("text", self._value)
        return found.strip() if isinstance(found, str) else ""

    @property
    def day(self) -> str | None:
        """Its time as EDTF, as exact as it says, if that is a year at least; before our era there is none."""
        value = _mapping(self._value)
        time = _TIME.match(str(value.get("time", "")))
        length = _PRECISIONS.get(value.get("precision", 0))
        return time[1][:length].replace("-00", "") if time and length else None

    @property
    def _value(self) -> Any:
        return _mapping(self.content.get("datavalue")).get("value")


@dataclass(frozen=True)
class Statement:
    """A statement of an item: its value, its qualifiers, and its references."""

    content: Mapping[str, Any]

    @property
    def main(self) -> Snak:
        """What it says."""
        return Snak(_mapping(self.content.get("mainsnak")))

    def qualifier(self, property: str) -> str | None:
        """The time of a qualifier."""
        snaks = map(Snak, _mapping(self.content.get("qualifiers")).get(property, []))
        return next((day for snak in snaks if (day := snak.day)), None)

    @property
    def references(self) -> Iterator["Reference"]:
        """What it rests on."""
        return map(Reference, self.content.get("references", []))


@dataclass(frozen=True)
class Reference:
    """A reference of a statement."""

    content: Mapping[str, Any]

    def _all(self, property: str) -> Iterator[Snak]:
        return map(Snak, _mapping(self.content.get("snaks")).get(property, []))

    @property
    def address(self) -> str | None:
        """The address of what it cites (P854)."""
        return next((one.text for one in self._all("P854") if one.text), None)

    @property
    def title(self) -> str | None:
        """What that calls itself (P1476)."""
        return next((one.text for one in self._all("P1476") if one.text), None)

    @property
    def day(self) -> str | None:
        """The day on which it was published (P577), or else that on which it was read (P813)."""
        return next((day for property in ("P577", "P813") for one in self._all(property) if (day := one.day)), None)


@dataclass(frozen=True)
class Item:
    """An item by its id."""

    content: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Q and digits."""
        return self.content["id"]

    @property
    def names(self) -> Sequence[str]:
        """Its label in English, or in what there is; then its other names there, and its labels in LANGUAGES."""
        labels = _mapping(self.content.get("labels"))
        first = [labels[language]["value"] for language in ("en", "mul", *LANGUAGES, *labels) if language in labels]
        also = [_mapping(one)["value"] for one in _mapping(self.content.get("aliases")).get("en", [])]
        others = [labels[language]["value"] for language in LANGUAGES if language in labels]
        return list(dict.fromkeys((*first[:1], *also, *others)))

    @property
    def description(self) -> str:
        """What it is, in English, as a sentence; empty if nothing says it."""
        text = str(_mapping(_mapping(self.content.get("descriptions")).get("en")).get("value", "")).strip()
        return f"{text[:1].upper()}{text[1:399].rstrip('.')}." if text else ""

    def statements(self, property: str) -> list[Statement]:
        """The statements with a property, those that are preferred first."""
        listed: list[dict[str, Any]] = _mapping(self.content.get("claims")).get(property, [])
        kept = [one for one in listed if one.get("rank") != "deprecated"]
        kept.sort(key=lambda one: one.get("rank") != "preferred")
        return list(map(Statement, kept))

    def texts(self, property: str) -> list[str]:
        """The texts of a property."""
        return [one.main.text for one in self.statements(property) if one.main.text]


def _mapping(value: Any) -> dict[str, Any]:
    """A mapping; an empty one for none, and for the list that stands for it in some data."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def items_of(path: Path) -> list[Item]:
    """The items of a file: one, a list, or `entities` by their ids. Raises DatasetError where there is none."""
    try:
        content: Any = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise DatasetError(f"{path} does not parse as JSON: {error}") from None
    entities = _mapping(content).get("entities", content)
    content = list(entities.values()) if entities is not content else content
    listed = cast("list[Any]", content if isinstance(content, list) else [content])
    found = [Item(one) for one in listed if is_item(one)]
    if not found:
        raise DatasetError(f"{path} has no item of Wikidata; get it from wikidata.org/wiki/Special:EntityData/Q42.json")
    return found


def is_item(content: Any) -> bool:
    """Whether this is an item of Wikidata's JSON."""
    return _mapping(content).get("type") == "item" and "labels" in content
