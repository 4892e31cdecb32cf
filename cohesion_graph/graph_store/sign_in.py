"""Signing in to a service, by Basic or by Digest as it asks, and from then on without being asked.

The standard library's handlers answer when they are asked, so each graph would be sent twice. Its own memory
(`HTTPPasswordMgrWithPriorAuth`) sends a password as Basic, readable, to a service that has asked for Digest.
"""

from __future__ import annotations

import base64
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message

__all__ = ["SignIn", "opener_for"]


@dataclass(frozen=True, slots=True)
class SignIn:
    """A user's name and password; the password shows nowhere."""

    user: str
    password: str = field(repr=False)


def opener_for(url: str, sign_in: SignIn | None) -> urllib.request.OpenerDirector:
    """What opens requests below an address, signed in if there is a name; it remembers what the service asked for."""
    if sign_in is None:
        return urllib.request.build_opener()
    known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    known.add_password(None, url, sign_in.user, sign_in.password)
    return urllib.request.build_opener(_Basic(known, sign_in), _Digest(known))


class _Basic(urllib.request.HTTPBasicAuthHandler):
    def __init__(self, known: urllib.request.HTTPPasswordMgr, sign_in: SignIn) -> None:
        super().__init__(known)
        self._sign_in = sign_in
        self._is_asked_for = False

    def retry_http_basic_auth(self, host: str, req: urllib.request.Request, realm: str) -> object:
        del host, realm
        if self._is_asked_for:
            return None  # it was sent, and is wrong
        self._is_asked_for = True
        return self.parent.open(self.http_request(req), timeout=req.timeout)

    def http_error_401(self, req: urllib.request.Request, fp: object, code: int, msg: str, headers: Message) -> object:
        try:
            return super().http_error_401(req, fp, code, msg, headers)  # type: ignore[arg-type]
        except ValueError:  # asked for another way of signing in
            return None

    def http_request(self, req: urllib.request.Request) -> urllib.request.Request:
        if self._is_asked_for and not req.has_header(self.auth_header):
            pair = f"{self._sign_in.user}:{self._sign_in.password}".encode()
            req.add_unredirected_header(self.auth_header, f"Basic {base64.b64encode(pair).decode()}")
        return req

    https_request = http_request


class _Digest(urllib.request.HTTPDigestAuthHandler):
    def __init__(self, known: urllib.request.HTTPPasswordMgr) -> None:
        super().__init__(known)
        self._challenge: Mapping[str, str] = {}

    def retry_http_digest_auth(self, req: urllib.request.Request, auth: str) -> object:
        if req.has_header(self.auth_header) and "stale=true" not in auth.lower():
            return None  # it was sent, and is wrong
        return super().retry_http_digest_auth(req, auth)

    def get_authorization(self, req: urllib.request.Request, chal: Mapping[str, str]) -> str | None:
        self._challenge = chal
        return super().get_authorization(req, chal)

    def http_request(self, req: urllib.request.Request) -> urllib.request.Request:
        if self._challenge and not req.has_header(self.auth_header):
            signed = super().get_authorization(req, self._challenge)
            if signed:
                req.add_unredirected_header(self.auth_header, f"Digest {signed}")
        return req

    https_request = http_request
