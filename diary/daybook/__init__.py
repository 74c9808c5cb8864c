"""The diary as a list of days: what stands on the page, row by row."""
