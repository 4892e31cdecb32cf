"""Generated datasets: every kind of record, every optional field, and text that tries to break out of its place."""

import datetime as dt

from hypothesis import strategies as st

from cohesion_graph.model.claims import Dependency, Doubt, Responsibility, StatusReport, Timing, Wording
from cohesion_graph.model.codes import (
    Basis,
    BodyKind,
    Colour,
    DeadlineKind,
    DoubtKind,
    InstrumentKind,
    LinkType,
    PresentedAs,
    Rank,
    Resolution,
    Role,
    SetAsideKind,
    Status,
)
from cohesion_graph.model.dataset import Authority, Dataset, Licence, SourceClaims
from cohesion_graph.model.editorial import (
    Correction,
    Editorial,
    Ranking,
    Referral,
    Ruling,
    Sameness,
    SampledRow,
    Settlement,
)
from cohesion_graph.model.evidence import Mask, Quotation, Revision, SetAside, Source, sha256
from cohesion_graph.model.items import Action, Plan, Section
from cohesion_graph.model.privacy import mask
from cohesion_graph.model.register import Body, Instrument, Register
from cohesion_graph.model.timing import Deadline, Recurrence, StatedDate

HOSTILE = (
    'say "yes"',
    "back\\slash",
    "<script>alert(1)</script>",
    "]]>&amp;'",
    "line\nbreak\r\nand\ttab",
    "\x00\x01\x1f\x7f\x85\u2028",
    "=HYPERLINK(1)",
    "Caffè e\u0301 日本 👩‍👩‍👧 \U0010fffd",
    "\u202eright to left",
    "> <https://example.org/> .",
    '"@en . <x> <y> "',
    "\ufffe\uffff",
    "{{ 7*7 }} {% raw %} ${x} `",
)
"""Texts that mean something in RDF, XML, JSON, HTML, spreadsheets or templates."""

texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20))
some_text = texts.filter(bool)
slugs = st.one_of(
    st.sampled_from(["claim", "link", "text", "milestone", "a", "x-1"]), st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True)
)
refs = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,4}[A-Za-z0-9])?", fullmatch=True)
addresses = st.sampled_from(
    ["https://example.org/x", "http://www.wikidata.org/entity/Q1", "not an address", "a:%zz", ""]
)
numbers = st.integers(1, 200)


def distinct(of, least=0, most=4):
    return st.lists(of, min_size=least, max_size=most, unique=True).map(tuple)


@st.composite
def stated_dates(draw):
    day = draw(st.dates(dt.date(1, 1, 1), dt.date(9998, 12, 31)))
    year = f"{day.year:04}/{(day.year + 1) % 100:02}"
    forms = [
        day.isoformat(),
        f"{day.year:04}-{day.month:02}",
        f"{day.year:04}",
        year,
        f"{year}-Q3",
        f"{day.year:04}-Q2",
        f"{day.year:04}-23",
    ]
    return StatedDate(draw(st.sampled_from(forms)))


intervals = st.tuples(st.integers(1, 9999), st.sampled_from("DWMY")).map(lambda one: Recurrence(f"P{one[0]}{one[1]}"))


@st.composite
def deadlines(draw, instruments):
    kinds = list(DeadlineKind) if instruments else [kind for kind in DeadlineKind if kind != "aligned"]
    kind = draw(st.sampled_from(kinds))
    fields = {"kind": kind}
    if kind in {"fixed", "fixed-then-ongoing", "fixed-then-recurring"}:
        fields["date"] = draw(stated_dates())
    if kind in {"fixed-then-recurring", "recurring"}:
        fields["every"] = draw(intervals)
    if kind == "recurring" or (kind == "ongoing" and draw(st.booleans())):
        fields["starts"] = draw(stated_dates())
    if kind == "relative":
        fields |= {"within": draw(intervals), "after": draw(st.none() | texts)}
    if kind == "aligned":
        fields["aligned_with"] = draw(st.sampled_from(instruments))
    return Deadline(**fields)


@st.composite
def sources(draw, identifier, earlier, bodies):
    text = draw(st.lists(some_text, min_size=2, max_size=6).map(" ".join))
    starts = draw(distinct(st.integers(0, len(text) - 1), most=2))
    masks = tuple(Mask(start=start, end=draw(st.integers(start + 1, len(text)))) for start in starts)
    text = mask(text, masks)
    return Source(
        id=identifier,
        title=draw(some_text),
        short_title=draw(texts),
        file=f"sources/{identifier}.txt",
        text_file=draw(st.sampled_from(["", f"sources/{identifier}.extracted.txt"])),
        media_type=draw(st.sampled_from(["text/plain", "application/pdf", ""])),
        sha256=sha256(text.encode()),
        document_sha256=draw(st.none() | st.just("0" * 64)),
        note=draw(texts),
        rating_key=tuple(draw(st.lists(some_text, max_size=3))),
        extract_of=draw(st.sampled_from([None, *earlier])),
        extract_for=draw(st.sampled_from([None, *bodies])),
        masks=masks,
        text=text,
    )


