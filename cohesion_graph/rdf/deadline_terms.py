"""Deadlines as RDF: what was stated stays as stated, and what a query compares stands beside it, typed.

Compare on ``pap:latestDate`` (``xsd:date``) only: months and years do not compare with days in every engine.
"""

from __future__ import annotations

from cohesion_graph.model.timing import Deadline, Recurrence, StatedDate
from cohesion_graph.rdf.facts import Pairs, code
from cohesion_graph.rdf.namespaces import Addresses
from cohesion_graph.rdf.terms import boolean, date, iri, literal, minted, term, typed

__all__ = ["MONTHS", "deadline_pairs", "duration"]

MONTHS = "http://reference.data.gov.uk/id/gregorian-month/"
"""Where the UK government names calendar months."""

_DATATYPES = {"day": "date", "month": "gYearMonth", "year": "gYear"}


def deadline_pairs(a: Addresses, deadline: Deadline) -> Pairs:
    """Everything a deadline holds, and the last day it allows."""
    pairs = [code("pap:timingKind", deadline.kind), (term("pap:openEnded"), boolean(deadline.is_open_ended))]
    if deadline.date:
        pairs.append((term("pap:statedDate"), _stated(deadline.date)))
        pairs.append((term("pap:precision"), literal(deadline.date.precision)))
        if deadline.date.precision == "month":
            pairs.append((term("pap:dueInterval"), iri(f"{MONTHS}{deadline.date}")))
    if deadline.latest_date:
        pairs.append((term("pap:latestDate"), date(deadline.latest_date)))
    if deadline.starts:
        pairs.append((term("pap:startDate"), _stated(deadline.starts)))
    if deadline.every:
        pairs.append((term("pap:recursEvery"), typed(duration(deadline.every), "duration")))
        pairs.append((term("pap:intervalAsStated"), literal(str(deadline.every))))
    if deadline.within:
        pairs.append((term("pap:dueWithin"), typed(duration(deadline.within), "duration")))
        pairs.append((term("pap:intervalAsStated"), literal(str(deadline.within))))
    if deadline.after is not None:
        pairs.append((term("pap:countedFrom"), literal(deadline.after)))
    if deadline.aligned_with:
        pairs.append((term("pap:alignedWith"), minted(a.instrument(deadline.aligned_with))))
    return pairs


def duration(interval: Recurrence) -> str:
    """An interval as XML Schema's canonical duration, which knows no weeks and fills years with twelve months.

    Written canonically because stores that keep durations as values give them back so.

    >>> duration(Recurrence("P2W")), duration(Recurrence("P18M")), duration(Recurrence("P12M"))
    ('P14D', 'P1Y6M', 'P1Y')
    """
    if interval.days:
        return f"P{interval.days}D"
    years, months = divmod(interval.months, 12)
    return "P" + (f"{years}Y" if years else "") + (f"{months}M" if months else "")


def _stated(stated: StatedDate) -> str:
    """A stated date at its own precision; quarters and financial years have no datatype and stay plain."""
    datatype = _DATATYPES.get(stated.precision)
    return typed(str(stated), datatype) if datatype else literal(str(stated))
