"""Words quoted anew from a text in which names were covered or shown since: the places are the same."""

from __future__ import annotations

from typing import TypeVar, cast

from cohesion_graph.model.claims import Claim, Doubt
from cohesion_graph.model.dataset import SourceClaims

__all__ = ["requoted", "requoted_reading"]

R = TypeVar("R", bound=Claim | Doubt)


def requoted(record: R, text: str) -> R:
    """The record with its words as the text has them: one of the two may be covered."""
    cut = (one.model_copy(update={"exact": text[one.start : one.end]}) for one in record.evidence)
    return cast(R, record.model_copy(update={"evidence": tuple(cut)}))


def requoted_reading(reading: SourceClaims, text: str) -> SourceClaims:
    """What was read from a source, quoted from its text as it is now."""
    quoted = {
        name: tuple(one.model_copy(update={"exact": text[one.start : one.end]}) for one in getattr(reading, name))
        for name in ("set_aside", "revisions")
    }
    return reading.model_copy(
        update={
            "claims": tuple(requoted(one, text) for one in reading.claims),
            "doubts": tuple(requoted(one, text) for one in reading.doubts),
            **quoted,
        }
    )
