"""An article as lines of text, with what it says of itself: text, HTML or PDF, from a file or an address.

A line is a paragraph. Of a text the lines are its own; of HTML, PDF and wrapped text they are paragraphs, headings and
items of lists, with a blank line between, so that `paragraph 3` is the third that a reader sees.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from app.errors import DatasetError

LARGEST = 30_000_000
"""So many bytes of an article are read."""

SECONDS = 30.0

WIDEST = 100
"""A text whose lines are no wider may be wrapped."""

_BULLET = re.compile(r"^(?:[-–—*•▪◦·]|\(?\d{1,2}[.)])\s+")
_ENDS = re.compile(r"[.!?:;][\"'”’)\]]*$")


@dataclass(frozen=True)
class Article:
    """What an article says, line by line, and of itself; `unit` is what its places count."""

    text: str
    unit: str = "line"
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None


def is_address(place: str) -> bool:
    """Whether an article is named by its address."""
    return place.startswith(("http://", "https://"))


def read_article(place: str) -> Article:
    """The article of a file or an address. Raises DatasetError where there is none to read."""
    content, name = _fetched(place) if is_address(place) else _opened(Path(place))
    if content.startswith(b"%PDF-"):
        article = _of_pdf(content)
    elif re.match(
        rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|article)\b", content[:2000], re.IGNORECASE | re.DOTALL
    ):
        article = _of_page(content)
    else:
        article = _of_text(content, name)
    if not article.text.strip():
        raise DatasetError(f"{name} has no text that can be read; save the page's text as a file, and draft that")
    return replace(article, url=article.url or place) if is_address(place) else article


def _opened(path: Path) -> tuple[bytes, str]:
    try:
        if path.stat().st_size > LARGEST:
            raise DatasetError(f"{path.name} is larger than {LARGEST // 1_000_000} MB")
        return path.read_bytes(), path.name
    except OSError as error:
        raise DatasetError(f"{path} cannot be read: {error.strerror}") from None


def _fetched(address: str) -> tuple[bytes, str]:
    import httpx  # here, since most articles are files

    headers = {"User-Agent": "Mozilla/5.0 (compatible; entente)", "Accept": "text/html,application/pdf,text/plain"}
    content = bytearray()
    try:
        with httpx.stream("GET", address, headers=headers, follow_redirects=True, timeout=SECONDS) as response:
            response.raise_for_status()
            for part in response.iter_bytes():
                content += part
                if len(content) > LARGEST:
                    raise DatasetError(f"{address} is larger than {LARGEST // 1_000_000} MB")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise DatasetError(f"{address} cannot be read: {error}; save the page, and draft the file") from None
    return bytes(content), address


def _of_page(content: bytes) -> Article:
    from app.importing.draft.page import of_html

    return Article(**of_html(content), unit="paragraph")


def _of_text(content: bytes, name: str) -> Article:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DatasetError(f"{name} is not UTF-8 text (byte {error.start}); save it as UTF-8") from None
    lines = [line.strip() for line in text.splitlines()]
    if _is_wrapped(lines):
        lines = list(_paragraphs(lines))
        text, unit = "\n\n".join(lines), "paragraph"
    else:
        unit = "line"
    first = next(filter(None, lines), "")
    return Article(text, unit, title=first if is_heading(first) else None)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines end where there was no more room, and sentences go on in the next: as in mails."""
    filled = [line for line in lines if line]
    going_on = [line for line, after in pairwise(lines) if line and after[:1].islower() and not is_item(after)]
    return max(map(len, filled), default=0) <= WIDEST and 2 * len(going_on) > len(filled)


def is_heading(line: str) -> bool:
    """Whether a line names what comes below it: short, no item of a list, and no sentence."""
    return 0 < len(line) <= 150 and not _ENDS.search(line) and not is_item(line)


def is_item(line: str) -> bool:
    """Whether a line is an item of a list."""
    return _BULLET.match(line.strip()) is not None


# PDF


def _of_pdf(content: bytes) -> Article:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError) as error:
        raise DatasetError(f"the PDF cannot be read: {error}") from None
    text = "\n\n".join(_paragraphs(line.strip() for page in pages for line in page.splitlines()))
    return Article(text, "paragraph", (title or "").strip() or None)


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Lines of a page as paragraphs: one goes on until a blank line, an item, or a line that ends a sentence early."""
    listed = list(lines)
    widest = max(map(len, listed), default=0)
    whole = ""
    for line in listed:
        if whole and (not line or is_item(line)):
            yield whole
            whole = ""
        if not line:
            continue
        whole = f"{whole.removesuffix('-')}{line}" if re.search(r"[a-z]-$", whole) else f"{whole} {line}".strip()
        if len(line) < 0.75 * widest and (_ENDS.search(line) or whole == line):
            yield whole
            whole = ""
    if whole:
        yield whole
