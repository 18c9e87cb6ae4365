"""The figure as an image, for slides and documents."""

from app.figure.png import png
from app.formats import DRAWN, Format

FORMAT = Format("png", "image/png", "The figure as an image.", png, DRAWN | {"scale"}, heavy=True)
