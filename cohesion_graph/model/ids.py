"""Identifiers: how the things of a plan are named, minted and refused.

Local identifiers are short and readable; addresses (IRIs) are made from them in one place, `rdf.namespaces`.

=================== =========================================== ====================================================
thing               form                                        example
=================== =========================================== ====================================================
body, instrument    slug                                        ``safer-stockton-partnership``
action              reference, normalised                       ``EO6`` (printed ``E06``)
milestone           action ``/`` slug                           ``EO9/new-offensive-incident-policy-developed``
claim               item ``/claim/`` source ``/`` kind ``/`` n  ``CC1/claim/safer-stockton-extract/responsibility/2``
doubt               source ``/doubt/`` n                        ``borough-plan/doubt/4``
discrepancy         item ``/discrepancy/`` kind ``/`` a ``/`` b ``CC1/discrepancy/lead/borough-plan/...-extract``
=================== =========================================== ====================================================

They are minted once and then kept: renaming a thing changes its label, never its identifier.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Annotated

from pydantic import StringConstraints

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_REF = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"

Slug = Annotated[str, StringConstraints(pattern=f"^{_SLUG}$", max_length=100)]
"""Lower-case letters, digits and single hyphens, at most 100 characters."""

ActionRef = Annotated[str, StringConstraints(pattern=f"^{_REF}$", max_length=60)]
"""An action's reference: letters, digits, full stop, underscore, hyphen; starts and ends with a letter or digit."""

ItemId = Annotated[str, StringConstraints(pattern=f"^{_REF}(?:/{_SLUG})?$", max_length=161)]
"""An action (``CC1``) or a milestone of one (``CC1/report-produced``)."""


def mint_slug(text: str, *, longest: int = 60) -> str:
    """A slug made from printed words, cut between words at `longest` characters; empty if no word is left.

    Apostrophes vanish, every other run of characters outside a-z and 0-9 becomes one hyphen. Letters of other
    alphabets are transliterated where Unicode decomposes them (é to e) and dropped otherwise.

    >>> mint_slug("Children’s Trust Board & “CTB”")
    'childrens-trust-board-ctb'
    """
    import unicodedata

    folded = unicodedata.normalize("NFKD", text.casefold())
    folded = re.sub(r"['’ʼ\u0300-\u036f]", "", folded)
    words = re.findall(r"[a-z0-9]+", folded)
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:longest]
        if len(longer) > longest:
            break
        slug = longer
    return slug


def free_id(wanted: str, taken: Collection[str]) -> str:
    """An identifier that is not taken: the one wanted, or that with a number behind it.

    >>> free_id("board", {"board", "board-2"}), free_id("trust", ())
    ('board-3', 'trust')
    """
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free


def action_of(item: str) -> str:
    """The action an item belongs to; an action belongs to itself.

    >>> action_of("EO9/new-offensive-incident-policy-developed"), action_of("EO9")
    ('EO9', 'EO9')
    """
    return item.partition("/")[0]


def milestone_of(item: str) -> str:
    """The milestone part of an item's id, empty for an action.

    >>> milestone_of("CC9/report-produced"), milestone_of("CC9")
    ('report-produced', '')
    """
    return item.partition("/")[2]


def node_id(kind: str, identifier: str) -> str:
    """The identifier of a thing among things of all kinds: its node in the graph, and the end of its address.

    >>> node_id("organisation", "safer-stockton-partnership"), node_id("item", "CC9/report-produced")
    ('organisation/safer-stockton-partnership', 'action/CC9/milestone/report-produced')

    Args:
        kind: ``plan``, ``section``, ``item``, ``organisation``, ``instrument`` or ``source``.
        identifier: The thing's own identifier.
    """
    if kind != "item":
        return f"{kind}/{identifier}"
    action, _, milestone = identifier.partition("/")
    return f"action/{action}/milestone/{milestone}" if milestone else f"action/{action}"


def is_milestone(item: str) -> bool:
    """Whether the id names a milestone rather than an action."""
    return "/" in item


def action_and_milestone(item: str | None) -> tuple[str, str]:
    """An item as two columns of a table: its action, and itself if it is a milestone; both empty without an item.

    >>> action_and_milestone("CC9/report-produced"), action_and_milestone("CC9"), action_and_milestone(None)
    (('CC9', 'CC9/report-produced'), ('CC9', ''), ('', ''))
    """
    return (action_of(item), item if is_milestone(item) else "") if item is not None else ("", "")
