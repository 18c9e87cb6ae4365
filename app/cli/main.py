"""The command: what keeps a graph running is here, and what else there is comes with the libraries that it needs."""

import gc
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click
from rich.console import Console

from app import VERSION
from app.errors import EntenteError
from app.local import LocalNeo4j
from app.local.keeper import kept_running
from app.local.machine import ensure_port
from app.mcp import installed
from app.runtime import local
from app.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI


out, err = Console(), Console(stderr=True)


class Commands(click.RichGroup):
    """A group whose commands of other modules are imported when they are asked for, or all are listed.

    Importing every library takes a second, in which `up` lets Java start. What goes wrong is a sentence on standard
    error and an exit code of its kind.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command that was asked for."""
        try:
            return super().invoke(ctx)
        except EntenteError as error:
            err.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
            sys.exit(error.exit_code)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return [*super().list_commands(ctx), *(command.name or "" for command in _others())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        others = (command for command in _others() if command.name == cmd_name)
        return super().get_command(ctx, cmd_name) or next(others, None)


def _others() -> Iterator[click.Command]:
    for name in (
        "app.cli.data",
        "app.cli.importing",
        "app.cli.drafting",
        "app.cli.review",
        "app.cli.queries",
        "app.cli.mcp",
    ):
        yield from import_module(name).COMMANDS


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, message="entente %(version)s")
def cli() -> None:
    """Who works with whom on which technology, since when, and which document says so.

    `entente up` starts everything on this machine. Then ask: `entente partners quantum`, `entente search nasa`,
    `entente neighbours nasa --depth 2`. A question's answer is a table in a terminal, and JSON anywhere else.
    """


# Running


@cli.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Let other data go that the graph holds.")
def up(folders: Sequence[Path], replace: bool) -> None:
    """Start Neo4j on this machine, load FOLDERS, and serve.

    If none are named, your own data is served as the graph holds it, and the seed where there is none. A Neo4j that
    ends by itself or hangs is started again. Ctrl-C stops everything. With NEO4J_URI set, that server is used and
    nothing is started.
    """
    settings = Settings.from_environment()
    _ensure_free(settings)
    # A request to end must pass through the blocks that stop what was started.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    server = None if settings.uris else local(settings)
    mine = server.start(err, meanwhile=_import_all) if server else False
    try:
        example = _fill(settings, folders, replace)
        # Once: the service begins anew whenever Neo4j was away.
        announce = cache(lambda: _print_addresses(settings, server, example))
        kept = (
            kept_running(server, err, lambda: _fill(settings, folders, replace)) if server and mine else nullcontext()
        )
        with kept:
            _serve(settings, lambda: _application(announce))
    except KeyboardInterrupt:
        pass
    finally:
        if server and mine:
            server.stop()


def _import_all() -> None:
    """What answers takes a second to import, a quarter less where no garbage is looked for: none of it is any."""
    gc.disable()
    import_module("app.cli.queries")
    gc.enable()
    gc.freeze()


def _fill(settings: Settings, folders: Sequence[Path], replace: bool) -> str:
    from app.cli.data import SEED
    from app.cli.queries import start_with

    return start_with(settings, folders, SEED, replace)


@cli.command()
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes that answer.")
def serve(workers: int) -> None:
    """Serve the graph that is there: the local Neo4j's, or that of NEO4J_URI."""
    settings = Settings.from_environment()
    _ensure_free(settings)
    _serve(settings, "app.runtime:application", workers)


def _ensure_free(settings: Settings) -> None:
    if settings.port:
        ensure_port(settings.port, "the service", "ENTENTE_PORT")


def _application(on_begin: Callable[[], None]) -> "FastAPI":
    from app.runtime import application

    return application(on_begin)


def _serve(settings: Settings, application: "str | Callable[[], FastAPI]", workers: int = 1) -> None:
    import uvicorn

    from app.http.connections import Connection, allow_files
    from app.telemetry import counting_together

    allow_files(settings.connections)
    with counting_together() if workers > 1 and settings.metrics else nullcontext():
        # uvloop, because uvicorn leaves Nagle's algorithm on in the standard loop's workers (its issue 3149).
        uvicorn.run(
            application, factory=True, host=settings.host, port=settings.port, workers=workers,
            loop="uvloop", http=Connection, limit_concurrency=settings.connections, log_level="warning",
            access_log=False, server_header=False,
            # Proxies are the application's affair; a connection has to know them too.
            proxy_headers=False, forwarded_allow_ips=settings.trusted_proxies,
        )  # fmt: skip


def _print_addresses(settings: Settings, server: LocalNeo4j | None, example: str) -> None:
    api = f"http://{settings.host}:{settings.port}"
    lines = [f"Explore         {api}/", f"API and docs    {api}/docs", f"Match names     {api}/reconcile"]
    if installed():
        lines.append(f"Assistants      {api}/mcp")
    if server:
        lines.append(f"Neo4j Browser   {server.browser_url}   {_login(server)}")
    lines += [f"An example      curl '{api}{example}'", "Ctrl-C stops everything."]
    out.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)


def _login(server: LocalNeo4j) -> str:
    """The login of a local Neo4j, which is Community, and has no other."""
    return f"user {server.username}, password {server.password} (the administrator's: it can change the graph)"


@cli.group()
def db() -> None:
    """Start, stop or look at the local Neo4j."""


@db.command()
def start() -> None:
    """Start the local Neo4j and leave it running."""
    server = local(Settings.from_environment())
    server.start(err)
    out.print(f"Neo4j Browser: {server.browser_url}  {_login(server)}", highlight=False, soft_wrap=True)


@db.command()
def stop() -> None:
    """Stop the local Neo4j."""
    local(Settings.from_environment()).stop()


@db.command()
def status() -> None:
    """Say whether the local Neo4j runs, and where."""
    found = local(Settings.from_environment()).status()
    where = f", process {found.pid}, Bolt {found.ports.bolt}, Browser {found.ports.http}" if found.pid else ""
    out.print(f"Neo4j {found.version}: {found.state}{where}", highlight=False)
