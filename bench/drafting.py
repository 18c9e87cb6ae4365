"""How much of a document's claims a draft of its article has: against documents that people have written.

    python -m bench.drafting DOCUMENT=ARTICLE … [--data FOLDER …] [--show]

DOCUMENT is the id of a document whose claims have fingerprints, ARTICLE the text that it was written from. The seed's
two long ones are 2024-06-17-icet-second-meeting and 2025-12-05-india-russia-summit-blog; articles are not ours to keep.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.dataset.checking import Dataset, read_dataset
from app.domain.records import Amount, Claim, Tie
from app.importing.draft.article import read_article
from app.importing.draft.claims import DraftClaim
from app.importing.draft.drafting import Draft, drafted

SEED = Path(__file__).parent.parent / "seed"
Pair = frozenset[str]


@dataclass
class Gold:
    """What people wrote of each sentence of a document, by its fingerprint."""

    claims: dict[str, list[tuple[Tie, Claim]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, dataset: Dataset, document: str) -> "Gold":
        """The claims of a document."""
        gold = cls()
        for tie in dataset.ties.values():
            for claim in tie.claims:
                if claim.document == document and claim.passage:
                    gold.claims[claim.passage].append((tie, claim))
        return gold

    def entities(self) -> set[str]:
        """All that it ties."""
        return {end for said in self.claims.values() for tie, _ in said for end in (tie.subject, tie.object)}


def main() -> None:
    """Prints a table for each document, all entities known, and only those that other documents tell of."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="+", metavar="DOCUMENT=ARTICLE")
    parser.add_argument("--data", nargs="*", type=Path, default=[])
    parser.add_argument("--show", action="store_true", help="name the sentences that were missed and wrongly taken")
    given = parser.parse_args()
    dataset = read_dataset([SEED, *given.data])
    for pair in given.pairs:
        document, _, article = pair.partition("=")
        report(dataset, document, article, given.show)


def report(dataset: Dataset, document: str, article: str, show: bool) -> None:
    """Prints how well an article is drafted."""
    gold = Gold.of(dataset, document)
    published = dataset.documents[document].published
    elsewhere = {
        end
        for tie in dataset.ties.values()
        if any(claim.document != document for claim in tie.claims)
        for end in (tie.subject, tie.object)
    }
    print(f"\n{document}: {sum(map(len, gold.claims.values()))} claims of {len(gold.claims)} sentences")
    for title, known in (("all known", set(dataset.entities)), ("others' known", elsewhere)):
        entities = [one for one in dataset.entities.values() if one.id in known]
        draft = drafted(read_article(article), entities, dataset.technologies.values(), published)
        for line in _figures(gold, draft, known):
            print(f"  {title:14} {line}")
        if show and title == "all known":
            _show(gold, draft)
    new = gold.entities() - elsewhere
    names = ", ".join(one.entity.name for one in draft.proposals)
    print(f"  {len(draft.proposals)} names proposed for {len(new)} new entities: {names}")


def _figures(gold: Gold, draft: Draft, known: set[str]) -> Iterable[str]:
    by_passage = {claim.passage: claim for claim in draft.claims}
    right = set(by_passage) & set(gold.claims)
    yield f"sentences {_scores(len(right), len(by_passage), len(gold.claims))}"
    status = [by_passage[one].status in {said.status for _, said in gold.claims[one]} for one in right]
    yield f"status right {sum(status)}/{len(status)} ({100 * sum(status) // max(1, len(status))} %)"
    ours = {(claim.passage, pair) for claim in draft.claims for pair in _pairs(claim)}
    theirs = {(one, frozenset((tie.subject, tie.object))) for one, said in gold.claims.items() for tie, _ in said}
    theirs = {(one, pair) for one, pair in theirs if pair <= known}
    yield f"sentence and pair {_scores(len(ours & theirs), len(ours), len(theirs))}"
    yield f"a right pair is best {_hit(gold, by_passage, False)}, or an alternative {_hit(gold, by_passage, True)}"
    exact = {(claim.passage, *tie) for claim in draft.claims for tie in claim.ties}
    wanted = {(one, tie.subject, tie.relation, tie.object) for one, said in gold.claims.items() for tie, _ in said}
    yield f"sentence and tie {_scores(len(exact & wanted), len(exact), len(wanted))}"
    yield f"amounts {_amounts(gold, by_passage)}"
    fields = {(claim.passage, one) for claim in draft.claims for one in claim.technologies}
    meant = {(one, field) for one, said in gold.claims.items() for _, claim in said for field in claim.technologies}
    yield f"technologies {_scores(len(fields & meant), len(fields), len(meant))}"
    yield f"starts {_starts(gold, by_passage)}"


def _pairs(claim: DraftClaim) -> set[Pair]:
    return {frozenset((tie.subject, tie.object)) for tie in claim.ties}


def _hit(gold: Gold, ours: dict[str, DraftClaim], alternatives: bool) -> str:
    right = asked = 0
    for passage, claim in ours.items():
        if said := gold.claims.get(passage):
            pairs = {
                frozenset((tie.subject, tie.object)) for tie in (*claim.ties, *(claim.others if alternatives else ()))
            }
            asked += 1
            right += bool(pairs & {frozenset((tie.subject, tie.object)) for tie, _ in said})
    return f"{right}/{asked}"


def _amounts(gold: Gold, ours: dict[str, DraftClaim]) -> str:
    wanted = {(one, _sum(claim.amount)) for one, said in gold.claims.items() for _, claim in said if claim.amount}
    got = {(one, _sum(claim.amount)) for one, claim in ours.items() if claim.amount}
    return _scores(len(wanted & got), len(got), len(wanted))


def _sum(amount: Amount) -> tuple[object, ...]:
    return amount.value, amount.min, amount.max, amount.currency, amount.qualifier


def _starts(gold: Gold, ours: dict[str, DraftClaim]) -> str:
    got = {(one, claim.dates.start) for one, claim in ours.items() if claim.dates.start}
    wanted = {(one, claim.start) for one, said in gold.claims.items() for _, claim in said if claim.start}
    return _scores(len(got & wanted), len(got), len(wanted))


def _scores(right: int, ours: int, theirs: int) -> str:
    return f"P {right / max(1, ours):.2f} R {right / max(1, theirs):.2f} ({right} of {ours}, {theirs} wanted)"


def _show(gold: Gold, draft: Draft) -> None:
    ours = {claim.passage for claim in draft.claims}
    for claim in draft.claims:
        said = gold.claims.get(claim.passage, [])
        mark = "+" if said else "!"
        wanted = sorted({str(one.status) for _, one in said})
        print(f"    {mark} {claim.where}: {claim.sentence[:110]}")
        print(
            f"        {' '.join(map(str, claim.ties))} {claim.status} ({claim.told_by}) {claim.dates} wanted {wanted}"
        )
    print(f"    missed: {len(set(gold.claims) - ours)}")
    for passage in set(gold.claims) - ours:
        print(f"        {_first(gold.claims[passage])}")


def _first(said: Sequence[tuple[Tie, Claim]]) -> str:
    return f"{said[0][1].where}: {said[0][1].says}"


if __name__ == "__main__":
    main()
