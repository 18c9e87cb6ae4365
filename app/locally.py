"""The local Neo4j as the settings want it."""

from app.local import LocalNeo4j
from app.local.configuration import browser_settings
from app.settings import Settings


def local(settings: Settings) -> LocalNeo4j:
    """The local Neo4j of these settings; nothing starts before it is told to."""
    return LocalNeo4j(
        settings.home / "neo4j",
        cache=settings.cache / "neo4j",
        bolt_port=settings.bolt_port,
        http_port=settings.browser_port,
        extra=browser_settings(f"http://localhost:{settings.port}"),
    )
