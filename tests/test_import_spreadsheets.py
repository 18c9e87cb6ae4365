"""`entente import`: two tables become a folder of data, and what is not sure is asked and never invented."""

import re
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest

from app.dataset.checking import read_dataset
from app.dataset.files import documents_in, scan
from app.dataset.parsing import read_document
from app.dataset.writing import document_text, entities_text, technologies_text
from app.domain.vocabulary import Kind
from tests.desk import ANSWERS, ORGANISATIONS, RELATIONS, Desk
from tests.support import ROOT, SEED, Loader, run_entente

# The way from two tables to data


def test_a_first_run_asks_and_writes_no_data(desk: Desk) -> None:
    code, text = desk.run()

    assert code == 1 and set(desk.content()) == {"import.yaml", "matches.csv"}
    assert "`Malaria vaccines` is blank" in text and "run the same command again" in text
    mapping = (desk.data / "import.yaml").read_text()
    assert re.search(r"subject: Partner 1 +# by its heading", mapping)
    assert re.search(r"published: day first +# 17/06/2020 can only be that", mapping)
    assert "works with: PARTNERS_WITH" in mapping and "funded by: reversed FUNDS" in mapping


def test_answered_questions_make_a_dataset_without_errors(imported: Desk) -> None:
    dataset = imported.dataset()

    kinds = {entity.id: (entity.kind, entity.country) for entity in dataset.entities.values()}
    assert kinds["aspen-pharmacare"] == (Kind.COMPANY, ("NO",))
    assert kinds["hellenic-pasteur-institute"] == (Kind.INSTITUTION, ("GR",))
    assert kinds["university-of-oxford"] == (Kind.INSTITUTION, ("GB",))
    assert kinds["greece"] == (Kind.COUNTRY, ("GR",)) and kinds["covax"] == (Kind.INITIATIVE, ())
    assert set(dataset.ties) == {
        "who--leads--covax",
        "aspen-pharmacare--supplies--covax",
        "serum-institute-of-india-pvt-ltd--partners-with--university-of-oxford",
        "greece--funds--covax",
    }
    lead, supply = dataset.ties["who--leads--covax"], dataset.ties["aspen-pharmacare--supplies--covax"]
    assert lead.start == "2020-07-30" and lead.claims[0].says == "WHO leads the facility."
    assert supply.amount and supply.amount.value == 735_000_000 and supply.amount.currency == "EUR"
    assert supply.claims[0].where == "row 3 of relations.csv"
    oxford = dataset.ties["serum-institute-of-india-pvt-ltd--partners-with--university-of-oxford"]
    assert oxford.technologies == ("malaria-vaccines", "vaccine-supply") and oxford.status == "active"


def test_a_source_and_a_day_are_one_document(imported: Desk) -> None:
    documents = imported.dataset().documents
    assert {(document.url, document.published) for document in documents.values()} == {
        ("https://example.org/covax", "2020-06-17"),
        ("https://example.org/ox", "2023-10-30"),
        ("https://example.org/gr", "2021-02"),
    }
    assert documents["2020-06-17-example-org-covax"].kind == "agency-page"


def test_importing_twice_changes_nothing(imported: Desk) -> None:
    before = imported.content()
    code, text = imported.run()
    assert code == 0 and "Nothing has changed" in text and imported.content() == before

    (imported.data / "matches.csv").unlink()
    code, text = imported.run()
    assert code == 0 and "Nothing has changed" in text
    assert {**imported.content(), "matches.csv": b""} == {**before, "matches.csv": b""}


def test_what_a_person_has_changed_is_never_written_over(imported: Desk) -> None:
    document = imported.data / "documents" / "2020-06-17-example-org-covax.yaml"
    companies = imported.data / "entities" / "company.yaml"
    for path in (document, companies):
        path.write_text(path.read_text().replace("completed", "ended").replace("Aspen Pharmacare", "Aspen Pharma"))
    before = imported.content()
    code, text = imported.run()
    assert code == 0 and "Left as you have changed it: documents/2020-06-17-example-org-covax.yaml" in text
    assert imported.content() == before

    imported.table("relations.csv", RELATIONS.replace("completed", "active"))
    imported.table("organisations.csv", ORGANISATIONS + "Afrigen Biologics;;Firm;ZA;\n")
    code, text = imported.run()
    assert code == 2 and "documents/2020-06-17-example-org-covax.yaml is yours" in text
    assert "company.yaml is yours" in text and "- id: afrigen-biologics" in text
    changed = {name for name, content in imported.content().items() if content != before[name]}
    assert changed == {"matches.csv"}


