"""The records: entities, technologies, documents, claims, and the ties that follow from claims.

These classes are the shape of a dataset's files, of every answer and of its OpenAPI description at once.
"""

import re
from functools import cached_property
from typing import Annotated, Any, Literal, Self, cast

import isodate
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    HttpUrl,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from app.domain.codes import country_code, country_pattern, currency_code, currency_pattern, language_code
from app.domain.dates import FIRST_DAY, LAST_DAY, first_day, last_day, span
from app.domain.identifiers import ConceptMatch, SameAs
from app.domain.model import Model
from app.domain.vocabulary import (
    AmountKind,
    Attribute,
    DocumentKind,
    InitiativeType,
    Kind,
    Relation,
    Reliability,
    Stance,
    Standing,
    Status,
)
from app.domain.written import Written

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def edtf_text(text: str) -> str:
    """The text, if it is an EDTF date. Raises ValueError otherwise."""
    span(text)
    return text


def _period(text: str) -> str:
    try:
        isodate.parse_duration(text)
    except isodate.ISO8601Error:
        forward = False
    else:
        forward = re.fullmatch(r"P[^T-]*[1-9][^T-]*", text) is not None
    if not forward:
        raise ValueError(f"{text!r} is not an ISO 8601 duration of a day or more; write P5Y, P18M or P90D")
    return text


def _url(text: str) -> str:
    try:
        _ADDRESS.validate_python(text)
    except ValidationError:
        raise ValueError(f"{text!r} is not a web address; write all of it: https://example.org/page") from None
    return text


def _seen(text: str) -> str:
    """What all letters of a text can be seen in: control characters, and those that turn its direction, hide some."""
    if hidden := _HIDDEN.search(text):
        raise ValueError(f"has the hidden character U+{ord(hidden[0]):04X} at place {hidden.start() + 1}; leave it out")
    return text


def _no_truth(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError(f"{str(value).lower()} is no sum of money; write its digits: 750000000")
    return value


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


_ADDRESS = TypeAdapter[HttpUrl](HttpUrl)
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]")

LARGEST_SUM = 10**18
"""No sum of money is larger; from 2**63 on a database could not hold it."""

