"""Partner sheets: what one body has agreed to do, with whom, by when, in whose words; to print, for Word, as data.

`sheet` gathers the rows; `FORMS` writes them. Rows are statements: where two documents say different things about one
item, both stand, one after the other, and the sheet says that they differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cohesion_graph.derive import Link
from cohesion_graph.model.claims import Responsibility, Timing
from cohesion_graph.model.codes import Basis
from cohesion_graph.model.ids import action_of, node_id
from cohesion_graph.names import NamesOfDataset
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.agenda import Agenda, AgendaPart
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.progress import day_in_words, standing
from cohesion_graph.publish.registered import DUTIES
from cohesion_graph.tables import Column, Table

__all__ = ["SHEET_FORMS", "Sheet", "SheetRow", "sheet", "sheet_of"]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One thing a body has to do, as one document says or one rule infers."""

    item: str
    """The action or milestone, by its identifier."""
    ref: str
    milestone: str
    """The milestone's words; empty where the row is about the whole action."""
    taken_too: tuple[str, ...]
    """Milestones that no body has in this document, which therefore go with the action."""
    action: str
    """The action's words."""
    role: str
    """``leads``, ``is responsible for`` or ``contributes to``."""
    with_whom: tuple[str, ...]
    """Other bodies that the same document names for the same item, with their roles."""
    by_when: tuple[str, ...]
    """Deadlines in the same document's words."""
    progress: str
    source: str
    """The document's short title."""
    basis: str
    quote: str
    differs: str
    """What the documents disagree about for the action; empty if nothing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one body has agreed to do."""

    body: str
    """Its name."""
    also_known_as: tuple[str, ...]
    title: str
    """The plan's title."""
    as_of: str
    """The day progress and dates are judged at; empty where none was given."""
    rows: tuple[SheetRow, ...]
    note: str
    agenda: tuple[AgendaPart, ...] = ()
    """What of its own is late, comes next or changed, as far as there is any."""
    language: str = "en-GB"

    @property
    def heading(self) -> str:
        """The sheet's heading."""
        return f"{self.body}: what the plan asks of it"

    @property
    def table(self) -> Table:
        """The rows as a table, for CSV and Excel."""
        rows = tuple(
            (
                row.ref,
                row.action,
                row.milestone,
                "; ".join(row.taken_too),
                row.role,
                "; ".join(row.with_whom),
                "; ".join(row.by_when),
                row.progress,
                row.source,
                row.basis,
                row.quote,
                row.differs,
                row.item,
                *("",) * len(_TO_FILL_IN),
                self.body,
            )
            for row in self.rows
        )
        return Table("sheet", _COLUMNS, rows, self.heading, (self.note,))


_TO_FILL_IN = ("status", "date", "comment")
"""Columns for the body's own report; ``cohesion-graph updates`` takes the sheet back."""

_COLUMNS = (
    Column("action_ref", "The action's reference."),
    Column("action", "The action's words."),
    Column("milestone", "The milestone's words; empty where the row is about the whole action."),
    Column("milestones_taken_too", "Milestones that no body has in this document, which go with the action."),
    Column("role", "What the body does for it."),
    Column("with_whom", "Other bodies that the same document names for it, with their roles."),
    Column("by_when", "The deadline in the same document's words."),
    Column("progress", "What was reported; not reported if nobody has."),
    Column("source", "The document that says so."),
    Column("basis", "What the statement rests on."),
    Column("quote", "The exact words."),
    Column("documents_differ", "In what the documents differ about the action; empty if they do not."),
    Column("item", "The action or milestone, by its identifier."),
    *(Column(name, f"To be filled in: the {name} that the body reports.") for name in _TO_FILL_IN),
    Column("reported_by", "The body, as the one that reports."),
)


def sheet_of(plan: LoadedPlan, name: str, as_of: object = None) -> Sheet:
    """The sheet of a body, named as a person would type it (`cohesion_graph.names`).

    Args:
        plan: The plan.
        name: Such as ``SSP`` or ``safer-stockton-partnership``.
        as_of: The day (`datetime.date`) as of which dates are judged, or None.

    Raises:
        UnknownName: no body is called so; near misses are given.
        BadParameter: several bodies are called so.
    """
    import datetime as dt

    assert as_of is None or isinstance(as_of, dt.date)
    body = NamesOfDataset(plan.dataset).find(name, "body")
    return sheet(Lookups(plan.derivation, as_of), body.id, Agenda.of(plan, as_of))


