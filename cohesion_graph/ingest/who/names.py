"""Names of bodies: what sort of body a name tells of, which names are one, and which only look alike.

Two printed forms are one name only if they differ in nothing but letter case, spacing, punctuation, or "&" for "and".
Anything looser (an acronym, a plural, a shorter form) is a proposal, for a person to accept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from cohesion_graph.language.files import any_of, entries, word_list
from cohesion_graph.language.patterns import Worded, any_shown
from cohesion_graph.language.phrases import is_nothing
from cohesion_graph.model.codes import BodyKind

__all__ = [
    "MergeProposal",
    "initials",
    "is_sort_of_body",
    "kind_of_body",
    "loose_key",
    "merge_proposals",
    "name_key",
    "opens_as_body",
    "stands_alone",
]

UNIT_HEADS = word_list("units")
BODY_HEADS = word_list("bodies")
POST_HEADS = word_list("posts.heads", "posts.surnames-too")
_POST = re.compile(rf"(?i)\b{any_of('posts.openings')} {any_of('posts.followed-by')}\b")
_NAMED_LIKE_A_POST = Worded(rf"(?i){any_shown('posts.bodies')}")
_PLACEHOLDER = Worded(rf"(?i){any_shown('placeholders.which')}?\s*{any_shown('placeholders.whom')}")
_BY_CODE = {kind.value: kind for kind in BodyKind}
_WHERE = {"ends": r"\b{}$", "holds": r"\b{}\b", "begins": r"^{}\b"}
_KINDS = tuple(
    (_BY_CODE[kind], re.compile(_WHERE[where].format(any_of(f"kinds-of-body.{kind}.{where}"))))
    for kinds in entries("kinds-of-body")
    for kind, places in kinds.items()
    for where in places
)
_COUNCIL = re.compile(rf"(?:[\w-]+ )?{any_of('council')}")


@lru_cache(maxsize=20_000)
def kind_of_body(name: str) -> BodyKind:
    """What sort of body a name tells of by its own words; *not-stated* where they do not tell.

    >>> [kind_of_body(name).value for name in ["Safer Partnership", "LSP Manager", "Multiple partners", "LPSB"]]
    ['partnership', 'post', 'placeholder', 'not-stated']
    """
    plain = re.sub(r"\s+", " ", name).strip(" .")
    if _PLACEHOLDER.fullmatch(plain) or (plain and is_nothing(plain)):
        return BodyKind.PLACEHOLDER
    # "Director, Housing Services" ends like a team and is a post all the same
    last = re.sub(r"\W+$", "", plain.partition(",")[0]).rpartition(" ")[2].casefold()
    if _POST.search(plain) or (last in POST_HEADS and not _NAMED_LIKE_A_POST.search(plain)):
        return BodyKind.POST
    folded = re.sub(r"\s*\([^)]*\)", "", plain).casefold()
    if _COUNCIL.fullmatch(folded):
        return BodyKind.COUNCIL
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), BodyKind.NOT_STATED)


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """What is equal for two printed forms of one name: letters and digits, "&" as "and", letter case dropped.

    >>> name_key("Health and well being  Partnership") == name_key("Health & Wellbeing Partnership")
    True
    """
    folded = name.casefold().replace("&", " and ").replace("+", " and ")
    return re.sub(r"[\W_]+", "", re.sub(r"^\s*the\s+", "", folded))


@lru_cache(maxsize=20_000)
def loose_key(name: str) -> str:
    """What is equal for forms that may be one: plurals, possessives and "the" dropped as well.

    >>> loose_key("Children’s Trust Board") == loose_key("Children Trust Board")
    True
    """
    folded = re.sub(r"['’]s?\b", "", name.casefold().replace("&", " and "))
    words = re.findall(r"\w+", folded)
    return "".join(re.sub(r"(?<=\w{3})s$", "", word) for word in words if word not in {"the", "and", "of", "for"})


def initials(name: str) -> str:
    """Initials of a name's words, small words left out: "SSP" for "Safer Stockton Partnership"."""
    words = re.findall(r"[A-Za-z0-9]+", re.sub(r"['’]s?\b", "", re.sub(r"\([^)]*\)", "", name)))
    return "".join(word[0] for word in words if word.casefold() not in {"and", "of", "for", "the", "on", "in"}).upper()


def is_acronym(name: str) -> bool:
    """Whether a name is an acronym: two letters or more, all capitals, "s" at the end allowed (IAGs)."""
    return bool(re.fullmatch(r"[A-Z][A-Z0-9&]{1,7}s?", name.strip()))


