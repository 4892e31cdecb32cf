"""Milestones: told apart by bullets, lines and numbers, or, where they were run together, by how sentences begin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cohesion_graph.documents.words import BULLETS, Words
from cohesion_graph.language.files import any_of
from cohesion_graph.language.phrases import is_nothing, sorts_of
from cohesion_graph.language.sentences import begins_sign, ends_name, ends_open, is_abbreviated, is_verb, looks_verbal

__all__ = ["FoundMilestone", "MilestoneLabel", "find_label", "find_milestones", "is_instruction"]


@dataclass(frozen=True, slots=True)
class FoundMilestone:
    """One milestone, and whether its borders were told by the words alone."""

    words: Words
    is_told_by_words: bool = False


@dataclass(frozen=True, slots=True)
class MilestoneLabel:
    """A word such as "Milestones" inside a cell: what stands before it is the action, what follows the milestones."""

    start: int
    end: int
    text: str


_LABEL = re.compile(
    rf"(?:(?<=\s)|^)(?P<label>(?=[A-Z])(?i:{any_of('sentences.labels')}))"
    rf"(?P<sign>\s*:\s*|\s*(?=[{BULLETS}])|\s*$|\s*\n|\s+(?=[A-Z0-9])|(?=[A-Z]))"
)
_BULLET = rf"(?:^|(?<=[\s.;:]))[{BULLETS}]\s*"
_LINE_MARK = r"(?:^|\n)\s*(?:[-–—*]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)"


def find_label(words: Words) -> MilestoneLabel | None:
    """The label inside a cell that parts an action from its milestones; None where there is none.

    A label in the singular needs a colon or a bullet after it; one in the plural may run into the next word, as
    where a line break was lost ("MilestonesProduce a report").

    >>> label = find_label(Words("LSP to review provision MilestonesReport produced"))
    >>> label.text, label.end
    ('Milestones', 34)
    """
    for match in _LABEL.finditer(words.text):
        label, sign = match["label"], match["sign"]
        is_plural = label.rstrip().endswith("s")
        is_marked = (
            ":" in sign or sign.endswith("\n") or (match.end() < len(words) and words.text[match.end()] in BULLETS)
        )
        is_milestones = bool({"milestone", "success-measure"} & set(sorts_of(label)))
        if is_marked or (is_plural and is_milestones) or (is_plural and match.end() == len(words) and not sign.strip()):
            before = words.text[: match.start()].rstrip()
            if before and not is_marked and before[-1].islower() and ends_open(before.split()[-1]):
                continue
            return MilestoneLabel(match.start(), match.end(), label)
    return None


def find_milestones(
    words: Words, is_body: Callable[[str], bool] = lambda _: False, *, is_one: bool = False
) -> list[FoundMilestone]:
    """The milestones in a cell.

    Args:
        words: The cell, any label already taken off.
        is_body: Tells whether a name at the start of some words is one of a body ("Renaissance to consider ...").
        is_one: Whether the cell is one milestone unless marks or lines part it, as where each has a date beside it.
    """
    for pattern in (_BULLET, _LINE_MARK):
        if re.search(pattern, words.text):
            parts = _merged_wraps(words.split(pattern))
            # a single bullet in front of several sentences marks the cell, not each of them
            if len(parts) == 1 and not is_one:
                return _by_sentences(parts[0], is_body)
            return [FoundMilestone(part) for part in parts if _says_something(part)]
    lines = _merged_wraps(words.split(r"\s*\n\s*|\s*;\s*(?=\n|$)"))
    if len(lines) > 1:
        return [FoundMilestone(line) for line in lines if _says_something(line)]
    if is_one:
        return [FoundMilestone(line) for line in lines if _says_something(line)]
    return _by_sentences(words, is_body)


_COUNTED = re.compile(rf"(?i)\d+ {any_of('sentences.of')} \d+")


def _says_something(words: Words) -> bool:
    return bool(re.search(r"\w{2}", words.text)) and not (is_nothing(words.text) or _COUNTED.fullmatch(words.tidy))


def _merged_wraps(lines: list[Words]) -> list[Words]:
    """Lines with those that go on from the line before (they begin in lower case) joined to it."""
    merged: list[Words] = []
    for line in lines:
        if merged and line.text[:1].islower():
            merged[-1] = Words.join([merged[-1], line])
        else:
            merged.append(line)
    return merged


def _by_sentences(words: Words, is_body: Callable[[str], bool]) -> list[FoundMilestone]:
    stripped = words.strip()
    if len(stripped) > _LONGEST_CELL:
        return [FoundMilestone(stripped, is_told_by_words=True)]
    parts = stripped.cut(_starts(stripped.text, is_body))
    is_told = len(parts) > 1
    return [FoundMilestone(part, is_told_by_words=is_told) for part in parts if _says_something(part)]


_LONGEST_CELL = 20_000
"""Characters: what is longer is prose, and is kept in one piece."""

# Where a sentence begins --------------------------------------------------------------------------------------


def is_instruction(text: str) -> bool:
    """Whether words say what to do, as a sentence does and a name does not.

    >>> is_instruction("Review the benches and bins of the parish"), is_instruction("Director of Policy Review")
    (True, False)
    """
    words = text.split()
    return len(words) >= 5 and (is_verb(words[0]) or text.rstrip().endswith(".") or len(words) > 14)


def _starts(text: str, is_body: Callable[[str], bool]) -> Iterator[int]:
    """Places where a new sentence begins in words that were run together.

    After a full stop a capital begins one. Without a full stop, a capital begins one if the word before can end a
    sentence, and if what follows is more than a name in capitals.
    """
    tokens = [(match.start(), match[0]) for match in re.finditer(r"\S+", text)]
    previous_cut = 0
    for number in range(1, len(tokens)):
        place, word = tokens[number]
        before = tokens[number - 1][1]
        following = [token for _, token in tokens[number + 1 :]]
        if not re.match(r"[\"“'‘(]?[A-Z]", text[place:]):
            continue
        so_far = text[previous_cut:place].strip()
        if re.search(r"[.!?][\"”’)]?$", before):
            if not is_abbreviated(before) and len(so_far) >= 4 and _is_clause(so_far):
                yield place
                previous_cut = place
            continue
        if before.endswith((",", ":", "-", "–", "/", "&")) or ends_open(before) or _is_active(tokens, number):
            continue
        is_start = (
            _begins_after_capital(before, word, following, text[place:], is_body)
            if _is_capital(before)
            else (_begins_after_lower(before, word, following, text[place:], is_body))
        )
        if is_start and len(so_far.split()) >= 2:
            yield place
            previous_cut = place


def _is_clause(so_far: str) -> bool:
    return len(so_far.split()) >= 2


def _is_capital(word: str) -> bool:
    return word.lstrip("\"'“‘(")[:1].isupper() or word.lstrip("(")[:1].isdigit()


def _is_active(tokens: list[tuple[int, str]], number: int) -> bool:
    """Whether the word before is a participle with an object: "to have achieved Customer 1st", "and revised Plan"."""
    before = tokens[number - 1][1].casefold()
    if not re.search(r"(ed|ought|ade|eld|ven|ten|own|unch)$", before):
        return False
    earlier = tokens[number - 2][1].casefold() if number > 1 else ""
    if earlier in {"have", "has", "having"}:
        return True
    # "and revised Community Cohesion Action Plan": an adjective in front of a name that runs to the end
    rest = [token for _, token in tokens[number:]]
    name = [word for word in rest if _is_capital(word) or word.casefold() in {"of", "and", "for", "the", "&"}]
    return earlier in {"and", "a", "the", "its", "their", "of", "into", "to"} and len(name) == len(rest)


def _begins_after_lower(
    before: str, word: str, following: list[str], rest: str, is_body: Callable[[str], bool]
) -> bool:
    """After a word in lower case: the capital begins a sentence unless all that follows is a name."""
    if is_body(rest):
        return _verb_follows(rest)
    if not following:
        return False
    name_length = 1 + next((n for n, token in enumerate(following) if not _is_capital(token)), len(following))
    has_verb = any(looks_verbal(token) for token in following[name_length - 1 : name_length + 14]) or looks_verbal(word)
    if name_length > len(following):
        return False
    if before.endswith(")") or name_length == 1:
        return has_verb or begins_sign(word) or len(following) >= 2
    return has_verb and not re.fullmatch(r"(?i)of|for|in|at|on|to|with|from|by|as", following[name_length - 1])


def _begins_after_capital(
    before: str, word: str, following: list[str], rest: str, is_body: Callable[[str], bool]
) -> bool:
    """After a name: only where the name has its end word and the next begins like a sentence, or a body acts."""
    if not ends_name(before) or not following:
        return False
    if is_body(rest) and _verb_follows(rest):
        return True
    starts_sentence = begins_sign(word) or is_verb(word)
    return starts_sentence and not _is_capital(following[0])


def _verb_follows(rest: str) -> bool:
    """Whether a body at the start of the words does something: "Renaissance to consider", "SSP identifies"."""
    return bool(re.match(r"(?:[A-Z0-9&][\w&'’-]*\s+|and\s+|of\s+){1,6}(?:to|will|has|have|is|are|\w+(?:s|ed))\b", rest))
