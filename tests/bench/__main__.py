"""`make bench`: what pages cost on a diary of twenty years, against the budgets. Fails when one is broken."""

import gc
import os
import sys
import tempfile
from datetime import timedelta
from functools import partial
from io import StringIO
from pathlib import Path
from statistics import median
from uuid import uuid4

import django
from django.apps import apps
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.test.utils import override_settings
from django.urls import Resolver404, resolve

from tests.bench.budgets import (
    MOST_GROWTH,
    MOST_QUERIES,
    MOST_STATEMENTS_OF_A_SAVE,
    PAGES,
    SAVE,
    SIGNED_OUT,
    SIZES,
)
from tests.bench.visitor import Visitor
from tests.bench.wire import first_visit, is_kept

VAR = Path(__file__).resolve().parent.parent.parent / "var"
YEARS = {"days": 7300, "cramps": 10_000, "seed": 0}
BARE = "/bench/bare/"
SAVED = {
    "when": "10",
    "zone": "Europe/London",
    "offset": "0",
    "length": "6",
    "severity": "6",
    "muscle": "calf",
    "side": "left",
    "woke_me": "yes",
    "activity": "asleep",
    "reliefs": ["stretch", "massage"],
    "helped_stretch": "yes",
    "fluids": "6",
    "exertion": "light",
    "triggers": ["heat"],
    "note": "Woke up, stood up, better.",
    "different": "same",
}


class Report:
    """Prints a line for each budget, and remembers whether one was broken."""

    def __init__(self):
        self.broken = 0

    def line(self, what, measured, most, unit=""):
        is_broken = measured > most
        self.broken += is_broken
        print(f"{what:<46} {measured:>9,.2f}{unit} of {most:>7,g}{unit}{'  BROKEN' if is_broken else ''}")


def diaries(person):
    """Somebody with twenty years behind them, and the same diary cut to its last four weeks."""
    long, short = (
        person.objects.create_user(name, time_zone="Europe/London", region="GB") for name in ("long", "short")
    )
    for user in (long, short):
        call_command("demo_diary", user.username, **YEARS, stdout=StringIO())
    first = short.today() - timedelta(days=27)
    short.cramps.filter(day__lt=first).delete()
    short.days.filter(date__lt=first).delete()
    short.visits.filter(date__lt=first).delete()
    return long, short


def exists(path):
    """Whether the site has such a page yet."""
    try:
        resolve(path.partition("?")[0])
    except Resolver404:
        print(f"{path:<46} skipped: no such page yet")
        return False
    return True


def interleaved(rounds, *requests):
    """The median seconds of each request, taken in turns, so that a busy moment of the machine falls on all alike."""
    for seconds in requests:
        seconds()
    times = [[] for _ in requests]
    gc.collect()
    for _ in range(rounds):
        for taken, seconds in zip(times, requests, strict=True):
            taken.append(seconds())
    return [median(taken) for taken in times]


def measure_pages(report, long, short, middle):
    for budget in PAGES:
        path = budget.path.format(middle=middle)
        if not exists(path):
            continue
        asked = [(long, BARE), (long, path), (short, path)]
        bare, page, cut = interleaved(budget.rounds, *(partial(person.seconds, path) for person, path in asked))
        report.line(path, page / bare, budget.times, "x")
        if budget.is_flat:
            report.line("  against its last four weeks", page / cut, MOST_GROWTH, "x")
        report.line("  queries", len(long.statements(path)), MOST_QUERIES)


def measure_save(report, visitor):
    if not exists(SAVE.path):
        return

    def answers():
        return {**SAVED, "uuid": str(uuid4())}

    bare, save = interleaved(SAVE.rounds, lambda: visitor.seconds(BARE), lambda: visitor.seconds(SAVE.path, answers()))
    report.line("saving a cramp", save / bare, SAVE.times, "x")
    report.line("  statements", len(visitor.statements(SAVE.path, answers())), MOST_STATEMENTS_OF_A_SAVE)


def measure_sizes(report, known, nobody):
    for path, most in SIZES.items():
        if not exists(path):
            continue
        visitor = nobody if path in SIGNED_OUT else known
        for accept in ("gzip", "br, gzip"):
            fetched = first_visit(visitor, path, accept)
            size = sum(answer.weight for answer in fetched.values())
            report.line(f"first visit to {path} ({accept.split(',')[0]})", size / 1000, most / 1000, " KB")
        lost = [address for address, answer in fetched.items() if address != path and not is_kept(answer)]
        report.line("  files that a repeat visit asks for again", len(lost), 0)


def main():
    report = Report()
    person = apps.get_model("accounts", "User")
    call_command("migrate", verbosity=0)
    long, short = diaries(person)
    site = WSGIHandler()
    visitors = [Visitor(site, user) for user in (long, short)]
    bare = median(visitors[0].seconds(BARE) for _ in range(50))
    print(f"The bare view takes {bare * 1000:.2f} ms here; times are multiples of it.\n")
    measure_pages(report, *visitors, long.today() - timedelta(days=3650))
    measure_sizes(report, visitors[0], Visitor(site))
    measure_save(report, visitors[0])
    print(f"\n{report.broken} budgets broken" if report.broken else "\nEvery budget is kept.")
    return bool(report.broken)


if __name__ == "__main__":
    VAR.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=VAR, prefix="bench-") as folder:
        # On the disk of the project, with the settings of production: `make run` stands on the same.
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "DEBUG": "0",
            "SITE_URL": "http://localhost",
        }
        os.environ["DJANGO_SETTINGS_MODULE"] = "cramps.settings"
        django.setup()
        with override_settings(ROOT_URLCONF="tests.bench.urls"):
            sys.exit(main())
