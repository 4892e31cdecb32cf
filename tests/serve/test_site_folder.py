"""Addresses and files: each file answers where it should, and nothing outside the list answers at all."""

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohesion_graph.errors import BadParameter
from cohesion_graph.formats import format_of
from cohesion_graph.publish.made_from import MADE
from cohesion_graph.serve.site_folder import Answer, SiteFolder
from cohesion_graph.whole_folder import MARKER

PLAN = "id/marlbeck/plan/together-plan"
VOICES = "id/marlbeck/organisation/voices-network"


@pytest.fixture(scope="module")
def site(site_folder):
    return SiteFolder.open(site_folder)


def test_the_base_is_read_from_the_data(site, site_folder):
    assert site.base == "https://data.example.gov.uk/cohesion/"
    assert site.base_path == "/cohesion/"
    assert site.quads == site_folder / "data/marlbeck/marlbeck/marlbeck.nq.gz"


def test_every_file_answers_at_its_own_path(site, site_folder):
    paths = [path.relative_to(site_folder).as_posix() for path in site_folder.rglob("*") if path.is_file()]
    paths.remove(MARKER)
    assert [path for path in paths if site.find(path) != Answer(site_folder / path)] == []


def test_a_thing_leads_to_its_page_with_its_data_beside(site, site_folder):
    data = (f"{VOICES}.ttl", f"{VOICES}.jsonld")
    assert site.find(VOICES) == Answer(moved_to=f"{VOICES}/", data=data)
    assert site.find(f"{VOICES}/") == Answer(site_folder / VOICES / "index.html", data=data)


@pytest.mark.parametrize(
    "address, file, moved_to, data",
    [
        ("", "index.html", "", ()),
        ("bodies", None, "bodies/", ()),
        ("bodies/", "bodies/index.html", "", ()),
        ("def/pap", None, "def/pap/", ("def/pap.ttl", "def/pap.jsonld")),
        (
            f"{PLAN}/action/A2/claim/together-plan/wording/1",
            None,
            f"{PLAN}/action/A2#claim/together-plan/wording/1",
            (),
        ),
        (f"{PLAN}/action/Z9/claim/together-plan/wording/1", None, None, ()),  # no such action
        (f"{PLAN}/action/A2/discrepancy/lead/a/b", None, f"{PLAN}/action/A2#discrepancy/lead/a/b", ()),
        ("id/marlbeck/source/together-plan/doubt/1", None, "id/marlbeck/source/together-plan/doubts#1", ()),
        ("def/role", None, "def/role/", ("def/role.ttl", "def/role.jsonld")),
        ("def/role/lead", None, "def/role#lead", ()),
        ("def/rule/lead", None, None, ()),  # no such list
        # names that some disk cannot hold have other files
        ("id/marlbeck/organisation/con/", "id/marlbeck/organisation/con~/index.html", "", "con"),
        ("id/marlbeck/organisation/con.ttl", "id/marlbeck/organisation/con~.ttl", "", ()),
        (f"{PLAN}/action/a1/", f"{PLAN}/action/a1~2/index.html", "", "a1"),
        (f"{PLAN}/action/A1/", f"{PLAN}/action/A1/index.html", "", "A1"),
        (f"{PLAN}/action/A1.ttl/", f"{PLAN}/action/A1.ttl~/index.html", "", "A1.ttl"),
        (f"{PLAN}/action/A1.ttl", f"{PLAN}/action/A1.ttl", "", ()),  # the data of A1 keeps its address
    ],
)
def test_an_address_is_answered_by(site, site_folder, address, file, moved_to, data):
    if moved_to is None:
        assert site.find(address) is None
        return
    found = site.find(address)
    assert (found.file, found.moved_to) == (file and site_folder / file, moved_to)
    if isinstance(data, str):  # the end of a thing's address, with both of its forms
        assert [path.rpartition("/")[2] for path in found.data] == [f"{data}.ttl", f"{data}.jsonld"]
    else:
        assert found.data == data


