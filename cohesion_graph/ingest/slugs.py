"""Identifiers of a draft: minted from printed words, with no person's name spelt out in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from cohesion_graph.ingest.who.officers import person_masks
from cohesion_graph.model.ids import mint_slug
from cohesion_graph.model.privacy import mask

__all__ = ["minter"]


def minter(names: Iterable[str]) -> Callable[[str], str]:
    """What mints slugs that spell out none of these names, however they are printed; empty if no word is left.

    Names that patterns find are left out first; the list catches those that a pattern sees in one place and, written
    in small letters or run together with a sign, not in another.

    >>> minter(["J. Bloggs"])("Report of j bloggs to Jane Doe and others")
    'report-of-to-and-others'
    """
    slugs = sorted({slug for name in names if (slug := mint_slug(name))}, key=lambda slug: (-len(slug), slug))
    spelt = re.compile(rf"(?<![^-])(?:{'|'.join(map(re.escape, slugs))})(?![^-])") if slugs else None

    def mint(text: str) -> str:
        slug, before = mint_slug(mask(text, person_masks(text))), ""
        while spelt and slug != before:  # what stands around a name may spell out another
            slug, before = re.sub("-+", "-", spelt.sub("", slug)).strip("-"), slug
        return slug

    return mint
