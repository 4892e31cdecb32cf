"""A folder is replaced whole or not at all: crashes, full disks, strangers' files, names some system cannot hold."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cohesion_graph import whole_folder
from cohesion_graph.errors import CohesionError, MisuseError
from cohesion_graph.files import safe_parts
from cohesion_graph.lock import lock_beside
from cohesion_graph.whole_folder import MARKER, Replaced, finish_interrupted, replace_folder

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


def test_what_may_not_be_moved_is_copied_with_its_dates(tmp_path, monkeypatch):
    def refusing(old, new):
        if "/.site.old/" in str(old):
            raise OSError(errno.EACCES, "not to be moved")
        move(old, new)

    site, move = tmp_path / "site", os.rename
    replace_folder(site, OLD)
    (site / "mine" / "deeper").mkdir(parents=True)
    (site / "mine" / "note.txt").write_bytes(b"mine")
    for path in ("a/b.html", "mine/note.txt", "mine/deeper"):
        os.utime(site / path, (1_000_000, 1_000_000))
    monkeypatch.setattr(os, "rename", refusing)
    replace_folder(site, NEW)
    assert contents(site) == {**dict(NEW), "mine/note.txt": b"mine"}
    assert [(site / path).stat().st_mtime for path in ("a/b.html", "mine/note.txt", "mine/deeper")] == [1_000_000] * 3
    assert leftovers(site) == []


@pytest.mark.parametrize("first, then", [("x", "x/index.html"), ("x/y/index.html", "x"), ("x/y", "x/y/z")])
def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path, first, then):
    site = tmp_path / "site"
    for path in (first, then, first):
        replace_folder(site, [(path, path.encode()), ("a/b.html", b"same")])
        assert contents(site) == {path: path.encode(), "a/b.html": b"same"}
        assert not [one for one in site.rglob("*") if one.is_dir() and not any(one.iterdir())]


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

    monkeypatch.setattr(whole_folder, "_opened", full)
    with pytest.raises(CohesionError, match="No space left on device\n  The old one is untouched"):
        replace_folder(site, NEW)
    monkeypatch.undo()
    assert contents(site) == dict(OLD)
    assert leftovers(site) == []


KILLED = """
import os, pathlib, sys
from cohesion_graph import swapped_folder, whole_folder
left = [int(sys.argv[2])]
def killing(real):
    def step(*arguments, **options):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), 9)
        return real(*arguments, **options)
    return step
os.rename, os.unlink = killing(os.rename), killing(os.unlink)
swapped_folder._remove = killing(swapped_folder._remove)
whole_folder.replace_folder(pathlib.Path(sys.argv[1]), [("index.html", b"new"), ("a/b.html", b"same")])
"""
BEFORE = [*OLD, ("c/d.html", b"gone")]
AFTER = {"index.html": b"new", "a/b.html": b"same"}


def killed(site, step):
    """The process is really killed before a file or folder is moved or removed: then nothing of ours runs any more."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    run = subprocess.run([sys.executable, "-c", KILLED, str(site), str(step)], check=False, env=environment)
    assert run.returncode == -9


FINISHED = "had left {site} aside; it is in place now."


@pytest.mark.parametrize(
    "step, beside, after, told",
    [
        (1, ["lock", "new"], dict(BEFORE), "had left a part of a new {site} in .site.new; it is removed."),
        (2, ["lock", "new", "old"], AFTER, FINISHED),
        (3, ["lock", "new", "old"], AFTER, FINISHED),
        (4, ["lock", "new", "old"], AFTER, FINISHED),
        (5, ["lock", "new", "old"], AFTER, FINISHED),
        (6, ["lock", "old"], AFTER, "had left the old {site} in .site.old; it is removed."),
    ],
    ids=[
        "before the old one is moved",
        "before what is no more is removed",
        "before what stays is moved",
        "before the list of what is no more is removed",
        "before the new one is moved",
        "before the old one is removed",
    ],
)  # fmt: skip
def test_what_a_run_killed_at_the_swap_has_left_is_finished_or_cleared_and_told(
    tmp_path, caplog, step, beside, after, told
):
    site = tmp_path / "site"
    replace_folder(site, BEFORE)
    killed(site, step)
    assert sorted(leftovers(site)) == [f".site.{ending}" for ending in beside]

    finish_interrupted(site)

    assert (contents(site), leftovers(site)) == (after, [])
    assert sorted(path.name for path in site.iterdir()) == sorted({MARKER, *(path.split("/")[0] for path in after)})
    assert f"A run that was killed {told.format(site=site)}" in caplog.messages


@pytest.mark.parametrize("step", range(1, 7))
def test_a_run_that_is_killed_at_the_swap_is_mended_by_the_next(tmp_path, step):
    site = tmp_path / "site"
    replace_folder(site, BEFORE)
    killed(site, step)
    replace_folder(site, BEFORE)
    assert contents(site) == dict(BEFORE)
    assert leftovers(site) == []


