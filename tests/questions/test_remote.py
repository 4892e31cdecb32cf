"""Endpoints that misbehave: a clear error in time, and never part of an answer."""

import json
import socket
import time

import pytest
from loopback import services

from cohesion_graph.errors import BadParameter, BadQuery, StoreError
from cohesion_graph.questions.ask import ask
from cohesion_graph.questions.remote import RemoteStore
from cohesion_graph.questions.store import open_store

QUERY = "SELECT ?a WHERE { ?a ?b ?c }"
JSON = "application/sparql-results+json"
YES = json.dumps({"head": {}, "boolean": True}).encode()
ROWS = json.dumps(
    {
        "head": {"vars": ["a"]},
        "results": {"bindings": [{"a": {"type": "literal", "value": str(number)}} for number in range(50)]},
    }
).encode()


@pytest.fixture
def endpoint():
    """A function that starts an endpoint on this machine which answers as told: `answer(handler, query)`."""
    with services("POST", "/query") as started:
        yield lambda answer: started(lambda handler, body: answer(handler, body.decode()))


def send(handler, body, kind=JSON, status=200, length=None):
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.end_headers()
    handler.wfile.write(body)


def is_check(form):
    return "ASK" in form


def refused(url, error=StoreError, **given):
    with pytest.raises(error) as caught:
        RemoteStore(url, **given).texts(QUERY)
    return str(caught.value)


def test_a_good_answer_is_whole(endpoint):
    url = endpoint(lambda handler, form: send(handler, YES if is_check(form) else ROWS))
    found = RemoteStore(url).texts(QUERY)
    assert found.variables == ("a",)
    assert [row[0] for row in found.rows] == [str(number) for number in range(50)]


def test_nothing_there():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/query"
    assert refused(url) == f"{url} cannot be reached: Connection refused\n  Is the endpoint running?"


def test_an_endpoint_that_keeps_silent_is_left_in_time(endpoint):
    url = endpoint(lambda *_: time.sleep(5))
    begun = time.monotonic()
    assert "gave no whole answer within 0.3 seconds; nothing of it is shown" in refused(url, time_limit=0.3)
    assert time.monotonic() - begun < 2


def test_an_endpoint_that_drips_is_left_in_time(endpoint):
    """Each byte comes in time; the whole does not."""

    def drip(handler, form):
        if is_check(form):
            return send(handler, YES)
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.send_header("Content-Length", str(len(ROWS)))
        handler.end_headers()
        for place in range(len(ROWS)):
            try:
                handler.wfile.write(ROWS[place : place + 1])
                handler.wfile.flush()
            except OSError:
                return None
            time.sleep(0.05)
        return None

    begun = time.monotonic()
    assert "within 0.5 seconds" in refused(endpoint(drip), time_limit=0.5)
    assert time.monotonic() - begun < 3


def test_a_page_of_html_is_no_answer(endpoint):
    url = endpoint(lambda handler, _: send(handler, b"<html>Welcome</html>", "text/html"))
    assert refused(url) == (
        f"{url} answered with text/html, which is no SPARQL result\n"
        f"  Expected: {JSON}. Is this the address of the query endpoint itself?"
    )


def test_an_answer_cut_off_by_the_connection_is_not_shown(endpoint):
    def cut(handler, form):
        if is_check(form):
            send(handler, YES)
        else:
            send(handler, ROWS[:200], length=len(ROWS))
            handler.wfile.flush()
            handler.connection.shutdown(socket.SHUT_RDWR)

    assert "broke off in the middle of its answer" in refused(endpoint(cut))


def test_an_answer_cut_off_inside_is_not_shown(endpoint):
    """The length is right and the JSON ends too early: 200 of its bytes, said to be all."""
    url = endpoint(lambda handler, form: send(handler, YES if is_check(form) else ROWS[:200]))
    text = refused(url)
    assert "breaks off" in text or "broken or cut off" in text


def test_an_endpoint_that_fails_is_quoted(endpoint):
    url = endpoint(lambda handler, _: send(handler, b"out of memory\ntrace", "text/plain", 503))
    assert refused(url) == f"{url} answered 503 Service Unavailable: out of memory"


def test_an_endpoint_whose_reason_breaks_off_is_told_without_it(endpoint):
    def broken(handler, form):
        del form
        handler.send_response(503)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"no length\r\n")

    url = endpoint(broken)
    assert refused(url) == f"{url} answered 503 Service Unavailable: no reason given"


def test_an_endpoint_that_refuses_the_query_is_quoted(endpoint):
    url = endpoint(lambda handler, _: send(handler, b"Parse error: line 1", "text/plain", 400))
    assert refused(url, BadQuery) == f"{url} refuses the query (400): Parse error: line 1"


def test_an_endpoint_that_hides_its_graphs_is_told_apart_from_an_empty_one(endpoint):
    """The default graph is empty and the named graphs are not: every answer would be silently empty."""

    def hidden(handler, form):
        send(handler, YES if "GRAPH" in form else YES.replace(b"true", b"false"))

    assert "keeps its named graphs out of its default graph" in refused(endpoint(hidden))
    empty = endpoint(lambda handler, _: send(handler, YES.replace(b"true", b"false")))
    assert "holds no plan" in refused(empty)


def test_a_server_without_the_plan_says_so(endpoint):
    def none(name):
        return json.dumps({"head": {"vars": [name]}, "results": {"bindings": []}}).encode()

    def answer(handler, form):
        told = {"sectionOf": none("plan"), "UnderDevelopment": none("graph")}
        found = (content for word, content in told.items() if word in form)
        send(handler, YES if is_check(form) else next(found, ROWS))

    url = endpoint(answer)
    with pytest.raises(StoreError) as caught:
        ask(RemoteStore(url), "contributions")
    assert "the answer lacks action" in str(caught.value)


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://example.org/x"])
def test_addresses_of_other_kinds_are_refused(place):
    with pytest.raises(StoreError) as caught:
        open_store(place)
    assert str(caught.value) == f"{place!r} is no endpoint\n  Expected: http://, https:// or the folder of a store."


@pytest.mark.parametrize("url", ["http://", "http://[::1", "http://a b/", "http://host:port/"])
def test_what_is_no_address_is_refused_before_anything_is_sent(url):
    with pytest.raises(BadParameter) as caught:
        open_store(url)
    assert str(caught.value) == f"{url!r} is no address of a service\n  Expected: http://... or https://..."


def test_a_password_in_an_address_is_refused_and_not_shown():
    with pytest.raises(BadParameter) as caught:
        open_store("https://me:secret@host/query")
    told = "the address https://host... holds a name or password\n  Leave it out; load takes it with --user."
    assert str(caught.value) == told


def test_a_folder_without_a_store_is_refused_and_left_as_it_is(tmp_path):
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "nothing")
    assert "there is no store in" in str(caught.value)
    assert list(tmp_path.iterdir()) == []
