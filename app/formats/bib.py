"""BibTeX and BibLaTeX entries of the sources."""

from app.formats import Format
from app.report import Report
from app.report.citations import bibtex


def _write(report: Report) -> bytes:
    entries = [bibtex(document) for document in report.subgraph.documents]
    return (f"% Entente, dataset {report.dataset}\n\n" + "\n".join(entries)).encode()


FORMAT = Format("bib", "application/x-bibtex", "The sources as BibTeX entries.", _write)
