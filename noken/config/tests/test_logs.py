"""A log line names nobody."""

import json
import logging

from noken.config.logs import JsonFormatter


def _line(message: str, *args: object, fault: bool = False) -> dict[str, str]:
    info = None
    if fault:
        try:
            int("Yohana Mansim 198503122010012001")
        except ValueError as error:
            info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("noken", logging.WARNING, __file__, 1, message, args, info)
    line = JsonFormatter().format(record)
    assert "\n" not in line
    return json.loads(line)  # type: ignore[no-any-return]  # a flat object of texts


def test_a_nip_keeps_only_its_last_four_digits() -> None:
    assert _line("login of %s", "198503122010012001")["message"] == "login of …2001"


def test_a_line_break_or_a_colour_in_a_message_makes_no_second_line() -> None:
    assert _line("a\nb\x1b[31mc")["message"] == "a b [31mc"


def test_a_fault_says_kind_and_place_and_not_its_text() -> None:
    fault = _line("broken", fault=True)["fault"]

    assert fault.startswith("ValueError at ")
    assert "test_logs.py" in fault
    assert "Yohana" not in fault