def sheet(lookups: Lookups, body: str, agenda: Agenda) -> Sheet:
    """Everything a body leads, is responsible for or contributes to, in the order of the plan, by any document.

    Args:
        lookups: The plan, as of a day.
        body: The body, by its identifier.
        agenda: What a meeting asks, of the same plan as of the same day.
    """
    entry = lookups.dataset.bodies[body]
    node = node_id("organisation", body)
    links = [link for link in lookups.links_to.get(node, []) if link.relation in DUTIES]
    taken: dict[tuple[str, ...], list[str]] = {}
    for link in links:
        if link.basis is Basis.INHERITED_FROM_ACTION:
            taken.setdefault(link.claims, []).append(lookups.titles[lookups.item_of_node[link.start]])
    told = [link for link in links if link.basis is not Basis.INHERITED_FROM_ACTION]
    rows = tuple(_row(lookups, link, taken.get(link.claims, [])) for link in told)
    note = (
        "Each row is a statement of one document, with its words. Leading, being responsible and contributing are told "
        "apart as the documents do. Milestones that no body has in a document go with their action, and are named "
        "in its row. Fill in status and comment, and send the sheet back."
    )
    as_of = day_in_words(lookups.as_of) if lookups.as_of else ""
    return Sheet(
        body=entry.name,
        also_known_as=entry.also_known_as,
        title=lookups.dataset.title,
        as_of=as_of,
        rows=rows,
        note=note,
        agenda=agenda.parts_of(lookups, body),
        language=lookups.dataset.language,
    )


def _row(lookups: Lookups, link: Link, taken_too: Sequence[str]) -> SheetRow:
    dataset = lookups.dataset
    item = lookups.item_of_node[link.start]
    claim = dataset.claims[link.claims[0]]
    assert isinstance(claim, Responsibility)
    others = [
        f"{dataset.bodies[other.party].name} ({other.role.label})"
        for other in dataset.claims_about(claim.item, Responsibility, link.source)
        if other.party != claim.party
    ]
    differences = lookups.discrepancies_of.get(action_of(item), [])
    kinds = dict.fromkeys(found.kind.label for found in differences if found.kind != "wording-trivial")
    return SheetRow(
        item=item,
        ref=action_of(item),
        milestone=lookups.titles[item] if "/" in item else "",
        taken_too=tuple(taken_too) if "/" not in item else (),
        action=lookups.titles[action_of(item)],
        role=link.relation.value.inverse_label,
        with_whom=tuple(dict.fromkeys(others)),
        by_when=_by_when(lookups, item, link.source),
        progress=standing(lookups, item).words,
        source=lookups.source_link(link.source).text,
        basis=link.basis.label,
        quote=" ".join(claim.quote.split()),
        differs="; ".join(kinds),
    )


def _by_when(lookups: Lookups, item: str, source: str) -> tuple[str, ...]:
    """The deadlines that a document states for an item, or, for a milestone without one, for its action.

    Where it states none, what the pages tell: what other documents state, or the action's milestones.
    """
    own = lookups.dataset.claims_about(item, Timing, source)
    told = own or lookups.dataset.claims_about(action_of(item), Timing, source)
    whole = "" if own or "/" not in item else " (for the whole action)"
    return tuple(dict.fromkeys(f"{' '.join(claim.stated.split())}{whole}" for claim in told) or lookups.by_when(item))


def _markdown(one: Sheet) -> bytes:
    names = f"Also printed as {', '.join(one.also_known_as)}.\n\n" if one.also_known_as else ""
    day = f"As of {one.as_of}.\n\n" if one.as_of else ""
    from cohesion_graph.tables.table import FORMATS

    def escaped(text: str) -> str:
        return Table("", (Column(text),), ()).to_markdown().splitlines()[0].removeprefix("| ").removesuffix(" |")

    agenda = "".join(
        f"## {part.heading}\n\n" + "".join(f"- {escaped(line)}\n" for line in part.lines) + "\n" for part in one.agenda
    )
    top = f"# {escaped(one.heading)}\n\n{escaped(one.title)}\n\n{day}{names}"
    return f"{top}{agenda}{FORMATS['md'](one.table)}".encode()


def _csv(one: Sheet) -> bytes:
    return one.table.to_csv().encode("utf-8-sig")  # for Excel, which takes a file for UTF-8 by its mark alone


def _xlsx(one: Sheet) -> bytes:
    from cohesion_graph.publish.workbook import table_workbook

    return table_workbook(one.table)


def _docx(one: Sheet) -> bytes:
    from cohesion_graph.publish.word import sheet_document

    return sheet_document(one)


def _html(one: Sheet) -> bytes:
    from cohesion_graph.publish.render import standalone_sheet

    return standalone_sheet(one)


SHEET_FORMS: Mapping[str, Callable[[Sheet], bytes]] = {
    "html": _html,
    "docx": _docx,
    "csv": _csv,
    "md": _markdown,
    "xlsx": _xlsx,
}
"""How a sheet is written, by file ending; ``html`` is one whole file with its style inside."""
