"""What is wrong with a field of a record, in words that say what would be right."""

from collections.abc import Iterable
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from app.domain.identifiers import SameAs
from app.domain.records import SLUG, Document, Entity
from app.domain.text import words
from app.validation import shown

NO_TIE = "`tie` is subject, relation and object; write [nsf, FUNDS, nsf-dst-projects]"


def explained(error: ErrorDetails, model: type[BaseModel]) -> str:
    """One error of a model: the field, what was given, and what would be right."""
    place = error["loc"]
    name = ".".join(str(part) for part in place)
    given, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "missing" | "too_long" | "tuple_type" if place[0] == "tie":
            return NO_TIE
        case "missing":
            return f"`{name}` is missing"
        case "extra_forbidden":
            return f"`{name}` is not a field here; {_field_meant(name, model)}"
        case "enum" | "literal_error":
            return f"{name} {shown(given)} is not known; one of {context['expected']}"
        case "tuple_type":
            return f"{name} is a list; write [{given}]"
        case "string_pattern_mismatch" if context["pattern"] == SLUG:
            return f"{name} {shown(given)} is no id; write small letters, digits and single hyphens{_as_id(given)}"
        case "string_pattern_mismatch":
            return f"{name} {shown(given)} is not of the form of {_example(model, name.split('.'))}"
        case "string_too_short":
            return f"{name} is empty; leave the line out"
        case "string_too_long":
            return f"{name} has {len(given)} characters, and may have {context['max_length']}; write less"
        case "int_parsing" | "int_from_float" | "int_type":
            return f"{name} {shown(given)} is no whole number; write its digits alone: 750000000"
        case "value_error":
            return f"{name}: {context['error']}" if name else str(context["error"])
        case _:
            return f"{name}: {error['msg']}, not {shown(given)}"


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint at what was meant."""
    listed = sorted(known)
    found = [match for match, _, _ in process.extract(word, listed, limit=3, score_cutoff=50)]
    return _hint(found, listed)


def _field_meant(name: str, model: type[BaseModel]) -> str:
    """Names of fields are short, so that they are alike as wholes or not at all."""
    if model is Entity and name in SameAs.model_fields:
        return f"write `same_as: {{{name}: …}}`"
    fields = [*model.model_fields, "claims"] if model is Document else [*model.model_fields]
    found = [match for match, _, _ in process.extract(name, fields, scorer=fuzz.ratio, limit=3, score_cutoff=65)]
    return _hint(found, fields)


def _hint(found: list[str], known: list[str]) -> str:
    return f"did you mean {', '.join(found)}?" if found else f"known are {', '.join(known[:20])}"


def _as_id(name: str) -> str:
    """The id that a name could have, if it has Latin letters: Aspen_Pharmacare, aspen-pharmacare."""
    id = words(name).replace(" ", "-")
    return f": {id}" if id.isascii() and id else ""


def _example(model: type[BaseModel], names: list[str]) -> Any:
    """What the field of these names, one within the other, may be; numbers among them are places in a list."""
    name, *inner_names = [name for name in names if not name.isdigit()]
    field = model.model_fields[name]
    for inner in (field.annotation, *get_args(field.annotation)):
        if inner_names and isinstance(inner, type) and issubclass(inner, BaseModel):
            return _example(inner, inner_names)
    return (field.examples or [""])[0]