@st.composite
def quotations(draw, source, record=Quotation, **fields):
    start = draw(st.integers(0, len(source.text) - 1))
    end = draw(st.integers(start + 1, len(source.text)))
    return record(start=start, end=end, exact=source.text[start:end], **fields)


def evidence(source):
    return st.lists(quotations(source), min_size=1, max_size=3).map(tuple)


@st.composite
def dependencies(draw, item, source, n, targets, basis):
    kind, target = draw(st.sampled_from([one for one in targets if one != ("item", item)]))
    return Dependency(
        item=item,
        source=source.id,
        n=n,
        type=draw(st.sampled_from(LinkType)),
        target=target,
        target_kind=kind,
        basis=basis,
        note=draw(texts),
        evidence=draw(evidence(source)),
    )


@st.composite
def claims_of(draw, item, source, bodies, instruments, targets):
    common = {"item": item, "source": source.id}
    made = []

    def every(most):
        for n in draw(distinct(numbers, most=most)):
            basis = draw(st.sampled_from(Basis))
            yield {**common, "n": n, "basis": basis, "note": draw(texts), "evidence": draw(evidence(source))}

    for fields in every(2):
        presented = "action" if "/" not in item else draw(st.sampled_from([p for p in PresentedAs if p != "action"]))
        made.append(Wording(**fields, text=draw(some_text), presented_as=presented, ref_as_printed=draw(texts)))
    if bodies:
        held = list(every(3))
        for fields in held:
            others = [other["n"] for other in held if other["n"] != fields["n"]]
            joint = tuple(draw(st.lists(st.sampled_from(others), max_size=3))) if others else ()
            made.append(
                Responsibility(
                    **fields,
                    party=draw(st.sampled_from(bodies)),
                    party_as_printed=draw(some_text),
                    role=draw(st.sampled_from(Role)),
                    joint_with=joint,
                    officers_named=draw(st.integers(0, 3)),
                )
            )
    made += [Timing(**fields, stated=draw(some_text), deadline=draw(deadlines(instruments))) for fields in every(2)]
    if any(target != ("item", item) for target in targets):
        for n in draw(distinct(numbers, most=2)):
            made.append(draw(dependencies(item, source, n, targets, draw(st.sampled_from(Basis)))))
    for fields in every(1):
        status = draw(st.sampled_from([one for one in Status if one != "not-reported"]))
        printed, colour = draw(texts), draw(st.none() | st.sampled_from(Colour))
        report = {"status_as_printed": printed, "colour": colour, "reported_by": draw(texts)}
        made.append(StatusReport(**fields, status=status, as_of=draw(st.none() | st.dates()), **report))
    return made


@st.composite
def readings(draw, source, items, bodies, instruments, targets):
    worded = draw(distinct(st.sampled_from(items), most=3)) if items else ()
    claims = [claim for item in worded for claim in draw(claims_of(item, source, bodies, instruments, targets))]
    doubts = tuple(
        Doubt(
            source=source.id,
            n=n,
            item=draw(st.sampled_from([None, *items])),
            about=draw(st.sampled_from(DoubtKind)),
            what=draw(some_text),
            alternatives=tuple(draw(st.lists(texts, max_size=3))),
            evidence=draw(evidence(source)),
        )
        for n in draw(distinct(numbers, most=2))
    )
    aside = draw(
        st.lists(
            st.sampled_from(SetAsideKind).flatmap(lambda kind: quotations(source, SetAside, kind=kind, note="why\n")),
            max_size=2,
        )
    )
    said = draw(some_text)
    revisions = draw(
        st.lists(quotations(source, Revision, item=draw(st.sampled_from([*items, "GONE1"])), before=said), max_size=2)
    )
    return SourceClaims(
        source=source.id, claims=tuple(claims), doubts=doubts, set_aside=tuple(aside), revisions=tuple(revisions)
    )


@st.composite
def registers(draw):
    ids = draw(distinct(slugs, most=6))
    half = draw(st.integers(0, len(ids)))

    def entry(identifier, earlier):
        name = draw(some_text)
        return {
            "id": identifier,
            "name": name,
            "also_known_as": tuple(draw(st.lists(texts.filter(lambda other: other != name), max_size=3))),
            "part_of": draw(st.sampled_from([None, *earlier])),
            "note": draw(texts),
            "same_as": tuple(draw(st.lists(addresses, max_size=2))),
        }

    bodies = [Body(**entry(one, ids[:n]), kind=draw(st.sampled_from(BodyKind))) for n, one in enumerate(ids[:half])]
    instruments = [
        Instrument(**entry(one, ids[half : half + n]), kind=draw(st.sampled_from(InstrumentKind)), notation=draw(texts))
        for n, one in enumerate(ids[half:])
    ]
    return Register(bodies=tuple(bodies), instruments=tuple(instruments))


