"""An article as a draft: its claims, and the names in it that are new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.records import Entity, Technology
from app.importing.draft.article import Article
from app.importing.draft.claims import DraftClaim, claims_of
from app.importing.draft.language_model import LanguageModel, Refused, ask, merged, verified
from app.importing.draft.names import Names
from app.importing.draft.proposals import Proposal, proposals
from app.importing.draft.sentences import sentences_of
from app.importing.matcher import Known


@dataclass(frozen=True)
class Draft:
    """What an article seems to say, the names in it that nobody knows, and what of a model's claims was refused."""

    claims: Sequence[DraftClaim]
    proposals: Sequence[Proposal]
    names: Names
    refused: Sequence[Refused] = ()

    @property
    def labels(self) -> Mapping[str, str]:
        """What entities are called, by their ids."""
        return {id: entity.label for id, entity in self.names.entities.items()}


def drafted(
    article: Article,
    entities: Iterable[Entity],
    technologies: Iterable[Technology],
    published: str | None,
    model: LanguageModel | None = None,
) -> Draft:
    """A draft of an article, given what is known: by rules, and where a `model` is given by that as well."""
    listed, fields = list(entities), list(technologies)
    names = Names.of(listed, fields)
    sentences = list(sentences_of(article))
    new = proposals(sentences, names, [Known.of(entity) for entity in listed])
    by_rules = list(claims_of(sentences, names, published))
    if model is None:
        return Draft(by_rules, new, names)
    named = {one.id for sentence in sentences for one in names.mentions(sentence.text)}
    shown = {id: entity for id, entity in names.entities.items() if id in named}
    by_id = {technology.id: technology for technology in fields}
    answers = list(verified(ask(model, sentences, shown, by_id), sentences, names.entities, by_id, published))
    taken = [one for one in answers if isinstance(one, DraftClaim)]
    refused = [one for one in answers if isinstance(one, Refused)]
    return Draft(merged(taken, by_rules, sentences), new, names, refused)
