"""Takes out what noken never stores: fingers, faces, photos, passwords, card numbers."""

import re

REMOVED = "[dibuang]"

BIOMETRIC_TABLES = re.compile(
    r"(?i)att_?photo|bio|photo|pic|face|finger|fp|vein|palm|templ|capture|image|iris"
)
"""Of a table with such a name nothing but the number of lines is kept."""

_WORD = re.compile(
    r"(?i)\s*(?:(?:FP|FACE|FVEIN|PV|PALM|IRIS|BIODATA|USERPIC|BIOPHOTO|ATTPHOTO|FINGERTMP|FINGER)"
    r"\d*|TEMPLATE\w*)(?:\s|$)"
)
_SECRET = re.compile(
    r"(?i)(\b(?:tmp|templ\w*|content|feature\w*|photo\w*|pic\w*|image\w*|pass\w*|pwd|\w*card\w*"
    r"|bio\w*|face\w*|finger\w*|commkey|pushcommkey)\s*=)[^\t]+"
)
_LONG = re.compile(r"[A-Za-z0-9+/=_-]{64,}")
_CONTROL = re.compile("[\0\1\2\3\4\5\6\7\x08\x0e-\x1f\x7f]")


def scrub_line(line: str) -> tuple[str, int]:
    """The line as it may be stored, and 1 if anything was taken out of it.

    Source: UU 27/2022, biometrics are specific data; noken has no need of them
    (register: uu-27-2022).
    """
    if _WORD.match(line):
        return f"{line.split(None, 1)[0][:16]} {REMOVED}", 1
    clean = _SECRET.sub(rf"\1{REMOVED}", line)
    clean = _LONG.sub(REMOVED, clean)
    removed = clean != line
    return _CONTROL.sub("�", clean), int(removed)


def is_biometric(table: str) -> bool:
    """Whether a table by this name is dropped as a whole.

    Source: UU 27/2022, biometrics are specific data; noken has no need of them
    (register: uu-27-2022).
    """
    return bool(BIOMETRIC_TABLES.search(table))
