from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "noken.ui"
    label = "ui"
