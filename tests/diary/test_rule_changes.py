"""After an upgrade that changes the rules, the doctor page says once what moved."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cramps.ruleset import RULES_VERSION
from diary.triage.changes import CHANGES, moved, moved_turns, unseen
from diary.triage.findings import RULES
from diary.triage.tiers import Tier
from tests.diary.triage.diaries import GB, TODAY, ago, cramp, diary, flag, living_with, taking
from tests.diary.triage.test_words import is_clean
from tests.factories import CrampFactory, HealthContextFactory, UserFactory

BEFORE = "2026-11-20"
DOCTOR, SEEN, PAGE = (reverse(f"diary:{name}") for name in ("doctor", "rules_seen", "changes"))
NEWS = "The rules have changed"


@pytest.fixture
def old_hand(owner):
    owner.rules_seen = BEFORE
    owner.save()
    return owner


def test_register_ends_with_the_rules_of_today():
    assert CHANGES[-1].version == RULES_VERSION
    assert [change.version for change in CHANGES] == sorted({change.version for change in CHANGES})
    for change in CHANGES:
        assert set(change.rules) <= set(RULES)
        assert is_clean(str(change.text))


@pytest.mark.parametrize(("version", "count"), [(BEFORE, 1), ("2026-11-26", 1), (RULES_VERSION, 0), ("2027-01-01", 0)])
def test_changes_are_news_to_whoever_saw_earlier_rules(version, count):
    assert len(unseen(version)) == count


def test_moved_says_the_tier_of_today_without_and_with_the_changes():
    sore = diary([cramp(0, signs=("skin_change",))], background=living_with("diabetes"))
    now = flag(sore.episodes, background=sore.background).tier

    found = moved(sore, CHANGES, TODAY, GB, now)

    assert (found.before, found.now, found.is_other) == (Tier.ROUTINE, Tier.URGENT, True)
    assert not moved(diary([cramp(0)]), CHANGES, TODAY, GB, None).is_other


def test_moved_turns_are_those_that_the_changes_made():
    told = diary([cramp(50), cramp(20, signs=("dark_urine",))], background=taking("statin"))

    turns = moved_turns(told, CHANGES, ago(364), TODAY)

    assert [(turn.date, turn.tier.code, turn.rules) for turn in turns] == [
        (ago(50), "mention", ("context:medicine",)),
    ]
    assert moved_turns(diary(told.episodes), CHANGES, ago(364), TODAY) == []


def test_doctor_page_tells_until_it_is_read(old_hand, owner_client):
    HealthContextFactory(owner=old_hand, conditions=["arthritis"])
    CrampFactory(owner=old_hand, started_at=old_hand.date_joined - timedelta(days=1))

    for _again in range(2):
        text = owner_client.get(DOCTOR).content.decode()
        assert NEWS in text
        assert "before “no flag”, now “worth saying at a visit”" in text
        assert "Any cramp in the heat" in text or "any cramp in the heat" in text
    response = owner_client.post(SEEN, follow=True)

    assert NEWS not in response.content.decode()
    old_hand.refresh_from_db()
    assert old_hand.rules_seen == RULES_VERSION


def test_doctor_page_says_when_nothing_moved(old_hand, owner_client):
    assert "For your diary today nothing moved." in owner_client.get(DOCTOR).content.decode()


def test_looking_at_the_doctor_page_writes_nothing(old_hand, owner_client):
    owner_client.get(DOCTOR)
    owner_client.get(SEEN)

    old_hand.refresh_from_db()
    assert old_hand.rules_seen == BEFORE


def test_emergency_stands_before_the_news(old_hand, owner_client):
    CrampFactory(owner=old_hand, started_at=old_hand.date_joined, signs=["dark_urine"])

    text = owner_client.get(DOCTOR).content.decode()

    assert text.index("Call 999 now") < text.index(NEWS)


def test_new_account_is_not_told(owner_client, client, db):
    assert NEWS not in owner_client.get(DOCTOR).content.decode()
    answers = {
        "username": "newcomer",
        "password1": "correct horse battery staple",
        "password2": "correct horse battery staple",
        "time_zone": "Europe/London",
        "consent": "on",
    }
    client.post(reverse("account_signup"), answers)

    assert get_user_model().objects.get(username="newcomer").rules_seen == RULES_VERSION
    assert NEWS not in client.get(DOCTOR).content.decode()


def test_news_of_one_person_stays_theirs(old_hand, stranger, stranger_client, client):
    UserFactory(rules_seen=BEFORE)

    stranger_client.post(SEEN)
    assert client.post(SEEN).url.startswith(reverse("account_login"))

    old_hand.refresh_from_db()
    assert old_hand.rules_seen == BEFORE


def test_changes_page_lists_changes_and_what_they_moved(owner, owner_client, stranger_client, client):
    HealthContextFactory(owner=owner, conditions=["arthritis"])
    CrampFactory(owner=owner, started_at=owner.date_joined - timedelta(days=40))

    text = owner_client.get(PAGE).content.decode()

    assert f"Rules of {RULES_VERSION}" in text
    assert "worth saying at a visit" in text
    assert "published lists name beside cramps" in text
    assert "Nothing: the flag rose on the same days" in stranger_client.get(PAGE).content.decode()
    assert client.get(PAGE).url.startswith(reverse("account_login"))


def test_doctor_page_says_what_would_end_each_reason(owner, owner_client):
    CrampFactory(owner=owner, started_at=owner.date_joined, duration=900, duration_source="timed", signs=["wasting"])

    text = owner_client.get(DOCTOR).content.decode()

    assert "It ends 28 days after the last cramp of more than 10 minutes, or with a visit that you note." in text
    assert "It ends with a visit that you note after it; else it moves to" in text


@pytest.mark.parametrize(("days", "asks"), [(3, True), (400, False)])
def test_doctor_page_asks_about_a_new_medicine(owner, owner_client, days, asks):
    owner.medicines.create(code="statin", started_on=owner.today() - timedelta(days=days))
    CrampFactory(owner=owner, started_at=owner.date_joined - timedelta(minutes=1))

    text = owner_client.get(DOCTOR).content.decode()

    assert ("A new medicine?" in text) is asks
    if asks:
        owner_client.post(reverse("diary:still_there", args=["new_medicine"]))
        text = owner_client.get(DOCTOR).content.decode()
        assert "A new medicine?" not in text
        assert "Call your doctor in the next day or two" in text


def test_rules_page_says_for_whom_a_sign_is_more_urgent(client, db):
    text = client.get(reverse("diary:rules")).content.decode()

    assert "With “Diabetes” in the health context it is more urgent: advice the same day." in text
    assert "context:medicine" in text
