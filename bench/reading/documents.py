"""PDF by veraPDF, Word, Excel and SVG by LibreOffice, Markdown by Pandoc, LaTeX by LaTeX."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf

from app.report.figure import fonts
from bench.reading import jars
from bench.reading.answers import LANGUAGES, Answers, Missing, Reading, etree, program


def verapdf(answers: Answers, suffix: str) -> Reading:
    """Each PDF in each language against PDF/UA-1."""
    reading = Reading(what=f"PDF/UA-1, in {len(LANGUAGES)} languages")
    files = [answer.file(suffix, lang=lang) for answer in answers for lang in LANGUAGES]
    command = jars.command("greenfield-apps", "org.verapdf.apps.GreenfieldCliWrapper")
    done = subprocess.run([*command, "-f", "ua1", "--format", "text", *files], capture_output=True, text=True)
    said = {Path(line.split()[1]).name: line.split()[0] for line in done.stdout.splitlines() if line.strip()}
    for file in files:
        reading.expect(said.get(file.name) == "PASS", f"{file.name}: {said.get(file.name, done.stderr[-200:])}")
        reading.files += 1
    return reading


def squeezed(text: str) -> str:
    """A text without white space, hyphens and marks that typesetters put in or leave out."""
    return re.sub(r"[\s\u00ad\u200b\u200c\u200d\u2011\ufffd\u202a-\u202e\u2066-\u2069-]", "", text)


def _expect_whole(reading: Reading, file: Path, told: Iterable[str], text: str) -> None:
    """Expects each word of what a file tells in its text; Devanagari is shaped, and cannot be read back."""
    lost = [
        words for words in told
        if not all(squeezed(word) in text for word in words.split() if not re.search("[\u0900-\u097f]", word))
    ]  # fmt: skip
    reading.expect(not lost, f"{file.name}: {lost[:3]}")


def _printed(files: Sequence[Path], module: str) -> Iterator[tuple[str, int]]:
    """The text and the number of pages of each file as a program of LibreOffice prints it."""
    folder = files[0].parent / f"printed-{files[0].suffix[1:]}"
    command = [
        program("soffice"), f"-env:UserInstallation=file://{folder}/profile", "--headless",
        "--convert-to", f"pdf:{module}_pdf_Export", "--outdir", str(folder),
    ]  # fmt: skip
    done = subprocess.run([*command, *files], capture_output=True, text=True)
    if "no export filter" in done.stderr:
        raise Missing(f"LibreOffice {module.capitalize()} is not installed")
    for file in files:
        reader = pypdf.PdfReader(folder / f"{file.stem}.pdf")
        yield squeezed("".join(page.extract_text() for page in reader.pages)), len(reader.pages)


def word(answers: Answers, suffix: str) -> Reading:
    """Each Word file as LibreOffice prints it: all its paragraphs and all words of its tables are on its pages."""
    reading, pages, cells = Reading(), 0, 0
    files = [answer.file(suffix) for answer in answers]
    for file, (text, count) in zip(files, _printed(files, "writer"), strict=True):
        document = docx.Document(str(file))
        told = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
        told |= {paragraph.text for paragraph in document.paragraphs}
        _expect_whole(reading, file, told, text)
        pages, cells = pages + count, cells + len(told)
        reading.files += 1
    reading.what = f"{pages} pages; {cells} texts whole"
    return reading


def excel(answers: Answers, suffix: str) -> Reading:
    """Each workbook as LibreOffice prints it: the words that its first sheet prints, and no number too wide to show."""
    reading, pages = Reading(), 0
    files = [answer.file(suffix) for answer in answers]
    for file, (text, count) in zip(files, _printed(files, "calc"), strict=True):
        sheet = openpyxl.load_workbook(file).worksheets[0]
        area: Any = sheet[str(sheet.print_area).rpartition("!")[2].replace("$", "")]
        _expect_whole(reading, file, [str(cell.value) for row in area for cell in row if cell.data_type == "s"], text)
        reading.expect("###" not in text, f"{file.name}: a number that its column has no room for")
        pages += count
        reading.files += 1
    reading.what = f"{pages} pages; the words of the answer whole, no ###"
    return reading


def drawing(answers: Answers, suffix: str) -> Reading:
    """Each figure as LibreOffice prints it: every text of it is there, on one page."""
    reading, texts = Reading(), 0
    files = [answer.file(suffix) for answer in answers]
    for file, (text, pages) in zip(files, _printed(files, "draw"), strict=True):
        told = ["".join(element.itertext()) for element in etree.parse(str(file)).iter("{*}text")]
        _expect_whole(reading, file, told, text)
        reading.expect(pages == 1, f"{file.name}: {pages} pages")
        texts += len(told)
        reading.files += 1
    reading.what = f"{texts} texts, on a page each"
    return reading


def pandoc(answers: Answers, suffix: str) -> Reading:
    """Each Markdown file as Pandoc reads it: tables with all columns and rows, citations by key that resolve; and as it
    writes it for Word, HTML and LaTeX, without a warning."""
    reading, tables, cited = Reading(), 0, 0
    documents = next(answer for answer in answers if answer.name == "documents")
    sources = documents.file("csl").with_suffix(".json")
    sources.write_bytes(documents.file("csl").read_bytes())
    for file in [made for answer in answers for made in (answer.file(suffix), answer.file(suffix, cite="key"))]:
        read = json.loads(_by_pandoc(reading, file, "json"))
        found = [_shape(*block["c"][2:5]) for block in read["blocks"] if block["t"] == "Table"]
        wanted = [_written(part.splitlines()) for part in file.read_text().split("\n\n") if part.startswith("|")]
        reading.expect(found == wanted, f"{file.name}: tables of {found} in place of {wanted}")
        for form in ("docx", "html", "latex"):
            _by_pandoc(reading, file, form, "--citeproc", "--bibliography", str(sources), "-o", f"{file}.{form}")
        tables += len(found)
        cited += file.read_text().count("@2") if "key" in file.name else 0
        reading.files += 1
    reading.what = f"{tables} tables with all columns and rows, {cited} citations resolved"
    return reading


def _by_pandoc(reading: Reading, file: Path, form: str, *options: str) -> str:
    done = subprocess.run([program("pandoc"), str(file), "-t", form, *options], capture_output=True, text=True)
    reading.expect(done.returncode == 0 and not done.stderr, f"{file.name} to {form}: {done.stderr.strip()[:200]}")
    return done.stdout


def _shape(columns: Sequence[Any], head: Any, bodies: Sequence[Any]) -> tuple[int, int]:
    """How many columns and rows a table of Pandoc's has."""
    return len(columns), sum(len(body[3]) for body in bodies)


