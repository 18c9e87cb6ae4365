"""The description of the service, and its documentation page."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from jsonschema import validate

from app.formats import formats
from app.queries import catalogue
from app.report.wording import Language


def description(client: httpx.Client) -> dict[str, Any]:
    """The OpenAPI description that the service gives of itself."""
    return client.get("/openapi.json").json()


def operations(client: httpx.Client) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in description(client)["paths"].items():
        yield path, methods["get"]


def test_every_query_is_described(client: httpx.Client) -> None:
    paths = dict(operations(client))
    assert {query.path for query in catalogue.values()} <= set(paths)


def test_every_operation_and_parameter_has_a_description_and_an_example(client: httpx.Client) -> None:
    for path, operation in operations(client):
        assert operation["description"], path
        for parameter in operation.get("parameters", []):
            assert parameter["description"] and parameter["example"] is not None, (path, parameter["name"])


def test_every_parameter_takes_its_own_example_and_default(client: httpx.Client) -> None:
    for path, operation in operations(client):
        for parameter in operation.get("parameters", []):
            values = [
                parameter["example"],
                *([parameter["schema"]["default"]] if "default" in parameter["schema"] else []),
            ]
            for value in values:
                validate(value, parameter["schema"])
            assert parameter["schema"]["type"] != "array" or "maxItems" in parameter["schema"], (
                path,
                parameter["name"],
            )


NAMES = {
    "id", "technology", "entity", "document", "source", "target", "funder", "recipient", "q", "title", "url", "hide",
}  # fmt: skip
"""Parameters that are any text: names of things, which are there or not, titles, and addresses."""


def test_every_parameter_that_is_no_name_says_what_it_can_be(client: httpx.Client) -> None:
    for path, operation in operations(client):
        for parameter in operation.get("parameters", []):
            schema = parameter["schema"].get("items", parameter["schema"])
            said = "pattern" in schema or "enum" in schema or "const" in schema
            assert schema["type"] != "string" or said or parameter["name"] in NAMES, (path, parameter["name"])


def test_every_field_of_an_answer_has_a_description(client: httpx.Client) -> None:
    schemas = description(client)["components"]["schemas"]
    for name, schema in schemas.items():
        for field, about in schema.get("properties", {}).items():
            named = schemas.get(about.get("$ref", "").rsplit("/", 1)[-1], {})
            assert about.get("description") or named.get("description"), f"{name}.{field}"


def test_every_field_that_holds_a_value_has_an_example(client: httpx.Client) -> None:
    for name, schema in description(client)["components"]["schemas"].items():
        if name == "Problem":
            assert schema["example"]
            continue
        for field, about in schema.get("properties", {}).items():
            nested = "$ref" in str(about)
            assert nested or about.get("examples") or "const" in about, f"{name}.{field}"


def test_answers_are_as_described(client: httpx.Client) -> None:
    """The answer of a query is described in every format that it comes in, and each problem that it can meet."""
    described = dict(operations(client))
    for query in catalogue.values():
        responses = described[query.path]["responses"]
        assert set(responses["200"]["content"]) == {format.media_type for format in formats().values()}, query.path
        assert {"404", "406", "422", "503", "504"} <= responses.keys(), query.path
        assert all("application/problem+json" in responses[status]["content"] for status in ("422", "503", "504"))


def test_the_documentation_page_works_without_any_other_host(client: httpx.Client) -> None:
    page = client.get("/docs")
    assert page.status_code == 200
    addresses = re.findall(r"""(?:src|href)=["']([^"']+)""", page.text)
    assert addresses
    for address in addresses:
        assert not re.match(r"(https?:)?//", address), address
        assert client.get(address).status_code == 200, address


def test_operations_have_an_id_each_and_head_is_none(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    ids = [operation["operationId"] for path in paths.values() for operation in path.values()]

    assert len(ids) == len(set(ids))
    assert {method for path in paths.values() for method in path} == {"get", "post"}
    assert [path for path, methods in paths.items() if "post" in methods] == ["/snapshots"], "all else only reads"


def test_questions_stand_before_their_suffix_forms_partners_first_and_json_is_the_example(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    suffixed = [path.endswith(".{suffix}") for path in paths]

    assert next(iter(paths)) == "/partners"
    assert suffixed == sorted(suffixed)
    for query in catalogue.values():
        assert next(iter(paths[query.path]["get"]["responses"]["200"]["content"])) == "application/json"


@pytest.mark.parametrize("path", ["/partners", "/partners.csv", "/entities/nasa", "/entities/nasa.svg"])
def test_head_gives_the_headers_of_get(client: httpx.Client, path: str) -> None:
    question = {"technology": "quantum"} if path.startswith("/partners") else {}
    head, get = client.head(path, params=question), client.get(path, params=question)

    assert head.status_code == 200 and not head.content
    assert head.headers["etag"] == get.headers["etag"]


def test_rows_say_how_tables_show_their_fields(client: httpx.Client) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]

    least = schemas["Total"]["properties"]["least"]["x-column"]
    assert (least["what"], least["unit"], least["heading"]["de"]) == ("number", "currency", "Mindestens")
    for row in ("Partnership", "Cell", "Hop", "Change", "TieCount", "Match"):
        for name, field in schemas[row]["properties"].items():
            assert set(field["x-column"]["heading"]) == set(Language), (row, name)
