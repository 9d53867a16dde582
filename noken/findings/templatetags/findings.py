"""`{% load findings %}`: the calendar of a year, the ladder and the rows of a finding.

Tags and not templates: a page draws a square a day and a row a day, most of its markup.
"""

from collections.abc import Sequence

from django import template
from django.template.defaultfilters import truncatechars
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from noken.findings.queries.page_heat import Cell, Heat
from noken.findings.queries.page_ladder import RungLine
from noken.findings.queries.page_rows import RowLine, Rows, SumLine
from noken.ui.formats import day_named, number
from noken.ui.templatetags.ui import badge

register = template.Library()
SAID_AT_MOST = 160
NOTHING = SafeString("")
UNSAID = SafeString('<span class="dim">belum ada</span>')
ON = SafeString(' <span class="blk b">posisi sekarang</span>')
_ROW = (
    '<tr role="row"><td role="cell" class="num b" data-l="No.">{}</td>'
    '<th role="rowheader" scope="row"><time datetime="{}">{}</time>{}</th>'
    '<td role="cell" class="xs" data-l="Keterangan">{}</td>'
    '<td role="cell" data-l="Keadaan">{}</td>'
    '<td role="cell" class="num" data-l="Menambah" data-adds="{}">{}</td></tr>'
)


@register.simple_tag
def heat(drawn: Heat) -> SafeString:
    """The year as squares: plain days and those to come in one stroke each, a title on the rest."""
    return format_html(
        '<svg class="heat" viewBox="0 0 {} {}" role="img" aria-labelledby="kalender-judul">'
        '<title id="kalender-judul">{}</title>{}<path class="dok hp" d="{}"/>'
        '<path class="hr" d="{}"/>{}</svg>',
        drawn.width,
        drawn.height,
        drawn.title,
        format_html_join(
            "",
            '<text x="{}" y="{}">{}</text>',
            ((label.x, label.y, label.text) for label in drawn.labels),
        ),
        drawn.plain,
        drawn.rest,
        SafeString("".join(map(_cell, drawn.cells))),
    )


def _cell(cell: Cell) -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="11.6" height="11.6" rx="3"><title>{}</title></rect>'
        + ('<text class="cn" x="{}" y="{}" text-anchor="middle">{}</text>' if cell.count else ""),
        cell.tone,
        cell.x,
        cell.y,
        cell.words,
        cell.middle,
        cell.foot,
        cell.count,
    )


@register.simple_tag
def rungs(lines: Sequence[RungLine]) -> SafeString:
    """The rungs of one level, that of the count marked."""
    return SafeString("".join(map(_rung, lines)))


def _rung(rung: RungLine) -> SafeString:
    return format_html(
        '<li class="lad{}" data-rung="{}" data-name="{}"><b>{}</b><span>{}{}</span></li>',
        SafeString(' on" aria-current="true') if rung.on else NOTHING,
        rung.least,
        rung.name,
        rung.days,
        rung.name,
        ON if rung.on else NOTHING,
    )


@register.simple_tag
def counted_rows(rows: Rows, version: int) -> SafeString:
    """Each row with what it adds, so that anyone can count again; then those of the other rule.

    Args:
        version: of the card of the finding; a row that another one saw says so.
    """
    own = (_row(line, version) for line in rows.lines)
    return SafeString("".join([*own, *map(_beside, rows.beside)]))


def _row(line: RowLine, version: int) -> SafeString:
    other = f" Dilihat oleh versi {line.version} aturan ini." if line.version != version else ""
    seen = format_html('<span class="blk xs mut">{}{}</span>', line.seen, other)
    said = truncatechars(line.said, SAID_AT_MOST) if line.said else UNSAID
    about = SafeString(seen + _facts(line.facts) + _passages(line.passages))
    return _drawn(line.place, line, about, said, _state(line))


def _beside(line: SumLine) -> SafeString:
    where = format_html(
        '<span class="blk xs mut">dijumlahkan dari <a href="{}">{}</a>, {}</span>',
        line.url,
        line.number,
        line.code,
    )
    return _drawn("", line, where, "di temuan itu", badge("Dihitung", "bad"))


def _drawn(
    place: str, line: RowLine | SumLine, about: SafeString, said: str, state: SafeString
) -> SafeString:
    amount = line.amount
    return format_html(
        _ROW, place, line.day, line.title, about, said, state, amount, number(amount)
    )


def _facts(facts: Sequence[str]) -> SafeString:
    if not facts:
        return NOTHING
    return format_html(
        '<details class="xs"><summary>Isi rekamannya</summary>'
        '<ul class="stack g1 mt1">{}</ul></details>',
        format_html_join("", "<li>{}</li>", ((fact,) for fact in facts)),
    )


def _passages(passages: Sequence[tuple[str, str]]) -> SafeString:
    if not passages:
        return NOTHING
    return format_html(
        '<details class="xs"><summary>Bagian yang sama</summary>'
        '<dl class="kv mt1">{}</dl></details>',
        format_html_join(
            "", "<dt>laporan ini</dt><dd>{}</dd><dt>laporan lain</dt><dd>{}</dd>", passages
        ),
    )


def _state(line: RowLine) -> SafeString:
    parts = [f"sampai {day_named(line.until)}"] if line.until else []
    if line.reason:
        parts.append(f"{line.reason} ({line.by_whom})")
    beside = format_html_join("", '<span class="blk xs mut">{}</span>', ((part,) for part in parts))
    return SafeString(badge(line.word, line.tone) + beside)
