"""Where the server listens."""

import socket

from cohesion_graph.serve.run import listening


def test_answers_are_not_held_back_by_the_operating_system():
    """An answer is sent in two parts, and the second one may not wait until the first is acknowledged."""
    with listening("127.0.0.1", 0) as socket_of_ours, socket.create_connection(socket_of_ours.getsockname()):
        accepted, _ = socket_of_ours.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_port_that_is_free_is_taken_where_none_is_asked_for():
    with listening("localhost", 0) as first, listening("localhost", 0) as second:
        assert 0 < first.getsockname()[1] != second.getsockname()[1] > 0
