"""BibTeX and BibLaTeX entries of the sources."""

from app.formats import DATA, Format
from app.report import Report, sanitized
from app.report.citations import bibtex
from app.report.findings import remarks


def _write(report: Report) -> bytes:
    about = [f"% Entente, dataset {report.dataset}", *(f"% {sanitized(str(remark))}" for remark in remarks(report))]
    entries = [bibtex(document) for document in report.subgraph.documents]
    return ("\n".join(about) + "\n\n" + "\n".join(entries)).encode()


FORMAT = Format("bib", "application/x-bibtex", "The sources as BibTeX entries.", _write, results=DATA)
