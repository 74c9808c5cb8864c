"""What counting gives: one chart as numbers and words, without colours or layout."""

from collections.abc import Iterator
from dataclasses import dataclass

Number = int | float | None
"""None means that nothing is recorded there; 0 only stands where a day is recorded."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers, as long as the labels of its chart. `label` is a code."""

    label: str
    values: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: its codes and numbers, and the sentence that says the same in words.

    `labels` are ISO dates of a bucket's first day, or codes. `coverage` says how much of the diary stands behind it
    ("recorded 26 of 28 days"), "" when that goes without saying. `has_marks` is false when there is nothing to draw.
    """

    name: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    sentence: str
    coverage: str = ""
    has_marks: bool = True

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of each series."""
        return tuple(series.label for series in self.series)

    def rows(self) -> Iterator[tuple[str, tuple[Number, ...]]]:
        """The chart as a table: each label with its number in every series."""
        return zip(self.labels, zip(*(series.values for series in self.series), strict=True), strict=True)
