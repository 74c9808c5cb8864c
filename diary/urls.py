"""Addresses of the diary."""

from datetime import date

from django.urls import path, register_converter

from diary.views import browse


class DayConverter:
    """A date in an address, as yyyy-mm-dd; anything else is not found."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """The date; a ValueError here becomes a 404."""
        return date.fromisoformat(value)

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
    path("cramps/<uuid:uuid>/delete/", browse.delete, name="delete"),
    path("cramps/<uuid:uuid>/restore/", browse.restore, name="restore"),
    path("cramps/<uuid:uuid>/length/", browse.estimate_length, name="length"),
    path("bin/", browse.bin_list, name="bin"),
]
