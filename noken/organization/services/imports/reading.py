"""A received file is read and checked: what each row would change, before anything does."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from noken.core import clock
from noken.core.actor import Actor, Role
from noken.organization.models import ImportRun
from noken.organization.queries.imports import Holder, names_of, serving_outside, units_below
from noken.organization.rules import imports as rules
from noken.organization.services.imports import _staging
from noken.organization.services.imports._assess import Assessed, assess
from noken.organization.services.imports._named import without_unusable
from noken.organization.services.imports._structure import (
    Kept,
    beyond_reach,
    kept_structure,
    with_decisions,
)
from noken.organization.services.imports.applying import foresee_run
from noken.organization.services.imports.parsing import Parsed

_OVER = (ImportRun.Status.APPLIED, ImportRun.Status.DISCARDED)


@transaction.atomic
def begin_reading(run_id: int, *, by: Actor, at: datetime) -> ImportRun | None:  # noqa: ARG001 (a service says who)
    """Say that the file is being read; None where it was read already or is over."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.status not in {ImportRun.Status.UPLOADED, ImportRun.Status.READING}:
        return None
    run.status, run.status_at = ImportRun.Status.READING, at
    run.save(update_fields=["status", "status_at"])
    return run


@transaction.atomic
def stage_file(run_id: int, parsed: Parsed, *, by: Actor, at: datetime) -> ImportRun:
    """Keep the verdict on each row, and the proposed structure.

    The file stays until the run is over: somebody may want its columns read in another way.

    A second call for the same run changes nothing.
    """
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.status != ImportRun.Status.READING:
        return run
    _stage(run, parsed, by, at)
    foresee_run(run, at=at)
    return run


def _stage(run: ImportRun, parsed: Parsed, by: Actor, at: datetime) -> None:
    today = clock.day_of(at)
    people = list(parsed.people())
    places = {(row.sheet, row.number): row for row in parsed.rows}
    structure = kept_structure(parsed.structure, places)
    structure["beyond"] = beyond_reach(with_decisions(structure, {}), by)
    undecided = with_decisions(structure, {})
    data = [each for _, each in people]
    found = assess(data, undecided, undecided["seats"], by, today)
    if without_unusable(data, found, by, today):
        found = assess(data, undecided, undecided["seats"], by, today)
    for key, holder in found.taken.items():
        structure["doubts"].append(_taken_doubt(structure, key, holder))
    names = _names(parsed, found)
    _staging.clear(run)
    accepted = (
        _staging.staged(
            run,
            (row.sheet, row.number),
            each,
            _staging.with_names(verdict, names),
            found.known[row.nip].employee if row.nip in found.known else None,
        )
        for (row, each), verdict in zip(people, found.verdicts, strict=True)
    )
    counts = _staging.write(accepted)
    refusals = _staging.write(_staging.staged_refusal(run, row) for row in parsed.refused)
    run.counts = {
        code: counts.get(code, 0) + refusals.get(code, 0)
        for code in (rules.NEW, rules.CHANGED, rules.UNCHANGED, rules.REFUSED, rules.WAITING)
    }
    run.layout, run.columns = parsed.layout, parsed.columns | _chosen(run)
    run.dropped, run.forbidden = parsed.dropped, parsed.forbidden
    run.structure, run.missing = structure, _missing(parsed, structure, by, today)
    run.status, run.status_at, run.read_at = ImportRun.Status.PREVIEWED, at, at
    run.save()


@transaction.atomic
def ask_columns(
    run_id: int,
    message: str,
    choices: list[list[str]],
    *,
    by: Actor,  # noqa: ARG001 (a service says who)
    at: datetime,
) -> None:
    """The file waits: a person says which column holds NIP and name."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.status != ImportRun.Status.READING:
        return
    run.status, run.status_at, run.failure = ImportRun.Status.FAILED, at, message[:400]
    run.columns = {"choices": choices} | _chosen(run)
    run.save(update_fields=["status", "status_at", "failure", "columns"])


@transaction.atomic
def fail_run(run_id: int, message: str, *, by: Actor, at: datetime) -> None:  # noqa: ARG001 (a service says who)
    """The file could not be read, or what was confirmed could not be applied: say why."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.status in _OVER:
        return
    was_applying = run.status == ImportRun.Status.APPLYING
    run.status = ImportRun.Status.PREVIEWED if was_applying else ImportRun.Status.FAILED
    run.status_at, run.failure = at, message[:400]
    if not was_applying:
        _staging.forget_file(run)
    run.save()


@transaction.atomic
def stop_run(run_id: int, message: str, *, by: Actor, at: datetime) -> None:  # noqa: ARG001 (a service says who)
    """A fault of the server ended the work on a file, which is kept: it may be read again."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.status in _OVER:
        return
    was_applying = run.status == ImportRun.Status.APPLYING
    run.status = ImportRun.Status.PREVIEWED if was_applying else ImportRun.Status.FAILED
    run.status_at, run.failure = at, message[:400]
    run.save(update_fields=["status", "status_at", "failure"])


def _chosen(run: ImportRun) -> dict[str, Any]:
    return {name: value for name, value in run.columns.items() if name == "chosen"}


def _names(parsed: Parsed, found: Assessed) -> dict[str, str]:
    """Names of all superiors, by NIP: from the file, else from the register."""
    names = {row.nip: row.name for row in parsed.rows}
    asked = {row.superior_nip for row in parsed.rows}
    asked |= {known.superior_nip for known in found.known.values()}
    return names_of(asked - names.keys() - {""}) | names


def _taken_doubt(structure: Kept, key: str, holder: Holder) -> Kept:
    name = structure["units"][key]["name"]
    return {
        "id": f"head.taken:{key}",
        "code": "head.taken",
        "unit": key,
        "text": f"Kepala {name} di noken adalah {holder.name}, dan berkas tidak memindahkannya. "
        "Pindahkan dulu, lalu impor lagi.",
        "options": [],
        "person": holder.employee,
    }


def _missing(parsed: Parsed, structure: Kept, by: Actor, today: date) -> list[int]:
    """Who serves here and is not in the file, as far as the file claims to know.

    The national export claims to know everybody, a local list only the agencies it names.
    """
    nips = [row.nip for row in parsed.rows]
    if parsed.layout == ImportRun.Layout.NATIONAL and by.role in {Role.PERSONNEL, Role.SYSTEM}:
        return serving_outside(nips, today, None)
    units = structure["units"].values()
    tops = units_below({u["id"] for u in units if not u["parent"] and u["id"] is not None})
    reach = tops if by.role in {Role.PERSONNEL, Role.SYSTEM} else tops & by.unit_ids
    return serving_outside(nips, today, reach)
