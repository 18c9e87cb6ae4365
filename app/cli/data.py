"""Commands about the data alone: they read folders and need no graph."""

import sys
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

import rich_click as click

from app import resources
from app.dataset.checking import Dataset, read_dataset, refuse
from app.dataset.drafts import drafts_of, errors_of
from app.dataset.review import LintWarning, review
from app.dataset.review.changelog import changelog
from app.dataset.review.contributions import contributions, table
from app.dataset.review.delta import diff
from app.dataset.review.earlier_forms import earlier_forms
from app.dataset.review.verify import Verdict, verify
from app.errors import DatasetError
from app.importing.draft.article import read_article

SEED = resources.folder("seed")
BEGIN, END = "<!-- contributions -->\n", "<!-- /contributions -->"

Folder = click.Path(path_type=Path, exists=True, file_okay=False)
File = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("check")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
def check(folders: Sequence[Path], strict: bool) -> None:
    """Report every error of FOLDERS, with file and line, and what a reviewer should look at; load nothing."""
    dataset = read_dataset(folders)
    warnings = [*review(dataset, date.today().isoformat()), *earlier_forms(folders)]
    for rule, group in groupby(warnings, key=lambda warning: warning.rule):
        click.echo(_listed(rule, list(group)))
    _check_drafts(folders, dataset)
    if strict and warnings:
        raise DatasetError(f"{len(warnings)} warnings, and --strict treats them as errors")
    click.echo(f"No errors, {len(warnings)} warnings: {dataset.summary}.")


def _check_drafts(folders: Sequence[Path], dataset: Dataset) -> None:
    """Says what is left to confirm in drafts, which no load takes. Raises DatasetError for what is wrong in them."""
    kinds = {id: entity.kind for id, entity in dataset.entities.items()}
    for draft in drafts_of(folders):
        refuse(errors_of(draft, kinds, list(dataset.technologies)))
        click.echo(f"Draft {draft.id}: {len(draft.marks())} to confirm; no part of the dataset yet.\n")


def _listed(rule: str, warnings: Sequence[LintWarning]) -> str:
    return "\n".join([f"{rule.capitalize()} ({len(warnings)}):", *(f"  {warning}" for warning in warnings), ""])


@click.command("verify")
@click.argument("document")
@click.argument("textfile", type=File)
@click.option("--data", "folders", type=Folder, multiple=True, help="Folders of data; the seed by default.")
def verify_passages(document: str, textfile: Path, folders: Sequence[Path]) -> None:
    """Say for each claim of DOCUMENT whether its sentence stands in TEXTFILE where it stood, moved, or is gone.

    DOCUMENT is the document's id, TEXTFILE its source as text, HTML or PDF. The exit code is 1 when a sentence is gone.
    """
    dataset = read_dataset(folders or [SEED])
    _require(dataset, document)
    findings = verify(dataset, document, read_article(str(textfile)).text)
    for finding in findings:
        if finding.verdict is not Verdict.STANDS:
            click.echo(str(finding))
    found = [finding.verdict for finding in findings]
    click.echo(", ".join(f"{found.count(verdict)} {verdict}" for verdict in Verdict) + ".")
    sys.exit(1 if Verdict.GONE in found else 0)


def _require(dataset: Dataset, document: str) -> None:
    if document not in dataset.documents:
        raise DatasetError(f"document {document!r} is not known; known are {', '.join(dataset.documents)}")


@click.command("diff")
@click.argument("old", type=Folder)
@click.argument("new", type=Folder)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    help="Markdown for a changelog, or JSON with every record that changed.",
)
def diff_folders(old: Path, new: Path, form: str) -> None:
    """Say which documents, ties, claims, entities and technologies were added, changed and removed from OLD to NEW."""
    before, after = read_dataset([old]), read_dataset([new])
    delta = diff(before, after)
    click.echo(changelog(delta, before, after) if form == "markdown" else delta.model_dump_json(indent=2))


@click.command("contributions")
@click.argument("folders", nargs=-1, required=True, type=Folder)
@click.option("--into", type=File, help="File whose table to replace, between its two marks; printed otherwise.")
def show_contributions(folders: Sequence[Path], into: Path | None) -> None:
    """Show what each document of FOLDERS contributed: claims, new ties and entities, corroborations, disputes."""
    shown = table(contributions(read_dataset(folders)))
    if into is None:
        click.echo(shown)
        return
    before, _, rest = into.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    into.write_text(f"{before}{BEGIN}{shown}\n{END}{after}", encoding="utf-8")


COMMANDS = (check, verify_passages, diff_folders, show_contributions)
