"""The local Neo4j: the real server on this machine, with nothing to install but Python."""

from app.local.configuration import Ports
from app.local.server import LocalNeo4j, Status, default_cache, default_home

__all__ = ["LocalNeo4j", "Ports", "Status", "default_cache", "default_home"]
