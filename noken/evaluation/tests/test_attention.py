"""Signs of grading without a look, each with its boundary."""

import pytest

from noken.evaluation.rules.attention import Act, Signal, seconds_by_act, signals_of
from noken.evaluation.rules.levels import LEVELS, Post, level_of

AS, ABOVE = ("AS", "AS"), ("ABOVE", "ABOVE")
NONE = ("", "")


def acts(
    pairs: list[tuple[str, str]],
    own: list[tuple[str, str]] | None = None,
    seconds: float | None = 300,
) -> list[Act]:
    own = own or [NONE] * len(pairs)
    return [Act(pair, said, seconds) for pair, said in zip(pairs, own, strict=True)]


MIXED = [AS, ABOVE] * 6


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (acts(MIXED, seconds=29), {Signal.HASTY: 29}),
        (acts(MIXED, seconds=30), {}),
        (acts(MIXED, seconds=None), {}),
        (acts([AS, ABOVE] * 3 + [AS], seconds=5), {}),  # seven people
    ],
)
def test_half_of_the_sheets_in_seconds(given: list[Act], expected: dict[Signal, float]) -> None:
    assert signals_of(given, {}) == expected


@pytest.mark.parametrize(
    ("people", "usual", "is_said"),
    [
        (12, {AS: 0.5}, True),
        (12, {AS: 0.89}, False),  # as common as anywhere: 0.89 to the 12th is a quarter
        (30, {AS: 0.89}, True),
        (12, {}, False),  # nothing known of others
        (12, {ABOVE: 1.0}, True),  # others never give it
    ],
)
def test_one_pair_for_all_is_said_only_where_it_is_rare(
    people: int, usual: dict[tuple[str, str], float], is_said: bool
) -> None:
    assert (Signal.UNIFORM in signals_of(acts([AS] * people), usual)) is is_said


def test_always_as_they_said_needs_people_who_said_something_unusual() -> None:
    varied = [AS] * 7 + [ABOVE] * 3
    almost = [AS] * 8 + [ABOVE] * 2

    assert signals_of(acts(varied, varied), {}) == {Signal.ECHO: 10}
    assert signals_of(acts(almost, almost), {}) == {}
    assert signals_of(acts(varied, [*varied[:-1], AS]), {}) == {}


def test_time_is_the_shorter_of_since_opened_and_since_the_one_before() -> None:
    """Opened in the morning and published in a row at noon: only the row tells the pace."""
    assert seconds_by_act([(0, 600), (10, 612), (20, 640)]) == [600, 12, 28]
    assert seconds_by_act([(0, 60), (1000, 1090)]) == [60, 90]
    assert seconds_by_act([]) == []


@pytest.mark.parametrize(
    ("post", "level"),
    [
        (Post("STRUCTURAL", "Kepala Dinas Pendidikan", "II.b", is_head=True), "JPT"),
        (Post("STRUCTURAL", "Kepala Bidang", "III.b", is_head=True), "ADMINISTRATOR"),
        (Post("STRUCTURAL", "Kepala Seksi", "IV.a", is_head=True), "SUPERVISOR"),
        (Post("STRUCTURAL", "Kepala Dinas", "", is_head=True, unit_kind="OPD"), "JPT"),
        (
            Post("STRUCTURAL", "Kepala Distrik", "", is_head=True, unit_kind="DISTRICT"),
            "ADMINISTRATOR",
        ),
        (
            Post("FUNCTIONAL", "Kepala SD Inpres 3", "", is_head=True, unit_kind="SCHOOL"),
            "FUNCTIONAL",
        ),
        (Post("FUNCTIONAL", "Auditor Ahli Madya"), "EXPERT_SENIOR"),
        (Post("FUNCTIONAL", "Auditor  Ahli MUDA"), "EXPERT_MIDDLE"),
        (Post("FUNCTIONAL", "Guru Ahli Pertama"), "EXPERT_FIRST"),
        (Post("FUNCTIONAL", "Perawat Penyelia"), "SKILLED"),
        (Post("FUNCTIONAL", "Perawat Mahir"), "SKILLED"),
        (Post("FUNCTIONAL", "Guru"), "FUNCTIONAL"),
        (Post("EXECUTIVE", "Pengadministrasi Umum"), "EXECUTIVE"),
        (Post("", ""), "EXECUTIVE"),
    ],
)
def test_the_level_of_a_post(post: Post, level: str) -> None:
    assert level_of(post) == level
    assert level in LEVELS
