"""Speed and memory of the road from the model to RDF, beside plain rdflib on the same quads in the same run.

    python benchmarks/rdf.py                        # plans of 40 and 1,000 actions, about two minutes
    python benchmarks/rdf.py --actions 10000 --without rdflib-trig

Every case runs in a process of its own, cases alternating, so that neither warmth nor memory is shared. Seconds are
those of the processor (every road is single-threaded), which a busy machine stretches less than those of the clock.
They start when the derivation (or, for rdflib, the values it is to hold) stands in memory and end when the last byte
is written. ``peak`` is the process's high-water mark above what stood in memory when they started. rdflib's road is
what its documentation shows: make terms, add them to a Dataset, serialise.

What limits ours: N-Quads are text made from records in one pass, about 1 microsecond a quad. TriG is that text sorted,
parsed and written by Oxigraph, whose quads pass through Python one by one on the way: two thirds of its time. The
digest is the sorted text hashed; most of it is making the text.
"""

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
CASES = ("ours-nquads", "ours-sorted-nquads", "rdflib-nquads", "ours-trig", "rdflib-trig", "ours-digest")
PARTNERS = {
    "ours-nquads": "rdflib-nquads",
    "ours-sorted-nquads": "rdflib-nquads",
    "ours-trig": "rdflib-trig",
}


def generated(actions: int, name: str = "benchmark"):
    """A plan of so many actions with three milestones each; every fifth action stands in a second document too."""
    from cohesion_graph.model.claims import Dependency, Responsibility, Timing, Wording
    from cohesion_graph.model.dataset import Authority, Dataset, Licence, SourceClaims
    from cohesion_graph.model.evidence import Quotation, Source, sha256
    from cohesion_graph.model.items import Action, Plan, Section
    from cohesion_graph.model.register import Body, Instrument, Register
    from cohesion_graph.model.timing import Deadline

    bodies = tuple(Body(id=f"body-{n:03}", name=f"Body number {n}", kind="partnership") for n in range(60))
    instruments = tuple(Instrument(id=f"strategy-{n:02}", name=f"Strategy {n}", kind="strategy") for n in range(20))
    texts = {"plan": [], "extract": []}
    places = {"plan": 0, "extract": 0}
    claims = {"plan": [], "extract": []}

    def quote(source, words):
        start = places[source]
        texts[source].append(words + "\n")
        places[source] += len(words) + 1
        return {"source": source, "n": 1, "evidence": (Quotation(start=start, end=start + len(words), exact=words),)}

    def state(source, item, number, kind):
        words = f"Work item {number} brings people of the borough together and is told as it stands"
        made = claims[source]
        made.append(Wording(item=item, **quote(source, words), text=words, presented_as=kind))
        body = bodies[(number * 7 + (source == "extract")) % 60]
        role = "lead" if number % 3 else "contribute"
        made.append(
            Responsibility(item=item, **quote(source, body.name), party=body.id, party_as_printed=body.name, role=role)
        )
        date = f"{2024 + number % 5}-{number % 12 + 1:02}"
        made.append(Timing(item=item, **quote(source, date), stated=date, deadline=Deadline(kind="fixed", date=date)))
        if number % 4 == 0:
            named = instruments[number % 20]
            words = f"in line with {named.name}"
            made.append(Dependency(item=item, **quote(source, words), type="in-line-with", target=named.id))

    number = 0
    for place in range(actions):
        for item, kind in ((f"A{place}", "action"), *((f"A{place}/step-{n}", "milestone") for n in range(3))):
            number += 1
            state("plan", item, number, kind)
            if place % 5 == 0:
                state("extract", item, number, kind)
    sources = []
    for identifier, words in texts.items():
        text = "".join(words)
        digest = sha256(text.encode())
        sources.append(Source(id=identifier, title=identifier, file=f"{identifier}.txt", sha256=digest, text=text))
    steps = tuple(f"step-{n}" for n in range(3))
    listed = tuple(Action(ref=f"A{place}", milestones=steps) for place in range(actions))
    return Dataset(
        id=name,
        title="A plan to measure with",
        authority=Authority(id="nowhere", name="Nowhere"),
        licence=Licence(statement="Generated."),
        sources=tuple(sources),
        registry=Register(bodies=bodies, instruments=instruments),
        plan=Plan(id=name, title="Plan", sections=(Section(id="all", title="All", actions=listed),)),
        readings=tuple(SourceClaims(source=source, claims=tuple(made)) for source, made in claims.items()),
    )