def test_new_rows_are_added_and_corrected_ones_replaced(imported: Desk) -> None:
    more = "Greece;funds;COVAX;Vaccine supply;active;;;;https://example.org/gr2;03/05/2021;news;press\n"
    imported.table("relations.csv", RELATIONS.replace("completed", "active") + more)
    code, text = imported.run()

    assert code == 0 and "Wrote 2 files" in text
    dataset = imported.dataset()
    assert (
        dataset.ties["who--leads--covax"].status == "active" and len(dataset.ties["greece--funds--covax"].claims) == 2
    )

    imported.table("relations.csv", RELATIONS)
    code, text = imported.run()
    assert "No row makes documents/2021-05-03-example-org-gr2.yaml any more" in text
    assert "2021-05-03-example-org-gr2" in imported.dataset().documents


def test_a_corrected_kind_moves_an_entity_to_another_file(imported: Desk) -> None:
    imported.table(
        "organisations.csv", ORGANISATIONS.replace("Aspen Pharmacare;;Company", "Aspen Pharmacare;;Institute")
    )
    code, text = imported.run()
    assert code == 0, text
    assert imported.dataset().entities["aspen-pharmacare"].kind is Kind.INSTITUTION
    imported.table("organisations.csv", ORGANISATIONS.replace("Manufacturer", "Foundation"))
    code, text = imported.run()
    kinds = {entity.id: entity.kind for entity in imported.dataset().entities.values()}
    assert code == 0 and kinds["aspen-pharmacare"] is Kind.COMPANY
    assert kinds["serum-institute-of-india-pvt-ltd"] is Kind.INSTITUTION
    imported.table(
        "organisations.csv", ORGANISATIONS.replace("Manufacturer", "Institute").replace("Company", "Institute")
    )
    code, text = imported.run()
    assert code == 0 and Kind.COMPANY not in {entity.kind for entity in imported.dataset().entities.values()}
    assert "Nothing has changed" in imported.run()[1]


def test_another_table_of_the_same_source_is_imported_with_the_first(imported: Desk) -> None:
    first = imported.files.pop()
    imported.table("more.csv", RELATIONS)
    code, text = imported.run("--mapping", imported.place / "more.yaml")
    assert code == 2 and "has claims from relations.csv; import these in the same command" in text
    imported.files = [imported.files[0], first]
    assert imported.run()[0] == 0


def test_the_tables_of_the_guide_become_data(desk: Desk) -> None:
    guide = (ROOT / "docs" / "data.md").read_text()
    desk.files = []
    organisations, relations = re.findall(r"```csv\n(.*?)```", guide, re.DOTALL)
    desk.table("organisations.csv", organisations)
    desk.table("relations.csv", relations)
    code, text = desk.run()
    assert code == 1 and text.count("is blank") == 1
    desk.answer({"Malaria vaccines": "new"})
    code, text = desk.run()
    assert code == 0, text
    [tie] = desk.dataset().ties.values()
    assert tie.id == "serum-institute-of-india--partners-with--university-of-oxford" and tie.status == "active"


# What is asked


@pytest.mark.parametrize(
    ("old", "new", "place", "problem"),
    [
        ("completed;30", ";30", "row 2", "`Status` is empty; write one of expected, planned"),
        ("leads", "has a licence from", "import.yaml", "`has a licence from` is blank; write one of FUNDS"),
        ("leads", "leads " * 300, "row 2", "… is not known; did you mean LEADS"),
        ("leads", '"has a\nlicence from"', "import.yaml", "`has a licence from` is blank"),
        ("completed", "half done", "import.yaml", "`half done` is blank; write one of expected"),
        ("https://example.org/gr", "", "row 5", "has no source; write its address, or the title of one that has none"),
        ("org/gr", "org/gr https://example.org/2", "row 5", "is more than one address"),
        ("US$ 5 million", "$5 million", "row 5", "does not say in which currency (USD?)"),
        ("US$ 5 million", "1.500 EUR", "row 5", "may be 1500 or 1.5"),
        ("2021-02", "2199-02", "row 5", "which is not over yet"),
        ("2021-02", "soon", "row 5", "is no date that is understood"),
        ("https://example.org/gr", "no address", "row 5", "is not a web address"),
        ("WHO;leads;COVAX", "Greece;is part of;COVAX", "row 2", "PART_OF cannot lead from greece, which is of kind"),
        ("WHO;leads;COVAX", "WHO;partners with;WHO", "row 2", "ties 'who' to itself"),
    ],
)  # fmt: skip
def test_what_a_row_does_not_say_is_asked(desk: Desk, old: str, new: str, place: str, problem: str) -> None:
    assert old in RELATIONS
    desk.table("relations.csv", RELATIONS.replace(old, new, 1))
    desk.run()
    code, text = desk.run()
    assert code == 1 and place in text and problem in text
    assert not (desk.data / "documents").exists()


