from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cramps.anatomy import Muscle
from diary.charts import CHARTS, every_chart, span_for
from diary.models import Cramp, ReliefTry
from diary.vocabulary import Activity, Relief
from tests.factories import CrampFactory, DayFactory, ReliefTryFactory, VisitFactory

SERIES = {
    "frequency": ["cramps", "days_with_cramps", "recorded_days"],
    "duration": ["median", "longest"],
    "severity": ["mean", "highest"],
    "hour": ["woke", "others"],
    "muscle": ["left", "right", "both", "not_said"],
    "activity": ["cramps"],
    "hydration": ["recorded_days", "days_with_cramps"],
    "relief": ["yes", "a_little", "no"],
}
RANGES = ["28", "90", "365", "all"]


def cramp(owner, ago, hour=14, **facts):
    """A cramp that many days ago, in the afternoon unless an hour is given."""
    day = owner.today() - timedelta(days=ago)
    return CrampFactory(owner=owner, started_at=datetime.combine(day, time(hour), UTC), time_zone="UTC", **facts)


def free(owner, ago, **answers):
    return DayFactory(owner=owner, date=owner.today() - timedelta(days=ago), cramp_free=True, **answers)


def fetch(client, name, **query):
    response = client.get(reverse("diary:chart", args=[name]), query)
    assert response.status_code == 200
    return response.json()


def series(json, code):
    """The numbers of a series by label."""
    [found] = [dataset["data"] for dataset in json["data"]["datasets"] if dataset["label"] == code]
    return dict(zip(json["data"]["labels"], found, strict=True))


def ago(owner, days):
    return (owner.today() - timedelta(days=days)).isoformat()


@pytest.mark.parametrize("days", RANGES)
@pytest.mark.parametrize("name", SERIES)
def test_chart_has_exactly_the_agreed_shape(owner, owner_client, name, days):
    cramp(owner, 3, severity=5, duration=90, duration_source="timed", muscle="calf", activity="walking", woke_me=True)

    json = fetch(owner_client, name, days=days)

    assert set(json) == {"data", "options"}
    assert set(json["data"]) == {"labels", "datasets"}
    assert [dataset["label"] for dataset in json["data"]["datasets"]] == SERIES[name]
    assert all(isinstance(label, str) for label in json["data"]["labels"])
    for dataset in json["data"]["datasets"]:
        assert set(dataset) == {"label", "data"}
        assert len(dataset["data"]) == len(json["data"]["labels"])
        assert all(number is None or type(number) in (int, float) for number in dataset["data"])
    assert "olor" not in str(json["options"])


@pytest.mark.parametrize("name", [*SERIES, "flag"])
def test_chart_is_kept_by_nobody(owner_client, name):
    response = owner_client.get(reverse("diary:chart", args=[name]))

    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Content-Type"] == "application/json"


def test_chart_covers_28_days_unless_asked(owner, owner_client):
    assert fetch(owner_client, "frequency")["data"]["labels"] == [ago(owner, days) for days in range(27, -1, -1)]


@pytest.mark.parametrize(("days", "weeks"), [("90", 13), ("365", 53)])
def test_chart_of_months_has_weeks_that_end_today(owner, owner_client, days, weeks):
    labels = fetch(owner_client, "severity", days=days)["data"]["labels"]

    assert labels == [ago(owner, 7 * week + 6) for week in range(weeks - 1, -1, -1)]


def test_chart_of_everything_begins_with_the_first_recorded_day(owner, owner_client):
    cramp(owner, 20)
    free(owner, 30)
    DayFactory(owner=owner, date=owner.today() - timedelta(days=90), fluids=4)

    for name in ("frequency", "duration", "severity"):
        labels = fetch(owner_client, name, days="all")["data"]["labels"]
        assert labels == [ago(owner, 7 * week + 6) for week in range(4, -1, -1)]


