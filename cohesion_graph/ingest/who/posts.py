"""Posts whose field stands behind a comma ("Director, People and Culture"): one name, not a list of names."""

from __future__ import annotations

import re

from cohesion_graph.ingest.who.names import UNIT_HEADS, is_acronym, kind_of_body, opens_as_body, stands_alone
from cohesion_graph.ingest.who.well_known import is_body
from cohesion_graph.language.files import any_of
from cohesion_graph.model.codes import BodyKind

__all__ = ["is_field_of_post", "is_within_fields", "is_within_post"]

_AND = re.compile(rf"\s+{any_of('small.and')}\s+", re.IGNORECASE)
_POST_ALONE = re.compile(
    rf"(?i)(?:{any_of('posts.ranks')} ){{0,3}}(?:{any_of('posts.alone')}|(?-i:{any_of('posts.short')}))"
)
"""A post that says nothing until its field follows: "Director", "First Assistant Secretary"."""


def is_within_post(before: str, after: str, *, is_last: bool) -> bool:
    """Whether a comma stands inside the name of a post: "Director, Facilities", "Director, People, Place and Work".

    >>> [is_within_post("Director", after, is_last=True) for after in ("Facilities", "Housing Team", "Police")]
    [True, True, False]

    Args:
        before: What stands before the comma, from the last separator on.
        after: What stands behind it, up to the next.
        is_last: Whether nothing more follows.
    """
    post, *fields = (part.strip() for part in before.split(","))
    if not after or not _POST_ALONE.fullmatch(post) or is_body(after) or kind_of_body(after) is BodyKind.POST:
        return False
    if fields:
        # further commas list what the post's field is made of: the last of the list has "and"
        return is_last and bool(_AND.search(after)) and not is_body(_AND.split(after)[0])
    return not stands_alone(after) or after.rsplit(maxsplit=1)[-1].casefold() in UNIT_HEADS


def is_within_fields(before: str, after: str) -> bool:
    """Whether a comma stands between the fields of one body or post: "Minister of Families, Children and Youth".

    >>> [is_within_fields("Ministry of Works", after) for after in ("Roads and Ports", "Ports", "Police and Ports")]
    [True, False, False]

    Args:
        before: What stands before the comma, from the last separator on.
        after: All that stands behind it.
    """
    first = before.partition(",")[0].strip()
    is_post = kind_of_body(first) is BodyKind.POST and _WITH_FIELD.search(first) is not None
    if not is_post and not opens_as_body(first):
        return False
    for part in re.split(r"[,;/\n]\s*", after):
        *others, last = _AND.split(part)
        if any(not name[:1].isupper() or name.count(" ") > 2 or _is_other(name) for name in (*others, last)):
            return False
        if others:
            return len(others) == 1
    return False


_WITH_FIELD = re.compile(rf"(?i)\s{any_of('posts.field-after')}\s")


def _is_other(name: str) -> bool:
    return is_body(name) or is_acronym(name) or stands_alone(name) or kind_of_body(name) is not BodyKind.NOT_STATED


def is_field_of_post(words: str) -> bool:
    """Whether words end within the field of a post: "and" then goes on with it ("Director, Finance | and Budget").

    >>> is_field_of_post("Director, Finance"), is_field_of_post("Parks, Finance")
    (True, False)
    """
    post, *fields = (part.strip() for part in words.split(","))
    return bool(fields) and bool(_POST_ALONE.fullmatch(post))
