"""Identifiers of a draft: minted from printed words, with no person's name spelt out in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from cohesion_graph.ingest.who.officers import person_masks
from cohesion_graph.model.ids import mint_slug
from cohesion_graph.model.name_forms import NameForms
from cohesion_graph.model.privacy import BLOCK, mask, ordinary_words

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

    return mint


def nameless(file: str, forms: NameForms) -> str:
    """The name of a file without the names of persons in it; empty if nothing else is left.

    >>> nameless("plan-jane-wexbridge_v2", NameForms(())), nameless("Wexbridge plan", NameForms(["J. Wexbridge"]))
    ('plan-v2', 'plan')
    """
    spaced = re.sub(r"[-_.]", " ", file).title()  # of the same length
    covered = mask(file, person_masks(spaced)) if len(spaced) == len(file) else file
    covered = forms.cover(covered, is_prose=False)
    return re.sub(rf"[\s._-]*{BLOCK}[{BLOCK}\s._-]*", "-", covered).strip(" -_.") if BLOCK in covered else file
