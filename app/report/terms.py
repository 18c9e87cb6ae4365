"""The words of values that are no data: of the vocabulary, and of what rows say in words of their own."""

from enum import StrEnum
from typing import cast

from babel import Locale

from app.domain.vocabulary import (
    AmountKind,
    Attribute,
    DocumentKind,
    InitiativeType,
    Kind,
    Relation,
    Reliability,
    Stance,
    Standing,
    Status,
)
from app.report.wording import WORDING, InEachLanguage, Language, Wording

_TERMS: dict[type[StrEnum], dict[str, InEachLanguage]] = {
    AmountKind: {
        "grant": ("grant", "Zuschuss", "subvention", "грант", "अनुदान"),
        "investment": ("investment", "Investition", "investissement", "инвестиция", "निवेश"),
        "budget": ("budget", "Haushalt", "budget", "бюджет", "बजट"),
        "contract": ("contract", "Vertrag", "contrat", "контракт", "अनुबंध"),
        "request": ("request", "Antrag", "demande", "запрос", "अनुरोध"),
        "trade": ("trade", "Handel", "commerce", "торговля", "व्यापार"),
        "target": ("target", "Ziel", "objectif", "цель", "लक्ष्य"),
    },
    Stance: {
        "supports": ("supports", "stützt", "affirme", "подтверждает", "समर्थन"),
        "disputes": ("disputes", "bestreitet", "dément", "отрицает", "खंडन"),
    },
    Standing: {
        "undisputed": ("undisputed", "unbestritten", "non contesté", "не оспаривается", "निर्विवाद"),
        "contested": ("contested", "angezweifelt", "mis en doute", "под сомнением", "संदिग्ध"),
        "disputed": ("disputed", "umstritten", "contesté", "оспаривается", "विवादित"),
    },
    DocumentKind: {
        "treaty": ("treaty", "Vertrag", "traité", "договор", "संधि"),
        "joint-statement": ("joint statement", "gemeinsame Erklärung", "déclaration commune", "совместное заявление",
                            "संयुक्त वक्तव्य"),
        "fact-sheet": ("fact sheet", "Faktenblatt", "fiche d’information", "справка", "तथ्य पत्रक"),
        "agency-page": ("agency page", "Behördenseite", "page d’agence", "страница ведомства", "एजेंसी पृष्ठ"),
        "press-release": ("press release", "Pressemitteilung", "communiqué de presse", "пресс-релиз", "प्रेस विज्ञप्ति"),
        "press-report": ("press report", "Pressebericht", "article de presse", "сообщение печати", "प्रेस रिपोर्ट"),
        "blog": ("blog", "Blog", "blog", "блог", "ब्लॉग"),
    },
    InitiativeType: {
        "agreement": ("agreement", "Abkommen", "accord", "соглашение", "समझौता"),
        "contract": ("contract", "Vertrag", "contrat", "контракт", "अनुबंध"),
        "programme": ("programme", "Programm", "programme", "программа", "कार्यक्रम"),
        "mission": ("mission", "Mission", "mission", "миссия", "मिशन"),
        "fund": ("fund", "Fonds", "fonds", "фонд", "कोष"),
        "facility": ("facility", "Anlage", "installation", "установка", "सुविधा"),
        "product": ("product", "Produkt", "produit", "изделие", "उत्पाद"),
        "forum": ("forum", "Forum", "forum", "форум", "मंच"),
        "plan": ("plan", "Plan", "plan", "план", "योजना"),
    },
}  # fmt: skip

