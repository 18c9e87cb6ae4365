"""Plain questions, read by rules: `all partners in quantum` is the question `partners` of the technology quantum.

A rule is what a reader writes, with places for names. It knows no name: whether a place holds an entity or a
technology, the graph tells, so a text can be read in several ways, the likeliest first. Each word of a text has to be
part of what is read: what would be left over might change the meaning, and an answer to another question helps nobody.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import Annotated, Any, NamedTuple

from babel import Locale
from pydantic import BaseModel, ConfigDict, Field

from app.domain.codes import country_code
from app.domain.dates import first_day, today
from app.domain.vocabulary import Kind, Reliability, Status
from app.errors import InvalidParameter
from app.queries import catalogue
from app.queries.base import Query
from app.validation import Rule

EXAMPLES = (
    "all partners in quantum",
    "how is NASA connected to Roscosmos",
    "India with Russia against India with the US in space",
    "what changed for NASA since June 2024",
    "who funds NISAR",
    "planned ties of India in space",
    "what is disputed",
)
"""Questions that are understood, one of each sort."""

DESCRIPTION = (
    "A question in plain English, read by rules and by the names that are in the graph. What is not understood is an "
    "error that offers the nearest questions."
)


class PlainQuestion(BaseModel):
    """What is asked in plain English."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    q: Annotated[
        str, Field(min_length=1, max_length=200, description="A question in plain English.", examples=[EXAMPLES[0]])
    ]


_KINDS = {
    "countries": Kind.COUNTRY, "agencies": Kind.AGENCY, "companies": Kind.COMPANY, "institutions": Kind.INSTITUTION,
    "institutes": Kind.INSTITUTION, "universities": Kind.INSTITUTION, "initiatives": Kind.INITIATIVE,
    "programmes": Kind.INITIATIVE, "programs": Kind.INITIATIVE, "missions": Kind.INITIATIVE, "blocs": Kind.BLOC,
    "events": Kind.EVENT, "summits": Kind.EVENT, "people": Kind.PERSON, "persons": Kind.PERSON,
}  # fmt: skip

_ADJECTIVES: Mapping[str, Mapping[str, Any]] = {
    **{status.value: {"status": [status]} for status in Status},
    **{one.value: {"reliability": [one]} for one in Reliability},
    "promised": {"status": [Status.PLANNED, Status.ANNOUNCED]},
    "current": {"status": [Status.ACTIVE]},
    "disputed": {"disputed": "only"},
    "overdue": {"overdue": True},
}
"""What narrows a question as a word before its noun: `planned ties`."""

_SOME = "2024"
"""Any day, to see whether nothing else is missing."""

LONGEST_CODE = 3
"""Most letters of a country's code."""


@dataclass(frozen=True)
class _Rule:
    """A way to ask: `query` is the question, and `text` what is written, where `{source}` is a name for its parameter.

    `{in}` are up to two of `in quantum`, `from India`; `{which}` words like `planned`; `{about}` an entity or a
    technology; `{a}` to `{d}` the members of pairs.
    """

    query: str
    text: str


_WORK = "(?:works?|working|cooperates?|cooperating|collaborates?|collaborating|partners?|partnering)"
_TOGETHER = "(?: together| with whom| with (?:each other|one another))?"
_TIED = "(?:connected|linked|related|tied)"
_TIES = "(?:ties|relations|links|connections|relationships|projects|deals|agreements)"
_LATEST = "(?:latest|newest|most recent|recent)"
_IN_DOUBT = "(?:disputed|contested|in doubt|contradicted)"
_FUNDS = "(?:funds?|finances?|pays?(?: for)?|invests?(?: in)?)"
_FUNDING = "(?:funding|money|investments?|grants|financing)"
_COOPERATION = "(?:partners|partnerships?|cooperation|collaboration)"
_DISPUTES = "(?:disputes|conflicts|disagreements|contradictions)(?: of sources)?"
_AGAINST = "(?:against|versus|vs|compared (?:to|with))"
_FOR = "(?:for|about|with|of|to|on|around)"
_ALL = "(?:all |which )?(?:the )?"

