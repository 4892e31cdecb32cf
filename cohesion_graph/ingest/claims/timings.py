"""By when: timings from the cells of a row that give deadlines and starts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.claims.effects import confirmed, dated_otherwise, given_to, withdrawn
from cohesion_graph.ingest.claims.row_in_hand import RowInHand, SourceInHand
from cohesion_graph.ingest.records.entry import Value
from cohesion_graph.ingest.records.headings import Kind
from cohesion_graph.ingest.what.alignment import align, anchors_of
from cohesion_graph.ingest.what.ghosts import ghost_of
from cohesion_graph.ingest.what.instruments import Mention, find_instruments
from cohesion_graph.ingest.what.links import link_type
from cohesion_graph.ingest.when.date_style import DateStyle
from cohesion_graph.ingest.when.deadlines import FoundDeadline, deadline_at_end, find_deadlines
from cohesion_graph.ingest.when.undated import why_undated
from cohesion_graph.model.changes import Added, Reading, Restated
from cohesion_graph.model.claims import Timing
from cohesion_graph.model.codes import Basis, DeadlineKind, DoubtKind, LinkType, SetAsideKind
from cohesion_graph.model.timing import Deadline

__all__ = ["When"]


_STAMP = re.compile(r"\d[T ,]\s?(?!(?:00:00|23:59|12:00))\d\d?:\d\d")
"""A day with a time; midnight and noon are put there by programs."""


class When:
    """Claims timings, row after row of one source."""

    def __init__(self, source: SourceInHand) -> None:
        self.claims, self.registrar = source.claims, source.registrar
        self._style = DateStyle.of(source.claims.text)

    def claim(self, row: RowInHand) -> None:
        """Claim the deadlines of the row's cells, and those that milestones without one state in their own words."""
        given = self._claim_cells(row)
        for number, words in enumerate(row.words):
            found = deadline_at_end(words, self._style)
            if found and number not in given:
                what = "This deadline stands in the milestone's own words, not under a heading for deadlines."
                claim = self._timing(row.item(number), found, Basis.STATED)
                readings = confirmed(found.words.tidy, [claim.id]), withdrawn("none", [claim.id])
                self.claims.doubt(DoubtKind.TIMING, what, found.words, row.item(number), readings)

    def _claim_cells(self, row: RowInHand) -> set[int]:
        """Claim what the cells for deadlines and starts say; the places of the milestones that were given one."""
        values = row.line.get(Kind.DEADLINE)
        starts = [one for value in row.line.get(Kind.START) for one in find_deadlines(value.words, self._style)]
        found = self._with_start(row, self._deadlines(row, values), starts)
        if not found:
            return set()
        count = row.count_for(values, len(found))
        anchors = anchors_of(row.texts, found) if len(found) != count > 1 else None
        aligned = row.shared(found, count) if len(found) == 1 < count else align(count, found, anchors)
        made = [self._timing(row.item(one.milestone), one.value, row.basis(one, values)) for one in aligned]
        words = Words.join([value.words for value in values])
        if count > 1 and all(one.basis is not Basis.ALIGNED_BY_ORDER for one in aligned):
            given = "1 deadline" if len(found) == 1 else f"{len(found)} deadlines"
            what = f"{given} for {count} milestones: it is not said which has which."
            of_row = [row.item(number) for number in range(count)]
            readings = given_to(made, row.ref, of_row, "for the action as a whole", "each for all milestones")
            self.claims.doubt(DoubtKind.TIMING, what, words, row.ref, readings)
        elif count <= 1 and len(found) > 1:
            what = f"{len(found)} deadlines stand beside one item."
            self.claims.doubt(DoubtKind.TIMING, what, words, row.item(0 if count else None))
        return {one.milestone for one in aligned if one.milestone is not None}

    def _deadlines(self, row: RowInHand, values: Sequence[Value]) -> list[FoundDeadline]:
        read: list[tuple[Value, FoundDeadline]] = []
        for value in values:
            if value.struck:
                what = f"{value.struck.tidy!r} is struck out: it is not taken as a deadline."
                self.claims.doubt(DoubtKind.TIMING, what, value.struck, row.ref, ("withdrawn", value.struck.tidy))
            read += [(value, one) for one in find_deadlines(value.words, self._style)]
        kept = []
        for value, one in read:
            is_heading = value.words is value.column.heading
            may_be_ghost = one.is_unread and not is_heading and not why_undated(one.words.tidy)
            ghost = ghost_of(one.words.tidy, _nearby(row, read)) if may_be_ghost else None
            if ghost:
                note = f"Read as a garbled repeat of {ghost!r}."
                self.claims.set_aside(SetAsideKind.SCANNING_DAMAGE, one.words, note)
            else:
                kept.append(one)
        return kept

    def _with_start(
        self, row: RowInHand, found: list[FoundDeadline], starts: list[FoundDeadline]
    ) -> list[FoundDeadline]:
        """Deadlines with the date of a start column put to the one they have."""
        dated = [one for one in starts if one.deadline.date or one.deadline.starts]
        if len(dated) != 1:
            return found
        start = dated[0].deadline.date or dated[0].deadline.starts
        assert start is not None
        if not found:
            what, readings = "Only a start is given, and no end.", [f"ongoing from {start}", "no deadline"]
            is_left_empty = row.entry.table.has(Kind.DEADLINE)
            self.claims.doubt(DoubtKind.TIMING, what, dated[0].words, row.ref, readings[:: -1 if is_left_empty else 1])
            if is_left_empty:  # the column asks for an end, and none was put in
                return []
            return [replace(dated[0], deadline=Deadline(kind=DeadlineKind.ONGOING, starts=start))]
        first = found[0]
        if (
            len(found) > 1
            or first.deadline.kind not in {DeadlineKind.FIXED, DeadlineKind.ONGOING}
            or first.deadline.starts
        ):
            return found
        if first.deadline.date and start.first_day > first.deadline.date.last_day:
            self.claims.doubt(DoubtKind.TIMING, "The start stands after the end.", dated[0].words, row.ref)
            return found
        deadline = first.deadline.model_copy(update={"starts": start})
        return [replace(first, words=Words.join([dated[0].words, first.words]), deadline=deadline)]

    def _timing(self, item: str, found: FoundDeadline, basis: Basis) -> Timing:
        deadline = found.deadline
        if found.aligned_name is not None:
            deadline = self._aligned(item, found, found.aligned_name)
        claim = self.claims.timing(
            item, found.words, stated=found.words.tidy, deadline=deadline, basis=basis, note=found.note
        )
        if _STAMP.search(found.words.text) and not found.doubt:
            what = f"{found.words.tidy!r} has a time of day: it may say when this was entered, not when it is due."
            readings = [confirmed("the deadline", [claim.id]), withdrawn("an entry's stamp", [claim.id])]
            self.claims.doubt(DoubtKind.TIMING, what, found.words, item, readings)
        if found.doubt and not (found.aligned_name and deadline.aligned_with):
            first, *others = found.alternatives or ((str(deadline.date),) if deadline.date else ("",))
            readings = [confirmed(first, [claim.id])]
            readings += [dated_otherwise(one, claim.id, deadline, one) for one in others]
            self.claims.doubt(DoubtKind.TIMING, found.doubt, found.words, item, readings)
        if re.match(
            r"(?i)\s*(complete|completed|achieved|delivered|done)\b[\s:–-]+(?!by\b|on\b)(?=\w)", found.words.text
        ):
            what = f"{found.words.tidy!r} may ask for completion by the date, or report that it was complete."
            report = {
                "item": item,
                "source": claim.source,
                "status": "complete",
                "evidence": claim.model_dump()["evidence"],
            }
            told = Reading(words="reported complete", effect=(Added(comes=report),))
            readings = [confirmed("to be complete by the date", [claim.id]), told]
            self.claims.doubt(DoubtKind.STATUS, what, found.words, item, readings)
        if deadline.kind is DeadlineKind.RELATIVE and deadline.after and not found.doubt:
            what = f"The time counts from {deadline.after!r}: it is not said which day that is."
            plain = deadline.model_dump(mode="json", exclude_none=True, exclude={"after"})
            other = Reading(
                words="from a day that is not said", effect=(Restated(claim=claim.id, to={"deadline": plain}),)
            )
            readings = [confirmed(f"from {deadline.after}", [claim.id]), other]
            self.claims.doubt(DoubtKind.TIMING, what, found.words, item, readings)
        self._conditions(item, found)
        return claim

    def _conditions(self, item: str, found: FoundDeadline) -> None:
        """Claim what the words of a deadline make the item wait for: "March 2025, subject to Cabinet approval"."""
        text = found.words.text
        for mention in find_instruments(text):
            if link_type(text, mention.start, mention.end) is LinkType.CONDITIONAL_ON:
                target = self.registrar.instrument(mention.name, mention.part_of, mention.notation)
                self.claims.dependency(item, found.words, type=LinkType.CONDITIONAL_ON, target=target)

    def _aligned(self, item: str, found: FoundDeadline, name: Words) -> Deadline:
        """A deadline that another process decides: the instrument is registered, and the item hangs on it."""
        mentions = find_instruments(name.text) or [Mention(0, len(name), name.tidy)]
        first = mentions[0]
        if not re.search(r"[A-Z]", first.name):
            return found.deadline
        target = self.registrar.instrument(first.name, first.part_of)
        is_monitoring = bool(re.search(r"(?i)monitoring|reporting", first.name))
        how = LinkType.MONITORED_THROUGH if is_monitoring else LinkType.IN_LINE_WITH
        link = self.claims.dependency(item, found.words, type=how, target=target)
        what = f"The words of the deadline are read as a link to {first.name!r} too: {how.label}."
        readings = confirmed(how.value, [link]), withdrawn("no link", [link])
        self.claims.doubt(DoubtKind.LINK, what, found.words, item, readings)
        return Deadline(kind=DeadlineKind.ALIGNED, aligned_with=target)


def _nearby(row: RowInHand, read: Sequence[tuple[Value, FoundDeadline]]) -> list[str]:
    """The deadlines that a garbled repeat may be one of: those read beside it, those of the action's other lines."""
    found = [one.words.tidy for _, one in read if not one.is_unread]
    others = (line for line in row.entry.lines if line is not row.line)
    values = (value for line in others for value in line.get(Kind.DEADLINE))
    return found + [one.words.tidy for value in values for one in find_deadlines(value.words)]
