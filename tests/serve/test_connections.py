"""Nobody keeps others waiting: who connects and says nothing, says it slowly, takes nothing, or goes away."""

import asyncio
import http.client
import socket
import threading
from contextlib import ExitStack, contextmanager, suppress
from urllib.parse import quote, urlencode

import pytest
import uvicorn
from served import running
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from cohesion_graph.serve import sparql_protocol
from cohesion_graph.serve.connections import Allowance, protocol_with
from cohesion_graph.serve.sparql_protocol import LARGEST_BODY, Refused, read_query

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ASKED = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


async def little(scope, receive, send):
    """Answers a path with itself, when the body is there; ``/never`` with more than anybody takes."""
    body = await Request(scope, receive).body()
    text = "x" * 50_000_000 if scope["path"] == "/never" else f"{scope['path']} {len(body)}"
    await PlainTextResponse(text)(scope, receive, send)


@contextmanager
def serving(**allowed):
    """The port of a server with a small allowance, in a thread."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        allowance = Allowance(**{"look": 0.02, **allowed})
        config = uvicorn.Config(little, http=protocol_with(allowance), lifespan="off", log_level="critical")
        config.timeout_graceful_shutdown = 1
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def connected(held, port):
    return held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))


def answered(port):
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(ASKED)
        return connection.recv(1000)


def is_closed(connection):
    try:
        return connection.recv(1000) == b""
    except ConnectionError:
        return True


HALF_A_BODY = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc"


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET / HTTP/1.1\r\nHost: loc", HALF_A_BODY, ASKED * 2],
    ids=["nothing", "half of the headers", "half of the body", "nothing after an answer"],
)  # fmt: skip
def test_who_keeps_a_connection_and_says_nothing_more_is_closed(sent):
    with ExitStack() as held:
        one = connected(held, held.enter_context(serving(headers=0.1, body=0.1)))
        one.sendall(sent)
        while not is_closed(one):
            assert sent == ASKED * 2


def test_headers_that_dribble_in_are_waited_for_no_longer():
    with ExitStack() as held:
        one = connected(held, held.enter_context(serving(headers=0.2)))
        one.settimeout(0.02)
        answer = None
        with suppress(ConnectionError):
            while answer is None:  # a request that is too long would be answered with 400 some day
                one.sendall(b"x")
                with suppress(TimeoutError):
                    answer = one.recv(100)
        assert not answer


def test_who_takes_nothing_of_an_answer_is_closed():
    with ExitStack() as held:
        port = held.enter_context(serving(stalled=0.1, share=1))
        one = connected(held, port)
        one.sendall(ASKED.replace(b"/", b"/never", 1))
        assert one.recv(10) == b"HTTP/1.1 2"
        while not answered(port).startswith(b"HTTP/1.1 200 "):  # there is room for another only when it is closed
            pass
        taken = 0
        with suppress(ConnectionError):
            while part := one.recv(2**20):
                taken += len(part)
        assert taken < 50_000_000


@pytest.mark.parametrize("limit", ["share", "all"])
def test_the_connection_that_waits_longest_makes_room_for_the_next_one(limit):
    with ExitStack() as held:
        port = held.enter_context(serving(**{limit: 5}))
        silent = [connected(held, port) for _ in range(5)]
        for number in range(20):
            late = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            late.request("GET", f"/{number}")
            assert late.getresponse().read() == f"/{number} 0".encode()
            late.close()
        assert is_closed(silent[0])
        silent[-1].sendall(ASKED)
        assert silent[-1].recv(1000).startswith(b"HTTP/1.1 200 ")


def test_where_all_are_busy_the_next_one_is_told_to_come_again():
    with ExitStack() as held:
        port = held.enter_context(serving(share=3))
        for _ in range(3):
            busy = connected(held, port)
            busy.sendall(HALF_A_BODY.replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n"))
            assert busy.recv(1000).startswith(b"HTTP/1.1 100 ")
        assert answered(port).startswith(b"HTTP/1.1 503 ")


# The command itself --------------------------------------------------------------------------------------------


def port_of(server):
    return int(server.address.rpartition(":")[2])


def test_pages_are_answered_beside_three_hundred_idle_connections(server):
    with ExitStack() as held:
        for _ in range(300):
            connected(held, port_of(server))
        assert [server.ask(server.site_path).status for _ in range(50)] == [200] * 50


def test_queries_whose_clients_have_gone_are_ended_and_keep_nobody_waiting(site_folder):
    """Twenty that never end would keep the processes busy for ten minutes."""
    with running(site_folder) as found:
        with ExitStack() as held:
            for _ in range(20):
                one = connected(held, port_of(found))
                one.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert found.ask(found.site_path).status == 200
        answer = found.ask(f"/sparql?{urlencode({'query': 'ASK {}'})}", Accept="text/csv")
        assert (answer.status, answer.text) == (200, "true")
        assert found.process.poll() is None


def sent_whole(server, head, body):
    """The status of the answer for a client that sends its whole body before it looks for one."""
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=30) as connection:
        connection.sendall(head.format(size=len(body)).encode() + b"\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        connection.sendall(body)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        return answer.status, answer.read()


@pytest.mark.parametrize("kind", ["application/sparql-query", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("length", ["Content-Length: {size}", "Transfer-Encoding: chunked"])
def test_a_body_over_the_limit_is_told_and_the_connection_not_reset(server, kind, length):
    body = b"query=" + b"a" * (20 * LARGEST_BODY)
    if "chunked" in length:
        body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    status, told = sent_whole(server, f"POST /sparql HTTP/1.1\r\nContent-Type: {kind}\r\n{length}", body)
    assert (status, told) == (413, f"the query is longer than {LARGEST_BODY} bytes\n".encode())


def test_a_page_that_cannot_be_changed_says_so_however_much_is_sent_to_it(server):
    head = f"POST {server.site_path} HTTP/1.1\r\nContent-Length: {{size}}"
    assert sent_whole(server, head, b"a" * 5_000_000)[0] == 405


def test_who_asks_before_sending_too_much_need_not_send_it(server):
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=30) as connection:
        head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        connection.sendall(f"{head}Content-Length: {10**9}\r\nExpect: 100-continue\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "message, status, told",
    [
        (
            {"type": "http.request", "body": b"a", "more_body": True},
            408,
            "did not arrive within 0.05 seconds",
        ),
        ({"type": "http.disconnect"}, 400, "the query broke off"),
    ],
)
def test_a_body_that_does_not_come_is_told(monkeypatch, message, status, told):
    async def receive():
        await asyncio.sleep(0.001)
        return message

    monkeypatch.setattr(sparql_protocol, "_BODY_TIME", 0.05)
    kind = (b"content-type", b"application/sparql-query")
    scope = {"type": "http", "method": "POST", "query_string": b"", "headers": [kind]}
    with pytest.raises(Refused, match=told) as caught:
        asyncio.run(read_query(Request(scope, receive)))
    assert caught.value.status == status
