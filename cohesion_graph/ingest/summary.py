"""What a person is told after a reading: what was found, what was not understood, what to look at first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cohesion_graph.ingest.mining.told import (
    found_in_words,
    in_words,
    left_behind,
    passed_over,
    runner_up,
    runner_up_in_words,
)
from cohesion_graph.ingest.opened import Document
from cohesion_graph.model.claims import Dependency, Doubt, Responsibility, StatusReport, Timing
from cohesion_graph.model.codes import BodyKind, DoubtKind
from cohesion_graph.model.dataset import NO_AUTHORITY, Dataset, SourceClaims
from cohesion_graph.model.privacy import forms_of, withhold_names

__all__ = ["summary_of"]

_FIRST = (
    DoubtKind.NAME,
    DoubtKind.REFERENCE,
    DoubtKind.LAYOUT,
    DoubtKind.IDENTITY,
    DoubtKind.RESPONSIBILITY,
    DoubtKind.TIMING,
)
_LONGEST = 100
_MOST_SHOWN = 8
_MOST_SETS = 3


def summary_of(dataset: Dataset, documents: Sequence[Document]) -> str:
    """The summary as lines of plain text; persons' names are withheld in it."""
    covered = withhold_names(dataset)
    lines = [*_explained(dataset, documents), "Found"]
    lines += [f"  {line}" for line in _found(covered)]
    lines += [
        f"  {document.name}: {note}" for document in documents for note in (*document.extract.notes, *document.notes)
    ]
    lines.append("Not understood")
    lines += [f"  {line}" for line in _not_understood(covered, documents)] or ["  nothing was left over"]
    lines.append("Look at first")
    lines += [f"  {line}" for line in _look_at_first(covered)]
    return forms_of(dataset).cover("\n".join(lines))  # notes name sheets, and sheets may be called after persons


def _explained(dataset: Dataset, documents: Sequence[Document]) -> list[str]:
    """How much of each document's words became claims, how its actions were found, and what else repeats in it."""
    lines = []
    for document, reading in zip(documents, dataset.readings, strict=False):
        mined = document.reading.mined
        if not document.entries:
            lines.append(f"{document.name}: nothing was taken from it")
        else:
            share = _share_claimed(document.extract.text, reading)
            how = (
                found_in_words(mined, document.withheld)
                if document.reading.used == "records"
                else "tables of a known form"
            )
            lines.append(f"{document.name}: {share} % of its words became claims; its actions are {how}")
        lines += [f"  not read: {line}" for line in left_behind(document.reading)]
        if next_best := runner_up(document.reading):
            lines.append(f"  next best, {runner_up_in_words(next_best, document.withheld)}")
        others = [(n, one) for n, one in passed_over(document.reading) if not next_best or one is not next_best[1]]
        for number, one in others[:_MOST_SETS]:
            lines.append(f"  not taken: {in_words(one, document.withheld)}; to take them: --records {number}")
        if left := len(others[_MOST_SETS:]) + mined.left:
            lines.append(f"  not taken: {_plural(left, 'more set', 'more sets')} of things that repeat")
    return lines


def _share_claimed(text: str, reading: SourceClaims) -> int:
    """The share of a document's words that some claim rests on, in per cent."""
    spans = sorted({(one.start, one.end) for claim in reading.claims for one in claim.evidence})
    words, claimed, place = 0, 0, 0
    for match in re.finditer(r"\S*\w\S*", text):
        while place < len(spans) and spans[place][1] <= match.start():
            place += 1
        words += 1
        claimed += place < len(spans) and spans[place][0] < match.end()
    return round(100 * claimed / words) if words else 0


