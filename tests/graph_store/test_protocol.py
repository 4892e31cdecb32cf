"""Services that refuse, keep silent or are no graph store: told in words, the password never among them."""

import base64
import hashlib
import re
import socket
import threading
import time

import pytest
from click.testing import CliRunner
from loopback import services

from cohesion_graph.cli import main
from cohesion_graph.cli.loading import PASSWORD
from cohesion_graph.errors import BadParameter, StoreError
from cohesion_graph.graph_store.named_graphs import named_graphs
from cohesion_graph.graph_store.protocol import GraphStore
from cohesion_graph.graph_store.push import push
from cohesion_graph.graph_store.sign_in import SignIn

GRAPH = "https://example.org/a?b=c&d#e"
SECRET = "hunter2"
CURE = (
    "Give the address of its Graph Store Protocol: Oxigraph http://host:7878/store, Fuseki .../dataset/data, "
    "Virtuoso .../sparql-graph-crud-auth, GraphDB .../rdf-graphs/service."
)


@pytest.fixture
def service():
    """A function that starts a service which answers a PUT as told, `answer(handler, body)`; gives its address."""
    with services("PUT", "/store", protocol="HTTP/1.1") as started:
        yield started


def send(handler, status, body=b"", **headers):
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def refused(url, error=StoreError, **given):
    with pytest.raises(error) as caught:
        GraphStore(url, **given).put(GRAPH, [b"<a:a> <a:b> <a:c> .\n"], 20)
    return str(caught.value)


def test_a_graph_is_put_whole_at_its_encoded_address(service):
    got = []

    def answer(handler, body):
        got.append((handler.path, handler.headers["Content-Type"], body))
        send(handler, 204)

    GraphStore(service(answer)).put(GRAPH, [b"<a:a> <a:b> ", b"<a:c> .\n"], 20)
    path = "/store?graph=https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc%26d%23e"
    assert got == [(path, "application/n-triples", b"<a:a> <a:b> <a:c> .\n")]


def test_an_address_with_parameters_keeps_them(service):
    got = []
    url = service(lambda handler, _: (got.append(handler.path), send(handler, 201)))
    GraphStore(f"{url}?repository=plans").put("https://example.org/a", [b""], 0)
    assert got == ["/store?repository=plans&graph=https%3A%2F%2Fexample.org%2Fa"]


@pytest.mark.parametrize(
    "status, headers, told",
    [
        (401, {}, "does not let us write (401 Unauthorized)\n  Give a name with --user."),
        (403, {}, "does not let us write (403 Forbidden)\n  Give a name with --user."),
        (404, {}, f"answered 404 Not Found to a PUT of <{GRAPH}>: no such page\n  {CURE}"),
        (405, {}, f"answered 405 Method Not Allowed to a PUT of <{GRAPH}>: no such page\n  {CURE}"),
        (500, {}, f"answered 500 Internal Server Error to a PUT of <{GRAPH}>: no such page"),
        (
            302,
            {"Location": "https://evil.example"},
            "sends us on to https://evil.example\n  If you trust that address, give it instead.",
        ),
        (202, {}, f"answered 202 to a PUT, which is no answer of a graph store\n  {CURE}"),
    ],
)
def test_a_service_that_refuses_is_quoted(service, status, headers, told):
    url = service(lambda handler, _: send(handler, status, b"no such page\nat all", **headers))
    assert refused(url) == f"{url} {told}"


def test_nothing_there():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/store"
    assert refused(url) == f"{url} cannot be reached: Connection refused\n  Is the service running?"


def test_a_service_that_keeps_silent_is_left_in_time(service):
    url = service(lambda *_: time.sleep(3))
    assert refused(url, time_limit=0.2) == (
        f"{url} kept silent for 0.2 seconds over <{GRAPH}>\n  Try again, or give it longer with --time-limit."
    )


