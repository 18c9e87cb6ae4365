"""The dossier of an entity: what it is, its ties by relation, those that are disputed, its money, and its timeline."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import cast

from babel.lists import format_list

from app.domain.identifiers import REGISTRIES
from app.domain.records import Entity, Tie
from app.domain.vocabulary import Kind, Relation
from app.report import Report, in_brackets, sanitized
from app.report.amounts import with_money
from app.report.dossier.money import money
from app.report.dossier.ties import cells, disputed, heads
from app.report.dossier.timeline import timeline
from app.report.dossier.words import relates, say
from app.report.findings import remarks, sentence, sentence_in_full
from app.report.headings import heading
from app.report.notes import Remark, counted, profile, ties_elsewhere
from app.report.sections import Fact, Section, fact, grid, of_table
from app.report.tables import answer
from app.report.terms import country, word


def opening(report: Report, entity: Entity) -> str:
    """What it is and how much is known of it: `Indian Space Research Organisation (ISRO): Agency, India. 9 ties: …`."""
    return known(report, _what(report, entity), entity.description)


def known(report: Report, what: str, description: str | None) -> str:
    """How a dossier on what has ties opens: what it is, in a few words and in its own description, and how far along
    its ties are."""
    there, shown = counted(report), len(report.subgraph.ties)
    said = sentence_in_full(report) if shown == there else sentence(report)
    said = said if there else say("no_ties", report.options.lang)
    return " ".join(part for part in (f"{what}.", _ended(sanitized(description or "")), said) if part)


def remark(report: Report) -> list[Remark]:
    """What must be known beside it; also where its ties are, if an answer was frozen without any."""
    return [*remarks(report), *([] if report.subgraph.ties else ties_elsewhere(report))]


def sections(report: Report, entity: Entity) -> Iterator[Section]:
    """Facts; ties by relation, those in dispute apart; sums of money; and what happened when."""
    yield Section(facts=list(_facts(report, entity)))
    if not report.subgraph.ties:
        counts = answer(report, "people")  # of an answer that was frozen, which is without them
        if counts.lines:
            yield Section(grid=of_table(report, counts))
        return
    above = heads(report, "relation", "entity")
    held = grid(above, _by_relation(report, entity.id), partial(_line, report, entity.id))
    if held:
        yield Section(report.words.ties, grid=held, below_figure=True)
    yield from disputed(report, below_figure=not held)
    yield from money(report, entity.id)
    yield from timeline(report)


# What it is


def _what(report: Report, entity: Entity) -> str:
    """Its name and sort: `Indian Space Research Organisation (ISRO): Agency, India`."""
    lang = report.options.lang
    name = f"{entity.name} ({entity.short})" if entity.short else entity.name
    countries = [country(code, lang) for code in entity.country] if entity.kind is not Kind.COUNTRY else []
    sort = [report.words.kinds[entity.kind], *([word(entity.type, lang)] if entity.type else [])]
    listed = [format_list(countries, locale=lang.value)] if countries else []
    return sanitized(lang.labelled(name, ", ".join([*sort, *listed])))


def _ended(text: str) -> str:
    return text if not text or text[-1] in ".!?…" else f"{text}."


def _facts(report: Report, entity: Entity) -> Iterator[Fact]:
    """Its other names, what came before and after it, and where else it is known."""
    lang = report.options.lang
    yield from fact(heading("aliases", lang), entity.aliases)
    for name in ("succeeds", "succeeded_by"):
        yield from _lineage(report, entity.id, name)
    yield from fact(heading("website", lang), entity.website, entity.website)
    for field, code in entity.same_as.row().items():
        registry = REGISTRIES[field]
        yield from fact(registry.name, code, registry.prefix + code)
    yield from fact(heading("id", lang), entity.id)


def _lineage(report: Report, id: str, name: str) -> Iterator[Fact]:
    """What came before it or after it, and where that is, with how far along it is where a tie of its own says so."""
    above, base = heading(name, report.options.lang), report.service
    for other in cast("Sequence[str]", getattr(profile(report), name, ())):
        ends = (id, other) if name == "succeeds" else (other, id)
        direct = (tie for tie in report.subgraph.ties if (tie.subject, tie.object) == ends and _succeeds(tie))
        state = next((f" ({report.brief(tie)})" for tie in direct), "")
        linked = report.link("entities", other, report.name(other))
        yield from fact(above, f"{linked}{state}", f"{base}/entities/{other}" if base else None)


def _succeeds(tie: Tie) -> bool:
    return tie.relation is Relation.SUCCEEDS


# Its ties


def _by_relation(report: Report, id: str) -> list[Tie]:
    """The ties that are not disputed, by relation and direction; of these what is in force first."""

    def place(tie: Tie) -> tuple[int, bool, int, str]:
        name = report.name(_other(tie, id)).casefold()
        return _ORDER[tie.relation], tie.subject != id, -tie.status.strength, name

    return sorted((tie for tie in report.subgraph.ties if not tie.disputed), key=place)


_ORDER = {relation: place for place, relation in enumerate(Relation)}


def _other(tie: Tie, id: str) -> str:
    """The end of a tie that is not the entity."""
    return tie.object if tie.subject == id else tie.subject


def _line(report: Report, id: str, tie: Tie) -> list[str]:
    """A tie of it: what relates it to whom or what, with the money."""
    other = with_money(report, tie, f"{report.name(_other(tie, id))}{in_brackets(tie)}")
    return [relates(tie.relation, tie.subject == id, report.options.lang), other, *cells(report, tie)]
