"""The words of dossiers that nothing else says, in each language."""

from app.domain.vocabulary import RELATIONS, Relation
from app.report.wording import WORDING, InEachLanguage, Language

_WORDS: dict[str, InEachLanguage] = {
    "no_ties": (
        "No document of this dataset ties it to anything.",
        "Kein Dokument dieses Datensatzes verbindet es mit etwas.",
        "Aucun document de ce jeu de données ne le relie à quoi que ce soit.",
        "Ни один документ этого набора данных ни с чем его не связывает.",
        "इस डेटासेट का कोई दस्तावेज़ इसे किसी से नहीं जोड़ता।",
    ),
    "known": (
        "By all documents up to {day} – {said}",
        "Nach allen Dokumenten bis zum {day} – {said}",
        "D’après tous les documents jusqu’au {day} – {said}",
        "По всем документам на {day} – {said}",
        "{day} तक के सभी दस्तावेज़ों के अनुसार – {said}",
    ),
    "disputed": ("Disputed ties", "Umstrittene Verbindungen", "Liens contestés", "Оспариваемые связи", "विवादित संबंध"),
    "disputed_note": (
        "Some claim these; sources as good say that they do not hold, or do not fit with them.",
        "Manche behaupten diese; ebenso gute Quellen sagen, dass sie nicht bestehen, oder passen nicht zu ihnen.",
        "Certains affirment ces liens ; des sources aussi bonnes disent qu’ils n’existent pas, ou ne concordent pas.",
        "Одни утверждают это; столь же надёжные источники отрицают это или с этим не согласуются.",
        "कुछ इनका दावा करते हैं; उतने ही अच्छे स्रोत इनका खंडन करते हैं, या इनसे मेल नहीं खाते।",
    ),
    "money": ("Money", "Geld", "Fonds", "Деньги", "धन"),
    "money_note": (
        "Only amounts of one direction, currency, kind, time and status are added. Disputed ones are not in it.",
        "Addiert werden nur Beträge einer Richtung, Währung, Art, Dauer und eines Stands. Umstrittene fehlen.",
        "Ne s’additionnent que les montants de mêmes sens, devise, nature, durée et état. Les contestés n’y sont pas.",
        "Складываются только суммы одного направления, валюты, вида, срока и состояния. Оспариваемых здесь нет.",
        "केवल एक दिशा, मुद्रा, प्रकार, अवधि और स्थिति की राशियाँ जोड़ी जाती हैं। विवादित राशियाँ इनमें नहीं हैं।",
    ),
    "joint": (
        "one sum of several together", "eine Summe von mehreren zusammen", "une somme de plusieurs ensemble",
        "одна сумма на нескольких", "कई की एक साझी राशि",
    ),
    "pays": ("from it", "von ihm", "de lui", "от него", "इससे"),
    "paid": ("to it", "an ihn", "vers lui", "ему", "इसे"),
    "mutual": ("both ways", "in beide Richtungen", "dans les deux sens", "в обе стороны", "दोनों ओर"),
    "elsewhere": ("between others", "zwischen anderen", "entre d’autres", "между другими", "दूसरों के बीच"),
    "for": ("With, or for", "Mit oder für", "Avec, ou pour", "С кем или на что", "किसके साथ या किसके लिए"),
    "timeline": ("Timeline", "Zeitleiste", "Chronologie", "Хронология", "समयरेखा"),
    "timeline_note": (
        "Beside each date stands how far along its tie is: the date of what is planned or expected is one of a plan.",
        "Neben jedem Datum steht der Stand der Verbindung: ist er geplant oder erwartet, so auch das Datum.",
        "Chaque date est suivie de l’état de son lien : celle de ce qui est prévu ou attendu est celle d’un projet.",
        "Рядом с каждой датой – состояние связи: дата того, что планируется или ожидается, лишь часть плана.",
        "हर तिथि के साथ संबंध की स्थिति है: नियोजित या अपेक्षित की तिथि केवल योजना की तिथि है।",
    ),
    "sources": ("Class, sources", "Klasse, Quellen", "Classe, sources", "Класс, источники", "वर्ग, स्रोत"),
    "event": ("Event", "Ereignis", "Événement", "Событие", "घटना"),
    "first_reported": ("First reported", "Zuerst berichtet", "Première mention", "Первое сообщение", "पहला समाचार"),
    "given_beside": ("Dates, money, place", "Daten, Geld, Ort", "Dates, fonds, lieu", "Даты, деньги, место",
                     "तिथियाँ, धन, स्थान"),
    "claims": ("What it claims", "Was es aussagt", "Ce qu’il affirme", "Что в нём утверждается", "इसके कथन"),
    "given": ("Status it gives", "Stand laut Dokument", "État qu’il donne", "Состояние по документу",
              "इसमें दी गई स्थिति"),
    "now": ("By all documents", "Nach allen Dokumenten", "D’après tous les documents", "По всем документам",
            "सभी दस्तावेज़ों के अनुसार"),
}  # fmt: skip

_INVERSE: dict[Relation, tuple[str, str, str, str]] = {
    Relation.FUNDS: ("wird finanziert von", "est financé par", "кто финансирует", "वित्त देने वाले"),
    Relation.CO_DEVELOPS: ("wird entwickelt von", "est développé par", "кто разрабатывает", "सह-विकास करने वाले"),
    Relation.PARTICIPATES_IN: ("hat als Teilnehmer", "a pour participant", "кто участвует", "प्रतिभागी"),
    Relation.LEADS: ("wird geleitet von", "est dirigé par", "кто руководит", "नेतृत्व करने वाले"),
    Relation.HOSTS: ("wird ausgerichtet von", "est accueilli par", "кто принимает", "मेज़बान"),
    Relation.SUPPLIES: ("wird beliefert von", "est fourni par", "кто поставляет", "आपूर्तिकर्ता"),
    Relation.SUPPORTS: ("wird unterstützt von", "est soutenu par", "кто поддерживает", "समर्थक"),
    Relation.SIGNED: ("wurde unterzeichnet von", "a été signé par", "кто подписал", "हस्ताक्षरकर्ता"),
    Relation.PART_OF: ("hat als Teil", "comprend", "что входит в состав", "इसके भाग"),
    Relation.MEMBER_OF: ("hat als Mitglied", "a pour membre", "кто является членом", "इसके सदस्य"),
    Relation.BASED_IN: ("ist Sitz von", "est le siège de", "что здесь находится", "यहाँ स्थित"),
    Relation.AGENCY_OF: ("hat als Behörde", "a pour agence", "его агентства", "इसकी एजेंसियाँ"),
    Relation.REPRESENTS: ("wird vertreten von", "est représenté par", "кто представляет", "इसके प्रतिनिधि"),
    Relation.SUCCEEDS: ("hat als Nachfolger", "a pour successeur", "что следует за этим", "इसके उत्तराधिकारी"),
    Relation.ISSUED: ("wurde herausgegeben von", "a été publié par", "кто обнародовал", "जारी करने वाले"),
}  # fmt: skip
"""What relates the object of a tie to its subjects, in German, French, Russian and Hindi."""


def say(key: str, lang: Language, **filled: object) -> str:
    """A text of dossiers, with what stands in braces filled in."""
    text = lang.of(_WORDS[key])
    return text.format(**filled) if filled else text


def relates(relation: Relation, forward: bool, lang: Language) -> str:
    """What relates the one to the other end: of a tie's subject to its object, or the other way round."""
    if forward or RELATIONS[relation].symmetric:
        return WORDING[lang].relations[relation]
    return lang.of((RELATIONS[relation].inverse, *_INVERSE[relation]))