_RULES = (
    _Rule("compare", f"(?:compare )?{{a}} (?:with|and) {{b}} {_AGAINST} {{c}} (?:with|and) {{d}}{{in}}"),
    _Rule("compare", "compare {a} (?:with|and|to) {b}{in}"),
    _Rule("compare", "(?:what|how) do {a} and {b} (?:do|have in common|cooperate|work)(?: on)?(?: together)?{in}"),
    _Rule("compare", f"(?:{_COOPERATION}|{_TIES}) between {{a}} (?:and|with) {{b}}{{in}}"),
    _Rule("paths", f"how (?:is|are|was|were) {{source}} (?:and )?{_TIED} (?:to|with) {{target}}"),
    _Rule("paths", f"how (?:are|were) {{source}} and {{target}} {_TIED}"),
    _Rule("paths", "(?:what|who) (?:connects|links|joins|relates) {source} (?:and|to|with) {target}"),
    _Rule("paths", f"{_ALL}(?:shortest )?(?:paths?|ways?|routes?) (?:between|from) {{source}} (?:and|to) {{target}}"),
    _Rule("changes", "(?:what|who|which ties)(?: has| have| is)? (?:changed|new|become known){in}"),
    _Rule("changes", f"{_ALL}{{which}}(?:changes|developments|news){{in}}"),
    _Rule("changes", f"(?:what|which ties)(?: has| have| is)? (?:changed|new|become known) {_FOR} {{about}}{{in}}"),
    _Rule("changes", f"{_ALL}{{which}}(?:changes|developments|news) {_FOR} {{about}}{{in}}"),
    _Rule("changes", "how (?:has|have|did) {about} changed?{in}"),
    _Rule("latest", f"(?:what is )?(?:the )?{_LATEST}(?: {{which}}(?:ties|news|reports|developments))?{{in}}"),
    _Rule("latest", "(?:news|what is new){in}"),
    _Rule("funding", f"who {_FUNDS}(?: whom| what)?{{in}}"),
    _Rule("funding", f"who {_FUNDS} {{recipient}}"),
    _Rule("funding", f"(?:what|whom|who) does {{funder}} {_FUNDS}{{in}}"),
    _Rule("funding", "how much(?: money)? does {funder} (?:give|pay|spend|invest|put up|grant){in}"),
    _Rule("funding", "how much(?: money)? does {recipient} (?:get|receive){in}"),
    _Rule("funding", f"{_ALL}{{which}}{_FUNDING} (?:of|by|from) {{funder}}{{in}}"),
    _Rule("funding", f"{_ALL}{{which}}{_FUNDING} (?:for|to) {{recipient}}{{in}}"),
    _Rule("funding", f"{_ALL}{{which}}{_FUNDING}{{in}}"),
    _Rule("disputes", f"what(?: is)? {_IN_DOUBT}{{in}}"),
    _Rule("disputes", f"what(?: is)? {_IN_DOUBT} (?:about|of|on) {{about}}"),
    _Rule("disputes", "(?:where|on what) do (?:sources|documents) (?:disagree|differ)"),
    _Rule("disputes", "(?:where|on what) do (?:sources|documents) (?:disagree|differ) (?:about|on) {about}"),
    _Rule("disputes", f"{_ALL}{_DISPUTES} (?:about|of|on|over) {{about}}"),
    _Rule("disputes", f"{_ALL}{_DISPUTES}{{in}}"),
    _Rule("claims", "what (?:is|was) (?:said|claimed|reported) (?:about|of|on) {about}"),
    _Rule("claims", "what do (?:sources|documents) (?:say|claim|report) (?:about|of|on) {about}"),
    _Rule("claims", f"{_ALL}(?:claims|statements|evidence|sources) (?:about|of|on|for) {{about}}"),
    _Rule("claims", f"{_ALL}(?:claims|statements|evidence){{in}}"),
    _Rule("documents", f"{_ALL}(?:sources|documents)"),
    _Rule("technologies", f"{_ALL}(?:technologies|fields|topics)"),
    _Rule("timeline", "(?:the )?(?:timeline|history|chronology) (?:of|for) {about}{in}"),
    _Rule("timeline", "(?:the )?(?:timeline|history|chronology){in}"),
    _Rule("timeline", "what happened(?: when)?(?: (?:to|with) {entity})?{in}"),
    _Rule("partners", f"{_ALL}{{which}}{_COOPERATION}{{in}}"),
    _Rule("partners", f"who(?: is| are)? {_WORK}{_TOGETHER}{{in}}"),
    _Rule("neighbours", f"{_ALL}{{which}}{_COOPERATION} (?:of|with|for|in) {{id}}{{in}}"),
    _Rule("partners", f"{_ALL}{{technology}} {{which}}{_COOPERATION}{{in}}"),
    _Rule("neighbours", f"{_ALL}{{id}}(?:'s?)? {{which}}{_COOPERATION}{{in}}"),
    _Rule("neighbours", f"who(?: is| are)? {_WORK} with {{id}}{{in}}"),
    _Rule("neighbours", f"(?:whom|who) (?:does|do) {{id}} {_WORK} with{{in}}"),
    _Rule("neighbours", f"who is {_TIED} to {{id}}{{in}}"),
    _Rule("ties", f"{_ALL}{{which}}{_TIES} (?:of|with) {{about}}{{in}}"),
    _Rule("ties", f"{_ALL}{{which}}{_TIES}{{in}}"),
    _Rule("ties", f"{_ALL}{{about}}(?:'s?)? {{which}}{_TIES}{{in}}"),
    _Rule("ties", "what (?:does|do|is|are) {entity} (?:do|doing|work on|working on|involved in){in}"),
    _Rule("entities", f"{_ALL}{{kind}}{{in}}"),
    _Rule("entity", "(?:who|what) (?:is|are) {id}"),
    _Rule("partners", "what is {technology}"),
    _Rule("entity", "(?:about|profile of|dossier of) {id}"),
)  # fmt: skip
"""The first that fits is the likeliest."""

