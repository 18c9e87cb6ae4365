"""The statements of the `cypher/` folder: one statement a file, its first comment its description."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from app import resources

FOLDER = resources.folder("cypher")


@cache
def statement(name: str) -> str:
    """The text of `cypher/<name>.cypher`."""
    return (FOLDER / f"{name}.cypher").read_text(encoding="utf-8")


@cache
def exists(name: str) -> bool:
    """Whether there is a `cypher/<name>.cypher`."""
    return (FOLDER / f"{name}.cypher").is_file()


def place(name: str, position: int) -> str:
    """The file and line of a position in a statement's text, to be clicked on: `cypher/ties.cypher:4`."""
    line = statement(name).count("\n", 0, position) + 1
    return f"cypher/{name}.cypher:{line}"


def position(name: str, parameter: str) -> str:
    """The file and line where a statement uses a parameter first."""
    found = (token for token in _TOKEN.finditer(statement(name)) if token["name"] == parameter)
    return place(name, next(found).start())


def files() -> list[str]:
    """The names of all statements, without that of the sample parameters."""
    names = (path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.cypher"))
    return sorted(name for name in names if name != "params")


def sample_parameters() -> dict[str, str]:
    """The parameters of `cypher/params.cypher`, each with its value as Cypher."""
    return dict(re.findall(r"^:param (\w+) => (.*);$", statement("params"), re.MULTILINE))


def description(name: str) -> str:
    """The comment that a statement opens with, as one line of text."""
    lines = statement(name).splitlines()
    heading = [line.removeprefix("//").strip() for line in lines[: _comment_length(lines)]]
    return " ".join(heading)


def _comment_length(lines: list[str]) -> int:
    return next((index for index, line in enumerate(lines) if not line.startswith("//")), len(lines))


def schema() -> dict[str, str]:
    """The statements of `cypher/schema.cypher`, by the name of the constraint or index that each creates."""
    created = [text.strip() for text in without_comments(statement("schema")).split(";") if text.strip()]
    return {text.split()[2 if text.split()[1] != "FULLTEXT" else 3]: text for text in created}


def without_comments(text: str) -> str:
    """A statement without the lines that are comments."""
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("//"))


_TOKEN = re.compile(
    r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:``|[^`])*`|//[^\n]*|/\*.*?\*/|\$(?P<name>\w+)""", re.DOTALL
)


@cache
def parameters(text: str) -> frozenset[str]:
    """The names of the parameters that a statement uses."""
    return frozenset(token["name"] for token in _TOKEN.finditer(text) if token["name"])


@cache
def bundled(text: str) -> str:
    """A statement that takes all its parameters in one map, `$given`.

    Neo4j plans a statement anew when the type of a parameter changes, or the order of size of a text or list (up to
    1, 10, 100 …). A map has one type: so each statement is planned once, whatever it is asked with.
    """
    return _TOKEN.sub(lambda token: f"$given.{token['name']}" if token["name"] else token[0], text)


def with_literals(text: str, values: Mapping[str, Any]) -> str:
    """A statement with its parameters as literals; what only looks like one, in text or a comment, is left alone.

    Raises KeyError for a parameter that has no value.
    """

    def fill(token: re.Match[str]) -> str:
        name = token["name"]
        return literal(values[name]) if name else token[0]

    return _TOKEN.sub(fill, text)


_AFTER_BACKSLASH = re.compile(r"(?<=\\)(?=u)")


def literal(value: Any) -> str:
    """A JSON value as a Cypher literal that means just that value, whatever text it holds."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case str():
            # Some versions of Neo4j read Unicode escapes before they read strings, so that the text \\u0027 would end
            # one: where a `u` follows a backslash of the text, it begins a string of its own, '\\' + 'u0027'.
            return " + ".join(f"'{''.join(map(_escaped, part))}'" for part in _AFTER_BACKSLASH.split(value))
        case list() | tuple():
            return f"[{', '.join(literal(one) for one in cast('list[Any]', value))}]"
        case dict():
            members = cast("dict[str, Any]", value).items()
            return f"{{{', '.join(f'{_name(name)}: {literal(one)}' for name, one in members)}}}"
        case _:
            raise TypeError(f"no Cypher literal is a {type(value).__name__}")


def _escaped(sign: str) -> str:
    """A character inside single quotes; one that is not printable, or controls direction, as its \\uXXXX escape."""
    if sign in "\\'":
        return f"\\{sign}"
    return sign if sign.isprintable() or ord(sign) > 0xFFFF else f"\\u{ord(sign):04x}"


_PLAIN = re.compile(r"[A-Za-z]\w*", re.ASCII)


def _name(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else f"`{name.replace('`', '``')}`"
