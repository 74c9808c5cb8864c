"""Forms about the account."""

from typing import Any, cast

from allauth.account.forms import ChangePasswordForm, LoginForm, SignupForm
from django import forms
from django.utils.translation import gettext_lazy as _

from cramps.accounts.looks import Look
from cramps.accounts.models import User
from cramps.regions import REGION_NAMES
from cramps.zones import is_zone, written, zone_choices

PASSWORD_RULES = _("8 characters or more; not a common word, not only digits, not like your username.")
CHOOSE_ZONE = _("Choose your time zone")


class ZoneField(forms.ChoiceField):
    """A time zone: the list offers one name per place, but every name of the IANA database is taken.

    Where nothing is chosen yet, the list begins with a line that asks for it.
    """

    default_error_messages = {"required": CHOOSE_ZONE, "invalid_choice": CHOOSE_ZONE}

    def __init__(self, *, starts_empty: bool = False, **kwargs: Any) -> None:
        self.first = [("", CHOOSE_ZONE)] if starts_empty else []
        super().__init__(choices=lambda: [*self.first, *zone_choices()], label=_("Time zone"), **kwargs)

    def valid_value(self, value: object) -> bool:
        return is_zone(str(value))

    def offer(self, name: str) -> None:
        """Put a name on the list that would be missing there, so that it can stay chosen."""
        if is_zone(name) and not super().valid_value(name):
            self.choices = [*self.first, (name, written(name)), *zone_choices()]


class SignInForm(LoginForm):
    """User name and password; the page itself says what to do without one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class NewPasswordForm(ChangePasswordForm):
    """The old password and a new one; the page itself says what to do without the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = PASSWORD_RULES
        self.fields["password2"].label = _("New password, once more")


class SignUpForm(SignupForm):
    """User name, password, time zone and consent."""

    time_zone = ZoneField(
        starts_empty=True,
        help_text=_("Taken from this device where it tells. It decides which night a cramp belongs to."),
    )
    consent = forms.BooleanField(
        label=_("I agree that this site stores what I write about my health, to show it to me."),
        error_messages={"required": _("Without this the diary cannot keep anything. Tick it if you agree.")},
    )
    field_order = ["username", "email", "password1", "password2", "time_zone", "consent"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_RULES
        self.fields["password2"].label = _("Password, once more")
        if given := self.data.get("time_zone"):
            self.fields["time_zone"].offer(given)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)  # they say the labels once more


def region_choices() -> list[tuple[str, str]]:
    """Every region by its name, after the one for all others."""
    named = sorted(((code, str(name)) for code, name in REGION_NAMES.items()), key=lambda pair: pair[1])
    return [("", str(_("Anywhere else"))), *named]


class PreferencesForm(forms.ModelForm):
    """Where somebody lives and how pages look. The look is kept in a cookie, not in the account."""

    time_zone = ZoneField(help_text=_("New entries are written down in this zone; old ones keep theirs."))
    region = forms.ChoiceField(
        label=_("Region"),
        choices=region_choices,
        required=False,
        help_text=_("Decides telephone numbers, the clock and how dates are written."),
    )
    look = forms.ChoiceField(label=_("Look"), choices=Look.choices, widget=forms.RadioSelect, required=False)

    class Meta:
        model = User
        fields = ["time_zone", "region"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ZoneField, self.fields["time_zone"]).offer(self.data.get("time_zone") or self.instance.time_zone)


class LookForm(forms.Form):
    """How pages look, for anybody."""

    look = forms.ChoiceField(label=_("Look"), choices=Look.choices, widget=forms.RadioSelect)
