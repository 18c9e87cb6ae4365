"""`entente import`: how tables are read, by the mapping, in any encoding, from workbooks and from the template."""

import re
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.desk import ORGANISATIONS, RELATIONS, Desk
from tests.support import run_entente

# The mapping


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("subject: Partner 1", "subjects: Partner 1", "`subjects` is no field here; did you mean subject"),
        (
            "subject: Partner 1",
            "subject: Partner one",
            "there is no column 'Partner one' in relations.csv; did you mean",
        ),
        ("rows: relations", "rows: ties", "rows 'ties' is not known"),
        ("works with: PARTNERS_WITH", "works with: ALLIED", "'ALLIED' is not known; write one of FUNDS"),
        ("tables:", "tabels:", "`tabels` is nothing that is known here; did you mean tables"),
        ("published: day first", "published: days first", "write 'day first' or 'month first'"),
        ("  organisations.csv:", "  organisation.csv:", "says nothing of organisations.csv"),
    ],
)
def test_a_mapping_that_is_wrong_is_refused_with_what_is_right(
    imported: Desk, old: str, new: str, problem: str
) -> None:
    path = imported.data / "import.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    code, text = imported.run()
    assert code == 2 and re.search(r"import\.yaml:\d+: ", text) and problem in text


def test_a_table_that_is_not_imported_asks_nothing(desk: Desk) -> None:
    desk.table("relations.csv", RELATIONS.replace(";Reliability", ";"))
    _, text = desk.run()
    assert "`reliability` is blank" in text
    desk.answer()
    desk.files = desk.files[:1]
    code, text = desk.run()
    assert code == 0 and "Rows without a fault: 6 organisations." in text


def test_a_corrected_mapping_is_obeyed_and_kept(desk: Desk) -> None:
    desk.table("relations.csv", RELATIONS.replace("Summary;", "Remark;"))
    desk.run()
    desk.answer()
    path = desk.data / "import.yaml"
    path.write_text(re.sub(r" +says: Remark.*\n", "", path.read_text()).replace("press: reported", "press: unverified"))
    kept = path.read_text()
    code, text = desk.run()
    assert code == 0, text
    [claim] = desk.dataset().ties["who--leads--covax"].claims
    assert claim.says == "WHO leads COVAX." and path.read_text() == kept
    assert desk.dataset().documents["2023-10-30-example-org-ox"].reliability == "unverified"


def test_columns_are_found_by_what_their_cells_look_like(desk: Desk) -> None:
    desk.table(
        "relations.csv",
        RELATIONS.replace(";Source;Date;", ";Evidence is at;Reported;").replace(";Status;", ";Standing;"),
    )
    desk.run()
    mapping = (desk.data / "import.yaml").read_text()
    assert re.search(r"url: Evidence is at +# by what its cells look like", mapping)
    assert re.search(r"status: Standing +# by what its cells look like", mapping)


UNTIDY = """\
Our list of partners,,,,,,,,
,,,,,,,,
ORGANISATION A,RELATIONSHIP,ORGANISATION B,AREA,CURRENT STATUS,VALUE (USD million),SOURCE,DATE PUBLISHED,OUTLET
Argonne National Lab,WORKS WITH,Toyota Motor Co.,Solid-state batteries,Ongoing,"3,500",example.org/a,"Mar 15, 2021",Post
Argonne Natl Lab,works with,Toyota Motor Company,solid state batteries,on hold,2.3 bn,example.org/b,"Sept 2, 2022",Post
Toyota Motor Company,works with,Japan,Solid-state batteries,Active,n/a,example.org/b,"Sept 2, 2022",
"""


def test_an_untidy_table_needs_few_answers(desk: Desk) -> None:
    desk.files = []
    desk.table("partners.csv", UNTIDY)
    code, text = desk.run()
    assert code == 1 and text.count("is blank") == 3 and "rows" not in text.split("In matches.csv")[1]
    desk.answer({"Solid-state batteries": "new", "document_kind": "press-report", "reliability": "reported"})
    desk.decide("Argonne National Lab", decision="new", kind="")
    code, text = desk.run()
    assert code == 1 and "its kind '' is not known; write one of country" in text and "'argonne" not in text
    desk.decide("Argonne National Lab", kind="laboratory")
    desk.decide("Argonne Natl Lab", decision="same")
    desk.decide("Toyota Motor Co.", decision="new")
    code, text = desk.run()
    assert code == 0, text
    dataset = desk.dataset()
    assert set(dataset.entities) == {"argonne-national-lab", "toyota-motor-co", "japan"}
    tie = dataset.ties["argonne-national-lab--partners-with--toyota-motor-co"]
    assert [claim.amount and claim.amount.value for claim in tie.claims] == [2_300_000_000, 3_500_000_000]
    assert {document.publisher for document in dataset.documents.values()} == {"Post"}


def test_relations_may_name_organisations_by_an_id_of_their_table(desk: Desk) -> None:
    desk.table("organisations.csv", "org_id,Name,Type\n17,Lab One,University\n4,Lab Two,University\n")
    desk.table(
        "relations.csv",
        "source,target,type,status,date,url,source type,reliability\n"
        "17,4,works with,active,2024-05-02,https://example.org/1,blog,unverified\n",
    )
    code, text = desk.run()
    assert code == 0, text
    assert set(desk.dataset().ties) == {"lab-one--partners-with--lab-two"}


# Files


