"""The host rules: a real nginx and a real Apache answer each address with a page to people and data to machines."""

import shutil
import urllib.error
import urllib.request
from urllib.parse import urldefrag, urljoin

import pytest
from reading_pages import page_links
from web_servers import ask, web_servers

from cohesion_graph.publish.hosts import apache_rules, hosting_readme, w3id_rules
from cohesion_graph.publish.urls import Urls


@pytest.fixture(scope="module")
def hosts():
    with web_servers() as running:
        yield running


@pytest.fixture(scope="module", params=["nginx", "apache"])
def host(request, hosts, stockton_site, stockton):
    """The address of a web server that serves the real plan's site at its base path."""
    root = hosts.folder("www")
    shutil.copytree(stockton_site.folder, root / "cohesion-graph")
    return getattr(hosts, request.param)(stockton, root, "/cohesion-graph/")


SSP = "id/stockton-on-tees/organisation/safer-stockton-partnership"
GEXF = "data/stockton-on-tees/stockton/stockton.gexf"
CC1 = "id/stockton-on-tees/plan/community-cohesion-action-plan/action/CC1"
CASES = [
    # path, Accept, status, media type, where to
    (SSP, "text/html", 301, "text/html", f"{SSP}/"),
    (SSP, "*/*", 301, "text/html", f"{SSP}/"),
    (SSP, "text/turtle", 303, None, f"{SSP}.ttl"),
    (SSP, "application/ld+json", 303, None, f"{SSP}.jsonld"),
    (SSP, "application/ld+json, text/turtle", 303, None, f"{SSP}.jsonld"),
    (SSP, "text/turtle, application/ld+json", 303, None, f"{SSP}.ttl"),
    (SSP, "text/html, text/turtle;q=0.5", 301, "text/html", f"{SSP}/"),
    (SSP, "text/turtle, text/html;q=0.5", 303, None, f"{SSP}.ttl"),
    (f"{SSP}/", "text/html", 200, "text/html", ""),
    (f"{SSP}.ttl", "*/*", 200, "text/turtle", ""),
    (f"{SSP}.jsonld", "*/*", 200, "application/ld+json", ""),
    (f"{CC1}/", "text/html", 200, "text/html", ""),
    (f"{CC1}/", "text/turtle", 303, None, f"{CC1}.ttl"),
    # what was an address of its own once
    (f"{CC1}/claim/borough-plan/wording/1", "text/html", 301, None, f"{CC1}#claim/borough-plan/wording/1"),
    (f"{CC1}/claim/borough-plan/wording/1", "text/turtle", 301, None, f"{CC1}#claim/borough-plan/wording/1"),
    (f"{CC1}/link/statedIn/source/a/stated/b", "*/*", 301, None, f"{CC1}#link/statedIn/source/a/stated/b"),
    ("id/x/source/y/text/selector/1-2/quote", "*/*", 301, None, "id/x/source/y/text#selector/1-2/quote"),
    ("data/x/y/partition/class/pap-Claim", "*/*", 301, None, "data/x/y#partition/class/pap-Claim"),
    ("def/role", "text/html", 301, "text/html", "def/role/"),
    ("def/role", "text/turtle", 303, None, "def/role.ttl"),
    ("def/role/lead", "text/turtle", 301, None, "def/role#lead"),
    ("id/stockton-on-tees/source/borough-plan/text/", "text/html", 200, "text/html", ""),
    ("data/stockton-on-tees/stockton", "text/turtle", 303, None, "data/stockton-on-tees/stockton.ttl"),
    ("data/stockton-on-tees/stockton/actions.csv", "*/*", 200, "text/csv", ""),
    (
        "data/stockton-on-tees/stockton/stockton.gexf",
        "*/*",
        301,
        None,
        "data/stockton-on-tees/stockton/stockton.gexf.gz",
    ),
    ("calendar/all.ics", "*/*", 200, "text/calendar", ""),
    ("", "text/html", 200, "text/html", ""),
    ("id/nobody", "text/html", 404, "text/html", ""),
]


