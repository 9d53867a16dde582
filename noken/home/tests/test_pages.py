"""The first screens over HTTP: where each begins, what it shows, and its pieces."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from noken.audit.models import Reading
from noken.home.queries import shell
from noken.notices.models import Notice
from noken.organization.models import Employee, ReportingLine
from noken.organization.queries import form_of_address
from noken.work.models import Duty
from tests.cast import Cast
from tests.world import NOON, make_employee, make_line, make_position, make_posting
from tests.world_work import make_agreed, make_feedback, make_report, make_review

Browse = Callable[[Employee | None], Client]
MENU = (
    *("waiting", "team", "team_days", "team_leave", "team_plans", "presences", "feedback"),
    *("my_days", "my_leave", "own_evaluation", "my_followup", "matrix", "evaluation"),
    *("team_followup", "unit_ratings", "objections", "coaching", "my_coaching", "cases"),
    *("my_findings", "team_findings"),
)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def superior(cast: Cast, browse: Browse) -> Client:
    """Naomi, who acts for Maria's superior today."""
    return browse(cast.acting_superior)


def html_of(browser: Client, path: str, *, part: bool = False, **data: str) -> str:
    answer = browser.get(path, data, headers=HTMX if part else None)
    assert answer.status_code == 200
    return answer.content.decode()


def make_notice(person: Employee, key: str = "n1", url: str = "/skp/") -> Notice:
    return Notice.objects.create(
        person_id=person.pk, key=key, kind="X", text="SKP disetujui", url=url, at=NOON,
        deliver_at=NOON,
    )  # fmt: skip


# --- where a person begins ---


@pytest.mark.parametrize(
    ("who", "home"),
    [
        ("maria", "/hari-ini/"),
        ("yohana", "/tim/"),
        ("admin_opd", "/antrean/"),
        ("personnel", "/antrean/"),
        ("inspectorate", "/inspektorat/"),
        ("leader", "/ikhtisar/"),
    ],
)
def test_the_start_leads_to_the_first_page_of_the_widest_role(
    cast: Cast, browse: Browse, who: str, home: str
) -> None:
    browser = browse(getattr(cast, who))

    assert browser.get("/")["Location"] == home
    assert browser.get(home).status_code == 200


def test_a_visitor_is_sent_to_the_login(browse: Browse) -> None:
    assert browse(None).get("/")["Location"] == "/masuk/?next=/"


# --- Hari ini ---


def test_today_shows_targets_or_says_that_no_plan_is_agreed(cast: Cast, browse: Browse) -> None:
    without = html_of(browse(cast.maria), "/hari-ini/")
    make_agreed(cast.maria, ["Dapodik diverifikasi"])
    with_plan = html_of(browse(cast.maria), "/hari-ini/")

    said = form_of_address(cast.maria.nip or "")
    assert said
    assert f"Selamat siang, {said} Maria" in without
    assert "Belum ada SKP yang disepakati." in without
    assert "Dapodik diverifikasi" in with_plan
    assert "Belum ada SKP yang disepakati." not in with_plan


def test_the_live_piece_of_today_is_itself_and_no_page(cast: Cast, browse: Browse) -> None:
    make_report(cast.maria, title="Rekap BOS")

    html = html_of(browse(cast.maria), "/hari-ini/", part=True)

    assert html.strip().startswith('<div id="hari-ini"')
    assert "Rekap BOS" in html
    assert "<!doctype" not in html


def test_the_feedback_of_today_is_fetched_as_a_card_of_its_own(cast: Cast, browse: Browse) -> None:
    make_feedback(cast.maria, cast.yohana, "Tambahkan daftar hadir")

    html = html_of(browse(cast.maria), "/hari-ini/", part=True, bagian="umpan-balik")

    assert html.strip().startswith('<section class="card" id="umpan-balik"')
    assert "Tambahkan daftar hadir" in html
    assert 'name="csrfmiddlewaretoken"' in html
    assert 'id="hari-ini"' not in html


# --- Tim langsung ---


def test_the_board_shows_the_team_and_its_export_and_leaves_a_line_in_the_journal(
    cast: Cast, superior: Client
) -> None:
    make_report(cast.maria, title="Rekap BOS")

    html = html_of(superior, "/tim/")

    assert f'id="baris-{cast.maria.pk}"' in html
    assert "Maria Wanggai" in html
    assert 'href="/tim/ekspor/"' in html
    assert "Anda membuka halaman ini sebagai atasan" in html
    assert set(Reading.objects.values_list("person_id", "role", "screen")) == {
        (cast.maria.pk, "SUPERIOR", "home:team"),
        (cast.peer.pk, "SUPERIOR", "home:team"),
    }


