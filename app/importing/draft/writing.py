"""A draft as the files that a person confirms: the document, sentence by sentence, and the names that are new."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from anyascii import anyascii

from app.dataset.drafts import ALSO, CHECK, SOURCE
from app.dataset.writing import entities_text, scalar
from app.domain.dates import today
from app.domain.text import words
from app.domain.vocabulary import RELATIONS, DocumentKind, Relation, Reliability
from app.importing.draft.article import Article
from app.importing.draft.claims import DraftClaim
from app.importing.draft.proposals import Proposal
from app.importing.draft.ties import Tied

LONGEST_SAYS, LONGEST_NAME = 400, 300
_SHORTEST_SLUG, _LONGEST_SLUG = 3, 60

HOW = f"""{SOURCE} A draft, which no load takes. Below each sentence of the source stands what it seems to say. Put that
{SOURCE} right, then delete its line `{CHECK}`: so you confirm it. Delete a block whole that claims nothing. After
{SOURCE} `{ALSO}` stands what else the sentence may say. When no `{CHECK}` is left, `entente finish` the draft.
"""
HOW_NAMES = f"""{SOURCE} Names in the article that nobody knows yet. Put each right, then delete its line `{CHECK}`;
{SOURCE} or delete what is no entity whole.
"""
EXAMPLE = """claims:
  # - tie: [subject, RELATION, object]
  #   technologies: []
  #   status: announced
  #   says: What it says, in our own words.
  #   where: paragraph 1
  #   passage: some words of the sentence, which `entente seal` makes a fingerprint
