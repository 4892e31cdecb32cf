"""Documents inside a document, such as the attachments of a message: one after another, what cannot be read told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cohesion_graph.documents.cells import Extract, ExtractBuilder
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.limits import refused
from cohesion_graph.errors import UnreadableDocument

__all__ = ["Inner", "read_all_inside"]

_MOST = 50


class Inner(NamedTuple):
    """A document inside another one."""

    name: str
    content: bytes


def read_all_inside(
    given: Given, files: Sequence[Inner], builder: ExtractBuilder, what: str, *, otherwise: Sequence[Inner] = ()
) -> Extract:
    """What documents hold, those that can be read; where there is none, what stands for them.

    Args:
        given: The document that they stand in.
        files: The documents; where more than one is read, each stands below its name.
        builder: Gets what they hold.
        what: How they stand in it: ``attached to it``.
        otherwise: What is read where none can be: the words of a message.

    Raises:
        UnreadableDocument: none of them can be read.
    """
    from cohesion_graph.documents.opening import read_inner

    read: list[tuple[str, Extract]] = []
    refusals: list[str] = []
    for one in files[:_MOST]:
        try:
            read.append((one.name, read_inner(given, one.name, one.content)))
        except UnreadableDocument as error:
            refusals.append(str(error).split("\n", 1)[0])
    if left := files[_MOST:]:
        refusals.append(f"{len(left):,} more documents, from {left[0].name!r} on")
    if not read:
        read = [("", read_inner(given, one.name, one.content)) for one in otherwise]
    if not read:
        found = f"nothing {what} can be read" + (f" ({refusals[0]})" if refusals else "")
        raise refused(given.name, found, "the plan in it", "Save the plan by itself, and read that.")
    for name, extract in read:
        if name and len(read) > 1:
            builder.paragraph(name, level=1)
        builder.title = builder.title or extract.title
        builder.append(extract)
        if name:
            builder.notes.append(f"{name!r}, {what}, was read")
    builder.notes += [f"not read: {one}" for one in refusals]
    return builder.extract()
