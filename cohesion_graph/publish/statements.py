"""What a fact rests on, where the fact stands: who says so, how that is known, the words; on every kind of page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cohesion_graph.derive import Link
from cohesion_graph.model.claims import AnyClaim, Dependency, Responsibility, StatusReport, Timing, Wording
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Cell, Stated, Statement
from cohesion_graph.publish.urls import claim_anchor

__all__ = ["claim_in_words", "linked", "own_statement", "stated", "statement"]


def statement(lookups: Lookups, claim: AnyClaim, basis: Cell, anchor: str = "") -> Statement:
    """What a claim says of a fact; the words lead into the document, whose name is not a second link to it."""
    source = lookups.source_link(claim.source).text if lookups.compares else ""
    return Statement(source, basis, lookups.words(claim), anchor)


def own_statement(lookups: Lookups, claim: AnyClaim) -> Statement:
    """The same at its place, on the page of the item that the claim is about."""
    basis = f"{claim.basis.label} ({claim.note.rstrip('.')})" if claim.note else claim.basis.label
    return statement(lookups, claim, basis, claim_anchor(claim))


def stated(found: Iterable[tuple[tuple[Cell, ...], Statement]]) -> tuple[Stated, ...]:
    """Facts, each once, with all the statements that were found for it."""
    told: dict[tuple[Cell, ...], list[Statement]] = {}
    for fact, one in found:
        told.setdefault(fact, []).append(one)
    return tuple(Stated(fact, tuple(by)) for fact, by in told.items())


def linked(
    lookups: Lookups, links: Iterable[Link], fact: Callable[[Link], tuple[Cell, ...]], *, item: str = ""
) -> tuple[Stated, ...]:
    """What links tell, each fact once, with the statements that it rests on.

    Args:
        lookups: The derivation.
        links: In order; links without claims (structure) are left out.
        fact: What a link tells, in cells.
        item: The item on whose page it stands: its own claims have their place there, others are linked.
    """
    placed = set[str]()

    def resting(link: Link) -> Statement:
        claim = lookups.dataset.claims[link.claims[0]]
        if claim.item == item and link.basis is claim.basis and claim.id not in placed:
            placed.add(claim.id)
            return own_statement(lookups, claim)
        basis = link.basis.label
        return statement(lookups, claim, Anchor(basis, lookups.urls.claim(claim)) if item else basis)

    return stated((fact(link), resting(link)) for link in links if link.claims)


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
