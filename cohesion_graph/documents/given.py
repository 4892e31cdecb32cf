"""A document as it is given to a reader: its name and bytes, and what tells formats apart, looked at once."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath

from cohesion_graph.documents.hidden import HiddenParts
from cohesion_graph.documents.limits import LONGEST_TEXT, refused
from cohesion_graph.documents.looks import Looks
from cohesion_graph.documents.packed import check_package

__all__ = ["Given", "check_length"]

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARED = re.compile(rb"<[^>]*\b(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z][\w.:-]{1,29})")
"""Where a web page or XML says how its letters are written."""
_EXPECTED = "a document of a kind that is read here"
_CURE = "Export it as Word, Excel, PDF or text, and read that."


@dataclass
class Given:
    """A document that a reader is asked to read."""

    name: str
    content: bytes
    looks: Looks
    hidden: HiddenParts = field(default_factory=HiddenParts)
    depth: int = 0
    """How many documents it stands in, as an attachment does in a message."""
    opened: Counter[str] = field(default_factory=Counter)
    """Bytes of all documents that were opened inside the outermost one."""

    @cached_property
    def suffix(self) -> str:
        """The ending of its name in small letters, with the full stop."""
        return PurePath(self.name).suffix.casefold()

    @cached_property
    def parts(self) -> frozenset[str]:
        """The names of the parts of a zip file that was found whole; none for other files.

        Raises:
            UnreadableDocument: it is cut off, packed to explode, or declares entities.
        """
        if not self.content.startswith(b"PK\x03\x04"):
            return frozenset()
        check_package(self.name, self.content)
        with zipfile.ZipFile(io.BytesIO(self.content)) as package:
            return frozenset(package.namelist())

    @property
    def is_compound(self) -> bool:
        """Whether it is a compound file, as Office before 2007 and Outlook write them."""
        return self.content.startswith(_COMPOUND)

    def has_stream(self, name: str) -> bool:
        """Whether it is a compound file whose directory names a stream."""
        return self.is_compound and name.encode("utf-16-le") in self.content

    @property
    def is_text(self) -> bool:
        """Whether it is neither a PDF nor packed: what is left is text, or refused."""
        return not (self.is_compound or self.content.startswith(b"PK\x03\x04") or b"%PDF-" in self.content[:1024])

    @cached_property
    def text(self) -> str:
        """Its text, line breaks untouched.

        Raises:
            UnreadableDocument: the bytes are no text, or too many.
        """
        return self._decoded[0]

    @property
    def encoding(self) -> str:
        """The encoding of its text: ``utf-8``, ``utf-16``, what a page declares, ``windows-1252`` or ``latin-1``."""
        return self._decoded[1]

    @cached_property
    def start(self) -> str:
        """The first characters of its text in small letters, blanks before them left off; empty for what is no text.

        XML may hold pictures, and more letters than any text that is read: only its beginning is looked at.
        """
        head = self.content[:16_384].lstrip(b"\xef\xbb\xbf \t\r\n")
        text = head.decode("utf-8", "replace") if head.startswith(b"<") else self.text if self.is_text else ""
        return text[:4096].lstrip("\ufeff \t\r\n").casefold()

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        text, encoding = _decode(self.name, self.content)
        check_length(self.name, text)
        return text, encoding


def check_length(name: str, text: str) -> None:
    """Refuse a document with more text than any plan.

    Raises:
        UnreadableDocument: it has more than `LONGEST_TEXT` characters.
    """
    if len(text) > LONGEST_TEXT:
        cure = "Keep only the pages, rows or sheets that hold the plan."
        raise refused(name, f"its text has {len(text):,} characters", f"at most {LONGEST_TEXT:,}", cure)


def _decode(name: str, content: bytes) -> tuple[str, str]:
    """The text of bytes, line breaks untouched, and the encoding: UTF-8 if they are that, else what fits."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding
            except UnicodeDecodeError:
                break
    if b"\0" in content[:65536]:
        raise refused(name, "it is neither text nor a format known here", _EXPECTED, _CURE)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if found := _DECLARED.search(content, 0, 2048):
        try:
            return content.decode(found[1].decode("ascii")), found[1].decode("ascii").casefold()
        except (LookupError, UnicodeDecodeError):
            pass
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in content[:65536])
    if controls > len(content[:65536]) / 100:
        raise refused(name, "it is neither text nor a format known here", _EXPECTED, _CURE)
    try:
        return content.decode("cp1252"), "windows-1252"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "latin-1"
