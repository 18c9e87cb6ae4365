"""What a wheel holds beside the code, so that `pip install` is all that `entente up` needs; read by hatchling."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGE = "app/web/dist"
"""The page: `make web` makes it, and git ignores it."""

BESIDE = {"cypher": "app/cypher", "seed": "app/seed"}
"""Where `app/resources.py` finds these folders of the checkout."""


class Resources(BuildHookInterface[Any]):
    """Adds statements, seed and page to a wheel; an editable installation finds them in the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds them, or ends the build where there is no page."""
        if version != "standard":
            return
        if not (Path(self.root) / PAGE / "index.html").is_file():
            raise FileNotFoundError(f"there is no page in {PAGE}: run `make web` first, or `make wheel` for both")
        build_data["force_include"] |= {**BESIDE, PAGE: PAGE}
