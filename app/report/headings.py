"""What stands above the columns of tables, in each language."""

from app.report.wording import InEachLanguage, Language

_HEADINGS: dict[str, InEachLanguage] = {
    "about": ("Disputes what", "Bestreitet was", "Conteste quoi", "Что оспаривает", "किसका खंडन"),
    "aliases": ("Other names", "Andere Namen", "Autres noms", "Другие названия", "अन्य नाम"),
    "amount": ("Amount", "Betrag", "Montant", "Сумма", "राशि"),
    "amount_currency": ("Currency", "Währung", "Devise", "Валюта", "मुद्रा"),
    "amount_joint": ("Joint amount", "Gemeinsamer Betrag", "Montant commun", "Общая сумма", "संयुक्त राशि"),
    "amount_kind": ("Kind of money", "Art des Geldes", "Nature des fonds", "Вид средств", "धन का प्रकार"),
    "amount_max": ("Amount, at most", "Betrag, höchstens", "Montant, au plus", "Сумма, не более", "राशि, अधिकतम"),
    "amount_min": ("Amount, at least", "Betrag, mindestens", "Montant, au moins", "Сумма, не менее", "राशि, न्यूनतम"),
    "amount_payee": ("Who is paid", "Empfänger", "Bénéficiaire", "Получатель", "पाने वाला"),
    "amount_payer": ("Who pays", "Zahler", "Payeur", "Плательщик", "देने वाला"),
    "amount_per": ("Amount for each", "Betrag je", "Montant par", "Сумма на каждый", "प्रति राशि"),
    "amount_period": ("Period", "Zeitraum", "Durée", "Срок", "अवधि"),
    "amount_qualifier": ("Hedge", "Einschränkung", "Réserve", "Оговорка", "अनुमान"),
    "amount_value": ("Amount", "Betrag", "Montant", "Сумма", "राशि"),
    "amounts": ("Amounts added", "Addierte Beträge", "Montants additionnés", "Сложено сумм", "जोड़ी गई राशियाँ"),
    "answer": ("Answer", "Antwort", "Réponse", "Ответ", "उत्तर"),
    "before": ("Status before", "Stand zuvor", "État antérieur", "Состояние до", "पहले की स्थिति"),
    "best_reliability": ("Best source", "Beste Quelle", "Meilleure source", "Лучший источник", "सर्वोत्तम स्रोत"),
    "broader": ("Part of", "Teil von", "Relève de", "Часть области", "व्यापक क्षेत्र"),
    "changed": ("What changed", "Was sich änderte", "Ce qui a changé", "Что изменилось", "क्या बदला"),
    "claim": ("Claim", "Aussage", "Affirmation", "Утверждение", "कथन"),
    "claim_about": ("Claim disputes what", "Aussage bestreitet", "Conteste quoi", "Что оспаривает", "कथन किसका खंडन"),
    "claim_end": ("Claim: end", "Aussage: Ende", "Affirmation : fin", "Утверждение: конец", "कथन: अंत"),
    "claim_inferred": ("By our reading", "Nach unserer Lesart", "Selon notre lecture", "По нашему выводу",
                       "हमारा निष्कर्ष"),
    "claim_office": ("Claim: office", "Aussage: Amt", "Affirmation : fonction", "Утверждение: должность", "कथन: पद"),
    "claim_share": ("Claim: share", "Aussage: Anteil", "Affirmation : part", "Утверждение: доля", "कथन: अंश"),
    "claim_stance": ("Claim supports or disputes", "Aussage stützt oder bestreitet", "Affirme ou dément",
                     "Подтверждает или отрицает", "समर्थन या खंडन"),
    "claim_start": ("Claim: start", "Aussage: Beginn", "Affirmation : début", "Утверждение: начало", "कथन: आरंभ"),
    "claim_status": ("Claim: status", "Aussage: Stand", "Affirmation : état", "Утверждение: состояние", "कथन: स्थिति"),
    "claimed_as": ("Claimed as", "Behauptet als", "Affirmé comme", "Утверждается как", "दावा"),
    "claimed_by": ("Claimed by", "Behauptet von", "Affirmé par", "Утверждают", "दावा करने वाले स्रोत"),
    "claims": ("Claims", "Aussagen", "Affirmations", "Утверждения", "कथन"),
    "conflicts": ("Sources differ on", "Quellen uneinig über", "Divergences", "Источники расходятся", "स्रोतों में मतभेद"),
    "cooperations": ("Cooperations", "Kooperationen", "Coopérations", "Сотрудничества", "सहयोग"),
    "country": ("Country", "Staat", "Pays", "Страна", "देश"),
    "currency": ("Currency", "Währung", "Devise", "Валюта", "मुद्रा"),
    "dataset": ("Dataset", "Datensatz", "Jeu de données", "Набор данных", "डेटासेट"),
    "date": ("Date", "Datum", "Date", "Дата", "तिथि"),
    "dates": ("Dates", "Daten", "Dates", "Даты", "तिथियाँ"),
    "day": ("Day", "Tag", "Jour", "День", "दिन"),
    "denied_by": ("Denied by", "Bestritten von", "Démenti par", "Отрицают", "खंडन करने वाले स्रोत"),
    "description": ("Description", "Beschreibung", "Description", "Описание", "विवरण"),
    "direction": ("Direction", "Richtung", "Sens", "Направление", "दिशा"),
    "disputed": ("Disputed", "Umstritten", "Contesté", "Оспаривается", "विवादित"),
    "document": ("Document", "Dokument", "Document", "Документ", "दस्तावेज़"),
    "document_number": ("Number", "Nummer", "Numéro", "Номер", "संख्या"),
    "document_title": ("Document", "Dokument", "Document", "Документ", "दस्तावेज़"),
    "documents": ("Documents", "Dokumente", "Documents", "Документы", "दस्तावेज़"),
    "due": ("Due by", "Fällig bis", "Échéance", "Срок до", "नियत तिथि"),
    "end": ("End", "Ende", "Fin", "Конец", "अंत"),
    "entity": ("Entity", "Beteiligter", "Entité", "Участник", "इकाई"),
    "fit": ("Fit (0 to 100)", "Ähnlichkeit (0 bis 100)", "Ressemblance (0 à 100)", "Сходство (0–100)",
            "समानता (0–100)"),
    "fitting_name": ("Name that fits", "Passender Name", "Nom trouvé", "Найденное название", "मिला नाम"),
    "from": ("From", "Von", "De", "От", "से"),
    "hedges": ("Hedges", "Einschränkungen", "Réserves", "Оговорки", "अनुमान"),
    "how": ("How it fits", "Wie er passt", "Correspondance", "Как совпадает", "कैसे मेल"),
    "inferred": ("By our reading", "Nach unserer Lesart", "Selon notre lecture", "По нашему выводу", "हमारा निष्कर्ष"),
    "kind": ("Kind", "Art", "Nature", "Вид", "प्रकार"),
    "language": ("Language", "Sprache", "Langue", "Язык", "भाषा"),
    "least": ("At least", "Mindestens", "Au moins", "Не менее", "न्यूनतम"),
    "length": ("Hops", "Schritte", "Étapes", "Шаги", "चरण"),
    "licence": ("Licence", "Lizenz", "Licence", "Лицензия", "लाइसेंस"),
    "matches": ("Same in other lists", "In anderen Listen", "Dans d’autres listes", "В других перечнях", "अन्य सूचियों में"),
    "most": ("At most", "Höchstens", "Au plus", "Не более", "अधिकतम"),
    "name": ("Name", "Name", "Nom", "Название", "नाम"),
    "narrower": ("Fields in it", "Teilgebiete", "Sous-domaines", "Входящие области", "उप-क्षेत्र"),
    "note": ("Note", "Anmerkung", "Remarque", "Примечание", "टिप्पणी"),
    "now": ("Status now", "Stand jetzt", "État actuel", "Состояние сейчас", "अब की स्थिति"),
    "number": ("Number", "Nummer", "Numéro", "Номер", "संख्या"),
    "office": ("Office", "Amt", "Fonction", "Должность", "पद"),
    "overdue": ("Overdue", "Überfällig", "En retard", "Срок прошёл", "समय बीत चुका"),
    "pair": ("Pair", "Paar", "Paire", "Пара", "जोड़ी"),
    "partners": ("Partners", "Partner", "Partenaires", "Партнёры", "साझेदार"),
    "path": ("Path", "Weg", "Chemin", "Путь", "मार्ग"),
    "per": ("For each", "Je", "Par", "На каждый", "प्रति"),
    "period": ("Period", "Zeitraum", "Durée", "Срок", "अवधि"),
    "place": ("Place", "Ort", "Lieu", "Место", "स्थान"),
    "published": ("Published", "Veröffentlicht", "Publié", "Опубликовано", "प्रकाशित"),
    "publisher": ("Publisher", "Herausgeber", "Éditeur", "Издатель", "प्रकाशक"),
    "publishers": ("Publishers", "Herausgeber", "Éditeurs", "Издатели", "प्रकाशक"),
    "question": ("Question", "Frage", "Question", "Вопрос", "प्रश्न"),
    "related": ("Related fields", "Verwandte Felder", "Domaines liés", "Смежные области", "संबंधित क्षेत्र"),
    "relation": ("Relation", "Verbindung", "Lien", "Связь", "संबंध"),
    "reliability": ("Reliability", "Verlässlichkeit", "Fiabilité", "Надёжность", "विश्वसनीयता"),
    "reported": ("Last reported", "Zuletzt berichtet", "Dernière mention", "Последнее сообщение", "अंतिम समाचार"),
    "says": ("What it says", "Was sie sagt", "Ce qui est dit", "Что сказано", "क्या कहा गया"),
    "share": ("Share", "Anteil", "Part", "Доля", "अंश"),
    "short": ("Short name", "Kurzname", "Nom court", "Краткое название", "संक्षिप्त नाम"),
    "sources": ("Sources", "Quellen", "Sources", "Источники", "स्रोत"),
    "stance": ("Supports or disputes", "Stützt oder bestreitet", "Affirme ou dément", "Подтверждает или отрицает",
               "समर्थन या खंडन"),
    "standing": ("Standing", "Geltung", "Statut", "Признание", "मान्यता"),
    "start": ("Start", "Beginn", "Début", "Начало", "आरंभ"),
    "status": ("Status", "Stand", "État", "Состояние", "स्थिति"),
    "statuses": ("By status", "Nach Stand", "Par état", "По состоянию", "स्थिति अनुसार"),
    "succeeded_by": ("Succeeded by", "Nachfolger", "Successeurs", "Преемники", "उत्तराधिकारी"),
    "succeeds": ("Succeeds", "Vorgänger", "Prédécesseurs", "Предшественники", "पूर्ववर्ती"),
    "supporting_documents": ("Supporting documents", "Stützende Dokumente", "Documents à l’appui",
                             "Подтверждающие документы", "समर्थक दस्तावेज़"),
    "technologies": ("Technologies", "Technologien", "Technologies", "Технологии", "प्रौद्योगिकियाँ"),
    "technology": ("Technology", "Technologie", "Technologie", "Технология", "प्रौद्योगिकी"),
    "tie": ("Tie", "Verbindung", "Lien", "Связь", "संबंध"),
    "ties": ("Ties", "Verbindungen", "Liens", "Связи", "संबंध"),
    "title": ("Title", "Titel", "Titre", "Заглавие", "शीर्षक"),
    "to": ("To", "Zu", "Vers", "К", "तक"),
    "topic": ("Topic", "Thema", "Sujet", "Тема", "विषय"),
    "type": ("Sort of initiative", "Art der Initiative", "Type d’initiative", "Вид инициативы", "पहल का प्रकार"),
    "unverified": ("Unverified", "Unbestätigt", "Non vérifiés", "Не подтверждено", "असत्यापित"),
    "url": ("Address", "Adresse", "Adresse", "Адрес", "पता"),
    "via": ("Through", "Über", "Par le biais de", "Через", "के माध्यम से"),
    "weakest": ("Weakest status", "Schwächster Stand", "État le plus faible", "Самое слабое состояние",
                "सबसे कमज़ोर स्थिति"),
    "website": ("Website", "Website", "Site web", "Сайт", "वेबसाइट"),
    "what": ("What happened", "Was geschah", "Ce qui s’est passé", "Что произошло", "क्या हुआ"),
    "where": ("Where in the document", "Stelle im Dokument", "Passage du document", "Место в документе",
              "दस्तावेज़ में स्थान"),
}  # fmt: skip

_NAMES = {"wikidata": "Wikidata", "ror": "ROR", "lei": "LEI", "isni": "ISNI", "opensanctions": "OpenSanctions",
          "pic": "PIC", "id": "Id"}  # fmt: skip
"""What is called alike in all languages."""

_OF_CLAIM = "claim_amount_"

_CODE = ("code", "Code", "code", "код", "कोड")


def has_heading(key: str) -> bool:
    """Whether there are words for what stands above a column."""
    return key in _HEADINGS or key in _NAMES


def heading(key: str, lang: Language) -> str:
    """What stands above a column. Raises KeyError where there are no words for it."""
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith(_OF_CLAIM):
        return f"{heading('claim', lang)}: {heading(key.removeprefix('claim_'), lang)}"
    return lang.of(_HEADINGS[key])


def id_heading(key: str, lang: Language) -> str:
    """What stands above a column of ids, beside one of names."""
    return heading(key, lang) if key in _NAMES else f"{heading(key, lang)} (id)"


def code_heading(key: str, lang: Language) -> str:
    """What stands above a column of constants, beside one of words."""
    return f"{heading(key, lang)} ({lang.of(_CODE)})"
