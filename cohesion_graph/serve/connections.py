"""Who may stay connected, and how long: nobody keeps others waiting by connecting and saying nothing.

A request's headers and body have to come within a time, and an answer has to be taken. Where one address holds more
connections than its share, or all together hold more than there may be, the one that has waited longest without a
request is closed for the next one; where none waits, the next one is told to come again (503).
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field

from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["Allowance", "protocol_with"]


@dataclass(frozen=True, slots=True)
class Allowance:
    """What connections may take; times are in seconds."""

    headers: float = 10.0
    """From when a connection is made, or its last answer sent, until the headers of a request are there."""
    body: float = 35.0
    """From when the headers are there until the body is; a little longer than the endpoint itself waits for one."""
    stalled: float = 60.0
    """How long the client may take nothing of an answer."""
    share: int = 400
    """Connections of one address."""
    all: int = 512
    """Connections of all addresses: half of the files that most systems let a process open."""
    look: float = 1.0
    """How often the times are looked at."""


@dataclass(slots=True)
class _Connections:
    allowance: Allowance
    by_address: dict[str, dict[_Guarded, None]] = field(default_factory=lambda: defaultdict(dict))
    count: int = 0
    _clock: asyncio.TimerHandle | None = None

    def admit(self, new: _Guarded) -> bool:
        """Take a connection in; False if there is no room for it, and none waits that could be closed for it."""
        own = self.by_address[new.address]
        is_room = True
        if len(own) >= self.allowance.share:
            is_room = self._close_longest_waiting(own)
        elif self.count >= self.allowance.all:
            is_room = self._close_longest_waiting(max(self.by_address.values(), key=len))
        self.by_address[new.address][new] = None
        self.count += 1
        if self._clock is None:
            self._clock = new.loop.call_later(self.allowance.look, self._look, new.loop)
        return is_room

    def forget(self, gone: _Guarded) -> None:
        own = self.by_address[gone.address]
        if gone in own:
            del own[gone]
            self.count -= 1
        if not own:
            del self.by_address[gone.address]

    def _close_longest_waiting(self, among: dict[_Guarded, None]) -> bool:
        waiting = min((one for one in among if one.waits), key=lambda one: one.since, default=None)
        if waiting is not None:
            self.forget(waiting)
            waiting.transport.abort()
        return waiting is not None

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        now = loop.time()
        for one in [one for own in self.by_address.values() for one in own]:
            if one.is_late(now, self.allowance):
                one.transport.abort()
        self._clock = loop.call_later(self.allowance.look, self._look, loop) if self.count else None


class _Guarded(H11Protocol):
    """uvicorn's connection, known to those who count connections and look at the clock."""

    known: _Connections
    address = ""
    since = 0.0
    """When it began to wait for what it waits for: headers, a body, or that the client takes something."""
    _left = 0
    """Bytes that the client had not taken when they were last looked at."""

    @property
    def _is_idle(self) -> bool:
        return self.cycle is None or (self.cycle.response_complete and not self.cycle.more_body)

    @property
    def waits(self) -> bool:
        """Whether it has no request in hand, and no answer that is still on its way."""
        return self._is_idle and not self.transport.get_write_buffer_size()

    def is_late(self, now: float, allowance: Allowance) -> bool:
        """Whether what it waits for took too long."""
        left = self.transport.get_write_buffer_size()
        if left != self._left:
            self._left, self.since = left, now
        if left:
            return now - self.since > allowance.stalled
        if self.waits:
            return now - self.since > allowance.headers
        return self.cycle.more_body and now - self.since > allowance.body

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.address = self.client[0] if self.client else ""
        self.since = self.loop.time()
        if not self.known.admit(self):
            self.limit_concurrency = 0  # its request is answered with 503

    def connection_lost(self, exc: Exception | None) -> None:
        self.known.forget(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        waited = self._is_idle
        super().data_received(data)
        if waited and not self._is_idle:
            self.since = self.loop.time()

    def on_response_complete(self) -> None:
        self.since = self.loop.time()
        super().on_response_complete()


def protocol_with(allowance: Allowance) -> type[H11Protocol]:
    """The protocol of a server that holds its connections to an allowance, for `uvicorn.Config.http`."""
    return type("GuardedProtocol", (_Guarded,), {"known": _Connections(allowance)})
