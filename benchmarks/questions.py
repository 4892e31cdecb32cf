"""How fast the questions are, and how their time grows: our store beside rdflib's own engine and a plain networkx walk.

    python benchmarks/questions.py [--large] [--rdflib] [--only NAME]

Plans are made of the Stockton plan, repeated with actions, bodies, instruments and words of their own: 32 actions a
block. All figures are processor time, the least of several warm runs in one process, so that what else the machine does
counts little; read ratios all the same. ``engine`` is the query as a loaded plan sends it, its solutions counted;
``answer`` the whole of `ask` of a loaded plan, table included; ``rows`` its rows; ``bare`` the whole of `ask` of the
store alone, which must be asked for words and labels too. ``growth`` is the factor of ``answer`` for ten times as many
actions. Rdflib is asked about one block in a process of its own, for at most 30 seconds, beside ``bare``.
"""

import argparse
import multiprocessing
import resource
import subprocess
import sys
import time
from functools import cached_property
from itertools import combinations
from math import log10
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import networkx as nx  # noqa: E402
import pyoxigraph as ox  # noqa: E402

from cohesion_graph.derive import derive  # noqa: E402
from cohesion_graph.folder.read import read_dataset  # noqa: E402
from cohesion_graph.model.dataset import Dataset  # noqa: E402
from cohesion_graph.names import names_of  # noqa: E402
from cohesion_graph.questions.ask import answer, ask  # noqa: E402
from cohesion_graph.questions.binding import bind, bound_text  # noqa: E402
from cohesion_graph.questions.registry import question  # noqa: E402
from cohesion_graph.questions.store import EmbeddedStore  # noqa: E402

LOCAL = (
    "contributions|party=safer-stockton-partnership",
    "evidence|action=CC1",
    "doubts|action=EO9",
    "deadlines|item=CC1",
    "discrepancies|item=CC1",
    "due|party=safer-stockton-partnership",
    "past-without-report|as_of=2009-03-31|party=safer-stockton-partnership",
    "depends-on|on=local-area-agreement",
    "feeds|into=local-area-agreement",
    "mentions|of=safer-stockton-partnership",
    "affected-by|by=local-area-agreement",
    "what-if-slips|by=local-area-agreement",
    "cross-references|action=CC8",
)
WHOLE = (
    "contributions",
    "shared-actions",
    "shared-partners",
    "ranking",
    "workload",
    "no-partner",
    "partnership-network",
    "brokers",
    "single-points",
    "communities",
    "what-if-removed|party=safer-stockton-partnership",
    "discrepancies",
    "due|to=2008-12-31",
    "past-without-report|as_of=2009-03-31",
    "deadlines|as_of=2009-01-01",
    "undated",
    "unowned",
    "progress",
    "cross-references",
    "cycles",
    "timing-order",
    "doubts",
)


class Plan:
    """A generated plan, as a question needs it."""

    def __init__(self, blocks):
        self.dataset = generated(blocks)
        self.actions = len(self.dataset.actions)

    @cached_property
    def derivation(self):
        return derive(self.dataset)

    @cached_property
    def store(self):
        from cohesion_graph.rdf.describe import describe

        store = ox.Store()
        store.bulk_load("".join(describe(self.derivation)).encode(), format=ox.RdfFormat.N_QUADS)
        return store

    @cached_property
    def graph(self):
        from cohesion_graph.graph.build import build

        return build(self.derivation)


def generated(blocks):
    """The Stockton plan `blocks` times over as one plan; the first block keeps its identifiers."""
    base = read_dataset(ROOT / "data" / "stockton").model_dump()
    lengths = {source["id"]: len(source["text"]) + 1 for source in base["sources"]}
    whole = {**base, "sources": [], "readings": []}
    for source in base["sources"]:
        text = "\n".join([source["text"]] * blocks)
        whole["sources"].append({**source, "text": text, "masks": []})
    registers = [_block(base["registry"], n, base, lengths) for n in range(blocks)]
    whole["registry"] = {key: [one for part in registers for one in part[key]] for key in ("bodies", "instruments")}
    plans = [_block(base["plan"]["sections"], n, base, lengths) for n in range(blocks)]
    whole["plan"] = {**base["plan"], "sections": [section for part in plans for section in part]}
    for place, reading in enumerate(base["readings"]):
        parts = [_block(reading, n, base, lengths) for n in range(blocks)]
        merged = {key: [one for part in parts for one in part[key]] for key in ("claims", "doubts", "set_aside")}
        for number, doubt in enumerate(merged["doubts"], 1):
            doubt["n"] = number
        whole["readings"].append({"source": base["readings"][place]["source"], **merged})
    links = [_block(base["editorial"]["links"], n, base, lengths) for n in range(blocks)]
    whole["editorial"] = {"links": [link for part in links for link in part]}
    return Dataset.model_validate(whole)


