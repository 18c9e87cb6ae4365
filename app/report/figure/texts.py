"""A figure's texts apart from its lines and boxes, for a typesetter that shapes every script.

What reads SVG for Typst maps no glyph but one of a cluster to its characters (typst/typst#7432): a text of Devanagari,
or a letter with an accent of its own, could not stand in an accessible PDF.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_TEXT = "{http://www.w3.org/2000/svg}text"
_SHIFT = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")
_INHERITED = ("font-size", "text-anchor", "fill", "stroke")


@dataclass(frozen=True)
class Text:
    """A line of text: where its baseline begins or, if `centred`, has its middle; lengths are in CSS pixels.

    `ground` is the colour behind it, if it stands on lines.
    """

    x: float
    y: float
    size: float
    weight: int
    centred: bool
    fill: str
    ground: str | None
    text: str


def apart(svg: str) -> tuple[str, list[Text]]:
    """A figure without its texts, and these."""
    drawing = ET.fromstring(svg)
    texts = list(_texts(drawing, 0, 0, {}))
    for parent in list(drawing.iter()):
        for child in parent.findall(_TEXT):
            parent.remove(child)
    return ET.tostring(drawing, encoding="unicode"), texts


def _texts(element: ET.Element, x: float, y: float, around: Mapping[str, str]) -> Iterator[Text]:
    style = {**around, **{name: element.attrib[name] for name in _INHERITED if name in element.attrib}}
    if shift := _SHIFT.fullmatch(element.get("transform", "")):
        x, y = x + float(shift[1]), y + float(shift[2])
    if element.tag == _TEXT:
        yield Text(
            x + float(element.attrib["x"]), y + float(element.attrib["y"]), float(style["font-size"]),
            int(element.get("font-weight", "400")), style.get("text-anchor") == "middle", style["fill"],
            style.get("stroke"), element.text or "",
        )  # fmt: skip
    for child in element:
        yield from _texts(child, x, y, style)
