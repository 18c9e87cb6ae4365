"""Commands that need the graph: what fills it, and each question of the catalogue."""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, TypeVar

import rich_click as click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from app.answers.asking import understood
from app.answers.extent import ensure_at_most, following
from app.answers.service import Service
from app.answers.snapshots import Snapshot, Snapshots, to_freeze
from app.answers.view import viewed
from app.cli.table import tables
from app.domain.answer import Subgraph
from app.errors import InvalidParameter, NotAcceptable
from app.formats import Format, formats
from app.graph.client import Graph
from app.graph.replicas import AnyGraph
from app.graph.results import BusiestField
from app.graph.statements import literal, statement, with_literals
from app.loading import ingest
from app.loading.export import export
from app.loading.load import Loaded, load
from app.loading.replacing import REPLACE, Own, load_at_start
from app.queries import catalogue
from app.queries.base import Query
from app.queries.schema import Parameter, parameters
from app.queries.statements import statement_of
from app.queries.view import View, Viewed, parameters_of
from app.report import Report
from app.report.options import Options
from app.runtime import connect, local, snapshots_folder
from app.settings import Settings

Result = TypeVar("Result")
out, err = Console(), Console(stderr=True)


# Data


@click.command("load")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--wait", default=0.0, metavar="SECONDS", type=click.FloatRange(0), help="How long Neo4j may take to answer first."
)
def load_folders(folders: Sequence[Path], wait: float) -> None:
    """Make the graph equal to FOLDERS: add what is new, update what changed, remove what is gone."""
    fill(Settings.from_environment(), folders, wait)


@click.command("export")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--neo4j-admin", "into", required=True, type=click.Path(path_type=Path, file_okay=False), help="Where to write."
)
def export_folders(folders: Sequence[Path], into: Path) -> None:
    """Write the graph that FOLDERS make as CSV for `neo4j-admin database import`, and print its command line.

    For graphs so large that `entente load` takes too long, where the server may stop meanwhile. A load afterwards
    finds everything there.
    """
    with _bars() as progress:
        command = export(folders, into, progress)
    out.print(command, markup=False, highlight=False, soft_wrap=True)


def fill(settings: Settings, folders: Sequence[Path], wait: float = 0) -> None:
    """Makes the graph equal to folders, and tells what changed."""
    loaded = _filled(settings, lambda graph, progress: load(graph, folders, progress), wait)
    _tell(map(_report, loaded))


def start_with(settings: Settings, folders: Sequence[Path], seed: Path, replace: bool) -> str:
    """Fills the graph as a start does, with folders or the seed, and tells what changed, or what is there instead.

    Gives the address of a question to begin with, without that of the service.
    """

    async def fill(graph: Graph, progress: ingest.Progress) -> tuple[Loaded | Own, str]:
        done = await load_at_start(graph, folders, seed, replace, progress)
        is_seed = isinstance(done, Loaded) and not folders
        return done, EXAMPLE if is_seed else await _example(graph)

    filled = _filled(settings, fill)
    _tell(_report(done) if isinstance(done, Loaded) else _left(done) for done, _ in filled)
    return filled[0][1]


EXAMPLE = "/partners?technology=quantum"
"""A question that has an answer in the seed."""


async def _example(graph: Graph) -> str:
    """A question that has an answer in somebody's own data."""
    found = await graph.read("busiest_field", statement("lookup/busiest_field"), {}, BusiestField)
    return f"/partners?technology={found['technology']}" if found["technology"] else "/entities"


def _tell(reports: Iterable[str]) -> None:
    """What became of each server, once where it is the same."""
    for report in dict.fromkeys(reports):
        out.print(report, markup=False, highlight=False, soft_wrap=True)


def _left(own: Own) -> str:
    return f"Serving {own}, which the graph holds; `entente up {REPLACE}` puts the seed in its place."


def _filled(
    settings: Settings,
    work: Callable[[Graph, ingest.Progress], Coroutine[Any, Any, Result]],
    wait: float = 0,
) -> list[Result]:
    """What a load gives of each server, once it answers; snapshots that only the graph has become files with it.

    Of several, one is loaded after the other, so that readers have one that is not on its way.
    """
    if not settings.uris:
        local(settings).ensure_room()
    with _bars() as progress:

        async def filled(graph: AnyGraph) -> list[Result]:
            results: list[Result] = []
            for member in graph.members:
                if wait:
                    await member.wait(wait)
                results.append(await work(member, progress))
            if files := snapshots_folder(settings):
                await _snapshots(settings, graph).export(files)
            return results

        patient = settings.model_copy(update={"time_limit": max(settings.time_limit, LOADING_SECONDS)})
        return with_graph(patient, filled)


LOADING_SECONDS = 120.0
"""Longest that a reading for a load may take: nobody waits for it as a reader does for an answer."""


