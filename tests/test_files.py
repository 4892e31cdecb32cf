"""A folder is replaced whole or not at all: crashes, full disks, strangers' files, names some system cannot hold."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cohesion_graph import files
from cohesion_graph.errors import CohesionError, MisuseError
from cohesion_graph.files import MARKER, Replaced, replace_folder, safe_parts

OLD = [("index.html", b"old"), ("a/b.html", b"same")]
NEW = [("index.html", b"new"), ("a/b.html", b"same"), ("c.html", b"added")]


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def leftovers(folder):
    return [path.name for path in folder.parent.iterdir() if path != folder]


def test_a_folder_is_replaced_as_a_whole_and_nothing_is_left_over(tmp_path):
    site = tmp_path / "site"
    assert replace_folder(site, OLD) == Replaced(2, 2, 0)
    assert replace_folder(site, NEW) == Replaced(3, 2, 0)
    assert replace_folder(site, OLD) == Replaced(2, 1, 1)
    assert contents(site) == dict(OLD)
    assert leftovers(site) == []


def test_an_unchanged_file_is_the_very_same_file(tmp_path):
    site = tmp_path / "site"
    replace_folder(site, OLD)
    before = (site / "a" / "b.html").stat()
    replace_folder(site, NEW)
    after = (site / "a" / "b.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_where_a_disk_has_no_hard_links_the_file_is_copied_with_its_dates(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EPERM, "no links here")

    site = tmp_path / "site"
    replace_folder(site, OLD)
    os.utime(site / "a" / "b.html", (1_000_000, 1_000_000))
    monkeypatch.setattr(os, "link", refuse)
    replace_folder(site, NEW)
    assert (site / "a" / "b.html").stat().st_mtime == 1_000_000


def test_an_error_while_pages_are_made_leaves_the_old_site(tmp_path):
    def breaking():
        yield from NEW
        raise ZeroDivisionError

    site = tmp_path / "site"
    replace_folder(site, OLD)
    with pytest.raises(ZeroDivisionError):
        replace_folder(site, breaking())
    assert contents(site) == dict(OLD)
    assert leftovers(site) == []


def test_a_full_disk_leaves_the_old_site_and_says_so(tmp_path, monkeypatch):
    site = tmp_path / "site"
    replace_folder(site, OLD)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CohesionError, match="No space left on device\n  The old one is untouched"):
        replace_folder(site, NEW)
    monkeypatch.undo()
    assert contents(site) == dict(OLD)
    assert leftovers(site) == []


@pytest.mark.parametrize("renames", [1, 2], ids=["before the old one is moved", "between the two moves"])
def test_a_run_that_is_killed_at_the_swap_is_mended_by_the_next(tmp_path, renames):
    """The process is really killed: in its last moment nothing of ours runs."""
    site = tmp_path / "site"
    replace_folder(site, OLD)
    script = (
        "import os, pathlib, sys\nfrom cohesion_graph.files import replace_folder\n"
        "real, left = pathlib.Path.rename, [int(sys.argv[2])]\n"
        "def rename(path, target):\n"
        "    left[0] -= 1\n"
        "    if not left[0]: os.kill(os.getpid(), 9)\n"
        "    return real(path, target)\n"
        "pathlib.Path.rename = rename\n"
        "replace_folder(pathlib.Path(sys.argv[1]), [('index.html', b'new')])\n"
    )
    root = Path(__file__).parents[1]
    command = [sys.executable, "-c", script, str(site), str(renames)]
    run = subprocess.run(command, check=False, env={**os.environ, "PYTHONPATH": str(root)})
    assert run.returncode == -9
    replace_folder(site, OLD)
    assert contents(site) == dict(OLD)
    assert leftovers(site) == []


def test_two_runs_never_write_to_one_folder_at_the_same_time(tmp_path):
    site = tmp_path / "site"

    def meanwhile():
        yield "index.html", b"first"
        with pytest.raises(MisuseError, match="another run is writing to"):
            replace_folder(site, OLD)
        yield "c.html", b"first"

    assert replace_folder(site, meanwhile()) == Replaced(2, 2, 0)
    assert contents(site) == {"index.html": b"first", "c.html": b"first"}
    assert replace_folder(site, OLD) == Replaced(2, 2, 1)
    assert leftovers(site) == []


def test_the_lock_of_a_run_that_was_killed_holds_nobody_up(tmp_path):
    site = tmp_path / "site"
    script = (
        "import os, pathlib, sys\nfrom cohesion_graph.files import replace_folder\n"
        "def pages():\n"
        "    yield 'index.html', b'half'\n"
        "    os.kill(os.getpid(), 9)\n"
        "replace_folder(pathlib.Path(sys.argv[1]), pages())\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    run = subprocess.run([sys.executable, "-c", script, str(site)], check=False, env=environment)
    assert run.returncode == -9
    assert ".site.lock" in leftovers(site)
    assert replace_folder(site, OLD) == Replaced(2, 2, 0)
    assert leftovers(site) == []


def test_a_file_may_come_in_pieces_and_stays_the_very_same_file_where_they_say_the_same(tmp_path):
    site = tmp_path / "site"
    assert replace_folder(site, [("all.nq", iter([b"one\n", b"two\n"]))]) == Replaced(1, 1, 0)
    before = (site / "all.nq").stat()
    pieces = [("all.nq", iter([b"one", b"\ntwo\n"])), ("index.html", b"new")]
    assert replace_folder(site, pieces) == Replaced(2, 1, 0)
    after = (site / "all.nq").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert replace_folder(site, [("all.nq", iter([b"other"]))]) == Replaced(1, 1, 1)
    assert contents(site) == {"all.nq": b"other"}


def test_somebody_elses_folder_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(MisuseError, match="did not write"):
        replace_folder(tmp_path, OLD)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path):
    (tmp_path / "site").write_text("mine")
    with pytest.raises(MisuseError, match="did not write"):
        replace_folder(tmp_path / "site", OLD)


@pytest.mark.parametrize(
    "name",
    ["../out.html", "/etc/passwd", "a/../../out", "a\\b", "", "a//b", "./a", "con", "a/NUL.ttl", "com1.html", "a.",
     "b ", "a:b", "a<b", "x" * 250, "tab\there"],
)  # fmt: skip
def test_a_name_that_leads_out_or_that_some_system_cannot_hold_is_refused(tmp_path, name):
    with pytest.raises(CohesionError):
        safe_parts(name)
    with pytest.raises(CohesionError):
        replace_folder(tmp_path / "site", [("index.html", b""), (name, b"")])
    assert list(tmp_path.iterdir()) == []


def test_two_names_that_differ_in_letter_case_alone_are_refused(tmp_path):
    with pytest.raises(CohesionError, match="letter case aside"):
        replace_folder(tmp_path / "site", [("A1/index.html", b""), ("a1/index.html", b"")])


def test_a_file_alone_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    target = tmp_path / "deep" / "sheet.md"
    files.write_file(target, b"old")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CohesionError, match="Nothing was changed"):
        files.write_file(target, b"new")
    assert [(path.name, path.read_bytes()) for path in target.parent.iterdir()] == [("sheet.md", b"old")]


def test_ctrl_c_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    target = tmp_path / "sheet.md"
    files.write_file(target, b"old")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write_file(target, b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("sheet.md", b"old")]


def test_a_file_keeps_its_permissions_and_a_link_to_it_stays_a_link(tmp_path):
    target, link = tmp_path / "private.md", tmp_path / "link.md"
    target.write_bytes(b"old")
    target.chmod(0o600)
    link.symlink_to(target)

    files.write_file(link, b"new")

    assert (link.is_symlink(), target.read_bytes(), target.stat().st_mode & 0o777) == (True, b"new", 0o600)


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        files.write_file(pipe, b"passed on")
        assert (os.read(reader, 100), pipe.is_fifo()) == (b"passed on", True)
    finally:
        os.close(reader)


@pytest.mark.parametrize("name", ["x" * 300, "taken/inside.md"])
def test_a_place_where_no_file_can_be_is_told(tmp_path, name):
    (tmp_path / "taken").write_bytes(b"mine")
    with pytest.raises(CohesionError, match=r"cannot be written: .+\n  Nothing was changed"):
        files.write_file(tmp_path / name, b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["taken"]


def test_the_longest_name_that_a_file_can_have_is_written(tmp_path):
    target = tmp_path / ("x" * 255)
    files.write_file(target, b"new")
    assert target.read_bytes() == b"new"


def test_a_link_to_a_folder_is_followed_and_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    site = tmp_path / "link"
    site.symlink_to("real")

    assert replace_folder(site, OLD) == Replaced(2, 2, 0)
    assert replace_folder(site, NEW) == Replaced(3, 2, 0)
    assert (site.is_symlink(), contents(tmp_path / "real")) == (True, dict(NEW))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]


@pytest.mark.parametrize("place", [".", "..", ""])
def test_the_folder_one_stands_in_is_not_replaced_under_ones_feet(tmp_path, monkeypatch, place):
    (tmp_path / MARKER).write_text("")
    (tmp_path / "inside").mkdir()
    monkeypatch.chdir(tmp_path / "inside")
    with pytest.raises(MisuseError, match="is the current folder, or around it"):
        replace_folder(Path(place), OLD)
    assert contents(tmp_path) == {}
