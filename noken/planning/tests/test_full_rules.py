"""The rules of the plan in full: approaches, lay-outs, annex, expectations, proposals."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noken.planning import rules
from noken.planning.rules import AnnexContent, Content, IndicatorContent, Proposal, ResultContent
from noken.regulations import loader

VALUES = [value.code for value in loader.core_values()]
ZERO = Decimal()
NONE = (ZERO, ZERO, ZERO, ZERO)
KEY = UUID(int=10)


def targets(*numbers: float) -> rules.Targets:
    first, second, third, fourth = (Decimal(str(n)) for n in numbers)
    return first, second, third, fourth


def indicator(**changes: object) -> IndicatorContent:
    base = IndicatorContent(KEY, "Sekolah dengan data valid", "sekolah", targets(9, 9, 9, 15))
    return replace(base, **changes)  # type: ignore[arg-type]  # fields of the class


def plan(*indicators: IndicatorContent, **changes: object) -> Content:
    result = ResultContent(UUID(int=1), "Data 42 sekolah valid", indicators=indicators)
    return replace(Content((result,)), **changes)  # type: ignore[arg-type]  # fields of the class


def only(content: Content) -> IndicatorContent:
    return content.results[0].indicators[0]


texts = st.text("abc ", min_size=1, max_size=8)
amounts = st.decimals(0, 99999, places=2, allow_nan=False)
indicators = st.builds(
    IndicatorContent,
    st.uuids(),
    texts,
    st.sampled_from(["", "sekolah", "persen"]),
    st.tuples(amounts, amounts, amounts, amounts),
    st.sampled_from(rules.ASPECTS),
    st.booleans(),
    st.sampled_from(["", *rules.PERSPECTIVES]),
)
results = st.builds(
    ResultContent,
    st.uuids(),
    texts,
    st.sampled_from(rules.KINDS),
    st.none(),
    st.lists(indicators, max_size=3, unique_by=lambda i: i.key).map(tuple),
)
lines = st.builds(AnnexContent, st.uuids(), st.sampled_from(rules.SECTIONS), texts)
contents = st.builds(
    Content,
    st.lists(results, max_size=3, unique_by=lambda r: r.key).map(tuple),
    st.sampled_from([rules.QUANTITATIVE, rules.QUALITATIVE]),
    st.sampled_from([rules.LEADER, rules.STAFF]),
    st.lists(lines, max_size=4, unique_by=lambda line: line.key).map(tuple),
    st.lists(st.tuples(st.sampled_from(VALUES), texts), max_size=7, unique_by=lambda p: p[0]).map(
        lambda said: tuple(sorted(said))
    ),
)


# Snapshots


@given(contents)
def test_a_snapshot_keeps_every_part(content: Content) -> None:
    assert rules.from_json(rules.to_json(content)) == content


def test_a_snapshot_from_before_the_new_parts_is_read_as_a_quantitative_plan() -> None:
    raw = rules.to_json(plan(indicator()))
    for name in ("approach", "lay_out", "annex", "expectations"):
        del raw[name]
    del raw["results"][0]["indicators"][0]["perspective"]

    assert rules.from_json({**raw, "form": 1}) == plan(indicator())


@given(contents, contents)
def test_equal_contents_and_only_those_have_no_difference(one: Content, other: Content) -> None:
    assert rules.difference(one, one) == ()
    if one != other:
        assert rules.difference(one, other) != ()


@given(contents, st.sampled_from(VALUES))
def test_an_expectation_does_not_disturb_the_owners_typing(content: Content, value: str) -> None:
    spoken = replace(content, expectations=((value, "Balas pada hari yang sama"),))

    assert rules.fingerprint(spoken) == rules.fingerprint(content)


@pytest.mark.parametrize(
    "changed",
    [
        plan(indicator(), approach=rules.QUALITATIVE),
        plan(indicator(), form=rules.LEADER),
        plan(indicator(), annex=(AnnexContent(KEY, "RESOURCES", "Kendaraan dinas"),)),
        plan(indicator(perspective="RECIPIENT")),
    ],
)
def test_all_that_the_owner_writes_is_in_the_fingerprint(changed: Content) -> None:
    assert rules.fingerprint(changed) != rules.fingerprint(plan(indicator()))


# What changed


def test_changes_of_the_new_parts_are_named_once_each() -> None:
    old = plan(
        indicator(),
        annex=(
            AnnexContent(UUID(int=1), "RESOURCES", "Kendaraan dinas"),
            AnnexContent(UUID(int=2), "CONSEQUENCES", "Pembinaan"),
        ),
        expectations=(("SERVICE", "Ramah"),),
    )
    new = plan(
        indicator(),
        form=rules.LEADER,
        annex=(
            AnnexContent(UUID(int=1), "RESOURCES", "Kendaraan dinas tiap bulan"),
            AnnexContent(UUID(int=3), "ACCOUNTABILITY", "Laporan bulanan"),
        ),
        expectations=(("SERVICE", "Ramah dan cepat"), ("LOYAL", "Jaga data siswa")),
    )

    changes = rules.difference(old, new)

    assert [(c.what, c.how, c.text) for c in changes] == [
        ("PLAN", "CHANGED", ""),
        ("ANNEX", "CHANGED", "Kendaraan dinas tiap bulan"),
        ("ANNEX", "ADDED", "Laporan bulanan"),
        ("ANNEX", "REMOVED", "Pembinaan"),
        ("EXPECTATIONS", "CHANGED", ""),
    ]
    assert {(f.field, f.old, f.new) for f in changes[-1].fields} == {
        ("SERVICE", "Ramah", "Ramah dan cepat"),
        ("LOYAL", "", "Jaga data siswa"),
    }


def test_annex_lines_in_another_order_are_said_once() -> None:
    first, second = (AnnexContent(UUID(int=n), "RESOURCES", f"Butir {n}") for n in (1, 2))

    changes = rules.difference(plan(annex=(first, second)), plan(annex=(second, first)))

    assert [(c.what, c.how) for c in changes] == [("ANNEX", "REORDERED")]


# Approach and lay-out


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (
            indicator(),
            "Sekolah dengan data valid: 42 sekolah setahun (triwulan I 9, triwulan II 9, "
            "triwulan III 9, triwulan IV 15)",
        ),
        (
            indicator(text="Dana terserap", unit="rupiah", targets=targets(1250.5, 0, 0, 1000)),
            "Dana terserap: 2.250,5 rupiah setahun (triwulan I 1.250,5, triwulan II 0, "
            "triwulan III 0, triwulan IV 1.000)",
        ),
        (
            indicator(
                text="Salah isi",
                unit="persen",
                lower_is_better=True,
                targets=targets(2, 2, 2, 2),
            ),
            "Salah isi: paling banyak 2 persen",
        ),
        (
            indicator(text="Kepuasan", unit="persen", targets=targets(80, 80, 85, 85)),
            "Kepuasan: 85 persen",
        ),
        (indicator(unit="", targets=NONE), "Sekolah dengan data valid"),
        (indicator(targets=NONE), "Sekolah dengan data valid"),
        (
            indicator(text=""),
            "42 sekolah setahun (triwulan I 9, triwulan II 9, triwulan III 9, triwulan IV 15)",
        ),
    ],
)
def test_a_target_becomes_part_of_its_sentence(made: IndicatorContent, said: str) -> None:
    assert rules.measure_in_words(made) == said


def test_the_qualitative_approach_keeps_every_target_in_words() -> None:
    worded = rules.in_approach(plan(indicator()), rules.QUALITATIVE)

    assert only(worded).unit == ""
    assert only(worded).targets == NONE
    assert only(worded).text.startswith("Sekolah dengan data valid: 42 sekolah")
    assert only(worded).key == KEY


def test_back_in_the_quantitative_approach_the_sentence_stays_and_numbers_are_missing() -> None:
    worded = rules.in_approach(plan(indicator()), rules.QUALITATIVE)
    back = rules.in_approach(worded, rules.QUANTITATIVE)

    assert only(back).text == only(worded).text
    assert [p.field for p in rules.problems_of(back)] == ["targets"]


@given(contents, st.sampled_from([rules.QUANTITATIVE, rules.QUALITATIVE]))
@settings(max_examples=60)
def test_changing_the_approach_twice_is_changing_it_once(content: Content, approach: str) -> None:
    once = rules.in_approach(content, approach)

    assert rules.in_approach(once, approach) == once
    assert [r.key for r in once.results] == [r.key for r in content.results]


def test_only_the_form_of_leaders_keeps_perspectives() -> None:
    leaders = plan(indicator(perspective="PROCESS"), form=rules.LEADER)

    assert only(rules.in_form(leaders, rules.LEADER)).perspective == "PROCESS"
    assert only(rules.in_form(leaders, rules.STAFF)).perspective == ""


@pytest.mark.parametrize(
    ("echelon", "is_head", "unit_kind", "form"),
    [
        ("II.b", True, "OPD", rules.LEADER),
        ("II.a", False, "OPD", rules.LEADER),
        ("III.a", True, "DISTRICT", rules.LEADER),
        ("III.b", True, "DIVISION", rules.STAFF),
        ("III.a", False, "OPD", rules.STAFF),
        ("IV.a", True, "SECTION", rules.STAFF),
        ("", True, "PUSKESMAS", rules.STAFF),
        ("", False, "SCHOOL", rules.STAFF),
    ],
)
def test_leaders_are_senior_officials_and_heads_of_self_standing_units(
    echelon: str, is_head: bool, unit_kind: str, form: str
) -> None:
    assert rules.form_for(echelon=echelon, is_head=is_head, unit_kind=unit_kind) == form


# What keeps a plan from its superior


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        (plan(indicator(), form=rules.LEADER), []),
        (plan(indicator(text=" "), form=rules.LEADER), ["text"]),
        (plan(indicator(unit="", targets=NONE), approach=rules.QUALITATIVE), []),
        (plan(indicator(text=" ", unit=""), approach=rules.QUALITATIVE), ["text"]),
        (
            plan(indicator(unit="", targets=NONE), form=rules.LEADER, approach=rules.QUALITATIVE),
            [],
        ),
    ],
)
def test_each_approach_and_lay_out_asks_for_its_own(content: Content, fields: list[str]) -> None:
    assert [p.field for p in rules.problems_of(content)] == fields


def test_a_measure_in_words_is_not_summed() -> None:
    assert rules.is_level("", lower_is_better=False)


# A new year


def test_a_new_year_begins_with_the_annex_and_without_the_leaders_expectations() -> None:
    old = plan(
        indicator(),
        approach=rules.QUALITATIVE,
        annex=(AnnexContent(UUID(int=5), "RESOURCES", "Kendaraan dinas"),),
        expectations=(("SERVICE", "Ramah"),),
    )

    new = rules.renewed(old, iter(UUID(int=n) for n in range(50, 90)).__next__, {})

    assert new.approach == rules.QUALITATIVE
    assert [line.text for line in new.annex] == ["Kendaraan dinas"]
    assert new.annex[0].key != old.annex[0].key
    assert new.expectations == ()


# Proposals


def test_a_proposal_of_the_same_targets_is_none() -> None:
    assert rules.proposal_for(indicator(), targets=targets(9, 9, 9, 15)).is_empty
    worded = indicator(unit="", text="42 sekolah valid")
    assert rules.proposal_for(worded, text=" 42  sekolah valid ").is_empty


def test_an_accepted_proposal_changes_only_its_indicator() -> None:
    other = indicator(key=UUID(int=11), text="Kunjungan")
    proposal = rules.proposal_for(indicator(), targets=targets(10, 10, 10, 18))

    content = rules.accepted(plan(indicator(), other), KEY, proposal, support_key=UUID(int=70))

    assert content is not None
    assert only(content).targets == targets(10, 10, 10, 18)
    assert content.results[0].indicators[1] == other
    assert proposal.was.startswith("42 sekolah setahun")
    assert rules.words_of(proposal, indicator()).startswith("48 sekolah setahun")


@pytest.mark.parametrize(
    ("content", "proposal"),
    [
        (plan(), Proposal(targets=targets(1, 1, 1, 1))),
        (plan(indicator(unit="", targets=NONE)), Proposal(targets=targets(1, 1, 1, 1))),
        (plan(indicator()), Proposal(text="42 sekolah valid")),
    ],
)
def test_a_proposal_for_a_line_that_is_gone_or_otherwise_written_cannot_be_taken_up(
    content: Content, proposal: Proposal
) -> None:
    assert rules.accepted(content, KEY, proposal, support_key=UUID(int=70)) is None


def test_promised_support_becomes_a_line_of_the_annex() -> None:
    proposal = Proposal(support="Kendaraan dinas sekali sebulan")

    content = rules.accepted(plan(indicator()), None, proposal, support_key=UUID(int=70))

    assert content is not None
    assert content.results == plan(indicator()).results
    assert content.annex == (
        AnnexContent(UUID(int=70), "RESOURCES", "Kendaraan dinas sekali sebulan"),
    )


@pytest.mark.parametrize(
    "proposal",
    [
        Proposal(),
        Proposal(support="Kendaraan dinas"),
        Proposal(targets(1, 2.5, 0, 3), was="42"),
        Proposal(text="Baru", was="Lama"),
    ],
)
def test_a_proposal_is_kept_as_it_was(proposal: Proposal) -> None:
    assert rules.proposal_from_json(rules.proposal_to_json(proposal)) == proposal
