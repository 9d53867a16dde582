"""Taking in personnel files: received, read, checked, decided on, applied."""

from noken.organization.gateways.personnel_file import UnmatchedColumns
from noken.organization.services.imports.applying import apply_run
from noken.organization.services.imports.correcting import correct_row
from noken.organization.services.imports.parsing import (
    Parsed,
    choices_of,
    parse,
)
from noken.organization.services.imports.reading import (
    ask_columns,
    begin_reading,
    fail_run,
    stage_file,
    stop_run,
)
from noken.organization.services.imports.runs import (
    EXPIRES,
    NewFile,
    answer_doubts,
    confirm_run,
    decide_rows,
    decide_start,
    discard_run,
    expire_runs,
    map_columns,
    read_again,
    receive_file,
)

__all__ = [
    "EXPIRES",
    "NewFile",
    "Parsed",
    "UnmatchedColumns",
    "answer_doubts",
    "apply_run",
    "ask_columns",
    "begin_reading",
    "choices_of",
    "confirm_run",
    "correct_row",
    "decide_rows",
    "decide_start",
    "discard_run",
    "expire_runs",
    "fail_run",
    "map_columns",
    "parse",
    "read_again",
    "receive_file",
    "stage_file",
    "stop_run",
]
