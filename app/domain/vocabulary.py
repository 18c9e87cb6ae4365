"""The words of the graph: kinds, relations, statuses, stances, and what documents can be.

Every name that becomes a label, a relationship type or a parameter's allowed value comes from here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Word(StrEnum):
    """A word of a vocabulary, however it is typed: `co-develops` and `Co develops` are CO_DEVELOPS."""

    @classmethod
    def _missing_(cls, value: object) -> "Word | None":
        return next((word for word in cls if _plain(word) == _plain(value)), None)


def _plain(word: object) -> str:
    return re.sub(r"[\s_-]+", " ", str(word)).strip().casefold()


class Kind(Word):
    """What an entity is; also its label in Neo4j."""

    COUNTRY = "Country"
    AGENCY = "Agency"
    COMPANY = "Company"
    INSTITUTION = "Institution"
    INITIATIVE = "Initiative"
    BLOC = "Bloc"
    EVENT = "Event"
    PERSON = "Person"


KIND_MEANING = {
    Kind.COUNTRY: "a state, of today or a former one",
    Kind.AGENCY: "a part of a government: a ministry, an agency, a regulator, an armed force",
    Kind.COMPANY: "a business, one that a state owns too",
    Kind.INSTITUTION: "a university, a laboratory, a foundation; an international organisation that works itself, such "
    "as the World Health Organization, CERN or a development bank",
    Kind.INITIATIVE: "what actors do, alone or together: an agreement, a programme, a fund, a product",
    Kind.BLOC: "a group of states that speaks for its members, such as the European Union, BRICS or the Quad",
    Kind.EVENT: "a meeting, a visit, an incident: what has a day",
    Kind.PERSON: "somebody who acts in an office",
}


class InitiativeType(Word):
    """What sort of thing an initiative is."""

    AGREEMENT = "agreement"
    CONTRACT = "contract"
    PROGRAMME = "programme"
    MISSION = "mission"
    FUND = "fund"
    FACILITY = "facility"
    PRODUCT = "product"
    FORUM = "forum"
    PLAN = "plan"


class Status(Word):
    """How far along a tie is, as a document tells it; declared from the least to the most far along."""

    EXPECTED = "expected"
    PLANNED = "planned"
    ANNOUNCED = "announced"
    ACTIVE = "active"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    ENDED = "ended"

    @property
    def rank(self) -> int:
        """Place in the order of declaration: 0 for `expected`."""
        return _RANK.index(self)

    @property
    def strength(self) -> int:
        """How well a tie of this status holds today: 0 for one that is over, then paused, predicted … in force."""
        return _STRENGTH.index(self)


_RANK = list(Status)
_STRENGTH = [
    Status.ENDED,
    Status.SUSPENDED,
    Status.EXPECTED,
    Status.PLANNED,
    Status.ANNOUNCED,
    Status.COMPLETED,
    Status.ACTIVE,
]


def weakest(statuses: Iterable[Status]) -> Status:
    """Of some statuses that which holds worst today."""
    return min(statuses, key=lambda status: status.strength)


STATUS_MEANING = {
    Status.EXPECTED: "somebody predicts it; no party has said that it intends it",
    Status.PLANNED: "a party says that it intends it, or it is under discussion",
    Status.ANNOUNCED: "the parties have declared it",
    Status.ACTIVE: "it is in force or under way",
    Status.COMPLETED: "it has been done",
    Status.SUSPENDED: "it is paused",
    Status.ENDED: "it is over, or was given up",
}


PROMISED = (Status.EXPECTED, Status.PLANNED, Status.ANNOUNCED)
"""Statuses of what has not begun: with a date that has passed, they are overdue."""


class Stance(Word):
    """Whether a claim says that its tie holds, or that it does not."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"


class Attribute(Word):
    """What a claim can dispute, or claims can disagree on, where nobody doubts the tie itself."""

    STATUS = "status"
    START = "start"
    END = "end"
    PLACE = "place"
    AMOUNT = "amount"


class Standing(Word):
    """Whether sources deny a tie, and how much these weigh beside those that support it."""

    UNDISPUTED = "undisputed"
    CONTESTED = "contested"
    DISPUTED = "disputed"


STANDING_MEANING = {
    Standing.UNDISPUTED: "no source says that it does not hold",
    Standing.CONTESTED: "a source that nobody answers for denies what better sources say",
    Standing.DISPUTED: "some claim it; sources as good say that it does not hold, or do not fit with it",
}


