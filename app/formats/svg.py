"""The figure as SVG, for the web and for print."""

from app.formats import DRAWN, Format
from app.report import Report
from app.report.csp import allowed
from app.report.figure.page import dark_style
from app.report.figure.svg import figure


def _write(report: Report) -> bytes:
    return figure(report).svg.encode()


def _policy() -> str:
    return f"default-src 'none'; {allowed('style-src', dark_style())}; frame-ancestors 'none'"


FORMAT = Format(
    "svg", "image/svg+xml", "The figure, for the web and for print.", _write, DRAWN | {"cite"}, heavy=True,
    in_full=True, policy=_policy,
)  # fmt: skip
