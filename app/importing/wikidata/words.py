"""What classes and properties of Wikidata are in our vocabulary.

Only classes that leave no doubt stand here; whoever is of another is asked.
"""

from collections.abc import Mapping

from app.domain.vocabulary import InitiativeType, Kind, Relation
from app.importing.words import Directed

_CLASSES: Mapping[str, str] = {
    Kind.INSTITUTION: "Q3918 Q31855 Q15936437 Q38723 Q875538 Q902104 Q62078547 Q7315155 Q483242 Q16917 Q155271 Q163740 "
    "Q157031 Q79913 Q484652 Q245065 Q414147 Q1371037 Q4671277 Q2385804 Q5341295",
    Kind.COMPANY: "Q783794 Q4830453 Q6881511 Q891723 Q167037 Q936518 Q18388277 Q1058914 Q219577 Q161726 Q270791 "
    "Q658255",
    Kind.AGENCY: "Q327333 Q192350 Q2659904",
    Kind.COUNTRY: "Q6256 Q3624078",
    Kind.BLOC: "Q1335818",
    Kind.PERSON: "Q5",
    Kind.EVENT: "Q1656682 Q2020153 Q625994",
    Kind.INITIATIVE: "Q170584 Q1298668",
    InitiativeType.AGREEMENT: "Q131569",
    InitiativeType.MISSION: "Q2133344 Q40218",
}

KINDS = {item: str(kind).lower() for kind, items in _CLASSES.items() for item in items.split()}
"""Words for kinds by the classes that items are instances of (P31)."""

IDENTIFIERS = {"P6782": "ror", "P213": "isni", "P1278": "lei", "P10632": "opensanctions", "P5785": "pic"}
"""Registries by the properties that have their identifiers."""

RELATIONS: Mapping[str, Directed] = {
    "P463": Directed(Relation.MEMBER_OF),
    "P749": Directed(Relation.PART_OF),
    "P361": Directed(Relation.PART_OF),
    "P127": Directed(Relation.PART_OF),
    "P355": Directed(Relation.PART_OF, reversed=True),
    "P527": Directed(Relation.PART_OF, reversed=True),
    "P1830": Directed(Relation.PART_OF, reversed=True),
    "P8324": Directed(Relation.FUNDS, reversed=True),
    "P859": Directed(Relation.FUNDS, reversed=True),
    "P710": Directed(Relation.PARTICIPATES_IN, reversed=True),
    "P1344": Directed(Relation.PARTICIPATES_IN),
    "P137": Directed(Relation.LEADS, reversed=True),
    "P664": Directed(Relation.LEADS, reversed=True),
    "P1891": Directed(Relation.SIGNED, reversed=True),
    "P2652": Directed(Relation.PARTNERS_WITH),
    "P1365": Directed(Relation.SUCCEEDS),
    "P1366": Directed(Relation.SUCCEEDS, reversed=True),
}
"""Relations by property: member of, parent, part of, owned by, subsidiary, has part, owner of, funder, sponsor,
participant, participant in, operator, organizer, signatory, partnership with, replaces, replaced by."""