class AmountKind(Word):
    """What sort of money an amount is."""

    GRANT = "grant"
    INVESTMENT = "investment"
    BUDGET = "budget"
    CONTRACT = "contract"
    REQUEST = "request"
    TRADE = "trade"
    TARGET = "target"


PUT_UP = (AmountKind.GRANT, AmountKind.INVESTMENT, AmountKind.BUDGET)
"""Kinds of money that somebody puts up; a price, a request, trade and a target are none."""


class Relation(Word):
    """How two entities are tied; also the type of the plain edge in Neo4j."""

    FUNDS = "FUNDS"
    CO_DEVELOPS = "CO_DEVELOPS"
    PARTNERS_WITH = "PARTNERS_WITH"
    TRADES_WITH = "TRADES_WITH"
    PARTICIPATES_IN = "PARTICIPATES_IN"
    LEADS = "LEADS"
    HOSTS = "HOSTS"
    SUPPLIES = "SUPPLIES"
    SUPPORTS = "SUPPORTS"
    SIGNED = "SIGNED"
    PART_OF = "PART_OF"
    MEMBER_OF = "MEMBER_OF"
    BASED_IN = "BASED_IN"
    AGENCY_OF = "AGENCY_OF"
    REPRESENTS = "REPRESENTS"
    SUCCEEDS = "SUCCEEDS"
    ISSUED = "ISSUED"


class DocumentKind(Word):
    """What a document is."""

    TREATY = "treaty"
    JOINT_STATEMENT = "joint-statement"
    FACT_SHEET = "fact-sheet"
    AGENCY_PAGE = "agency-page"
    PRESS_RELEASE = "press-release"
    PRESS_REPORT = "press-report"
    BLOG = "blog"


class Reliability(Word):
    """How far a document can be trusted by who answers for it."""

    OFFICIAL = "official"
    REPORTED = "reported"
    UNVERIFIED = "unverified"

    @property
    def rank(self) -> int:
        """Place in the order of declaration: 0 for `official`, the best."""
        return list(Reliability).index(self)

    @property
    def is_answerable(self) -> bool:
        """Whether somebody answers for what such a document says; such claims decide, wherever there is one."""
        return self is not Reliability.UNVERIFIED


def least_reliable(reliabilities: Iterable[Reliability]) -> Reliability:
    """Of some reliabilities the lowest."""
    return max(reliabilities, key=lambda reliability: reliability.rank)


RELIABILITY_MEANING = {
    Reliability.OFFICIAL: "published by a party to what it tells",
    Reliability.REPORTED: "published by a press house that answers for its text",
    Reliability.UNVERIFIED: "published with no named source and nobody who checks it",
}

ORGANISATIONS = frozenset({Kind.AGENCY, Kind.COMPANY, Kind.INSTITUTION})
ACTORS = ORGANISATIONS | {Kind.COUNTRY, Kind.BLOC}
ACTIVITIES = frozenset({Kind.INITIATIVE, Kind.EVENT})
ANY = frozenset(Kind)


@dataclass(frozen=True)
class RelationRule:
    """What a relation means and between which kinds it may stand.

    `forward` and `inverse` complete "SUBJECT … OBJECT" and "OBJECT … SUBJECT". With `joins`, two entities
    that stand in this relation to the same initiative or event count as partners through it.
    `cooperation` is false for facts about one actor (where it sits, whom it speaks for). `money` is what sort an amount
    is, where the relation leaves no doubt.
    """

    forward: str
    inverse: str
    subjects: frozenset[Kind]
    objects: frozenset[Kind]
    symmetric: bool = False
    joins: bool = False
    cooperation: bool = True
    money: AmountKind | None = None


