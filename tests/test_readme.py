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
def ran():
    """What each command gave, by its number."""
    return {}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One folder for all commands, since later ones use what earlier ones wrote."""
    place = tmp_path_factory.mktemp("readme")
    built = shutil.ignore_patterns("tables", "built-from.json")
    shutil.copytree(ROOT / "data", place / "data", ignore=built)
    return place


COMMANDS = list(commands())


@pytest.mark.parametrize("number", range(len(COMMANDS)), ids=[command for command, _ in COMMANDS])
def test_a_command_gives_what_the_readme_shows(number, folder, ran, monkeypatch):
    monkeypatch.chdir(folder)
    for place in range(number + 1):  # those before it too, where another process has run their tests
        if place not in ran:
            name, *arguments = shlex.split(COMMANDS[place][0])
            assert name == "cohesion-graph"
            ran[place] = CliRunner().invoke(main, arguments, catch_exceptions=False)
    done = ran[number]

    assert done.exit_code == 0, done.output
    pattern = ".*".join(map(re.escape, COMMANDS[number][1].strip().split("...")))
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
