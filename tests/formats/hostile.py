"""A dataset whose names and texts try to be more than names and texts, in every format that there is."""

from pathlib import Path

import yaml

NAMES = {
    "script": "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "closing": "</title></text></svg></style>--><!-- ]]> &amp; &lt;",
    "quotes": "\"double\" 'single' `back` \\backslash\\ {brace} }}",
    "newline": "first line\nsecond line\r\n| table | cell",
    "bidi": "safe \u200fgnp.exe\u200e and עברית between",
    "formula": "=cmd|' /C calc'!A0",
    "formulas": "+SUM(1+1)*cmd",
    "at": "@SUM(1)",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "long": "Very long name " * 20,
    "word": "W" * 300,
    "emoji": "Rocket 🚀 and family 👩‍👩‍👧‍👦",
    "cjk": "中国国家航天局 月面探査",
    "devanagari": "भारतीय अन्तरिक्ष अनुसंधान संगठन",
    "cyrillic": "Государственная корпорация «Роскосмос»",
    "latex": r"\input{/etc/passwd} $x^2_1$ 100% #1 & ~tilde",
    "markdown": "[link](javascript:alert(1)) **bold** | pipe | <b> # head",
    "mermaid": 'end ]); click n0 "javascript:alert(1)" %%{init: {}}%% -->',
    "dot": '"]; evil [label="x"]; "\\N \\G',
    "cypher": "'}) DETACH DELETE n; // \\u0027",
    "template": "${title} $style %(x)s {{ x }} {% raw %}",
    "separators": "tab\tline\u2028paragraph\u2029no-break\u00a0end",
}
"""Names by the ids of the entities that have them."""

URL = "https://example.org/a?b=<script>&c=%22%27{}|\\~#frag"


def write(folder: Path) -> Path:
    """The dataset, as a folder to load: every entity takes part in one initiative, with one claim each."""
    ids = list(NAMES)
    (folder / "entities").mkdir(parents=True)
    (folder / "documents").mkdir()
    _dump(folder / "technologies.yaml", [{"id": "field", "name": 'Field </desc> & "quoted"'}])
    _dump(folder / "entities" / "company.yaml", [{"id": id, "name": NAMES[id].strip()[:300]} for id in ids[1:]])
    _dump(folder / "entities" / "initiative.yaml", [{"id": "script", "name": NAMES["script"]}])
    claims = [
        {
            "tie": [id, "FUNDS", "script"], "status": "active", "technologies": ["field"],
            "says": f"Says {NAMES[id]}"[:390], "where": f"line {number} {NAMES[id]}"[:290],
        }
        for number, id in enumerate(ids[1:])
    ]  # fmt: skip
    document = {
        "title": NAMES["script"], "publisher": NAMES["quotes"], "url": URL, "published": "2024-01-01",
        "kind": "blog", "reliability": "unverified", "note": NAMES["latex"], "claims": claims,
    }  # fmt: skip
    _dump(folder / "documents" / "2024-01-01-hostile.yaml", document)
    return folder


def _dump(path: Path, value: object) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=False), encoding="utf-8")
