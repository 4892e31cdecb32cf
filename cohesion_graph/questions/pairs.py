"""Answers that set two things side by side: what two sources say, what two bodies share."""

from __future__ import annotations

from cohesion_graph.questions.answers import Row, joined
from cohesion_graph.questions.binding import Bound

__all__ = ["discrepancies"]


def discrepancies(rows: list[Row], _: Bound) -> tuple[list[Row], list[str]]:
    """One row for each difference, with the words of both sources; fetched is one row for each claim of a side."""
    answer = []
    by_difference: dict[str, list[Row]] = {}
    for row in rows:
        by_difference.setdefault(str(row["discrepancy_id"]), []).append(row)
    for told in by_difference.values():
        quotes = {side: _quotes(told, side) for side in ("a", "b")}
        first = {name: value for name, value in told[0].items() if name not in {"side", "claim", "claim_basis"}}
        answer.append(
            first
            | {
                "source": joined(str(first[name]) for name in ("source_a", "source_b")),
                "basis": joined(str(row["claim_basis"]) for row in told),
                "quote_a": quotes["a"],
                "quote_b": quotes["b"],
                "quote": "; ".join(filter(None, quotes.values())),
            }
        )
    return answer, []


def _quotes(rows: list[Row], side: str) -> str:
    """The words of one side, each once, in the order of the claims."""
    return "; ".join(dict.fromkeys(str(row["quote"]) for row in rows if row["side"] == side))
