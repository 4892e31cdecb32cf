"""Writing a dataset and reading it back is the identity; nothing is lost on the way."""

import json
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import datasets

from cohesion_graph.errors import MisuseError
from cohesion_graph.folder import storage
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.folder.storage import FileFault
from cohesion_graph.folder.write import write_dataset
from cohesion_graph.model.evidence import sha256


@pytest.mark.parametrize("name", ["stockton", "marlbeck"])
def test_writing_and_reading_back_gives_the_same_dataset(name, request, tmp_path):
    dataset = request.getfixturevalue(name).dataset

    write_dataset(dataset, tmp_path / "copy")

    assert read_dataset(tmp_path / "copy") == dataset


@pytest.mark.parametrize("name", ["stockton_folder", "marlbeck_folder"])
def test_the_shipped_folders_are_written_as_they_stand(name, request):
    folder = request.getfixturevalue(name)

    assert write_dataset(read_dataset(folder), folder) == []


def test_comments_in_a_file_whose_content_is_unchanged_survive(marlbeck_folder):
    register = marlbeck_folder / "register.yaml"
    register.write_text("# who is who\n" + register.read_text("utf-8"), "utf-8")
    dataset = read_dataset(marlbeck_folder)

    changed = write_dataset(dataset.model_copy(update={"title": "Another title"}), marlbeck_folder)

    assert changed == ["dataset.yaml"]
    assert register.read_text("utf-8").startswith("# who is who\n")
    assert read_dataset(marlbeck_folder).title == "Another title"


def test_a_stored_text_with_names_is_left_as_it_is_when_its_dataset_is_saved(marlbeck_folder):
    before = (marlbeck_folder / "sources" / "together-plan.txt").read_bytes()
    dataset = read_dataset(marlbeck_folder)

    write_dataset(dataset.model_copy(update={"title": "Another title"}), marlbeck_folder)

    assert (marlbeck_folder / "sources" / "together-plan.txt").read_bytes() == before
    assert read_dataset(marlbeck_folder).sources == dataset.sources


def test_a_dataset_saved_elsewhere_holds_masked_texts_only(marlbeck_folder, tmp_path):
    write_dataset(read_dataset(marlbeck_folder), tmp_path / "copy")

    written = "".join(path.read_text("utf-8") for path in (tmp_path / "copy").rglob("*.*"))
    assert "Example" not in written
    assert "██ ███████" in written


def crash_at(monkeypatch, step):
    """Let the machine stop at the given step of the replacement: a write or a rename."""
    count = {"steps": 0}

    def stop(real):
        def stepping(*arguments, **options):
            count["steps"] += 1
            if count["steps"] == step:
                raise KeyboardInterrupt
            return real(*arguments, **options)

        return stepping

    monkeypatch.setattr(storage, "_write_flushed", stop(storage._write_flushed))
    monkeypatch.setattr(storage.Path, "replace", stop(storage.Path.replace))


@pytest.mark.parametrize("step", range(1, 9))
def test_a_crash_at_any_step_of_saving_leaves_all_old_or_all_new_files(step, marlbeck_folder, monkeypatch):
    old = read_dataset(marlbeck_folder)
    new = old.model_copy(
        update={"title": "Another title", "editorial": old.editorial.model_copy(update={"rankings": ()})}
    )

    with monkeypatch.context() as patched:
        crash_at(patched, step)
        try:
            write_dataset(new, marlbeck_folder)
            finished = True
        except KeyboardInterrupt:
            finished = False

    after = read_dataset(marlbeck_folder)
    assert after in ([new] if finished else [old, new])
    assert not (marlbeck_folder / ".saving").exists()


def test_a_folder_left_by_an_interrupted_save_can_be_saved_again(marlbeck_folder):
    (marlbeck_folder / ".saving").mkdir()
    (marlbeck_folder / ".saving" / "0").write_text("half")
    dataset = read_dataset(marlbeck_folder)
    shutil.rmtree(marlbeck_folder / "claims")

    write_dataset(dataset, marlbeck_folder)

    assert read_dataset(marlbeck_folder) == dataset


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dataset=datasets())
def test_any_dataset_comes_back_from_its_folder_the_same(dataset, tmp_path_factory):
    folder = tmp_path_factory.mktemp("any")
    documents = {source.file: b"a document" for source in dataset.sources if source.text_file}
    digests = {True: sha256(b"a document"), False: None}
    sources = [
        source.model_copy(update={"document_sha256": digests[source.file in documents]}) for source in dataset.sources
    ]
    dataset = dataset.model_copy(update={"sources": tuple(sources)})

    write_dataset(dataset, folder, documents)

    assert read_dataset(folder, withhold=False) == dataset
    assert write_dataset(dataset, folder, documents) == []


@pytest.mark.parametrize("list_of", ["written", "removed"])
@pytest.mark.parametrize("name", ["../outside.txt", "/outside.txt", "sources/../../outside.txt", "claims/out/x.txt"])
def test_a_folder_from_somebody_else_writes_nothing_outside_itself(marlbeck_folder, name, list_of):
    """What an interrupted save left behind is finished when a folder is read: its names are not to be trusted."""
    outside = marlbeck_folder.parent / "outside"
    outside.mkdir()
    (marlbeck_folder / "claims" / "out").symlink_to(outside)
    aside = marlbeck_folder / ".saving"
    aside.mkdir()
    (aside / "0").write_text("evil")
    (outside / "x.txt").write_text("mine")
    (aside / "ready.json").write_text(json.dumps({"written": [], "removed": [], list_of: [name]}))
    before = sorted(marlbeck_folder.parent.rglob("*"))

    with pytest.raises(FileFault, match=r"leads out|the path"):
        read_dataset(marlbeck_folder)

    assert sorted(marlbeck_folder.parent.rglob("*")) == before


@pytest.mark.parametrize("text", ["", "{", "{}", "[1]", '"a"', '{"written": ["a"], "removed": [1]}'])
def test_a_damaged_list_of_an_interrupted_save_is_told_with_what_to_do(marlbeck_folder, text):
    (marlbeck_folder / ".saving").mkdir()
    (marlbeck_folder / ".saving" / "ready.json").write_text(text)

    with pytest.raises(FileFault) as caught:
        read_dataset(marlbeck_folder)

    assert str(caught.value) == (
        ".saving/ready.json does not list files\n"
        "  Expected: what an interrupted run left\n"
        "  Remove the folder .saving; files may be as before it."
    )


def test_nobody_reads_or_writes_a_folder_while_another_run_saves_it(marlbeck_folder, monkeypatch):
    dataset = read_dataset(marlbeck_folder)
    real, refused = storage._write_flushed, []

    def meanwhile(path, content):
        for other in (lambda: read_dataset(marlbeck_folder), lambda: write_dataset(dataset, marlbeck_folder)):
            with pytest.raises(MisuseError, match="another run is writing to") as caught:
                other()
            refused.append(caught.value)
        real(path, content)

    changed = dataset.model_copy(update={"title": "Another title"})
    with monkeypatch.context() as patched:
        patched.setattr(storage, "_write_flushed", meanwhile)
        write_dataset(changed, marlbeck_folder)

    assert refused
    assert read_dataset(marlbeck_folder) == changed
    assert [path.name for path in marlbeck_folder.glob(".*")] == []
