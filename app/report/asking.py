"""The questions of the catalogue as forms ask them, in each language: plain words, names and hints of fields."""

from collections.abc import Iterator
from enum import StrEnum

from app.queries.base import Query
from app.queries.fields import Field, Part, parts
from app.report.headings import has_heading, heading
from app.report.terms import word
from app.report.titles import vocabulary
from app.report.wording import Language

_Others = tuple[str, str, str, str]
"""German, French, Russian, Hindi; what has none of these is read in English, as the question declares it."""

_ASKS: dict[str, _Others] = {
    "partners": (
        "Wer arbeitet mit wem an einer {technology:Technologie}?",
        "Qui travaille avec qui sur {technology:une technologie} ?",
        "Кто с кем сотрудничает: {technology:технология}?",
        "{technology:एक प्रौद्योगिकी} पर कौन किसके साथ काम करता है?",
    ),
    "ties": (
        "Welche Verbindungen hat {entity:ein Beteiligter} bei einer {technology:Technologie}?",
        "Quels liens a {entity:une entité} dans {technology:une technologie} ?",
        "Какие есть связи: {entity:участник}, {technology:технология}?",
        "{technology:एक प्रौद्योगिकी} में {entity:एक इकाई} के कौन-से संबंध हैं?",
    ),
    "latest": (
        "Was wurde zuletzt über eine {technology:Technologie} berichtet?",
        "Qu’a-t-on rapporté en dernier sur {technology:une technologie} ?",
        "О чём сообщили в последнее время: {technology:технология}?",
        "{technology:एक प्रौद्योगिकी} में सबसे नया समाचार क्या है?",
    ),
    "neighbours": (
        "Womit ist {id:ein Beteiligter} verbunden?",
        "À quoi {id:une entité} est-elle liée ?",
        "С чем связан {id:участник}?",
        "{id:एक इकाई} किससे जुड़ी है?",
    ),
    "document": (
        "Was sagt {id:ein Dokument}?",
        "Que dit {id:un document} ?",
        "Что говорит {id:документ}?",
        "{id:एक दस्तावेज़} क्या कहता है?",
    ),
    "paths": (
        "Wie sind {source:ein Beteiligter} und {target:ein anderer} verbunden?",
        "Comment {source:une entité} et {target:une autre} sont-elles reliées ?",
        "Как связаны {source:один участник} и {target:другой участник}?",
        "{source:एक इकाई} और {target:दूसरी इकाई} कैसे जुड़ी हैं?",
    ),
    "funding": (
        "Wer zahlt wem: {funder:Geldgeber}, {recipient:Empfänger}, {technology:Technologie}?",
        "Qui paie qui, entre {funder:un financeur} et {recipient:un bénéficiaire}, dans {technology:un domaine} ?",
        "Кто кому платит: {funder:плательщик}, {recipient:получатель}, {technology:технология}?",
        "कौन किसे धन देता है: {funder:देने वाला}, {recipient:पाने वाला}, {technology:प्रौद्योगिकी}?",
    ),
    "compare": (
        "Nebeneinander: was tun {pair:Paare} gemeinsam bei einer {technology:Technologie}?",
        "Côte à côte : que font {pair:des paires} ensemble dans {technology:une technologie} ?",
        "Сравнение: что делают вместе {pair:пары}, {technology:технология}?",
        "आमने-सामने: {pair:जोड़ियाँ} साथ क्या करती हैं, {technology:एक प्रौद्योगिकी} में?",
    ),
    "claims": (
        "Welche Aussagen gibt es: {entity:Beteiligter}, {technology:Technologie}, {document:Dokument}?",
        "Qu’affirme-t-on sur {entity:une entité}, sur {technology:une technologie} ou dans {document:un document} ?",
        "Что утверждается: {entity:участник}, {technology:технология}, {document:документ}?",
        "{entity:एक इकाई}, {technology:एक प्रौद्योगिकी} या {document:एक दस्तावेज़} के कथन क्या हैं?",
    ),
    "disputes": (
        "Worüber sind Quellen uneinig: {entity:Beteiligter} oder {technology:Technologie}?",
        "Où les sources divergent-elles sur {entity:une entité} ou {technology:une technologie} ?",
        "В чём расходятся источники: {entity:участник} или {technology:технология}?",
        "{entity:एक इकाई} या {technology:एक प्रौद्योगिकी} पर स्रोतों में मतभेद कहाँ है?",
    ),
    "changes": (
        "Was hat sich seit einem {since:Tag} geändert: {entity:Beteiligter} oder {technology:Technologie}?",
        "Qu’est-ce qui a changé depuis {since:un jour} pour {entity:une entité} ou dans {technology:une technologie} ?",
        "Что изменилось: {since:с какого дня}, {entity:участник} или {technology:технология}?",
        "{since:एक दिन} के बाद {entity:एक इकाई} या {technology:एक प्रौद्योगिकी} में क्या बदला?",
    ),
    "timeline": (
        "Zeitleiste, was wann geschah: {entity:Beteiligter} oder {technology:Technologie}?",
        "Chronologie : qu’est-il arrivé à {entity:une entité} ou dans {technology:une technologie} ?",
        "Хронология, что и когда было: {entity:участник} или {technology:технология}?",
        "समयरेखा: {entity:एक इकाई} या {technology:एक प्रौद्योगिकी} में क्या हुआ?",
    ),
    "entity": (
        "Was ist bekannt: {id:ein Beteiligter}?",
        "Que sait-on sur {id:une entité} ?",
        "Что известно: {id:участник}?",
        "{id:एक इकाई} के बारे में क्या ज्ञात है?",
    ),
    "entities": (
        "Welche Beteiligten gibt es bei einer {technology:Technologie}?",
        "Quelles entités y a-t-il dans {technology:une technologie} ?",
        "Какие есть участники: {technology:технология}?",
        "{technology:एक प्रौद्योगिकी} में कौन-सी इकाइयाँ हैं?",
    ),
    "technology": (
        "Was ist über eine {id:Technologie} bekannt?",
        "Que sait-on sur {id:une technologie} ?",
        "Что известно: {id:технология}?",
        "{id:एक प्रौद्योगिकी} के बारे में क्या ज्ञात है?",
    ),
    "technologies": (
        "Welche Technologien gibt es?", "Quelles technologies y a-t-il ?", "Какие есть технологии?",
        "कौन-सी प्रौद्योगिकियाँ हैं?",
    ),
    "documents": (
        "Welche Dokumente gibt es, {q:Wörter} von Titel oder Herausgeber?",
        "Quels documents ont {q:des mots} dans leur titre ou leur éditeur ?",
        "Какие есть документы, {q:слова} названия или издателя?",
        "किन दस्तावेज़ों के शीर्षक या प्रकाशक में {q:शब्द} हैं?",
    ),
}  # fmt: skip
"""Questions in plain words, with each field's name in braces: in the nominative, since it also stands alone."""

