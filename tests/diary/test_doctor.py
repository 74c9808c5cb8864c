from datetime import UTC, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from diary import clock
from diary.models import Day, Visit
from diary.triage.assess import RULES_VERSION
from diary.triage.findings import RULES
from tests.factories import CrampFactory, DayFactory, UserFactory, VisitFactory


@pytest.fixture
def today(owner):
    return owner.today()


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def ticked(owner, today):
    """A cramp of yesterday with an urgent sign."""
    return CrampFactory(owner=owner, started_at=noon(today - timedelta(days=1)), signs=["one_leg_swollen_hot"])


def text_of(response):
    return " ".join(response.content.decode().split())


def test_doctor_page_of_an_empty_diary_gives_no_all_clear(owner_client):
    page = text_of(owner_client.get("/diary/doctor/"))

    assert "What we looked for" in page
    assert "That is not a check-up" in page


def test_doctor_page_gives_reason_threshold_source_and_cramp(owner_client, ticked):
    page = text_of(owner_client.get("/diary/doctor/"))

    assert "Get advice today" in page
    assert "One leg is swollen" in page
    assert "Call 111 or your doctor today." in page
    assert 'rel="external noopener noreferrer"' in page
    assert f"#c-{ticked.uuid}" in page
    assert "Not reviewed by a clinician." in page


def test_doctor_page_marks_numbers_of_our_own(owner_client, owner, today):
    for back in (1, 2, 3, 8, 9, 10):
        CrampFactory(owner=owner, started_at=noon(today - timedelta(days=back)))

    page = text_of(owner_client.get("/diary/doctor/"))

    assert "Worth an appointment" in page
    assert "our own number" in page
    assert "it is our own choice" in page


def test_emergency_card_says_that_nobody_sees_it(owner_client, owner, today):
    CrampFactory(owner=owner, started_at=timezone.now() - timedelta(minutes=5), signs=["dark_urine"])

    page = text_of(owner_client.get("/diary/doctor/"))

    assert "Call 999 now" in page
    assert "Nobody sees what you tick. This page cannot call for help." in page


def test_seen_settles_what_came_before_and_is_undone(owner_client, owner, today, ticked):
    page = text_of(owner_client.post(reverse("diary:seen"), {"date": today, "by": "gp"}, follow=True))
    visit = Visit.objects.get(owner=owner)
    assert visit.time is not None
    assert "Get advice today" not in page
    assert reverse("diary:visit_delete", args=[visit.pk]) in page

    page = text_of(owner_client.post(reverse("diary:visit_delete", args=[visit.pk]), follow=True))
    assert "Get advice today" in page


def test_seen_on_an_earlier_day_has_no_time_unless_told(owner_client, owner, today):
    owner_client.post(reverse("diary:seen"), {"date": today - timedelta(days=3)})

    assert Visit.objects.get(owner=owner).time is None


@pytest.mark.parametrize(
    ("answers", "complaint"),
    [
        ({"date": ""}, "This field is required"),
        ({"date": "2999-01-01"}, "That is still to come"),
        ({"date": "2026-02-30"}, "Enter a valid date"),
        ({"date": "2026-11-03", "by": "wizard"}, "is not one of the answers"),
        ({"date": "2026-11-03", "time": "25:00"}, "Enter a valid time"),
        ({"date": "2026-11-03", "note": "a\x07b"}, "cannot be stored"),
    ],
)
def test_seen_says_what_is_wrong_beside_its_field(owner_client, owner, answers, complaint):
    response = owner_client.post(reverse("diary:seen"), {"come_back_if": "it swells", **answers})

    assert response.status_code == 422
    assert complaint in text_of(response)
    assert "it swells" in text_of(response)
    assert not Visit.objects.exists()


def test_the_same_visit_twice_is_pointed_out(owner_client, owner, today):
    VisitFactory(owner=owner, date=today - timedelta(days=2))

    response = owner_client.post(reverse("diary:seen"), {"date": today - timedelta(days=2)})

    assert response.status_code == 422
    assert "in the diary already" in text_of(response)


