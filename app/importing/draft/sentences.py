"""The sentences of an article with what they stand under: the heading, and the line that leads to a list."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.dataset.fingerprints import sentences as split
from app.importing.draft.article import Article, is_heading, is_item


@dataclass(frozen=True)
class Sentence:
    """A sentence as fingerprints have it, its place in the article, and what it stands under.

    `lead` is the sentence with a colon at its end that leads to the list of which this is an item.
    """

    text: str
    where: str
    heading: str = ""
    lead: str = ""
    is_heading: bool = False
    is_lead: bool = False

    @property
    def in_context(self) -> str:
        """It, after what leads to it: words of a promise there hold here."""
        return f"{self.lead} {self.text}".strip()


def sentences_of(article: Article) -> Iterator[Sentence]:
    """Each sentence of an article, headings among them."""
    heading = lead = ""
    places = _places(article)
    by_line: dict[int, list[str]] = {}
    for number, text in split(article.text):
        by_line.setdefault(number, []).append(" ".join(text.split()))
    for number, texts in by_line.items():
        where = f"{article.unit} {places[number]}"
        line = " ".join(texts)
        if not is_item(line):
            lead = ""
        if is_heading(line):
            heading = line
            yield Sentence(line, where, is_heading=True)
            continue
        for text in texts:
            leads = text.endswith(":") and text is texts[-1]
            yield Sentence(text, where, heading, lead, is_lead=leads)
        if texts[-1].endswith(":"):
            lead = texts[-1]


def _places(article: Article) -> dict[int, int]:
    """The number of each line as its places count it: every line, or those that have words."""
    lines = article.text.splitlines()
    if article.unit == "line":
        return {number: number for number in range(1, len(lines) + 1)}
    filled = [number for number, line in enumerate(lines, start=1) if line.strip()]
    return {number: place for place, number in enumerate(filled, start=1)}
