"""Where the graph is, and the limits: the environment, read once into one frozen object."""

import os
import sys
from functools import cache
from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import EntenteError

RENAMED = {"ENTENTE_PIECES": "ENTENTE_RECORD_CACHE_BYTES", "ENTENTE_KEPT": "ENTENTE_RESPONSE_CACHE_BYTES"}
"""Names of the first version, which still work, with those of today."""


FILE_RESULTS = 1_000_000
"""What a file holds, where nobody sets it."""


class Settings(BaseSettings):
    """All that can be configured. Times are in seconds, sizes in bytes."""

    model_config = SettingsConfigDict(frozen=True)

    uri: str | None = Field(
        None,
        alias="NEO4J_URI",
        description="A Neo4j server, cluster or Aura, or several servers with commas between them; the local one if "
        "not set.",
    )
    username: str = Field("neo4j", alias="NEO4J_USERNAME", description="Neo4j user name.")
    password: SecretStr = Field(SecretStr(""), alias="NEO4J_PASSWORD", description="Neo4j password.")
    database: str = Field("neo4j", alias="NEO4J_DATABASE", description="Name of the Neo4j database.")
    host: str = Field("127.0.0.1", alias="ENTENTE_HOST", description="Address that the service listens on.")
    port: int = Field(8000, alias="ENTENTE_PORT", ge=0, le=65535, description="Port that the service listens on.")
    home: Path = Field(
        Path(platformdirs.user_data_dir("entente")),
        alias="ENTENTE_HOME",
        description="Where the local Neo4j keeps its data.",
    )
    snapshots: Path | None = Field(
        None,
        alias="ENTENTE_SNAPSHOTS",
        description="Folder for the files of snapshots, which outlive the database; if not set, beside the local "
        "Neo4j's data, and none for another Neo4j.",
    )
    cache: Path = Field(
        Path(platformdirs.user_cache_dir("entente")),
        alias="ENTENTE_CACHE",
        description="Where the local Neo4j's program is kept.",
    )
    bolt_port: int = Field(
        7687, alias="ENTENTE_BOLT_PORT", ge=1, le=65535, description="The local Neo4j's port for drivers."
    )
    browser_port: int = Field(
        7474, alias="ENTENTE_BROWSER_PORT", ge=1, le=65535, description="The local Neo4j Browser's port."
    )
    java_options: str = Field(
        "",
        alias="ENTENTE_JAVA_OPTIONS",
        description="Further options for the local Neo4j's Java, with spaces between them; "
        "`-XX:TieredStopAtLevel=1 -XX:+UseSerialGC` halves the processor time of short runs.",
    )
    browser: str | None = Field(
        None,
        alias="ENTENTE_BROWSER",
        description="Neo4j Browser's address as readers reach it, such as "
        "http://localhost:7474/browser/?dbms=neo4j://neo4j@localhost:7687; from the others if not set.",
    )
    time_limit: float = Field(
        10.0, alias="ENTENTE_TIME_LIMIT", gt=0, description="Longest that one query may run, in seconds."
    )
    stale_limit: float = Field(
        3600.0,
        alias="ENTENTE_STALE_LIMIT",
        ge=0,
        description="Longest that kept answers are given, marked as stale, while Neo4j does not answer, in seconds.",
    )
    warmup_seconds: float = Field(
        10.0,
        alias="ENTENTE_WARMUP_SECONDS",
        ge=0,
        description="Longest that readiness waits while each question is asked once, which then goes on behind it, in "
        "seconds; 0 to ask none.",
    )
    record_cache_bytes: int = Field(
        256 * 1024 * 1024,
        alias="ENTENTE_RECORD_CACHE_BYTES",
        ge=0,
        description="Memory for records that answers are put together from, in each worker.",
    )
    response_cache_bytes: int = Field(
        64 * 1024 * 1024,
        alias="ENTENTE_RESPONSE_CACHE_BYTES",
        ge=0,
        description="Memory for responses (JSON, figures, files) that are sent again as they are, in each worker.",
    )
    file_results: int = Field(
        FILE_RESULTS,
        alias="ENTENTE_FILE_RESULTS",
        ge=1,
        description="Most results in a file that is sent part after part (csv, jsonl, ftm); more is taken by pages.",
    )
    reader_snapshots: int = Field(
        0,
        alias="ENTENTE_READER_SNAPSHOTS",
        ge=0,
        description="Most snapshots, of 5 MB each, that readers may make from the page or by `POST /snapshots`; 0 for "
        "none.",
    )
    public_url: str | None = Field(
        None,
        alias="ENTENTE_PUBLIC_URL",
        description="Where readers find the service, for every absolute address; as in the request if not set.",
    )
    contact: str | None = Field(
        None,
        alias="ENTENTE_CONTACT",
        pattern="^(https?|mailto):",
        description="Where readers report errors: an address of the web, or `mailto:` with one of mail, in which "
        "{title} and {address} become those of the page; pages name none if not set.",
    )
    trusted_proxies: str = Field(
        "",
        alias="ENTENTE_TRUSTED_PROXIES",
        description="Addresses of proxies, with commas between them, whose X-Forwarded-Proto, X-Forwarded-For and "
        "X-Request-ID are believed; nobody's if not set.",
    )
    fair_share: int | None = Field(
        None,
        alias="ENTENTE_FAIR_SHARE",
        ge=0,
        description="Answers that one client may ask a worker for in a minute, one that is kept counting a tenth; 0 "
        "for any number. If not set, 600, or any number where the service listens on loopback only.",
    )
    connections: int = Field(
        1000, alias="ENTENTE_CONNECTIONS", ge=1, description="Most connections that a worker has at once."
    )
    llm_url: str | None = Field(
        None,
        alias="ENTENTE_LLM_URL",
        pattern="^https?://",
        description="Where `entente draft --llm` asks a language model, an address that speaks as OpenAI's does, such "
        "as http://127.0.0.1:11434; none if not set, and nothing is sent without `--llm`.",
    )
    llm_model: str = Field("", alias="ENTENTE_LLM_MODEL", description="Name of that language model.")
    llm_key: SecretStr = Field(SecretStr(""), alias="ENTENTE_LLM_KEY", description="Key for that language model.")
    access_log: bool = Field(
        False, alias="ENTENTE_ACCESS_LOG", description="Whether each request is a line of JSON on standard output."
    )
    metrics: bool = Field(False, alias="ENTENTE_METRICS", description="Whether /metrics is there, for Prometheus.")

    @property
    def uris(self) -> list[str]:
        """The addresses in `uri`."""
        return (self.uri or "").replace(",", " ").split()

    @property
    def listens_on_loopback(self) -> bool:
        """Whether only this machine reaches the service directly."""
        return self.host == "localhost" or self.host == "::1" or self.host.startswith("127.")

    @classmethod
    def from_environment(cls) -> "Settings":
        """Settings from the environment's variables; what is not set keeps its default.

        A variable's old name works as well, and a line on standard error says how it is called now. Raises
        EntenteError naming each variable whose value is of the wrong form.
        """
        try:
            return cls(**_by_old_names())  # pyright: ignore[reportArgumentType]  the environment gives the rest
        except ValidationError as invalid:
            wrong = (f"{error['loc'][0]} is {error['input']!r}: {error['msg']}" for error in invalid.errors())
            raise EntenteError("; ".join(wrong)) from None


def _by_old_names() -> dict[str, str]:
    """What is set by an old name alone, by the new one."""
    old_names = [old for old, new in RENAMED.items() if old in os.environ and new not in os.environ]
    for old in old_names:
        _say_renamed(old)
    return {RENAMED[old]: os.environ[old] for old in old_names}


@cache  # once, however often the environment is read
def _say_renamed(old: str) -> None:
    print(f"{old} is called {RENAMED[old]} now; the old name still works", file=sys.stderr)
