"""Serve one application from several processes, so that as many cores answer; they end together.

In: an application, an address, how many. Out: a running server, until it is interrupted. Where a process cannot be
forked, one serves alone.
"""

import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

FORKS = hasattr(os, "fork") and hasattr(socket, "SO_REUSEPORT")
BACKLOG = 2048
GRACE = 5
"""Seconds in which what is being answered may end: a page takes 0.3 at the most, but some bodies never come."""


def serve(application: FastAPI, address: tuple[str, int], workers: int, ready: Callable[[int], None]) -> None:
    """Serve until interrupted; `ready` is told the port once all may ask."""
    sockets = bind(address, workers if FORKS else 1)
    watched, kept = os.pipe()
    for one in sockets[1:]:
        if os.fork() == 0:
            os.close(kept)
            _serve_beside(application, one, watched)
    ready(sockets[0].getsockname()[1])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        _run(application, sockets[0])
    finally:
        os.close(kept)  # the others see it and end, however this one ended


def bind(address: tuple[str, int], count: int) -> list[socket.socket]:
    """Return so many sockets of one address among which the system shares out who comes; raise OSError if it is taken.

    One is bound to itself first: those that share would also join another server's.
    """
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    alone = _socket(family, address, shared=False)
    if count == 1:
        return [alone]
    port = alone.getsockname()[1]
    alone.close()
    return [_socket(family, (address[0], port), shared=True) for _ in range(count)]


def _socket(family: int, address: tuple[str, int], *, shared: bool) -> socket.socket:
    made = socket.socket(
        family, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )  # named, asyncio sends without delay: 40 ms less
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    made.bind(address)
    made.listen(BACKLOG)
    made.set_inheritable(True)
    return made


def _run(application: FastAPI, one: socket.socket) -> None:
    config = uvicorn.Config(application, log_level="warning", server_header=False, timeout_graceful_shutdown=GRACE)
    _Server(config).run([one])


class _Server(uvicorn.Server):
    """A server that ends without a word about what it had to cut off."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close all connections, those last whose answer is on its way."""
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


def _serve_beside(application: FastAPI, one: socket.socket, watched: int) -> None:
    """Serve as one of the others, until the first ends; never returns."""

    def watch() -> None:
        os.read(watched, 1)  # ends when nobody can write there any more
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(2 * GRACE)  # what has not ended by then never will
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    try:
        _run(application, one)
    finally:
        os._exit(0)
