"""`{% load schedules %}`: days as a roster and a fortnight name them."""

from datetime import date, datetime, timedelta

from django import template

from noken.core.values import MONTHS
from noken.ui.formats import DAYS, day_of

register = template.Library()


@register.filter
def weekday_short(day: date) -> str:
    """Sen, Sel, Rab"""
    return DAYS[day.weekday()][:3]


@register.filter
def day_plain(day: date | datetime) -> str:
    """24 November 2026: a date in running text, where the weekday does not matter."""
    on = day_of(day)
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


@register.filter
def day_before(day: date) -> date:
    """The last day of a half-open period."""
    return day - timedelta(1)
