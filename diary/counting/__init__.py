"""Counting a diary: pure functions that turn rows into one Chart value per chart.

`span` says which days are looked at and how they are bundled, `chart` what comes out, `times` counts along the
calendar, `kinds` by what a cramp was, `words` names it all.
"""
