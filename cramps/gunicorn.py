"""How `make run` serves the site: gunicorn reads its settings from here."""

import socket

from gunicorn.arbiter import Arbiter

from cramps.settings import HOST, PORT, env, number

_host = f"[{HOST}]" if ":" in HOST else HOST
bind = f"{_host}:{PORT}"
# Threads, because a page waits for the database more than it computes; WEB_CONCURRENCY changes the number of processes.
worker_class = "gthread"
workers = max(1, number("WEB_CONCURRENCY", 2, most=64))
threads = 4
control_socket_disable = True  # it would write outside the project


def on_starting(server: Arbiter) -> None:
    """Say at once when the port is taken; gunicorn itself tries for five seconds and then gives no advice."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(HOST, PORT, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise SystemExit(f"Cannot serve on {bind}: {error.strerror}. Another address: PORT=8001 make run") from error


def when_ready(server: Arbiter) -> None:
    """Print where the diary is."""
    server.log.info("The diary is at %s (Ctrl-C stops it)", env.str("SITE_URL", f"http://{bind}"))
