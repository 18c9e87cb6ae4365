"""What went wrong, for a reader of pages: each kind of problem in the page's other languages."""

from typing import NamedTuple

from app.errors import ServiceError
from app.report.wording import InEachLanguage, Language


class Said(NamedTuple):
    """A problem in a language: its title, what it means, and what leads to its details, which are in English."""

    title: str
    meaning: str
    leads: str


_Others = tuple[str, str, str, str]
"""German, French, Russian, Hindi; in English a problem says itself what it is."""

_TITLES: dict[str, _Others] = {
    "invalid-parameter": ("Eine Angabe ist ungültig", "Un paramètre n’est pas valide", "Недопустимый параметр",
                          "एक पैरामीटर मान्य नहीं है"),
    "forbidden": ("Das ist nicht erlaubt", "Ceci n’est pas permis", "Это не разрешено", "इसकी अनुमति नहीं है"),
    "not-found": ("Nicht gefunden", "Introuvable", "Не найдено", "नहीं मिला"),
    "not-acceptable": ("Dieses Format gibt es nicht", "Ce format n’existe pas", "Такого формата нет",
                       "ऐसा प्रारूप नहीं है"),
    "other-dataset": ("Der Graph enthält einen anderen Datensatz", "Le graphe contient un autre jeu de données",
                      "В графе другой набор данных", "ग्राफ़ में दूसरा डेटासेट है"),
    "content-too-large": ("Das ist zu groß", "C’est trop volumineux", "Слишком большой объём", "यह बहुत बड़ा है"),
    "address-too-long": ("Die Adresse ist zu lang", "L’adresse est trop longue", "Адрес слишком длинный",
                         "पता बहुत लंबा है"),
    "too-many-requests": ("Zu viele Anfragen auf einmal", "Trop de demandes à la fois", "Слишком много запросов сразу",
                          "एक साथ बहुत अधिक अनुरोध"),
    "headers-too-large": ("Die Kopfzeilen sind zu groß", "Les en-têtes sont trop volumineux",
                          "Слишком большие заголовки", "हेडर बहुत बड़े हैं"),
    "unexpected": ("Hier ging etwas schief", "Une erreur s’est produite ici", "Здесь что-то пошло не так",
                   "यहाँ कुछ गड़बड़ हो गई"),
    "unavailable": ("Der Graph ist gerade nicht zu lesen", "Le graphe ne peut pas être lu pour l’instant",
                    "Граф сейчас недоступен", "ग्राफ़ अभी पढ़ा नहीं जा सकता"),
    "timed-out": ("Die Abfrage dauerte zu lange", "La requête a pris trop de temps", "Запрос выполнялся слишком долго",
                  "प्रश्न में बहुत समय लगा"),
}  # fmt: skip

