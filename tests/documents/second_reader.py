"""What LibreOffice shows of a document, line by line and cell by cell, and where a reading differs from it."""

from __future__ import annotations

import difflib
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from lxml import html

from cohesion_graph.documents import read_document
from cohesion_graph.documents.cells import Table
from cohesion_graph.ingest.records.looks import PlanLooks

_SHEETS = (".xlsx", ".xls", ".ods", ".xlsb")
FORMS = {
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf"), "txt:Text (encoded):UTF8"),
    **dict.fromkeys(_SHEETS, "html"),
}
"""By ending, in which form LibreOffice tells the words of a document: numbers of lists stand in plain text alone."""


def lines_here(path: Path) -> list[str]:
    """The lines of cells and paragraphs as this package reads them, notes and names of sheets left out."""
    _, extract = read_document(path, PlanLooks())
    found: list[str] = []
    for block in extract.blocks:
        if isinstance(block, Table):
            found += [line for row in block.rows for cell in row for line in cell.words.text.split("\n")]
        elif not block.is_note and not (block.level == 2 and path.suffix in _SHEETS):
            found.append(block.words.text)
    return _tidy(found)


def lines_of_libreoffice(program: str, paths: Sequence[Path], folder: Path) -> dict[Path, list[str]]:
    """The lines of cells and paragraphs as LibreOffice writes them down, by document."""
    found = {}
    for ending in {path.suffix for path in paths}:
        form, out = FORMS[ending], folder / ending[1:]
        mine = [path for path in paths if path.suffix == ending]
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", form, "--outdir", str(out), *map(str, mine)]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        for path in mine:
            text = (out / f"{path.stem}.{form.split(':')[0]}").read_text("utf-8-sig")
            found[path] = _tidy(_cells(text) if form == "html" else text.split("\n"))
    return found


def _cells(page: str) -> Iterable[str]:
    for cell in html.document_fromstring(page.encode()).iter("td"):
        for line_break in cell.iter("br"):
            line_break.tail = "\n" + (line_break.tail or "")
        yield from cell.text_content().strip().split("\n")


def _tidy(lines: Iterable[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines if line.strip()]


def differences(here: Sequence[str], there: Sequence[str]) -> list[tuple[str, str]]:
    """Where two readings differ: what stands here and what there, lines of one difference joined by a stroke."""
    matcher = difflib.SequenceMatcher(a=here, b=there, autojunk=False)
    return [
        (" | ".join(here[a:b]), " | ".join(there[c:d])) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"
    ]
