"""The host rules: a real nginx answers each address with a page to people and with data to machines."""

import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

import outside
import pytest

from cohesion_graph.publish.hosts import apache_rules, hosting_readme, nginx_rules, w3id_rules
from cohesion_graph.publish.urls import Urls


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def ask(address, accept):
    """Status, media type and Location of one answer, redirects not followed."""
    request = urllib.request.Request(address, headers={"Accept": accept})
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=10) as answer:
            return answer.status, answer.headers.get_content_type(), answer.headers.get("Location", "")
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.headers.get("Location", "")


@pytest.fixture(scope="module")
def serve(tmp_path_factory):
    """Start nginx with our rules for a plan on a folder; gives the address of the site's top."""
    program = outside.nginx()
    running = []

    def start(plan, root, path):
        folder = tmp_path_factory.mktemp("nginx")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        rules = nginx_rules(Urls(plan.dataset)).replace("listen 8080", f"listen 127.0.0.1:{port}")
        rules = rules.replace("/srv/www", str(root))
        spools = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = "".join(f"{name}_temp_path {folder};\n" for name in spools)
        (folder / "nginx.conf").write_text(
            f"user root;\ndaemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
            f"http {{\naccess_log off;\n{temporary}{rules}}}\n"
        )
        command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
        process = subprocess.Popen(command, stderr=subprocess.PIPE)
        running.append(process)
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return f"http://127.0.0.1:{port}{path}"
            assert process.poll() is None, process.stderr.read().decode()
            time.sleep(0.05)
        raise AssertionError("nginx did not start")

    yield start
    for process in running:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def host(serve, stockton_site, stockton, tmp_path_factory):
    """The address of an nginx that serves the real plan's site at its base path."""
    root = tmp_path_factory.mktemp("www")
    shutil.copytree(stockton_site.folder, root / "cohesion-graph")
    return serve(stockton, root, "/cohesion-graph/")


SSP = "id/stockton-on-tees/organisation/safer-stockton-partnership"
CC1 = "id/stockton-on-tees/plan/community-cohesion-action-plan/action/CC1"
CASES = [
    # path, Accept, status, media type, where to
    (SSP, "text/html", 200, "text/html", ""),
    (SSP, "*/*", 200, "text/html", ""),
    (SSP, "text/turtle", 303, None, f"{SSP}.ttl"),
    (SSP, "application/ld+json", 303, None, f"{SSP}.jsonld"),
    (SSP, "application/ld+json, text/turtle", 303, None, f"{SSP}.jsonld"),
    (SSP, "text/turtle, application/ld+json", 303, None, f"{SSP}.ttl"),
    (SSP, "text/html, text/turtle;q=0.5", 200, "text/html", ""),
    (SSP, "text/turtle, text/html;q=0.5", 303, None, f"{SSP}.ttl"),
    (f"{SSP}/", "text/html", 200, "text/html", ""),
    (f"{SSP}.ttl", "*/*", 200, "text/turtle", ""),
    (f"{SSP}.jsonld", "*/*", 200, "application/ld+json", ""),
    (CC1, "text/html", 200, "text/html", ""),
    (f"{CC1}/claim/borough-plan/wording/1", "text/html", 303, None, f"{CC1}/#borough-plan-wording-1"),
    (f"{CC1}/claim/borough-plan/wording/1", "text/turtle", 303, None, f"{CC1}.ttl"),
    ("def/role/lead", "text/html", 303, None, "def/role/#lead"),
    ("id/stockton-on-tees/source/borough-plan/text", "text/html", 200, "text/html", ""),
    ("data/stockton-on-tees/stockton", "text/turtle", 303, None, "data/stockton-on-tees/stockton.ttl"),
    ("data/stockton-on-tees/stockton/actions.csv", "*/*", 200, "text/csv", ""),
    ("calendar/all.ics", "*/*", 200, "text/calendar", ""),
    ("", "text/html", 200, "text/html", ""),
    ("id/nobody", "text/html", 404, "text/html", ""),
]


@pytest.mark.parametrize("path,accept,status,media_type,location", CASES)
def test_nginx_answers(host, path, accept, status, media_type, location):
    found = ask(host + path, accept)
    wanted = f"/cohesion-graph/{location}" if location else ""
    assert (found[0], found[1] if media_type else None, found[2]) == (status, media_type, wanted)


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


def test_nginx_answers_addresses_whose_files_are_called_otherwise(hostile, tmp_path, serve):
    from cohesion_graph.publish.site import build_site

    root = tmp_path / "www"
    build_site(hostile, root)
    host = serve(hostile, root, "/")
    con, action = "id/marlbeck/organisation/con", "id/marlbeck/plan/together-plan/action"
    assert ask(host + con, "text/html") == (200, "text/html", "")
    assert ask(host + con, "text/turtle") == (303, "text/html", f"/{con}.ttl")
    assert ask(f"{host}{con}.ttl", "*/*") == (200, "text/turtle", "")
    assert [ask(f"{host}{action}/{ref}", "text/html")[0] for ref in ("A1", "a1", "A1.ttl/")] == [200, 200, 200]


def test_the_w3id_form_sends_every_address_to_the_host(stockton):
    rules = w3id_rules(Urls(stockton.dataset), "https://data.example.gov.uk/cohesion/")
    assert rules.splitlines()[-1] == "RewriteRule ^(.*)$ https://data.example.gov.uk/cohesion/$1 [R=302,L]"
    assert "not registered yet" in hosting_readme(Urls(stockton.dataset))
