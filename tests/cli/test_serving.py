"""``serve`` as far as it can be told without a server: what it refuses, and what it needs."""

import sys

import pytest
from click.testing import CliRunner

from cohesion_graph.cli import main


def run(*arguments):
    return CliRunner().invoke(main, ["serve", *map(str, arguments)], catch_exceptions=False)


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_without_its_extra_it_says_what_to_install(missing, monkeypatch, marlbeck_folder):
    for name in [name for name in sys.modules if name.split(".")[0] == missing or "cohesion_graph.serve" in name]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)  # as if it were not installed

    done = run("--dataset", marlbeck_folder)

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        f"Error: the server needs {missing}, which is not installed\n"
        "  Install it: pip install 'cohesion-graph[serve]'\n"
    )


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["site", "--dataset", "data"], "a built site is served as it is\n  Give a folder alone"),
        (["site", "--as-of", "2009-03-31"], "a built site is served as it is\n  Give a folder alone"),
        (["--time-limit", "0"], "0 seconds are no time limit"),
        (["--time-limit", "nan"], "nan seconds are no time limit"),
        (["--row-limit", "0"], "0 rows are no limit"),
        (["--port", "70000"], "70000 is no port\n  Expected: 0 to 65535."),
        (["--host", "nowhere.invalid", "--port", "0"], "nothing can listen at nowhere.invalid port 0: "),
        (["no-such-site", "--port", "0"], "no-such-site is not a built site\n  Expected: a folder that"),
    ],
)
def test_what_cannot_be_served_is_told_before_anything_is_built(arguments, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {told}")


def test_a_wrong_dataset_is_told_and_nothing_is_left(tmp_path, monkeypatch):
    (tmp_path / "dataset.yaml").write_text("id: x\n")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = run("--dataset", tmp_path, "--port", "0")
    assert done.exit_code == 1
    assert "in the dataset" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["dataset.yaml"]
