"""Writing the journal. Runs inside the transaction of the act it records."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from django.db import connection, transaction

from noken.audit.events import RecordOpened
from noken.audit.gateways import commitments, stamps, stretches
from noken.audit.models import JournalCheck, Seal
from noken.audit.rules import chain
from noken.core import events
from noken.core.actor import Actor
from noken.core.database import ADOPTS
from noken.core.errors import Refused
from noken.core.events import Event
from noken.core.http import RecordsRead
from noken.core.sealed import facts

LEAST_LETTERS, MOST_LETTERS, MOST_BASIS = 20, 500, 120


@transaction.atomic
def state_reason(
    subject_id: int, basis: str, reason: str, *, by: Actor, at: datetime, record: str = ""
) -> None:
    """Say why before the records of another person open; it holds for 12 hours. `record` is the
    number of the one it is said for, where each is asked about anew.

    Raises:
        Refused: `reason.no_person`, `reason.no_basis`, `reason.too_short`, `reason.too_long`.
    Emits: RecordOpened.
    """
    basis, reason = " ".join(basis.split()), reason.strip()
    if by.employee_id is None:
        raise Refused(
            "Akun ini belum terhubung dengan pegawai. Minta admin OPD menghubungkannya.",
            code="reason.no_person",
        )
    if not basis:
        raise Refused("Pilih dasar Anda membuka data ini.", code="reason.no_basis")
    if len(reason) < LEAST_LETTERS:
        raise Refused(
            f"Tuliskan alasan sedikitnya {LEAST_LETTERS} huruf, supaya pegawainya mengerti.",
            code="reason.too_short",
        )
    if len(basis) > MOST_BASIS or len(reason) > MOST_LETTERS:
        raise Refused(f"Paling panjang {MOST_LETTERS} huruf. Singkatkan.", code="reason.too_long")
    told = RecordOpened(by=by, at=at, subject_id=subject_id, basis=basis, why=reason, record=record)
    events.emit(told)


def record(batch: Sequence[Event]) -> None:
    """One entry per event, all in one statement, but for what was derived. No entry waits."""
    writes = [e for e in batch if not (e.is_derived or isinstance(e, RecordsRead))]
    if not writes:
        return
    columns = (
        [event.at for event in writes],
        [event.by.user_id for event in writes],
        [event.by.employee_id for event in writes],
        [str(event.by.role) for event in writes],
        [event.kind for event in writes],
        [event.subject_id for event in writes],
        [json.dumps(event.ids(), default=str) for event in writes],
        [event.reason() for event in writes],
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into audit_entry"
            " (at, user_id, employee_id, role, action, subject_id, ids, reason)"
            " select * from unnest(%s::timestamptz[], %s::bigint[], %s::bigint[], %s::text[],"
            " %s::text[], %s::bigint[], %s::jsonb[], %s::text[])",
            columns,
        )


def record_readings(batch: Sequence[RecordsRead]) -> None:
    """One line per reader, role, person, screen and clock hour, one insert for a whole screen."""
    for reading in batch:
        if reading.by.employee_id is None:
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into audit_reading"
                " (hour, reader_id, role, person_id, screen, first_at, reason)"
                " select %s, %s, %s, person, %s, %s, %s from unnest(%s::bigint[]) as person"
                " on conflict do nothing",
                [
                    _hour(reading.at),
                    reading.by.employee_id,
                    str(reading.by.role),
                    reading.screen,
                    reading.at,
                    reading.why,
                    sorted(reading.about),
                ],
            )


def prepare_months(first: date, *, months: int) -> None:
    """Make and protect the partitions from the month of `first` on. Needs the owner's rights."""
    with connection.cursor() as cursor:
        cursor.execute("select audit_make_months(%s, %s)", [first, months])


@contextmanager
def bound_at_the_end() -> Iterator[None]:
    """Facts that the owner writes inside are bound once, as they stand at the end: while a sample
    is made they still change. Inside a transaction, as its last."""
    with connection.cursor() as cursor:
        cursor.execute(f"set local {ADOPTS} = 'off'")
    yield
    commitments.commit_all(facts())


