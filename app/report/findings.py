"""What an answer comes to: the one sentence that is the answer, and what else must be known to read it rightly."""

from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal

from app.domain.answer import PARTS, Row
from app.domain.vocabulary import Reliability
from app.queries.parameters import LARGEST_PAGE, USUAL_PAGE
from app.report import Report
from app.report.headings import heading
from app.report.notes import Remark, notes
from app.report.spoken_dates import spoken_period
from app.report.stages import DISPUTED, STAGE_OF, STAGES, Stage, is_disputed, ties_in
from app.report.tables import typed_rows
from app.report.wording import InEachLanguage, Language

_Tally = Counter[str | tuple[str, ...]]

# Forms stand in the order of plural categories: of one and of others; in Russian of 1, of 2 to 4, and of 5 and more.
_NOUNS: dict[str, InEachLanguage] = {
    "partners": ("partner|partners", "Partner|Partner", "partenaire|partenaires", "партнёр|партнёра|партнёров",
                 "साझेदार|साझेदार"),
    "cooperation": ("cooperation|cooperations", "Kooperation|Kooperationen", "coopération|coopérations",
                    "сотрудничество|сотрудничества|сотрудничеств", "सहयोग|सहयोग"),
    "tie": ("tie|ties", "Verbindung|Verbindungen", "lien|liens", "связь|связи|связей", "संबंध|संबंध"),
    "path": ("path|paths", "Weg|Wege", "chemin|chemins", "путь|пути|путей", "मार्ग|मार्ग"),
    "sum": ("sum of money|sums of money", "Summe|Summen", "somme|sommes", "сумма|суммы|сумм", "राशि|राशियाँ"),
    "technology": ("technology|technologies", "Technologie|Technologien", "technologie|technologies",
                   "технология|технологии|технологий", "प्रौद्योगिकी|प्रौद्योगिकियाँ"),
    "claim": ("claim|claims", "Aussage|Aussagen", "affirmation|affirmations",
              "утверждение|утверждения|утверждений", "कथन|कथन"),
    "disagreement": ("tie on which sources disagree|ties on which sources disagree",
                     "Verbindung, über die Quellen uneinig sind|Verbindungen, über die Quellen uneinig sind",
                     "lien sur lequel les sources divergent|liens sur lesquels les sources divergent",
                     "связь с разногласием источников|связи с разногласием источников|связей с разногласием источников",
                     "संबंध जिस पर स्रोतों में मतभेद है|संबंध जिन पर स्रोतों में मतभेद है"),
    "change": ("changed tie|changed ties", "geänderte Verbindung|geänderte Verbindungen", "lien modifié|liens modifiés",
               "изменившаяся связь|изменившиеся связи|изменившихся связей", "बदला संबंध|बदले संबंध"),
    "event": ("event|events", "Ereignis|Ereignisse", "événement|événements", "событие|события|событий", "घटना|घटनाएँ"),
    "document": ("document|documents", "Dokument|Dokumente", "document|documents", "документ|документа|документов",
                 "दस्तावेज़|दस्तावेज़"),
    "entity": ("entity|entities", "Beteiligter|Beteiligte", "entité|entités", "участник|участника|участников",
               "इकाई|इकाइयाँ"),
    "result": ("result|results", "Treffer|Treffer", "résultat|résultats", "результат|результата|результатов",
               "परिणाम|परिणाम"),
}  # fmt: skip
"""What is counted, by the noun of a row or the name of a count."""

_IN: InEachLanguage = ("{} in {}", "{} in {}", "{} dans {}", "{}, {}", "{}, {}")

_TOGETHER: InEachLanguage = ("{} in {}", "{} in {}", "{} dans {}", "{} – {}", "{} – {}")

_UNVERIFIED: InEachLanguage = (
    "{} rests on unverified sources alone|{} rest on unverified sources alone",
    "{} stützt sich allein auf unbestätigte Quellen|{} stützen sich allein auf unbestätigte Quellen",
    "{} ne repose que sur des sources non vérifiées|{} ne reposent que sur des sources non vérifiées",
    "только на неподтверждённых источниках – {}",
    "{} केवल असत्यापित स्रोतों पर आधारित",
)

_AGED: InEachLanguage = (
    "last reported more than a year ago: {}", "zuletzt vor mehr als einem Jahr berichtet: {}",
    "dernière mention il y a plus d’un an : {}", "последнее сообщение более года назад: {}",
    "अंतिम समाचार एक वर्ष से अधिक पहले: {}",
)  # fmt: skip

