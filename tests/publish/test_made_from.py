"""A second build of the same plan makes nothing; whatever is not the same is found and made good."""

import datetime as dt
import json

import pytest

from cohesion_graph.model.dataset import Dataset
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish import made_from
from cohesion_graph.publish.made_from import RECORD, earlier_site, inputs_digest, program_digest
from cohesion_graph.publish.site import build_site


@pytest.fixture(scope="module")
def site(marlbeck, tmp_path_factory):
    """A site of the invented council."""
    folder = tmp_path_factory.mktemp("made") / "site"
    build_site(marlbeck, folder)
    return folder


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_where_nothing_has_changed_nothing_is_made_and_one_line_says_so(marlbeck, site):
    made = []
    before = contents(site)
    report = build_site(marlbeck, site, progress=lambda done, _: made.append(done))
    assert made == []
    assert contents(site) == before
    assert str(report) == f"Nothing has changed: {site} holds this site already ({len(before) - 1} files)"
    assert (report.pages, report.written, report.removed) == (json.loads(before[RECORD])["pages"], 0, 0)
    (site / RECORD).unlink()
    assert (build_site(marlbeck, site).pages, len(before) - 1) == (report.pages, report.files)


@pytest.mark.parametrize(
    "damage, written",
    [
        (lambda site: (site / "index.html").write_bytes((site / "index.html").read_bytes()[::-1]), 1),
        (lambda site: (site / "about" / "index.html").unlink(), 1),
        (lambda site: (site / RECORD).write_text("{", encoding="utf-8"), 1),
        (lambda site: (site / RECORD).write_text(json.dumps({"made_from": []}), encoding="utf-8"), 1),
        (lambda site: (site / RECORD).unlink(), 1),
    ],
    ids=["changed", "missing", "damaged record", "record of another shape", "no record"],
)
def test_a_file_that_somebody_touched_is_made_good(marlbeck, site, damage, written):
    before = contents(site)
    damage(site)
    report = build_site(marlbeck, site)
    assert (report.skipped, report.written) == (False, written)
    assert contents(site) == before


def test_files_that_no_build_wrote_stay_and_are_named(marlbeck, site):
    before = contents(site)
    foreign = {"CNAME": b"plans.example.gov.uk", "about/own-notes.txt": b"kept by hand", ".git/refs/heads/main": b"1f"}
    for name, content in foreign.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    (site / ".git" / "refs" / "tags").mkdir()
    (site / ".git" / "hooks").symlink_to("refs")
    assert build_site(marlbeck, site).skipped
    for changed in (LoadedPlan(marlbeck.dataset.model_copy(update={"title": "Another"})), marlbeck):
        told = str(build_site(changed, site))
        assert "\nKept, as no build wrote it: .git/, CNAME, about/own-notes.txt\n" in told
        assert {name: (site / name).read_bytes() for name in foreign} == foreign
        assert ((site / ".git/refs/tags").is_dir(), (site / ".git/hooks").readlink().name) == (True, "refs")
    assert {name: content for name, content in contents(site).items() if name in before} == before


def test_another_plan_or_day_is_another_site(marlbeck):
    day = dt.date(2025, 10, 1)
    content = marlbeck.dataset.model_dump()
    content["title"] += " 2"
    other = LoadedPlan(Dataset.model_validate(content)).dataset
    digests = [inputs_digest(marlbeck.dataset, None), inputs_digest(marlbeck.dataset, day), inputs_digest(other, None)]
    assert inputs_digest(marlbeck.dataset, None) == digests[0]
    assert len(set(digests)) == 3


def test_changed_words_of_this_program_or_another_library_make_another_site(monkeypatch, tmp_path):
    before = program_digest()
    assert program_digest() == before
    (tmp_path / "pap.ttl").write_text("# another vocabulary", encoding="utf-8")
    monkeypatch.setattr(made_from, "ontology_folder", lambda: tmp_path)
    after = program_digest()
    assert after != before
    for cache in ("__pycache__", ".mypy_cache"):
        (tmp_path / cache).mkdir()
        (tmp_path / cache / "pap.bin").write_bytes(b"what tools leave behind")
    assert program_digest() == after
    monkeypatch.setattr(made_from, "_libraries", lambda: [("jinja2", "0")])
    assert program_digest() not in {before, after}


def test_what_another_program_made_is_made_again(marlbeck, site, monkeypatch):
    assert earlier_site(site, program_digest()).made
    monkeypatch.setattr(made_from, "_libraries", lambda: [("jinja2", "0")])
    assert earlier_site(site, program_digest()) is None
    assert not build_site(marlbeck, site).skipped
