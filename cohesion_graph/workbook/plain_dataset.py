"""A dataset taken apart into plain content, so that it can be changed, and found its way about in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from cohesion_graph.errors import NearMisses
from cohesion_graph.model.dataset import Dataset

__all__ = ["MANY", "PlainDataset", "Refused"]

MANY = re.compile(r"\s*;\s*")
"""What parts several values in one cell."""

Plain = dict[str, Any]


class Refused(Exception):
    """A change that cannot be taken: what was found, what was expected, what to do."""


class PlainDataset:
    """Everything a dataset holds as plain content to be changed in place; what is looked up and not there is `Refused`.

    Names are withheld in what a person sees and quotes (`shown`), and readable in the content where the files have
    them so.
    """

    def __init__(self, dataset: Dataset, shown: Dataset) -> None:
        self.shown = shown
        self.content: Plain = dataset.model_dump()
        self.claims: dict[str, Plain] = {}
        """Claims by identifier, links judged by an editor among them."""
        for reading, plain in zip(dataset.readings, self.content["readings"], strict=True):
            plain["claims"] = list(plain["claims"])
            plain["doubts"] = list(plain["doubts"])
            self.claims |= {claim.id: fields for claim, fields in zip(reading.claims, plain["claims"], strict=True)}
        links = self.content["editorial"]["links"] = list(self.content["editorial"]["links"])
        self.claims |= {link.id: fields for link, fields in zip(dataset.editorial.links, links, strict=True)}
        self._near_misses: defaultdict[str, NearMisses] = defaultdict(NearMisses)
        for name in ("bodies", "instruments"):
            self.content["registry"][name] = list(self.content["registry"][name])

    # Changing -------------------------------------------------------------------------------------------------

    def put(self, claim: Plain) -> None:
        """Append a claim to its source's reading."""
        readings = self.content["readings"]
        found = next((one for one in readings if one["source"] == claim["source"]), None)
        if found is None:
            found = {"source": claim["source"], "claims": [], "doubts": [], "set_aside": ()}
            self.content["readings"] = (*readings, found)
        found["claims"].append(claim)

    def drop_claims(self, is_dropped: Callable[[Plain], bool]) -> None:
        """Remove claims, and the mention of a removed one in those held jointly with it."""
        for reading in self.content["readings"]:
            gone = [claim for claim in reading["claims"] if is_dropped(claim)]
            reading["claims"] = [claim for claim in reading["claims"] if not is_dropped(claim)]
            for claim in reading["claims"]:
                for one in gone:
                    if "party" in one and "party" in claim and claim["item"] == one["item"]:
                        claim["joint_with"] = tuple(n for n in claim["joint_with"] if n != one["n"])
        editorial = self.content["editorial"]
        editorial["links"] = [claim for claim in editorial["links"] if not is_dropped(claim)]

    # Looking things up ----------------------------------------------------------------------------------------

    def next_number(self, item: str, source: str, kind: str) -> int:
        """The number after those that claims of a kind about an item have in a source."""
        before = f"{item}/claim/{source}/{kind}/"
        taken = [int(claim.rpartition("/")[2]) for claim in self.claims if claim.startswith(before)]
        return max(taken, default=0) + 1

    def source(self, identifier: str) -> str:
        """The identifier, if a source has it."""
        if identifier not in self.shown.sources_by_id:
            known = ", ".join(self.shown.sources_by_id)
            raise Refused(f"the source {identifier!r}", f"one of {known}", "Say which document says so.")
        return identifier

    def evidence(self, source: str, quote: str) -> tuple[Plain, ...]:
        """Where quoted words stand: the whole text once, or each part between semicolons once.

        Line breaks and spaces need not be the document's: Excel has its own.
        """
        if not quote.strip():
            raise Refused("no quotation", "the exact words of the document", "Copy them from the document.")
        text = self.shown.sources_by_id[source].text
        parts = [quote] if _places(quote, text) else [part for part in MANY.split(quote) if part]
        spans = []
        for part in parts:
            places = _places(part, text)
            if len(places) != 1:
                told = f"{part!r} stands {len(places)} times in {source}" if places else f"{part!r} is not in {source}"
                raise Refused(told, "words that stand there once", "Copy a longer stretch of the exact words.")
            spans += places
        raw = next(one["text"] for one in self.content["sources"] if one["id"] == source)
        return tuple({"start": start, "end": end, "exact": raw[start:end]} for start, end in spans)

    def registered(self, name: str, value: str) -> str:
        """The identifier of a registered thing (`name`: ``bodies``, ``instruments``) by it or by any of its names."""
        entries = self.content["registry"][name]
        for entry in entries:
            names = (entry["id"], entry["name"], *entry["also_known_as"])
            if value.casefold() in {one.casefold() for one in names}:
                return str(entry["id"])
        near = self._near_misses[name].of(value, [str(entry["name"]) for entry in entries])
        cure = f"Did you mean {near[0]!r}?" if near else "Add it to its sheet first."
        raise Refused(f"{value!r} is not registered", f"one of the {name}", cure)

    def target(self, value: str) -> tuple[str, str]:
        """Kind and identifier of what a link leads to."""
        if value in self.shown.items:
            return "item", value
        for kind, name in (("instrument", "instruments"), ("body", "bodies")):
            try:
                return kind, self.registered(name, value)
            except Refused:
                continue
        raise Refused(f"{value!r} is not known", "an instrument, a body or an item", "Add it to its sheet first.")

    def item(self, identifier: str) -> str:
        """The identifier, if an action or a milestone has it; added milestones count."""
        action, _, slug = identifier.partition("/")
        if action in self.shown.actions and (not slug or slug in self.action(action)["milestones"]):
            return identifier
        near = self._near_misses["items"].of(identifier, self.shown.items)
        cure = f"Did you mean {near[0]!r}?" if near else "Copy it from the sheet 'actions' or 'milestones'."
        raise Refused(f"no item {identifier!r}", "the identifier of an action or a milestone", cure)

    def doubt(self, identifier: str) -> Plain:
        """A doubt by its identifier."""
        for reading in self.content["readings"]:
            for doubt in reading["doubts"]:
                if f"{doubt['source']}/doubt/{doubt['n']}" == identifier:
                    found: Plain = doubt
                    return found
        raise Refused(f"no doubt {identifier!r}", "one of the dataset's", "Export again.")

    def action(self, ref: str) -> Plain:
        """An action of the plan, which is there, by its reference."""
        entries = [entry for section in self.content["plan"]["sections"] for entry in section["actions"]]
        found: Plain = next(entry for entry in entries if entry["ref"] == ref)
        return found


def _places(words: str, text: str) -> list[tuple[int, int]]:
    """Where words stand exactly; only where they do so nowhere, where they stand with other white space."""
    exact = [(found.start(), found.end()) for found in re.finditer(re.escape(words), text)]
    if exact:
        return exact
    return [found.span() for found in re.finditer(r"\s+".join(map(re.escape, words.split())), text)]
