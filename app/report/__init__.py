"""An answer on its way out: what every format needs beyond the subgraph, said once.

Titles, numbered sources, names by id, ties in words, and names made fit to be shown.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from babel.dates import format_skeleton

from app.domain.answer import Subgraph
from app.domain.records import Amount, Claim, Conflict, Document, Doubt, Entity, Share, Technology, Tie
from app.domain.ties import is_older, tie_parts
from app.domain.vocabulary import RELATIONS, Attribute, Reliability, Stance, Status
from app.queries import catalogue
from app.report import keys
from app.report.citing import Citing
from app.report.options import Options
from app.report.spoken_dates import spoken, spoken_period
from app.report.theme import Theme
from app.report.titles import Question
from app.report.wording import WORDING, Wording


class Neighbour(NamedTuple):
    """A record that stands before or after another in the order of ids, with its name; a tie with those of its
    ends."""

    id: str
    names: Sequence[str]

    @classmethod
    def of(cls, found: Sequence[Sequence[str]]) -> "Neighbour | None":
        """The one that was found, as its id and its names, if one was."""
        return cls(found[0][0], found[0][1:]) if found else None


@dataclass(frozen=True)
class Site:
    """What a page of the service's own site is told beside its answer: where readers report errors, and the records
    before and after the one that it is about."""

    contact: str | None = None
    previous: Neighbour | None = None
    next: Neighbour | None = None


# Explicit embeddings, overrides and isolates of the bidirectional algorithm (UAX 9): left open, they would
# reorder what stands around a name. The plain marks (LRM, RLM, ALM) only touch their neighbours and stay.
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


_PATHS = "|".join(
    re.sub(r"{\w+}", "[^/]+", path) for path in [*(one.path for one in catalogue.values()), "/snapshots/{id}"]
)
_ADDRESS = re.compile(f"(.*?)(?:{_PATHS})")


def sanitized(text: str) -> str:
    """A text from the data as one line fit to be shown: no control characters, no open bidirectional controls."""
    plain = "".join(" " if unicodedata.category(mark) in ("Cc", "Zl", "Zp") else mark for mark in text)
    return " ".join(_BIDI_CONTROLS.sub("", plain).split())


def xml_safe(text: str) -> str:
    """A text without the characters that XML 1.0 cannot hold."""
    return re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


@dataclass(frozen=True)
class Report:
    """A subgraph with the options that it is written with and the address that it came from.

    `address` is the absolute URL of the answer without a format's suffix; empty where nobody is known to serve it.
    `numbered` are the documents that have a number so far. `cites` is whether what is said is followed by its sources.
    `links` is whether names lead to the pages of what they name, by marks of `keys`. `site` is there where it is to be
    a page of the service's own site.
    """

    subgraph: Subgraph
    options: Options = field(default_factory=Options)
    address: str = ""
    numbered: dict[str, int] = field(default_factory=dict[str, int])
    cites: bool = True
    links: bool = False
    site: Site | None = None

    def with_theme(self, theme: Theme) -> "Report":
        """The same report in another theme."""
        return replace(self, options=self.options.model_copy(update={"theme": theme}))

    def followed_by(self, part: Subgraph) -> "Report":
        """The report on the part of the answer that follows, in which the numbers of sources go on."""
        return replace(self, subgraph=part)

    def with_citing(self, cite: Citing) -> "Report":
        """The same report, whose texts cite sources in another way."""
        return replace(self, options=self.options.model_copy(update={"cite": cite}))

    def with_links(self, links: bool) -> "Report":
        """The same report, in which names lead to pages, or do not."""
        return replace(self, links=links)

    def with_title(self, title: str) -> "Report":
        """The same report under a title."""
        return replace(self, options=self.options.model_copy(update={"title": title}))

    @cached_property
    def day(self) -> str:
        """The day (ISO 8601) that the answer is about, from which ages are counted."""
        return self.subgraph.day

    @property
    def words(self) -> Wording:
        """The words of the language that is asked for."""
        return WORDING[self.options.lang]

    @property
    def dataset(self) -> str:
        """The whole dataset version."""
        return str(self.subgraph.meta["dataset"])

    @property
    def short_dataset(self) -> str:
        """Enough of the dataset version to tell it from others: the algorithm and 12 digits."""
        return self.dataset[:19]

    @cached_property
    def title(self) -> str:
        """The title that is asked for, or one made from the query and its parameters."""
        if asked_for := sanitized(self.options.title or ""):
            return keys.without_links(asked_for)
        return keys.without_links(sanitized(self.question(self._called).title))

    def question(self, called: Callable[[str], str], head: str | None = None) -> Question:
        """What was asked; `called` names what an id stands for, and `head` how the title begins if not as it does."""
        meta = self.subgraph.meta
        return Question(meta["query"], meta["parameters"], self.options.lang, called, self.date, head)

    def added(self, entry: str) -> str:
        """What was added to the answer, by an entry of its view: `Ties of NASA`, `Paths between NASA and ISRO`."""
        source, *target = entry.split("~")
        asked = {"source": source, "target": target[0]} if target else {"id": source}
        return Question("paths" if target else "neighbours", asked, self.options.lang, self._called, self.date).title

    def _called(self, id: str) -> str:
        """What stands in a title for what was asked for; a tie is what it says."""
        return self.said(self.ties[id]) if id in self.ties else self.name(id)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What entities and technologies are called, by id, and all that the answer names."""
        named = {id: sanitized(name) for id, name in self.subgraph.names.items()}
        technologies = {one.id: self.link("technologies", one.id, one.name) for one in self.subgraph.technologies}
        entities = {one.id: self.link("entities", one.id, one.label) for one in self.subgraph.entities}
        return named | technologies | entities

    def link(self, part: str, id: str, text: str) -> str:
        """A name or what else is said of a record, fit to be shown, which leads to its page where names do that; no
        page leads to itself."""
        text = sanitized(keys.without_links(text))
        return keys.linked(f"{part}/{id}", text) if self.links and (part, id) != self.about else text

    @cached_property
    def about(self) -> tuple[str, str] | None:
        """The list and the id of the one record that the question is after, if it is after one."""
        query = catalogue.get(self.subgraph.meta["query"])
        part = query.part_of_one() if query else None
        return (part, self.subgraph.meta["parameters"]["id"]) if part else None

    def name(self, id: str) -> str:
        """What an entity, a technology or a document is called; the words of its id where the answer does not say."""
        if document := self.documents.get(id):
            return self.link("documents", id, document.title)
        words = id.replace("-", " ")
        return self.names.get(id) or words[:1].upper() + words[1:]

    def called(self, record: Neighbour) -> str:
        """What a record beside another is called; a tie by what it says."""
        if len(record.names) == 1:
            return sanitized(record.names[0])
        relation, _, _, topic = tie_parts(record.id)
        about = f" ({topic.replace('-', ' ')})" if topic else ""
        return f"{record.names[0]} {self.words.relations[relation]} {record.names[1]}{about}"

    def record(self, id: str) -> Entity | Technology | Document:
        """An entity, a technology or a document of the answer."""
        return self.entities.get(id) or self.technologies.get(id) or self.documents[id]

    @cached_property
    def ties(self) -> Mapping[str, Tie]:
        """The ties by id."""
        return {tie.id: tie for tie in self.subgraph.ties}

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims of all ties by id."""
        return {claim.id: claim for tie in self.subgraph.ties for claim in tie.claims}

    @cached_property
    def technologies(self) -> Mapping[str, Technology]:
        """The technologies by id."""
        return {technology.id: technology for technology in self.subgraph.technologies}

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """The entities by id."""
        return {entity.id: entity for entity in self.subgraph.entities}

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The documents by id, in the order of their numbers."""
        return {document.id: document for document in self.subgraph.documents}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each document, from 1, by id: the `[n]` of every figure, table and list of sources."""
        for id in self.documents:
            self.numbered.setdefault(id, len(self.numbered) + 1)
        return self.numbered

    @cached_property
    def degrees(self) -> Counter[str]:
        """How many ties each entity has here."""
        return Counter(end for tie in self.subgraph.ties for end in (tie.subject, tie.object))

    @property
    def url(self) -> str | None:
        """The address, where it is one that a reader can open."""
        return self.address if urlsplit(self.address).scheme in ("http", "https") else None

    @cached_property
    def service(self) -> str:
        """The address of the service that the answer came from, without a slash at its end: its host where the path is
        none of ours, and empty where nobody is known to serve it."""
        parts = urlsplit(self.url or "")
        found = _ADDRESS.fullmatch(parts.path)
        return parts._replace(path=found[1] if found else "", query="").geturl()

    def file(self, suffix: str) -> str:
        """The address of the answer in a format."""
        return in_format(self.address, suffix)

    @property
    def origin(self) -> str:
        """What this comes from: service and dataset version."""
        return f"{self.words.source}: Entente, {self.words.dataset} {self.short_dataset}"

    @property
    def source(self) -> str:
        """One line that says where this comes from: service, dataset version and address."""
        return f"{self.origin} · {self.url}" if self.url else self.origin

    def cited(self, ties: Iterable[Tie]) -> str:
        """The numbers of the documents that ties rest on, such as `[1, 3–5]`; or their ids, marked by `keys`."""
        return self.citing(self.documents_of(ties))

    def documents_of(self, ties: Iterable[Tie]) -> list[str]:
        """Ids of the documents that ties rest on, each once."""
        return list(dict.fromkeys(claim.document for tie in ties for claim in tie.claims))

    def citing(self, documents: Iterable[str]) -> str:
        """The numbers of documents, such as `[1, 3–5]`, and ids of those that the answer does not hold; or the ids of
        all, marked by `keys`."""
        given = set(documents) if self.cites else set[str]()
        elsewhere = sorted(given - set(self.numbers))
        if self.options.cite is Citing.KEY:
            return keys.marked([*(id for id in self.documents if id in given), *elsewhere]) if given else ""
        numbers = ranges(self.numbers_of(given))
        return f"[{', '.join([*([numbers] if numbers else []), *elsewhere])}]" if given else ""

    def numbers_of(self, documents: Iterable[str]) -> list[int]:
        """The numbers of those documents that the answer holds, each once, in order."""
        return sorted({self.numbers[id] for id in documents if id in self.numbers})

    def _numbered(self, claims: Iterable[Claim]) -> str:
        return self.citing(claim.document for claim in claims)

    def relation(self, tie: Tie) -> str:
        """A tie's relation in words, with its topic, and the office in which its person acts."""
        return self.words.relations[tie.relation] + in_brackets(tie)

    def brief(self, tie: Tie, dated: bool = True) -> str:
        """A tie's status in a few words: `planned, unverified, overdue, as of June 2023`, `disputed: completed`.

        Without its age where the day is said beside it, and so not `dated`.
        """
        as_of = [self.as_of(tie.reported)] if dated and self.is_dated(tie) else []
        return ", ".join([self.told(tie.status, tie.disputed), *self.doubts(tie), *as_of])

    def told(self, status: Status, disputed: bool) -> str:
        """A status in words; what is disputed is never told as done: `disputed: completed`."""
        word = self.words.statuses[status]
        return f"{self.words.disputed}: {word}" if disputed else word

    def status(self, tie: Tie) -> str:
        """A tie's status in words, with all that makes it less sure.

        For example `planned, unverified, overdue, as of June 2023`; `active, contested; denied [3]`;
        `completed; sources differ on end (perhaps March 2023 [1], February 2023 [2])`;
        `disputed: completed, unverified [1]; denied [2]; does not fit with [3, 4]`, which never calls it done.
        """
        said = self.link("ties", tie.id, self.brief(tie))
        if tie.disputed:
            said = f"{said} {self._numbered(self.supporting(tie))}".rstrip()
        differing = ", ".join(self.differing(tie))
        differ = [self.words.differ.format(what=differing)] if differing else []
        return "; ".join([said, *self.denials(tie), *differ])

    def supporting(self, tie: Tie) -> list[Claim]:
        """The claims that say that a tie holds, the newest first."""
        return [claim for claim in tie.claims if claim.stance is Stance.SUPPORTS]

    def differing(self, tie: Tie) -> list[str]:
        """What the sources of a tie disagree on: `end (perhaps 2023 [1], February 2023 [2])`."""
        return [self._differing(conflict) for conflict in tie.conflicts]

    def _differing(self, conflict: Conflict) -> str:
        values = (f"{self._value(conflict, one.value)} {self.citing(one.documents)}" for one in conflict.values)
        return f"{self.words.attributes[conflict.attribute]} ({', '.join(values)})"

    def _value(self, conflict: Conflict, value: str) -> str:
        if not value:
            return self.words.denied
        if conflict.attribute in (Attribute.START, Attribute.END):
            return spoken(value, self.options.lang)
        return self.words.statuses[Status(value)] if conflict.attribute is Attribute.STATUS else sanitized(value)

    def doubts(self, tie: Tie) -> list[str]:
        """Words for what makes a tie less sure, where it is not disputed: `contested`, `unverified`, `overdue`."""
        words: dict[Doubt, str] = {
            "contested": self.words.contested,
            "unverified": self.words.reliabilities[Reliability.UNVERIFIED],
            "overdue": self.words.overdue,
        }
        return [words[doubt] for doubt in tie.doubts]

    def denials(self, tie: Tie) -> list[str]:
        """Who says that a tie does not hold, and what it does not fit with by our own reading, with the sources."""
        against = [claim for claim in tie.claims if claim.stance is Stance.DISPUTES and not claim.about]
        denied = [claim for claim in against if not claim.inferred]
        unfit = [claim for claim in against if claim.inferred]
        ways = ((self.words.denied, denied), (self.words.does_not_fit, unfit))
        return [f"{words} {self._numbered(claims)}".rstrip() for words, claims in ways if claims]

    def is_dated(self, tie: Tie, years: int = 1) -> bool:
        """Whether the word that a tie's status rests on is older than some years on the day of the answer."""
        return is_older(tie, years, self.day)

    def as_of(self, day: str) -> str:
        """`as of June 2023`, in the report's language."""
        return self.words.as_of.format(month=self.month(day))

    def month(self, day: str) -> str:
        """Month and year of a day (ISO 8601) as the report's language writes them."""
        return format_skeleton("yMMMM", date.fromisoformat(day), locale=self.options.lang.value)

    def date(self, edtf: str) -> str:
        """An EDTF date in words: `June 2024`, `about 2029`."""
        return spoken(edtf, self.options.lang)

    def dates(self, tie: Tie) -> str:
        """When a tie is, in words: `June 2024 to about 2029`; empty where nothing is said."""
        return spoken_period(tie.start, tie.end, self.options.lang)

    def said(self, tie: Tie) -> str:
        """What a tie says: who does what with whom."""
        ends = self.names[tie.subject], self.names[tie.object]
        return f"{ends[0]} {self.words.relations[tie.relation]} {ends[1]}{in_brackets(tie)}"

    def state(self, status: Status, ties: Sequence[Tie], disputed: bool = False) -> str:
        """How far along ties are together, with what makes those that are so less sure: `planned, overdue`.

        What is disputed is never called done.
        """
        words = self.words
        named = {"contested": words.contested, "overdue": words.overdue}
        doubts = {doubt for tie in ties if tie.status is status for doubt in tie.doubts}
        told = self.told(status, disputed or any(tie.disputed for tie in ties))
        return ", ".join([told, *(word for doubt, word in named.items() if doubt in doubts)])

    def sentence(self, tie: Tie) -> str:
        """A tie as a sentence: who does what with whom, how far along."""
        return f"{self.said(tie)} ({self.status(tie)})"

    def summary(self) -> str:
        """The answer in a few sentences, for who cannot see the figure."""
        words, ties = self.words, self.subgraph.ties
        kinds = Counter(words.kinds[entity.kind] for entity in self.subgraph.entities)
        statuses = Counter(words.disputed if tie.disputed else words.statuses[tie.status] for tie in ties)
        doubts = Counter(doubt for tie in ties for doubt in self.doubts(tie))
        parts = [
            f"{words.network.format(entities=len(self.entities), ties=len(ties))}.",
            f"{words.entities}: {_counted(kinds)}." if kinds else "",
            f"{words.ties}: {_counted(statuses)}." if statuses else "",
            f"{_counted(doubts)}." if doubts else "",
        ]
        if ties:
            best = ", ".join(f"{self.names[id]} ({count})" for id, count in self.degrees.most_common(3))
            parts.append(f"{words.best_connected}: {best}.")
        if disputed := [self.sentence(tie) for tie in ties if tie.disputed]:
            parts.append(f"{words.disputed_ties}: {'; '.join(disputed[:5])}.")
        return " ".join(part for part in parts if part)


def in_format(address: str, suffix: str) -> str:
    """The address of an answer in a format, by that without one."""
    parts = urlsplit(address)
    return parts._replace(path=f"{parts.path}.{suffix}").geturl()


def in_brackets(tie: Tie) -> str:
    """A tie's topic and the office in which its person acts, in brackets; empty where it has neither."""
    beside = [tie.topic.replace("-", " ")] if tie.topic else []
    beside += [sanitized(tie.office)] if tie.office else []
    return f" ({', '.join(beside)})" if beside else ""


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{word} {count}" for word, count in counts.most_common())


def ranges(numbers: Sequence[int]) -> str:
    """Sorted numbers with runs of three or more drawn together: `1, 3–5`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(str(number) for number in run) for run in runs
    )


def is_mutual(tie: Tie) -> bool:
    """Whether a tie has no direction."""
    return RELATIONS[tie.relation].symmetric


def dates(tie: Tie) -> str:
    """When: EDTF dates as their sources give them, `start/end`, empty where nothing is said."""
    return f"{tie.start or ''}/{tie.end}" if tie.end else tie.start or ""


def share_text(share: Share | None) -> str:
    """A part of a whole in a few words, such as `about 15 % of the trade of 2023`; empty where there is none."""
    return f"{share.qualifier or ''} {share.percent:g} % of {sanitized(share.of)}".strip() if share else ""


def money(amount: Amount | None) -> str:
    """An amount in a few words, such as `over USD 90,000,000 (grant, P5Y)`; empty where there is none."""
    if amount is None:
        return ""
    if amount.value is not None:
        figure = f"{amount.value:,}"
    else:
        figure = "–".join(f"{end:,}" if end is not None else "…" for end in (amount.min, amount.max))
    of_one = f"per {amount.per}" if amount.per else ""
    label = f"{amount.qualifier or ''} {amount.currency} {figure} {of_one}".strip()
    beside = [part for part in (amount.kind, amount.period) if part]
    return f"{label} ({', '.join(beside)})" if beside else label
