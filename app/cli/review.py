"""The command that shows a second person what changed in folders of data."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import rich_click as click

from app.cli.data import Folder
from app.cli.queries import with_graph
from app.dataset.checking import Dataset, read_dataset
from app.dataset.explaining import nearest
from app.dataset.review.comparison import compare
from app.dataset.review.summary import summary
from app.domain.records import Entity, Technology
from app.errors import DatasetError, EntenteError, Unavailable
from app.formats.review import page
from app.graph.replicas import AnyGraph
from app.importing.draft.article import read_article
from app.importing.duplicates import among
from app.loading.before import Before, dataset_before
from app.settings import Settings


@click.command("review")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--since",
    multiple=True,
    type=Folder,
    help="Folder to compare with, in place of what is loaded, such as that of the main branch; of several, each.",
)
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="DOCUMENT=FILE",
    help="A source as text, HTML or PDF; can be repeated.",
)
@click.option(
    "--sources",
    "folder",
    type=Folder,
    help="Folder with sources, each named as its document: DOCUMENT.txt, .html or .pdf.",
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="File for the page to read (HTML)."
)
def review(
    folders: Sequence[Path], since: Sequence[Path], sources: Sequence[str], folder: Path | None, output: Path | None
) -> None:
    """Show what changed in FOLDERS since the last load, for a second person to approve.

    The text on standard output is for the log of a pull request. With -o there is a page beside it, which has each
    claim next to the sentence of its source, where that is at hand; it is not for publication.
    """
    new = read_dataset(folders)
    texts = _texts(new, sources, folder)
    old, called = _before(new, since)
    comparison = compare(old, new, folders, date.today().isoformat(), among(_named(new)), texts)
    if output:
        _write(output, page(comparison, called))
    click.echo(summary(comparison, called))


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        raise EntenteError(f"{output} cannot be written: {error.strerror}") from error


def _before(new: Dataset, since: Sequence[Path]) -> tuple[Dataset, str]:
    """What is compared with, and what that is called."""
    if since:
        return read_dataset(since), ", ".join(str(folder) for folder in since)

    async def read(graph: AnyGraph) -> Before:
        return await dataset_before(await graph.choose(), new)

    try:
        before = with_graph(Settings.from_environment(), read)
    except Unavailable as error:
        raise Unavailable(f"{error}; without a graph, compare with a folder: --since FOLDER") from error
    return before.dataset, f"the last load ({before.version[:19]})"


def _named(dataset: Dataset) -> list[Entity | Technology]:
    return [*dataset.entities.values(), *dataset.technologies.values()]


def _texts(dataset: Dataset, sources: Sequence[str], folder: Path | None) -> Mapping[str, str]:
    """The texts of sources by document: those of a folder that are there, and those that are named."""
    files = {path.stem: path for path in sorted(folder.iterdir()) if path.stem in dataset.documents} if folder else {}
    for source in sources:
        id, _, place = source.partition("=")
        if id not in dataset.documents:
            raise DatasetError(f"--source {source}: document {id!r} is not known; {nearest(id, dataset.documents)}")
        files[id] = Path(place)
    return {id: read_article(str(path)).text for id, path in files.items()}


COMMANDS = (review,)