"""

_KINDS: Sequence[tuple[str, DocumentKind, Reliability]] = (
    (r"joint statement|joint declaration|communiqu", DocumentKind.JOINT_STATEMENT, Reliability.OFFICIAL),
    (r"fact[ -]sheet", DocumentKind.FACT_SHEET, Reliability.OFFICIAL),
    (r"\.gov\b|\.mil\b|\.gouv\.|\.gc\.ca|europa\.eu|\.int/", DocumentKind.AGENCY_PAGE, Reliability.OFFICIAL),
    (r"prnewswire|businesswire|globenewswire|press[ -]release", DocumentKind.PRESS_RELEASE, Reliability.REPORTED),
    (r"blogspot|wordpress|substack|medium\.com|\bblog\b", DocumentKind.BLOG, Reliability.UNVERIFIED),
)
"""What a document is by its title and address, and how far such a one can be trusted as a rule."""


def id_of(article: Article, published: str | None) -> str:
    """The id of a document: its day, or today, and what its title begins with."""
    title = words(anyascii(article.title or article.url or "article")).replace(" ", "-")
    slug = title[:_LONGEST_SLUG].rsplit("-", 1)[0] if len(title) > _LONGEST_SLUG else title
    begin = re.sub(r"[^0-9-]", "", published or today())
    return f"{begin}-{slug}" if len(slug) >= _SHORTEST_SLUG else f"{begin}-article"


def document_text(
    article: Article, published: str | None, claims: Sequence[DraftClaim], labels: Mapping[str, str]
) -> str:
    """The document of a draft, of the day when it was `published`, if that is known; `labels` are names by ids."""
    blocks = "\n".join(_block(claim, labels) for claim in claims)
    body = f"claims:\n{blocks}" if any(claim.ties for claim in claims) else f"{blocks}{EXAMPLE}"
    return HOW + _header(article, published) + body


def _header(article: Article, published: str | None) -> str:
    kind, reliability = _kind(article)
    note = "" if published else " (the day is that of today)"
    fields = {
        "title": _printable(article.title or "Without a title")[:LONGEST_NAME],
        "publisher": _printable(article.publisher or "")[:LONGEST_NAME],
        "url": article.url,
        "published": published or today(),
        "kind": kind,
        "reliability": reliability,
        "language": article.language or "en",
    }
    lines = [f"{name}: {scalar(str(value))}" for name, value in fields.items() if value]
    return "\n".join(
        [f"{CHECK}: what the document is, who answers for it, and when it came out{note}", "draft: true", *lines, ""]
    )


def _printable(text: str) -> str:
    """A text without the signs that YAML takes in no comment, as files of PDF have some."""
    return "".join(sign for sign in text if sign.isprintable())


def _kind(article: Article) -> tuple[DocumentKind, Reliability]:
    about = f"{article.title or ''} {article.url or ''}"
    for pattern, kind, reliability in _KINDS:
        if re.search(pattern, about, re.IGNORECASE):
            return kind, reliability
    return DocumentKind.PRESS_REPORT, Reliability.REPORTED


def _block(claim: DraftClaim, labels: Mapping[str, str]) -> str:
    lines = [f"{SOURCE} {claim.where}: {_printable(claim.sentence)}"]
    if not claim.ties:
        lines += [f"{CHECK}: no tie was found; write one, or delete these lines"]
        return "".join(f"  {line}\n" for line in lines)
    lines += [f"{CHECK}: {_doubts(claim)}", *(f"{ALSO} {tie}" for tie in claim.others)]
    lines += [f"{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(_fields(claim, labels))]
    return "".join(f"  {line}\n" for line in lines)


def _doubts(claim: DraftClaim) -> str:
    """What there is to confirm, with the words that a status rests on."""
    told = f"{claim.status} by {claim.told_by!r}" if claim.told_by else f"{claim.status}, which no word tells"
    parts = ["tie", f"status ({told})"]
    parts += [
        name
        for name, given in (
            ("technologies", claim.technologies),
            ("dates", any(claim.dates)),
            ("amount", claim.amount),
            ("office", claim.office),
        )
        if given
    ]
    return ", ".join([*parts, "and says in our own words"])


def _fields(claim: DraftClaim, labels: Mapping[str, str]) -> Iterator[str]:
    """The lines of a claim, in the order in which documents have them."""
    if len(claim.ties) == 1:
        yield f"tie: {claim.ties[0]}"
    else:
        yield "ties:"
        yield from (f"  - {tie}" for tie in claim.ties)
    if claim.technologies:
        yield f"technologies: [{', '.join(claim.technologies)}]"
    yield f"status: {claim.status}"
    for name, date_ in zip(("start", "end"), claim.dates, strict=True):
        if date_:
            yield f"{name}: {date_}"
    if claim.amount:
        fields = claim.amount.model_dump(mode="json", exclude_none=True)
        yield f"amount: {{{', '.join(f'{name}: {value}' for name, value in fields.items())}}}"
    if claim.office:
        yield f"office: {claim.office}"
    yield f"says: {scalar(claim.says or said(claim.ties, labels))}"
    yield f"where: {claim.where}"
    yield f"passage: {claim.passage}"


def said(ties: Sequence[Tied], labels: Mapping[str, str]) -> str:
    """Ties in words: the least that a claim can say."""
    subjects = list(dict.fromkeys(labels[tie.subject] for tie in ties))
    objects = list(dict.fromkeys(labels[tie.object] for tie in ties))
    verb = RELATIONS[ties[0].relation].forward
    text = (
        f"{_listed(subjects)} {_of_several(verb, ties[0].relation) if len(subjects) > 1 else verb} {_listed(objects)}."
    )
    return text[:LONGEST_SAYS]


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _of_several(verb: str, relation: Relation) -> str:
    """What several do: `fund`, `are part of`, `supply`."""
    if verb.startswith("is "):
        return f"are {verb.removeprefix('is ').replace('a member', 'members')}"
    first, _, rest = verb.partition(" ")
    plain = f"{first.removesuffix('ies')}y" if first.endswith("ies") else first.removesuffix("s")
    return f"{plain} {rest}".strip() if relation not in (Relation.SIGNED, Relation.ISSUED) else verb


# Entities


def names_text(proposals: Iterable[Proposal]) -> str:
    """The file of proposed entities."""
    return HOW_NAMES + "\n".join(_proposed(one) for one in proposals)


def _proposed(one: Proposal) -> str:
    alike = "; ".join(f"or {like.id}? ({like.why})" for like in one.alike)
    kind = f"is it of kind {one.entity.kind} ({one.why})"
    lines = entities_text([one.entity]).splitlines()
    lines.insert(1, f"  kind: {one.entity.kind}")
    return "\n".join([f"{CHECK}: {kind}{f', or known already: {alike}' if alike else ''}", *lines, ""])
