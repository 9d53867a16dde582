"""Numbers and codes of papers: the number runs in a register, the code cannot be guessed."""

import hashlib

from noken.documents.rules.receipts import ALPHABET

CODE_LETTERS = 12
CODE_BYTES = 7
"""Random bytes of a code; 55 of their bits stand in it, then five bits of check."""
PREFIXES = {
    "PLAN": "SKP",
    "EVALUATION": "EVA",
    "EVALUATION_RECORD": "DEK",
    "OBJECTION_DECISION": "PKB",
    "CREDIT_CONVERSION": "KAK",
    "DISCIPLINE_ORDER": "STP",
    "DISCIPLINE_SUMMONS": "SPG",
    "DISCIPLINE_MINUTES": "BAP",
    "DISCIPLINE_REPORT": "LHP",
    "DISCIPLINE_RELEASE": "SPB",
    "DISCIPLINE_DECISION": "SKH",
    "DISCIPLINE_RECEIPT": "TTK",
}
_AS_TYPED = str.maketrans("ILO", "110", " -\u2013\t\r\n")


def number_of(kind: str, year: int, serial: int) -> str:
    """The number in the register of a kind and year, such as DEK-2026-000214.

    Source: cara kerja noken, buku nomor naskah (register: noken-practice).
    """
    return f"{PREFIXES[kind]}-{year}-{serial:06}"


def code_of(random: bytes) -> str:
    """Twelve letters for QR and keyboard; the last is a check.

    Args:
        random: `CODE_BYTES` bytes.
    Source: Crockford's base 32 (register: noken-practice).
    """
    value = int.from_bytes(random) >> 1
    letters = "".join(
        ALPHABET[value >> shift & 31] for shift in range(5 * (CODE_LETTERS - 2), -1, -5)
    )
    return letters + _check(letters)


def code_text(code: str) -> str:
    """The code for people: 7F3A-92KD-41QX.

    Source: Crockford's base 32 (register: noken-practice).
    """
    return "-".join(code[at : at + 4] for at in range(0, CODE_LETTERS, 4))


def code_from(text: str) -> str | None:
    """The code behind what a person typed; None if a letter is missing or wrong.

    Small letters, spaces, missing dashes and I, L, O read as 1, 1, 0 are forgiven.
    Source: Crockford's base 32 (register: noken-practice).
    """
    letters = text.upper().translate(_AS_TYPED)
    if len(letters) != CODE_LETTERS or not set(letters) <= set(ALPHABET):
        return None
    return letters if _check(letters[:-1]) == letters[-1] else None


def _check(letters: str) -> str:
    return ALPHABET[hashlib.sha256(letters.encode()).digest()[0] >> 3]
