"""Words of the database's codes, for screens and the command line."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from noken.devices.models import BadLine, Delivery
from noken.devices.rules.wrong import Sign
from noken.ui.formats import day_short, number

REASONS: Mapping[str, str] = {str(code): str(label) for code, label in BadLine.Reason.choices}
SOURCES: Mapping[str, str] = {str(code): str(label) for code, label in Delivery.Source.choices}


def sign_words(preview: Mapping[str, Any]) -> list[str]:
    """What speaks against the machine that was named for a file; none once it is over."""
    return [_sign(sign, preview) for sign in preview.get("signs", ())]


def _sign(sign: str, preview: Mapping[str, Any]) -> str:
    if sign == Sign.PINS:
        unknown, pins = number(preview["unknown_pins"]), number(preview["pins"])
        return f"{unknown} dari {pins} PIN di berkas ini belum dikenal di sini."
    if sign == Sign.AGE:
        last = datetime.fromisoformat(preview["last"])
        return f"Rekaman terbarunya dari {day_short(last.date())} {last.year}."
    return "Sebagian besar barisnya sudah ada di mesin lain."
