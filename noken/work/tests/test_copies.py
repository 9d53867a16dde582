"""Copied reports: the rule, the comparison, and what the card finds on a labelled sample."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from noken.core.actor import system
from noken.organization.models import Employee, Unit
from noken.regulations.cards import rule_cards
from noken.work import services
from noken.work.models import Report, RoutineMark, TextMatch, Wording, WordingPrint, WordingUse
from noken.work.rules import copies
from noken.work.tests.labelled import write
from tests.amending import amend
from tests.cast import Cast
from tests.world import NOON, TODAY, make_employee, make_position, make_posting, make_unit
from tests.world_detectors import measured, seen
from tests.world_work import make_report, workdays_before

LONG = (
    "Memeriksa berkas usulan kenaikan pangkat guru di Distrik Prafi bersama kepala sekolah, "
    "hasilnya lengkap dan sudah diteruskan ke bidang keuangan untuk dihitung."
)
OTHER = (
    "Rapat persiapan ujian akhir semester di aula dinas dengan pengawas wilayah barat; jadwal "
    "pengawas silang disepakati dan soal cadangan dititipkan di polsek."
)
WORD = st.sampled_from(["air", "batu", "kayu", "laut", "noken", "sagu"])
WORDS = st.lists(WORD, min_size=6, max_size=30)


def compare(at: date = TODAY) -> int:
    return services.compare_reports(by=system(at), at=NOON + timedelta(hours=1))


def unit_people(count: int) -> tuple[Unit, list[Employee]]:
    unit = make_unit()
    people = []
    for _ in range(count):
        person = make_employee(account=False)
        make_posting(person, make_position(unit))
        people.append(person)
    return unit, people


@pytest.mark.django_db
def test_what_a_crash_empties_is_made_anew_and_what_was_found_stands() -> None:
    _, (author, other) = unit_people(2)
    make_report(author, on=TODAY - timedelta(9), note=LONG)
    make_report(other, on=TODAY - timedelta(2), note=LONG)
    assert compare() == 2
    found = list(TextMatch.objects.values_list("report_id", "source_id"))
    tables = (Wording, WordingPrint, WordingUse)
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                "select relpersistence from pg_class where oid = %s::regclass",
                [table._meta.db_table],
            )
            assert cursor.fetchone() == ("u",)
    for table in reversed(tables):
        table.objects.all().delete()

    assert (compare(), compare()) == (2, 0)
    assert list(TextMatch.objects.values_list("report_id", "source_id")) == found
    assert len(found) == 1


@pytest.mark.parametrize(
    ("uses", "expected"),
    [
        ([("12", "3"), ("9", "5")], True),
        ([("12", "3"), ("12", "3")], False),
        ([("12",), ("9",)], False),  # one number may be the date
        ([("1", "2", "3"), ("1", "2", "4")], False),  # one of three
        ([("1", "2"), ("1", "3")], True),
        ([("1", "2"), ("3", "4"), ("3", "4"), ("5", "6")], True),  # a quiet day repeats itself
        ([("1", "2"), ("3", "4"), ("3", "4"), ("3", "4")], False),
        ([(), ()], False),
    ],
)
def test_routine_is_a_text_whose_numbers_live(
    uses: Sequence[Sequence[str]],
    expected: bool,
) -> None:
    assert copies.is_routine(uses) is expected


def test_numbers_case_and_signs_do_not_count() -> None:
    one, other = (
        copies.text_of("Melayani 12 warga,\nselesai!"),
        copies.text_of("melayani 7 warga selesai"),
    )

    assert copies.digest_of(one) == copies.digest_of(other)
    assert (one.numbers, other.numbers) == (["12"], ["7"])


@given(WORDS)
def test_a_text_stands_wholly_in_itself_and_shares_its_prints(words: list[str]) -> None:
    text = copies.text_of(" ".join(words))

    alike = copies.alike(text, text)

    assert alike is None or alike.percent == 100
    assert copies.prints_of(text, 7) == copies.prints_of(text, 7)


@given(WORDS, st.lists(WORD, min_size=10, max_size=14), WORDS)
def test_ten_words_in_common_are_found_by_a_print(
    before: list[str], shared: list[str], after: list[str]
) -> None:
    here = copies.text_of(" ".join([*before, *shared]))
    there = copies.text_of(" ".join([*shared, *after]))

    assert copies.prints_of(here, 7) & copies.prints_of(there, 7)


def test_a_turn_of_phrase_that_everybody_uses_gives_no_print_in_common() -> None:
    here = copies.text_of("memeriksa stok vaksin lalu diteruskan kepada kepala puskesmas sore ini")
    there = copies.text_of("menyalin register surat lalu diteruskan kepada kepala puskesmas besok")

    assert not copies.prints_of(here, 7) & copies.prints_of(there, 7)


@given(WORDS, WORDS, WORDS)
def test_what_is_shared_is_a_share_and_the_passages_are_the_same_words(
    before: list[str], shared: list[str], after: list[str]
) -> None:
    here = " ".join([*before, *shared, "akhir"])
    there = " ".join([*shared, *after])

    alike = copies.alike(copies.text_of(here), copies.text_of(there))

    if alike is None:
        return
    assert copies.LEAST_PERCENT <= alike.percent <= 100
    for start, end, first, last in alike.passages:
        assert here[start:end] == there[first:last]


def test_the_form_of_a_unit_is_nobodys_words() -> None:
    form = "uraian kegiatan sesuai arahan pimpinan pada apel pagi dan rencana kerja bidang"
    mine = copies.text_of(f"{form} memeriksa berkas guru di prafi bersama komite sekolah dasar")
    others = [(n, copies.text_of(f"{form} kegiatan lain nomor {n}x di kampung")) for n in range(4)]

    assert copies.alike(mine, others[0][1], copies.template_runs(others)) is None


@pytest.mark.django_db
def test_an_own_report_copied_later_is_seen_with_both_passages(cast: Cast) -> None:
    first, second = workdays_before(TODAY, 2)
    old = make_report(cast.maria, on=first, note=LONG)
    new = make_report(cast.maria, on=second, note=f"Seperti kemarin. {LONG}")
    compare()

    (hit,) = seen("LAP-02")

    assert (hit.employee_id, hit.item, hit.period) == (cast.maria.pk, str(new.pk), "2026-11")
    assert (hit.facts["kind"], hit.facts["other"]) == ("OWN", str(old.pk))
    assert hit.facts["other_day"] == first.isoformat()
    passage = hit.facts["passages"][0]
    assert passage["here"] == passage["there"]
    assert passage["here"] in LONG


@pytest.mark.django_db
def test_a_colleague_is_named_and_another_unit_is_not_compared(cast: Cast) -> None:
    first, second = workdays_before(TODAY, 2)
    make_report(cast.maria, on=first, note=LONG)
    stranger = unit_people(1)[1][0]
    make_report(stranger, on=second, note=LONG)
    new = make_report(cast.peer, on=second, note=LONG)
    compare()

    (hit,) = seen("LAP-02")

    assert hit.item == str(new.pk)
    assert (hit.facts["kind"], hit.facts["other_who"]) == ("COLLEAGUE", cast.maria.name)


@pytest.mark.django_db
@pytest.mark.parametrize("case", ["same day", "correction", "short", "counts", "title only"])
def test_honest_reports_are_not_seen(cast: Cast, case: str) -> None:
    first, second = workdays_before(TODAY, 2)
    note, again, on, corrects = LONG, LONG, second, None
    old = make_report(cast.maria, on=first, note=note, status=Report.Status.WAITING)
    if case == "same day":
        on = first
    elif case == "correction":
        on, corrects = first, old
    elif case == "short":
        amend(Report.objects.filter(pk=old.pk), note="Jaga pos dan buku tamu, semua aman.")
        again = "Jaga pos dan buku tamu, semua aman."
    elif case == "counts":
        amend(Report.objects.filter(pk=old.pk), note=f"{LONG} Masuk 12, kembali 3.")
        again = f"{LONG} Masuk 9, kembali 5."
    else:
        again = OTHER
    author = cast.peer if case == "same day" else cast.maria
    make_report(author, on=on, note=again, corrects=corrects, at=NOON)
    compare()

    assert seen("LAP-02") == []


@pytest.mark.django_db
def test_a_note_that_only_repeats_the_plan_is_seen_as_such(cast: Cast) -> None:
    make_report(cast.maria, title=LONG, note=LONG)
    compare()

    (hit,) = seen("LAP-02")

    assert (hit.facts["kind"], hit.facts["percent"]) == ("PLAN", 100)


@pytest.mark.django_db
def test_a_task_marked_as_routine_is_left_alone(cast: Cast) -> None:
    first, second = workdays_before(TODAY, 2)
    make_report(cast.maria, on=first, note=LONG, title="Piket")
    make_report(cast.maria, on=second, note=LONG, title="Piket")
    compare()
    assert seen("LAP-02")

    RoutineMark.objects.create(
        employee=cast.maria,
        title="piket",
        reason="Tugas jaga sama setiap hari",
        start_on=first,
        by=cast.yohana,
        at=NOON,
    )

    assert seen("LAP-02") == []


@pytest.mark.django_db
def test_a_second_comparison_finds_nothing_to_do(cast: Cast) -> None:
    for day in workdays_before(TODAY, 2):
        make_report(cast.maria, on=day, note=LONG)

    assert (compare(), compare()) == (2, 0)
    assert TextMatch.objects.count() == 1


@pytest.mark.django_db
def test_in_small_parts_the_same_is_found(cast: Cast) -> None:
    for day in workdays_before(TODAY, 4):
        make_report(cast.maria, on=day, note=LONG)

    while services.compare_reports(by=system(TODAY), at=NOON, limit=1):
        pass

    assert TextMatch.objects.count() == 3
    assert Wording.objects.count() == 1


@pytest.mark.django_db
def test_what_is_too_old_to_compare_is_forgotten(cast: Cast) -> None:
    make_report(cast.maria, on=TODAY, note=LONG)
    compare()

    services.forget_wordings(by=system(TODAY), at=NOON + timedelta(731))

    left = [kind.objects.exists() for kind in (Wording, WordingPrint, WordingUse)]
    assert left == [False, False, False]


@pytest.mark.django_db
def test_the_figures_on_the_card_are_those_of_the_labelled_sample() -> None:
    people = [make_employee(account=False) for _ in range(12)]
    sample = write(people, TODAY)
    while compare():
        pass

    found = [hit.item for hit in seen("LAP-02")]
    result = measured(found, [*sample.planted, *sample.hidden])

    card = rule_cards()["LAP-02"]
    wrong = {label: len(set(found) & set(ids)) for label, ids in sample.honest.items()}
    assert (result.recall, result.false_alarm) == (card.recall, card.false_alarm), wrong
