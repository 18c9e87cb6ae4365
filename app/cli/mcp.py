"""The command that an assistant starts, and asks over standard input."""

import rich_click as click

from app.answers.service import Service
from app.cli.queries import with_graph
from app.errors import EntenteError
from app.graph.replicas import AnyGraph
from app.mcp import MISSING, installed
from app.settings import Settings


@click.command("mcp")
def mcp() -> None:
    """Answer an assistant over standard input and output (MCP), with the questions as tools.

    An assistant starts it; docs/interoperate.md says how one is told of it. Like every question it asks the graph
    itself, which runs after `entente up` or `entente db start`, or where NEO4J_URI says; a service need not run.
    """
    if not installed():
        raise EntenteError(MISSING)
    from app.mcp.server import serve_standard_input

    settings = Settings.from_environment()
    base = (settings.public_url or "").rstrip("/")

    async def serve(graph: AnyGraph) -> None:
        await serve_standard_input(Service(graph, settings.record_cache_bytes), base)

    with_graph(settings, serve)


COMMANDS = (mcp,)
