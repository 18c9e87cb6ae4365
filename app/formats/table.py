"""The answer in words, for pages: its title, the sentence that it is, and its tables as people read them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import orjson

from app.domain.vocabulary import Reliability, least_reliable
from app.formats import WORDED, Format
from app.report import Report, rows
from app.report.citations import reference
from app.report.columns import Column, Line
from app.report.findings import of_stage, remarks, sentence
from app.report.headings import heading
from app.report.stages import Stage, stages
from app.report.tables import Table, to_read
from app.report.terms import unstated


def _write(report: Report) -> bytes:
    tables = [_table(report, above, _with_reliability(report, table)) for above, table in to_read(report)]
    return orjson.dumps(
        {
            "title": report.title,
            "sentence": sentence(report),
            "stages": [_stage(report, stage) for stage in stages(report)],
            "remarks": [remark._asdict() for remark in remarks(report)],
            "language": report.options.lang.value,
            "dataset": report.dataset,
            "tables": tables,
            "sources": list(_sources(report)),
        }
    )


def _stage(report: Report, stage: Stage) -> dict[str, Any]:
    """How many results are of a stage, how that is known, and the ties that they are about."""
    text, known = of_stage(report, stage)
    return {"name": stage.name, "text": text, "known": known, "ties": [tie.id for tie in stage.ties]}


def _with_reliability(report: Report, table: Table) -> Table:
    """The table with how reliable the best source of a line is, before its sources, where no column says so."""
    about_ties = any(table.ties(line) for line in table.lines)
    if not about_ties or any(column.name.endswith("reliability_name") for column in table.columns):
        return table

    def found(report: Report, line: Line) -> Reliability | None:
        ties = [report.ties[id] for id in table.ties(line)]
        return least_reliable(tie.reliability for tie in ties) if ties else None

    def rank(report: Report, line: Line) -> int | None:
        reliability = found(report, line)
        return None if reliability is None else reliability.rank

    def said(report: Report, line: Line) -> str:
        reliability = found(report, line)
        return "" if reliability is None else report.words.reliabilities[reliability]

    column = Column("best_reliability_name", partial(heading, "best_reliability"), "text", rank, said)
    at = next((at for at, one in enumerate(table.columns) if one.what == "sources"), len(table.columns))
    return replace(table, columns=[*table.columns[:at], column, *table.columns[at:]])


def _table(report: Report, above: str | None, table: Table) -> dict[str, Any]:
    headings = table.headings(report)
    columns = [
        {"name": column.name, "heading": heading, "what": column.what}
        for column, heading in zip(table.columns, headings, strict=True)
    ]
    return {
        "heading": above, "columns": columns, "figures": list(_figures(report, table)),
        "lines": [_line(report, table, line) for line in table.lines],
    }  # fmt: skip


def _figures(report: Report, table: Table) -> Iterator[dict[str, Any]]:
    """What the lines of rows can be drawn as."""
    for figure in table.row.figures if table.row else ():
        yield {"name": figure.name, "channels": [_channel(report, table, *shown) for shown in figure.shown()]}


def _channel(report: Report, table: Table, channel: str, field: str) -> dict[str, Any]:
    """A channel with the column that it shows, null where the table has none, and what is read in its empty cells."""
    column = rows.column(table.row, field) if table.row else None
    there = column and any(one.name == column.name for one in table.columns)
    return {
        "channel": channel, "column": column.name if column and there else None,
        "unstated": unstated(field, report.options.lang),
    }  # fmt: skip


def _line(report: Report, table: Table, line: Line) -> dict[str, Any]:
    """The cells of a line, with the ties that it is about and how far along it is."""
    cells = [_cell(report, column, line) for column in table.columns]
    return {"cells": cells, "ties": table.ties(line), "state": table.state(line)}


def _cell(report: Report, column: Column, line: Line) -> dict[str, Any]:
    """A text, with the records that it names; what is ordered otherwise than texts has its value too."""
    value = column.cell(report, line)
    names = [{"id": id, "name": report.name(id)} for id in column.ids(report, line)]
    return {
        "text": column.text(report, line),
        **({"names": names} if names else {}),
        **({"value": value} if isinstance(value, int | float | date) else {}),
    }


def _sources(report: Report) -> Iterator[dict[str, Any]]:
    for document in report.subgraph.documents:
        text, number = reference(document, report.options.lang), report.numbers[document.id]
        yield {"number": number, "id": document.id, "text": text, "url": document.url}


FORMAT = Format(
    "table", "application/vnd.entente.table+json", "The answer in words, as JSON: a sentence and tables, for pages.",
    _write, WORDED,
)  # fmt: skip
