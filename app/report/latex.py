"""Texts that LaTeX sets as they are."""

import re
from functools import partial

from app.report.wording import Language

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&",
    "#": r"\#", "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}", "<": "{$<$}", ">": "{$>$}", "|": "{$|$}",
    "\u00a0": "~", "\u202f": "~", "\u2011": "-", "→": r"{$\rightarrow$}",
}  # fmt: skip


def escaped(text: str) -> str:
    """A text with everything escaped that LaTeX would take for a command or a ligature."""
    marks = "".join(_SPECIAL.get(mark, mark) for mark in text)
    return marks.replace("--", "-{}-").replace("--", "-{}-").replace("''", "'{}'")


_BREAKS: dict[Language, str] = {
    Language.DE: "ab-ge-schlos-sen an-ge-kün-digt aus-ge-setzt be-strei-tet er-war-tet un-be-stä-tigt be-rich-tet "
    "um-strit-ten an-ge-zwei-felt über-fäl-lig ver-läss-lich-keit ver-öf-fent-licht ver-bin-dung ko-ope-ra-tio-nen "
    "do-ku-men-te quel-len un-ter-zeich-ne-te un-ter-stützt ent-wi-ckelt fi-nan-ziert tech-no-lo-gie in-ves-ti-ti-on "
    "zeit-raum be-haup-tet be-strit-ten un-se-rer",
    Language.FR: "ad-di-tion-nés fia-bi-li-té in-ves-tis-se-ment co-opé-ra-tions tech-no-lo-gie do-cu-ments",
    Language.RU: "ожи-да-ет-ся пла-ни-ру-ет-ся объ-яв-ле-но дей-ству-ет за-вер-ше-но при-оста-нов-ле-но пре-кра-ще-но "
    "офи-ци-аль-но со-об-ще-ни-ям со-об-ще-ние под-твер-жде-но под-твер-жда-ет от-ри-ца-ет оспа-ри-ва-ет-ся на-ше-му "
    "опуб-ли-ко-ва-но со-труд-ни-че-ства ис-точ-ни-ки до-ку-мен-ты на-дёж-ность со-сто-я-ние утвер-жде-ние "
    "раз-ра-ба-ты-ва-ет фи-нан-си-ру-ет под-дер-жи-ва-ет обна-ро-до-вал тех-но-ло-гия ин-ве-сти-ция "
    "со-труд-ни-ча-ет пред-став-ля-ет участ-ву-ет ру-ко-во-дит по-став-ля-ет при-ни-ма-ет яв-ля-ет-ся на-хо-дит-ся",
}
"""Where long words of ours may break, since LaTeX knows by itself how English does alone."""


def breakable(text: str, lang: Language) -> str:
    """An escaped text for a narrow column: long words of ours may break as those of their language do, others also
    where a hyphen follows them, and any two words after the dash between them."""
    for hyphenated in _BREAKS.get(lang, "").split():
        text = re.sub(hyphenated.replace("-", ""), partial(_broken, hyphenated), text, flags=re.IGNORECASE)
    text = re.sub(r"(?<=[^\W\d]{6})-(?=\w)", r"\\nobreak-\\hspace{0pt}", text)
    return re.sub(r"(?<=[^\W\d])–(?=[^\W\d])", r"–\\hspace{0pt}", text)


def _broken(hyphenated: str, word: re.Match[str]) -> str:
    letters = iter(word[0])
    return "".join(r"\-" if mark == "-" else next(letters) for mark in hyphenated)
