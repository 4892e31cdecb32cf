"""What does not fit together in a person's judgements: doubts that are not there, readings they do not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from cohesion_graph.errors import near_misses
from cohesion_graph.model.evidence import Quotation, Source

if TYPE_CHECKING:
    from cohesion_graph.model.dataset import Dataset

__all__ = ["Fault", "judgement_faults", "quotation_fault", "unsettleable"]


class Fault(NamedTuple):
    """One inconsistency. `where` is a path of keys and numbers into the dataset, as `folder` needs it for its line."""

    where: tuple[str | int, ...]
    found: str
    expected: str = ""
    cure: str = ""


def judgement_faults(dataset: Dataset) -> Iterator[Fault]:
    """Settlements, referrals and corrections about what is not there."""
    editorial = dataset.editorial
    counts = Counter(one.doubt for one in editorial.settlements)
    for place, one in enumerate(editorial.settlements):
        here = ("editorial", "settlements", place)
        doubt = dataset.doubts.get(one.doubt)
        if doubt is None:
            yield _no_doubt(dataset, (*here, "doubt"), one.doubt)
        elif counts[one.doubt] > 1:
            yield Fault((*here, "doubt"), f"{one.doubt!r} is settled {counts[one.doubt]} times", "once", "Keep one.")
        elif bool(one.reading) == bool(one.value):
            found = "both a reading and a value" if one.value else "neither a reading nor a value"
            yield Fault(here, found, "one of the doubt's readings, or a value of one's own", "Write one of the two.")
        elif one.reading and one.reading not in doubt.readings:
            known = " | ".join(map(repr, doubt.readings)) or "a value: the doubt has no readings"
            found = f"{one.reading!r} is no reading of {one.doubt!r}"
            yield Fault((*here, "reading"), found, known, "Copy one of them, or write it as a value.")
    for place, referral in enumerate(editorial.referrals):
        if referral.doubt not in dataset.doubts:
            yield _no_doubt(dataset, ("editorial", "referrals", place, "doubt"), referral.doubt)
    for place, correction in enumerate(editorial.corrections):
        here = ("editorial", "corrections", place)
        source = dataset.sources_by_id.get(correction.source)
        if source is None:
            known = ", ".join(dataset.sources_by_id)
            yield Fault((*here, "source"), f"{correction.source!r} is no source", known, "Correct the identifier.")
            continue
        for turn, quotation in enumerate(correction.evidence):
            if fault := quotation_fault((*here, "evidence", turn), quotation, source):
                yield fault


def unsettleable(dataset: Dataset) -> Iterator[Fault]:
    """The judgement that cannot be carried out, if there is one; on a dataset that fits together as it was read."""
    from cohesion_graph.model.settling import Unsettleable, settled

    try:
        settled(dataset)
    except Unsettleable as error:
        cure = "Correct the judgement, or remove it: the doubt is open again then."
        yield Fault(("editorial", *error.place), str(error), "changes that can be carried out", cure)


def _no_doubt(dataset: Dataset, where: tuple[str | int, ...], name: str) -> Fault:
    near = near_misses(name, dataset.doubts)
    cure = f"Did you mean {near[0]!r}?" if near else "Remove it, or correct the identifier."
    return Fault(where, f"{name!r} is not the id of any doubt", "the id of a doubt", cure)


def quotation_fault(where: tuple[str | int, ...], quotation: Quotation, source: Source) -> Fault | None:
    """What is wrong where quoted words do not stand in their source at their offsets."""
    there = source.text[quotation.start : quotation.end]
    if there == quotation.exact:
        return None
    place = source.text.find(quotation.exact)
    while place >= 0 and (again := source.text.find(quotation.exact, place + 1)) >= 0:
        if abs(again - quotation.start) > abs(place - quotation.start):
            break
        place = again
    cure = (
        f"The words stand at {place}-{place + len(quotation.exact)}: write these offsets."
        if place >= 0
        else "The words are nowhere in the source: quote what it says."
    )
    found = f"{source.id} has {_short(there)} at {quotation.start}-{quotation.end}"
    return Fault(where, found, f"the quoted words {_short(quotation.exact)}", cure)


def _short(text: str, longest: int = 80) -> str:
    return repr(text if len(text) <= longest else text[: longest - 1] + "…")
