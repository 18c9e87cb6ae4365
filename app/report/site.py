"""What a page of the service's own site has beside an answer: the ways on from it, and how it is cited."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from app.domain.records import Claim
from app.errors import InvalidParameter
from app.queries import catalogue
from app.queries.base import Query
from app.report import Report, sanitized
from app.report.citations import reference
from app.report.dossier.claims import anchor
from app.report.titles import Question
from app.report.wording import InEachLanguage, Language


class Way(NamedTuple):
    """A question to go on with, and its title."""

    title: str
    query: Query


_WORDS: dict[str, InEachLanguage] = {
    "skip": ("Skip to the content", "Zum Inhalt", "Aller au contenu", "К содержанию", "सामग्री पर जाएँ"),
    "search": ("Search for a name, or ask in English", "Namen suchen, oder auf Englisch fragen",
               "Chercher un nom, ou poser une question en anglais", "Искать название или спросить по-английски",
               "नाम खोजें, या अंग्रेज़ी में पूछें"),
    "go": ("Search", "Suchen", "Chercher", "Найти", "खोजें"),
    "site": ("Site", "Website", "Site", "Сайт", "साइट"),
    "languages": ("Languages", "Sprachen", "Langues", "Языки", "भाषाएँ"),
    "explore": ("Explore the network", "Das Netz erkunden", "Explorer le réseau", "Исследовать сеть", "नेटवर्क देखें"),
    "embed": ("Embed it in a page", "In eine Seite einbetten", "Intégrer dans une page", "Встроить в страницу",
              "पृष्ठ में एम्बेड करें"),
    "ways": ("Ask more about it", "Mehr dazu fragen", "En demander plus", "Спросить ещё об этом", "इसके बारे में और पूछें"),
    "beside": ("Before and after", "Davor und danach", "Avant et après", "До и после", "पहले और बाद में"),
    "prev": ("Previous", "Vorige", "Précédent", "Предыдущее", "पिछला"),
    "next": ("Next", "Nächste", "Suivant", "Следующее", "अगला"),
    "cite": ("How to cite", "So wird zitiert", "Comment citer", "Как цитировать", "उद्धरण कैसे दें"),
    "claims": ("One claim", "Eine einzelne Aussage", "Une seule affirmation", "Одно утверждение", "एक कथन"),
    "near": ("Perhaps you want", "Vielleicht gesucht", "Peut-être cherchez-vous", "Возможно, вы ищете",
             "शायद आप चाहते हैं"),
    "in": ("In:", "In:", "Dans :", "В:", "में:"),
    "sources": ("The sources, for a bibliography", "Die Quellen, für ein Literaturverzeichnis",
                "Les sources, pour une bibliographie", "Источники для списка литературы", "स्रोत, ग्रंथसूची के लिए"),
    "report": ("Report an error", "Fehler melden", "Signaler une erreur", "Сообщить об ошибке", "त्रुटि बताएँ"),
}  # fmt: skip


def in_language(address: str, lang: Language) -> str:
    """An address of the service with a language, where that is not English."""
    joint = "&" if "?" in address else "?"
    return address if lang is Language.EN else f"{address}{joint}lang={lang}"


def say(key: str, lang: Language) -> str:
    """A text of pages."""
    return lang.of(_WORDS[key])


def listed(query: str, lang: Language) -> str:
    """The title of a list of all that there is of a sort, by the name of the question after it."""
    return Question(query, {}, lang, str, str).title


def ways(report: Report) -> Iterator[Way]:
    """Every question of the catalogue that can be asked of the one thing that a page is about and of nothing else: of
    NASA `/timeline?entity=nasa` and what changed since a year ago, of a technology `/partners?technology=quantum`."""
    if not report.about:
        return
    part, id = report.about
    titles = set[str]()
    # that which is asked at the thing's own address first: `/entities/nasa/neighbours` before `/ties?entity=nasa`
    for query in sorted(catalogue.values(), key=lambda query: not query.path.startswith(f"/{part}/")):
        names = [name for name, of in query.references().items() if of == part]
        if query.name != report.subgraph.meta["query"] and (asked := _asked(query, names, id)):
            question = Question(query.name, asked.given(), report.options.lang, report.name, report.date)
            if (title := sanitized(question.title)) not in titles:  # `neighbours` and `ties` are of one entity alike
                titles.add(title)
                yield Way(title, asked)


def feeds(report: Report) -> Iterator[tuple[str, str]]:
    """Titles and addresses, without a format, of what can be followed from a page: of its own question if that has
    news, and of each that has news about the one thing that the page is about."""
    own = catalogue.get(report.subgraph.meta["query"])
    if own and own.as_news():
        yield report.title, report.address
    for news in filter(None, (query.as_news() for query in catalogue.values())):
        part, id = report.about or ("", "")
        for name in (name for name, of in news.references().items() if of == part):
            asked = news.read({name: id})
            title = Question(news.name, asked.given(), report.options.lang, report.name, report.date).title
            yield sanitized(title), report.service + asked.address


def _asked(query: type[Query], names: list[str], id: str) -> Query | None:
    """A question of one thing alone, by the first of its parameters that can name it."""
    for name in names:
        try:
            return query.of_one(name, id)
        except InvalidParameter:  # it asks for something else as well
            continue
    return None


def explorer(report: Report) -> str | None:
    """Path and query string at which the explorer shows the answer, or the first way on that leads to ties; None where
    there is neither."""
    meta = report.subgraph.meta
    query = catalogue.get(meta["query"])
    if query and query.form.finds_ties:
        return _explored(query.name, meta["parameters"], report.options.lang)
    asked = next((way.query for way in ways(report) if way.query.form.finds_ties), None)
    return _explored(asked.name, asked.given(), report.options.lang) if asked else None


def _explored(query: str, parameters: Mapping[str, Any], lang: Language) -> str:
    return in_language(f"/?{urlencode({'query': query, **parameters}, doseq=True)}", lang)


def citation(report: Report) -> str:
    """How the whole answer is cited: its title, the dataset, and an address that names this and so stays true."""
    return f"“{report.title}”. Entente, {report.words.dataset} {report.short_dataset}. {_lasting(report)}"


def citation_of_claim(report: Report, claim: Claim) -> str:
    """How one claim on a tie is cited: its document, the place in it, and where it stands here."""
    lang = report.options.lang
    place = f" {claim.where}." if claim.where else ""
    document = reference(report.documents[claim.document], lang)
    return f"{document}{place} {say('in', lang)} {citation(report)}#{anchor(claim)}"


def _lasting(report: Report) -> str:
    """The address of the answer by the dataset that it is of."""
    joint = "&" if "?" in report.address else "?"
    return f"{report.address}{joint}{urlencode({'dataset': report.short_dataset}, safe=':')}"


def contact(report: Report) -> str | None:
    """Where an error on the page is reported, with the page's title and address filled in; None where nobody says."""
    if not (report.site and report.site.contact):
        return None
    given = {"title": report.title, "address": _lasting(report)}
    address = report.site.contact
    if address.startswith("mailto:") and "?" not in address:
        address += "?subject={title}&body={address}"
    return re.sub(r"{(title|address)}", lambda found: quote(given[found[1]], safe=""), address)