def test_faults_of_one_kind_are_listed_together(desk: Desk) -> None:
    desk.table("relations.csv", RELATIONS.replace("completed", "").replace("planned", "").replace("announced", ""))
    _, text = desk.run()
    assert "relations.csv rows 2–3, 5: `Status` is empty" in text


@pytest.mark.parametrize(
    ("dates", "asked", "answer", "published"),
    [
        (("03/04/2020", "05/06/2023", "07/08/2021"), True, "month first", "2020-03-04"),
        (("03/04/2020", "05/06/2023", "07/08/2021"), True, "day first", "2020-04-03"),
        (("03/04/2020", "05/16/2023", "07/08/2021"), False, "", "2020-03-04"),
        (("03/04/2020", "16/05/2023", "07/08/2021"), False, "", "2020-04-03"),
        (("3 April 2020", "16. Mai 2023", "Aug 2021"), False, "", "2020-04-03"),
    ],
)
def test_the_order_of_dates_is_decided_for_the_column_or_asked(
    desk: Desk, dates: Sequence[str], asked: bool, answer: str, published: str
) -> None:
    text = RELATIONS.replace("30/07/2020", "")
    for old, new in zip(("17/06/2020", "30/10/2023", "2021-02"), dates, strict=True):
        text = text.replace(old, new)
    desk.table("relations.csv", text)
    code, said = desk.run()
    assert code == 1 and ("`published` is blank; write day first or month first" in said) == asked
    desk.answer(ANSWERS | ({"published": answer} if asked else {}))
    if asked:  # the column of the same name stands above
        mapping = desk.data / "import.yaml"
        mapping.write_text(mapping.read_text().replace(f"published: {answer}", "published: Date", 1))
    code, said = desk.run()
    assert code == 0, said
    assert published in {document.published for document in desk.dataset().documents.values()}


def test_dates_of_two_orders_in_one_column_are_no_dates(desk: Desk) -> None:
    desk.table("relations.csv", RELATIONS.replace("30/10/2023", "10/30/2023"))
    _, text = desk.run()
    assert "17/06/2020 has its day first, and 10/30/2023 its month" in (desk.data / "import.yaml").read_text()
    assert "`published` is blank" in text


# Names


def test_two_rows_that_mean_the_same_new_thing_share_one_id(desk: Desk) -> None:
    again = "Serum Institute of India;SII;Company;IN;\nuniversity of Oxford;;University;GB;\n"
    desk.table("organisations.csv", ORGANISATIONS + again)
    desk.run()
    desk.answer()
    code, text = desk.run()
    assert code == 0, text
    names = [entity.name for entity in desk.dataset().entities.values()]
    assert sum("Serum" in name for name in names) == sum("xford" in name for name in names) == 1


def test_what_is_known_elsewhere_is_the_same_or_asked(desk: Desk) -> None:
    desk.table("organisations.csv", "Name,Kind\nNASA,agency\nRosscosmos,agency\nNeu Lab,institution\n")
    desk.table(
        "relations.csv",
        "Subject,Relation,Object,Technologies,Status,Source,Date,Kind of source,Reliability\n"
        "NASA,PARTNERS_WITH,Neu Lab,AI,active,https://example.org/1,2024-05-02,blog,unverified\n"
        "Rosscosmos,PARTNERS_WITH,Neu Lab,quantum,active,https://example.org/1,2024-05-02,blog,unverified\n",
    )
    code, text = desk.run("--against", SEED)
    assert code == 1 and "'Rosscosmos' (organisations.csv row 3) may be roscosmos" in text
    assert "'NASA'" not in text and not (desk.data / "entities").exists()

    desk.decide("Rosscosmos", decision="same")
    code, text = desk.run("--against", SEED)
    assert code == 0, text
    assert "entente check" in text and [path.name for path in (desk.data / "entities").iterdir()] == [
        "institution.yaml"
    ]
    ties = desk.dataset(SEED).ties
    assert {"nasa--partners-with--neu-lab", "neu-lab--partners-with--roscosmos"} <= ties.keys()

    desk.decide("Rosscosmos", decision="new")
    code, text = desk.run("--against", SEED)
    assert code == 0 and "neu-lab--partners-with--rosscosmos" in desk.dataset(SEED).ties


