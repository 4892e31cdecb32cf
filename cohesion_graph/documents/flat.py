"""Office documents that are one XML file: packed as the program packs them today, and read as that.

Flat Word and PowerPoint files (``pkg:package``) hold the parts of a package one behind another; Office 2003 has its own
XML for Word (`word_2003`) and for Excel (`excel_2003`).
"""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from cohesion_graph.documents.cells import Extract
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.limits import refused
from cohesion_graph.documents.xml import parsed_xml

__all__ = ["read_flat_package", "read_packed", "relations"]

_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def read_flat_package(given: Given) -> Extract:
    """A document whose parts stand in one XML file.

    Raises:
        UnreadableDocument: it is damaged, or holds what its packed form would be refused for.
    """
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]

    parts: dict[str, bytes] = {}
    for part in parsed_xml(given).iterchildren(f"{_PACKAGE}part"):
        name = part.get(f"{_PACKAGE}name", "").lstrip("/")
        xml, data = part.find(f"{_PACKAGE}xmlData"), part.findtext(f"{_PACKAGE}binaryData")
        if xml is not None and len(xml):
            parts[name] = etree.tostring(xml[0], encoding="utf-8")
        elif data is not None:
            parts[name] = _bytes_of(given.name, data)
    if not parts:
        raise refused(given.name, "it holds no parts", "a whole document", "Save it again.")
    return read_packed(given, parts)


def _bytes_of(name: str, text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError) as error:
        cure = "Open it in the program it was written with, and save it again."
        raise refused(name, f"it is damaged ({error})", "a whole document", cure) from error


def read_packed(given: Given, parts: Mapping[str, bytes | str]) -> Extract:
    """What a document holds whose parts are these, once they are packed.

    Raises:
        UnreadableDocument: as for a document that came packed.
    """
    from cohesion_graph.documents.opening import read_inner

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    inner = read_inner(given, f"{PurePath(given.name).stem}.xml", packed.getvalue())
    return replace(inner, media_type="application/xml")


def relations(*stated: tuple[str, str]) -> str:
    """A part of relations, each the last word of its kind and its target; their identifiers are r0, r1, ..."""
    inner = (
        f'<Relationship Id="r{number}" Type="{_OFFICE}{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(stated)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(inner)}</Relationships>'
