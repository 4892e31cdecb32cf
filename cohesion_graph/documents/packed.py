"""Word and Excel documents are zip files of XML: checked here before any library unpacks them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from cohesion_graph.documents.limits import LARGEST_PART, LARGEST_UNPACKED, MOST_CELLS, refused

__all__ = ["check_sheets", "has_macros", "kind_of_package"]

_HEAD = 65_536
_MOST_PARTS = 5_000
_AREA = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref\s*=\s*[\"']([^\"']*)")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def kind_of_package(name: str, content: bytes) -> str:
    """``docx`` or ``xlsx``, once the package is found to be whole, of a size that can be read, and without entities.

    Sizes are the ones the zip directory declares; zipfile stops with an error where a part holds more.

    Raises:
        UnreadableDocument: it is cut off, packed to explode, declares entities, or is another kind of package.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {info.filename: info for info in package.infolist()}
            _check_sizes(name, list(parts.values()))
            kind = _kind(name, set(parts))
            for info in parts.values():
                if info.filename.endswith((".xml", ".rels")):
                    _check_part(name, package, info)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        cure = "Copy or download it again, or open it and save it again."
        raise refused(name, f"it is damaged or cut off ({error})", "a whole document", cure) from error
    return kind


def has_macros(content: bytes) -> bool:
    """Whether a package holds macros (they are never run)."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return any(part.casefold().endswith("vbaproject.bin") for part in package.namelist())


def check_sheets(name: str, content: bytes) -> None:
    """Hold back a workbook whose sheets are small as files and without end once openpyxl has made their cells.

    It makes an object for every cell, formatted empty ones too, and for every place in a merged or a linked area: one
    area over a whole sheet takes hours and all memory.

    Raises:
        UnreadableDocument: a sheet has more than `MOST_CELLS` of either.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.namelist():
            if not part.endswith(".xml"):
                continue
            plain = package.read(part).replace(b"\0", b"")  # UTF-16 too
            if sum(map(_places, {found[1] for found in _AREA.finditer(plain)})) > MOST_CELLS:
                cure = "Unmerge the cells of the whole sheet and remove links from it, or copy the plan to a new one."
                raise refused(name, f"its part {part} merges or links whole sheets", "areas of a few cells", cure)
            if sum(1 for _ in _CELL.finditer(plain)) > 2 * MOST_CELLS:
                cure = "Copy the sheet with the plan into a workbook of its own."
                raise refused(name, f"its part {part} has more than {2 * MOST_CELLS:,} cells", "a plan", cure)


def _places(area: bytes) -> int:
    """How many cells an area such as ``A1:C3`` covers; where it is none, the library tells."""
    from openpyxl.utils.cell import range_boundaries  # type: ignore[import-untyped,unused-ignore]

    try:
        left, top, right, bottom = range_boundaries(area.decode("ascii"))
    except (ValueError, TypeError):
        return 0 if b"&" not in area else MOST_CELLS + 1  # letters in disguise
    return ((right or 16_384) - (left or 1) + 1) * ((bottom or 1_048_576) - (top or 1) + 1)


def _check_sizes(name: str, parts: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in parts)
    largest = max((info.file_size for info in parts if info.filename.endswith(".xml")), default=0)
    if total > LARGEST_UNPACKED or largest > LARGEST_PART or len(parts) > _MOST_PARTS:
        found = f"it unpacks to {total:,} bytes in {len(parts):,} parts, the largest of {largest:,}"
        expected = f"at most {LARGEST_UNPACKED:,} bytes, {LARGEST_PART:,} in one part"
        raise refused(name, found, expected, "Copy the plan into a new document, without pictures and other sheets.")


def _kind(name: str, parts: set[str]) -> str:
    if any(part.endswith("word/document.xml") for part in parts):
        return "docx"
    if any(part.endswith("xl/workbook.xml") for part in parts):
        return "xlsx"
    if "EncryptedPackage" in parts:
        raise refused(name, "it is locked by a password", "a document without one", "Save it without the password.")
    known = {
        "content.xml": (
            "an OpenDocument file",
            "Open it and save it: a text (.odt) as .docx, a table (.ods) as .xlsx.",
        ),
        "ppt/presentation.xml": ("a presentation", "Copy its table into a Word document."),
        "xl/workbook.bin": ("a binary workbook (.xlsb)", "Open it in Excel and save it as .xlsx."),
    }
    unknown = "a zip file without a document", "Unpack it, and read the documents inside it."
    found, cure = next((told for part, told in known.items() if part in parts), unknown)
    raise refused(name, f"it is {found}", "a .docx or .xlsx document", cure)


def _check_part(name: str, package: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Office writes no document type declarations: one in a part is an attack (entities that grow, or read files)."""
    with package.open(info) as part:
        head = part.read(_HEAD)
    plain = head.replace(b"\0", b"")
    if _DECLARATION.search(plain):
        cure = "Open it in the program it was written with and save it again; do not trust where it came from."
        raise refused(name, f"its part {info.filename} declares XML entities", "a document as Office writes it", cure)
