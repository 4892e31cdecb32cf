"""The whole server as one ASGI application: pages at the site's base, the endpoint at ``/sparql``, headers for both."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from cohesion_graph.serve.bodies import whole_bodies_taken
from cohesion_graph.serve.endpoint import Endpoint
from cohesion_graph.serve.pages import page_answer
from cohesion_graph.serve.site_folder import SiteFolder

__all__ = ["application"]

_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
}
_SHARED = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Location, X-SPARQL-MaxRows",
}
"""For pages of other sites; off by default, as a draft on an officer's machine is not theirs to read."""
_PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
    "access-control-allow-headers": "Accept, Content-Type",
    "access-control-max-age": "86400",
}


def application(site: SiteFolder, endpoint: Endpoint, *, cors: bool = False) -> ASGIApp:
    """The application that serves a site and its data.

    Args:
        site: The built site.
        endpoint: What answers queries.
        cors: Whether scripts in pages of other sites may read from it (Cross-Origin Resource Sharing).
    """
    always = _HEADERS | (_SHARED if cors else {})

    def with_headers(response: Response) -> Response:
        response.headers.update(always)
        return response

    async def query(request: Request) -> Response:
        if request.method == "OPTIONS":
            return with_headers(Response(status_code=204, headers=_PREFLIGHT if cors else None))
        return with_headers(await endpoint.answer(request))

    async def page(request: Request) -> Response:
        if request.scope["path"] == "/" and site.base_path != "/":
            return with_headers(RedirectResponse(site.base_path, status_code=302))
        return with_headers(await page_answer(site, request))

    async def failed(request: Request, error: Exception) -> Response:
        del request, error  # uvicorn's log has it
        return with_headers(PlainTextResponse("The server failed; its log says why.\n", status_code=500))

    async def refused(request: Request, error: Exception) -> Response:
        del request
        headers = getattr(error, "headers", None)
        return with_headers(
            PlainTextResponse(
                "Nothing here can be changed; the header Allow tells what is possible.\n",
                status_code=405,
                headers=headers,
            )
        )

    routes = [
        *(Route(path, query, methods=["GET", "POST", "OPTIONS"]) for path in {"/sparql", f"{site.base_path}sparql"}),
        Route("/{path:path}", page, methods=["GET"]),
    ]
    return whole_bodies_taken(Starlette(routes=routes, exception_handlers={405: refused, Exception: failed}))
