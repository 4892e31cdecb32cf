"""Speed and memory of collections, as ratios in one run.

    python benchmarks/many_plans.py                      # 200 plans of 50 actions; questions over 2,000 plans
    python benchmarks/many_plans.py --asked 12000        # the questions over a nation (1.2 million items)

Building: a collection of so many plans is made from their folders (opened, derived, written as Parquet) in one process,
whose processor time and most MiB are told, and in as many as there are cores, by the clock; beside it the same plans
are streamed to N-Quads; then it is refreshed with nothing changed, and with one plan changed.

Asking: what any plan says about one body that every plan names, in a fresh process (``cold``, everything imported and
opened) and once more in it (``warm``); and the ranking over all plans. The tables that are asked are one built plan
under as many names, so that no plan need be opened for them.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]


def write_plans(folder: Path, count: int, actions: int) -> list[Path]:
    """Folders of so many plans, each another council's."""
    import rdf

    from cohesion_graph.folder.write import write_dataset

    made = folder.with_name("first")
    write_dataset(rdf.generated(actions, "plan"), made)
    head = (made / "dataset.yaml").read_text("utf-8")
    found = []
    for number in range(count):
        found.append(Path(shutil.copytree(made, folder / f"town-{number}")))
        (found[-1] / "dataset.yaml").write_text(
            head.replace("authority:\n  id: ", f"authority:\n  id: t{number}-"), "utf-8"
        )
    return found


def in_own_process(code: str, *arguments: object) -> dict:
    """What a piece of Python prints as JSON, with its seconds and the most MiB of it and of what it started."""
    whole = f"""
import json, resource, sys, time
sys.path[:0] = [{str(ROOT)!r}]
from pathlib import Path
def main():
    begun = time.perf_counter()
    told = {{}}
{code}
    told['seconds'] = time.perf_counter() - begun
    told['cpu'] = time.process_time()
    told['mib'] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(told))
if __name__ == "__main__":
    main()
"""
    with tempfile.NamedTemporaryFile("w", suffix=".py", delete=False) as script:
        script.write(whole)
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, script.name, *map(str, arguments)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    Path(script.name).unlink()
    return {**json.loads(done.stdout), "whole": time.perf_counter() - begun}


_ADD = """
    from cohesion_graph.collections import processes
    from cohesion_graph.collections.changing import add, refresh
    if int(sys.argv[3]):
        processes._cores = lambda: int(sys.argv[3])
    told['opened'] = len(add(Path(sys.argv[1]), sorted(Path(sys.argv[2]).iterdir()), title="All").opened)
"""
_REFRESH = """
    from cohesion_graph.collections.changing import refresh
    report = refresh(Path(sys.argv[1]))
    told['opened'], told['files'] = len(report.opened), report.files
"""
_NQUADS = """
    from cohesion_graph.collections import processes
    from cohesion_graph.collections.export import write_nquads
    processes._cores = lambda: 1
    write_nquads(Path(sys.argv[1]), Path(sys.argv[2]))
    told['bytes'] = Path(sys.argv[2]).stat().st_size
"""
_ASK = """
    from cohesion_graph.collections.asking import ask
    told['rows'] = len(ask(Path(sys.argv[1]), sys.argv[2], **json.loads(sys.argv[3])))
    told['cold'], told['cold_cpu'] = time.perf_counter() - begun, time.process_time()
    again = time.perf_counter()
    ask(Path(sys.argv[1]), sys.argv[2], **json.loads(sys.argv[3]))
    told['warm'], told['warm_cpu'] = time.perf_counter() - again, time.process_time() - told['cold_cpu']
"""


