"""The answer to a question as a reader made it: with what was added to it, and without what was hidden."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

import orjson

from app.answers.extent import PAGE, Extent, answered
from app.answers.patience import PATIENCE_SECONDS, begun_anew
from app.answers.record_cache import VersionChanged
from app.answers.service import Service
from app.domain.answer import PARTS, Hidden, Subgraph
from app.errors import NotFound, OtherDataset, TimedOut
from app.graph.failures import Bookmark
from app.queries.analysis import Paths
from app.queries.base import Query
from app.queries.parameters import BETWEEN
from app.queries.schema import parameters
from app.queries.ties import Neighbours, Partners
from app.queries.view import View, Viewed

TIES, PATHS = 500, 3
"""Most ties of an entity, and most paths between two, that are added at once: as many as the page adds."""

_OWN = frozenset({"id", "entity", "depth", "limit", "after"})
"""Parameters by which a question is about one thing, or gives a page; what is added is narrowed by all others."""


async def viewed(service: Service, asked: Viewed, extent: Extent = PAGE, bookmark: Bookmark | None = None) -> Subgraph:
    """The answer to a question as its view has it, as much as is asked for, all of one dataset. What is added is asked
    for one by one, so that a reader takes one place of the graph's.

    Raises OtherDataset where the graph holds another dataset than the view names, TimedOut where what is added takes
    too long together, and what `answered` raises.
    """
    view = asked.view
    if view.dataset:
        ensure_dataset(view.dataset, str((await service.dataset())["version"]))
    await service.ensure_entities("hide", view.hide)
    answer, added = await begun_anew(lambda: _with_added(service, asked, extent, bookmark))
    if view.dataset:
        ensure_dataset(view.dataset, answer.meta["dataset"])
    return _joined(view, answer, added) if view.shape else answer


def ensure_dataset(wanted: str, held: str) -> None:
    """Raises OtherDataset where a dataset is not that whose version, or the beginning of it, is wanted."""
    if not held.startswith(wanted):
        raise OtherDataset(f"the graph holds dataset {held}, and not {wanted}", dataset=held)


async def _with_added(
    service: Service, asked: Viewed, extent: Extent, bookmark: Bookmark | None
) -> tuple[Subgraph, Sequence[Subgraph]]:
    """The question's own answer, and those to what is added. Raises VersionChanged where they are of two datasets."""
    answer = await answered(service, asked, extent, bookmark)
    added = await _added(service, asked, bookmark)
    if not {one.meta["dataset"] for one in added} <= {answer.meta["dataset"]}:
        raise VersionChanged(f"{answer.meta['dataset']} became another one")
    return answer, added


async def _added(service: Service, asked: Viewed, bookmark: Bookmark | None) -> Sequence[Subgraph]:
    """The answers to what is added. Their time is bounded together: each could take as long as a question may."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    found: list[Subgraph] = []
    for entry in asked.view.add:
        if time.monotonic() > deadline:
            raise TimedOut("to add all that takes too long; add less, or narrow the question")
        try:
            found.append(await service.answer(question_of(entry, asked.question), bookmark, asked.view))
        except NotFound as unknown:
            raise NotFound(unknown.detail, **{**unknown.extra, "parameter": "add"}) from unknown
    return found


def question_of(entry: str, beside: Query) -> Query:
    """The question that is added by an entry of `add`, narrowed as the one that it stands beside.

    The technology of `partners` is what that question is about, and narrows nothing else; a path may lead through
    other fields.
    """
    source, *target = entry.split(BETWEEN)
    query = Paths if target else Neighbours
    own = {"source": source, "target": target[0], "limit": PATHS} if target else {"id": source, "limit": TIES}
    narrows = {parameter.name for parameter in parameters(query)} - _OWN
    if target or isinstance(beside, Partners):
        narrows -= {"technology"}
    return query.read({name: value for name, value in beside.given().items() if name in narrows} | own)


def _joined(view: View, answer: Subgraph, added: Sequence[Subgraph]) -> Subgraph:
    """Answers as one, each record once; its rows are those of the question."""
    every = [answer, *added]
    parts = {part: list(dict.fromkeys(chain(*(one.json_part(part) for one in every)))) for part in PARTS}
    notes = [answer.meta["note"], *(_note(entry, one) for entry, one in zip(view.add, added, strict=True))]
    meta = {
        **answer.meta,
        "counts": {**answer.meta["counts"], **{part: len(records) for part, records in parts.items()}},
        "note": "; ".join(note for note in notes if note) or None,
        "view": _told(view, added, _hidden(every, parts["entities"])),
    }
    names = {id: name for one in reversed(every) for id, name in one.names.items()}
    return replace(answer, meta=meta, names=names, **{f"json_{part}": records for part, records in parts.items()})


def _note(entry: str, added: Subgraph) -> str | None:
    """What to know about something that was added; that a load is under way the question's own note says."""
    return f"{entry}: {added.meta['note']}" if added.meta["note"] and "loading" not in added.meta else None


def _hidden(answers: Sequence[Subgraph], shown: Sequence[bytes]) -> Hidden:
    """What is hidden in all: an entity that has lost its last tie in one answer may be shown for another's."""
    hidden = Hidden.together([one.hidden for one in answers])
    return replace(hidden, entities=hidden.entities - {orjson.loads(entity)["id"] for entity in shown})


def _told(view: View, added: Sequence[Subgraph], hidden: Hidden) -> Mapping[str, Any]:
    """The view as the answer tells of it: with ids in place of names, and how much it hides."""
    answers = {_ids(one): one for one in added}
    about_added = {
        "incomplete": [entry for entry, one in answers.items() if one.meta["next"]],
        "empty": [entry for entry, one in answers.items() if not one.json_ties and not one.hidden.ties],
        "excluded": {entry: counts for entry, one in answers.items() if (counts := _counted(one.meta["excluded"]))},
    }
    return {
        **view.shape,
        **({"add": list(answers)} if answers else {}),
        "hidden": {"entities": len(hidden.entities), "ties": len(hidden.ties)},
        **{name: entries for name, entries in about_added.items() if entries},
    }


def _counted(excluded: Mapping[str, int]) -> Mapping[str, int]:
    """What a default left out, and did leave out any of."""
    return {what: count for what, count in excluded.items() if count}


def _ids(added: Subgraph) -> str:
    parameters = added.meta["parameters"]
    return parameters.get("id") or BETWEEN.join((parameters["source"], parameters["target"]))
