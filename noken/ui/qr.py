"""QR codes: dots large enough for a plain phone, a seventh of them may be spoilt."""

from io import BytesIO
from typing import Literal

import segno

SCALE, BORDER = 3, 4


def svg_of(text: str) -> str:
    """As a drawing to be set on paper, without a margin of its own."""
    out = BytesIO()
    _made(text, "m").save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def image_of(text: str) -> str:
    """As the address of an image, black on white with its margin, whatever the page's colours. Of
    a long text a fourteenth of the dots may be spoilt, so that they stay large."""
    return str(_made(text, "l").svg_data_uri(scale=SCALE, border=BORDER, light="white"))


def _made(text: str, error: Literal["l", "m"]) -> segno.QRCode:
    return segno.make(text, error=error, micro=False)
