"""Links of items: to instruments and bodies they name and to other actions, each with its direction."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.claims.effects import confirmed
from cohesion_graph.ingest.claims.identities import Assigned
from cohesion_graph.ingest.claims.registrar import NAMED_OFFICER
from cohesion_graph.ingest.claims.source_reader import SourceReader
from cohesion_graph.ingest.claims.unlinked import Unlinked
from cohesion_graph.ingest.records.headings import Kind
from cohesion_graph.ingest.what.action_mentions import ActionReferences
from cohesion_graph.ingest.what.elsewhere import Elsewhere, found_elsewhere
from cohesion_graph.ingest.what.instruments import Mention, find_instruments
from cohesion_graph.ingest.what.links import link_types, reports_to
from cohesion_graph.ingest.what.references import normal_reference
from cohesion_graph.ingest.who.name_index import NameIndex
from cohesion_graph.ingest.who.names import is_acronym, name_key
from cohesion_graph.language.files import any_of
from cohesion_graph.model.changes import Reading, Restated
from cohesion_graph.model.codes import DoubtKind, LinkType

__all__ = ["link_items"]

_LONGEST_QUOTE = 240
_SUBJECT = re.compile(r"^(?P<who>[A-Z]{3,6})\s+(?:to|will|should)\s+[a-z]")


@dataclass(frozen=True, slots=True)
class _Item:
    """An item's words, and the instruments that they name."""

    id: str
    words: Words
    named: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class _BodyNames:
    index: NameIndex
    slugs: Mapping[str, str]


def link_items(
    reader: SourceReader, assigned: Iterable[Assigned], refs: Iterable[str], others: Mapping[str, Collection[str]]
) -> None:
    """Claim the links that a document's wordings and link columns state.

    Args:
        reader: The document's reader, its wordings claimed.
        assigned: Its entries with their references.
        refs: References of all actions of the plan that are printed.
        others: The printed references of each document at hand, by its title.
    """
    known_refs = ActionReferences(refs)
    at_hand = {name_key(title): frozenset(map(normal_reference, printed)) for title, printed in others.items()}
    names = _body_names(reader)
    items = [_Item(item, words, find_instruments(words.text)) for item, words in reader.items]
    mentions = [mention for one in items for mention in one.named]
    reader.instrument_names = NameIndex((one.name for one in mentions if one.name.count(" ")), ignore_case=True)
    for mention in (one for one in mentions if one.notation):
        # a short form that is explained anywhere stands for its name everywhere
        reader.registrar.instrument(mention.name, mention.part_of, mention.notation)
    unlinked, listed = Unlinked(reader), frozenset(refs)
    for item in items:
        taken = [*_instruments(reader, item), *_bodies(reader, item, names)]
        _actions(reader, item, known_refs, at_hand)
        taken += _unnamed(reader, item)
        unlinked.note(item.id, item.words, taken, listed)
    unlinked.ask()
    unlinked.ask_of_siblings()
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


def _instruments(reader: SourceReader, item: _Item) -> list[tuple[int, int]]:
    """Claim the links to instruments; where their names stand."""
    words = item.words
    mentions = sorted([*item.named, *_known_instruments(reader, item)], key=lambda one: one.start)
    kinds = link_types(words.text, [(one.start, one.end) for one in mentions])
    for mention, kind in zip(mentions, kinds, strict=True):
        target = reader.registrar.instrument(mention.name, mention.part_of, mention.notation)
        quoted = _quoted(words, mention.start, mention.end)
        claim = reader.claims.dependency(item.id, quoted, type=kind, target=target)
        if kind in _UNSURE:
            what = f"How this hangs on {mention.name!r} is told by the words around the name: {kind.label}."
            weaker = Restated(claim=claim, to={"type": LinkType.REFERS_TO.value})
            readings = confirmed(kind.value, [claim]), Reading(words=LinkType.REFERS_TO.value, effect=(weaker,))
            reader.claims.doubt(DoubtKind.LINK, what, quoted, item.id, readings)
    return [(one.start, one.end) for one in mentions]


def _known_instruments(reader: SourceReader, item: _Item) -> Iterator[Mention]:
    """Instruments named in full elsewhere, printed here in other letter case ("Welcome packs produced")."""
    text, taken = item.words.text, [(one.start, one.end) for one in item.named]
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


def _bodies(reader: SourceReader, item: _Item, names: _BodyNames) -> list[tuple[int, int]]:
    """Claim the links to bodies; where their names and those of instruments stand."""
    words, text = item.words, item.words.text
    taken = [(one.start, one.end) for one in item.named]
    for start, end, slug in _found_bodies(reader, text, names, taken):
        kind = LinkType.REPORTED_TO if reports_to(text, start) else LinkType.REFERS_TO
        reader.claims.dependency(item.id, _quoted(words, start, end), type=kind, target=slug, target_kind="body")
    return taken


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


