"""What LibreOffice, poppler and expat show of a document, cell by cell, and where a reading differs from it."""

from __future__ import annotations

import difflib
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from lxml import html

from cohesion_graph.documents import read_document
from cohesion_graph.documents.cells import Table
from cohesion_graph.ingest.records.looks import PlanLooks

_SHEETS = (".xlsx", ".xls", ".ods", ".xlsb")
FORMS = {
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf", ".html"), "txt:Text (encoded):UTF8"),
    **dict.fromkeys((*_SHEETS, ".csv"), "html"),
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
        command[2:2] = ["--infilter=HTML (StarWriter)"] if ending == ".html" else []
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


def cells_here(path: Path) -> list[str]:
    """The words of each cell and each paragraph as this package reads them."""
    _, extract = read_document(path, PlanLooks())
    tables = [block for block in extract.blocks if isinstance(block, Table)]
    cells = [cell.words.text for table in tables for row in table.rows for cell in row if cell.words]
    return cells + [block.words.text for block in extract.blocks if not isinstance(block, Table)]


def differences_from_poppler(program: str, path: Path) -> tuple[list[str], Counter[str], Counter[str]]:
    """The cells of a PDF whose words poppler does not give side by side, and words that only one of both gives.

    Blanks and hyphens do not count in a cell: where lines end, every program has its own.
    """
    raw, laid_out = (
        subprocess.run([program, *how, str(path), "-"], check=True, capture_output=True, timeout=60).stdout.decode()
        for how in (("-raw",), ())
    )
    cells = cells_here(path)
    there = (_close(raw), _close(laid_out))
    lost = [cell for cell in cells if not any(_close(cell) in text for text in there)]
    mine, theirs = Counter(_words(" ".join(cells))), Counter(_words(raw))
    return lost, mine - theirs, theirs - mine


def differences_from_expat(path: Path) -> tuple[list[str], set[str]]:
    """Texts of elements of an XML document that are not read here, and words that stand in none: labels, of columns."""
    texts = [one.text for one in ET.parse(path).iter() if one.text and one.text.strip()]
    _, extract = read_document(path, PlanLooks())
    here = _close(extract.text)
    return [text for text in texts if _close(text) not in here], set(_words(extract.text)) - set(
        _words(" ".join(texts))
    )


def _close(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\u2010\u2011•-]+", "", unicodedata.normalize("NFKC", text))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text))
