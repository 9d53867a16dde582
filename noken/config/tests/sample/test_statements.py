"""Teachers and principals of the sample state their results; nothing else is said of them."""

import re
from collections import Counter
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db.models import F, QuerySet
from django.test import Client
from django.utils.html import strip_tags

from noken.config.tests.sample import SAMPLE
from noken.core.actor import system
from noken.evaluation.models import Period, Rating, SelfAssessment, Sheet, Statement
from noken.evaluation.queries.evidence import Asked, gather
from noken.evaluation.services._results import forecast_json
from noken.followup.models import Award, Improvement
from noken.organization import queries
from noken.organization.models import Employee
from noken.planning.models import Plan
from noken.work import queries as work
from noken.work.models import Feedback
from tests.fixtures import BACKEND
from tests.world import NOON, TODAY

pytestmark = SAMPLE
HOST = "contoh.localhost"
STATED, FORECAST = "/evaluasi/realisasi/", "/evaluasi/posisi/prakiraan/"
SPANS = ((date(TODAY.year, 1, 1), date(TODAY.year, 7, 1)), (date(TODAY.year, 1, 1), TODAY))


def unreported() -> set[int]:
    return set(work.unreported(list(Employee.objects.values_list("pk", flat=True)), TODAY))


def standing() -> QuerySet[Statement]:
    return Statement.objects.filter(replaced_at=None)


def test_each_state_occurs_and_some_said_nothing_yet() -> None:
    states = Counter(standing().values_list("status", flat=True))
    waiting = standing().filter(status="STATED")

    assert set(states) == {"AGREED", "ASKED", "STATED"}
    assert waiting.filter(stated_at__lt=NOON - timedelta(14)).exists()
    assert waiting.filter(stated_at__gt=NOON - timedelta(3)).exists()
    assert unreported() - set(Statement.objects.values_list("employee_id", flat=True))


def test_only_who_owes_no_report_states_and_the_superior_answers() -> None:
    people = set(Statement.objects.values_list("employee_id", flat=True))

    assert people <= unreported()
    assert not Statement.objects.filter(answered_by=F("employee")).exists()
    assert not Statement.objects.filter(stated_at__gte=NOON).exists()
    assert not Statement.objects.filter(answered_at__gte=NOON).exists()
    assert not standing().filter(status="ASKED", question="").exists()


@pytest.mark.parametrize(("start", "end"), SPANS)
def test_none_of_them_is_forecast_weak_or_shown_as_nothing(start: date, end: date) -> None:
    asked = [Asked(who, start, end) for who in sorted(unreported())]

    shown = gather(system(TODAY), asked, TODAY)

    grades = {forecast_json(each.evidence).get("grade") for each in shown}
    assert "GOOD" in grades
    assert not grades & {"NEEDS_IMPROVEMENT", "POOR", "VERY_POOR", "BELOW"}
    indicators = [i for each in shown for r in each.evidence.results for i in r.indicators]
    assert all(i.share_pct is None or i.share_pct > 0 for i in indicators)


def test_a_finished_semester_grades_nobody_who_stated_nothing() -> None:
    (period,) = Period.objects.filter(group="TEACHERS", closed_at__isnull=False)
    until = Statement.objects.filter(until_on__gte=period.start_on, until_on__lt=period.end_on)
    rated = Rating.objects.filter(sheet__period=period)

    assert rated
    assert not rated.exclude(sheet__employee__in=until.values("employee"))
    assert set(rated.values_list("result", flat=True)) == {"AS"}
    assert Sheet.objects.filter(period=period).exclude(status="FINAL")
    assert period.closing_note


def test_sentences_are_not_copied() -> None:
    said = Counter(Statement.objects.exclude(text="").values_list("text", flat=True))

    assert len(said) > 20
    assert max(said.values()) == 1


def test_words_claim_no_target_and_speak_of_the_school() -> None:
    texts = SelfAssessment.objects.values_list("text", "sheet__employee")
    people = unreported()
    notes = Feedback.objects.filter(person__in=people, value="SERVICE", tone="GOOD")

    assert texts
    assert not [text for text, _ in texts if "target" in text.casefold()]
    assert not [text for text, who in texts if who in people and "aporan kerja" in text]
    assert not notes.filter(text__contains="syarat kepada warga").exists()


