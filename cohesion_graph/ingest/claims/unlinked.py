"""Names in the words of items of which no link was made: each is asked about once in an action.

A link is made where the words tell a name for certain. What only may be one ("partners", an acronym that nothing
explains, "the scheme", words with capitals) is left out of the claims, and a person can say what it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from cohesion_graph.documents.words import Words, tidy
from cohesion_graph.ingest.claims.effects import withheld
from cohesion_graph.ingest.claims.source_reader import SourceReader
from cohesion_graph.ingest.what.instruments import kind_of_instrument
from cohesion_graph.ingest.who.names import kind_of_body, name_key
from cohesion_graph.ingest.who.officers import may_be_person, places_in
from cohesion_graph.language.files import any_of
from cohesion_graph.model.changes import Added, Change, Reading, Registered
from cohesion_graph.model.codes import DoubtKind, LinkType
from cohesion_graph.model.ids import action_of, is_milestone

__all__ = ["Unlinked"]

_MOST = 60
"""Names asked about in one document, those in most places; how many more there are is said."""

_BODY = re.compile(
    rf"(?i)(?<![\w&/-])(?:(?:{any_of('mentions.which')})\s+)*(?:{any_of('mentions.bodies')})(?![\w/-])"
    rf"|(?<![\w&/-])(?:[a-z]{{4,}}\s+){{1,2}}(?:{any_of('mentions.teams')})(?![\w/-])"
)
_ACRONYM = re.compile(r"(?<![\w&/])[A-Z]{2,6}s?(?![\w&/])")
_INSTRUMENT = re.compile(rf"(?i)(?<![\w&/-])(?:{any_of('mentions.instruments')})(?![\w/-])")
_NAME = re.compile(
    rf"(?<=[a-z,;\d] )[A-Z][\w'’-]*(?:\s+(?:(?:{any_of('small.articles')}|of|and|for)\s+)?[A-Z][\w'’-]*)+"
)
_USED = re.compile(
    r"(?i)\b(?:consider|us(?:e|es|ing)|following|from|against|on)\s+(?:the\s+)?(?P<what>[a-z]{5,})(?!\w)"
)
"""What an item takes up: perhaps what another milestone of its action makes."""


@dataclass(slots=True)
class _Asked:
    """One name with the places where it stands."""

    name: str
    kind: str
    """``body`` or ``instrument``."""
    places: list[tuple[str, Words, Words]] = field(default_factory=list)
    """The item, the name in its words, and what a link would quote."""


@dataclass(slots=True)
class Unlinked:
    """Gathers the names of one document, item by item."""

    reader: SourceReader
    _asked: dict[tuple[str, str, str], _Asked] = field(default_factory=dict)

    def note(self, item: str, words: Words, taken: Sequence[tuple[int, int]], refs: Collection[str]) -> None:
        """Take up the names in an item's words that nothing was made of.

        Args:
            item: The item.
            words: Its words.
            taken: Where names stand in them of which a link was made.
            refs: References of actions, which are no names.
        """
        used = list(taken)
        for kind, match in self._found(words.text):
            start, end = match.span()
            inside = [(first, last) for first, last in used if first < end and start < last]
            # the initials of a body may stand in front of the name of its plan: "CTB action plans"
            is_part = match.re is _ACRONYM and all(first <= start and end < last for first, last in inside)
            if match[0] in refs or (inside and not is_part):
                continue
            used.append((start, end))
            name = tidy(match[0])
            asked = self._asked.setdefault((action_of(item), kind, name_key(name)), _Asked(name, kind))
            if all(item != other for other, *_ in asked.places):
                asked.places.append((item, words[start:end], words.strip()))

    @staticmethod
    def _found(text: str) -> Iterator[tuple[str, re.Match[str]]]:
        for kind, pattern in (("body", _BODY), ("body", _ACRONYM), ("instrument", _NAME), ("instrument", _INSTRUMENT)):
            for match in pattern.finditer(text):
                yield kind, match

    def ask(self) -> None:
        """Make the doubts: one for each name, and one for each item that may take up what another one makes."""
        places = places_in(self.reader.claims.text)
        ranked = sorted(self._asked.values(), key=lambda one: -len(one.places))
        if left := ranked[_MOST:]:
            what = f"Names without a link that are not asked about: {len(left)}, one of them {left[0].name!r}."
            self.reader.claims.doubt(DoubtKind.LINK, what, left[0].places[0][1])
        for one in ranked[:_MOST]:
            several = len(one.places) > 1
            where = f"the words of {len(one.places)} items" if several else "its words"
            named = "a body" if one.kind == "body" else "a plan, scheme or the like"
            may_be = may_be_person(one.name, places)
            told = f"{named}, or a person" if may_be else named
            what = f"{one.name!r} stands in {where}, and no link was made: it may name {told}."
            item = None if several else one.places[0][0]
            quoted = Words.join([name for _, name, _ in one.places])
            readings: list[str | Reading] = ["no link"]
            readings.append(Reading(words=f"{named} that is referred to", effect=self._linked(one)))
            if may_be:
                stretches = quoted.quotations(self.reader.claims.text)
                readings.append(withheld("a person, to be withheld", stretches, self.reader.claims.source))
            self.reader.claims.doubt(DoubtKind.LINK, what, quoted, item, readings)

    def _linked(self, one: _Asked) -> tuple[Change, ...]:
        registrar = self.reader.registrar
        known = registrar.full_body(one.name) or registrar.identifier(one.name)
        slug = known if one.kind == "body" else registrar.mint(one.name) or "instrument"
        sort = kind_of_body(one.name) if one.kind == "body" else kind_of_instrument(one.name)
        changes: list[Change] = [Registered(registers={"id": slug, "name": one.name, "kind": sort.value})]
        for item, _, words in one.places:
            changes.append(self._link(item, words, LinkType.REFERS_TO, slug, one.kind))
        return tuple(changes)

    def _link(self, item: str, words: Words, how: LinkType, target: str, kind: str) -> Added:
        evidence = [one.model_dump() for one in words.quotations(self.reader.claims.text)]
        told = {"type": how.value, "target": target, "target_kind": kind, "evidence": evidence}
        return Added(comes={"item": item, "source": self.reader.claims.source, **told})

    def ask_of_siblings(self) -> None:
        """Doubt whether what a milestone takes up is what another milestone of its action makes."""
        by_action: dict[str, list[tuple[str, Words]]] = {}
        for item, words in self.reader.items:
            if is_milestone(item):
                by_action.setdefault(action_of(item), []).append((item, words))
        for siblings in by_action.values():
            for item, words in siblings:
                for match in _USED.finditer(words.text):
                    makes = re.compile(rf"(?i)(?<!\w){re.escape(match['what'])}(?!\w)")
                    others = [one for one, told in siblings if one != item and makes.search(told.text)]
                    if len(others) == 1:
                        self._ask_of_sibling(item, words, match, others[0])

    def _ask_of_sibling(self, item: str, words: Words, match: re.Match[str], other: str) -> None:
        what = f"{match['what']!r} may be what another milestone of the action brings: {other.partition('/')[2]!r}."
        link = self._link(item, words.strip(), LinkType.USES, other, "item")
        readings = ("no link", Reading(words="it uses that milestone", effect=(link,)))
        quoted = words[match.start("what") : match.end("what")]
        self.reader.claims.doubt(DoubtKind.LINK, what, quoted, item, readings)
