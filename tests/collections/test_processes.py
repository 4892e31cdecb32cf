"""Work in several processes: results in order, and no process outlives the one that started it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cohesion_graph.collections import processes
from cohesion_graph.errors import CohesionError


def test_results_come_in_the_order_of_the_things_and_from_other_processes(monkeypatch):
    monkeypatch.setattr(processes, "_cores", lambda: 2)
    things = [f"{number:>4}" for number in range(40)]

    assert list(processes.in_processes(str.strip, things)) == [str(number) for number in range(40)]


def test_a_process_that_is_ended_from_outside_is_told_with_what_to_do(monkeypatch):
    monkeypatch.setattr(processes, "_cores", lambda: 2)

    with pytest.raises(CohesionError, match="memory runs out\n  The old collection is untouched"):
        list(processes.in_processes(os._exit, [9] * 8))


def test_the_processes_end_with_the_one_that_started_them():
    code = """
import os, time
from cohesion_graph.collections import processes
processes._cores = lambda: 2
for pid in processes.in_processes(os.getpgid, [0] * 50):
    started = {*os.popen(f"ps -o pid= -s {os.getsid(0)}").read().split()} - {str(os.getpid())}
    print(*(pid for pid in started if os.path.exists(f"/proc/{pid}")), flush=True)
    time.sleep(60)
"""
    running = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, start_new_session=True)
    started = running.stdout.readline().split()
    assert len(started) >= 4, "a server that starts processes, one that tracks what they share, and two that work"
    running.kill()
    running.wait()

    until = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in started) and time.monotonic() < until:
        time.sleep(0.05)
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []
