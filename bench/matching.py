"""How well names are matched: the seed's names misspelled, its aliases where they are not known, and others' names.

    python -m bench.matching
    python -m bench.matching --foreign FILE
    python -m bench.matching --entities 100000

FILE has a name of an organisation on each line, none of which is in the seed: all that is matched of it is wrong. With
`--entities` names of a made dataset are misspelled and asked at `/reconcile`, one for each request.
"""

import argparse
import asyncio
import os
import random
import string
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import httpx
import orjson

from app.dataset.checking import read_dataset
from app.importing.matcher import Known, Sought, ahead_by, automatic, ranked
from bench import servers
from bench.synthetic import Synthetic

SEED = Path(__file__).parent.parent / "seed"
SHORTEST = 6
"""A letter of a shorter name is too much of it."""

ASKED = 500
"""So many names are asked at `/reconcile`."""


def main() -> None:
    """Prints a line for each set of names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--foreign", type=Path)
    parser.add_argument("--entities", type=int)
    given = parser.parse_args()
    if given.entities:
        at_scale(given.entities)
        return
    known = [Known.of(entity) for entity in read_dataset([SEED]).entities.values()]
    names = sum(len(one.names) for one in known)
    print(f"{len(known)} things with {names} names")
    print("| names | asked | first is right | taken by itself | of these wrong | ms each |")
    print("| --- | --- | --- | --- | --- | --- |")
    report("one letter wrong", known, misspelled(known))
    report("an alias that is not known", known, unseen(known))
    if given.foreign:
        lines = given.foreign.read_text().splitlines()
        report("of other things", known, ((name, "", known) for name in lines))


def misspelled(known: Sequence[Known]) -> Iterator[tuple[str, str, Sequence[Known]]]:
    """Each name with a letter left out, put in, changed or swapped with the next."""
    chance = random.Random(1)
    for one in known:
        for name in one.names:
            if len(name.text) >= SHORTEST:
                yield _typo(name.text, chance), one.id, known


def _typo(name: str, chance: random.Random) -> str:
    place, letter = chance.randrange(1, len(name) - 1), chance.choice(string.ascii_lowercase)
    before, here, after = name[:place], name[place], name[place + 1 :]
    return chance.choice(
        (before + after, before + letter + here + after, before + letter + after, before + after[:1] + here + after[1:])
    )


def unseen(known: Sequence[Known]) -> Iterator[tuple[str, str, Sequence[Known]]]:
    """Each name of a thing that has others, asked where it is not known."""
    for number, one in enumerate(known):
        for name in one.names:
            rest = [other for other in one.names if other != name]
            if rest:
                yield name.text, one.id, [*known[:number], replace(one, names=rest), *known[number + 1 :]]


def report(title: str, known: Sequence[Known], asked: Iterator[tuple[str, str, Sequence[Known]]]) -> None:
    """Asks each, and prints how it went."""
    total = right = taken = wrong = 0
    begun = time.perf_counter()
    for name, id, among in asked:
        total += 1
        candidates = ranked(Sought(name), among, least=0)
        right += candidates[0].id == id
        if match := automatic(candidates):
            taken += 1
            if match.id != id:
                wrong += 1
                print(f"  {name!r}: {match.id}, not {id or 'anything'}: {match.why}; ahead by {ahead_by(candidates)}")
    each = 1000 * (time.perf_counter() - begun) / max(total, 1)
    print(f"| {title} | {total} | {right} | {taken} | {wrong} | {each:.1f} |")


# Over HTTP


def at_scale(entities: int) -> None:
    """Prints how long `/reconcile` takes to find a misspelled name among so many entities."""
    with tempfile.TemporaryDirectory() as folder:
        made = Synthetic(entities, entities // 5)
        made.write(Path(folder, "data"))
        with servers.neo4j(Path(folder, "neo4j"), lambda graph: asyncio.sleep(0)) as server:
            environment = {**os.environ, "NEO4J_URI": server.uri, "NEO4J_PASSWORD": server.password}
            subprocess.run([servers.ENTENTE, "load", Path(folder, "data")], env=environment, check=True)
            with (
                servers.service(server, 0) as port,
                httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client,
            ):
                _ask(client, made, ASKED // 5)  # to warm up
                right, seconds = _ask(client, made, ASKED)
    middle, most = 1000 * seconds[len(seconds) // 2], 1000 * seconds[len(seconds) * 99 // 100]
    print(f"{right} of {len(seconds)} first among {entities:,}; ms each: median {middle:.1f}, 99 % {most:.1f}")


def _ask(client: httpx.Client, made: Synthetic, names: int) -> tuple[int, list[float]]:
    """How many come first, and the seconds that each took, the shortest first."""
    chance = random.Random(names)
    right, seconds = 0, list[float]()
    for number in chance.sample(range(made.entities), names):
        entity = made.entity(number)
        name, _, last = entity["name"].rpartition(" ")  # a number that differs is another thing
        query = orjson.dumps({"q0": {"query": f"{_typo(name, chance)} {last}"}}).decode()
        begun = time.perf_counter()
        response = client.post("/reconcile", data={"queries": query})
        seconds.append(time.perf_counter() - begun)
        found = response.raise_for_status().json()["q0"]["result"]
        right += bool(found) and found[0]["id"] == entity["id"]
    return right, sorted(seconds)


if __name__ == "__main__":
    main()
