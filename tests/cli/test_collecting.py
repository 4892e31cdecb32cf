"""``collect`` and ``export --collection`` as a person meets them."""

import gzip
import subprocess
import sys

from click.testing import CliRunner
from collections_of_plans import MARLBECK, STOCKTON

import cohesion_graph
from cohesion_graph.cli import main
from cohesion_graph.rdf.describe import describe


def run(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)), catch_exceptions=False)


def test_a_collection_is_made_checked_exported_and_made_smaller(tmp_path, monkeypatch):
    folder = tmp_path / "plans"
    untitled = run("collect", "add", STOCKTON, "-C", folder)
    assert (untitled.exit_code, folder.exists()) == (2, False)
    assert "is a new collection and needs a title\n  Give it with --title." in untitled.stderr

    made = run("collect", "add", STOCKTON, MARLBECK, tmp_path / "nowhere", "-C", folder, "--title", "Two plans")
    assert made.exit_code == 1
    assert "Left out: " in made.stderr
    assert "2 datasets in the collection: 2 opened, 0 as they were, 1 left out; " in made.stderr

    monkeypatch.chdir(folder)
    checked = run("collect", "check", "--format", "csv")
    assert checked.exit_code == 0
    assert checked.stdout.splitlines()[1:] == ["marlbeck/marlbeck,in-order,", "stockton-on-tees/stockton,in-order,"]

    asked = run("ask", "overdue", "as_of=2009-01-01", "dataset=stockton", "-C", folder, "--format", "csv")
    assert asked.stdout.startswith("dataset,authority,due,days,action,milestone,")
    assert "\nstockton-on-tees/stockton,Stockton-on-Tees Borough Council,2008-" in asked.stdout
    assert "shared-responsibilities" in run("ask", "-C", folder).stdout
    assert cohesion_graph.open_collection(folder).ask("due", from_="2010-01-01").rows
    assert run("ask", "due", "--engine", "duckdb").exit_code == 2
    assert run("ask", "due", "-C", folder, "-d", STOCKTON).exit_code == 2

    assert run("export", "nquads", "-C", folder, "-o", "plans.nq.gz").exit_code == 0
    plans = [cohesion_graph.load(one).derivation for one in (MARLBECK, STOCKTON)]
    assert gzip.decompress((folder / "plans.nq.gz").read_bytes()).decode() == "".join(
        line for plan in plans for line in describe(plan)
    )
    assert run("export", "turtle", "-C", folder).exit_code == 2
    sent = run("load", "http://127.0.0.1:1/store", "--dry-run", "-C", folder, "--format", "csv").stdout
    assert {line.split("/graph/")[0] for line in sent.splitlines() if "/graph/" in line} == {
        f"{plan.dataset.base}data/{plan.dataset.authority.id}/{plan.dataset.id}" for plan in plans
    }

    assert (
        "1 dataset in the collection: 0 opened, 1 as they were, 1 taken out"
        in run("collect", "remove", "stockton").stderr
    )
    unknown = run("collect", "remove", "stockton")
    assert (unknown.exit_code, "no dataset of the collection is called 'stockton'" in unknown.stderr) == (2, True)


def test_without_the_extra_a_collection_says_what_to_install():
    code = "import sys; sys.modules['pyarrow'] = None; from cohesion_graph.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "collect", "check"], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "  Install it: pip install 'cohesion-graph[collections]'\n" in done.stderr
