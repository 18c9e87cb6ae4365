"""What an answer can be written as: a `Subgraph` goes in, bytes come out; no format knows a query.

A format is a module of this package that has a `FORMAT`; being there is all the registration it needs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from app.subgraph import Subgraph


@dataclass(frozen=True)
class Format:
    """How answers are written: `suffix` names it in addresses and files, `media_type` in HTTP headers."""

    suffix: str
    media_type: str
    description: str
    write: Callable[[Subgraph], bytes]


@cache
def formats() -> Mapping[str, Format]:
    """Every format by its suffix."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found: list[Format] = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return {format.suffix: format for format in found}
