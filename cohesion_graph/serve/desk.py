"""A review desk on this machine: the same page, and each decision written as it is made.

Only this machine reaches it (loopback), only under an address with a random part, and only the page itself may write:
requests of other origins, or under other names of this machine, are refused. Nothing but the desk's folder is
written, each time as a whole.
"""

from __future__ import annotations

import contextlib
import secrets
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cohesion_graph.errors import CohesionError, MisuseError
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.folder.write import write_dataset
from cohesion_graph.lock import alone
from cohesion_graph.review import Desk, decided, desk, read_decisions
from cohesion_graph.serve.run import ended_by_request, listening

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["desk_application", "open_desk", "plan_desk"]

_LOCK = ".review.lock"
_LARGEST = 2 * 2**20
_HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
}


def plan_desk(folder: Path, *, names_shown: bool = False) -> Desk:
    """The desk of a dataset's folder.

    Args:
        folder: The dataset's.
        names_shown: Whether officers' names stay readable.
    """

    def page(token: str) -> str:
        return desk(read_dataset(folder, withhold=False), names_shown=names_shown, token=token)

    def take(content: bytes) -> str:
        dataset = read_dataset(folder, withhold=False)
        made = decided(dataset, read_decisions(content, "decisions", dataset), "decisions")
        if made.changes:
            write_dataset(made.dataset, folder)
        return "\n".join(made.changes)

    return Desk(folder, page, take)


def open_desk(shown: Desk, *, port: int, say: Callable[[str], None]) -> None:
    """Serve a desk until the process is told to stop, and say where it is.

    Raises:
        MisuseError: the extra ``serve`` is not installed, or another desk is open on the folder.
        DatasetProblems: what it is about cannot be read.
    """
    try:
        import uvicorn
    except ModuleNotFoundError as error:
        raise MisuseError(
            f"the desk needs {error.name}, which is not installed\n  Install it: pip install 'cohesion-graph[serve]'"
        ) from error
    shown.page("")
    folder = shown.folder
    with contextlib.ExitStack() as held:
        held.enter_context(ended_by_request())
        try:
            held.enter_context(alone(folder / _LOCK, folder))
        except MisuseError as error:
            told = f"another desk is open on {folder}\n  Close it first: two would overwrite each other's decisions."
            raise MisuseError(told) from error
        sock: socket.socket = held.enter_context(listening("127.0.0.1", port))
        token = secrets.token_urlsafe(24)
        number = sock.getsockname()[1]
        say(f"Desk: http://127.0.0.1:{number}/{token}/\nEach decision is saved in {folder} at once. Stop with Ctrl-C.")
        app = desk_application(shown, token, number)
        config = uvicorn.Config(
            app, http="h11", ws="none", lifespan="off", log_level="warning", access_log=False, server_header=False
        )
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[sock])


def desk_application(shown: Desk, token: str, port: int) -> Starlette:
    """The application: the page at ``/TOKEN/``, decisions taken at ``/TOKEN/decisions``.

    Args:
        shown: The desk.
        token: The random part of the address.
        port: Where it listens: the only names it answers to are this machine's own with this port.
    """
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import HTMLResponse, PlainTextResponse
    from starlette.routing import Route

    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
    one_at_a_time = threading.Lock()

    def refused(request: Request) -> Response | None:
        """Why a request is not answered; None where it may be."""
        if request.headers.get("host", "") not in hosts:
            return PlainTextResponse("this desk answers to this machine's own address only", 421, _HEADERS)
        if not secrets.compare_digest(request.path_params["token"].encode(), token.encode()):
            return PlainTextResponse("there is nothing here", 404, _HEADERS)
        return None

    async def page(request: Request) -> Response:
        if (no := refused(request)) is not None:
            return no
        try:
            text = await run_in_threadpool(shown.page, token)
        except CohesionError as error:
            return PlainTextResponse(str(error), 500, _HEADERS)
        return HTMLResponse(text, headers=_HEADERS)

    def take(content: bytes) -> str:
        with one_at_a_time:
            return shown.take(content)

    async def decisions(request: Request) -> Response:
        if (no := refused(request)) is not None:
            return no
        origin = request.headers.get("origin", "")
        if origin.removeprefix("http://") not in hosts or request.headers.get("x-desk-token") != token:
            return PlainTextResponse("decisions are taken from the desk's own page only", 403, _HEADERS)
        if (content := await _content(request)) is None:
            return PlainTextResponse("too much at once", 413, _HEADERS)
        try:
            return PlainTextResponse(await run_in_threadpool(take, content), headers=_HEADERS)
        except CohesionError as error:
            return PlainTextResponse(str(error), 409, _HEADERS)
        except OSError as error:
            return PlainTextResponse(f"{shown.folder} cannot be written: {error.strerror}", 507, _HEADERS)

    routes = [
        Route("/{token}/", page, methods=["GET"]),
        Route("/{token}/decisions", decisions, methods=["POST"]),
    ]
    return Starlette(routes=routes)


async def _content(request: Request) -> bytes | None:
    """What a request sends; None where it is more than any decisions are."""
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > _LARGEST:
            return None
    return bytes(content)
