"""The dossier of a technology: the fields around it, and the ties in it, narrower fields included."""

from collections.abc import Iterator, Sequence
from functools import partial

from app.domain.identifiers import SCHEME_NAMES
from app.domain.records import Technology, Tie
from app.report import Report, sanitized
from app.report.dossier.entity import known
from app.report.dossier.ties import disputed, heads, line
from app.report.headings import heading
from app.report.notes import field_profile
from app.report.sections import Fact, Section, fact, grid


def opening(report: Report, technology: Technology) -> str:
    """What it is and how much is known of it: `Quantum technology: Technology. 46 ties: …`."""
    lang = report.options.lang
    named = sanitized(lang.labelled(technology.name, heading("technology", lang)))
    return known(report, named, technology.description)


def sections(report: Report, technology: Technology) -> Iterator[Section]:
    """Facts, and the ties, those in dispute apart."""
    yield Section(facts=list(_facts(report, technology)))
    held = grid(heads(report, "tie"), _in_order(report), partial(line, report))
    if held:
        yield Section(report.words.ties, grid=held, below_figure=True)
    yield from disputed(report, below_figure=not held)


def _facts(report: Report, technology: Technology) -> Iterator[Fact]:
    """Its other names, the fields around it, and where else it is known."""
    lang, profile = report.options.lang, field_profile(report)
    yield from fact(heading("aliases", lang), technology.aliases)
    for name in ("broader", "narrower", "related"):
        around: Sequence[str] = getattr(profile, name, ())
        yield from fact(heading(name, lang), [report.link("technologies", id, report.name(id)) for id in around])
    for match in technology.matches:
        yield from fact(heading("matches", lang), f"{match.id} ({SCHEME_NAMES[match.scheme]})", match.address)
    yield from fact(heading("id", lang), technology.id)


def _in_order(report: Report) -> list[Tie]:
    """The ties that are not disputed: what is in force first, and of these what was reported last."""
    held = [tie for tie in report.subgraph.ties if not tie.disputed]
    held.sort(key=lambda tie: tie.reported, reverse=True)
    return sorted(held, key=lambda tie: -tie.status.strength)
