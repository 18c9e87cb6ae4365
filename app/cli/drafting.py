"""Commands that make documents of articles: a draft, its end, fingerprints, and a document by hand."""

import sys
from collections.abc import Sequence
from pathlib import Path

import rich_click as click

from app.cli.data import SEED, File
from app.dataset.checking import Dataset, read_dataset
from app.dataset.drafts import CHECK, DRAFTS, DraftFiles, errors_of
from app.dataset.files import scan
from app.dataset.fingerprints import sentences
from app.dataset.parsing import Reading
from app.dataset.sealing import Source, sealed
from app.dataset.yaml_reader import read_yaml
from app.domain.records import edtf_text
from app.errors import DatasetError, EntenteError
from app.importing.draft.article import Article, read_article
from app.importing.draft.drafting import drafted
from app.importing.draft.finishing import finish
from app.importing.draft.language_model import LanguageModel
from app.importing.draft.writing import document_text, id_of, names_text
from app.settings import Settings

Folder = click.Path(path_type=Path, file_okay=False)
AGAINST = "Further data that is known; the seed, if the folder has no technologies of its own."


def _edtf(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    try:
        return value and edtf_text(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


_INTO = click.option("--into", type=Folder, default=Path(), help="Folder of data; the present one by default.")
_AGAINST = click.option("--against", multiple=True, type=click.Path(path_type=Path, exists=True), help=AGAINST)
_ID = click.option("--id", help="Id of the document; by its day and title if not given.")
_PUBLISHED = click.option("--published", callback=_edtf, help="When it came out (EDTF), if it does not say so itself.")


@click.command("draft")
@click.argument("article")
@_INTO
@_AGAINST
@_ID
@_PUBLISHED
@click.option("--llm", is_flag=True, help="Ask the language model of ENTENTE_LLM_URL too; it is sent the article.")
def draft(article: str, into: Path, against: Sequence[Path], id: str | None, published: str | None, llm: bool) -> None:
    """Draft a document of ARTICLE: a file of text, HTML or PDF, or an address.

    A block for each sentence that carries a claim, and a second file with the names that are new, are put into `drafts`
    in the folder, which git leaves alone. Confirm them, line by line, then `entente finish`.
    """
    model = _language_model() if llm else None
    read = read_article(article)
    day = published or read.published
    files = _free(into, id or id_of(read, day))
    known = read_dataset(_folders(into, against))
    found = drafted(read, known.entities.values(), known.technologies.values(), day, model)
    if not found.claims:
        raise DatasetError("no sentence carries a claim about anybody known; `entente new document` starts one by hand")
    _write(files.document, document_text(read, day, found.claims, found.labels))
    if found.proposals:
        _write(files.names, names_text(found.proposals))
    for refusal in found.refused:
        click.echo(str(refusal), err=True)
    _report(files, known)


def _language_model() -> LanguageModel:
    settings = Settings.from_environment()
    if not settings.llm_url:
        raise EntenteError("--llm needs the address of a language model; set ENTENTE_LLM_URL and ENTENTE_LLM_MODEL")
    return LanguageModel(settings.llm_url, settings.llm_model, settings.llm_key.get_secret_value() or None)


def _folders(into: Path, against: Sequence[Path]) -> list[Path]:
    """A folder with data, and what else is known beside it."""
    own = scan([into]) if into.is_dir() else None
    has_data = own and (own.technologies or own.entities or own.documents)
    beside = list(against) or ([] if own and own.technologies else [SEED])
    return [*([into] if has_data else []), *beside]


def _free(into: Path, id: str) -> DraftFiles:
    """Where a new draft is put. Raises DatasetError where there is something already."""
    files = DraftFiles.of(into, id)
    for taken in (files.document, into / "documents" / f"{id}.yaml"):
        if taken.exists():
            raise DatasetError(f"{taken} is there already; give another --id")
    return files


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    ignore = path.parent / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n")  # sentences of a source are nothing to commit
    path.write_text(text, encoding="utf-8")


def _report(files: DraftFiles, known: Dataset) -> None:
    kinds = {id: entity.kind for id, entity in known.entities.items()}
    if errors := errors_of(files, kinds, list(known.technologies)):
        raise DatasetError("\n".join(map(str, errors)))
    marks = files.marks()
    for path in (files.document, files.names):
        if path.is_file():
            count = sum(mark.file == f"{DRAFTS}/{path.name}" for mark in marks)
            click.echo(f"{path}: {count} to confirm, each a line that begins with `{CHECK}`")
    click.echo(f"When none is left: entente finish {files.document}")


@click.command("finish")
@click.argument("document", type=File)
@_AGAINST
def finish_draft(document: Path, against: Sequence[Path]) -> None:
    """Put a draft into its dataset, once all is confirmed: without its comments, and with new names among the entities.

    Nothing is changed while a `# check` is left, or when `entente check` would find an error.
    """
    if document.resolve().parent.name != DRAFTS:
        raise DatasetError(f"{document} is no draft; drafts are in the folder `{DRAFTS}` of a dataset")
    files = DraftFiles(document.resolve())
    beside = [folder for folder in _folders(files.folder, against) if folder.resolve() != files.folder]
    dataset = finish(files, beside)
    claims = sum(claim.document == files.id for tie in dataset.ties.values() for claim in tie.claims)
    click.echo(f"documents/{files.id}.yaml: {claims} claims. Together: {dataset.summary}.")


@click.command("seal")
@click.argument("document", type=File)
@click.argument("article")
def seal(document: Path, article: str) -> None:
    """Give each claim of the file DOCUMENT the fingerprint of its sentence in ARTICLE (a file, or an address).

    A claim's `passage` is some words of the sentence until then, or is missing where one sentence alone is at its
    `where`. The exit code is 1 when some are left without.
    """
    text = document.read_text(encoding="utf-8")
    reading = Reading()
    located = read_yaml(document, document.name, reading.errors)
    if located is None:
        raise DatasetError("\n".join(map(str, reading.errors)))
    result = sealed(located, text, Source.of(read_article(article).text))
    if result.new:
        document.write_text(result.text, encoding="utf-8")
    for one in result.open:
        click.echo(str(one))
    click.echo(f"{result.new} sealed, {len(result.open)} left.")
    sys.exit(1 if result.open else 0)


@click.group("new")
def new() -> None:
    """Start a file of a dataset."""


@new.command("document")
@click.argument("article")
@_INTO
@_ID
@_PUBLISHED
def new_document(article: str, into: Path, id: str | None, published: str | None) -> None:
    """Start a document of ARTICLE, a file or an address: its header, with the claims left to write."""
    read = read_article(article)
    day = published or read.published
    files = _free(into, id or id_of(read, day))
    _write(files.document, document_text(read, day, [], {}))
    _say_started(files, read)


def _say_started(files: DraftFiles, read: Article) -> None:
    found = sum(1 for _ in sentences(read.text))
    click.echo(f"{files.document}: started, for an article of {found} sentences. Write its claims, then")
    click.echo(f"entente seal {files.document} ARTICLE, and entente finish {files.document}")


COMMANDS = (draft, finish_draft, seal, new)
