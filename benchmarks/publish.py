"""How long a site takes to write, how much memory, and what a second build of a changed plan writes.

    python benchmarks/publish.py 40 1000 10000
    python benchmarks/publish.py 40 1000 --against CHECKOUT      # beside an older build, with its .venv

Each size runs in a process of its own, so that peak memory is that size's alone. A plan of so many actions is made by
repeating the real plan's actions under new references, bodies growing with the square root, as they do in real plans.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parent


def enlarged(dataset, actions):
    """The real plan repeated until it has so many actions: new references, and one more set of bodies each 8th time."""
    from cohesion_graph.model.dataset import Dataset

    content = dataset.model_dump()
    source, reading = content["sources"][0], content["readings"][0]
    wanted = list(dataset.actions)
    times = -(-actions // len(wanted))
    text, length = source["text"], len(source["text"])
    bodies, sections, claims, doubts, aside = {}, [], [], [], []
    for turn in range(times):
        refs = {ref: f"{ref}-{turn}" for ref in wanted[: actions - turn * len(wanted)]}
        group = int(turn**0.5)
        names = {body["id"]: f"{body['id']}-{group}" for body in content["registry"]["bodies"]}
        for body in content["registry"]["bodies"]:
            new = {**body, "id": names[body["id"]], "name": f"{body['name']} {group}", "also_known_as": ()}
            bodies[new["id"]] = {**new, "part_of": names.get(body["part_of"])}
        sections.append(
            {
                "id": f"section-{turn}",
                "title": f"Part {turn + 1}",
                "actions": [
                    {"ref": refs[action["ref"]], "milestones": action["milestones"]}
                    for section in content["plan"]["sections"]
                    for action in section["actions"]
                    if action["ref"] in refs
                ],
            }
        )
        move = turn * (length + 1)
        for claim in reading["claims"]:
            ref, slash, slug = claim["item"].partition("/")
            if ref not in refs or claim.get("target_kind") == "item":
                continue
            new = {**claim, "item": refs[ref] + slash + slug, "evidence": shifted(claim["evidence"], move)}
            if "party" in new:
                new["party"] = names[new["party"]]
            if new.get("target_kind") == "body":
                new["target"] = names[new["target"]]
            claims.append(new)
        for doubt in reading["doubts"]:
            ref, slash, slug = (doubt["item"] or "").partition("/")
            if ref in refs:
                number = len(doubts) + 1
                evidence = shifted(doubt["evidence"], move)
                doubts.append({**doubt, "n": number, "item": refs[ref] + slash + slug, "evidence": evidence})
        aside += shifted(reading["set_aside"], move)
    content["sources"] = [{**source, "text": "\n".join([text] * times), "masks": ()}]
    content["readings"] = [{"source": source["id"], "claims": claims, "doubts": doubts, "set_aside": aside}]
    content["registry"]["bodies"] = sorted(bodies.values(), key=lambda body: body["id"])
    content["plan"]["sections"] = sections
    content["authority"]["body"] = None
    content["editorial"] = {}
    return Dataset.model_validate(content)


def shifted(quotations, move):
    return [{**one, "start": one["start"] + move, "end": one["end"] + move} for one in quotations]


def reworded(dataset):
    """The plan with one action's words changed by one letter's case."""
    from cohesion_graph.model.dataset import Dataset

    content = dataset.model_dump()
    wording = next(claim for claim in content["readings"][0]["claims"] if "presented_as" in claim)
    wording["text"] = wording["text"].swapcase()
    return Dataset.model_validate(content)


def measure(actions):
    """One size, in this process: seconds and peak memory of a full build, then a build of one changed action."""
    import cohesion_graph
    from cohesion_graph.plan import LoadedPlan
    from cohesion_graph.publish.site import build_site

    dataset = enlarged(cohesion_graph.load(HERE.parent / "data" / "stockton").dataset, actions)
    before = peak(resource.RUSAGE_SELF)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        started, spent = time.perf_counter(), processor_time()
        report = build_site(LoadedPlan(dataset), site)
        full, full_cpu = time.perf_counter() - started, processor_time() - spent
        highest, highest_copy = peak(resource.RUSAGE_SELF), peak(resource.RUSAGE_CHILDREN)
        size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
        largest = max(
            path.stat().st_size for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "pictures"
        )
        changed = LoadedPlan(reworded(dataset))
        started, spent = time.perf_counter(), processor_time()
        again = build_site(changed, site)
        second, second_cpu = time.perf_counter() - started, processor_time() - spent
    print(
        json.dumps(
            {
                "actions": actions,
                "items": len(dataset.items),
                "pages": report.pages,
                "files": report.files,
                "megabytes": round(size / 1e6),
                "largest_page_kb": round(largest / 1000),
                "seconds": round(full, 1),
                "cpu_seconds": round(full_cpu, 1),
                "pages_per_second": round(report.pages / full),
                "before_mb": before,
                "peak_mb": highest,
                "peak_mb_of_copy": highest_copy,
                "second_seconds": round(second, 1),
                "second_cpu_seconds": round(second_cpu, 1),
                "second_written": again.written,
            }
        )
    )


def processor_time():
    """Seconds of processor time of this process and of the copies of it that have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def peak(whose):
    """Highest memory so far, in MB: of this process, or of the copy of it that makes half of a site."""
    return round(resource.getrusage(whose).ru_maxrss / 1024)


def told(python, root, actions):
    """What `measure` tells of a size, in a process of its own, of the build in a checkout."""
    command = [python, root / "benchmarks" / "publish.py", "--one", str(actions)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=root)
    return json.loads(done.stdout)


def main():
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("actions", type=int, nargs="*", default=[40, 1000, 10000])
    parser.add_argument("--against", type=Path, help="a checkout of an older build, with its .venv")
    options = parser.parse_args()
    rows = []
    for actions in options.actions:
        rows.append(told(sys.executable, HERE.parent, actions))
        print(json.dumps(rows[-1]), flush=True)
        full, second = rows[-1]["cpu_seconds"], rows[-1]["second_cpu_seconds"]
        print(f"{actions} actions: after one changed action {second / full:.2f} of the full build")
        if options.against:
            root = options.against.resolve()
            older = told(root / ".venv" / "bin" / "python", root, actions)
            ratios = full / older["cpu_seconds"], second / older["second_cpu_seconds"], second / older["cpu_seconds"]
            print("of the older build: full {:.2f}; after a change {:.2f}, of its full build {:.2f}".format(*ratios))
    for first, later in pairwise(rows):
        pages, memory = later["pages"] / first["pages"], later["peak_mb"] / first["peak_mb"]
        print(f"{first['actions']} to {later['actions']} actions: pages x {pages:.1f}, peak memory x {memory:.1f}")


if __name__ == "__main__":
    main()