def seal_journal(*, at: datetime) -> int:
    """Seal what came in since the last seal, of each stream; how many rows. One at a time.

    While somebody is still writing an older row, nothing is sealed: the next round does it.
    """
    last = stretches.settled_until()
    if last is None:
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(current_schema() || '.audit_seal'))")
        return sum(_seal_until(stream, last_id, at) for stream, last_id in last.items())


@transaction.atomic
def check_journal(*, since: date | None = None, by: Actor, at: datetime) -> JournalCheck:
    """Compare what is sealed with its seals, and keep what was found.

    How they hang together, and from `since` on (None: from the beginning) each row of each stream
    and each fact with its line.
    """
    first = 1 if since is None else _first_since(since)
    links = [chain.Link(*row) for row in Seal.objects.order_by("number").values_list(*_LINK)]
    broken = _first_break(links, first, is_all=since is None)
    last = links[-1] if links else None
    return JournalCheck.objects.create(
        at=at,
        employee_id=by.employee_id,
        since=since,
        seals=len(links),
        rows=sum(link.rows for link in links if link.number >= first),
        last_number=last.number if last else 0,
        last_hash=last.hash if last else chain.BEGIN,
        broken_number=broken.number if broken else None,
        why=broken.why if broken else "",
        table=broken.table if broken else "",
        count=broken.count if broken else 0,
        key=broken.key if broken else "",
    )


_LINK = ("number", "after_id", "until_id", "rows", "digest", "previous", "hash", "stamp", "stream")


def _seal_until(stream: str, last_id: int, at: datetime) -> int:
    seals = Seal.objects.order_by("-number")
    newest, own = seals.first(), seals.filter(stream=stream).first()
    number, previous = (newest.number, newest.hash) if newest else (0, chain.BEGIN)
    after_id, sealed = own.until_id if own else 0, 0
    while after_id < last_id:
        until_id = stretches.end_of(stream, after_id, last_id)
        rows, digest = stretches.stretch(stream, after_id, until_id)
        number += 1
        told = chain.hash_of(previous, number, (after_id, until_id), rows, digest, stream)
        Seal.objects.create(
            number=number,
            after_id=after_id,
            until_id=until_id,
            stream=stream,
            rows=rows,
            digest=digest,
            previous=previous,
            hash=told,
            stamp=stamps.stamp_of(told),
            at=at,
        )
        previous, after_id, sealed = told, until_id, sealed + rows
    return sealed


def _first_break(links: Sequence[chain.Link], first: int, *, is_all: bool) -> chain.Break | None:
    wanted = [stamps.as_stamped(link.hash, link.stamp) for link in links]
    if found := chain.broken_link(links, wanted) or _gone(links):
        return found
    for stream, one in stretches.STREAMS.items():
        if first == 1 and stretches.stray(stream):
            return chain.Break(1, chain.ROWS, one.table)
        if changed := stretches.first_changed(stream, first):
            return chain.Break(changed[0], chain.ROWS, one.table, changed[1])
    of_facts = [link for link in links if link.stream == stretches.FACT]
    return _changed_fact(of_facts, first, is_all=is_all)


def _changed_fact(links: Sequence[chain.Link], first: int, *, is_all: bool) -> chain.Break | None:
    """Of the lines that the seals from `first` on hold, and those that came since."""
    earlier = [link for link in links if link.number < first]
    after = earlier[-1].until_id if earlier else 0
    hit = commitments.first_hit(facts(), after, is_all=is_all)
    if hit is None:
        return None
    if hit.line is None:
        return chain.Break(0, chain.ADDED, hit.table, hit.rows, hit.key)
    holds = (link.number for link in links if hit.line <= link.until_id)
    return chain.Break(next(holds, 0), chain.FACT, hit.table, hit.rows, hit.key)


def _gone(links: Sequence[chain.Link]) -> chain.Break | None:
    """Seals that an earlier check has seen and that are not there any more."""
    seen = JournalCheck.objects.filter(broken_number=None).order_by("-last_number").first()
    if seen is None or seen.last_number == 0:
        return None
    there = links[seen.last_number - 1].hash if seen.last_number <= len(links) else ""
    return None if there == seen.last_hash else chain.Break(seen.last_number, chain.GONE)


def _first_since(since: date) -> int:
    """The seal that was made last before a day: what it holds may be younger."""
    before = Seal.objects.filter(at__date__lt=since).order_by("-number").first()
    return before.number if before else 1


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
