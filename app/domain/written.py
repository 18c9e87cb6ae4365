"""How texts are written: a pattern that checks them, and that schemas show to who writes them."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


@dataclass(frozen=True)
class Written:
    """Marks a text with a pattern: whatever fits it is taken, and JSON Schema says so.

    More may be taken than the pattern says, where people write a thing in ways without end: `India` is IN as well.
    """

    pattern: Callable[[], str]

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The schema of the text."""
        return handler(schema) | {"pattern": self.pattern()}
