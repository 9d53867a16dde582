"""A file of results beside a plan: verdicts, and the plan with what was chosen."""

from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.planning.rules import (
    LEADER,
    QUALITATIVE,
    Content,
    IndicatorContent,
    ResultContent,
    Targets,
)
from noken.planning.rules.filing import (
    FileLine,
    applied,
    code_of,
    lines_from_json,
    lines_to_json,
    verdicts,
    without_copies,
)

NINE: Targets = (Decimal(9), Decimal(9), Decimal(9), Decimal(9))
TEN: Targets = (Decimal(10), Decimal(10), Decimal(10), Decimal(10))
ABOVE = UUID(int=900)
PARENTS = {"mutu dasar meningkat": ABOVE}


def key(number: int) -> UUID:
    return UUID(int=number)


def plan() -> Content:
    """Two results; the first with two indicators."""
    first = ResultContent(
        key(1),
        "Data valid",
        indicators=(
            IndicatorContent(key(11), "Sekolah dengan data valid", "sekolah", NINE),
            IndicatorContent(key(12), "Kesalahan isian", "persen", NINE, "QUALITY", True),
        ),
    )
    second = ResultContent(
        key(2), "Jadwal disepakati", indicators=(IndicatorContent(key(21), "Rapat", "kali", NINE),)
    )
    return Content((first, second))


def line(
    result: str = "Data valid", indicator: str = "Sekolah dengan data valid", **more: Any
) -> FileLine:
    first: dict[str, Any] = {"number": 7, "unit": "sekolah", "targets": NINE, **more}
    return FileLine(result=result, indicator=indicator, **first)


def taken(content: Content, *lines: FileLine) -> Content:
    keys = count(1000)
    numbers = {each.number for each in lines}
    return applied(content, lines, numbers, PARENTS, lambda: key(next(keys)))


def test_a_line_that_says_what_stands_is_the_same() -> None:
    (verdict,) = verdicts(plan(), [line()], PARENTS)

    assert (verdict.how, verdict.fields) == ("SAME", ())


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"targets": TEN}, ["q1", "q2", "q3", "q4"]),
        ({"unit": "SD"}, ["unit"]),
        ({"aspect": "TIME"}, ["aspect"]),
        ({"kind": "ADDITIONAL"}, ["kind"]),
        ({"lower_is_better": True}, ["lower_is_better"]),
        ({"supports": "Mutu dasar meningkat"}, ["supports"]),
        ({"supports": "Tidak dikenal"}, []),
        ({"targets": None, "unit": ""}, []),
    ],
)
def test_a_difference_is_named_field_by_field(more: dict[str, Any], fields: list[str]) -> None:
    (verdict,) = verdicts(plan(), [line(**more)], PARENTS)

    assert [change.field for change in verdict.fields] == fields
    assert verdict.how == ("CHANGED" if fields else "SAME")


def test_new_results_and_new_indicators_are_told_apart() -> None:
    lines = [line("Laporan terbit"), line("DATA VALID.", "Indikator lain")]

    new, added = verdicts(plan(), lines, PARENTS)

    assert (new.how, new.result) == ("NEW", "")
    assert (added.how, added.result) == ("NEW", "Data valid")


def test_a_line_noken_wrote_is_found_by_its_code_whatever_its_words() -> None:
    content = plan()
    code = code_of(content.results[0], content.results[0].indicators[0])

    (verdict,) = verdicts(content, [line("Data sah", "Sekolah sah", code=code)], PARENTS)

    assert [(c.field, c.new) for c in verdict.fields] == [
        ("text", "Data sah"),
        ("text", "Sekolah sah"),
    ]
    assert verdict.is_safe
    assert not verdict.is_stale


def test_a_line_changed_in_noken_since_is_stale() -> None:
    content = plan()
    code = code_of(content.results[0], content.results[0].indicators[0])
    now = content.having(replace(content.results[0], text="Data valid dan lengkap"))

    (verdict,) = verdicts(now, [line(code=code)], PARENTS)

    assert verdict.is_stale
    assert not verdict.is_safe


def test_taking_changes_what_was_chosen_and_nothing_else() -> None:
    content = plan()

    after = taken(content, line(targets=TEN, supports="Mutu dasar meningkat"))

    first = after.results[0]
    assert first.indicators[0].targets == TEN
    assert (first.supports, first.supports_text) == (ABOVE, "Mutu dasar meningkat")
    assert first.indicators[1:] == content.results[0].indicators[1:]
    assert after.results[1] == content.results[1]


def test_new_lines_of_one_result_make_one_result_with_its_indicators() -> None:
    lines = [
        replace(line("Laporan terbit", "Terbit tepat waktu"), number=8),
        replace(line("Laporan terbit", "Laporan terbaca"), number=9),
    ]

    after = taken(plan(), *lines)

    assert [result.text for result in after.results][2:] == ["Laporan terbit"]
    assert [i.text for i in after.results[2].indicators] == [
        "Terbit tepat waktu",
        "Laporan terbaca",
    ]


