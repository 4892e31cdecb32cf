"""The site and its endpoint as they are now: made anew, both together, when the folder has been replaced.

`build` swaps a whole folder in, so a folder with another identity is another site. Every request is answered by one
site alone; those that come while the new one is opened wait for it.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from cohesion_graph.errors import CohesionError
from cohesion_graph.questions.limits import Limits
from cohesion_graph.questions.query_runner import QueryProcess
from cohesion_graph.serve.app import application
from cohesion_graph.serve.endpoint import Endpoint
from cohesion_graph.serve.site_folder import SiteFolder
from cohesion_graph.whole_folder import finish_interrupted

__all__ = ["CurrentSite"]

_MOST_PROCESSES = 4
_WAITS, _WAIT = 40, 0.05
"""How often, and how many seconds each time, a request waits for a folder that is not there: a swap is quicker."""

Identity = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Opened:
    """One site with what answers for it."""

    identity: Identity | None
    site: SiteFolder
    endpoint: Endpoint
    answers: ASGIApp


class CurrentSite:
    """An ASGI application that serves whatever site is in a folder; to be used by one event loop.

    Args:
        folder: The folder of the site.
        limits: What one query may take.
        cors: Whether scripts in pages of other sites may read from it.
        say: Takes what there is to tell: that another site is served now, or why not.

    Raises (when made):
        BadParameter: the folder is no site.
        StoreError: its data cannot be loaded.
    """

    def __init__(self, folder: Path, limits: Limits, *, cors: bool, say: Callable[[str], None]) -> None:
        self._folder, self._limits, self._cors, self._say = folder, limits, cors, say
        self._processes: set[QueryProcess] = set()
        self._lock = asyncio.Lock()
        self._refused: tuple[Identity | None, CohesionError] | None = None
        """A folder that could not be opened, and why: it is not tried again."""
        self._opened = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close(self._processes)

    def stop(self) -> None:
        """Break off all queries and start none again; safe while they are waited for."""
        for process in list(self._processes):
            process.stop()

    @property
    def base_path(self) -> str:
        """The path of all addresses of the site on their host."""
        return self._opened.site.base_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request by the site that is there now."""
        try:
            answers = (await self._now()).answers
        except CohesionError:  # told where the server runs; clients need not know its folders
            told = "The site is being replaced; try again in a moment.\n"
            answers = PlainTextResponse(told, status_code=503, headers={"retry-after": "5"})
        await answers(scope, receive, send)

    async def _now(self) -> _Opened:
        while _identity(self._folder) != self._opened.identity:
            async with self._lock:
                found = await self._identity_after_the_swap()
                if found != self._opened.identity:
                    await self._replace(found)
        return self._opened

    async def _identity_after_the_swap(self) -> Identity | None:
        """What the folder is once it is there; None if it stays away, after which nobody waits for it again."""
        waits = 0 if self._refused is not None and self._refused[0] is None else _WAITS
        for _ in range(waits):
            if (found := _identity(self._folder)) is not None:
                return found
            await asyncio.sleep(_WAIT)
        if waits:  # whoever was swapping it may have been killed
            await run_in_threadpool(finish_interrupted, self._folder)
        return _identity(self._folder)

    async def _replace(self, found: Identity | None) -> None:
        if self._refused is not None and self._refused[0] == found:
            raise self._refused[1]
        try:
            opened = await run_in_threadpool(self._open)
        except (CohesionError, OSError) as error:
            refused = error if isinstance(error, CohesionError) else CohesionError(str(error))
            self._refused = found, refused
            self._say(f"The site has changed, and cannot be served: {error}")
            raise refused from error
        old, self._opened = self._opened, opened
        self._say("The site has changed; the new one is served from now on.")
        self._retiring = asyncio.create_task(self._retire(old.endpoint))  # held, or it might be collected

    def _open(self) -> _Opened:
        finish_interrupted(self._folder)
        identity = _identity(self._folder)
        site = SiteFolder.open(self._folder)
        processes = [QueryProcess(site.quads) for _ in range(min(_MOST_PROCESSES, os.cpu_count() or 1))]
        self._processes.update(processes)
        try:
            for process in processes:
                process.start()
        except BaseException:
            self._close(processes)
            raise
        endpoint = Endpoint(processes, site.base_path, self._limits)
        return _Opened(identity, site, endpoint, application(site, endpoint, cors=self._cors))

    async def _retire(self, endpoint: Endpoint) -> None:
        await endpoint.retire()
        self._close(endpoint.processes)

    def _close(self, processes: Iterable[QueryProcess]) -> None:
        for process in list(processes):
            process.close()
            self._processes.discard(process)


def _identity(folder: Path) -> Identity | None:
    """What tells a folder from the one that stood in its place; None where there is none."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns
