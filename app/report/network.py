"""An answer as a networkx multigraph with flat attributes, which exchange formats of graphs are written from."""

from collections.abc import Iterator
from datetime import date

import networkx as nx

from app.report import Report, xml_safe
from app.report.columns import Cell
from app.report.findings import remarks, sentence
from app.report.tables import Table, named


def multigraph(report: Report) -> "nx.MultiDiGraph[str]":
    """Entities as nodes and ties as edges under their ids, with all attributes but empty ones; lists are joined.

    What the claims of a tie say, and the documents that they cite, are attributes of its edge.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        name=xml_safe(report.title),
        dataset=report.dataset,
        source=xml_safe(report.address),
        description=xml_safe(" ".join([sentence(report), *map(str, remarks(report))])),
    )
    for row in _records(report, named(report, "entities")):
        graph.add_node(str(row["id"]), **_given({**row, "label": report.names[str(row["id"])]}, "id"))
    for row, tie in zip(_records(report, named(report, "ties")), report.subgraph.ties, strict=True):
        said = "; ".join(f"{claim.says} [{claim.document}, {claim.where}]" for claim in tie.claims)
        urls = "; ".join(dict.fromkeys(report.documents[claim.document].url or "" for claim in tie.claims))
        values = {**row, "label": report.relation(tie), "says": said, "urls": urls}
        graph.add_edge(tie.subject, tie.object, tie.id, **_given(values, "tie", "subject", "object"))
    return graph


def _records(report: Report, table: Table) -> Iterator[dict[str, Cell]]:
    return ({column.name: column.cell(report, line) for column in table.columns} for line in table.lines)


def _given(values: dict[str, Cell], *without: str) -> dict[str, str | int | float | bool]:
    # `start` and `end` are attributes of GEXF's own, with a form that EDTF dates do not have
    renamed = {"start": "starts", "end": "ends", "id": "entity"}
    return {
        renamed.get(name, name): xml_safe(str(value)) if isinstance(value, str | date) else value
        for name, value in values.items()
        if name not in without and value not in (None, "")
    }