def _block(value, n, base, lengths, source="", key=""):
    """A copy of a part of the plan with identifiers, names, words and offsets of block `n`."""
    if isinstance(value, dict):
        source = value.get("source", source)
        return {name: _block(one, n, base, lengths, source, name) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_block(one, n, base, lengths, source, key) for one in value]
    return value if n == 0 or value is None else _scalar(value, n, base, lengths.get(source), key)


def _scalar(value, n, base, length, key):
    if key in {"start", "end"} and length:
        return value + n * length
    if key in {"item", "ref"} or (key == "target" and value.partition("/")[0] in _refs(base)):
        ref, slash, rest = value.partition("/")
        return f"{ref}-{n}{slash}{rest}"
    if key in {"party", "aligned_with", "part_of", "target", "id"}:
        return f"{value}-{n}"
    return f"{value} {n}" if key in {"name", "text", "also_known_as"} else value


def _refs(base):
    return {action["ref"] for section in base["plan"]["sections"] for action in section["actions"]}


def split(case):
    name, *given = case.split("|")
    return name, dict(one.split("=", 1) for one in given)


def least_ms(run, least=3, seconds=0.6):
    """The least processor time of a few runs after a warm one, in milliseconds; of runs longer than two seconds one."""
    run()
    times = []
    while (len(times) < least and sum(times) < 2) or (sum(times) < seconds and len(times) < 15):
        begun = time.process_time()
        run()
        times.append(time.process_time() - begun)
    return min(times) * 1000


def query_of(plan, case, *, is_known):
    name, given = split(case)
    one = question(name)
    bound = bind(one, given, names_of(plan.dataset))
    return bound_text(one.text, bound.terms, bound.values, is_known=is_known)


def engine(plan, case):
    text = query_of(plan, case, is_known=bool(question(split(case)[0]).known))
    return lambda: sum(1 for _ in plan.store.query(text, use_default_graph_as_union=True))


def answered(plan, case):
    name, given = split(case)
    return lambda: len(ask(plan, name, **given))


def bare(plan, case):
    one = question(split(case)[0])
    bound = bind(one, split(case)[1], names_of(plan.dataset))
    store = EmbeddedStore(plan.store)
    return lambda: len(answer(store, one, bound))


ROLES = {"ledBy", "contributedToBy", "assignedTo"}


def walked(plan, case):
    """The same question answered by a plain walk over the networkx graph, without evidence; None where none is."""
    name, given = split(case)
    walk = WALKS.get(name)
    return walk(plan.graph, given) if walk else None


def _contributions(graph, given):
    if given:
        node = f"organisation/{given['party']}"
        return lambda: sum(key in ROLES for _, _, key in graph.in_edges(node, keys=True))
    return lambda: sum(key in ROLES for _, _, key in graph.edges(keys=True))


def _waiting(graph):
    """What waits for what, as a plain DiGraph."""
    waiting = nx.DiGraph()
    for start, end, key, facts in graph.edges(keys=True, data=True):
        if facts["family"] in {"depends", "feeds"} or key in {"partOf", "milestoneOf"}:
            is_turned = facts["family"] == "feeds" or key == "milestoneOf"
            waiting.add_edge(*((end, start) if is_turned else (start, end)))
    return waiting


def _hanging(graph, _):
    waiting = _waiting(graph)
    return lambda: len(nx.ancestors(waiting, "instrument/local-area-agreement"))


def _circles(graph, _):
    waiting = _waiting(graph)
    return lambda: sum(len(knot) > 1 for knot in nx.strongly_connected_components(waiting))


def _pairs(graph, _):
    def pairs():
        shared = {}
        for node, kind in graph.nodes(data="kind"):
            if kind == "action":
                edges = graph.out_edges(node, keys=True)
                bodies = sorted({end for _, end, key in edges if key in ROLES or key == "involves"})
                for pair in combinations(bodies, 2):
                    shared[pair] = shared.get(pair, 0) + 1
        return len(shared)

    return pairs


