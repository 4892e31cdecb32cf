"""What a person is told after documents were read again: what the documents changed, and what became of corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from cohesion_graph.ingest.who.officers import person_masks
from cohesion_graph.model.claims import AnyClaim, Dependency, Responsibility, StatusReport, Timing, Wording
from cohesion_graph.model.name_forms import NameForms
from cohesion_graph.model.privacy import mask, ordinary_words

__all__ = ["Report", "changes_in_words", "in_words", "withheld"]


@dataclass(slots=True)
class Report:
    """Lines in plain words, by what they mean for the reader."""

    changed: list[str] = field(default_factory=list)
    """What the documents now say differently."""
    kept: Counter[str] = field(default_factory=Counter)
    """Number of corrections that stand, by what they correct."""
    conflicts: list[str] = field(default_factory=list)
    """What a person corrected and the document changed too, or no longer says: to be decided."""

    def text(self, names: Iterable[str] = (), by: str = "documents") -> str:
        """The report as lines of plain text, persons' names withheld.

        Args:
            names: Further names to withhold, such as those a reviewer marked.
            by: What changed.
        """
        lines = _section(f"Changed by the {by}", self.changed, "nothing")
        counts = [f"{count} of {what}" for what, count in sorted(self.kept.items()) if count]
        lines += _section("Corrections kept", counts, "none")
        lines += _section("To decide", self.conflicts, "nothing")
        return "\n".join(withheld(lines, names))


def changes_in_words(changes: Iterable[str], names: Iterable[str] = ()) -> str:
    """What changed where nothing is to be decided, as lines of plain text, persons' names withheld."""
    return "\n".join(withheld(_section("Changed", list(changes), "nothing"), names))


def _section(heading: str, lines: Iterable[str], none: str) -> list[str]:
    return [heading, *([f"  {line}" for line in lines] or [f"  {none}"])]


def withheld(texts: Iterable[str], names: Iterable[str]) -> list[str]:
    """Plain texts, persons' names withheld: those given, and those that look like one."""
    known = sorted(names)
    forms = NameForms(known, ordinary_words(known, ()))
    return [forms.cover(mask(text, person_masks(text))) for text in texts]


def in_words(claim: AnyClaim) -> str:
    """What a claim says, in a few words on one line."""
    match claim:
        case Wording():
            said = f"{claim.presented_as.label} {claim.text!r}"
        case Responsibility():
            said = f"{claim.party_as_printed!r} {claim.role.label}"
        case Timing():
            said = f"deadline {claim.stated!r}"
            if claim.deadline.date:
                said += f" ({claim.deadline.date})"
        case Dependency():
            said = f"{claim.type.label} {claim.target}"
        case StatusReport():
            said = claim.said
    said = " ".join(said.split())
    return said if len(said) <= 160 else said[:159] + "…"
