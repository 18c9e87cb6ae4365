"""What the columns of a table can be: the fields of a row that is an organisation and of one that is a relation.

Each has what people call it and what its cells look like: the guesses, the mapping file and the template follow.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from app.domain.codes import currency_code, language_code
from app.domain.vocabulary import AmountKind, DocumentKind, Kind, Relation, Reliability, Status, Word
from app.importing.amounts import amount_of
from app.importing.matcher import named_country
from app.importing.spreadsheet.dates import looks_like_date
from app.importing.words import meant, relation_of, sort_of


class Rows(StrEnum):
    """What a row of a table is."""

    ORGANISATIONS = "organisations"
    RELATIONS = "relations"
    TECHNOLOGIES = "technologies"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Field:
    """What a column can be. Its first heading is that of the template; `cells` says whether a cell can be one of its.

    With `telling` cells that all look like it are enough, whatever the heading; `needed` stands in every row, and
    `choices` are the words that it can be.
    """

    headings: str
    meaning: str
    example: str = ""
    cells: Callable[[str], bool] = lambda text: True
    telling: bool = False
    needed: bool = False
    choices: type[Word] | None = None

    @property
    def heading(self) -> str:
        """What the template calls it."""
        return self.names[0]

    @property
    def names(self) -> Sequence[str]:
        """What people call it."""
        return [name.strip() for name in self.headings.split(",")]


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda text: re.fullmatch(pattern, text, re.IGNORECASE) is not None


def _in(vocabulary: type[Word]) -> Callable[[str], bool]:
    return lambda text: meant(vocabulary, text) is not None


def _is_code(read: Callable[[str], str]) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        with suppress(ValueError):
            return bool(read(text))
        return False

    return fits


def _is_amount(text: str) -> bool:
    with suppress(ValueError):
        return bool(amount_of(text, "USD"))
    with suppress(ValueError):
        return bool(amount_of(text))
    return False


def _is_name(text: str) -> bool:
    """Whether a text may be what something is called: no address, no number and no date."""
    return not _is_address(text) and not re.fullmatch(r"[\d\s.,/%-]*", text)


def _is_end(text: str) -> bool:
    """Whether a text may name an end of a relation: a name, or what the table of organisations has as its id."""
    return _is_name(text) or text.isdigit()


def _is_countries(text: str) -> bool:
    return named_country(text) is not None or any(named_country(part) for part in re.split(r"[;,/|\n]", text))


_is_address = _matches(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?")
_WIKIDATA = r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?Q[1-9]\d*"
_ROR = r"(?:https?://ror\.org/)?0[a-hj-km-np-tv-z0-9]{6}\d{2}"

ORGANISATION: Mapping[str, Field] = {
    "name": Field(
        "Name, organisation, organisation name, full name, entity, entity name, company, company name, "
        "institution, institution name, actor, partner, title, official name, legal name",
        "Full name, as you would cite it.", "Institut Pasteur", _is_name, needed=True,
    ),
    "short": Field(
        "Short name, short, acronym, abbreviation, abbr, initials, label", "What figures show, if it is shorter.",
        cells=_is_name,
    ),
    "aliases": Field(
        "Other names, aliases, alias, also known as, aka, alternative names, alternative name, former names, "
        "synonyms",
        "Other names, with ; between them.", "Pasteur Institute", _is_name,
    ),
    "kind": Field(
        "Kind, type, category, organisation type, type of organisation, entity type, class, sector, type of "
        "entity",
        "What it is.", "institution", lambda text: sort_of(text) is not None, needed=True, choices=Kind,
    ),
    "country": Field(
        "Country, countries, nation, country code, country name, location, nationality, home country, home, "
        "headquarters, based in, country of origin",
        "A name or a code; several with ; between them; none for what belongs to no country.", "France", _is_countries,
        telling=True,
    ),
    "website": Field(
        "Website, web site, homepage, home page, web, site, url, link, web address, web page, internet",
        "Its own site.", "https://www.pasteur.fr", _is_address, telling=True,
    ),
    "wikidata": Field(
        "Wikidata, wikidata id, wikidata item, qid", "Q and digits.", "", _matches(_WIKIDATA), telling=True
    ),
    "ror": Field("ROR, ror id", "Its id in ror.org.", "0495fxg12", _matches(_ROR), telling=True),
    "lei": Field("LEI, legal entity identifier", "20 letters and digits.", "", _matches(r"[A-Z0-9]{18}\d{2}"), True),
    "isni": Field("ISNI", "16 digits.", "", _matches(r"(?:\d{4} ?){3}\d{3}[\dX]"), True),
    "opensanctions": Field("OpenSanctions, opensanctions id", "Its id in opensanctions.org."),
    "pic": Field("PIC, participant identification code", "Nine digits, in programmes of the European Union."),
    "description": Field(
        "Description, what it is, about, profile, summary, what they do", "One line on what it is.",
        "Research institute for biology and infectious diseases.",
    ),
    "key": Field(
        "Id, key, code, identifier, organisation id, org id, entity id, number, no, nr",
        "What your own table of relations calls it, if that is not the name.",
    ),
}  # fmt: skip
"""The fields of a row that is an organisation, or anything else that can be at an end of a relation."""

RELATION: Mapping[str, Field] = {
    "subject": Field(
        "Subject, from, source, source organisation, organisation a, organisation 1, partner a, partner 1, party "
        "a, party 1, actor, actor a, actor 1, who, entity a, entity 1, organisation, lead, first party, first "
        "partner, company, company a, country a, country 1, subject id",
        "Who: the name, as in the sheet of organisations; several with ; between them.", "Institut Pasteur", _is_end,
        needed=True,
    ),
    "relation": Field(
        "Relation, relationship, relation type, relationship type, type of relation, type of relationship, verb, "
        "link, link type, tie, predicate, type of cooperation, type of partnership, cooperation type, partnership "
        "type, type, what, does, role, nature, activity",
        "What it has to do with the object.", "PARTNERS_WITH", lambda text: relation_of(text) is not None, needed=True,
        choices=Relation,
    ),
    "object": Field(
        "Object, to, target, target organisation, organisation b, organisation 2, partner b, partner 2, party b, "
        "party 2, actor b, actor 2, with, with whom, whom, entity b, entity 2, partner, counterpart, second "
        "party, second partner, company b, country b, country 2, project, initiative, recipient, beneficiary, "
        "object id",
        "With whom or what.", "Example Vaccines Limited", _is_end, needed=True,
    ),
    "topic": Field("Topic, matter", "Only where the two have the same relation on several matters.", "", _is_name),
    "technologies": Field(
        "Technologies, technology, field, fields, tech, area, technology area, area of technology, field of "
        "technology, domain, sector, theme, subject area, subject matter",
        "Fields of technology, with ; between them.", "mRNA vaccines", _is_name,
    ),
    "status": Field(
        "Status, state, stage, phase, current status", "How far it has come, by what the source says.", "active",
        _in(Status), telling=True, needed=True, choices=Status,
    ),
    "start": Field(
        "Start, start date, since, begin, begins, beginning, start year, started, from date, valid from, signed, "
        "date signed, year",
        "When it begins or happens.", "2024-06", looks_like_date,
    ),
    "end": Field(
        "End, end date, until, ends, end year, to date, valid to, valid until, expiry, expires, finish",
        "When it ends.", "2029", looks_like_date,
    ),
    "place": Field("Place, location, venue, city, where", "Where it happens.", "Paris", _is_name),
    "amount": Field(
        "Amount, value, money, funding, budget, sum, cost, contract value, deal value, price, volume, investment, "
        "worth",
        "Money, with its currency.", "EUR 5 million", _is_amount,
    ),
    "currency": Field("Currency, currency code, unit", "If it is not in the amount.", "", _is_code(currency_code)),
    "amount_kind": Field(
        "Kind of money, type of funding, funding type, kind of amount, type of money", "What sort of money it is.",
        "grant", _in(AmountKind), choices=AmountKind,
    ),
    "office": Field("Office, position", "Only of a person: as what they act.", "", _is_name),
    "says": Field(
        "What it says, says, summary, description, claim, statement, text, details, detail, note, notes, remark, "
        "remarks, comment, evidence, quote, what happened",
        "In your own words, up to 400 characters.", "The two develop a vaccine together.",
    ),
    "where": Field(
        "Place in the source, page, paragraph, line, page number, passage, locator, page or line",
        "Where in the source it stands.", "paragraph 3",
    ),
    "url": Field(
        "Source address, source url, url, source, source link, link, web address, reference, document url, href, "
        "web link, sources",
        "Where it can be read; with a title alone for what has no address.", "https://example.org/news/vaccines",
        _is_address, telling=True, needed=True,
    ),
    "published": Field(
        "Published, publication date, date published, date of publication, source date, date of source, document "
        "date, date, reported, date reported, reported on",
        "When the source came out.", "2024-06-17", looks_like_date, needed=True,
    ),
    "title": Field(
        "Title, source title, headline, document, document title, title of source, document name",
        "What the source calls itself.", "Partners for a vaccine", _is_name,
    ),
    "publisher": Field(
        "Publisher, published by, outlet, newspaper, media, medium, source publisher, source name, name of source, "
        "issuer, author, source",
        "Who answers for it.", "Example Times", _is_name,
    ),
    "document_kind": Field(
        "Kind of source, source type, type of source, document kind, document type, source kind, kind of "
        "document, type of document",
        "What the source is.", "press-report", _in(DocumentKind), needed=True, choices=DocumentKind,
    ),
    "reliability": Field(
        "Reliability, trust, confidence, source reliability, credibility, reliability of source",
        "How far the source can be trusted.", "reported", _in(Reliability), needed=True, choices=Reliability,
    ),
    "language": Field(
        "Language, lang, source language, language of source", "If it is not English.", "",
                      _is_code(language_code)),
}  # fmt: skip
"""The fields of a row that is a relation: who, what and whom, how far it has come, and the source that says so."""

TECHNOLOGY: Mapping[str, Field] = {
    "name": Field(
        "Name, technology, technologies, field, technology name, label, term, title", "What it is called.",
        "mRNA vaccines", _is_name, needed=True,
    ),
    "aliases": Field(
        "Other names, aliases, alias, also known as, aka, alternative names, synonyms, alternative labels",
        "Other names, with ; between them.", "messenger RNA vaccines", _is_name,
    ),
    "broader": Field(
        "Broader, parent, broader field, parent field, broader technology, parent technology, within, broader term",
        "The fields that contain it: each has a row of its own, or is known.", "", _is_name,
    ),
    "description": Field("Description, what it is, about, definition, scope", "One line on what it covers."),
}  # fmt: skip
"""The fields of a row that is a technology."""

FIELDS: Mapping[Rows, Mapping[str, Field]] = {
    Rows.TECHNOLOGIES: TECHNOLOGY,
    Rows.ORGANISATIONS: ORGANISATION,
    Rows.RELATIONS: RELATION,
    Rows.NOTHING: {},
}
"""The fields of each sort of row."""

DATES = ("published", "start", "end")
"""The fields that are dates."""