@pytest.mark.parametrize("path,accept,status,media_type,location", CASES)
def test_a_web_server_answers(host, path, accept, status, media_type, location):
    found = ask(host + path, accept)
    wanted = f"/cohesion-graph/{location}" if location else ""
    assert (found[0], found[1] if media_type else None, found[2]) == (status, media_type, wanted)


@pytest.mark.parametrize("path", [SSP, CC1, "def/role", "def/pap", ""])
def test_the_page_that_an_address_leads_to_has_links_that_lead_on(host, path):
    """A page stands where its relative links expect it: in its folder, with a slash at the end."""
    with urllib.request.urlopen(
        urllib.request.Request(host + path, headers={"Accept": "text/html"}), timeout=10
    ) as page:
        links = [target for _, target in page_links(page.read().decode("utf-8")) if not target.startswith("http")]
        found = {urldefrag(urljoin(page.url, target))[0] for target in links}
    assert len(found) > 10
    assert {address: status for address in found if (status := ask(address, "text/html")[0]) != 200} == {}


def test_an_unknown_address_gets_our_own_404_page(host):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{host}id/nobody", timeout=10)
    assert "<h1>Page not found</h1>" in refused.value.read().decode("utf-8")


def test_pythons_own_server_answers_each_address_with_its_page(stockton_site):
    """Any static host: the least of them knows nothing but folders with an index.html."""
    import functools
    import http.server
    import threading

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = functools.partial(Quiet, directory=str(stockton_site.folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}/"
        pages = [urllib.request.urlopen(base + path, timeout=10).read() for path in (SSP, CC1, "")]
        server.shutdown()
    assert [page.decode("utf-8").count("<h1") for page in pages] == [1, 1, 1]


def test_names_that_a_disk_cannot_hold_are_known_to_the_rules(hostile):
    urls = Urls(hostile.dataset)
    action = "id/marlbeck/plan/together-plan/action"
    assert dict(urls.moved) == {
        f"{action}/a1": f"{action}/a1~2",
        f"{action}/A1.ttl": f"{action}/A1.ttl~",
        "id/marlbeck/organisation/con": "id/marlbeck/organisation/con~",
    }
    assert f"RewriteRule ^id/marlbeck/organisation/con(/.*|[.]ttl|[.]jsonld)?$ {urls.body('con')}$1 [L]" in (
        apache_rules(urls)
    )


@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_addresses_whose_files_are_called_otherwise_are_answered(hostile, hosts, server):
    from cohesion_graph.publish.site import build_site

    root = hosts.folder("www") / "site"
    build_site(hostile, root)
    host = getattr(hosts, server)(hostile, root, "/")
    con, action = "id/marlbeck/organisation/con", "id/marlbeck/plan/together-plan/action"
    assert ask(f"{host}{con}/", "text/html") == (200, "text/html", "")
    assert ask(host + con, "text/turtle") == (303, "text/html", f"/{con}.ttl")
    assert ask(f"{host}{con}.ttl", "*/*") == (200, "text/turtle", "")
    assert [ask(f"{host}{action}/{ref}/", "text/html")[0] for ref in ("A1", "a1", "A1.ttl", "1.2")] == [200] * 4
    assert ask(f"{host}{action}/1.2", "text/turtle") == (303, "text/html", f"/{action}/1.2.ttl")


def test_the_w3id_form_sends_every_address_to_the_host(stockton):
    rules = w3id_rules(Urls(stockton.dataset), "https://data.example.gov.uk/cohesion/")
    assert rules.splitlines()[-1] == "RewriteRule ^(.*)$ https://data.example.gov.uk/cohesion/$1 [R=302,L]"
    assert "not registered yet" in hosting_readme(Urls(stockton.dataset))
