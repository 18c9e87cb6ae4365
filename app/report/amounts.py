"""Money in words: amounts and sums of them with all their hedges, and the time that they cover."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from babel.numbers import format_compact_decimal, format_decimal, format_percent
from babel.units import format_unit

from app.domain.records import Amount, Share, Tie
from app.report import Report, sanitized
from app.report.terms import word
from app.report.wording import InEachLanguage, Language

_WORDS: dict[str, InEachLanguage] = {
    "over": ("over {}", "über {}", "plus de {}", "свыше {}", "{} से अधिक"),
    "about": ("about {}", "etwa {}", "environ {}", "около {}", "लगभग {}"),
    "nearly": ("nearly {}", "fast {}", "près de {}", "почти {}", "लगभग {}"),
    "at least": ("at least {}", "mindestens {}", "au moins {}", "не менее {}", "कम से कम {}"),
    "up to": ("up to {}", "bis zu {}", "jusqu’à {}", "до {}", "अधिकतम {}"),
    "range": ("{} to {}", "{} bis {}", "{} à {}", "{}–{}", "{} से {}"),
    "share": ("{} of {}", "{} von: {}", "{} de : {}", "{} от: {}", "{} – {}"),
    "per": ("{} per {}", "{} je {}", "{} par {}", "{} на каждый: {}", "{} प्रति {}"),
}
_UNITS = {"Y": "duration-year", "M": "duration-month", "W": "duration-week", "D": "duration-day"}
_PERIOD = re.compile(r"P(\d+)([YMWD])")


def amount_text(amount: Amount, lang: Language) -> str:
    """An amount, such as `over USD 90 million` or `USD 5 to 7 billion per project`."""
    least, most = (amount.min, amount.max) if amount.value is None else (amount.value, amount.value)
    hedges = [amount.qualifier] if amount.qualifier else []
    return _text(least, most, hedges, amount.currency, amount.per, lang)


def described(amount: Amount | None, share: Share | None, lang: Language) -> str:
    """The money of a tie with its kind and time, `over USD 90 million (grant, 5 years)`, and its part of a whole."""
    beside = [word(amount.kind, lang)] if amount and amount.kind else []
    beside += [period_text(amount.period, lang)] if amount and amount.period else []
    money = amount_text(amount, lang) if amount else ""
    return ", ".join(
        part
        for part in (f"{money} ({', '.join(beside)})" if beside else money, _share_text(share, lang) if share else "")
        if part
    )


def with_money(report: Report, tie: Tie, text: str) -> str:
    """What is said of a tie, with its money after it."""
    money = described(tie.amount, tie.share, report.options.lang)
    return f"{text}: {money}" if money else text


def _share_text(share: Share, lang: Language) -> str:
    percent = format_percent(share.percent / 100, format="#,##0.## %", locale=lang.value)
    text = _word(share.qualifier, lang).format(percent) if share.qualifier else percent
    return _word("share", lang).format(text, sanitized(share.of))


def sum_text(total: Mapping[str, Any], lang: Language) -> str:
    """What amounts come to: `USD 90 to 95 million`, `at least USD 8 million (nearly, over)`."""
    least, most, hedges = total["least"], total["most"], total["hedges"]
    if total["amounts"] == 1 and list(hedges) == ["over"] and most is None:
        most = least
    if total["amounts"] == 1 or not hedges:
        return _text(least, most, hedges, total["currency"], total["per"], lang)
    said = ", ".join(_word(hedge, lang).replace("{}", "").strip() for hedge in hedges)
    return f"{_text(least, most, (), total['currency'], total['per'], lang)} ({said})"


def sum_of(report: Report, line: Mapping[str, Any]) -> str:
    """What the amounts of a line's ties come to; one for each of several adds to nothing, so it says whose it is."""
    lang = report.options.lang
    text = sum_text(line, lang)
    if not line["per"]:
        return text
    return lang.labelled(text, "; ".join(report.said(report.ties[id]) for id in line["ties"]))


def period_text(period: str, lang: Language) -> str:
    """An ISO 8601 duration, such as `5 years` for P5Y; as it is where it has several parts."""
    found = _PERIOD.fullmatch(period)
    if not found:
        return period
    # of some languages the long form is an alias of the short one, which babel does not follow
    length = "short" if lang is Language.HI else "long"
    return format_unit(int(found[1]), _UNITS[found[2]], length=length, locale=lang.value)


def _text(
    least: int | None, most: int | None, hedges: Sequence[str], currency: str, per: str | None, lang: Language
) -> str:
    text = _bounds(least, most, currency, lang)
    for hedge in hedges:
        text = _word(hedge, lang).format(text)
    return _word("per", lang).format(text, per.replace("-", " ")) if per else text


def _bounds(least: int | None, most: int | None, currency: str, lang: Language) -> str:
    if least is None:
        return _word("up to", lang).format(f"{currency} {_figure(most or 0, lang)}")
    if most is None:
        return _word("at least", lang).format(f"{currency} {_figure(least, lang)}")
    if least == most:
        return f"{currency} {_figure(least, lang)}"
    return f"{currency} {_word('range', lang).format(*_range(least, most, lang))}"


def _range(least: int, most: int, lang: Language) -> tuple[str, str]:
    """Two figures; `90` and `95 million` where both have the one unit."""
    low, high = _figure(least, lang), _figure(most, lang)
    if low.partition("\xa0")[2] and low.partition("\xa0")[2] == high.partition("\xa0")[2]:
        low = low.partition("\xa0")[0]
    return low, high


def _figure(value: int, lang: Language) -> str:
    """A figure to the last digit: `90 million` where two decimals of millions say it all, `90,123,456` where not."""
    short = format_compact_decimal(value, format_type="long", locale=lang.value, fraction_digits=2)
    exact = format_compact_decimal(value, format_type="long", locale=lang.value, fraction_digits=9)
    whole = value >= 1_000_000 and short == exact
    text = short if whole else format_decimal(value, locale=lang.value)
    return text.replace(" ", "\xa0")


def _word(key: str, lang: Language) -> str:
    return lang.of(_WORDS[key])


def hedges(lang: Language) -> dict[str, str]:
    """How amounts are hedged: texts in which `{}` is the place of the amount."""
    return {key: lang.of(texts) for key, texts in _WORDS.items()}
