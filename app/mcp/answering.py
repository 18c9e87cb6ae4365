"""From a tool that is called to the text that it answers with: one question, asked as all others are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from app.answers.asking import understood
from app.answers.extent import Extent
from app.answers.offload import offloaded
from app.answers.service import Service
from app.answers.view import viewed
from app.errors import NotFound, ServiceError
from app.mcp.text import Text, text_of
from app.mcp.tools import ASK, TOOLS
from app.queries import catalogue
from app.queries.base import Paged, Query
from app.queries.parameters import ALL, USUAL_PAGE
from app.queries.plain import PlainQuestion
from app.queries.view import Viewed
from app.report import Report
from app.validation import checked

LONGEST = 24_000
"""Most characters of an answer, of which four are about one token: an assistant pays for each, and forgets what it read
before when there are too many."""

PAGE = Extent(counted=True)

AnyQuery = TypeVar("AnyQuery", bound=Query)


@dataclass(frozen=True)
class Asking:
    """Asks a service what a tool is called with. `base` is the address of the service, empty where nobody is known to
    serve it: answers end with where they are there."""

    service: Service
    base: str = ""

    async def call(self, name: str, arguments: Mapping[str, Any]) -> str:
        """The answer of a tool as text. Raises NotFound for a tool that is not there, and what a question raises."""
        given = {key: value for key, value in arguments.items() if value is not None and (key, value) != ("limit", ALL)}
        if name not in TOOLS:
            raise NotFound(f"there is no tool {name!r}; there are {', '.join(TOOLS)}")
        if name != ASK:
            return await self.answer(catalogue[name].read(given))
        question = await understood(self.service, checked(PlainQuestion, given, ASK).q)
        return await self.answer(question, opening=f"Understood as {question.address}\n\n")

    async def answer(self, question: Query, opening: str = "", closing: str = "") -> str:
        """The answer to a question as text, in full where it is about one thing, between an opening and a closing."""
        question, room = _bounded(question.in_full()), LONGEST - len(opening) - len(closing)
        text = await self._text(question, room)
        while not text.whole and isinstance(question, Paged) and question.limit > 1:
            # Asked anew for as many results as fit, it says of itself where to go on.
            question = _limited(question, min(text.results, question.limit - 1))
            text = await self._text(question, room)
        return opening + text.text + closing

    async def _text(self, question: Query, room: int) -> Text:
        answer = await viewed(self.service, Viewed(question), PAGE)
        end = self._further(question, answer.meta["next"])
        size = len(answer.rows) + len(answer.json_ties)
        text = await offloaded(size, text_of, Report(answer), room - len(end))
        return replace(text, text=text.text + end)

    def _further(self, question: Query, cursor: str | None) -> str:
        """How a text ends: which tool goes on, and where the same is on the web."""
        goes_on = cursor and question.name in TOOLS
        more = (
            f'\nFor what follows, call `{question.name}` with the same and `after` = "{cursor}".\n' if goes_on else ""
        )
        return more + (f"\nThe same on the web: <{self.base}{question.address}>\n" if self.base else "")


def _bounded(question: Query) -> Query:
    """A question for no more results than there can be room for."""
    return _limited(question, USUAL_PAGE) if getattr(question, "limit", 0) > USUAL_PAGE else question


def _limited(question: AnyQuery, limit: int) -> AnyQuery:
    return question.model_copy(update={"limit": limit})


def refusal(error: ServiceError) -> str:
    """An error in words that an assistant can act on: what is wrong, and what would be right."""
    said = [f"{error.title}: {error.detail}"]
    for one in error.extra.get("errors", ()):
        said += [f"{one['parameter']} can be {', '.join(one['allowed'])}"] if "allowed" in one else []
    if near := [one for one in error.extra.get("suggestions", ()) if one not in error.detail]:
        said.append(f"Near it: {', '.join(near)}")
    return "\n".join(said)
