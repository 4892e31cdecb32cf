"""Links of items: to instruments and bodies they name and to other actions, each with its direction."""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cohesion_graph.ingest.headings import Kind
from cohesion_graph.ingest.identities import Assigned
from cohesion_graph.ingest.instruments import Mention, find_instruments
from cohesion_graph.ingest.links import link_types, reports_to
from cohesion_graph.ingest.name_index import NameIndex
from cohesion_graph.ingest.names import is_acronym
from cohesion_graph.ingest.reading import SourceReader
from cohesion_graph.ingest.registrar import NAMED_OFFICER
from cohesion_graph.ingest.words import Words
from cohesion_graph.model.codes import DoubtKind, LinkType

__all__ = ["link_items"]

_LONGEST_QUOTE = 240
_ACTION_WORD = re.compile(
    r"(?i)\b(?:see(?: also)?|actions?|objectives?|links? (?:to|with)|linked to|refs?\.?|under)\s+(?P<refs>[A-Z]{0,4}\d[\w.]*(?:\s*(?:,|and|&|/|to)\s*[A-Z]{0,4}\d[\w.]*)*)"
)
_SUBJECT = re.compile(r"^(?P<who>[A-Z]{3,6})\s+(?:to|will|should)\s+[a-z]")


@dataclass(frozen=True, slots=True)
class _BodyNames:
    index: NameIndex
    slugs: Mapping[str, str]


def link_items(reader: SourceReader, assigned: Iterable[Assigned], refs: Iterable[str]) -> None:
    """Claim the links that a document's wordings and link columns state.

    Args:
        reader: The document's reader, its wordings claimed.
        assigned: Its entries with their references.
        refs: References of all actions of the plan.
    """
    known_refs = set(refs)
    names = _body_names(reader)
    found = (one.name for _, words in reader.items for one in find_instruments(words.text))
    reader.instrument_names = NameIndex((name for name in found if name.count(" ")), ignore_case=True)
    for item, words in reader.items:
        _instruments(reader, item, words)
        _bodies(reader, item, words, names)
        _actions(reader, item, words, known_refs)
    for one in assigned:
        for line in one.entry.lines:
            for kind, fallback in ((Kind.LINK, LinkType.REFERS_TO), (Kind.NEED, LinkType.REQUIRES)):
                for value in line.get(kind):
                    _link_cell(reader, one.ref, value.words, fallback, known_refs)


def _quoted(words: Words, start: int, end: int) -> Words:
    """What a link quotes: the item's words, or, of a long text, the name with some words around it."""
    if len(words) <= _LONGEST_QUOTE:
        return words.strip()
    first = max(0, start - 60)
    while first > 0 and not words.text[first - 1].isspace():
        first -= 1
    return words[first:end].strip()


def _instruments(reader: SourceReader, item: str, words: Words) -> None:
    mentions = sorted(
        [*find_instruments(words.text), *_known_instruments(reader, words.text)], key=lambda one: one.start
    )
    kinds = link_types(words.text, [(one.start, one.end) for one in mentions])
    for mention, kind in zip(mentions, kinds, strict=True):
        target = reader.registrar.instrument(mention.name, mention.part_of, mention.notation)
        quoted = _quoted(words, mention.start, mention.end)
        reader.claims.dependency(item, quoted, type=kind, target=target)
        if kind in _UNSURE:
            what = f"How this hangs on {mention.name!r} is told by the words around the name: {kind.label}."
            reader.claims.doubt(DoubtKind.LINK, what, quoted, item, (kind.value, LinkType.REFERS_TO.value))


def _known_instruments(reader: SourceReader, text: str) -> Iterator[Mention]:
    """Instruments named in full elsewhere, printed here in other letter case ("Welcome packs produced")."""
    taken = [(one.start, one.end) for one in find_instruments(text)]
    for start, end, _ in reader.instrument_names.find(text):
        if not any(first < end and start < last for first, last in taken):
            yield Mention(start, end, text[start:end])


