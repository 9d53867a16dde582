"""Sets papers with Typst: tagged PDF/A-2a, the same on every server, without a browser or network.

A process keeps one compiler; it takes turns, for it is not made for threads.
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, cast

import segno
import typst
from django.conf import settings

from noken.core import clock
from noken.core.values import MONTHS
from noken.documents.rules import papers
from noken.documents.rules.shapes import Shape
from noken.ui import formats

LAYOUTS = Path(__file__).parents[1] / "papers"
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
_turn = threading.Lock()


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands on a paper beside its facts: how it is found again and who answers for it."""

    kind: str
    title: str
    number: str
    code: str
    check_url: str
    check_shown: str
    signer: str
    at: datetime


def set_paper(data: Shape, stamp: Stamp, *, emblem: str = "") -> bytes:
    """The finished PDF, not yet sealed."""
    paper = {
        "kind": stamp.kind,
        "title": stamp.title,
        "number": stamp.number,
        "code": papers.code_text(stamp.code),
        "check_shown": stamp.check_shown,
        "signer": stamp.signer,
        "qr": _qr(stamp.check_url),
        "emblem": emblem,
        "data": _words(data),
    }
    with _turn:
        pdf = _compiler().compile(
            format="pdf",
            pdf_standards=cast("Any", STANDARDS),
            sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
            timestamp=_fixed(stamp.at),
        )
    return cast("bytes", pdf)


def emblem_of(tenant: str) -> str:
    """The emblem the instansi supplied, as SVG; "" while it has not: then a plain shield stands."""
    path = Path(settings.VAR_DIR) / "emblems" / f"{tenant}.svg"
    return path.read_text() if path.is_file() else ""


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False,
        font_paths=[str(files("font_source_sans_pro") / "files")],
    )
    return typst.Compiler(
        input=LAYOUTS / "naskah.typ", root=LAYOUTS, font_paths=fonts, ignore_system_fonts=True
    )


def _fixed(at: datetime) -> datetime:
    """The region's clock as a plain offset, whole seconds: what a PDF can bear."""
    local = clock.local(at)
    return local.replace(microsecond=0, tzinfo=timezone(local.utcoffset() or timedelta()))


def _qr(address: str) -> str:
    """The address as SVG: dots large enough for a plain phone, a seventh of them may be spoilt."""
    out = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def _words(value: Any) -> Any:
    """A shape with its days and instants as people here write them."""
    if is_dataclass(value):
        return {field.name: _words(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_words(inner) for inner in value]
    if isinstance(value, Mapping):
        return {key: _words(inner) for key, inner in value.items()}
    if isinstance(value, datetime):
        day = clock.day_of(value)
        return f"{_day(day)}, {formats.time_of(value)} {formats.zone()}"
    return _day(value) if isinstance(value, date) else value


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
