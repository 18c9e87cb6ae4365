"""Somebody's files and folder of data, for tests of imports."""

import csv
import re
from collections.abc import Mapping
from pathlib import Path

from app.dataset.checking import Dataset, read_dataset
from tests.support import run_entente

ORGANISATIONS = """\
Organisation;Acronym;Type;Country;Website
World Health Organization;WHO;International organisation;;https://www.who.int
Serum Institute of India Pvt. Ltd.;;Manufacturer;India;
Aspen Pharmacare;;Company;NO;
Hellenic Pasteur Institute;;Research institute;EL;
University of Oxford;;University;UK;www.ox.ac.uk
COVAX;;Programme;;
"""

RELATIONS = """\
Partner 1;Relationship;Partner 2;Field;Status;Since;Value;Summary;Source;Date;Kind of source;Reliability
WHO;leads;COVAX;Vaccine supply;completed;30/07/2020;;WHO leads the facility.;https://example.org/covax;17/06/2020;website;official
Aspen Pharmacare;supplies;COVAX;Vaccine supply;planned;;€ 735 million;;https://example.org/covax;17/06/2020;website;official
University of Oxford;works with;Serum Institute of India;Malaria vaccines, Vaccine supply;in force;2021;;;https://example.org/ox;30/10/2023;news;press
COVAX;funded by;Greece;Vaccine supply;announced;;US$ 5 million;;https://example.org/gr;2021-02;news;press
"""

ANSWERS = {"Vaccine supply": "new", "Malaria vaccines": "new"}


class ImportDesk:
    """Somebody's files to import, and the folder of data that they go into."""

    def __init__(self, place: Path, folder: str) -> None:
        self.place = place
        self.data = place / folder
        self.files: list[Path] = []

    def run(self, *options: str | Path) -> tuple[int, str]:
        """Exit code and all that the command prints."""
        words = ["import", *self.files, "--into", self.data, *options]
        done = run_entente([str(word) for word in words], {})
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr

    def imported(self, *options: str | Path) -> str:
        """What the command prints, once it has written everything."""
        code, text = self.run(*options)
        assert code == 0, text
        return text

    def dataset(self, *others: Path) -> Dataset:
        """The folder as it is loaded."""
        return read_dataset([*others, self.data])


class Desk(ImportDesk):
    """Somebody's tables and folder of data."""

    def __init__(self, place: Path) -> None:
        super().__init__(place, "vaccines")

    def table(self, name: str, text: str, encoding: str = "utf-8-sig") -> None:
        """Writes a table, in the lines of Windows."""
        path = self.place / name
        path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
        if path not in self.files:
            self.files.append(path)

    def answer(self, answers: Mapping[str, str] = ANSWERS) -> None:
        """Fills in what the mapping asks."""
        path = self.data / "import.yaml"
        text = path.read_text()
        for name, value in answers.items():
            text, found = re.subn(rf"(?m)^( +{re.escape(name)}:)(?: *#.*| .*)?$", rf"\1 {value}", text)
            assert found, f"the mapping has no line for {name}"
        path.write_text(text)

    def decide(self, name: str, **values: str) -> None:
        """Writes into the line of a name of matches.csv, as a spreadsheet program saves it."""
        path = self.data / "matches.csv"
        delimiter = ";" if ";" in path.read_text("utf-8-sig").splitlines()[0] else ","
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.DictReader(file, delimiter=delimiter))
        [line] = [line for line in lines if line["name"] == name]
        line |= values
        with path.open("w", encoding="cp1252", newline="") as file:
            writer = csv.DictWriter(file, list(lines[0]), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(lines)

    def content(self) -> dict[str, bytes]:
        """Every file of the folder."""
        return {str(path.relative_to(self.data)): path.read_bytes() for path in self.data.rglob("*") if path.is_file()}