def test_a_service_that_closes_the_connection(service):
    url = service(lambda handler, _: handler.connection.shutdown(socket.SHUT_RDWR))
    assert refused(url) == f"{url} closed the connection while <{GRAPH}> was sent\n  Its log may say why."


def test_something_that_does_not_speak_http():
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer():
            connection, _ = listening.accept()
            with connection:
                connection.recv(10_000)
                connection.sendall(b"SSH-2.0-OpenSSH\r\n")

        threading.Thread(target=answer, daemon=True).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/store"
        assert refused(url).startswith(f"{url} cannot be reached: ")


@pytest.mark.parametrize(
    "url, told",
    [
        ("ftp://example.org/store", "'ftp://example.org/store' is no address of a service"),
        ("file:///etc/passwd", "'file:///etc/passwd' is no address of a service"),
        ("data/stockton", "'data/stockton' is no address of a service"),
        ("http:///store", "'http:///store' is no address of a service"),
        ("http://[::1/store", "'http://[::1/store' is no address of a service"),
        ("http://example.org:x/store", "'http://example.org:x/store' is no address of a service"),
        ("http://example.org/two words", "'http://example.org/two words' is no address of a service"),
        ("http://example.org/café", "'http://example.org/café' is no address of a service"),
        (f"http://me:{SECRET}@[example.org/store", "what was given is no address of a service"),
        (f"http://me:{SECRET}@example.org/store", "the address http://example.org... holds a name or password"),
    ],
)
def test_other_addresses_are_refused_before_anything_is_sent(url, told):
    text = refused(url, BadParameter)
    assert text.startswith(told)
    assert SECRET not in text


# Signing in ------------------------------------------------------------------------------------------------------


def basic(header, path):
    del path
    return header == "Basic " + base64.b64encode(f"me:{SECRET}".encode()).decode()


def digest(header, path):
    def md5(text):
        return hashlib.md5(text.encode()).hexdigest()

    told = dict(re.findall(r'(\w+)="?([^",]*)"?', header))
    if not header.startswith("Digest"):
        return False
    nonce = f"{told['nonce']}:{told['nc']}:{told['cnonce']}:auth"
    return told["response"] == md5(f"{md5(f'me:Plans:{SECRET}')}:{nonce}:{md5(f'PUT:{path}')}")


CHALLENGES = {basic: 'Basic realm="Plans"', digest: 'Digest realm="Plans", nonce="abc", qop="auth", algorithm=MD5'}


@pytest.fixture(params=[basic, digest])
def guarded(request, service):
    """A service that asks for a name and password, and what it was sent: ways of signing in, in their order."""
    seen = []

    def answer(handler, _):
        header = handler.headers.get("Authorization", "")
        seen.append(header.partition(" ")[0])
        if request.param(header, handler.path):
            send(handler, 204)
        else:
            send(handler, 401, WWW_Authenticate=CHALLENGES[request.param])

    return service(answer), seen


def test_only_the_first_graph_is_sent_twice_to_a_service_that_asks_who_we_are(guarded, marlbeck):
    url, seen = guarded
    graphs = named_graphs(lambda: marlbeck.derivation)
    push(GraphStore(url, SignIn("me", SECRET)), graphs)
    assert (seen[0], len(seen), len(set(seen[1:]))) == ("", 8, 1)


def test_a_wrong_password_is_told_after_one_try(guarded):
    url, seen = guarded
    assert refused(url, sign_in=SignIn("me", "wrong")) == (
        f"{url} does not let us write (401 Unauthorized)\n  Check the name and the password."
    )
    assert len(seen) == 2


def test_another_way_of_signing_in_is_told(service):
    url = service(lambda handler, _: send(handler, 401, WWW_Authenticate="Negotiate"))
    assert refused(url, sign_in=SignIn("me", SECRET)).startswith(f"{url} asks for a sign-in that is not known here: ")


