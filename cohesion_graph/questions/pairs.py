"""Answers that set two things side by side: what two sources say, what two bodies share."""

from __future__ import annotations

from collections.abc import Sequence

from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import joined
from cohesion_graph.tables.table import Value

__all__ = ["discrepancies", "paired"]


def discrepancies(rows: Sequence[Row], _: Bound) -> tuple[list[Row], list[str]]:
    """One row for each difference, with the words of both sources."""
    return paired(rows), []


def paired(rows: Sequence[Row]) -> list[Row]:
    """The rows of that answer, made of differences and the claims that they lie in."""
    claims: dict[Value, list[Row]] = {}
    for row in rows:
        if row["side"]:
            claims.setdefault(row["discrepancy_id"], []).append(row)
    answer = []
    for row in _in_order([row for row in rows if not row["side"]], list(claims)):
        told = claims.get(row["discrepancy_id"], [])
        quotes = {side: _quotes(told, side) for side in ("a", "b")}
        answer.append(
            {name: value for name, value in row.items() if name not in {"side", "claim", "claim_basis"}}
            | {
                "source": joined(str(row[name]) for name in ("source_a", "source_b")),
                "basis": joined(str(one["claim_basis"]) for one in told),
                "quote_a": quotes["a"],
                "quote_b": quotes["b"],
                "quote": "; ".join(filter(None, quotes.values())),
            }
        )
    return answer


def _in_order(differences: list[Row], claimed: list[Value]) -> list[Row]:
    """Item by item as they come, those of one item in the order of the first claim that they lie in."""
    items = {item: place for place, item in enumerate(dict.fromkeys(map(_item, differences)))}
    places = {identifier: place for place, identifier in enumerate(claimed)}
    return sorted(differences, key=lambda row: (items[_item(row)], places.get(row["discrepancy_id"], len(places))))


def _item(row: Row) -> Value:
    return row["milestone"] or row["action"]


def _quotes(rows: list[Row], side: str) -> str:
    """The words of one side, each once, in the order of the claims."""
    return "; ".join(dict.fromkeys(str(row["quote"]) for row in rows if row["side"] == side))
