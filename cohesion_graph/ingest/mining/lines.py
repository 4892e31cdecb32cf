"""Lines of a format that knows only lines (plain text, print), joined to the paragraphs they were broken from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cohesion_graph.documents.cells import Block, Extract, Paragraph
from cohesion_graph.documents.pdf.broken_words import Vocabulary
from cohesion_graph.documents.words import BULLETS, TO_PAGE, Words
from cohesion_graph.ingest.mining.anchors import Counted, begins_long
from cohesion_graph.ingest.mining.lexicon import sureness
from cohesion_graph.language.phrases import small_words

__all__ = ["joined"]

_OPENS = re.compile(
    rf"\s*(?:[{BULLETS}]|[-*–]\s|\(?\d{{1,3}}(?:\.\d{{1,3}})*[.)]?\s+\S|\(?[a-z][.)]\s|"
    r"(?:[^\W\d_]{2,20}\s+){1,3}(?:\d{1,3}(?:\.\d+)*\s*[:.–-]|[A-Z]\s*:)|[A-ZÀ-ÖØ-Þ][^\n:.;|]{1,40}:(?:\s|$))"
)
"""Words that begin a block of their own: a list entry, a number, "Action 3:", "Action item B:", a label."""
_DASHED = re.compile(r"\s*(?P<label>[A-ZÀ-ÖØ-Þ][^\n:.;|–—]{1,40}?)\s+[–—-]\s")
_CERTAIN = 0.9
_CUT = re.compile(r"([^\W\d_]{2,})-$")
"""A word that the end of a line may cut."""
_BY_LINE = frozenset({"text/plain", "application/pdf"})
_BRACKETS = (")", "]", ").", "].")
_OFTEN, _SHORT = 3, 40
"""How often a line of so many characters stands in a document to be a label, and no part of a paragraph."""
_FULL = 0.72
"""Share of the usual length of a line from which it may have been broken at the margin."""


def joined(extract: Extract, counted: Counted) -> Iterator[Block]:
    """The blocks of a document in order, its lines joined; `counted` are the long numbers that begin things."""
    if extract.media_type not in _BY_LINE:
        yield from extract.blocks
        return
    lengths = sorted(len(block.words.text.rstrip()) for block in extract.blocks if isinstance(block, Paragraph))
    usual = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 80
    cut = re.sub(r"-\n(?=\w)", "\ufffe", extract.text)
    printed = Vocabulary([cut] if len(cut) < len(extract.text) else [])
    often = Counter(block.words.tidy for block in extract.blocks if isinstance(block, Paragraph))
    alone = {text for text, count in often.items() if count >= _OFTEN and len(text) <= _SHORT}
    pending: list[Paragraph] = []
    for block in extract.blocks:
        line = block if isinstance(block, Paragraph) else None
        if line and pending and line.words.tidy not in alone and _goes_on(extract.text, pending, line, usual, counted):
            pending.append(line)
            continue
        yield from _close(pending, printed)
        pending = [line] if line else []
        if not line:
            yield block
    yield from _close(pending, printed)


def _close(pending: Sequence[Paragraph], printed: Vocabulary) -> Iterator[Paragraph]:
    if len(pending) == 1:
        yield pending[0]
    elif pending:
        words = _together([one.words for one in pending], printed)
        yield replace(pending[0], words=words, is_bold=all(one.is_bold for one in pending))


def _together(lines: Sequence[Words], printed: Vocabulary) -> Words:
    """Lines as one text; a word that the end of a line cuts is whole again, "require-" and "ments"."""
    pieces = [[lines[0]]]
    for line in lines[1:]:
        before, right = pieces[-1][-1], line.text.split(maxsplit=1)[0]
        left = before.text.rstrip()
        cut = _CUT.search(left)
        if cut and right[0].islower() and right not in small_words():
            kept = len(left) - (not printed.keeps_hyphen(cut[1], right).is_word)
            pieces[-1][-1:] = [before[:kept], line.strip()]
        else:
            pieces.append([line])
    return Words.join([Words.join(one, "") for one in pieces])


def _goes_on(text: str, pending: Sequence[Paragraph], block: Paragraph, usual: int, counted: Counted) -> bool:
    """Whether a line is the rest of the paragraph whose lines are gathered."""
    last = pending[-1]
    if block.level != last.level or block.size != last.size or block.is_bold != last.is_bold:
        return False
    between = text[last.words.last + 1 : block.words.place]
    if between.count("\n") > 1 or "\f" in between or _OPENS.match(block.words.text):
        return False
    if (match := _DASHED.match(block.words.text)) and sureness(match["label"]) >= _CERTAIN:
        return False  # "Lead - Parks Team"
    is_apart = all(one.words.text.rstrip().endswith(_BRACKETS) for one in (last, block))  # "(Estates, by May 2031)"
    if is_apart or begins_long(block.words.text, counted) or TO_PAGE.search(last.words.text):
        return False  # a line of contents ends with its page
    before, after = last.words.text.rstrip(), block.words.text.lstrip()
    if after[:1].islower():
        return not before.endswith((".", "?", "!"))
    is_full = len(before) >= _FULL * usual
    return is_full and not before.endswith((":", "?", "!")) and not (block.level and before.endswith("."))
