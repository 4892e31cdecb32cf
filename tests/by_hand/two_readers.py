"""Read every document of a folder here and with LibreOffice, and print where the words of cells and lines differ.

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

from second_reader import FORMS, differences, lines_here, lines_of_libreoffice  # noqa: E402 - found by the path above


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    program = shutil.which("soffice") or parser.error("LibreOffice is not installed")
    paths = sorted(path for path in parser.parse_args().folder.rglob("*") if path.suffix.casefold() in FORMS)
    for path in paths:
        with tempfile.TemporaryDirectory() as folder:
            there = lines_of_libreoffice(program, [path], Path(folder))[path]
        here = lines_here(path)
        found = differences(here, there)
        print(f"{path}: {len(here)} lines, {len(found)} stretches differ")
        for ours, theirs in found:
            print(f"  here: {ours}\n  LibreOffice: {theirs}")


if __name__ == "__main__":
    main()
