"""Where a person lives, as far as it changes a page: whom to call, how clocks and dates are written."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EUROPEAN_UNION = (
    "AT",
    "BE",
    "BG",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GR",
    "HR",
    "HU",
    "IT",
    "LT",
    "LU",
    "LV",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK",
)
TWELVE_HOUR_CLOCK = frozenset({"AU", "CA", "NZ", "US"})
MONTH_FIRST = frozenset({"US"})


@dataclass(frozen=True, slots=True)
class Region:
    """Telephone numbers and habits of one region.

    `emergency` and `advice` read well inside a sentence ("Call 999 now", "Call 111 or your doctor today").
    """

    code: str
    emergency: str | Promise
    advice: str | Promise
    has_advice_number: bool

    @property
    def uses_12_hours(self) -> bool:
        """Whether clocks are written 2:14 am rather than 02:14."""
        return self.code in TWELVE_HOUR_CLOCK

    @property
    def month_first(self) -> bool:
        """Whether dates are written November 3 rather than 3 November."""
        return self.code in MONTH_FIRST

    @property
    def shows_ounces(self) -> bool:
        """Whether fluid ounces stand beside millilitres."""
        return self.code == "US"


LOCAL_EMERGENCY = _("your local emergency number")
NO_ADVICE_LINE = _("your doctor’s out-of-hours line or the nearest urgent care")

_NUMBERS = {
    "GB": ("999", "111"),
    "IE": ("112", None),
    **dict.fromkeys(EUROPEAN_UNION, ("112", None)),
    "US": ("911", None),
    "CA": ("911", "811"),
    "AU": ("000", "1800 022 222"),
    "NZ": ("111", "0800 611 116"),
}
REGIONS = {
    code: Region(code, emergency, advice or NO_ADVICE_LINE, advice is not None)
    for code, (emergency, advice) in _NUMBERS.items()
}
ANYWHERE = Region("", LOCAL_EMERGENCY, NO_ADVICE_LINE, False)
REGION_NAMES = {
    "AT": _("Austria"),
    "AU": _("Australia"),
    "BE": _("Belgium"),
    "BG": _("Bulgaria"),
    "CA": _("Canada"),
    "CY": _("Cyprus"),
    "CZ": _("Czechia"),
    "DE": _("Germany"),
    "DK": _("Denmark"),
    "EE": _("Estonia"),
    "ES": _("Spain"),
    "FI": _("Finland"),
    "FR": _("France"),
    "GB": _("United Kingdom"),
    "GR": _("Greece"),
    "HR": _("Croatia"),
    "HU": _("Hungary"),
    "IE": _("Ireland"),
    "IT": _("Italy"),
    "LT": _("Lithuania"),
    "LU": _("Luxembourg"),
    "LV": _("Latvia"),
    "MT": _("Malta"),
    "NL": _("Netherlands"),
    "NZ": _("New Zealand"),
    "PL": _("Poland"),
    "PT": _("Portugal"),
    "RO": _("Romania"),
    "SE": _("Sweden"),
    "SI": _("Slovenia"),
    "SK": _("Slovakia"),
    "US": _("United States"),
}


def region_of(code: str) -> Region:
    """The region of an ISO 3166 code; anywhere else when it is unknown or empty."""
    return REGIONS.get(code, ANYWHERE)
