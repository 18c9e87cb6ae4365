"""The command that brings tables of one's own, or open data, into a folder of data."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import rich_click as click

from app.cli.data import SEED, File
from app.errors import DatasetError, Unfinished
from app.importing.cordis.importing import import_cordis
from app.importing.forms import Form, form_of
from app.importing.ftm import import_ftm
from app.importing.ror import import_ror
from app.importing.spreadsheet.importing import import_tables
from app.importing.spreadsheet.template import write_template
from app.importing.wikidata.importing import import_wikidata


class _Dataset(click.Path):
    """A folder of data, or `seed` for the one that comes with Entente."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, exists=True, file_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder."""
        return SEED if value == "seed" and not Path("seed").is_dir() else super().convert(value, param, ctx)


@click.command("import")
@click.argument("files", nargs=-1, type=File)
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), help="Folder of data to write to.")
@click.option(
    "--against", multiple=True, type=_Dataset(), help="Folder whose entities and technologies are known; or `seed`."
)
@click.option("--mapping", type=click.Path(path_type=Path, dir_okay=False), help="INTO/import.yaml if not given.")
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a workbook to fill in, and read nothing.",
)
def import_files(
    files: Sequence[Path], into: Path | None, against: Sequence[Path], mapping: Path | None, template: Path | None
) -> None:
    """Bring tables (csv, xlsx) of organisations and relations, or open data, into a folder of data.

    Open data are the tables of CORDIS (csv, zip), records of ROR and items of Wikidata (json), and lines of
    FollowTheMoney; what a file is, it tells by what stands in it.

    The first run guesses which column of a table is what and writes that as INTO/import.yaml, and which names are known
    as INTO/matches.csv. Correct both, and run it again, until nothing is open: then the data is written. What a person
    has changed is never written over. The exit code is 1 as long as something is open.
    """
    if template:
        write_template(template)
        click.echo(f"Wrote {template}. Fill it in, then: entente import {template} --into FOLDER")
        return
    if not files or not into:
        raise click.UsageError(
            "name the tables and the folder: entente import organisations.csv relations.csv --into data"
        )
    try:
        said = _imported(files, into, against, mapping)
    except Unfinished as unfinished:  # a list of what to do, and no error
        click.echo(str(unfinished))
        sys.exit(unfinished.exit_code)
    except OSError as error:
        raise DatasetError(f"{error.filename}: {error.strerror}; is it open in another program?") from None
    click.echo("\n".join(said))


def _imported(files: Sequence[Path], into: Path, against: Sequence[Path], mapping: Path | None) -> list[str]:
    match form_of(files):
        case Form.TABLES:
            return import_tables(files, into, against, mapping)
        case Form.ROR:
            return import_ror(files, into, against)
        case Form.CORDIS:
            return import_cordis(files, into, against)
        case Form.WIKIDATA:
            return import_wikidata(files, into, against, mapping)
        case Form.FTM:
            return import_ftm(files, into, against, mapping)


COMMANDS = (import_files,)
