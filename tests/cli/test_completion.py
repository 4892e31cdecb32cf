"""Shell completion, ``python -m`` and ``--version``, as a shell meets them."""

import os
import subprocess
import sys

import pytest

from cohesion_graph import __version__
from cohesion_graph.cli import COMMANDS


def completed(line):
    """What bash is offered for the last word of a line."""
    words = line.split(" ")
    told = {"_COHESION_GRAPH_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    code = "from cohesion_graph.cli import main; main(prog_name='cohesion-graph')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **told}, check=False
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    "line, expected",
    [
        ("cohesion-graph ", list(COMMANDS)),
        ("cohesion-graph se", ["serve"]),
        ("cohesion-graph export n", ["node-link", "nquads", "ntriples"]),
        ("cohesion-graph workbook ", ["export", "import"]),
        ("cohesion-graph ask --fo", ["--format"]),
        ("cohesion-graph ask --format ", ["table", "csv", "json", "md"]),
        ("cohesion-graph ask over", ["overdue"]),
        ("cohesion-graph ask overdue ", ["as_of=", "party=", "source="]),
        ("cohesion-graph ask contributions role=le", ["role=lead"]),
        ("cohesion-graph ask contributions party=Sa", ["party=safer-stockton-partnership"]),
        ("cohesion-graph ask contributions party = Sa", ["safer-stockton-partnership"]),  # as bash parts it
        ("cohesion-graph ask depends-on on=Local-area-agreement", ["on=local-area-agreement"]),
        ("cohesion-graph ask contributions no=x", []),
        ("cohesion-graph ask no-such-question x", []),
        ("cohesion-graph no-such-command x", []),
    ],
)
def test_the_tab_key_completes(line, expected):
    assert completed(line) == expected


def test_a_shell_is_given_what_it_needs_to_complete():
    code = "from cohesion_graph.cli import main; main(prog_name='cohesion-graph')"
    for shell in ("bash", "zsh", "fish"):
        asked = {**os.environ, "_COHESION_GRAPH_COMPLETE": f"{shell}_source"}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=asked, check=False)
        assert done.returncode == 0
        assert "_COHESION_GRAPH_COMPLETE" in done.stdout


def test_the_package_runs_as_the_command_does():
    def run(*arguments):
        command = [sys.executable, "-m", "cohesion_graph", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert run("--version").stdout == f"python -m cohesion_graph {__version__}\n"
    helped, wrong = run("--help"), run("frobnicate")
    assert (helped.returncode, helped.stdout.split("\n")[0]) == (
        0,
        "Usage: python -m cohesion_graph [OPTIONS] COMMAND [ARGS]...",
    )
    assert (wrong.returncode, wrong.stdout) == (2, "")
