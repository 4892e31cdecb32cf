"""Statements as rows: who says so, on what basis, with the words; the same on every kind of page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cohesion_graph.derive import Link
from cohesion_graph.model.claims import AnyClaim, Dependency, Responsibility, StatusReport, Timing, Wording
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Cell, Grid, Row, several
from cohesion_graph.publish.urls import claim_anchor

__all__ = [
    "basis_cells",
    "basis_header",
    "claim_in_words",
    "link_grid",
    "own_basis_cells",
    "sorted_by_item",
]


def basis_header(lookups: Lookups) -> tuple[str, ...]:
    """The headings of `basis_cells`."""
    return (*(("According to",) if lookups.compares else ()), "How it is known", "Words it rests on")


def basis_cells(lookups: Lookups, claim: AnyClaim, basis: Cell, note: str = "") -> tuple[Cell, ...]:
    """Source, where there are several, basis and words of a statement: the last cells of every row of a fact.

    The words lead into the document; its name beside them is not a second link to it.
    """
    source = (lookups.source_link(claim.source).text,) if lookups.compares else ()
    return *source, several([basis, note]) if note else basis, lookups.words(claim)


def own_basis_cells(lookups: Lookups, claim: AnyClaim) -> tuple[Cell, ...]:
    """The same where the row is the claim's own."""
    return basis_cells(lookups, claim, claim.basis.label, claim.note)


def link_grid(
    lookups: Lookups,
    caption: str,
    header: tuple[str, ...],
    links: Iterable[Link],
    first_cells: Callable[[Link], tuple[Cell, ...]],
    *,
    anchored: str = "",
) -> Grid:
    """Links as rows: `first_cells` of each, then its source, basis and words.

    Args:
        lookups: The derivation.
        caption: The table's caption.
        header: Headings of the first cells.
        links: Each with at least one claim; links without (structure) are left out.
        first_cells: The cells that tell what is linked.
        anchored: The item on whose page the table stands: its own claims get their place there.
    """
    rows, placed = [], set()
    for link in links:
        if not link.claims:
            continue
        claim = lookups.dataset.claims[link.claims[0]]
        own = claim.item == anchored and link.basis is claim.basis and claim.id not in placed
        anchor = claim_anchor(claim) if own else ""
        placed.add(claim.id if own else "")
        basis: Cell = link.basis.label
        if anchored and not own:
            basis = several([basis, Anchor("the statement", lookups.urls.claim(claim))])
        cells = own_basis_cells(lookups, claim) if own else basis_cells(lookups, claim, basis)
        rows.append(Row((*first_cells(link), *cells), anchor))
    return Grid(caption, (*header, *basis_header(lookups)), tuple(rows))


def claim_in_words(lookups: Lookups, claim: AnyClaim) -> str:
    """What a claim says, in one plain sentence without its item."""
    dataset = lookups.dataset
    match claim:
        case Wording():
            return f"worded as {claim.presented_as.label}: {claim.text}"
        case Responsibility():
            return f"{dataset.bodies[claim.party].name} {claim.role.label} it"
        case Timing():
            return f"by when: {claim.stated}"
        case Dependency():
            return f"it {claim.type.label} {target_link(lookups, claim).text}"
        case StatusReport():
            return f"reported {claim.said}"


def target_link(lookups: Lookups, claim: Dependency) -> Anchor:
    """What a dependency leads to, as a link."""
    if claim.target_kind == "item":
        return lookups.named_item(claim.target)
    kind = "organisation" if claim.target_kind == "body" else "instrument"
    return lookups.node_link(f"{kind}/{claim.target}")


def sorted_by_item(lookups: Lookups, links: Iterable[Link]) -> list[Link]:
    """Links in the order of the plan's items, of one item from the strongest basis to the weakest."""
    place = lookups.place_of_node
    return sorted(links, key=lambda link: (place.get(link.start, -1), link.basis.strength, link.sort_key))
