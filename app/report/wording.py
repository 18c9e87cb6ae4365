"""The words of figures and reports that are not data, in each language that they can be written in."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.vocabulary import RELATIONS, Attribute, Kind, Relation, Reliability, Status


class Language(StrEnum):
    """ISO 639-1 codes of the languages that figures and reports can be in."""

    EN = "en"
    DE = "de"
    FR = "fr"
    RU = "ru"
    HI = "hi"

    def of(self, texts: "InEachLanguage") -> str:
        """The text that is in this language."""
        return texts[_PLACES[self]]

    def labelled(self, name: str, value: str) -> str:
        """A value after its name: `Place: New Delhi`."""
        return f"{name}{self.of((': ', ': ', ' : ', ': ', ': '))}{value}"


InEachLanguage = tuple[str, str, str, str, str]
"""A text in each language, in the order of `Language`: English, German, French, Russian, Hindi."""

_PLACES = {language: place for place, language in enumerate(Language)}


@dataclass(frozen=True)
class Wording:
    """One language's words. Those with `{}` are filled in by who uses them."""

    kinds: dict[Kind, str]
    relations: dict[Relation, str]
    statuses: dict[Status, str]
    reliabilities: dict[Reliability, str]
    attributes: dict[Attribute, str]
    disputed: str
    contested: str
    overdue: str
    as_of: str
    old: str
    perhaps: str
    about: str
    since: str
    until: str
    span: str
    between: str
    denied: str
    does_not_fit: str
    inferred: str
    differ: str
    entities: str
    ties: str
    sources: str
    dataset: str
    source: str
    mutual: str
    left_out: str
    listed: str
    more: str
    undated: str
    some_day: str
    open_side: str
    skipped: str
    by_year: str
    no_year: str
    hedged_years: str
    own_scale: str
    apart: str
    best_connected: str
    disputed_ties: str
    network: str
    claims: str
    empty: str
    continued: str
    figure: str
    zoom_in: str
    zoom_out: str
    fit: str
    close: str
    back: str


def _kinds(*words: str) -> dict[Kind, str]:
    return dict(zip(Kind, words, strict=True))


def _relations(*words: str) -> dict[Relation, str]:
    return dict(zip(Relation, words, strict=True))


def _statuses(*words: str) -> dict[Status, str]:
    return dict(zip(Status, words, strict=True))


def _reliabilities(*words: str) -> dict[Reliability, str]:
    return dict(zip(Reliability, words, strict=True))


def _attributes(*words: str) -> dict[Attribute, str]:
    return dict(zip(Attribute, words, strict=True))


