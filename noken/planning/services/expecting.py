"""What the leader expects of behaviour, value by value."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.planning import access
from noken.planning.events import ExpectationsWritten
from noken.planning.models import Expectation, Plan, Revision, Step
from noken.planning.queries.agreements import agreements_of
from noken.planning.services._records import BASIS, add_step, lock_plan, newest_revision
from noken.regulations import loader

LETTERS = 500


@transaction.atomic
def write_expectations(
    plan_id: int, texts: Mapping[str, str], *, by: Actor, at: datetime
) -> tuple[str, ...]:
    """Say what is expected of values; "" takes an expectation back. Returns the codes that changed.

    It can be done in every state of the plan, since expectations are clarified all year: what
    others may read already gets a version of its own.

    Args:
        texts: by the code of the value; values that are not named stay as they are.
    Raises:
        Refused: `plan.not_direct_superior`, `plan.unknown_value`, `plan.expectation_too_long`.
    Emits: ExpectationsWritten, unless nothing changed.
    """
    plan = lock_plan(plan_id)
    _permit(plan, by)
    revision = _of(plan)
    wanted = {value: " ".join(text.split()) for value, text in texts.items()}
    _check(wanted)
    before = agreements_of(plan.pk, revision.pk).expected
    stands = {value: before[value].text if value in before else "" for value in wanted}
    changed = tuple(value for value, text in wanted.items() if text != stands[value])
    if not changed:
        return ()

    author_id = by.employee_id or 0
    Expectation.objects.bulk_create(
        Expectation(plan=plan, value=value, text=wanted[value], by_id=author_id, at=at)
        for value in changed
    )
    add_step(revision, Step.Kind.CLARIFIED, by=by, at=at)
    events.emit(
        ExpectationsWritten(
            by=by,
            at=at,
            subject_id=plan.owner_id,
            plan_id=plan.pk,
            revision_id=revision.pk,
            values=changed,
        )
    )
    return changed


def _permit(plan: Plan, by: Actor) -> None:
    if not access.can_decide(by, plan.owner_id):
        raise Refused(
            "Ekspektasi khusus ditulis atasan langsung hari ini.",
            code="plan.not_direct_superior",
            basis=BASIS,
        )


def _of(plan: Plan) -> Revision:
    """The revision the reader has before their eyes: what waits or is in force, else the newest."""
    newest = newest_revision(plan)
    if newest.status == Revision.Status.SUBMITTED:
        return newest
    return plan.revisions.filter(status=Revision.Status.APPROVED).first() or newest


def _check(texts: Mapping[str, str]) -> None:
    names = {value.code: value.name for value in loader.core_values()}
    for value, text in texts.items():
        if value not in names:
            raise Refused("Nilai perilaku ini tidak dikenal.", code="plan.unknown_value")
        if len(text) > LETTERS:
            raise Refused(
                f"Ekspektasi untuk {names[value]} memuat {len(text)} huruf. Ringkaskan menjadi "
                f"paling banyak {LETTERS}.",
                code="plan.expectation_too_long",
            )
