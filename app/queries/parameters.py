"""The types of query parameters: each is named once, with its bounds, its meaning and an example."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, cast

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from app.domain.codes import country_code, country_pattern, currency_code, currency_pattern
from app.domain.dates import ONE_DATE, one_date
from app.domain.vocabulary import AmountKind, DocumentKind, InitiativeType, Kind, Relation, Reliability, Stance, Status
from app.domain.written import Written
from app.validation import Misfit


@dataclass(frozen=True)
class Reference:
    """Marks a parameter as the id of a record of one part: entities, technologies, documents or ties."""

    part: str


def _slug(value: object) -> object:
    """`NASA` means nasa, and `Co develops` co-develops: a reader need not know how ids and words are written."""
    return re.sub(r"[\s_]+", "-", value.strip().lower()) if isinstance(value, str) else value


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _bounded(value: object, most: int) -> list[object]:
    """What is given as a list, if it is not too long. Raises ValueError otherwise."""
    listed = _listed(value)
    given = list(cast("Sequence[object]", listed)) if isinstance(listed, list | tuple) else [listed]
    if len(given) > most:
        raise ValueError(f"is given more than {most} times")
    return given


def _some(value: object) -> object:
    """At least one; pydantic would say of a list that has nothing else in it than an error that it is empty as well."""
    if not (listed := _listed(value)):
        raise ValueError("is missing")
    return listed


ALL = "all"
"""What stands for every status, and as `limit` for all that answers."""


def _statuses(value: object) -> object:
    """`all` stands for every status; what is none beside it is left to be refused."""
    given = _bounded(value, len(Status))
    others = [one for one in given if _slug(one) != ALL]
    if len(others) == len(given):
        return given
    return [one for one in others if not _is_status(one)] or list(Status)


def _is_status(value: object) -> bool:
    try:
        Status(str(value))
    except ValueError:
        return False
    return True


LONGEST_ID, LONGEST_TIE_ID = 200, 340
"""Most characters of an id, or of a name in its place: ids of a dataset have 80 at most, those of ties 340."""

LONGEST_DATE = 40
"""Most characters of a date."""

LONGEST_NAME = 100
"""Most characters of a country's name, and of a currency's."""

MOST_COUNTRIES = 60


def _countries(value: object) -> object:
    """Bounded before each is looked up: 500 wrong names take 40 ms."""
    return _bounded(value, MOST_COUNTRIES)


PAIR = r"^[^,]*[^,\s][^,]*,[^,]*[^,\s][^,]*$"
"""Two names, each with something to see in it."""


def _pair(value: str) -> str:
    """Two ids as `one,other`."""
    ends = [str(_slug(end)) for end in value.split(",")]
    if not re.fullmatch(PAIR, value):
        raise ValueError(f"{value!r} is not a pair; write two ids of entities with a comma: india,united-states")
    if ends[0] == ends[1]:
        raise Misfit("distinct", f"{ends[0]!r} makes no pair with itself; name two entities")
    return ",".join(ends)


Date = Annotated[str, Field(max_length=LONGEST_DATE), AfterValidator(one_date), Written(lambda: ONE_DATE)]
EntityId = Annotated[
    str,
    Field(max_length=LONGEST_ID),
    BeforeValidator(_slug),
    Reference("entities"),
    Field(description="Id of an entity.", examples=["nasa"]),
]
TechnologyId = Annotated[
    str,
    Field(max_length=LONGEST_ID),
    BeforeValidator(_slug),
    Reference("technologies"),
    Field(description="Id of a technology; narrower fields are included.", examples=["quantum"]),
]
DocumentId = Annotated[
    str,
    Field(max_length=LONGEST_ID),
    BeforeValidator(_slug),
    Reference("documents"),
    Field(description="Id of a document.", examples=["2024-06-17-icet-second-meeting"]),
]
TieId = Annotated[
    str,
    Field(max_length=LONGEST_TIE_ID),
    BeforeValidator(_slug),
    Reference("ties"),
    Field(description="Id of a tie.", examples=["isro--co-develops--nisar"]),
]
SearchText = Annotated[
    str,
    Field(
        min_length=1, max_length=200, description="A name, an alias, a part of one, or nearly one.", examples=["nasa"]
    ),
]
TitleWords = Annotated[
    str,
    Field(
        min_length=1, max_length=200, description="Words of a title or publisher, or how they begin.", examples=["iCET"]
    ),
]
Pair = Annotated[
    str, Field(max_length=2 * LONGEST_ID + 1), AfterValidator(_pair), Written(lambda: PAIR), Reference("entities")
]
Pairs = Annotated[
    tuple[Pair, ...],
    Field(max_length=6, json_schema_extra={"minItems": 1}),
    BeforeValidator(_some),
    Field(
        description="Two ids of entities with a comma between them.",
        examples=[["india,united-states", "india,russia"]],
    ),
]
Hops = Annotated[int, Field(ge=1, le=6, description="Most ties on a path.", examples=[4])]
PathLimit = Annotated[int, Field(ge=1, le=50, description="Most paths.", examples=[10])]
Depth = Annotated[int, Field(ge=1, le=3, description="How many ties away to look.", examples=[1])]
LARGEST_PAGE = 1000
"""Most results on one page."""

USUAL_PAGE = 100
"""Most results on a page where nobody says how many."""

Limit = Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="Most results on one page, or `all`.", examples=[100])]
Cursor = Annotated[str, Field(description="Where the page begins; `meta.next` of the page before says it.")]
Kinds = Annotated[
    tuple[Kind, ...],
    Field(max_length=len(Kind)),
    BeforeValidator(_listed),
    Field(description="Kinds of entity; a tie passes when one of its ends does.", examples=[["Agency"]]),
]
InitiativeTypes = Annotated[
    tuple[InitiativeType, ...],
    Field(max_length=len(InitiativeType)),
    BeforeValidator(_listed),
    Field(description="Sorts of initiative; all other kinds of entity have none.", examples=[["fund"]]),
]
Relations = Annotated[
    tuple[Relation, ...],
    Field(max_length=len(Relation)),
    BeforeValidator(_listed),
    Field(description="Types of tie.", examples=[["FUNDS"]]),
]
Statuses = Annotated[
    tuple[Status, ...],
    BeforeValidator(_statuses),
    Field(description="Statuses of a tie, or `all`.", examples=[["active", "announced"]]),
    WithJsonSchema(
        {"type": "array", "items": {"type": "string", "enum": [*map(str, Status), ALL]}, "maxItems": len(Status)}
    ),
]
Disputed = Annotated[
    Literal["exclude", "include", "only"],
    BeforeValidator(_slug),
    Field(description="Ties that a document disputes; `meta.excluded` counts those left out.", examples=["include"]),
]
Persons = Annotated[
    Literal["exclude", "include"],
    BeforeValidator(_slug),
    Field(
        description="Whether people count as partners; `meta.excluded` counts the ties left out.", examples=["include"]
    ),
]
Domestic = Annotated[
    Literal["exclude", "include"],
    BeforeValidator(_slug),
    Field(
        description="Whether two of one country, a whole and its part, or a bloc and its member count as partners; "
        "`meta.excluded` counts the ties left out.",
        examples=["include"],
    ),
]
Lineage = Annotated[
    Literal["exclude", "include"],
    BeforeValidator(_slug),
    Field(
        description="Whether ties of what the entity succeeded, and of what succeeded it, are given with its own; a "
        "succession that is disputed is not followed.",
        examples=["include"],
    ),
]
Countries = Annotated[
    tuple[Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(country_code), Written(country_pattern)], ...],
    Field(max_length=MOST_COUNTRIES),
    BeforeValidator(_countries),
    Field(
        description="Countries, as ISO 3166 codes, or by names; a tie passes when one of its ends does.",
        examples=[["IN"]],
    ),
]
From = Annotated[
    Date,
    Field(
        description="EDTF date: only what lasts until it or longer; what has no date does not pass.", examples=["2024"]
    ),
]
To = Annotated[
    Date,
    Field(description="EDTF date: only what begins by its end; what has no date does not pass.", examples=["2025-06"]),
]
AsOf = Annotated[
    Date,
    Field(
        description="EDTF date: the graph as the documents published by its end describe it.", examples=["2024-12-31"]
    ),
]
Sources = Annotated[int, Field(ge=1, le=100, description="At least so many publishers support a tie.", examples=[2])]
ReportedSince = Annotated[
    Date,
    Field(
        description="EDTF date: only ties whose status was reported on its first day or later.", examples=["2024-01-01"]
    ),
]
Overdue = Annotated[
    bool,
    Field(
        description="Whether a tie was to begin by a day that has passed, with no later word: `true` for those alone, "
        "`false` for all others.",
        examples=[True],
    ),
]
Since = Annotated[Date, Field(description="EDTF date: what became known after its end.", examples=["2025-01-01"])]
By = Annotated[
    Literal["publication", "arrival"],
    BeforeValidator(_slug),
    Field(
        description="Whether the days are those on which documents were published, or those on which claims came into "
        "this graph.",
        examples=["arrival"],
    ),
]
Currency = Annotated[
    str,
    Field(max_length=LONGEST_NAME),
    AfterValidator(currency_code),
    Written(currency_pattern),
    Field(description="ISO 4217 code of a currency; nothing is converted.", examples=["USD"]),
]
AmountKinds = Annotated[
    tuple[AmountKind, ...],
    Field(max_length=len(AmountKind)),
    BeforeValidator(_listed),
    Field(
        description="Kinds of money; without it grants, investments, budgets, and what the sources do not name. "
        "`meta.excluded` counts the rest.",
        examples=[["grant", "contract"]],
    ),
]
OneStance = Annotated[
    Stance,
    Field(description="Whether claims support or dispute their ties.", examples=["disputes"]),
]
DocumentKinds = Annotated[
    tuple[DocumentKind, ...],
    Field(max_length=len(DocumentKind)),
    BeforeValidator(_listed),
    Field(description="Kinds of document.", examples=[["joint-statement"]]),
]
Reliabilities = Annotated[
    tuple[Reliability, ...],
    Field(max_length=len(Reliability)),
    BeforeValidator(_listed),
    Field(
        description="How far documents can be trusted; of a tie the best that supports it.",
        examples=[["official", "reported"]],
    ),
]


# What stands beside a question: how a reader looks at its answer

BETWEEN = "~"
"""What joins two entities whose paths are added."""

DISPUTED = "disputed"

ADDED = r"^[^~]*[^~\s][^~]*(~[^~]*[^~\s][^~]*)?$"
"""A name, or two, each with something to see in it."""

MUTABLE = (*map(str, Kind), *map(str, Status), DISPUTED)
"""What a legend has: kinds of entity, and how far along ties are; of a disputed tie, that alone."""


def _added(value: str) -> str:
    if not re.fullmatch(ADDED, value):
        raise ValueError(f"{value!r} is neither an entity, such as nasa, nor two of them, such as nasa~isro")
    ends = [str(_slug(end)) for end in value.split(BETWEEN)]
    if len(set(ends)) < len(ends):
        raise Misfit("distinct", f"{ends[0]!r} has no path to itself; name two entities")
    return BETWEEN.join(ends)


def _muted(value: str) -> str:
    if value.strip().lower() == DISPUTED:
        return DISPUTED
    for vocabulary in (Kind, Status):
        try:
            return str(vocabulary(value))
        except ValueError:
            continue
    raise ValueError(f"cannot be {value!r}; it can be {', '.join(MUTABLE)}")


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


PIN = r"^[^@]+@-?[0-9]{1,6},-?[0-9]{1,6}$"
VERSION = r"^sha256:[0-9a-f]{12,64}$"

Add = Annotated[
    tuple[Annotated[str, Field(max_length=2 * LONGEST_ID + 1), AfterValidator(_added), Written(lambda: ADDED)], ...],
    Field(max_length=20),
    BeforeValidator(_listed),
    AfterValidator(_each_once),
    Field(
        description="What is added to the answer: the ties of an entity, or with `~` the paths between two.",
        examples=[["nasa", "nasa~isro"]],
    ),
]
Hide = Annotated[
    tuple[Annotated[str, Field(max_length=LONGEST_ID), BeforeValidator(_slug)], ...],
    Field(max_length=200),
    BeforeValidator(_listed),
    AfterValidator(_each_once),
    Field(description="Ids of entities that are hidden, with all their ties.", examples=[["isro"]]),
]
Mute = Annotated[
    tuple[Annotated[str, AfterValidator(_muted), WithJsonSchema({"type": "string", "enum": list(MUTABLE)})], ...],
    Field(max_length=len(MUTABLE)),
    BeforeValidator(_listed),
    AfterValidator(_each_once),
    Field(
        description="Kinds of entity that are hidden, with all their ties, and statuses of ties, or `disputed` ones.",
        examples=[["Person", "ended"]],
    ),
]
Pin = Annotated[
    tuple[Annotated[str, Field(max_length=LONGEST_ID + 16, pattern=PIN)], ...],
    Field(max_length=200),
    BeforeValidator(_listed),
    AfterValidator(_each_once),
    Field(
        description="Where the page holds an entity, as `id@x,y`; with two or more, a network is arranged so where it "
        "has room.",
        examples=[["nisar@120,-40"]],
    ),
]
Version = Annotated[
    str,
    Field(
        pattern=VERSION,
        description="The version of the dataset that the answer is to be of, or its first 12 digits or more. Where the "
        "graph holds another one, the answer is a snapshot of the question and that dataset, or else a 409.",
        examples=["sha256:" + "0" * 12],
    ),
]
