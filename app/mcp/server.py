"""What assistants are offered, by the official SDK: tools, resources and a prompt, over HTTP as over standard input."""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import unquote

from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    Prompt,
    PromptArgument,
    PromptMessage,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    Tool,
    ToolAnnotations,
)

from app import VERSION
from app.answers.service import Service
from app.domain.answer import Subgraph
from app.errors import ServiceError, Unexpected
from app.mcp import briefing
from app.mcp.answering import Asking, refusal
from app.mcp.tools import TOOLS, tools
from app.queries import catalogue

_log = logging.getLogger(__name__)

MARKDOWN = "text/markdown"

RESOURCES = {"documents": "document", "entities": "entity"}
"""The parts whose records are resources, with the question after one of each."""

FURTHER = {"documents": "`claims` with document", "entities": "`ties` with entity"}
"""The tool that gives page by page what a dossier may have no room for, with its parameter."""

_URI = re.compile(rf"entente://({'|'.join(RESOURCES)})/([^/?#]+)")

Heard = Callable[[Any, str], str]
"""What is told of each question as it is asked: the HTTP request that it came in, if any, and its name, empty for none
that there is. It gives the address of the service as the one who asks knows it, empty where there is none."""

Context = Any
"""What the SDK says of a request; `request` is that of HTTP."""


def server(service: Service, heard: Heard) -> Server[Any]:
    """A server of questions to a service."""
    offer = _Offer(service, heard)
    return Server(
        "entente",
        version=VERSION,
        title="Entente",
        instructions=briefing.INSTRUCTIONS,
        on_list_tools=offer.list_tools,
        on_call_tool=offer.call_tool,
        on_list_resources=offer.list_resources,
        on_list_resource_templates=offer.list_templates,
        on_read_resource=offer.read_resource,
        on_list_prompts=offer.list_prompts,
        on_get_prompt=offer.get_prompt,
    )


async def serve_standard_input(service: Service, base: str) -> None:
    """Answers who writes to standard input, until it ends. `base` is where the service is on the web, if anywhere."""
    serving = server(service, lambda request, name: base)
    async with stdio_server() as (read, write):
        await serving.run(read, write, serving.create_initialization_options())


