"""Facts of all areas under their seals: what a hand in the database does is named, table and span.

The changes are drawn at random over all kinds of facts that stand; a hundred in `make test`, a
thousand in `make prove`. The same is asked of a copy that was exported, away from any server.
"""

# ruff: noqa: S608 (statements of a hand in the database, from our own names)
import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from django.db import DatabaseError, connection, transaction

from noken.audit import services
from noken.audit.gateways import copies, stretches
from noken.audit.models import Commitment, FactForm, Seal
from noken.audit.rules import chain
from noken.core.actor import system
from noken.core.http import RecordsRead
from noken.core.postgres import as_owner
from noken.core.sealed import Fact, facts
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_employee, make_position, make_posting
from tests.world_attendance import make_punch, make_recorder, make_site
from tests.world_evaluation import make_period, make_rating, make_sheet
from tests.world_findings import make_finding, make_reply, make_row
from tests.world_work import make_agreed, make_feedback, make_report, make_review

TIMES = 1000 if os.environ.get("NOKEN_ROUNDS") == "full" else 100
BY = system(TODAY)
OTHER = {
    "bool": "not {0}",
    "int": "coalesce({0}, 0) + 1",
    "bigint": "coalesce({0}, 0) + 1",
    "smallint": "coalesce({0}, 0) + 1",
    "numeric": "coalesce({0}, 0) + 1",
    "varchar": "left(coalesce({0}, ''), 3) || 'x'",
    "text": "coalesce({0}, '') || '.'",
    "date": "coalesce({0}, now()::date) + 1",
    "timestamp": "coalesce({0}, now()) + interval '1 minute'",
    "uuid": "gen_random_uuid()",
    "jsonb": """'{{"lain": 1}}'""",
}
"""Another value for a column, by the beginning of its type."""