@pytest.mark.parametrize(
    "address",
    [
        "../outside.txt",
        "id/../../outside.txt",
        "/etc/passwd",
        "//etc/passwd",
        "index.html/",
        "index.html\x00.ttl",
        "index.html%00",
        "C:\\Windows\\win.ini",
        "..\\outside.txt",
        MARKER,
        "bodies//",
        "id/" * 5000,
        "link.txt",
    ],
)
def test_nothing_else_answers(site, site_folder, address):
    (site_folder.parent / "outside.txt").write_text("secret")
    assert site.find(address) is None


def test_a_link_out_of_the_folder_is_no_file_of_the_site(site_folder, tmp_path):
    import shutil

    copy = shutil.copytree(site_folder, tmp_path / "site")
    (copy / "link.txt").symlink_to(site_folder / "index.html")
    assert SiteFolder.open(copy).find("link.txt") is None


@given(st.text(alphabet="./~#%ad\\\x00 é", max_size=20))
@settings(deadline=None)
def test_whatever_is_asked_for_lies_in_the_folder(site, site_folder, address):
    found = site.find(address)
    assert found is None or found.file is None or found.file.resolve().is_relative_to(site_folder.resolve())


def test_every_kind_of_file_has_a_format(site_folder):
    records = {site_folder / MARKER, site_folder / MADE}  # what the next build reads
    told = {path for path in site_folder.rglob("*") if path.is_file()} - records
    assert sorted({path.suffix for path in told if format_of(path.name) is None}) == [".conf", ".htaccess"]


def test_a_dataset_is_told_from_a_site(marlbeck_folder):
    with pytest.raises(BadParameter) as caught:
        SiteFolder.open(marlbeck_folder)
    assert str(caught.value) == (
        f"{marlbeck_folder} is a dataset, not a built site\n  Serve it with: --dataset {marlbeck_folder}"
    )


def test_any_other_folder_is_refused(tmp_path):
    (tmp_path / "index.html").write_text("a page of somebody else")
    with pytest.raises(BadParameter) as caught:
        SiteFolder.open(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path} is not a built site\n"
        "  Expected: a folder that `cohesion-graph build` wrote\n"
        "  Build one, or give a dataset with --dataset."
    )


@pytest.mark.parametrize(
    "base, path",
    [
        ("https://example.org/", "/"),
        ("https://example.org/a/b/", "/a/b/"),
        ("https://example.org/caf%C3%A9/", "/café/"),
        ("https://example.org/data/x/", "/data/x/"),  # like the beginning of what stands below it
    ],
)
def test_the_path_of_the_base_is_as_requests_bring_it(tmp_path, base, path):
    (tmp_path / "index.html").write_text("a page")
    (tmp_path / MARKER).write_text("ours")
    quads = tmp_path / "data" / "council" / "plan"
    quads.mkdir(parents=True)
    graph = f"{base}data/council/plan/graph/register"
    (quads / "plan.nq").write_text(f"<http://a> <http://b> <http://c> <{graph}> .\n")
    found = SiteFolder.open(tmp_path)
    assert (found.base, found.base_path) == (base, path)


def test_a_site_without_its_data_is_refused(tmp_path):
    (tmp_path / "index.html").write_text("a page")
    (tmp_path / MARKER).write_text("ours")
    with pytest.raises(BadParameter) as caught:
        SiteFolder.open(tmp_path)
    assert "holds 0 files of all data (data/.../*.nq.gz)" in str(caught.value)
    quads = tmp_path / "data" / "a" / "b"
    quads.mkdir(parents=True)
    (quads / "b.nq").write_text("<http://a> <http://b> <http://c> .\n")
    with pytest.raises(BadParameter) as caught:
        SiteFolder.open(tmp_path)
    assert "does not begin with data of this site" in str(caught.value)


def test_what_others_keep_hidden_in_the_folder_is_not_shown(site_folder, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(site_folder, folder)
    for name in (".git/config", ".htpasswd", "robots.txt", ".well-known/security.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("mine")
    site = SiteFolder.open(folder)
    shown = [name for name in (".git/config", ".htpasswd", MARKER) if site.find(name)]
    assert (shown, site.find("robots.txt"), site.find(".well-known/security.txt")) == (
        [],
        Answer(folder / "robots.txt"),
        Answer(folder / ".well-known" / "security.txt"),
    )
