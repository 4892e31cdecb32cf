"""A plan that was opened before: the same plan, and never one whose files are others now."""

import os
import time
from pathlib import Path

import pytest

import cohesion_graph
from cohesion_graph.errors import DatasetProblems
from cohesion_graph.folder import kept as kept_files
from cohesion_graph.folder import known as cache
from cohesion_graph.folder.kept import SWITCH
from cohesion_graph.folder.known import keep, known
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.model.settling import Unsettleable
from cohesion_graph.plan import parse
from cohesion_graph.shipped import shipped_folder


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    """An empty cache of its own."""
    monkeypatch.setenv(SWITCH, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def folder(marlbeck_folder):
    """The invented council, opened once."""
    cohesion_graph.load(marlbeck_folder)
    return marlbeck_folder


def test_a_known_plan_is_the_plan_that_its_files_hold(folder, monkeypatch):
    expected = parse(folder)
    found = known(folder)
    assert found.as_read() == expected.as_read
    assert found.as_read().as_json() == expected.as_read.as_json()
    monkeypatch.setattr("cohesion_graph.folder.read.read_dataset", lambda *_, **__: pytest.fail("it was parsed again"))
    assert cohesion_graph.load(folder).as_read == expected.as_read
    assert cohesion_graph.load(folder).ask("discrepancies").rows


def test_a_known_plan_is_kept_as_it_was_settled_beside_what_its_files_tell():
    """So that its judgements are not carried out again for every question."""
    folder = shipped_folder("data/stockton")
    expected = parse(folder)
    assert expected.dataset != expected.as_read
    cohesion_graph.load(folder)
    found = known(folder)
    assert found.settled == expected.dataset
    assert found.settled.as_json() == expected.dataset.as_json()
    assert found.as_read() == expected.as_read
    plan = cohesion_graph.load(folder)
    assert (plan.as_read, plan.derivation) == (expected.as_read, expected.derivation)


def test_a_plan_whose_judgements_do_not_fit_is_read_each_time(folder, marlbeck, monkeypatch):
    """It can be opened and mended; what would be asked of it cannot be kept."""
    (file,) = Path(os.environ[SWITCH]).iterdir()
    file.unlink()

    def refused(_):
        raise Unsettleable(("settlements", 0), "two judgements change one claim")

    monkeypatch.setattr(cache, "settled", refused)
    assert cohesion_graph.load(folder).as_read == marlbeck.as_read
    assert known(folder) is None


def test_nothing_is_written_to_the_dataset(marlbeck_folder):
    before = sorted(marlbeck_folder.rglob("*"))
    cohesion_graph.load(marlbeck_folder)
    assert sorted(marlbeck_folder.rglob("*")) == before


@pytest.mark.parametrize(
    "name",
    ["dataset.yaml", "register.yaml", "editorial.yaml", "claims/together-plan.yaml", "sources/together-plan.txt"],
)
def test_a_plan_of_which_any_file_changed_is_read_again(folder, name):
    """Also where the size and the time of the file stay as they were."""
    file = folder / name
    before, times = file.read_bytes(), file.stat()
    file.write_bytes(bytes([before[0] ^ 1]) + before[1:])
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert known(folder) is None
    file.write_bytes(before)
    assert known(folder) is not None
    file.unlink()
    assert known(folder) is None


def test_a_damaged_dataset_is_refused_whatever_was_kept(folder):
    source = folder / "sources" / "together-plan.txt"
    source.write_text(source.read_text(encoding="utf-8").replace("the", "thé"), encoding="utf-8")
    with pytest.raises(DatasetProblems, match="digest"):
        cohesion_graph.load(folder)


@pytest.mark.parametrize("name", ["updates.csv", "claims/another.yaml"])
def test_a_plan_with_a_new_file_is_read_again(folder, name):
    (folder / name).write_text("item,date,status,note,reported by\nA1,2025-03-31,complete,,\n", encoding="utf-8")
    assert known(folder) is None


def test_reports_of_the_updates_file_are_known_too(folder):
    row = "item,date,status,note,reported by\nA1,2025-03-31,complete,,\n"
    (folder / "updates.csv").write_text(row, encoding="utf-8")
    first = cohesion_graph.load(folder).ask("progress", item="A1")
    assert known(folder) is not None
    assert cohesion_graph.load(folder).ask("progress", item="A1") == first
    assert len(first)


@pytest.mark.parametrize("spoilt", [b"", b"\n", b"{}", b"no digest\n{}"])
def test_a_damaged_cache_counts_for_nothing(folder, kept, spoilt):
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    expected = cohesion_graph.load(folder).as_read
    for content in (spoilt, whole[:-1], whole.replace(b"Marlbeck", b"Marlbecq", 1), whole + b" "):
        file.write_bytes(content)
        assert known(folder) is None
        assert cohesion_graph.load(folder).as_read == expected


def test_what_others_can_write_to_counts_for_nothing(folder, kept):
    kept.chmod(0o777)
    assert known(folder) is None
    kept.chmod(0o700)
    assert known(folder) is not None


def test_what_another_program_kept_is_read_again(folder, monkeypatch):
    monkeypatch.setattr(kept_files, "_program", lambda _: b"another")
    assert known(folder) is None


def test_names_that_are_withheld_are_not_kept(marlbeck_folder, kept):
    """The cache outlives the folder; it holds what may be shown."""
    whole = read_dataset(marlbeck_folder, withhold=False)
    names = {source.text[one.start : one.end] for source in whole.sources for one in source.masks}
    cohesion_graph.load(marlbeck_folder, withhold=False)
    assert not kept.exists()
    cohesion_graph.load(marlbeck_folder)
    (file,) = kept.iterdir()
    assert names
    assert not any(name in file.read_text(encoding="utf-8") for name in names)
    assert file.stat().st_mode & 0o077 == 0


def test_a_cache_that_cannot_be_written_or_is_not_wanted_is_done_without(marlbeck_folder, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    for told in (str(tmp_path / "file" / "cache"), "off"):
        monkeypatch.setenv(SWITCH, told)
        assert cohesion_graph.load(marlbeck_folder).dataset.id == "marlbeck"
        assert known(marlbeck_folder) is None


def test_only_so_many_datasets_are_kept(marlbeck, marlbeck_folder, kept, monkeypatch):
    monkeypatch.setattr(kept_files, "KEPT", 2)
    for number in range(4):
        kept.mkdir(exist_ok=True, mode=0o700)
        (kept / f"{number}.json").write_text("")
        os.utime(kept / f"{number}.json", (number, number))
    keep(marlbeck_folder, marlbeck.as_read, begun=time.time_ns())
    assert len(list(kept.iterdir())) == 2
    assert known(marlbeck_folder) is not None
