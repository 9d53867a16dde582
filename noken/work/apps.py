from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "noken.work"
    label = "work"