_LEFT_OUT: dict[str, InEachLanguage] = {
    "disputed": STAGES[DISPUTED],
    "persons": ("{} of people", "{} von Personen", "{} de personnes", "связей людей – {}", "{} व्यक्तियों के"),
    "domestic": ("{} within one country", "{} innerhalb eines Staates", "{} au sein d’un même pays",
                 "внутри одной страны – {}", "{} एक ही देश के भीतर"),
    "amount_kind": ("{} with money of other kinds", "{} mit Geld anderer Art", "{} avec des fonds d’autre nature",
                    "с деньгами другого вида – {}", "{} अन्य प्रकार के धन के"),
}  # fmt: skip
"""What defaults leave out."""

_HOW = {"amount_kind": "amount_kind=…"}
"""How what a default leaves out is asked for, where that is not by `include`."""

_BY_DEFAULT: InEachLanguage = (
    "Ties left out by default: {}.", "Standardmäßig weggelassene Verbindungen: {}.",
    "Liens omis par défaut : {}.", "Связи, опущенные по умолчанию: {}.", "पूर्वनिर्धारित रूप से छोड़े गए संबंध: {}।",
)  # fmt: skip

_OF: InEachLanguage = ("{0} of {2}", "{1} von {3}", "{1} sur {3}", "{1} из {3}", "{3} में से {1}")
"""A part of all: its number, and that of all, each alone (0, 3) and with what is counted (1, 2): `100 of 146 ties`."""

_ALL_BY_DEFAULT: InEachLanguage = (
    "All that answers is left out by default: {}.", "Alles, was antwortet, fehlt standardmäßig: {}.",
    "Tout ce qui répond est omis par défaut : {}.", "Всё, что отвечает на вопрос, по умолчанию опущено: {}.",
    "उत्तर की हर बात पूर्वनिर्धारित रूप से छोड़ी गई है: {}।",
)  # fmt: skip

_MORE: InEachLanguage = (
    "This is not all: it holds {}, and more follow at", "Das ist nicht alles: hier stehen {}, weitere folgen unter",
    "Ce n’est pas tout : il y a ici {}, la suite est à", "Это не всё: здесь {}, продолжение:",
    "यह सब नहीं है: यहाँ {} हैं, आगे:",
)  # fmt: skip


_ADDED: InEachLanguage = (
    "Added on request: {}.", "Auf Wunsch hinzugefügt: {}.", "Ajouté sur demande : {}.", "Добавлено по желанию: {}.",
    "अनुरोध पर जोड़ा गया: {}।",
)  # fmt: skip

_OF_QUESTION: InEachLanguage = (
    "Ties left out of the question itself by default: {}.",
    "Bei der Frage selbst standardmäßig weggelassene Verbindungen: {}.",
    "Liens omis par défaut de la question elle-même : {}.", "Связи, опущенные по умолчанию в самом вопросе: {}.",
    "स्वयं प्रश्न में पूर्वनिर्धारित रूप से छोड़े गए संबंध: {}।",
)  # fmt: skip

_OF_ADDED: InEachLanguage = (
    "Of what was to be added, ties left out by default: {}.",
    "Vom Hinzuzufügenden standardmäßig weggelassene Verbindungen: {}.",
    "De ce qui était à ajouter, liens omis par défaut : {}.",
    "Из того, что нужно было добавить, по умолчанию опущены связи: {}.",
    "जो जोड़ना था, उसमें से पूर्वनिर्धारित रूप से छोड़े गए संबंध: {}।",
)  # fmt: skip

_NOTHING: InEachLanguage = (
    "Nothing was found to add: {}.", "Zum Hinzufügen fand sich nichts: {}.",
    "Rien à ajouter n’a été trouvé : {}.", "Добавить нечего: {}.", "जोड़ने के लिए कुछ नहीं मिला: {}।",
)  # fmt: skip

_INCOMPLETE: InEachLanguage = (
    "Of what was added there is more than stands here: {}.", "Vom Hinzugefügten gibt es mehr, als hier steht: {}.",
    "De ce qui a été ajouté, il y a plus qu’ici : {}.", "Добавленное приведено не полностью: {}.",
    "जोड़े गए में से सब कुछ यहाँ नहीं है: {}।",
)  # fmt: skip

_HIDDEN: InEachLanguage = (
    "Hidden on request: {}.", "Auf Wunsch ausgeblendet: {}.", "Masqué sur demande : {}.", "Скрыто по желанию: {}.",
    "अनुरोध पर छिपाया गया: {}।",
)  # fmt: skip


