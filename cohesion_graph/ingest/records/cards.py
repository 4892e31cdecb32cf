"""Cards: one action as a small table, or a list, of labels and values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cohesion_graph.documents.cells import Cell, Paragraph, Table
from cohesion_graph.documents.words import BULLETS, Words
from cohesion_graph.ingest.records.column import Column
from cohesion_graph.ingest.records.columns import ITEM_KINDS, PlanTable, header_of
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Kind, kind_of_heading
from cohesion_graph.language.phrases import called, role_of

__all__ = ["LABELLED", "CardStack", "card_of", "is_of_notices", "label_of"]

LABELLED = "the labelled paragraphs"
"""What the place of a table made from labelled paragraphs is called."""
_ACTION = Words("Action")
"""The label of an action that none is printed for."""
_TELLING = {*PARTY_KINDS, Kind.DEADLINE, Kind.MILESTONE}
_MOST_WORDS_OF_LABEL = 5
_NUMBERED_ACTION = re.compile(r"\s((?:[A-Z]{1,4})?\d+(?:\.\d+)*)$")
_COUNT = re.compile(r" [\dA-Z.]+$")
_SURE = 0.9
"""How surely one label of a card must tell who, by when or the milestones ("Power and accountability" may be prose)."""
_AROUND_LABEL = f" :\n\t{BULLETS}"
_LABEL = re.compile(
    rf"\s*(?:[{BULLETS}]\s*)?"
    r"[A-Z][A-Za-z /&'’?-]{1,40}?(?: (?:[A-Z]{1,4})?\d+(?:\.\d+)*)?\s*:(?:\s+(?=\S)|\s*$)"
)


def card_of(table: Table, rows: Sequence[dict[int, Cell]], title: Words) -> PlanTable | None:
    """A table whose labels stand in front of their values (in the first of two columns, or first and third).

    Args:
        table: The table.
        rows: Its rows by column.
        title: The heading right above it: the action, where no label of the card says what that is.
    """
    if table.width not in {2, 3, 4} or len(rows) < 2:
        return None
    pairs: list[tuple[Cell, Cell | None]] = []
    for row in rows:
        cells = [cell for _, cell in sorted(row.items()) if cell.words or len(row) == table.width]
        if len(cells) % 2 and len(cells) > 1:
            return None
        pairs += [(cells[n], cells[n + 1] if n + 1 < len(cells) else None) for n in range(0, len(cells), 2)]
    pairs = [(label, value) for label, value in pairs if label.words]
    labels = [kind_of_heading(label.words.text) for label, _ in pairs]
    known = [kind for kind, (_, value) in zip(labels, pairs, strict=True) if kind and value]
    first = [_is_label(row[0].words) for row in rows if 0 in row and row[0].words]
    is_of_labels = all(_is_label(cell.words) for cell in rows[0].values() if cell.words)
    if header_of(rows[0]) and (is_of_labels or len(rows) < 3 or sum(first) < 0.6 * len(first)):
        return None
    if len(known) < 2 or len(known) < 0.6 * len(pairs) or not _TELLING & set(known):
        return None
    labelled = [(label.words, value) for label, value in pairs]
    is_untitled = not ITEM_KINDS - {Kind.MILESTONE} & set(known)
    if is_untitled:
        own = pairs[0][0].words if pairs[0][1] is None else Words()
        if not (own or title):
            return None
        labelled = [(_ACTION, Cell(own or title, -1, 1)), *(pair for pair in labelled if pair[0] is not own)]
    card = cards_of(labelled, table.place, names_listed=table.names_listed)
    if card:
        card.is_untitled = is_untitled
    return card


def label_of(words: Words) -> tuple[Words, Kind, Words] | None:
    """The label that a paragraph begins with, what it means, and the words behind it; None where it has none.

    What is counted and stands above actions ("Phase 2: Building") is called by what follows: it labels nothing.
    """
    match = _LABEL.match(words.text)
    label = words[match.start() : match.end()].strip(_AROUND_LABEL) if match else Words()
    kind = kind_of_heading(label.text) if match else None
    if match is None or kind is None:
        return None
    if kind not in ITEM_KINDS and _COUNT.search(label.text) and called(_COUNT.sub("", label.text)) == "goal":
        return None
    return label, kind, words[match.end() :].strip()


def is_of_notices(label: Words) -> bool:
    """Whether a label is one of notices and advertisements ("Closing date"), which tell of no action."""
    return bool(re.match(r"(?i)\s*(contact|closing|published|updated|opening|interview)", label.text))


def _is_label(words: Words) -> bool:
    """Whether words are a known label, and as short as one: "Complete by", not a sentence that begins so."""
    return len(words.tidy.split()) <= _MOST_WORDS_OF_LABEL and kind_of_heading(words.text) is not None


def cards_of(pairs: Sequence[tuple[Words, Cell | None]], place: str, *, names_listed: bool = False) -> PlanTable | None:
    """A plan table with one row for each card; a label that comes again begins the next card."""
    numbers: dict[str, int] = {}
    columns: dict[int, Column] = {}
    rows: list[dict[int, Cell]] = [{}]
    asides = []
    caption = Words()
    for label, value in pairs:
        kind = kind_of_heading(label.text)
        if value is None or kind is None:
            if value is None and len(pairs) > 1:
                caption = caption or label
            asides += [label, *([value.words] if value else [])]
            continue
        asides.append(label)
        name = re.sub(r"\s*\d+\s*$", "", label.tidy.casefold().strip(" :"))
        number = numbers.setdefault(name, len(numbers))
        columns.setdefault(number, Column(kind, label))
        if number in rows[-1]:
            rows.append({})
        if kind is Kind.ACTION and (numbered := _NUMBERED_ACTION.search(label.text.rstrip(" :"))):
            own = numbers.setdefault("", len(numbers))
            columns.setdefault(own, Column(Kind.REFERENCE, label))
            rows[-1][own] = Cell(label[numbered.start(1) : numbered.end(1)], len(rows), own)
        rows[-1][number] = value
    if not columns or not ITEM_KINDS & {column.kind for column in columns.values()}:
        return None
    return PlanTable(columns, [row for row in rows if row], place, caption, names_listed, asides)


@dataclass(slots=True)
class Gathered:
    """What a `CardStack` held when it was closed."""

    table: PlanTable | None = None
    """Its cards; None where the paragraphs are none."""
    paragraphs: list[Paragraph] = field(default_factory=list)
    """The paragraphs, of which the table was made or not."""
    title: Paragraph | None = None
    """The paragraph above, where that is the action: no label of the card says what is to be done."""


class CardStack:
    """Gathers paragraphs of the form "Label: value" until one breaks the series."""

    def __init__(self) -> None:
        self._pairs: list[tuple[Words, Cell | None]] = []
        self._paragraphs: list[Paragraph] = []
        self._above: Paragraph | None = None

    def take(self, paragraph: Paragraph, above: Paragraph | None) -> bool:
        """Whether the paragraph belongs to a card: it is a labelled value, or a list entry under a label.

        Args:
            paragraph: The paragraph.
            above: The paragraph right before it, if it was not taken and no table stands between.
        """
        words = paragraph.words
        found = label_of(words)
        if paragraph.level and not (found and found[1] is Kind.ACTION):
            return False
        if found:
            if not self._pairs:
                self._above = above
            self._pairs.append((found[0], Cell(found[2], len(self._pairs), 1)))
        elif self._pairs and re.match(r"\s*[•·▪*–-]\s", words.text):
            last, cell = self._pairs[-1]
            joined = Words.join([cell.words if cell else Words(), words], "\n")
            self._pairs[-1] = (last, Cell(joined, len(self._pairs), 1))
        else:
            return False
        self._paragraphs.append(paragraph)
        return True

    def close(self) -> Gathered:
        """What was gathered: a table of cards, or the paragraphs if it is none. Nothing is kept."""
        labels = [label.text for label, _ in self._pairs if not is_of_notices(label)]
        told = [kind_of_heading(label) for label in labels]
        kinds = set(told)
        is_told = any(
            role_of(label, least=_SURE) and kind in _TELLING for label, kind in zip(labels, told, strict=True)
        )
        gathered = Gathered(paragraphs=self._paragraphs)
        if len(kinds) >= 2 and is_told and not _begins_in_the_middle(told):
            pairs, above = self._pairs, self._above
            if not ITEM_KINDS - {Kind.MILESTONE} & kinds and above and _may_be_title(above):
                gathered.title = above
                pairs = [(_ACTION, Cell(above.words, -1, 1)), *pairs]
            gathered.table = cards_of(pairs, LABELLED)
            if gathered.table:
                gathered.table.is_untitled = gathered.title is not None
        self._pairs, self._paragraphs, self._above = [], [], None
        return gathered


def _may_be_title(paragraph: Paragraph) -> bool:
    return len(paragraph.words.tidy) <= 300 and paragraph.level != 1


def _begins_in_the_middle(kinds: Sequence[Kind | None]) -> bool:
    """Whether labels before the first action come again behind the last: they belong to an action above them all.

    Each card would else take what belongs to the one before it.
    """
    places = [number for number, kind in enumerate(kinds) if kind is Kind.ACTION]
    return bool(places) and bool(_TELLING & {*kinds[: places[0]]} & {*kinds[places[-1] + 1 :]})
