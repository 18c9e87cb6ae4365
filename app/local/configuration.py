"""What the local Neo4j is told: its configuration file and its command line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.local.machine import ADDRESS

JAVA_OPTIONS = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
    "-Xlog:disable",
    # Neo4j samples indexes in virtual threads, which wait for a page that is being written by reading it over and over.
    # With as many of them at work as there are threads for them (one for each processor), none was left for the one
    # that the writer waited for: a load of 500,000 ties on two processors stood still for good.
    "-Djdk.virtualThreadScheduler.parallelism=64",
)


@dataclass(frozen=True)
class Ports:
    """Where the local Neo4j listens on 127.0.0.1."""

    bolt: int
    http: int


CLOSED = {
    # LOAD CSV reads no file of this machine, and asks no other.
    "dbms.security.allow_csv_import_from_file_urls": "false",
    "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
}
"""What keeps Cypher from reading what is not in the graph: who can run a query should not get a file or a network."""


def configuration(ports: Ports, page_cache_megabytes: int, transaction_megabytes: int, extra: Mapping[str, str]) -> str:
    """The text of neo4j.conf; `extra` has the last word. One transaction gets no more than so much memory."""
    settings = {
        **CLOSED,
        "db.memory.transaction.max": f"{transaction_megabytes}m",
        "server.default_listen_address": ADDRESS,
        "server.default_advertised_address": ADDRESS,
        "server.bolt.listen_address": f"{ADDRESS}:{ports.bolt}",
        "server.bolt.advertised_address": f"{ADDRESS}:{ports.bolt}",
        "server.http.listen_address": f"{ADDRESS}:{ports.http}",
        "server.http.advertised_address": f"{ADDRESS}:{ports.http}",
        "server.http.x_forward.enabled": "false",
        "server.https.enabled": "false",
        # Only Browser is asked for over HTTP; each further interface costs a second of processor time at every start.
        "server.http_enabled_modules": "BROWSER",
        # Else the driver watches the clock at every few bytes that it reads; the service bounds each read as a whole.
        "server.bolt.connection_keep_alive_for_requests": "OFF",
        "server.memory.pagecache.size": f"{page_cache_megabytes}m",
        # Nothing leaves this machine: no usage reports, no announcements to the network.
        "client.allow_telemetry": "false",
        "dbms.fleet_manager.enabled": "false",
        "dbms.usage_report.enabled": "false",
        "server.bolt.telemetry.enabled": "false",
        "server.fleet_discovery.enabled": "false",
        # A load counts anew what indexes hold once it is done; else they are counted over and over while it writes.
        "db.index_sampling.background_enabled": "false",
        # Two databases would reserve 256 MB each for their logs.
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.retention_policy": "1 files",
        "db.tx_log.rotation.size": "32m",
        # After a crash, what was written since the last checkpoint is replayed: so much, not 15 minutes of it.
        "db.checkpoint": "VOLUME",
        "db.checkpoint.interval.volume": "32m",
        # Otherwise every stop waits ten seconds for calls that cannot come any more.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
        **extra,
    }
    return "".join(f"{name}={value}\n" for name, value in settings.items())


def browser_settings(service: str) -> Mapping[str, str]:
    """What a Neo4j server is told so that its Browser opens with our style and guide, from the service's address.

    Browser knows the hosts that it may fetch from by name only: `localhost`, not an address of numbers.
    """
    host = service.split("://")[1].split("/")[0].split(":")[0]
    return {
        "browser.post_connect_cmd": "; ".join(
            [
                # Otherwise Browser adds every edge between the nodes of an answer, those that it does not tell of too.
                "config autoComplete: false",
                # Whoever looks around changes nothing by a slip: Neo4j refuses what writes until this is turned off.
                "config useReadTransactions: true",
                f"play {service}/browser/guide.html",
                f"style {service}/browser/style.grass",
            ]
        ),
        "browser.remote_content_hostname_whitelist": host,
    }


def server_command(
    java: Path, jars: Path, version: str, home: Path, heap_megabytes: int, further: Sequence[str]
) -> list[str]:
    """Neo4j Community in the foreground; `further` options of Java name its archive of loaded classes, for example."""
    options = [f"-Xmx{heap_megabytes}m", *JAVA_OPTIONS, f"-XX:ErrorFile={home / 'logs' / 'java-%p.log'}", *further]
    main = "CommunityEntryPoint" if version.startswith("5.") else "Neo4jCommunity"
    arguments = [f"org.neo4j.server.{main}", home_argument(home), f"--config-dir={home / 'conf'}", "--console-mode"]
    return [str(java), *options, "-cp", f"{jars}/*", *arguments]


def home_argument(home: Path) -> str:
    """The part of the command line by which the process of this home is known."""
    return f"--home-dir={home}"


def password_command(java: Path, jars: Path, password_file: Path, archive: list[str]) -> list[str]:
    """Sets the first password from a file, so that no list of processes shows it."""
    options = [*archive, "-XX:TieredStopAtLevel=1", *JAVA_OPTIONS]
    main = ["org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password", f"@{password_file}"]
    return [str(java), *options, "-cp", f"{jars}/*", *main]