def _unowned(graph, _):
    items = [node for node, kind in graph.nodes(data="kind") if kind in {"action", "milestone"}]
    return lambda: sum(not any(key in ROLES for _, _, key in graph.out_edges(node, keys=True)) for node in items)


WALKS = {
    "affected-by": _hanging,
    "contributions": _contributions,
    "cycles": _circles,
    "depends-on": _hanging,
    "partnership-network": _pairs,
    "shared-actions": _pairs,
    "unowned": _unowned,
}


def _rdflib_seconds(lines, text, answer):
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=lines, format="nt")
    begun = time.process_time()
    sum(1 for _ in graph.query(text))
    answer.put(time.process_time() - begun)


def rdflib_ms(plan, case, limit=30.0):
    """Milliseconds of one run on rdflib's own engine; None where it takes longer than `limit` seconds."""
    from cohesion_graph.rdf.describe import describe

    lines = "".join(sorted({f"{line[: line.rindex(' <')]} .\n" for line in describe(plan.derivation)}))
    seconds = multiprocessing.Queue()
    process = multiprocessing.Process(
        target=_rdflib_seconds, args=(lines, query_of(plan, case, is_known=False), seconds)
    )
    process.start()
    process.join(limit + 5)
    if process.is_alive():
        process.kill()
        process.join()
        return None
    return seconds.get() * 1000


def cold_start():
    """Seconds and seconds of processor time of the whole command, and which of the heavy packages it imported."""
    program = (
        "import sys\n"
        "from cohesion_graph.cli import main\n"
        "sys.argv = ['cohesion-graph', 'ask', 'contributions', 'party=SSP', '-o', '/dev/null']\n"
        "try:\n    main()\n"
        "finally:\n    print(sorted({'networkx', 'rdflib', 'pyvis', 'pyshacl'} & set(sys.modules)))\n"
    )
    times, processor = [], []
    for _ in range(5):
        begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
        times.append(time.perf_counter() - begun)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times), min(processor), done.stdout.strip()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--large", action="store_true", help="also 100,000 actions (minutes, 10 GB)")
    arguments.add_argument("--rdflib", action="store_true", help="also rdflib's own engine, on one block")
    arguments.add_argument("--sizes", default="1,32,313", help="blocks of 32 actions, separated by commas")
    arguments.add_argument("--only", default="", help="questions whose name holds this")
    options = arguments.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")] + ([3125] if options.large else [])
    seconds, processor, imported = cold_start()
    told = f"{seconds:.2f} s, {processor:.2f} s of processor time, heavy packages imported: {imported}"
    print(f"cold start, ask contributions on Stockton: {told}\n")
    plans = []
    for size in sizes:
        begun = time.perf_counter()
        plan = Plan(size)
        quads = len(plan.store)
        print(
            f"{plan.actions} actions: {quads} quads, made and loaded in {time.perf_counter() - begun:.1f} s", flush=True
        )
        plans.append(plan)
    for title, cases in (("about one thing", LOCAL), ("about the whole plan", WHOLE)):
        print(
            f"\n{title}\n{'milliseconds':52}"
            + "".join(f"{f'{p.actions} engine':>15}{'answer':>9}{'bare':>9}{'rows':>8}" for p in plans),
            end="",
        )
        print(f"{'growth':>8}{'walk':>9}{'rdflib':>10}")
        for case in cases:
            if options.only not in case:
                continue
            engines = [least_ms(engine(plan, case)) for plan in plans]
            answers = [least_ms(answered(plan, case)) for plan in plans]
            bares = [least_ms(bare(plan, case)) for plan in plans]
            rows = [answered(plan, case)() for plan in plans]
            tens = log10(plans[-1].actions / plans[-2].actions) if len(plans) > 1 else 1
            growth = (answers[-1] / answers[-2]) ** (1 / tens) if len(plans) > 1 else 1
            walk = walked(plans[min(1, len(plans) - 1)], case)
            beside = f"{least_ms(walk):.2f}" if walk else "-"
            other = ""
            if options.rdflib:
                found = rdflib_ms(plans[0], case)
                other = "> 30 s" if found is None else f"{found / bares[0]:.0f}x"
            told = zip(engines, answers, bares, rows, strict=True)
            cells = "".join(f"{e:15.1f}{a:9.1f}{b:9.1f}{n:8}" for e, a, b, n in told)
            print(f"{case[:51]:52}{cells}{growth:8.1f}{beside:>9}{other:>10}", flush=True)


if __name__ == "__main__":
    main()
