"""JSON in the one shape of every answer."""

from app.formats import Format
from app.subgraph import Subgraph

FORMAT = Format("json", "application/json", "The answer in the one shape that all queries share.", Subgraph.json)
