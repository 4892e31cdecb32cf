"""Web pages in a zip file, as Google Docs and Sheets give them: a page for the document, or one for each sheet."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

from cohesion_graph.documents.cells import Extract, ExtractBuilder
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.limits import refused

__all__ = ["are_zipped_pages", "read_zipped_pages"]

_MOST_PAGES = 50
_PAGES = (".html", ".htm")
_OTHERS = (".docx", ".xlsx", ".pptx", ".pdf", ".odt", ".ods", ".csv", ".txt", ".md", ".json", ".xml")


def are_zipped_pages(given: Given) -> bool:
    """Whether a zip file holds pages at its root, with what belongs to them and no other document."""
    return bool(_pages(given)) and not any(name.casefold().endswith(_OTHERS) for name in given.parts)


def _pages(given: Given) -> list[str]:
    return sorted(name for name in given.parts if "/" not in name and name.casefold().endswith(_PAGES))


def read_zipped_pages(given: Given) -> Extract:
    """The pages, one after another; where there are several, each below its name.

    Raises:
        UnreadableDocument: there are too many, or one of them cannot be read.
    """
    from cohesion_graph.documents.opening import read_inner

    names = _pages(given)
    if len(names) > _MOST_PAGES:
        found = f"it holds {len(names):,} pages"
        raise refused(given.name, found, f"at most {_MOST_PAGES}", "Unpack it, and read the pages of the plan.")
    builder = ExtractBuilder("application/zip")
    with zipfile.ZipFile(io.BytesIO(given.content)) as package:
        for name in names:
            inner = read_inner(given, name, package.read(name))
            builder.title = builder.title or inner.title
            if len(names) > 1:
                builder.paragraph(PurePath(name).stem, level=2)
            builder.append(inner)
    return builder.extract()