def _plural(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def _found(dataset: Dataset) -> list[str]:
    claims = list(dataset.claims.values())
    milestones = sum(item.is_milestone for item in dataset.items.values())
    bodies = [body for body in dataset.registry.bodies if body.kind is not BodyKind.PLACEHOLDER]
    registry = dataset.registry
    actions, sections = _plural(len(dataset.actions), "action"), _plural(len(dataset.plan.sections), "section")
    responsibilities = _plural(_count(claims, Responsibility), "responsibility", "responsibilities")
    instruments = _plural(
        len(registry.instruments), "strategy, plan or other instrument", "strategies, plans and other instruments"
    )
    deadlines, links = _plural(_count(claims, Timing), "deadline"), _plural(_count(claims, Dependency), "link")
    lines = [
        f"{actions} in {sections}, {_plural(milestones, 'milestone')}",
        f"{_plural(len(bodies), 'body', 'bodies')} in {responsibilities}, {deadlines}",
        f"{instruments}, {links}",
    ]
    if reports := _count(claims, StatusReport):
        lines.append(_plural(reports, "report of progress", "reports of progress"))
    if named := sum(len(source.masks) for source in dataset.sources):
        lines.append(f"{_plural(named, 'stretch', 'stretches')} that may name a person, withheld from every output")
    if dataset.authority.id == NO_AUTHORITY:
        lines.append("no council's name: write it into dataset.yaml under authority")
    return lines


def _count(claims: Sequence[object], kind: type) -> int:
    return sum(isinstance(claim, kind) for claim in claims)


def _not_understood(dataset: Dataset, documents: Sequence[Document]) -> list[str]:
    lines = []
    unread = [c for c in dataset.claims.values() if isinstance(c, Timing) and c.deadline.kind == "unread"]
    if unread:
        stated = Counter(claim.stated for claim in unread)
        examples = ", ".join(repr(text) for text, _ in stated.most_common(5))
        lines.append(f"{_plural(len(unread), 'deadline')} in words: {examples}"[:200])
    lines += [
        f"{document.name}: {_plural(count, 'table')} without headings of a plan, set aside"
        for document in documents
        if (count := len(document.layout.other_tables))
    ]
    asides = sum(len(reading.set_aside) for reading in dataset.readings)
    if asides:
        lines.append(f"{_plural(asides, 'stretch', 'stretches')} of text carry no claim and are listed under set_aside")
    return lines


_ABOUT = {
    DoubtKind.RESPONSIBILITY: "about who does it",
    DoubtKind.TIMING: "about dates",
    DoubtKind.WORDING: "about wordings",
    DoubtKind.REFERENCE: "about references",
    DoubtKind.LINK: "about links",
    DoubtKind.IDENTITY: "about whether two are one",
    DoubtKind.STATUS: "about progress",
    DoubtKind.LAYOUT: "about layout",
    DoubtKind.NAME: "about persons' names",
}


def _look_at_first(dataset: Dataset) -> list[str]:
    """How many doubts there are, and one of each sort with its place: what may be wrong for most comes first."""
    doubts = list(dataset.doubts.values())
    if not doubts:
        return ["no doubts: compare a few rows with the document all the same"]
    counts = Counter(doubt.about for doubt in doubts)
    kinds = ", ".join(
        f"{count} {_ABOUT[kind]}" for kind, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    alike: dict[tuple[int, str], list[Doubt]] = {}
    ranks = {kind: rank for rank, kind in enumerate(_FIRST)}
    for doubt in doubts:
        sort = re.sub(r"(?<!\w)'.*?'(?!\w)|\d+", "", doubt.what)
        alike.setdefault((ranks.get(doubt.about, len(ranks)), sort), []).append(doubt)
    ordered = sorted(alike.items(), key=lambda pair: (pair[0][0], -len(pair[1]), pair[0][1]))
    lines = [f"{_plural(len(doubts), 'doubt')}, listed in the files of claims: {kinds}"]
    shown: Counter[DoubtKind] = Counter()
    for _, (first, *others) in ordered:
        shown[first.about] += 1
        if shown[first.about] > 2 or len(lines) > _MOST_SHOWN:
            continue
        source = dataset.sources_by_id[first.source]
        what = first.what if len(first.what) <= _LONGEST else first.what[: _LONGEST - 1] + "…"
        more = f" ({_plural(len(others), 'more', 'more')} of this sort)" if others else ""
        lines.append(f"{source.text_file or source.file}:{source.line_of(first.evidence[0].start)}: {what}{more}")
    return lines
