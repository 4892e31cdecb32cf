"""Sources and the exact words that statements rest on.

Offsets are Unicode code points of the stored text, newlines untouched, end excluded: ``text[start:end] == exact``,
always. The text is the document itself, or, for formats that are not text, what was extracted and is kept beside it.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from cohesion_graph.model.codes import SetAsideKind
from cohesion_graph.model.ids import Slug
from cohesion_graph.model.record import Record

__all__ = ["Mask", "Quotation", "Revision", "SetAside", "Sha256", "Source", "sha256"]

Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
"""A SHA-256 digest as 64 lower-case hexadecimal digits."""


def sha256(content: bytes) -> str:
    """The SHA-256 digest of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


class Span(Record):
    """A stretch of a source's text: code points `start` to `end`, end excluded, never empty."""

    start: Annotated[int, Field(ge=0)]
    end: int

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if self.end <= self.start:
            message = f"it ends ({self.end}) before it has begun ({self.start})"
            raise ValueError(message)
        return self


class Quotation(Span):
    """Words of the source of the claim that holds it: ``source.text[start:end] == exact``."""

    exact: Annotated[str, Field(min_length=1)]


class SetAside(Quotation):
    """Words that carry no claim, and why: headings, layout, scanning damage, text around the table."""

    kind: SetAsideKind
    note: str = ""
    """What the reader should know: of what a garbled repeat is the ghost, for instance."""


class Revision(Quotation):
    """What this edition of a source says otherwise than the one it replaced; the words are those that stand there now.

    Where nothing stands there any more, the words are the item's own, or the first of the text where that is gone too.
    """

    item: Annotated[str, Field(min_length=1)]
    """The action or milestone, by its identifier; it may be gone from the plan."""
    before: str = ""
    """What the earlier edition said, in words; empty where it said nothing."""
    after: str = ""
    """What this one says, in words; empty where it says nothing."""


class Mask(Span):
    """A stretch that holds a person's name: withheld in every output unless a policy says otherwise."""


class Source(Record):
    """A document: what it is, and its text as stored."""

    id: Slug
    title: Annotated[str, Field(min_length=1)]
    """The title as the document prints it."""
    short_title: str = ""
    """What tables and pictures call it; the title if empty."""
    file: str
    """Path of the document inside the dataset folder, with forward slashes."""
    text_file: str = ""
    """Path of the extracted text, for a document that is not itself text."""
    media_type: str = "text/plain"
    sha256: Sha256
    """Digest of the stored text file's bytes (UTF-8), so that a changed character is noticed."""
    document_sha256: Sha256 | None = None
    """Digest of the document itself, where that is not the text file."""
    note: str = ""
    extract_of: Slug | None = None
    """The source this one is an extract of: it is then not expected to hold everything."""
    extract_for: Slug | None = None
    """The body the extract was made for: it is then expected to hold what involves that body."""
    rating_key: tuple[str, ...] = ()
    """What the document says its ratings of progress mean, one by one: ``Red: off track``."""
    masks: tuple[Mask, ...] = ()
    text: str = Field(repr=False)

    @property
    def label(self) -> str:
        """The short title, or the title where there is none."""
        return self.short_title or self.title

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        starts.extend(place + 1 for place, letter in enumerate(self.text) if letter == "\n")
        return starts

    def line_of(self, offset: int) -> int:
        """The 1-based line on which a code point stands."""
        return bisect_right(self._line_starts, offset)
