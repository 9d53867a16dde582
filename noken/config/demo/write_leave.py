"""Rows of leave and duty, and their journal, as the services write them."""

from collections.abc import Mapping

from noken.config.demo.leave import DETAILS, DraftRequest, LeaveBook
from noken.config.demo.tables import copy, put_sequences_right, write_journal
from noken.leave.rules import kinds

ACTIONS = {
    "SUBMITTED": "LeaveRequested",
    "SUPPORTED": "LeaveAdvised",
    "RETURNED": "LeaveReturned",
    "APPROVED": "LeaveApproved",
}


def write_leave(book: LeaveBook, units: Mapping[str, int]) -> None:
    """Requests with their steps, letters, absences, balances from before, journal.

    Args:
        units: row of each unit by its key.
    """
    _write_requests(book.requests)
    _write_letters(book, units)
    copy(
        "leave_absence",
        ("employee_id", "start_on", "end_on", "portion", "family", "kind", "request_id",
         "letter_id", "reference", "place"),
        (
            *(
                (r.worker.id, r.start_on, r.end_on, "FULL", kinds.family_of(r.kind), r.kind, r.id,
                 None, "", "")
                for r in book.requests
                if r.status == "APPROVED"
            ),
            *(
                (person, row.start_on, row.end_on, "FULL", row.family, row.family, None, row.id,
                 row.number, row.place)
                for row in book.letters
                for person in row.people
            ),
        ),
    )  # fmt: skip
    at = min((r.submitted_at for r in book.requests), default=None)
    copy(
        "leave_openingbalance",
        ("employee_id", "year", "carried_days", "source", "set_at"),
        (
            (worker, year, days, f"Daftar cuti OPD per 2 Januari {year}", at)
            for worker, year, days in book.openings
        ),
    )
    put_sequences_right("leave_step", "leave_absence", "leave_openingbalance")


def _write_requests(requests: list[DraftRequest]) -> None:
    copy(
        "leave_request",
        ("id", "employee_id", "kind", "detail", "start_on", "end_on", "portion", "extra_days",
         "reason", "address", "phone", "stand_in_id", "status", "submitted_at", "advised_by_id",
         "advice", "decided_by_id", "decided_at", "number", "basis"),
        (
            (r.id, r.worker.id, r.kind, DETAILS.get(r.kind, ""), r.start_on, r.end_on, "FULL", 0,
             r.reason, "", "", r.stand_in, r.status, r.submitted_at, r.advised_by, r.advice,
             r.decided_by, r.decided_at, "", "")
            for r in requests
        ),
    )  # fmt: skip
    steps = [(r, step) for r in requests for step in r.steps]
    copy(
        "leave_step",
        ("request_id", "kind", "by_id", "role", "note", "at"),
        ((r.id, step.kind, step.by, step.role, step.note, step.at) for r, step in steps),
    )
    write_journal(
        (
            ACTIONS[step.kind],
            step.at,
            r.worker.id,
            {"request": str(r.id)},
            *((step.by,) if step.by != r.worker.id else ()),
        )
        for r, step in steps
    )


def _write_letters(book: LeaveBook, units: Mapping[str, int]) -> None:
    copy(
        "leave_letter",
        ("id", "unit_id", "number", "family", "purpose", "place", "start_on", "end_on", "portion",
         "issued_by_id", "role", "issued_at", "cancel_reason"),
        (
            (row.id, units[row.unit], row.number, row.family, row.purpose, row.place, row.start_on,
             row.end_on, "FULL", row.issued_by, "SUPERIOR", row.issued_at, "")
            for row in book.letters
        ),
    )  # fmt: skip
    write_journal(
        ("DutyOrdered", row.issued_at, person, {"letter": str(row.id)}, row.issued_by)
        for row in book.letters
        for person in row.people
    )
