"""The Reconciliation API as OpenRefine and others speak it: version 0.2, and the 1.0 draft."""

from typing import Any

import httpx
import orjson
import pytest

from tests.test_http import problem


def asked(client: httpx.Client, **queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The candidates of a batch of version 0.2, which is sent in a form."""
    response = client.post("/reconcile", data={"queries": orjson.dumps(queries).decode()})
    assert response.status_code == 200, response.text
    return {key: cell["result"] for key, cell in response.json().items()}


def matches(client: httpx.Client, *queries: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The candidates of a batch of the draft."""
    response = client.post("/reconcile/1.0/match", json={"queries": queries})
    assert response.status_code == 200, response.text
    return [cell["candidates"] for cell in response.json()["results"]]


def test_a_column_of_names(client: httpx.Client) -> None:
    found = asked(
        client,
        q0={"query": "NASA"},
        q1={"query": "Rosscosmos"},
        q2={"query": "Fishery of Atlantis"},
        q3={"query": "Indian Space Research Organization", "limit": 1},
        q4={"query": "!!!"},
    )
    assert next((one["id"], one["match"]) for one in found["q0"]) == ("nasa", True)
    assert next((one["id"], one["match"]) for one in found["q1"]) == ("roscosmos", False)
    assert found["q2"] == found["q4"] == []
    assert [one["id"] for one in found["q3"]] == ["isro"]
    assert all(0 <= one["score"] <= 100 for cell in found.values() for one in cell)
    assert "found as" in asked(client, q={"query": "НАСА"})["q"][0]["description"]


def test_other_columns_move_the_score(client: httpx.Client) -> None:
    def score(*properties: tuple[str, object]) -> float:
        query = {"query": "Rosscosmos", "properties": [{"pid": pid, "v": value} for pid, value in properties]}
        return asked(client, q=query)["q"][0]["score"]

    assert score(("country", "Russia")) > score() > score(("wikidata", "Q1"))
    assert score(("country", {"id": "russia", "name": "Russia"})) == score(("country", ["RU"]))
    assert score(("colour", "red"), ("country", "Utopia")) == score()


def test_an_identifier_finds_what_its_name_does_not(client: httpx.Client) -> None:
    for value in ("Q23548", "http://www.wikidata.org/entity/Q23548"):
        found = asked(client, q={"query": "the Americans", "properties": [{"pid": "wikidata", "v": value}]})["q"]
        assert (found[0]["id"], found[0]["match"], found[0]["score"]) == ("nasa", True, 100)


def test_types_are_kinds(client: httpx.Client) -> None:
    found = asked(client, a={"query": "India", "type": "Country"}, b={"query": "India", "type": ["Company", "Person"]})
    assert found["a"][0]["id"] == "india" and found["a"][0]["type"] == [{"id": "Country", "name": "Country"}]
    assert all(one["id"] != "india" for one in found["b"])


def test_both_versions_give_the_same(client: httpx.Client) -> None:
    first = asked(client, q={"query": "Roscosmos", "properties": [{"pid": "country", "v": "Russia"}]})["q"]
    conditions = [
        {"matchType": "name", "propertyValue": "Roscosmos"},
        {"matchType": "property", "propertyId": "country", "propertyValue": "Russia"},
    ]
    draft, by_id = matches(
        client, {"conditions": conditions}, {"conditions": [{"matchType": "id", "propertyValue": "isro"}]}
    )
    assert [(one["id"], one["score"]) for one in draft] == [(one["id"], one["score"]) for one in first]
    assert {"id", "name", "value"} == set(draft[0]["features"][0])
    assert [(one["id"], one["match"]) for one in by_id] == [("isro", True)]


def test_properties_are_fetched(client: httpx.Client) -> None:
    wanted = {
        "ids": ["isro", "nobody"],
        "properties": [{"id": id} for id in ("wikidata", "ties", "partners", "country")],
    }
    answer = client.get("/reconcile", params={"extend": orjson.dumps(wanted).decode()}).json()
    assert [meta["id"] for meta in answer["meta"]] == ["wikidata", "ties", "partners", "country"]
    isro = answer["rows"]["isro"]
    assert isro["wikidata"] == [{"str": "Q229058"}] and isro["country"] == [{"str": "IN"}]
    assert {"id": "nisar", "name": "NASA-ISRO Synthetic Aperture Radar"} in isro["partners"]
    profile = client.get("/entities/isro").json()["rows"][0]["ties"]
    assert isro["ties"] == [{"int": sum(one["ties"] for one in profile if not one["disputed"])}]
    assert set(map(str, answer["rows"]["nobody"].values())) == {"[]"}

    rows = client.post("/reconcile/1.0/extend", json=wanted).json()["rows"]
    assert {row["id"]: {one["id"]: one["values"] for one in row["properties"]} for row in rows} == answer["rows"]


def test_the_manifest_leads_to_all_that_it_names(client: httpx.Client) -> None:
    manifest = client.get("/reconcile").json()
    assert manifest["versions"] == ["0.2"]
    view = client.get(manifest["view"]["url"].replace("{{id}}", "nasa"), headers={"Accept": "text/html"})
    assert view.status_code == 200 and "National Aeronautics" in view.text
    preview = client.get(manifest["preview"]["url"].replace("{{id}}", "nasa"), follow_redirects=True)
    assert preview.status_code == 200 and preview.headers["content-type"].startswith("text/html")
    assert (
        "frame-ancestors *" in preview.headers["content-security-policy"]
        or "frame-ancestors" not in (preview.headers["content-security-policy"])
    )
    for part, prefix, id in (
        ("entity", "roscos", "roscosmos"),
        ("property", "wiki", "wikidata"),
        ("type", "age", "Agency"),
    ):
        service = manifest["suggest"][part]
        found = client.get(service["service_url"] + service["service_path"], params={"prefix": prefix}).json()["result"]
        assert next(one["id"] for one in found) == id
        assert client.get(f"/reconcile/1.0/suggest/{part}", params={"prefix": prefix}).json()["result"] == found
    proposal = manifest["extend"]["propose_properties"]
    offered = client.get(proposal["service_url"] + proposal["service_path"], params={"type": "Agency"}).json()
    assert {"country", "wikidata", "ties", "partners"} <= {one["id"] for one in offered["properties"]}
    assert client.get("/reconcile/1.0").json()["versions"] == ["1.0-draft"]


def test_pages_of_other_sites_may_ask(client: httpx.Client) -> None:
    headers = {"Origin": "https://refine.example", "Access-Control-Request-Method": "POST",
               "Access-Control-Request-Headers": "content-type"}  # fmt: skip
    for path in ("/reconcile", "/reconcile/1.0/match"):
        assert client.options(path, headers=headers).status_code == 200
    assert client.options("/snapshots", headers=headers).status_code == 400
    assert client.get("/reconcile", headers={"Origin": "https://refine.example"}).headers["access-control-allow-origin"]


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"queries": "not JSON"}, "queries"),
        ({"queries": '{"q0": {"query": "NASA", "limit": 1000}}'}, "q0"),
        ({"queries": '{"q0": {"query": "NASA", "kind": "Agency"}}'}, "kind"),
        ({"queries": '{"q0": {"query": ""}}'}, "query"),
        ({"queries": '{"q0": {"query": "NASA", "properties": [{"p": "country", "v": "US"}]}}'}, "pid"),
        ({"queries": orjson.dumps({f"q{n}": {"query": "NASA"} for n in range(51)}).decode()}, "50"),
        ({"extend": '{"ids": ["nasa"], "properties": [{"id": "colour"}]}'}, "colour"),
        ({"extend": '{"ids": "nasa"}'}, "ids"),
    ],
)
def test_what_is_not_of_the_protocol_is_refused(client: httpx.Client, data: dict[str, str], named: str) -> None:
    refused = problem(client.post("/reconcile", data=data), 422)
    assert named in refused["detail"]


def test_no_batch_is_larger_than_is_read(client: httpx.Client) -> None:
    assert client.post("/reconcile", content=b"queries=" + b"x" * 300_000).status_code == 413