def test_the_password_shows_nowhere(guarded, marlbeck_folder, monkeypatch):
    url, _ = guarded
    assert SECRET not in repr(GraphStore(url, SignIn("me", SECRET)))
    for password in (SECRET, f"{SECRET}-wrong"):
        monkeypatch.setenv(PASSWORD, password)
        done = CliRunner().invoke(main, ["load", url, "-d", str(marlbeck_folder), "--user", "me"])
        assert SECRET not in done.output
        assert done.exit_code == (0 if password == SECRET else 1)


def test_without_a_terminal_the_password_comes_from_the_environment(monkeypatch, marlbeck_folder):
    monkeypatch.delenv(PASSWORD, raising=False)
    done = CliRunner().invoke(main, ["load", "http://localhost/store", "-d", str(marlbeck_folder), "--user", "me"])
    assert (done.exit_code, done.stderr) == (
        2,
        f"Error: there is nobody to ask for the password\n  Set the environment variable {PASSWORD}.\n",
    )


@pytest.mark.parametrize(
    "url, sign_in, expected",
    [
        ("http://plans.example.org/store", SignIn("me", SECRET), True),
        ("https://plans.example.org/store", SignIn("me", SECRET), False),
        ("http://localhost:7878/store", SignIn("me", SECRET), False),
        ("http://[::1]:7878/store", SignIn("me", SECRET), False),
        ("http://plans.example.org/store", None, False),
    ],
)
def test_a_password_that_would_cross_the_network_unencrypted_is_noticed(url, sign_in, expected):
    assert GraphStore(url, sign_in).sends_password_in_the_open is expected


def test_what_was_loaded_before_a_failure_is_told(service, marlbeck):
    answered = []

    def answer(handler, _):
        answered.append(1)
        send(handler, 204 if len(answered) < 3 else 500, b"disk full" if len(answered) >= 3 else b"")

    url = service(answer)
    graphs = named_graphs(lambda: marlbeck.derivation)
    with pytest.raises(StoreError) as caught:
        push(GraphStore(url), graphs)
    assert str(caught.value) == (
        f"{url} answered 500 Internal Server Error to a PUT of <{graphs[1].address}>: disk full\n"
        "  1 of 6 graphs were loaded before; load again when the cause is gone."
    )


def test_the_command_tells_a_failure_in_words(marlbeck_folder):
    done = CliRunner().invoke(main, ["load", "http://127.0.0.1:9/store", "-d", str(marlbeck_folder)])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: http://127.0.0.1:9/store cannot be reached: ")


@pytest.mark.parametrize(
    "arguments, code, told",
    [
        (["ftp://x"], 2, "is no address of a service"),
        (["http://localhost/store", "--time-limit", "0"], 2, "0 seconds are no time limit"),
        (["http://localhost/store", "-d", "nowhere"], 1, "there is no such folder"),
        ([], 2, "Missing argument 'ENDPOINT'"),
    ],
)
def test_a_wrong_command_is_told(arguments, code, told):
    done = CliRunner().invoke(main, ["load", *arguments])
    assert (done.exit_code, done.stdout) == (code, "")
    assert told in done.stderr


def test_an_address_that_keeps_silent_is_told_from_a_graph_store_within_seconds():
    """A service that takes connections and never answers; the time limit for a large graph is five minutes."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/store"
        started = time.monotonic()
        with pytest.raises(StoreError) as caught:
            GraphStore(url).check()
    assert time.monotonic() - started < 30  # of 300
    assert (
        str(caught.value) == f"{url} has not answered within 5 seconds to a question any graph store answers\n  {CURE}"
    )


def test_an_address_that_shows_a_page_is_no_graph_store():
    with services("GET", "/about", protocol="HTTP/1.1") as started:
        url = started(lambda handler, _: send(handler, 200, b"<!DOCTYPE html>", Content_Type="text/html"))
        with pytest.raises(StoreError) as caught:
            GraphStore(url).check()
    assert str(caught.value) == f"{url} answers with a page: it is no graph store\n  {CURE}"