def _actions(reader: SourceReader, item: _Item, refs: ActionReferences, at_hand: Mapping[str, Collection[str]]) -> None:
    words, own = item.words, item.id.partition("/")[0]
    elsewhere = list(found_elsewhere(words.text, [(one.start, one.end, one.name) for one in item.named]))
    for one in elsewhere:
        _elsewhere(reader, item.id, words, one, at_hand)
    for mention in refs.find(words.text):
        is_own = not any(one.start <= mention.start < one.end for one in elsewhere)
        if is_own and mention.ref != own:
            quoted = _quoted(words, mention.start, mention.end)
            claim = reader.claims.dependency(item.id, quoted, type=mention.kind, target=mention.ref, target_kind="item")
            if mention.kind is LinkType.REFERS_TO and _NEEDS.search(words.text):
                what = f"How this hangs on {mention.ref!r} is not certain: its words speak of a need."
                needs = Restated(claim=claim, to={"type": LinkType.REQUIRES.value})
                readings = confirmed(mention.kind.value, [claim]), Reading(words="requires", effect=(needs,))
                reader.claims.doubt(DoubtKind.LINK, what, quoted, item.id, readings)


_NEEDS = re.compile(rf"(?i)(?<!\w)(?:{any_of('mentions.needs')})(?!\w)")


def _elsewhere(
    reader: SourceReader, item: str, words: Words, one: Elsewhere, at_hand: Mapping[str, Collection[str]]
) -> None:
    """A link to an action of another document at hand that prints this number; a doubt where none does."""
    quoted, ref = _quoted(words, one.start, one.end), normal_reference(one.ref)
    if one.name and ref in at_hand.get(name_key(one.name), ()):
        if ref != item.partition("/")[0]:
            reader.claims.dependency(item, quoted, type=LinkType.REFERS_TO, target=ref, target_kind="item")
        return
    whose = f"of {one.name!r}, which is" if one.name else "of an earlier edition, which is"
    what = f"{one.ref!r} is the number of an action {whose} not at hand: no link is made to an action."
    reader.claims.doubt(DoubtKind.LINK, what, quoted, item, ("an action of another document", "an action of this plan"))


_UNNAMED = re.compile(
    r"\b(?i:the|this|our)\s+(?P<what>Strategy|Plan|Policy|Framework|Charter|Programme|Agreement|Scheme|Act)(?!\w|\s+[A-Z])"
)


def _unnamed(reader: SourceReader, item: _Item) -> list[tuple[int, int]]:
    """Doubt what words such as "the Strategy" mean: no name follows, and a link would be a guess; where they stand."""
    asked = []
    words, taken = item.words, [(one.start, one.end) for one in item.named]
    for match in _UNNAMED.finditer(words.text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            what = f"{match[0]!r} does not say which {match['what'].casefold()} is meant: no link is made."
            quoted = _quoted(words, match.start(), match.end())
            alternatives = (f"this {match['what'].casefold()}", "another one")
            reader.claims.doubt(DoubtKind.LINK, what, quoted, item.id, alternatives)
            asked.append(match.span())
    return asked


_NO_NAME = re.compile(r"(?i)(?:n/?a|none|all|tb[acd]|yes|no|various|multiple|see above|as above|not applicable|\W*)")


def _link_cell(reader: SourceReader, ref: str, words: Words, fallback: LinkType, refs: ActionReferences) -> None:
    """A cell of a column that names what an action hangs together with.

    A line in which names are found by their own words is not cut at commas, which stand inside names too.
    """
    for line in words.split(r"\s*[\n;•]\s*"):
        parts = [line] if find_instruments(line.text) else line.split(r"\s*,\s*")
        for part in parts:
            _link_part(reader, ref, part, fallback, refs)


_LISTED_TITLE = re.compile(
    r"[A-Z][\w'’-]*(?:, [A-Z][\w'’-]*)+(?: [A-Z][\w'’-]*)* (?:and|&) [A-Z][\w'’-]*(?: [A-Z][\w'’-]*)+"
)
"""A title with a list inside: "Health, Work and Skills Strategy". In running text the comma may end a clause."""


_PREDECESSOR = re.compile(r"(?i)\b(\d[\d.]*)(?:fs|ss|ff|sf|ea|aa|ee|ae|fd|dd|df)\b(?:\s*[+-]\s*[\d.]+\s*\w+)?")
"""A reference with how the two hang together and after how long: "2FS+5 days", as planning programs write it."""


def _link_part(reader: SourceReader, ref: str, part: Words, fallback: LinkType, refs: ActionReferences) -> None:
    plain = part.tidy
    if _NO_NAME.fullmatch(plain):
        return
    mentions = find_instruments(part.text)
    told = {one.ref: one.kind for one in refs.find(part.text)}
    if not mentions:
        told = dict.fromkeys(refs.listed(_PREDECESSOR.sub(r"\1", part.text)), LinkType.REFERS_TO) | told
    for other in sorted(set(told) - {ref}):
        kind = fallback if told[other] is LinkType.REFERS_TO else told[other]
        reader.claims.dependency(ref, part, type=kind, target=other, target_kind="item")
    if not mentions and not told and re.search(r"[A-Z]\w", plain) and 2 < len(plain) <= 90:
        reader.claims.dependency(ref, part, type=fallback, target=reader.registrar.instrument(plain))
    if len(mentions) == 1 and _LISTED_TITLE.fullmatch(plain):
        mentions = (replace(mentions[0], start=0, end=len(part), name=plain),)
    kinds = link_types(part.text, [(one.start, one.end) for one in mentions])
    for mention, kind in zip(mentions, kinds, strict=True):
        target = reader.registrar.instrument(mention.name, mention.part_of, mention.notation)
        kind = fallback if kind is LinkType.REFERS_TO else kind
        reader.claims.dependency(ref, part, type=kind, target=target)
