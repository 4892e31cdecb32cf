"""Editions: a new edition of a plan's documents joined with a dataset that a person corrected.

``merge`` is the way in. Three states are compared: what was read before, what is read now, what a person made of it.
``items``, ``claims``, ``doubts``, ``plan``, ``register`` and ``judgements`` each join one part; ``places`` finds old
words in a new text, ``statements`` tells when two claims say the same, ``report`` tells what became of what.
"""

from __future__ import annotations

from cohesion_graph.editions.merge import Reread, reread

__all__ = ["Reread", "reread"]
