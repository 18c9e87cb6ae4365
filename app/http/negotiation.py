"""Which format a reader prefers (RFC 9110, section 12.5.1)."""

from collections.abc import Iterable
from functools import lru_cache

from app.errors import NotAcceptable
from app.formats import Format, formats
from app.formats.page import PAGE


@lru_cache(128)  # each client sends one header with all that it asks
def preferred(accept: str) -> Format:
    """The format that an `Accept` header weighs highest; of equals, JSON, then the first. HTML is a page of our site.

    Raises NotAcceptable, naming what there is, when the header accepts none of them.
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    offered = sorted(formats().values(), key=lambda format: format.suffix != "json")
    best = max(offered, key=lambda format: _quality(format.media_type, ranges))
    if _quality(best.media_type, ranges) <= 0:
        raise NotAcceptable(f"no format is {accept!r}", allowed=[format.media_type for format in offered])
    return PAGE if best.suffix == PAGE.suffix else best


def _range(part: str) -> tuple[str, float]:
    media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
    try:
        return media_type, float(quality)
    except ValueError:
        return media_type, 0.0


def _quality(media_type: str, ranges: Iterable[tuple[str, float]]) -> float:
    """The weight that the most specific matching range gives."""
    plain = media_type.split(";")[0]
    family = plain.split("/")[0] + "/*"
    matching = [(wanted, quality) for wanted, quality in ranges if wanted in (plain, family, "*/*")]
    return max(matching, key=lambda match: (match[0] == plain, match[0] == family), default=("", 0.0))[1]
