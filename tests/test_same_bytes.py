"""The same input gives the same bytes, whatever order Python hashes in."""

import hashlib
import os
import subprocess
import sys

import pytest

from cohesion_graph.formats import exports


def under_seed(seed, *arguments, cwd, python=()):
    done = subprocess.run(
        [sys.executable, *python, "-m", "cohesion_graph", *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.mark.parametrize("written_as", [name for name in exports() if name not in {"csv", "parquet"}])
def test_every_export_is_the_same_under_two_hash_seeds(written_as, marlbeck_folder):
    one, other = (under_seed(seed, "export", written_as, cwd=marlbeck_folder) for seed in (0, 1))

    assert one == other
    assert len(one) > (1000 if written_as != "updates" else 50)  # a template of one line for each action


def test_two_builds_of_the_real_plan_are_the_same_under_two_hash_seeds_and_without_docstrings(tmp_path):
    digests = []
    for seed, python in ((0, ()), (1, ("-OO",))):
        folder = tmp_path / str(seed)
        under_seed(seed, "build", "-o", str(folder), cwd=tmp_path, python=python)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        digests.append({str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files})

    assert digests[0] == digests[1]
    assert len(digests[0]) > 10
