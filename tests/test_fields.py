"""Questions as forms: which parameters are asked for there, and as what."""

import pytest

from app.queries import catalogue
from app.queries.base import Query
from app.queries.fields import FieldType, asks, fields
from app.queries.forms import Form
from app.queries.parameters import Limit, Overdue


def types(name: str) -> dict[str, FieldType]:
    """What each field of a question holds."""
    return {field.name: field.type for field in fields(catalogue[name])}


def test_a_field_is_of_the_type_of_its_parameter() -> None:
    assert types("compare") == {"pair": "pair", "technology": "technologies"}
    assert types("changes") == {
        "since": "day", "entity": "entities", "lineage": "choice", "technology": "technologies", "by": "choice",
    }  # fmt: skip
    assert types("claims") == {
        "technology": "technologies", "document": "documents", "entity": "entities", "stance": "choice",
    }  # fmt: skip
    assert types("paths")["max_hops"] == "number"
    assert types("tie") == {"id": "ties"}
    assert types("search")["q"] == "text"


def test_filters_of_ties_have_their_own_place_and_those_of_records_are_in_the_form() -> None:
    assert not {"status", "disputed", "as_of", "limit", "after"} & set(types("changes"))
    assert {"q", "kind", "reliability", "from", "to"} == set(types("documents"))


def test_the_bounds_of_a_field_are_those_of_its_parameter() -> None:
    hops = next(field for field in fields(catalogue["paths"]) if field.name == "max_hops")
    pair = next(field for field in fields(catalogue["compare"]) if field.name == "pair")

    assert (hops.least, hops.most, hops.default, hops.required) == (1, 6, 4, False)
    assert (pair.several, pair.most, pair.required) == (True, 6, True)


def test_plain_words_have_a_place_for_each_parameter_that_a_question_cannot_do_without() -> None:
    for query in catalogue.values():
        placed = {part.field for part in asks(query)}
        needed = {field.name for field in fields(query) if field.required}
        assert not query.asks or needed <= placed, query.name


def test_plain_words_with_a_place_for_what_is_no_parameter_are_refused() -> None:
    with pytest.raises(TypeError, match="asks for 'colour'"):

        class Painted(Query):  # pyright: ignore[reportUnusedClass]
            form = Form("records")
            asks = "Which are {colour:red}?"


def test_a_yes_or_no_is_a_flag_and_pages_are_no_field() -> None:
    class Late(Query):
        form = Form("records")

        overdue: Overdue | None = None
        limit: Limit = 100

    assert {field.name: field.type for field in fields(Late)} == {"overdue": "flag"}
