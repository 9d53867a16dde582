"""`{% load attendance %}`: the cells of a month. A matrix draws fourteen hundred of them."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from noken.attendance.queries.team import PersonRow, TeamMonth
from noken.attendance.queries.words import Look, look_of
from noken.attendance.rules.holding import Mark
from noken.attendance.rules.months import NO_DAY
from noken.core.values import MONTHS
from noken.ui.formats import DAYS, number
from noken.ui.templatetags.ui import icon

register = template.Library()
SUM_CSS = ("num wk b", "num", "num", "num")


@register.simple_tag
def month_rows(board: TeamMonth) -> SafeString:
    """The rows of a matrix: who, a cell a day, and what they add up to.

    In Python, for a page of sixty people draws fourteen hundred cells; each kind of cell is made
    once and remembered.
    """
    columns = [column.css for column in board.columns]
    return mark_safe("".join([_row(row, columns) for row in board.rows]))  # noqa: S308 (each row was made by format_html)


@register.simple_tag
def unit_options(units: Sequence[tuple[int, str]], chosen: int) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((pk, mark_safe(" selected") if pk == chosen else "", name) for pk, name in units),
    )


@register.simple_tag
def mark(look: Look) -> SafeString:
    """One letter in its colour, silent: put what it means beside it."""
    return format_html('<b class="k {}" aria-hidden="true">{}</b>', look.css, _shield(look))


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


def _row(row: PersonRow, columns: Sequence[str]) -> SafeString:
    cells = map(_cell, row.cells, row.recorded, columns)
    totals = row.totals
    away = totals.leave + totals.sick + totals.excused
    sums = (totals.present, row.late_minutes, totals.duty, away)
    return format_html(
        '<tr><th scope="row">{}</th>{}{}</tr>',
        _named(row),
        mark_safe("".join(cells)),  # noqa: S308 (each cell was made by format_html)
        mark_safe("".join(map(_sum, SUM_CSS, sums)) + _empty_sum(totals.absent)),  # noqa: S308 (as the cells)
    )


def _named(row: PersonRow) -> SafeString | str:
    if not row.url:
        return row.person.name
    return format_html('<a class="nmx" href="{}">{}</a>', row.url, row.person.name)


@lru_cache(maxsize=4000)
def _cell(held: str, was: str, css: str) -> SafeString:
    """The word is for who listens; the letter for who looks comes from the stylesheet."""
    kind = format_html(' class="{}"', css) if css else ""
    look = look_of(held)
    if held == NO_DAY:
        return format_html("<td{}></td>", kind)
    changed = ""
    if held not in (was, Mark.WAITING):
        changed = f", rekaman: {look_of(was).label or 'tidak ada'}"
    return format_html(
        '<td{}><b class="k {}{}">{}{}{}</b></td>',
        kind,
        look.css,
        " df" if changed else "",
        _shield(look),
        look.label,
        changed,
    )


@lru_cache(maxsize=4000)
def _sum(css: str, value: int) -> SafeString:
    return format_html('<td class="{}">{}</td>', css, _figure(value))


def _empty_sum(value: int) -> SafeString:
    return _sum("num abs" if value else "num", value)


def _shield(look: Look) -> SafeString | str:
    return icon("shield") if look.css == "shl" else ""


def _figure(value: int) -> str:
    return number(value) if value else "–"  # noqa: RUF001 (nothing, as in tables)