def _written(lines: Sequence[str]) -> tuple[int, int]:
    """How many columns and rows a table of Markdown has."""
    return len(re.findall(r"(?<!\\)\|", lines[0])) - 1, len(lines) - 2


REPORT = r"""\documentclass{article}
%s
\usepackage{array,booktabs,longtable,xurl}
\begin{document}\input{%s}\end{document}
"""

LATIN = r"\usepackage[T1]{fontenc}\usepackage{lmodern,hyperref}"

OTHER_SCRIPT = r"\usepackage{fontspec}\setmainfont{%s}[Path=%s/]\newcommand\href[2]{#2}"
"""Without hyperref, which in XeLaTeX stops where a font of Type 1 is missing that it never shows."""

SCRIPTS = {"ru": "Arimo", "hi": "NotoSansDevanagari"}
"""The font that has the letters of a language that pdfLaTeX has none for: it is one of ours, which are always there."""

WIDEST = 1.0
"""So many points beyond the line nobody sees."""


def latex(answers: Answers, suffix: str) -> Reading:
    """Each LaTeX file in each language, by pdfLaTeX or XeLaTeX: no error, no letter missing, within the line."""
    reading, pages = Reading(), 0
    for answer in answers:
        for lang in LANGUAGES:
            file = answer.file(suffix, lang=lang)
            report = file.with_name(f"report-{file.name}")
            report.write_text(REPORT % (_letters(lang, file.parent), file.name))
            engine = "xelatex" if lang in SCRIPTS else "pdflatex"
            command = [program(engine), "-interaction=nonstopmode", "-halt-on-error", report.name]
            subprocess.run(command, cwd=report.parent, capture_output=True)  # the second run knows the first's widths
            done = subprocess.run(command, cwd=report.parent, capture_output=True, text=True, errors="replace")
            reading.expect(done.returncode == 0, f"{file.name}: {done.stdout[-300:]}")
            wide = [float(points) for points in re.findall(r"Overfull \\hbox \(([.\d]+)pt", done.stdout)]
            reading.expect(max(wide, default=0) <= WIDEST, f"{file.name}: {max(wide, default=0)} pt beyond the line")
            log = report.with_suffix(".log").read_text(errors="replace")
            missing = sorted(set(re.findall(r"Missing character: There is no (\S+)", log)))
            reading.expect(not missing, f"{file.name}: no letters {missing[:5]}")
            pages += int(made[1]) if (made := re.search(r"Output written on .*?\((\d+) page", done.stdout, re.S)) else 0
            reading.files += 1
    reading.what = f"{pages} pages, in {len(LANGUAGES)} languages, no box more than {WIDEST:g} pt too wide"
    return reading


def _letters(lang: str, folder: Path) -> str:
    """The lines of a preamble that give a language its letters."""
    if lang not in SCRIPTS:
        return LATIN
    font = next(path for path in fonts.font_files() if path.name.startswith(f"{SCRIPTS[lang]}["))
    copy = folder / f"{SCRIPTS[lang]}{font.suffix}"  # fontspec takes no brackets in a name
    shutil.copyfile(font, copy)
    return OTHER_SCRIPT % (copy.name, copy.parent)
