"""What somebody meets first: the site as one file, a bar that foretells nothing, and what Ctrl-C leaves behind."""

import re
import zipfile

import pytest
from click.testing import CliRunner

from cohesion_graph.cli import main
from cohesion_graph.cli.progress import progress_bar
from cohesion_graph.publish import site as site_module
from cohesion_graph.publish.zipped import zip_site


def test_the_site_as_one_file_unpacks_to_the_folder_and_is_the_same_every_time(tmp_path):
    folder = tmp_path / "site"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("home", "utf-8")
    (folder / "assets" / "a.css").write_text("a", "utf-8")
    (folder / "away").symlink_to("/etc/passwd")
    first = zip_site(folder).read_bytes()
    assert zip_site(folder).read_bytes() == first
    with zipfile.ZipFile(tmp_path / "site.zip") as package:
        assert package.namelist() == ["site/assets/a.css", "site/index.html"]
        assert package.read("site/index.html") == b"home"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["site", "site.zip"]


def test_build_writes_one_file_where_it_is_asked_to(tmp_path, monkeypatch):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").write_text("home", "utf-8")
    monkeypatch.setattr(site_module, "build_site", lambda *_, **__: "built")
    done = CliRunner().invoke(main, ["build", "-o", str(tmp_path / "out"), "--zip"], catch_exceptions=False)
    assert done.exit_code == 0
    assert done.output.splitlines()[-1] == f"As one file: {tmp_path / 'out.zip'}"


@pytest.mark.parametrize(
    "command, module, told",
    [
        (["build"], "cohesion_graph.publish.site.build_site", "Nothing was changed"),
        (["workbook", "export", "-o", "x.xlsx"], "cohesion_graph.workbook.export_workbook", "Nothing was changed"),
    ],
)
def test_stopping_says_that_nothing_was_changed(command, module, told, tmp_path, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, stopped)
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 130
    assert told in done.output
    assert list(tmp_path.iterdir()) == []


def test_the_bar_says_how_much_is_done_and_guesses_no_time(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress_bar("Building") as tell:
        for number in range(1, 11):
            tell(number, 10)
    shown = capsys.readouterr().err
    assert "100%" in shown
    assert re.search(r"\d\d:\d\d", shown) is None