def test_chart_of_a_long_diary_has_calendar_months(owner, owner_client):
    cramp(owner, 1000)

    json = fetch(owner_client, "frequency", days="all")

    first = owner.today() - timedelta(days=1000)
    assert json["data"]["labels"][0] == f"{first:%Y-%m}-01"
    assert json["data"]["labels"][-1] == f"{owner.today():%Y-%m}-01"
    assert series(json, "cramps")[f"{first:%Y-%m}-01"] == 1


@pytest.mark.parametrize("name", ["nothing", "Frequency", "frequency2"])
def test_unknown_chart_is_not_found(owner_client, name):
    assert owner_client.get(reverse("diary:chart", args=[name])).status_code == 404


@pytest.mark.parametrize("name", ["frequency", "muscle", "flag"])
@pytest.mark.parametrize("days", ["", "7", "29", "-28", "ALL", "28 ", "nan"])
def test_unknown_range_is_a_bad_request(owner_client, caplog, name, days):
    response = owner_client.get(reverse("diary:chart", args=[name]), {"days": days})

    assert response.status_code == 400
    assert "This could not be read" in response.content.decode()
    assert not any(line.exc_info for line in caplog.records)
    assert len(caplog.records) == 1


@pytest.mark.parametrize("name", ["frequency", "flag"])
def test_chart_cannot_be_posted_to(owner_client, name):
    assert owner_client.post(reverse("diary:chart", args=[name])).status_code == 405


@pytest.mark.parametrize("name", ["frequency", "flag", "nothing"])
def test_anonymous_is_sent_to_sign_in(client, db, name):
    response = client.get(reverse("diary:chart", args=[name]))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("days", RANGES)
@pytest.mark.parametrize("name", SERIES)
def test_stranger_sees_nothing_of_it(owner, stranger_client, name, days):
    seen = cramp(
        owner, 3, severity=5, duration=90, duration_source="timed", muscle="calf", activity="walking", woke_me=True
    )
    ReliefTryFactory(cramp=seen, helped="yes")
    free(owner, 4, fluids=5)

    json = fetch(stranger_client, name, days=days)

    assert {number for dataset in json["data"]["datasets"] for number in dataset["data"]} == {None}


@pytest.mark.parametrize("days", RANGES)
@pytest.mark.parametrize("name", SERIES)
def test_deleted_cramp_is_not_counted(owner, owner_client, name, days):
    deleted = cramp(owner, 3, severity=5, duration=90, duration_source="timed", muscle="calf", activity="walking")
    ReliefTryFactory(cramp=deleted, helped="yes")
    deleted.deleted_at = datetime.now(UTC)
    deleted.save()

    json = fetch(owner_client, name, days=days)

    assert {number for dataset in json["data"]["datasets"] for number in dataset["data"]} == {None}


def test_day_with_a_deleted_cramp_can_be_free_of_cramps(owner, owner_client):
    deleted = cramp(owner, 3)
    deleted.deleted_at = datetime.now(UTC)
    deleted.save()
    free(owner, 3)

    json = fetch(owner_client, "frequency")

    assert [series(json, code)[ago(owner, 3)] for code in SERIES["frequency"]] == [0, 0, 1]


def test_frequency_counts_cramps_days_and_recorded_days(owner, owner_client):
    cramp(owner, 3)
    cramp(owner, 3)
    free(owner, 4)
    DayFactory(owner=owner, date=owner.today() - timedelta(days=5), fluids=4)

    json = fetch(owner_client, "frequency")

    assert [series(json, code)[ago(owner, 3)] for code in SERIES["frequency"]] == [2, 1, 1]
    assert [series(json, code)[ago(owner, 4)] for code in SERIES["frequency"]] == [0, 0, 1]
    assert [series(json, code)[ago(owner, 5)] for code in SERIES["frequency"]] == [None, None, None]


@pytest.mark.parametrize(("days", "reach"), [("28", 27), ("90", 90), ("365", 370)])
def test_range_ends_where_it_says(owner, owner_client, days, reach):
    cramp(owner, 0, hour=0, activity="walking")
    cramp(owner, reach)
    cramp(owner, reach + 1)

    counted = series(fetch(owner_client, "frequency", days=days), "cramps")

    assert sum(number or 0 for number in counted.values()) == 2


