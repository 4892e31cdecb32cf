"""Milestones: told apart by bullets, lines and numbers, or, where they were run together, by how sentences begin."""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cohesion_graph.documents.words import BULLETS, Words, tidy, word_set

__all__ = ["FoundMilestone", "MilestoneLabel", "ends_open", "find_label", "find_milestones", "is_instruction"]


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
    r"(?:(?<=\s)|^)(?P<label>(?:Key |Success |Performance )?(?:Milestones|Success Measures|Success measures|Measures of success|"
    r"Outputs|Deliverables|Success Criteria|Success criteria|KPIs|Targets)|"
    r"(?:Key |Success )?(?:Milestone|Success [Mm]easure|Output|Deliverable|KPI|Target|Steps|Key steps|Tasks))"
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
        is_milestones = label.endswith("ilestones") or label.casefold().startswith("success")
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


def _says_something(words: Words) -> bool:
    return bool(re.search(r"\w{2}", words.text)) and not re.fullmatch(
        r"(?i)n/?a|none|tb[cda]|\d+ (?:out )?of \d+", words.tidy
    )


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

_OPEN_WORDS = word_set(
    "a an the this that these those all any each every some no of in on at to for from by with within into onto "
    "across through via about against among between under over per as than and or but nor if when where which who "
    "whose that how is are was were be been being has have had will shall would should may might can could must "
    "not its their our his her your my new local national relevant appropriate various other existing current "
    "additional further more at least up towards toward around during after before following including regarding "
    "concerning both either whilst while because upon along without throughout plus i.e e.g eg ie"
)
_NOUNS_IN_ING = word_set(
    "training meeting housing monitoring funding planning mapping reporting wellbeing well-being learning "
    "building setting hearing lettings screening recycling parking lighting cycling walking engineering bullying "
    "busting being understanding marketing commissioning licensing gathering briefing volunteering mentoring "
    "counselling parenting smoking networking testing rating heating cleaning offending grooming trafficking "
    "profiling data-sharing thing everything anything something spending processing accounting banking catering "
    "nursing coaching farming fishing shopping swimming gaming gambling tendering timing morning evening spring "
    "string"
)
_VERBS = word_set(
    "achieve adopt agree analyse appoint approve arrange assess attend audit build carry circulate commission "
    "complete conduct consider consult contribute convene co-ordinate coordinate create decrease define deliver "
    "design determine develop disseminate distribute embed enable encourage engage ensure establish evaluate "
    "examine expand explore extend facilitate finalise fund further host hold identify implement improve increase "
    "inform install introduce investigate launch lead maintain make map maximise minimise monitor move negotiate "
    "obtain offer organise pilot plan prepare present procure produce promote propose provide publish purchase "
    "raise reach recommend recruit reduce refresh relaunch renew report research resolve review revise roll run "
    "scope secure seek set share sign submit support survey tackle target test train trial undertake update "
    "upgrade use work write"
)
_NAME_ENDS = word_set(
    "strategy plan plans agreement scheme framework policy policies act charter compact protocol standard "
    "standards assessment programme review audit survey partnership board network council group forum team "
    "service services management indicator toolkit guidance report order duty code"
)


def is_instruction(text: str) -> bool:
    """Whether words say what to do, as a sentence does and a name does not.

    >>> is_instruction("Review the benches and bins of the parish"), is_instruction("Director of Policy Review")
    (True, False)
    """
    words = text.split()
    return len(words) >= 5 and (
        words[0].casefold().strip(",") in _VERBS or text.rstrip().endswith(".") or len(words) > 14
    )


def ends_open(word: str) -> bool:
    """Whether nothing can end with this word: "of", "receiving", "develop"; the sentence goes on after it."""
    last = word.split()[-1:] or [""]
    plain = last[0].strip("\"'“”‘’(),").casefold()
    if plain in _OPEN_WORDS or plain in _VERBS - {"review", "plan", "survey", "audit", "report", "support", "research", "work", "target", "pilot", "launch", "update", "refresh", "use", "test", "trial", "increase", "map", "design", "commission", "present", "upgrade", "complete", "share", "set", "approve"}:  # fmt: skip
        return True
    return plain.endswith("ing") and plain not in _NOUNS_IN_ING


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
            if not _is_abbreviation(before, so_far) and _is_clause(so_far):
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


def _is_abbreviation(token: str, so_far: str) -> bool:
    return (
        bool(re.fullmatch(r"(?i)\W*(no|nos|st|dr|mr|mrs|ms|e\.g|i\.e|etc|approx|inc|incl|ref|vs|dept|[A-Z])\.", token))
        or len(so_far) < 4
    )


def _is_clause(so_far: str) -> bool:
    return len(so_far.split()) >= 2


def _is_capital(word: str) -> bool:
    return word.lstrip("\"'“‘(")[:1].isupper() or word.lstrip("(")[:1].isdigit()


def _is_active(tokens: list[tuple[int, str]], number: int) -> bool:
    """Whether the word before is a participle that takes an object: "to have achieved Customer 1st", "and revised Plan"."""
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
    has_verb = any(_looks_verbal(token) for token in following[name_length - 1 : name_length + 14]) or _looks_verbal(
        word
    )
    if name_length > len(following):
        return False
    if before.endswith(")") or name_length == 1:
        return has_verb or word.casefold() in _STARTERS or len(following) >= 2
    return has_verb and not re.fullmatch(r"(?i)of|for|in|at|on|to|with|from|by|as", following[name_length - 1])


_STARTERS = word_set(
    "number no percentage proportion increase increased reduction reduced improvement improved evaluation "
    "programme delivery development implementation roll-out rollout review completion production publication "
    "baseline update updates success promotion launch evidence feedback at least best all a the"
)


def _begins_after_capital(
    before: str, word: str, following: list[str], rest: str, is_body: Callable[[str], bool]
) -> bool:
    """After a name: only where the name has its end word and the next begins like a sentence, or a body acts."""
    ends_name = before.strip("().,").casefold() in _NAME_ENDS or re.fullmatch(r"\(?[A-Z]{2,6}\)?", before)
    if not ends_name or not following:
        return False
    if is_body(rest) and _verb_follows(rest):
        return True
    starts_sentence = word.casefold() in _STARTERS or word.casefold() in _VERBS
    return starts_sentence and not _is_capital(following[0])


def _looks_verbal(token: str) -> bool:
    plain = token.strip(".,;()").casefold()
    return (
        plain in _VERBS
        or plain in {"is", "are", "to", "be", "will", "been", "have", "has", "made", "held", "set"}
        or bool(re.search(r"\w{2}(ed|ied|ise|ises|ies|ts|es)$", plain))
    )


def _verb_follows(rest: str) -> bool:
    """Whether a body at the start of the words does something: "Renaissance to consider", "SSP identifies"."""
    return bool(re.match(r"(?:[A-Z0-9&][\w&'’-]*\s+|and\s+|of\s+){1,6}(?:to|will|has|have|is|are|\w+(?:s|ed))\b", rest))


def first_words(text: str, count: int = 6) -> str:
    """The first words of a text, for a message.

    >>> first_words("one two three four", 2)
    'one two'
    """
    return " ".join(tidy(text).split()[:count])
