"""A diary as files, out and in again: `exporting.export_diary` and `importing.import_diary`.

From small to large: `cells` (one value as text), `tables` (CSV), `rows` (a cramp, a day, a visit), `archive` (the zip).
"""