@pytest.mark.parametrize("address", ["/diary/doctor/seen/", "/diary/doctor/signs/twitching/"])
def test_acts_lead_back_to_the_doctor_page_by_get(owner_client, owner, address):
    assert owner_client.get(address).url == reverse("diary:doctor")
    assert not Visit.objects.exists()
    assert not Day.objects.exists()


def test_visit_is_edited(owner_client, owner):
    visit = VisitFactory(owner=owner)

    owner_client.post(
        reverse("diary:visit_edit", args=[visit.pk]), {"date": "2026-11-02", "time": "10:30", "by": "midwife"}
    )

    visit.refresh_from_db()
    assert (visit.date.isoformat(), visit.time, visit.by) == ("2026-11-02", time(10, 30), "midwife")


def test_doctor_page_shows_the_last_visit_and_leads_to_all(owner_client, owner, today):
    for back in range(1, 6):
        VisitFactory(owner=owner, date=today - timedelta(days=back), note=f"visit {back} days ago")

    page = text_of(owner_client.get("/diary/doctor/"))
    everything = text_of(owner_client.get(reverse("diary:visits")))

    assert "visit 1 days ago" in page
    assert "visit 2 days ago" not in page
    assert "visit 5 days ago" in everything


def test_visits_of_others_are_not_listed(stranger_client, owner):
    VisitFactory(owner=owner, note="private words")

    assert "private words" not in text_of(stranger_client.get(reverse("diary:visits")))


@pytest.mark.parametrize("name", ["visit_edit", "visit_delete"])
def test_a_strangers_visit_is_not_found(stranger_client, owner, name):
    visit = VisitFactory(owner=owner)
    address = reverse(f"diary:{name}", args=[visit.pk])

    assert stranger_client.get(address).status_code == 404
    assert stranger_client.post(address, {"date": "2026-11-02"}).status_code == 404
    assert Visit.objects.get(pk=visit.pk).date == visit.date


def test_signs_without_a_cramp_are_ticked_for_today(owner_client, owner, today):
    response = owner_client.post(reverse("diary:signs"), {"signs": ["rest_pain_foot", "none"]})

    assert response.url == reverse("diary:doctor")
    assert Day.objects.get(owner=owner, date=today).signs == ["rest_pain_foot"]


def test_signs_of_which_none_was_ticked_are_not_called_saved(owner_client, owner):
    page = text_of(owner_client.post(reverse("diary:signs"), follow=True))

    assert "nothing was saved" in page
    assert not Day.objects.filter(owner=owner).exists()


def test_signs_say_that_nobody_sees_them(owner_client):
    page = text_of(owner_client.get(reverse("diary:signs")))

    assert "Nobody sees what you tick. This page cannot call for help." in page
    assert "call 999" in page


def test_an_unknown_sign_is_refused(owner_client):
    assert owner_client.post(reverse("diary:signs"), {"signs": ["bad_luck"]}).status_code == 422


def test_still_there_ticks_the_sign_for_today_and_is_undone(owner_client, owner, today):
    DayFactory(
        owner=owner,
        date=today - timedelta(days=3),
        signs=["leg_cold_pale"],
        signs_at=timezone.now() - timedelta(days=3),
    )
    address = reverse("diary:still_there", args=["leg_cold_pale"])
    assert address in owner_client.get("/diary/doctor/").content.decode()

    page = text_of(owner_client.post(address, follow=True))
    assert Day.objects.get(owner=owner, date=today).signs == ["leg_cold_pale"]
    assert "Call 999 now" in page

    owner_client.post(reverse("diary:not_there", args=["leg_cold_pale"]))
    assert not Day.objects.filter(owner=owner, date=today).exists()


def test_still_there_after_a_visit_of_today_counts_anew(owner_client, owner, today):
    midnight = clock.start_of(today, owner.zone)
    DayFactory(owner=owner, date=today, signs=["one_leg_swollen_hot"], signs_at=midnight)
    VisitFactory(owner=owner, date=today, time=time(0, 0, 1))
    assert "Get advice today" not in text_of(owner_client.get("/diary/doctor/"))

    owner_client.post(reverse("diary:still_there", args=["one_leg_swollen_hot"]))

    assert "Get advice today" in text_of(owner_client.get("/diary/doctor/"))


