"""What a person judged, in a graph of its own."""

from __future__ import annotations

from collections.abc import Iterator

from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.editorial import Dated
from cohesion_graph.model.evidence import Quotation
from cohesion_graph.rdf.facts import Facts, Pairs, as_listed, code, optional, types
from cohesion_graph.rdf.namespaces import Addresses
from cohesion_graph.rdf.source_graph import claim_pairs, evidence_pairs, quotation_facts
from cohesion_graph.rdf.terms import boolean, date, integer, literal, minted, term

__all__ = ["editorial_facts"]


def editorial_facts(a: Addresses, dataset: Dataset) -> Iterator[Facts]:
    """What a person judged: that claims are about one item, what a discrepancy comes to, which claim goes first.

    Links that a person concluded are dependency claims like any other, and also of class `pap:Judgement`.
    """
    editorial = dataset.editorial
    for number, same in enumerate(editorial.same_items, 1):
        pairs = _judgement("pap:Sameness", number, same.reason, same.by)
        pairs.append((term("pap:aboutItem"), minted(a.item(same.item))))
        pairs += [(term("pap:involvesClaim"), minted(a.claim(claim))) for claim in sorted(set(same.claims))]
        listed = as_listed(claims=(same.claims, sorted(set(same.claims))))
        yield a.judgement("sameness", number), pairs + listed
    for number, ruling in enumerate(editorial.rulings, 1):
        pairs = _judgement("pap:Ruling", number, ruling.reason, ruling.by)
        pairs += [code("pap:resolution", ruling.resolution), (term("pap:discrepancyId"), literal(ruling.discrepancy))]
        yield a.judgement("ruling", number), pairs
    for number, ranking in enumerate(editorial.rankings, 1):
        pairs = _judgement("pap:Ranking", number, ranking.reason, ranking.by)
        pairs += [code("pap:rank", ranking.rank), (term("pap:involvesClaim"), minted(a.claim(ranking.claim)))]
        yield a.judgement("ranking", number), pairs
    yield from _judged_doubts(a, dataset)
    quoted: dict[str, list[Quotation]] = {}
    for number, correction in enumerate(editorial.corrections, 1):
        pairs = _dated("pap:Correction", number, correction)
        pairs += [(term("pap:correction"), literal(correction.what))]
        pairs.append((term("pap:accordingTo"), minted(a.source(correction.source))))
        if correction.item is not None:
            pairs.append((term("pap:aboutItem"), minted(a.item(correction.item))))
        yield a.judgement("correction", number), pairs + evidence_pairs(a, correction.source, correction.evidence)
        quoted.setdefault(correction.source, []).extend(correction.evidence)
    for number, row in enumerate(editorial.sample, 1):
        pairs = [*types("pap:SampledRow"), (term("pap:sampledAction"), literal(row.action))]
        pairs += [(term("pap:wasReadRight"), boolean(row.is_right)), (term("pap:judgedBy"), literal(row.by))]
        pairs += [(term("pap:order"), integer(number)), *optional("skos:note", row.note)]
        pairs += [(term("pap:judgedOn"), date(row.on))] if row.on else []
        yield a.judgement("sampled-row", number), pairs
    for number, link in enumerate(editorial.links, 1):
        yield a.claim(link.id), [*types("pap:Judgement"), *claim_pairs(a, link, number)]
        quoted.setdefault(link.source, []).extend(link.evidence)
    for source, quotations in quoted.items():
        yield from quotation_facts(a, dataset.sources_by_id[source], quotations)


def _judged_doubts(a: Addresses, dataset: Dataset) -> Iterator[Facts]:
    """What was settled about doubts, and who else is to be asked about them."""
    for number, settlement in enumerate(dataset.editorial.settlements, 1):
        doubt = dataset.doubts[settlement.doubt]
        address = a.doubt(doubt.source, doubt.n)
        pairs = _dated("pap:Settlement", number, settlement)
        pairs += [(term("pap:aboutDoubt"), minted(address)), *optional("pap:ownValue", settlement.value)]
        if settlement.reading:
            place = doubt.readings.index(settlement.reading) + 1
            pairs.append((term("pap:chosenReading"), minted(a.alternative(doubt.source, doubt.n, place))))
        yield a.judgement("settlement", number), pairs
    for number, referral in enumerate(dataset.editorial.referrals, 1):
        doubt = dataset.doubts[referral.doubt]
        pairs = _dated("pap:Referral", number, referral)
        pairs += [(term("pap:aboutDoubt"), minted(a.doubt(doubt.source, doubt.n)))]
        yield a.judgement("referral", number), [*pairs, (term("pap:toBeAsked"), literal(referral.ask))]


def _dated(kind: str, number: int, one: Dated) -> Pairs:
    pairs = _judgement(kind, number, one.reason, one.by)
    return [*pairs, (term("pap:judgedOn"), date(one.on))] if one.on else pairs


def _judgement(kind: str, number: int, reason: str, by: str) -> Pairs:
    return [
        *types("pap:Judgement", kind),
        (term("pap:reason"), literal(reason)),
        (term("pap:judgedBy"), literal(by)),
        (term("pap:order"), integer(number)),
    ]
