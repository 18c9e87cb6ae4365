"""Which figure an answer is drawn as."""

from app.domain.answer import FigureName
from app.errors import InvalidParameter
from app.report import Report
from app.report.tables import typed_rows


def chosen(report: Report) -> FigureName:
    """The figure that is asked for, or else the best that the rows of an answer can be drawn as.

    Raises InvalidParameter, naming those that there are.
    """
    found, asked = typed_rows(report), report.options.figure
    there: tuple[FigureName, ...] = found[0].figures if found else ("network",)
    if asked and found and asked not in there:
        detail = f"{asked!r} is not for this answer; it can be {' or '.join(there)}"
        raise InvalidParameter(f"figure: {detail}", errors=[{"parameter": "figure", "detail": detail}])
    return asked if asked and found else there[0]
