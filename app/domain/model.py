"""What all records are: frozen, hashed by their content, and closed to fields that they do not know."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from app.domain.hashing import digest


class Model(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def row(self) -> dict[str, Any]:
        """Plain values, as JSON has them."""
        return self.model_dump(mode="json")

    def revision(self) -> str:
        """A short hash of the content: two records with the same one are the same."""
        return digest(self.row())[:16]
