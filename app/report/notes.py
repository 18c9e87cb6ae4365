"""What must be known to read an answer rightly, in the reader's language; `meta.note` is for programs, in English."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from babel.numbers import format_decimal

from app.queries import Paths, catalogue
from app.queries.records import FieldProfile, Profile
from app.report import Report
from app.report.tables import typed_rows
from app.report.wording import InEachLanguage

_ALL_DISPUTED: InEachLanguage = (
    "All that is said of it is disputed: for it {claimed}; against it {denied}.",
    "Alles, was darüber berichtet wird, ist umstritten: dafür {claimed}; dagegen {denied}.",
    "Tout ce qui en est dit est contesté : pour {claimed} ; contre {denied}.",
    "Всё, что об этом сообщается, оспаривается: за {claimed}; против {denied}.",
    "इसके बारे में कही गई हर बात विवादित है: पक्ष में {claimed}; विपक्ष में {denied}।",
)
_PART: InEachLanguage = (
    "{shown} of {all} ties stand here, those first of which something became known last; the others are at",
    "Hier stehen {shown} von {all} Verbindungen: die, über die zuletzt etwas bekannt wurde; die übrigen unter",
    "Figurent ici {shown} liens sur {all}, ceux dont on a su quelque chose en dernier ; les autres sont à",
    "Здесь связей: {shown} из {all} – те, о которых стало известно позже всего; остальные:",
    "यहाँ {all} में से {shown} संबंध हैं, वे जिनके बारे में सबसे बाद में पता चला; शेष यहाँ:",
)
_NO_PATH: InEachLanguage = (
    "No way of at most {most} ties passes the filters; `max_hops` can be up to 6.",
    "Kein Weg der Länge {most} oder kürzer erfüllt die Filter; `max_hops` kann bis zu 6 sein.",
    "Aucun chemin d’une longueur de {most} ou moins ne passe les filtres ; `max_hops` peut aller jusqu’à 6.",
    "Нет пути длиной не более {most}, который проходит фильтры; `max_hops` может быть до 6.",
    "{most} या उससे कम संबंधों का कोई मार्ग फ़िल्टर में नहीं आता; `max_hops` 6 तक हो सकता है।",
)
_LOADING: InEachLanguage = (
    "A load is under way, and this is a dataset on the way: {done} of {total} records are in.",
    "Es wird gerade geladen, und dies ist ein Datensatz auf dem Weg: {done} von {total} Einträgen sind da.",
    "Un chargement est en cours, et ce jeu de données est une étape : {done} fiches sur {total} y sont.",
    "Идёт загрузка, и это промежуточный набор данных: записей загружено {done} из {total}.",
    "डेटा लोड हो रहा है, और यह बीच का डेटासेट है: {total} में से {done} प्रविष्टियाँ आ चुकी हैं।",
)


class Remark(NamedTuple):
    """What must be known beside an answer; it can end with an address."""

    text: str
    url: str | None = None

    def __str__(self) -> str:
        return f"{self.text} {self.url}" if self.url else self.text


def notes(report: Report) -> Iterator[Remark]:
    """Of one entity that all of it is disputed; of one thing that it has more ties than stand here; that there is no
    path; and that a load is under way."""
    if report.subgraph.rows and not typed_rows(report):  # frozen by an earlier version, in another form
        yield from _as_frozen(report)
        return
    yield from _all_disputed(report)
    if report.subgraph.ties:
        yield from ties_elsewhere(report)
    yield from _no_path(report)
    yield from _loading(report)


def profile(report: Report) -> Profile | None:
    """An entity's ties in numbers."""
    return next((row for row in typed_rows(report) if isinstance(row, Profile)), None)


def field_profile(report: Report) -> FieldProfile | None:
    """A technology's ties in numbers, and the fields around it."""
    return next((row for row in typed_rows(report) if isinstance(row, FieldProfile)), None)


def counted(report: Report) -> int:
    """How many ties there are of an entity or in a technology, here or not."""
    found = profile(report) or field_profile(report)
    return found.all_ties if found else len(report.subgraph.ties)


def ties_elsewhere(report: Report) -> Iterator[Remark]:
    """How many ties of an entity or in a technology are here, if not all are, and where they are."""
    shown, there = len(report.subgraph.ties), counted(report)
    if shown < there:
        text, address = _filled(report, _PART, shown=shown, all=there), _address(report)
        yield Remark(text, address) if report.service else Remark(f"{text} {address}")


def _as_frozen(report: Report) -> Iterator[Remark]:
    if note := report.subgraph.meta.get("note"):
        yield Remark(f"{note[:1].upper()}{note[1:]}.")


def _all_disputed(report: Report) -> Iterator[Remark]:
    """That sources as good deny all that is said of an entity, with both sides in the same breath."""
    found = profile(report)
    counts = found.ties if found else ()
    if counts and all(count.disputed for count in counts):
        claimed = report.citing(document for count in counts for document in count.claimed_by)
        denied = report.citing(document for count in counts for document in count.denied_by)
        yield Remark(report.options.lang.of(_ALL_DISPUTED).format(claimed=claimed, denied=denied))


def _address(report: Report) -> str:
    """Where all ties of an entity or a technology are, as an address, or as the path where nobody is known to serve
    it."""
    asked = report.subgraph.meta["parameters"]
    of = "technology" if field_profile(report) else "entity"
    question = {of: asked["id"], "disputed": "include"} | {name: asked[name] for name in asked.keys() & {"as_of"}}
    return f"{report.service}/ties?{urlencode(question)}"


def _no_path(report: Report) -> Iterator[Remark]:
    meta = report.subgraph.meta
    if catalogue.get(meta["query"]) is Paths and not report.subgraph.rows:
        most = meta["parameters"].get("max_hops", Paths.model_fields["max_hops"].default)
        yield Remark(_filled(report, _NO_PATH, most=most))


def _loading(report: Report) -> Iterator[Remark]:
    if loading := report.subgraph.meta.get("loading"):
        yield Remark(_filled(report, _LOADING, done=loading["done"], total=loading["total"]))


def _filled(report: Report, texts: InEachLanguage, **counts: int) -> str:
    lang = report.options.lang
    numbers = {name: format_decimal(count, locale=lang.value) for name, count in counts.items()}
    return lang.of(texts).format(**numbers)
