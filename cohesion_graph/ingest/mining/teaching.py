"""One taught example over all documents that are read together: it adds to what they say, and takes nothing away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cohesion_graph.documents.cells import Extract
from cohesion_graph.errors import BadParameter
from cohesion_graph.ingest.mining.examples import finds
from cohesion_graph.ingest.mining.judge import Reading, read_records
from cohesion_graph.ingest.mining.leaves import key_of
from cohesion_graph.ingest.mining.one_per_file import read_together
from cohesion_graph.ingest.mining.overruling import Overruling, as_said
from cohesion_graph.ingest.records.entry import Entry
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Kind

__all__ = ["change_in_words", "taught"]

_SURE = 12
"""Characters from where a part of a title tells it."""
_KEPT = 0.8
"""Share of the actions that a reading must keep where it held the one of the example already."""


def taught(extracts: Sequence[Extract], readings: Sequence[Reading], example: Overruling) -> list[Reading]:
    """Readings of documents given together, with what one example of an action adds.

    A reading that holds the example with its lead and date stays as it is. Else the document that holds its words is
    read by it, and others with records of the same structure are read alike.

    Args:
        extracts: The documents.
        readings: How each was read without the example.
        example: Words of one action, who leads it, when it is due.

    Raises:
        BadParameter: no record holds the words of the example.
    """
    found = list(readings)
    if any(_holds(one.entries, example) for one in readings):
        return found
    if together := read_together(readings, example):
        return together
    holding = [(finds(one.mined, example), -number) for number, one in enumerate(readings)]
    best, place = max(holding, default=((), 0))
    if not best:
        raise BadParameter(
            f"no record holds the words {example.like!r}\n  Copy some words of one action as they are printed."
        )
    made = read_records(extracts[-place], example)
    if not _keeps(readings[-place].entries, made.entries, example):
        return found
    found[-place] = made
    said = as_said(made.mined)
    for number, extract in enumerate(extracts):
        if number != -place and said and said.fits(readings[number].mined):
            other = read_records(extract, said)
            if _keeps(readings[number].entries, other.entries):
                found[number] = other
    return found


def _named(entry: Entry, words: str) -> bool:
    told, printed = key_of(words), key_of(entry.naming_words)
    return told == printed or (len(told) >= _SURE and told in printed) or (len(printed) >= _SURE and printed in told)


def _holds(entries: Iterable[Entry], example: Overruling) -> bool:
    """Whether some action has the words of the example, its lead and its date."""
    wanted = ((example.lead, {*PARTY_KINDS}), (example.by, {Kind.DEADLINE, Kind.START}))
    for entry in entries:
        if _named(entry, example.like) and all(_says(entry, words, kinds) for words, kinds in wanted if words):
            return True
    return False


def _says(entry: Entry, words: str, kinds: Iterable[Kind]) -> bool:
    values = (value.words for line in entry.lines for kind in kinds for value in line.get(kind))
    return any(key_of(words) in key_of(value) for value in values)


def _keeps(before: Sequence[Entry], after: Sequence[Entry], example: Overruling | None = None) -> bool:
    """Whether a reading by an example keeps the actions of one that was right of it: else a person sees no less."""
    if not after:
        return False
    if not before or (example and not any(_named(one, example.like) for one in before)):
        return True
    titles = {key_of(one.naming_words) for one in before}
    return len(titles & {key_of(one.naming_words) for one in after}) >= _KEPT * len(titles)


def change_in_words(before: Reading, after: Reading, withheld: Callable[[str], str]) -> list[str]:
    """What an example changes in a document, for people; nothing where it leaves it as it is."""
    if after is before:
        return []
    told = [_begun(one.entries, withheld) for one in (after, before)]
    how = "to take it back: delete map.yaml in the dataset, and read again"
    return [f"with the example {told[0]}; without it {told[1]} ({how})"]


def _begun(entries: Sequence[Entry], withheld: Callable[[str], str]) -> str:
    count = f"{len(entries)} action{'s' * (len(entries) != 1)}"
    first = withheld(entries[0].naming_words.tidy)[:_SHOWN] if entries else ""
    return f"{count}, the first {first!r}" if first else count


_SHOWN = 60
"""Characters."""