def test_the_board_names_the_units_of_who_leads_it(superior: Client) -> None:
    head = html_of(superior, "/tim/").partition("<h1>")[0]

    assert (
        "<span>Dinas Pendidikan</span><span>/</span><span>Bidang Pembinaan SD</span><span>/</span>"
        "<span>Seksi Kurikulum SD</span>"
    ) in head


def test_a_board_on_which_nobody_owes_anything_says_so(superior: Client) -> None:
    Duty.objects.all().delete()

    html = html_of(superior, "/tim/")

    assert "Hadir hari ini" in html
    assert "tanpa laporan harian" in html
    assert "Sudah melapor" not in html
    assert "dari 0" not in html


def test_a_search_keeps_the_filter_it_was_begun_in(superior: Client) -> None:
    field = '<input type="hidden" name="saring" value="belum">'

    assert field in html_of(superior, "/tim/", saring="belum")
    assert field not in html_of(superior, "/tim/")


def test_the_board_read_anew_keeps_filter_and_search(cast: Cast, superior: Client) -> None:
    html = html_of(superior, "/tim/", part=True, saring="belum", cari="frans")

    assert html.strip().startswith('<div id="papan"')
    assert 'data-live-url="/tim/?saring=belum&amp;cari=frans"' in html
    assert f'id="baris-{cast.peer.pk}"' in html
    assert f'id="baris-{cast.maria.pk}"' not in html


def test_a_filter_without_a_match_says_so_and_shows_the_way_back(superior: Client) -> None:
    html = html_of(superior, "/tim/", cari="tidak ada orang ini")

    assert "Tidak ada yang cocok dengan saringan ini." in html


def test_a_row_is_fetched_alone_and_one_of_a_stranger_is_not_there(
    cast: Cast, superior: Client
) -> None:
    html = html_of(superior, f"/tim/baris/{cast.maria.pk}/")

    assert html.strip().startswith(f'<tr role="row" class="hov" id="baris-{cast.maria.pk}"')
    assert superior.get(f"/tim/baris/{cast.leader.pk}/").status_code == 404


def test_one_answer_brings_all_that_stands_around_the_rows_and_the_counts(
    cast: Cast, superior: Client
) -> None:
    make_report(cast.maria, title="Rekap BOS")

    html = html_of(superior, "/tim/ringkas/", part=True, saring="belum", cari="frans")

    assert html.strip().startswith('<dl class="stats mb" id="ringkas"')
    outside = set(re.findall(r'id="([^"]+)"[^>]* hx-swap-oob="true"', html))
    around = {"saring", "tindakan", "baru"}
    menu = {f"menu-{place}-n" for place in MENU}
    assert outside == {*around, *menu, "tab-waiting-n", "tab-team-n", "lonceng-menu"}
    assert html.count("data-live-url") == 1
    assert 'data-live-url="/tim/ringkas/?saring=belum&amp;cari=frans"' in html
    assert '<span class="n" id="menu-team-n" hx-swap-oob="true" aria-label="1 menunggu">1<' in html
    assert 'href="/tim/?saring=menunggu&amp;cari=frans">Menunggu saya <span class="dim">1<' in html
    assert "<!doctype" not in html


@pytest.mark.parametrize("cari", ["", "tidak ada orang ini"])
def test_what_one_answer_brings_has_its_place_on_the_board(superior: Client, cari: str) -> None:
    page = html_of(superior, "/tim/", cari=cari)
    answer = html_of(superior, "/tim/ringkas/", part=True, cari=cari)

    for name in re.findall(r'id="([^"]+)"[^>]* hx-swap-oob', answer):
        assert page.count(f'id="{name}"') == 1


# --- the counts of any page ---


def test_the_bell_and_the_menu_are_counted_anew_on_any_page(cast: Cast, browse: Browse) -> None:
    make_notice(cast.maria)
    report = make_report(cast.maria)
    make_review(report, cast.acting_superior, "RETURNED", note="Kurang lengkap")
    browser = browse(cast.maria)

    page = html_of(browser, "/laporan/")
    answer = html_of(browser, "/pemberitahuan/jumlah/", part=True)

    assert 'data-live-url="/pemberitahuan/jumlah/"' in page
    assert answer.strip().startswith('<a class="bell" id="lonceng"')
    assert "Pemberitahuan, 1 belum dibaca" in answer
    assert (
        '<span class="n" id="menu-waiting-n" hx-swap-oob="true" aria-label="1 menunggu">' in answer
    )
    for name in re.findall(r'id="([^"]+)"[^>]* hx-swap-oob', answer):
        assert page.count(f'id="{name}"') == 1