_UNSURE = {LinkType.DELIVERS_PART_OF, LinkType.USES, LinkType.MEETS_STANDARD, LinkType.REQUIRES, LinkType.ESTABLISHES}


def _body_names(reader: SourceReader) -> _BodyNames:
    """Names to look for in texts: printed names of two words or more, acronyms, and words that bodies begin with."""
    found = {
        name: slug
        for name, slug in reader.registrar.known_bodies().items()
        if (name.count(" ") or is_acronym(name) or reader.known.begins(f"{name} to"))
        and name != NAMED_OFFICER
        and len(name) > 2
    }
    return _BodyNames(NameIndex(found), found)


def _bodies(reader: SourceReader, item: str, words: Words, names: _BodyNames) -> None:
    text = words.text
    taken: list[tuple[int, int]] = [(one.start, one.end) for one in find_instruments(text)]
    for start, end, slug in _found_bodies(reader, text, names, taken):
        kind = LinkType.REPORTED_TO if reports_to(text, start) else LinkType.REFERS_TO
        reader.claims.dependency(item, _quoted(words, start, end), type=kind, target=slug, target_kind="body")


def _found_bodies(
    reader: SourceReader, text: str, names: _BodyNames, taken: list[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    for start, end, name in names.index.find(text):
        is_single = not name.count(" ") and not is_acronym(name)
        if is_single and (start or not re.match(r" (?:to|will|should) [a-z]", text[end:])):
            continue
        if not any(first < end and start < last for first, last in taken):
            taken.append((start, end))
            yield start, end, names.slugs[name]
    for match in re.finditer(r"(?<![\w&/])[A-Z]{3,6}(?![\w&])", text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        slug = reader.registrar.full_body(match[0])
        if slug is None and (subject := _SUBJECT.match(text)) and subject.start("who") == match.start():
            slug = reader.registrar.body(match[0])
        if slug:
            taken.append(match.span())
            yield match.start(), match.end(), slug


def _actions(reader: SourceReader, item: str, words: Words, refs: set[str]) -> None:
    own = item.partition("/")[0]
    mentioned = {
        ref for match in _ACTION_WORD.finditer(words.text) for ref in re.findall(r"[A-Z]{0,4}\d[\w.]*", match["refs"])
    }
    mentioned |= set(re.findall(r"\b[A-Z]{1,4}\d{1,3}\b", words.text))
    for ref in sorted(({ref.strip(".") for ref in mentioned} & refs) - {own}):
        start = words.text.index(ref)
        quoted = _quoted(words, start, start + len(ref))
        before = words.text[:start].casefold().rstrip()
        needs = re.search(r"\b(depend\w* on|following|after|requires?|needs?|subject to|once)(?: action)?$", before)
        kind = LinkType.REQUIRES if needs else LinkType.REFERS_TO
        reader.claims.dependency(item, quoted, type=kind, target=ref, target_kind="item")


def _link_cell(reader: SourceReader, ref: str, words: Words, fallback: LinkType, refs: set[str]) -> None:
    """A cell of a column that names what an action hangs together with."""
    for part in words.split(r"\s*[\n;,•]\s*"):
        plain = part.tidy
        mentioned = ({one.strip(".") for one in re.findall(r"(?<!\w)[A-Z]{0,4}\d[\w.]*", plain)} & refs) - {ref}
        if mentioned:
            for other in sorted(mentioned):
                reader.claims.dependency(ref, part, type=fallback, target=other, target_kind="item")
            continue
        mentions = find_instruments(part.text)
        if not mentions and re.search(r"[A-Z]\w", plain) and 2 < len(plain) <= 90:
            reader.claims.dependency(ref, part, type=fallback, target=reader.registrar.instrument(plain))
        for mention in mentions:
            target = reader.registrar.instrument(mention.name, mention.part_of)
            reader.claims.dependency(ref, part, type=fallback, target=target)
