"""What pages look up again and again, looked up once: links by their ends, titles, disagreements, doubts, reports."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from cohesion_graph.derive import Derivation, Discrepancy, Finding, Link, findings
from cohesion_graph.derive.progress import report_about
from cohesion_graph.graph.index import index_of
from cohesion_graph.model.claims import Claim, Doubt, Responsibility, StatusReport, Timing
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import action_of, is_milestone, node_id
from cohesion_graph.publish.page import Anchor, Cell, Words, several
from cohesion_graph.publish.texts import TextLayout
from cohesion_graph.publish.urls import Urls, page
from cohesion_graph.questions.ways import WaysAtHand

__all__ = ["Lookups"]

T = TypeVar("T")


class Lookups:
    """One derivation, ready to be written as pages as of a day (or none)."""

    def __init__(self, derivation: Derivation, as_of: dt.date | None = None) -> None:
        self.derivation = derivation
        self.dataset: Dataset = derivation.dataset
        self.index = index_of(derivation)
        self.as_of = as_of
        self.urls = Urls(self.dataset)

    @cached_property
    def links_from(self) -> Mapping[str, list[Link]]:
        """Links by the node they start from."""
        return _grouped((link.start, link) for link in self.derivation.links)

    @cached_property
    def links_to(self) -> Mapping[str, list[Link]]:
        """Links by the node they end at, in the order of the plan."""
        place = self.place_of_node
        ordered = sorted(self.derivation.links, key=lambda link: place.get(link.start, -1))
        return _grouped((link.end, link) for link in ordered)

    @cached_property
    def ways(self) -> WaysAtHand:
        """What hangs on what, through chains too: what the questions about it are answered from."""
        return WaysAtHand(self.index)

    @cached_property
    def discrepancies_of(self) -> Mapping[str, list[Discrepancy]]:
        """Discrepancies by action: those of the action and of its milestones."""
        return _grouped((action_of(found.item), found) for found in self.derivation.discrepancies)

    @cached_property
    def doubts_of(self) -> Mapping[str, list[Doubt]]:
        """Doubts by item."""
        return _grouped((doubt.item or "", doubt) for doubt in self.dataset.doubts.values())

    @cached_property
    def doubts_in(self) -> Mapping[str, list[Doubt]]:
        """Doubts by the document that they are about."""
        return _grouped((doubt.source, doubt) for doubt in self.dataset.doubts.values())

    @cached_property
    def findings(self) -> list[Finding]:
        """What to look at, as of the day."""
        return findings(self.dataset, self.as_of)

    @cached_property
    def layouts(self) -> Mapping[str, TextLayout]:
        """How each document's text is laid out, by source."""
        return {source.id: TextLayout(self.dataset, self.urls, source) for source in self.dataset.sources}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Each item's words."""
        return self.index.titles

    @cached_property
    def item_of_node(self) -> Mapping[str, str]:
        """Items by their node."""
        return {item.node: item.id for item in self.dataset.items.values()}

    @cached_property
    def place_of_node(self) -> Mapping[str, int]:
        """The place of each item's node in the order of the plan."""
        return {node: place for place, node in enumerate(self.item_of_node)}

    @cached_property
    def bodies_of_actions(self) -> Mapping[str, set[str]]:
        """The bodies that any document names for an action or one of its milestones, by action, in the plan's order."""
        named: dict[str, set[str]] = {ref: set() for ref in self.dataset.actions}
        for claim in self.dataset.claims.values():
            if isinstance(claim, Responsibility):
                named[action_of(claim.item)].add(claim.party)
        return named

    @cached_property
    def _claims_of(self) -> Mapping[str, list[Claim]]:
        return _grouped((claim.item, claim) for claim in self.dataset.claims.values())

    def claims_of(self, item: str) -> list[Claim]:
        """All claims about an item, source after source."""
        return self._claims_of.get(item, [])

    @cached_property
    def sheet_bodies(self) -> list[str]:
        """Identifiers of the bodies that some document gives something to do, in the register's order."""
        involved = {party for bodies in self.bodies_of_actions.values() for party in bodies}
        return [body.id for body in self.dataset.registry.bodies if body.id in involved]

    def title(self, item: str) -> str:
        """What an item is called in a list: an action with its reference, a milestone by its words."""
        return self.titles[item] if "/" in item else f"{item} {self.titles[item]}"

    def status(self, item: str) -> StatusReport | None:
        """The last report about an item that was made by the day of the build; the last of all without such a day."""
        return report_about(self.dataset, item, self.as_of)

    def item_link(self, item: str) -> Anchor:
        """A link to an item."""
        return Anchor(self.title(item), page(self.urls.item(item)))

    def named_item(self, item: str) -> Anchor:
        """A link to an item where its action is not in view: a milestone's words follow its action's reference."""
        link = self.item_link(item)
        return Anchor(f"{action_of(item)}: {link.text}", link.path) if "/" in item else link

    @cached_property
    def compares(self) -> bool:
        """Whether there are several documents, so that it matters which of them says something."""
        return len(self.dataset.sources) > 1

    def node_link(self, node: str) -> Anchor:
        """A link to a thing by its node."""
        kind, _, rest = node.partition("/")
        path = page(self.urls.node(node))
        match kind:
            case "organisation":
                return Anchor(self.dataset.bodies[rest].name, path)
            case "instrument":
                return Anchor(self.dataset.instruments[rest].name, path)
            case "source":
                return Anchor(self.dataset.sources_by_id[rest].label, path)
            case "section":
                titles = {section.id: section.title for section in self.dataset.plan.sections}
                return Anchor(titles[rest], path)
            case "plan":
                return Anchor(self.dataset.plan.title, path)
            case _:
                return self.named_item(self.item_of_node[node])

    def body_link(self, identifier: str) -> Anchor:
        """A link to a body."""
        return self.node_link(node_id("organisation", identifier))

    def source_link(self, identifier: str) -> Anchor:
        """A link to a document."""
        return self.node_link(node_id("source", identifier))

    def words(self, record: Claim | Doubt) -> Cell:
        """The words that a claim or a doubt rests on, each stretch linked to where it stands."""
        return several(
            [
                Words(quotation.exact, self.layouts[record.source].words_path(quotation.start, quotation.end))
                for quotation in record.evidence
            ]
        )

    def involved(self, item: str, for_what: str = "") -> list[tuple[str, str]]:
        """Bodies that sources themselves name for an item, each pair once: the body, and its role in words.

        Args:
            item: The action or milestone.
            for_what: Words to follow the role: ``a milestone``, ``for the whole action``.
        """
        claims = self.dataset.claims_about(item, Responsibility)
        return list(
            dict.fromkeys(
                (claim.party, self._told(f"{claim.role.label} {for_what}".strip(), claim)) for claim in claims
            )
        )

    def by_when(self, item: str) -> list[str]:
        """When an item is due, in words: as stated for it, and for an action's milestones, or else for its action."""
        told = self.stated_deadlines(item)
        if not is_milestone(item):
            below = [one for milestone in self.dataset.milestones_of(item) for one in self.stated_deadlines(milestone)]
            return told + [f"a milestone: {one}" for one in dict.fromkeys(below) if one not in told]
        whole = "; ".join(self.stated_deadlines(action_of(item)))
        return told or ([f"{whole} (for the whole action)"] if whole else [])

    def stated_deadlines(self, item: str) -> list[str]:
        """The words of an item's own deadlines, each once."""
        claims = self.dataset.claims_about(item, Timing)
        return list(dict.fromkeys(self._told(" ".join(claim.stated.split()), claim) for claim in claims))

    def due_day(self, item: str) -> dt.date | None:
        """The first of the last days that documents allow for an item, or else for its action or milestones."""
        others = (action_of(item),) if is_milestone(item) else tuple(self.dataset.milestones_of(item))
        for group in ((item,), others):
            claims = [claim for one in group for claim in self.dataset.claims_about(one, Timing)]
            if days := [claim.deadline.latest_date for claim in claims if claim.deadline.latest_date]:
                return min(days)
        return None

    def _told(self, text: str, claim: Claim) -> str:
        """A statement in words, and who says so where more than one document has the action."""
        alone = len(self.dataset.sources_of(action_of(claim.item))) < 2
        return text if alone else f"{text} ({self.dataset.sources_by_id[claim.source].label})"


def _grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, list[T]]:
    grouped: defaultdict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return dict(grouped)
