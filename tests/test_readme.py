"""The README's commands and Python are run, and give what it shows."""

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from cohesion_graph.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def commands():
    """Each command of the README's console blocks with the output shown for it."""
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield command, shown


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One folder for all commands, since later ones use what earlier ones wrote."""
    place = tmp_path_factory.mktemp("readme")
    built = shutil.ignore_patterns("tables", "built-from.json")
    shutil.copytree(ROOT / "data", place / "data", ignore=built)
    return place


@pytest.mark.parametrize("command, shown", list(commands()))
def test_a_command_gives_what_the_readme_shows(command, shown, folder, monkeypatch):
    monkeypatch.chdir(folder)
    name, *arguments = shlex.split(command)
    assert name == "cohesion-graph"

    done = CliRunner().invoke(main, arguments, catch_exceptions=False)

    assert done.exit_code == 0, done.output
    pattern = ".*".join(map(re.escape, shown.strip().split("...")))
    assert re.fullmatch(pattern, done.output.strip(), re.DOTALL), done.output[:3000]


def test_the_python_of_the_readme_gives_what_it_shows():
    for number, block in enumerate(blocks("python")):
        test = doctest.DocTestParser().get_doctest(block, {}, f"README block {number}", "README.md", 0)
        assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test).failed == 0


def test_the_make_commands_of_the_readme_exist():
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)

    assert set(re.findall(r"^make ([a-z-]+)", README, re.MULTILINE)) <= set(targets)


def test_every_file_the_readme_links_to_exists():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_picture_of_the_readme_is_the_one_that_the_plan_gives(stockton, request):
    picture = ROOT / ".github" / "who-works-with-whom.svg"
    drawn = stockton.view("who-works-with-whom").svg()
    if request.config.getoption("--regold"):
        picture.write_text(drawn, "utf-8", newline="\n")
    assert picture.read_text("utf-8") == drawn, "pytest --regold renews it"
