"""Fits the weights and floors of the choice of records, and says how good they are on what they were not fitted on.

Run from the repository: ``python -m benchmarks.fit_choice [--write]``. ``choice_table.csv`` (see `choice_table`) is
all it looks at. Weights are fitted by ranking: within each plan, the sets that hold its actions are to score above
every other one (logistic loss of the difference, each pair as much as the sets differ, each plan as much as another).
A weight keeps the sign that was given to it by hand, and leaves that value as far as the table asks for it:
`STRENGTH` says how much it costs. Of several strengths the largest was taken that is no worse than the values by hand
on documents left out.

Floors decide only where known tables gave nothing, which leaves few plans: fitted ones do worse on documents left out
than those by hand, which stay, with the curve that is printed as their ground.

The same table gives the same file: the problem is convex, and what is found is rounded to a tenth.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.choice_table import IN_HAND, TABLE
from cohesion_graph.ingest.mining import likeness

WEIGHTS = Path(likeness.__file__).with_name("weights.yaml")
STRENGTH = 300.0
STRENGTHS = (np.inf, 300.0, 100.0, 30.0, 10.0, 3.0)
"""All that were tried; an infinite one keeps what was set by hand."""
BY_HAND = {
    "title": 1.0, "who": 1.6, "when": 1.6, "status": 0.6, "measure": 0.5, "reference": 0.6, "resource": 0.4,
    "need": 0.5, "called action": 3.0, "called milestone": 2.0, "called goal": -2.5, "called other": -5.0,
    "in a plan of actions": 1.25, "as many as it says": 1.5, "headed": 2.0, "nobody and no date": -2.0,
    "running text": -2.0, "a long list of verbs": 1.5, "without headings": -1.5, "contents": -6.0,
    "people": -5.0, "definitions": -2.0, "single words": -2.0, "figures": -3.0,
    "addresses": -3.0, "reports": -1.5, "sentences for bodies": -4.0, "questions": -4.0, "register": -5.0,
    "the same again": -2.0, "in the middle of a cycle": -5.0, "the innermost goals": 2.8, "directory": -6.0,
    "dated entries": -5.0,
}  # fmt: skip
"""What each sign counted before anything was fitted; the title's worth is the scale and stays."""
FLOORS_BY_HAND = {"labelled": 4.2, "anchored": 6.0}
_LOWEST, _HIGHEST, _STEP = 3.0, 8.0, 0.1
_RIGHT = 0.3
"""F1 of the best set of a plan from where it says which sets are right."""
_LARGEST = 12.0


@dataclass(frozen=True)
class Fitted:
    weights: dict[str, float]
    floors: dict[str, float]