_DESCRIPTIONS: dict[str, _Others] = {
    "tie": (
        "Eine Verbindung mit allen ihren Aussagen", "Un lien avec toutes ses affirmations",
        "Одна связь со всеми утверждениями", "एक संबंध, उसके सभी कथनों के साथ",
    ),
    "search": (
        "Beteiligte und Technologien nach Namen", "Entités et technologies par leur nom",
        "Участники и технологии по названию", "नाम से इकाइयाँ और प्रौद्योगिकियाँ",
    ),
}  # fmt: skip
"""Of questions that have no plain words, how they stand in lists."""

_LABELS: dict[str, _Others] = {
    "by": ("welche Tage", "quels jours", "какие дни", "कौन-से दिन"),
    "depth": ("Entfernung", "distance", "расстояние", "दूरी"),
    "domestic": ("im selben Staat", "dans un même pays", "внутри одной страны", "एक ही देश में"),
    "from": ("ab", "à partir de", "с", "से"),
    "id": ("eine Verbindung", "un lien", "связь", "एक संबंध"),
    "lineage": ("Vorgänger und Nachfolger", "prédécesseurs et successeurs", "предшественники и преемники",
                "पूर्ववर्ती और उत्तराधिकारी"),
    "max_hops": ("höchste Zahl der Schritte", "nombre maximal d’étapes", "наибольшее число шагов", "अधिकतम चरण"),
    "persons": ("Personen", "personnes", "люди", "व्यक्ति"),
    "q": ("Name", "nom", "название", "नाम"),
    "to": ("bis", "jusqu’à", "по", "तक"),
}  # fmt: skip
"""What fields are called that no column is."""