def sentence(report: Report) -> str:
    """The answer in one sentence, such as `12 partners in 22 cooperations: 9 done or in force, 13 promised`.

    Where nothing is found it says so, or that all that there is was left out.
    """
    tally, noun = _tally(report)
    if not tally["results"]:
        return _all_left_out(report) or report.words.empty
    lang = report.options.lang
    counted = _subject(report, noun, tally["results"])
    said = ", ".join([*_together(report, tally), *_by_stage(tally, lang)])
    unverified = _counted(_UNVERIFIED, tally["unverified"], lang) if tally["unverified"] else ""
    found = _colon(lang).join(part for part in (counted, said) if part)
    return _semicolon(lang).join(part for part in (found, unverified) if part) + "."


def sentence_in_full(report: Report) -> str:
    """The answer in one sentence, with how many of its ties rest on unverified sources alone, and how many on a word
    that is older than a year."""
    lang, ties = report.options.lang, report.subgraph.ties
    unverified = sum(tie.reliability is Reliability.UNVERIFIED for tie in ties)
    old = sum(map(report.is_dated, ties))
    said = [sentence(report).removesuffix(".")]
    if unverified and not _tally(report)[0]["unverified"]:  # else the sentence says it
        said.append(_counted(_UNVERIFIED, unverified, lang))
    if old:
        said.append(lang.of(_AGED).format(_number(old, lang)))
    return f"{_semicolon(lang).join(said)}."


def of_stage(report: Report, stage: Stage) -> tuple[str, list[str]]:
    """`9 done or in force`, and how that is known: from how many documents, how many of them are unverified, and
    the months of the oldest and the newest last word."""
    lang, (oldest, newest) = report.options.lang, stage.reported
    months = spoken_period(oldest[:7], newest[:7], lang)
    known = [_noun("document", stage.documents, lang), lang.labelled(heading("reported", lang), months)]
    if stage.unverified:
        known.insert(1, _counted(_UNVERIFIED, stage.unverified, lang))
    return _counted(STAGES[stage.name], stage.results, lang), known


def _semicolon(lang: Language) -> str:
    return " ; " if lang is Language.FR else "; "


def _colon(lang: Language) -> str:
    return " : " if lang is Language.FR else ": "


def _together(report: Report, tally: _Tally) -> Iterator[str]:
    """`India and Russia in 9`, for each who are counted together."""
    lang = report.options.lang
    for ids, count in tally.items():
        if isinstance(ids, tuple):
            names = format_list([report.name(id) for id in ids], locale=lang.value)
            yield lang.of(_TOGETHER).format(names, _number(count, lang))


def _by_stage(tally: _Tally, lang: Language) -> Iterator[str]:
    """`9 done or in force`, for each stage that there are results of."""
    stages = Counter({"disputed": tally["disputed"]})
    for status, stage in STAGE_OF.items():
        stages[stage] += tally[status.value]
    return (_counted(forms, stages[stage], lang) for stage, forms in STAGES.items() if stages[stage])


def description(report: Report) -> str:
    """The answer in a few sentences, for who cannot see its figure."""
    return f"{sentence(report)} {report.summary()}" if report.entities else sentence(report)


def remarks(report: Report) -> list[Remark]:
    """What must be known beside the sentence, and that this is not all."""
    return [*beside(report), *_more(report)]


def beside(report: Report) -> list[Remark]:
    """What must be known beside the sentence: notes, what a reader added and has hidden, what defaults leave out."""
    return [*notes(report), *_view(report), *_left_out(report)]


def _view(report: Report) -> Iterator[Remark]:
    """What was added to what answers the question, and how much is hidden of both."""
    view, lang = report.subgraph.meta.get("view", {}), report.options.lang
    empty = view.get("empty", [])
    added = [entry for entry in view.get("add", []) if entry not in empty]
    for text, entries in ((_ADDED, added), (_NOTHING, empty), (_INCOMPLETE, view.get("incomplete"))):
        if entries:
            yield Remark(lang.of(text).format(_semicolon(lang).join(report.added(entry) for entry in entries)))
    hidden = [_noun(_SINGULAR[part], count, lang) for part, count in view.get("hidden", {}).items() if count]
    if hidden:
        yield Remark(lang.of(_HIDDEN).format(format_list(hidden, locale=lang.value)))


_SINGULAR = {"entities": "entity", "ties": "tie"}


def _left_out(report: Report) -> Iterator[Remark]:
    """What defaults leave out of the question, and of all that was to be added to it."""
    lang, meta = report.options.lang, report.subgraph.meta
    view = meta.get("view", {})
    if (counts := _defaults(meta.get("excluded", {}), lang)) and not _all_left_out(report):
        yield Remark(lang.of(_OF_QUESTION if view.get("add") else _BY_DEFAULT).format(counts))
    if excluded := view.get("excluded"):
        said = (f"{report.added(entry)}{_colon(lang)}{_defaults(counts, lang)}" for entry, counts in excluded.items())
        yield Remark(lang.of(_OF_ADDED).format(_semicolon(lang).join(said)))


