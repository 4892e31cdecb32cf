"""The answers that the home page begins with: late, coming, without a date or a stated lead, disagreed on, changed.

Each is a ready question's answer, counted in actions and milestones, with the first of them and a link to all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cohesion_graph.model.relations import Relation
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor
from cohesion_graph.publish.progress import day_in_words
from cohesion_graph.tables import Table

__all__ = ["Tile", "tiles"]

_FIRST = 3
"""Items that a tile names."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One answer in short."""

    number: str
    """How many; empty where nothing can be counted."""
    link: Anchor
    """What it counts, leading to all of them."""
    about: str = ""
    """What counts and what does not, in a sentence."""
    first: tuple[Anchor, ...] = ()


def tiles(plan: LoadedPlan, lookups: Lookups) -> tuple[Tile, ...]:
    """The tiles in the order of a meeting's agenda."""
    return (*_by_day(plan, lookups), *_standing(plan, lookups))


def _by_day(plan: LoadedPlan, lookups: Lookups) -> Iterator[Tile]:
    if lookups.as_of is None:
        about = (
            "This site was built without a day, so nothing is told to be late. Choose a day above the list of dates."
        )
        yield Tile("", Anchor("Late, and due next: by the dates", "dates/index.html"), about)
        return
    day = day_in_words(lookups.as_of)
    late = plan.ask("overdue", as_of=lookups.as_of)
    about = f"The date has passed and nobody has reported it complete, as of {day}."
    yield _counted(lookups, late, "late", "overdue", about)
    coming = plan.ask("next", **{"from": lookups.as_of})
    yield _counted(lookups, coming, "due in the next three months", "next", f"From {day}.")


def _standing(plan: LoadedPlan, lookups: Lookups) -> Iterator[Tile]:
    about = "Neither a date for it nor for its action or a milestone; “to be confirmed” is no date."
    yield _counted(lookups, plan.ask("undated"), "without a real date", "undated", about)
    idle = sum(
        not any(link.relation is Relation.LED_BY for link in lookups.links_to.get(f"organisation/{body}", []))
        for body in lookups.sheet_bodies
    )
    some = "1 body has a part in something and leads" if idle == 1 else f"{idle} bodies have a part and lead"
    unled = plan.ask("without-lead")
    unsaid = len({row["milestone"] or row["action"] for row in unled.to_records() if row["responsible"]})
    about = (
        f"Of {unsaid} they say who is responsible, and not who leads. {some} nothing." if unsaid else f"{some} nothing."
    )
    yield _counted(lookups, unled, "where no document says who leads", "without-lead", about)
    shared = plan.ask("shared-responsibilities")
    yield _counted(lookups, shared, "shared by several bodies", "shared-responsibilities", "Who shares what.")
    if lookups.compares:
        differ = [one for one in lookups.derivation.discrepancies if one.kind != "wording-trivial"]
        items = tuple(dict.fromkeys(one.item for one in differ))
        link = Anchor("where the documents differ", "differences/index.html")
        yield Tile(f"{len(items):,}", link, "Both statements stand until somebody decides.", _named(lookups, items))
    changed = plan.ask("changed")
    if changed.rows:
        about = "Between the last report and the one before it, or by the last edition of a document."
        yield _counted(lookups, changed, "changed since the last report or edition", "changed", about)


def _counted(lookups: Lookups, answer: Table, words: str, question: str, about: str) -> Tile:
    """A tile that counts the items of an answer's rows."""
    told = (str(row["milestone"] or row["action"]) for row in answer.to_records())
    items = tuple(dict.fromkeys(filter(None, told)))
    return Tile(
        f"{len(items):,}", Anchor(words, f"questions/{question}/index.html"), about, _named(lookups, items[:_FIRST])
    )


def _named(lookups: Lookups, items: tuple[str, ...]) -> tuple[Anchor, ...]:
    return tuple(lookups.named_item(item) for item in items[:_FIRST])
