"""The server as browsers, programs and attackers meet it: the command itself, in a process of its own."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlencode

import psutil
import pyoxigraph as ox
import pytest
from served import BASE, running

from cohesion_graph.questions.ask import ask
from cohesion_graph.questions.registry import questions
from cohesion_graph.questions.remote import RemoteStore
from cohesion_graph.serve.sparql_protocol import LARGEST_BODY

VOICES = "id/marlbeck/organisation/voices-network"
A2 = "id/marlbeck/plan/together-plan/action/A2"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
IDS = "SELECT ?id { ?action a pap:Action ; dcterms:identifier ?id } ORDER BY ?id"
REGISTER = f"{BASE}data/marlbeck/marlbeck/graph/register"
DERIVED = f"{BASE}data/marlbeck/marlbeck/graph/derived"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def get(server, query, **headers):
    return server.ask(f"/sparql?{urlencode({'query': query})}", **headers)


# Pages ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path, accept, status, kind, location",
    [
        ("", BROWSER, 200, "text/html", None),
        (f"{VOICES}/", BROWSER, 200, "text/html", None),
        (f"{VOICES}/", "*/*", 200, "text/html", None),
        (f"{VOICES}/", "application/pdf", 200, "text/html", None),  # what cannot be had is answered with the page
        (VOICES, BROWSER, 303, "", f"{VOICES}/"),
        (VOICES, "text/turtle", 303, "", f"{VOICES}.ttl"),
        (VOICES, "application/ld+json", 303, "", f"{VOICES}.jsonld"),
        (VOICES, "application/ld+json, text/turtle", 303, "", f"{VOICES}.jsonld"),
        (VOICES, "text/turtle, application/ld+json", 303, "", f"{VOICES}.ttl"),
        (VOICES, "text/html, text/turtle;q=0.5", 303, "", f"{VOICES}/"),
        (VOICES, "text/html;q=0.5, text/turtle", 303, "", f"{VOICES}.ttl"),
        (f"{VOICES}/", "text/turtle", 303, "", f"{VOICES}.ttl"),
        (f"{VOICES}.ttl", "text/html", 200, "text/turtle", None),
        (f"{VOICES}.jsonld", "*/*", 200, "application/ld+json", None),
        (f"{A2}/claim/together-plan/wording/1", BROWSER, 301, "", f"{A2}#claim/together-plan/wording/1"),
        (f"{A2}/claim/together-plan/wording/1", "text/turtle", 301, "", f"{A2}#claim/together-plan/wording/1"),
        ("def/role", BROWSER, 303, "", "def/role/"),
        ("def/role/lead", BROWSER, 301, "", "def/role#lead"),
        ("def/pap", "text/turtle", 303, "", "def/pap.ttl"),
        ("def/pap", "application/ld+json", 303, "", "def/pap.jsonld"),
        ("bodies", BROWSER, 303, "", "bodies/"),
        ("id/marlbeck/organisation/con", "text/turtle", 303, "", "id/marlbeck/organisation/con.ttl"),
        ("id/marlbeck/organisation/con.ttl", "*/*", 200, "text/turtle", None),
        ("data/marlbeck/marlbeck/actions.csv", "*/*", 200, "text/csv", None),
        ("data/marlbeck/marlbeck/marlbeck.dot", "*/*", 301, "", "data/marlbeck/marlbeck/marlbeck.dot.gz"),
        ("calendar/all.ics", "*/*", 200, "text/calendar", None),
        ("id/nobody", BROWSER, 404, "text/html", None),
    ],
)
def test_one_address_answers_people_and_machines(server, path, accept, status, kind, location):
    found = server.ask(server.site_path + path, Accept=accept)
    wanted = None if location is None else server.site_path + location
    assert (found.status, found.kind, found.headers.get("location")) == (status, kind, wanted)


def test_the_top_of_the_host_leads_to_the_site(server):
    found = server.ask("/")
    assert (found.status, found.headers["location"], server.site_path) == (302, "/cohesion/", "/cohesion/")


def test_a_thing_says_that_its_answer_depends_on_accept_and_where_its_data_is(server):
    for path in (VOICES, f"{VOICES}/"):
        found = server.ask(server.site_path + path, Accept="text/html")
        assert found.headers["vary"] == "Accept"
        assert found.headers["link"].startswith(f"<{server.site_path}{VOICES}.")
    assert "vary" not in server.ask(f"{server.site_path}bodies/").headers


def test_text_says_its_encoding(server):
    found = server.ask(f"{server.site_path}{VOICES}/")
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert server.ask(f"{server.site_path}{VOICES}.ttl").headers["content-type"] == "text/turtle; charset=utf-8"


def test_every_answer_carries_the_headers_that_keep_browsers_safe(server):
    for path in ("/cohesion/", "/cohesion/id/nobody", "/sparql", "/sparql?query=nonsense", f"/cohesion/{VOICES}"):
        headers = server.ask(path).headers
        told = {name: headers.get(name) for name in ("x-content-type-options", "access-control-allow-origin", "server")}
        assert told == {"x-content-type-options": "nosniff", "access-control-allow-origin": None, "server": None}
    assert server.ask("/cohesion/").headers["content-security-policy"] == "frame-ancestors 'self'"


def test_a_page_that_the_browser_has_is_not_sent_again(server):
    first = server.ask(f"{server.site_path}{VOICES}/")
    again = server.ask(f"{server.site_path}{VOICES}/", If_None_Match=first.headers["etag"])
    since = server.ask(f"{server.site_path}{VOICES}/", If_Modified_Since=first.headers["last-modified"])
    other = server.ask(f"{server.site_path}{VOICES}/", If_None_Match='"another"')
    assert [one.status for one in (first, again, since, other)] == [200, 304, 304, 200]
    assert (again.body, again.headers["etag"], again.headers["vary"]) == (b"", first.headers["etag"], "Accept")


def test_a_head_request_tells_the_length_without_the_page(server):
    page = server.ask(f"{server.site_path}{VOICES}/")
    head = server.ask(f"{server.site_path}{VOICES}/", "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(page.body)))


@pytest.mark.parametrize("path", ["/sparql", "/sparql?query=ASK%7B%7D", "/sparql?query=nonsense", "/cohesion/nowhere"])
def test_every_answer_can_be_had_without_its_body(server, path):
    whole, head = server.ask(path), server.ask(path, "HEAD")
    assert (head.status, head.body) == (whole.status, b"")
    assert {**head.headers, "date": ""} == {**whole.headers, "date": ""}


def test_part_of_a_file_can_be_asked_for(server):
    found = server.ask("/cohesion/data/marlbeck/marlbeck/actions.csv", Range="bytes=0-8")
    assert (found.status, found.text) == (206, "action_id")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(server, method):
    page = server.ask("/cohesion/", method)
    assert (page.status, sorted(page.headers["allow"].split(", "))) == (405, ["GET", "HEAD"])
    if method != "POST":
        assert server.ask("/sparql", method).status == 405


@pytest.mark.parametrize(
    "path",
    [
        "/cohesion/../../etc/passwd",
        "/cohesion/%2e%2e/%2e%2e/etc/passwd",
        "/cohesion/..%2f..%2fetc%2fpasswd",
        "/cohesion/..%5c..%5cetc%5cpasswd",
        "//etc/passwd",
        "/cohesion//etc/passwd",
        "/cohesion/.cohesion-graph",
        "/cohesion/index.html%00.ttl",
        "/cohesion/%ff%fe",
        "/cohesion/" + "a/" * 5000,
        "/etc/passwd",
    ],
)
def test_nothing_outside_the_site_is_answered(server, path):
    found = server.ask(path)
    assert (found.status, found.kind, "root:" in found.text) == (404, "text/html", False)


@pytest.mark.parametrize(
    "accept",
    ["q=" * 5000, ";" * 20_000, "text/turtle;q=1e999", '"' * 10_000, "\xff/\xfe", "*/*;q=-1", "text/" + "x" * 30_000],
)
def test_a_hostile_accept_header_gets_the_page(server, accept):
    found = server.ask(f"{server.site_path}{VOICES}/", Accept=accept.encode("latin-1"))
    assert (found.status, found.kind) == (200, "text/html")


# Queries -------------------------------------------------------------------------------------------------------


def test_a_query_is_taken_in_all_three_ways(server):
    ways = (
        get(server, IDS, Accept="text/csv"),
        server.ask("/sparql", "POST", urlencode({"query": IDS}), Accept="text/csv", Content_Type=FORM),
        server.ask("/sparql", "POST", IDS.encode(), Accept="text/csv", Content_Type=f"{QUERY}; charset=utf-8"),
        server.ask(f"/cohesion/sparql?query={quote(IDS)}", Accept="text/csv"),
    )
    expected = "id\r\nA1\r\nA1.ttl\r\nA2\r\nA3\r\nA4\r\nA5\r\nA6\r\na1\r\n"
    assert [(one.status, one.kind, one.text) for one in ways] == [(200, "text/csv", expected)] * 4


@pytest.mark.parametrize(
    "query, accept, kind",
    [
        (IDS, "", "application/sparql-results+json"),
        (IDS, BROWSER, "application/xml"),
        (IDS, "application/sparql-results+xml", "application/sparql-results+xml"),
        (IDS, "text/tab-separated-values", "text/tab-separated-values"),
        (IDS, "text/csv;q=0.5, application/json;q=0.6", "application/json"),
        ("ASK {}", "*/*", "application/sparql-results+json"),
        ("CONSTRUCT WHERE { ?a a pap:Action }", "", "text/turtle"),
        ("CONSTRUCT WHERE { ?a a pap:Action }", "application/ld+json", "application/ld+json"),
        (f"DESCRIBE <{BASE}{VOICES}>", "application/rdf+xml", "application/rdf+xml"),
        (f"DESCRIBE <{BASE}{VOICES}>", "application/n-triples", "application/n-triples"),
    ],
)
def test_the_form_of_the_answer_is_the_clients_choice(server, query, accept, kind):
    found = get(server, query, **({"Accept": accept} if accept else {}))
    assert (found.status, found.kind, found.headers["vary"]) == (200, kind, "Accept")
    assert found.body


@pytest.mark.parametrize("query", [IDS, "CONSTRUCT WHERE { ?a a pap:Action }"])
def test_a_form_that_cannot_be_had_is_told(server, query):
    found = get(server, query, Accept="application/pdf")
    assert (found.status, found.kind) == (406, "text/plain")
    assert found.text.startswith("no form of the answer is accepted\n  Expected one of: ")


@pytest.mark.parametrize(
    "chosen, graphs",
    [
        ({}, 6),
        ({"default-graph-uri": REGISTER}, 0),
        ({"named-graph-uri": [REGISTER, DERIVED]}, 2),
    ],
)
def test_the_request_may_choose_the_graphs(server, chosen, graphs):
    query = "SELECT (COUNT(DISTINCT ?graph) AS ?n) { GRAPH ?graph { ?a ?b ?c } }"
    fields = urlencode({"query": query, **chosen}, doseq=True)
    assert server.ask(f"/sparql?{fields}", Accept="text/csv").text == f"n\r\n{graphs}\r\n"


def test_from_in_the_query_narrows_it(server):
    asked = [
        get(server, f"ASK {graph} {{ ?a a pap:Responsibility }}", Accept="text/csv").text
        for graph in ("", f"FROM <{REGISTER}>")
    ]
    assert asked == ["true", "false"]


@pytest.mark.parametrize(
    "path, body, kind, status, told",
    [
        ("?query=SELECT", None, None, 400, "the query does not parse: line 1:"),
        (f"?query={quote('SELECT * { SERVICE <http://x> { } }')}", None, None, 400, "SERVICE is refused"),
        (
            f"?query={quote('SELECT * FROM <file:///etc/passwd> { }')}",
            None,
            None,
            400,
            "is no graph of this store",
        ),
        (f"?query={quote('INSERT DATA { <a:a> <a:b> <a:c> }')}", None, None, 400, "the store is only read"),
        ("?query=ASK%7B%7D&default-graph-uri=file:///etc/passwd", None, None, 400, "is no graph of this store"),
        ("?query=ASK%7B%7D&query=ASK%7B%7D", None, None, 400, "2 queries were sent"),
        ("?quer=ASK", None, None, 400, "0 queries were sent"),
        ("?query=%FF", None, None, 400, "cannot be read"),
        ("?update=DROP+ALL", None, None, 403, "updates are refused: the data is only read"),
        ("", "update=DROP+ALL", FORM, 403, "updates are refused: the data is only read"),
        ("", "DROP ALL", "application/sparql-update", 403, "updates are refused: the data is only read"),
        ("", "ASK {}", "text/plain", 415, "a body of type text/plain cannot be read"),
        ("", b"\xff", QUERY, 400, "the query is not UTF-8"),
        ("", "a=b&" * 2000, FORM, 400, "cannot be read"),
        ("", "#" * (LARGEST_BODY + 1), QUERY, 413, "the query is longer than 262144 bytes"),
        ("", "#" * LARGEST_BODY, QUERY, 400, "the query does not parse"),
        ("", "SELECT * " + "{" * 100_000, QUERY, 500, "the query was broken off"),
        ("", "'''\\" * 60_000, QUERY, 400, "the query does not parse"),
    ],
)
def test_what_is_wrong_with_a_request_is_told_in_words(server, path, body, kind, status, told):
    found = server.ask(
        f"/sparql{path}", "GET" if body is None else "POST", body, **({"Content_Type": kind} if kind else {})
    )
    assert (found.status, found.kind) == (status, "text/plain")
    assert told in found.text
    assert "Traceback" not in found.text


def test_other_sites_may_not_read_unless_it_is_asked_for(server):
    found = server.ask("/sparql", "OPTIONS", Origin="https://example.org", Access_Control_Request_Method="POST")
    assert [name for name in found.headers if name.startswith("access-control")] == []


def test_with_cors_other_sites_may_ask_but_not_change(site_folder):
    with running(site_folder, "--cors") as server:
        found = server.ask("/sparql", "OPTIONS", Origin="https://example.org", Access_Control_Request_Method="POST")
        assert server.ask("/cohesion/").headers["access-control-allow-origin"] == "*"
    assert (found.status, found.headers["access-control-allow-origin"]) == (204, "*")
    assert found.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert "access-control-allow-credentials" not in found.headers


def test_without_a_query_the_endpoint_describes_itself(server):
    sd = "http://www.w3.org/ns/sparql-service-description#"
    found = server.ask("/sparql", Accept="application/n-triples")
    triples = list(ox.parse(found.body, format=ox.RdfFormat.N_TRIPLES))
    names = sorted(one.object.value for one in triples if one.predicate.value == f"{sd}name")
    assert names == [
        f"{BASE}data/marlbeck/marlbeck/graph/{name}"
        for name in ("catalogue", "derived", "editorial", "register", "source/together-plan", "source/voices-extract")
    ]
    (endpoint,) = [one.object.value for one in triples if one.predicate.value == f"{sd}endpoint"]
    assert endpoint == f"{server.address}/sparql"
    assert server.ask("/sparql").kind == "text/turtle"


def test_a_browser_is_told_how_to_ask(server):
    found = server.ask("/sparql", Accept=BROWSER)
    assert (found.status, found.kind, found.headers["content-security-policy"]) == (
        200,
        "text/html",
        "default-src 'none'",
    )
    assert f'<a href="{server.site_path}questions/index.html">ready answers</a>' in found.text


@pytest.mark.parametrize("host", ['evil"><script>', "a b", "x" * 5000 + "/", "<evil>", "evil:port"])
def test_a_hostile_host_header_is_not_repeated(server, host):
    for accept in ("text/html", "text/turtle"):
        found = server.ask("/sparql", Accept=accept, Host=host)
        assert found.status in {200, 400}
        assert host not in found.text


# Our own questions, and many at a time ---------------------------------------------------------------------------

GIVEN = {
    "action": "A2", "by": "Area Agreement", "from": "2025-03-01", "to": "2025-06-30", "into": "Settling Strategy",
    "of": "Marlbeck Partnership", "on": "Area Agreement", "party": "MBC", "as_of": "2025-07-01",
}  # fmt: skip


@pytest.mark.parametrize("name", [one.name for one in questions()])
def test_every_question_gives_the_same_table_as_the_plan_itself(server, awkward, name):
    needed = {
        one.name.replace("-", "_"): one.name
        for one in next(q for q in questions() if q.name == name).parameters
        if one.required
    }
    given = {parameter: GIVEN[parameter] for parameter in needed}
    if name == "what-if-merged":
        given = {"party": "MBC Equalities Team", "into": "MBC"}
    assert ask(RemoteStore(f"{server.address}/sparql"), name, **given) == awkward.ask(name, **given)


def test_many_clients_are_answered_at_once_each_with_its_own(server):
    def one(number):
        found = get(server, f"SELECT (({number} + 0) AS ?n) {{}}", Accept="text/csv")
        page = server.ask(f"{server.site_path}{VOICES}/")
        return found.text, page.status

    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(one, range(60)))
    assert found == [(f"n\r\n{number}\r\n", 200) for number in range(60)]


@pytest.fixture(scope="module")
def hasty(site_folder):
    """A server with small limits."""
    with running(site_folder, "--time-limit", "0.4", "--row-limit", "5") as found:
        yield found


def test_the_row_limit_says_when_it_cut(hasty):
    cut = get(hasty, IDS, Accept="text/csv")
    assert (cut.headers["x-sparql-maxrows"], cut.text.count("\r\n")) == ("5", 6)
    whole = get(hasty, f"{IDS} LIMIT 5")
    assert ("x-sparql-maxrows" in whole.headers, len(json.loads(whole.body)["results"]["bindings"])) == (False, 5)


def test_our_own_questions_never_take_a_cut_answer_for_a_whole_one(hasty):
    from cohesion_graph.errors import StoreError

    with pytest.raises(StoreError) as caught:
        ask(RemoteStore(f"{hasty.address}/sparql"), "contributions")
    assert "cut its answer after 5 rows; nothing of it is shown" in str(caught.value)


def test_endless_queries_are_stopped_and_pages_answered_meanwhile(hasty):
    with ThreadPoolExecutor(12) as pool:
        queries = [pool.submit(get, hasty, ENDLESS) for _ in range(6)]
        pages = [pool.submit(hasty.ask, hasty.site_path) for _ in range(6)]
        assert [page.result().status for page in pages] == [200] * 6
        found = [query.result() for query in queries]
    # those that found no free process in time are told to try again
    assert {one.status for one in found} <= {500, 503}
    assert any("the query was stopped after 0.4 seconds" in one.text for one in found)
    assert get(hasty, "ASK {}", Accept="text/csv").text == "true"


# Beginning and end ---------------------------------------------------------------------------------------------


def end_while_a_query_runs(found, how):
    """End a server in the middle of a query that never ends; the processes that it had started, as far as they live."""
    started = psutil.Process(found.process.pid).children(recursive=True)
    assert started
    with socket.create_connection(("127.0.0.1", int(found.address.rpartition(":")[2]))) as asking:
        asking.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert found.ask(found.site_path).status == 200
        found.process.send_signal(how)
        assert (found.process.wait(20), found.process.stderr.read()) == (0, "")
    return [one for one in started if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def test_ctrl_c_ends_it_with_everything_that_it_started(site_folder):
    with running(site_folder) as found:
        assert end_while_a_query_runs(found, signal.SIGINT) == []


def test_a_site_that_was_built_for_it_is_gone_in_the_end(marlbeck_folder, tmp_path):
    with running("--dataset", marlbeck_folder, env={**os.environ, "TMPDIR": str(tmp_path)}) as found:
        assert found.said.startswith("Building the site ...\nPages: http://127.0.0.1:")
        (aside,) = tmp_path.glob("cohesion-graph-*")
        assert (aside / "site" / "index.html").is_file()
        assert end_while_a_query_runs(found, signal.SIGTERM) == []
    assert list(tmp_path.glob("cohesion-graph-*")) == []


def test_a_port_in_use_is_told(site_folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "cohesion_graph", "serve", str(site_folder), "--port", str(port)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"Error: nothing can listen at 127.0.0.1 port {port}: Address already in use\n"
        "  Stop what uses the port, or choose another with --port (0 takes any that is free).\n"
    )


def test_a_server_that_others_can_reach_is_warned_about(site_folder):
    with running(site_folder, "--host", "0.0.0.0") as found:
        assert re.match(
            r"Warning: other machines can reach this server at 0\.0\.0\.0\. It has no encryption and no sign-in:\n"
            r"  put it behind a web server that has, and serve only what may be public\.\nPages: http://0\.0\.0\.0:",
            found.said,
        )


def test_a_request_that_is_none_ends_only_itself(server):
    """Lines too long for a header, and bytes that are no HTTP."""
    with contextlib.suppress(ConnectionError):  # the rest of the line is not waited for
        assert server.ask(f"/sparql?query={'a' * 200_000}").status == 400
    with socket.create_connection(("127.0.0.1", int(server.address.rpartition(":")[2])), timeout=10) as connection:
        connection.sendall(b"\x16\x03\x01\x02\x00\x01\x00 no HTTP at all\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 400 ")
    assert server.ask(server.site_path).status == 200
