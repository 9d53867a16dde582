"""The discipline cases of the sample: one at each stage, each about a day on which people work."""

from noken.attendance.models import Day
from noken.calendars import queries as calendars
from noken.config.tests.sample import SAMPLE
from noken.discipline.models import Case, Decision, Reply
from noken.discipline.rules import flow

pytestmark = SAMPLE


def test_there_is_a_case_at_each_stage() -> None:
    found = set(Case.objects.values_list("status", flat=True))

    assert found == {state for state, _act in flow.WAYS} | flow.CLOSED - {flow.SERVED}
    reported = Case.objects.filter(status=flow.REPORTED)
    drafts = Decision.objects.filter(case__in=reported, decided_at=None)
    assert (reported.count(), drafts.count()) == (2, 1)


def test_no_breach_is_of_a_day_off_or_of_a_day_away() -> None:
    cases = Case.objects.all()

    assert cases
    for case in cases:
        assert case.first_on == case.last_on
        assert calendars.is_workday(case.first_on)
        assert Day.objects.get(employee=case.employee_id, day=case.first_on).status == "PRESENT"


def test_no_two_cases_are_told_in_the_same_words_or_are_about_the_same_person() -> None:
    for each in (
        Case.objects.values_list("breach", flat=True),
        Case.objects.values_list("employee_id", flat=True),
        Reply.objects.values_list("text", flat=True),
        Decision.objects.values_list("considering", flat=True),
    ):
        assert len(each) == len(set(each))


def test_the_tour_sees_a_first_summons_for_a_day_to_come() -> None:
    case = Case.objects.get(status=flow.SUMMONED_1)

    assert case.examiner is not None
    assert case.examiner.name == "Yohana Saiba"