@pytest.mark.parametrize("path", ["/tim/", "/laporan/"])
def test_every_event_that_moves_a_count_is_heard(superior: Client, path: str) -> None:
    heard = re.findall(
        r'id="(?:ringkas|lonceng)"[^>]*data-live-kinds="([^"]*)"', html_of(superior, path)
    )

    moves = {*shell.TOLD.split(), *shell.MOVES.split()}
    assert moves - {"FeedbackRead"} <= {kind for kinds in heard for kind in kinds.split()}


# --- Menunggu saya ---


def test_what_waits_is_done_in_place_and_the_live_piece_is_no_page(
    cast: Cast, superior: Client
) -> None:
    empty = html_of(superior, "/menunggu/", part=True)
    report = make_report(cast.maria, title="Rekap BOS")
    whole = html_of(superior, "/menunggu/")
    piece = html_of(superior, "/menunggu/", part=True)

    assert empty.strip().startswith('<div id="daftar"')
    assert piece.strip().startswith('<div id="daftar"')
    for html in (whole, piece):
        assert "1 laporan Maria Wanggai" in html
        assert f'value="{report.pk}"' in html
        assert 'name="kembali" value="/menunggu/"' in html


# --- the offices ---


@pytest.mark.parametrize("who", ["personnel", "admin_opd"])
def test_the_queue_leads_to_where_a_gap_is_closed(cast: Cast, browse: Browse, who: str) -> None:
    person = make_employee()
    make_posting(person, make_position(cast.section))
    make_line(person, None, basis=ReportingLine.Basis.GAP)

    html = html_of(browse(getattr(cast, who)), "/antrean/")

    assert "1 pegawai belum punya atasan" in html
    assert 'href="/gladi/?keadaan=tanpa"' in html


def test_leaders_see_units_and_nobody_by_name(cast: Cast, browse: Browse) -> None:
    make_report(cast.maria, on=NOON.date().replace(day=2))

    html = html_of(browse(cast.leader), "/ikhtisar/")

    assert "Dinas Pendidikan" in html
    assert "Maria" not in html
    assert not Reading.objects.exists()


# --- notices and the own account ---


def test_notices_are_listed_and_opening_one_reads_it(cast: Cast, browse: Browse) -> None:
    notice = make_notice(cast.maria)
    make_notice(cast.maria, "n2")
    browser = browse(cast.maria)

    html = html_of(browser, "/pemberitahuan/")
    answer = browser.post("/pemberitahuan/dibaca/", {"pemberitahuan": notice.pk})

    assert html.count("· belum dibaca") == 2
    assert "Tandai semua terbaca" in html
    assert answer["Location"] == "/skp/"
    assert html_of(browser, "/pemberitahuan/").count("· belum dibaca") == 1


def test_all_notices_are_read_at_once(cast: Cast, browse: Browse) -> None:
    for key in ("n1", "n2"):
        make_notice(cast.maria, key)
    browser = browse(cast.maria)

    answer = browser.post("/pemberitahuan/dibaca/")

    assert answer["Location"] == "/pemberitahuan/"
    assert not Notice.objects.filter(read_at=None).exists()


@pytest.mark.parametrize("chosen", ["9" * 30, "9" * 5000, "9" * 18, "²", "-1", "semua"])
def test_a_notice_that_is_none_reads_nothing(cast: Cast, browse: Browse, chosen: str) -> None:
    make_notice(cast.maria)

    answer = browse(cast.maria).post("/pemberitahuan/dibaca/", {"pemberitahuan": chosen})

    assert answer.status_code == (422 if len(chosen) > 18 else 302)
    assert Notice.objects.filter(read_at=None).exists()


def test_somebody_elses_notice_leads_nowhere_and_stays_unread(cast: Cast, browse: Browse) -> None:
    notice = make_notice(cast.peer, url="/rahasia/")

    answer = browse(cast.maria).post("/pemberitahuan/dibaca/", {"pemberitahuan": notice.pk})

    assert answer["Location"] == "/pemberitahuan/"
    assert Notice.objects.filter(read_at=None).exists()


def test_a_page_of_notices_that_does_not_exist_is_the_last_one(cast: Cast, browse: Browse) -> None:
    make_notice(cast.maria)

    assert "SKP disetujui" in html_of(browse(cast.maria), "/pemberitahuan/", halaman="99")


def test_the_account_page_says_who_my_superior_is_and_why(cast: Cast, browse: Browse) -> None:
    html = html_of(browse(cast.maria), "/saya/")

    assert "Naomi Rumbiak" in html
    assert "Pengembang Kurikulum" in html


def test_the_account_page_of_an_office_names_its_roles(cast: Cast, browse: Browse) -> None:
    assert "<dd>BKPSDM</dd>" in html_of(browse(cast.personnel), "/saya/")
