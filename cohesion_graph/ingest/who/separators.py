"""Signs that part names in a row of them: commas, strokes, semicolons, full stops, outside brackets and posts."""

from __future__ import annotations

import re

from cohesion_graph.documents.words import BULLETS, Words
from cohesion_graph.ingest.who.names import stands_alone
from cohesion_graph.ingest.who.posts import is_within_fields, is_within_post
from cohesion_graph.ingest.who.well_known import is_body, is_service
from cohesion_graph.language.files import any_of, word_list
from cohesion_graph.language.phrases import small_words

__all__ = ["SEPARATOR", "begins_behind_small", "covered", "edges", "entries_of", "separated"]

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
        # a full stop behind a word cut short ("Leics. County Council") parts no names
        is_whole = " " in before or is_body(before) or is_service(before) or stands_alone(before)
        is_inside = sign == "." and bool(after) and not is_whole
        if sign == ",":
            is_inside = is_within_post(before, after, is_last=is_last) or is_within_fields(before, text[match.end() :])
        if not is_inside:
            kept.append(match)
    return kept


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


_BEHIND_SMALL = re.compile(r"(?<=\s)[a-zß-ÿ][\w'’-]*\s+(?=[^\W\da-zß-ÿ])")


def begins_behind_small(text: str) -> list[int]:
    """Where words with a capital follow on one without: "Parks department | Fire service of Ash" names two."""
    found = _BEHIND_SMALL.finditer(covered(text))
    return [match.end() for match in found if match[0].strip() not in small_words()]


def entries_of(words: Words) -> list[Words]:
    """Lines and list entries of a cell; a line that plainly goes on ("Housing and") is joined with the next."""
    parts = words.split(rf"\n|(?:^|\s)[{BULLETS}]\s*")
    lines: list[Words] = []
    for part in parts:
        part = part.strip(f" -–*\u00a0{BULLETS}")
        if not part:
            continue
        is_end = (
            part.text.split()[0].strip(",;.").casefold() in _ENDS
            and bool(lines)
            and lines[-1].text.split()[-1][0].isupper()
        )
        goes_on = lines and (
            is_end or re.search(r"(?i)(\band|&|\bof|\bfor|\bthe|,|/)$", lines[-1].text) or part.text[0].islower()
        )
        if goes_on and not re.search(r"[,/]$", lines[-1].text):
            lines[-1] = Words.join([lines[-1], part])
        else:
            lines.append(part)
    return lines


_ENDS = word_list("ends-of-names")
"""Words that end a name and hardly begin one: a line that begins with one goes on from the line before."""
