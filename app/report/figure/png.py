"""The figure as PNG, with the answer's title, address and dataset version in its text chunks."""

import re
import struct
import zlib

import resvg_py

from app.report import Report
from app.report.figure import fonts
from app.report.figure.page import Figure
from app.report.figure.svg import figure
from app.report.theme import Theme

_MOST_PIXELS = 40_000_000

_HINDI = re.compile(r"(<text [^>]*>)([^<]*[\u0900-\u097f][^<]*)(?=</text>)")
_OTHER_SCRIPTS = re.compile(r"[^\u0900-\u097f\u200c\u200d\s]+")


def png(report: Report) -> bytes:
    """The figure as an image of `scale` pixels to a CSS pixel. Raises TimedOut."""
    if report.options.theme is Theme.AUTO:  # an image cannot follow the reader's system
        report = report.with_theme(Theme.LIGHT)
    drawn = figure(report)
    return image(report, drawn, report.options.scale)


def image(report: Report, drawn: Figure, scale: float) -> bytes:
    """The image of a figure that is drawn already, of `scale` pixels to one of its own."""
    scale = min(scale, (_MOST_PIXELS / (drawn.width * drawn.height)) ** 0.5)
    pixels = resvg_py.svg_to_bytes(
        svg_string=_HINDI.sub(_by_script, drawn.svg),
        width=round(drawn.width * scale),
        dpi=96,
        font_files=[str(path) for path in fonts.font_files()],
        skip_system_fonts=all(fonts.covers(text) for text in (report.title, *report.names.values())),
        font_family="Arimo",
        sans_serif_family="Arimo",
    )
    about = {"Title": report.title, "Software": "Entente", "Source": report.address, "Comment": report.dataset}
    return _with_texts(bytes(pixels), about)


def _by_script(line: re.Match[str]) -> str:
    """A line of Hindi, in which each script has its font.

    What draws images shapes a whole line by the script of its first letter: an unseen Devanagari letter before a Latin
    name keeps vowels in their places.
    """
    opening, words = line.groups()
    others = _OTHER_SCRIPTS.sub(r'<tspan font-family="Arimo">\g<0></tspan>', words)
    unseen = '<tspan font-size="0.01">\u0915</tspan>'
    return f'{opening}<tspan font-family="Noto Sans Devanagari">{unseen}{others}</tspan>'


def _with_texts(image: bytes, texts: dict[str, str]) -> bytes:
    """The image with an iTXt chunk for each text after its header (PNG, section 11.3.4.5)."""
    header = 8 + 4 + 4 + 13 + 4  # signature; length, type, data and checksum of IHDR
    chunks = b"".join(_chunk(b"iTXt", name.encode() + bytes(5) + text.encode()) for name, text in texts.items() if text)
    return image[:header] + chunks + image[header:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
