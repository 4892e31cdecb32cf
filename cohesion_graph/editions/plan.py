"""The plan after a new edition: which items stay, come and go, and in what order."""

from __future__ import annotations

from dataclasses import dataclass

from cohesion_graph.editions.items import Renaming, in_order, wording_keys
from cohesion_graph.editions.report import Report
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import action_of, milestone_of
from cohesion_graph.model.items import Action, Plan, Section

__all__ = ["Items", "merged_plan", "sort_items"]

States = tuple[Dataset, Dataset, Dataset]


@dataclass(frozen=True, slots=True)
class Items:
    """The items of three states, by what becomes of them; all by the corrected dataset's identifiers."""

    possible: set[str]
    """Those the result may hold: a person's own ones need words that still stand."""
    own: set[str]
    """Those a person added."""
    added: list[str]
    removed: list[str]

    @property
    def whole(self) -> set[str]:
        """Those that came or went as a whole."""
        return {*self.added, *self.removed}


def sort_items(states: States, by_base: Renaming, by_new: Renaming) -> Items:
    """What becomes of each item: what a person removed stays removed while its words are unchanged."""
    mine, base, new = states
    was = set(by_base.items.values())
    now = list(by_new.items.values())
    own = set(mine.items) - was - set(now)
    before = {by_base.items[item]: key for item, key in wording_keys(base).items()}
    after = {by_new.items[item]: key for item, key in wording_keys(new).items()}
    dismissed = {item for item in was - set(mine.items) if item in after and before.get(item) == after[item]}
    standing = {item for item in {*mine.items, *now} - dismissed if item in own or item in now}
    possible = {item for item in standing if action_of(item) in standing}
    return Items(
        possible=possible,
        own=own,
        added=[item for item in now if item in possible and item not in mine.items],
        removed=[item for item in mine.items if item not in possible],
    )


def merged_plan(states: States, renamings: tuple[Renaming, Renaming], kept: set[str], report: Report) -> Plan:
    """The plan of the items kept: as a person ordered it, new ones behind those they follow in the documents.

    Args:
        states: The corrected dataset, what the reader made of the old documents and of the new ones.
        renamings: Identifiers of the two readings in those of the corrected dataset.
        kept: The items of the result.
        report: Told which sections were renamed and which actions changed theirs.
    """
    mine, _, new = states
    names = _section_names(states, renamings[1])
    placed = _placed(states, renamings, names, report)
    read = {section.id: section for section in states[1].plan.sections}
    held = {section.id: section for section in mine.plan.sections}
    fresh = {names[section.id]: section for section in reversed(new.plan.sections)}
    following = [renamings[1].items[ref] for ref in new.actions]
    actions = [ref for ref in in_order(list(mine.actions), following) if ref in kept]
    sections = []
    for identifier in in_order(list(held), [names[section.id] for section in new.plan.sections]):
        section = held.get(identifier) or fresh[identifier]
        inside = [ref for ref in actions if placed[ref] == identifier]
        if not inside and not (identifier in held and not held[identifier].actions):
            continue
        title = section.title
        if identifier in held and identifier in read and read[identifier].title == title and identifier in fresh:
            title = fresh[identifier].title
            if title != section.title:
                report.changed.append(f"section {section.title!r} is now {title!r}")
        made = tuple(Action(ref=ref, milestones=_milestones(ref, states, renamings[1], kept)) for ref in inside)
        sections.append(Section(id=identifier, title=title, note=section.note, actions=made))
    return mine.plan.model_copy(update={"sections": tuple(sections)})


def _section_names(states: States, by_new: Renaming) -> dict[str, str]:
    """The sections of the new reading in the corrected dataset's identifiers: by name, or by what they hold."""
    mine, base, new = states
    titles = {section.title: section.id for section in reversed(mine.plan.sections)}
    read = {section.id for section in base.plan.sections}
    held = {section.id: section for section in mine.plan.sections}
    placed = _homes(mine)
    names: dict[str, str] = {}
    for section in new.plan.sections:
        names[section.id] = section.id if section.id in held else titles.get(section.title, section.id)
        refs = [by_new.items[action.ref] for action in section.actions]
        home = next((placed[ref] for ref in refs if ref in placed), None)
        if names[section.id] not in held and home in read and home in held:
            known = {other.title for other in new.plan.sections if other.id != section.id}
            names[section.id] = home if held[home].title not in known else section.id
    return names


def _homes(dataset: Dataset) -> dict[str, str]:
    return {action.ref: section.id for section in dataset.plan.sections for action in section.actions}


def _placed(
    states: States, renamings: tuple[Renaming, Renaming], names: dict[str, str], report: Report
) -> dict[str, str]:
    """The section of every action: a person's choice, else where the new documents have it."""
    mine, base, new = states
    by_base, by_new = renamings
    was = {by_base.items[ref]: home for ref, home in _homes(base).items()}
    now = {by_new.items[ref]: names[home] for ref, home in _homes(new).items()}
    titles = {section.id: section.title for section in mine.plan.sections}
    titles |= {names[section.id]: section.title for section in new.plan.sections}
    placed = {}
    for ref, home in {**now, **_homes(mine)}.items():
        placed[ref] = home
        if ref not in was or now.get(ref, home) in {home, was[ref]}:
            continue
        told = f"{ref} moved to the section {titles[now[ref]]!r}"
        if home == was[ref]:
            placed[ref] = now[ref]
            report.changed.append(told)
        else:
            report.conflicts.append(f"{told} in the documents; you put it into {titles[home]!r}, where it stays.")
    return placed


def _milestones(ref: str, states: States, by_new: Renaming, kept: set[str]) -> tuple[str, ...]:
    mine, _, new = states
    held = mine.milestones_of(ref) if ref in mine.actions else []
    read = next((one for one in new.actions if by_new.items[one] == ref), None)
    now = [by_new.items[item] for item in new.milestones_of(read)] if read else []
    return tuple(milestone_of(item) for item in in_order(held, now) if item in kept)
