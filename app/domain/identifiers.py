"""What other registries call an entity or a technology: checked identifiers, and matches of concepts (SKOS)."""

import re
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, Self

from pydantic import AfterValidator, Field, SerializerFunctionWrapHandler, model_serializer, model_validator
from stdnum import isni, lei
from stdnum.exceptions import ValidationError

from app.domain.model import Model

WIKIDATA_ITEM = r"^Q[1-9]\d*$"
Wikidata = Annotated[str, Field(pattern=WIKIDATA_ITEM)]


def _lei(code: str) -> str:
    """ISO 17442: 18 letters and digits, and two that check them (ISO 7064)."""
    try:
        return lei.validate(code)
    except ValidationError as error:
        raise ValueError(f"{code!r} is not a legal entity identifier (ISO 17442): {error}") from None


def _isni(code: str) -> str:
    """ISO 27729: 15 digits and one that checks them, without spaces."""
    try:
        return isni.validate(code)
    except ValidationError as error:
        raise ValueError(f"{code!r} is not an ISNI (ISO 27729): {error}") from None


def _ror(code: str) -> str:
    """0, six characters of Crockford's base 32, and two digits that check them (ISO 7064, MOD 97-10)."""
    number = 0
    for character in code[1:7]:
        number = number * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(character)
    if 98 - number * 100 % 97 != int(code[7:]):
        raise ValueError(f"{code!r} is not a ROR id: its last two digits do not fit the rest")
    return code


class Registry(NamedTuple):
    """A registry of entities: its name, and what makes an address of an identifier."""

    name: str
    prefix: str


REGISTRIES = {
    "wikidata": Registry("Wikidata", "http://www.wikidata.org/entity/"),
    "ror": Registry("ROR", "https://ror.org/"),
    "lei": Registry("LEI", "https://search.gleif.org/#/record/"),
    "isni": Registry("ISNI", "https://isni.org/isni/"),
    "opensanctions": Registry("OpenSanctions", "https://www.opensanctions.org/entities/"),
    "pic": Registry(
        "PIC",
        "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/how-to-participate/org-details/",
    ),
}
"""The registries, by the field of SameAs that has their identifier."""


class SameAs(Model):
    """What other registries call an entity; those that do not know it are left out."""

    wikidata: Wikidata | None = Field(default=None, description="Wikidata item.", examples=["Q23548"])
    ror: Annotated[str, Field(pattern=r"^0[a-hj-km-np-tv-z0-9]{6}\d{2}$"), AfterValidator(_ror)] | None = Field(
        default=None, description="Research Organization Registry.", examples=["027ka1x80"]
    )
    lei: Annotated[str, Field(pattern=r"^[A-Z0-9]{18}\d{2}$"), AfterValidator(_lei)] | None = Field(
        default=None, description="Legal entity identifier (ISO 17442).", examples=["5493006MHB84DD0ZWV18"]
    )
    isni: Annotated[str, Field(pattern=r"^\d{15}[\dX]$"), AfterValidator(_isni)] | None = Field(
        default=None, description="International standard name identifier (ISO 27729).", examples=["0000000449071619"]
    )
    opensanctions: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{3,}$")] | None = Field(
        default=None, description="OpenSanctions entity.", examples=["NK-A7z72JK4ijiuHiYMKhuqwE"]
    )
    pic: Annotated[str, Field(pattern=r"^\d{9}$")] | None = Field(
        default=None, description="Participant in programmes of the European Union.", examples=["999997930"]
    )

    @model_serializer(mode="wrap")
    def _given(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in serialize(self).items() if value is not None}

    @property
    def addresses(self) -> list[str]:
        """The identifiers as addresses: `http://www.wikidata.org/entity/Q23548`."""
        return [REGISTRIES[name].prefix + value for name, value in self.row().items()]


def is_identifier(registry: str, id: str) -> bool:
    """Whether a text can be what a registry calls something: its digits that check the others do."""
    try:
        SameAs.model_validate({registry: id})
    except ValueError:
        return False
    return True


class Scheme(StrEnum):
    """Lists of concepts that technologies are matched to."""

    WIKIDATA = "wikidata"
    US_CET = "us-cet-2024"


SCHEME_NAMES = {
    Scheme.WIKIDATA: "Wikidata",
    Scheme.US_CET: "Critical and Emerging Technologies List Update, United States, February 2024",
}


class MappingRelation(StrEnum):
    """How a concept of another list lies to ours: the mapping properties of SKOS without their `Match`."""

    EXACT = "exact"
    CLOSE = "close"
    BROAD = "broad"
    NARROW = "narrow"
    RELATED = "related"


class ConceptMatch(Model):
    """A concept of another list beside one of ours: `broad` says that theirs is the broader one (SKOS)."""

    scheme: Scheme = Field(description="The list.", examples=["wikidata"])
    mapping: MappingRelation = Field(
        MappingRelation.EXACT, description="How theirs lies to ours (SKOS).", examples=["exact"]
    )
    id: Annotated[str, Field(min_length=1, max_length=200)] = Field(
        description="What the list calls it: an item of Wikidata, or a heading.", examples=["Q17995793"]
    )

    @model_validator(mode="after")
    def _of_its_scheme(self) -> Self:
        if self.scheme is Scheme.WIKIDATA and not re.fullmatch(WIKIDATA_ITEM, self.id):
            raise ValueError(f"{self.id!r} is not an item of Wikidata; write Q and digits")
        return self

    @property
    def address(self) -> str | None:
        """Its address, where the list gives one."""
        return REGISTRIES["wikidata"].prefix + self.id if self.scheme is Scheme.WIKIDATA else None

    @classmethod
    def read(cls, line: str) -> "ConceptMatch":
        """A match from the line that `str` makes of it."""
        scheme, mapping, id = line.split(" ", 2)
        return cls(scheme=Scheme(scheme), mapping=MappingRelation(mapping), id=id)

    def __str__(self) -> str:
        return f"{self.scheme} {self.mapping} {self.id}"