_NAMES = (_Rule("entity", "{id}"), _Rule("partners", "{technology}"), _Rule("compare", "{a} (?:and|with) {b}{in}"))
"""What names alone ask for."""

_LEADS = re.compile(
    r"^(?:(?:can|could) you )?(?:i want to (?:see|know) )?"
    r"(?:(?:show|list|give|tell|find|display|get)(?: me| us)? |search(?: for)? )?"
    r"(?:(?:which|what|who) are (?=all |the ))?"
)
"""How a question may begin without asking anything yet."""


class Reading(NamedTuple):
    """A question that a text may be, with names in place of ids; `names_only` where the text has no other words."""

    query: Query
    names_only: bool


def readings(text: str) -> Iterator[Reading]:
    """The questions that a text may be, the likeliest first; none where no rule fits.

    Raises InvalidParameter where a rule fits, and nothing says since when.
    """
    asked, times = _without_times(_plain(text))
    by_rule = list(_read_by(_RULES, asked, times))
    if not by_rule and "since" not in times and any(True for _ in _read_by(_RULES, asked, {**times, "since": _SOME})):
        raise not_understood("says no day; ask as in: what changed since June 2024", ["what changed since June 2024"])
    yield from (Reading(query, names_only=False) for query in by_rule)
    if not by_rule:
        yield from (Reading(query, names_only=True) for query in _read_by(_NAMES, asked, times))


def not_understood(detail: str, suggestions: Sequence[str]) -> InvalidParameter:
    """That a text is no question that is understood, with questions that can be asked."""
    rule: Rule = "understood"
    error = {"parameter": "q", "detail": detail, "rule": rule}
    return InvalidParameter(f"q: {detail}", errors=[error], suggestions=suggestions)


