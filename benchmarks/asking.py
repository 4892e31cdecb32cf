"""A plan at hand, this build beside an older one in one run: opened, asked the first time, asked again, checked.

    python benchmarks/asking.py --against CHECKOUT           # Stockton, and 1,024 actions made of it
    python benchmarks/asking.py --against CHECKOUT --only shared

Both builds run with this one's packages, in processes of their own, one after the other. All figures are milliseconds
of processor time, the least of several runs; ``x`` says how many times less this build needs. ``open`` is the second
opening of a plan (the first one parses it), ``first ask`` the whole command in a fresh process where the answer was
never given before, ``asked before`` where it was, and ``check`` the same.
Questions are asked again and again of a plan that was asked before.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = {"stockton": 20, "1,024 actions": 4}
FURTHER = (
    *("changed", "next|from=2008-12-01", "overdue|as_of=2009-06-30", "shared-responsibilities", "without-lead"),
    "what-if-merged|party=SSP|into=SBC",
)

ASK = """
import json, sys, time
root, plan_name, runs, only, further = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5:]
sys.path[:0] = [root, root + "/benchmarks"]
sys.argv = ["asking"]
import questions, cohesion_graph, cohesion_graph.errors
from pathlib import Path
from cohesion_graph.questions.ask import ask
is_real, found = plan_name == "stockton", {}
plan = cohesion_graph.load(Path(root, "data/stockton")) if is_real else questions.GeneratedPlan(32)
def least(run):
    run()
    times = []
    for _ in range(runs):
        begun = time.process_time()
        run()
        times.append(time.process_time() - begun)
    return min(times) * 1000
if is_real:
    found["open"] = least(lambda: cohesion_graph.load(Path(root, "data/stockton")))
for case in dict.fromkeys([*questions.WHOLE, *questions.LOCAL, *further]):
    name, given = questions.split(case)
    if only in case and (is_real or case not in questions.LOCAL):
        try:
            found[case] = least(lambda: ask(plan, name, **given))
        except cohesion_graph.errors.CohesionError:
            pass  # the generated plan has no such body
print(json.dumps(found))
"""

COMMAND = "import sys; sys.path.insert(0, sys.argv.pop(1)); from cohesion_graph.cli import main; main()"
COMMANDS = {
    "first ask": ("ask", "contributions", "party=SSP", "-o", os.devnull),
    "asked before": ("ask", "contributions", "party=SSP", "-o", os.devnull),
    "check": ("check", "data/stockton", "-o", os.devnull),
}


def asked(root, plan, only):
    """Milliseconds by case, of one build."""
    arguments = [root, plan, str(RUNS[plan]), only, *FURTHER]
    done = subprocess.run([sys.executable, "-c", ASK, *arguments], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def command(root, arguments):
    """Milliseconds of processor time of a whole command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", COMMAND, root, *arguments], cwd=root, check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def told(case, old, new):
    """Prints a line; an older build may know a case not."""
    ratio = f"{old / new:>9.1f}x" if old else " " * 10
    print(f"{case[:62]:<64}{f'{old:,.2f}' if old else '-':>10}{new:>10,.2f}{ratio}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path, required=True, help="a checkout of an older build")
    parser.add_argument("--only", default="", help="questions whose case holds this")
    options = parser.parse_args()
    builds = str(options.against.resolve()), str(ROOT)
    with tempfile.TemporaryDirectory() as cache:
        os.environ |= {"COHESION_GRAPH_CACHE": f"{cache}/plans", "PYTHONPYCACHEPREFIX": f"{cache}/compiled"}
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        for plan in RUNS:
            old, new = (asked(root, plan, options.only) for root in builds)
            print(f"\n{plan:<64}{'older':>10}{'this':>10}{'less by':>10}")
            for case, spent in new.items():
                told(case, old.get(case), spent)
        print(f"\n{'whole commands, Stockton':<64}{'older':>10}{'this':>10}{'less by':>10}")
        for name, arguments in COMMANDS.items():
            if options.only in name:
                rounds = []
                for _ in range(4):
                    if name == "first ask":
                        for kept in Path(cache, "plans").glob("*.answers"):
                            kept.unlink()
                    rounds.append([command(root, arguments) for root in builds])
                told(name, *map(min, zip(*rounds, strict=True)))


if __name__ == "__main__":
    main()