def _all_left_out(report: Report) -> str:
    """That defaults leave out all that answers, and how much that is; empty where it is not so."""
    lang, meta = report.options.lang, report.subgraph.meta
    counts = _defaults(meta.get("excluded", {}), lang)
    if not counts or _tally(report)[0]["results"] or "after" in meta["parameters"]:
        return ""
    return lang.of(_ALL_BY_DEFAULT).format(counts)


def _defaults(excluded: Mapping[str, int], lang: Language) -> str:
    """How much defaults leave out, and how it is asked for: `4 of people (persons=include)`; empty for nothing."""
    return ", ".join(
        f"{_counted(_LEFT_OUT[what], count, lang)} ({_HOW.get(what, f'{what}=include')})"
        for what, count in excluded.items()
        if count and what in _LEFT_OUT
    )


def _more(report: Report) -> Iterator[Remark]:
    """That there is more, and where: at an address, or by the parameter of a command."""
    cursor, lang = report.subgraph.meta.get("next"), report.options.lang
    if not cursor:
        return
    tally, noun = _tally(report)
    held, total = tally["results"], report.subgraph.total
    shown = _noun(noun, held, lang)
    if total is not None:
        shown = lang.of(_OF).format(_number(held, lang), shown, _noun(noun, total, lang), _number(total, lang))
    text = lang.of(_MORE).format(shown)
    if report.url:
        yield Remark(text, _with_cursor(report.url, cursor, min(held, LARGEST_PAGE)))
    else:
        yield Remark(f"{text} after={cursor}")


def _with_cursor(url: str, cursor: str, held: int) -> str:
    """The address of what follows, in a page that holds as much where the address says no other number."""
    parts = urlsplit(url)
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name != "after"]
    if held > USUAL_PAGE and "limit" not in dict(asked):
        asked.append(("limit", str(held)))
    return parts._replace(query=urlencode([*asked, ("after", cursor)])).geturl()


def _tally(report: Report) -> tuple[_Tally, str]:
    """The results of an answer, by how far along they are, and what they are called."""
    found = _Tally()
    if rows := typed_rows(report):
        for row in rows:
            found.update(_of_row(report, row))
        return found, rows[0].noun
    for tie in report.subgraph.ties:
        found.update({"results": 1, "disputed" if tie.disputed else tie.status.value: 1})
        found["unverified"] += tie.reliability is Reliability.UNVERIFIED
    if found:
        return found, "tie"
    nouns = {"entity": report.entities, "technology": report.technologies, "document": report.documents}
    noun = next((noun for noun, records in nouns.items() if records), "result")
    return Counter({"results": len(nouns.get(noun, ()))}), noun


def _of_row(report: Report, row: Row) -> _Tally:
    """What a row adds; one that is about a disputed tie is never counted as done."""
    tally = row.tally()
    if is_disputed(ties_in(report, row)):
        tally = Counter({"disputed" if one in STAGE_OF else one: count for one, count in tally.items()})
    return tally


def _subject(report: Report, noun: str, results: int) -> str:
    """`22 cooperations`, or `12 partners in 22 cooperations` where the answer counts what the question is after."""
    lang, counts = report.options.lang, report.subgraph.meta["counts"]
    counted = _noun(noun, results, lang)
    for name, count in counts.items():
        if name not in PARTS:
            counted = lang.of(_IN).format(_noun(name, count, lang), counted)
    return counted


def _noun(noun: str, count: int, lang: Language) -> str:
    return f"{_number(count, lang)} {_form(_NOUNS[noun], count, lang)}"


def _counted(forms: InEachLanguage, count: int, lang: Language) -> str:
    return _form(forms, count, lang).format(_number(count, lang))


def _form(forms: InEachLanguage, count: int, lang: Language) -> str:
    """The form of a word that goes with a number (Unicode CLDR, plural rules)."""
    each = lang.of(forms).split("|")
    place = {"one": 0, "few": 1, "many": 2}.get(Locale(lang.value).plural_form(count), 1)
    return each[min(place, len(each) - 1)]


def _number(count: int, lang: Language) -> str:
    return format_decimal(count, locale=lang.value)


def forms(noun: str, lang: Language) -> dict[str, str]:
    """A noun that is counted, in the form of each plural category (Unicode CLDR)."""
    given = lang.of(_NOUNS[noun]).split("|")
    return dict(zip(("one", "few", "many") if len(given) > 2 else ("one", "other"), given, strict=True))
