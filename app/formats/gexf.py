"""GEXF 1.2, for Gephi."""

import io

from networkx.readwrite.gexf import GEXFWriter

from app.formats import WORDED, Format
from app.report import Report
from app.report.network import multigraph


def _write(report: Report) -> bytes:
    graph = multigraph(report)
    for _, _, key, values in graph.edges(keys=True, data=True):
        values["id"] = key
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(graph)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


FORMAT = Format("gexf", "application/gexf+xml", "GEXF, for Gephi.", _write, WORDED)
