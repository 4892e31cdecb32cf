"""How much a set of records looks like things to be done, with who and when: a sum whose every term has a name.

The weights stand in `weights.yaml`, with how they were found.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.anchors import anchor_of
from cohesion_graph.ingest.mining.announcing import headed_as_actions
from cohesion_graph.ingest.mining.counted_on import WHOLE
from cohesion_graph.ingest.mining.leaves import Tree, key_of
from cohesion_graph.ingest.mining.lexicon import DATES, PARTIES, called, label_role, sureness
from cohesion_graph.ingest.mining.pieces import closing_date
from cohesion_graph.ingest.mining.records import PIECES, UNDER, FieldColumn, Record, RecordSet
from cohesion_graph.ingest.mining.roles import features_of, tell_roles, tell_title, title_worth
from cohesion_graph.ingest.mining.values import is_person, is_reach
from cohesion_graph.language.files import any_of

__all__ = ["judge_filled", "judge_set", "reasons_of", "score_of", "weigh", "weights"]

_SAMPLE = 60
_LEAST = 0.05
"""What a sign counts at least to be told."""
_TIERS = frozenset({"action", "milestone", "goal"})


@cache
def weights() -> Mapping[str, Any]:
    """The weights and floors, by name."""
    found: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "weights.yaml").read_text("utf-8"))
    return found


def judge_set(tree: Tree, records: RecordSet, headings: Counter[str]) -> None:
    """Tell a set's kinds of column, its title, what it is, and how much it looks like a plan."""
    tell_roles(records)
    if not records.columns:
        records.likeness = records.score = -9.0
        return
    worth = tell_title(records)
    records.tier = _tier(records)
    own = {place for one in _with_those_below(records.records) for place in range(one.start, one.end)}
    size = sum(tree.leaves[place].size for place in own if not tree.leaves[place].is_set_aside)
    records.share = min(1.0, size / max(1, tree.size))
    _sum_up(records, worth, headings, headed_as_actions(tree, records, own))
    if len(records.records) in tree.counts_told:
        weigh(records, "as many as it says")


def _with_those_below(records: Sequence[Record]) -> Iterator[Record]:
    for one in records:
        yield one
        yield from _with_those_below(one.below)


def judge_filled(records: RecordSet, headings: Counter[str], headed: float) -> None:
    """Judge a set whose columns, roles, title and share are known already: a reading that was made in another way.

    Args:
        records: The set.
        headings: How often each heading stands in the document.
        headed: The share of its records that stand under a heading which says that these are actions.
    """
    for column in records.columns.values():
        column.features = features_of(column, len(records.records))
    worth = title_worth(records.columns[records.title], is_anchored=False)
    _sum_up(records, worth, headings, headed)


def _sum_up(records: RecordSet, worth: float, headings: Counter[str], headed: float) -> None:
    records.signs = {"title": worth, **_signs(records, headings), "headed": headed}
    records.likeness = sum(weights()["terms"][name] * value for name, value in records.signs.items())
    records.score = score_of(records)


def weigh(records: RecordSet, sign: str) -> None:
    """Add a sign to what a set was judged by."""
    records.signs[sign] = 1.0
    records.likeness += weights()["terms"][sign]
    records.score = score_of(records)


def reasons_of(records: RecordSet) -> list[str]:
    """What a set was judged by: each sign with what it counts."""
    terms = {name: weights()["terms"][name] * value for name, value in records.signs.items()}
    return [f"{name} {value:+.1f}" for name, value in terms.items() if abs(value) >= _LEAST]


def score_of(records: RecordSet) -> float:
    """Likeness, more for many records and for a larger share of the document: but a plan may be a small part of it."""
    if records.likeness <= 0:
        return records.likeness
    return float(records.likeness * math.log2(1 + len(records.records)) ** 0.6 * (0.25 + math.sqrt(records.share)))


def _tier(records: RecordSet) -> str:
    """What the records call themselves: by the word in front of their number, their label, their column."""
    words = Counter(one.anchor.anchor.word for one in records.records if one.anchor)
    word, count = next(iter(words.most_common(1)), ("", 0))
    if word and count >= 0.6 * len(records.records):
        return called(word)
    if records.view == "labelled":
        return _tier_of(label_role(records.name))
    if records.view == "elements" and (tier := _tier_of(_role_of_element(records.name.split(" ")[-1]))):
        return tier
    if records.view == "files" and (tier := _tier_of(called(_first_word(records)))):
        return tier
    if records.view in {"rows", "forms", "elements", "files"}:
        title = records.columns.get(records.title)
        return _tier_of(title.role) if title else ""
    return ""


