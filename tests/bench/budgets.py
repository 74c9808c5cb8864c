"""What pages may cost. Times are multiples of the bare view, sizes are bytes over the wire."""

from dataclasses import dataclass

CHARTS = ("frequency", "duration", "severity", "hour", "muscle", "activity", "hydration", "relief")
UP_TO_A_YEAR = ("28", "90", "365")
MOST_QUERIES = 8
MOST_STATEMENTS_OF_A_SAVE = 12
MOST_GROWTH = 1.4
"""How much more a page may cost with twenty years behind it than with its last four weeks alone."""
KB = 1000


@dataclass(frozen=True)
class Budget:
    """One page, and how often the cost of the bare view it may cost."""

    path: str
    times: float
    is_flat: bool = False
    rounds: int = 25


PAGES = [
    Budget("/", 8, is_flat=True, rounds=75),
    Budget("/diary/", 8, is_flat=True, rounds=75),
    Budget("/diary/?month={middle:%Y-%m}", 8),
    Budget("/diary/doctor/", 8, is_flat=True, rounds=75),
    Budget("/diary/log/", 12, is_flat=True, rounds=75),
    Budget("/diary/trends/?days=28", 8),
    Budget("/diary/trends/?days=90", 12),
    Budget("/diary/trends/?days=365", 12),
    *(Budget(f"/diary/charts/{name}/?days={days}", 4) for name in CHARTS for days in UP_TO_A_YEAR),
    *(Budget(f"/diary/charts/{name}/?days=all", 30, rounds=9) for name in CHARTS),
    *(Budget(f"/diary/charts/flag/?days={days}", 20) for days in UP_TO_A_YEAR),
    Budget("/diary/charts/flag/?days=all", 400, rounds=5),
    Budget("/diary/doctor/history/", 400, rounds=5),
]
SAVE = Budget("/diary/log/", 10)

# What a first visit fetches: the page and everything that it names. The last two are for nobody in particular.
SIZES = {"/diary/log/": 80 * KB, "/diary/trends/": 200 * KB, "/": 30 * KB, "/guides/right-now/": 30 * KB}
SIGNED_OUT = {"/", "/guides/right-now/"}
