"""A person's judgements after a new edition: kept while what they name is there, reported otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cohesion_graph.editions.places import Places
from cohesion_graph.editions.report import Report, in_words
from cohesion_graph.model.claims import AnyClaim, Dependency
from cohesion_graph.model.editorial import Editorial, Sameness

__all__ = ["kept_judgements"]


def kept_judgements(
    editorial: Editorial, places: Mapping[str, Places], claims: Iterable[AnyClaim], items: set[str], report: Report
) -> Editorial:
    """The judgements whose claims, items and words still stand.

    Args:
        editorial: All judgements of the corrected dataset.
        places: Where words went, by source.
        claims: The claims of the result.
        items: The items of the result.
        report: Told what could not be kept.
    """
    known = {claim.id for claim in claims}
    links = [link for one in editorial.links if (link := _link(one, places, known, items, report))]
    known |= {link.id for link in links}
    same = []
    for sameness in editorial.same_items:
        left = tuple(claim for claim in sameness.claims if claim in known)
        if len(left) >= 2 and sameness.item in items:
            same.append(sameness if left == sameness.claims else _fewer(sameness, left))
        else:
            report.conflicts.append(f"your judgement that claims are about {sameness.item} has lost its claims.")
    rulings = []
    for ruling in editorial.rulings:
        if ruling.discrepancy.partition("/discrepancy/")[0] in items:
            rulings.append(ruling)
        else:
            report.conflicts.append(f"your ruling on {ruling.discrepancy} has lost its item: it was taken out.")
    rankings = []
    for ranking in editorial.rankings:
        if ranking.claim in known:
            rankings.append(ranking)
        else:
            report.conflicts.append(f"your ranking of {ranking.claim} has lost its claim: it was taken out.")
    if (count := len(same) + len(rulings) + len(rankings) + len(links)) > 0:
        report.kept["the judgements"] += count
    return Editorial(same_items=tuple(same), rulings=tuple(rulings), rankings=tuple(rankings), links=tuple(links))


def _fewer(sameness: Sameness, claims: tuple[str, ...]) -> Sameness:
    return sameness.model_copy(update={"claims": claims})


def _link(
    link: Dependency, places: Mapping[str, Places], known: set[str], items: set[str], report: Report
) -> Dependency | None:
    evidence = places[link.source].moved(link.evidence, link.item) if link.source in places else None
    stands = link.item in items and (link.target_kind != "item" or link.target in items) and link.id not in known
    if evidence is None or not stands:
        report.conflicts.append(f"{link.item}: your link, {in_words(link)}, has lost its words or its end.")
        return None
    return link.model_copy(update={"evidence": evidence})
