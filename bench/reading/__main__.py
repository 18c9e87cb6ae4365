"""Reads answers of the seed, in every format that others have a reader for, back by that reader.

    .venv/bin/python -m bench.reading                     # the service of `make up`
    .venv/bin/python -m bench.reading ADDRESS --only gephi --only axe

What comes back is compared to the JSON of the same answers. A line for each reader; then each fault.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from bench.reading import data, documents, graphs, pages
from bench.reading.answers import QUESTIONS, Answer, Answers, Missing, Reading

READERS: list[tuple[str, str, Callable[[Answers, str], Reading]]] = [
    ("XML Schema", "gexf", graphs.schema),
    ("XML Schema", "graphml", graphs.schema),
    ("Gephi", "gexf", graphs.gephi),
    ("Gephi", "graphml", graphs.gephi),
    ("igraph in R", "graphml", graphs.igraph),
    ("pyld, rdflib", "jsonld", graphs.jsonld),
    ("pandas", "csv", data.pandas_csv),
    ("pandas", "xlsx", data.pandas_xlsx),
    ("pandas", "jsonl", data.pandas_jsonl),
    ("R", "csv", data.r_csv),
    ("LibreOffice", "docx", documents.word),
    ("LibreOffice", "xlsx", documents.excel),
    ("LibreOffice", "svg", documents.drawing),
    ("Pandoc", "md", documents.pandoc),
    ("LaTeX", "tex", documents.latex),
    ("veraPDF", "pdf", documents.verapdf),
    ("axe", "html", pages.axe),
]


def main() -> None:
    """Runs the readers and prints what came back."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--only", action="append", help="readers whose name or format this is, in any case")
    given = parser.parse_args()
    only = [one.lower() for one in given.only or ()]
    print("| reader | format | files | what came back | faults | seconds |\n| --- | --- | --- | --- | --- | --- |")
    faults: list[str] = []
    with httpx.Client(base_url=given.address, timeout=120) as client, tempfile.TemporaryDirectory() as folder:
        answers = [Answer(name, address, client, Path(folder)) for name, address in QUESTIONS.items()]
        for name, suffix, read in READERS:
            if not only or {name.lower(), suffix} & set(only):
                faults += _line(name, suffix, read, answers)
    print("\n" + ("\n".join(faults) or "No fault."))


def _line(name: str, suffix: str, read: Callable[[Answers, str], Reading], answers: Answers) -> list[str]:
    """Prints the line of a reader, and gives its faults."""
    started = time.monotonic()
    try:
        made = read(answers, suffix)
        told = f"{made.files} | {made.what} | {len(made.faults)}"
    except Missing as missing:
        made, told = Reading(), f"0 | not run: {missing} | "
    print(f"| {name} | `{suffix}` | {told} | {time.monotonic() - started:.0f} |", flush=True)
    return [f"{name}, {suffix}: {fault}" for fault in made.faults]


if __name__ == "__main__":
    main()
