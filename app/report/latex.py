"""Texts that LaTeX sets as they are."""

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&",
    "#": r"\#", "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}", "<": "{$<$}", ">": "{$>$}", "|": "{$|$}",
    "\u00a0": "~", "\u202f": "~", "→": r"{$\rightarrow$}",
}  # fmt: skip


def escaped(text: str) -> str:
    """A text with everything escaped that LaTeX would take for a command or a ligature."""
    marks = "".join(_SPECIAL.get(mark, mark) for mark in text)
    return marks.replace("--", "-{}-").replace("--", "-{}-").replace("''", "'{}'")