def _role_of_element(name: str) -> str:
    """What an element is called: by its whole name, or by the words that it is made of ("acoes_contencao")."""
    return called(name) or (label_role(name) if sureness(name) >= _KNOWN_NAME else "")


_KNOWN_NAME = 0.7
"""How sure a name of several words must be known, to say what a record is."""


def _first_word(records: RecordSet) -> str:
    """The word with which most labels of several words begin: that of the thing ("action_id", "action_lead")."""
    parted = [name.split() for name in records.columns if " " in name]
    word, count = next(iter(Counter(words[0] for words in parted).most_common(1)), ("", 0))
    return word if count > 1 and 2 * count > len(parted) else ""


def _tier_of(role: str) -> str:
    return role if role in _TIERS else ""


def _signs(records: RecordSet, headings: Counter[str]) -> dict[str, float]:
    """What speaks for a plan and against it, each from 0 to 1; what it counts stands in the weights."""
    count, title = len(records.records), records.columns[records.title]
    texts = [" ".join(texts) for texts in list(title.values.values())[:_SAMPLE]]
    who, when = _best(records, PARTIES), _best(records, DATES)
    when = max(when, _share(texts, _has_date))
    told = {
        "who": who,
        "when": when,
        "status": _best(records, {"status", "note"}),
        "measure": _best(records, {"milestone", "measure", "outcome"}),
        "reference": max(_best(records, {"reference"}), _numbered(records)),
        "resource": _best(records, {"cost"}),
        "need": _best(records, {"need"}),
    }
    if records.tier and (records.view != "rows" or records.tier == "goal"):
        told[f"called {records.tier}"] = 1.0
    told |= _against(records, texts, headings)
    if _are_explained(records):
        told["labels explained"] = 1.0
    if records.view == "paragraphs":
        told["running text"] = 1.0
    if records.view == "items" and title.features["verb"] >= _MOSTLY and who + when == 0 and count >= 20:
        told["a long list of verbs"] = 1.0
    if records.view == "items" and records.name.endswith(WHOLE) and title.features["verb"] >= _HALF:
        told["counted over sections"] = 1.0
    if records.name.endswith("below actions") and title.features["verb"] >= _RARE:
        told["below actions"] = 1.0
    if records.name.startswith("without headings"):
        told["without headings"] = 1.0
    roles = [one.role for one in records.columns.values()]
    compares = records.view == "rows" and len(roles) > 1 and set(roles) == {title.role}  # one thing beside another
    if records.tier != "action" or compares:
        said = who + when + _best(records, {"need"})
        told["nobody and no date"] = max(0.0, 1 - said / _ENOUGH)
    if not who and not when and _share(texts, lambda text: text.rstrip().endswith("?")) > 0.5:
        told["questions"] = 1.0
    if who and count >= 4 and title.features["distinct"] < 0.34:
        told["the same again"] = 1.0
    return told


