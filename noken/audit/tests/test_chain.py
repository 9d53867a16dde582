"""Seals of the journal: what follows from what, and what a superuser cannot do unseen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from django.db import ProgrammingError, connection, transaction

from noken.audit import services
from noken.audit.gateways import stretches
from noken.audit.models import Entry, JournalCheck, Seal
from noken.audit.rules import chain
from noken.core.actor import system
from noken.core.postgres import as_owner
from tests.world import NOON, TODAY

BY = system(TODAY)
ROWS = 60
WRITE = """
insert into audit_entry (at, user_id, employee_id, role, action, subject_id, ids, reason)
select %(at)s::timestamptz + make_interval(hours => n), n, n, 'SELF', 'Uji', n,
    jsonb_build_object('report', n), 'alasan ' || n
from generate_series(1, %(rows)s) as n
"""
EDITS = (
    "update audit_entry set reason = reason || '.' where id = {id}",
    "update audit_entry set employee_id = employee_id + 1 where id = {id}",
    "update audit_entry set subject_id = null where id = {id}",
    "update audit_entry set at = at + interval '1 microsecond' where id = {id}",
    "update audit_entry set at = at - interval '40 days' where id = {id}",
    "update audit_entry set written_at = written_at - interval '1 day' where id = {id}",
    "update audit_entry set ids = ids || '{{\"x\": 1}}' where id = {id}",
    "update audit_entry set role = 'SYSTEM', action = 'Lain' where id = {id}",
    "update audit_entry set id = -id where id = {id}",
    "delete from audit_entry where id = {id}",
    "insert into audit_entry (id, at, role, action) select {id}, at + interval '1 second', role,"
    " action from audit_entry where id = {id}",
    "update audit_entry set id = -1 where id = {id};"
    " update audit_entry set id = {id} where id = {other};"
    " update audit_entry set id = {other} where id = -1",
    "delete from audit_seal where until_id >= {id}",
    "update audit_seal set rows = rows + 1 where until_id >= {id} and after_id < {id}",
    "update audit_seal set digest = repeat('0', 64) where until_id >= {id} and after_id < {id}",
    "update audit_seal set stamp = repeat('0', 64) where until_id >= {id} and after_id < {id}",
)


def write(rows: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(WRITE, {"at": NOON, "rows": rows})


def seal() -> int:
    """How many entries were sealed; the facts of the seeds are sealed beside them."""
    before = of_entries()
    services.seal_journal(at=NOON)
    return of_entries() - before


def of_entries() -> int:
    return sum(Seal.objects.filter(stream="ENTRY").values_list("rows", flat=True))


def broken() -> tuple[int | None, str]:
    check = services.check_journal(by=BY, at=NOON)
    return check.broken_number, check.why


@pytest.fixture
def small_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "MOST_ROWS", 7)


@pytest.fixture
def as_superuser(transactional_db: None, small_seals: None) -> Iterator[None]:  # noqa: ARG001 (fixtures)
    """Sixty sealed entries that stand, and a connection that may do everything."""
    write(ROWS)
    services.seal_journal(at=NOON)
    with as_owner(connection):
        yield


@pytest.mark.django_db
def test_entries_are_sealed_in_order_and_only_once(small_seals: None) -> None:  # noqa: ARG001 (set)
    write(ROWS)

    assert seal() == ROWS
    assert services.seal_journal(at=NOON) == 0

    seals = list(Seal.objects.order_by("number"))
    assert [seal.number for seal in seals] == list(range(1, len(seals) + 1))
    assert max(seal.rows for seal in seals) == 7
    last = [seal for seal in seals if seal.stream == "ENTRY"][-1]
    assert last.until_id == Entry.objects.order_by("-id").values_list("id", flat=True)[0]
    assert broken() == (None, "")


@pytest.mark.django_db
def test_what_came_later_is_sealed_later_and_an_empty_journal_is_whole() -> None:
    assert seal() == 0
    assert broken() == (None, "")

    write(3)
    services.seal_journal(at=NOON)
    write(4)
    services.seal_journal(at=NOON + timedelta(days=40))

    check = services.check_journal(since=TODAY + timedelta(30), by=BY, at=NOON)
    rows = Seal.objects.filter(stream="ENTRY").order_by("number").values_list("rows", flat=True)
    assert list(rows) == [3, 4]
    assert (check.seals, check.rows, check.last_number, check.why) == (3, 7, 3, "")


@pytest.mark.django_db
def test_nothing_is_sealed_while_an_older_entry_may_come(monkeypatch: pytest.MonkeyPatch) -> None:
    write(3)
    monkeypatch.setattr(stretches, "settled_until", lambda: None)

    assert services.seal_journal(at=NOON) == 0
    assert not Seal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_commits_late_stands_in_the_next_seal() -> None:
    other = connection.copy()
    other.set_schema(connection.schema_name)  # type: ignore[attr-defined]  # django-tenants
    try:
        with transaction.atomic():
            write(1)  # takes the smaller id, and commits after the other
            with other.cursor() as cursor:
                cursor.execute(WRITE, {"at": NOON, "rows": 2})
                cursor.execute(stretches._HORIZON)
                last, *_, before = cursor.fetchone()
                cursor.execute(stretches._RUNNING, {"before": before})
                assert cursor.fetchone()[0]
    finally:
        other.close()

    assert seal() == 3
    assert Seal.objects.get(stream="ENTRY").until_id >= last
    assert broken() == (None, "")


def test_a_hundred_changes_by_a_superuser_are_all_seen(as_superuser: None) -> None:  # noqa: ARG001 (set)
    random = Random(5)  # noqa: S311 (the same sequence each time)
    ids = list(Entry.objects.order_by("id").values_list("id", flat=True))
    seals = list(Seal.objects.order_by("number"))
    with transaction.atomic():
        services.check_journal(by=BY, at=NOON)  # what an earlier check has seen
        for number in range(100):
            edit = EDITS[number % len(EDITS)]
            one, two = random.sample(ids, 2)
            hit = min(seal.number for seal in seals if seal.until_id >= one)
            point = transaction.savepoint()
            with connection.cursor() as cursor:
                cursor.execute(edit.format(id=one, other=two))
            where, why = broken()
            assert why, edit
            if edit.startswith("update audit_entry set reason"):
                assert (where, why) == (hit, chain.ROWS)
            transaction.savepoint_rollback(point)
        assert broken() == (None, "")
        transaction.set_rollback(True)


def test_a_chain_that_was_made_anew_lacks_the_stamp(as_superuser: None) -> None:  # noqa: ARG001 (set)
    """Whoever changes an entry and all seals after it still has not the server's key."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update audit_entry set reason = 'lain' where subject_id = 30")
        previous = chain.BEGIN
        for seal in Seal.objects.order_by("number"):
            rows, digest = stretches.stretch(seal.stream, seal.after_id, seal.until_id)
            span = (seal.after_id, seal.until_id)
            told = chain.hash_of(previous, seal.number, span, rows, digest, seal.stream)
            cursor.execute(
                "update audit_seal set rows = %s, digest = %s, previous = %s, hash = %s"
                " where number = %s",
                [rows, digest, previous, told, seal.number],
            )
            previous = told

        assert broken()[1] == chain.STAMP
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["audit_seal", "audit_journalcheck"])
@pytest.mark.parametrize("act", ["delete from {}", "update {} set at = now()", "truncate {}"])
def test_the_application_can_change_no_seal_and_no_check(table: str, act: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(table))


