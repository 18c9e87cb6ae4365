"""The figure as an image, for slides and documents."""

from app.formats import DRAWN, Format
from app.report.figure.png import png

FORMAT = Format("png", "image/png", "The figure as an image.", png, DRAWN | {"scale", "cite"}, heavy=True, in_full=True)
