"""What is stored, and the ways out: the diary, the account, the seven days, and nothing left at the end."""

from datetime import UTC, datetime, time, timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cramps.accounts.models import UNDO_PERIOD, User
from diary import leaving
from diary.models import Cramp, Day, DeletedDiary, HealthContext, Medicine, ReliefTry, Upload, Visit
from diary.transfer import bundle
from diary.transfer.exporting import export_diary
from tests.factories import (
    PASSWORD,
    CrampFactory,
    DayFactory,
    HealthContextFactory,
    MedicineFactory,
    ReliefTryFactory,
    UserFactory,
    VisitFactory,
)

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
MODELS = (Cramp, ReliefTry, Day, Visit, HealthContext, Medicine)
DATA, DELETE_DIARY, DELETE_ACCOUNT = "/accounts/data/", "/accounts/data/diary/", "/accounts/data/account/"
MARK = "zebrafinch"


@pytest.fixture(autouse=True)
def fresh_rate_limits():
    cache.clear()


@pytest.fixture
def full(owner):
    """A diary that holds something in every table and every column that an export leaves out."""
    start = datetime(2026, 11, 4, 2, 14, 3, 123_457, tzinfo=UTC)
    ReliefTryFactory(cramp=CrampFactory(owner=owner, started_at=start, note=MARK, signs=["dark_urine"]), helped="no")
    ReliefTryFactory(cramp=CrampFactory(owner=owner, started_at=start, deleted_at=start, triggers=[]))
    CrampFactory(owner=owner, timer_ran=9000)
    DayFactory(owner=owner, signs=[], signs_at=start, note=MARK)
    VisitFactory(owner=owner, time=time(9, 1, 2, 345_678), note=MARK)
    HealthContextFactory(owner=owner, conditions=["diabetes"])
    MedicineFactory(owner=owner, name=MARK)
    return owner


def snapshot(user):
    """Every column of every row of a diary but the keys of the tables."""
    found = []
    for model in MODELS:
        rows = model.objects.filter(**{"cramp__owner" if model is ReliefTry else "owner": user}).values()
        found += [
            (model.__name__, sorted((k, str(v)) for k, v in row.items() if k not in ("id", "cramp_id"))) for row in rows
        ]
    return sorted(found)


def show_that_it_is_me(client, address):
    """Press the button, and answer the question that follows."""
    asked = client.post(address)
    assert asked.status_code == 302
    assert asked.url.startswith("/accounts/reauthenticate/")
    return client.post(asked.url, {"password": PASSWORD}, follow=True)


def test_data_page_counts_what_is_stored(full, owner_client):
    page = owner_client.get(DATA).content.decode()

    for name, value in (("Cramps", 2), ("Cramps in the bin", 1), ("Visits", 1), ("Username", "owner")):
        assert f"<dt>{name}</dt><dd>{value}</dd>" in page
    assert "pregnancy or conditions, 1 medicine" in page


def test_data_page_of_an_empty_diary_stays_calm(owner_client):
    page = owner_client.get(DATA).content.decode()

    assert "<dt>Cramps</dt><dd>0</dd>" in page
    assert "A deleted diary" not in page


def test_data_page_costs_the_same_whatever_the_diary_holds(full, owner_client, django_assert_max_num_queries):
    owner_client.get(DATA)

    with django_assert_max_num_queries(8):
        owner_client.get(DATA)
    CrampFactory.create_batch(20, owner=full)
    VisitFactory(owner=full)
    with django_assert_max_num_queries(8):
        owner_client.get(DATA)


@pytest.mark.parametrize("address", [DATA, DELETE_DIARY, DELETE_ACCOUNT, "/accounts/data/reopen/"])
def test_pages_of_ones_data_need_a_sign_in(db, address):
    assert Client().get(address).url.startswith("/accounts/login/")


