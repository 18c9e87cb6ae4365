"""A delta as Markdown for a changelog."""

from collections.abc import Callable, Mapping, Sequence

from app.dataset.checking import Dataset
from app.dataset.review.delta import ClaimChange, Delta, Difference, Record
from app.domain.records import Claim, Document, Tie
from app.domain.vocabulary import RELATIONS, Stance, Standing


def changelog(delta: Delta, old: Dataset, new: Dataset) -> str:
    """What changed, in sections; a part in which nothing did has none."""
    names = {key: entity.label for dataset in (old, new) for key, entity in dataset.entities.items()}
    sections = {
        "Documents": _changes(delta.documents, _document),
        "Ties": _ties(delta.ties, names),
        "Claims": [_claim(change) for change in delta.claims],
        "Entities": _changes(delta.entities, lambda entity: f"{entity.label} ({entity.kind}, `{entity.id}`)"),
        "Technologies": _changes(delta.technologies, lambda field: f"{field.name} (`{field.id}`)"),
    }
    parts = [_section(title, lines) for title, lines in sections.items() if lines]
    heading = f"# From {delta.old[:19]} to {delta.new[:19]}"
    return "\n\n".join([heading, *(parts or ["Nothing changed."])])


def _section(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"## {title}", "", *(f"- {line}" for line in lines)])


def _changes(difference: Difference[Record], describe: Callable[[Record], str]) -> list[str]:
    return [
        *(f"Added: {describe(record)}" for record in difference.added),
        *(
            f"Changed: {describe(after)}: {', '.join(_fields(before.row(), after.row()))}"
            for before, after in difference.changed
        ),
        *(f"Removed: {describe(record)}" for record in difference.removed),
    ]


def _fields(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    return [name for name in after if before[name] != after[name]]


def _document(document: Document) -> str:
    title = f"[{document.title}]({document.url})" if document.url else document.title
    return f"{title}, {document.publisher or 'no publisher'}, {document.published} (`{document.id}`)"


def _ties(difference: Difference[Tie], names: Mapping[str, str]) -> list[str]:
    return [
        *(f"Added: {sentence(tie, names)}, {_state(tie)}" for tie in difference.added),
        *(
            f"Changed: {sentence(after, names)}: {turned}"
            for before, after in difference.changed
            if (turned := _turned(before, after))
        ),
        *(f"Removed: {sentence(tie, names)}, {_state(tie)}" for tie in difference.removed),
    ]


def sentence(tie: Tie, names: Mapping[str, str]) -> str:
    """What a tie says, with the names of its ends: `SOA partners with Quantum Bureau of Bolivia (error-correction)`."""
    about = f" ({tie.topic})" if tie.topic else ""
    return f"{names[tie.subject]} {RELATIONS[tie.relation].forward} {names[tie.object]}{about}"


def _state(tie: Tie) -> str:
    return str(tie.status) if tie.standing is Standing.UNDISPUTED else f"{tie.status}, {tie.standing}"


def _turned(before: Tie, after: Tie) -> str:
    """The state before and after, or what else differs; nothing where only claims do, which have their own section."""
    if _state(before) != _state(after):
        return f"{_state(before)} → {_state(after)}"
    return ", ".join(name for name in _fields(before.row(), after.row()) if name != "claims")


def _claim(change: ClaimChange) -> str:
    """The claim as it is now, and as it was; one of the two may be missing."""
    what = "Changed" if change.old and change.new else "Added" if change.new else "Removed"
    forms = "; before: ".join(_said(claim) for claim in (change.new, change.old) if claim)
    return f"{what}, on `{change.tie}`: {forms}"


def _said(claim: Claim) -> str:
    state = claim.status if claim.stance is Stance.SUPPORTS else "disputes"
    return f"{claim.says} ({state}; `{claim.document}`, {claim.where})"
