from django.apps import AppConfig


class DisciplineConfig(AppConfig):
    name = "noken.discipline"
    label = "discipline"
