from django.apps import AppConfig


class LeaveConfig(AppConfig):
    name = "noken.leave"
    label = "leave"