def test_a_name_without_a_row_is_asked_for_its_kind(desk: Desk) -> None:
    desk.table("relations.csv", RELATIONS.replace("Greece", "GE"))
    _, text = desk.run()
    assert "'GE' (relations.csv row 5): nothing known is alike, and no table says what it is" in text
    desk.answer()
    desk.decide("GE", decision="new", kind="startup", country="US")
    code, text = desk.run()
    assert code == 0, text
    assert desk.dataset().entities["ge"].country == ("US",) and desk.dataset().entities["ge"].kind is Kind.COMPANY


def test_a_decision_that_nobody_knows_is_named(imported: Desk) -> None:
    imported.decide("COVAX", decision="maybe")
    code, text = imported.run()
    assert code == 1 and "decision 'maybe' is not known; write unsure or new or same" in text
    imported.decide("COVAX", decision="same", id="covacs")
    code, text = imported.run()
    assert code == 1 and "'covacs', which is not known; did you mean covax" in text


def test_a_name_of_two_things_is_asked_for_more(desk: Desk) -> None:
    desk.table(
        "organisations.csv",
        ORGANISATIONS + "Ministry of Health of India;MoH;Ministry;IN;\nMoH Kenya;MoH;Ministry;KE;\n",
    )
    desk.table("relations.csv", RELATIONS.replace("WHO;leads", "MoH;leads"))
    _, text = desk.run()
    assert "the name 'MoH' is that of" in text and "relations.csv row 2: 'MoH' is the name of" in text


def test_two_of_one_name_in_two_countries_are_two(imported: Desk) -> None:
    more = "Institute of Health;IHI;Institute;IN;\n"
    imported.table("organisations.csv", ORGANISATIONS + more)
    assert imported.run()[0] == 0
    imported.table("organisations.csv", ORGANISATIONS + more + "Institute of Health;IHK;Institute;KE;\n")
    code, text = imported.run()
    assert code == 1 and "organisations.csv row 9: the name 'Institute of Health' is that of ihi already" in text


def test_rows_of_one_name_that_contradict_each_other_are_listed(desk: Desk) -> None:
    desk.table("organisations.csv", ORGANISATIONS + "Aspen Pharmacare;APN;University;NO;\n")
    _, text = desk.run()
    assert "organisations.csv row 8: Aspen Pharmacare has kind 'institution', and 'company' in row 4" in text


def test_letters_that_a_program_cannot_save_are_written_all_the_same(imported: Desk) -> None:
    imported.decide("COVAX", why="seen")
    imported.table("organisations.csv", ORGANISATIONS + "भारत बायोटेक;;Company;IN;\n")
    code, text = imported.run()
    assert code == 0, text
    assert "भारत बायोटेक" in (imported.data / "matches.csv").read_text("utf-8-sig")
    assert "seen" in (imported.data / "matches.csv").read_text("utf-8-sig")


# What is written, and what comes of it


def test_what_is_written_is_read_as_the_same_dataset(tmp_path: Path) -> None:
    seed = read_dataset([SEED])
    for folder in ("entities", "documents"):
        (tmp_path / folder).mkdir()
    (tmp_path / "technologies.yaml").write_text(technologies_text(list(seed.technologies.values())))
    for kind in Kind:
        entities = [entity for entity in seed.entities.values() if entity.kind is kind]
        (tmp_path / "entities" / f"{kind.lower()}.yaml").write_text(entities_text(entities))
    for raw in documents_in(scan([SEED]).documents):
        parsed = read_document(raw)
        assert parsed.document
        text = document_text(parsed.document.record, [claim.record for claim in parsed.claims])
        (tmp_path / "documents" / f"{raw.id}.yaml").write_text(text)
    assert read_dataset([tmp_path]).version == seed.version


def test_imported_data_answers_questions(imported: Desk, loaded: Loader) -> None:
    assert run_entente(["check", str(imported.data)], {}).returncode == 0
    assert _partners(loaded(imported.data)) == {
        frozenset({"University of Oxford", "Serum Institute of India Pvt. Ltd."})
    }


def _partners(client: httpx.Client) -> set[frozenset[str]]:
    answer = client.get("/partners", params={"technology": "malaria vaccines"}).json()
    names = {entity["id"]: entity["name"] for entity in answer["entities"]}
    return {frozenset(names[id] for id in row["partners"]) for row in answer["rows"]}
