"""How an answer is to be written: the options of the formats, each named once with its bounds and meaning."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from app.domain.figures import FigureName
from app.report.citing import Citing
from app.report.theme import Theme
from app.report.wording import Language
from app.validation import checked

ThemeName = Annotated[
    Theme,
    Field(
        description="Ground of the figure; `auto`, the default in html, follows the reader's system.",
        examples=["dark"],
    ),
]
Width = Annotated[int, Field(ge=280, le=4000, description="Width of the figure, in CSS pixels.", examples=[700])]
Scale = Annotated[float, Field(ge=1, le=4, description="Image pixels to a CSS pixel.", examples=[2])]
Lang = Annotated[Language, Field(description="Language of words that are not data (ISO 639-1).", examples=["de"])]
Title = Annotated[
    str,
    Field(
        min_length=1,
        max_length=200,
        description="Title, in place of one made from the question.",
        examples=["Who works on quantum technology"],
    ),
]

Cite = Annotated[
    Citing,
    Field(
        description="How a table cites: by `number` in a list of sources below it, or by `key` in a bibliography, as "
        "bib and csl are, that several answers share. With `key` a figure has no numbers: the table beside it cites.",
        examples=["key"],
    ),
]

TableName = Literal["rows", "ties", "claims", "entities", "technologies", "documents"]
Table = Annotated[
    TableName,
    Field(
        description="Which table, and no other: `rows` are what answers the question itself, and what csv has unless "
        "another is asked for.",
        examples=["claims"],
    ),
]

Figure = Annotated[
    FigureName,
    Field(
        description="What is drawn: the `network` of ties, or what is counted: `bars` of sums of money, a `matrix` of "
        "pairs, a `timeline` of what happened when, ties by the `years` in which they begin. Each question has its "
        "best as default.",
        examples=["network"],
    ),
]


class Options(BaseModel):
    """Every option of every format, with defaults; a format names those that it uses."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    theme: ThemeName | None = None
    width: Width | None = None
    scale: Scale = 2
    lang: Lang = Language.EN
    title: Title | None = None
    cite: Cite = Citing.NUMBER
    table: Table | None = None
    figure: Figure | None = None

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Self:
        """The options with these values. Raises InvalidParameter, naming each error and what would be right."""
        return checked(cls, values, "the format")
