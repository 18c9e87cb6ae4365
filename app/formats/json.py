"""JSON in the one shape of every answer."""

from app.formats import DATA, Format
from app.report import Report


def _write(report: Report) -> bytes:
    return report.subgraph.json()


FORMAT = Format(
    "json", "application/json", "The answer in the one shape that all queries share.", _write,
    results=DATA, paged=True, told=False,
)  # fmt: skip
