"""Leave and duty of the owner, one of each state: none of them today, none over another."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from noken.documents.services import take_files
from noken.leave.models import Attachment, Letter, LetterFile, Request
from noken.leave.rules import kinds
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_leave import MONDAY, make_letter, make_request
from tests.world_work import photo


@dataclass(frozen=True)
class Absences:
    """`asked` waits for the superior, `advised` for BKPSDM; `sick` has a letter, `file_id`."""

    asked: Request
    advised: Request
    returned: Request
    granted: Request
    sick: Request
    file_id: UUID
    letter: Letter
    letter_file_id: UUID


def make_absences(cast: Cast, secret: str) -> Absences:
    owner, week = cast.owner, timedelta(7)
    sick = make_request(
        owner,
        kinds.SICK,
        status="ADVISED",
        start_on=TODAY - 3 * week,
        days=2,
        detail="MISCARRIAGE",
        reason=secret,
    )
    medical, signed = take_files([photo(), photo()], at=NOON)
    Attachment.objects.create(request=sick, file_id=medical.pk, order=0, is_photo=True, at=NOON)
    letter = make_letter(
        cast.agency, [owner], issued_by=cast.agency_head, start_on=MONDAY + 6 * week
    )
    LetterFile.objects.create(letter=letter, file_id=signed.pk, order=0, is_photo=True)
    return Absences(
        asked=make_request(owner, start_on=MONDAY + 2 * week, days=2, reason=secret),
        advised=make_request(
            owner, kinds.UNPAID, status="ADVISED", start_on=MONDAY + 3 * week, reason=secret
        ),
        returned=make_request(
            owner, kinds.IMPORTANT, status="RETURNED", start_on=MONDAY + 4 * week, reason=secret
        ),
        granted=make_request(
            owner,
            kinds.IMPORTANT,
            status="APPROVED",
            start_on=MONDAY + 5 * week,
            reason=secret,
            decided_by=cast.agency_head,
        ),
        sick=sick,
        file_id=medical.pk,
        letter=letter,
        letter_file_id=signed.pk,
    )