def test_still_there_knows_signs_only(owner_client):
    assert owner_client.post(reverse("diary:still_there", args=["bad_luck"])).status_code == 404


def test_old_signs_are_not_lost_in_silence(owner_client, owner, today):
    CrampFactory(owner=owner, started_at=noon(today - timedelta(days=40)), signs=["dark_urine"])

    page = text_of(owner_client.get("/diary/doctor/"))

    assert "Not talked about yet" in page
    assert "Pee that is brown" in page


def test_history_lists_rises_latest_first(owner_client, owner, today, ticked):
    CrampFactory(owner=owner, started_at=noon(today - timedelta(days=60)), duration=700, duration_source="timed")

    page = text_of(owner_client.get("/diary/doctor/history/"))

    assert page.index("advice the same day") < page.index("worth an appointment")


@pytest.mark.parametrize("address", ["/", "/diary/doctor/"])
def test_pages_with_the_flag_ask_as_often_however_long_the_diary(
    owner_client, owner, today, address, django_assert_max_num_queries
):
    for back in range(120):
        CrampFactory(owner=owner, started_at=noon(today - timedelta(days=back)), signs=["twitching"])
    for back in (0, 90, 100):
        VisitFactory(owner=owner, date=today - timedelta(days=back + 1))
    owner_client.get("/diary/")

    with django_assert_max_num_queries(8):
        assert owner_client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/diary/doctor/", "/diary/doctor/history/", "/diary/doctor/signs/"])
def test_a_stranger_sees_nothing_of_the_flag(stranger_client, ticked, address):
    assert str(ticked.uuid) not in stranger_client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/diary/doctor/", "/diary/doctor/history/", "/diary/doctor/signs/"])
def test_anonymous_people_are_asked_to_sign_in(client, db, address):
    assert client.get(address).url.startswith("/accounts/login/")


def test_rules_are_public_and_complete(client, db):
    page = text_of(client.get("/diary/doctor/rules/"))

    assert all(f"<code>{rule}</code>" in page for rule in RULES)
    assert f"Rules of {RULES_VERSION}." in page
    assert "Not reviewed by a clinician." in page


def test_home_gives_all_reasons_to_call_soon_and_no_stretching(owner_client, owner, today):
    DayFactory(owner=owner, date=today, signs=["walking_pain", "new_medicine"], signs_at=timezone.now())

    page = text_of(owner_client.get("/"))

    assert "Leg pain that comes each time you walk" in page
    assert "after you started a medicine" in page
    assert "bedtime-stretching" not in page
    assert "No cramps yet." in page


def test_aged_sign_in_pregnancy_still_names_the_maternity_unit(owner_client, owner, today):
    CrampFactory(owner=owner, started_at=noon(today - timedelta(days=8)), signs=["pregnant_swelling"])

    assert "Call your maternity unit first." in text_of(owner_client.get("/diary/doctor/"))


def test_visit_saved_unchanged_is_not_called_a_double(owner_client, owner):
    visit = VisitFactory(owner=owner, time=time(10, 30))

    response = owner_client.post(reverse("diary:visit_edit", args=[visit.pk]), {"date": visit.date, "time": "10:30"})

    assert response.url == reverse("diary:doctor")
    visit.refresh_from_db()
    assert visit.time == time(10, 30)


def test_admin_asks_for_the_second_factor_too(client, db):
    UserFactory(username="root", is_staff=True, is_superuser=True)

    assert client.get("/admin/login/").url.startswith("/accounts/login/")


def test_history_names_signs_without_a_call(owner, owner_client):
    CrampFactory(owner=owner, day=owner.today() - timedelta(days=60), signs=["fell_hit_head", "heat_over_hour"])

    page = owner_client.get(reverse("diary:history")).content.decode()

    assert "A fall with a knock to the head" in page
    assert "emergency department now" not in page
    assert "a low-salt diet: any cramp in the heat" in page
