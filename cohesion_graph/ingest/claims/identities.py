"""What is one item: references normalised and joined over documents, milestones by their words."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.opened import Document
from cohesion_graph.ingest.records.entry import Entry
from cohesion_graph.ingest.what.references import normal_reference, repaired
from cohesion_graph.model.ids import free_id, mint_slug
from cohesion_graph.model.items import Action, Plan, Section

__all__ = ["Assigned", "Identities", "wording_key"]


def wording_key(text: str) -> str:
    """What is equal for two printings of one text: letters and digits, case, spaces, hyphens and stops dropped.

    >>> wording_key("Roll-out of new  approach.") == wording_key("Roll out of new approach")
    True
    """
    return re.sub(r"[\W_]+", "", text.casefold())


@dataclass(frozen=True, slots=True)
class Assigned:
    """An entry with the reference it was given, and what is uncertain about that."""

    entry: Entry
    ref: str
    printed: str = ""
    is_repaired: bool = False
    doubt: str = ""
    alternatives: tuple[str, ...] = ()


_MOST_COMPARED = 100
"""Milestones of one action that are compared with each other; more of them only by equal words."""


_MOST_OTHERS = 0.7
"""Share of the references of two documents, from where titles without a common word say that each counts its own."""
_LONG = 4
"""Letters of a word that two titles must have in common."""


def _words(title: str) -> set[str]:
    return {word for word in re.findall(r"\w+", title.casefold()) if len(word) >= _LONG}


_ALIKE = 0.75
"""From here on two milestones of one action may be one."""


def _likeness(first: str, second: str, least: float = 0.0) -> float:
    """How alike two texts are, 0 to 1; 0 where it plainly is less than `least`."""
    matcher = difflib.SequenceMatcher(None, first[:300], second[:300], autojunk=False)
    is_less = matcher.real_quick_ratio() < least or matcher.quick_ratio() < least
    return 0.0 if is_less else matcher.ratio()


@dataclass(slots=True)
class _Section:
    title: str
    actions: dict[str, dict[str, str]] = field(default_factory=dict)
    """Reference to milestones: key of the wording to slug."""


@dataclass(slots=True)
class Identities:
    """The plan as it grows: sections of actions, actions of milestones."""

    mint: Callable[[str], str]
    """Mints a slug from printed words, persons' names left out."""
    printed: frozenset[str] = frozenset()
    """References that any of the documents prints: no action without one is given one of these."""
    sections: dict[str, _Section] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    """Reference to the first title printed."""
    _by_key: dict[str, str] = field(default_factory=dict)
    """What is equal for all printings of a title to the reference."""
    _milestones: dict[str, dict[str, str]] = field(default_factory=dict)
    """The milestones of each reference, as its section has them."""

    def assign(self, document: Document) -> list[Assigned]:
        """Give every entry of a document its reference, and put new actions into their section of the plan."""
        printed = [entry.reference.tidy for entry in document.entries]
        normal = [self._nobody(normal_reference(text)) for text in printed]
        mended = repaired(normal)
        given: list[Assigned] = []
        used: set[str] = set()
        printed_ones = {*normal, *mended, *self.printed}
        repeats: Counter[str] = Counter()
        taken = self._of_others(document, mended)
        for entry, as_printed, plain, ref in zip(document.entries, printed, normal, mended, strict=True):
            doubt = ""
            alternatives: tuple[str, ...] = (ref, plain)
            if not ref:
                ref = self._by_title(entry.title.tidy) or self._free_number(used, printed_ones)
                doubt = "The action has no reference of its own." if entry.unreferenced else ""
                alternatives = (ref,)
            elif ref != plain:
                doubt = f"The reference is printed {as_printed!r}; by the ones around it, it is {ref}."
            if ref in used or ref in taken:
                first = ref
                while ref in used or ref in taken:
                    repeats[first] += 1
                    ref = f"{first}-{repeats[first] + 1}"
                doubt, alternatives = f"The reference {first} is used more than once.", (ref, first)
            used.add(ref)
            is_repaired = bool(plain) and ref != plain and not doubt.endswith("once.")
            self._enter(entry, ref)
            given.append(Assigned(entry, ref, as_printed, is_repaired, doubt, alternatives if doubt else ()))
        return given

    def _of_others(self, document: Document, refs: Sequence[str]) -> frozenset[str]:
        """The references that this document prints for other actions than those before it: each counts its own."""
        pairs = zip(document.entries, refs, strict=True)
        shared = {ref: entry.title.tidy for entry, ref in pairs if self.titles.get(ref) and entry.title}
        words = ((ref, _words(title), _words(self.titles[ref])) for ref, title in shared.items())
        others = [ref for ref, own, known in words if own and known and not own & known]
        return frozenset(others) if len(others) > _MOST_OTHERS * len(shared) else frozenset()

    def _nobody(self, ref: str) -> str:
        """A reference, unless it spells out a person's name."""
        return ref if self.mint(ref) == mint_slug(ref) else ""

    def _by_title(self, title: str) -> str:
        return self._by_key.get(wording_key(title), "")

    def _free_number(self, used: set[str], printed: set[str]) -> str:
        """The next number that no action has, nor any of this document whose reference is printed further down."""
        number = len(used) + 1
        while str(number) in used or str(number) in printed or str(number) in self.titles:
            number += 1
        return str(number)

    def _enter(self, entry: Entry, ref: str) -> None:
        if ref in self.titles:
            return
        self.titles[ref] = entry.title.tidy
        if key := wording_key(entry.title.tidy):
            self._by_key.setdefault(key, ref)
        title = (entry.section or entry.table.caption).tidy or "Actions"
        if len(title) > 200:
            title = title[:199].rsplit(" ", 1)[0] + " …"
        known = (slug for slug, section in self.sections.items() if section.title == title)
        slug = self.mint(title) or next(known, f"section-{len(self.sections) + 1}")
        self._milestones[ref] = self.sections.setdefault(slug, _Section(title)).actions[ref] = {}

    def differs(self, ref: str, title: str) -> bool:
        """Whether an action's title here has little in common with the one that another document prints."""
        known = self.titles[ref]
        if not title or not known:
            return False
        return _likeness(wording_key(known), wording_key(title)) < 0.4

    def milestone(self, ref: str, words: Words) -> tuple[str, str]:
        """The identifier of a milestone, and the identifier of another that it may be the same as (or empty)."""
        milestones = self._milestones[ref]
        key = wording_key(words.text)
        if key in milestones:
            return f"{ref}/{milestones[key]}", ""
        # comparing costs with the square of their number and of their length
        compared = milestones.items() if len(milestones) <= _MOST_COMPARED else ()
        near = max(((_likeness(key, known, _ALIKE), slug) for known, slug in compared), default=(0.0, ""))
        slug = free_id(self.mint(words.tidy) or f"milestone-{len(milestones) + 1}", milestones.values())
        milestones[key] = slug
        return f"{ref}/{slug}", f"{ref}/{near[1]}" if near[0] >= _ALIKE else ""

    def plan(self, slug: str, title: str) -> Plan:
        """The finished plan."""
        return Plan(
            id=slug,
            title=title,
            sections=tuple(
                Section(
                    id=identifier,
                    title=section.title,
                    actions=tuple(
                        Action(ref=ref, milestones=tuple(known.values())) for ref, known in section.actions.items()
                    ),
                )
                for identifier, section in self.sections.items()
            ),
        )

    def order(self) -> list[str]:
        """Identifiers of all items in the plan's order."""
        return [
            item
            for section in self.sections.values()
            for ref, milestones in section.actions.items()
            for item in (ref, *(f"{ref}/{slug}" for slug in milestones.values()))
        ]
