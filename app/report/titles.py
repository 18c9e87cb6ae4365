"""What was asked, in words: the title of an answer, in each language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import EnumType, StrEnum
from typing import Any, cast, get_type_hints

from babel.lists import format_list

from app.domain.columns import value_type
from app.queries import catalogue
from app.queries.base import OF_PAGE, Query
from app.report.terms import country, word
from app.report.wording import InEachLanguage, Language

_HEADS: dict[str, InEachLanguage] = {
    "partners": ("Partners {technology}", "Partner {technology}", "Partenaires {technology}", "Партнёры {technology}",
                 "साझेदार {technology}"),
    "ties": ("Ties", "Verbindungen", "Liens", "Связи", "संबंध"),
    "latest": ("Latest ties", "Neueste Verbindungen", "Liens les plus récents", "Новейшие связи", "नवीनतम संबंध"),
    "tie": ("{id}", "{id}", "{id}", "{id}", "{id}"),
    "neighbours": ("Ties of {id}", "Verbindungen von {id}", "Liens de {id}", "Связи: {id}", "{id} के संबंध"),
    "document": ("What “{id}” reports", "Was „{id}“ berichtet", "Ce que rapporte « {id} »", "Что сообщает «{id}»",
                 "“{id}” की सूचना"),
    "search": ("Search for “{q}”", "Suche nach „{q}“", "Recherche de « {q} »", "Поиск: «{q}»", "“{q}” की खोज"),
    "compare": ("{pair} side by side", "{pair} nebeneinander", "{pair} côte à côte", "{pair}: сравнение",
                "{pair}: तुलना"),
    "funding": ("Funding", "Finanzierung", "Financement", "Финансирование", "वित्तपोषण"),
    "paths": ("Paths between {source} and {target}", "Wege zwischen {source} und {target}",
              "Chemins entre {source} et {target}", "Пути: {source} – {target}", "{source} और {target} के बीच मार्ग"),
    "changes": ("Changes", "Änderungen", "Changements", "Изменения", "परिवर्तन"),
    "claims": ("Claims", "Aussagen", "Affirmations", "Утверждения", "कथन"),
    "disputes": ("Disagreements of sources", "Unstimmigkeiten der Quellen", "Désaccords des sources",
                 "Разногласия источников", "स्रोतों के मतभेद"),
    "timeline": ("Timeline", "Zeitleiste", "Chronologie", "Хронология", "समयरेखा"),
    "documents": ("Documents", "Dokumente", "Documents", "Документы", "दस्तावेज़"),
    "entities": ("Entities", "Beteiligte", "Entités", "Участники", "इकाइयाँ"),
    "entity": ("{id}: ties by relation and status", "{id}: Verbindungen nach Art und Stand",
               "{id} : liens par nature et par état", "{id}: связи по виду и состоянию",
               "{id}: प्रकार और स्थिति अनुसार संबंध"),
    "technologies": ("Technologies", "Technologien", "Technologies", "Технологии", "प्रौद्योगिकियाँ"),
    "technology": ("{id}: ties and fields around it", "{id}: Verbindungen und Nachbarfelder",
                   "{id} : liens et domaines voisins", "{id}: связи и соседние области",
                   "{id}: संबंध और आसपास के क्षेत्र"),
    "profile": ("{id}: profile", "{id}: Profil", "{id} : profil", "{id}: справка", "{id}: परिचय"),
}  # fmt: skip
"""How the title of each question begins; it names what stands in braces."""

_ABOUT: dict[str, InEachLanguage] = {
    "entity": ("of {}", "von {}", "de {}", "– {}", "– {}"),
    "funder": ("by {}", "von {}", "par {}", "от: {}", "– {} से"),
    "recipient": ("for {}", "für {}", "pour {}", "для: {}", "– {} के लिए"),
    "technology": ("in {}", "in „{}“", "dans le domaine « {} »", "в области «{}»", "– {}"),
    "document": ("in “{}”", "in „{}“", "dans « {} »", "в «{}»", "– “{}”"),
    "since": ("since {}", "seit {}", "depuis : {}", "с момента: {}", "– {} से"),
}
"""What a title goes on with, where a reader asked for it, in this order."""

_FILTERS: dict[str, InEachLanguage] = {
    "relation": ("relation {}", "Verbindung: {}", "lien : {}", "связь: {}", "संबंध: {}"),
    "kind": ("kind {}", "Art: {}", "nature : {}", "вид: {}", "प्रकार: {}"),
    "type": ("sort {}", "Sorte: {}", "type : {}", "тип: {}", "किस्म: {}"),
    "country": ("country {}", "Staat: {}", "pays : {}", "страна: {}", "देश: {}"),
    "status": ("status {}", "Stand: {}", "état : {}", "состояние: {}", "स्थिति: {}"),
    "reliability": ("reliability {}", "Verlässlichkeit: {}", "fiabilité : {}", "надёжность: {}", "विश्वसनीयता: {}"),
    "stance": ("stance {}", "Haltung: {}", "position : {}", "позиция: {}", "रुख: {}"),
    "amount_kind": ("money {}", "Geld: {}", "fonds : {}", "средства: {}", "धन: {}"),
    "q": ("words “{}”", "Wörter „{}“", "mots « {} »", "слова «{}»", "शब्द “{}”"),
    "currency": ("in {}", "in {}", "en {}", "в {}", "{} में"),
    "from": ("from {}", "ab {}", "à partir de : {}", "начиная с: {}", "{} से"),
    "to": ("until {}", "bis {}", "jusqu’à : {}", "до: {}", "{} तक"),
    "as_of": ("as known in {}", "Wissensstand {}", "état des connaissances : {}", "по сведениям на: {}",
              "{} तक की जानकारी"),
    "reported_since": ("reported since {}", "berichtet seit {}", "rapporté depuis : {}", "сообщено с: {}",
                       "{} से सूचित"),
    "sources": ("at least {} publishers", "mindestens {} Herausgeber", "au moins {} éditeurs", "издателей не менее {}",
                "कम से कम {} प्रकाशक"),
    "max_hops": ("at most {} hops", "höchstens {} Schritte", "au plus {} étapes", "шагов не более {}",
                 "अधिकतम {} चरण"),
    "depth": ("up to {} ties away", "bis {} Verbindungen entfernt", "jusqu’à {} liens", "связей не более {}",
              "{} संबंध तक"),
    "disputed=include": ("disputed ones too", "auch Umstrittenes", "y compris le contesté", "включая оспариваемое",
                         "विवादित सहित"),
    "disputed=only": ("disputed ones alone", "nur Umstrittenes", "contesté seulement", "только оспариваемое",
                      "केवल विवादित"),
    "disputed=exclude": ("without disputed ones", "ohne Umstrittenes", "sans le contesté", "без оспариваемого",
                         "विवादित रहित"),
    "persons=include": ("people too", "auch Personen", "y compris les personnes", "включая людей", "व्यक्तियों सहित"),
    "domestic=include": ("within one country too", "auch innerhalb eines Staates", "y compris dans un même pays",
                         "включая внутри одной страны", "एक ही देश के भीतर भी"),
    "lineage=include": ("with predecessors and successors", "mit Vorgängern und Nachfolgern",
                        "avec prédécesseurs et successeurs", "с предшественниками и преемниками",
                        "पूर्ववर्ती और उत्तराधिकारी सहित"),
    "by=arrival": ("by day of arrival", "nach Tag des Eingangs", "par jour d’arrivée", "по дню поступления",
                   "प्राप्ति के दिन से"),
    "overdue=True": ("overdue", "überfällig", "en retard", "срок прошёл", "समय बीत चुका"),
    "overdue=False": ("not overdue", "nicht überfällig", "pas en retard", "срок не прошёл", "समय नहीं बीता"),
}  # fmt: skip
"""What narrows an answer, after a comma each."""

_DATES = frozenset({"since", "from", "to", "as_of", "reported_since"})

_PROPER = frozenset({"Mercury", "Venus", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune", "Pluto", "Europa"})
"""First words of names of technologies that English writes large within a sentence too."""


@dataclass(frozen=True)
class Question:
    """A question that was asked; `name` gives the names of ids, and `date` dates in words.

    `head` is another question whose title begins as this one's is to begin.
    """

    query: str
    parameters: Mapping[str, Any]
    lang: Language
    name: Callable[[str], str]
    date: Callable[[str], str]
    head: str | None = None

    @property
    def title(self) -> str:
        """What it asks, in words."""
        asked = [key for key in self.parameters if key not in OF_PAGE]  # how much is asked for belongs into no title
        head = self.lang.of(_HEADS[self.head or self.query]) if self.query in _HEADS else ""
        named = re.findall(r"{(\w+)}", head)
        if not head or not set(named) <= set(asked):  # of a version that asked otherwise
            head, named = self.query.replace("_", " ").capitalize(), []
        begins = head.format(**{key: self._about(key) if key in _ABOUT else self._words(key) for key in named})
        about = [self._about(key) for key in _ABOUT if key in asked and key not in named]
        filters = [self._filter(key) for key in asked if key not in _ABOUT and key not in named]
        return ", ".join([" ".join([begins, *about]), *filters])

    def _about(self, key: str) -> str:
        return self.lang.of(_ABOUT[key]).format(self._words(key))

    def _filter(self, key: str) -> str:
        phrase = _FILTERS.get(key) or _FILTERS.get(f"{key}={self.parameters[key]}")
        if phrase:
            return self.lang.of(phrase).format(self._words(key))
        return f"{key.replace('_', ' ')} {self._words(key)}"

    def _words(self, key: str) -> str:
        """The value of a parameter, or its values, as a reader says them."""
        value = self.parameters[key]
        several = [
            self._word(key, str(one)) for one in (cast("list[Any]", value) if isinstance(value, list) else [value])
        ]
        # pairs have an `and` of their own in them
        return ", ".join(several) if key == "pair" else self._listed(several)

    def _word(self, key: str, value: str) -> str:
        if key in _DATES:
            return self.date(value)
        if key == "pair":
            return self._listed([self.name(id) for id in value.split(",")])
        if key == "country":
            return country(value, self.lang)
        if key == "technology" and self.lang is Language.EN:
            return _within_sentence(self.name(value))
        declared = catalogue.get(self.query)
        if declared and key in declared.references():
            return self.name(value)
        words = vocabulary(declared, key) if declared else None
        return word(words(value), self.lang) if words else value

    def _listed(self, texts: list[str]) -> str:
        return format_list(texts, locale=self.lang.value)


def vocabulary(query: type[Query], key: str) -> type[StrEnum] | None:
    """The vocabulary that a parameter's values are words of, if they are."""
    kind, _ = value_type(get_type_hints(query, include_extras=True).get(key, str))
    return kind if isinstance(kind, EnumType) and issubclass(kind, StrEnum) else None


def _within_sentence(name: str) -> str:
    """A technology as it stands in an English sentence: `quantum technology`, but `AI ethics`, `Mars exploration`."""
    first = name.split(" ", 1)[0].split("-", 1)[0]
    return name if first in _PROPER or not first[1:].islower() else name[:1].lower() + name[1:]
