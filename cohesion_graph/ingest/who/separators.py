"""Signs that part names in a row of them: commas, strokes, semicolons, full stops, outside brackets and posts."""

from __future__ import annotations

import re

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.who.names import stands_alone
from cohesion_graph.ingest.who.posts import is_within_fields, is_within_post
from cohesion_graph.ingest.who.well_known import is_body, is_service
from cohesion_graph.language.files import any_of

__all__ = ["SEPARATOR", "covered", "edges", "separated"]

SEPARATOR = re.compile(
    rf"\s*(?:;|,(?!\s*{any_of('legal-forms')}\b)|\||(?<!\band)/(?!or\b)|\s\+\s|(?<=[a-z]{{3}})\.(?=\s+[A-Z])|\.$)\s*(?:and\s+)?"
)


def edges(text: str) -> list[re.Match[str]]:
    """Separators that part names: not the comma inside a post, nor the full stop of an abbreviated word."""
    found = list(SEPARATOR.finditer(text))
    kept: list[re.Match[str]] = []
    for number, match in enumerate(found):
        start = kept[-1].end() if kept else 0
        following = found[number + 1] if number + 1 < len(found) else None
        before = text[start : match.start()].strip()
        after = text[match.end() : following.start() if following else len(text)].strip()
        sign, is_last = match[0].strip(), following is None or not following[0].strip().startswith(",")
        is_inside = sign == "." and bool(after) and _is_abbreviated(before)
        if sign == ",":
            is_inside = is_within_post(before, after, is_last=is_last) or is_within_fields(before, text[match.end() :])
        if not is_inside:
            kept.append(match)
    return kept


def _is_abbreviated(before: str) -> bool:
    """Whether a full stop ends a word cut short ("Leics. County Council"), not a name."""
    return " " not in before and not (is_body(before) or is_service(before) or stands_alone(before))


def separated(line: Words) -> list[Words]:
    """Stretches between separators that part names wherever they stand outside brackets."""
    parts, start = [], 0
    for first, last in (match.span() for match in edges(covered(line.text))):
        parts.append(line[start:first].strip())
        start = last
    parts.append(line[start:].strip())
    return [part for part in parts if part]


def covered(text: str) -> str:
    """The text with everything in brackets replaced by letters, so that no separator is found there."""
    return re.sub(r"\([^()]*\)|\[[^\[\]]*\]", lambda match: "x" * len(match[0]), text)
