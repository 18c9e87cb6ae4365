"""Answers to read back: some of the seed, and one of nothing but hostile names."""

from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.formats import hostile
from tests.support import Loader


@dataclass(frozen=True)
class Told:
    """An answer to a question, to ask for in any format; `json` is what all formats must hold."""

    client: httpx.Client
    path: str
    parameters: dict[str, Any]
    json: dict[str, Any]

    @classmethod
    def of(cls, client: httpx.Client, path: str, **parameters: Any) -> "Told":
        """The answer that a service gives to a question."""
        answer = client.get(f"{path}.json", params=parameters)
        assert answer.status_code == 200, answer.text
        return cls(client, path, parameters, answer.json())

    def read(self, suffix: str, **options: Any) -> bytes:
        """The same answer in a format."""
        response = self.client.get(f"{self.path}.{suffix}", params=self.parameters | options, timeout=60)
        assert response.status_code == 200, response.text
        return response.content

    @property
    def entities(self) -> dict[str, dict[str, Any]]:
        """Its entities by id."""
        return {entity["id"]: entity for entity in self.json["entities"]}

    @property
    def ties(self) -> dict[str, dict[str, Any]]:
        """Its ties by id."""
        return {tie["id"]: tie for tie in self.json["ties"]}

    @property
    def claims(self) -> dict[str, dict[str, Any]]:
        """Its claims by id."""
        return {claim["id"]: claim for tie in self.json["ties"] for claim in tie["claims"]}

    @property
    def documents(self) -> dict[str, dict[str, Any]]:
        """Its documents by id."""
        return {document["id"]: document for document in self.json["documents"]}

    @property
    def labels(self) -> dict[str, str]:
        """What entities are called, by id, as one line without control characters."""
        return {id: entity["short"] or entity["name"] for id, entity in self.entities.items()}


@pytest.fixture(scope="package")
def hostile_client(loaded: Loader, tmp_path_factory: pytest.TempPathFactory) -> httpx.Client:
    """A client of the service on hostile names."""
    folder = hostile.write(tmp_path_factory.mktemp("hostile"))
    return loaded(folder)


@pytest.fixture(scope="package", params=["seed", "hostile"])
def told(request: pytest.FixtureRequest) -> Told:
    """An answer of the seed, and one of hostile names."""
    if request.param == "seed":
        return Told.of(request.getfixturevalue("client"), "/partners", technology="quantum")
    return Told.of(request.getfixturevalue("hostile_client"), "/ties", limit=1000)
