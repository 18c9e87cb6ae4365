"""Which format a reader prefers (RFC 9110, section 12.5.1)."""

from collections.abc import Iterable

from app.errors import NotAcceptable
from app.formats import Format


def preferred(accept: str, offered: Iterable[Format]) -> Format:
    """The offered format that an `Accept` header weighs highest; of equals, JSON, then the first.

    Raises NotAcceptable, naming what there is, when the header accepts none of them.
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    formats = sorted(offered, key=lambda format: format.suffix != "json")
    best = max(formats, key=lambda format: _quality(format.media_type, ranges))
    if _quality(best.media_type, ranges) <= 0:
        allowed = [format.media_type for format in formats]
        raise NotAcceptable(f"no format is {accept!r}", allowed=allowed)
    return best


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
