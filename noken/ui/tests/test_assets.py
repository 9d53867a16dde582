"""Budgets and the browser we promise (Chrome 90): read from our own files, no browser needed."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from noken.ui import icons

NOKEN = Path(__file__).parents[2]
STATIC = NOKEN / "ui" / "static" / "ui"
TEMPLATES = sorted(NOKEN.rglob("templates/**/*.html"))
STYLES = sorted(NOKEN.rglob("static/**/*.css"))
SCRIPTS = sorted(NOKEN.rglob("static/**/*.js"))
KIB = 1024

# Chrome's version that brought each of these is above 90.
NEWER_STYLE = (
    r":has\(|color-mix\(|light-dark\(|oklch\(|@container|@layer|@scope|@starting-style|\bsubgrid\b"
    r"|text-wrap|\d(?:[dsl]v[hw])\b|scrollbar-gutter|:user-(?:in)?valid|:modal\b|anchor-name"
    r"|[{;](?:translate|scale|rotate):|[{;]mask:|\{[^}]*&"
)
NEWER_SCRIPT = (
    r"randomUUID|structuredClone|\.at\(|hasOwn\(|findLast|\.toSorted|\.toReversed|\.with\("
    r"|groupBy|fromAsync|withResolvers|AbortSignal\.(?:timeout|any)|throwIfAborted|canParse"
    r"|\binert\b|popover|static\s*\{|showPicker"
)


def ids(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(NOKEN)) for path in paths]


def minified(path: Path) -> int:
    """Bytes of a stylesheet without comments and line ends."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return len(re.sub(r"\s*\n\s*", "", text).encode())


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def bare(path: Path) -> int:
    """Compressed bytes of a script without comments: what it says is not what it costs."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return len(gzip.compress(text.encode(), 9, mtime=0))


def pages() -> Iterator[tuple[Path, str]]:
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        if frame := re.search(r'\{% extends "ui/(page|public|login)\.html" %\}', text):
            yield path, frame[1] + text


def linked(text: str, folder: str) -> set[Path]:
    names = re.findall(rf"\{{% static '([\w/.-]+/{folder}/[\w.-]+)' %\}}", text)
    return {path for name in names for path in NOKEN.rglob(f"static/{name}")}


def test_the_sprite_is_what_its_names_and_the_package_give() -> None:
    written = icons.SPRITE.read_text(encoding="utf-8")

    assert written == icons.sprite(), "run: python -m noken.ui.icons"
    assert list(icons.NAMES) == sorted(set(icons.NAMES))


def test_every_icon_of_a_template_is_in_the_sprite() -> None:
    used = {
        name
        for path in TEMPLATES
        for name in re.findall(
            r'(?:\{% icon |icon=|icon\|default:)"([^"]+)"', path.read_text(encoding="utf-8")
        )
    }

    assert used <= set(icons.NAMES), f"add to noken/ui/icons.txt: {used - set(icons.NAMES)}"


@pytest.mark.parametrize("path", TEMPLATES, ids=ids(TEMPLATES))
def test_a_template_has_no_inline_style_or_script_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"<[^>]*\sstyle\s*=", text)
    assert not re.search(r"<[^>]*\s(?:on\w+|hx-on[\w:-]*|hx-vals='js)\s*=", text)
    assert "<style" not in text
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))
    assert text.count("\n") <= 150


@pytest.mark.parametrize("path", STYLES, ids=ids(STYLES))
def test_a_stylesheet_asks_nothing_newer_than_chrome_90(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert not re.findall(NEWER_STYLE, text)
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("path", SCRIPTS, ids=ids(SCRIPTS))
def test_a_script_asks_nothing_newer_than_chrome_90(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.findall(NEWER_SCRIPT, text)
    assert not re.search(r"^\s*import\b", text, re.MULTILINE), "imports escape the hashed names"


def test_a_page_of_any_area_stays_within_its_styles_and_scripts() -> None:
    base = [STATIC / "css" / "noken.css", STATIC / "css" / "gelap.css"]
    frames = {"public": {"area-publik.css"}, "login": {"area-publik.css"}, "page": set()}
    for path, text in pages():
        frame = next(name for name in frames if text.startswith(name))
        styles = {*base, *linked(text, "css"), *(STATIC / "css" / n for n in frames[frame])}
        scripts = {STATIC / "js" / "noken.js", *linked(text, "js")}
        if frame == "page":
            scripts.add(STATIC / "js" / "live.js")
        if frame == "page" and "{% block isian %}" not in text:
            scripts.add(STATIC / "js" / "isian.js")

        assert sum(map(minified, styles)) <= 30 * KIB, path
        assert sum(map(bare, scripts)) <= 8 * KIB, path


@pytest.mark.parametrize(
    "area", ["harian", "tim", "kinerja", "kepegawaian", "beranda", "publik", "pimpinan"]
)
def test_the_styles_of_an_area_leave_room_on_its_page(area: str) -> None:
    names = ["noken.css", "gelap.css", f"area-{area}.css"]

    assert sum(minified(STATIC / "css" / name) for name in names) <= 30 * KIB


def test_the_frame_of_a_first_load_leaves_room_for_the_page() -> None:
    frame = [
        "css/noken.css",
        "css/gelap.css",
        "js/noken.js",
        "js/isian.js",
        "js/live.js",
        "ikon.svg",
    ]

    assert sum(compressed(STATIC / name) for name in frame) <= 24 * KIB
