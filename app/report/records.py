"""The columns of records: entities, technologies, documents, ties and claims."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from app.domain.columns import Where
from app.domain.identifiers import SameAs
from app.domain.records import Amount, Document, Entity, Technology, Tie
from app.report import Report, share_text
from app.report.amounts import with_money
from app.report.columns import (
    Column,
    Line,
    Value,
    cited,
    codes,
    dated,
    flag,
    given,
    in_words,
    link,
    named,
    number,
    plain,
    worded,
)
from app.report.headings import heading, id_heading
from app.report.terms import country


def entity(record: Value) -> Sequence[Column]:
    """The columns of an entity, or of a technology that stands among entities."""
    return (
        _full_name(record),
        plain("short", given(record, "short"), where="programs"),
        *in_words("kind", given(record, "kind"), partial(_kind, record)),
        *worded("type", given(record, "type")),
        *in_words("country", given(record, "country"), partial(_countries, record)),
        plain("description", given(record, "description"), where="programs"),
        plain("aliases", given(record, "aliases"), where="programs"),
        link("website", given(record, "website"), "programs"),
        *(plain(name, given(given(record, "same_as"), name), where="programs") for name in SameAs.model_fields),
        codes("id", given(record, "id"), partial(id_heading, "id")),
    )


def technology(record: Value) -> Sequence[Column]:
    """The columns of a technology."""
    return (
        _leading("name", record),
        *named("broader", given(record, "broader")),
        *named("related", given(record, "related"), where="programs"),
        plain("description", given(record, "description"), where="programs"),
        plain("aliases", given(record, "aliases"), where="programs"),
        plain("matches", given(record, "matches"), where="programs"),
        codes("id", given(record, "id"), partial(id_heading, "id")),
    )


def document(record: Value) -> Sequence[Column]:
    """The columns of a document, with its number among the sources."""
    return (
        number("number", lambda report, line: report.numbers.get(record(report, line).id), where="programs"),
        _leading("title", record),
        plain("publisher", given(record, "publisher")),
        dated("published", given(record, "published")),
        *worded("kind", given(record, "kind")),
        *worded("reliability", given(record, "reliability")),
        link("url", given(record, "url"), "programs"),
        plain("language", given(record, "language"), where="programs"),
        plain("note", given(record, "note"), where="programs"),
        codes("id", given(record, "id"), partial(id_heading, "id")),
    )


def tie(record: Value) -> Sequence[Column]:
    """The columns of a tie: what it says in words, and for programs all that it is."""
    return (
        *_tie_in_words(record),
        *_tie_in_full(record),
        plain("share", lambda report, line: share_text(record(report, line).share), where="programs"),
        *_amount("", record),
        cited("sources", lambda report, line: report.documents_of([record(report, line)])),
        number("claims", lambda report, line: len(record(report, line).claims), where="programs"),
        codes("documents", lambda report, line: report.documents_of([record(report, line)]), _id_of("document")),
    )


def claim(tie: Value, record: Value, document: Value) -> Sequence[Column]:
    """The columns of a claim, with its tie and the document that it cites."""
    return (
        *_tie_in_words(tie),
        *_tie_in_full(tie),
        plain("says", given(record, "says")),
        *worded("claim_stance", given(record, "stance")),
        *worded("claim_about", given(record, "about"), where="programs"),
        flag("claim_inferred", given(record, "inferred"), where="programs"),
        *worded("claim_status", given(record, "status")),
        dated("claim_start", given(record, "start"), where="programs"),
        dated("claim_end", given(record, "end"), where="programs"),
        plain("claim_office", given(record, "office"), where="programs"),
        plain("claim_share", lambda report, line: share_text(record(report, line).share), where="programs"),
        *_amount("claim_", record),
        cited("sources", lambda report, line: [record(report, line).document], where="people"),
        number("document_number", lambda report, line: report.numbers[record(report, line).document], where="programs"),
        plain("document_title", given(document, "title"), where="programs"),
        plain("publisher", given(document, "publisher"), where="programs"),
        dated("published", given(document, "published"), where="programs"),
        *worded("reliability", given(document, "reliability"), where="programs"),
        link("url", given(document, "url"), "programs"),
        plain("where", given(record, "where"), where="programs"),
        codes("claim", given(record, "id"), _id_of("claim")),
        codes("document", given(record, "document"), _id_of("document")),
    )


def _tie_in_words(record: Value) -> Sequence[Column]:
    """A tie as people read it: its status says all that makes it less sure."""

    def said(name: str, say: Callable[[Report, Tie], str]) -> Column:
        return plain(name, lambda report, line: say(report, record(report, line)), where="people")

    def end(name: str, id: Value) -> Column:
        return replace(named(name, id)[0], name=name, where="people")

    return (
        end("from", given(record, "subject")), said("relation", _relation), end("to", given(record, "object")),
        replace(said("status", Report.status), what="state"), said("dates", Report.dates),
    )  # fmt: skip


def _relation(report: Report, tie: Tie) -> str:
    """What relates the two, with the money that it is about: a column of its own would leave too little room."""
    return with_money(report, tie, report.relation(tie))


def ends(record: Value) -> Sequence[Column]:
    """The two entities of a tie and what relates them, for programs."""
    return (
        *named("subject", given(record, "subject"), "from", "programs"),
        *worded("relation", given(record, "relation"), where="programs"),
        *named("object", given(record, "object"), "to", "programs"),
    )


def _tie_in_full(record: Value) -> Sequence[Column]:
    """A tie as programs read it, but for its money."""
    where: Where = "programs"
    return (
        *ends(record),
        plain("topic", given(record, "topic"), where=where),
        *in_words("status", given(record, "status"), partial(_state, record), where=where),
        flag("disputed", given(record, "disputed"), where=where),
        *worded("standing", given(record, "standing"), where=where),
        *worded("best_reliability", given(record, "reliability"), where=where),
        number("supporting_documents", given(record, "documents"), where=where),
        number("publishers", given(record, "publishers"), where=where),
        dated("reported", given(record, "reported"), where=where),
        dated("due", given(record, "due"), where=where),
        flag("overdue", given(record, "overdue"), where=where),
        plain("conflicts", lambda report, line: _conflicts(record(report, line)), where=where),
        dated("start", given(record, "start"), where=where),
        dated("end", given(record, "end"), where=where),
        plain("place", given(record, "place"), where=where),
        plain("office", given(record, "office"), where=where),
        *named("technologies", given(record, "technologies"), where=where),
        codes("tie", given(record, "id"), _id_of("tie")),
    )


def _id_of(key: str) -> partial[str]:
    return partial(id_heading, key)


def _itself(name: str, record: Value) -> Column:
    """What a record is called; it is what the text names."""

    def ids(report: Report, line: Line) -> Sequence[str]:
        return [record(report, line).id]

    return replace(plain(name, given(record, name)), ids=ids)


def _full_name(record: Value) -> Column:
    """The full name, for people with the short one in brackets."""

    def text(report: Report, line: Line) -> str:
        found = record(report, line)
        short = getattr(found, "short", None)
        return _linked(report, found, f"{found.name} ({short})" if short else found.name)

    return replace(_itself("name", record), text=text)


def _leading(name: str, record: Value) -> Column:
    """The name of a record, by its field, which leads to its page."""

    def text(report: Report, line: Line) -> str:
        found = record(report, line)
        return _linked(report, found, getattr(found, name))

    return replace(_itself(name, record), text=text)


def _linked(report: Report, record: Entity | Technology | Document, text: str) -> str:
    return report.link(_PARTS[type(record)], record.id, text)


_PARTS = {Entity: "entities", Technology: "technologies", Document: "documents"}


def _kind(record: Value, report: Report, line: Line) -> str:
    """What an entity is, or that it is a technology."""
    found, lang = record(report, line), report.options.lang
    return heading("technology", lang) if isinstance(found, Technology) else report.words.kinds[found.kind]


def _countries(record: Value, report: Report, line: Line) -> list[str]:
    """Countries as the reader's language calls them."""
    return [country(code, report.options.lang) for code in getattr(record(report, line), "country", ())]


def _state(record: Value, report: Report, line: Line) -> str:
    found: Tie = record(report, line)
    return report.state(found.status, [found])


def _conflicts(tie: Tie) -> str:
    """What sources disagree on, on one line: `amount: about 45,000,000,000 USD, nearly 40,000,000,000 USD`."""
    found = (f"{one.attribute}: {', '.join(value.value for value in one.values)}" for one in tie.conflicts)
    return "; ".join(found)


_NUMBERS = ("value", "min", "max")


def _amount(prefix: str, record: Value) -> Sequence[Column]:
    """Money, with a column for each of its parts."""
    amount = given(record, "amount")
    found: list[Column] = []
    for part in Amount.model_fields:
        name, value = f"{prefix}amount_{part}", given(amount, part)
        if part in _NUMBERS:
            found.append(number(name, value, where="programs", unit=f"{prefix}amount_currency"))
        elif part == "kind":
            found += worded(name, value, where="programs")
        else:
            found.append(plain(name, value, where="programs"))
    return found
