"""Persons' names in a plan: proposed for withholding as far as patterns go.

A net, not a control: what it finds is masked by default, each with a doubt, and a reviewer's list of masks decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cohesion_graph.ingest.names import BODY_HEADS, POST_HEADS, UNIT_HEADS
from cohesion_graph.ingest.words import word_set
from cohesion_graph.model.evidence import Mask
from cohesion_graph.model.privacy import BLOCK, name_like

__all__ = ["count_officers", "is_person", "person_masks"]

_FIRST_NAMES = word_set(
    "aaron adam adrian ahmed aisha alan alex alexander alice alison amanda amy andrea andrew andy angela ann anna "
    "anne anthony asif barbara barry ben benjamin beth brian bridget carl carol caroline catherine charles "
    "charlotte chloe chris christian christine christopher claire clare clive colin craig daniel darren dave "
    "david dawn dean deborah debbie denise derek diane dominic donna doug douglas duncan edward eileen elaine "
    "eleanor elizabeth ellie emily emma eric fatima fiona frances gareth gary gavin gemma geoff george georgina "
    "gillian glenn graham grant greg hannah harry hassan hazel heather helen henry holly howard hugh hussain ian "
    "imran iain jack jackie jacqueline jake james jamie jan jane janet janice jason jean jennifer jenny jeremy "
    "jessica jill jim joan joanna joanne joe john jonathan josh joshua joyce judith julia julian julie june "
    "justin karen kate katherine kathleen kathryn katie keith kelly ken kenneth kerry kevin kim kirsty kris laura "
    "lauren lee leanne lee-anne len leslie lesley liam linda lindsay lisa liz lorraine louise lucy luke lynn "
    "lynne malcolm marc margaret maria marie marion mark martin martyn mary matt matthew maureen megan melanie "
    "michael michelle mike mohammad mohammed muhammad nadia natalie natasha neil nicholas nick nicola nicole "
    "nigel nina norman oliver owen pam pamela pat patricia patrick paul paula pauline peter phil philip philippa "
    "phillip priya rachael rachel ravi ray raymond rebecca rhys richard rob robert robin roger ronald rory rosie "
    "ross roy russell ruth ryan sally sam samantha samuel sandra sanjay sara sarah scott sean shane shaun sharon "
    "sheila shirley simon sophie stephanie stephen steve steven stewart stuart sue sunita susan suzanne sylvia "
    "teresa terry theresa thomas tim timothy tina tom tony tracey tracy trevor tristan usman valerie vanessa "
    "vicky victoria vincent wayne wendy will william yasmin yvonne zoe donald gary dina"
)
_TWO_WORDS = re.compile(
    r"\b([A-Z][a-z]+(?:-[A-Z][a-z]+)?)((?: [A-Z]\.?)? (?:Mc|Mac|O['’])?[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)?)\b"
)
_BLOCKS = re.compile(f"{BLOCK}(?:[{BLOCK} ]*{BLOCK})?")
_NO_SURNAME = (
    BODY_HEADS
    | UNIT_HEADS
    | POST_HEADS
    | word_set(
        "street road house hall park lane court hospital way avenue centre street day week month act plan strategy "
        "review report programme scheme project survey charter fund award model"
    )
)


def _by_first_name(text: str) -> Iterator[tuple[int, int]]:
    for match in _TWO_WORDS.finditer(text):
        surname = match[2].split()[-1].casefold()
        if match[1].casefold() in _FIRST_NAMES and surname not in _NO_SURNAME:
            yield match.start(), match.end()


def person_masks(text: str) -> list[Mask]:
    """Stretches of a text that look like a person's name or were covered already, in order, none overlapping.

    >>> text = "Lead: Jane Bloggs, J. Doe (██████), Charles Street"
    >>> [text[mask.start:mask.end] for mask in person_masks(text)]
    ['Jane Bloggs', 'J. Doe', '██████']
    """
    found = [(mask.start, mask.end) for mask in name_like(text)] + list(_by_first_name(text))
    found += [match.span() for match in _BLOCKS.finditer(text)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return [Mask(start=start, end=end) for start, end in merged]


def is_person(text: str) -> bool:
    """Whether words are the name of one person and nothing else.

    >>> is_person("Jane Bloggs"), is_person("Jane Bloggs Foundation"), is_person("Mrs Doe")
    (True, False, True)
    """
    stripped = text.strip(" .,()")
    masks = person_masks(stripped)
    return len(masks) == 1 and (masks[0].start, masks[0].end) == (0, len(stripped))


def count_officers(text: str) -> int:
    """How many persons are named in words; covered names count one for each stretch between separators."""
    return len(person_masks(text))
