"""What a client still sends is taken before it is answered: else it would see its connection reset, not the answer."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["whole_bodies_taken"]

_LONGEST = 10.0
"""Seconds for the rest of a body that nobody reads; then the answer is sent all the same."""


def whole_bodies_taken(app: ASGIApp) -> ASGIApp:
    """The application, answering only when the body of the request has been taken, read or not."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _may_have_a_body(scope):
            await app(scope, receive, send)
            return
        body = _Body(scope, receive)

        async def send_after(message: Message) -> None:
            if message["type"] == "http.response.start":
                await body.take_the_rest()
            await send(message)

        await app(scope, body.receive, send_after)

    return answer


def _may_have_a_body(scope: Scope) -> bool:
    return any(name in {b"content-length", b"transfer-encoding"} for name, _ in scope["headers"])


class _Body:
    """The body of one request, and whether all of it has been taken."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._receive = receive
        # a client that asks first whether to send sends nothing until it is read
        self._is_coming = not any(name == b"expect" for name, _ in scope["headers"])
        self._is_whole = False

    async def receive(self) -> Message:
        self._is_coming = True
        message = await self._receive()
        self._is_whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    async def take_the_rest(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST):
                while self._is_coming and not self._is_whole:
                    await self.receive()
