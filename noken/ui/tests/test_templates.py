"""The shell, the components and the tags, rendered without a database."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from noken.core.errors import Refused
from noken.ui.shell import MenuGroup, MenuItem, Shell
from noken.ui.templatetags import ui as tags

NOW = datetime(2026, 11, 23, 23, 14, tzinfo=UTC)


class SignInForm(forms.Form):
    nip = forms.CharField(label="NIP", help_text="18 angka, tanpa spasi", min_length=18)
    secret = forms.CharField(label="Kata sandi", widget=forms.PasswordInput)
    remember = forms.BooleanField(label="Ingat perangkat ini", required=False)
    way = forms.ChoiceField(label="Cara", choices=[("a", "A")], widget=forms.RadioSelect)


def shell(live_since: str | None = None) -> Shell:
    today = MenuItem("Hari ini", "sun", "/", current=True, count=2, id="hari-ini")
    places = tuple(MenuItem(label, "users", "#") for label in ("SKP", "Lapor", "Tim", "Saya"))
    return Shell(
        user_name="Maria Wanggai",
        user_post="Analis Kurikulum",
        initials="MW",
        groups=(MenuGroup("", (today,)), MenuGroup("Hak saya", places[:1])),
        tabs=(today, *places),
        role_label="Anda membuka halaman ini sebagai pegawai",
        theme="gelap",
        unread=3,
        live_since=live_since,
    )


def rendered(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def page(**context: object) -> str:
    request = RequestFactory().get("/")
    return render_to_string("ui/page.html", {"shell": shell(), **context}, request)


def test_an_icon_names_a_symbol_of_the_sprite() -> None:
    html = rendered('{% icon "sun" "lgi" %}')

    assert html == (
        '<svg class="i lgi" aria-hidden="true"><use href="/static/ui/ikon.svg#i-sun"/></svg>'
    )


def test_a_card_is_a_section_named_by_its_heading() -> None:
    html = rendered('{% card title "target" aside="1 dari 3" %}isi{% endcard %}', title="<Target>")

    assert '<section class="card" id="target" aria-labelledby="target-judul">' in html
    assert "&lt;Target&gt;" in html
    assert '<div class="card-b">isi</div>' in html
    assert "1 dari 3" in html


def test_a_badge_is_escaped_and_has_an_icon_where_one_is_named() -> None:
    drawn = rendered("{% badge label 'ok' 'check' %}{% badge 'Lewat' %}", label="<b>")

    assert 'class="badge ok"' in drawn
    assert "#i-check" in drawn
    assert "&lt;b&gt;" in drawn
    assert '<span class="badge ">Lewat</span>' in drawn


def test_the_menu_escapes_its_words_and_counts_what_waits() -> None:
    items = [MenuItem("A&B", "eye", "/a/?b=1&c=2", count=3, id="a"), MenuItem("C", "eye", "/c/")]

    drawn = rendered("{% menu items %}", items=items)

    assert 'href="/a/?b=1&amp;c=2" id="menu-a"' in drawn
    assert "A&amp;B" in drawn
    assert 'id="menu-a-n" aria-label="3 menunggu">3</span>' in drawn
    assert drawn.count('class="n"') == 1


def test_a_flush_card_touches_its_edges() -> None:
    assert "card-b" not in rendered('{% card "T" "t" flush=True %}isi{% endcard %}')


def test_a_dialog_is_closed_and_named() -> None:
    html = rendered('{% dialog "Kirim teguran?" "teguran" %}isi{% enddialog %}')

    assert '<dialog class="dialog" id="teguran" aria-labelledby="teguran-judul">' in html


def test_a_moment_keeps_the_exact_time_as_title() -> None:
    html = rendered("{% moment at now %}", at=NOW, now=NOW)

    assert 'title="Selasa, 24 November 2026, 08.14 WIT">baru saja</time>' in html
    assert rendered("{% moment None now %}", now=NOW) == ""


@pytest.mark.parametrize(
    ("theme", "media"),
    [("gelap", "all"), ("terang", "not all"), ("otomatis", "(prefers-color-scheme: dark)")],
)
def test_the_theme_is_the_media_of_the_dark_styles(theme: str, media: str) -> None:
    assert rendered("{% dark_media theme %}", theme=theme) == media


def test_a_field_links_its_label_hint_and_error() -> None:
    form = SignInForm({"nip": "17"})

    html = render_to_string("ui/field.html", {"field": form["nip"]})

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_nip_helptext id_nip_error"' in html
    assert '<p class="hint" id="id_nip_helptext">18 angka, tanpa spasi</p>' in html
    assert 'class="errmsg" id="id_nip_error"' in html
    assert '<label for="id_nip">' in html


def test_a_password_can_be_shown_and_a_choice_is_a_fieldset() -> None:
    form = SignInForm()

    assert "data-reveal" in render_to_string("ui/field.html", {"field": form["secret"]})
    assert "<fieldset" in render_to_string("ui/field.html", {"field": form["way"]})
    assert 'class="ck"' in render_to_string("ui/field.html", {"field": form["remember"]})


def test_the_summary_of_errors_takes_the_focus_and_links_to_the_fields() -> None:
    html = render_to_string("ui/errors.html", {"form": SignInForm({"nip": "17", "way": "a"})})

    assert "Dua isian perlu diperbaiki" in html
    assert 'href="#id_nip"' in html
    assert 'tabindex="-1" data-focus' in html


def test_the_page_shows_menu_tabs_role_and_theme() -> None:
    html = page()

    assert '<html lang="id">' in html
    assert 'media="all" data-dark' in html
    assert html.count('aria-current="page"') == 2
    assert 'aria-label="2 menunggu"' in html
    assert "Anda membuka halaman ini sebagai pegawai" in html
    assert html.count("Pemberitahuan") == 2
    assert '<form method="post" action="/keluar" data-leave>' in html
    assert "X-CSRFToken" in html
    assert "live.js" not in html


def test_a_live_page_says_from_where_it_follows() -> None:
    html = page(shell=shell(live_since="0"))

    assert 'data-live-since="0"' in html
    assert "live.js" in html


def test_all_counts_around_a_page_can_be_fetched_in_one_answer() -> None:
    frame = replace(shell(), bell_url="/pemberitahuan/jumlah", bell_kinds="NoticeGiven")

    assert 'data-live-url="/pemberitahuan/jumlah" data-live-kinds="NoticeGiven"' in page(
        shell=frame
    )
    counts = render_to_string("ui/bell.html#counts", {"shell": frame})
    assert counts.strip().startswith('<a class="bell" id="lonceng"')
    assert 'id="lonceng-menu" href="/pemberitahuan" hx-swap-oob="true"' in counts
    assert (
        '<span class="n" id="menu-hari-ini-n" hx-swap-oob="true" aria-label="2 menunggu">' in counts
    )


@pytest.mark.parametrize(
    ("count", "shown"),
    [(None, ""), (0, ' id="menu-a-n" hidden>0<'), (1204, ' aria-label="1.204 menunggu">1.204<')],
)
def test_a_count_of_nothing_keeps_its_place_and_is_not_seen(count: int | None, shown: str) -> None:
    group = MenuGroup("", (MenuItem("A", "sun", "/a", count=count, id="a"),))
    html = page(shell=replace(shell(), groups=(group,), tabs=()))

    assert ("menu-a-n" in html) == (count is not None)
    assert shown in html


def test_a_toast_carries_its_undoing() -> None:
    html = page(toasts=[{"text": "Laporan terkirim.", "undo_url": "/laporan/1/urungkan"}])

    assert 'hx-post="/laporan/1/urungkan"' in html
    assert html.count("csrfmiddlewaretoken") == 2


@pytest.mark.parametrize("frame", [shell(), None])
def test_a_refusal_is_a_page_with_and_without_a_shell(frame: Shell | None) -> None:
    refusal = Refused("Rencana ini sudah diajukan.", code="plan.not_draft", basis="Pasal 5")
    request = RequestFactory().get("/")

    html = render_to_string("ui/refusal.html", {"refusal": refusal, "shell": frame}, request)

    assert html.count("<h1>") == 1
    assert "Rencana ini sudah diajukan." in html
    assert "Dasar: Pasal 5" in html


def test_a_refusal_for_htmx_is_a_toast_out_of_band() -> None:
    refusal = Refused("Rencana ini sudah diajukan.", code="plan.not_draft")

    html = render_to_string("ui/refusal.html#part", {"refusal": refusal})

    assert html.strip().startswith('<div hx-swap-oob="beforeend:#pesan">')


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_an_error_page_needs_no_request(name: str) -> None:
    html = render_to_string(name)

    assert html.count("<h1>") == 1
    assert "halaman awal" in html


@pytest.mark.parametrize(
    ("name", "context", "expected"),
    [
        ("button", {"label": "Ajukan", "tone": "pri"}, 'class="btn pri"'),
        ("note", {"text": "Saran.", "tone": "warn"}, 'class="note warn"'),
        ("avatar", {"name": "Maria Wanggai", "small": True}, ">MW<"),
        ("empty", {"title": "Belum ada", "text": "…", "url": "/", "label": "Lapor"}, "i-plus"),
    ],
)
def test_a_component_renders(name: str, context: dict[str, object], expected: str) -> None:
    assert expected in render_to_string(f"ui/{name}.html", context)


def test_a_bar_says_its_numbers_plainly() -> None:
    drawn = tags.progress(Decimal("9.50"), 14, "9,5 dari 14", "w", thin=True)

    assert drawn == (
        '<progress class="w thin" value="9.50" max="14" aria-label="9,5 dari 14"></progress>'
    )


def test_stitches_are_one_drawing_a_day_and_a_sentence() -> None:
    drawn = tags.stitches(["1", "0"], 'dua "hari"')

    assert drawn.count("<svg") == 2
    assert 'class="st0"' in drawn
    assert 'aria-label="dua &quot;hari&quot;"' in drawn
