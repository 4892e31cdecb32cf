"""Officers' names: withheld by default, by masking the text itself with as many block characters.

Because a mask is as long as the name, every offset stays true. The reviewer's list of masks (`Source.masks`) is the
control; `name_like` is only a net that proposes more. Not legal advice: the council's data-protection officer decides.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from cohesion_graph.language.files import any_of, word_list
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.evidence import Mask, Source, sha256
from cohesion_graph.model.name_forms import NameForms
from cohesion_graph.model.settling import masked

__all__ = [
    "BLOCK",
    "forms_of",
    "is_named_after",
    "mask",
    "name_like",
    "names_of",
    "ordinary_words",
    "prose_in",
    "spelt_in_ids",
    "with_texts",
    "withhold_names",
]

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


def forms_of(dataset: Dataset, names: Collection[str] = ()) -> NameForms:
    """What finds the names that a dataset withholds, in every form: in its texts, and in whatever is made of it.

    Args:
        dataset: Whose names are withheld.
        names: Further ones, such as those of an earlier edition.

    A surname counts by itself unless it is an ordinary word: of services, bodies and posts, of what the dataset's own
    bodies are called, or more often written small in its texts than as a name.
    """
    dataset = masked(dataset)
    known = sorted({*names, *(name for source in dataset.sources for name in names_of(source))})
    if not known:
        return NameForms(())
    called = [dataset.authority.name, *(body.name for body in dataset.registry.bodies)]
    called += [instrument.name for instrument in dataset.registry.instruments]
    # "Wexbridge's office" is a person's; "Wexbridge Housing Trust" is called after a place, or somebody long gone
    in_full = NameForms(known, known)
    several = [in_full.cover(name) for name in called if " " in name]
    words = [word for name in several for word in re.findall(r"\w+(?!\w|['’]s)", name)]
    texts = (mask(source.text, source.masks) for source in dataset.sources)
    return NameForms(known, [*words, *ordinary_words(known, texts)])


def ordinary_words(names: Collection[str], texts: Iterable[str]) -> set[str]:
    """Words that are no surnames by themselves: of services, bodies, units and posts, and ordinary words of the texts.

    Args:
        names: As they are printed.
        texts: In which a word more often written small than it occurs among the names is an ordinary one.
    """
    among_names = Counter(word for name in names for word in re.findall(r"\w+", name.casefold()))
    words = (word.strip(".,;:()") for text in (texts if among_names else ()) for word in text.split())
    small = Counter(word for word in words if word in among_names and word.islower())
    return {word for word, times in small.items() if times > among_names[word]} | word_list(*_ORDINARY)


_ORDINARY = (
    *("bodies", "units", "posts.heads", "posts.surnames-too"),
    *("persons.no-surnames", "numbers", "words-of-services"),
)


def withhold_names(dataset: Dataset) -> Dataset:
    """The same dataset with every masked name covered wherever it stands: text, quotations, wordings, notes.

    Counts of named officers are kept. The digest of a source becomes that of its masked text, and that of a document
    that names are masked in goes: the digest of a readable one would let anybody test guesses of a name. A dataset
    without readable names is returned as it is, so it is safe to call twice. An identifier that spells a name out
    cannot be masked; `spelt_in_ids` finds those.
    """
    dataset = masked(dataset)
    forms = forms_of(dataset)
    if not forms:
        return dataset
    texts = {source.id: forms.cover(mask(source.text, source.masks)) for source in dataset.sources}
    content = _covered(dataset.model_dump(), forms)
    for entry in content["sources"]:
        if entry["masks"]:
            entry["document_sha256"] = None
    return _recut(content, texts)


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
        for name in ("set_aside", "revisions"):
            _requote(reading[name], new[reading["source"]])
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


def spelt_in_ids(dataset: Dataset, names: Collection[str] = ()) -> list[str]:
    """Identifiers, addresses and names of files that spell out a name which the dataset withholds, sorted.

    Args:
        dataset: With its names readable.
        names: Further ones, such as those of an earlier edition.
    """
    forms = forms_of(dataset, names)
    return sorted(text for text in set(_names_of_things(dataset.model_dump())) if forms.spelt_in(text)) if forms else []


def _names_of_things(value: Any, field: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _names_of_things(one, key)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _names_of_things(one, field)
    elif type(value) is str and field in _NOT_PROSE:
        yield value


def name_like(text: str) -> list[Mask]:
    """Stretches that look like an initial and a surname, or a title and a name; a net, never the control.

    Letters in front of a body's own words are part of its name: "N.E. Ambulance Service", "J. Sainsbury plc".

    >>> [text[m.start:m.end] for text in ["U.S. Census (J. Bloggs / Mrs Doe / A. Smith Ltd)"] for m in name_like(text)]
    ['J. Bloggs', 'Mrs Doe']
    >>> name_like("Cyngor Sir Ddinbych")
    []
    """
    return [
        Mask(start=found.start(), end=found.end())
        for found in _NAME_LIKE.finditer(text)
        if not (found["initials"] and _is_of_body(found["initials"], found["surname"], text[found.end() :]))
        and not (found[0].startswith(_COUNTY) and _BEFORE_COUNTIES.search(text, 0, found.start()))
    ]


def _is_of_body(initials: str, surname: str, rest: str) -> bool:
    """Whether letters with full stops begin a body's name, by their own meaning or by the words that follow them."""
    letters = re.sub(r"[\s.]", "", initials).casefold()
    return letters in _ABBREVIATED or surname.casefold() in _WORDS_OF_BODIES or is_named_after(rest)