def test_night_counts_on_the_evening_before(owner, owner_client):
    cramp(owner, 2, hour=3, activity="asleep")

    counted = series(fetch(owner_client, "frequency"), "cramps")

    assert (counted[ago(owner, 3)], counted[ago(owner, 2)]) == (1, None)


def test_tomorrow_of_a_traveller_counts_as_today(owner, owner_client):
    Cramp.objects.bulk_create(
        [
            Cramp(
                owner=owner,
                started_at=datetime.now(UTC),
                time_zone="UTC",
                day=owner.today() + timedelta(days=1),
                severity=4,
            )
        ]
    )

    for days in RANGES:
        assert list(series(fetch(owner_client, "frequency", days=days), "cramps").values())[-1] == 1
        assert list(series(fetch(owner_client, "severity", days=days), "mean").values())[-1] == 4


def test_duration_is_in_minutes(owner, owner_client):
    for seconds in (60, 90, 600):
        cramp(owner, 3, duration=seconds, duration_source="timed")
    cramp(owner, 4)

    json = fetch(owner_client, "duration")

    assert (series(json, "median")[ago(owner, 3)], series(json, "longest")[ago(owner, 3)]) == (1.5, 10)
    assert series(json, "median")[ago(owner, 4)] is None


def test_severity_is_mean_and_highest(owner, owner_client):
    cramp(owner, 3, severity=2)
    cramp(owner, 3, severity=7)
    cramp(owner, 3)

    json = fetch(owner_client, "severity")

    assert (series(json, "mean")[ago(owner, 3)], series(json, "highest")[ago(owner, 3)]) == (4.5, 7)


@pytest.mark.parametrize(
    ("woke_me", "activity", "code"),
    [
        (True, "walking", "woke"),
        (True, "", "woke"),
        (None, "asleep", "woke"),
        (False, "asleep", "others"),
        (None, "resting_in_bed", "others"),
        (None, "", "others"),
    ],
)
def test_hour_tells_wakings_as_the_flag_does(owner, owner_client, woke_me, activity, code):
    cramp(owner, 3, hour=13, woke_me=woke_me, activity=activity)

    json = fetch(owner_client, "hour")

    assert json["data"]["labels"] == [f"{hour:02}" for hour in range(24)]
    assert series(json, code)["13"] == 1
    assert sum(sum(dataset["data"]) for dataset in json["data"]["datasets"]) == 1


def test_hour_is_that_of_the_zone_of_the_entry(owner, owner_client):
    day = owner.today() - timedelta(days=3)
    for zone in ("Asia/Kolkata", "UTC"):
        CrampFactory(owner=owner, started_at=datetime.combine(day, time(13, 40), UTC), time_zone=zone)

    counted = series(fetch(owner_client, "hour"), "others")

    assert (counted["13"], counted["19"]) == (1, 1)


def test_hour_leaves_out_times_that_are_not_known(owner, owner_client):
    cramp(owner, 3, hour=12, time_known=False)

    assert set(series(fetch(owner_client, "hour"), "others").values()) == {0}


def test_muscle_counts_sides(owner, owner_client):
    for side in ("left", "right", "both", "", ""):
        cramp(owner, 3, muscle="calf", side=side)

    json = fetch(owner_client, "muscle")

    assert json["data"]["labels"] == Muscle.values
    assert [series(json, code)["calf"] for code in SERIES["muscle"]] == [1, 1, 1, 2]
    assert series(json, "left")["foot"] == 0


def test_activity_counts_cramps(owner, owner_client):
    cramp(owner, 3, activity="running")
    cramp(owner, 4)

    json = fetch(owner_client, "activity")

    assert json["data"]["labels"] == Activity.values
    assert {code: number for code, number in series(json, "cramps").items() if number} == {"running": 1}


