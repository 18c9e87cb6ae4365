"""CSV, workbooks and lines of JSON by pandas; CSV by R."""

import subprocess
from collections.abc import Sequence

from bench.reading.answers import Answer, Answers, Reading, package, program

IDS = {
    "ties": ("tie", "Tie (id)"), "claims": ("claim", "Claim (id)"), "entities": ("id", "Id"),
    "technologies": ("id", "Id"), "documents": ("id", "Id"),
}  # fmt: skip
"""The columns of each table that have the ids of its records: in CSV, and in a workbook."""


def _records(answer: Answer, table: str) -> list[str]:
    """The ids that a table of an answer has to have, in order."""
    if table == "claims":
        return [claim["id"] for tie in answer.json["ties"] for claim in tie["claims"]]
    return [record["id"] for record in answer.json[table]]


def pandas_csv(answers: Answers, suffix: str) -> Reading:
    """Each table of each answer: all records of the JSON, in its order."""
    reading, pandas, lines = Reading(), package("pandas"), 0
    for answer in answers:
        for table, (column, _) in IDS.items():
            found = pandas.read_csv(answer.file(suffix, table=table), keep_default_na=False)
            reading.expect(list(found[column]) == _records(answer, table), f"{answer.name}, {table}: other records")
            lines += len(found)
            reading.files += 1
    reading.what = f"{lines} lines, in five tables each, as in JSON"
    return reading


def pandas_xlsx(answers: Answers, suffix: str) -> Reading:
    """Each sheet of each workbook: all records of the JSON, and published days as days."""
    reading, pandas, lines = Reading(), package("pandas"), 0
    for answer in answers:
        sheets = pandas.read_excel(answer.file(suffix), sheet_name=None, keep_default_na=False)
        for table, (_, column) in IDS.items():
            found = list(sheets[table.capitalize()][column])
            reading.expect(found == _records(answer, table), f"{answer.name}, {table}: other records")
            lines += len(found)
        days = [document["published"] for document in answer.json["documents"]]
        found = [str(day)[:10] for day in sheets["Documents"]["Published"]]
        reading.expect(found == days, f"{answer.name}: published on other days")
        reading.files += 1
    reading.what = f"{lines} lines, in five sheets each, as in JSON; days as days"
    return reading


def pandas_jsonl(answers: Answers, suffix: str) -> Reading:
    """Each answer as lines: all records of the JSON, by part."""
    reading, pandas, lines = Reading(), package("pandas"), 0
    for answer in answers:
        found = pandas.read_json(answer.file(suffix), lines=True, convert_dates=False, dtype=False)
        for part in ("entities", "ties", "technologies", "documents", "rows"):
            read = list(found.loc[found["part"] == part, "record"])
            reading.expect(read == answer.json[part], f"{answer.name}: other {part}")
        lines += len(found)
        reading.files += 1
    reading.what = f"{lines} lines, as in JSON"
    return reading


READ_CSV = """
for (file in commandArgs(TRUE)) {
  table <- read.csv(file, fileEncoding = "UTF-8-BOM", encoding = "UTF-8", check.names = FALSE)
  cat(nrow(table), names(table)[[1]], "\\n")
}
"""


def r_csv(answers: Answers, suffix: str) -> Reading:
    """Each table of ties and claims as R reads it: all lines, and a first column without a byte-order mark."""
    reading = Reading()
    asked = [(answer, table) for answer in answers for table in ("ties", "claims")]
    files = [answer.file(suffix, table=table) for answer, table in asked]
    done = subprocess.run([program("Rscript"), "-e", READ_CSV, *files], capture_output=True, text=True)
    reading.expect(done.returncode == 0, done.stderr.strip()[-300:])
    lines: list[Sequence[str]] = [line.split() for line in done.stdout.splitlines()]
    for (answer, table), (count, column) in zip(asked, lines, strict=done.returncode == 0):
        wanted = (str(len(_records(answer, table))), "subject_name")
        reading.expect((count, column) == wanted, f"{answer.name}, {table}: {count} lines, first column {column}")
        reading.files += 1
    reading.what = f"{sum(int(line[0]) for line in lines)} lines, as in JSON"
    return reading
