"""What states a fact can be changed by nobody who works for the application, asked by trying."""

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from psycopg import sql

from noken.audit.gateways import rights
from noken.audit.gateways.commitments import name_of
from noken.audit.models import FactForm
from noken.core.sealed import Fact, facts
from noken.evaluation.models import Rating
from tests.cast import Cast
from tests.world import NOON
from tests.world_evaluation import make_period, make_rating, make_sheet

pytestmark = pytest.mark.django_db


def refused(statement: str, *names: str, row: int | None = None) -> bool:
    parts = sql.SQL(statement).format(*map(sql.Identifier, names))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(parts, [row] if row else [])
    except ProgrammingError as error:
        return isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege)
    return False


@pytest.mark.parametrize("fact", [fact for fact in facts() if not fact.once], ids=name_of)
def test_a_fact_from_the_beginning_is_kept_by_rights(fact: Fact) -> None:
    assert refused("delete from {}", fact.table)
    assert refused("truncate {}", fact.table)
    for name in fact.names:
        assert refused("update {0} set {1} = {1}", fact.table, name), name
    for name in fact.follows:
        assert not refused("update {0} set {1} = {1}", fact.table, name), name


def test_a_draft_may_be_changed_and_what_was_published_may_not(cast: Cast) -> None:
    sheet = make_sheet(cast.maria, make_period())
    draft = make_rating(sheet, cast.yohana, published=False)
    change = "update evaluation_rating set {} where id = %s"

    assert not refused(change.format("grade = 'VERY_GOOD'"), row=draft.pk)
    Rating.objects.filter(pk=draft.pk).update(published_at=NOON)

    for act in (
        *("grade = 'VERY_POOR'", "by_id = null", "reason = 'lain'", "evidence = evidence"),
        *("published_at = now()", "published_at = null", "id = 7"),
    ):
        assert (act == "evidence = evidence") != refused(change.format(act), row=draft.pk), act
    assert refused("delete from evaluation_rating where id = %s", row=draft.pk)
    assert not refused(change.format("replaced_at = now()"), row=draft.pk)


def test_what_was_kept_is_not_made_again_and_another_form_is_a_new_row() -> None:
    """As the application, that may grant nothing: whatever is done again would be refused."""
    before = FactForm.objects.count()

    rights.protect(facts())

    assert FactForm.objects.count() == before == len(facts())
    assert refused("update audit_factform set columns = null")
    assert refused("insert into audit_factform select * from audit_factform")
