"""An honest label: which rows to check, and what follows from those that were.

The bound is that of Clopper and Pearson ("The use of confidence or fiducial limits illustrated in the case of the
binomial", Biometrika 26, 1934), one-sided, as only a lower one is asked for: the share of rows read right at which as
many right ones as were found, or more, would be found with a chance of 5 %.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from math import comb

from cohesion_graph.model.claims import Wording
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.privacy import withhold_names

__all__ = ["Label", "checked_in_words", "draw", "label", "lower_bound"]

CONFIDENCE = 0.95


def draw(dataset: Dataset) -> list[str]:
    """The actions in the order in which they are drawn: one like any other, by a digest of the documents' texts.

    The same documents give the same order, and nobody can choose; the first n of it are a sample of n. Names are
    withheld before, as readers of the label know the texts so; reports on progress, which come and go, do not count.
    """
    worded = {claim.source for reading in dataset.readings for claim in reading.claims if isinstance(claim, Wording)}
    texts = "".join(source.sha256 for source in withhold_names(dataset).sources if source.id in worded)
    return sorted(dataset.actions, key=lambda ref: hashlib.sha256(f"{texts} {ref}".encode()).hexdigest())


def lower_bound(right: int, checked: int) -> float:
    """The least share of all rows that is read right, with 95 % confidence.

    >>> round(lower_bound(20, 20), 3), round(lower_bound(18, 20), 3), lower_bound(0, 20)
    (0.861, 0.717, 0.0)
    """
    if right == 0:
        return 0.0
    low, high = 0.0, 1.0
    for _ in range(60):
        share = (low + high) / 2
        tail = sum(comb(checked, k) * share**k * (1 - share) ** (checked - k) for k in range(right, checked + 1))
        low, high = (low, share) if tail > 1 - CONFIDENCE else (share, high)
    return low


@dataclass(frozen=True, slots=True)
class Label:
    """What is known of how well a dataset was read."""

    checked: int
    right: int
    rows: int
    """How many actions there are."""

    @property
    def at_least(self) -> float:
        """The least share of all rows read right, with 95 % confidence; all that were checked need no estimate."""
        return self.right / self.rows if self.checked == self.rows else lower_bound(self.right, self.checked)

    def __str__(self) -> str:
        """The label in a sentence."""
        rows = "1 row" if self.checked == 1 else f"{self.checked} rows"
        told = f"{self.right} of {rows} sampled {'was' if self.right == 1 else 'were'} read right"
        if self.checked == self.rows:
            return f"{told}; these are all rows."
        return f"{told}: with 95 % confidence at least {int(self.at_least * 100)} % of all are."


def checked_in_words(dataset: Dataset) -> str:
    """Whether anybody has checked a dataset: how it came about, how many doubts are open, what a sample says.

    A dataset is as its documents were read by the program, but for what a person settled and corrected.
    """
    settled = len(dataset.editorial.settlements)
    corrected = len(dataset.editorial.corrections)
    open_ones = len(dataset.doubts) - settled
    told = f"Read by machine; {_counted(open_ones, 'doubt')} open, {settled} settled by a person"
    told += f", {_counted(corrected, 'correction')}" if corrected else ""
    found = label(dataset)
    return f"{told}. {found or 'No sample of rows has been checked.'}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"


def label(dataset: Dataset) -> Label | None:
    """What follows from the rows checked: as many as were drawn before the first that nobody has checked.

    Rows out of that order say nothing of the others, as somebody may have chosen them. None without any.
    """
    found = {row.action: row.is_right for row in dataset.editorial.sample}
    order = draw(dataset)
    checked = next((place for place, ref in enumerate(order) if ref not in found), len(order))
    if not checked:
        return None
    return Label(checked, sum(found[ref] for ref in order[:checked]), len(order))
