"""Read every document of a folder here and with a second reader, and print where the words of cells and lines differ.

LibreOffice reads what offices write, poppler PDFs, expat XML.

Run from the top of the checkout: ``python tests/by_hand/two_readers.py FOLDER``. It is for documents that no checkout
may hold; those that are in it are compared by ``tests/documents/test_two_readers.py``.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "documents")]

from second_reader import (  # noqa: E402 - found by the path above
    FORMS,
    cells_here,
    differences,
    differences_from_expat,
    differences_from_poppler,
    lines_here,
    lines_of_libreoffice,
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    program = shutil.which("soffice") or parser.error("LibreOffice is not installed")
    poppler = shutil.which("pdftotext") or parser.error("poppler is not installed")
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        ending = path.suffix.casefold()
        if ending in FORMS:
            _against_libreoffice(program, path)
        elif ending == ".pdf":
            cells, here, there = differences_from_poppler(poppler, path)
            count = f"{len(cells_here(path))} cells and lines"
            print(
                f"{path}: {count}, {len(cells)} not found; here alone {dict(here)}, there alone {dict(there)}", *cells
            )
        elif ending == ".xml":
            lost, labels = differences_from_expat(path)
            print(f"{path}: {len(cells_here(path))} cells and lines; not read {lost}; here alone {sorted(labels)}")


def _against_libreoffice(program: str, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        there = lines_of_libreoffice(program, [path], Path(folder))[path]
    here = lines_here(path)
    found = differences(here, there)
    print(f"{path}: {len(here)} lines, {len(found)} stretches differ")
    for ours, theirs in found:
        print(f"  here: {ours}\n  LibreOffice: {theirs}")


if __name__ == "__main__":
    main()
