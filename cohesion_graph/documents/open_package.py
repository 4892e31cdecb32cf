"""The parts of an OpenDocument file (ISO 26300-2), packed or flat: its body, styles and title, without entities."""

from __future__ import annotations

import io
import zipfile
from typing import Any, NamedTuple

from cohesion_graph.documents.given import Given
from cohesion_graph.documents.limits import locked, refused
from cohesion_graph.documents.open_styles import Styles, name_of
from cohesion_graph.documents.xml import parsed_xml

__all__ = ["OpenPackage", "open_package"]

_MANIFEST = "META-INF/manifest.xml"
_TITLE = ".//{http://purl.org/dc/elements/1.1/}title"


class OpenPackage(NamedTuple):
    """What an OpenDocument file holds."""

    body: Any
    """The element of its text or its sheets."""
    styles: Styles
    title: str


def open_package(given: Given) -> OpenPackage:
    """The parts of a text or a workbook.

    Raises:
        UnreadableDocument: a part is damaged, a password locks it, or it is neither text nor workbook.
    """
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]

    if given.is_text:  # flat: all parts in one, with styles in two places
        root = parsed_xml(given)
        return _opened(given, root, None, root)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(given.content)) as package:
            if _MANIFEST in given.parts and b"encryption-data" in package.read(_MANIFEST):
                raise locked(given.name)
            content = etree.fromstring(package.read("content.xml"), parser)
            styles, about = (
                etree.fromstring(package.read(part), parser) if part in given.parts else None
                for part in ("styles.xml", "meta.xml")
            )
    except (etree.XMLSyntaxError, KeyError, zipfile.BadZipFile) as error:
        cure = "Open it and save it again."
        raise refused(given.name, f"it is damaged ({error})", "a whole OpenDocument file", cure) from error
    return _opened(given, content, styles, about)


def _opened(given: Given, content: Any, styles: Any, about: Any) -> OpenPackage:
    outer = next((one for one in content.iter() if name_of(one) == "body"), ())
    body = next((one for one in outer if name_of(one) in {"text", "spreadsheet"}), None)
    if body is None:
        cure = "Copy its table into a text or a workbook."
        raise refused(given.name, "it is an OpenDocument file of another kind", "a text or a workbook", cure)
    title = about.findtext(_TITLE) if about is not None else None
    return OpenPackage(body, Styles(content, styles), title or "")
