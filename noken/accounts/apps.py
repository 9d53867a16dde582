from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "noken.accounts"
    label = "accounts"