@pytest.fixture
def stand(transactional_db: None, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:  # noqa: ARG001 (fixtures)
    """Reports, reviews, notes, punches, ratings and findings of several people, sealed."""
    monkeypatch.setattr(stretches, "MOST_ROWS", 9)
    recorder = make_recorder(make_site(cast.section), "Mesin uji")
    period = make_period()
    people = [make_employee(f"Pegawai {number}", account=False) for number in range(3)]
    for number, person in enumerate(people):
        make_posting(person, make_position(cast.section))
        agreed = make_agreed(person)
        for day in range(4):
            on = TODAY - timedelta(day + 1)
            report = make_report(person, agreed.indicators[0], on=on)
            make_review(report, cast.acting_superior)
            make_feedback(person, cast.acting_superior, report=report)
            make_punch(person, recorder, datetime(2026, 11, 20 - day, 7, number))  # noqa: DTZ001 (the wall clock)
        make_rating(make_sheet(person, period), cast.acting_superior)
        finding = make_finding(person)
        make_row(finding)
        make_reply(finding)
    about = frozenset({cast.owner.pk, cast.peer.pk})
    by = actor(cast.acting_superior)
    services.record_readings([RecordsRead(by=by, at=NOON, about=about, screen="layar")])
    services.seal_journal(at=NOON)
    with as_owner(connection):
        yield


def broken() -> tuple[str, str, int | None]:
    check = services.check_journal(by=BY, at=NOON)
    return check.why, check.table, check.broken_number


def standing() -> dict[Fact, list[str]]:
    """The kinds of facts of which some stand, with their keys."""
    found = {}
    for fact in facts():
        held = Commitment.objects.filter(
            form__in=FactForm.objects.filter(table=fact.table, once=fact.once).values("pk")
        )
        if keys := list(held.order_by("id").values_list("key", flat=True)):
            found[fact] = keys
    return found


def changed(random: Random, fact: Fact, keys: list[str]) -> str | None:
    """One column of one fact another value."""
    name, kind = random.choice([column for column in fact.columns if column[0] != fact.key])
    value = next((v for t, v in OTHER.items() if kind.startswith(t)), None)
    key = random.choice(keys)
    return value and (
        f"update {fact.table} set {name} = {value.format(name)} where {fact.key}::text = '{key}'"
    )


def gone(random: Random, fact: Fact, keys: list[str]) -> str:
    return f"delete from {fact.table} where {fact.key}::text = '{random.choice(keys)}'"


def added(random: Random, fact: Fact, keys: list[str]) -> str | None:
    """One fact a second time under another key."""
    kind = dict(fact.columns)[fact.key]
    key = "gen_random_uuid()" if kind == "uuid" else "{0} + 100000"
    if kind not in {"uuid", "bigint", "integer", "smallint"}:
        return None
    names = [name for name in all_columns(fact.table) if name != fact.key]
    return (
        f"insert into {fact.table} ({fact.key}, {', '.join(names)}) overriding system value"
        f" select {key.format(fact.key)}, {', '.join(names)} from {fact.table}"
        f" where {fact.key}::text = '{random.choice(keys)}'"
    )


def swapped(random: Random, fact: Fact, keys: list[str]) -> str | None:
    """What two facts say, each under the key of the other."""
    names = [name for name, _ in fact.columns if name != fact.key]
    one, two = random.sample(keys, 2) if len(keys) > 1 else ("", "")
    this, that = (", ".join(f"{alias}.{name}" for name in names) for alias in "to")
    return one and (
        f"update {fact.table} t set ({', '.join(names)}) = row({that})"
        f" from {fact.table} o where (t.{fact.key}::text, o.{fact.key}::text)"
        f" in (('{one}', '{two}'), ('{two}', '{one}')) and ({this}) is distinct from ({that})"
    )


def all_columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [
            column.name for column in connection.introspection.get_table_description(cursor, table)
        ]


WHY: dict[Callable[[Random, Fact, list[str]], str | None], str] = {
    changed: chain.FACT,
    gone: chain.FACT,
    added: chain.ADDED,
    swapped: chain.FACT,
}
ACTS = tuple(WHY)


def test_what_a_hand_in_the_database_does_to_facts_is_named(stand: None) -> None:  # noqa: ARG001 (set)
    random = Random(11)  # noqa: S311 (the same sequence each time)
    kinds = standing()
    assert len(kinds) > 8
    assert broken() == ("", "", None)
    of_facts = set(Seal.objects.filter(stream="FACT").values_list("number", flat=True))
    done: Counter[str] = Counter()
    while done.total() < TIMES:
        fact, act = random.choice(list(kinds)), random.choice(ACTS)
        statement = act(random, fact, kinds[fact])
        with transaction.atomic():
            if statement and happens(statement):
                why, table, number = broken()
                assert (why, table) == (WHY[act], fact.table), statement
                assert number == 0 if act is added else number in of_facts
                done[act.__name__] += 1
            transaction.set_rollback(True)
    assert set(done) == {act.__name__ for act in ACTS}
    assert broken() == ("", "", None)


def happens(statement: str) -> bool:
    """Whether the database itself lets it happen, and anything is hit."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            hit = bool(cursor.rowcount)
            cursor.execute("set constraints all immediate")
    except DatabaseError:
        return False
    return hit


LINES = {
    "update audit_commitment set hash = sha256(hash) where id = {id}": chain.ROWS,
    "update audit_commitment set key = key || '0' where id = {id}": chain.ROWS,
    "delete from audit_commitment where id = {id}": chain.ROWS,
    "update audit_commitment set salt = sha256(salt) where id = {id}": chain.FACT,
    'update audit_factform set columns = columns || \'[["x", "text"]]\' where id ='
    " (select form from audit_commitment where id = {id})": chain.ROWS,
    "delete from audit_factform where id = (select form from audit_commitment where id = {id})": (
        chain.ROWS
    ),
    "insert into audit_commitment (form, key, salt, hash) select form, key, salt, sha256(hash)"
    " from audit_commitment where id = {id}": chain.FACT,
    "update audit_reading set screen = 'lain'": chain.ROWS,
    "delete from audit_reading": chain.ROWS,
}


@pytest.mark.parametrize("edit", list(LINES))
def test_a_line_that_binds_a_fact_is_bound_itself(stand: None, edit: str) -> None:  # noqa: ARG001 (set)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(edit.format(id=Commitment.objects.order_by("id")[17].pk))

        why, table, _ = broken()

        assert why == LINES[edit], table
        transaction.set_rollback(True)


def test_a_copy_tells_the_same_away_from_the_server(stand: None, tmp_path: Path) -> None:  # noqa: ARG001 (set)
    whole = tmp_path / "utuh.zip"
    copies.write(whole, "manokwari")
    tenant, found = copies.read(whole)

    assert (tenant, found.broken) == ("manokwari", None)
    assert found.facts == Commitment.objects.count()
    assert found.rows == sum(Seal.objects.values_list("rows", flat=True))
    assert whole.stat().st_mode & 0o077 == 0

    with connection.cursor() as cursor:
        cursor.execute("update work_report set title = 'lain' where title <> 'lain'")
    torn = tmp_path / "rusak.zip"
    copies.write(torn, "manokwari")
    _, found = copies.read(torn)

    assert found.broken is not None
    assert (found.broken.why, found.broken.table, found.broken.count) == (
        chain.FACT,
        "work_report",
        12,
    )


def test_what_is_no_copy_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "lain.zip"
    file.write_bytes(b"PK kosong")

    with pytest.raises(copies.NotACopy):
        copies.read(file)
