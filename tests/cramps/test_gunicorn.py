import importlib
import socket

import pytest

from cramps import gunicorn, settings


@pytest.fixture
def configured(monkeypatch):
    """The configuration as it is read with another host and port."""

    def read(host, port):
        monkeypatch.setattr(settings, "HOST", host)
        monkeypatch.setattr(settings, "PORT", port)
        return importlib.reload(gunicorn)

    yield read
    monkeypatch.undo()
    importlib.reload(gunicorn)


@pytest.mark.parametrize(
    ("host", "bind"), [("127.0.0.1", "127.0.0.1:8107"), ("::1", "[::1]:8107"), ("localhost", "localhost:8107")]
)
def test_server_listens_where_it_is_told(configured, host, bind):
    assert configured(host, 8107).bind == bind


def test_server_says_at_once_that_its_port_is_taken(configured):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(SystemExit, match=f"Cannot serve on 127.0.0.1:{port}.*PORT="):
            configured("127.0.0.1", port).on_starting(None)


def test_server_starts_on_a_free_port(configured):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    configured("127.0.0.1", port).on_starting(None)


def test_server_says_that_its_host_is_none(configured):
    with pytest.raises(SystemExit, match="Cannot serve on no-such-host"):
        configured("no-such-host.invalid", 8107).on_starting(None)
