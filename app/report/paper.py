"""How a figure goes onto a sheet of A4."""

SHORT, LONG = 210, 297
MARGIN = 18
HEADING = 32
"""Height of what stands above and below a figure on its page. All in millimetres."""

_LARGEST = 0.36  # a CSS pixel of the figure, in millimetres: letters of about 12 points


MANY = 7
"""More columns than these are read more easily on a sheet that lies on its side."""


def lies_better(width: float, height: float) -> bool:
    """Whether a sheet on its side shows a figure of a size in pixels larger than an upright one."""
    return _scale(width, height, LONG, SHORT) > _scale(width, height, SHORT, LONG)


def _scale(width: float, height: float, across: int, down: int) -> float:
    return min(_LARGEST, (across - 2 * MARGIN) / width, (down - 2 * MARGIN - HEADING) / height)


def width_on(wide: bool, width: float, height: float) -> float:
    """How wide a figure of a size in pixels can be on a sheet, in millimetres."""
    return width * (_scale(width, height, LONG, SHORT) if wide else _scale(width, height, SHORT, LONG))


_LETTER = 2.0
"""How wide a letter of a table is with the room around it: half an em of 8.5 points, and a third, in millimetres."""


def letters(wide: bool) -> float:
    """How many letters of a table stand on a line of a sheet."""
    return ((LONG if wide else SHORT) - 2 * MARGIN) / _LETTER