_HINTS: dict[str, _Others] = {
    "Countries, as ISO 3166 codes, or by names": (
        "Staaten, als ISO-3166-Codes oder mit Namen", "Pays, en codes ISO 3166 ou par leur nom",
        "Страны, кодами ISO 3166 или по названию", "देश, ISO 3166 कोड या नाम से",
    ),
    "EDTF date: only what begins by its end": (
        "Datum (EDTF): nur, was bis zu seinem Ende beginnt", "Date (EDTF) : seulement ce qui commence avant sa fin",
        "Дата (EDTF): только то, что начинается не позже", "तिथि (EDTF): केवल वह जो इसके अंत तक आरंभ हो",
    ),
    "EDTF date: only what lasts until it or longer": (
        "Datum (EDTF): nur, was bis dahin oder länger dauert", "Date (EDTF) : seulement ce qui dure jusque-là ou plus",
        "Дата (EDTF): только то, что длится до неё или дольше", "तिथि (EDTF): केवल वह जो तब तक या आगे चले",
    ),
    "How far documents can be trusted": (
        "Wie weit Dokumenten zu trauen ist", "Quelle confiance les documents méritent",
        "Насколько можно доверять документам", "दस्तावेज़ों पर कितना विश्वास किया जा सकता है",
    ),
    "How many ties away to look": (
        "Wie viele Verbindungen weit gesucht wird", "À combien de liens chercher", "На сколько связей вглубь искать",
        "कितने संबंध दूर तक देखना है",
    ),
    "ISO 4217 code of a currency": (
        "Währung als ISO-4217-Code", "Code ISO 4217 d’une devise", "Код валюты ISO 4217", "मुद्रा का ISO 4217 कोड",
    ),
    "Id of a technology": ("Eine Technologie", "Une technologie", "Технология", "एक प्रौद्योगिकी"),
    "Kinds of document": ("Arten von Dokumenten", "Natures de document", "Виды документов", "दस्तावेज़ों के प्रकार"),
    "Kinds of entity": ("Arten von Beteiligten", "Natures d’entité", "Виды участников", "इकाइयों के प्रकार"),
    "Kinds of money": ("Arten des Geldes", "Natures des fonds", "Виды средств", "धन के प्रकार"),
    "Most ties on a path": (
        "Höchste Zahl der Verbindungen auf einem Weg", "Nombre maximal de liens sur un chemin",
        "Наибольшее число связей на пути", "मार्ग पर अधिकतम संबंध",
    ),
    "Sorts of initiative": ("Arten von Initiativen", "Types d’initiative", "Виды инициатив", "पहलों के प्रकार"),
    "Whether claims support or dispute their ties": (
        "Ob Aussagen ihre Verbindungen stützen oder bestreiten",
        "Si les affirmations soutiennent ou démentent leurs liens",
        "Подтверждают ли утверждения свои связи или отрицают", "कथन अपने संबंधों का समर्थन करते हैं या खंडन",
    ),
    "Whether people count as partners": (
        "Ob Personen als Partner zählen", "Si les personnes comptent comme partenaires",
        "Считаются ли люди партнёрами", "क्या व्यक्ति साझेदार माने जाएँ",
    ),
    "Whether the days are those on which documents were published, or those on which claims came into this graph": (
        "Ob die Tage die der Veröffentlichung sind, oder die, an denen Aussagen in diesen Graphen kamen",
        "Si les jours sont ceux de la publication, ou ceux où les affirmations sont entrées dans ce graphe",
        "Дни, когда документы опубликованы, или дни, когда утверждения попали в этот граф",
        "दिन दस्तावेज़ों के प्रकाशन के हैं, या कथनों के इस ग्राफ़ में आने के",
    ),
    "Whether ties of what the entity succeeded, and of what succeeded it, are given with its own": (
        "Ob die Verbindungen von Vorgängern und Nachfolgern dabei sind",
        "Si les liens des prédécesseurs et des successeurs sont donnés aussi",
        "Показывать ли связи предшественников и преемников",
        "क्या पूर्ववर्ती और उत्तराधिकारी के संबंध भी दिए जाएँ",
    ),
    "Whether two of one country, a whole and its part, or a bloc and its member count as partners": (
        "Ob zwei aus einem Staat, Ganzes und Teil, oder Bund und Mitglied als Partner zählen",
        "Si deux d’un même pays, un tout et sa partie, ou un bloc et son membre comptent comme partenaires",
        "Считаются ли партнёрами двое из одной страны, целое и часть, объединение и его член",
        "क्या एक देश के दो, पूर्ण और उसका भाग, या समूह और उसका सदस्य साझेदार माने जाएँ",
    ),
}  # fmt: skip
"""What stands below fields that the words of a question do not name, by the parameter's description."""

_CHOICES: dict[str, _Others] = {
    "arrival": ("Tage des Eingangs", "jours d’arrivée", "дни поступления", "प्राप्ति के दिन"),
    "exclude": ("ohne", "sans", "без", "रहित"),
    "include": ("mit", "avec", "вместе", "सहित"),
    "publication": ("Tage der Veröffentlichung", "jours de publication", "дни публикации", "प्रकाशन के दिन"),
}  # fmt: skip
"""Choices that are no words of the vocabulary."""


def asks(query: type[Query], lang: Language) -> Iterator[Part]:
    """A question in plain words, part by part; none where it has no such words."""
    return parts(_of(_ASKS, query.name, query.asks, lang))


def description(query: type[Query], lang: Language) -> str:
    """What a question is, for lists; in English all that it says of itself."""
    return _of(_DESCRIPTIONS, query.name, query.description(), lang)


def label(field: Field, lang: Language) -> str:
    """What a field is called, where the question in plain words does not name it."""
    plain = "a tie" if field.name == "id" else field.name.replace("_", " ")
    if lang is Language.EN or field.name in _LABELS or not has_heading(field.name):
        return _of(_LABELS, field.name, plain, lang)
    return heading(field.name, lang)


def hint(field: Field, lang: Language) -> str:
    """What stands below a field."""
    return _of(_HINTS, field.description, field.description, lang)


def choices(query: type[Query], field: Field, lang: Language) -> list[str]:
    """The choices of a field as they are read, in its order."""
    words = vocabulary(query, field.name)
    return [_choice(words, value, lang) for value in field.choices]


def _choice(words: type[StrEnum] | None, value: str, lang: Language) -> str:
    return word(words(value), lang) if words else _of(_CHOICES, value, value, lang)


def _of(others: dict[str, _Others], key: str, english: str, lang: Language) -> str:
    return lang.of((english, *others[key])) if key in others else english
