"""Taking in personnel files: received, read, checked, decided on, applied."""

from noken.organization.services.imports.applying import apply_run
from noken.organization.services.imports.correcting import correct_row
from noken.organization.services.imports.parsing import Parsed, parse
from noken.organization.services.imports.reading import begin_reading, fail_run, stage_file
from noken.organization.services.imports.runs import (
    EXPIRES,
    NewFile,
    answer_doubts,
    confirm_run,
    decide_rows,
    discard_run,
    expire_runs,
    receive_file,
)

__all__ = [
    "EXPIRES",
    "NewFile",
    "Parsed",
    "answer_doubts",
    "apply_run",
    "begin_reading",
    "confirm_run",
    "correct_row",
    "decide_rows",
    "discard_run",
    "expire_runs",
    "fail_run",
    "parse",
    "receive_file",
    "stage_file",
]
