"""Plans that others publish, taken into a collection by address: the same rows, kept as they came, never followed."""

import gzip
import shutil
from pathlib import Path

import pytest
from collections_of_plans import MARLBECK, state_of
from loopback import services

from cohesion_graph.collections import fetching
from cohesion_graph.collections.catalogue import CATALOGUE
from cohesion_graph.collections.changing import add, refresh, remove
from cohesion_graph.collections.checking import check
from cohesion_graph.collections.described import read_collection
from cohesion_graph.collections.export import write_nquads
from cohesion_graph.collections.fetching import key_of, open_member
from cohesion_graph.collections.opened import open_collection
from cohesion_graph.derive import derive
from cohesion_graph.errors import DataError
from cohesion_graph.rdf.write import to_rdf


@pytest.fixture(scope="module")
def published(marlbeck):
    """Marlbeck's N-Quads, as its site offers them."""
    return gzip.compress(to_rdf(marlbeck.derivation, "nquads"), mtime=0)


class Answer:
    """What the host answers with: bytes, or a status without any."""

    content: bytes | int = b""
    headers: dict[str, str] = {}  # noqa: RUF012 - a stand-in
    address = ""


@pytest.fixture(scope="module")
def running():
    told = Answer()

    def answer(handler, _):
        handler.send_response(told.content if isinstance(told.content, int) else 200)
        for name, value in told.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        if isinstance(told.content, bytes):
            handler.wfile.write(told.content)

    with services("GET", "/data/marlbeck/marlbeck/marlbeck.nq.gz") as started:
        told.address = started(answer)
        yield told


@pytest.fixture
def host(running, published):
    """A host that offers Marlbeck."""
    running.content, running.headers = published, {}
    return running


@pytest.fixture(scope="module")
def built(tmp_path_factory, running, published):
    """A collection of Marlbeck alone, from its address."""
    running.content = published
    folder = tmp_path_factory.mktemp("fetched") / "all"
    assert add(folder, [running.address], title="All").left_out == {}
    return folder


@pytest.fixture
def folder(built, tmp_path, host):
    """A copy of it that a test may change."""
    assert host.address
    return Path(shutil.copytree(built, tmp_path / "all"))


def test_a_plan_from_its_address_has_the_rows_of_the_plan_in_its_folder(folder, tmp_path):
    other = tmp_path / "folders"
    add(other, [MARLBECK], title="All")
    assert state_of(folder / "tables").keys() == state_of(other / "tables").keys()
    whole, beside = (open_collection(one) for one in (folder, other))
    for question in ("contributions", "shared-responsibilities"):
        assert whole.ask(question).rows == beside.ask(question).rows


def test_the_description_says_where_it_came_from_and_check_looks_at_what_was_kept(folder, host):
    (member,) = (one for one in read_collection(folder).datasets if one.address)
    assert (member.address, member.path) == (host.address, "fetched/marlbeck+marlbeck.nq.gz")
    assert key_of(folder / member.path) == member.dataset == "marlbeck/marlbeck"
    assert {row[1] for row in check(folder)} == {"in-order"}
    (folder / member.path).write_bytes(b"")
    assert ("marlbeck/marlbeck", "changed") in {row[:2] for row in check(folder)}


def test_what_did_not_change_is_fetched_and_not_opened(folder):
    before = state_of(folder)
    report = refresh(folder)
    assert (report.opened, report.files, report.unreached) == ((), 0, {})
    assert state_of(folder) == before


def test_what_changed_at_its_address_is_taken_by_refresh(folder, host, marlbeck):
    changed = derive(marlbeck.as_read.model_copy(update={"title": "Another title"}))
    host.content = gzip.compress(to_rdf(changed, "nquads"))
    assert refresh(folder).opened == ("marlbeck/marlbeck",)
    assert "Another title" in (folder / CATALOGUE).read_text("utf-8")


@pytest.mark.parametrize("wrong", [404, b"", b"<html>", gzip.compress(b"<a:a> <b:b> <c:c> .\n", mtime=0)])
def test_what_cannot_be_had_again_stays_as_it_was_and_is_named(folder, host, wrong):
    before = state_of(folder)
    host.content = wrong
    report = refresh(folder)
    assert set(report.unreached) == {"marlbeck/marlbeck"}
    assert host.address in report.unreached["marlbeck/marlbeck"]
    assert state_of(folder) == before


def test_what_cannot_be_had_is_named_and_left_out_of_what_is_added(tmp_path, host):
    host.content = 500
    report = add(tmp_path / "all", [host.address, MARLBECK], title="Both")
    assert set(report.left_out) == {host.address}
    assert [one.path.startswith("fetched/") for one in read_collection(tmp_path / "all").datasets] == [False]


def test_what_is_taken_out_leaves_nothing_behind(folder):
    remove(folder, ["marlbeck"])
    assert list((folder / "fetched").iterdir()) == []


def test_one_plan_from_two_places_is_refused_and_changes_nothing(folder, host):
    before = state_of(folder)
    with pytest.raises(DataError, match="two datasets are called"):
        add(folder, [host.address.replace("/data/", "/other/")])
    assert state_of(folder) == before


@pytest.mark.parametrize("address", ["https://example.org/plan", "https://example.org/plan.html"])
def test_an_address_must_say_what_it_is(address):
    with pytest.raises(DataError, match=r"Expected: the linked data of a plan, whole: \.nq"):
        fetching.fetch(address)


def test_no_redirect_leads_out_of_the_web(host, tmp_path):
    (tmp_path / "a.nq").write_bytes(b"")
    host.content, host.headers = 302, {"Location": (tmp_path / "a.nq").as_uri()}
    with pytest.raises(DataError):
        fetching.fetch(host.address)


def test_what_is_too_large_unpacked_is_refused(host, monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST", 1000)
    host.content = gzip.compress(b"#" * 10_000)
    with pytest.raises(DataError, match="more than 1,000 bytes"):
        fetching.fetch(host.address)


def test_a_file_that_holds_another_plan_than_its_name_says_is_refused(folder):
    (folder / "fetched" / "marlbeck+marlbeck.nq.gz").rename(folder / "fetched" / "other+marlbeck.nq.gz")
    with pytest.raises(DataError, match="another plan"):
        open_member(folder / "fetched" / "other+marlbeck.nq.gz")


def test_it_is_exported_like_any_other(folder, tmp_path, marlbeck):
    write_nquads(folder, tmp_path / "all.nq")
    lines = set((tmp_path / "all.nq").read_bytes().splitlines())
    assert set(to_rdf(marlbeck.derivation, "nquads").splitlines()) <= lines
