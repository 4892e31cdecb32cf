"""A new edition of a plan's documents, read into a dataset that a person corrected: what changed, what stands.

Three states are compared: what the reader makes of the documents kept (base), what a person made of that (mine), and
what the reader makes of the documents given now (new). What differs between base and mine is a correction and stays;
what differs between base and new was changed by the documents; where both differ, a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from cohesion_graph.editions.claims import SourceMerge
from cohesion_graph.editions.doubts import FRESH, carried
from cohesion_graph.editions.items import Renaming, renamings
from cohesion_graph.editions.judgements import kept_judgements
from cohesion_graph.editions.places import Places, first_line
from cohesion_graph.editions.plan import merged_plan, sort_items
from cohesion_graph.editions.register import merged_register
from cohesion_graph.editions.report import Report
from cohesion_graph.editions.requoting import requoted, requoted_reading
from cohesion_graph.editions.revisions import revisions_of
from cohesion_graph.editions.settlements import with_settlements
from cohesion_graph.errors import BadParameter, DataError
from cohesion_graph.model.claims import AnyClaim, Dependency, Doubt
from cohesion_graph.model.dataset import Dataset, SourceClaims
from cohesion_graph.model.evidence import Mask, Quotation, Revision, Source
from cohesion_graph.model.privacy import BLOCK, mask, names_of, spelt_in_ids

__all__ = ["Reread", "reread"]


@dataclass(frozen=True, slots=True)
class Reread:
    """The dataset of the new edition with the corrections carried over, and what happened, in plain words."""

    dataset: Dataset
    report: str


def reread(mine: Dataset, base: Dataset, new: Dataset, *, by: str = "documents") -> Reread:
    """Join a new reading of a plan's documents with what a person corrected in the old one.

    Args:
        mine: The corrected dataset.
        base: What the reader makes of its documents, in the order of its sources.
        new: What the reader makes of the new edition, documents in the same order; further ones may follow.
        by: What the report says that changes come from: the documents, or their reader.

    Raises:
        BadParameter: the readings have not these documents.
        DataError: the three could not be joined into a consistent dataset, or an identifier of it spells out a name.
    """
    _check(mine, base, new)
    names = {name for dataset in (mine, new) for source in dataset.sources for name in names_of(source)}
    joining = _Joining(mine, base, new, names)
    try:
        dataset = joining.dataset()
    except ValidationError as error:
        told = "; ".join(str(one["msg"]) for one in error.errors())
        raise DataError(f"the new edition could not be joined with the corrections: {told}") from error
    if spelt := spelt_in_ids(dataset, names):
        raise DataError(
            f"the documents name a person whom the identifier {spelt[0]!r} spells out\n"
            "  Expected: identifiers without the names that are withheld\n"
            "  Rename it in every file of the dataset, then read again."
        )
    return Reread(dataset, joining.report.text(names, by))


def _check(mine: Dataset, base: Dataset, new: Dataset) -> None:
    if len(base.sources) != len(mine.sources) or len(new.sources) < len(mine.sources):
        raise BadParameter(
            f"the dataset has {len(mine.sources)} documents, the readings {len(base.sources)} and {len(new.sources)}"
        )
    for source, read in zip(mine.sources, base.sources, strict=True):
        masks = (*source.masks, *read.masks)
        if len(source.text) != len(read.text) or mask(source.text, masks) != mask(read.text, masks):
            raise BadParameter(
                f"the text kept for {source.id!r} is not what the reader takes from {source.file}\n"
                "  What a person changed cannot be told from what was read: start a new folder."
            )


class _Joining:
    """One joining of three states: the steps in their order, and the report they fill."""

    def __init__(self, mine: Dataset, base: Dataset, new: Dataset, names: AbstractSet[str]) -> None:
        self.names = names
        self.states = mine, base, new
        self.mine, self.base, self.new = mine, base, new
        self.report = Report()
        self.by_base, self.by_new = renamings(mine, base, new)
        self.items = sort_items(self.states, self.by_base, self.by_new)

    def dataset(self) -> Dataset:
        merges = [self._merge(number, source) for number, source in enumerate(self.new.sources)]
        self._tell_items(merges)
        kept = self._standing([claim for merge in merges for claim in merge.claims])
        plan = merged_plan(self.states, (self.by_base, self.by_new), kept, self.report)
        order = [
            item
            for section in plan.sections
            for action in section.actions
            for item in (action.ref, *(f"{action.ref}/{slug}" for slug in action.milestones))
        ]
        held = {one.source: one.revisions for one in self.mine.readings}
        revised: dict[str, tuple[Revision, ...]] = {}
        for merge in merges:
            self._drop_dangling(merge, kept)
            first = first_line(merge.places.new)
            merge.tell_lost((first,))
            revised[merge.source] = revisions_of(merge, held.get(merge.source, ()), first, self.names)
        claims = [claim for merge in merges for claim in merge.claims]
        editorial = kept_judgements(
            self.mine.editorial, {merge.source: merge.places for merge in merges}, claims, kept, self.report
        )
        sources = tuple(self._source(number, merge) for number, merge in enumerate(merges))
        used = [one for source in sources if (one := source.extract_for)]
        used += [self.mine.authority.body] if self.mine.authority.body else []
        registry = merged_register(
            self.states, (self.by_base.things, self.by_new.things), [*claims, *editorial.links], used, self.report
        )
        texts = {source.id: source.text for source in sources}
        readings = tuple(
            requoted_reading(self._reading(number, merge, order, revised[merge.source]), texts[merge.source])
            for number, merge in enumerate(merges)
        )
        links = [requoted(link, texts[link.source]) for link in editorial.links]
        editorial = editorial.model_copy(update={"links": tuple(links)})
        head = {name: getattr(self.mine, name) for name in type(self.mine).model_fields}
        content = {"sources": sources, "registry": registry, "plan": plan, "readings": readings, "editorial": editorial}
        joined = Dataset.model_construct(**(head | content))
        standing = with_settlements(self.mine, joined, {merge.source: merge.places for merge in merges}, self.report)
        return Dataset(**{name: getattr(standing, name) for name in type(standing).model_fields})

    def _merge(self, number: int, source: Source) -> SourceMerge:
        """The claims of one source."""
        identifier = self.by_new.sources[source.id]
        own = self._claims(self.mine, number, None)
        base = self._claims(self.base, number, self.by_base)
        new = self._claims(self.new, number, self.by_new)
        old = self.base.sources[number].text if number < len(self.base.sources) else ""
        merge = SourceMerge(
            source=identifier,
            title=identifier,
            places=Places.of(old, source.text, base, new),
            items=frozenset(self.items.possible),
            whole=frozenset(self.items.whole),
            report=self.report,
        )
        merge.carry(own, base, new)
        return merge

    @staticmethod
    def _claims(dataset: Dataset, number: int, renaming: Renaming | None) -> list[AnyClaim]:
        if number >= len(dataset.sources):
            return []
        identifier = dataset.sources[number].id
        claims = next((one.claims for one in dataset.readings if one.source == identifier), ())
        return [renaming.claim(claim) if renaming else claim for claim in claims]

    def _tell_items(self, merges: Sequence[SourceMerge]) -> None:
        titles = {renamed: self.new.title_of(item) for item, renamed in self.by_new.items.items()}
        by_source = {merge.source: merge for merge in merges}
        worded = [(merge, merge.worded()) for merge in merges]
        for item in self.items.added:
            self.report.changed.append(f"{item} is new: {titles[item]!r}")
            for merge, words in worded:
                if item in words:
                    merge.revised.append((item, "", titles[item], words[item]))
        for item in self.items.removed:
            title = self.mine.title_of(item)
            self.report.changed.append(f"{item} is gone: {title!r}")
            for source in self.mine.sources_of(item):
                by_source[source].revised.append((item, title, "", ()))

    def _standing(self, claims: Iterable[AnyClaim]) -> set[str]:
        """The items of the result: those of the new edition, and a person's own that still have words."""
        said = {claim.item for claim in claims}
        return {item for item in self.items.possible if item not in self.items.own or item in said}

    def _drop_dangling(self, merge: SourceMerge, kept: set[str]) -> None:
        """Take out claims about, or hanging on, items that are gone."""
        standing = []
        for claim in merge.claims:
            hangs = isinstance(claim, Dependency) and claim.target_kind == "item" and claim.target not in kept
            if claim.item in kept and not hangs:
                standing.append(claim)
            elif claim.item in kept:
                merge.lost.append(claim)
        merge.claims = standing
        merge.items = frozenset(kept)

    # One source -----------------------------------------------------------------------------------------------

    def _source(self, number: int, merge: SourceMerge) -> Source:
        now = self.new.sources[number]
        renamed = {
            "id": merge.source,
            "extract_of": self.by_new.sources.get(now.extract_of or ""),
            "extract_for": self.by_new.things.get(now.extract_for or ""),
        }
        if number >= len(self.mine.sources):
            return now.model_copy(update=renamed)
        held, was = self.mine.sources[number], self.base.sources[number]
        before = {
            "extract_of": self.by_base.sources.get(was.extract_of or ""),
            "extract_for": self.by_base.things.get(was.extract_for or ""),
        }
        own: dict[str, Any] = {"short_title": held.short_title}
        for name in ("title", "note", "extract_of", "extract_for"):
            if getattr(held, name) != before.get(name, getattr(was, name)):
                own[name] = getattr(held, name)
        if now.text == was.text and held.text != was.text:
            own |= {"text": held.text, "sha256": held.sha256, "document_sha256": held.document_sha256}
        return now.model_copy(update={**renamed, **own, "masks": self._masks(held, was, now, merge.places)})

    def _masks(self, held: Source, was: Source, now: Source, places: Places) -> tuple[Mask, ...]:
        """A person's masks where the names stand now, and the reader's proposals, rejected ones left out."""
        old = [(one.start, one.end) for one in was.masks]
        own = [(one.start, one.end) for one in held.masks]
        rejected = {was.text[start:end] for start, end in old if (start, end) not in own}
        found = {(one.start, one.end) for one in now.masks if now.text[one.start : one.end] not in rejected}
        for start, end in own:
            if (start, end) in old:
                continue
            words = was.text[start:end]
            moved = places.moved((Quotation(start=start, end=end, exact=words),), None)
            if moved:
                found.add((moved[0].start, moved[0].end))
            elif words.strip(BLOCK + " "):
                self.report.conflicts.append(f"{held.id}: words that you withheld are no longer in the document.")
        return tuple(Mask(start=start, end=end) for start, end in sorted(found))

    def _reading(
        self, number: int, merge: SourceMerge, order: Sequence[str], revisions: tuple[Revision, ...]
    ) -> SourceClaims:
        states = [
            next(
                (
                    one
                    for one in state.readings
                    if number < len(state.sources) and one.source == state.sources[number].id
                ),
                None,
            )
            for state in self.states
        ]
        place = {item: turn for turn, item in enumerate(order)}
        doubts = [list(state.doubts) if state else [] for state in states]
        for turn, renaming in ((1, self.by_base), (2, self.by_new)):
            doubts[turn] = [
                one.model_copy(update={"source": merge.source, "item": renaming.items.get(one.item or "")})
                for one in doubts[turn]
            ]
        kept = [one for one in carried(doubts, merge.places, self.report) if one.item is None or one.item in place]
        taken = max([0, *(one.n for one in (*doubts[0], *kept) if one.n < FRESH)])
        numbered: list[Doubt] = []
        for one in kept:
            taken += one.n >= FRESH
            numbered.append(one.model_copy(update={"n": taken}) if one.n >= FRESH else one)
        for facts in merge.doubts:
            if facts["item"] is None or facts["item"] in place:
                taken += 1
                numbered.append(Doubt(source=merge.source, n=taken, **facts))
        listed = [list(state.set_aside) if state else [] for state in states]
        asides = carried(listed, merge.places, self.report)
        own = [claim.item for claim in states[0].claims] if states[0] else []
        first = {item: turn for turn, item in enumerate(dict.fromkeys(own))}
        ranked = _ranks(first, sorted({claim.item for claim in merge.claims}, key=lambda item: place[item]))
        claims = sorted(merge.claims, key=lambda claim: ranked[claim.item])
        return SourceClaims(
            source=merge.source,
            claims=tuple(claims),
            doubts=tuple(numbered),
            set_aside=tuple(asides),
            revisions=revisions,
        )


def _ranks(first: dict[str, int], items: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Where each item stands in a file: known ones where they stood, new ones behind those before them in the plan."""
    ranks: dict[str, tuple[int, int]] = {}
    last = -1
    for turn, item in enumerate(items):
        last = first.get(item, last)
        ranks[item] = (last, 0 if item in first else turn + 1)
    return ranks
