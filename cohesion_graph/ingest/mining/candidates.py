"""Sets of repeated records, from several views of the same leaves; none of them knows a plan.

Each view is one function from the tree to sets. A record ends where the next begins, at a higher heading, or where the
list that it stands in ends.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from cohesion_graph.ingest.mining.anchors import numbered_label
from cohesion_graph.ingest.mining.announcing import below_actions, calls_itself_plan, lists_below_actions
from cohesion_graph.ingest.mining.cells_below import cells_below
from cohesion_graph.ingest.mining.counted_on import counted_on
from cohesion_graph.ingest.mining.cycles import (
    OPENING,
    begin_at_labels_above,
    cycles,
    elements,
    is_labelled,
    leaves_element,
    names_body,
)
from cohesion_graph.ingest.mining.labels import Grid
from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree, key_of, uncounted
from cohesion_graph.ingest.mining.lexicon import called, label_role
from cohesion_graph.ingest.mining.prose import promising_sentences
from cohesion_graph.ingest.mining.records import BODIES, Record, RecordSet
from cohesion_graph.ingest.mining.under_periods import begin_at_dates
from cohesion_graph.ingest.mining.values import is_name, is_only_date
from cohesion_graph.ingest.who.names import is_sort_of_body
from cohesion_graph.language.phrases import is_contact, says_what_to_do

__all__ = ["begun_alike", "candidates", "shape_of"]

_MOST_RECORDS = 20_000
"""Of one set: a document of more is refused elsewhere."""
_MOST_SETS = 60
_DIGIT = re.compile(r"\d")


def candidates(tree: Tree, grids: Mapping[int, Grid]) -> tuple[list[RecordSet], int]:
    """All sets of two records or more, the largest where there are very many, and how many these left out.

    One record is a set where it is numbered.
    """
    found = [
        *_rows(tree, grids),
        *_forms(tree, grids),
        *cells_below(tree, grids),
        *cycles(tree),
        *_headings(tree),
        *_entries(tree),
        *_labelled(tree),
        *elements(tree),
        *promising_sentences(tree),
    ]
    found = [one for one in found if 0 < len(one.records) <= _MOST_RECORDS]
    left = max(0, len(found) - _MOST_SETS)
    return (sorted(found, key=lambda one: -len(one.records))[:_MOST_SETS] if left else found), left


def begun_alike(tree: Tree, shape: str) -> RecordSet | None:
    """The blocks that begin with some shape, as one set; None where there are not two."""
    leaves = [
        leaf
        for leaf in tree.leaves
        if leaf.kind is not LeafKind.CELL and not leaf.is_set_aside and shape_of(leaf.words.text).startswith(shape)
    ]
    return next(_anchored(tree, "alike", shape, leaves), None)


def shape_of(text: str) -> str:
    """Words without spaces, signs, letter case and figures, so that those printed alike are equal.

    >>> shape_of("O 12. (Objective)")
    'o#objective'
    """
    return re.sub(r"\d+", "#", "".join(key_of(text).split()))


# Tables ------------------------------------------------------------------------------------------------------------


def _rows(tree: Tree, grids: Mapping[int, Grid]) -> Iterator[RecordSet]:
    """Rows of all tables whose headings agree by half: one plan in many tables is one set."""
    groups: list[tuple[set[str], list[int]]] = []
    labels: dict[int, set[str]] = defaultdict(set)
    for leaf in tree.leaves:
        if leaf.table >= 0 and leaf.label and not leaf.is_label and not grids[leaf.table].is_form:
            labels[leaf.table].add(key_of(leaf.label))
    unheaded: dict[int, list[Record]] = defaultdict(list)
    for number, grid in grids.items():
        if number not in labels and not grid.is_form:
            unheaded[tree.tables[number].width] += [
                Record(row[0].number, row[-1].number + 1) for row in tree.rows(number).values()
            ]
    for width, records in unheaded.items():
        if width > 1 and len(records) > 1:
            yield RecordSet("rows", f"without headings {width}", records)
    for number, names in labels.items():
        for known, tables in groups:
            common = len(names & known)
            if common >= 0.5 * min(len(names), len(known)) and common >= min(2, len(names)):
                tables.append(number)
                known.update(names)
                break
        else:
            groups.append((set(names), [number]))
    for number, (_, tables) in enumerate(groups):
        records = [record for table in tables for record in _rows_of(tree, table)]
        yield RecordSet("rows", str(number), records)


def _rows_of(tree: Tree, table: int) -> Iterator[Record]:
    for row in tree.rows(table).values():
        filled = [leaf for leaf in row if leaf.label and not leaf.is_label and leaf.kind is LeafKind.CELL]
        if filled:
            yield Record(row[0].number, row[-1].number + 1)


def _forms(tree: Tree, grids: Mapping[int, Grid]) -> Iterator[RecordSet]:
    """Records of labelled values: each begins where the form's first label stands again, or at the next form."""
    forms: dict[str, list[Record]] = defaultdict(list)
    open_form = ""
    for number, grid in grids.items():
        if not grid.is_form:
            continue
        leaves = tree.cells(number)
        labels = [leaf for leaf in leaves if leaf.is_label and leaf.column == grid.left]
        starts = [leaf.number for leaf in labels if uncounted(leaf.words) == grid.first_label]
        title = _title_above(tree, leaves[0].number)
        if (
            title is None
            and open_form
            and grid.first_label != open_form
            and not _parted(tree, forms, open_form, leaves)
        ):
            forms[open_form][-1].end = leaves[-1].number + 1  # a form that a page cuts goes on
            continue
        open_form = grid.first_label
        for place, (start, end) in enumerate(zip(starts, [*starts[1:], leaves[-1].number + 1], strict=True)):
            anchor = title if place == 0 and len(starts) == 1 else None
            forms[open_form].append(Record(anchor.number if anchor else start, end, anchor))
    for name, records in forms.items():
        if len(records) < 2 and not _roles_of_labels(tree, records) & OPENING:
            continue  # labels that come once describe the document
        if not _are_titles([record.anchor for record in records]):
            for record in records:
                record.start, record.anchor = (record.start + 1 if record.anchor else record.start), None
        yield RecordSet("forms", name, records)


