"""Identifiers of a draft: minted from printed words, with no person's name spelt out in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from itertools import pairwise
from urllib.parse import unquote

from cohesion_graph.model.evidence import Mask
from cohesion_graph.model.ids import mint_slug
from cohesion_graph.model.name_forms import WORD, NameForms
from cohesion_graph.model.privacy import BLOCK, mask, ordinary_words
from cohesion_graph.persons import contacts_in, is_first_name, person_masks

__all__ = ["minter", "nameless"]


def minter(names: Iterable[str], ordinary: Iterable[str] = ()) -> Callable[[str], str]:
    """What mints slugs that spell out none of these names, however they are printed; empty if no word is left.

    Names that patterns find are left out first; the list catches those that a pattern sees in one place and, in
    another form, not in another.

    Args:
        names: As they are printed somewhere.
        ordinary: Words that are no surnames by themselves, such as those that places are called.

    >>> minter(["J. Bloggs"])("Report of j bloggs to Jane Doe and others")
    'report-of-to-and-others'
    """
    known = sorted(names)
    forms = NameForms(known, {*ordinary, *ordinary_words(known, ())})

    def mint(text: str) -> str:
        slug, before = mint_slug(forms.cover(mask(text, person_masks(text)), " ", is_prose=False)), ""
        while slug != before:  # what stands around a name may spell out another
            slug, before = mint_slug(forms.cover(slug, " ", is_prose=False)), slug
        return slug

    return lru_cache(10_000)(mint)  # sections stand around many actions


def _titled(word: str) -> str:
    return titled if len(titled := word.capitalize()) == len(word) else word


def nameless(file: str, forms: NameForms, words: Collection[str] = ()) -> str:
    """The name of a file without the names of persons in it; empty if nothing else is left.

    Args:
        file: Its name without the suffix.
        forms: The names that the documents withhold.
        words: Words of the documents: what they do not know, in front of a first name, is its surname.

    >>> nameless("plan-jane-wexbridge_v2", NameForms(())), nameless("Wexbridge plan", NameForms(["J. Wexbridge"]))
    ('plan-v2', 'plan')
    >>> [nameless(f"{name} plan", NameForms(()), ["plan"]) for name in ("JaneWexbridge", "wexbridge+jane", "J.Wex")]
    ['plan', 'plan', 'plan']
    """
    plain = unquote(file)
    masks = [*person_masks(plain), *(Mask(start=start, end=end) for start, end in contacts_in(plain))]
    parts = list(WORD.finditer(plain))
    spaced = " ".join(_titled(part[0]) for part in parts)
    at = [place for part in parts for place in (*range(part.start(), part.end()), part.end())]
    masks += [Mask(start=at[one.start], end=at[one.end - 1] + 1) for one in person_masks(spaced)]
    for before, first in pairwise(parts):
        if words and is_first_name(first[0]) and not before[0].isdigit() and before[0].casefold() not in words:
            masks.append(Mask(start=before.start(), end=first.end()))
    covered = forms.cover(mask(plain, masks), is_prose=False)
    return re.sub(rf"[\s._-]*{BLOCK}[{BLOCK}\s._-]*", "-", covered).strip(" -_.+~%") if BLOCK in covered else file