def is_named_after(rest: str) -> bool:
    """Whether what follows a person's name makes it one of a body: "Jane Bloggs Foundation", "J. Bloggs & Sons".

    >>> [is_named_after(rest) for rest in (" Foundation", " Primary School", ", School", " (Foundation)")]
    [True, True, False, False]
    """
    if further := re.match(r" (?:&|and) (\w+)\b", rest):
        return further[1].casefold() in _FIRMS
    following = re.match(r" (?:[A-Z][a-z]+ )?[A-Za-z]+\b", rest)
    return following is not None and any(word.casefold() in _NAMED_AFTER for word in following[0].split())


_COUNTY = "Sir "
_BEFORE_COUNTIES = re.compile(rf"(?i)\b{any_of('persons.before-counties')}\s+$")
_ABBREVIATED = word_list("persons.abbreviated-places")
_WORDS_OF_BODIES = word_list("bodies", "units", "words-of-services", "persons.public-services")
_NAMED_AFTER = word_list("persons.named-after", "persons.named-after-and")
_FIRMS = word_list("persons.named-after-and")


_NAME_LIKE = re.compile(
    rf"\b(?:(?:{any_of('persons.titles')}\b\.? (?:[A-Z][\w'’-]*\.? ){{0,2}}"
    r"|(?P<initials>[A-Z]\. ?(?:[A-Z]\. ?)?))"
    r"(?P<surname>[A-Z](?:['’][A-Z])?[a-zß-öø-ÿ]+(?:['’-][A-Z]?[a-zß-öø-ÿ]+)*|(?<=[a-z] )[A-Z]{4,})\b"
    rf"|{any_of('persons.titles-in-capitals')}\b\.?(?: [A-Z]{{3,}}){{1,2}}\b)"
)


def _covered(value: Any, forms: NameForms, field: str = "") -> Any:
    """Plain content with names covered in every text but identifiers, codes, digests and paths."""
    if type(value) is str and field not in _NOT_PROSE:
        return forms.cover(value)
    if isinstance(value, dict):
        return {key: _covered(one, forms, key) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_covered(one, forms, field) for one in value]
    return value


def prose_in(value: Any, field: str = "") -> Iterator[str]:
    """Every text in plain content but identifiers, codes, digests, paths and quoted words."""
    if isinstance(value, dict):
        yield from (text for key, one in value.items() for text in prose_in(one, key))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in prose_in(one, field))
    elif type(value) is str and field not in _NOT_PROSE and field != "exact":
        yield value


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
