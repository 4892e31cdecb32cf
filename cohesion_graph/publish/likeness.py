"""Actions of two plans that are worded alike: a suggestion for people to look at, never a fact.

Words are weighed by how rare they are in the two plans together (inverse document frequency), and two actions are as
alike as the weights they share (cosine). Only pairs that share a word are ever looked at, so two plans of a thousand
actions take seconds.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping

from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import action_of
from cohesion_graph.tables import Column, Table

__all__ = ["alike"]

_BARELY, _FAIRLY, _VERY = 0.3, 0.45, 0.7
"""How alike a pair must be to be suggested at all, as alike, and as very alike; 1 is the same words."""

_MOST = 3
"""Suggestions for one action."""

_EMPTY_WORDS = frozenset(
    {
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "them",
        "these",
        "this",
        "to",
        "was",
        "were",
        "where",
        "which",
        "who",
        "will",
        "with",
        "within",
        "all",
        "any",
        "each",
        "other",
        "more",
        "new",
        "across",
        "between",
        "through",
    }
)


def alike(first: Dataset, second: Dataset, *, only: Collection[str] | None = None) -> Table:
    """Pairs of actions that are worded alike, best first.

    Args:
        first: One plan.
        second: The other.
        only: References of the actions to look at, in either plan; all if None.
    """
    wanted = None if only is None else {action_of(item) for item in only}
    texts = [
        {ref: plan.title_of(ref) for ref in plan.actions if wanted is None or ref in wanted} for plan in (first, second)
    ]
    rarity = _rarity(texts)
    weights = [_weighed(_words_of(plan), rarity) for plan in texts]
    found = []
    index = _index(weights[1])
    for ref, vector in weights[0].items():
        scores = _scores(vector, index)
        best = sorted(((-score, other) for other, score in scores.items() if score >= _BARELY))[:_MOST]
        found += [(negative, ref, other) for negative, other in best]
    rows = []
    for negative, ref, other in sorted(found):
        shared = sorted(weights[0][ref].keys() & weights[1][other].keys())
        rows.append((ref, texts[0][ref], other, texts[1][other], _in_words(-negative), ", ".join(shared)))
    note = "Alike by wording only: a suggestion to look at, not a statement that they are the same."
    return Table("alike", _COLUMNS, tuple(rows), "Actions that are worded alike", (note,))


_COLUMNS = (
    Column("first_ref", "Reference in the first plan."),
    Column("first_text", "Its words."),
    Column("second_ref", "Reference in the second plan."),
    Column("second_text", "Its words."),
    Column("how_alike", "the same words, very alike, alike or somewhat alike."),
    Column("shared_words", "Words that both have."),
)


def _in_words(score: float) -> str:
    if score > 0.999:
        return "the same words"
    return "very alike" if score >= _VERY else "alike" if score >= _FAIRLY else "somewhat alike"


def _words_of(texts: Mapping[str, str]) -> dict[str, Counter[str]]:
    return {ref: Counter(_stems(text)) for ref, text in texts.items()}


def _stems(text: str) -> list[str]:
    """The words that matter, without a plural's s and without form.

    >>> _stems("Welcome packs for the newcomers")
    ['welcome', 'pack', 'newcomer']
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("'s", ""))
    kept = [word for word in words if word not in _EMPTY_WORDS]
    return [word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in kept]


def _rarity(texts: list[dict[str, str]]) -> dict[str, float]:
    count: Counter[str] = Counter()
    for plan in texts:
        for text in plan.values():
            count.update(set(_stems(text)))
    everything = sum(map(len, texts))
    return {word: math.log(1 + everything / number) for word, number in count.items()}


def _weighed(words: Mapping[str, Counter[str]], rarity: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Each text as a vector of length 1; a text without words that matter is the empty one."""
    found: dict[str, dict[str, float]] = {}
    for ref, counted in words.items():
        raw = {word: number * rarity[word] for word, number in sorted(counted.items())}
        length = math.sqrt(math.fsum(value * value for value in raw.values())) or 1.0
        found[ref] = {word: value / length for word, value in raw.items()}
    return found


def _scores(vector: Mapping[str, float], index: Mapping[str, list[tuple[str, float]]]) -> dict[str, float]:
    """How alike a text is to every text of the index that shares a word with it, from 0 to 1."""
    scores: dict[str, float] = {}
    for word, weight in vector.items():
        for ref, other in index.get(word, ()):
            scores[ref] = scores.get(ref, 0.0) + weight * other
    return scores


def _index(vectors: Mapping[str, Mapping[str, float]]) -> dict[str, list[tuple[str, float]]]:
    found: dict[str, list[tuple[str, float]]] = {}
    for ref, vector in vectors.items():
        for word, weight in vector.items():
            found.setdefault(word, []).append((ref, weight))
    return found
