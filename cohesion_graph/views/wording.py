"""What documents say, with the exact words and where they stand: what the details of every picture quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cohesion_graph.model.claims import Claim, Dependency, Doubt, Responsibility, StatusReport, Timing, Wording
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import node_id

__all__ = ["Words", "told_of", "words_of"]


@dataclass(frozen=True, slots=True)
class Words:
    """What a document says, with the exact words and where they stand."""

    kind: str
    """``wording``, ``responsibility``, ``timing``, ``dependency``, ``status-report`` or ``doubt``."""
    node: str
    """The action or milestone it is about; empty for a doubt about the whole document."""
    said: str
    """The reading, in words: "SBC Diversity Team: is responsible for"."""
    source: str
    lines: tuple[int, int]
    """First and last line of the quoted words in the stored text, from 1."""
    basis: str
    stated: bool
    quotes: tuple[str, ...]
    """The exact words, in reading order."""
    note: str = ""


def told_of(dataset: Dataset) -> dict[str, list[str]]:
    """Keys of the words that are about one item rather than about a line: wordings, reports, doubts."""
    told: dict[str, list[str]] = {}
    for claim in dataset.claims.values():
        if isinstance(claim, Wording | StatusReport):
            told.setdefault(node_id("item", claim.item), []).append(claim.id)
    for doubt in dataset.doubts.values():
        if doubt.item is not None:
            told.setdefault(node_id("item", doubt.item), []).append(doubt.id)
    return told


def words_of(dataset: Dataset) -> Iterator[tuple[str, Words]]:
    """The words of every claim and every doubt, by its key, in the order of the dataset."""
    for key, claim in dataset.claims.items():
        basis, stated = claim.basis.label, claim.basis.is_stated
        yield key, _quoted(dataset, claim, claim.kind_name, _said(dataset, claim), basis, stated=stated)
    for key, doubt in dataset.doubts.items():
        said = doubt.what
        if doubt.alternatives:
            said += f" Possible readings: {'; '.join(doubt.readings)}."
        yield key, _quoted(dataset, doubt, "doubt", said, "a doubt", stated=True)


def _quoted(dataset: Dataset, record: Claim | Doubt, kind: str, said: str, basis: str, *, stated: bool) -> Words:
    source = dataset.sources_by_id[record.source]
    first = min(source.line_of(quotation.start) for quotation in record.evidence)
    last = max(source.line_of(quotation.end - 1) for quotation in record.evidence)
    return Words(
        kind,
        node_id("item", record.item) if record.item else "",
        said,
        record.source,
        (first, last),
        basis,
        stated,
        tuple(quotation.exact for quotation in record.evidence),
        getattr(record, "note", ""),
    )


def _said(dataset: Dataset, claim: Claim) -> str:
    """A claim's reading in words."""
    said = claim.kind_name
    match claim:
        case Responsibility():
            said = f"{dataset.bodies[claim.party].name} {claim.role.label} it"
        case Timing():
            said = f"due {claim.stated}"
        case Dependency(target_kind="item"):
            said = f"{claim.type.label} {claim.target}"
        case Dependency():
            registered = dataset.bodies if claim.target_kind == "body" else dataset.instruments
            said = f"{claim.type.label} {registered[claim.target].name}"
        case StatusReport():
            said = f"reported {claim.said}"
        case Wording():
            said = f"presented as {claim.presented_as.label}"
    return said
