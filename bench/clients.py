"""What asks: one client after the other for latency, 32 at once for throughput. wrk is the second one."""

import http.client
import re
import shutil
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from tempfile import NamedTemporaryFile

from app.errors import EntenteError

CLIENTS = 32


@dataclass(frozen=True)
class Requests:
    """Requests to one server, asked in turn: a path each, and a body each where they are sent by POST."""

    port: int
    paths: Sequence[str]
    bodies: Sequence[str] = ()
    headers: dict[str, str] = field(default_factory=lambda: {"Accept": "application/json"})

    def latency(self, seconds: float) -> float:
        """The median time of an answer at one client, in milliseconds."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        times: list[float] = []
        end = time.perf_counter() + seconds
        while time.perf_counter() < end or len(times) < 10:
            started = time.perf_counter()
            self._exchange(connection, len(times))
            times.append(time.perf_counter() - started)
        return statistics.median(times) * 1000

    def contents(self) -> list[bytes]:
        """Each answer once."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        return [self._exchange(connection, number) for number in range(len(self.paths))]

    def _exchange(self, connection: http.client.HTTPConnection, number: int) -> bytes:
        place = number % len(self.paths)
        body = self.bodies[place] if self.bodies else None
        connection.request("POST" if body else "GET", self.paths[place], body, self.headers)
        response = connection.getresponse()
        content = response.read()
        assert response.status in (200, 202), content[:300]
        return content

    def throughput(self, seconds: int) -> float:
        """Answers per second at 32 clients. Raises EntenteError where wrk is not there, or answers fail."""
        wrk = shutil.which("wrk")
        if not wrk:
            raise EntenteError("wrk is not here; it is in the package `wrk` of Debian, Ubuntu, Fedora and Homebrew")
        with NamedTemporaryFile("w", suffix=".lua") as script:
            script.write(self._script())
            script.flush()
            options = ["-t1", f"-c{CLIENTS}", f"-d{seconds}s", "--timeout", "60s", "-s", script.name]
            told = subprocess.run(
                [wrk, *options, f"http://127.0.0.1:{self.port}/"], capture_output=True, text=True, check=True
            ).stdout
        if "Non-2xx" in told or "Socket errors" in told:
            raise EntenteError(told)
        found = re.search(r"Requests/sec:\s+([\d.]+)", told)
        assert found, told
        return float(found[1])

    def _script(self) -> str:
        """A program for wrk that asks for everything in turn."""
        headers = ", ".join(f"[{_quoted(name)}] = {_quoted(value)}" for name, value in self.headers.items())
        method = "POST" if self.bodies else "GET"
        bodies = [_quoted(body) for body in self.bodies] or ["nil"] * len(self.paths)
        asked = "\n".join(
            f"asked[#asked + 1] = wrk.format('{method}', {_quoted(path)}, headers, {body})"
            for path, body in zip(self.paths, bodies, strict=True)
        )
        return f"""local asked, at = {{}}, 0
function init() local headers = {{{headers}}}
{asked}
end
function request() at = at % #asked + 1; return asked[at] end
"""


def _quoted(text: str) -> str:
    """Text as a literal of Lua."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"