def _against(records: RecordSet, texts: list[str], headings: Counter[str]) -> dict[str, float]:
    """What speaks against a plan: contents, people, definitions, addresses, numbers, lists of links."""
    title = records.columns[records.title]
    told: dict[str, float] = {}
    plain = [key_of(re.sub(r"[\s.·]*\d*$", "", anchor_of(Words(text)).rest.text)) for text in texts]
    limit = 1 if records.view in {"headings", "numbered"} else 0
    again = _share(plain, lambda text: headings[text] > limit)
    if again > 0.5 and records.view in {"items", "bold", "paragraphs", "cycle", "labelled"}:
        told["contents"] = 1.0
    if _share(texts, lambda text: is_person(re.split(r"[,\n(–-]", text)[0].strip())) > 0.5 and len(texts) > 2:
        told["people"] = 1.0
    if _share(texts, lambda text: bool(_DEFINES.match(text))) > 0.5:
        told["definitions"] = 1.0
    roles = Counter(one.role for one in records.columns.values())
    labels = [one.label.tidy for one in records.columns.values()]
    is_of_things = title.role != "action" and any(map(_REGISTERS.fullmatch, labels))
    if roles["risk"] > 1 or title.role == "risk" or is_of_things:
        told["register"] = 1.0
    if roles["place"] > 1 or (roles["place"] and roles["contact"] > 1):
        told["directory"] = 1.0
    dated = [one.label.text for one in records.columns.values() if one.role in DATES and one.name != UNDER]
    are_any = bool(dated) and all(map(_ANY_DATE.fullmatch, dated))
    if (are_any or UNDER in records.columns) and title.features["verb"] < _RARE:
        told["dated entries"] = 1.0
    parties = [one for one in records.columns.values() if one.role in PARTIES]
    if _best(records, PARTIES) >= _SELDOM and all(map(_holds_sentences, parties)):
        told["sentences for bodies"] = 1.0
    if title.features["words"] < 1.6 and not records.says_who:
        told["single words"] = 1.0
    if title.role in {"outcome", "cost", "note", "measure", "risk"} or title.features["number"] > 0.5:
        told["figures"] = 1.0
    if _share(texts, is_reach) > 0.3:
        told["addresses"] = 1.0
    if _share(texts, lambda text: bool(_PAST.search(text))) > 0.5:
        told["reports"] = 1.0
    return told


def _are_explained(records: RecordSet) -> bool:
    """Whether what stands for deadlines names them, and is none: instructions ("Date by which it is done")."""
    dated = [one for one in records.columns.values() if one.role == "deadline" and one.name not in PIECES]
    texts = [text for one in dated for listed in one.values.values() for text in listed]
    return (
        len(texts) > 1
        and not any(one.features["date"] for one in dated)
        and all(label_role(text) in DATES and _is_prose(text) for text in texts)
    )


def _holds_sentences(column: FieldColumn) -> bool:
    """Whether a column's values are as long as no list of names, or few words have a capital: names do, prose not."""
    texts, length = [text for listed in column.values.values() for text in listed], column.features["words"]
    return length > _LONGEST_OF_NAMES or (length > 5 and sum(map(_is_prose, texts)) >= 0.8 * len(texts))


_LONGEST_OF_NAMES = 40
"""Words that the bodies of one thing have at most, on the average."""


def _is_prose(text: str) -> bool:
    words = text.split()[1:]
    return sum(word[0].isupper() for word in words) <= 0.2 * len(words)


_MOSTLY = 0.7
_ENOUGH = 0.25
"""Share of the records that say who or when from where it is no matter that the others do not."""
_SELDOM = 0.1
"""Share of the records with a value of bodies, below which these tell nothing of the whole set."""
_RARE, _HALF = 0.4, 0.5
"""Share of titles that begin with a verb, below which a set may be one of things that were, or are, somewhere."""
_ANY_DATE = re.compile(rf"(?i)\s*{any_of('other-tables.any-date')}\s*")
"""The heading of a date that may be any: of an event, a decision, an entry."""
_REGISTERS = re.compile(rf"(?i){any_of('other-tables.registers')}")
_DEFINES = re.compile(r"[^.]{2,50}\b(?:is an?|are|means|refers to|stands for)\b")
_PAST = re.compile(
    r"(?i)\b(?:resolved|noted|received|agreed|reported|apologies|was|were|has been|have been)\b(?!.*\b(?:will|to)\b)"
)
_YEAR = re.compile(r"(?i)\b(?:by|until|from|before|in|during|end of)\b[^.]{0,25}\b20\d\d\b")


def _has_date(text: str) -> bool:
    return bool(_YEAR.search(text)) or (len(text) < 500 and closing_date(Words(text)) is not None)


def _share(texts: list[str], test: Any) -> float:
    return sum(bool(test(text)) for text in texts) / max(1, len(texts))


def _best(records: RecordSet, roles: AbstractSet[str]) -> float:
    """How far the best column of some roles is filled."""
    return max(
        (
            one.features["filled"]
            for name, one in records.columns.items()
            if one.role in roles and name != records.title
        ),
        default=0.0,
    )


def _numbered(records: RecordSet) -> float:
    anchors = [one.anchor for one in records.records if one.anchor]
    return sum(bool(one.anchor.number) or bool(re.search(r"\d", one.marker)) for one in anchors) / max(
        1, len(records.records)
    )
