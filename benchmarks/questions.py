"""How fast the questions are, and how their time grows: our store beside rdflib's own engine and a plain networkx walk.

    python benchmarks/questions.py                     # 32, 1,024 and 10,016 actions, in memory
    python benchmarks/questions.py --rdflib            # and rdflib's own engine, on the smallest
    python benchmarks/questions.py --sizes 313,3130 --stores FOLDER --roads engine,answer,rows,bare
                                                       # 10,016 and 100,160 actions, on disk

Plans are made of the Stockton plan, 32 actions a block (`generated`). All figures are milliseconds of processor time,
the least of several warm runs, so that what else the machine does counts little; read ratios all the same. A run of
more than thirty seconds is not repeated. ``answer`` is the whole of `ask` of a loaded plan, from its index, table
included; ``rows`` its rows; ``engine`` the query as a store is sent it, its solutions counted; ``bare`` the whole of
`ask` of a store; ``walk`` the same found by a plain walk over the networkx graph, without words, sources or bases
(`walks`). ``rdflib`` is its own engine's time for the query that ``bare`` sends, once, as a multiple of ``bare``; it is
given 30 seconds. Everything else has ``--limit`` seconds for one run. ``growth`` is the factor for ten times as many
actions.
"""

import argparse
import resource
import subprocess
import sys
import time
from itertools import pairwise
from math import log10
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from generated import GeneratedPlan, write_store  # noqa: E402
from measuring import limited  # noqa: E402
from walks import walk_of  # noqa: E402

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
RDFLIB_SECONDS, DAY = 30, 86_400


def split(case):
    name, *given = case.split("|")
    return name, dict(one.split("=", 1) for one in given)


def query_of(plan, case):
    name, given = split(case)
    one = question(name)
    bound = bind(one, given, names_of(plan.dataset))
    return bound_text(one.text, bound.terms, bound.values)


def engine(plan, case):
    text = query_of(plan, case)
    return lambda: sum(1 for _ in plan.store.query(text, use_default_graph_as_union=True))


def answered(plan, case):
    name, given = split(case)
    return lambda: ask(plan, name, **given)


def bare(plan, case):
    one = question(split(case)[0])
    bound = bind(one, split(case)[1], names_of(plan.dataset))
    store = EmbeddedStore(plan.store)
    return lambda: answer(store, one, bound)


ROADS = {"engine": engine, "answer": answered, "bare": bare}


def by_rdflib(graph, text):
    return lambda: sum(1 for _ in graph.query(text))


def rdflib_graph(plan):
    """All quads as one graph of rdflib's own, which asks no union of graphs."""
    import rdflib

    from cohesion_graph.rdf.describe import describe

    lines = {f"{line[: line.rindex(' <')]} .\n" for line in describe(plan.derivation)}
    return rdflib.Graph().parse(data="".join(sorted(lines)), format="nt")


def measured(plan, case, options):
    """Milliseconds by road, and rows; a road that is not there was not taken, one that takes too long is None."""
    found = {}
    for name, road in ROADS.items():
        if name in options.roads:
            told = limited(lambda road=road: road(plan, case), options.limit)
            found[name] = told and told[0]
            if name == "answer":
                found["rows"] = told and told[1]
    if "walk" in options.roads and (walk := walk_of(plan, *split(case))):
        told = limited(lambda: walk, options.limit)
        found["walk"] = told and told[0]
    return found


def table(plan, cases, options, graph=None):
    """Measures every case at one size and prints a line for each as it is known; the figures by case."""
    roads = [*options.roads, "rdflib"] if graph else options.roads
    figures = {}
    for title, wanted in cases.items():
        print(f"\n{title:<55}" + "".join(f"{road:>11}" for road in roads))
        for case in wanted:
            figures[case] = found = measured(plan, case, options)
            if graph:
                text = query_of(plan, case)
                told = limited(lambda text=text: by_rdflib(graph, text), RDFLIB_SECONDS, is_repeated=False)
                found["rdflib"] = told and told[0]
            print(f"{case[:54]:<55}" + "".join(_cell(found, road, options.limit) for road in roads), flush=True)
    return figures


