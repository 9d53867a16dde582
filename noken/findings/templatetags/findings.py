"""`{% load findings %}`: the calendar of a year and the rows of a finding.

Tags and not templates: a page draws a square a day and a row a day, most of its markup.
"""

from collections.abc import Sequence
from html import escape

from django import template
from django.template.defaultfilters import truncatechars
from django.utils.html import format_html
from django.utils.safestring import SafeString

from noken.findings.queries.due import PERSON
from noken.findings.queries.page_heat import Cell, Month
from noken.findings.queries.page_rows import RowLine, Rows, SumLine
from noken.ui.formats import number
from noken.ui.templatetags.ui import badge

register = template.Library()
SAID_AT_MOST, SCALE = 160, 1.3
UNSAID = '<span class="dim">belum ada</span>'


@register.simple_tag
def month_drawn(drawn: Month) -> SafeString:
    """A month as squares: plain days and those to come in one stroke each, a title on the rest."""
    return format_html(
        '<svg class="heat" width="{}" height="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '{}<path class="dok hp" d="{}"/><path class="hr" d="{}"/>{}</svg>',
        round(drawn.width * SCALE),
        round(drawn.height * SCALE),
        drawn.width,
        drawn.height,
        drawn.title,
        SafeString("".join(f'<text x="{at.x}" y="{at.y}">{at.text}</text>' for at in drawn.labels)),
        drawn.plain,
        drawn.rest,
        SafeString("".join(map(_cell, drawn.cells))),
    )


def _cell(cell: Cell) -> str:
    place = f'class="{cell.tone}" x="{cell.x}" y="{cell.y}" width="11.6" height="11.6" rx="3"'
    drawn = f"<rect {place}><title>{escape(cell.words)}</title></rect>"
    if not cell.count:
        return drawn
    middle = f'class="cn" x="{cell.middle}" y="{cell.foot}" text-anchor="middle"'
    return f"{drawn}<text {middle}>{cell.count}</text>"


@register.simple_tag
def counted_rows(rows: Rows, version: int, *, own: bool) -> SafeString:
    """Each row with what it adds, so that anyone can count again; then those of the other rule.

    Args:
        version: of the card of the finding; a row that another one saw says so.
        own: the person reads it.
    """
    lines = (_row(line, version, own=own) for line in rows.lines)
    return SafeString("".join([*lines, *map(_beside, rows.beside)]))


def _row(line: RowLine, version: int, *, own: bool) -> str:
    other = f" Dilihat oleh versi {line.version} aturan ini." if line.version != version else ""
    seen = f'<span class="blk xs mut">{escape(line.seen)}{other}</span>'
    said = escape(truncatechars(line.said, SAID_AT_MOST)) if line.said else UNSAID
    about = f"{seen}{_facts(line.facts)}{_passages(line.passages)}{_pair(line.pair_url)}"
    return _drawn(line.place, line, about, said, _state(line, own=own))


def _beside(line: SumLine) -> str:
    link = f'<a href="{line.url}">{line.number}</a>, {line.code}'
    where = f'<span class="blk xs mut">dijumlahkan dari {link}</span>'
    state = badge("Dibekukan, tidak dijumlahkan") if line.rests else badge("Dihitung", "bad")
    return _drawn("", line, where, "di temuan itu", state)


def _drawn(place: str, line: RowLine | SumLine, about: str, said: str, state: str) -> str:
    """The last three are markup."""
    title = f'<time datetime="{line.day}">{escape(line.title)}</time>'
    adds = f'data-adds="{line.amount}">{number(line.amount)}'
    return (
        f'<tr role="row"><td role="cell" class="num b" data-l="No.">{place}</td>'
        f'<th role="rowheader" scope="row">{title}{about}</th>'
        f'<td role="cell" class="xs" data-l="Keterangan">{said}</td>'
        f'<td role="cell" data-l="Keadaan">{state}</td>'
        f'<td role="cell" class="num" data-l="Menambah" {adds}</td></tr>'
    )


def _facts(facts: Sequence[str]) -> str:
    if not facts:
        return ""
    items = "".join(f"<li>{escape(fact)}</li>" for fact in facts)
    drawn = f'<ul class="stack g1 mt1">{items}</ul>'
    return f'<details class="xs"><summary>Isi rekamannya</summary>{drawn}</details>'


def _passages(passages: Sequence[tuple[str, str]]) -> str:
    if not passages:
        return ""
    pairs = "".join(
        f"<dt>laporan ini</dt><dd>{escape(here)}</dd><dt>laporan lain</dt><dd>{escape(there)}</dd>"
        for here, there in passages
    )
    drawn = f'<dl class="kv mt1">{pairs}</dl>'
    return f'<details class="xs"><summary>Bagian yang sama</summary>{drawn}</details>'


def _pair(url: str) -> str:
    """Both pieces of evidence, fetched when they are opened: each look is journaled."""
    if not url:
        return ""
    link = f'<a href="{url}">Buka kedua bukti</a>'
    asks = f'hx-get="{url}" hx-trigger="toggle once" hx-target="find div"'
    return (
        f'<details class="xs" {asks}><summary>Kedua bukti berdampingan</summary>'
        f'<div class="mt1">{link}</div></details>'
    )


def _state(line: RowLine, *, own: bool) -> str:
    parts = [line.due.words(PERSON if own else "")] if line.due else []
    if line.reason:
        parts.append(f"{line.reason} ({line.by_whom})")
    beside = "".join(f'<span class="blk xs mut">{escape(part)}</span>' for part in parts)
    return f"{badge(line.word, line.tone)}{beside}"
