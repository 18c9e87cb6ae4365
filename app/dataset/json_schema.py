"""JSON Schema of a dataset's YAML files, with which an editor completes fields and underlines mistakes as one types.

What needs more than one file to be known, such as whether an entity exists, is left to `entente check`.
"""

from collections.abc import Mapping
from typing import Any, cast

from pydantic import TypeAdapter

from app.dataset.parsing import Defaults, Entry
from app.domain.records import Document, Entity, Technology

Schema = dict[str, Any]

DISPUTING: Schema = {"properties": {"stance": {"const": "disputes"}}, "required": ["stance"]}

RULES: Mapping[str, Schema] = {
    "Entry": {
        "oneOf": [{"required": ["tie"]}, {"required": ["ties"]}],
        "if": {"required": ["about"]},
        "then": DISPUTING,
    },
    "Amount": {"oneOf": [{"required": ["value"]}, {"anyOf": [{"required": ["min"]}, {"required": ["max"]}]}]},
}
"""What holds between fields of one record: a claim is on one tie or on several, only a disputing one is about an
attribute, an amount has either a value or a range."""

WHOLE: Schema = {"required": ["where"], "anyOf": [{"required": ["status"]}, DISPUTING]}
"""What a claim has where the document has no `defaults` to take it from."""

WIKIDATA: Schema = {
    "type": "string",
    "deprecated": True,
    "description": "An earlier form of `same_as: {wikidata: …}`, which is read as that.",
}

DRAFT: Schema = {
    "type": "boolean",
    "description": "Whether a person has still to confirm it; no load takes a draft.",
}

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas() -> Mapping[str, Schema]:
    """A schema for each sort of file: technologies, entities (of any kind) and document."""
    return {"technologies": _technologies(), "entities": _entities(), "document": _document()}


def _technologies() -> Schema:
    return _schema("The fields of technology", list[Technology])


def _entities() -> Schema:
    schema = _schema("Entities of one kind", list[Entity])
    entity = schema["$defs"]["Entity"]
    _without(entity, "kind")  # the name of the file says it
    entity["properties"]["wikidata"] = WIKIDATA
    return schema


def _document() -> Schema:
    schema = _schema("A document and its claims", Document)
    _without(schema, "id")  # the name of the file is it
    claims = _schema("Claims", list[Entry])
    schema["$defs"] |= claims["$defs"]
    _on_several_ties(schema["$defs"]["Entry"])
    schema["$defs"]["Entry"]["required"].remove("where")
    schema["properties"] |= _beside_claims(schema)
    schema["properties"]["claims"] = {
        "type": "array",
        "minItems": 1,
        "items": claims["items"],
        "description": "What the document says, tie by tie.",
    }
    schema["required"].append("claims")
    schema |= {"if": {"required": ["defaults"]}, "else": {"properties": {"claims": {"items": WHOLE}}}}
    return schema


def _beside_claims(schema: Schema) -> Schema:
    """What a file says of all claims, beside the header."""
    defaults = _schema("Defaults", list[Defaults])
    schema["$defs"] |= defaults["$defs"]
    of_all = defaults["items"] | {"description": "What holds of each claim that does not say otherwise."}
    return {"defaults": of_all, "draft": DRAFT}


def _on_several_ties(entry: Schema) -> None:
    """A claim has `tie`, or `ties` for the same on several."""
    entry["required"].remove("tie")
    entry["properties"]["ties"] = {
        "type": "array",
        "minItems": 1,
        "items": entry["properties"]["tie"],
        "description": "Several ties that the claim is on alike, in place of `tie`.",
        "examples": [[["nsf", "FUNDS", "nsf-dst-projects"], ["dst-india", "FUNDS", "nsf-dst-projects"]]],
    }


def _schema(title: str, of: Any) -> Schema:
    schema = cast(Schema, _in_yaml(TypeAdapter[Any](of).json_schema()))
    for name, definition in schema["$defs"].items():
        definition |= RULES.get(name, {})
    return {"$schema": DIALECT} | schema | {"title": title}


def _without(schema: Schema, field: str) -> None:
    del schema["properties"][field]
    schema["required"].remove(field)


def _in_yaml(schema: Any) -> Any:
    """The schema as it holds for values in YAML.

    Every value is read as the text that is written. An editor takes `start: 2008` for a number, so that a text may be
    one too; and a field that may be missing has no `null`: it is left out.
    """
    match schema:
        case {"anyOf": [one, {"type": "null"}], **rest}:
            return _in_yaml(one | {name: value for name, value in rest.items() if name != "default"})
        case {"type": "string", "enum": _} | {"type": "string", "const": _}:
            return schema
        case {"type": "string", **rest}:
            return {"type": ["string", "number"], **rest}
        case dict():
            members = cast("dict[str, Any]", schema)
            return {name: value if name in _VALUES else _in_yaml(value) for name, value in members.items()}
        case list():
            return [_in_yaml(one) for one in cast("list[Any]", schema)]
        case _:
            return schema


_VALUES = ("default", "examples", "enum", "const")
