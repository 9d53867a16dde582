"""Writes static/ui/ikon.svg, the one sprite of all icons: `python -m noken.ui.icons`.

The names stand in icons.txt, one a line; the drawings come from the package `lucide` (ISC licence,
its notice stands in the file). The bag, the empty bag and the stitch are our own. The file is
committed; a test compares it with this code. Opened as a picture it shows the bag, so it is also
the icon of the site.
"""

from importlib import resources
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

SPRITE = Path(__file__).parent / "static" / "ui" / "ikon.svg"

NAMES = tuple((Path(__file__).parent / "icons.txt").read_text(encoding="ascii").split())

_NOTICE = """<!--
Icons: Lucide (https://lucide.dev), ISC License, Copyright (c) Lucide Icons and Contributors;
portions from Feather (MIT License), Copyright (c) 2013-2026 Cole Bemis.
Permission to use, copy, modify, and/or distribute this software for any purpose with or without
fee is hereby granted, provided that the above copyright notice and this permission notice appear
in all copies. THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD
TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL
THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE
OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS
SOFTWARE. The bag, the empty bag and the stitch belong to noken.
-->
"""

_BAG = (
    '<path d="M8.5 14C8.5 1.5 23.5 1.5 23.5 14" fill="none" stroke="#e9b35c" stroke-width="2.4"/>'
    '<path d="M4.5 13.5h23l-1.9 11a5 5 0 0 1-4.9 4.2h-9.4a5 5 0 0 1-4.9-4.2z" fill="#d9932b"/>'
    '<path d="M10 15.8l2.6 3.4-2.6 3.4-2.6-3.4zM16 15.8l2.6 3.4-2.6 3.4-2.6-3.4zM22 15.8l2.6 3.4'
    '-2.6 3.4-2.6-3.4zM13 22.2l2 2.6-2 2.4-2-2.4zM19 22.2l2 2.6-2 2.4-2-2.4z" fill="#2b201a"/>'
)

_OWN = (
    f'<symbol id="noken" viewBox="0 0 32 32">{_BAG}</symbol>\n'
    '<symbol id="kosong" viewBox="0 0 112 84"><path d="M32 34C32 2 80 2 80 34"/>'
    '<path d="M22 34h68l-6 34a10 10 0 0 1-10 8H38a10 10 0 0 1-10-8z"/>'
    '<path d="M34 42l6 9-6 9-6-9zM48 42l6 9-6 9-6-9zM64 42l6 9-6 9-6-9zM78 42l6 9-6 9-6-9z'
    'M41 56l6 9-6 9M71 56l-6 9 6 9M56 50l6 9-6 9-6-9z"/></symbol>\n'
    '<symbol id="st" viewBox="0 0 12 16"><path d="M6 2 10 8 6 14 2 8Z" stroke-width="2" '
    'stroke-linejoin="round" vector-effect="non-scaling-stroke"/></symbol>\n'
)


def sprite() -> str:
    """The whole text of ikon.svg.

    Raises:
        KeyError: the package has no icon of a name in `NAMES`.
    """
    archive = resources.files("lucide").joinpath("lucide.zip").read_bytes()
    with ZipFile(BytesIO(archive)) as icons:
        symbols = "".join(_symbol(name, icons.read(f"{name}.svg")) for name in NAMES)
    opening = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">\n'
    return f"{opening}{_NOTICE}{_OWN}{symbols}{_BAG}\n</svg>\n"


def _symbol(name: str, source: bytes) -> str:
    drawing = ET.fromstring(source)  # noqa: S314  # a file of a package we install
    shapes = "".join(_shape(shape) for shape in drawing)
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{shapes}</symbol>\n'


def _shape(shape: ET.Element) -> str:
    attributes = "".join(f' {key}="{value}"' for key, value in shape.attrib.items())
    return f"<{shape.tag.rpartition('}')[2]}{attributes}/>"


if __name__ == "__main__":
    SPRITE.write_text(sprite(), encoding="utf-8")