WORDING: dict[Language, Wording] = {
    Language.EN: Wording(
        kinds={kind: kind.value for kind in Kind},
        relations={relation: rule.forward for relation, rule in RELATIONS.items()},
        statuses={status: status.value for status in Status},
        reliabilities={reliability: reliability.value for reliability in Reliability},
        attributes={attribute: attribute.value for attribute in Attribute},
        contested="contested", overdue="overdue", as_of="as of {month}", old="last reported before {month}",
        denied="denied", does_not_fit="does not fit with", inferred="by our reading", differ="sources differ on {what}",
        perhaps="perhaps {date}", about="about {date}", since="from {date}", until="until {date}",
        span="{first} to {last}", between="between {first} and {last}",
        disputed="disputed", entities="Entities", ties="Ties", sources="Sources", dataset="dataset", source="Source",
        mutual="no arrow: mutual", left_out="{entities} more entities and {ties} more ties are in the table, not here.",
        listed="A network of {entities} entities could not be read at this size. Its ties are listed instead, each "
        "under one of its two entities; lines and arrows mean the same.",
        more="{count} more are in the table, not here.",
        undated="{count} without a stated date are in the table, not here.", some_day="drawn out: on some day within",
        open_side="››: open, no date stated",
        skipped="//: years are left out in which nothing begins, changes or ends.",
        by_year="Ties by the year in which they begin, as stated.", no_year="{count} more begin in no stated year.",
        hedged_years="Of {count} the year is hedged: perhaps, or about then.",
        own_scale="Each group has a scale of its own.",
        apart="What differs in currency, kind, time or status adds to nothing.",
        best_connected="Best connected", disputed_ties="Disputed",
        network="Network of {entities} entities and {ties} ties",
        claims="Claims", empty="Nothing was found.", continued="continued",
        figure="Figure", zoom_in="Zoom in", zoom_out="Zoom out", fit="Fit", close="Close", back="Back to the text",
    ),
    Language.DE: Wording(
        kinds=_kinds(
            "Staat", "Behörde", "Unternehmen", "Institution", "Initiative", "Staatenbund", "Ereignis", "Person"
        ),
        relations=_relations(
            "finanziert", "entwickelt mit", "arbeitet zusammen mit", "handelt mit", "nimmt teil an", "leitet",
            "richtet aus", "liefert", "unterstützt", "unterzeichnete", "ist Teil von", "ist Mitglied von",
            "hat Sitz in", "ist Behörde von", "vertritt", "folgt auf", "gab heraus",
        ),
        statuses=_statuses("erwartet", "geplant", "angekündigt", "in Kraft", "abgeschlossen", "ausgesetzt", "beendet"),
        reliabilities=_reliabilities("amtlich", "berichtet", "unbestätigt"),
        attributes=_attributes("Stand", "Beginn", "Ende", "Ort", "Betrag"),
        contested="angezweifelt", overdue="überfällig", as_of="Stand {month}", old="zuletzt berichtet vor {month}",
        denied="bestritten", does_not_fit="passt nicht zu", inferred="nach unserer Lesart",
        differ="Quellen uneinig: {what}",
        perhaps="vielleicht {date}", about="etwa {date}", since="ab {date}", until="bis {date}",
        span="{first} bis {last}", between="zwischen {first} und {last}",
        disputed="umstritten", entities="Beteiligte", ties="Verbindungen", sources="Quellen", dataset="Datensatz",
        source="Quelle", mutual="ohne Pfeil: gegenseitig",
        left_out="{entities} weitere Beteiligte und {ties} weitere Verbindungen stehen in der Tabelle, nicht hier.",
        listed="Ein Netz aus {entities} Beteiligten wäre in dieser Größe nicht lesbar. Darum stehen die "
        "Verbindungen als Liste, jede bei einem ihrer beiden Enden; Linien und Pfeile bedeuten dasselbe.",
        more="{count} weitere stehen in der Tabelle, nicht hier.",
        undated="{count} ohne Datum stehen in der Tabelle, nicht hier.",
        some_day="langgezogen: an einem Tag darin", open_side="››: offen, kein Datum genannt",
        skipped="//: Jahre, in denen nichts beginnt, sich ändert oder endet, sind ausgelassen.",
        by_year="Verbindungen nach dem Jahr, in dem sie beginnen, wie angegeben.",
        no_year="{count} weitere beginnen in keinem genannten Jahr.",
        hedged_years="Bei {count} ist das Jahr nur vielleicht oder etwa so angegeben.",
        own_scale="Jede Gruppe hat ihren eigenen Maßstab.",
        apart="Was sich in Währung, Art, Zeitraum oder Stand unterscheidet, wird nie addiert.",
        best_connected="Am stärksten verbunden", disputed_ties="Umstritten",
        network="Netz aus {entities} Beteiligten und {ties} Verbindungen",
        claims="Aussagen", empty="Nichts wurde gefunden.", continued="Fortsetzung",
        figure="Abbildung", zoom_in="Vergrößern", zoom_out="Verkleinern", fit="Einpassen", close="Schließen",
        back="Zurück zum Text",
    ),
    Language.FR: Wording(
        kinds=_kinds("Pays", "Agence", "Entreprise", "Institution", "Initiative", "Bloc", "Événement", "Personne"),
        relations=_relations(
            "finance", "développe avec", "coopère avec", "commerce avec", "participe à", "dirige", "accueille",
            "fournit", "soutient", "a signé", "fait partie de", "est membre de", "siège en", "est une agence de",
            "représente", "succède à", "a publié",
        ),
        statuses=_statuses("attendu", "prévu", "annoncé", "en cours", "achevé", "suspendu", "terminé"),
        reliabilities=_reliabilities("officiel", "rapporté", "non vérifié"),
        attributes=_attributes("état", "début", "fin", "lieu", "montant"),
        contested="mis en doute", overdue="en retard", as_of="état en {month}", old="dernière mention avant {month}",
        denied="démenti", does_not_fit="ne concorde pas avec", inferred="selon notre lecture",
        differ="les sources divergent : {what}",
        perhaps="peut-être {date}", about="vers {date}", since="début : {date}", until="fin : {date}",
        span="{first} – {last}", between="entre {first} et {last}",
        disputed="contesté", entities="Entités", ties="Liens", sources="Sources", dataset="jeu de données",
        source="Source", mutual="sans flèche : réciproque",
        left_out="{entities} autres entités et {ties} autres liens figurent dans le tableau, pas ici.",
        listed="Un réseau de {entities} entités serait illisible à cette taille. Les liens sont donc en liste, "
        "chacun sous l’une de ses deux entités ; lignes et flèches gardent leur sens.",
        more="Il y en a {count} de plus dans le tableau, pas ici.",
        undated="Il y en a {count} sans date dans le tableau, pas ici.",
        some_day="allongé : un jour de cette période", open_side="›› : ouvert, date non précisée",
        skipped="// : les années où rien ne commence, ne change ni ne finit sont omises.",
        by_year="Liens selon l’année où ils commencent, telle qu’indiquée.",
        no_year="Pour {count} autres, aucune année de début n’est indiquée.",
        hedged_years="Pour {count}, l’année n’est donnée que comme possible ou approximative.",
        own_scale="Chaque groupe a sa propre échelle.",
        apart="Ce qui diffère par la monnaie, la nature, la durée ou l’état ne s’additionne pas.",
        best_connected="Les plus reliés", disputed_ties="Contestés",
        network="Réseau de {entities} entités et {ties} liens",
        claims="Affirmations", empty="Rien n’a été trouvé.", continued="suite",
        figure="Figure", zoom_in="Agrandir", zoom_out="Réduire", fit="Ajuster", close="Fermer",
        back="Retour au texte",
    ),
    Language.RU: Wording(
        kinds=_kinds("Страна", "Агентство", "Компания", "Институт", "Инициатива", "Объединение", "Событие", "Человек"),
        relations=_relations(
            "финансирует", "разрабатывает совместно", "сотрудничает с", "торгует с", "участвует в", "руководит",
            "принимает", "поставляет", "поддерживает", "подписал", "входит в состав", "является членом",
            "находится в", "является агентством", "представляет", "следует за", "обнародовал",
        ),
        statuses=_statuses(
            "ожидается", "планируется", "объявлено", "действует", "завершено", "приостановлено", "прекращено"
        ),
        reliabilities=_reliabilities("официально", "по сообщениям", "не подтверждено"),
        attributes=_attributes("состояние", "начало", "конец", "место", "сумма"),
        contested="под сомнением", overdue="срок прошёл", as_of="по состоянию на {month}",
        old="последнее сообщение: раньше, чем {month}", denied="отрицается", does_not_fit="не согласуется с",
        inferred="по нашему выводу",
        differ="источники расходятся: {what}",
        perhaps="возможно, {date}", about="примерно {date}", since="начало: {date}", until="конец: {date}",
        span="{first} – {last}", between="между {first} и {last}",
        disputed="оспаривается", entities="Участники", ties="Связи", sources="Источники", dataset="набор данных",
        source="Источник", mutual="без стрелки: взаимно",
        left_out="Ещё участников: {entities}, связей: {ties} — они в таблице, не здесь.",
        listed="Сеть (участников: {entities}) в этом размере не прочесть, поэтому связи даны списком, каждая при "
        "одном из двух участников; линии и стрелки значат то же.",
        more="Ещё {count} — в таблице, не здесь.",
        undated="Без даты: {count} — в таблице, не здесь.",
        some_day="вытянуто: в один из этих дней", open_side="››: открыто, дата не указана",
        skipped="//: годы, в которые ничего не начинается, не меняется и не кончается, опущены.",
        by_year="Связи по указанному году начала.", no_year="Год начала не указан: {count}.",
        hedged_years="Год указан предположительно или примерно: {count}.",
        own_scale="У каждой группы свой масштаб.",
        apart="Суммы разной валюты, вида, срока или состояния не складываются.",
        best_connected="Больше всего связей", disputed_ties="Оспаривается",
        network="Сеть: участников {entities}, связей {ties}",
        claims="Утверждения", empty="Ничего не найдено.", continued="продолжение",
        figure="Рисунок", zoom_in="Увеличить", zoom_out="Уменьшить", fit="Вместить", close="Закрыть",
        back="Назад к тексту",
    ),
    Language.HI: Wording(
        kinds=_kinds("देश", "एजेंसी", "कंपनी", "संस्था", "पहल", "समूह", "आयोजन", "व्यक्ति"),
        relations=_relations(
            "वित्त देता है", "सह-विकास करता है", "साझेदार है", "व्यापार करता है", "भाग लेता है", "नेतृत्व करता है",
            "मेज़बान है", "आपूर्ति करता है", "समर्थन करता है", "हस्ताक्षर किए", "का भाग है", "का सदस्य है",
            "में स्थित है", "की एजेंसी है", "का प्रतिनिधि है", "का उत्तराधिकारी है", "जारी किया",
        ),
        statuses=_statuses("अपेक्षित", "नियोजित", "घोषित", "सक्रिय", "पूर्ण", "स्थगित", "समाप्त"),
        reliabilities=_reliabilities("आधिकारिक", "समाचार", "असत्यापित"),
        attributes=_attributes("स्थिति", "आरंभ", "अंत", "स्थान", "राशि"),
        contested="संदिग्ध", overdue="समय बीत चुका", as_of="{month} की स्थिति", old="अंतिम समाचार {month} से पहले",
        denied="खंडन", does_not_fit="इनसे मेल नहीं", inferred="हमारे निष्कर्ष से", differ="स्रोतों में मतभेद: {what}",
        perhaps="संभवतः {date}", about="लगभग {date}", since="{date} से", until="{date} तक",
        span="{first} से {last} तक", between="{first} और {last} के बीच",
        disputed="विवादित", entities="इकाइयाँ", ties="संबंध", sources="स्रोत", dataset="डेटासेट", source="स्रोत",
        mutual="बिना तीर: परस्पर", left_out="{entities} और इकाइयाँ तथा {ties} और संबंध तालिका में हैं, यहाँ नहीं।",
        listed="{entities} इकाइयों का जाल इस आकार में पढ़ा नहीं जा सकता, इसलिए संबंध सूची में हैं, "
        "हर एक अपनी दो इकाइयों में से एक के नीचे; रेखाओं और तीरों का अर्थ वही है।",
        more="{count} और तालिका में हैं, यहाँ नहीं।",
        undated="बिना तिथि के {count} तालिका में हैं, यहाँ नहीं।", some_day="लंबा चिह्न: इसी बीच किसी दिन",
        open_side="››: खुला, तिथि नहीं बताई गई",
        skipped="//: वे वर्ष छोड़े गए हैं जिनमें कुछ आरंभ, बदला या समाप्त नहीं होता।",
        by_year="बताए गए आरंभ वर्ष के अनुसार संबंध।", no_year="{count} और का आरंभ वर्ष नहीं बताया गया।",
        hedged_years="{count} का वर्ष केवल संभवतः या लगभग बताया गया है।",
        own_scale="हर समूह का अपना पैमाना है।",
        apart="अलग मुद्रा, प्रकार, अवधि या स्थिति की राशियाँ जोड़ी नहीं जातीं।",
        best_connected="सबसे अधिक जुड़े", disputed_ties="विवादित", network="{entities} इकाइयों और {ties} संबंधों का जाल",
        claims="कथन", empty="कुछ नहीं मिला।", continued="जारी",
        figure="चित्र", zoom_in="बड़ा करें", zoom_out="छोटा करें", fit="पूरा दिखाएँ", close="बंद करें",
        back="पाठ पर वापस",
    ),
}  # fmt: skip
