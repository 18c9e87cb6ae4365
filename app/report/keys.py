"""Citations by key, and links, marked in a text that a format has still to escape."""

import re
from collections.abc import Callable, Iterable, Sequence

_BEGIN, _END = "\ufdd0", "\ufdd1"
"""Noncharacters, which no data may hold; an id has nothing that a format escapes."""

_LINK, _TEXT, _DONE = "\ufdd2", "\ufdd3", "\ufdd4"
"""What stands before, within and after a link: its path, then its text."""

_MARKED = re.compile(f"{_BEGIN}([^{_END}]*){_END}")


def marked(ids: Iterable[str]) -> str:
    """A citation of documents by their ids."""
    return f"{_BEGIN}{','.join(ids)}{_END}"


def written(text: str, cite: Callable[[Sequence[str]], str]) -> str:
    """A text with each citation by key as `cite` writes it."""
    return _MARKED.sub(lambda found: cite(found[1].split(",")), text)


def outside(text: str, change: Callable[[str], str]) -> str:
    """A text in which all but the citations by key is changed."""
    parts = re.split(f"({_BEGIN}[^{_END}]*{_END})", text)
    return "".join(part if part.startswith(_BEGIN) else change(part) for part in parts)


def linked(path: str, text: str) -> str:
    """A text that leads to a page of the service, by its path there: `entities/nasa`."""
    return f"{_LINK}{path}{_TEXT}{text}{_DONE}"


_LINKED = re.compile(f"{_LINK}([^{_TEXT}]*){_TEXT}([^{_DONE}]*){_DONE}")


def with_links(text: str, link: Callable[[str, str], str]) -> str:
    """A text with each link as `link` writes it of its path and its text."""
    return _LINKED.sub(lambda found: link(found[1], found[2]), text)


def without_links(text: str) -> str:
    """A text as it is read where nothing leads anywhere."""
    return with_links(text, lambda path, text: text)