def build(aside: Path, count: int, actions: int) -> None:
    plans, folder = aside / "plans", aside / "all"
    write_plans(plans, count, actions)
    one = in_own_process(_ADD, aside / "one-core", plans, 1)
    every = in_own_process(_ADD, folder, plans, 0)
    quads = in_own_process(_NQUADS, folder, aside / "all.nq")
    packed = in_own_process(_NQUADS, folder, aside / "all.nq.gz")
    nothing = in_own_process(_REFRESH, folder)
    head = plans / "town-7" / "dataset.yaml"
    head.write_text(head.read_text("utf-8").replace("title:", "title: Changed", 1), "utf-8")
    changed = in_own_process(_REFRESH, folder)
    size = sum(path.stat().st_size for path in (folder / "tables").rglob("*.parquet"))
    cores = len(os.sched_getaffinity(0))
    smaller = quads["bytes"] / packed["bytes"]
    part = {name: told["cpu"] / one["cpu"] for name, told in (("none", nothing), ("one", changed))}
    say(f"{count} plans of {actions} actions, {cores} cores")
    say(f"  build                {_rate(count, one)}")
    say(f"  the same on all      {one['seconds'] / every['seconds']:6.2f} times as fast by the clock")
    longer = f"{quads['bytes'] / 2**20:.0f} MiB, {quads['cpu'] / one['cpu']:.1f} times as long"
    say(f"  N-Quads              {_rate(count, quads)}  {longer}")
    say(f"  N-Quads, compressed  {_rate(count, packed)}  {smaller:.0f} times smaller")
    say(f"  tables               {size / 2**20:.1f} MiB, {quads['bytes'] / size:.0f} times smaller than N-Quads")
    say(f"  nothing changed      {part['none']:.3f} of the build, {nothing['files']} files written")
    say(f"  one plan changed     {part['one']:.3f} of the build, {changed['files']} files written")


def _rate(count: int, told: dict) -> str:
    return f"{count / told['cpu']:6.1f} plans a second of processor  {told['mib']:5.0f} MiB"


def many(aside: Path, count: int, actions: int) -> Path:
    """A collection of so many plans whose rows are those of one."""
    import pyarrow as pa
    import rdf

    from cohesion_graph.collections.described import Collection, Member
    from cohesion_graph.collections.extracting import rows_of
    from cohesion_graph.collections.manifest import MANIFEST, Manifest, data_package_of
    from cohesion_graph.collections.parts import file_of, number_of_parts, part_of, write_part
    from cohesion_graph.derive import derive

    folder, parts = aside / "many", number_of_parts(count)
    rows = dict(rows_of(derive(rdf.generated(actions)), "x/benchmark"))
    keys = [f"town-{number}/plan" for number in range(count)]
    held = {part: [key for key in keys if part_of(key, parts) == part] for part in range(parts)}
    for name, table in rows.items():
        for part, members in held.items():
            named = {
                key: table.set_column(0, table.field(0), pa.array([key] * len(table), pa.string())) for key in members
            }
            write_part(folder / file_of(name, part, parts), name, named)
    digest = "0" * 64
    made = Collection(
        id="many", title="Many", datasets=tuple(Member(path=key, dataset=key, digest=digest) for key in sorted(keys))
    )
    files = {file_of(name, part, parts): digest for name in rows for part in range(parts)}
    (folder / "collection.yaml").write_bytes(made.as_yaml())
    (folder / MANIFEST).write_bytes(data_package_of(made, Manifest(parts, dict.fromkeys(keys, digest), {}, files)))
    return folder


def ask_many(aside: Path, count: int, actions: int) -> None:
    begun = time.perf_counter()
    folder = many(aside, count, actions)
    say(
        f"{count:,} plans, {count * actions * 4:,} actions and milestones (made in {time.perf_counter() - begun:.0f} s)"
    )
    for name, parameters in (
        ("contributions", {"party": "Body number 7"}),
        ("contributions", {"party": "Body number 7", "dataset": "town-3/plan"}),
        ("ranking", {"party": ""}),
    ):
        given = {key: value for key, value in parameters.items() if value}
        told = in_own_process(_ASK, folder, name, json.dumps(given))
        shown = ", ".join(given.values()) or "all"
        cold, warm = (f"{told[one]:4.1f} s ({told[f'{one}_cpu']:4.1f} of processor)" for one in ("cold", "warm"))
        speed = f"cold {cold}  warm {warm}  {told['mib']:5.0f} MiB"
        say(f"  {name} of {shown:30} {told['rows']:8,} rows  {speed}")


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plans", type=int, default=200)
    parser.add_argument("--actions", type=int, default=50)
    parser.add_argument("--asked", type=int, default=2_000)
    given = parser.parse_args()
    aside = Path(tempfile.mkdtemp(prefix="collections-"))
    try:
        if given.plans:
            build(aside, given.plans, given.actions)
        if given.asked:
            ask_many(aside, given.asked, given.actions // 2)
    finally:
        shutil.rmtree(aside)


if __name__ == "__main__":
    main()