Slug = Annotated[str, Field(pattern=SLUG, max_length=80)]
Text = Annotated[str, Field(min_length=1, max_length=400), AfterValidator(_seen)]
Name = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_seen)]
Units = Annotated[int, BeforeValidator(_no_truth), Field(ge=0, le=LARGEST_SUM)]
Edtf = Annotated[str, Field(max_length=100), AfterValidator(edtf_text)]
Country = Annotated[str, AfterValidator(country_code), Written(country_pattern)]
Currency = Annotated[str, AfterValidator(currency_code), Written(currency_pattern)]
Language = Annotated[str, AfterValidator(language_code), WithJsonSchema({"type": "string", "pattern": "^[a-z]{2}$"})]
Period = Annotated[str, AfterValidator(_period), WithJsonSchema({"type": "string", "pattern": "^P"})]
Url = Annotated[str, AfterValidator(_url), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
Countries = Annotated[
    tuple[Country, ...], BeforeValidator(_listed, json_schema_input_type=Country | tuple[Country, ...])
]


class Entity(Model):
    """An actor, or a thing that actors do."""

    id: Slug = Field(description="Readable id, a slug.", examples=["nasa"])
    kind: Kind = Field(description="What it is.", examples=["Agency"])
    name: Name = Field(description="Full name.", examples=["National Aeronautics and Space Administration"])
    short: Name | None = Field(None, description="Short name, if it has one.", examples=["NASA"])
    aliases: tuple[Name, ...] = Field((), description="Other names, in any script.", examples=[["НАСА"]])
    country: Countries = Field(
        (), description="ISO 3166 alpha-2 codes of the countries it belongs to.", examples=[["US"]]
    )
    website: Url | None = Field(None, description="Official website.", examples=["https://www.nasa.gov"])
    same_as: SameAs = Field(
        SameAs(), description="What other registries call it.", examples=[{"wikidata": "Q23548", "ror": "027ka1x80"}]
    )
    type: InitiativeType | None = Field(None, description="What sort of initiative it is.", examples=[None])
    description: Text | None = Field(None, description="One line on what it is.", examples=["Civil space agency."])

    @model_validator(mode="before")
    @classmethod
    def _from_earlier_form(cls, given: object) -> object:
        """A Wikidata item had a field of its own before there were others."""
        if not isinstance(given, dict) or "wikidata" not in given or "same_as" in given:
            return cast("object", given)
        fields = dict(cast("dict[str, Any]", given))
        item = fields.pop("wikidata")
        return fields | {"same_as": {"wikidata": item}}

    @model_validator(mode="after")
    def _typed_initiative(self) -> Self:
        if self.type and self.kind is not Kind.INITIATIVE:
            raise ValueError(f"type says what sort of initiative something is; this is of kind {self.kind}")
        return self

    @property
    def label(self) -> str:
        """The name that a figure or a table shows."""
        return self.short or self.name


class Technology(Model):
    """A field of technology, in a tree from broad to narrow (SKOS)."""

    id: Slug = Field(description="Readable id, a slug.", examples=["quantum-key-distribution"])
    name: Name = Field(description="Preferred label.", examples=["Quantum key distribution"])
    aliases: tuple[Name, ...] = Field((), description="Alternative labels.", examples=[["QKD"]])
    broader: tuple[Slug, ...] = Field(
        (), description="Ids of the fields that contain it.", examples=[["quantum-cryptography"]]
    )
    related: tuple[Slug, ...] = Field(
        (),
        description="Ids of fields beside it in the tree that belong to it (SKOS); it belongs to them as well.",
        examples=[["post-quantum-cryptography"]],
    )
    matches: tuple[ConceptMatch, ...] = Field((), description="The same and similar concepts of other lists (SKOS).")
    description: Text | None = Field(
        None, description="One line on what it covers.", examples=["Keys shared by quantum states."]
    )


class Document(Model):
    """A source."""

    id: Slug = Field(description="Readable id: its date and a slug.", examples=["2024-06-17-icet-second-meeting"])
    title: Name = Field(description="Title as published.", examples=["India–US iCET, second meeting"])
    publisher: Name | None = Field(None, description="Who answers for it.", examples=["SpaceNews"])
    url: Url | None = Field(None, description="Where it can be read.", examples=["https://example.org/page"])
    published: Edtf = Field(description="EDTF date of publication.", examples=["2024-06-17"])
    kind: DocumentKind = Field(description="What it is.", examples=["press-report"])
    reliability: Reliability = Field(description="How far it can be trusted.", examples=["reported"])
    language: Language = Field("en", description="ISO 639-1 code.", examples=["en"])
    note: Text | None = Field(None, description="What to know before trusting it.", examples=["Names no reporter."])


Qualifier = Literal["about", "nearly", "over"]


class Amount(Model):
    """Money: a value or a range, in whole units of a currency."""

    value: Units | None = Field(None, description="The figure, in whole units of the currency.", examples=[90_000_000])
    min: Units | None = Field(None, description="Lower end of a range.", examples=[5_000_000_000])
    max: Units | None = Field(None, description="Upper end of a range.", examples=[7_000_000_000])
    qualifier: Qualifier | None = Field(None, description="How the source hedges the figure.", examples=["over"])
    currency: Currency = Field(description="ISO 4217 code.", examples=["USD"])
    period: Period | None = Field(None, description="ISO 8601 duration that the amount covers.", examples=["P5Y"])
    per: Slug | None = Field(
        None,
        description="What the amount is for one of, where it is no whole: a sum for each project.",
        examples=["project"],
    )
    kind: AmountKind | None = Field(
        None, description="What sort of money it is; null where nothing says so.", examples=["grant"]
    )
    payer: Slug | None = Field(
        None, description="Id of who pays, where that is not the subject of the tie.", examples=["india"]
    )
    payee: Slug | None = Field(
        None, description="Id of who is paid, where that is not the object of the tie.", examples=["general-atomics"]
    )
    joint: Slug | None = Field(
        None,
        description="Same on every tie that shares one amount given for several funders together: count it once.",
        examples=["global-challenges-institute-2024"],
    )

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        ranged = self.min is not None or self.max is not None
        if (self.value is not None) == ranged:
            raise ValueError("an amount has either a value, or a min and a max (one of which may be missing)")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min {self.min} is above max {self.max}")
        return self


class Share(Model):
    """A part of a whole, where a source gives no sum: 15 per cent of a trade."""

    percent: float = Field(gt=0, le=100, description="The part in per cent.", examples=[45.6])
    qualifier: Qualifier | None = Field(None, description="How the source hedges the figure.", examples=["about"])
    of: Name = Field(description="What it is a part of.", examples=["the cost of building ITER"])


class Cited(Model):
    """What names a claim and its document, and says how much the document weighs."""

    id: str = Field(description="Derived from the claim's content.", examples=["9f1c2ab034de5f67"])
    document: Slug = Field(description="Id of the document.", examples=["2024-06-17-icet-second-meeting"])
    position: int = Field(ge=0, description="Place among the document's claims, from 0.", examples=[3])
    published: Edtf = Field(description="When the document was published (EDTF).", examples=["2024-06-17"])
    publisher: Name | None = Field(None, description="Who answers for the document.", examples=["SpaceNews"])
    reliability: Reliability = Field(description="How far the document can be trusted.", examples=["reported"])


class Said(Model):
    """What one document says about one tie, in our own words, and where it says so."""

    stance: Stance = Field(Stance.SUPPORTS, description="Whether it says that the tie holds.", examples=["supports"])
    about: Attribute | None = Field(
        None,
        description="What it disputes, where that is not the tie itself but one thing about it.",
        examples=["amount"],
    )
    inferred: bool = Field(
        False,
        description="Whether the document does not say so itself, and it is concluded from what it says.",
        examples=[False],
    )
    status: Status | None = Field(None, description="How far along the document says it is.", examples=["announced"])
    technologies: tuple[Slug, ...] = Field((), description="Ids of the fields.", examples=[["quantum"]])
    start: Edtf | None = Field(None, description="When it begins or happens (EDTF).", examples=["2024-06"])
    end: Edtf | None = Field(None, description="When it ends (EDTF).", examples=["2029?"])
    place: Name | None = Field(None, description="Where it happens.", examples=["New Delhi"])
    amount: Amount | None = Field(None, description="Money that it names.")
    share: Share | None = Field(None, description="Part of a whole that it names.")
    office: Name | None = Field(
        None, description="Office in which a person acts.", examples=["National Security Advisor"]
    )
    says: Text = Field(
        description="What the document says, in our own words.", examples=["Both will fund the institute."]
    )
    where: Name = Field(description="Place in the document.", examples=["line 21"])
    passage: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        None, description="SHA-256 of the normalised sentence that it rests on.", examples=["3b1f" + "0" * 60]
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.stance is Stance.SUPPORTS and self.status is None:
            raise ValueError(f"a supporting claim has a status: one of {', '.join(Status)}")
        if self.about and self.stance is Stance.SUPPORTS:
            raise ValueError("about belongs to a claim that disputes; write `stance: disputes` beside it")
        if self.start and self.end and first_day(self.start) > last_day(self.end):
            raise ValueError(f"end {self.end} is before start {self.start}")
        return self


class Claim(Said, Cited):
    """What one document says about one tie, with its document and date."""

    @cached_property
    def known(self) -> str:
        """The day by which its document was out for certain."""
        return last_day(self.published)


class ConflictingValue(Model):
    """One of several values that cannot all be right, and who gives it."""

    value: str = Field(description="The value as text.", examples=["nearly 40,000,000,000 USD"])
    stance: Stance = Field(description="Whether the documents give it or deny it.", examples=["supports"])
    documents: tuple[Slug, ...] = Field(description="Ids of the documents.", examples=[["2023-04-17-jaishankar"]])


class Conflict(Model):
    """What sources of one class disagree on, about a tie that they agree on."""

    attribute: Attribute = Field(description="What they disagree on.", examples=["amount"])
    values: tuple[ConflictingValue, ...] = Field(description="What they say, that which the tie shows first.")


Doubt = Literal["contested", "unverified", "overdue"]


class Tie(Model):
    """One typed relation between two entities: the sum of its claims."""

    id: str = Field(
        description="Derived from subject, relation, object and topic.", examples=["isro--co-develops--nisar"]
    )
    relation: Relation = Field(description="Type of the relation.", examples=["PARTICIPATES_IN"])
    subject: Slug = Field(description="Id of the entity that it starts from.", examples=["nasa"])
    object: Slug = Field(description="Id of the entity that it leads to.", examples=["nisar"])
    topic: Slug | None = Field(
        None, description="The matter, where the two are tied on several.", examples=["training"]
    )
    status: Status = Field(
        description="Status of its newest supporting claim; an unverified one counts only where there is no other.",
        examples=["active"],
    )
    standing: Standing = Field(description="Whether sources deny it, and how much they weigh.", examples=["undisputed"])
    disputed: bool = Field(description="Whether its standing is `disputed`.", examples=[False])
    reliability: Reliability = Field(description="Of the best document that supports it.", examples=["reported"])
    documents: int = Field(description="How many documents support it.", examples=[2])
    publishers: int = Field(
        description="How many publishers support it; those that are not named count as one.", examples=[2]
    )
    reported: str = Field(
        description="Day (ISO 8601) of the newest claim that its status rests on.", examples=["2024-06-17"]
    )
    due: str | None = Field(
        None,
        description="Day (ISO 8601) by which what is expected, planned or announced was to begin; null for the rest.",
        examples=["2025-12-31"],
    )
    overdue: bool = Field(
        False, description="Whether that day has passed with no later word, on the day asked for.", examples=[False]
    )
    technologies: tuple[Slug, ...] = Field((), description="Ids of the fields.", examples=[["earth-observation"]])
    start: Edtf | None = Field(
        None, description="EDTF, from the newest of the claims that count which give one.", examples=["2024"]
    )
    end: Edtf | None = Field(None, description="EDTF, in the same way.", examples=["2029?"])
    place: Name | None = Field(None, description="Where, in the same way.", examples=["New Delhi"])
    amount: Amount | None = Field(None, description="Money, in the same way.")
    share: Share | None = Field(None, description="Part of a whole, in the same way.")
    office: Name | None = Field(None, description="Office in which its person acts, in the same way.", examples=[None])
    conflicts: tuple[Conflict, ...] = Field((), description="What its sources disagree on.")
    claims: tuple[Claim, ...] = Field(description="Its claims, the newest first.")

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What makes it less sure, where it is not disputed."""
        found: dict[Doubt, bool] = {
            "contested": self.standing is Standing.CONTESTED,
            "unverified": self.reliability is Reliability.UNVERIFIED,
            "overdue": self.overdue,
        }
        return tuple(doubt for doubt, holds in found.items() if holds)

    @property
    def span(self) -> tuple[str, str] | None:
        """First and last day of the tie, None where no claim dates it.

        Without an end, what is done ends with its start; anything else is taken to go on.
        """
        if self.start is None and self.end is None:
            return None
        first = first_day(self.start) if self.start else FIRST_DAY
        done = self.status in (Status.COMPLETED, Status.ENDED)
        last = self.end or (self.start if done else None)
        return first, last_day(last) if last else LAST_DAY
