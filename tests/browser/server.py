"""The site as `make run` serves it, on a free port and a database of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC_LIST = ROOT / "var" / "static" / "staticfiles.json"
PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, the environment of its commands, and its process, which leads a group."""

    address: str
    environment: dict[str, str]
    process: subprocess.Popen

    def manage(self, *arguments):
        """Run one of Django's commands on its database."""
        manage(self.environment, *arguments)

    def kill(self):
        """End it and its workers as a power cut would, without a moment to finish anything."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def manage(environment, *arguments):
    """Run one of Django's commands in an environment."""
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)


@contextmanager
def serving(folder):
    """Serve from a database in this folder until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    mine = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    address = f"http://127.0.0.1:{port}"
    environment = mine | {
        "DATABASE_URL": f"sqlite:///{folder}/cramps.sqlite3",
        "SITE_URL": address,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DEBUG": "0",
        "REGISTRATION": "open",
    }
    manage(environment, "migrate", "--verbosity=0")
    command = [sys.executable, "-m", "gunicorn", "--config", "python:cramps.gunicorn", "cramps.wsgi"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True) as process:
        try:
            wait_for(address, process)
            yield Server(address, environment, process)
        finally:
            process.terminate()


def wait_for(address, process):
    """Wait until it answers: the first page of a busy machine takes a while. Raises when it ends, or after a minute."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/about/", timeout=20):
                return
        except (URLError, TimeoutError):
            if process.poll() is not None:
                raise
            time.sleep(0.1)
    raise TimeoutError(address)


def sign_up(page, address, name):
    """Open an account on the site and land on its home page."""
    page.goto(f"{address}/accounts/signup/")
    page.get_by_label("Username").fill(name)
    for field in ("password1", "password2"):
        page.locator(f"[name={field}]").fill(PASSWORD)
    page.get_by_label("I agree that this site stores").check()
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url(f"{address}/")
