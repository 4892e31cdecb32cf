"""What a document is called in the dataset folder: its own name where every system can hold it, and no other has it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePath

from cohesion_graph.documents.limits import refused

__all__ = ["files_of", "stored_names"]

_LONGEST = 120
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
"""Names that Windows keeps for devices, whatever follows the full stop."""


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The documents to read: each file as it is given, in place of a folder the files in it by name, hidden ones not.

    Raises:
        UnreadableDocument: a folder holds no file, or is a dataset.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        if (path / "dataset.yaml").exists():
            raise refused(path.name, "it is a folder with a dataset", "documents", "Name the documents themselves.")
        inside = sorted(one for one in path.rglob("*") if one.is_file())
        shown = [one for one in inside if not any(part[0] == "." for part in one.relative_to(path).parts)]
        if not shown:
            raise refused(path.name, "it is a folder without files", "documents", "Check the path.")
        found += shown
    return found


def stored_names(paths: Iterable[Path]) -> list[str]:
    r"""The file names under which documents are kept, in their order, all different whatever the letter case.

    >>> stored_names([Path("a/Plan.docx"), Path("b/plan.docx"), Path("what?\n.txt"), Path("plan.extracted.txt")])
    ['Plan.docx', '2-plan.docx', 'what--.txt', 'plan-extracted.txt']
    """
    names: list[str] = []
    taken: set[str] = set()
    for number, path in enumerate(paths, 1):
        name = _safe(path.name) or f"document-{number}"
        while name.casefold() in taken:
            name = f"{number}-{name}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _safe(name: str) -> str:
    """The name without what a file system, a shell or a terminal would act on, or an extracted text is called."""
    composed = unicodedata.normalize("NFC", name)
    plain = "".join(
        letter if letter.isprintable() and letter not in '\\/:*?"<>|' and letter != "\N{REPLACEMENT CHARACTER}" else "-"
        for letter in composed
    )
    plain = re.sub(r"(?i)\.extracted\.txt$", "-extracted.txt", plain).strip(". ")
    suffix = PurePath(plain).suffix[:10]
    stem = plain.removesuffix(suffix)[: _LONGEST - len(suffix)] if suffix else plain[:_LONGEST]
    return f"document-{stem}{suffix}" if _DEVICES.match(plain) else f"{stem}{suffix}"