@pytest.mark.parametrize("step", range(1, 6))
def test_a_run_that_is_stopped_at_the_swap_goes_through_with_it(tmp_path, monkeypatch, step):
    """By hand, or by an error of the disk that does not come again."""
    left = [step]

    def stopping(real):
        def taken(*arguments, **options):
            left[0] -= 1
            if not left[0]:
                raise KeyboardInterrupt
            return real(*arguments, **options)

        return taken

    site = tmp_path / "site"
    replace_folder(site, BEFORE)
    for name in ("rename", "unlink"):
        monkeypatch.setattr(os, name, stopping(getattr(os, name)))
    with pytest.raises(KeyboardInterrupt):
        replace_folder(site, list(AFTER.items()))
    assert contents(site) == (dict(BEFORE) if step == 1 else AFTER)
    assert leftovers(site) == []


def test_what_another_run_has_aside_is_left_to_it(tmp_path):
    site = tmp_path / "site"

    def meanwhile():
        finish_interrupted(site)
        yield "index.html", b"first"

    assert replace_folder(site, meanwhile()) == Replaced(1, 1, 0)


def test_an_old_folder_that_cannot_be_removed_is_told(tmp_path, monkeypatch, caplog):
    site = tmp_path / "site"
    replace_folder(site, OLD)
    real = shutil.rmtree
    monkeypatch.setattr(shutil, "rmtree", lambda path, **_: None if path.name.endswith(".old") else real(path))
    replace_folder(site, NEW)
    assert contents(site) == dict(NEW)
    assert caplog.messages == [
        f"{tmp_path / '.site.old'} cannot be removed: remove it by hand, it holds what is no longer to be shown."
    ]


@pytest.mark.parametrize("foreign", ["CNAME", "a/notes.txt", ".git/objects/ab/cd", "empty/"])
def test_what_others_put_into_the_folder_stays_the_very_same_through_ten_runs(tmp_path, foreign):
    site = tmp_path / "site"
    replace_folder(site, OLD)
    if foreign.endswith("/"):
        (site / foreign).mkdir(mode=0o500)
    else:
        (site / foreign).parent.mkdir(parents=True, exist_ok=True)
        (site / foreign).write_bytes(b"mine")
    before = (site / foreign).stat()
    named = foreign.partition("/")[0] + "/" if foreign.startswith((".git", "empty")) else foreign

    runs = [(NEW, 2, 0), (OLD, 1, 1)] * 4 + [(OLD, 0, 0), ([("new.html", b"")], 1, 2)]
    for pages, written, removed in runs:
        assert replace_folder(site, pages) == Replaced(len(pages), written, removed, (named,))
        after = (site / foreign).stat()
        assert (after.st_mode, after.st_mtime_ns) == (before.st_mode, before.st_mtime_ns)
        assert foreign.endswith("/") or (after.st_ino, (site / foreign).read_bytes()) == (before.st_ino, b"mine")


def test_a_foreign_file_in_the_place_of_a_new_one_is_not_written_over(tmp_path):
    site = tmp_path / "site"
    replace_folder(site, OLD)
    (site / "c.html").write_bytes(b"mine")
    with pytest.raises(MisuseError, match=r"c\.html was put there by somebody else.*\n  Move it away"):
        replace_folder(site, NEW)
    assert contents(site) == {**dict(OLD), "c.html": b"mine"}
    assert leftovers(site) == []


def test_a_folder_of_an_older_version_without_a_list_keeps_what_is_not_written_again(tmp_path):
    site = tmp_path / "site"
    replace_folder(site, NEW)
    (site / MARKER).write_text("This folder is written by cohesion-graph build, which may replace it.\n")
    assert replace_folder(site, OLD) == Replaced(2, 1, 0, ("c.html",))
    assert replace_folder(site, OLD) == Replaced(2, 0, 0, ("c.html",))


def test_a_folder_without_a_marker_is_swapped_as_well_and_all_else_in_it_stays(tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "letter.txt").write_bytes(b"mine")
    assert replace_folder(folder, OLD, marked=False) == Replaced(2, 2, 0, ("letter.txt",))
    assert replace_folder(folder, [("index.html", b"new")], marked=False) == Replaced(1, 1, 0, ("a/", "letter.txt"))
    assert contents(folder) == {"index.html": b"new", "a/b.html": b"same", "letter.txt": b"mine"}
    assert not (folder / MARKER).exists()


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
        "import os, pathlib, sys\nfrom cohesion_graph.whole_folder import replace_folder\n"
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


def test_a_lock_that_a_killed_run_has_left_is_cleared_by_whoever_reads_next(tmp_path):
    """Killed before it had made anything: nothing else tells of it."""
    site = tmp_path / "site"
    replace_folder(site, NEW)
    lock_beside(site).touch()

    finish_interrupted(site)

    assert leftovers(site) == []
    assert contents(site) == dict(NEW)


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