def written(of: int, /, place: int = 0, **more: Any) -> FileLine:
    """A line of `plan` as noken writes it, with what was changed in it since; from 0."""
    above = plan().results[of]
    own = above.indicators[place]
    fields: dict[str, Any] = {"unit": own.unit, "targets": own.targets, "number": place, **more}
    said = {"result": above.text, "indicator": own.text, "code": code_of(above, own), **fields}
    return FileLine(**said)


def test_a_result_renamed_in_one_line_keeps_its_name_through_the_next() -> None:
    renamed = written(0, result="Data sahih", kind="ADDITIONAL")
    other = written(0, 1, targets=TEN, kind="MAIN")

    changed = applied(plan(), [renamed, other], {0, 1}, PARENTS, lambda: key(77))

    (first, _) = changed.results
    assert (first.text, first.kind) == ("Data sahih", "ADDITIONAL")
    assert [each.targets for each in first.indicators] == [NINE, TEN]


def test_a_line_copied_to_write_another_changes_nothing_that_stands() -> None:
    new_measure = written(0, number=2, indicator="Operator terlatih")
    new_result = written(0, number=3, result="Panduan terbit", indicator="Dokumen")
    numbers = count(70)

    lines = without_copies([written(0), new_measure, new_result])
    changed = applied(plan(), lines, {0, 2, 3}, PARENTS, lambda: key(next(numbers)))

    assert [each.how for each in verdicts(plan(), lines, PARENTS)] == ["SAME", "NEW", "NEW"]
    assert [bool(each.notes) for each in lines] == [False, True, True]
    assert [(r.text, [i.text for i in r.indicators]) for r in changed.results] == [
        (
            "Data valid",
            ["Sekolah dengan data valid", "Kesalahan isian", "Operator terlatih"],
        ),
        ("Jadwal disepakati", ["Rapat"]),
        ("Panduan terbit", ["Dokumen"]),
    ]


def test_the_same_words_of_two_aspects_are_two_indicators() -> None:
    amount = line("Laporan terbit", "Laporan", number=1, aspect="QUANTITY")
    quality = line("Laporan terbit", "Laporan", number=2, aspect="QUALITY", targets=TEN)
    numbers = count(70)

    lines = without_copies([amount, quality])
    changed = applied(plan(), lines, {1, 2}, PARENTS, lambda: key(next(numbers)))

    assert [each.notes for each in lines] == [(), ()]
    assert [(i.aspect, i.targets) for i in changed.results[-1].indicators] == [
        ("QUANTITY", NINE),
        ("QUALITY", TEN),
    ]
    assert {each.how for each in verdicts(changed, lines, PARENTS)} == {"SAME"}


def test_what_a_file_says_twice_is_said_to_be() -> None:
    first, second = line(number=4), line(number=5, targets=TEN)

    lines = without_copies([first, second])

    assert lines[0] == first
    assert "baris 4" in lines[1].notes[0]


def test_only_leaders_get_a_perspective() -> None:
    said = line(perspective="BUDGET")
    led = replace(plan(), form=LEADER)

    assert taken(plan(), said) == plan()
    assert taken(led, said).results[0].indicators[0].perspective == "BUDGET"
    (verdict,) = verdicts(led, [said], PARENTS)
    assert [change.field for change in verdict.fields] == ["perspective"]


def test_nothing_chosen_changes_nothing() -> None:
    assert applied(plan(), [line(targets=TEN)], set(), PARENTS, lambda: key(1)) == plan()


def test_a_plan_in_sentences_gets_the_target_as_a_sentence() -> None:
    worded = replace(plan(), approach=QUALITATIVE)

    after = taken(worded, line("Laporan terbit", "Laporan terbit"))

    (indicator,) = after.results[2].indicators
    assert (indicator.unit, any(indicator.targets)) == ("", False)
    assert "36 sekolah" in indicator.text


words = st.text("abcdef ", min_size=1, max_size=8).map(str.strip).filter(bool)
lines_ = st.lists(
    st.builds(
        FileLine,
        number=st.integers(1, 99),
        result=words,
        indicator=words,
        unit=words,
        targets=st.sampled_from([None, NINE, TEN]),
        aspect=st.sampled_from([None, "TIME"]),
        kind=st.sampled_from([None, "MAIN", "ADDITIONAL"]),
        lower_is_better=st.sampled_from([None, True, False]),
    ),
    max_size=6,
    unique_by=(lambda each: each.number, lambda each: (each.result, each.indicator)),
)


@given(lines_)
def test_lines_come_back_from_json_as_they_were(lines: list[FileLine]) -> None:
    assert lines_from_json(lines_to_json(lines)) == tuple(lines)


@given(lines_)
def test_what_was_taken_is_the_same_when_the_file_comes_again(lines: list[FileLine]) -> None:
    kinds = {each.result: each.kind for each in lines}
    lines = [replace(each, kind=kinds[each.result]) for each in lines]

    after = taken(plan(), *lines)

    assert {verdict.how for verdict in verdicts(after, lines, PARENTS)} <= {"SAME"}


@given(lines_)
def test_a_file_takes_nothing_away(lines: list[FileLine]) -> None:
    before, after = plan(), taken(plan(), *lines)

    for result in before.results:
        found = after.find(result.key)
        assert found is not None
        kept = {indicator.key for indicator in found.indicators}
        assert {indicator.key for indicator in result.indicators} <= kept
