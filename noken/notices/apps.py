from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "noken.notices"
    label = "notices"
