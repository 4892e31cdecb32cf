"""What a new edition of a source changed, kept with what was read from it until the next edition comes."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from cohesion_graph.editions.claims import SourceMerge
from cohesion_graph.editions.report import withheld
from cohesion_graph.model.evidence import Quotation, Revision

__all__ = ["revisions_of"]


def revisions_of(
    merge: SourceMerge, before: tuple[Revision, ...], first: Quotation, names: AbstractSet[str]
) -> tuple[Revision, ...]:
    """What the edition changed; of a text that is the same, what its last edition had changed.

    Args:
        merge: The source, its claims carried over.
        before: What the dataset keeps of the last edition.
        first: Words to quote where nothing of the item stands in the text any more.
        names: Persons' names to withhold.
    """
    if merge.places.old == merge.places.new:
        return before
    worded = merge.worded()
    said = withheld((was for _, was, _, _ in merge.revised), names)
    says = withheld((now for _, _, now, _ in merge.revised), names)
    found = []
    for (item, _, _, evidence), was, now in zip(merge.revised, said, says, strict=True):
        quoted = (*evidence, *worded.get(item, ()), first)[0]
        found.append(Revision(**quoted.model_dump(), item=item, before=was, after=now))
    return tuple(found)