@st.composite
def plans(draw):
    sections = draw(distinct(slugs, most=2))
    left = list(draw(distinct(refs, most=3 * len(sections))))
    made = []
    for section in sections:
        actions = [Action(ref=left.pop(), milestones=draw(distinct(slugs, most=2))) for _ in range(min(2, len(left)))]
        made.append(Section(id=section, title=draw(some_text), note=draw(texts), actions=tuple(actions)))
    return Plan(id=draw(slugs), title=draw(some_text), sections=tuple(made))


@st.composite
def editorials(draw, claims, items, sources, targets, doubts):
    judged = {"reason": some_text, "by": some_text}
    dated = {**judged, "on": st.none() | st.dates()}

    def settlement(doubt):
        own = [one for one in doubt.readings if one]
        holds = {"reading": draw(st.sampled_from(own))} if own and draw(st.booleans()) else {"value": draw(some_text)}
        return Settlement(doubt=doubt.id, **holds, **draw(st.fixed_dictionaries(dated)))

    settlements = [settlement(doubt) for doubt in doubts if draw(st.booleans())]
    referrals = [
        Referral(doubt=doubt.id, ask=draw(some_text), **draw(st.fixed_dictionaries(dated)))
        for doubt in doubts
        if draw(st.booleans())
    ]
    corrected = draw(st.lists(st.sampled_from(sources), max_size=2))
    corrections = [
        Correction(
            source=source.id,
            item=draw(st.sampled_from([None, *items])),
            what=draw(some_text),
            evidence=draw(st.just(()) | evidence(source)),
            **draw(st.fixed_dictionaries(dated)),
        )
        for source in corrected
    ]
    sample = [
        SampledRow(
            action=ref,
            found=draw(st.sampled_from(["right", "wrong"])),
            note=draw(texts),
            by=draw(some_text),
            on=draw(dated["on"]),
        )
        for ref in draw(distinct(refs, most=2))
    ]
    sameness = []
    if items and claims:
        listed = draw(st.lists(st.lists(st.sampled_from(claims), min_size=2, max_size=3), max_size=2))
        sameness = [
            Sameness(item=draw(st.sampled_from(items)), claims=tuple(one), **draw(st.fixed_dictionaries(judged)))
            for one in listed
        ]
    rulings = [
        Ruling(discrepancy=one, resolution=draw(st.sampled_from(Resolution)), **draw(st.fixed_dictionaries(judged)))
        for one in draw(st.lists(texts, max_size=2))
    ]
    rankings = [
        Ranking(claim=one, rank=draw(st.sampled_from(Rank)), **draw(st.fixed_dictionaries(judged)))
        for one in (draw(st.lists(st.sampled_from(claims), max_size=2)) if claims else [])
    ]
    links = []
    for n in draw(distinct(st.integers(201, 300), most=2)):
        if items:
            item, source = draw(st.sampled_from(items)), draw(st.sampled_from(sources))
            if any(target != ("item", item) for target in targets):
                links.append(draw(dependencies(item, source, n, targets, Basis.INFERRED_BY_ANALYST)))
    return Editorial(
        same_items=tuple(sameness),
        rulings=tuple(rulings),
        rankings=tuple(rankings),
        links=tuple(links),
        settlements=tuple(settlements),
        referrals=tuple(referrals),
        corrections=tuple(corrections),
        sample=tuple(sample),
    )


@st.composite
def datasets(draw):
    """Consistent datasets with names withheld."""
    register, plan = draw(registers()), draw(plans())
    bodies, instruments = ([one.id for one in entries] for entries in (register.bodies, register.instruments))
    documents = []
    for identifier in draw(distinct(slugs, least=1, most=2)):
        documents.append(draw(sources(identifier, [one.id for one in documents], bodies)))
    items = []
    for section in plan.sections:
        for action in section.actions:
            items += [action.ref, *(f"{action.ref}/{slug}" for slug in action.milestones)]
    targets = [("body", one) for one in bodies] + [("instrument", one) for one in instruments]
    targets += [("item", one) for one in items]
    read = tuple(draw(readings(source, items, bodies, instruments, targets)) for source in documents)
    claims = [claim.id for reading in read for claim in reading.claims]
    return Dataset(
        id=draw(slugs),
        title=draw(some_text),
        description=draw(texts),
        language=draw(st.sampled_from(["en-GB", "cy", "", "not a tag!"])),
        base=draw(st.sampled_from(["https://w3id.org/cohesion-graph/", "http://x.example/a/b/"])),
        authority=Authority(
            id=draw(slugs),
            name=draw(some_text),
            body=draw(st.sampled_from([None, *bodies])),
            area=draw(st.none() | st.just("E06000004")),
            codes=draw(st.dictionaries(texts, texts, max_size=2)),
        ),
        publisher=draw(texts),
        licence=Licence(statement=draw(some_text), url=draw(addresses)),
        sources=tuple(documents),
        registry=register,
        plan=plan,
        readings=read,
        editorial=draw(editorials(claims, items, documents, targets, [doubt for one in read for doubt in one.doubts])),
    )
