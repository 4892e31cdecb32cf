"""The live desk is killed while it saves a decision: at most that one is lost."""

import subprocess
import sys

import pytest

from cohesion_graph.folder.read import read_dataset

SAVING = """
import os, signal, sys
from pathlib import Path
from cohesion_graph.review.decisions import COLUMNS
from cohesion_graph.serve import desk

folder, step = Path(sys.argv[1]), int(sys.argv[2])
rename, count = os.replace, 0

def killed(*arguments, **named):
    global count
    count += last
    if count == step:
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(*arguments, **named)

os.replace = killed
rows = sys.argv[3:]
for place, row in enumerate(rows):
    last = place == len(rows) - 1
    told = dict.fromkeys(COLUMNS, "") | {"doubt": row, "reading": "right", "role": "officer"}
    told |= {"kind": "sample", "dataset": "marlbeck"}
    line = ",".join(told.values())
    desk.plan_desk(folder).take(f"{','.join(COLUMNS)}\\n{line}\\n".encode())
    print(row, flush=True)
"""


@pytest.mark.parametrize("step", [1, 2])
def test_a_desk_that_is_killed_while_it_saves_loses_at_most_that_decision(marlbeck_folder, step):
    before = {one.action for one in read_dataset(marlbeck_folder).editorial.sample}
    rows = [ref for ref in read_dataset(marlbeck_folder).actions if ref not in before][:3]
    command = [sys.executable, "-c", SAVING, str(marlbeck_folder), str(step), *rows]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    kept = {one.action for one in read_dataset(marlbeck_folder).editorial.sample} - before
    acknowledged = done.stdout.split()
    assert (done.returncode, acknowledged) == (-9, rows[:-1]), done.stderr
    assert set(acknowledged) <= kept <= set(rows)
