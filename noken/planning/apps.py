from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "noken.planning"
    label = "planning"
