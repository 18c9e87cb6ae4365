"""How Neo4j Browser draws the graph (GraSS, its style language)."""

from functools import cache

from app.domain.styles import KIND_STYLES, KindStyle
from app.domain.vocabulary import RELATIONS, Kind

ENTITY_DIAMETER = {Kind.COUNTRY: 80, Kind.BLOC: 80, Kind.INITIATIVE: 65, Kind.PERSON: 50}
OTHERS = {
    "Technology": ("#5f6b2d", "name", 50),
    "Document": ("#8a5a2b", "title", 50),
    "Claim": ("#77692f", "says", 65),
    "Tie": ("#66727f", "relation", 50),
    "Dataset": ("#7d8792", "version", 40),
}
"""Colour, caption and diameter in pixels of what is not an entity."""

QUIET = {
    "SUBJECT": "subject",
    "OBJECT": "object",
    "IN_FIELD": "in field",
    "BROADER": "broader",
    "RELATED": "related",
    "BELONGS_TO": "belongs to",
    "ON": "on",
    "CITES": "cites",
}


@cache
def style() -> str:
    """GraSS: kinds by colour, names as captions, how sure a tie is before its relation on the edges."""
    rules = [
        f"node {{ {_node('#5b6673', 'id', 50)} }}",
        "relationship { color: #7b8794; shaft-width: 1px; caption: '<type>'; }",
    ]
    rules += [f"node.{kind} {{ {_entity(kind, look)} }}" for kind, look in KIND_STYLES.items()]
    rules += [f"node.{label} {{ {_node(*look)} }}" for label, look in OTHERS.items()]
    rules += [
        _edge(relation, f"{{caption}} · {rule.forward} · {{details}}", "2px") for relation, rule in RELATIONS.items()
    ]
    rules += [_edge(name, words, "1px") for name, words in QUIET.items()]
    return "\n".join(rules) + "\n"


def _entity(kind: Kind, look: KindStyle) -> str:
    return _node(look.colour, "name", ENTITY_DIAMETER.get(kind, 65))


def _node(colour: str, caption: str, diameter: int) -> str:
    return (
        f"color: {colour}; border-color: {colour}; text-color-internal: #FFFFFF; diameter: {diameter}px; "
        f"caption: '{{{caption}}}';"
    )


def _edge(name: str, caption: str, width: str) -> str:
    return f"relationship.{name} {{ color: #4d5967; shaft-width: {width}; font-size: 8px; caption: '{caption}'; }}"
