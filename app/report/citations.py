"""Documents as sources are cited: in a line of text, as BibTeX and as CSL."""

import re
from typing import Any
from urllib.parse import quote

from app.domain.records import Document
from app.domain.vocabulary import DocumentKind, Reliability
from app.report import sanitized
from app.report.latex import escaped
from app.report.spoken_dates import spoken
from app.report.wording import WORDING, Language

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

_BIBLATEX_DATE = re.compile(r"({0}[?~%]?)(/{0}[?~%]?)?".format(r"\d{4}(-\d\d){0,2}"))
"""The EDTF dates that BibLaTeX reads as well as we need; from others it has the year."""

_NOBODY = re.compile(
    r"not (named|given|known|stated)\b.*|(unknown|unnamed|anonymous|none|n/?a)( \(.*\))?", re.IGNORECASE
)
"""What stands in data for the name of a publisher that is not known."""

_REMARK = re.compile(r" \([^()]*\b(report|reprint|copy|blog)\b[^()]*\)$", re.IGNORECASE)
"""What editors add to the name of a paper or site, such as `(PTI report)`: where its text is from."""

CSL_TYPES = {
    DocumentKind.TREATY: "treaty",
    DocumentKind.JOINT_STATEMENT: "webpage",
    DocumentKind.FACT_SHEET: "webpage",
    DocumentKind.AGENCY_PAGE: "webpage",
    DocumentKind.PRESS_RELEASE: "webpage",
    DocumentKind.PRESS_REPORT: "article-newspaper",
    DocumentKind.BLOG: "post-weblog",
}

_GENRES = {
    DocumentKind.JOINT_STATEMENT: "Joint statement",
    DocumentKind.FACT_SHEET: "Fact sheet",
    DocumentKind.PRESS_RELEASE: "Press release",
}

_PAPERS = {DocumentKind.PRESS_REPORT, DocumentKind.BLOG}
"""What names of its publisher the paper or site that it stands in, and no author."""


def publisher(document: Document) -> str | None:
    """Who answers for a document; None also where data have words for that nobody is known."""
    name = sanitized(document.publisher or "")
    return None if _NOBODY.fullmatch(name) else name or None


def _cited(document: Document) -> str | None:
    """Who answers for a document, as a bibliography names them."""
    name = publisher(document)
    return _REMARK.sub("", name) if name else None


def _by_author(document: Document) -> bool:
    """Whether its publisher wrote a document, as an institution its own pages; others are the site that it is on."""
    official = document.kind not in _PAPERS and document.reliability is Reliability.OFFICIAL
    return official and not _REMARK.search(sanitized(document.publisher or ""))


def date_parts(edtf: str) -> list[int]:
    """Year, month and day of the first date in an EDTF string, as far as it gives them."""
    found = _DATE.search(edtf)
    return [int(part) for part in found.groups() if part] if found else []


def reference(document: Document, language: Language) -> str:
    """A document in one line: publisher, date and title, with how far it can be trusted."""
    name = publisher(document)
    said = f"{f'{name}. ' if name else ''}({spoken(document.published, language)}). {sanitized(document.title)}."
    return f"{said} [{WORDING[language].reliabilities[document.reliability]}]"


def bibtex(document: Document) -> str:
    """A document as an entry that BibLaTeX and BibTeX set alike: an article in its paper, or the page of its author."""
    parts = date_parts(document.published)
    name, genre = _cited(document), _GENRES.get(document.kind)
    paper = document.kind is DocumentKind.PRESS_REPORT and name is not None
    site = None if paper or _by_author(document) else name
    fields = {
        "title": f"{{{_field(document.title)}}}",
        "author": f"{{{_field(name)}}}" if name and _by_author(document) else None,
        "journal": f"{{{_field(name)}}}" if name and paper else None,
        "entrysubtype": "newspaper" if paper else None,
        "howpublished": ", ".join(_field(part) for part in (genre, site) if part) or None,
        "year": str(parts[0]) if parts else _field(spoken(document.published, Language.EN)),
        "date": document.published if _BIBLATEX_DATE.fullmatch(document.published) else None,
        "url": uri(document.url) if document.url else None,
        "langid": document.language,
        "keywords": document.reliability.value,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{'article' if paper else 'misc'}{{{document.id},\n" + ",\n".join(lines) + "\n}\n"


def _field(text: str) -> str:
    """A text for a field of BibTeX, which counts braces even where LaTeX takes them for characters."""
    return escaped(sanitized(text)).replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")


def uri(url: str) -> str:
    """A URL in the characters that RFC 3986 allows: what it holds beside them is percent-encoded."""
    return quote(url, safe=":/?#[]@!$&'()*+,;=%-._~")


def csl(document: Document) -> dict[str, Any]:
    """A document as an item of CSL-JSON 1.0.2."""
    name, by_author = _cited(document), _by_author(document)
    item = {
        "id": document.id,
        "type": CSL_TYPES[document.kind],
        "title": sanitized(document.title),
        "author": [{"literal": name}] if name and by_author else None,
        "container-title": None if by_author else name,
        "genre": _GENRES.get(document.kind),
        "URL": document.url,
        "issued": _issued(document.published),
        "language": document.language,
        "keyword": document.reliability.value,
    }
    return {name: value for name, value in item.items() if value is not None}


def _issued(edtf: str) -> dict[str, Any]:
    """An EDTF date as a date of CSL: as it is in words where it gives no year."""
    ends = [parts for end in edtf.split("/") if (parts := date_parts(end))]
    if not ends:
        return {"literal": spoken(edtf, Language.EN)}
    return {"date-parts": ends} | ({"circa": True} if re.search("[?~%]", edtf) else {})