def test_diary_is_not_deleted_without_the_password(full, owner_client):
    assert owner_client.get(DELETE_DIARY).status_code == 200
    asked = owner_client.post(DELETE_DIARY)

    wrong = owner_client.post(asked.url, {"password": "wrong"})

    assert wrong.status_code == 422
    assert Cramp.objects.for_user(full).count() == 2
    owner_client.get(DELETE_DIARY)
    assert Cramp.objects.for_user(full).count() == 2


def test_account_is_not_closed_without_the_password(owner, owner_client):
    owner_client.post(DELETE_ACCOUNT)

    owner.refresh_from_db()
    assert owner.closed_at is None


def test_deleted_diary_is_in_no_table_and_comes_back_to_the_letter(full, owner_client):
    before, export = snapshot(full), export_diary(full)

    page = show_that_it_is_me(owner_client, DELETE_DIARY)
    assert "Your diary is deleted." in page.content.decode()
    assert snapshot(full) == []
    assert "Cramps in it: 2." in page.content.decode()

    deleted = DeletedDiary.objects.get()
    back = owner_client.post(reverse("data_bring_back", args=[deleted.pk]), follow=True)

    assert "Your diary is back, as it was." in back.content.decode()
    assert snapshot(full) == before
    assert export_diary(full) == export
    assert not DeletedDiary.objects.exists()


def test_diary_comes_back_beside_what_was_written_since(full):
    kept = leaving.delete_diary(full, NOW)
    day = DayFactory(owner=full, note="new")
    VisitFactory(owner=full, time=time(9, 1, 2, 345_678), note="new")
    CrampFactory(owner=full, note="new")

    leaving.bring_back(full, kept)

    assert Cramp.objects.for_user(full).count() == 3
    day.refresh_from_db()
    assert (day.note, day.signs) == ("new", [])
    assert [visit.note for visit in Visit.objects.for_user(full)] == ["new"]


def test_deleting_twice_keeps_both(full):
    first = leaving.delete_diary(full, NOW)
    CrampFactory(owner=full)
    second = leaving.delete_diary(full, NOW + timedelta(days=1))

    leaving.bring_back(full, first)
    leaving.bring_back(full, second)

    assert Cramp.objects.for_user(full).count() == 3


def test_empty_diary_has_nothing_to_delete(owner, owner_client):
    assert "There was nothing to delete." in show_that_it_is_me(owner_client, DELETE_DIARY).content.decode()
    assert not DeletedDiary.objects.exists()


def test_deletion_that_breaks_off_leaves_the_diary(full, monkeypatch):
    before = snapshot(full)

    def broken(user):
        raise RuntimeError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(bundle, "clear", broken)
        with pytest.raises(RuntimeError):
            leaving.delete_diary(full, NOW)

    assert snapshot(full) == before
    assert not DeletedDiary.objects.exists()


def test_stranger_cannot_bring_a_diary_back(full, stranger_client):
    kept = leaving.delete_diary(full, timezone.now())

    assert stranger_client.post(reverse("data_bring_back", args=[kept.pk])).status_code == 404
    assert DeletedDiary.objects.exists()


def test_after_seven_days_a_diary_is_gone(full, owner_client):
    kept = leaving.delete_diary(full, timezone.now() - UNDO_PERIOD)

    assert owner_client.post(reverse("data_bring_back", args=[kept.pk])).status_code == 404
    assert "A deleted diary" not in owner_client.get(DATA).content.decode()
    assert not DeletedDiary.objects.exists()


