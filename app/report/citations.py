"""Documents as sources are cited: in a line of text, as BibTeX and as CSL."""

import re
from typing import Any
from urllib.parse import quote

from app.domain.records import Document
from app.domain.vocabulary import DocumentKind
from app.report import sanitized
from app.report.latex import escaped
from app.report.spoken_dates import spoken
from app.report.wording import WORDING, Language

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

CSL_TYPES = {
    DocumentKind.TREATY: "treaty",
    DocumentKind.JOINT_STATEMENT: "report",
    DocumentKind.FACT_SHEET: "report",
    DocumentKind.AGENCY_PAGE: "webpage",
    DocumentKind.PRESS_RELEASE: "article-newspaper",
    DocumentKind.PRESS_REPORT: "article-newspaper",
    DocumentKind.BLOG: "post-weblog",
}


def date_parts(edtf: str) -> list[int]:
    """Year, month and day of the first date in an EDTF string, as far as it gives them."""
    found = _DATE.search(edtf)
    return [int(part) for part in found.groups() if part] if found else []


def reference(document: Document, language: Language) -> str:
    """A document in one line: publisher, date and title, with how far it can be trusted."""
    publisher = f"{sanitized(document.publisher)}. " if document.publisher else ""
    said = f"{publisher}({spoken(document.published, language)}). {sanitized(document.title)}."
    return f"{said} [{WORDING[language].reliabilities[document.reliability]}]"


def bibtex(document: Document) -> str:
    """A document as an entry for BibLaTeX or BibTeX."""
    parts = date_parts(document.published)
    fields = {
        "title": f"{{{_field(document.title)}}}",
        "author": f"{{{_field(document.publisher)}}}" if document.publisher else None,
        "year": str(parts[0]) if parts else None,
        "date": "-".join(f"{part:02}" for part in parts) or None,
        "url": uri(document.url) if document.url else None,
        "langid": document.language,
        "note": _field(_note(document)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{document.id},\n" + ",\n".join(lines) + "\n}\n"


def _note(document: Document) -> str:
    """How far a document can be trusted, and what is noted of it."""
    return " ".join(part for part in (f"Reliability: {document.reliability}.", sanitized(document.note or "")) if part)


def _field(text: str) -> str:
    """A text for a field of BibTeX, which counts braces even where LaTeX takes them for characters."""
    return escaped(sanitized(text)).replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")


def uri(url: str) -> str:
    """A URL in the characters that RFC 3986 allows: what it holds beside them is percent-encoded."""
    return quote(url, safe=":/?#[]@!$&'()*+,;=%-._~")


def csl(document: Document) -> dict[str, Any]:
    """A document as an item of CSL-JSON 1.0.2."""
    item = {
        "id": document.id,
        "type": CSL_TYPES[document.kind],
        "title": sanitized(document.title),
        "publisher": sanitized(document.publisher) if document.publisher else None,
        "URL": document.url,
        "issued": {"date-parts": [date_parts(document.published)]},
        "language": document.language,
        "note": _note(document),
    }
    return {name: value for name, value in item.items() if value is not None}
