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
    _describe(writer, f"{graph.graph['name']}. {graph.graph['description']}")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _describe(writer: Any, text: str) -> None:
    """Says of the graph what networkx does not write, and its name, where the schema of GEXF has a place for it."""
    ET.SubElement(writer.xml.find("meta"), "description").text = text
    del writer.xml.find("graph").attrib["name"]


FORMAT = Format("gexf", "application/gexf+xml", "GEXF, for Gephi.", _write, WORDED, results=DATA)
