"""Answers that were given before: the same answers, and never those of other files or another program."""

import json
import os
import subprocess
import sys
import time

import pytest

from cohesion_graph.errors import UnknownName
from cohesion_graph.folder import kept
from cohesion_graph.plan import load
from cohesion_graph.questions import kept_answers
from cohesion_graph.questions.ask import ask
from cohesion_graph.questions.kept_answers import PARTS, answered
from cohesion_graph.questions.registry import questions


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty cache of its own."""
    monkeypatch.setenv(kept.SWITCH, str(tmp_path / "cache"))
    return tmp_path / "cache"


class Opened(Exception):
    """The plan was opened."""


def refused(_):
    raise Opened


def test_an_answer_is_given_again_as_it_was_without_the_plan(marlbeck_folder):
    plan = load(marlbeck_folder)
    named = [one.name for one in questions() if not any(each.required for each in one.parameters)]
    for name in named:
        assert answered(marlbeck_folder, name, {}, lambda _: plan) == ask(plan, name)
    assert len(named) > 20
    for name in named:
        assert answered(marlbeck_folder, name, {}, refused) == ask(plan, name)
    with pytest.raises(Opened):
        answered(marlbeck_folder, "due", {"to": "2025-12-31"}, refused)


@pytest.mark.parametrize("name", ["claims/together-plan.yaml", "register.yaml", "sources/together-plan.txt"])
def test_answers_about_files_that_changed_are_forgotten(marlbeck_folder, name):
    answered(marlbeck_folder, "ranking", {}, load)
    with (marlbeck_folder / name).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(Opened):
        answered(marlbeck_folder, "ranking", {}, refused)


def test_an_answer_about_files_that_change_while_it_is_made_is_not_kept(marlbeck_folder):
    def opened(folder):
        plan = load(folder)
        os.utime(folder / "register.yaml", ns=(later := time.time_ns() + 10**9, later))
        return plan

    answered(marlbeck_folder, "ranking", {}, opened)
    with pytest.raises(Opened):
        answered(marlbeck_folder, "ranking", {}, refused)


def test_what_another_program_answered_counts_for_nothing(marlbeck_folder, monkeypatch):
    answered(marlbeck_folder, "ranking", {}, load)
    monkeypatch.setattr(kept, "_program", lambda _: b"another")
    with pytest.raises(Opened):
        answered(marlbeck_folder, "ranking", {}, refused)


def test_the_answers_given_longest_ago_go_and_long_ones_and_refusals_are_not_kept(marlbeck_folder, cache, monkeypatch):
    monkeypatch.setattr(kept_answers, "_MOST", 2)
    for name in ("ranking", "doubts", "undated"):
        answered(marlbeck_folder, name, {}, load)
    monkeypatch.setattr(kept_answers, "_LONGEST", 0)
    answered(marlbeck_folder, "contributions", {}, load)
    with pytest.raises(UnknownName):
        answered(marlbeck_folder, "contributions", {"party": "nobody"}, load)
    (file,) = cache.glob("*.answers")
    told = json.loads(file.read_bytes().partition(b"\n")[2])
    assert [json.loads(asked)[0] for asked in told] == ["doubts", "undated"]


def test_every_module_that_an_answer_comes_from_makes_it_forgotten_when_it_changes(marlbeck_folder):
    """What is loaded beside them reads the command line, files and versions, and has no part in an answer."""
    code = """
import sys
from cohesion_graph.cli.options import open_plan
from cohesion_graph.questions.ask import ask
from cohesion_graph.questions.registry import questions
from pathlib import Path
plan = open_plan(Path(sys.argv[1]))
for one in questions():
    if not any(each.required for each in one.parameters):
        ask(plan, one.name)
print(*(name for name in sys.modules if name.startswith("cohesion_graph.")))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(marlbeck_folder)], capture_output=True, text=True, check=True
    )
    parts = {one.removesuffix(".py") for one in PARTS}
    loaded = {name.split(".")[1] for name in done.stdout.split()}
    assert loaded - parts == {"cli", "errors", "lock", "shipped"}
