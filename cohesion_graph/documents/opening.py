"""Opening a document: its format is told by its content, never by its name alone; what cannot be read is refused.

The formats stand in one table (`formats.FORMATS`): a new one is one module and one row.
"""

from __future__ import annotations

import importlib
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cohesion_graph.documents.cells import Extract, Table
from cohesion_graph.documents.formats import FORMATS, NOT_READ, known_formats
from cohesion_graph.documents.given import Given, check_length
from cohesion_graph.documents.hidden import HiddenParts
from cohesion_graph.documents.limits import LARGEST_DOCUMENT, LARGEST_UNPACKED, MOST_ROWS, TooMuch, check_cells, refused
from cohesion_graph.documents.looks import Looks

__all__ = ["read_document", "read_given", "read_inner"]

_DEEPEST = 3
"""Documents inside documents that are opened: a message with a message with a plan."""


def read_document(path: Path, looks: Looks, *, with_hidden: bool = False) -> tuple[bytes, Extract]:
    """A document's bytes, and what its reader takes from it.

    Args:
        path: The document.
        looks: Tells where tables begin that nothing but their words states (on pages of print).
        with_hidden: Whether hidden rows, columns, sheets and text are read too.

    Raises:
        UnreadableDocument: it is missing, empty, too large, damaged, locked by a password, or of a kind not read here.
    """
    name = path.name
    try:
        if not path.is_file():
            found = "it is a folder" if path.is_dir() else "there is no such file"
            raise refused(name, found, known_formats(), "Check the path.")
        _check_size(name, path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        found = f"it cannot be read: {error.strerror}"
        raise refused(name, found, "a readable file", "Check permissions.") from error
    with _libraries_silenced():
        extract = read_given(Given(name, content, looks, HiddenParts(with_hidden)))
    return content, extract


def read_given(given: Given) -> Extract:
    """What the reader of a document's format takes from it.

    Raises:
        UnreadableDocument: as `read_document`.
    """
    name = given.name
    if not given.content.strip(b" \t\r\n\0\xef\xbb\xbf"):
        cure = "Save it again from the program it was written with."
        raise refused(name, "it is empty", known_formats(), cure)
    for told in NOT_READ:
        if told.tells(given):
            raise refused(name, told.found, known_formats(), told.cure)
    one = next(one for one in FORMATS if one.tells(given))
    reader = getattr(importlib.import_module(f"cohesion_graph.documents.{one.module}"), one.function)
    try:
        extract: Extract = reader(given)
    except TooMuch as error:
        cure = "Keep only the pages or parts of the plan."
        raise refused(name, str(error), "a plan", cure) from error
    check_length(name, extract.text)
    tables = [block for block in extract.blocks if isinstance(block, Table)]
    if (rows := sum(len(table.rows) for table in tables)) > MOST_ROWS:
        raise refused(name, f"it has {rows:,} rows", f"at most {MOST_ROWS:,}", "Keep only the rows of the plan.")
    check_cells(name, sum(len(row) for table in tables for row in table.rows))
    return extract


def read_inner(outer: Given, name: str, content: bytes) -> Extract:
    """What a document holds that stands in another one, such as an attachment of a message.

    Raises:
        UnreadableDocument: as `read_document`, and where documents stand in documents without end.
    """
    if outer.depth >= _DEEPEST:
        cure = "Save the innermost one, and read that."
        raise refused(outer.name, "documents stand in documents without end", "a document", cure)
    _check_size(name, len(content))
    outer.opened["bytes"] += len(content)
    if outer.opened["bytes"] > LARGEST_UNPACKED:
        found = f"the documents inside have more than {LARGEST_UNPACKED:,} bytes together"
        raise refused(outer.name, found, "a plan", "Keep only the documents of the plan.")
    return read_given(Given(name, content, outer.looks, outer.hidden, outer.depth + 1, outer.opened))


def _check_size(name: str, size: int) -> None:
    if size > LARGEST_DOCUMENT:
        cure = "Keep only the pages or sheets that hold the plan."
        raise refused(name, f"it has {size:,} bytes", f"at most {LARGEST_DOCUMENT:,}", cure)


@contextmanager
def _libraries_silenced() -> Iterator[None]:
    """Keep what format libraries murmur about odd documents off the terminal: a reader says what matters itself."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
