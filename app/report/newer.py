"""What a page that shows a snapshot says of newer data, in each language; which of it holds, its script finds out."""

from collections.abc import Mapping

from app.report import Report
from app.report.headings import heading
from app.report.wording import InEachLanguage

_WORDS: dict[str, InEachLanguage] = {
    "same": (
        "The newest data give the same answer.",
        "Die neuesten Daten geben dieselbe Antwort.",
        "Les données les plus récentes donnent la même réponse.",
        "Новейшие данные дают тот же ответ.",
        "नवीनतम डेटा से यही उत्तर मिलता है।",
    ),
    "differs": (
        "Newer data differ from this snapshot of {day}.",
        "Neuere Daten weichen von diesem Stand vom {day} ab.",
        "Des données plus récentes diffèrent de cet instantané du {day}.",
        "Более новые данные отличаются от этого снимка ({day}).",
        "नए डेटा {day} के इस स्नैपशॉट से भिन्न हैं।",
    ),
    "gone": (
        "What this snapshot is about is no longer in the data.",
        "Wovon dieser Stand handelt, ist nicht mehr in den Daten.",
        "Ce dont traite cet instantané n’est plus dans les données.",
        "Того, о чём этот снимок, в данных больше нет.",
        "यह स्नैपशॉट जिसके बारे में है, वह अब डेटा में नहीं है।",
    ),
    "added": ("{} added", "{} neu", "ajouts : {}", "добавлено: {}", "{} जोड़े गए"),
    "changed": ("{} changed", "{} geändert", "modifications : {}", "изменено: {}", "{} बदले गए"),
    "removed": ("{} removed", "{} entfernt", "retraits : {}", "удалено: {}", "{} हटाए गए"),
}


def newer(report: Report) -> Mapping[str, str]:
    """The sentences on a snapshot, what they count, and the names of the parts in which records are counted."""
    lang, words = report.options.lang, report.words
    said = {key: lang.of(texts) for key, texts in _WORDS.items()}
    day = report.date(report.subgraph.made or report.day)
    parts = {"entities": words.entities, "ties": words.ties, "technologies": heading("technologies", lang),
             "documents": heading("documents", lang)}  # fmt: skip
    return {**said, "differs": said["differs"].format(day=day), **parts}
