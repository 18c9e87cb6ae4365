"""CSL-JSON of the sources, for Zotero, Pandoc and Quarto."""

import orjson

from app.formats import DATA, Format
from app.report import Report
from app.report.citations import csl


def _write(report: Report) -> bytes:
    items = [csl(document) for document in report.subgraph.documents]
    return orjson.dumps(items, option=orjson.OPT_INDENT_2)


FORMAT = Format(
    "csl", "application/vnd.citationstyles.csl+json", "The sources as CSL-JSON, for Zotero, Pandoc and Quarto.", _write,
    results=DATA, told=False,
)  # fmt: skip
