"""Forms about the account."""

from allauth.account.forms import SignupForm


class SignUpForm(SignupForm):
    """User name, password and consent."""
