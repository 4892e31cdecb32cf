"""Documents in a zip file: those that people pack together, and the pages of one that Google Docs and Sheets pack."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from cohesion_graph.documents.cells import Extract, ExtractBuilder
from cohesion_graph.documents.formats import endings_of
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.inner import Inner, read_all_inside
from cohesion_graph.documents.limits import LARGEST_DOCUMENT, locked, refused
from cohesion_graph.documents.packed import refused_if_damaged

__all__ = ["has_documents", "read_zipped"]

_PAGES = endings_of("HTML")
_ENCRYPTED = 0x1


def has_documents(given: Given) -> bool:
    """Whether a zip file holds documents."""
    return bool(_documents(given))


def _documents(given: Given) -> list[str]:
    """The names of the documents, pages of one document apart: what else stands beside pages belongs to them."""
    seen = [name for name in given.parts if not re.search(r"(?:^|/)(?:\.[^./]|~\$|__MACOSX/)", name)]
    known = [name for name in seen if name.casefold().endswith(endings_of())]
    pages = [name for name in known if name.casefold().endswith(_PAGES)]
    others = [name for name in known if name not in pages]
    return sorted([*others, *pages] if others else [name for name in pages if "/" not in name] or pages)


def read_zipped(given: Given) -> Extract:
    """The documents of a zip file, one after another; they are never unpacked to a disk.

    Raises:
        UnreadableDocument: it is damaged or locked by a password, a name leads out of it, or none can be read.
    """
    names = _documents(given)
    for name in given.parts:
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name[:2]:
            cure = "Do not trust where it came from; ask for the document itself."
            raise refused(given.name, f"it holds a name that leads out of it: {name!r}", "names of documents", cure)
    with refused_if_damaged(given.name), zipfile.ZipFile(io.BytesIO(given.content)) as package:
        described = [package.getinfo(name) for name in names]
        if any(one.flag_bits & _ENCRYPTED for one in described):
            raise locked(given.name)
        # what is larger than any document is refused by its size, which is all that is unpacked of it
        files = [Inner(_called(one.filename), package.open(one).read(LARGEST_DOCUMENT + 1)) for one in described]
    return read_all_inside(given, files, ExtractBuilder("application/zip"), "packed in it")


def _called(name: str) -> str:
    """What a document is called: as in the zip file, a page without its ending."""
    return str(PurePosixPath(name).with_suffix("")) if name.casefold().endswith(_PAGES) else name
