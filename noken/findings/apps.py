from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "noken.findings"
    label = "findings"