def test_closing_signs_out_everywhere_and_leads_back_by_signing_in(full, owner_client):
    before, phone = snapshot(full), Client()
    phone.force_login(full)

    page = show_that_it_is_me(owner_client, DELETE_ACCOUNT)

    assert "Your account is closed" in page.content.decode()
    assert snapshot(full) == []
    assert phone.get("/diary/").url.startswith("/accounts/login/")
    assert owner_client.get("/diary/").url.startswith("/accounts/login/")
    signed_in = owner_client.post("/accounts/login/", {"login": "owner", "password": PASSWORD}, follow=True)
    assert signed_in.redirect_chain[-1][0] == "/accounts/data/closed/"
    assert "Undo: open it again" in signed_in.content.decode()
    opened = owner_client.post("/accounts/data/reopen/", follow=True)
    assert "Your account is open again" in opened.content.decode()
    assert snapshot(full) == before


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/diary/",
        "/diary/log/",
        "/diary/doctor/",
        "/diary/trends/",
        "/diary/charts/frequency/",
        "/diary/charts/flag/",
        "/diary/report/",
        "/diary/bin/",
        "/diary/export/",
        "/diary/import/",
        "/diary/health/",
        "/accounts/preferences/",
        "/accounts/data/",
        "/accounts/login/",
    ],
)
def test_closed_account_sees_the_way_back_and_nothing_else(owner, owner_client, address):
    User.objects.filter(pk=owner.pk).update(closed_at=timezone.now())
    CrampFactory(owner=owner, note=MARK)  # whatever wrote it, it does not show

    for answer in (owner_client.get(address), owner_client.post(address)):
        assert (answer.status_code, answer.url) == (302, "/accounts/data/closed/")


def test_closed_account_reads_public_pages_like_anybody(owner, owner_client):
    User.objects.filter(pk=owner.pk).update(closed_at=timezone.now())
    CrampFactory(owner=owner, signs=["one_leg_swollen_hot"], started_at=timezone.now())

    for address in ("/guides/right-now/", "/guides/", "/privacy/", "/about/", "/diary/doctor/rules/"):
        answer = owner_client.get(address)
        assert answer.status_code == 200
        assert not answer.wsgi_request.user.is_authenticated


def test_closed_account_can_sign_out(owner, owner_client):
    User.objects.filter(pk=owner.pk).update(closed_at=timezone.now())

    assert owner_client.post("/accounts/logout/").url == "/"
    assert owner_client.get("/").status_code == 200


def test_page_of_a_closed_account_is_for_closed_accounts(owner_client):
    assert "Sign in within these seven days" in Client().get("/accounts/data/closed/").content.decode()
    assert owner_client.get("/accounts/data/closed/").url == DATA
    assert owner_client.post("/accounts/data/reopen/").url == DATA


def test_closing_leaves_an_earlier_deleted_diary_to_its_own_days(full):
    leaving.delete_diary(full, NOW)
    CrampFactory(owner=full)
    leaving.close_account(full, NOW + timedelta(days=1))

    leaving.reopen_account(full)

    assert Cramp.objects.for_user(full).count() == 1
    assert DeletedDiary.objects.get().deleted_at == NOW


def rows_that_lead_to(user):
    """Every model with a row that belongs to somebody, itself or by what it belongs to."""
    found = set()
    for model in apps.get_models():
        for path in paths_to_a_person(model):
            if model._base_manager.filter(**{path: user.pk}).exists():
                found.add(model.__name__)
    return found


def paths_to_a_person(model, seen=()):
    for field in model._meta.get_fields():
        if getattr(field, "many_to_one", False) or (field.one_to_one and field.concrete):
            if field.related_model is User:
                yield field.name
            elif field.related_model not in (*seen, model, None):
                yield from (f"{field.name}__{path}" for path in paths_to_a_person(field.related_model, (*seen, model)))


def everything_in_the_database():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield from ((table, str(value)) for row in cursor.fetchall() for value in row)


@pytest.fixture
def known_everywhere(db):
    """Somebody of whom every table that can hold something holds something."""
    user = UserFactory(username=MARK, email=f"{MARK}@example.org", is_staff=True)
    cramp = CrampFactory(owner=user, note=MARK)
    ReliefTryFactory(cramp=cramp)
    DayFactory(owner=user, note=MARK)
    VisitFactory(owner=user, note=MARK)
    HealthContextFactory(owner=user, conditions=["diabetes"])
    MedicineFactory(owner=user, name=MARK)
    leaving.bring_back(user, leaving.delete_diary(user, NOW))
    leaving.delete_diary(user, NOW)
    CrampFactory(owner=user, note=MARK)
    Upload.objects.keep(user, f"{MARK}.csv", b"x", timezone.now())
    EmailAddress.objects.create(user=user, email=user.email)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": MARK})
    Client().force_login(user)
    by = UserFactory(is_staff=True)
    for row in (user, Cramp.objects.get(owner=user)):
        kind = ContentType.objects.get_for_model(row)
        LogEntry.objects.create(user=by, content_type=kind, object_id=row.pk, object_repr=MARK, action_flag=CHANGE)
    LogEntry.objects.create(user=user, object_repr="theirs", action_flag=CHANGE)
    return user


