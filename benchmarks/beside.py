"""Processor time of whole commands of this build as a share of another's, by turns in one run.

Run from the repository: ``python benchmarks/beside.py OTHER [--turns N] [DOCUMENT ...]``. OTHER is a checkout of
another version with its own ``.venv``, as this one has. Each DOCUMENT is read by both; without any, plans of three and
of a thousand rows, which show how long a start takes and how long a row. Byte code is kept, as installed programs keep
it, and warmed first; caches of plans are off. Machines are shared: trust ratios.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.reading import ROOT, plan_rows, write_excel, write_markdown, write_word


def processor_time(build: Path, document: Path, scratch: Path) -> float:
    """Seconds of processor time that reading a document takes, the start of Python included."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(scratch / "bytecode"), "COHESION_GRAPH_CACHE": "off"}
    program = build / ".venv" / "bin" / "cohesion-graph"
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        command = [str(program), "read", str(document), "-o", f"{folder}/dataset"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, env=environment, cwd=scratch, capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{program} does not read {document}:\n{done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def plans(folder: Path) -> list[Path]:
    written = [(folder / f"{count}-rows.{suffix}", count, write) for count, suffix, write in PLANS]
    for path, count, write in written:
        write(path, plan_rows(count))
    return [path for path, _, _ in written]


PLANS = ((3, "md", write_markdown), (3, "xlsx", write_excel), (1000, "xlsx", write_excel), (1000, "docx", write_word))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("other", type=Path, help="a checkout of another version, with its .venv")
    parser.add_argument("documents", type=Path, nargs="*")
    parser.add_argument("--turns", type=int, default=5)
    options = parser.parse_intermixed_args()
    builds = (options.other.resolve(), ROOT)
    print(f"{'document':32}{'other (s)':>10}{'this (s)':>10}{'least':>8}{'median':>8}")
    with tempfile.TemporaryDirectory() as scratch:
        for document in [one.resolve() for one in options.documents] or plans(Path(scratch)):
            for build in builds:  # writes the byte code
                processor_time(build, document, Path(scratch))
            times = [[processor_time(build, document, Path(scratch)) for build in builds] for _ in range(options.turns)]
            other, this = zip(*times, strict=True)
            ratios = (min(this) / min(other), statistics.median(this) / statistics.median(other))
            print(f"{document.name[:31]:32}{min(other):10.2f}{min(this):10.2f}{ratios[0]:8.2f}{ratios[1]:8.2f}")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
