"""Footnotes, endnotes and comments of a Word document, each a paragraph behind the block that it is a note on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from cohesion_graph.documents.cells import ExtractBuilder
from cohesion_graph.documents.list_numbers import in_form
from cohesion_graph.documents.office_package import OfficePackage
from cohesion_graph.documents.pieces import shown
from cohesion_graph.documents.word.names import W, style_of
from cohesion_graph.documents.word.runs import ParagraphReader
from cohesion_graph.documents.words import Words

__all__ = ["Notes"]

_KINDS = ("footnote", "endnote", "comment")


class Notes:
    """The notes of a document; each is written where it is first referred to, numbered as Word numbers it."""

    def __init__(self, package: OfficePackage, part: str, runs: ParagraphReader) -> None:
        self._runs = runs
        self._written: Counter[str] = Counter()
        self._texts: dict[tuple[str, str], Any] = {}
        for kind in _KINDS:
            for path in package.related(part, f"{kind}s"):
                for note in package.tree(path).iterchildren(f"{W}{kind}"):
                    self._texts[kind, str(note.get(f"{W}id", ""))] = note

    def write(self, builder: ExtractBuilder, references: Sequence[tuple[tuple[str, str], Words]]) -> None:
        """Write the notes that are referred to, with the words that each is a note on."""
        for reference, on in references:
            note = self._texts.pop(reference, None)
            if note is None:
                continue
            kind = reference[0]
            paragraphs = (shown(self._runs.read(one, style_of(one)).pieces).text for one in note.iter(f"{W}p"))
            text = " ".join(" ".join(filter(None, paragraphs)).split())
            if not text:
                continue
            self._written[kind] += 1
            number = self._written[kind]
            marker = {"comment": f"[{number}]", "endnote": in_form(number, "lowerRoman")}.get(kind, str(number))
            builder.paragraph(f"{marker} {text}", marker=marker, is_note=True, note_on=on)

    def told(self) -> Iterator[str]:
        """What people should know about the notes."""
        if self._written:
            kinds = ", ".join(f"{count} {kind}{'s' * (count > 1)}" for kind, count in self._written.items())
            yield f"notes stand behind the table or paragraph they belong to, and carry no claim: {kinds}"
