"""The words by which a cell says which part a body has: labels, verbs, brackets, and what joins a helper.

All are made of the roles in the language files: a word that is known in one place is known in all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cohesion_graph.language.files import any_of, entries
from cohesion_graph.language.notation import alternation, letters_of, phrases
from cohesion_graph.language.patterns import compiled
from cohesion_graph.language.phrases import role_named, role_of
from cohesion_graph.model.codes import Role

__all__ = ["RoleSaid", "agents_in", "brackets_in", "helper_in", "label_at_start", "labels_in", "verbs_in"]

_ROLES = {"lead": Role.LEAD, "partner": Role.CONTRIBUTE, "responsible": Role.RESPONSIBLE}
_SIGN = re.compile(r"\s*[:–]\s*|\s+-\s+")
_ENTRY = re.compile(r"[\n;,./]\s*")
_MOST_WORDS = 6
"""Words: no label is longer."""


class RoleSaid(NamedTuple):
    """Words from `start` to `end` that give a role."""

    start: int
    end: int
    role: Role


def labels_in(text: str) -> list[RoleSaid]:
    """The labels that lead to bodies, each with its sign: they begin an entry, or stand in a run of names.

    >>> text = "Sponsor: Parks Team Partners: Police"
    >>> [(text[one.start : one.end], one.role.value) for one in labels_in(text)]
    [('Sponsor: ', 'lead'), ('Partners: ', 'contribute')]
    """
    found: list[RoleSaid] = []
    for sign in _SIGN.finditer(text):
        begin = found[-1].end if found else 0
        begin = max((entry.end() for entry in _ENTRY.finditer(text, begin, sign.start())), default=begin)
        said = [begin + word.start() for word in re.finditer(r"\S+", text[begin : sign.start()])]
        for place in said[-_MOST_WORDS:]:
            words, is_first = text[place : sign.start()], place == said[0]
            if role := _role_of_label(words, is_first=is_first, is_colon=":" in sign[0]):
                found.append(RoleSaid(place, sign.end(), role))
                break
    return found


def _role_of_label(words: str, *, is_first: bool, is_colon: bool) -> Role | None:
    if is_first:
        return _ROLES.get((role_of(words, least=1.0) if is_colon else role_named(words)) or "")
    return _ROLES.get(role_named(words) or "") if is_colon and _plain_names().fullmatch(words) else None


@cache
def _plain_names() -> re.Pattern[str]:
    """The first two names of each role: they lead to bodies even where a name stands before them on the line."""
    named = [name for roles in entries("roles") for forms in roles.values() for name in phrases(forms["nouns"])[:2]]
    return re.compile(rf"(?i)(?:{alternation(','.join(named))})s?|{_before(*_ROLES)}")


@cache
def _before(*roles: str) -> str:
    """A pattern for the words that stand right before a body and give it one of some roles: "supported by"."""
    done = [verb.split()[-1] for role in roles for listed in entries(f"roles.{role}.verbs") for verb in phrases(listed)]
    lists = [text for role in roles for text in entries(f"roles.{role}.before")]
    further = f"|{alternation(tuple(lists))}" if lists else ""
    return rf"(?:(?:{alternation(','.join(done))})\s+{any_of('acting.agent')}{further})"


@cache
def _verbs() -> tuple[dict[str, Role], str, frozenset[str]]:
    """The role that each form of a verb gives, a pattern for what a body does, "X to lead", and its words."""
    roles: dict[str, Role] = {}
    bases, now = [], []
    for name, role in _ROLES.items():
        for verb in (verb for listed in entries(f"roles.{name}.verbs") for verb in phrases(listed)):
            base, third, doing, _ = verb.split()
            roles |= dict.fromkeys((base, third, doing), role)
            bases.append(base)
            now += [third, doing] if third != "-" else [doing]
    pattern = (
        rf"\s+(?:{any_of('acting.tense')}\s+(?P<verb>{alternation(','.join(bases))})\b(?:\s+{any_of('acting.about')}\b)?|"
        rf"(?:{any_of('small.auxiliaries')}\s+)?(?P<now>{alternation(','.join(now))})"
        rf"(?=\s*[,;.\n]|\s*$|\s+{any_of('acting.helper')}\b))[,;.]?\s*(?:{any_of('small.conjunctions')}\s+)?"
    )
    return roles, pattern, frozenset().union(*map(letters_of, roles))


def verbs_in(text: str) -> Iterator[RoleSaid]:
    """What bodies do, behind their names: "Housing Team to lead, Police to contribute"."""
    roles, pattern, known = _verbs()
    found = () if known.isdisjoint(letters_of(text)) else compiled(pattern, text, re.IGNORECASE).finditer(text)
    for match in found:
        yield RoleSaid(*match.span(), roles[(match["verb"] or match["now"]).casefold()])


@cache
def _at_start() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    the = rf"(?:{any_of('small.articles')}\s+)?"
    return tuple(
        (role, re.compile(rf"^\s*{_before(name)}\s+{the}(?=[A-Z])", re.IGNORECASE))
        for name, role in _ROLES.items()
        if role is not Role.CONTRIBUTE
    )


def label_at_start(text: str) -> RoleSaid | None:
    """The words before the first body that give it a role: "Led by the Parks Team"."""
    found = ((role, pattern.match(text)) for role, pattern in _at_start())
    return next((RoleSaid(*match.span(), role) for role, match in found if match), None)


@cache
def _agents() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    the = rf"(?:{any_of('small.articles')}\s+)?"
    return tuple(
        (role, re.compile(rf"\b(?i:{_before(name)}\s+{the})(?=[^\W\da-zß-ÿ])")) for name, role in _ROLES.items()
    )


def agents_in(text: str) -> Iterator[RoleSaid]:
    """The words before bodies in a sentence that give them a role: "will be led by the Parks Team".

    >>> [one.role.value for one in agents_in("To be led by Parks Team, in partnership with the Friends of the Park")]
    ['lead', 'contribute']
    """
    found = (RoleSaid(*match.span(), role) for role, pattern in _agents() for match in pattern.finditer(text))
    return iter(sorted(found))


@cache
def _joins() -> re.Pattern[str]:
    the = rf"(?:{any_of('small.articles')}\s+)?"
    return re.compile(rf"\s*,?\s*\(?\b{_before('partner')}\s+{the}", re.IGNORECASE)


def helper_in(text: str) -> re.Match[str] | None:
    """Where a body is joined by one that helps it: "X with support from Y"; the last of words that overlap.

    >>> helper_in("Churches Together with support from the Police").start()
    17
    """
    match = later = _joins().search(text)
    while match and later and later.start() < match.end():
        match = later if later.end() > match.end() else match
        later = _joins().search(text, later.start() + 1)
    return match


_BRACKET = re.compile(r"\s*[(\[]\s*([^()\[\]]{1,40}?)\s*[)\]]")


@cache
def _letters() -> dict[str, Role]:
    return {
        letter: role
        for name, role in _ROLES.items()
        for listed in entries(f"roles.{name}.letter")
        for letter in phrases(listed)
    }


def brackets_in(text: str) -> Iterator[RoleSaid]:
    """Brackets that give a role to the body before them: "Housing Team (lead)", "Police [S]"."""
    for match in _BRACKET.finditer(text):
        role = _letters().get(match[1].upper()) or _ROLES.get(role_named(match[1]) or "")
        if role:
            yield RoleSaid(*match.span(), role)
