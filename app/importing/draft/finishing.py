"""A draft that a person has confirmed, into the dataset: whole, or not at all."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.dataset.checking import Dataset, read_dataset
from app.dataset.drafts import DraftFiles, confirmed, proposed
from app.dataset.located import Located
from app.dataset.parsing import Reading
from app.dataset.sealing import sealed
from app.dataset.writing import entities_text
from app.dataset.yaml_reader import read_yaml
from app.domain.records import Entity
from app.domain.vocabulary import Kind
from app.errors import DatasetError


def finish(draft: DraftFiles, against: Sequence[Path]) -> Dataset:
    """Puts a draft into its dataset, and gives that back; `against` are further folders whose entities it may name.

    Raises DatasetError, and changes nothing, while something is left to confirm, or if anything is wrong then.
    """
    if marks := draft.marks():
        raise DatasetError(
            "\n".join([f"{len(marks)} left to confirm; delete each line that is right:", *map(str, marks)])
        )
    target = draft.folder / "documents" / draft.document.name
    if target.exists():
        raise DatasetError(f"documents/{target.name} is there already; give the draft another name")
    reading = Reading()
    document = _sealed_text(draft, reading)
    additions = list(_additions(draft.folder, proposed(draft, reading).values()))
    if reading.errors:
        raise DatasetError("\n".join(map(str, reading.errors)))
    with _written([(target, document), *additions]):
        dataset = read_dataset([draft.folder, *against])
    draft.document.unlink()
    draft.names.unlink(missing_ok=True)
    return dataset


def _sealed_text(draft: DraftFiles, reading: Reading) -> str:
    text = draft.document.read_text(encoding="utf-8")
    located = read_yaml(draft.document, f"drafts/{draft.document.name}", reading.errors)
    result = sealed(located or Located("", {}, {}), text, None)
    reading.errors += result.open
    return confirmed(result.text)


def _additions(folder: Path, entities: Iterable[Entity]) -> Iterator[tuple[Path, str]]:
    """The files of entities with the new ones at their ends."""
    listed = list(entities)
    for kind in Kind:
        if new := [one for one in listed if one.kind is kind]:
            path = folder / "entities" / f"{kind.lower()}.yaml"
            before = path.read_text(encoding="utf-8").rstrip("\n") + "\n" if path.is_file() else ""
            yield path, before + entities_text(new)


@contextmanager
def _written(files: Sequence[tuple[Path, str]]) -> Generator[None]:
    """Writes files; if what follows fails, they are as they were."""
    before = {path: path.read_bytes() if path.is_file() else None for path, _ in files}
    try:
        for path, text in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        yield
    except BaseException:
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content)
        raise
