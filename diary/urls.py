"""Addresses of the diary."""

from datetime import date

from django.urls import path, register_converter

from diary import clock
from diary.charts import ChartView, FlagView
from diary.views import browse, doctor, guides, health, log, morning, now, report, sync, transfer, trends


class DayConverter:
    """A date in an address, as yyyy-mm-dd; anything else is not found."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """The date; a ValueError here becomes a 404."""
        day = date.fromisoformat(value)
        if day.year < clock.EARLIEST_YEAR:
            raise ValueError(value)
        return day

    def to_url(self, value: date) -> str:
        """The address part."""
        return value.isoformat()


register_converter(DayConverter, "day")

app_name = "diary"
urlpatterns = [
    path("", browse.day_list, name="list"),
    path("days/<day:day>/", browse.day, name="day"),
    path("days/<day:day>/none/", browse.say_none, name="none"),
    path("days/<day:day>/none/undo/", browse.unsay_none, name="none_undo"),
    path("days/<day:day>/stretched/undo/<slug:before>/", guides.unstretched, name="stretched_undo"),
    path("stretched/", guides.stretched, name="stretched"),
    path("cramps/<uuid:uuid>/delete/", browse.delete, name="delete"),
    path("cramps/<uuid:uuid>/restore/", browse.restore, name="restore"),
    path("cramps/<uuid:uuid>/length/", morning.length, name="length"),
    path("cramps/<uuid:uuid>/length/undo/<slug:before>/", morning.length_undo, name="length_undo"),
    path("cramps/<uuid:uuid>/waking/", morning.waking, name="waking"),
    path("cramps/<uuid:uuid>/waking/undo/", morning.waking_undo, name="waking_undo"),
    path("days/<day:day>/about/", morning.about_day, name="about_day"),
    path("days/<day:day>/about/undo/<slug:name>/", morning.about_day_undo, name="about_day_undo"),
    path("passed/", morning.pass_over, name="passed"),
    path("passed/undo/", morning.pass_over_undo, name="passed_undo"),
    path(
        "cramps/<uuid:uuid>/reliefs/<slug:relief>/undo/<slug:before>/",
        guides.unhelped,
        name="helped_undo",
    ),
    path("guides/<slug:slug>/helped/", guides.helped, name="helped"),
    path("now/", now.now, name="now"),
    path("now/shell/", now.shell, name="shell"),
    path("now/words/", now.words, name="offline_words"),
    path("now/cards/", now.cards, name="now_cards"),
    path("now/begin/", now.begin, name="now_begin"),
    path("now/<uuid:uuid>/undo/", now.undo, name="now_undo"),
    path("now/<uuid:uuid>/end/", now.end, name="now_end"),
    path("now/<uuid:uuid>/resume/", now.resume, name="now_resume"),
    path("now/<uuid:uuid>/meanwhile/", now.meanwhile, name="now_meanwhile"),
    path("sync/", sync.sync, name="sync"),
    path("log/", log.log, name="log"),
    path("cramps/<uuid:uuid>/edit/", log.edit, name="edit"),
    path("bin/", browse.bin_list, name="bin"),
    path("doctor/", doctor.doctor, name="doctor"),
    path("doctor/seen/", doctor.seen, name="seen"),
    path("doctor/signs/", doctor.signs, name="signs"),
    path("doctor/signs/<slug:sign>/", doctor.still_there, name="still_there"),
    path("doctor/signs/<slug:sign>/undo/", doctor.not_there, name="not_there"),
    path("doctor/history/", doctor.history, name="history"),
    path("doctor/changes/", doctor.changes, name="changes"),
    path("doctor/changes/seen/", doctor.rules_seen, name="rules_seen"),
    path("doctor/follow-up/<day:day>/done/", doctor.follow_up_done, name="follow_up_done"),
    path("doctor/rules/", doctor.rules, name="rules"),
    path("visits/", doctor.visits, name="visits"),
    path("visits/<int:pk>/edit/", doctor.visit_edit, name="visit_edit"),
    path("visits/<int:pk>/follow-up/<day:day>/", doctor.follow_up_undo, name="follow_up_undo"),
    path("visits/<int:pk>/delete/", doctor.visit_delete, name="visit_delete"),
    path("report/", report.report, name="report"),
    path("report/pdf/", report.report_pdf, name="report_pdf"),
    path("health/", health.health, name="health"),
    path("health/medicines/", health.add_medicine, name="medicine_add"),
    path("health/medicines/<int:pk>/remove/", health.remove_medicine, name="medicine_remove"),
    path("export/", transfer.export, name="export"),
    path("import/", transfer.hand_in, name="import"),
    path("import/<uuid:uuid>/", transfer.import_file, name="import_file"),
    path("import/<uuid:uuid>/drop/", transfer.drop_file, name="import_drop"),
    path("trends/", trends.trends, name="trends"),
    path("trends/<slug:name>/", trends.trend, name="trend"),
    path("charts/flag/", FlagView.as_view()),
    path("charts/<slug:name>/", ChartView.as_view(), name="chart"),
]
