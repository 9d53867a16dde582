from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "noken.coaching"
    label = "coaching"
