"""A single file is written whole or not at all: full disks, Ctrl-C, links, pipes, places where no file can be."""

import errno
import os

import pytest

from cohesion_graph import files
from cohesion_graph.errors import CohesionError


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