def peak_mib() -> float:
    """The high-water mark of this process alone; ``getrusage`` would hand down that of the process that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def values_of(derivation):
    """Quads as plain Python values: address, address, (text, language, datatype), address."""
    import pyoxigraph as ox

    from cohesion_graph.rdf.describe import describe

    string = "http://www.w3.org/2001/XMLSchema#string"
    for quad in ox.parse("".join(describe(derivation)).encode(), format=ox.RdfFormat.N_QUADS):
        value = quad.object
        if isinstance(value, ox.NamedNode):
            told = (value.value, None, None)
        else:
            datatype = value.datatype.value
            told = (value.value, value.language or "", None if value.language or datatype == string else datatype)
        yield quad.subject.value, quad.predicate.value, told, quad.graph_name.value


def with_rdflib(values, form: str) -> bytes:
    import rdflib

    dataset = rdflib.Dataset()
    for subject, predicate, (text, language, datatype), graph in values:
        if language is None:
            value = rdflib.URIRef(text)
        else:
            value = rdflib.Literal(text, lang=language or None, datatype=datatype)
        dataset.graph(rdflib.URIRef(graph)).add((rdflib.URIRef(subject), rdflib.URIRef(predicate), value))
    return dataset.serialize(format=form, encoding="utf-8")


def run(case: str, actions: int) -> dict:
    """One case in this process."""
    from cohesion_graph.derive import derive
    from cohesion_graph.rdf.describe import describe
    from cohesion_graph.rdf.write import digest, to_rdf

    if case == "ours-stream":
        return run_stream(actions)
    derivation = derive(generated(actions))
    quads = sum(1 for _ in describe(derivation))
    values = list(values_of(derivation)) if case.startswith("rdflib") else []
    target = Path("/dev/null")
    before, start = peak_mib(), time.process_time()
    size = 0
    match case:
        case "ours-nquads":
            with target.open("w", encoding="utf-8", newline="") as file:
                file.writelines(describe(derivation))
        case "ours-digest":
            digest(describe(derivation))
        case "ours-sorted-nquads":
            size = len(to_rdf(derivation, "nquads"))
        case "ours-trig":
            size = len(to_rdf(derivation, "trig"))
        case _:
            size = len(with_rdflib(values, case.removeprefix("rdflib-")))
    seconds = time.process_time() - start
    return {"seconds": seconds, "quads": quads, "peak": peak_mib() - before, "bytes": size}


def run_stream(datasets: int) -> dict:
    """So many datasets of 100 actions, one after the other; nothing of one is kept when the next begins."""
    from cohesion_graph.derive import derive
    from cohesion_graph.rdf.describe import describe

    start, quads, spent = peak_mib(), 0, 0.0
    for number in range(datasets):
        derivation = derive(generated(100, f"plan-{number}"))
        begun = time.process_time()
        quads += sum(1 for _ in describe(derivation))
        spent += time.process_time() - begun
    return {"seconds": spent, "quads": quads, "peak": peak_mib() - start, "bytes": 0}


def in_own_process(case: str, actions: int) -> dict:
    command = [sys.executable, __file__, "--case", case, "--actions", str(actions)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return json.loads(done.stdout)


def same_quads(actions: int) -> bool:
    """Whether rdflib's own reading of our N-Quads holds what its road holds."""
    import rdflib

    from cohesion_graph.derive import derive
    from cohesion_graph.rdf.write import to_rdf

    derivation = derive(generated(actions))
    ours, theirs = rdflib.Dataset(), rdflib.Dataset()
    ours.parse(data=to_rdf(derivation, "nquads"), format="nquads")
    theirs.parse(data=with_rdflib(list(values_of(derivation)), "nquads"), format="nquads")
    return set(ours.quads()) == set(theirs.quads())


def shacl_seconds() -> tuple[float, str]:
    """Seconds for all checks of the shipped plan, and the digest of its RDF."""
    import cohesion_graph
    from cohesion_graph.rdf.shapes import check
    from cohesion_graph.rdf.write import to_rdf

    derivation = cohesion_graph.load().derivation
    start = time.process_time()
    found = check(derivation)
    seconds = time.process_time() - start
    assert not found, found
    return seconds, hashlib.sha256(to_rdf(derivation, "nquads")).hexdigest()[:12]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actions", type=int, nargs="+", default=[40, 1000])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--without", nargs="*", default=[], choices=CASES)
    parser.add_argument("--case", choices=[*CASES, "ours-stream"], help="Run one case here and print JSON.")
    asked = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    if asked.case:
        print(json.dumps(run(asked.case, asked.actions[0])))
        return
    print(f"rdflib reads our N-Quads as the quads of its own road: {same_quads(40)}")
    for actions in asked.actions:
        cases = [case for case in CASES if case not in asked.without]
        runs: dict[str, list[dict]] = {case: [] for case in cases}
        for _ in range(asked.repeat if actions < 10_000 else 1):
            for case in cases:
                runs[case].append(in_own_process(case, actions))
        quads = runs[cases[0]][0]["quads"]
        print(
            f"\n{actions:,} actions, {quads:,} quads\n{'case':<20}{'seconds':>9}{'quads/s':>12}{'peak MiB':>10}  ratio"
        )
        median = {case: statistics.median(one["seconds"] for one in runs[case]) for case in cases}
        for case in cases:
            peak = statistics.median(one["peak"] for one in runs[case])
            partner = PARTNERS.get(case)
            ratio = f"{median[partner] / median[case]:.0f}x {partner}" if partner in median else ""
            print(f"{case:<20}{median[case]:>9.4f}{quads / median[case]:>12,.0f}{peak:>10.0f}  {ratio}")
    print("\nstreamed, 100 actions each")
    for datasets in (1, 10, 50):
        told = in_own_process("ours-stream", datasets)
        print(
            f"{datasets:>4} datasets {told['quads']:>10,} quads {told['quads'] / told['seconds']:>10,.0f} quads/s "
            f"peak {told['peak']:>5.0f} MiB"
        )
    seconds, name = shacl_seconds()
    print(f"\nall checks of the Stockton plan: {seconds:.2f} s (its sorted N-Quads: {name})")


if __name__ == "__main__":
    main()
