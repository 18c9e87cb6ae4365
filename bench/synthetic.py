"""A made-up dataset in Entente's own model, of any size; the same numbers always give the same files.

Shaped like news of cooperation: one hub is an end of a fifth of all ties, other ends follow a power law, the
broadest technology holds a third of the ties, one tie in a hundred is disputed. Written as JSON Lines, which
`entente load FOLDER` takes.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import orjson
from more_itertools import chunked

from app.domain.ties import tie_id
from app.domain.vocabulary import RELATIONS, DocumentKind, Kind, Relation, Reliability, Status

SYLLABLES = "ba be bi da de do fa ka ke ki la le lo ma mi na ne no ra re ri sa se ta te va ve vi zo zu".split()
SUFFIXES = {
    Kind.COUNTRY: "Republic", Kind.AGENCY: "Agency", Kind.COMPANY: "Systems", Kind.INSTITUTION: "Institute",
    Kind.INITIATIVE: "Programme", Kind.EVENT: "Forum",
}  # fmt: skip
KINDS = [Kind.AGENCY, Kind.COMPANY, Kind.COMPANY, Kind.INSTITUTION, Kind.INITIATIVE, Kind.EVENT]
COUNTRIES = "AU BR CA CN DE FR GB IL IN IT JP KR NL RU SE SG US ZA".split()
HUB = "ent-0"
HUB_SHARE = 0.2
DISPUTED_SHARE = 0.01
DOCUMENTS_IN_FILE = 5_000

Record = dict[str, Any]


def power(length: int, offset: int, exponent: float) -> list[float]:
    """Cumulative weights that fall with the rank."""
    return list(accumulate((rank + offset) ** -exponent for rank in range(length)))


@dataclass(frozen=True)
class Synthetic:
    """A dataset of about so many `entities` and `ties`, with 1.6 claims a tie and 8 claims a document."""

    entities: int
    ties: int
    seed: int = 1
    claims: int = field(init=False)

    def __post_init__(self) -> None:
        """Sets the number of claims."""
        object.__setattr__(self, "claims", self.ties * 8 // 5)

    def _random(self, part: str) -> random.Random:
        return random.Random(f"{self.seed}/{part}")

    @cached_property
    def words(self) -> list[str]:
        """Four thousand words."""
        chance = self._random("words")
        made = {"".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))) for _ in range(6000)}
        return sorted(made)[:4000]

    @cached_property
    def technologies(self) -> list[Record]:
        """Six fields of three narrower ones with two narrower ones each."""
        roots = [f"tech-{root}" for root in range(6)]
        middle = [f"{root}-{number}" for root in roots for number in range(3)]
        leaves = [f"{inner}-{number}" for inner in middle for number in range(2)]
        chance = self._random("technologies")
        return [
            {"id": id, "name": f"{chance.choice(self.words).title()} {id[5:]}"}
            | ({"broader": [id.rsplit("-", 1)[0]]} if id not in roots else {})
            for id in (*roots, *middle, *leaves)
        ]

    @cached_property
    def kinds(self) -> list[Kind]:
        """The kind of each entity; the hub is a country."""
        chance = self._random("kinds")
        return [Kind.COUNTRY, *chance.choices(KINDS, k=self.entities - 1)]

    def entity(self, number: int) -> Record:
        """One entity."""
        chance = self._random(f"entity/{number}")
        first, second, third = chance.choices(self.words, cum_weights=power(4000, 5, 0.7), k=3)
        kind = self.kinds[number]
        return {
            "id": f"ent-{number}", "name": f"{first.title()} {second.title()} {SUFFIXES[kind]} {number}",
            "aliases": [f"{third.title()} {first.title()} {number}"], "country": [chance.choice(COUNTRIES)],
        }  # fmt: skip

    @cached_property
    def edges(self) -> list[tuple[str, Relation, str]]:
        """The ties' subjects, relations and objects, each once."""
        chance = self._random("ties")
        weights = power(self.entities - 1, 10, 0.75)
        allowed = self._allowed()
        found: dict[str, tuple[str, Relation, str]] = {}
        while len(found) < self.ties:
            ends = chance.choices(range(1, self.entities), cum_weights=weights, k=2000)
            for subject, object in zip(ends[::2], ends[1::2], strict=True):
                if chance.random() < HUB_SHARE:
                    subject, object = (0, object) if chance.random() < 0.5 else (subject, 0)
                relations = allowed.get((self.kinds[subject], self.kinds[object]))
                if subject == object or not relations or len(found) == self.ties:
                    continue
                tie = (f"ent-{subject}", chance.choice(relations), f"ent-{object}")
                found.setdefault(tie_id(tie[1], tie[0], tie[2]), tie)
        return list(found.values())

    def _allowed(self) -> dict[tuple[Kind, Kind], list[Relation]]:
        relations = [relation for relation, rule in RELATIONS.items() if rule.cooperation]
        return {
            (one, other): [
                name for name in relations if one in RELATIONS[name].subjects and other in RELATIONS[name].objects
            ]
            for one in Kind
            for other in Kind
        }

    def documents(self) -> Iterator[Record]:
        """The documents with their claims: one for each tie, more for some, against for one in a hundred."""
        chance = self._random("claims")
        ids = [technology["id"] for technology in self.technologies]
        roots = [id for id in ids if id.count("-") == 1]
        # The first root and what is narrower hold a third of the ties.
        weights = list(accumulate((1.6 if id.startswith(roots[0]) else 0.75) for id in ids))
        ranks = power(self.ties, 50, 0.6)
        disputed = set(chance.sample(range(self.ties), int(self.ties * DISPUTED_SHARE)))
        told = [*range(self.ties), *sorted(disputed)]
        told += chance.choices(range(self.ties), cum_weights=ranks, k=self.claims - len(told))
        fields = chance.choices(ids, cum_weights=weights, k=2 * self.ties)
        written: list[list[Record]] = [[] for _ in range(max(1, self.claims // 8))]
        for number, tie in enumerate(told):
            against = self.ties <= number < self.ties + len(disputed)
            written[int(len(written) * chance.random() ** 1.5)].append(
                self._claim(chance, tie, fields[2 * tie : 2 * tie + 2], against, number)
            )
        for number, claims in enumerate(written):
            if claims:
                yield {
                    "id": f"doc-{number}", "title": " ".join(chance.choices(self.words, k=7)).capitalize(),
                    "publisher": f"Publisher {chance.randrange(40)}", "published": _day(chance, 2010),
                    "kind": chance.choice(list(DocumentKind)), "reliability": chance.choice(list(Reliability)),
                    "claims": claims,
                }  # fmt: skip

    def _claim(self, chance: random.Random, tie: int, fields: list[str], against: bool, number: int) -> Record:
        claim: Record = {
            "tie": list(self.edges[tie]),
            "says": f"{' '.join(chance.choices(self.words, k=chance.randint(8, 20))).capitalize()}.",
            "where": f"page {chance.randint(1, 60)}, paragraph {number}",
        }
        if against:
            return claim | {"stance": "disputes"}
        claim |= {"status": chance.choice(list(Status)), "technologies": sorted(set(fields[: 1 + tie % 2]))}
        if chance.random() < 0.5:
            claim["start"] = _day(chance, 2005)
        if chance.random() < 0.05:
            claim["amount"] = {"value": chance.randrange(1, 5000) * 100_000, "currency": chance.choice(("USD", "EUR"))}
        return claim

    def write(self, folder: Path) -> None:
        """Writes the files of a dataset."""
        (folder / "entities").mkdir(parents=True, exist_ok=True)
        (folder / "documents").mkdir(exist_ok=True)
        _write_lines(folder / "technologies.jsonl", self.technologies)
        for kind in set(self.kinds):
            of_kind = (self.entity(number) for number, own in enumerate(self.kinds) if own is kind)
            _write_lines(folder / "entities" / f"{kind.lower()}.jsonl", of_kind)
        for number, chunk in enumerate(chunked(self.documents(), DOCUMENTS_IN_FILE)):
            _write_lines(folder / "documents" / f"{number:04}.jsonl", chunk)


def _day(chance: random.Random, since: int) -> str:
    return f"{chance.randint(since, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def _write_lines(path: Path, records: Any) -> None:
    with path.open("wb") as file:
        file.writelines(orjson.dumps(record) + b"\n" for record in records)


def main() -> None:
    """Writes a dataset into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ties", type=int, default=3000)
    parser.add_argument("--entities", type=int, help="a third of the ties for few, a fifth for many, if not given")
    given = parser.parse_args()
    Synthetic(given.entities or (given.ties // (3 if given.ties < 50_000 else 5)), given.ties).write(given.folder)


if __name__ == "__main__":
    main()