RELATIONS: dict[Relation, RelationRule] = {
    Relation.FUNDS: RelationRule("funds", "is funded by", ACTORS | {Kind.INITIATIVE}, ANY - {Kind.PERSON}, joins=True),
    Relation.CO_DEVELOPS: RelationRule(
        "co-develops", "is co-developed by", ACTORS | {Kind.INITIATIVE}, frozenset({Kind.INITIATIVE}), joins=True
    ),
    Relation.PARTNERS_WITH: RelationRule(
        "partners with", "partners with", ACTORS | {Kind.INITIATIVE}, ACTORS | {Kind.INITIATIVE}, symmetric=True
    ),
    Relation.TRADES_WITH: RelationRule(
        "trades with", "trades with", ACTORS, ACTORS, symmetric=True, money=AmountKind.TRADE
    ),
    Relation.PARTICIPATES_IN: RelationRule("participates in", "has the participant", ANY, ACTIVITIES, joins=True),
    Relation.LEADS: RelationRule("leads", "is led by", ACTORS | {Kind.PERSON}, ANY - {Kind.PERSON}, joins=True),
    Relation.HOSTS: RelationRule("hosts", "is hosted by", ACTORS, ACTIVITIES, joins=True),
    Relation.SUPPLIES: RelationRule(
        "supplies", "is supplied by", ACTORS, ACTORS | {Kind.INITIATIVE}, joins=True, money=AmountKind.CONTRACT
    ),
    Relation.SUPPORTS: RelationRule("supports", "is supported by", ANY, ANY, joins=True),
    Relation.SIGNED: RelationRule(
        "signed",
        "was signed by",
        ACTORS | {Kind.PERSON},
        frozenset({Kind.INITIATIVE}),
        joins=True,
        money=AmountKind.CONTRACT,
    ),
    Relation.PART_OF: RelationRule(
        "is part of", "has the part", ORGANISATIONS | ACTIVITIES | {Kind.BLOC}, ANY - {Kind.PERSON}, cooperation=False
    ),
    Relation.MEMBER_OF: RelationRule(
        "is a member of", "has the member", ACTORS | {Kind.PERSON}, ANY - {Kind.PERSON, Kind.COUNTRY}, joins=True
    ),
    Relation.BASED_IN: RelationRule(
        "is based in",
        "is the seat of",
        ORGANISATIONS | ACTIVITIES | {Kind.BLOC},
        frozenset({Kind.COUNTRY}),
        cooperation=False,
    ),
    Relation.AGENCY_OF: RelationRule(
        "is an agency of",
        "has the agency",
        frozenset({Kind.AGENCY, Kind.INSTITUTION}),
        frozenset({Kind.COUNTRY, Kind.BLOC}),
        cooperation=False,
    ),
    Relation.REPRESENTS: RelationRule(
        "represents", "is represented by", ORGANISATIONS | {Kind.PERSON}, ACTORS | {Kind.INITIATIVE}, cooperation=False
    ),
    Relation.SUCCEEDS: RelationRule(
        "succeeds",
        "is succeeded by",
        ORGANISATIONS | ACTIVITIES | {Kind.BLOC},
        ORGANISATIONS | ACTIVITIES | {Kind.BLOC},
        cooperation=False,
    ),
    Relation.ISSUED: RelationRule(
        "issued", "was issued by", ACTORS | {Kind.PERSON}, frozenset({Kind.INITIATIVE}), joins=True
    ),
}

RELATION_MEANING = {
    Relation.FUNDS: "pays for it, or puts money into it: a grant, an investment, a share in a company",
    Relation.CO_DEVELOPS: "researches or builds it together with others, who are tied to it as well",
    Relation.PARTNERS_WITH: "cooperates with it, in what has no name of its own",
    Relation.TRADES_WITH: "exchanges goods or services with it, as agreements or statistics count them",
    Relation.PARTICIPATES_IN: "takes part in it, in any role that no other relation names",
    Relation.LEADS: "coordinates, commands or runs it",
    Relation.HOSTS: "gives it a place, on its ground or in its house",
    Relation.SUPPLIES: "delivers goods, services or a licence to it",
    Relation.SUPPORTS: "backs it in words or deeds, with no money named",
    Relation.SIGNED: "is a party that signed it, a purchase as well as a treaty",
    Relation.PART_OF: "is a part, a unit or a subsidiary of it, by an acquisition too",
    Relation.MEMBER_OF: "has joined it",
    Relation.BASED_IN: "has its seat there",
    Relation.AGENCY_OF: "is an agency of that state or bloc",
    Relation.REPRESENTS: "speaks or acts for it",
    Relation.SUCCEEDS: "takes its place, under another name",
    Relation.ISSUED: "published it: a plan, a roadmap, principles",
}

COOPERATION = [relation for relation, rule in RELATIONS.items() if rule.cooperation]
"""Relations that are cooperation between their ends."""
