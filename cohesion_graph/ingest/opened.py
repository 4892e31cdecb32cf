"""Documents as they come, read and laid out: the step between files and claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cohesion_graph.documents import read_document
from cohesion_graph.documents.cells import Extract, Paragraph
from cohesion_graph.documents.document_names import files_of, stored_names
from cohesion_graph.documents.limits import MOST_ACTIONS, MOST_ACTIONS_IN_WORKBOOK, refused
from cohesion_graph.documents.words import Words
from cohesion_graph.errors import BadParameter, UnreadableDocument
from cohesion_graph.ingest.mining.announcing import names_a_plan
from cohesion_graph.ingest.mining.judge import Reading, read_records
from cohesion_graph.ingest.mining.likeness import reasons_of
from cohesion_graph.ingest.mining.one_per_file import read_as_records, read_together
from cohesion_graph.ingest.mining.overruling import EVERY_FILE, Overruling
from cohesion_graph.ingest.mining.teaching import change_in_words, taught
from cohesion_graph.ingest.mining.told import ask_about_close_choice, in_words, strongest
from cohesion_graph.ingest.mining.unfilled import without_unfilled
from cohesion_graph.ingest.records.entry import Entry
from cohesion_graph.ingest.records.headings import PARTY_KINDS
from cohesion_graph.ingest.records.layout import Layout
from cohesion_graph.ingest.records.looks import PlanLooks
from cohesion_graph.ingest.slugs import nameless
from cohesion_graph.ingest.who.columns_of_persons import named_in_columns, reached_in_columns
from cohesion_graph.ingest.who.officers import (
    Persons,
    persons_beside_posts,
    persons_by_company,
    places_in,
    with_address,
)
from cohesion_graph.ingest.who.parties import KnownNames
from cohesion_graph.language.patterns import meet
from cohesion_graph.model.evidence import Mask, Source, sha256
from cohesion_graph.model.ids import free_id, mint_slug
from cohesion_graph.model.name_forms import NameForms
from cohesion_graph.model.privacy import mask, ordinary_words
from cohesion_graph.persons import contacts_in

__all__ = ["Document", "Progress", "known_names", "open_documents"]

Progress = Callable[[int, int, str], None]
"""Told how many documents are done, of how many, and what is read now."""

_TITLES = 3
"""Lines at the top of a document among which the name of its plan is."""


@dataclass(slots=True)
class Document:
    """One document: its bytes, what a reader took from it, and the actions its tables hold."""

    id: str
    name: str
    content: bytes
    extract: Extract
    reading: Reading
    """Its actions, and what else repeats in it."""
    persons: Persons = field(default_factory=Persons)
    """What recognises persons in this document and those read with it."""
    forms: NameForms = field(default_factory=lambda: NameForms(()))
    """What finds those persons in other forms."""
    masks: tuple[Mask, ...] = ()
    untaught: Reading | None = None
    """How it is read without what a person says of all documents."""
    notes: list[str] = field(default_factory=list)
    """What is to be told of it beside what its reader tells."""

    def withheld(self, words: str) -> str:
        """Words of the document as they may be told: what its masks would cover, covered."""
        return mask(words, _masks(words, self.persons.masks(words), self.forms))

    @property
    def layout(self) -> Layout:
        """Its plan tables, and what is none of them."""
        return self.reading.layout

    @property
    def entries(self) -> list[Entry]:
        """Its actions in order."""
        return self.reading.entries

    @property
    def title(self) -> str:
        """The title as printed: a main heading, a short paragraph or what stands above the table.

        Lower headings, such as the names of sheets, come last; the metadata's title and the file's name after them.
        Of the first few lines the one that names a plan: the partnership whose plan it is often stands above it.
        """
        paragraphs = [block for block in self.extract.blocks if isinstance(block, Paragraph)][:12]
        main = [block.words.tidy for block in paragraphs if block.level == 1]
        plain = [block.words.tidy for block in paragraphs if block.level == 0]
        captions = [(table.title or table.caption).tidy for table in self.layout.tables if table.caption]
        lower = [block.words.tidy for block in paragraphs if block.level > 1]
        lines = (*main, *plain, *captions[:1], self.extract.title, *lower)
        fitting = [text for text in lines if 4 <= len(text) <= 160 and any(letter.isalpha() for letter in text)]
        naming = filter(names_a_plan, fitting[:_TITLES])
        return next(naming, fitting[0] if fitting else Path(self.name).stem)

    def source(self, **facts: Any) -> Source:
        """The source record, with its text; `facts` are further fields of it."""
        text = self.extract.text
        stored = text.encode("utf-8")
        file = f"sources/{self.name}"
        if self.extract.is_text:
            return Source(
                id=self.id, title=self.title, file=file, sha256=sha256(stored), masks=self.masks, text=text, **facts
            )
        return Source(
            id=self.id,
            title=self.title,
            file=file,
            text_file=f"sources/{self.id}.extracted.txt",
            media_type=self.extract.media_type,
            sha256=sha256(stored),
            document_sha256=sha256(self.content),
            masks=self.masks,
            text=text,
            **facts,
        )


def open_documents(
    paths: Iterable[Path],
    progress: Progress | None = None,
    *,
    with_hidden: bool = False,
    said: Mapping[str, Overruling] | None = None,
) -> list[Document]:
    """Read every document, or none; with what they hide, if so asked.

    Args:
        paths: The documents; for a folder, the files in it.
        progress: Told how far it is.
        with_hidden: Whether what is hidden is read too.
        said: What a person says of the records of documents, by the names they are kept under; under an empty name,
            of the first.

    Raises:
        UnreadableDocument: a document that cannot be read, or none of them holds a plan table.
        BadParameter: a document is given twice.
    """
    chosen = files_of(paths)
    if not chosen:
        raise UnreadableDocument("no document was given\n  Name at least one document that holds the plan.")
    for number, path in enumerate(chosen):
        if path.resolve() in {other.resolve() for other in chosen[:number]}:
            raise BadParameter(f"{path} is given twice\n  Name each document once.")
    found = _read(chosen, progress, said or {}, with_hidden=with_hidden)
    persons = _persons_of(found)
    masks = [persons.masks(document.extract.text) for document in found]
    forms = _forms_of(found, masks)
    files = [Path(document.name) for document in found]
    words = {word for document in found for word in re.findall(r"[^\W\d_]+", document.extract.text.casefold())}
    kept = stored_names([Path(nameless(file.stem, forms, words) + file.suffix) for file in files])
    taken: set[str] = set()
    for document, name, own in zip(found, kept, masks, strict=True):
        if name != document.name:
            document.notes.append("a person's name in the name of the file is left out")
        document.name = name
        document.id = free_id(mint_slug(Path(name).stem) or f"document-{len(taken) + 1}", taken)
        taken.add(document.id)
        document.persons, document.forms = persons, forms
        stated = (*document.extract.persons, *reached_in_columns(document.extract))
        document.masks = _masks(document.extract.text, own, forms, stated)
        if not said:  # whoever says which records are meant has answered
            ask_about_close_choice(document.reading, document.withheld)
        if any(one.like for one in (said or {}).values()) and document.untaught:
            document.notes += change_in_words(document.untaught, document.reading, document.withheld)
    if progress:
        progress(len(chosen), len(chosen), "")
    if not any(document.entries for document in found):
        raise UnreadableDocument(_nothing_found(found))
    return found


def _read(
    paths: Sequence[Path], progress: Progress | None, said: Mapping[str, Overruling], *, with_hidden: bool
) -> list[Document]:
    """Each document read by itself; files that are an action each, as the records they are together."""
    found: list[Document] = []
    looks = PlanLooks()
    for number, (path, stored) in enumerate(zip(paths, stored_names(paths), strict=True)):
        if progress:
            progress(number, len(paths), path.name)
        content, extract = read_document(path, looks, with_hidden=with_hidden)
        meet(extract.text)
        extract = without_unfilled(extract)
        own = said.get(stored) or (said.get("") if number == 0 else None)
        own = None if own and own.like else own  # an example is sought in all documents
        found.append(Document("", stored, content, extract, read_records(extract, own)))
    _read_together(found, said)
    for path, document in zip(paths, found, strict=True):
        most = MOST_ACTIONS_IN_WORKBOOK if "spreadsheet" in document.extract.media_type else MOST_ACTIONS
        if (count := len(document.entries)) > most:
            cure = "Copy the rows of one plan, or of part of it, into a file of their own."
            raise refused(path.name, f"it holds {count:,} actions", f"at most {most:,}", cure)
    return found


def _read_together(documents: Sequence[Document], said: Mapping[str, Overruling]) -> None:
    """Read documents anew that tell more together, by themselves or by what a person says of them."""
    before = [one.reading for one in documents]
    readings = before
    if EVERY_FILE in said:
        readings = read_together(before, said[EVERY_FILE]) or []
    elif all(one.like for one in said.values()):
        readings = before = read_as_records(before)
    if not readings:
        raise BadParameter(
            f"no files are an action each, as the map says under {EVERY_FILE!r}\n  Leave it out, or make a new map."
        )
    for example in (one for one in said.values() if one.like):
        readings = taught([one.extract for one in documents], readings, example)
        if readings == before:
            documents[0].notes.append("the example was read already: it changes nothing")
    for document, old, new in zip(documents, before, readings, strict=True):
        document.reading, document.untaught = new, old


def _persons_of(documents: Sequence[Document]) -> Persons:
    """What recognises the persons that any of the documents names."""
    names: set[str] = set()
    columns: dict[str, set[str]] = {}  # sets: the same few cells come again and again
    for document in documents:
        names.update(with_address(document.extract.text))
        lines = [line for entry in document.entries for line in entry.lines]
        for value in (value for line in lines for kind in PARTY_KINDS for value in line.get(kind)):
            columns.setdefault(value.column.title, set()).add(value.words.text)
    text = "\n".join(document.extract.text for document in documents)
    places = places_in(text)
    names.update(name for document in documents for name in named_in_columns(document.extract, places))
    for heading, cells in columns.items():
        names.update(name for cell in cells for name in persons_beside_posts(cell, heading, places))
    told, unsure = persons_by_company(columns, Persons(frozenset(names)), text)
    return Persons(frozenset(names | told), unsure)


def _forms_of(documents: Sequence[Document], masks: Sequence[Sequence[Mask]]) -> NameForms:
    """What finds the persons that any of the documents names in other forms than they were recognised in."""
    names, texts = set[str](), [document.extract.text for document in documents]
    for text, own, document in zip(texts, masks, documents, strict=True):
        stretches = {(mask.start, mask.end) for mask in own} | set(document.extract.persons)
        names |= {text[start:end] for start, end in stretches}
    places = {place for text in texts for place in places_in(text)}
    return NameForms(names, places | ordinary_words(names, texts))


def _masks(
    text: str, recognised: Iterable[Mask], forms: NameForms, stated: Iterable[tuple[int, int]] = ()
) -> tuple[Mask, ...]:
    """What of a text is withheld: persons as they are recognised, in every form, and how they are reached."""
    stretches = {(one.start, one.end) for one in recognised}
    stretches |= {*stated, *forms.found_in(text), *contacts_in(text)}
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(Mask(start=start, end=end) for start, end in merged)


def known_names(documents: Sequence[Document]) -> KnownNames:
    """The names that stand alone in any cell of bodies of any of the documents."""
    known = KnownNames(documents[0].persons)
    cells: dict[bool, dict[str, Words]] = {}  # by their text: the same few come again and again
    for entry in (entry for document in documents for entry in document.entries):
        # a row with two cells of a kind is a broken one, and teaches nothing
        filled = [line.get(kind) for line in entry.lines for kind in PARTY_KINDS]
        words = [values[0].words for values in filled if len(values) == 1]
        cells.setdefault(entry.table.names_listed, {}).update((one.text, one) for one in words)
    for names_listed, found in cells.items():
        known.learn(found.values(), names_listed=names_listed)
    return known


def _nothing_found(documents: Sequence[Document]) -> str:
    lines, repeated = [], []
    for document in documents:
        tables = len(document.layout.other_tables)
        seen = "no table" if not tables else f"{tables} table{'s' * (tables > 1)} without headings of a plan"
        rows = [table.rows[0] for table in document.layout.other_tables[:1]]
        first = ", ".join(repr(document.withheld(one.words.tidy)[:40]) for row in rows for one in row[:8] if one.words)
        lines.append(f"{document.name}: {seen} found" + (f"; the first begins with {first}" if first else ""))
        repeated += [f"  {document.name}: {note}" for note in document.extract.notes]
        for number, one in strongest(document.reading.mined):
            told = in_words(one, document.withheld)
            repeated.append(f"  {document.name} repeats {told}: not taken ({', '.join(reasons_of(one))})")
            repeated.append(f"  If these are the actions: cohesion-graph read {document.name} --records {number}")
    lines.append("  Expected: a table (or cards) with headings such as Action, Lead, Deadline, Milestones.")
    lines.append("  Check that this is the document with the action plan; name its columns in a first row of headings.")
    return "\n".join([*lines, *repeated])
