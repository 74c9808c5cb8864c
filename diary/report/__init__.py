"""One page for a doctor: some weeks of a diary, in words and one small chart.

`page` says what stands on it, `making` fills it from the database, `sections` and `concerns` put it into words,
`picture` draws the chart, `discretion` leaves out what somebody did not ask for, `appendix` lists every entry.
"""