def _are_titles(anchors: Sequence[Leaf | None]) -> bool:
    """Whether something stands above every form, and not the same above most: that is the head of each page."""
    titles = {key_of(leaf.anchor.rest) for leaf in anchors if leaf}
    return all(anchors) and 2 * len(titles) > len(anchors)


def _roles_of_labels(tree: Tree, records: Sequence[Record]) -> set[str]:
    leaves = (leaf for one in records for leaf in tree.leaves[one.start : one.end])
    return {label_role(leaf.words.text) for leaf in leaves if leaf.is_label}


_LONGEST_TITLE = 40
"""Words."""


def _title_above(tree: Tree, start: int) -> Leaf | None:
    """The heading or short paragraph right above a form: what the form is about, where no label says so."""
    leaf = tree.leaves[start - 1] if start else None
    is_title = leaf is not None and leaf.table < 0 and not leaf.is_set_aside and leaf.size <= _LONGEST_TITLE
    return leaf if is_title else None


def _parted(tree: Tree, forms: Mapping[str, Sequence[Record]], name: str, leaves: Sequence[Leaf]) -> bool:
    return forms[name][-1].end != leaves[0].number or tree.leaves[forms[name][-1].end - 1].table != leaves[0].table - 1


# Running text ------------------------------------------------------------------------------------------------------


def _headings(tree: Tree) -> Iterator[RecordSet]:
    """Headings of one level, and those among them that a word and a number count."""
    levels: dict[str, list[Leaf]] = defaultdict(list)
    words: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in tree.leaves:
        if leaf.kind is not LeafKind.HEADING or leaf.is_label or leaf.is_set_aside:
            continue
        anchor = leaf.anchor
        if numbered_label(anchor) or is_contact(leaf.words.text) or is_only_date(leaf.words):
            continue
        levels[str(leaf.level)].append(leaf)
        if anchor.word or anchor.shape:
            words[f"{anchor.word or anchor.shape} {leaf.level}"].append(leaf)
    for name, leaves in levels.items():
        yield from _anchored(tree, "headings", name, leaves)
    told = below_actions(tree)
    for name, leaves in levels.items():
        below = [leaf for leaf in leaves if leaf.number in told]
        if 1 < len(below) < len(leaves):
            yield from _anchored(tree, "headings", f"{name} below actions", below)
    for name, leaves in words.items():
        if len(leaves) < len(levels[name.rsplit(" ", 1)[1]]) or called(name.rsplit(" ", 1)[0]):
            yield from _anchored(tree, "numbered", name.rsplit(" ", 1)[0], leaves)


