"""Citations by key, marked in a text that a format has still to escape."""

import re
from collections.abc import Callable, Iterable, Sequence

_BEGIN, _END = "\ufdd0", "\ufdd1"
"""Noncharacters, which no data may hold; an id has nothing that a format escapes."""

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
