"""What a person is told of a reading: how it was found, what else repeats and was not taken, and what would take it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from cohesion_graph.ingest.mining.choice import Mined
from cohesion_graph.ingest.mining.inside import contains, overlap
from cohesion_graph.ingest.mining.judge import Reading, held_by, titles_of
from cohesion_graph.ingest.mining.leaves import key_of
from cohesion_graph.ingest.mining.lexicon import called
from cohesion_graph.ingest.mining.likeness import is_good, weights
from cohesion_graph.ingest.mining.records import VIEWS, RecordSet

__all__ = [
    "ask_about_close_choice",
    "found_in_words",
    "in_words",
    "left_behind",
    "passed_over",
    "runner_up",
    "strongest",
]

_LONGEST = 60
_MOST = 3
_SAME = 0.5
"""Share of the titles of the smaller of two sets that both have, from where they are one reading."""
_WORTH = 1.0
"""Likeness from where a set that was not taken is worth a line."""


def in_words(records: RecordSet, withheld: Callable[[str], str] = str) -> str:
    """A set in a few words: how many of what, and how the first begins, persons withheld before it is cut.

    >>> from cohesion_graph.ingest.mining.records import FieldColumn, Record
    >>> from cohesion_graph.documents.words import Words
    >>> title = FieldColumn("action", Words("Action"), {0: ["Plant trees"], 1: ["Sweep"]})
    >>> in_words(RecordSet("rows", "0", [Record(0, 1), Record(1, 2)], {"action": title}, "action"))
    "2 rows, the first 'Plant trees'"
    """
    view = VIEWS[records.view]
    count = len(records.records)
    title = records.columns.get(records.title)
    own = (one.words.text for record in records.records for one in record.get(records.title))
    first = next(own, next(iter(title.values.values()), [""])[0] if title else "")
    shown = withheld("".join(sign for sign in " ".join(first.split()) if sign.isprintable()))
    shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
    return f"{count} {view.one if count == 1 else view.many}" + (f", the first {shown!r}" if shown else "")


def found_in_words(mined: Mined, withheld: Callable[[str], str]) -> str:
    """How the actions were found."""
    return "; ".join(in_words(one, withheld) for one in mined.actions)


def passed_over(reading: Reading) -> Iterator[tuple[int, RecordSet]]:
    """Sets that were not taken and share little with what was, each with its number for ``--records``."""
    mined = reading.mined
    taken = [*mined.actions, *mined.milestones] if reading.used == "records" else []
    is_read = held_by(reading.entries)
    shown: list[RecordSet] = []
    for number, one in enumerate(mined.sets, 1):
        if one in taken or one.likeness < _WORTH or one in mined.groups:
            continue
        leaves = [mined.tree.leaves[place] for start, end in one.spans for place in range(start, end)]
        if sum(is_read(leaf.words.last, leaf.words.last + 1) for leaf in leaves) > 0.3 * len(leaves):
            continue
        if any(overlap(one, other) > 0.5 for other in shown):
            continue
        if any(
            contains(other, one) > 0.5 or contains(one, other) > 0.5 or overlap(one, other) > 0.5 for other in taken
        ):
            continue
        shown.append(one)
        yield number, one


_MEMBER = re.compile(
    r"\W{0,3}(?P<name>(?P<word>[^\W\d_]{3,})\s+(?:[Nn][or]?[.º°]\s*)?(?P<number>[A-Z]{0,4}[-.]?\d+(?:[-.]\d+)*[a-z]?))"
    r"(?=\s*(?:[:.)|–—-]\s|[:.)]?$)|\s+[A-ZÀ-Ý])"
)


def left_behind(reading: Reading) -> Iterator[str]:
    """What is named and numbered like things that were read and was not read itself, whatever the reason, in words."""
    is_read = held_by(reading.entries)
    references = {one.reference.place for one in reading.entries}
    kinds: dict[str, dict[str, list[tuple[str, bool]]]] = defaultdict(lambda: defaultdict(list))
    for leaf in reading.mined.tree.leaves:
        if not leaf.is_set_aside and (member := _MEMBER.match(leaf.words.text)):
            places = range(leaf.words.place, leaf.words.last + 1)
            taken = is_read(places.start, places.stop) or not references.isdisjoint(places)
            kinds[member["word"].casefold()][member["number"]].append((" ".join(member["name"].split()), taken))
    for word, numbers in kinds.items():
        left = [found[0][0] for found in numbers.values() if not any(taken for _, taken in found)]
        fewest = 1 if called(word) in {"action", "milestone"} else len(numbers) / 2
        if left and len(numbers) - len(left) > fewest:
            named = " to ".join(map(repr, dict.fromkeys((left[0], left[-1]))))
            yield f"{len(left)} things named like what was read, {named}"


def runner_up(reading: Reading) -> tuple[int, RecordSet, float] | None:
    """The best other reading that was good enough: its number, the set, its score as a share of the one taken.

    None where nothing else was, where it has the same titles, and where known tables were read or a person took another
    than the best.
    """
    mined, best = reading.mined, reading.mined.best
    if reading.used != "records" or not reading.entries or best is None:
        return None
    if best is not next(iter(mined.sets), None) or best.score <= 0:
        return None
    taken, own = [*mined.actions, *mined.milestones, *mined.groups], {key_of(one) for one in titles_of(best)}
    for number, one in enumerate(mined.sets, 1):
        if not is_good(one) or any(one is other for other in taken):
            continue
        theirs = {key_of(title) for title in titles_of(one)}
        if len(own & theirs) < _SAME * min(len(own), len(theirs)):
            return number, one, one.score / best.score
    return None


def runner_up_in_words(found: tuple[int, RecordSet, float], withheld: Callable[[str], str]) -> str:
    """How near the best other reading came, what it is, and what would take it."""
    number, records, share = found
    return f"{round(100 * share)} % as good: {in_words(records, withheld)}; to take them: --records {number}"


def ask_about_close_choice(reading: Reading, withheld: Callable[[str], str]) -> None:
    """Doubt the actions, once, where another reading of the document looked nearly as good."""
    next_best = runner_up(reading)
    if next_best and next_best[2] > weights()["margin"]:
        first = min(reading.entries, key=lambda one: one.naming_words.place)
        what = f"These actions were chosen by a small margin. {runner_up_in_words(next_best, withheld)}."
        first.doubts.append((what, first.naming_words))


def strongest(mined: Mined) -> Sequence[tuple[int, RecordSet]]:
    """The best sets of a document from which nothing was read, each with its number."""
    return [(number, one) for number, one in enumerate(mined.sets[:_MOST], 1) if one.likeness > 0 or is_good(one)]
