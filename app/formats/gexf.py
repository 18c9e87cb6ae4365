"""GEXF 1.2, for Gephi."""

import io
import xml.etree.ElementTree as ET
from typing import Any

from networkx.readwrite.gexf import GEXFWriter

from app.formats import DATA, WORDED, Format
from app.report import Report
from app.report.network import multigraph


def _write(report: Report) -> bytes:
    graph = multigraph(report)
    for _, _, key, values in graph.edges(keys=True, data=True):
        values["id"] = key
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(graph)
    _add_description(writer, graph.graph["description"])
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _add_description(writer: Any, text: str) -> None:
    """What GEXF has a place for, and networkx does not write."""
    ET.SubElement(writer.xml.find("meta"), "description").text = text


FORMAT = Format("gexf", "application/gexf+xml", "GEXF, for Gephi.", _write, WORDED, results=DATA)
