"""What is asked, and what readers are given and give back."""

import importlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx

LANGUAGES = ("en", "de", "fr", "ru", "hi")

QUESTIONS = {
    "partners": "/partners?technology=quantum",
    "ties": "/ties?limit=1000&disputed=include",
    "latest": "/latest?limit=1000",
    "tie": "/ties/nist--partners-with--npl-uk",
    "neighbours": "/entities/nasa/neighbours",
    "document": "/documents/2024-06-17-icet-second-meeting?limit=1000",
    "search": "/search?q=nasa",
    "compare": "/compare?pair=india,russia&pair=india,united-states",
    "funding": "/funding",
    "paths": "/paths?source=nasa&target=roscosmos",
    "changes": "/changes?since=2024-06&limit=1000",
    "claims": "/claims?technology=quantum&limit=1000",
    "disputes": "/disputes",
    "timeline": "/timeline?technology=quantum",
    "documents": "/documents?limit=1000",
    "entities": "/entities?limit=1000",
    "entity": "/entities/isro",
    "technologies": "/technologies?limit=1000",
    "nothing": "/ties?entity=isro&technology=graphite",
}
"""An address of the seed for each question, and one that nothing answers. Each has all that answers on its one page."""


etree: Any = importlib.import_module("lxml.etree")  # it has no types
"""What reads XML."""


class Missing(Exception):
    """A program that is not on this machine."""


def program(name: str) -> str:
    """Where a program is. Raises Missing."""
    if found := shutil.which(name):
        return found
    raise Missing(f"{name} is not installed")


def package(name: str) -> Any:
    """A package of Python that is not among what development needs. Raises Missing."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise Missing(f"{error.name} is not installed: pip install -r requirements-reading.lock") from error


@dataclass(frozen=True)
class Answer:
    """An answer of a running service, to be had as a file of any format."""

    name: str
    address: str
    client: httpx.Client
    folder: Path

    @cached_property
    def json(self) -> dict[str, Any]:
        """The answer that all files must hold."""
        return self._get("json", {}).json()

    def file(self, suffix: str, **options: str | int) -> Path:
        """The answer as a file; its name has the options in it."""
        path = self.folder / f"{'-'.join([self.name, *map(str, options.values())])}.{suffix}"
        path.write_bytes(self._get(suffix, options).content)
        return path

    def url(self, suffix: str, **options: str | int) -> str:
        """Where the answer is, in a format."""
        path, _, query = self.address.partition("?")
        asked = httpx.QueryParams(query).merge(options)
        return str(self.client.base_url.join(httpx.URL(f"{path}.{suffix}", params=asked)))

    def _get(self, suffix: str, options: Mapping[str, str | int]) -> httpx.Response:
        return self.client.get(self.url(suffix, **options)).raise_for_status()


@dataclass
class Reading:
    """What came back: in words, and each thing that was not as it should be."""

    what: str = ""
    files: int = 0
    faults: list[str] = field(default_factory=list[str])

    def expect(self, held: bool, fault: str) -> None:
        """Notes a fault where something does not hold."""
        if not held:
            self.faults.append(fault)


Answers = Sequence[Answer]
