"""Sets papers with Typst: tagged PDF/A-2a, the same on every server, without a browser or network.

A process keeps one compiler; it takes turns, for it is not made for threads.
"""

import json
import re
import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, cast

import typst
from django.conf import settings

from noken.core import clock
from noken.core.values import MONTHS
from noken.documents.rules import papers
from noken.documents.rules.shapes import Shape
from noken.ui import formats, qr

LAYOUTS = Path(__file__).parents[1] / "papers"
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
BOX = "\N{WHITE SQUARE}"
_UNKNOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_UNSAID = {"Cc", "Cf", "Cn", "Co", "Cs"}
"""Control, format (bidi overrides, joiners of emoji), unassigned, private, half a pair."""
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
        "qr": qr.svg_of(stamp.check_url),
        "emblem": emblem,
        "replaced": False,
        "data": _words(data),
    }
    try:
        return _compiled(paper, stamp.at)
    except typst.TypstError as error:
        if not (unknown := _without_letters(error)):
            raise
    return _compiled({**_replaced(paper, unknown), "replaced": True}, stamp.at)


def _compiled(paper: Mapping[str, Any], at: datetime) -> bytes:
    with _turn:
        pdf = _compiler().compile(
            format="pdf",
            pdf_standards=cast("Any", STANDARDS),
            sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
            timestamp=_fixed(at),
        )
    return cast("bytes", pdf)


def _without_letters(error: typst.TypstError) -> frozenset[str]:
    """Letters no typeface of ours has, such as drawings of a phone's keyboard; an archive file
    may hold none of them, so each is named by the typesetter.
    """
    return frozenset("".join(_UNKNOWN.findall(error.diagnostic)))


def _replaced(value: Any, unknown: frozenset[str]) -> Any:
    """The same texts with a box in the place of each unknown letter."""
    if isinstance(value, str):
        return "".join(BOX if letter in unknown else letter for letter in value)
    if isinstance(value, Mapping):
        return {key: _replaced(inner, unknown) for key, inner in value.items()}
    return [_replaced(inner, unknown) for inner in value] if isinstance(value, list) else value


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
    if isinstance(value, str):
        return _plain(value)
    return _day(value) if isinstance(value, date) else value


def _plain(text: str) -> str:
    """What was written, composed (NFC), without letters that stand for nothing on paper."""
    lines = unicodedata.normalize("NFC", text).splitlines()
    return "\n".join(
        "".join(c for c in line.replace("\t", " ") if unicodedata.category(c) not in _UNSAID)
        for line in lines
    )


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
