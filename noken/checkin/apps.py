from django.apps import AppConfig


class CheckInConfig(AppConfig):
    name = "noken.checkin"
    label = "checkin"
