"""`{% load attendance %}`: the cells of a month. A matrix draws fourteen hundred of them."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from noken.attendance.queries.team import Column, PersonRow
from noken.attendance.queries.words import Look, look_of
from noken.attendance.rules.holding import Mark
from noken.attendance.rules.months import NO_DAY
from noken.core.values import MONTHS
from noken.ui.formats import DAYS, number
from noken.ui.templatetags.ui import icon

register = template.Library()


@register.simple_tag
def month_cells(row: PersonRow, columns: Sequence[Column]) -> SafeString:
    """The days of one person, a cell each; where what holds differs from the record it says so."""
    parts = [
        _cell(held, was, column.css)
        for held, was, column in zip(row.cells, row.recorded, columns, strict=True)
    ]
    return mark_safe("".join(parts))  # noqa: S308 (each part was made by format_html)


@register.simple_tag
def month_sums(row: PersonRow) -> SafeString:
    """The totals of one person: present, minutes late, duty, leave and sickness, empty."""
    totals = row.totals
    away = totals.leave + totals.sick + totals.excused
    return format_html(
        '<td class="num wk b">{}</td><td class="num">{}</td><td class="num">{}</td>'
        '<td class="num">{}</td><td class="num{}">{}</td>',
        _figure(totals.present),
        _figure(row.late_minutes),
        _figure(totals.duty),
        _figure(away),
        " badc b" if totals.absent else "",
        _figure(totals.absent),
    )


@register.simple_tag
def mark(look: Look) -> SafeString:
    """One letter in its colour, silent: put what it means beside it."""
    return format_html('<span class="k {}" aria-hidden="true">{}</span>', look.css, _inner(look))


@register.filter
def month_named(month: date) -> str:
    return f"{MONTHS[month.month - 1]} {month.year}"


@register.filter
def month_word(month: date) -> str:
    return MONTHS[month.month - 1]


@register.filter
def month_code(month: date) -> str:
    """2026-11, as addresses name a month."""
    return month.isoformat()[:7]


@register.filter
def weekday(day: date) -> str:
    return DAYS[day.weekday()][:3]


@lru_cache(maxsize=4000)
def _cell(held: str, was: str, css: str) -> SafeString:
    look = look_of(held)
    if held == NO_DAY:
        return format_html('<td class="{}"></td>', css)
    changed = ""
    if held not in (was, Mark.WAITING):
        changed = f", rekaman: {look_of(was).label or 'tidak ada'}"
    return format_html(
        '<td class="{}"><span class="k {}{}">{}</span><span class="vh">{}{}</span></td>',
        css,
        look.css,
        " df" if changed else "",
        _inner(look),
        look.label,
        changed,
    )


def _inner(look: Look) -> SafeString | str:
    return icon("shield") if look.css == "shl" else look.letter


def _figure(value: int) -> str:
    return number(value) if value else "–"  # noqa: RUF001 (nothing, as in tables)