_OWN_WORDS: dict[str, dict[str, InEachLanguage]] = {
    "direction": {
        "subject": ("from it", "von ihm", "de lui", "от него", "इससे"),
        "object": ("to it", "zu ihm", "vers lui", "к нему", "इस तक"),
    },
    "how": {
        "same": ("the same", "gleich", "identique", "совпадает", "समान"),
        "beginning": ("begins so", "beginnt so", "commence ainsi", "начинается так", "ऐसे आरंभ"),
        "words": ("has each word", "hat jedes Wort", "contient chaque mot", "есть все слова", "हर शब्द है"),
        "similar": ("is similar", "ist ähnlich", "ressemblant", "похоже", "मिलता-जुलता"),
        "part": ("fits in part", "passt zum Teil", "correspond en partie", "совпадает частично", "आंशिक मेल"),
    },
    "what": {
        "start": ("start", "Beginn", "début", "начало", "आरंभ"),
        "end": ("end", "Ende", "fin", "конец", "अंत"),
        "status": ("new status", "neuer Stand", "nouvel état", "новое состояние", "नई स्थिति"),
        "undated": ("undated", "ohne Datum", "sans date", "без даты", "बिना तिथि"),
    },
    "changed": {
        "new": ("new", "neu", "nouveau", "новое", "नया"),
        "status": ("status", "Stand", "état", "состояние", "स्थिति"),
        "disputed": ("disputed", "umstritten", "contesté", "оспаривается", "विवादित"),
        "contested": ("contested", "angezweifelt", "mis en doute", "под сомнением", "संदिग्ध"),
        "overdue": ("overdue", "überfällig", "en retard", "срок прошёл", "समय बीत चुका"),
        "reliability": ("reliability", "Verlässlichkeit", "fiabilité", "надёжность", "विश्वसनीयता"),
        "dates": ("dates", "Daten", "dates", "даты", "तिथियाँ"),
        "amount": ("amount", "Betrag", "montant", "сумма", "राशि"),
        "technologies": ("technologies", "Technologien", "technologies", "технологии", "प्रौद्योगिकियाँ"),
        "claims": ("reported again", "erneut berichtet", "de nouveau rapporté", "сообщено снова", "पुनः सूचित"),
    },
}
"""Of what rows say in words of their own, by the name of the field."""

_UNSTATED: dict[str, InEachLanguage] = {
    "kind": ("kind not named", "Art nicht genannt", "nature non précisée", "вид не указан", "प्रकार नहीं बताया गया"),
    "technology": ("no technology named", "keine Technologie genannt", "sans technologie précisée",
                   "технология не названа", "प्रौद्योगिकी नहीं बताई गई"),
}  # fmt: skip
"""Of what figures read where a field has no value, by the name of the field."""

_YES: InEachLanguage = ("yes", "ja", "oui", "да", "हाँ")


def word(value: StrEnum, lang: Language) -> str:
    """A word of the vocabulary, in a language."""
    kind = type(value)
    return lang.of(_TERMS[kind][value]) if kind in _TERMS else _of_wording(value, WORDING[lang])


def _of_wording(value: StrEnum, words: Wording) -> str:
    match value:
        case Kind():
            return words.kinds[value]
        case Relation():
            return words.relations[value]
        case Status():
            return words.statuses[value]
        case Reliability():
            return words.reliabilities[value]
        case Attribute():
            return words.attributes[value]
        case _:
            raise TypeError(f"{value!r} is no word of the vocabulary")


def own_word(field: str, value: str, lang: Language) -> str:
    """A word that rows have in a field, in a language."""
    return lang.of(_OWN_WORDS[field][value])


def unstated(field: str, lang: Language) -> str:
    """What is read where a field has no value; empty where that says nothing."""
    return lang.of(_UNSTATED[field]) if field in _UNSTATED else ""


def country(code: str, lang: Language) -> str:
    """A country of an ISO 3166 code, as a language calls it."""
    return cast(str, Locale(lang.value).territories.get(code, code))


def language(code: str, lang: Language) -> str:
    """A language of an ISO 639-1 code, as another calls it."""
    return cast(str, Locale(lang.value).languages.get(code, code))


def yes(lang: Language) -> str:
    """That something holds."""
    return lang.of(_YES)