def _entries(tree: Tree) -> Iterator[RecordSet]:
    """List entries of one depth and sort of marker, lines that a word and a number count, and lines in bold."""
    found: dict[tuple[str, str], list[Leaf]] = defaultdict(list)
    for leaf in tree.leaves:
        if leaf.is_label or leaf.is_set_aside or leaf.kind in {LeafKind.CELL, LeafKind.HEADING}:
            continue
        anchor = leaf.anchor
        if numbered_label(anchor):
            continue
        if leaf.kind is LeafKind.ITEM:
            sort = "0" if _DIGIT.search(leaf.marker) else "a" if re.search(r"[a-z]", leaf.marker) else "•"
            found["items", f"{leaf.level} {sort}"].append(leaf)
            if anchor.word:
                found["numbered", anchor.word].append(leaf)
        elif anchor.word:
            found["numbered", anchor.word].append(leaf)
        elif anchor.shape and leaf.size > 2:
            found["items", anchor.shape].append(leaf)
        elif leaf.is_bold and leaf.size <= 30:
            found["bold", ""].append(leaf)
        elif not leaf.lead and leaf.size >= 6:
            found["paragraphs", ""].append(leaf)
    found |= counted_on(tree, found)
    for (view, name), leaves in lists_below_actions(tree, found).items():
        sets = _anchored(tree, view, name, [one for one in leaves if not is_only_date(one.words)])
        yield from (begin_at_dates(one, leaves) for one in sets)


_FEWEST_BODIES, _LONG_NAME = 3, 5
_TOLD = frozenset({"deadline", "status", "reference", "note", "cost"})


def _labelled(tree: Tree) -> Iterator[RecordSet]:
    """Lines whose label opens an item ("Action: Plant trees"), or names who does it ("Parks Team: Plant trees")."""
    found: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in tree.leaves:
        if is_labelled(leaf) and label_role(leaf.lead.text) in OPENING:
            found[uncounted(leaf.lead)].append(leaf)
        elif leaf.rest and is_labelled(leaf) and label_role(leaf.lead.text) not in _TOLD:
            found[BODIES if names_body(leaf.lead.text) else ""].append(leaf)
    is_plan = calls_itself_plan(tree, in_general=True)  # names spelt out are names themselves
    done = sum(
        says_what_to_do(leaf.rest.text) or (is_plan and leaf.size > _LONG_NAME and not is_name(leaf.rest.text))
        for leaf in found[BODIES]
    )
    if len(found[BODIES]) < max(_FEWEST_BODIES, len(found[""])) or 2 * done < len(found[BODIES]):
        del found[BODIES]  # labels of anything, names spelt out
    else:  # among names of bodies other names are bodies too
        others = [
            one
            for one in found[""]
            if is_name(one.lead.text) and (not label_role(one.lead.text) or is_sort_of_body(one.lead.text))
        ]  # "Gemeente" heads a column elsewhere
        found[BODIES] = sorted([*found[BODIES], *others], key=lambda one: one.number)
    found.pop("", None)
    for name, leaves in found.items():
        yield from (begin_at_labels_above(tree, one) for one in _anchored(tree, "labelled", name, leaves))


def _anchored(tree: Tree, view: str, name: str, leaves: Sequence[Leaf]) -> Iterator[RecordSet]:
    """A set whose records each begin with one of some leaves."""
    is_named = view == "numbered" and called(name) in {"action", "milestone"}
    if len(leaves) < (1 if is_named else 2):
        return
    if view == "paragraphs":
        yield RecordSet(view, name, [Record(leaf.number, leaf.number + 1, leaf) for leaf in leaves])
        return
    ends = [*(leaf.number for leaf in leaves[1:]), len(tree.leaves)]
    records = [Record(leaf.number, _end_of(tree, leaf, end), leaf) for leaf, end in zip(leaves, ends, strict=True)]
    yield RecordSet(view, name, records)


def _counts_bullets(leaf: Leaf, anchor: Leaf) -> bool:
    """Whether a numbered entry begins what a bullet above it is no part of: formats of lines know no depth."""
    return leaf.level == anchor.level and bool(_DIGIT.search(leaf.marker)) and not _DIGIT.search(anchor.marker)


def _end_of(tree: Tree, anchor: Leaf, limit: int) -> int:
    level = anchor.level if anchor.kind is LeafKind.HEADING else 99
    for place in range(anchor.number + 1, limit):
        leaf = tree.leaves[place]
        if leaves_element(anchor, leaf):
            return place
        if leaf.kind is LeafKind.HEADING and leaf.level <= level and not leaf.is_label:
            return place
        if anchor.kind is LeafKind.ITEM:
            if leaf.kind in {LeafKind.PARAGRAPH, LeafKind.CELL} and not leaf.lead:
                return place
            if leaf.kind is LeafKind.ITEM and (leaf.level < anchor.level or _counts_bullets(leaf, anchor)):
                return place
    return limit
