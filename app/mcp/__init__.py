"""MCP: questions as tools that an assistant calls, over HTTP or as a command, and answers in the room that it has.

Only `server` knows the official SDK, which is an extra and need not be there.
"""

from importlib.util import find_spec

MISSING = "MCP needs an extra that is not installed here: pip install 'entente[mcp]'"


def installed() -> bool:
    """Whether the SDK is there."""
    return find_spec("mcp") is not None
