"""Start the server, say where it is, and end it and everything it started with Ctrl-C or a request to end."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING
from urllib.parse import quote

from cohesion_graph.errors import BadParameter, MisuseError

if TYPE_CHECKING:
    import uvicorn

    from cohesion_graph.questions.limits import Limits
    from cohesion_graph.serve.current import CurrentSite

__all__ = ["ended_by_request", "listening", "serve"]


def serve(
    site_in: Callable[[Path], Path],
    *,
    host: str,
    port: int,
    limits: Limits,
    say: Callable[[str], None],
    cors: bool = False,
) -> None:
    """Serve a built site until the process is told to stop.

    Args:
        site_in: Gives the folder of the site; when that is replaced, the new site is served. It is handed a folder,
            removed in the end, in which it may build one; it is called once it is sure that the site can be served.
        host: The address to listen at.
        port: The port; 0 for any that is free.
        limits: What one query may take.
        say: Takes what there is to tell: where the server is, and a warning if others can reach it.
        cors: Whether scripts in pages of other sites may read from it.

    Raises:
        MisuseError: the extra ``serve`` is not installed.
        BadParameter: the folder is no site, or nothing can listen there.
        StoreError: the data cannot be loaded.
    """
    try:
        import uvicorn  # noqa: F401 - to tell now whether it is there

        from cohesion_graph.serve.current import CurrentSite
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        raise MisuseError(
            f"the server needs {missing}, which is not installed\n  Install it: pip install 'cohesion-graph[serve]'"
        ) from error
    with ended_by_request(), ExitStack() as held:
        socket_held = held.enter_context(listening(host, port))
        aside = held.enter_context(tempfile.TemporaryDirectory(prefix="cohesion-graph-"))
        current = held.enter_context(CurrentSite(site_in(Path(aside)), limits, cors=cors, say=say))
        _tell(socket_held, host, current.base_path, say)
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn passes Ctrl-C on once it has ended in good order
            _server(current).run(sockets=[socket_held])


def _server(current: CurrentSite) -> uvicorn.Server:
    import uvicorn

    from cohesion_graph.serve.connections import Allowance, protocol_with

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            # those who wait for an answer are told at once, so the server need not wait for the longest query
            current.stop()
            super().handle_exit(sig, frame)

    config = uvicorn.Config(
        current,
        http=protocol_with(Allowance()),
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    return Server(config)


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens there while the block runs.

    Raises:
        BadParameter: nothing can listen there.
    """
    if not 0 <= port < 2**16:  # looking up the host would take it for another port
        raise BadParameter(f"{port} is no port\n  Expected: 0 to 65535.")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        held = socket.create_server(found[4][:2], family=found[0])
    except OSError as error:
        # the socket module adds the address to its own words; a name that is not found has a number of its own
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise BadParameter(
            f"nothing can listen at {host} port {port}: {why}\n"
            "  Stop what uses the port, or choose another with --port (0 takes any that is free)."
        ) from error
    with held:
        # connections inherit it; without it each answer of two parts waits 40 ms for the client's acknowledgement
        held.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield held


def _tell(listening: socket.socket, host: str, base_path: str, say: Callable[[str], None]) -> None:
    address, port = listening.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    if not ipaddress.ip_address(address).is_loopback:
        say(
            f"Warning: other machines can reach this server at {host}. It has no encryption and no sign-in:\n"
            "  put it behind a web server that has, and serve only what may be public."
        )
    say(f"Pages: http://{shown}:{port}{quote(base_path)}\nSPARQL: http://{shown}:{port}/sparql\nStop with Ctrl-C.")


@contextmanager
def ended_by_request() -> Iterator[None]:
    """Let SIGTERM end the block like Ctrl-C does, so that processes and temporary folders go with it."""

    def end(number: int, frame: FrameType | None) -> None:
        del frame
        signal.signal(number, signal.SIG_IGN)  # a second request would break off the tidying up
        sys.exit(0)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
