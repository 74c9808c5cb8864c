"""Somebody who asks the site for pages, through everything between the web server and the database."""

from dataclasses import dataclass, field
from time import perf_counter

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

TOKEN = "b" * 32
"""Sent as cookie and as field, which is what the check of forms asks for."""


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def weight(self):
        """Its bytes over the wire, with the headers as HTTP/1.1 writes them."""
        head = sum(len(f"{name}: {value}\r\n") for name, value in self.headers.items())
        return len("HTTP/1.1 200 OK\r\n\r\n") + head + len(self.body)


class Visitor:
    """A browser without a screen; signed in when it is given a user."""

    def __init__(self, site: WSGIHandler, user=None):
        self.site = site
        self.cookies = {"csrftoken": TOKEN}
        if user:
            client = Client()
            client.force_login(user)
            self.cookies |= {name: morsel.value for name, morsel in client.cookies.items()}

    def environ(self, path, answers=None, accept="gzip"):
        """The request as the web server hands it over."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"host": "localhost", "cookie": cookies, "accept-encoding": accept}
        factory = RequestFactory()
        if answers is None:
            return factory.get(path, headers=headers).environ
        return factory.post(path, {**answers, "csrfmiddlewaretoken": TOKEN}, headers=headers).environ

    def ask(self, environ):
        """The answer to one request."""
        answer = Answer()

        def start_response(status, headers, exc_info=None):
            answer.status = int(status.split()[0])
            answer.headers = dict(headers)

        chunks = self.site(environ, start_response)
        answer.body = b"".join(chunks)
        chunks.close()
        return answer

    def get(self, path, accept="gzip"):
        """The answer to a look at a page."""
        return self.ask(self.environ(path, accept=accept))

    def seconds(self, path, answers=None):
        """How long one request takes. Raises where it fails: an error page is quick."""
        environ = self.environ(path, answers)
        start = perf_counter()
        answer = self.ask(environ)
        passed = perf_counter() - start
        if answer.status not in {200, 302}:
            raise RuntimeError(f"{path} answered {answer.status}")
        return passed

    def statements(self, path, answers=None):
        """What one request says to the database."""
        environ = self.environ(path, answers)
        with CaptureQueriesContext(connection) as captured:
            self.ask(environ)
        return [query["sql"] for query in captured]
