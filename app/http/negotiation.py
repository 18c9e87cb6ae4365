"""Which format a reader prefers, and which language (RFC 9110, sections 12.5.1 and 12.5.4)."""

from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter

from app.errors import NotAcceptable
from app.formats import Format, formats
from app.formats.page import PAGE
from app.report.wording import Language


@lru_cache(128)  # each client sends one header with all that it asks
def preferred(accept: str) -> Format:
    """The format that an `Accept` header weighs highest; of equals, JSON, then the first. HTML is a page of our site.

    Raises NotAcceptable, naming what there is, when the header accepts none of them.
    """
    ranges = _ranges(accept)
    offered = sorted(formats().values(), key=lambda format: format.suffix != "json")
    best = max(offered, key=lambda format: _quality(format.media_type, ranges))
    if _quality(best.media_type, ranges) <= 0:
        raise NotAcceptable(f"no format is {accept!r}", allowed=[format.media_type for format in offered])
    return PAGE if best.suffix == PAGE.suffix else best


@lru_cache(128)
def preferred_language(accept: str) -> Language:
    """That of our languages which an `Accept-Language` header weighs highest, of equals the first; or else English."""
    tags = [(tag.split("-")[0], quality) for tag, quality in _ranges(accept) if quality > 0]
    ours = [(language, quality) for language, quality in tags if language in set(Language)]
    return Language(max(ours, key=itemgetter(1), default=(Language.EN, 1.0))[0])


def _ranges(accept: str) -> list[tuple[str, float]]:
    return [_range(part) for part in accept.split(",") if part.strip()]


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
