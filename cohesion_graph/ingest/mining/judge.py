"""A reading held against the best other one: which explains more, and when neither is a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from cohesion_graph.documents.cells import Extract, Table
from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.anchors import anchor_of
from cohesion_graph.ingest.mining.announcing import says_actions
from cohesion_graph.ingest.mining.choice import Mined, choose, mine
from cohesion_graph.ingest.mining.entries import entries_of
from cohesion_graph.ingest.mining.leaves import Tree, key_of
from cohesion_graph.ingest.mining.lexicon import DATES, PARTIES, label_role
from cohesion_graph.ingest.mining.likeness import is_good, judge_filled, weigh, weights
from cohesion_graph.ingest.mining.overruling import Overruling, overrule
from cohesion_graph.ingest.mining.pieces import take_actors, take_closing, take_leads_of_headings
from cohesion_graph.ingest.mining.records import FieldColumn, Record, RecordSet
from cohesion_graph.ingest.mining.under_periods import take_captions
from cohesion_graph.ingest.mining.weighing import weigh_by_first_line
from cohesion_graph.ingest.records.columns import PlanTable
from cohesion_graph.ingest.records.entry import Entry
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Kind
from cohesion_graph.ingest.records.layout import Layout, plan_tables
from cohesion_graph.ingest.records.row_roles import are_lists_of_choices, describes_a_scale, explains_words
from cohesion_graph.ingest.records.rows import entries
from cohesion_graph.language.phrases import says_what_to_do

__all__ = ["Reading", "held_by", "read_records", "reading_of", "titles_of"]


@dataclass(slots=True)
class Reading:
    """What was read from a document, and what else repeats in it."""

    layout: Layout
    entries: list[Entry]
    mined: Mined
    used: str = "tables"
    """``tables`` where known shapes of tables were read, ``records`` where the best set of repeated records was."""
    in_hand: RecordSet | None = None
    """What the known shapes gave, judged as a set of records."""


_OTHER_TABLES = (are_lists_of_choices, describes_a_scale, explains_words)


def read_records(extract: Extract, said: Overruling | None = None) -> Reading:
    """Read a document's actions: by the known shapes of tables, or by what repeats where that explains more.

    Args:
        extract: The document.
        said: What a person says of its records, if anything.

    Raises:
        BadParameter: what the person says fits no records of the document.
    """
    tables = (one for one in extract.blocks if isinstance(one, Table))
    others = {id(one): one for one in tables if any(is_other(one) for is_other in _OTHER_TABLES)}
    if others:
        extract = replace(extract, blocks=tuple(block for block in extract.blocks if id(block) not in others))
    reading = _read(extract, said)
    reading.layout.other_tables += others.values()
    take_closing(reading.entries)
    take_captions(reading.entries)
    take_leads_of_headings(reading.entries)
    take_actors(reading.entries)
    return reading


def _read(extract: Extract, said: Overruling | None) -> Reading:
    layout = plan_tables(extract)
    found = [one for table in layout.tables for one in entries(table) if one.naming_words]
    if extract.states_parts:
        return Reading(layout, found, Mined(Tree()))
    mined = mine(extract)
    reading = Reading(layout, found, mined)
    if found:
        reading.in_hand = _as_set(mined, found)
    reading = _chosen(reading)
    return _overruled(reading, said) if said else reading


def _chosen(reading: Reading) -> Reading:
    """What known tables gave, or the sets taken where they are better, or nothing."""
    layout, found, mined = reading.layout, reading.entries, reading.mined
    is_exported = any(table.is_exported for table in layout.tables)  # the program says what each column is
    if not is_exported and (level := _level_of_actions(mined, found)):
        mined = choose(mined, mined.sets.index(level) + 1)
        return reading_of(mined, reading.in_hand)
    if not is_exported and _is_better(mined, reading.in_hand, found):
        made = reading_of(mined, reading.in_hand)
        if made.entries:
            return made
    elif reading.in_hand and _is_refused(reading.in_hand):
        return Reading(Layout([], layout.prose, layout.other_tables), [], mined, "nothing", reading.in_hand)
    return reading


def _overruled(reading: Reading, said: Overruling) -> Reading:
    """A reading with what a person says: another set, or one more beside what known tables gave."""
    mined = reading.mined
    if reading.used != "records":
        mined.actions = []
    made = reading_of(overrule(mined, said), reading.in_hand)
    if not made.entries:
        return reading
    if not said.records and reading.used == "tables":
        is_inside = held_by(made.entries)
        beside = [one for one in reading.entries if not any(is_inside(*span) for span in _spans_of([one]))]
        made.layout.tables += {id(one.table): one.table for one in beside}.values()
        made.entries = sorted([*made.entries, *beside], key=lambda one: one.naming_words.place)
    return made


def reading_of(mined: Mined, in_hand: RecordSet | None = None) -> Reading:
    """What the sets taken give; no entries where their records say nothing."""
    made = entries_of(mined)
    return Reading(_layout(made.tables, mined, made.taken), made.entries, mined, "records", in_hand)


def _is_better(mined: Mined, in_hand: RecordSet | None, found: Sequence[Entry]) -> bool:
    """Whether the best set of records is to be read instead of what known tables gave."""
    best = mined.best
    if best is None:
        return False
    if in_hand is None:
        is_told = len(best.records) in mined.tree.counts_told
        return best.share >= weights()["coverage"] or not best.is_anchored or is_told
    theirs = {key_of(one.naming_words) for one in found}
    ours = {key_of(title) for records in mined.actions for title in titles_of(records)}
    parts = {key_of(title) for records in mined.milestones for title in titles_of(records)}
    # a list in hand holds what the set parts from its titles: "Clear the culvert. Lead: Works Department."
    is_list = best.view != "rows" and len(found) == len(best.records)
    pairs = [(key_of(one.naming_words), key_of(title)) for one, title in zip(found, titles_of(best), strict=False)]
    is_cut = is_list and all(own and whole.startswith(own) for whole, own in pairs)
    if is_cut or len(theirs & ours) >= 0.8 * len(theirs | ours):
        more = (best.roles() - in_hand.columns.keys()) & {"reference", *PARTIES, *DATES}
        return best.view != "rows" and bool(more) and best.score >= in_hand.score
    told = mined.tree.counts_told
    if len(best.records) in told and len(found) not in told:
        return True  # the document says how many it has
    are_named = best.tier == "action" or all(one.tier == "milestone" for one in mined.milestones)
    if are_named and parts and len(theirs & parts) >= 0.8 * len(theirs):
        return True  # what is in hand are the milestones of these actions
    # goals with actions below them are what the actions stand under
    return best.tier != "goal" and _outweighs(best, in_hand)


def _level_of_actions(mined: Mined, found: Sequence[Entry]) -> RecordSet | None:
    """The level of actions of a tree that its records tell, where it looks like a plan or is mixed with others.

    It is mixed where what is in hand takes records of several levels for actions.
    """
    levels = [one for one in mined.sets if one.depth]
    theirs = {key_of(one.naming_words) for one in found}
    if levels and levels[0].name.endswith("runs") and len(theirs) > _FEWER * len(found):
        return None  # each action is in hand once
    ours = [len(theirs & {key_of(title) for title in titles_of(one)}) for one in levels]
    is_mixed = sum(count > _SOME * len(theirs) for count in ours) > 1
    return levels[0] if is_mixed or (levels and is_good(levels[0])) else None


_FEWER = 0.6
_SOME = 0.02
"""Share of the actions in hand that a level must hold to be one of those mixed: goals are few."""


def _outweighs(best: RecordSet, in_hand: RecordSet) -> bool:
    """Whether a set explains so much more than what is in hand that it is read instead."""
    by = weights()["better"]
    times, more_alike = best.score / max(in_hand.score, 0.1), best.likeness - in_hand.likeness
    explains_more = best.share >= min(in_hand.share + by["share"], by["times the share"] * in_hand.share)
    return (
        (times >= by["score"] and more_alike >= -by["less alike"])
        or (times >= by["a little"] and more_alike >= 1)
        or (times >= 1 and explains_more and more_alike >= -by["less alike"] - 1)
    )


def _is_refused(in_hand: RecordSet) -> bool:
    """Whether what known tables gave is told by its own words to be no plan."""
    by = weights()["in hand"]
    is_little = in_hand.share < by["share"] and in_hand.likeness < by["likeness"]
    is_weak = in_hand.likeness < weights()["floors"]["labelled"]
    against = weights()["against"] + (weights()["against the weak"] if is_weak else [])
    says_little = not (in_hand.signs["who"] or in_hand.signs["when"])
    least = weights()["floors"]["single"] if says_little else by["share"]
    is_one = len(in_hand.records) == 1 and in_hand.share < least  # the head of minutes, beside much else
    is_none = in_hand.likeness < by["least"] or is_one
    return is_none or is_little or any(in_hand.signs.get(sign) for sign in against)


def titles_of(records: RecordSet) -> list[str]:
    """The titles of a set, without the words and numbers in front of them."""
    column = records.columns[records.title]
    return [anchor_of(Words(" ".join(texts))).rest.text for texts in column.values.values()]


_TOLD = frozenset({*PARTY_KINDS, Kind.DEADLINE, Kind.START, Kind.STATUS})
"""What is judged by name of what stands beside an action; the rest are notes."""


def held_by(found: Iterable[Entry]) -> Callable[[int, int], bool]:
    """What tells whether some entries hold anything between two places: in their titles, milestones or values."""
    spans = list(_spans_of(found))
    places = bytearray(max((end for _, end in spans), default=0))
    for start, end in spans:
        places[start:end] = b"\1" * (end - start)
    return lambda start, end: 1 in places[start:end]


def _spans_of(found: Iterable[Entry]) -> Iterator[tuple[int, int]]:
    for entry in found:
        values = [value.words for line in entry.lines for listed in line.values.values() for value in listed]
        signs = [value.words for line in entry.lines for value in line.signs]
        described = [value.words for value in entry.descriptions]
        lines = [line.milestones for line in entry.lines]
        for words in (entry.naming_words, *values, *signs, *described, *lines):
            yield from words.spans()


def _as_set(mined: Mined, found: Sequence[Entry]) -> RecordSet:
    """A reading in hand as a set of records, so that it is judged as every other."""
    action = found[0].table.column_of(Kind.ACTION)
    heading = found[0].table.columns[action].heading if action is not None else Words()
    title = FieldColumn("title", heading, role="action")
    columns = {"title": title}
    tree, is_held = mined.tree, held_by(found)
    for number, entry in enumerate(found):
        title.values[number] = [entry.naming_words.text]
        if entry.reference:
            column = columns.setdefault("reference", FieldColumn("reference", Words(), role="reference"))
            column.values[number] = [entry.reference.text]
        for line in entry.lines:
            if line.milestones:
                column = columns.setdefault("milestone", FieldColumn("milestone", line.milestones, role="milestone"))
                column.values.setdefault(number, []).append(line.milestones.text)
            for kind, values in line.values.items():
                for value in values:
                    role = kind.value if kind in _TOLD else "note"
                    column = columns.setdefault(role, FieldColumn(role, value.column.heading, role=role))
                    column.values.setdefault(number, []).append(value.words.text)
    done = sum(says_what_to_do(text) for listed in title.values.values() for text in listed)
    is_figure = label_role(heading.text) == "measure" and 2 * done < len(found)
    if is_figure and not columns.keys() & {*map(str, _TOLD)}:
        title.role = "measure"  # figures that are reported, and nothing says who does what
    records = RecordSet("rows", "in hand", [Record(0, 0) for _ in found], columns, "title", "action")
    size = sum(
        leaf.size for leaf in tree.leaves if is_held(leaf.words.last, leaf.words.last + 1) and not leaf.is_set_aside
    )
    records.share = min(1.0, size / max(1, tree.size))
    judge_filled(records, mined.headings, sum(says_actions(one.table.caption.text) for one in found) / len(found))
    weigh_by_first_line(tree, [records])
    for sign in _against_rows(mined, titles_of(records)):
        weigh(records, sign)
    return records


def _against_rows(mined: Mined, titles: Sequence[str]) -> list[str]:
    """What speaks against the rows in which some titles stand, told by columns that known tables leave out."""
    known = {*map(key_of, titles)}

    def holds(one: RecordSet) -> bool:
        cells = {key_of(" ".join(texts)) for column in one.columns.values() for texts in column.values.values()}
        return len(known & cells) >= _NEARLY_ALL * len(known)

    same = [one for one in mined.sets if one.view == "rows" and not one.depth and holds(one)]
    return [sign for sign in weights()["against rows"] if any(one.signs.get(sign) for one in same)]


_NEARLY_ALL = 0.8


def _layout(tables: Sequence[PlanTable], mined: Mined, taken: AbstractSet[int]) -> Layout:
    """The layout of a reading by records: its tables, and as prose what stands outside them."""
    layout = Layout(list(tables))
    others = set(range(len(mined.tree.tables))) - {mined.tree.leaves[place].table for place in taken}
    layout.other_tables = [mined.tree.tables[number] for number in sorted(others)]
    layout.prose = [leaf.words for leaf in mined.tree.leaves if leaf.number not in taken and leaf.table not in others]
    return layout
