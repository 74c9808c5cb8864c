from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from cramps.guides import catalog, checks

TODAY = date(2026, 11, 20)


def ids(folder, today=TODAY):
    return [message.id for message in checks.messages(catalog.read(folder.path), today)]


def test_sound_folder_has_no_message(folder):
    assert ids(folder) == []


def test_review_warns_only_after_its_date(folder):
    assert ids(folder, date(2029, 11, 20)) == []
    assert ids(folder, date(2029, 11, 21)) == ["guides.W001"]


def test_advice_without_an_evidence_label_warns(folder):
    folder.write_body("\n## Stretch\n\nPull your toes up.\n")

    assert ids(folder) == ["guides.W002"]


def test_guide_that_gives_no_advice_needs_no_label(folder):
    folder.write(front=FRONT_OF_MEDICAL, body="\n## When\n\nNow.\n")

    assert ids(folder) == []


def test_broken_guide_stops_the_check_with_file_and_line(folder, monkeypatch):
    folder.change_front('kind = "relief"', 'kind = "magic"')
    broken = catalog.read(folder.path)
    monkeypatch.setattr(checks, "catalog", lambda: broken)

    with pytest.raises(SystemCheckError) as stopped:
        call_command("check", stderr=StringIO())

    assert "a-guide.md:4: unknown kind 'magic'" in str(stopped.value)
    assert "guides.E005" in str(stopped.value)


FRONT_OF_MEDICAL = """+++
title = "A guide"
summary = "What it says."
kind = "medical"
muscles = []
audience = "Anyone"
reviewed = 2026-11-20
next_review = 2029-11-20
sources = []
related = []
aliases = []
claims = []
+++
"""
