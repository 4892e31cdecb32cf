"""From the entries of one document to claims: wordings, who, by when, how far, and what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from cohesion_graph.ingest.alignment import Aligned, align, anchors_of
from cohesion_graph.ingest.claimed import ClaimCollector
from cohesion_graph.ingest.deadlines import FoundDeadline, find_deadlines
from cohesion_graph.ingest.documents import Document
from cohesion_graph.ingest.ghosts import ghost_of
from cohesion_graph.ingest.headings import PARTY_KINDS, Kind
from cohesion_graph.ingest.identities import Assigned, Identities
from cohesion_graph.ingest.instruments import Mention, find_instruments
from cohesion_graph.ingest.milestones import FoundMilestone, ends_open, find_milestones
from cohesion_graph.ingest.names import loose_key, stands_alone
from cohesion_graph.ingest.parties import FoundParty, KnownNames, find_parties
from cohesion_graph.ingest.registrar import NAMED_OFFICER, Registrar
from cohesion_graph.ingest.rows import Entry, Line, Value
from cohesion_graph.ingest.words import Words
from cohesion_graph.model.codes import Basis, DeadlineKind, DoubtKind, PresentedAs, Role, SetAsideKind
from cohesion_graph.model.timing import Deadline

__all__ = ["SourceReader"]

V = TypeVar("V")

_ROLES = {Kind.LEAD: Role.LEAD, Kind.PARTNER: Role.CONTRIBUTE, Kind.RESPONSIBLE: Role.RESPONSIBLE}


class SourceReader:
    """Reads one document's entries into a collector; bodies and instruments go to the shared registrar."""

    def __init__(self, document: Document, identities: Identities, registrar: Registrar, known: KnownNames) -> None:
        self.document = document
        self.identities = identities
        self.registrar = registrar
        self.known = known
        self.claims = ClaimCollector(document.id, document.extract.text)
        self.items: list[tuple[str, Words]] = []
        """Every wording claimed, item by item: what links are looked for in."""
        self.texts: dict[str, str] = {}
        """Milestones' words by item."""
        self.instrument_names: list[str] = []
        """Names of instruments found in any of the wordings, longest first."""

    def read(self, assigned: Sequence[Assigned], *, is_first: bool) -> None:
        """Claim what the entries say, links and progress left out."""
        for one in assigned:
            self._entry(one, is_first=is_first)
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
            self.claims.doubt(DoubtKind.REFERENCE, one.doubt, entry.reference or title, ref, one.alternatives)
        if not is_first and self.identities.differs(ref, title.tidy):
            what = f"Another document prints quite different words for {ref}: it may be another action."
            self.claims.doubt(DoubtKind.IDENTITY, what, title, ref, ("the same action", "another action"))
        self._title_doubts(ref, title, entry)
        for value in entry.descriptions:
            if value.words.tidy and value.words.tidy != title.tidy:
                note = f"Printed in the column {value.column.title!r}."
                self.claims.wording(ref, value.words, text=value.words.tidy, presented_as=PresentedAs.ACTION, note=note)
                self.items.append((ref, value.words))
        for line in entry.lines:
            self._line(ref, entry, line)

    def _title_doubts(self, ref: str, title: Words, entry: Entry) -> None:
        if not entry.title.tidy:
            self.claims.doubt(DoubtKind.WORDING, "The action has no words of its own.", title, ref)
        elif title.text[:1].islower():
            what = "The title begins in the middle of a sentence: words before it may be lost."
            self.claims.doubt(DoubtKind.WORDING, what, title, ref)
        elif ends_open(title.text):
            self.claims.doubt(DoubtKind.WORDING, "The title seems to break off.", title, ref)

    def _line(self, ref: str, entry: Entry, line: Line) -> None:
        found = find_milestones(line.milestones, self.known.begins)
        items = [self._milestone(ref, entry, one) for one in found]
        if any(one.is_told_by_words for one in found):
            what = f"The borders between these {len(found)} milestones were told by their words alone."
            self.claims.doubt(DoubtKind.WORDING, what, line.milestones, ref, [one.words.tidy for one in found])
        elif len(found) == 1 and not entry.milestones_in_column and _may_be_two(found[0].words.text):
            what = "These words may be one milestone or several."
            self.claims.doubt(DoubtKind.WORDING, what, found[0].words, items[0])
        self._responsibilities(ref, entry, line, items)
        self._timings(ref, entry, line, items, [one.words.text for one in found])

    def _milestone(self, ref: str, entry: Entry, found: FoundMilestone) -> str:
        item, near = self.identities.milestone(ref, found.words)
        self.texts[item] = found.words.text
        self.claims.wording(item, found.words, text=found.words.tidy, presented_as=entry.presented_as)
        self.items.append((item, found.words))
        if near:
            what = f"This may be the same milestone as {near}: the words are alike."
            self.claims.doubt(DoubtKind.IDENTITY, what, found.words, item, ("another milestone", f"the same as {near}"))
        return item

    def _at_action(self, entry: Entry, line: Line, values: Sequence[Value], count: int, milestones: int) -> bool:
        """Whether a row's values are about the action as a whole rather than about the row's milestones.

        The row that prints the title is the action's own row, unless other rows of the action have values of their
        own: then each row speaks for its milestones. Dates as many as the milestones go with them in any case.
        """
        if not line.has_title or milestones == 0:
            return milestones == 0
        kinds = {value.column.kind for value in values}
        is_listed = milestones > 1 and count == milestones
        if is_listed and not (entry.milestones_in_column and kinds & set(PARTY_KINDS)):
            return False
        others = [other for other in entry.lines if other is not line and other.milestones]
        each_has_own = any(other.get(kind) for other in others for kind in kinds)
        return not (each_has_own and all(value.rows == 1 for value in values))

    @staticmethod
    def _is_one_of_many(entry: Entry) -> bool:
        """Whether the action's milestones stand in several rows, each row with cells of its own."""
        return sum(bool(line.milestones) for line in entry.lines) > 1

    # Who -----------------------------------------------------------------------------------------------------

    def _responsibilities(self, ref: str, entry: Entry, line: Line, items: list[str]) -> None:
        for kind in PARTY_KINDS:
            values = line.get(kind)
            words = self._party_words(ref, values)
            if not words:
                continue
            parties = find_parties(words, self.known, names_listed=entry.table.names_listed)
            if not parties:
                self.claims.doubt(
                    DoubtKind.RESPONSIBILITY, f"{words.tidy[:80]!r} names no body that can be read.", words, ref
                )
                continue
            role = _ROLES[kind]
            if kind is Kind.PARTNER and not entry.table.has(Kind.LEAD, Kind.RESPONSIBLE):
                role = Role.RESPONSIBLE
            self._claim_parties(ref, entry, line, items, parties, role, words, values)

    def _claim_parties(  # noqa: PLR0913, PLR0917 - one cell of one row, with everything about it
        self,
        ref: str,
        entry: Entry,
        line: Line,
        items: list[str],
        parties: list[FoundParty],
        role: Role,
        words: Words,
        values: Sequence[Value],
    ) -> None:
        is_joint = len(parties) > 1 and len({party.group for party in parties}) == 1
        count = 0 if self._at_action(entry, line, values, len(parties), len(items)) else len(items)
        texts = [self.texts[item] for item in items]
        aligned = align(count, parties, None if is_joint else _named_in(parties, texts))
        if count > 1 and (is_joint or len(parties) == 1):
            aligned = self._for_row(entry, parties, count)
        groups: dict[tuple[str, int], list[int]] = {}
        for one in aligned:
            item = ref if one.milestone is None else items[one.milestone]
            basis = Basis.STATED if one.value.role and one.basis is Basis.COLUMN_HEADING else one.basis
            n = self._claim_party(item, one.value, one.value.role or role, basis)
            groups.setdefault((item, one.value.group), []).append(n)
        for (item, _), numbers in groups.items():
            self.claims.join_responsibilities(item, numbers)
        if count > 1 and all(one.basis is not Basis.ALIGNED_BY_ORDER for one in aligned):
            what = f"The cell names {len(parties)} for {count} milestones; it is not said which has which."
            self.claims.doubt(
                DoubtKind.RESPONSIBILITY, what, words, ref, ("all for the action as a whole", "each for all milestones")
            )

    def _for_row(self, entry: Entry, values: Sequence[V], count: int) -> list[Aligned[V]]:
        """One value (or one joint group) for several milestones: of the row's each, or of the action's only row."""
        if not self._is_one_of_many(entry):
            return [Aligned(value, None, Basis.CELL_NOT_ALIGNED) for value in values]
        return [Aligned(value, place, Basis.COLUMN_HEADING) for place in range(count) for value in values]

    def _claim_party(self, item: str, party: FoundParty, role: Role, basis: Basis) -> int:
        is_person = party.is_person or self._is_masked(party.words)
        name = NAMED_OFFICER if is_person else party.words.tidy
        if is_person:
            what = "A person is named and no body: which body or post is meant is not said."
            self.claims.doubt(DoubtKind.RESPONSIBILITY, what, party.words, item)
        elif len(name) > 90 or (len(name.split()) > 9 and not stands_alone(name)):
            what = "These words are long for the name of one body: they may hold several, or a remark."
            self.claims.doubt(DoubtKind.RESPONSIBILITY, what, party.words, item)
        note = "It is not said whether '/' means jointly or either." if "/" in party.note else party.note
        return self.claims.responsibility(
            item,
            party.words,
            party=self.registrar.body(name),
            party_as_printed=party.words.tidy or party.words.text,
            role=role,
            basis=basis,
            officers_named=party.officers + is_person,
            note=note,
        )

    def _is_masked(self, words: Words) -> bool:
        """Whether words are a person's name as a whole, by the document's masks."""
        masks = self.document.masks
        return bool(words) and all(
            any(m.start <= start and end <= m.end for m in masks) for start, end in words.spans()
        )

    def _party_words(self, ref: str, values: Sequence[Value]) -> Words:
        """The words of a row's cells of one kind, broken names joined again, garbled repeats left out."""
        result = Words()
        for value in values:
            words = value.words
            if value.struck:
                self.claims.doubt(DoubtKind.RESPONSIBILITY, "A name is struck out here.", value.struck, ref)
            if not result:
                result = words
                continue
            joined = f"{result.text.split(chr(10))[-1]} {words.text}"
            names = re.split(r"\n", result.text)
            is_readable = stands_alone(words.text) or words.text in self.known or len(words.text.split()) == 1
            tails = [" ".join(result.text.split()[-len(words.text.split()) :]), *names, *sorted(self.known.printed)]
            if not is_readable and (ghost := ghost_of(words.text, [*tails[:1], *self._known_ends(result.text)])):
                note = f"Read as a garbled repeat of {ghost!r}."
                self.claims.set_aside(SetAsideKind.SCANNING_DAMAGE, words, note)
                continue
            is_one = self._is_one_name(joined) or ends_open(result.text) or not is_readable
            separate = not is_one and (stands_alone(result.text) or result.text in self.known)
            result = Words.join([result, words], "\n" if separate else " ")
        return result

    def _known_ends(self, text: str) -> list[str]:
        return sorted((name for name in self.known.printed if text.endswith(name)), key=len)

    def _is_one_name(self, joined: str) -> bool:
        others = [name for name in self.known.printed if loose_key(name) == loose_key(joined)]
        return bool(others)

    # By when -------------------------------------------------------------------------------------------------

    def _timings(self, ref: str, entry: Entry, line: Line, items: list[str], texts: list[str]) -> None:
        values = line.get(Kind.DEADLINE)
        found = self._deadlines(ref, entry, line, values)
        starts = [one for value in line.get(Kind.START) for one in find_deadlines(value.words)]
        found = self._with_start(ref, found, starts)
        if not found:
            return
        count = 0 if self._at_action(entry, line, values, len(found), len(items)) else len(items)
        anchors = anchors_of(texts, found) if len(found) != count > 1 else None
        aligned = self._for_row(entry, found, count) if len(found) == 1 < count else align(count, found, anchors)
        for one in aligned:
            self._timing(ref if one.milestone is None else items[one.milestone], one.value, one.basis)
        words = Words.join([value.words for value in values])
        if count > 1 and all(one.basis is not Basis.ALIGNED_BY_ORDER for one in aligned):
            what = f"The cell gives {len(found)} deadlines for {count} milestones; it is not said which has which."
            self.claims.doubt(
                DoubtKind.TIMING, what, words, ref, ("for the action as a whole", "each for all milestones")
            )
        elif count <= 1 and len(found) > 1:
            what = f"{len(found)} deadlines stand beside one item."
            self.claims.doubt(DoubtKind.TIMING, what, words, items[0] if count else ref)

    def _deadlines(self, ref: str, entry: Entry, line: Line, values: Sequence[Value]) -> list[FoundDeadline]:
        read: list[tuple[Value, FoundDeadline]] = []
        for value in values:
            if value.struck:
                what = f"{value.struck.tidy!r} is struck out: it is not taken as a deadline."
                self.claims.doubt(DoubtKind.TIMING, what, value.struck, ref, ("withdrawn", value.struck.tidy))
            read += [(value, one) for one in find_deadlines(value.words)]
        nearby = [one.words.tidy for _, one in read if not _is_unread(one)]
        for other in entry.lines:
            if other is not line:
                nearby += [one.words.tidy for v in other.get(Kind.DEADLINE) for one in find_deadlines(v.words)]
        kept = []
        for _, one in read:
            ghost = ghost_of(one.words.tidy, nearby) if _is_unread(one) and one.doubt.endswith("read.") else None
            if ghost:
                note = f"Read as a garbled repeat of {ghost!r}."
                self.claims.set_aside(SetAsideKind.SCANNING_DAMAGE, one.words, note)
            else:
                kept.append(one)
        return kept

    def _with_start(self, ref: str, found: list[FoundDeadline], starts: list[FoundDeadline]) -> list[FoundDeadline]:
        """Deadlines with the date of a start column put to the one they have."""
        dated = [one for one in starts if one.deadline.date or one.deadline.starts]
        if len(dated) != 1:
            return found
        start = dated[0].deadline.date or dated[0].deadline.starts
        assert start is not None
        if not found:
            what = "Only a start is given, and no end."
            self.claims.doubt(DoubtKind.TIMING, what, dated[0].words, ref, (f"ongoing from {start}", "no deadline"))
            return [replace(dated[0], deadline=Deadline(kind=DeadlineKind.ONGOING, starts=start))]
        first = found[0]
        if (
            len(found) > 1
            or first.deadline.kind not in {DeadlineKind.FIXED, DeadlineKind.ONGOING}
            or first.deadline.starts
        ):
            return found
        if first.deadline.date and start.first_day > first.deadline.date.last_day:
            self.claims.doubt(DoubtKind.TIMING, "The start stands after the end.", dated[0].words, ref)
            return found
        deadline = first.deadline.model_copy(update={"starts": start})
        return [replace(first, words=Words.join([dated[0].words, first.words]), deadline=deadline)]

    def _timing(self, item: str, found: FoundDeadline, basis: Basis) -> None:
        deadline = found.deadline
        if found.aligned_name is not None:
            deadline = self._aligned(item, found, found.aligned_name)
        if found.doubt and not (found.aligned_name and deadline.aligned_with):
            alternatives = found.alternatives or ((str(deadline.date),) if deadline.date else ())
            self.claims.doubt(DoubtKind.TIMING, found.doubt, found.words, item, alternatives)
        if re.match(r"(?i)\s*(complete|completed|achieved|delivered|done)\s+(?!by\b|on\b)(?=\w)", found.words.text):
            what = f"{found.words.tidy!r} may ask for completion by the date, or report that it was complete."
            self.claims.doubt(
                DoubtKind.STATUS, what, found.words, item, ("to be complete by the date", "reported complete")
            )
        self.claims.timing(item, found.words, stated=found.words.tidy, deadline=deadline, basis=basis, note=found.note)

    def _aligned(self, item: str, found: FoundDeadline, name: Words) -> Deadline:
        """A deadline that another process decides: the instrument is registered, and the item hangs on it."""
        mentions = find_instruments(name.text) or [Mention(0, len(name), name.tidy)]
        first = mentions[0]
        if not re.search(r"[A-Z]", first.name):
            return found.deadline
        target = self.registrar.instrument(first.name, first.part_of)
        is_monitoring = bool(re.search(r"(?i)monitoring|reporting", first.name))
        self.claims.dependency(
            item, found.words, type="monitored-through" if is_monitoring else "in-line-with", target=target
        )
        return Deadline(kind=DeadlineKind.ALIGNED, aligned_with=target)

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


def _named_in(parties: Sequence[FoundParty], texts: Sequence[str]) -> dict[int, int]:
    """Bodies that begin the words of one milestone only ("All SBC services ..."): the words force those together."""
    found: dict[int, int] = {}
    for number, party in enumerate(parties):
        name = re.escape(party.words.text)
        places = [place for place, text in enumerate(texts) if re.match(rf"\W*(?:(?:All|The) )?{name}(?!\w)", text)]
        if len(places) == 1 and places[0] not in found.values():
            found[number] = places[0]
    return found


def _printed_beside(entry: Entry) -> str:
    """What a second column of references says ("Identifier"), as a note."""
    values = [value for line in entry.lines for value in line.get(Kind.REFERENCE)]
    return " ".join(f"{value.column.title}: {value.words.tidy}." for value in values)


def _is_unread(found: FoundDeadline) -> bool:
    return found.deadline.kind is DeadlineKind.UNREAD and found.aligned_name is None


def _may_be_two(text: str) -> bool:
    """Whether words taken for one milestone hold a capital in mid-sentence that could begin another."""
    return bool(re.search(r"[a-z] [A-Z][a-z]+ [a-z]+ .*(ed|to)\b", text))