@contextmanager
def _bars() -> Generator[ingest.Progress]:
    """A bar for each thing that is done, gone when all is."""
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=err, transient=True
    ) as bars:
        tasks: dict[str, TaskID] = {}

        def progress(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what.replace("_", " "), total=total)
            bars.update(tasks[what], completed=done)

        yield progress


def _report(loaded: Loaded) -> str:
    if not loaded.size:
        return f"Nothing to load: the graph holds this dataset already ({loaded.summary})."
    lines = [
        f"{part}: {len(change.added)} added, {len(change.changed)} changed, {len(change.removed)} removed"
        for part, change in loaded.changes.items()
        if change.size
    ]
    return "\n".join([*lines, f"Loaded {loaded.version[:19]}: {loaded.summary}."])


def with_graph(settings: Settings, use: Callable[[AnyGraph], Coroutine[Any, Any, Result]]) -> Result:
    """What some use of the graph that the settings name gives, with its connections closed afterwards."""

    async def run() -> Result:
        graph = connect(settings)
        try:
            return await use(graph)
        finally:
            await graph.close()

    return asyncio.run(run())


# Questions: each query of the catalogue is a command


def _command(
    query: type[Query], ask: Callable[[type[Query], dict[str, Any]], None], *more: click.Parameter
) -> click.Command:
    def run(**given: Any) -> None:
        ask(query, given)

    # What a feed can do without is asked for where the question is read: which format it is, no argument knows.
    needed = {parameter.name for parameter in parameters(query.as_news() or query) if parameter.required}
    return click.RichCommand(
        name=query.name.replace("_", "-"),
        params=[*(_parameter(parameter, parameter.name in needed) for parameter in parameters(query)), *more],
        help=query.description(),
        callback=run,
    )


def _parameter(parameter: Parameter, needed: bool = True) -> click.Parameter:
    if parameter.required:
        several, name = -1 if parameter.repeatable else 1, parameter.name.upper()
        return click.Argument(
            [parameter.name], metavar=name if needed else f"[{name}]", nargs=several, required=needed
        )  # fmt: skip
    choices = f" One of: {', '.join(parameter.choices)}." if parameter.choices else ""
    # The option's name in Python is the parameter's own, even where that is a keyword (`from`).
    return click.Option(
        [f"--{parameter.name.replace('_', '-')}", parameter.name],
        multiple=parameter.repeatable,
        metavar="…" if parameter.repeatable else parameter.schema.get("type", "text").upper(),
        help=f"{parameter.description}{choices}{' Can be given several times.' if parameter.repeatable else ''}",
    )


def _beside(query: type[Query]) -> list[click.Parameter]:
    """The parameters of a view of its answer."""
    beside = parameters_of(query)
    return [_parameter(parameter) for parameter in parameters(View) if parameter.name in beside]


def _output() -> list[click.Parameter]:
    names = ["table", *formats()]
    return [
        click.Option(
            ["--format", "-f", "form"], type=click.Choice(names), help="Default: table in a terminal, else json."
        ),
        click.Option(
            ["--output", "-o"], type=click.Path(path_type=Path), help="File to write; its suffix is the format."
        ),
        *(_option(parameter) for parameter in parameters(Options)),
    ]


def _option(parameter: Parameter) -> click.Parameter:
    """An option of formats, which says for which."""
    using = ", ".join(suffix for suffix, format in formats().items() if parameter.name in format.options)
    return _parameter(replace(parameter, description=f"{parameter.description} For {using}."))


def _ask(query: type[Query], given: dict[str, Any]) -> None:
    form, output = given.pop("form"), given.pop("output")
    form = form or (_suffix(output) if output else "table" if out.is_terminal else "json")
    values = _given(given)
    options = {name: values.pop(name) for name in Options.model_fields if name in values}
    if not_used := sorted(options.keys() - (formats()[form].options if form in formats() else set())):
        raise InvalidParameter(f"{', '.join(f'--{name}' for name in not_used)} does not apply to {form}")
    if form == "table":
        out.print(tables(_page(query, values)))
        return
    with _sink(output) as sink:
        _write(query, values, formats()[form], Options.read(options), sink)
        if form == "json" and not output:
            sink.write(b"\n")


def _write(query: type[Query], values: dict[str, Any], format: Format, options: Options, sink: IO[bytes]) -> None:
    """Writes the answer to a question in a format, part after part where it is long."""
    settings = Settings.from_environment()
    asked, extent = format.pose(Viewed.read(format.asks(query), values))
    address = settings.public_url.rstrip("/") + asked.address if settings.public_url else ""

    async def write(graph: AnyGraph) -> None:
        service = Service(graph, settings.record_cache_bytes)
        answer = await viewed(service, asked, extent)
        report = Report(answer, options, address)
        if format.writer is None or not format.continues(extent, answer):
            format.check(report)
            sink.write(format.write(report))
            return
        await ensure_at_most(service, asked.question, answer, settings.file_results)
        write_part = format.writer()
        sink.write(write_part(report))
        async for part in following(service, asked, answer):
            sink.write(write_part(report.followed_by(part)))

    with_graph(settings, write)


