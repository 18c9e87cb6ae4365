"""What changed in a dataset as a page to read, in one file that needs nothing else: for a second person to approve."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from string import Template

from app.dataset.review.comparison import Change, Comparison, ReviewedClaim, ReviewedRecord, ReviewedTie
from app.dataset.review.fields import Field
from app.dataset.review.summary import counts, disagreements
from app.dataset.review.verify import Finding, Verdict
from app.domain.records import Document, Entity, Technology
from app.formats.html import shown, source
from app.report.csp import allowed

PRIVATE = (
    "Sentences of sources stand in this page, so that claims can be compared with them. They are their authors' words: "
    "this page is not for publication, and no file of the dataset has them."
)

Named = ReviewedRecord[Entity] | ReviewedRecord[Technology]


def page(comparison: Comparison, since: str) -> bytes:
    """What changed since something."""
    told = counts(comparison)
    style = source("embed.css") + source("review.css")
    texts = [
        "" if told else "<p>Nothing changed.</p>",
        _pairs(told, "facts"),
        f'<p class="private">{PRIVATE}</p>' if _has_sentences(comparison) else "",
        _section("Look at first", _first(comparison)),
        _section("Documents", map(partial(_document, {tie.id for tie in comparison.ties}), comparison.documents)),
        _section("Ties", map(_tie, comparison.ties)),
        _section("Entities", map(_named, comparison.entities)),
        _section("Technologies", map(_named, comparison.technologies)),
        _section("Warnings", _warnings(comparison)),
    ]
    whole = Template(source("review.html")).substitute(
        policy=allowed("style-src", style), style=style, title=shown(f"What changed since {since}"),
        texts="\n".join(filter(None, texts)),
        footer=f"Written by <code>entente review</code> on {date.today().isoformat()}.",
    )  # fmt: skip
    return whole.encode()


def _has_sentences(comparison: Comparison) -> bool:
    return any(claim.finding and claim.finding.sentence for claim in comparison.claims)


def _section(title: str, parts: Iterable[str]) -> str:
    """A part of the page under its heading; nothing where nothing is in it."""
    body = "\n".join(parts)
    return f"<h2>{title}</h2>\n{body}" if body else ""


# What to look at first


def _first(comparison: Comparison) -> Iterator[str]:
    texts = {tie.id: tie.text for tie in comparison.ties}
    items = [
        *(f'<a href="#tie-{id}">{shown(texts[id])}</a> {shown(text)}' for id, text in disagreements(comparison)),
        *(_link_to_likely(one) for one in comparison.likely),
        *(_link_to_lost(one) for one in comparison.lost),
    ]
    if items:
        yield f'<ul class="first">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def _link_to_likely(one: Named) -> str:
    best = one.likely[0]
    return f'<a href="#{_place(one)}">{shown(one.record.name)}</a> may be the same as {shown(best.name)}'


def _link_to_lost(one: ReviewedClaim) -> str:
    says = f'<a href="#{_anchor(one)}">{shown(one.claim.says)}</a>'
    return f"{says} The source has no such sentence as this rests on."


# Documents and their claims


def _document(told: Collection[str], one: ReviewedRecord[Document]) -> str:
    """A document with its claims; of the ties that are told of below, each leads there."""
    document = one.record
    named = shown(document.title)
    title = f'<a href="{shown(document.url)}" rel="noopener">{named}</a>' if document.url else named
    fields = [field for field in one.fields if one.change is Change.CHANGED or field.name not in ("title", "url")]
    claims = "\n".join(map(partial(_claim, told), one.claims))
    listed = f'<ol class="claims">\n{claims}\n</ol>' if claims else ""
    return _record(one, title, f"{_fields(fields, one.change)}{listed}")


def _record(one: ReviewedRecord[Document] | Named, title: str, body: str) -> str:
    place = f" {shown(one.place)}" if one.place else ""
    return (
        f'<section class="record" id="{_place(one)}"><h3>{_mark(one.change)} {title}</h3>\n'
        f"<p><code>{one.record.id}{place}</code></p>{body}</section>"
    )


def _place(one: ReviewedRecord[Document] | Named) -> str:
    """The name of the place where a record stands: an entity and a technology can have the same id."""
    return f"{type(one.record).__name__.lower()}-{one.record.id}"


def _mark(change: Change, what: str = "") -> str:
    return f'<span class="mark {change}">{change}{what}</span>'


def _anchor(one: ReviewedClaim) -> str:
    return f"claim-{one.claim.id}"


def _claim(told: Collection[str], one: ReviewedClaim) -> str:
    """A claim with the ties that it is on, and beside it the sentence that it rests on."""
    ties = "".join(f"<li>{shown(tie.text)} {_standing(tie)}{_tie_id(tie.id, tie.id in told)}</li>" for tie in one.ties)
    changed = one.change is Change.CHANGED
    fields = [field for field in one.fields if changed or field.name not in ("says", "where")]
    says = "" if changed and any(field.name == "says" for field in fields) else f"<p>{shown(one.claim.says)}</p>"
    return (
        f'<li id="{_anchor(one)}"><div><p>{_mark(one.change, " claim")}</p><ul class="ties">{ties}</ul>{says}'
        f"{_fields(fields, one.change)}</div>{_passage(one)}</li>"
    )


def _standing(tie: ReviewedTie) -> str:
    """Whether a claim makes its tie, or leaves none; nothing where the tie is there before and after."""
    return "" if tie.change is Change.CHANGED else f"{_mark(tie.change, ' tie')} "


def _tie_id(id: str, is_told: bool) -> str:
    return f'<a href="#tie-{id}"><code>{id}</code></a>' if is_told else f"<code>{id}</code>"


def _passage(one: ReviewedClaim) -> str:
    finding = one.finding
    styles = {Verdict.MOVED: " moved", Verdict.GONE: " lost"}
    style = styles.get(finding.verdict, "") if finding else ""
    quoted = f"<blockquote>{shown(finding.sentence)}</blockquote>" if finding and finding.sentence else ""
    told = f"{shown(one.claim.where)}: {_verdict(finding)}"
    return f'<div class="passage{style}">{quoted}<p class="muted">{told}</p></div>'


def _verdict(finding: Finding | None) -> str:
    if finding is None:
        return "no source at hand"
    lines = f"line {', '.join(map(str, finding.lines))}"
    return {
        Verdict.STANDS: "stands",
        Verdict.MOVED: f"moved; now {lines}",
        Verdict.GONE: "gone; the source has no such sentence",
        Verdict.UNCHECKED: "the claim has no fingerprint to find its sentence by",
    }[finding.verdict]


# Other records


def _named(one: Named) -> str:
    record, changed = one.record, one.change is Change.CHANGED
    fields = [field for field in one.fields if changed or field.name != "name"]
    return _record(one, shown(record.name), f"{_fields(fields, one.change)}{_likely(one)}")


def _likely(one: Named) -> str:
    if not one.likely:
        return ""
    items = "".join(
        f"<li>{shown(other.name)} <code>{other.id}</code>, {other.score:g} of 100: {shown(other.why)}</li>"
        for other in one.likely
    )
    return f"<p>It may be the same as one that is there:</p><ul class='likely'>{items}</ul>"


def _tie(one: ReviewedTie) -> str:
    doubts = "".join(f"<p><span class='disputes'>It {shown(text)}.</span></p>" for text in one.disagreements)
    return (
        f'<section class="record" id="tie-{one.id}"><h3>{_mark(one.change)} {shown(one.text)}</h3>'
        f"<p><code>{one.id}</code></p>{doubts}{_fields(one.fields, one.change)}</section>"
    )


def _warnings(comparison: Comparison) -> Iterator[str]:
    rules = dict.fromkeys(one.rule for one in comparison.warnings)
    for rule in rules:
        items = "".join(f"<li>{shown(str(one))}</li>" for one in comparison.warnings if one.rule is rule)
        yield f"<h3>{shown(rule.capitalize())}</h3><ul>{items}</ul>"


# Fields


def _fields(fields: Sequence[Field], change: Change) -> str:
    """The fields of a record that is new or gone, or of one that changed, before and after."""
    if not fields:
        return ""
    if change is not Change.CHANGED:
        return _pairs({one.name: one.after or one.before for one in fields}, "given")
    rows = "".join(
        f'<tr><th scope="row">{shown(one.name)}</th><td>{shown(one.before) or "–"}</td>'
        f"<td>{shown(one.after) or '–'}</td></tr>"
        for one in fields
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Field", "Before", "After"))
    return f'<table class="fields"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _pairs(values: dict[str, str], style: str) -> str:
    """Names with what they stand for."""
    items = "".join(f"<div><dt>{shown(name)}</dt> <dd>{shown(value)}</dd></div>" for name, value in values.items())
    return f'<dl class="{style}">{items}</dl>' if items else ""
