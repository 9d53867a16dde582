"""The findings of the sample: each kind for the tour, and enough to see what rules are worth."""

from noken.config.tests.sample import SAMPLE
from noken.findings.models import Finding, Row
from noken.findings.queries import terms_on
from noken.organization import queries as organization
from noken.organization.models import Employee
from tests.world import TODAY

pytestmark = SAMPLE


def _finding(name: str) -> Finding:
    return Finding.objects.get(employee__name=name, code="HDR-03")


def test_one_of_yohanas_people_has_a_day_in_each_state() -> None:
    finding = _finding("Daud Iba")

    states = list(finding.rows.order_by("day").values_list("state", flat=True))
    assert states == ["LAPSED", "ACCEPTED", "REPLIED", "REPLIED"]
    superior = organization.superior_of(finding.employee_id, TODAY).person
    assert superior is not None
    assert superior.name == "Yohana Saiba"
    assert finding.replies.filter(files__isnull=False).exists()


def test_maria_is_asked_about_one_day_and_has_not_opened_it() -> None:
    (row,) = _finding("Maria Wanggai").rows.all()

    assert (row.state, row.told_at) == ("ASKED", None)


def test_people_answered_and_superiors_decided() -> None:
    states = set(Row.objects.values_list("state", flat=True).distinct())

    assert states >= {"ASKED", "LAPSED", "REPLIED", "ACCEPTED"}
    assert not Row.objects.filter(state="LAPSED", told_at=None).exists()


def test_the_terms_are_signed_and_only_who_may_be_is_asked() -> None:
    assert terms_on(TODAY).is_signed
    asked = Finding.objects.filter(rows__asked_at__isnull=False, code__in=["HDR-03", "HDR-07"])
    kinds = Employee.objects.filter(findings__in=asked).values_list("kind", flat=True)
    assert set(kinds) <= {"PNS", "CPNS", "PPPK", "PPPK_PART_TIME"}
    silent = asked.filter(rows__state="LAPSED").values_list("employee__kind", flat=True)
    assert not {"PPPK", "PPPK_PART_TIME"} & set(silent)  # no table of the region is loaded
