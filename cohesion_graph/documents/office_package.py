"""The parts of an Office package (ISO 29500): found by their relations, read without entities, one at a time.

A Strict package (ISO 29500-4) names the same elements in other namespaces; Word's are read as the common ones.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

__all__ = ["OfficePackage"]

_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


class OfficePackage:
    """A package that was found whole (see `packed`)."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = {name.casefold(): name for name in package.namelist()}

    def holds(self, part: str) -> bool:
        """Whether the package has a part."""
        return part.casefold() in self._names

    def content(self, part: str) -> bytes:
        """The bytes of a part, Strict namespaces made the common ones."""
        content = self._package.read(self._names[part.casefold()])
        if b"purl.oclc.org/ooxml" in content[:8192]:
            for strict, common in _STRICT:
                content = content.replace(strict, common)
        return content

    def tree(self, part: str) -> Any:
        """The root element of a part."""
        from lxml import etree  # type: ignore[import-untyped,unused-ignore]

        return etree.fromstring(self.content(part), etree.XMLParser(**_SAFE))

    def elements(self, part: str, *tags: str) -> Iterator[Any]:
        """The elements of a part with a name, whatever their namespace, as they end; each emptied once it was seen."""
        from lxml import etree

        wanted = [f"{{*}}{tag}" for tag in tags]
        with self._package.open(self._names[part.casefold()]) as opened:
            for _, element in etree.iterparse(opened, tag=wanted, **_SAFE):
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts inside the package that a part points to: by identifier, the last word of their kind and path.

        The package itself is the part with an empty path.
        """
        folder, name = posixpath.split(part)
        described = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.holds(described):
            return {}
        found = {}
        for one in self.tree(described).iter("{*}Relationship"):
            if one.get("TargetMode") != "External":
                target = one.get("Target", "")
                path = target if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                found[one.get("Id", "")] = one.get("Type", "").rpartition("/")[2], path.lstrip("/")
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """The paths of the parts of a kind that a part points to, those that the package has."""
        return [path for one, path in self.relations(part).values() if one == kind and self.holds(path)]

    def main_part(self, otherwise: str) -> str:
        """The path of the document, workbook or presentation itself."""
        return next(iter(self.related("", "officeDocument")), otherwise)

    @property
    def title(self) -> str:
        """The title that the package's properties give; empty if they give none."""
        part = next(iter(self.related("", "core-properties")), "")
        element = self.tree(part).find("{*}title") if part else None
        return (element.text or "").strip() if element is not None else ""