@pytest.mark.parametrize("was_closed", [True, False])
def test_deleted_account_is_in_no_table(known_everywhere, stranger, was_closed):
    user = known_everywhere
    Client().force_login(stranger)
    assert {"Cramp", "DeletedDiary", "Upload", "EmailAddress", "Authenticator", "LogEntry"} <= rows_that_lead_to(user)
    key = user.pk
    if was_closed:
        leaving.close_account(user, NOW)
        Client().force_login(user)  # somebody who signed in, and did not undo it
        call_command("finish_deletions", stdout=StringIO())
    else:
        leaving.remove(user)

    user.pk = key
    assert rows_that_lead_to(user) == set()
    assert [found for found in everything_in_the_database() if MARK in found[1]] == []
    assert [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()] == [str(stranger.pk)]
    assert User.objects.filter(pk=stranger.pk).exists()


def test_command_says_what_it_did(full):
    def run():
        out = StringIO()
        call_command("finish_deletions", stdout=out)
        return out.getvalue().strip()

    assert run() == "Nothing was due."
    leaving.close_account(full, timezone.now() - UNDO_PERIOD)
    assert run() == "Deleted for good: 1."


def test_account_whose_time_is_over_goes_before_it_shows_anything(full, owner_client):
    User.objects.filter(pk=full.pk).update(closed_at=timezone.now() - UNDO_PERIOD)

    answer = owner_client.post("/accounts/data/reopen/", follow=True)

    assert "That account has been deleted, with everything in it." in answer.content.decode()
    assert not User.objects.filter(username="owner").exists()
    assert not Cramp.objects.exists()


def test_account_stays_until_the_last_moment(full):
    leaving.close_account(full, NOW)

    leaving.finish(NOW + UNDO_PERIOD - timedelta(seconds=1))
    assert User.objects.filter(pk=full.pk).exists()
    leaving.finish(NOW + UNDO_PERIOD)
    assert not User.objects.filter(pk=full.pk).exists()


def test_first_request_of_somebodys_day_carries_out_what_is_due(full, stranger_client):
    leaving.close_account(full, timezone.now() - UNDO_PERIOD)

    stranger_client.get("/diary/")

    assert not User.objects.filter(username="owner").exists()


def test_busy_database_does_not_stop_a_page(stranger_client, monkeypatch, caplog):
    def busy(now):
        raise OperationalError("database is locked")

    monkeypatch.setattr(leaving, "finish", busy)

    assert stranger_client.get("/diary/").status_code == 200
    assert stranger_client.get(DATA).status_code == 200
    assert "they are tried again" in caplog.text


def test_somebody_with_only_a_passkey_is_asked_for_it(full, owner_client):
    full.set_unusable_password()
    full.save()
    owner_client.force_login(full)
    Authenticator.objects.create(user=full, type=Authenticator.Type.WEBAUTHN, data={"name": "key", "credential": {}})

    asked = owner_client.post(DELETE_DIARY)

    assert asked.url.startswith("/accounts/2fa/webauthn/reauthenticate/")
    assert Cramp.objects.for_user(full).exists()


def test_password_of_the_sign_in_is_not_enough(full):
    client = Client()
    client.post("/accounts/login/", {"login": "owner", "password": PASSWORD})

    assert client.post(DELETE_ACCOUNT).url.startswith("/accounts/reauthenticate/")
