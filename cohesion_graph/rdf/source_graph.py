"""What each source says, in its own graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cohesion_graph.model.claims import (
    AnyClaim,
    Dependency,
    Doubt,
    Responsibility,
    StatusReport,
    Timing,
    Wording,
)
from cohesion_graph.model.dataset import Dataset, SourceClaims
from cohesion_graph.model.evidence import Quotation, Source
from cohesion_graph.rdf.deadline_terms import deadline_pairs
from cohesion_graph.rdf.facts import Facts, Pairs, as_listed, code, language_tag, optional, types
from cohesion_graph.rdf.namespaces import Addresses
from cohesion_graph.rdf.terms import date, integer, literal, minted, tagged, term

__all__ = ["CONTEXT", "claim_pairs", "evidence_pairs", "quotation_facts", "source_facts"]

CONTEXT = 32
"""Code points of text kept before and after quoted words, by which they are found again in a changed text."""


def source_facts(a: Addresses, dataset: Dataset, source: Source, reading: SourceClaims) -> Iterator[Facts]:
    """A document, its text, and all that was read from it."""
    place = dataset.sources.index(source) + 1
    yield a.source(source.id), _document(a, source, place, language_tag(dataset.language))
    yield (
        a.text(source.id),
        [
            *types("pap:SourceText"),
            (term("prov:wasDerivedFrom"), minted(a.source(source.id))),
            (term("pap:sha256"), literal(source.sha256)),
            (term("pap:characters"), integer(len(source.text))),
            (term("rdf:value"), literal(source.text)),
        ],
    )
    for number, mask in enumerate(source.masks, 1):
        yield (
            f"{a.source(source.id)}#mask/{number}",
            [
                *types("pap:Mask"),
                (term("oa:hasSource"), minted(a.text(source.id))),
                (term("oa:start"), integer(mask.start)),
                (term("oa:end"), integer(mask.end)),
                (term("pap:order"), integer(number)),
            ],
        )
    for number, claim in enumerate(reading.claims, 1):
        yield a.claim(claim.id), claim_pairs(a, claim, number)
    for number, doubt in enumerate(reading.doubts, 1):
        yield from _doubt(a, doubt, number)
    for number, aside in enumerate(reading.set_aside, 1):
        pairs = [*types("pap:SetAside"), (term("pap:accordingTo"), minted(a.source(source.id)))]
        pairs += [code("pap:setAsideKind", aside.kind), (term("pap:order"), integer(number))]
        pairs += evidence_pairs(a, source.id, [aside]) + optional("skos:note", aside.note)
        yield f"{a.source(source.id)}#set-aside/{number}", pairs
    for number, revision in enumerate(reading.revisions, 1):
        pairs = [*types("pap:Revision"), (term("pap:accordingTo"), minted(a.source(source.id)))]
        pairs += [(term("dcterms:identifier"), literal(revision.item)), (term("pap:order"), integer(number))]
        if revision.item in dataset.items:
            pairs.append((term("pap:aboutItem"), minted(a.item(revision.item))))
        pairs += evidence_pairs(a, source.id, [revision])
        pairs += optional("pap:before", revision.before) + optional("pap:after", revision.after)
        yield f"{a.source(source.id)}#revision/{number}", pairs
    quoted = [one for record in (*reading.claims, *reading.doubts) for one in record.evidence]
    yield from quotation_facts(a, source, [*quoted, *reading.set_aside, *reading.revisions])


def _document(a: Addresses, source: Source, place: int, language: str) -> Pairs:
    pairs = [
        *types("pap:SourceDocument"),
        (term("dcterms:identifier"), literal(source.id)),
        (term("dcterms:title"), tagged(source.title, language)),
        (term("rdfs:label"), tagged(source.label, language)),
        (term("pap:file"), literal(source.file)),
        (term("schema:encodingFormat"), literal(source.media_type)),
        (term("pap:order"), integer(place)),
    ]
    if source.short_title:
        pairs.append((term("pap:shortTitle"), tagged(source.short_title, language)))
    pairs += optional("pap:textFile", source.text_file) + optional("pap:documentSha256", source.document_sha256)
    pairs += optional("skos:note", source.note)
    key = sorted(set(source.rating_key))
    pairs += [(term("pap:ratingKey"), literal(one)) for one in key] + as_listed(rating_key=(source.rating_key, key))
    if source.extract_of:
        pairs.append((term("pap:extractOf"), minted(a.source(source.extract_of))))
    if source.extract_for:
        pairs.append((term("pap:extractFor"), minted(a.organisation(source.extract_for))))
    return pairs


def claim_pairs(a: Addresses, claim: AnyClaim, number: int) -> Pairs:
    """What is said of a claim, the n-th of its list."""
    pairs = [
        *types("pap:Claim"),
        (term("pap:aboutItem"), minted(a.item(claim.item))),
        (term("pap:accordingTo"), minted(a.source(claim.source))),
        code("pap:basis", claim.basis),
        (term("pap:number"), integer(claim.n)),
        (term("pap:order"), integer(number)),
        *evidence_pairs(a, claim.source, claim.evidence),
        *optional("skos:note", claim.note),
    ]
    return pairs + _OF_KIND[claim.kind_name](a, claim)


def _wording(_: Addresses, claim: Wording) -> Pairs:
    return [
        *types("pap:Wording"),
        (term("pap:normalisedText"), literal(claim.text)),
        code("pap:presentedAs", claim.presented_as),
        *optional("pap:refAsPrinted", claim.ref_as_printed),
    ]


def _responsibility(a: Addresses, claim: Responsibility) -> Pairs:
    pairs = [
        *types("pap:Responsibility"),
        (term("pap:responsibleParty"), minted(a.organisation(claim.party))),
        (term("pap:partyAsPrinted"), literal(claim.party_as_printed)),
        code("pap:role", claim.role),
    ]
    joint = sorted(set(claim.joint_with))
    start = a.claim(claim.id).rpartition("/")[0]
    pairs += [(term("pap:jointWith"), minted(f"{start}/{other}")) for other in joint]
    if claim.officers_named:
        pairs.append((term("pap:officersNamed"), integer(claim.officers_named)))
    return pairs + as_listed(joint_with=(claim.joint_with, joint))


def _timing(a: Addresses, claim: Timing) -> Pairs:
    return [*types("pap:Timing"), (term("pap:statedText"), literal(claim.stated)), *deadline_pairs(a, claim.deadline)]


def _dependency(a: Addresses, claim: Dependency) -> Pairs:
    target = {"instrument": a.instrument, "body": a.organisation, "item": a.item}[claim.target_kind]
    return [
        *types("pap:Dependency"),
        code("pap:dependencyType", claim.type),
        (term("pap:dependencyTarget"), minted(target(claim.target))),
    ]


def _status_report(_: Addresses, claim: StatusReport) -> Pairs:
    return [
        *types("pap:StatusReport"),
        code("pap:status", claim.status),
        *optional("pap:statusAsPrinted", claim.status_as_printed),
        *([code("pap:colour", claim.colour)] if claim.colour else []),
        *([(term("pap:asOf"), date(claim.as_of))] if claim.as_of else []),
        *optional("pap:reportedBy", claim.reported_by),
    ]


_OF_KIND: dict[str, Callable[..., Pairs]] = {
    Wording.kind_name: _wording,
    Responsibility.kind_name: _responsibility,
    Timing.kind_name: _timing,
    Dependency.kind_name: _dependency,
    StatusReport.kind_name: _status_report,
}


def _doubt(a: Addresses, doubt: Doubt, number: int) -> Iterator[Facts]:
    address = a.doubt(doubt.source, doubt.n)
    pairs = [
        *types("pap:Doubt"),
        (term("pap:accordingTo"), minted(a.source(doubt.source))),
        code("pap:doubtKind", doubt.about),
        (term("pap:question"), literal(doubt.what)),
        (term("pap:number"), integer(doubt.n)),
        (term("pap:order"), integer(number)),
        *evidence_pairs(a, doubt.source, doubt.evidence),
    ]
    if doubt.item is not None:
        pairs.append((term("pap:aboutItem"), minted(a.item(doubt.item))))
    for place, alternative in enumerate(doubt.readings, 1):
        reading = a.alternative(doubt.source, doubt.n, place)
        pairs.append((term("pap:alternative"), minted(reading)))
        yield (
            reading,
            [
                *types("pap:Alternative"),
                (term("rdf:value"), literal(alternative)),
                (term("pap:order"), integer(place)),
            ],
        )
    yield address, pairs


def evidence_pairs(a: Addresses, source: str, quotations: Sequence[Quotation]) -> Pairs:
    """The quotations that something rests on; their reading order too, where it is not that of the text."""
    spans = [(one.start, one.end) for one in quotations]
    pairs = [(term("pap:evidence"), minted(a.quotation(source, *span))) for span in sorted(set(spans))]
    listed, natural = ([f"{start}-{end}" for start, end in order] for order in (spans, sorted(set(spans))))
    return pairs + as_listed(evidence=(listed, natural))


def quotation_facts(a: Addresses, source: Source, quotations: Sequence[Quotation]) -> Iterator[Facts]:
    """Each stretch of quoted words once, with what finds it again (Web Annotation selectors)."""
    text = source.text
    for start, end in sorted({(one.start, one.end) for one in quotations}):
        quote, position = (a.selector(source.id, start, end, kind) for kind in ("quote", "position"))
        yield (
            a.quotation(source.id, start, end),
            [
                *types("pap:Quotation"),
                (term("oa:hasSource"), minted(a.text(source.id))),
                (term("prov:wasQuotedFrom"), minted(a.text(source.id))),
                (term("pap:line"), integer(source.line_of(start))),
                (term("oa:hasSelector"), minted(quote)),
                (term("oa:hasSelector"), minted(position)),
            ],
        )
        selected = [*types("oa:TextQuoteSelector"), (term("oa:exact"), literal(text[start:end]))]
        selected += optional("oa:prefix", text[max(start - CONTEXT, 0) : start])
        yield quote, selected + optional("oa:suffix", text[end : end + CONTEXT])
        yield (
            position,
            [
                *types("oa:TextPositionSelector"),
                (term("oa:start"), integer(start)),
                (term("oa:end"), integer(end)),
            ],
        )
