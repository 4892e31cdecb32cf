"""What a web team keeps in the folder of a site survives the builds of the command, the very same."""

import pytest
from click.testing import CliRunner

from cohesion_graph.cli import main
from cohesion_graph.publish.crawlers import crawler_files, own_robots

THEIRS = {
    "CNAME": b"plan.example.org\n",
    "robots.txt": b"User-agent: *\nDisallow: /calendar/\n",
    ".git/HEAD": b"ref: refs/heads/pages\n",
    "about/letter.html": b"<p>ours</p>",
}


@pytest.fixture
def plan(tmp_path):
    document = tmp_path / "plan.txt"
    rows = ("Ref\tAction\tLead\tDeadline\tMilestones", "A1\tMap the town\tHousing Team\tMay 2026\tMap is made")
    document.write_text("\n".join(rows), "utf-8")
    run("read", document, "-o", tmp_path / "plan")
    return tmp_path / "plan"


def run(*arguments):
    done = CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_files_of_others_and_a_robots_txt_that_was_changed_survive_ten_builds(plan, tmp_path):
    site = tmp_path / "site"
    run("build", plan, "-o", site)
    for name, content in THEIRS.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    before = {name: (site / name).stat() for name in THEIRS}
    told = [run("build", plan, "-o", site, *days) for days in [()] * 4 + [("--as-of", "2026-06-01")] * 4 + [()] * 2]
    for name, content in THEIRS.items():
        after = (site / name).stat()
        assert (site / name).read_bytes() == content
        assert (after.st_ino, after.st_mtime_ns) == (before[name].st_ino, before[name].st_mtime_ns)
    assert "Kept, as no build wrote it: .git/, CNAME, about/letter.html, robots.txt" in told[0]
    assert ["Nothing has changed" in one for one in told] == [False, *[True] * 3, False, *[True] * 3, False, True]


def test_the_robots_txt_of_a_build_is_written_anew_and_any_other_is_left(tmp_path):
    ((name, ours),) = [one for one in crawler_files("https://example.org/plan/", []) if one[0] == "robots.txt"]
    found = []
    for content in (None, ours, THEIRS["robots.txt"], ours + b"Disallow: /x\n"):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        found.append(set(own_robots(tmp_path)))
    assert found == [set(), set(), {"robots.txt"}, {"robots.txt"}]