_MEANINGS: dict[str, _Others] = {
    "invalid-parameter": (
        "Die Adresse enthält etwas, das so nicht sein kann.",
        "L’adresse contient une valeur qui n’est pas possible.",
        "В адресе есть значение, которого быть не может.",
        "पते में ऐसा मान है जो हो नहीं सकता।",
    ),
    "forbidden": (
        "Der Dienst tut das für niemanden, nicht mehr, oder nicht für Seiten von anderswo.",
        "Le service ne le fait pour personne, ne le fait plus, ou pas pour les pages d’un autre site.",
        "Сервис не делает этого ни для кого, больше не делает или не делает для страниц других сайтов.",
        "सेवा यह किसी के लिए नहीं करती, अब नहीं करती, या दूसरी साइटों के पृष्ठों के लिए नहीं करती।",
    ),
    "not-found": (
        "Unter diesem Namen oder dieser Adresse gibt es hier nichts.",
        "Il n’y a rien ici sous ce nom ou à cette adresse.",
        "Под этим названием или по этому адресу здесь ничего нет.",
        "इस नाम या पते पर यहाँ कुछ नहीं है।",
    ),
    "not-acceptable": (
        "Die Antwort gibt es in anderen Formaten.",
        "La réponse existe dans d’autres formats.",
        "Ответ есть в других форматах.",
        "उत्तर दूसरे प्रारूपों में है।",
    ),
    "other-dataset": (
        "Die Adresse nennt einen Datensatz, der nicht mehr geladen ist, und diese Antwort wurde nicht aufbewahrt.",
        "L’adresse nomme un jeu de données qui n’est plus chargé, et cette réponse n’a pas été conservée.",
        "Адрес называет набор данных, который больше не загружен, а этот ответ не был сохранён.",
        "पते में जिस डेटासेट का नाम है वह अब लोड नहीं है, और यह उत्तर सहेजा नहीं गया था।",
    ),
    "content-too-large": (
        "Es ist mehr, als angenommen oder aufbewahrt wird.",
        "C’est plus que ce qui est accepté ou conservé.",
        "Это больше, чем принимается или хранится.",
        "यह उससे अधिक है जो स्वीकार किया या सहेजा जाता है।",
    ),
    "address-too-long": (
        "So lang braucht die Adresse keiner Frage zu sein; nichts davon wurde gelesen.",
        "Aucune question ne demande une adresse aussi longue ; rien n’en a été lu.",
        "Ни одному вопросу не нужен такой длинный адрес; он не был прочитан.",
        "किसी प्रश्न को इतने लंबे पते की ज़रूरत नहीं; इसका कुछ भी पढ़ा नहीं गया।",
    ),
    "too-many-requests": (
        "Von hier kam mehr, als jedem zusteht; bitte gleich noch einmal versuchen.",
        "D’ici est venu plus que la part de chacun ; réessayez dans un instant.",
        "Отсюда пришло больше запросов, чем полагается каждому; повторите чуть позже.",
        "यहाँ से हर एक के हिस्से से अधिक अनुरोध आए; थोड़ी देर में फिर कोशिश करें।",
    ),
    "headers-too-large": (
        "So große Kopfzeilen braucht kein Browser; nichts davon wurde gelesen.",
        "Aucun navigateur n’en a besoin d’aussi volumineux ; rien n’en a été lu.",
        "Ни одному браузеру не нужны такие большие заголовки; они не были прочитаны.",
        "किसी ब्राउज़र को इतने बड़े हेडर की ज़रूरत नहीं; इनका कुछ भी पढ़ा नहीं गया।",
    ),
    "unexpected": (
        "Das hat niemand vorausgesehen; wer den Dienst betreibt, findet es im Protokoll.",
        "Personne ne l’avait prévu ; qui exploite le service le trouve dans le journal.",
        "Этого никто не предвидел; владелец сервиса найдёт запись в журнале.",
        "इसका अनुमान किसी को नहीं था; सेवा चलाने वाला इसे लॉग में पाएगा।",
    ),
    "unavailable": (
        "Bitte gleich noch einmal versuchen.",
        "Réessayez dans un instant.",
        "Повторите чуть позже.",
        "थोड़ी देर में फिर कोशिश करें।",
    ),
    "timed-out": (
        "Bitte enger fragen, oder nach weniger auf einmal.",
        "Demandez quelque chose de plus précis, ou moins à la fois.",
        "Сузьте вопрос или спросите меньше за раз.",
        "और सटीक पूछें, या एक बार में कम माँगें।",
    ),
}  # fmt: skip

_IN_ENGLISH: InEachLanguage = ("", "Auf Englisch", "En anglais", "По-английски", "अंग्रेज़ी में")


def said(kind: type[ServiceError], lang: Language) -> Said:
    """A kind of problem as a page says it; in English its title and details are all that there is to say."""
    if lang is Language.EN:
        return Said(kind.title, "", "")
    title, meaning = (lang.of(("", *texts[kind.type])) for texts in (_TITLES, _MEANINGS))
    return Said(title, meaning, lang.labelled(lang.of(_IN_ENGLISH), "").strip())
