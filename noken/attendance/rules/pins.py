"""What a PIN is called in the table of punches."""

OPEN_MACHINE = 5
"""The grade of a record from a machine that nobody has fenced: whoever reaches noken could have
sent it. It counts as any other."""


def pin_key(raw: str) -> str:
    """The PIN without leading zeros: machines disagree about them.

    Source: reliabilitas noken 8.4, kunci alami rekaman (register: noken-practice).
    """
    return raw.strip().lstrip("0") or "0"


def person_key(employee_id: int) -> str:
    """Stands in the place of a PIN where the recorder knows the person itself.

    Source: reliabilitas noken 8.4, kunci alami rekaman (register: noken-practice).
    """
    return f"e{employee_id}"
