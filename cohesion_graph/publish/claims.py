"""Pages of claims: one statement of one document, with the words it rests on, at the statement's own address.

A reader meets a claim as a row of its item's page. Its own page is what its address answers with on any host, so that
one statement can be cited; a very large plan leaves that to the host's rules, which lead to the row (`hosts`).
"""

from __future__ import annotations

from collections.abc import Iterator

from cohesion_graph.model.claims import AnyClaim
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Fact, Page, Thing
from cohesion_graph.publish.statements import claim_in_words
from cohesion_graph.publish.urls import page

__all__ = ["claim_pages"]


def claim_pages(lookups: Lookups) -> Iterator[Page]:
    """One page for each claim; none where claims have no pages."""
    if lookups.urls.has_claim_pages:
        for claim in lookups.dataset.claims.values():
            yield _claim_page(lookups, claim)


def _claim_page(lookups: Lookups, claim: AnyClaim) -> Page:
    urls, source = lookups.urls, lookups.source_link(claim.source)
    about = lookups.named_item(claim.item)
    facts = [
        Fact("About", about),
        Fact("According to", source),
        Fact("Words it rests on", lookups.words(claim)),
        Fact("Basis", f"{claim.basis.label[:1].upper()}{claim.basis.label[1:]}. {claim.basis.definition}"),
    ]
    facts += [Fact("Note", claim.note)] if claim.note else []
    facts.append(Fact("Among the other statements", Anchor("Its row", urls.claim(claim))))
    sentence = claim_in_words(lookups, claim)
    return Page(
        page(urls.claim_folder(claim)),
        f"{claim.item}: {claim.kind_name} {claim.n} of the {source.text}",
        Thing("Statement of a document", f"{sentence[:1].upper()}{sentence[1:]}", tuple(facts), jump=False),
        crumbs=(lookups.node_link(f"plan/{lookups.dataset.plan.id}"), about),
        address=urls.addresses.claim(claim.id),
        data=urls.claim_folder(claim),
        thing=f"claim:{claim.id}",
        section="plan",
    )