class _Offer:
    """The handlers of all that an assistant can ask for."""

    def __init__(self, service: Service, heard: Heard) -> None:
        self._service = service
        self._heard = heard

    def _asking(self, context: Context, name: str) -> Asking:
        return Asking(self._service, self._heard(context.request, name))

    # Tools

    async def list_tools(self, context: Context, params: PaginatedRequestParams | None) -> ListToolsResult:
        """All tools; none changes anything, or asks anyone but the graph."""
        reading = ToolAnnotations(read_only_hint=True, open_world_hint=False)
        return ListToolsResult(
            tools=[
                Tool(
                    name=one.name, title=one.title, description=one.description, input_schema=dict(one.schema),
                    annotations=reading,
                )
                for one in tools()
            ]
        )  # fmt: skip

    async def call_tool(self, context: Context, params: CallToolRequestParams) -> CallToolResult:
        """The answer as text; an error too, which a model reads and mends what it asked."""
        asking = self._asking(context, params.name if params.name in TOOLS else "")
        text, is_error = await _told(lambda: asking.call(params.name, params.arguments or {}))
        return CallToolResult(content=[TextContent(text=text)], is_error=is_error)

    # Resources

    async def list_templates(
        self, context: Context, params: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        """How an entity and a document are addressed."""
        return ListResourceTemplatesResult(
            resource_templates=[
                ResourceTemplate(
                    name=question, title=question.capitalize(), uri_template=f"entente://{part}/{{id}}",
                    description=catalogue[question].description(), mime_type=MARKDOWN,
                )
                for part, question in RESOURCES.items()
            ]
        )  # fmt: skip

    async def list_resources(self, context: Context, params: PaginatedRequestParams | None) -> ListResourcesResult:
        """Documents, then entities, page by page; a cursor is the part, and where its page begins."""
        part, _, after = (params.cursor if params and params.cursor else "documents").partition(" ")
        if part not in RESOURCES:
            raise MCPError(INVALID_PARAMS, "this is no cursor of this list; take it from the page before")
        self._heard(context.request, part)
        answer = await _or_refused(
            lambda: self._service.answer(catalogue[part].read({"after": after} if after else {}))
        )
        follows = f"{part} {answer.meta['next']}" if answer.meta["next"] else _after(part)
        return ListResourcesResult(resources=_resources(answer, part), next_cursor=follows)

    async def read_resource(self, context: Context, params: ReadResourceRequestParams) -> ReadResourceResult:
        """An entity or a document as a dossier."""
        if not (found := _URI.fullmatch(params.uri)):
            raise MCPError(
                INVALID_PARAMS, f"{params.uri!r} is neither entente://entities/ID nor entente://documents/ID"
            )
        question, id = RESOURCES[found[1]], unquote(found[2])
        asking = self._asking(context, question)
        further = f'\nAll of it, page by page: the tool {FURTHER[found[1]]} = "{id}".\n'
        text = await _or_refused(lambda: asking.answer(catalogue[question].of_one("id", id), closing=further))
        return ReadResourceResult(contents=[TextResourceContents(uri=params.uri, mime_type=MARKDOWN, text=text)])

    # The prompt

    async def list_prompts(self, context: Context, params: PaginatedRequestParams | None) -> ListPromptsResult:
        """The one prompt that there is."""
        arguments = [
            PromptArgument(name=name, description=text, required=name == briefing.ABOUT)
            for name, text in briefing.ARGUMENTS.items()
        ]
        prompt = Prompt(name=briefing.NAME, title=briefing.TITLE, description=briefing.DESCRIPTION, arguments=arguments)
        return ListPromptsResult(prompts=[prompt])

    async def get_prompt(self, context: Context, params: GetPromptRequestParams) -> GetPromptResult:
        """The prompt, about what is asked for."""
        given: Mapping[str, str] = params.arguments or {}
        if params.name != briefing.NAME or not (about := given.get(briefing.ABOUT)):
            raise MCPError(INVALID_PARAMS, f"there is one prompt, {briefing.NAME}; it wants `{briefing.ABOUT}`")
        text = briefing.briefing(about, given.get(briefing.SINCE))
        return GetPromptResult(
            description=briefing.DESCRIPTION, messages=[PromptMessage(role="user", content=TextContent(text=text))]
        )


async def _told(ask: Callable[[], Awaitable[str]]) -> tuple[str, bool]:
    """What is answered, or what is wrong, and whether it is that."""
    try:
        return await ask(), False
    except ServiceError as error:
        return refusal(error), True
    except Exception:
        _log.exception("a tool failed")
        return refusal(Unexpected("the log of the service says more")), True


async def _or_refused(ask: Callable[[], Awaitable[Any]]) -> Any:
    """What is answered. Raises MCPError where it cannot be, in words that say what would be right."""
    try:
        return await ask()
    except ServiceError as error:
        raise MCPError(INVALID_PARAMS, refusal(error)) from error


def _resources(answer: Subgraph, part: str) -> list[Resource]:
    """The records of an answer as resources."""
    if part == "documents":
        named = [(one.id, one.title, f"{one.publisher or ''} {one.published}".strip()) for one in answer.documents]
    else:
        named = [(one.id, one.name, one.description or str(one.kind)) for one in answer.entities]
    return [
        Resource(name=id, title=title, description=text, uri=f"entente://{part}/{id}", mime_type=MARKDOWN)
        for id, title, text in named
    ]


def _after(part: str) -> str | None:
    """The part whose list follows."""
    parts = list(RESOURCES)
    place = parts.index(part) + 1
    return parts[place] if place < len(parts) else None
