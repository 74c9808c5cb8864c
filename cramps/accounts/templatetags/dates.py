"""Dates and times in templates, by region: `{{ day|night:region }}`."""

from django import template

from cramps import dates

register = template.Library()
for write in (
    dates.day_month,
    dates.short_day,
    dates.weekday_day,
    dates.full_day,
    dates.month_year,
    dates.night,
    dates.clock_time,
):
    register.filter(write.__name__, write)