def test_hydration_compares_recorded_days(owner, owner_client):
    cramp(owner, 3)
    DayFactory(owner=owner, date=owner.today() - timedelta(days=3), fluids=3)
    cramp(owner, 4)
    free(owner, 5, fluids=3)
    free(owner, 6, fluids=8)
    DayFactory(owner=owner, date=owner.today() - timedelta(days=7), fluids=5)

    json = fetch(owner_client, "hydration")

    assert series(json, "recorded_days") == {"0-3": 2, "4-5": None, "6-7": None, "8+": 1, "not_recorded": 1}
    assert series(json, "days_with_cramps") == {"0-3": 1, "4-5": None, "6-7": None, "8+": 0, "not_recorded": 1}


def test_relief_counts_answers(owner, owner_client):
    first, second = cramp(owner, 3), cramp(owner, 4)
    ReliefTryFactory(cramp=first, relief="heat", helped="yes")
    ReliefTryFactory(cramp=second, relief="heat", helped="a_little")
    ReliefTryFactory(cramp=second, relief="water", helped="")

    json = fetch(owner_client, "relief")

    assert json["data"]["labels"] == Relief.values
    assert [series(json, code)["heat"] for code in SERIES["relief"]] == [1, 1, 0]
    assert [series(json, code)["water"] for code in SERIES["relief"]] == [0, 0, 0]


@pytest.mark.parametrize("name", ["hour", "muscle", "activity", "relief"])
def test_kinds_are_zero_on_recorded_days_without_cramps(owner, owner_client, name):
    free(owner, 3)

    json = fetch(owner_client, name)

    assert {number for dataset in json["data"]["datasets"] for number in dataset["data"]} == {0}


def test_flag_marks_the_rise_and_the_visit(owner, owner_client):
    cramp(owner, 10, muscle="belly")
    VisitFactory(owner=owner, date=owner.today() - timedelta(days=8))

    json = fetch(owner_client, "flag")

    assert json == {
        "points": [
            {"date": ago(owner, 10), "tier": "urgent", "rules": ["muscle:belly"]},
            {"date": ago(owner, 8), "tier": None, "rules": ["visit"]},
        ]
    }


def test_flag_keeps_to_its_range(owner, owner_client):
    cramp(owner, 60, muscle="belly")

    assert fetch(owner_client, "flag") == {"points": []}
    for days in ("90", "365", "all"):
        assert [point["date"] for point in fetch(owner_client, "flag", days=days)["points"]] == [ago(owner, 60)]


def test_flag_of_a_stranger_stays_empty(owner, stranger_client):
    cramp(owner, 3, muscle="belly")

    assert fetch(stranger_client, "flag", days="all") == {"points": []}


def fill(owner, numbers):
    """Something of everything, two days for each number."""
    for number in numbers:
        told = cramp(owner, 2 * number, severity=number % 10, duration=60, duration_source="timed", muscle="calf")
        ReliefTry.objects.create(cramp=told, relief="heat", helped="yes")
        free(owner, 2 * number + 1, fluids=number % 10)


@pytest.mark.parametrize("days", RANGES)
@pytest.mark.parametrize("name", SERIES)
def test_chart_costs_the_same_queries_on_a_growing_diary(owner, owner_client, name, days):
    fill(owner, range(0, 3))
    fetch(owner_client, name)  # the first request of a day renews the session
    with CaptureQueriesContext(connection) as few:
        fetch(owner_client, name, days=days)
    fill(owner, range(3, 30))

    with CaptureQueriesContext(connection) as many:
        fetch(owner_client, name, days=days)

    assert len(many) == len(few) <= 6


@pytest.mark.parametrize("choice", RANGES)
def test_charts_together_say_what_each_says_alone(owner, choice):
    fill(owner, range(40))
    cramp(owner, 2, hour=12, time_known=False, woke_me=True)
    cramp(owner, 3, activity="asleep", side="left")
    DayFactory(owner=owner, date=owner.today() - timedelta(days=4), fluids=3)
    span = span_for(owner, choice)

    together = every_chart(owner, choice)[1]

    assert list(together) == list(CHARTS)
    for name, alone in CHARTS.items():
        if name != "frequency":
            assert together[name] == alone(owner, span)
    assert together["frequency"].series == CHARTS["frequency"](owner, span).series
