"""`{% load ui %}`: icons, wrappers and the Indonesian forms of numbers, dates and names."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Protocol

from django import template
from django.forms import BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from noken.core import clock
from noken.ui import formats, qr
from noken.ui.shell import MenuItem

register = template.Library()

for form in (
    formats.number,
    formats.signed,
    formats.percent,
    formats.spelled,
    formats.day_short,
    formats.day_named,
    formats.day_long,
    formats.time_of,
    formats.ago,
    formats.initials,
    formats.nip_groups,
    formats.mask_nip,
):
    register.filter(form.__name__, form)

register.simple_tag(formats.zone, name="zone")
register.filter("qr", qr.image_of)

TICKED = (CheckboxInput, RadioSelect, CheckboxSelectMultiple)
THEME_MEDIA = {"gelap": "all", "terang": "not all"}


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """A line icon of the sprite, silent for screen readers: put a word beside it.

    Args:
        name: a name of icons.txt.
        classes: more classes beside `i`, e.g. `lgi`.
    """
    return _icon(name, classes)


@lru_cache(maxsize=500)
def _icon(name: str, classes: str) -> SafeString:
    """A page shows some fifty of them: looking the sprite up each time was a tenth of its cost."""
    return format_html(
        '<svg class="i{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        f" {classes}" if classes else "",
        static("ui/ikon.svg"),
        name,
    )


@register.simple_tag
def count(item: MenuItem, place: str, oob: str = "") -> SafeString:
    """How much waits in a place of the menu. Empty when nothing waits; its element stays.

    Args:
        place: "menu" or "tab".
        oob: for a live answer: how htmx swaps it.
    """
    swap = f' hx-swap-oob="{oob}"' if oob else ""
    said = formats.number(item.count)
    state = f' aria-label="{said} menunggu"' if item.count else " hidden"
    return SafeString(f'<span class="n" id="{place}-{item.id}-n"{swap}{state}>{said}</span>')


@register.simple_tag
def menu(items: Iterable[MenuItem]) -> SafeString:
    """The places of one group. A tag and not a template: it was two fifths of a page's markup."""
    return SafeString("".join(map(_place, items)))


def _place(item: MenuItem) -> str:
    named = f' id="menu-{item.id}"' if item.id else ""
    here = ' aria-current="page"' if item.current else ""
    counted = count(item, "menu") if item.count is not None else ""
    link = f'<a href="{conditional_escape(item.url)}"{named}{here}>'
    return f"<li>{link}{icon(item.icon)}{conditional_escape(item.label)}{counted}</a></li>"


@register.simple_tag
def badge(label: Any, tone: str = "", mark: str = "") -> SafeString:
    """A state in a word. A tag and not a template: a table draws one a row.

    Args:
        tone: "" or ok, warn, bad, acc, thr.
        mark: the icon before it.
    """
    drawn = icon(mark) if mark else ""
    return SafeString(f'<span class="badge {tone}">{drawn}{conditional_escape(label)}</span>')


@register.simple_tag
def drawing(name: str, classes: str = "") -> SafeString:
    """One of our own drawings of the sprite: `noken` (the bag) or `kosong` (the empty bag)."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        classes,
        static("ui/ikon.svg"),
        name,
    )


@register.simple_tag
def progress(
    value: float | Decimal,
    whole: float | Decimal,
    label: str,
    tone: str = "",
    *,
    thin: bool = False,
) -> SafeString:
    """A bar. A tag and not a template: a board draws fifty of them.

    Args:
        label: a sentence that says the same; the only text that is escaped.
        tone: "" on course, `w` behind, `x` far behind, `k` reached.
    """
    classes = f"{tone} thin" if thin else tone
    return SafeString(
        f'<progress class="{classes}" value="{value}" max="{whole}"'
        f' aria-label="{conditional_escape(label)}"></progress>'
    )


class Measure(Protocol):
    """A share in words (`share`, "" without a value), and its bar from 0 to 100."""

    label: str
    share: str
    bar: int
    tone: str
    sentence: str


@register.simple_tag
def share_cells(measures: Iterable[Measure]) -> SafeString:
    """Cells of a table row, a share over a thin bar in each; `label` heads it on the phone."""
    return SafeString("".join(map(_share_cell, measures)))


def _share_cell(measure: Measure) -> str:
    if not measure.share:
        inner = '<span class="dim" aria-label="belum ada nilai">–</span>'  # noqa: RUF001 (a dash)
    else:
        far = " badc b" if measure.tone == "x" else ""
        bar = progress(measure.bar, 100, measure.sentence, measure.tone, thin=True)
        inner = f'<span class="xs{far}">{conditional_escape(measure.share)}</span>{bar}'
    label = conditional_escape(measure.label)
    return f'<td role="cell" class="rc" data-l="{label}">{inner}</td>'


@register.simple_tag
def stitches(days: Iterable[str], label: str) -> SafeString:
    """Working days as diamonds, oldest first; `label` is a sentence that says the same.

    A day is 1 full, 2 late, 0 empty, l leave, n not yet, w queued.
    """
    drawn = "".join([f'<svg class="st{day}"><use href="#st"/></svg>' for day in days])
    said = conditional_escape(label)
    return SafeString(f'<span class="sts" role="img" aria-label="{said}">{drawn}</span>')


@register.simple_tag
def dark_media(theme: str | None) -> str:
    """The media attribute of the dark stylesheet: it is the theme switch."""
    return THEME_MEDIA.get(theme or "", "(prefers-color-scheme: dark)")


@register.simple_tag
def moment(at: datetime | None, now: datetime) -> SafeString | str:
    """`<time>` with the near form as text and the exact one as title; None is an empty text."""
    if at is None:
        return ""
    exact = f"{formats.day_long(at)}, {formats.time_of(at)} {formats.zone()}"
    iso = clock.local(at).isoformat(timespec="seconds")
    return SafeString(f'<time datetime="{iso}" title="{exact}">{formats.ago(at, now)}</time>')


@register.simple_tag
def widget(field: BoundField, **attributes: Any) -> SafeString:
    """The control of a form field with our class. Django links it to its hint and error."""
    control = field.field.widget
    kind = "ck" if isinstance(control, TICKED) else "inp"
    attrs = {name.replace("_", "-"): value for name, value in attributes.items()}
    attrs["class"] = f"{control.attrs.get('class', '')} {kind}".strip()
    return field.as_widget(attrs=attrs)


@register.simple_block_tag
def card(
    content: str, title: str, name: str, *, aside: str = "", flush: bool = False
) -> SafeString:
    """A section that answers one question; its heading takes the focus after a swap.

    Args:
        name: the element's id, stable, so that htmx can swap the card.
        aside: a short text at the right of the heading.
        flush: True for a list or table that touches the card's edges.
    """
    body = content if flush else format_html('<div class="card-b">{}</div>', content)
    return format_html(
        '<section class="card" id="{0}" aria-labelledby="{0}-judul"><div class="card-h sp">'
        '<h2 id="{0}-judul">{1}</h2>{2}</div>{3}</section>',
        name,
        title,
        format_html('<span class="sm mut">{}</span>', aside) if aside else "",
        body,
    )


@register.simple_block_tag
def dialog(content: str, title: str, name: str) -> SafeString:
    """For an act that cannot be undone; opened by `data-dialog="<name>"`."""
    return format_html(
        '<dialog class="dialog" id="{0}" aria-labelledby="{0}-judul"><div class="stack g4">'
        '<h2 id="{0}-judul">{1}</h2>{2}</div></dialog>',
        name,
        title,
        content,
    )
