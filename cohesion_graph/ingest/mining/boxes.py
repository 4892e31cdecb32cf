"""Forms whose labels stand in the boxes of their values, above or before them: read as the labelled lines they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cohesion_graph.documents.cells import Block, Cell, Extract, Paragraph, Table
from cohesion_graph.ingest.mining.lexicon import DATES, PARTIES, label_role, sureness
from cohesion_graph.ingest.mining.values import is_code

__all__ = ["unboxed"]

_LABEL = re.compile(r"\s*(?P<label>[^\W\d_][^\n:]{0,60}?)\s*(?::\s*(?=\S)|\n\s*(?=\S))")
_CERTAIN = 0.9
_FEWEST, _OFTEN, _NEAR = 2, 3, 100
"""Labels of a form; boxes that print the same first line, which is a label then; characters that hold a label."""


def unboxed(extract: Extract) -> Extract:
    """A document with the boxes of such forms as paragraphs: a label and its value each, what stands above in bold."""
    cells = [cell for block in extract.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    first = Counter(match["label"] for cell in cells if (match := _LABEL.match(cell.words.text)))
    often = sorted(
        (label for label, count in first.items() if count >= _OFTEN or sureness(label) >= _CERTAIN),
        key=len,
        reverse=True,
    )
    blocks = [one for block in extract.blocks for one in _blocks(block, often)]
    return extract if len(blocks) == len(extract.blocks) else replace(extract, blocks=tuple(blocks))


def _blocks(block: Block, often: Sequence[str]) -> Iterator[Block]:
    rows = [[cell for cell in row if cell.standing] for row in block.rows] if isinstance(block, Table) else []
    parted = {id(cell): _parts(cell, often) for row in rows for cell in row}
    labels = [part.lead.text for parts in parted.values() for part in parts if part.lead]
    roles = {label_role(label) for label in labels}
    is_form = 2 * sum(bool(parts[0].lead) for parts in parted.values()) > len(parted) and len({*labels}) >= _FEWEST
    is_text = len(rows) >= _OFTEN and max(map(len, rows)) < _FEWEST  # a sheet of one column, boxes around paragraphs
    if not is_text and (not is_form or roles.isdisjoint(PARTIES | DATES)):
        yield block
        return
    for row in rows:
        is_title = not any(parted[id(cell)][0].lead for cell in row)
        for cell in sorted(row, key=lambda cell: not is_code(cell.words.text)):  # a title stands next to its labels
            yield from (replace(part, is_bold=is_title and not is_text, path=block.path) for part in parted[id(cell)])


def _parts(cell: Cell, often: Sequence[str]) -> list[Paragraph]:
    """A cell as labelled lines: it begins with a label, and more may follow on lines of their own, with a colon."""
    words = cell.standing.strip()
    starts = [0, *(match.end() for match in re.finditer(r"\n\s*", words.text))]
    ends = {
        start: end
        for start in starts
        if (end := _label_at(words.text[start : start + _NEAR], often, is_first=not start))
    }
    cuts = sorted({0, *ends})
    parts = zip(cuts, [*cuts[1:], len(words)], strict=True)
    return [Paragraph(words[start:end].strip(), lead=words[start : start + ends.get(start, 0)]) for start, end in parts]


def _label_at(text: str, often: Sequence[str], *, is_first: bool) -> int:
    """Where the label ends with which a text begins; 0 where it begins with none."""
    match = _LABEL.match(text if is_first else text.partition("\n")[0])
    if match and sureness(match["label"]) >= _CERTAIN and not re.search(r"\d", match["label"]):
        return match.end("label")
    return next((len(one) for one in often if is_first and re.match(rf"{re.escape(one)}\s", text)), 0)
