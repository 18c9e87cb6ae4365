"""What is new in an answer, as feeds say it: an entry for each thing that a day brought, the last first.

An entry is the same whenever it is asked for: its id follows from its tie and its day, and nothing in it from the day
of the reading. What is planned, expected, disputed or unverified says so in its title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit

from app.domain.dates import first_day
from app.domain.records import Claim, Document, Tie
from app.domain.vocabulary import Stance
from app.errors import InvalidParameter
from app.queries import catalogue
from app.queries.evidence import Development, development
from app.report import Report, sanitized
from app.report.citations import reference, uri
from app.report.findings import beside, sentence
from app.report.terms import own_word

EPOCH = "1970-01-01"
"""When a feed was last changed to which nothing has come yet."""

_NAMING = "2026"
"""The year from which on a host names what is here (RFC 4151); it never changes, so that ids do not."""

_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")


@dataclass(frozen=True)
class Entry:
    """What a day (ISO 8601) brought. `day` is the first on which it can have been; `page` is where it can be read here,
    if it is served, and `sources` are the addresses of its documents."""

    id: str
    day: str
    title: str
    summary: str
    html: str
    page: str | None
    sources: Sequence[str]
    tags: Sequence[str]

    @property
    def moment(self) -> str:
        """The day as a moment (RFC 3339)."""
        return moment(self.day)


def moment(day: str) -> str:
    """The begin of a day (ISO 8601) as a moment (RFC 3339)."""
    return f"{day}T00:00:00Z"


def entries(report: Report) -> Sequence[Entry]:
    """What is new in an answer: of its ties, or where it has none of its documents."""
    found = [_of_tie(report, one) for one in _developments(report)]
    found = found or [_of_document(report, document) for document in report.subgraph.documents]
    return sorted(found, key=lambda entry: entry.day, reverse=True)


def updated(found: Sequence[Entry]) -> str:
    """When the last of some entries came, as a moment (RFC 3339)."""
    return moment(max((entry.day for entry in found), default=EPOCH))


def about(report: Report) -> str:
    """What must be known of all entries together."""
    return " ".join([sentence(report), *map(str, beside(report))])


def feed_id(report: Report) -> str:
    """The id of the feed of a question, whatever language it is in."""
    parts, meta = urlsplit(report.address.removeprefix(report.service)), report.subgraph.meta
    asked = urlencode(meta["parameters"], doseq=True)
    return _tag(report, parts._replace(scheme="", netloc="").geturl() or f"/{meta['query']}?{asked}")


def feed_address(report: Report, suffix: str, after: str | None = None) -> str | None:
    """The address of the feed in a format, or of its page after a result; None where nobody is known to serve it."""
    if not report.url:
        return None
    options = report.options.model_dump(mode="json", include={"lang", "title"}, exclude_defaults=True)
    parts = urlsplit(report.file(suffix))
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name != "after" or not after]
    more = options | ({"after": after} if after else {})
    return parts._replace(query=urlencode([*asked, *more.items()], safe="@,:")).geturl()


def home(report: Report) -> str | None:
    """The page that a feed is of: that of its question, or that of the service where a page has to be told more, such
    as since when."""
    meta = report.subgraph.meta
    try:
        catalogue[meta["query"]].read(meta["parameters"])
    except (InvalidParameter, KeyError):
        return f"{report.service}/" if report.service else None
    return report.url


def _tag(report: Report, specific: str) -> str:
    """A name for what is at a path of the service (RFC 4151): that of the host, which scheme and port do not change."""
    parts = urlsplit(report.service)
    host = parts.hostname or ""
    return f"tag:{host if _HOST.fullmatch(host) else 'localhost'},{_NAMING}:{parts.path}{specific}"


# Ties


def _developments(report: Report) -> Sequence[Development]:
    """What the rows say that became new, or else the last that documents reported of each tie."""
    return [row for row in report.subgraph.rows if isinstance(row, Development)] or list(_last_words(report))


def _last_words(report: Report) -> Iterator[Development]:
    for tie in report.subgraph.ties:
        days = {claim.id: claim.known for claim in tie.claims}
        if found := development(tie, max(days.values()), days):
            yield found


def _of_tie(report: Report, development: Development) -> Entry:
    tie, day = report.ties[development.tie], development.day
    before, then = development.stood(tie)
    fresh = [claim for claim in then.claims if claim.id in development.claims]
    against = [claim for claim in then.claims if claim not in fresh and _is_against(claim)]
    path = f"/ties/{tie.id}"
    said, state = report.said(then), _state(report, before, then, development.changed)
    told = [*(fresh or report.supporting(then)), *against]
    documents = [report.documents[id] for id in dict.fromkeys(claim.document for claim in told)]
    summary = f"{said} ({report.brief(then, dated=False)})"
    return Entry(
        id=_tag(report, f"{path}/{day}"), day=_first_day(day, fresh),
        title=report.options.lang.labelled(said, state), summary=summary,
        html=f"<p>{escape(summary)}</p><ul>{''.join(_claim(report, claim) for claim in told)}</ul>",
        page=report.service + path if report.service else None,
        sources=[uri(document.url) for document in documents if document.url],
        tags=[report.told(then.status, then.disputed), *(report.name(id) for id in then.technologies)],
    )  # fmt: skip


def _first_day(day: str, fresh: Sequence[Claim]) -> str:
    """The first day on which it can have been: of a document of which no more than its month is known, the first of
    that month, which never lies ahead; where another has the last of it as its day, that."""
    return max((first_day(claim.published) for claim in fresh if claim.known == day), default=day)


def _is_against(claim: Claim) -> bool:
    """Whether a claim denies its tie as a whole."""
    return claim.stance is Stance.DISPUTES and not claim.about


def _state(report: Report, before: Tie | None, then: Tie, changed: Sequence[str]) -> str:
    """`new, planned`, `planned → active`, or what else became known: `active, contested (amount)`."""
    lang, state = report.options.lang, report.brief(then, dated=False)
    if before is None:
        return f"{own_word('changed', 'new', lang)}, {state}"
    if (before.status, before.disputed) != (then.status, then.disputed):
        return f"{report.told(before.status, before.disputed)} → {state}"
    others = [own_word("changed", one, lang) for one in changed if one not in ("contested", "overdue")]
    return f"{state} ({', '.join(others)})" if others else state


def _claim(report: Report, claim: Claim) -> str:
    """What a document says, and where, with its address."""
    lang, document = report.options.lang, report.documents[claim.document]
    says, source = sanitized(claim.says), escape(reference(document, lang))
    if stands := _standing(report, claim):
        says = lang.labelled(stands, says)
    if document.url:
        source = f'<a href="{escape(uri(document.url))}">{source}</a>'
    return f"<li>{escape(says)} {source}, {escape(sanitized(claim.where))}</li>"


def _standing(report: Report, claim: Claim) -> str:
    """What a reader must know before what a claim says: that it denies its tie, or is our own conclusion."""
    words = report.words
    if claim.stance is Stance.DISPUTES:
        return words.does_not_fit if claim.inferred else words.denied
    return words.inferred if claim.inferred else ""


# Documents


def _of_document(report: Report, document: Document) -> Entry:
    path, said = f"/documents/{document.id}", reference(document, report.options.lang)
    return Entry(
        id=_tag(report, path), day=first_day(document.published), title=sanitized(document.title), summary=said,
        html=f"<p>{escape(said)}</p>", page=report.service + path if report.service else None,
        sources=[uri(document.url)] if document.url else [],
        tags=[report.words.reliabilities[document.reliability]],
    )  # fmt: skip