@dataclass(frozen=True)
class Sets:
    """The table: a row for each set of records."""

    documents: np.ndarray
    is_plan: np.ndarray
    is_anchored: np.ndarray
    is_alone: np.ndarray
    """Whether it is one record beside much else, which is never read."""
    right: np.ndarray
    signs: np.ndarray
    """A column for each name of `BY_HAND`."""
    times: np.ndarray
    """What likeness is multiplied by for the score: more for more records and for a larger share."""
    in_hand: frozenset[str]
    """The documents of which known tables gave something: no floor decides whether they are read."""

    @classmethod
    def read(cls, path: Path = TABLE) -> Sets:
        with path.open(encoding="utf-8", newline="") as file:
            every = list(csv.DictReader(file))
        rows = [row for row in every if row["view"] != IN_HAND]

        def numbers(name: str) -> np.ndarray:
            return np.array([float(row[name] or 0) for row in rows])

        count, share = numbers("records"), numbers("share")
        return cls(
            np.array([row["document"] for row in rows]),
            numbers("plan") > 0,
            numbers("anchored") > 0,
            (count == 1) & (share < likeness.weights()["floors"]["single"]),
            numbers("right"),
            np.stack([numbers(name) for name in BY_HAND], axis=1),
            np.log2(1 + count) ** 0.6 * (0.25 + np.sqrt(share)) * numbers("cut"),
            frozenset(row["document"] for row in every if row["view"] == IN_HAND),
        )

    @cached_property
    def groups(self) -> dict[str, np.ndarray]:
        """The rows of each document."""
        return {str(name): np.flatnonzero(self.documents == name) for name in np.unique(self.documents)}

    @cached_property
    def pairs(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Of each plan whose sets differ: what right sets show beyond wrong ones, and how much each pair counts."""
        found = {}
        for name, rows in self.groups.items():
            best = self.right[rows].max()
            good = rows[self.right[rows] >= best - 0.05]
            bad = rows[self.right[rows] < best - 0.1]
            if self.is_plan[rows[0]] and best >= _RIGHT and len(bad):
                scored = self.signs * self.times[:, None]
                beyond = (scored[good][:, None, :] - scored[bad][None, :, :]).reshape(-1, len(BY_HAND))
                matter = (self.right[good][:, None] - self.right[bad][None, :]).ravel()
                found[name] = beyond, matter / (len(good) * len(bad)) ** 0.5
        return found

    def chosen(self, fitted: Fitted, name: str) -> tuple[int, int | None]:
        """The best set of a document, and the one that would be read; None for a document that is refused."""
        rows, likely = self.groups[name], self.signs @ np.array(list(fitted.weights.values()))
        floor = np.where(self.is_anchored, fitted.floors["anchored"], fitted.floors["labelled"])
        score = np.where(likely > 0, likely * self.times, likely)
        ordered = rows[np.argsort(-score[rows], kind="stable")]
        read = [int(row) for row in ordered if likely[row] > floor[row] and not self.is_alone[row]]
        return int(ordered[0]), read[0] if read else None


def weights_of(sets: Sets, names: Collection[str], strength: float) -> dict[str, float]:
    """The weights by which right sets rank above wrong ones in the plans of some names."""
    by_hand = np.array(list(BY_HAND.values()))
    pairs = [sets.pairs[name] for name in sorted(names) if name in sets.pairs]
    if np.isinf(strength):
        return dict(BY_HAND)
    beyond, matter = np.vstack([one for one, _ in pairs]), np.concatenate([one for _, one in pairs])
    scale = np.maximum(1.0, np.abs(by_hand))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        by, moved = beyond @ weights, (weights - by_hand) / scale
        slope = -beyond.T @ (matter / (1 + np.exp(np.minimum(by, 500)))) + 2 * strength * moved / scale
        return float((matter * np.logaddexp(0, -by)).sum() + strength * (moved @ moved)), slope

    bounds = [(0.0, _LARGEST) if one > 0 else (-_LARGEST, 0.0) for one in by_hand]
    bounds[0] = (1.0, 1.0)
    found = minimize(loss, by_hand, jac=True, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-13, "gtol": 1e-9})
    return dict(zip(BY_HAND, (round(float(one), 1) + 0.0 for one in found.x), strict=True))


def floors_of(sets: Sets, weights: dict[str, float], names: Iterable[str]) -> tuple[dict[str, float], np.ndarray]:
    """The floors with the most plans rightly read and no plans refused, and that number for every pair of floors."""
    grid = np.round(np.arange(_LOWEST, _HIGHEST + _STEP / 2, _STEP), 1)
    likely = sets.signs @ np.array(list(weights.values()))
    score = np.where(likely > 0, likely * sets.times, likely)
    value = np.zeros((len(grid), len(grid)))
    for name in set(names) - sets.in_hand:
        rows = sets.groups[name]
        rows = rows[np.argsort(-score[rows], kind="stable")]
        worth = np.full(value.shape, 0.0 if len(rows) and sets.is_plan[rows[0]] else 1.0)
        is_open = np.ones(value.shape, bool)
        for row in rows[~sets.is_alone[rows]]:
            passed = (likely[row] > grid)[None, :] if sets.is_anchored[row] else (likely[row] > grid)[:, None]
            taken = is_open & passed
            worth[taken] = sets.right[row] if sets.is_plan[row] else 0.0
            is_open &= ~taken
        value += worth
    value[grid[:, None] > grid[None, :]] = 0  # headings and entries alone say less than columns
    best = np.argwhere(value >= value.max() - 1e-9)
    by_hand = np.array([np.abs(grid - one).argmin() for one in FLOORS_BY_HAND.values()])
    first, second = min(best, key=lambda one: (((one - by_hand) ** 2).sum(), tuple(one)))
    return {"labelled": float(grid[first]), "anchored": float(grid[second])}, value


def fit(
    sets: Sets, names: Collection[str] | None = None, strength: float = STRENGTH, *, has_floors: bool = False
) -> Fitted:
    """Weights fitted on some documents, or on all; floors too if so asked, else those by hand."""
    chosen = list(sets.groups) if names is None else names
    weights = weights_of(sets, chosen, strength)
    return Fitted(weights, floors_of(sets, weights, chosen)[0] if has_floors else FLOORS_BY_HAND)


def written(text: str, fitted: Fitted) -> str:
    """The file of weights with the numbers of a fit; every word in it stays."""
    for name, value in (fitted.weights | fitted.floors).items():
        text, count = re.subn(rf"(?m)^(  {re.escape(name)}: )-?[\d.]+", rf"\g<1>{value}", text)
        if count != 1:
            raise SystemExit(f"{WEIGHTS.name} names {name!r} {count} times, not once")
    return text


def told(sets: Sets, fits: dict[str, Fitted]) -> str:
    """How good the choice is on documents, each by weights of its own."""
    plans, taken, others = [], [], []
    for name, fitted in fits.items():
        rows = sets.groups[name]
        best, read = sets.chosen(fitted, name)
        if sets.is_plan[rows[0]]:
            plans.append((sets.right[best], sets.right[rows].max()))
        if name not in sets.in_hand and sets.is_plan[rows[0]]:
            taken.append(0.0 if read is None else float(sets.right[read]))
        elif name not in sets.in_hand:
            others.append(read is None)
    ranked, possible = np.array(plans).T
    return (
        f"{ranked.mean():.3f} of {possible.mean():.3f}, wrong in {(ranked < possible - 0.05).sum():2}; "
        f"read {np.mean(taken):.3f} of {len(taken)}, refused {sum(others)} of {len(others)}"
    )


def main() -> None:
    sets = Sets.read()
    plans = sum(bool(sets.is_plan[rows[0]]) for rows in sets.groups.values())
    print(f"{len(sets.right)} sets of {len(sets.groups)} documents, {plans} of them plans")
    print("F1 of the best-ranked set of each plan, of what is possible; where known tables gave nothing, F1 of what is")
    print("read, and no plans refused")
    corpora = sorted({one[0] for one in sets.groups})
    for strength, has_floors in ((one, floors) for floors in (False, True) for one in STRENGTHS):
        by_document = {
            one: fit(sets, sets.groups.keys() - {one}, strength, has_floors=has_floors) for one in sets.groups
        }
        fits = {
            letter: fit(sets, [one for one in sets.groups if one[0] != letter], strength, has_floors=has_floors)
            for letter in corpora
        }
        print(f"strength {strength:5}, floors {'fitted' if has_floors else 'by hand'}")
        print(f"  one document left out   {told(sets, by_document)}")
        print(f"  one collection left out {told(sets, {one: fits[one[0]] for one in sets.groups})}", flush=True)
    fitted = fit(sets)
    print(f"fitted on all, strength {STRENGTH}: {told(sets, dict.fromkeys(sets.groups, fitted))}")
    print("Plans rightly read and no plans refused at each floor, the other floor as it is:")
    best, value = floors_of(sets, fitted.weights, sets.groups)
    grid = np.round(np.arange(_LOWEST, _HIGHEST + _STEP / 2, _STEP), 1)
    at = [int(np.abs(grid - fitted.floors[name]).argmin()) for name in ("labelled", "anchored")]
    for place in range(0, len(grid), 2):
        curve = [f"{one:6.1f}" if one else f"{'-':>6}" for one in (value[place, at[1]], value[at[0], place])]
        print(f"  {grid[place]:.1f}: labelled {curve[0]}   anchored {curve[1]}")
    print(f"best {best}; by hand {fitted.floors}")
    text = WEIGHTS.read_text("utf-8")
    if "--write" in sys.argv[1:]:
        WEIGHTS.write_text(written(text, fitted), "utf-8")
    print(f"{WEIGHTS.name} " + ("holds these numbers" if written(text, fitted) == text else "holds others"))


if __name__ == "__main__":
    main()
