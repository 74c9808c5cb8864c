"""The text that explains an export to whoever opens it. In English like the codes it explains."""

_README = """\
A cramp diary
=============

This archive holds everything that was written in one cramp diary, in tables that any spreadsheet opens.
A cramp diary imports it again without loss. Keep the archive as it is for that; work on a copy.
Whatever was in the bin is not in here.

cramps.csv - one line per cramp, by start
  id               names the cramp; an import uses it to find what is there already
  started_at       start by the clock on the wall, with its offset from UTC; a bare date when the time is not known
  time_zone        where that clock hung
  duration_min     length in minutes, to the second (1.67 is 1 minute 40 seconds)
  duration_source  timed, estimated, unknown, running (had not been ended)
  easing           whether a cramp that went on for ten minutes was easing: yes, no
  severity         pain from 0 to 10
  muscle, side     where it was
  activity         what the person was doing when it began
  woke_me          yes, no
  fluids_glasses   glasses of 250 ml on that day, repeated here from days.csv
  exertion         how hard that day was, repeated here from days.csv
  signs, triggers  codes with | between them; none = asked and there was none; empty = not asked
  reliefs          what was tried and whether it helped: stretch=yes|heat=no|massage=a_little|cold= (not said)
  note             the person's words

days.csv - one line per day about which something was said
  A cramp in bed before noon belongs to the day on which the night began.
  date, cramp_free (yes when the person said that there was none), fluids_glasses, exertion,
  stretched (at bedtime), alcohol, caffeine, signs, signs_at (when the signs were last changed), note

visits.csv - one line per visit to somebody who looked at the cramps
  date, time, by, note, come_back_if%(follow_up)s
%(health)s
manifest.json - the version of this format, the person's time zone, how many lines each table has

In all tables an empty cell means: not said. It never means no.
A text that starts with = + - @ ' a tab or a line break has one ' in front of it, so that no spreadsheet takes it
for a formula. An import takes that one away again.
The tables are UTF-8 with commas and a header. To add to a diary, import a table with the header of cramps.csv; only
started_at is needed, the other columns can be left out and can stand in any order.
"""
_FOLLOW_UP = ", follow_up (the day on which to be seen again)"
_HEALTH = """
health.csv - what the person said about their health; here only because something was said
  about  pregnancy, conditions or medicine
  value  yes or no; codes with | between them, none = asked and there was none; the kind of medicine
  name   the person's name for a medicine
  date   due date or date of the birth; the day on which a medicine was begun or its dose was changed
"""


def readme(*, has_follow_up: bool, has_health: bool) -> str:
    """The text of an archive; what it does not hold is not explained."""
    return _README % {"follow_up": _FOLLOW_UP * has_follow_up, "health": _HEALTH * has_health}