@lru_cache(maxsize=20_000)
def stands_alone(name: str) -> bool:
    """Whether words can be the name of a body by themselves: an acronym, or ending in a word that bodies end in.

    >>> [stands_alone(name) for name in ["Children Trust Board", "SSP", "Health", "Arts", "Police"]]
    [True, True, False, False, False]
    """
    words = re.findall(r"[\w'’-]+", re.sub(r"\([^)]*\)", " ", name))
    if not words:
        return False
    if opens_as_body(name) or (name[0].isupper() and _ENDS_AS_BODY.fullmatch(words[-1])):
        return True
    if len(words) == 1:
        return is_acronym(words[0]) and len(words[0]) > 2
    return words[-1].casefold() in BODY_HEADS | UNIT_HEADS | POST_HEADS and words[0][0].isupper()


_OPENS_AS_BODY = Worded(rf"(?i){any_shown('bodies-begin')}\s+(?=\w)")
_ENDS_AS_BODY = Worded(rf"(?i)[\w-]{{2,}}{any_shown('bodies-end')}")


def opens_as_body(name: str) -> bool:
    """Whether a name begins as those of bodies do that are called after their field or place.

    >>> [opens_as_body(name) for name in ["Ministry of Works", "Ministero dei Lavori", "Office space"]]
    [True, True, False]
    """
    return name[:1].isupper() and _OPENS_AS_BODY.match(name) is not None


def is_sort_of_body(name: str) -> bool:
    """Whether words are what names of bodies begin or end with, alone: "Council", "Commune", "Teams".

    >>> [is_sort_of_body(name) for name in ["Council", "Ministère", "Lead"]]
    [True, True, False]
    """
    plain = name.strip().casefold()
    return plain in BODY_HEADS | UNIT_HEADS or opens_as_body(f"{name.strip()} a")


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Two registered names that may be one, and why."""

    first: str
    second: str
    reason: str


def merge_proposals(names: Iterable[str]) -> Iterator[MergeProposal]:
    """Pairs of names that may be one, in alphabetical order; nothing is merged here.

    Time grows with the number of names, not with the number of pairs: each name is looked up by its keys.
    """
    ordered = sorted(set(names), key=lambda name: (name.casefold(), name))
    found: dict[tuple[str, str], str] = {}
    by_loose: dict[str, str] = {}
    by_words = {tuple(_words_of(name)): name for name in ordered}
    by_initials: dict[str, list[str]] = {}
    for name in ordered:
        if first := by_loose.setdefault(loose_key(name), name):
            _propose(found, first, name, "differ in an ending only")
        if " " in name.strip():
            by_initials.setdefault(initials(name), []).append(name)
    for name in ordered:
        words = _words_of(name)
        for dropped in (1, 2):
            shorter = by_words.get(tuple(words[dropped:]))
            if shorter and _is_shorter_form(shorter, name):
                _propose(found, shorter, name, "one is a shorter form of the other")
        if is_acronym(name) and len(name.rstrip("s")) > 1:
            for full in by_initials.get(name.rstrip("s"), []):
                _propose(found, name, full, "one has the other's initials")
        if _is_of_letters(name):
            for full in by_initials.get(initials(name), []):
                if not _is_of_letters(full):
                    _propose(found, name, full, "have the same initials")
    for first, second in sorted(found, key=lambda pair: (pair[0].casefold(), pair[1].casefold(), pair)):
        yield MergeProposal(first, second, found[first, second])


def _propose(found: dict[tuple[str, str], str], one: str, other: str, reason: str) -> None:
    if one != other:
        first, second = sorted((one, other), key=lambda name: (name.casefold(), name))
        found.setdefault((first, second), reason)


def _words_of(name: str) -> list[str]:
    return re.findall(r"[\w'’]+", name.casefold())


def _is_shorter_form(short: str, full: str) -> bool:
    """Renaissance, Stockton Renaissance: the shorter is the end of the longer, less a place or a council's name."""
    generic = BODY_HEADS | UNIT_HEADS | POST_HEADS
    few = _words_of(short)
    return (
        bool(few)
        and not is_acronym(short)
        and not is_acronym(full.split(maxsplit=1)[0])
        and not all(w in generic for w in few)
    )


def _is_of_letters(name: str) -> bool:
    """Ts and Ps: nothing but letters standing for words."""
    words = [word for word in re.findall(r"[A-Za-z]+", name) if word.casefold() != "and"]
    return len(words) > 1 and all(len(word.rstrip("s")) == 1 for word in words)
