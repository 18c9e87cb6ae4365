"""Errors of a reader's parameters, found by a model, in words that say what would be right."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from app.errors import InvalidParameter

LONGEST_SHOWN = 100
"""So many characters of what was given are said back."""

MOST_ERRORS = 10
"""So many errors are explained; who made more will not read them."""

Rule = Literal["order", "distinct", "together", "understood"]

RULES: Mapping[Rule, str] = {
    "order": "the later of two dates is not before the earlier",
    "distinct": "two things that are named are not the same one",
    "together": "a parameter stands only beside what it belongs to",
    "understood": "a plain question is one of those that are understood",
}
"""What holds of values that are right by themselves, or between them; the schema of a parameter cannot say it."""


class Misfit(ValueError):
    """A value that does not fit with another one, by a rule."""

    def __init__(self, rule: Rule, detail: str) -> None:
        super().__init__(detail)
        self.rule: Rule = rule


Parameters = TypeVar("Parameters", bound=BaseModel)


def checked(
    model: type[Parameters], values: Mapping[str, Any], name: str, also_allowed: Iterable[str] = ()
) -> Parameters:
    """A reader's parameters of `name` as a model has them; `also_allowed` are names that may be given too, to others.

    Raises InvalidParameter, naming each error and what would be right.
    """
    try:
        return model.model_validate(values)
    except ValidationError as invalid:
        known = [field.alias or key for key, field in model.model_fields.items()]
        raise _invalid(invalid, name, [*known, *sorted(also_allowed)]) from None


def _invalid(invalid: ValidationError, name: str, known: Sequence[str]) -> InvalidParameter:
    found = invalid.errors(include_url=False)
    errors = [_explained(error, name, known) for error in found[:MOST_ERRORS]]
    return InvalidParameter("; ".join(f"{error['parameter']}: {error['detail']}" for error in errors), errors=errors)


def _explained(error: ErrorDetails, query: str, known: Sequence[str]) -> dict[str, Any]:
    """One error of a parameter: its name, what is wrong, and the allowed values where they can be listed."""
    name = str(error["loc"][0]) if error["loc"] else ""
    match error["type"]:
        case "missing":
            return {"parameter": name, "detail": "is missing"}
        case "extra_forbidden":
            return {"parameter": name, "detail": f"is not a parameter of {query}", "allowed": list(known)}
        case "enum" | "literal_error":
            allowed = re.findall(r"'([^']*)'", error.get("ctx", {})["expected"])
            return {"parameter": name, "detail": f"cannot be {shown(error['input'])}", "allowed": allowed}
        case "value_error":
            wrong = error.get("ctx", {})["error"]
            return {"parameter": name, "detail": str(wrong)} | (
                {"rule": wrong.rule} if isinstance(wrong, Misfit) else {}
            )
        case "string_too_long":
            return {"parameter": name, "detail": f"is longer than {error.get('ctx', {})['max_length']} characters"}
        case "too_long":
            return {"parameter": name, "detail": f"is given more than {error.get('ctx', {})['max_length']} times"}
        case _:
            return {"parameter": name, "detail": f"{error['msg']}, not {shown(error['input'])}"}


def shown(given: object) -> str:
    """What was given, or the beginning of it, in quotes."""
    text = repr(given)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
