"""From the entries of one document to claims: wordings, and, row by row, who and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.claims.collector import ClaimCollector
from cohesion_graph.ingest.claims.effects import as_one, confirmed, reported, worded
from cohesion_graph.ingest.claims.identities import Assigned, Identities
from cohesion_graph.ingest.claims.registrar import Registrar
from cohesion_graph.ingest.claims.responsibilities import Who
from cohesion_graph.ingest.claims.row_in_hand import RowInHand, SourceInHand
from cohesion_graph.ingest.claims.timings import When
from cohesion_graph.ingest.opened import Document
from cohesion_graph.ingest.records.entry import Entry, Line
from cohesion_graph.ingest.records.headings import Kind, kind_of_heading, presented_as
from cohesion_graph.ingest.what.milestones import FoundMilestone, find_milestones
from cohesion_graph.ingest.when.dates import find_dates
from cohesion_graph.ingest.who.name_index import NameIndex
from cohesion_graph.ingest.who.parties import KnownNames
from cohesion_graph.language.sentences import ends_open
from cohesion_graph.model.changes import Merged, Reading, Withdrawn
from cohesion_graph.model.claims import Wording
from cohesion_graph.model.codes import Basis, DoubtKind, PresentedAs, SetAsideKind, Status
from cohesion_graph.model.ids import action_of
from cohesion_graph.status_words import read_status

__all__ = ["SourceReader"]


class SourceReader:
    """Reads one document's entries into a collector; bodies and instruments go to the shared registrar."""

    def __init__(self, document: Document, identities: Identities, registrar: Registrar, known: KnownNames) -> None:
        self.document = document
        self.identities = identities
        self.registrar = registrar
        self.known = known
        self.claims = ClaimCollector(document.id, document.extract.text)
        source = SourceInHand(document, registrar, known, self.claims)
        self._who, self._when = Who(source), When(source)
        self.items: list[tuple[str, Words]] = []
        """Every wording claimed, item by item: what links are looked for in."""
        self.instrument_names = NameIndex(())
        """Names of instruments found in any of the wordings."""
        self.rating_key: dict[str, str] = {}
        """What the document says its ratings of progress mean."""
        self.rows: list[RowInHand] = []
        """Every row with the items it speaks of."""

    def read(self, assigned: Sequence[Assigned], *, is_first: bool) -> None:
        """Claim what the entries say, links and progress left out."""
        for one in assigned:
            self._entry(one, is_first=is_first)
        self._who.finish()
        self._layout_asides()

    # Wordings ------------------------------------------------------------------------------------------------

    def _entry(self, one: Assigned, *, is_first: bool) -> None:
        entry, ref = one.entry, one.ref
        title = entry.naming_words
        self.claims.wording(
            ref,
            title,
            text=title.tidy,
            presented_as=PresentedAs.ACTION,
            ref_as_printed=one.printed,
            basis=Basis.REPAIRED_OCR if one.is_repaired else Basis.STATED,
            note=_printed_beside(entry),
        )
        self.items.append((ref, title))
        if one.doubt:
            effects = (() if other == ref else (Merged(thing=f"item/{ref}", into=other),) for other in one.alternatives)
            readings = map(Reading.of, one.alternatives, effects)
            self.claims.doubt(DoubtKind.REFERENCE, one.doubt, entry.reference or title, ref, readings)
        if not is_first and self.identities.differs(ref, title.tidy):
            what = f"Another document prints quite different words for {ref}: it may be another action."
            self.claims.doubt(DoubtKind.IDENTITY, what, title, ref, ("the same action", "another action"))
        self._title_doubts(ref, title, entry)
        for what, words in entry.doubts:
            self.claims.doubt(DoubtKind.LAYOUT, what, words, ref)
        for value in entry.descriptions:
            if value.words.tidy and value.words.tidy != title.tidy:
                heading = value.column.title
                note = f"Printed in the column {heading!r}." if heading else "Printed below the title."
                self.claims.wording(ref, value.words, text=value.words.tidy, presented_as=PresentedAs.ACTION, note=note)
                self.items.append((ref, value.words))
        for line in entry.lines:
            self._line(ref, entry, line)

    def _title_doubts(self, ref: str, title: Words, entry: Entry) -> None:
        if not entry.title.tidy:
            self.claims.doubt(DoubtKind.WORDING, "The action has no words of its own.", title, ref)
        elif title.text[:1].islower() and not self.document.extract.text[: title.place].rstrip(" ").endswith(":"):
            what = "The title begins in the middle of a sentence: words before it may be lost."
            self.claims.doubt(DoubtKind.WORDING, what, title, ref)
        elif ends_open(title.text):
            self.claims.doubt(DoubtKind.WORDING, "The title seems to break off.", title, ref)

    def _line(self, ref: str, entry: Entry, line: Line) -> None:
        found = find_milestones(line.milestones, self.known.begins, is_one=bool(entry.told_by_milestone))
        made = [self._milestone(ref, entry.presented_as, one) for one in found]
        row = RowInHand(ref, entry, line, [one.item for one in made], [one.words for one in found])
        self.rows.append(row)
        self._who.claim(row)
        self._when.claim(row)
        self._borders(ref, line.milestones, made, is_told=any(one.is_told_by_words for one in found))
        if len(found) == 1 and not entry.milestones_in_column and (at := _second_beginning(found[0].words.text)):
            self._may_be_two(ref, found[0].words, made[0], at)
        for wording in made:
            self._may_report(ref, wording)
        for value in line.signs:
            for one in find_milestones(value.words, self.known.begins):
                self._milestone(ref, presented_as(value.column.title), one)

    def _borders(self, ref: str, words: Words, made: Sequence[Wording], *, is_told: bool) -> None:
        if not is_told:
            return
        told = " | ".join(repr(one.text) for one in made)
        what = f"The borders between these {len(made)} milestones were told by their words alone: {told}."
        readings = [confirmed("these milestones", [one.id for one in made])]
        if len({one.item for one in made}) > 1:
            claims = [claim for item in {one.item: 0 for one in made} for claim in self.claims.claims_about(item)]
            readings.append(as_one(words.tidy, made, claims, words.quotations(self.claims.text)))
        self.claims.doubt(DoubtKind.WORDING, what, words, ref, readings)

    def _may_be_two(self, ref: str, words: Words, made: Wording, at: int) -> None:
        parts, text = [words[:at].strip(), words[at:].strip()], self.claims.text
        items = (made.item, f"{ref}/{self.identities.mint(parts[1].tidy) or 'second-milestone'}")
        told = zip(items, parts, strict=True)
        comes = [worded(item, made, part.tidy, part.quotations(text)) for item, part in told]
        two = Reading(words="two milestones", effect=(Withdrawn(goes=made.id), *comes))
        what = f"These words may be one milestone or several: another may begin with {parts[1].tidy.split()[0]!r}."
        self.claims.doubt(DoubtKind.WORDING, what, words, made.item, (confirmed("one milestone", [made.id]), two))

    def _may_report(self, ref: str, made: Wording) -> None:
        """Doubt a line that begins as a report does: "Update: published on 28 March 2025"."""
        label, colon, rest = made.text.partition(":")
        if not colon or kind_of_heading(label) not in {Kind.UPDATE, Kind.STATUS}:
            return
        days = (one.date for _, _, one in find_dates(rest) if one.date and one.date.precision == "day")
        day = next((one.last_day for one in days), None)
        statuses = dict.fromkeys((read_status(rest.strip()).status, Status.COMPLETE))
        items = dict.fromkeys(item for item, _ in self.items if action_of(item) == ref and item != made.item)
        readings = [confirmed("a milestone", [made.id])]
        readings += [
            reported(f"{status.label}: {'the action' if item == ref else item}", made, item, status, day)
            for item in list(items)[:_MOST_REPORTED_ON]
            for status in statuses
        ]
        what = f"This begins as a report on progress does ({label}:)."
        words = Words.of(made.evidence[0].exact, made.evidence[0].start)
        self.claims.doubt(DoubtKind.STATUS, what, words, made.item, readings)

    def _milestone(self, ref: str, presented: PresentedAs, found: FoundMilestone) -> Wording:
        item, near = self.identities.milestone(ref, found.words)
        made = self.claims.wording(item, found.words, text=found.words.tidy, presented_as=presented)
        self.items.append((item, found.words))
        if near:
            what = f"This may be the same milestone as {near}: the words are alike."
            merged = (Merged(thing=f"item/{item}", into=near),) if item != near else ()
            readings = ("another milestone", Reading(words=f"the same as {near}", effect=merged))
            self.claims.doubt(DoubtKind.IDENTITY, what, found.words, item, readings)
        return made

    # What carries no claim -----------------------------------------------------------------------------------

    def _layout_asides(self) -> None:
        kinds = {
            "label": SetAsideKind.HEADING,
            "layout": SetAsideKind.LAYOUT,
            "commentary": SetAsideKind.COMMENTARY,
            "ghost": SetAsideKind.SCANNING_DAMAGE,
        }
        for entry in self.document.entries:
            for why, words in entry.asides:
                note = "Read as a garbled repeat of the words before it." if why == "ghost" else ""
                self.claims.set_aside(kinds[why], words, note)
        for table in self.document.layout.tables:
            for words in table.asides:
                self.claims.set_aside(SetAsideKind.HEADING, words)
            if table.caption:
                self.claims.set_aside(SetAsideKind.HEADING, table.caption)
        for words in self.document.layout.prose:
            self.claims.set_aside(SetAsideKind.PROSE, words)
        for other in self.document.layout.other_tables:
            for row in other.rows:
                for cell in row:
                    self.claims.set_aside(SetAsideKind.PROSE, cell.words)


def _printed_beside(entry: Entry) -> str:
    """What a second column of references says ("Identifier"), as a note."""
    values = [value for line in entry.lines for value in line.get(Kind.REFERENCE)]
    return " ".join(f"{value.column.title}: {value.words.tidy}." for value in values)


_MOST_REPORTED_ON = 4
"""Items of its action that a report may be on: more readings are read by nobody."""


def _second_beginning(text: str) -> int:
    """Where a capital in mid-sentence could begin a second milestone in words taken for one; 0 where none could."""
    found = re.search(r"[a-z] (?=[A-Z][a-z]+ [a-z]+ .*(ed|to)\b)", text)
    return found.end() if found else 0
