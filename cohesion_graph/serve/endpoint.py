"""The SPARQL endpoint: a request is read, checked, run in a process of its own and answered in the form asked for."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from cohesion_graph.errors import BadQuery, CohesionError
from cohesion_graph.negotiation import preferred
from cohesion_graph.questions.limits import Limits
from cohesion_graph.questions.query_runner import Found, QueryProcess, Task
from cohesion_graph.serve.pages import accept_of
from cohesion_graph.serve.result_formats import RDF_FORMS, offered_for, written
from cohesion_graph.serve.service_description import service_description, service_page
from cohesion_graph.serve.sparql_protocol import Refused, read_query

__all__ = ["Endpoint"]


@dataclass(slots=True)
class Endpoint:
    """An endpoint over the data that query processes hold; to be used by one event loop."""

    processes: Sequence[QueryProcess]
    site_path: str
    """Where the pages are on this host, for people who open the endpoint's address."""
    limits: Limits = field(default_factory=Limits)
    """What one query may take; waiting for a free process is not part of its time, and takes as long at most."""
    _free: asyncio.Queue[QueryProcess] = field(default_factory=asyncio.Queue, repr=False)

    def __post_init__(self) -> None:
        for process in self.processes:
            self._free.put_nowait(process)

    @property
    def graphs(self) -> Sequence[str]:
        """The addresses of the named graphs."""
        return self.processes[0].graphs

    async def answer(self, request: Request) -> Response:
        """The answer to a request of the SPARQL protocol; what is wrong with it is told as plain text."""
        try:
            response = await self._answered(request)
        except Refused as refused:
            response = PlainTextResponse(f"{refused}\n", status_code=refused.status, headers=refused.headers)
        except BadQuery as bad:
            response = PlainTextResponse(f"{bad}\n", status_code=400)
        except CohesionError as failed:
            response = PlainTextResponse(f"{failed}\n", status_code=500)
        response.headers["vary"] = "Accept"
        return response

    async def _answered(self, request: Request) -> Response:
        asked = await read_query(request)
        if asked is None:
            return self._description(request)
        # off the event loop: it looks through the whole text of a query, however long
        admitted = await run_in_threadpool(asked.admitted, self.graphs)
        task = asked.task(admitted, self.limits)
        found = await self._found(request, task)
        media_type = preferred(accept_of(request), offered_for(found))
        if media_type is None:
            raise _not_acceptable(offered_for(found))
        headers = {"x-sparql-maxrows": str(found.rows)} if found.is_cut else {}
        return Response(await run_in_threadpool(written, found, media_type), media_type=media_type, headers=headers)

    async def _found(self, request: Request, task: Task) -> Found:
        """What a query finds; it is ended when its client goes, whether it runs or still waits for a process."""
        gone = asyncio.create_task(_gone(request))
        try:
            async with self._free_process(gone) as process:
                run = asyncio.create_task(run_in_threadpool(process.run, task))
                await asyncio.wait({run, gone}, return_when=asyncio.FIRST_COMPLETED)
                if not run.done():
                    process.interrupt()
                    await asyncio.wait({run})
                    with suppress(CohesionError):  # of the query that was ended; and the next one need not wait
                        run.result()
                    await run_in_threadpool(process.restart)
                    raise _client_gone()
                return run.result()
        finally:
            gone.cancel()

    async def retire(self) -> None:
        """End the processes, each when it has answered what it was asked before."""
        for _ in self.processes:
            process = await self._free.get()
            await run_in_threadpool(process.close)

    @asynccontextmanager
    async def _free_process(self, gone: asyncio.Task[None]) -> AsyncIterator[QueryProcess]:
        """A process of one's own for a while; those whose client has gone meanwhile wait no longer."""
        free = asyncio.create_task(self._free.get())
        await asyncio.wait({free, gone}, timeout=self.limits.time, return_when=asyncio.FIRST_COMPLETED)
        if not free.done():
            free.cancel()
            told = f"all {len(self.processes)} processes are busy with other queries\n  Try again."
            raise _client_gone() if gone.done() else Refused(503, told, {"retry-after": "1"})
        process = free.result()
        try:
            yield process
        finally:
            self._free.put_nowait(process)

    def _description(self, request: Request) -> Response:
        address = _own_address(request)
        media_type = preferred(accept_of(request), [*RDF_FORMS, "text/html"])
        if media_type == "text/html":
            body = service_page(address, self.site_path, time_limit=self.limits.time, row_limit=self.limits.rows)
            return Response(body, media_type=media_type, headers={"content-security-policy": "default-src 'none'"})
        if media_type is None:
            raise _not_acceptable([*RDF_FORMS, "text/html"])
        return Response(service_description(address, self.graphs, media_type), media_type=media_type)


async def _gone(request: Request) -> None:
    """Ends when the client has closed its connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _client_gone() -> Refused:
    return Refused(499, "the client has gone")  # nobody reads it; the number is nginx's


def _not_acceptable(offered: Sequence[str]) -> Refused:
    return Refused(406, f"no form of the answer is accepted\n  Expected one of: {', '.join(offered)}")


def _own_address(request: Request) -> str:
    """The address that the client used, if its Host header is one; else that of this server."""
    host = request.headers.get("host", "")
    if not re.fullmatch(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?", host):
        name, port = request.scope.get("server") or ("localhost", 80)
        host = f"[{name}]:{port}" if ":" in name else f"{name}:{port}"
    return f"{request.scope['scheme']}://{host}{request.scope['path']}"