@pytest.mark.parametrize(
    ("separator", "encoding", "before"),
    [(";", "cp1252", ""), (",", "utf-8", ""), ("\t", "utf-16", ""), ("|", "utf-8-sig", "sep=|\n")],
)
def test_csv_of_any_program_is_read(desk: Desk, separator: str, encoding: str, before: str) -> None:
    text = ORGANISATIONS.replace("COVAX;", "Universität Zürich;;University;CH;\nCOVAX;").replace(";", separator)
    desk.table("organisations.csv", before + text, encoding)
    desk.run()
    desk.answer()
    code, said = desk.run()
    assert code == 0, said
    assert f"{'tabs' if separator == chr(9) else separator} between cells" in (desk.data / "import.yaml").read_text()
    assert desk.dataset().entities["universitat-zurich"].name == "Universität Zürich"


def test_a_quotation_mark_that_is_left_open_is_named(desk: Desk) -> None:
    desk.table("organisations.csv", ORGANISATIONS.replace("COVAX", '"COVAX'))
    code, text = desk.run()
    assert code == 2 and "organisations.csv: cannot be read as CSV" in text and "quotation mark" in text


@pytest.mark.parametrize("name", ["organisations.ods", "organisations.xls", "organisations.xlsx"])
def test_what_is_no_table_is_refused(desk: Desk, name: str) -> None:
    desk.files = []
    desk.table(name, ORGANISATIONS)
    code, text = desk.run()
    assert code == 2 and name in text and "save it" in text


def test_formulas_are_not_written_to_what_a_spreadsheet_program_opens(desk: Desk) -> None:
    desk.table("organisations.csv", ORGANISATIONS + "=cmd|' /C calc'!A0;;Company;FR;\n")
    desk.run()
    lines = (desk.data / "matches.csv").read_text("utf-8-sig").splitlines()
    assert any(line.startswith("'=cmd") for line in lines) and not any(line.startswith("=") for line in lines)
    desk.answer()
    assert desk.run()[0] == 0


def test_a_workbook_is_read_with_its_types(desk: Desk) -> None:
    book = Workbook()
    organisations, relations = book.worksheets[0], book.create_sheet("ties")
    organisations.title = "who"
    organisations.append(["Our partners, 2024"])
    organisations.merge_cells("A1:C1")
    organisations.append(["Organisation", "Type", "Country"])
    for row in (["Lab One", "University", "UK"], ["Lab Two", "University", None], ["Lab Three", "University", "NO"]):
        organisations.append(row)
    organisations.merge_cells("C3:C4")
    relations.append(
        ["From", "Relation", "To", "Status", "Start", "Amount", "Source", "Date", "Kind of source", "Reliability"]
    )
    relations.append(
        ["Lab One", "works with", "Lab Two", "active", date(2024, 5, 1), 5_000_000, "link", datetime(2024, 6, 17),
         "blog", "unverified"]
    )  # fmt: skip
    relations["F2"].number_format = "[$€-407] #,##0"
    relations["G2"].hyperlink = "https://example.org/labs"
    relations.append(
        ["Lab Three", "works with", "Lab Two", "active", 2024, None, "https://example.org/labs", datetime(2024, 6, 17),
         '="bl"&"og"', "unverified"]
    )  # fmt: skip
    path = desk.place / "partners.xlsx"
    book.save(path)
    desk.files = [path]
    code, text = desk.run()
    assert code == 1 and "partners.xlsx/ties row 3: `Kind of source` is a formula that has no value" in text

    relations["I3"] = "blog"
    book.save(path)
    code, text = desk.run()
    assert code == 0, text
    dataset = desk.dataset()
    assert dataset.entities["lab-two"].country == ("GB",) and dataset.entities["lab-three"].country == ("NO",)
    tie = dataset.ties["lab-one--partners-with--lab-two"]
    assert tie.start == "2024-05-01" and tie.amount and (tie.amount.value, tie.amount.currency) == (5_000_000, "EUR")
    assert [(one.url, one.published) for one in dataset.documents.values()] == [
        ("https://example.org/labs", "2024-06-17")
    ]


def test_a_filled_template_is_imported_without_a_correction(desk: Desk) -> None:
    path = desk.place / "template.xlsx"
    assert run_entente(["import", "--template", str(path)], {}).returncode == 0
    again = run_entente(["import", "--template", str(path)], {})
    assert again.returncode == 2 and "is there already" in again.stderr

    desk.files = [path]
    code, text = desk.run()
    assert code == 0 and "Nothing has changed" in text, "what is not filled in is nothing"
    (desk.data / "import.yaml").unlink()

    book = load_workbook(path)
    assert book["choices"].sheet_state == "hidden" and book["relations"].data_validations.dataValidation
    _fill(book["organisations"], Name="Battery Lab", Kind="institution", Country="Germany")
    _fill(book["organisations"], Name="Voltworks GmbH", Kind="company", Country="AT")
    _fill(book["technologies"], Name="Batteries")
    _fill(book["technologies"], Name="Solid-state batteries", Broader="Batteries")
    _fill(
        book["relations"], Subject="Battery Lab", Relation="PARTNERS_WITH", Object="Voltworks GmbH", Status="active",
        Technologies="solid-state batteries", Published=date(2024, 6, 3), Title="Partners", Reliability="reported",
        **{"Source address": "https://example.org/batteries", "Kind of source": "press-report"},
    )  # fmt: skip
    book.save(path)
    desk.files = [path]
    code, text = desk.run()
    assert code == 0, text
    assert "Not read" not in text
    dataset = desk.dataset()
    assert dataset.technologies["solid-state-batteries"].broader == ("batteries",)
    assert set(dataset.entities) == {"battery-lab", "voltworks-gmbh"}
    assert [tie.technologies for tie in dataset.ties.values()] == [("solid-state-batteries",)]


def _fill(sheet: Any, **values: Any) -> None:
    sheet.append([values.get(cell.value) for cell in sheet[1]])


def test_the_command_says_what_it_needs() -> None:
    done = run_entente(["import", "--into", "anywhere"], {})
    assert done.returncode == 2 and "name the tables and the folder" in done.stderr
