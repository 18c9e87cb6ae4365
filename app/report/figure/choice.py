"""Which figure an answer is drawn as."""

from collections.abc import Sequence

from app.domain.figures import Figure, Network, Years
from app.errors import InvalidParameter
from app.report import Report
from app.report.tables import typed_rows
from app.validation import Rule


def chosen(report: Report) -> Figure:
    """The figure that is asked for, or else the best that the rows of an answer can be drawn as.

    Raises InvalidParameter, naming those that there are.
    """
    asked, there = report.options.figure, {figure.name: figure for figure in _there(report)}
    if not asked or not there:
        return next(iter(there.values()), Network())
    if asked not in there:
        detail = f"{asked!r} is not for this answer; it can be {' or '.join(there)}"
        rule: Rule = "together"
        error = {"parameter": "figure", "detail": detail, "rule": rule}
        raise InvalidParameter(f"figure: {detail}", errors=[error])
    return there[asked]


def _there(report: Report) -> Sequence[Figure]:
    """The figures that an answer can be drawn as, the best first; none for one that has nothing to draw."""
    if rows := typed_rows(report):
        return rows[0].figures
    return (Network(), Years()) if report.subgraph.json_ties else ()
