"""Made-up tables in the shape of CORDIS, of any number of projects, and what importing, checking and loading takes.

The same number always gives the same tables: `;` between cells, seven participants a project, of whom few take part
often and many once, and three fields of EuroSciVoc a project. Each step runs in a process of its own, whose peak of
memory is told beside its time.
"""

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.local import LocalNeo4j
from bench import servers
from bench.synthetic import COUNTRIES, SYLLABLES

PROJECT = (
    "id acronym status title startDate endDate totalCost ecMaxContribution legalBasis topics ecSignatureDate "
    "frameworkProgramme masterCall subCall fundingScheme nature objective contentUpdateDate rcn grantDoi"
).split()
ORGANIZATION = (
    "projectID projectAcronym organisationID vatNumber name shortName SME activityType street postCode city country "
    "nutsCode geolocation organizationURL contactForm contentUpdateDate rcn order role ecContribution "
    "netEcContribution totalCost endOfParticipation active"
).split()
FIELD = "projectID euroSciVocCode euroSciVocPath euroSciVocTitle euroSciVocDescription".split()
PARTICIPANTS = 7


class Cordis:
    """The tables of so many projects."""

    def __init__(self, projects: int) -> None:
        self._projects = projects
        self._chance = random.Random(f"cordis/{projects}")
        self._organisations = [self._organisation(number) for number in range(max(20, projects))]
        self._often = list(accumulate((rank + 5) ** -0.8 for rank in range(len(self._organisations))))
        roots = [self._words(2) for _ in range(6)]
        middle = [f"{root}/{self._words(2)}" for root in roots for _ in range(8)]
        self._fields = [f"/{path}/{self._words(2)}" for path in middle for _ in range(10)]

    def _words(self, count: int) -> str:
        return " ".join("".join(self._chance.choices(SYLLABLES, k=3)) for _ in range(count))

    def _organisation(self, number: int) -> dict[str, str]:
        name = self._words(3).upper()
        return {
            "organisationID": str(900_000_000 + number), "name": name, "shortName": name[:4] if number % 3 else "",
            "activityType": self._chance.choice("HES REC PRC PRC PUB OTH".split()), "SME": "false",
            "country": self._chance.choice((*COUNTRIES, "EL", "UK")), "organizationURL": f"https://o{number}.example",
        }  # fmt: skip

    def write(self, folder: Path) -> list[Path]:
        """Writes the three tables, and gives their places."""
        folder.mkdir(parents=True, exist_ok=True)
        paths = [folder / name for name in ("project.csv", "organization.csv", "euroSciVoc.csv")]
        with paths[0].open("w", newline="") as one, paths[1].open("w", newline="") as two, paths[2].open("w") as three:
            projects, organisations, fields = (
                csv.DictWriter(file, list[str](names), delimiter=";", quoting=csv.QUOTE_ALL)
                for file, names in ((one, PROJECT), (two, ORGANIZATION), (three, FIELD))
            )
            for writer in (projects, organisations, fields):
                writer.writeheader()
            for number in range(self._projects):
                project = self._project(number)
                projects.writerow(project)
                organisations.writerows(self._participants(project))
                for path in self._chance.sample(self._fields, 3):
                    title = path.rsplit("/", 1)[-1]
                    fields.writerow({"projectID": project["id"], "euroSciVocPath": path, "euroSciVocTitle": title})
        return paths

    def _project(self, number: int) -> dict[str, str]:
        start = date(2021, 1, 1) + timedelta(self._chance.randrange(1400))
        return {
            "id": str(101_000_000 + number), "acronym": self._words(1).upper(), "title": self._words(9).capitalize(),
            "status": self._chance.choice("SIGNED SIGNED CLOSED TERMINATED".split()), "startDate": start.isoformat(),
            "endDate": (start + timedelta(1400)).isoformat(), "frameworkProgramme": "HORIZON",
            "totalCost": "3900000", "ecMaxContribution": f"{self._chance.randrange(10**6)},5",
            "fundingScheme": "HORIZON-RIA", "objective": self._words(180), "rcn": str(number),
            "contentUpdateDate": "2025-06-17 12:00:00",
        }  # fmt: skip

    def _participants(self, project: dict[str, str]) -> Iterator[dict[str, str]]:
        chosen = self._chance.choices(self._organisations, cum_weights=self._often, k=PARTICIPANTS)
        for order, organisation in enumerate(chosen):
            yield organisation | {
                "projectID": project["id"], "projectAcronym": project["acronym"], "order": str(order + 1),
                "role": "participant" if order else "coordinator", "ecContribution": "50000,75",
                "endOfParticipation": "false",
            }  # fmt: skip


def main() -> None:
    """Prints seconds and peak memory of each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=20_000)
    parser.add_argument("--write", type=Path, help="Folder to write the tables to, and do nothing else.")
    given = parser.parse_args()
    if given.write:
        Cordis(given.projects).write(given.write)
        return
    table = Table("step", "seconds", "peak memory, MB")
    with tempfile.TemporaryDirectory() as place:
        tables = Cordis(given.projects).write(Path(place, "tables"))
        data = Path(place, "data")
        importing = ("import", *map(str, tables), "--into", str(data))
        for name, arguments in (("import", importing), ("import again", importing), ("check", ("check", str(data)))):
            table.add_row(name, *_shown(*taken(*arguments)))
        with servers.neo4j(Path(place, "home"), lambda graph: graph.prepare()) as server:
            table.add_row("load", *_shown(*taken("load", str(data), environment=_environment(server))))
    Console(width=110).print(f"{given.projects:,} projects", table)


def _environment(server: LocalNeo4j) -> dict[str, str]:
    return {"NEO4J_URI": server.uri, "NEO4J_USERNAME": server.username, "NEO4J_PASSWORD": server.password}


def _shown(seconds: float, megabytes: float) -> tuple[str, str]:
    return f"{seconds:.1f}", f"{megabytes:,.0f}"


def taken(*arguments: str, environment: Mapping[str, str] | None = None) -> tuple[float, float]:
    """Seconds and peak memory in MB of a command, in a process of its own."""
    started = time.perf_counter()
    command = Path(sys.executable).parent / "entente"
    process = subprocess.Popen([command, *arguments], env={**os.environ, **(environment or {})})
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"entente {arguments[0]} failed")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
