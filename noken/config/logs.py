"""Structured log lines without names or NIP."""

import json
import logging
import re
from datetime import UTC, datetime

LONG_NUMBER = re.compile(r"\d{10,}")
"""A NIP has 18 digits, a NIK 16: the first eight of a NIP are a birth date."""
BREAKS = re.compile(r"[\x00-\x1f\x7f\x1b]+")


def masked(words: str) -> str:
    """Long numbers keep their last four digits, control characters become spaces."""
    return LONG_NUMBER.sub(lambda found: f"…{found[0][-4:]}", BREAKS.sub(" ", words))


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and the fault if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": masked(record.getMessage()),
        }
        if record.exc_info:
            # The text of a database error quotes values of rows: kind and place are enough.
            line["fault"] = masked(self._where(record))
        return json.dumps(line, ensure_ascii=False)

    @staticmethod
    def _where(record: logging.LogRecord) -> str:
        kind, _, trace = record.exc_info or (None, None, None)
        places = []
        while trace is not None:
            code = trace.tb_frame.f_code
            places.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        return f"{kind.__name__ if kind else 'unknown'} at " + " < ".join(reversed(places[-12:]))
