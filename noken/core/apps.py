from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "noken.core"
    label = "core"