def _read_by(rules: Sequence[_Rule], text: str, times: Mapping[str, str]) -> Iterator[Query]:
    """The questions that a text without times may be by some rules."""
    for rule in rules:
        for found in _matches(rule, text):
            yield from _queries(rule, found, times)


def _plain(text: str) -> str:
    """In lower case, with single spaces, and without what is mere politeness."""
    plain = re.sub(
        r"\s+", " ", re.sub(r"[?!\"“”„«»]+|[.,;:]+(?=\s|$)|\bplease\b", " ", text.lower().replace("’", "'"))
    ).strip()
    return _LEADS.sub("", plain)


# Names


def _matches(rule: _Rule, text: str) -> Iterator[Mapping[str, str]]:
    """What stands in the places of a rule, with each name as short as can be, and then as long as can be: of `dst and
    ministry of science and technology` either `and` may stand between two names."""
    seen = list[Mapping[str, str]]()
    for pattern in _patterns(rule.text):
        if match := pattern.fullmatch(text):
            found = {name: value for name, value in match.groupdict().items() if value}
            if found not in seen:
                seen.append(found)
                yield found


@cache
def _patterns(text: str) -> Sequence[re.Pattern[str]]:
    adjective = f"(?:{'|'.join(sorted(_ADJECTIVES))})"
    text = text.replace("{in}", "(?: (?:in|on|from|within) {in_one})?(?: (?:in|on|from|within) {in_two})?")
    text = text.replace("{which}", f"(?P<which>(?:{adjective},?(?: and| or)? )*)")
    text = text.replace("{kind}", f"(?P<kind>{'|'.join(_KINDS)})")
    lazy = re.sub(r"{(\w+)}", r"(?:the )?(?P<\1>.+?)", text)
    return re.compile(lazy), re.compile(lazy.replace(".+?", ".+"))


def _queries(rule: _Rule, found: Mapping[str, str], times: Mapping[str, str]) -> Iterator[Query]:
    """What is asked by a rule, in each way that the names in it can be meant."""
    query = catalogue[rule.query]
    names = {name: value for name, value in found.items() if name in query.model_fields and name != "kind"}
    given: dict[str, Any] = {**names, **_pairs(found), **_narrowed(found), **_when(query, times)}
    for about, places in product(_about(found), _places(found)):
        values = {**given, **about, **places}
        if len(values) == len(given) + len(about) + len(places):  # else one of two would be lost
            yield from _read(query, values)


def _read(query: type[Query], values: Mapping[str, Any]) -> Iterator[Query]:
    """The query with these parameters, if it is one."""
    try:
        yield query.read(values)
    except InvalidParameter:
        return


def _pairs(found: Mapping[str, str]) -> Mapping[str, list[str]]:
    pairs = [f"{found[one]},{found[other]}" for one, other in ("ab", "cd") if one in found]
    return {"pair": pairs} if pairs else {}


def _about(found: Mapping[str, str]) -> Sequence[Mapping[str, str]]:
    """What a question is about: an entity, or a technology."""
    return [{name: found["about"]} for name in ("entity", "technology")] if "about" in found else [{}]


