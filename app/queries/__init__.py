"""The catalogue of questions: one declaration each, whose body is the `.cypher` file of the same name."""

# In the order in which the questions stand wherever they are listed: what most readers ask first.
# isort: off
from app.queries.base import catalogue  # whoever takes it from here has it filled
from app.queries.ties import Document, Latest, Neighbours, Partners, Tie, Ties
from app.queries.search import Search
from app.queries.analysis import Compare, Funding, Paths
from app.queries.evidence import Changes, Claims, Disputes, Timeline
from app.queries.records import Documents, Entities, Entity, Technologies, Technology
# isort: on

__all__ = [
    "Changes",
    "Claims",
    "Compare",
    "Disputes",
    "Document",
    "Documents",
    "Entities",
    "Entity",
    "Funding",
    "Latest",
    "Neighbours",
    "Partners",
    "Paths",
    "Search",
    "Technologies",
    "Technology",
    "Tie",
    "Ties",
    "Timeline",
    "catalogue",
]
