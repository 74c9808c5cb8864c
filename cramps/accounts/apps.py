from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who may sign in, and what they prefer."""

    name = "cramps.accounts"
    label = "accounts"