def _places(found: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    """What stands after `in`: countries and technologies, of which a question can be narrowed to one each."""
    texts = [found[name] for name in ("in_one", "in_two") if name in found]
    for places in product(*map(_place, texts)):
        if len({name for place in places for name in place}) == len(places):
            yield {name: value for place in places for name, value in place.items()}


def _place(text: str) -> Sequence[Mapping[str, Any]]:
    """A country, or else a technology; of few letters the technology first: AI is Anguilla's code too."""
    field = {"technology": text}
    try:
        country = {"country": [country_code(text)]}
    except ValueError:
        return [field]
    return [field, country] if len(text) <= LONGEST_CODE else [country, field]


def _narrowed(found: Mapping[str, str]) -> Mapping[str, Any]:
    """What the words before a noun say, and what kind of entity the noun is."""
    given = dict[str, Any]()
    for word in re.findall(r"\w+", found.get("which", "")):
        for name, value in _ADJECTIVES.get(word, {}).items():
            given[name] = [*given.get(name, []), *value] if isinstance(value, list) else value
    return given | ({"kind": [_KINDS[found["kind"]]]} if "kind" in found else {})


# Times


def _when(query: type[Query], times: Mapping[str, str]) -> Mapping[str, str]:
    """Times as a question's parameters: `since` is the beginning of what is asked for where it is no day of news."""
    if "since" in times and "since" not in query.model_fields:
        return {**{name: value for name, value in times.items() if name != "since"}, "from": times["since"]}
    return times


def _without_times(text: str) -> tuple[str, Mapping[str, str]]:
    """A text without the times in it, and these by the parameters that they are."""
    times = dict[str, str]()

    def take(names: Sequence[str], match: re.Match[str]) -> str:
        times.update(zip(names, map(_edtf, match.groups()), strict=True))
        return ""

    for names, pattern in _time_patterns():
        text = pattern.sub(lambda match, names=names: take(names, match), text)
    if "before" in times:
        day = date.fromisoformat(first_day(times.pop("before"))) - timedelta(days=1)
        times["to"] = day.isoformat()
    if "during" in times:
        times["from"] = times["to"] = times.pop("during")
    return text.strip(), times


@cache
def _time_patterns() -> Sequence[tuple[Sequence[str], re.Pattern[str]]]:
    month, day = "|".join(map(re.escape, _months())), r"[0-3]?\d(?:st|nd|rd|th)?"
    year = r"\d{4}"
    one = (
        rf"({year}-\d\d(?:-\d\d)?|(?:the )?{day} (?:of )?(?:{month})\.? {year}|(?:{month})\.? {day},? {year}|"
        rf"(?:{month})\.? {year}|{year}|(?:the )?(?:last|this) (?:year|month|week)|yesterday|today)"
    )
    return [
        (names, re.compile(rf"(?:^| ){text.format(one)}(?= |$)"))
        for names, text in (
            (("as_of",), "as (?:known )?(?:of|in|on|at) {0}"),
            (("from", "to"), "(?:from|between) {0} (?:to|until|till|and) {0}"),
            (("since",), "(?:since|after|from) {0}"),
            (("to",), "(?:until|till|up to|by) {0}"),
            (("before",), "before {0}"),
            (("during",), "(?:in|during|of) {0}"),
        )
    ]


@cache
def _months() -> Mapping[str, int]:
    """The months by their English names, whole and short, the longer first."""
    english = Locale("en").months["format"]
    names = {name.lower(): number for width in ("wide", "abbreviated") for number, name in english[width].items()}
    return dict(sorted(names.items(), key=lambda pair: -len(pair[0])))


def _edtf(text: str) -> str:
    """A date in words as EDTF, no more exact than it is: `June 2024` is 2024-06."""
    text = text.removeprefix("the ")
    now = date.fromisoformat(today())
    relative = {
        "today": now.isoformat(), "yesterday": (now - timedelta(days=1)).isoformat(),
        "this year": f"{now:%Y}", "last year": str(now.year - 1),
        "this month": f"{now:%Y-%m}", "last month": f"{now.replace(day=1) - timedelta(days=1):%Y-%m}",
        "this week": (now - timedelta(days=now.weekday())).isoformat(),
        "last week": (now - timedelta(days=now.weekday() + 7)).isoformat(),
    }  # fmt: skip
    if text in relative:
        return relative[text]
    named = next((number for name, number in _months().items() if re.search(rf"\b{re.escape(name)}\b", text)), None)
    if named is None:
        return text
    year = re.search(r"\d{4}", text)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", text)
    return f"{year[0] if year else ''}-{named:02}" + (f"-{int(day[1]):02}" if day else "")
