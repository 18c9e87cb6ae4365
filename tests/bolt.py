"""As much of Bolt (https://neo4j.com/docs/bolt/current/) as `tests/cluster.py` needs: messages, and what is in them."""

import socket
import struct
from contextlib import suppress
from io import BytesIO
from typing import Any, cast

CHUNK = 0xFFFF

BYTES, TEXT, LIST, MAP = 0xCC, 0xD0, 0xD4, 0xD8
SHORT = {0x80: TEXT, 0x90: LIST, 0xA0: MAP}
SINGLE = {0xC0: None, 0xC2: False, 0xC3: True}


def packed(value: Any) -> bytes:
    """A value in PackStream, always in the widest form."""
    if value is None or isinstance(value, bool):
        return {None: b"\xc0", False: b"\xc2", True: b"\xc3"}[value]
    if isinstance(value, int):
        return b"\xcb" + value.to_bytes(8, "big", signed=True)
    if isinstance(value, float):
        return b"\xc1" + struct.pack(">d", value)
    if isinstance(value, str):
        return b"\xd2" + len(text := value.encode()).to_bytes(4, "big") + text
    if isinstance(value, list):
        items = cast("list[Any]", value)
        return b"\xd6" + len(items).to_bytes(4, "big") + b"".join(map(packed, items))
    entries = cast("dict[str, Any]", value)
    content = b"".join(packed(key) + packed(entry) for key, entry in entries.items())
    return b"\xda" + len(entries).to_bytes(4, "big") + content


class Unpacking:
    """Values of PackStream, one after the other."""

    def __init__(self, content: bytes) -> None:
        self._content = BytesIO(content)

    @property
    def position(self) -> int:
        """How many bytes have been read."""
        return self._content.tell()

    def next(self) -> Any:
        """The next value; of a structure, the list of its fields."""
        marker = self._content.read(1)[0]
        if marker < 0x80 or marker >= 0xF0:
            return marker if marker < 0x80 else marker - 0x100
        if marker < 0xC0:
            return self._holding(SHORT.get(marker & 0xF0), marker & 0x0F)
        if marker in SINGLE:
            return SINGLE[marker]
        if marker == 0xC1:
            return struct.unpack(">d", self._content.read(8))[0]
        number = self._content.read(1 << (marker & 0x03))
        if marker < BYTES:
            return int.from_bytes(number, "big", signed=True)
        return self._holding(marker & 0xFC, int.from_bytes(number, "big"))

    def _holding(self, kind: int | None, size: int) -> Any:
        if kind in (BYTES, TEXT):
            content = self._content.read(size)
            return content.decode() if kind == TEXT else content
        if kind == MAP:
            return {self.next(): self.next() for _ in range(size)}
        if kind is None:
            self._content.read(1)  # which structure it is
        return [self.next() for _ in range(size)]


def message(tag: int, *fields: Any) -> bytes:
    """A message of Bolt."""
    return bytes([0xB0 + len(fields), tag]) + b"".join(map(packed, fields))


def split(message: bytes) -> tuple[bytes, dict[str, Any]]:
    """A message up to its last field, and that one, which says in which way it is meant."""
    values = Unpacking(message[2:])
    for _ in range(message[0] - 0xB1):
        values.next()
    return message[: 2 + values.position], values.next()


class Wire:
    """A connection on which messages of Bolt go to and fro."""

    def __init__(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self._socket = connection
        self._incoming = connection.makefile("rb")

    def take(self, size: int) -> bytes:
        """So many bytes. Raises ConnectionError when the other side has gone."""
        if len(taken := self._incoming.read(size)) < size:
            raise ConnectionError
        return taken

    def give(self, content: bytes) -> None:
        """Sends bytes."""
        self._socket.sendall(content)

    def receive(self) -> bytes:
        """The next message; an empty one only keeps the connection alive."""
        received = b""
        while (size := int.from_bytes(self.take(2), "big")) or not received:
            received += self.take(size)
        return received

    def send(self, message: bytes) -> None:
        """Sends a message."""
        chunks = (message[start : start + CHUNK] for start in range(0, len(message), CHUNK))
        self.give(b"".join(len(chunk).to_bytes(2, "big") + chunk for chunk in chunks) + b"\0\0")

    def cut(self) -> None:
        """Ends the connection, whoever is reading from it."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Closes this side."""
        self._incoming.close()
        self._socket.close()
