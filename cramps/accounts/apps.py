from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cramps.accounts"
    label = "accounts"
