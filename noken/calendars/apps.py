from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "noken.calendars"
    label = "calendars"
