"""Words that pages use in a sense of their own, each explained where it stands, on hover and on focus."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["GLOSSARY"]

GLOSSARY: Mapping[str, str] = {
    "How it is known": "Whether the document’s words say it, its layout does, or a rule made it of other words.",
    "Words it rests on": "The document’s exact words. Follow them to where they stand.",
    "Progress": "The last report, in its own terms. “Not reported”: nobody has said, whatever was done.",
    "By when": "The deadline in the document’s words. Sorting goes by the last day that they allow.",
    "Decided": "What an editor of the dataset decided. Until then both statements stand.",
    "Is responsible for": "Named as responsible, by a document that does not say who leads.",
    "Steps away": "1: it says so itself. 2 or more: through something else that waits.",
    "According to": "The document that says so.",
}
"""Headings of columns and terms of summaries, with a sentence each."""
