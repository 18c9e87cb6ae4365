"""Every question and every field of a form has its words in each language."""

import pytest

from app.queries import catalogue
from app.queries.base import Query
from app.queries.fields import asks, fields
from app.report import asking
from app.report.wording import Language

OTHERS = [lang for lang in Language if lang is not Language.EN]


@pytest.mark.parametrize("query", catalogue.values(), ids=lambda query: query.name)
@pytest.mark.parametrize("lang", OTHERS)
def test_a_question_is_asked_in_every_language_and_names_the_same_fields(query: type[Query], lang: Language) -> None:
    english, own = list(asks(query)), list(asking.asks(query, lang))
    assert {part.field for part in own} == {part.field for part in english}
    assert bool(own) is bool(english)
    if english:
        assert "".join(part.text for part in own) != "".join(part.text for part in english)
        assert "".join(part.text for part in own).rstrip().endswith("?")
    else:
        assert asking.description(query, lang) != query.description()


@pytest.mark.parametrize("query", catalogue.values(), ids=lambda query: query.name)
@pytest.mark.parametrize("lang", OTHERS)
def test_what_a_question_does_not_name_has_name_hint_and_choices(query: type[Query], lang: Language) -> None:
    named = {part.field for part in asks(query)}
    for field in fields(query):
        if field.name in named:
            continue
        assert asking.label(field, lang) != asking.label(field, Language.EN), field.name
        if not field.required:
            assert asking.hint(field, lang) != field.description, field.name
        words = asking.choices(query, field, lang)
        assert len(set(words)) == len(field.choices), field.name
        if lang in (Language.RU, Language.HI):
            assert not set(words) & set(field.choices), field.name


def test_a_new_question_is_asked_in_english_where_it_has_no_other_words() -> None:
    class Riddles(Query):
        """A question that is in no catalogue."""

        name = "riddles"
        asks = "Which riddles are there?"

    assert list(asking.asks(Riddles, Language.HI)) == list(asks(Riddles))
