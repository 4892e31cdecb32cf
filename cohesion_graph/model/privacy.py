"""Officers' names: withheld by default, by masking the text itself with as many block characters.

Because a mask is as long as the name, every offset stays true. The reviewer's list of masks (`Source.masks`) is the
control; `name_like` is only a net that proposes more. Not legal advice: the council's data-protection officer decides.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.evidence import Mask, Source, sha256
from cohesion_graph.model.ids import mint_slug
from cohesion_graph.model.settling import masked

__all__ = ["BLOCK", "mask", "name_like", "names_of", "spelt_in_ids", "with_texts", "withhold_names"]

BLOCK = "█"
"""One masked code point (U+2588)."""


def mask(text: str, masks: Iterable[Mask]) -> str:
    """The text with each stretch covered by blocks; spaces stay, so that words can still be counted.

    >>> mask("Lead: A. Surname", [Mask(start=6, end=16)])
    'Lead: ██ ███████'
    """
    letters = list(text)
    for span in masks:
        for place in range(span.start, min(span.end, len(letters))):
            if not letters[place].isspace():
                letters[place] = BLOCK
    return "".join(letters)


def names_of(source: Source) -> set[str]:
    """The masked stretches that can still be read in a source's text."""
    found = {source.text[span.start : span.end].strip() for span in source.masks}
    return {name for name in found if not set(name) <= {BLOCK, *string.whitespace}}


def withhold_names(dataset: Dataset) -> Dataset:
    """The same dataset with every masked name covered wherever it stands: text, quotations, wordings, notes.

    Counts of named officers are kept. The digest of a source becomes that of its masked text: the digest of the
    readable one would let anybody test guesses of a name. A dataset without readable names is returned as it is, so
    it is safe to call twice. An identifier that spells a name out cannot be masked; `spelt_in_ids` finds those.
    """
    dataset = masked(dataset)
    names = set().union(*map(names_of, dataset.sources)) if dataset.sources else set()
    if not names:
        return dataset
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(_spaced, longest_first)) + r")(?!\w)", re.IGNORECASE)
    texts = {source.id: _covered(mask(source.text, source.masks), pattern) for source in dataset.sources}
    return _recut(_covered(dataset.model_dump(), pattern), texts)


def with_texts(dataset: Dataset, texts: Mapping[str, str]) -> Dataset:
    """The dataset with the texts of some sources replaced by others of the same length, and every quotation cut anew.

    Args:
        dataset: Whose offsets hold in both the old and the new texts.
        texts: New texts by the source's identifier.
    """
    return _recut(dataset.model_dump(), texts)


def _recut(content: dict[str, Any], texts: Mapping[str, str]) -> Dataset:
    for entry in content["sources"]:
        if (text := texts.get(entry["id"])) is not None:
            entry |= {"text": text, "sha256": sha256(text.encode("utf-8"))}
    new = {entry["id"]: entry["text"] for entry in content["sources"]}
    for reading in content["readings"]:
        for record in (*reading["claims"], *reading["doubts"]):
            _requote(record["evidence"], new[reading["source"]])
        _requote(reading["set_aside"], new[reading["source"]])
    editorial = content["editorial"]
    for judged in (*editorial["links"], *editorial["corrections"]):
        _requote(judged["evidence"], new[judged["source"]])
    for change in _changes(content):
        if (claim := change.get("comes")) is not None:
            _requote(claim["evidence"], new[claim["source"]])
    return Dataset.model_validate(content)


def _changes(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every change that a reading or a judgement would make."""
    doubts = (doubt for reading in content["readings"] for doubt in reading["doubts"])
    readings = (one for doubt in doubts for one in doubt["alternatives"] if isinstance(one, dict))
    editorial = content["editorial"]
    for effective in (*readings, *editorial["settlements"], *editorial["corrections"]):
        yield from effective["effect"]


def spelt_in_ids(dataset: Dataset, names: Iterable[str]) -> list[str]:
    """Identifiers of items and registered things whose slug contains a name's words, sorted."""
    slugs = [slug for name in names if len(slug := mint_slug(name)) > 2]
    known = (*dataset.items, *dataset.bodies, *dataset.instruments)
    return sorted({one for one in known for slug in slugs if f"-{slug}-" in f"-{one.rpartition('/')[2]}-"})


def name_like(text: str) -> list[Mask]:
    """Stretches that look like an initial and a surname, or a title and a name; a net, never the control.

    >>> [text[m.start:m.end] for text in ["Safer Stockton (J. Bloggs / Mrs Doe)"] for m in name_like(text)]
    ['J. Bloggs', 'Mrs Doe']
    """
    return [Mask(start=found.start(), end=found.end()) for found in _NAME_LIKE.finditer(text)]


_NAME_LIKE = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Prof|Sgt|Insp|PC)\.? (?:[A-Z][\w'’-]*\.? ){0,2}"
    r"|[A-Z]\. ?(?:[A-Z]\. ?)?)"
    r"[A-Z](?:['’][A-Z])?[a-z]+(?:['’-][A-Z]?[a-z]+)*\b"
)


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def _covered(value: Any, pattern: re.Pattern[str], field: str = "") -> Any:
    """Plain content with names covered in every text but identifiers, codes, digests and paths."""
    if type(value) is str and field not in _NOT_PROSE:
        return pattern.sub(lambda found: re.sub(r"\S", BLOCK, found[0]), value)
    if isinstance(value, dict):
        return {key: _covered(one, pattern, key) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_covered(one, pattern, field) for one in value]
    return value


_NOT_PROSE = frozenset(
    [
        "id",
        "item",
        "source",
        "party",
        "target",
        "target_kind",
        "ref",
        "milestones",
        "section",
        "part_of",
        "extract_of",
        "extract_for",
        "aligned_with",
        "body",
        "area",
        "claim",
        "claims",
        "goes",
        "thing",
        "into",
        "items",
        "doubt",
        "discrepancy",
        "file",
        "text_file",
        "media_type",
        "sha256",
        "document_sha256",
        "base",
        "url",
        "same_as",
        "language",
    ]
)
"""Fields that name or locate things: a name spelt out there is refused (`spelt_in_ids`), not covered."""


def _requote(quotations: list[dict[str, Any]], text: str) -> None:
    for quotation in quotations:
        quotation["exact"] = text[quotation["start"] : quotation["end"]]
