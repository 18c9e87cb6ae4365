"""Makes of reference.docx, Pandoc's own template for Word, a plain one of A4 for a report of two pages."""

from docx import Document
from docx.shared import Cm, Pt, RGBColor

SIZES = {
    "Title": 18, "Subtitle": 11, "Heading1": 12.5, "BodyText": 9.5, "FirstParagraph": 9.5,
    "CaptionedFigure": 9.5, "ImageCaption": 8.5, "Compact": 7.5, "Bibliography": 7.5,
}  # fmt: skip
"""Points of each style; cells of tables are set in Compact."""

document = Document("reference.docx")
for section in document.sections:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.3)
for style in document.styles:
    if size := SIZES.get(style.style_id):
        style.font.name, style.font.size, style.font.italic = "Arial", Pt(size), False
        style.font.color.rgb = RGBColor(0x1F, 0x29, 0x33)
        fonts = style.element.rPr.rFonts
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:  # these would go before the font
            del fonts.attrib[name]
        above = 6 if style.style_id == "Heading1" else 1 if style.style_id in ("Compact", "Bibliography") else 3
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(above)
    if style.style_id == "Bibliography":
        style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
document.save("reference.docx")
