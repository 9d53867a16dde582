"""The real ASGI entry with pages that take their time, for the test of the stop."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from noken.config import asgi
from noken.config.pages import Pages

SLOW_S = 0.4


def _pages(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
    start_response("200 OK", [("content-type", "text/plain")])
    if environ["PATH_INFO"] == "/gema":
        yield environ["wsgi.input"].read()
    else:
        yield b"first "
        time.sleep(SLOW_S)
        yield b"last"


asgi.pages = Pages(_pages, threads=8, most_waiting=24)
application = asgi.application
