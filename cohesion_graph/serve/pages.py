"""Pages and files of a site over HTTP: one address answers people with a page and machines with data.

The same rules as those that `publish.hosts` writes for nginx and Apache.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles

from cohesion_graph.formats import media_type_of
from cohesion_graph.negotiation import document_form
from cohesion_graph.serve.site_folder import Answer, SiteFolder

__all__ = ["accept_of", "page_answer"]

_PAGE = "text/html"
_STATIC = StaticFiles()


async def page_answer(site: SiteFolder, request: Request) -> Response:
    """The answer to a request for anything below the site's base: a file, a redirection, or the page for 404."""
    below = request.scope["path"]
    if not below.startswith(site.base_path):
        return await _missing(site)
    found = site.find(below.removeprefix(site.base_path))
    if found is None:
        return await _missing(site)
    if not found.data:
        return await _plain(site, request, found)
    response = await _negotiated(site, request, found)
    response.headers["vary"] = "Accept"
    for path in found.data:
        response.headers.append("link", f'<{_address(site, path)}>; rel="alternate"; type="{media_type_of(path)}"')
    return response


async def _negotiated(site: SiteFolder, request: Request, found: Answer) -> Response:
    form = document_form(accept_of(request))
    data = next((path for path in found.data if form.ending and path.endswith(form.ending)), None)
    if data is None:
        return await _plain(site, request, found)
    return RedirectResponse(_address(site, data), status_code=303)


async def _plain(site: SiteFolder, request: Request, found: Answer) -> Response:
    if found.file is None:
        path, mark, place = found.moved_to.partition("#")
        where = _address(site, path) + mark + quote(place, safe="/=,")
        return RedirectResponse(where, status_code=301 if found.for_good else 303)
    return await _file(site, request, found.file)


async def _file(site: SiteFolder, request: Request, file: Path) -> Response:
    """A file with its length, ETag and date; without a body if the client has it already."""
    try:
        stat = await run_in_threadpool(file.stat)
    except OSError:  # removed since the site was listed
        return await _missing(site)
    response = FileResponse(file, media_type=media_type_of(file.name), stat_result=stat)
    if response.media_type in {"text/html", "image/svg+xml"}:
        # the pages' own policy stands in them; whose frames they may stand in can only be said here
        response.headers["content-security-policy"] = "frame-ancestors 'self'"
    response.headers["cache-control"] = "no-cache"  # ask whether it changed, which the ETag makes cheap
    return (
        NotModifiedResponse(response.headers)
        if _STATIC.is_not_modified(response.headers, request.headers)
        else response
    )


async def _missing(site: SiteFolder) -> Response:
    page = site.find("404.html")
    if page is None or page.file is None or not page.file.is_file():
        return PlainTextResponse("There is no such page.\n", status_code=404)
    return FileResponse(page.file, status_code=404, media_type=_PAGE)


def _address(site: SiteFolder, path: str) -> str:
    """The path of an address on this host, percent-encoded."""
    return quote(site.base_path + path)


def accept_of(request: Request) -> str:
    """The Accept header, all of them joined."""
    return ", ".join(request.headers.getlist("accept"))
