"""What people call the words of our vocabularies: `in force` is active, `works with` is PARTNERS_WITH.

Only what everybody means alike stands here. "Signed" may be announced or in force, and "concluded" made or over:
whoever meets such a word asks.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

from cleanco import basename

from app.domain.text import words
from app.domain.vocabulary import RELATIONS, DocumentKind, InitiativeType, Kind, Relation, Reliability, Status, Word

AnyWord = TypeVar("AnyWord", bound=Word)

STATUSES: Mapping[Status, str] = {
    Status.EXPECTED: "predicted, forecast, likely, anticipated, possible, rumoured, rumored",
    Status.PLANNED: "intended, proposed, under discussion, in discussion, under negotiation, in negotiation, "
    "negotiating, in preparation, in planning, planning, upcoming, future, aspirational",
    Status.ANNOUNCED: "declared, pledged, committed, promised",
    Status.ACTIVE: "in force, in effect, effective, under way, underway, ongoing, on-going, in progress, running, "
    "current, operational, in operation, live, started, begun, continuing",
    Status.COMPLETED: "complete, done, finished, delivered, fulfilled, achieved",
    Status.SUSPENDED: "paused, on hold, frozen, stalled, interrupted, dormant",
    Status.ENDED: "over, terminated, cancelled, canceled, expired, withdrawn, abandoned, discontinued, dissolved, "
    "given up, former, inactive, defunct, lapsed",
}

RELATION_WORDS: Mapping[Relation, str] = {
    Relation.FUNDS: "finances, pays for, invests in, invested in, funder of, financed, funded, donates to, donor to, "
    "gives money to, grants to, sponsors, sponsor of, investor in, funder, investor, donor, sponsor",
    Relation.CO_DEVELOPS: "codevelops, jointly develops, develops together, co-developer of",
    Relation.PARTNERS_WITH: "partner, partner of, partnered with, partnership, partnership with, works with, "
    "works together with, cooperates with, co-operates with, collaborates with, collaboration, collaboration with, "
    "cooperation, cooperation with, teams up with, allied with, alliance with, joint work with",
    Relation.TRADES_WITH: "trade, trades, trade with, trading partner of, commerce with",
    Relation.PARTICIPATES_IN: "participates, participant, participant in, participated in, takes part in, "
    "took part in, participation in, attends, attended, involved in, takes part",
    Relation.LEADS: "coordinates, coordinator, coordinator of, runs, manages, heads, head of, leader of, directs, "
    "led, leader, project leader",
    Relation.HOSTS: "host, host of, hosted",
    Relation.SUPPLIES: "supplier, supplier of, supplier to, supplied, provides to, delivers to, sells to, sold to, "
    "exports to, vendor of, vendor to, manufactures for, produces for, makes for",
    Relation.SUPPORTS: "backs, supporter of, supported, endorses, helps, supporter",
    Relation.SIGNED: "signs, signatory of, signatory to, signatory, party to, contracting party of",
    Relation.PART_OF: "part of, belongs to, subsidiary of, division of, unit of, department of, owned by, "
    "subsidiary, branch of",
    Relation.MEMBER_OF: "member, member of, joined, joins, belongs as a member to",
    Relation.BASED_IN: "based in, located in, headquartered in, seat in, has its seat in",
    Relation.AGENCY_OF: "agency of, government agency of, ministry of the government of",
    Relation.REPRESENTS: "representative of, speaks for, acts for, spokesperson of, envoy of",
    Relation.SUCCEEDS: "successor of, successor to, replaces, replaced, follows, continues",
    Relation.ISSUED: "issues, publishes, published, issuer of, author of, wrote",
}

REVERSED: Mapping[Relation, str] = {
    Relation.FUNDS: "funded by, financed by, receives money from, sponsored by, paid by, paid for by",
    Relation.PARTICIPATES_IN: "has participant, participants include",
    Relation.LEADS: "led by, coordinated by, run by, managed by, headed by",
    Relation.HOSTS: "hosted by, takes place in",
    Relation.SUPPLIES: "supplied by, buys from, bought from, purchases from, imports from, customer of, client of",
    Relation.SUPPORTS: "supported by, backed by, endorsed by",
    Relation.SIGNED: "signed by",
    Relation.PART_OF: "has part, owns, parent of, owner of",
    Relation.MEMBER_OF: "has member",
    Relation.REPRESENTS: "represented by",
    Relation.SUCCEEDS: "succeeded by, replaced by, predecessor of",
    Relation.ISSUED: "issued by, published by",
}
"""Words for relations that lead from the object to the subject."""

KINDS: Mapping[Kind, str] = {
    Kind.COUNTRY: "state, nation, sovereign state, nation state",
    Kind.AGENCY: "ministry, department, government agency, government department, government body, public agency, "
    "regulator, regulatory authority, authority, space agency, funding agency, armed force, armed forces, "
    "public body",
    Kind.COMPANY: "firm, corporation, business, enterprise, manufacturer, startup, start-up, private company, sme, "
    "industry, public company, private sector, vendor",
    Kind.INSTITUTION: "university, college, institute, research institute, research institution, research centre, "
    "research center, research organisation, research organization, laboratory, lab, hospital, think tank, "
    "foundation, ngo, non-governmental organisation, non-governmental organization, nonprofit, non-profit, "
    "charity, academia, academic, academy, school, higher education, museum, standards body, "
    "international organisation, international organization, intergovernmental organisation, "
    "intergovernmental organization, igo, multilateral organisation",
    Kind.INITIATIVE: "project, joint project",
    Kind.BLOC: "group of states, group of countries, alliance of states, union of states, regional organisation, "
    "regional organization",
    Kind.EVENT: "summit, conference, meeting, visit, workshop, congress, exhibition, ceremony",
    Kind.PERSON: "individual, official, minister, researcher, people",
}

INITIATIVE_TYPES: Mapping[InitiativeType, str] = {
    InitiativeType.AGREEMENT: "treaty, memorandum, memorandum of understanding, mou, accord, accords, convention, "
    "pact, arrangement, protocol",
    InitiativeType.CONTRACT: "order, purchase agreement, purchase order, procurement",
    InitiativeType.PROGRAMME: "program, research programme, research program, training programme, competition",
    InitiativeType.MISSION: "space mission, spacecraft, satellite, probe",
    InitiativeType.FUND: "grant scheme, budget line, financing facility",
    InitiativeType.FACILITY: "plant, factory, site, centre building, observatory, station, reactor",
    InitiativeType.PRODUCT: "vaccine, aircraft, launcher, device, system",
    InitiativeType.FORUM: "dialogue, commission, network, working group, committee, council",
    InitiativeType.PLAN: "roadmap, strategy, vision, action plan",
}

DOCUMENT_KINDS: Mapping[DocumentKind, str] = {
    DocumentKind.TREATY: "agreement, agreement text, contract, convention, memorandum, mou",
    DocumentKind.JOINT_STATEMENT: "joint declaration, communique, communiqué, joint communique",
    DocumentKind.FACT_SHEET: "factsheet, briefing, brief",
    DocumentKind.AGENCY_PAGE: "website, web page, webpage, official website, official page, page, agency website, "
    "company website",
    DocumentKind.PRESS_RELEASE: "release, media release, news release, announcement",
    DocumentKind.PRESS_REPORT: "news, news article, news report, article, newspaper, newspaper article, press, "
    "media, media report, press article",
    DocumentKind.BLOG: "blog post, blogpost, weblog, social media, post",
}

RELIABILITIES: Mapping[Reliability, str] = {
    Reliability.OFFICIAL: "primary, primary source, government, official source",
    Reliability.REPORTED: "press, media, news, secondary, secondary source, newspaper",
    Reliability.UNVERIFIED: "unconfirmed, not verified, rumour, rumor, low",
}

_BEGINNING = re.compile(r"^(?:is|are|was|were|has|have) (?:an? |the )?")

_NAMES: Mapping[Kind, str] = {
    Kind.INSTITUTION: r"universit\w*|institut\w*|college|academy|laborator\w*|labs?|hospital|foundation|school",
    Kind.AGENCY: r"ministry|department|agency|directorate|office|administration|authority|council|bureau",
    Kind.INITIATIVE: r"agreement|memorandum|treaty|programme|program|project|initiative|mission|fund|accords?|roadmap",
    Kind.EVENT: r"summit|conference|meeting|visit|workshop|congress",
}


_SYNONYMS: Mapping[type[Word], Mapping[Any, str]] = {
    Status: STATUSES,
    Kind: KINDS,
    InitiativeType: INITIATIVE_TYPES,
    DocumentKind: DOCUMENT_KINDS,
    Reliability: RELIABILITIES,
}


class Directed(NamedTuple):
    """A relation as a word names it; reversed where it leads from the object to the subject, as `funded by` does."""

    relation: Relation
    reversed: bool = False

    def __str__(self) -> str:
        return f"reversed {self.relation}" if self.reversed else self.relation


class Sort(NamedTuple):
    """What an entity is: its kind, and of an initiative its type, where the word says it."""

    kind: Kind
    type: InitiativeType | None = None

    def __str__(self) -> str:
        return self.type or self.kind.lower()


def meant(vocabulary: type[AnyWord], text: str) -> AnyWord | None:
    """The word of a vocabulary that a text means, by its own name or by another that people use."""
    return cast("AnyWord | None", _table(vocabulary).get(words(text)))


def relation_of(text: str) -> Directed | None:
    """The relation that a verb or a noun means; also by its name here, after `reversed` the other way round."""
    plain = words(text)
    return _relations().get(plain) or _relations().get(_BEGINNING.sub("", plain))


def sort_of(text: str) -> Sort | None:
    """What an entity is by a word: `university` is an institution, `treaty` an initiative that is an agreement."""
    if kind := meant(Kind, text):
        return Sort(kind)
    type = meant(InitiativeType, text)
    return Sort(Kind.INITIATIVE, type) if type else None


def kind_by_name(name: str) -> Kind | None:
    """What a name looks like; a guess that a person has to confirm."""
    plain = words(name)
    if words(basename(name)) != plain:
        return Kind.COMPANY
    found = (kind for kind, pattern in _NAMES.items() if re.search(rf"\b(?:{pattern})\b", plain))
    return next(found, None)


@cache
def _table(vocabulary: type[Word]) -> Mapping[str, Word]:
    listed = ((form, word) for word, names in _SYNONYMS.get(vocabulary, {}).items() for form in _all_forms(names))
    return dict(listed) | {form: word for word in vocabulary for form in _all_forms(word)}


@cache
def _relations() -> Mapping[str, Directed]:
    found: dict[str, Directed] = {}
    for reversed, known in ((True, REVERSED), (False, RELATION_WORDS)):
        for relation, rule in RELATIONS.items():
            own = rule.inverse if reversed else rule.forward
            found |= {form: Directed(relation, reversed) for form in _all_forms(f"{own}, {known.get(relation, own)}")}
    for relation in Relation:
        found[words(relation.replace("_", " "))] = Directed(relation)
        found[words(f"reversed {relation.replace('_', ' ')}")] = Directed(relation, True)
    return found


def _all_forms(names: str) -> Iterator[str]:
    """Words with and without what only grammar adds: `agencies` and `is part of` for `agency` and `part of`."""
    for plain in (words(name) for name in names.split(",")):
        yield plain
        if plain.startswith("is "):
            yield _BEGINNING.sub("", plain)
        else:
            yield f"{plain[:-1]}ies" if plain.endswith("y") else f"{plain}s"
