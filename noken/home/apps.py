from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "noken.home"
    label = "home"
