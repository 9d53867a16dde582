"""Writes the verdicts on a file's rows, and reads them back."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from noken.core.tables import inbox
from noken.core.tenancy import current_tenant
from noken.organization.models import ImportRow, ImportRun
from noken.organization.rules import imports as rules
from noken.organization.rules.imports import RowData, Verdict
from noken.organization.rules.nip import masked_nip
from noken.organization.rules.person_row import RefusedRow
from noken.organization.services.imports._copy import copy

_COLUMNS = (
    "run_id",
    "number",
    "sheet",
    "verdict",
    "employee_id",
    "data",
    "changes",
    "code",
    "cause",
    "cure",
    "decision",
)
_ASK_AGAIN = "Unggah lagi baris ini, lalu pilih: isi berkas, atau yang ada di noken."
Staged = tuple[Any, ...]


def staged(
    run: ImportRun, place: tuple[str, int], data: RowData, verdict: Verdict, employee: int | None
) -> Staged:
    """An accepted row as the table holds it."""
    sheet, number = place
    return (
        run.pk,
        number,
        sheet,
        verdict.code,
        employee,
        json.dumps(data, ensure_ascii=False),
        json.dumps(dict(verdict.changes), ensure_ascii=False),
        verdict.reason,
        verdict.cause,
        verdict.cure,
        "",
    )


def staged_refusal(run: ImportRun, row: RefusedRow) -> Staged:
    """A row that the reader refused; it keeps what a typed NIP could still make a person of."""
    data = {"name": row.name, "nip_masked": row.nip_masked, "cells": dict(row.cells)}
    return (
        run.pk,
        row.number,
        row.sheet,
        rules.REFUSED,
        None,
        json.dumps(data, ensure_ascii=False),
        "{}",
        row.code,
        row.cause[:300],
        row.cure[:400],
        "",
    )


def write(rows: Iterable[Staged]) -> dict[str, int]:
    """Store rows; how many there are of each verdict."""
    counts: Counter[str] = Counter()

    def counted() -> Iterator[Staged]:
        for row in rows:
            counts[row[3]] += 1
            yield row

    copy("organization_importrow", _COLUMNS, counted())
    return dict(counts)


def with_names(verdict: Verdict, names: Mapping[str, str]) -> Verdict:
    """Superiors by name instead of NIP, for people to read."""
    if "superior" not in verdict.changes:
        return verdict
    old, new = verdict.changes["superior"]
    shown = (names.get(old, ""), names.get(new, ""))
    return verdict._replace(changes={**verdict.changes, "superior": shown})


def clear(run: ImportRun, *, keeping: tuple[str, ...] = ("",)) -> None:
    """Delete the rows of a run, those of some verdicts left out, without loading them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from organization_importrow where run_id = %s and not verdict = any(%s)",
            [run.pk, list(keeping)],
        )


def empty_rows(run: ImportRun) -> None:
    """Take everything out of an applied run that nobody has to act on.

    Rows that were refused, or on which nobody decided, keep who they are about and the remedy:
    name, masked NIP and unit.
    """
    clear(run, keeping=(rules.REFUSED, rules.WAITING))
    left = ImportRow.objects.filter(run=run)
    left.exclude(decision="").delete()
    rows = list(left)
    for row in rows:
        masked = row.data.get("nip_masked") or masked_nip(row.data.get("nip", ""))
        kept = {key: row.data[key] for key in ("name", "unit_name") if key in row.data}
        row.data, row.changes = kept | {"nip_masked": masked}, {}
        row.cure = _ASK_AGAIN if row.verdict == rules.WAITING else row.cure
    ImportRow.objects.bulk_update(rows, ["data", "changes", "cure"], batch_size=1000)
    run.structure, run.missing = {}, []


def forget_rows(before: datetime) -> int:
    """Take out who the rows are about that were left of runs applied by then; how many."""
    rows = ImportRow.objects.filter(run__applied_at__lte=before).exclude(data={})
    return rows.update(data={}, employee=None)


def forget_file(run: ImportRun) -> None:
    """The file goes when the transaction commits."""
    if name := run.stored_name:
        tenant = current_tenant()
        transaction.on_commit(lambda: inbox.forget(tenant, name))
        run.stored_name = ""
