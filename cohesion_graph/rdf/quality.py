"""How far a dataset was checked, beside its catalogue entry: measurements of the W3C Data Quality Vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from cohesion_graph.model.codes import DoubtState
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.sample import label
from cohesion_graph.rdf.facts import Facts, types
from cohesion_graph.rdf.namespaces import Addresses
from cohesion_graph.rdf.terms import integer, iri, tagged, term, typed

__all__ = ["quality_facts"]


def quality_facts(a: Addresses, dataset: Dataset) -> Iterator[Facts]:
    """How far the dataset was checked, as measurements of the W3C Data Quality Vocabulary."""
    states = [dataset.state_of(doubt) for doubt in dataset.doubts]
    settled = states.count(DoubtState.SETTLED)
    measured: list[tuple[str, str]] = [
        ("doubts-open", integer(len(states) - settled)),
        ("doubts-settled", integer(settled)),
    ]
    if (told := label(dataset)) is not None:
        measured.append(("sample-checked", integer(told.checked)))
        measured.append(("sample-right", integer(told.right)))
        measured.append(("read-right-at-least", typed(f"{told.at_least:.3f}", "decimal")))
    for metric, value in measured:
        address = a.part(f"quality/{metric}")
        yield (
            address,
            [
                *types("dqv:QualityMeasurement"),
                (term("dqv:computedOn"), iri(a.dataset)),
                (term("dqv:isMeasurementOf"), iri(a.part(f"metric/{metric}"))),
                (term("dqv:value"), value),
            ],
        )
        yield a.dataset, [(term("dqv:hasQualityMeasurement"), iri(address))]
        yield (
            a.part(f"metric/{metric}"),
            [
                *types("dqv:Metric"),
                (term("skos:definition"), tagged(_METRICS[metric], "en")),
                (term("rdfs:label"), tagged(metric.replace("-", " "), "en")),
            ],
        )


_METRICS = {
    "doubts-open": "How many doubts nobody has settled.",
    "doubts-settled": "How many doubts a person settled.",
    "sample-checked": "How many rows, drawn evenly, were held against the document.",
    "sample-right": "How many of the rows drawn were read right.",
    "read-right-at-least": "The least share of all rows read right, with 95 % confidence (Clopper and Pearson, 1934).",
}
"""What each metric measures."""
