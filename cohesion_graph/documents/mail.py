"""E-mail messages, as programs save them (.eml) and as Outlook does (.msg): the documents attached are what is read.

A message's own words are read only where nothing is attached that holds a document: they are a person's, with
addresses and telephone numbers below them.
"""

from __future__ import annotations

import email
import email.policy
import io
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

from cohesion_graph.documents.cells import Extract, ExtractBuilder
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.inner import Inner, read_all_inside
from cohesion_graph.documents.limits import LARGEST_UNPACKED, refused

__all__ = ["read_mail", "read_outlook"]

_MOST_PARTS = 2_000
_DEEPEST = 3
"""Messages in messages that are opened."""
_NO_DOCUMENTS = ("image/", "audio/", "video/", "application/pgp", "application/pkcs7", "text/calendar")


def read_mail(given: Given) -> Extract:
    """The documents attached to a message, one after another; its own page or text where none is.

    Raises:
        UnreadableDocument: it holds nothing that can be read.
    """
    if given.content.count(b"\n--") > _MOST_PARTS:
        raise refused(
            given.name, "it has thousands of parts", "a message with the plan attached", "Save the plan alone."
        )
    message = email.message_from_bytes(given.content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    files, texts = [], []
    for part in message.walk():
        if part.is_multipart() or part.get_content_type().startswith(_NO_DOCUMENTS):
            continue
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        name = str(part.get_filename() or "")
        if name or part.get_content_disposition() == "attachment":
            files.append(Inner(name or "attachment", content))
        elif part.get_content_type() in {"text/html", "text/plain"} and content.strip():
            ending = part.get_content_type().rpartition("/")[2].replace("plain", "txt")
            texts.append(Inner(f"message.{ending}", _as_utf8(content, part.get_content_charset())))
    texts.sort(key=lambda one: one.name != "message.html")  # the same words, with their tables
    return _opened(given, str(message.get("Subject", "")), files, texts[:1])


def _as_utf8(content: bytes, charset: str | None) -> bytes:
    try:
        return content.decode(charset or "utf-8").encode("utf-8")
    except (LookupError, UnicodeDecodeError):
        return content


def read_outlook(given: Given) -> Extract:
    """The documents attached to an Outlook message ([MS-OXMSG]); its own text where none is.

    Raises:
        UnreadableDocument: it is damaged, or holds nothing that can be read.
    """
    import olefile  # type: ignore[import-untyped,unused-ignore]

    try:
        with olefile.OleFileIO(io.BytesIO(given.content)) as message:
            files = list(_attached(message))
            body = _property(message, "", "1000").encode("utf-8")
            subject = _property(message, "", "0037")
    except Exception as error:  # the library raises whatever a damaged directory happens to cause
        cure = "Save the attached document from Outlook, and read that."
        raise refused(given.name, f"it cannot be read as a message ({error})", "a whole message", cure) from error
    return _opened(given, subject, files, [Inner("message.txt", body)] if body.strip() else [])


def _attached(message: Any, around: str = "", depth: int = 0) -> Iterator[Inner]:
    """The documents attached to a message, and to those that are attached to it."""
    steps = [step for step in around.split("/") if step]
    storages = {
        path[len(steps)] for path in message.listdir() if path[: len(steps)] == steps and len(path) > len(steps)
    }
    size = 0
    for storage in sorted(one for one in storages if one.startswith("__attach_version1.0_")):
        inner, data = (f"{around}{storage}/__substg1.0_3701{kind}" for kind in ("000D", "0102"))
        if message.exists(inner) and depth < _DEEPEST:
            yield from _attached(message, f"{inner}/", depth + 1)
        if message.exists(data):
            size += message.get_size(data)
            if size > LARGEST_UNPACKED:
                return
            name = _property(message, f"{around}{storage}/", "3707") or _property(
                message, f"{around}{storage}/", "3704"
            )
            yield Inner(name or "attachment", message.openstream(data).read())


def _property(message: Any, storage: str, number: str) -> str:
    """A property that is text, in either of its two forms."""
    for kind, encoding in (("001F", "utf-16-le"), ("001E", "cp1252")):
        path = f"{storage}__substg1.0_{number}{kind}"
        if message.exists(path):
            return str(message.openstream(path).read().decode(encoding, "replace")).rstrip("\0")
    return ""


def _opened(given: Given, subject: str, files: list[Inner], texts: list[Inner]) -> Extract:
    """The documents among the files, one after another; where there is none, the message's own words."""
    builder = ExtractBuilder("message/rfc822", title=subject.strip())
    return read_all_inside(given, files, builder, "attached to it", otherwise=texts)