def test_each_part_of_a_seal_is_in_its_hash() -> None:
    link = chain.Link(1, 0, 9, 9, "a" * 64, chain.BEGIN, "", "s")
    link = replace(link, hash=chain.hash_of(chain.BEGIN, 1, (0, 9), 9, link.digest))

    assert chain.broken_link([link], ["s"]) is None
    assert chain.broken_link([], []) is None
    for other in (
        replace(link, number=2),
        replace(link, after_id=1),
        replace(link, until_id=8),
        replace(link, rows=8),
        replace(link, digest="b" * 64),
        replace(link, previous="c" * 64),
        replace(link, hash="d" * 64),
        replace(link, stream="FACT"),
    ):
        assert chain.broken_link([other], ["s"]) == chain.Break(1, chain.LINK)
    assert chain.broken_link([link], ["t"]) == chain.Break(1, chain.STAMP)


@pytest.mark.django_db
def test_a_key_that_was_replaced_still_proves_its_seals(settings: object) -> None:
    write(2)
    services.seal_journal(at=NOON)
    old = settings.SECRET_KEY  # type: ignore[attr-defined]  # pytest-django's
    settings.SECRET_KEY = "baru"  # type: ignore[attr-defined]  # as above

    assert broken()[1] == chain.STAMP

    settings.SECRET_KEY_FALLBACKS = [old]  # type: ignore[attr-defined]  # as above
    assert broken() == (None, "")
    assert JournalCheck.objects.count() == 2
