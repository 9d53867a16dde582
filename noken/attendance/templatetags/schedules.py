"""`{% load schedules %}`: days as a roster and a fortnight name them."""

from datetime import date, timedelta

from django import template

from noken.ui.formats import DAYS

register = template.Library()


@register.filter
def weekday_short(day: date) -> str:
    """Sen, Sel, Rab"""
    return DAYS[day.weekday()][:3]


@register.filter
def day_before(day: date) -> date:
    """The last day of a half-open period."""
    return day - timedelta(1)