def test_who_rates_claims_no_target_either_and_speaks_of_the_school() -> None:
    ratings = Rating.objects.values_list("reason", "sheet__employee")
    people = unreported()

    assert ratings.filter(sheet__employee__in=people)
    assert not [reason for reason, _ in ratings if "target" in reason.casefold()]
    assert not [reason for reason, who in ratings if who in people and "triwulan" in reason]


def test_the_words_of_an_office_are_said_of_nobody_in_a_school() -> None:
    people = unreported()

    assert not Improvement.objects.filter(employee__in=people).exists()
    assert not Award.objects.filter(employee__in=people).exists()
    assert not Improvement.objects.filter(reason__icontains="target").exists()


# --- as pages show it ---

OWN = ("/hari-ini/", "/evaluasi/posisi/", FORECAST, STATED, "/evaluasi/saya/")


@pytest.fixture(autouse=True)
def _its_host(settings: Any) -> None:
    settings.ALLOWED_HOSTS = [HOST]


def browse(person: int) -> Client:
    client = Client(headers={"host": HOST})
    account = Employee.objects.select_related("account").get(pk=person).account
    assert account is not None
    client.force_login(account, backend=BACKEND)
    return client


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return " ".join(strip_tags(unescape(answer.content.decode())).split())


def leading() -> set[int]:
    """Who answers statements: their pages speak of others too."""
    answered = Statement.objects.exclude(answered_by=None)
    return {pk for pk in answered.values_list("answered_by", flat=True) if pk}


def teachers() -> set[int]:
    """Those with a plan in force, so that something is asked of them; who leads is left out."""
    planned = Plan.objects.filter(year=TODAY.year, revisions__status="APPROVED")
    active = Employee.objects.filter(
        standings__standing="ACTIVE",
        postings__position__family="TEACHER",
        pk__in=planned.values("owner"),
    )
    return unreported() & set(active.values_list("pk", flat=True))


def test_the_page_of_who_agreed_shows_it_and_of_who_said_nothing_shows_no_share() -> None:
    late = standing().filter(stated_at__date__gte=date(TODAY.year, 7, 1))
    agreed = late.exclude(employee__in=standing().exclude(status="AGREED").values("employee"))
    said = agreed.exclude(text="").exclude(employee__in=leading())[0]
    silent = min(teachers() - set(Statement.objects.values_list("employee_id", flat=True)))

    client = browse(said.employee_id)
    assert said.text in read(client, STATED)
    for url in (STATED, FORECAST):
        assert not re.findall(r".{120}Data belum cukup.{120}", read(client, url)), url

    client = browse(silent)
    assert "Data belum cukup" in read(client, STATED)
    assert "Data belum cukup" in read(client, FORECAST)
    for url in OWN:
        page = read(client, url)
        assert "Butuh Perbaikan" not in page, url
        assert not re.search(r"(?<![\d,.])0 ?%", page), url


def test_a_midyear_statement_says_nothing_of_the_running_semester() -> None:
    early = standing().filter(stated_at__date__lt=date(TODAY.year, 7, 1))
    newest = set(standing().exclude(pk__in=early).values_list("employee_id", flat=True))
    person = min(set(early.values_list("employee_id", flat=True)) - newest)

    assert "Data belum cukup" in read(browse(person), FORECAST)


def test_who_leads_finds_what_waits() -> None:
    waiting = standing().filter(status="STATED").exclude(employee__in=leading())
    head = queries.superiors([waiting[0].employee_id], TODAY)[waiting[0].employee_id]
    assert head is not None

    client = browse(head)

    board = client.get("/tim/").content.decode()
    assert "Realisasi menunggu Anda" in board
    assert "Tidak wajib hari ini" not in board
    assert f"/evaluasi/realisasi/{waiting[0].employee_id}/" in board + (
        client.get("/menunggu/").content.decode()
    )
