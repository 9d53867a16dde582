"""How many sheets a PDF of ours has."""

from io import BytesIO
from typing import cast

from pyhanko.pdf_utils.reader import PdfFileReader


def pages_of(pdf: bytes) -> int:
    return cast("int", PdfFileReader(BytesIO(pdf)).root["/Pages"]["/Count"])
