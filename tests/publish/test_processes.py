"""Two parts of a build at the same time: the same files as one after the other, and every fault comes through."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cohesion_graph.errors import CohesionError, UnknownName
from cohesion_graph.publish import processes
from cohesion_graph.publish.processes import both

ROADS = pytest.mark.parametrize("forks", [True, False], ids=["in a copy of the process", "one after the other"])


@pytest.fixture
def road(monkeypatch):
    """Takes one of the two roads, whatever the machine would take."""

    def take(forks):
        monkeypatch.setattr(processes, "can_fork", lambda: forks)

    return take


def part(name, number, result):
    for turn in range(number):
        yield f"{name}/{turn}", f"{name} {turn}".encode()
    return result


def everything(first, second):
    """The files that come, streamed ones put together, and what both parts returned."""
    found, going = {}, both(first, second)
    while True:
        try:
            path, content = next(going)
        except StopIteration as end:
            return found, end.value
        found[path] = content if isinstance(content, bytes) else b"".join(content)


@ROADS
def test_all_files_of_both_parts_come_and_what_they_returned(road, forks):
    road(forks)
    found, told = everything(part("a", 30, ["pages", 30]), part("b", 50, ["pages", 50]))
    assert found == {f"{name}/{turn}": f"{name} {turn}".encode() for name, end in (("a", 30), ("b", 50))
                     for turn in range(end)}  # fmt: skip
    assert told == (["pages", 30], ["pages", 50])


@ROADS
def test_the_files_of_each_part_keep_their_order(road, forks):
    road(forks)
    paths = list(everything(part("a", 200, None), part("b", 200, None))[0])
    for name in ("a", "b"):
        assert [path for path in paths if path.startswith(name)] == [f"{name}/{turn}" for turn in range(200)]


@ROADS
def test_a_file_that_comes_in_pieces_arrives_whole(road, forks):
    def streamed():
        yield "all.nq", (b"line %d\n" % turn for turn in range(5))
        yield "next", b"bytes"

    road(forks)
    found, _ = everything(part("a", 3, None), streamed())
    assert (found["all.nq"], found["next"]) == (b"line 0\nline 1\nline 2\nline 3\nline 4\n", b"bytes")


@ROADS
def test_a_fault_in_either_part_is_raised_as_what_it_is(road, forks):
    def faulty():
        yield "one", b""
        raise CohesionError("the words\n  what to do")

    road(forks)
    for first, second in ((part("a", 3, None), faulty()), (faulty(), part("a", 3, None))):
        with pytest.raises(CohesionError, match="the words\n  what to do"):
            everything(first, second)


def test_a_fault_that_cannot_be_sent_is_told_in_its_words(road):
    def faulty():
        yield "one", b""
        raise UnknownName("body", "SPS", ["SSP"])  # its text cannot be made into such an error again

    road(forks=True)
    with pytest.raises(CohesionError, match="no body is called 'SPS'; did you mean 'SSP'"):
        everything(part("a", 3, None), faulty())


def test_a_copy_that_the_system_kills_is_told_with_what_to_do(road):
    def killed():
        yield "one", b""
        os.kill(os.getpid(), 9)

    road(forks=True)
    with pytest.raises(CohesionError, match="want of memory"):
        everything(part("a", 3, None), killed())


def test_a_process_with_a_second_thread_is_not_copied():
    script = (
        "import sys, threading; from cohesion_graph.publish.processes import can_fork\n"
        "alone = can_fork(); stop = threading.Event(); thread = threading.Thread(target=stop.wait); thread.start()\n"
        "print(can_fork() < alone or not alone); stop.set(); thread.join()"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, env=environment)
    assert run.stdout == "True\n"


def test_nothing_that_starts_threads_is_loaded_before_the_copy_is_made():
    """numpy is: its threads would leave the command with the slower road for ever, and nobody would see it."""
    script = (
        "import os, cohesion_graph; from cohesion_graph.publish import processes, site; from pathlib import Path\n"
        "plan = cohesion_graph.load(); contents = iter(site._Contents(plan, None, ('', '')))\n"
        "asked = []; processes.can_fork = lambda: asked.append(len(os.listdir('/proc/self/task'))) or False\n"
        "next(contents); print(asked)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, env=environment)
    assert run.stdout == "[1]\n"


def test_both_roads_write_the_same_site(marlbeck, road, tmp_path):
    from cohesion_graph.publish.site import build_site

    sites = []
    for forks in (True, False):
        road(forks)
        folder = tmp_path / str(forks)
        report = build_site(marlbeck, folder)
        files = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        sites.append((report.pages, report.files, files))
    assert sites[0] == sites[1]
