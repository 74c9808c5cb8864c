"""The server dies while many devices hand over what they noted: what it acknowledged is there, once."""

import json
import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from threading import Event
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen
from uuid import UUID, uuid4

import pytest

from tests.browser.server import STATIC_LIST, serving, sign_up

SUBMISSIONS = 200
DEVICES = 20
LOST = (URLError, ConnectionError, TimeoutError, json.JSONDecodeError)


@pytest.fixture
def headers(new_context, tmp_path):
    """What makes a request one of somebody who has an account."""
    if not STATIC_LIST.exists():
        pytest.skip("`make setup` collects the files")
    with serving(tmp_path) as server:
        context = new_context()
        sign_up(context.new_page(), server.address, "somebody")
        cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in context.cookies())
        context.close()
    return {"Cookie": cookies, "Content-Type": "application/json"}


def asked(address, headers, event=None):
    """The answer of the address at which devices hand over events."""
    body = None if event is None else json.dumps(event).encode()
    with urlopen(Request(f"{address}/diary/sync/", body, headers), timeout=30) as answer:
        return json.load(answer)


def hand_over(address, headers, uuids, enough=None):
    """Send the start of these cramps from many devices at once; the uuids that were acknowledged.

    `enough` is set when a third of them was; what happens then is up to whoever waits for it.
    """
    told = asked(address, headers)
    headers = {**headers, "X-CSRFToken": told["csrf"]}
    acknowledged = []

    def send(uuid):
        now = datetime.now(UTC).isoformat()
        event = {"account": told["account"], "uuid": uuid, "kind": "start", "at": now, "sent_at": now}
        try:
            acknowledged.append(asked(address, headers, event)["uuid"])
        except HTTPError as refusal:
            raise AssertionError(refusal.read()) from refusal
        except LOST:
            return
        if enough and len(acknowledged) >= len(uuids) / 3:
            enough.set()

    with ThreadPoolExecutor(DEVICES) as devices:
        list(devices.map(send, uuids))
    return acknowledged


def stored(folder):
    """How often each cramp stands in the database."""
    with closing(sqlite3.connect(folder / "cramps.sqlite3")) as database:
        return Counter(str(UUID(row[0])) for row in database.execute("SELECT uuid FROM diary_cramp"))


def test_what_was_acknowledged_before_a_crash_is_there_once(tmp_path, headers):
    uuids = [str(uuid4()) for _ in range(SUBMISSIONS // 2)] * 2  # each from two devices
    enough = Event()
    with serving(tmp_path) as server, ThreadPoolExecutor(1) as killer:
        killer.submit(lambda: enough.wait(60) and server.kill())
        acknowledged = hand_over(server.address, headers, uuids, enough)
    after_crash = stored(tmp_path)
    with serving(tmp_path) as server:
        rest = [uuid for uuid in uuids if uuid not in acknowledged]
        at_last = hand_over(server.address, headers, rest)

    assert SUBMISSIONS / 3 <= len(acknowledged) < SUBMISSIONS
    assert set(acknowledged) <= set(after_crash)
    assert sorted(at_last) == sorted(rest) != []
    assert stored(tmp_path) == dict.fromkeys(uuids, 1)
