"""What a Neo4j on this machine answers, at its port for drivers and at that of Browser."""

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from app.local.configuration import Ports
from app.local.machine import ADDRESS, answers

if TYPE_CHECKING:
    from neo4j import Driver


class WrongPassword(Exception):
    """Neo4j does not accept the user name and password."""


@dataclass(frozen=True)
class Doors:
    """The ports of a Neo4j, and the user name and password for it."""

    ports: Ports
    auth: tuple[str, str]

    def show_browser(self) -> bool:
        """Whether Browser is there, which comes last."""
        if not answers(self.ports.http):  # a look that costs nothing, while Java needs every processor
            return False
        with suppress(httpx.TransportError):
            # It must not be asked for through a proxy.
            return httpx.get(f"http://{ADDRESS}:{self.ports.http}/browser/", trust_env=False, timeout=5).is_success
        return False

    def accept(self) -> bool:
        """Whether Bolt answers to our name and password. Raises WrongPassword."""
        # Imported while Java starts.
        from neo4j.exceptions import AuthError, DriverError, Neo4jError

        try:
            with self._driver() as driver:
                driver.verify_connectivity()
            return True
        except AuthError as error:
            raise WrongPassword from error
        except (DriverError, Neo4jError):
            return False

    def answer_questions(self) -> bool:
        """Whether the database is there too: without it a server accepts connections all the same."""
        from neo4j.exceptions import DriverError, Neo4jError

        try:
            with self._driver() as driver, driver.session(database="neo4j") as session:
                session.run("RETURN 1").consume()
            return True
        except (DriverError, Neo4jError):
            return False

    def _driver(self) -> "Driver":
        from neo4j import GraphDatabase

        return GraphDatabase.driver(f"bolt://{ADDRESS}:{self.ports.bolt}", auth=self.auth, connection_timeout=5)