def _cell(found, road, limit):
    value = found.get(road, "-")
    match road, value:
        case _, "-":
            told = "-"
        case "rows", _:
            told = "-" if value is None else f"{value:,}"
        case "rdflib", _:
            told = f"> {RDFLIB_SECONDS} s" if value is None else f"{value / found['bare']:,.0f}x"
        case _:
            told = f"> {limit} s" if value is None else f"{value:,.1f}"
    return f"{told:>11}"


def growth(figures, sizes):
    """Prints by what factor each figure grows for ten times as many actions, from each size to the next."""
    roads = ("engine", "answer", "rows", "bare")
    for (small, first), (large, later) in pairwise(zip(sizes, figures, strict=True)):
        tens = log10(large / small)
        print(f"\n{f'growth per tenfold, {small:,} to {large:,} actions':<55}" + "".join(f"{one:>11}" for one in roads))
        for case, before in first.items():
            ratios = [(before.get(road), later[case].get(road)) for road in roads]
            told = [f"{(b / a) ** (1 / tens):.1f}" if a and b else "-" for a, b in ratios]
            print(f"{case[:54]:<55}" + "".join(f"{one:>11}" for one in told))


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


def written(blocks, options):
    """Writes the store of a plan where it is not there yet; gives how many seconds of the clock that took."""
    begun = time.perf_counter()
    write_store(blocks, options.stores, apart=options.apart)
    return round(time.perf_counter() - begun)


def made(blocks, options):
    """A plan that is ready to be asked, its records put in order; says what that took."""
    begun, spent = time.perf_counter(), time.process_time()
    plan = GeneratedPlan(blocks, apart=options.apart, folder=options.stores)
    for case in LOCAL:
        answered(plan, case)()
    quads = "" if plan.folder else f"{len(plan.store):,} quads, "
    if plan.folder:
        del plan.store  # every copy opens it anew: an open one does not survive being copied
    if "walk" in options.roads:
        plan.graph  # noqa: B018 - made here once, not in every copy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    took = f"{time.perf_counter() - begun:.0f} s, {time.process_time() - spent:.0f} s of processor time"
    print(f"\n{plan.actions:,} actions: {quads}made and loaded in {took}; {peak:.1f} GB", flush=True)
    return plan


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", default="1,32,313", help="blocks of 32 actions, separated by commas")
    arguments.add_argument("--stores", default="", help="folder for stores on disk, written where they are not there")
    arguments.add_argument("--apart", action="store_true", help="blocks have nothing in common")
    arguments.add_argument("--rdflib", action="store_true", help="also rdflib's own engine, on the first size")
    arguments.add_argument("--limit", type=int, default=120, help="seconds of processor time for a single run")
    arguments.add_argument("--roads", default="engine,answer,rows,bare,walk", help="which figures, by commas")
    arguments.add_argument("--only", default="", help="questions whose name holds this")
    options = arguments.parse_args()
    options.roads, options.sizes = options.roads.split(","), [int(size) for size in options.sizes.split(",")]
    if options.rdflib and "bare" not in options.roads:
        arguments.error("--rdflib is told beside bare: name bare among the --roads")
    seconds, processor, imported = cold_start()
    told = f"{seconds:.2f} s, {processor:.2f} s of processor time, heavy packages imported: {imported}"
    print(f"cold start, ask contributions on Stockton: {told}")
    cases = {
        title: [case for case in wanted if options.only in case]
        for title, wanted in (("about one thing", LOCAL), ("about the whole plan", WHOLE))
    }
    if options.stores:
        # First of all, as RocksDB once used here does not write in a copy; in copies, so that memory is given back.
        for blocks in options.sizes:
            limited(lambda blocks=blocks: lambda: written(blocks, options), DAY, is_repeated=False)
    figures, sizes = [], []
    for number, blocks in enumerate(options.sizes):
        plan = made(blocks, options)
        graph = rdflib_graph(plan) if options.rdflib and not number else None
        figures.append(table(plan, cases, options, graph))
        sizes.append(plan.actions)
        del plan, graph
    growth(figures, sizes)


if __name__ == "__main__":
    main()