@click.command("ask", params=[click.Argument(["text"], nargs=-1, required=True), *_output()])
def ask(text: Sequence[str], **given: Any) -> None:
    """Ask in plain English: `entente ask all partners in quantum`.

    The question that was understood is said on standard error, as an address.
    """
    settings = Settings.from_environment()
    query = with_graph(settings, lambda graph: understood(Service(graph, settings.record_cache_bytes), " ".join(text)))
    err.print(f"Understood as {query.address}", markup=False, highlight=False, soft_wrap=True)
    _ask(type(query), {**query.given(), **given})


@contextmanager
def _sink(output: Path | None) -> Generator[IO[bytes]]:
    """Where an answer is written: standard output, or a file that is there only once it is whole."""
    if output is None:
        yield sys.stdout.buffer
        return
    if output.exists() and not output.is_file():  # a pipe, or /dev/stdout
        with output.open("wb") as pipe:
            yield pipe
        return
    begun = output.with_name(f"{output.name}.part")
    try:
        with begun.open("wb") as file:
            yield file
        begun.replace(output)
    finally:
        begun.unlink(missing_ok=True)


def _given(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value not in (None, ())}


def _page(query: type[Query], values: Mapping[str, Any]) -> Subgraph:
    """The answer to a question, as the page that it asks for."""
    settings, asked = Settings.from_environment(), Viewed.read(query, values)
    return with_graph(settings, lambda graph: viewed(Service(graph, settings.record_cache_bytes), asked))


@click.group()
def snapshot() -> None:
    """Freeze an answer under an address that never changes: `entente snapshot partners quantum`."""


def _freeze(query: type[Query], given: dict[str, Any]) -> None:
    asked = Viewed.read(query, _given(given))
    settings = Settings.from_environment()

    async def freeze(graph: AnyGraph) -> Snapshot:
        answer = await to_freeze(Service(graph, settings.record_cache_bytes), asked)
        return await _snapshots(settings, graph).keep(answer)

    kept = with_graph(settings, freeze)
    base = settings.public_url or f"http://{settings.host}:{settings.port}"
    out.print(f"{base.rstrip('/')}/snapshots/{kept.id}", markup=False, highlight=False, soft_wrap=True)


@snapshot.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def export_snapshots(folder: Path) -> None:
    """Write a file for each snapshot into FOLDER, beside those that are there."""
    settings = Settings.from_environment()
    written = with_graph(settings, lambda graph: _snapshots(settings, graph).export(folder))
    out.print(f"{written} snapshots written to {folder}.", markup=False, highlight=False, soft_wrap=True)


@snapshot.command("restore")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def restore_snapshots(folder: Path) -> None:
    """Bring the snapshots back whose files are in FOLDER, each under its old address."""
    settings = Settings.from_environment()
    restored = with_graph(settings, lambda graph: _snapshots(settings, graph).restore(folder))
    out.print(f"{restored} snapshots restored from {folder}.", markup=False, highlight=False, soft_wrap=True)


def _snapshots(settings: Settings, graph: AnyGraph) -> Snapshots:
    return Snapshots(graph, snapshots_folder(settings))


@click.group()
def cypher() -> None:
    """Print the Cypher of a question, to paste into Neo4j Browser: `entente cypher partners quantum`."""


def _print_cypher(query: type[Query], given: dict[str, Any]) -> None:
    raw = given.pop("raw")
    text, arguments = statement_of(query.read(_given(given)))
    if raw:
        lines = [f":param {name} => {literal(value)};" for name, value in arguments.items()]
        click.echo("\n".join([*lines, text]))
    else:
        click.echo(with_literals(text, arguments))


def _raw() -> click.Parameter:
    return click.Option(
        ["--params", "raw"], is_flag=True, help="Leave the parameters in it, with a `:param` line for each before it."
    )


def _suffix(output: Path) -> str:
    suffix = output.suffix.removeprefix(".")
    if suffix not in formats():
        raise NotAcceptable(f"{output} names no format; its suffix can be {', '.join(formats())}")
    return suffix


for _query in catalogue.values():
    snapshot.add_command(_command(_query, _freeze, *_beside(_query)))
    cypher.add_command(_command(_query, _print_cypher, _raw()))

COMMANDS = (
    load_folders,
    export_folders,
    ask,
    *(_command(query, _ask, *_beside(query), *_output()) for query in catalogue.values()),
    snapshot,
    cypher,
)
