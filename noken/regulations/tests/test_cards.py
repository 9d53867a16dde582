"""The rule cards as they are written: complete, cited, and bounded."""

import pytest

from noken.regulations.cards import RuleCard, of_another, rule_cards
from noken.regulations.discipline import thresholds
from noken.regulations.loader import sources

CODES = (
    *("HDR-03", "HDR-07", "HDR-09", "HDR-10", "PRS-01", "SKP-01"),
    *("LAP-01", "LAP-02", "LAP-03", "LAP-04", "LAP-05"),
    *("ATS-01", "ATS-02", "ATS-03", "ATS-04"),
)
CARDS = [pytest.param(card, id=code) for code, card in rule_cards().items()]


def test_all_cards_are_there() -> None:
    assert set(rule_cards()) == set(CODES)


@pytest.mark.parametrize("card", CARDS)
def test_a_card_is_cited_and_says_how_it_counts_and_what_clears_it(card: RuleCard) -> None:
    assert all(each.source in sources() for each in card.articles)
    assert {each.mark for each in card.articles} | {each.mark for each in card.values} <= set("ABC")
    assert card.articles
    assert card.values
    assert min(len(card.how), len(card.reads)) >= 3
    assert card.clears
    assert card.span in {"YEAR", "MONTH", "QUARTER", "CASE"}


@pytest.mark.parametrize("card", CARDS)
def test_a_card_has_words_for_its_person_and_for_everybody_else(card: RuleCard) -> None:
    for words in (card.short, *(text for _kind, text in card.clears)):
        other = of_another(words)
        assert "Anda" not in other
        assert other.replace("Pegawai ini", "Anda").replace("pegawai ini", "Anda") == words


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("Hari kerja Anda.", "Hari kerja pegawai ini."),
        ("Anda ditanya. Anda menjawab.", "Pegawai ini ditanya. Pegawai ini menjawab."),
        ("Tandanya Andalas.", "Tandanya Andalas."),
    ],
)
def test_words_to_the_person_become_words_about_the_person(words: str, other: str) -> None:
    assert of_another(words) == other


@pytest.mark.parametrize("card", CARDS)
def test_a_value_is_either_a_number_within_bounds_or_a_fixed_text(card: RuleCard) -> None:
    for each in card.values:
        if each.bounds is None:
            assert (each.text != "", each.value) == (True, None)
        else:
            least, most = each.bounds
            assert each.value is not None
            assert least <= each.value <= most


@pytest.mark.parametrize("card", CARDS)
def test_a_card_rests_on_every_value_that_no_law_settles(card: RuleCard) -> None:
    assert card.rests_on == tuple(each.name for each in card.values if each.mark == "C")
    assert card.rests_on


@pytest.mark.parametrize("code", ["HDR-03", "HDR-07"])
def test_the_ladder_is_for_pns_and_says_the_rungs_of_the_law(code: str) -> None:
    card = rule_cards()[code]
    rungs = next(each.text for each in card.values if each.name == "rungs")
    said = [
        str(each.least) if each.most in {each.least, None} else f"{each.least}–{each.most}"  # noqa: RUF001 (a dash)
        for each in thresholds().rungs
    ]

    assert card.groups == ("PNS", "CPNS", "PPPK", "PPPK_PART_TIME")
    assert rungs == ", ".join(said)


def test_ten_in_a_row_and_the_hours_of_a_day_are_those_of_the_thresholds() -> None:
    run = next(v.text for v in rule_cards()["HDR-03"].values if v.name == "consecutive_limit")

    assert int(run) == thresholds().consecutive_limit
    assert rule_cards()["HDR-07"].defaults["minutes_per_day"] == thresholds().hours_per_day * 60


def test_what_is_not_measured_is_none() -> None:
    assert all(
        (card.recall is None) == (card.false_alarm is None) for card in rule_cards().values()
    )
